//! Watches from another thread whether the program is to end or its terminal is gone.
//!
//! Reading keys may spin for ever once the terminal has vanished, and drawing may hang on
//! a terminal that takes nothing: so the loop is not trusted to end the program, and what is
//! saved does not depend on it.

use std::io::{self, IsTerminal as _};
use std::os::fd::AsFd as _;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
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

/// How long keys that came before the end may take to be answered.
const LAST_KEYS_MAY_TAKE: Duration = Duration::from_millis(300);

/// Whether the program is stopping itself. Being continued is then told by coming back
/// from [`stop_now`] alone: told a second time, later, it would hide what was just shown.
static STOPPING: AtomicBool = AtomicBool::new(false);

/// What is done last, by whichever thread hears first that the program is to end.
struct LastThings {
    flush: Box<dyn Fn() + Send>,
    loop_of_keys: Teller,
    /// Told by the loop once it took in every key that came before the end.
    answered: Receiver<()>,
}

/// Watches the terminal, once it is begun.
pub struct TerminalWatch(Arc<Mutex<LastThings>>);

impl TerminalWatch {
    /// Begins to watch whether the terminal is gone; one that went before is noticed too.
    pub fn begin(self) -> io::Result<()> {
        let watch = move || {
            watch_terminal();
            end(&self.0, SIGHUP);
        };
        let named = thread::Builder::new().name("terminal-watch".to_owned());
        named.spawn(watch).map(drop)
    }
}

/// Begins to watch whether the program is to end; the terminal is watched once the first picture
/// is drawn, which a further thread would hold up. The loop answers [`Incoming::Ending`] on what
/// is given back.
pub fn watch(
    teller: Teller,
    flush: Box<dyn Fn() + Send>,
) -> io::Result<(Sender<()>, TerminalWatch)> {
    let (tell, answered) = mpsc::channel();
    let last = LastThings {
        flush,
        loop_of_keys: teller.clone(),
        answered,
    };
    let last = Arc::new(Mutex::new(last));
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGTSTP, SIGCONT])?;
    let for_signals = Arc::clone(&last);
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                match signal {
                    // Ctrl-C arrives as a key and asks first, so that an interrupt is meant by
                    // whoever sends it.
                    SIGTERM | SIGHUP | SIGQUIT | SIGINT => end(&for_signals, signal),
                    SIGTSTP => teller.tell(Incoming::Stop),
                    // Whoever stopped the program itself goes on by itself as well.
                    SIGCONT if STOPPING.swap(false, Ordering::SeqCst) => {}
                    SIGCONT => teller.tell(Incoming::Continue),
                    _ => {}
                }
            }
        })?;
    Ok((tell, TerminalWatch(last)))
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

/// Lets the loop take in what was typed, saves, gives the terminal back if it lets itself be
/// given back, and ends. A loop that hangs is not waited for: what it took in before is saved.
fn end(last: &Mutex<LastThings>, signal: i32) -> ! {
    if let Ok(last) = last.lock() {
        last.loop_of_keys.tell(Incoming::Ending);
        // Where the loop is over already, this comes back at once.
        let _ = last.answered.recv_timeout(LAST_KEYS_MAY_TAKE);
        (last.flush)();
    }
    let (done, wait) = mpsc::channel();
    thread::spawn(move || {
        terminal::leave();
        let _ = done.send(());
    });
    let _ = wait.recv_timeout(LEAVING_MAY_TAKE);
    process::exit(128 + signal)
}
