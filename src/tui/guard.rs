//! Watches from another thread whether the program is to end or its terminal is gone.
//!
//! Reading keys may spin for ever once the terminal has vanished, and drawing may hang on
//! a terminal that takes nothing: so the loop is not trusted to end the program. What is saved does not depend on either.

use std::io::{self, IsTerminal as _};
use std::os::fd::AsFd as _;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level;

use super::ear::Teller;
use super::input::Incoming;
use super::terminal;

/// How long giving the terminal back may take before the program ends without.
const LEAVING_MAY_TAKE: Duration = Duration::from_millis(300);

/// Whether the program is stopping itself. Being continued is then told by coming back
/// from [`stop_now`] alone: told a second time, later, it would hide what was just shown.
static STOPPING: AtomicBool = AtomicBool::new(false);

type Flush = Arc<Mutex<Box<dyn Fn() + Send>>>;

/// Begins to watch.
pub fn watch(teller: Teller, flush: Box<dyn Fn() + Send>) -> io::Result<()> {
    let flush: Flush = Arc::new(Mutex::new(flush));
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGTSTP, SIGCONT])?;
    let for_signals = Arc::clone(&flush);
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                match signal {
                    SIGTERM | SIGHUP | SIGQUIT => end(&for_signals, signal),
                    SIGTSTP => teller.tell(Incoming::Stop),
                    // Whoever stopped the program itself goes on by itself as well.
                    SIGCONT if STOPPING.swap(false, Ordering::SeqCst) => {}
                    SIGCONT => teller.tell(Incoming::Continue),
                    // Ctrl-C arrives as a key and asks first; a stray one must not end a meeting.
                    _ => {}
                }
            }
        })?;
    thread::Builder::new()
        .name("terminal-watch".to_owned())
        .spawn(move || {
            watch_terminal();
            end(&flush, SIGHUP);
        })
        .map(drop)
}

/// Stops the program as the shell expects it, until it is continued.
pub fn stop_now() -> io::Result<()> {
    STOPPING.store(true, Ordering::SeqCst);
    low_level::raise(signal_hook::consts::SIGSTOP)
}

/// Comes back once the terminal is gone.
fn watch_terminal() {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        loop {
            thread::park();
        }
    }
    let second = Timespec {
        tv_sec: 1,
        tv_nsec: 0,
    };
    // Linux says by itself that the terminal is gone; elsewhere it is asked every second.
    let patience = (!cfg!(target_os = "linux")).then_some(&second);
    loop {
        let mut watched = [PollFd::from_borrowed_fd(stdin.as_fd(), PollFlags::empty())];
        // A signal may interrupt the question; it is asked again.
        let Ok(_) = poll(&mut watched, patience) else {
            continue;
        };
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        if watched[0].revents().intersects(gone) {
            return;
        }
    }
}

/// Saves, gives the terminal back if it lets itself be given back, and ends.
fn end(flush: &Flush, signal: i32) -> ! {
    if let Ok(flush) = flush.lock() {
        flush();
    }
    let (done, wait) = mpsc::channel();
    thread::spawn(move || {
        terminal::leave();
        let _ = done.send(());
    });
    let _ = wait.recv_timeout(LEAVING_MAY_TAKE);
    process::exit(128 + signal)
}
