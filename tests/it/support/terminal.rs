//! The real program in a pseudo-terminal, with a screen to read.
//!
//! A story waits for text on the screen, never for time: the deadline is only
//! there so that a broken program fails its test instead of hanging it.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

const DEADLINE: Duration = Duration::from_secs(60);
/// How often something that sends no word is looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// A running program and its screen.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    output: Receiver<Vec<u8>>,
    closing: Arc<AtomicBool>,
    /// Whether nobody reads what the program writes.
    unread: Arc<AtomicBool>,
    screen: vt100::Parser,
    /// The highest number that stood on the screen as saved.
    saved: u64,
    /// Every byte that the program wrote.
    pub transcript: Vec<u8>,
}

impl Terminal {
    /// Starts the program in a home, at a size of columns and rows.
    pub fn start(home: &Path, arguments: &[&str], columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_talking-piece"));
        command.args(arguments);
        Self::run(command, home, columns, rows)
    }

    /// Starts any command in a home.
    pub fn run(mut command: CommandBuilder, home: &Path, columns: u16, rows: u16) -> Self {
        command.env("TALKING_PIECE_HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("TZ", "UTC");
        command.env_remove("NO_COLOR");
        command.cwd(home);
        let pair = native_pty_system()
            .openpty(size(columns, rows))
            .expect("a pseudo-terminal");
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program to start");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, output) = channel();
        let closing = Arc::new(AtomicBool::new(false));
        let closed = closing.clone();
        let unread = Arc::new(AtomicBool::new(false));
        let waits = unread.clone();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count) = reader.read(&mut buffer) {
                while waits.load(Ordering::SeqCst) {
                    thread::sleep(LOOK_AGAIN);
                }
                let ended = count == 0 || closed.load(Ordering::SeqCst);
                if ended || sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            writer: Some(pair.master.take_writer().expect("a writer")),
            master: Some(pair.master),
            output,
            closing,
            unread,
            screen: parser(columns, rows),
            saved: 0,
            transcript: Vec::new(),
        }
    }

    /// Lets nobody read what the program writes from now on, as a terminal that was told to hold
    /// still, or reads on.
    pub fn hold_still(&mut self, still: bool) -> &mut Self {
        self.unread.store(still, Ordering::SeqCst);
        self
    }

    /// Types letters as they are.
    pub fn send(&mut self, letters: &str) -> &mut Self {
        self.send_bytes(letters.as_bytes())
    }

    /// Sends bytes that need not be text.
    pub fn send_bytes(&mut self, bytes: &[u8]) -> &mut Self {
        if let Some(writer) = &mut self.writer {
            // A program that has ended takes no keys; the next wait says so.
            let _ = writer.write_all(bytes).and_then(|()| writer.flush());
        }
        self
    }

    /// Pastes text as a terminal with bracketed paste does.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(&format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Waits until text stands on the screen.
    pub fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("{text:?} on the screen"), |screen| {
            screen.contains(text)
        })
    }

    /// Waits until something is so; says no where the program ends before that.
    pub fn comes(&mut self, what: &str, wanted: impl Fn(&Self) -> bool) -> bool {
        let begun = Instant::now();
        while !wanted(self) {
            let left = DEADLINE.saturating_sub(begun.elapsed());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) => {
                    panic!("waited for {what:?}; the screen shows:\n{}", self.text())
                }
            }
        }
        true
    }

    /// Goes down a list to the row with this text, once there is a list.
    pub fn select(&mut self, text: &str) -> &mut Self {
        let selected = |screen: &str| {
            let mut lines = screen.lines().filter(|line| line.contains('›'));
            lines.next().map(str::to_owned)
        };
        self.wait_until("a list", |screen| selected(screen).is_some());
        for _ in 0..60 {
            let row = selected(&self.text());
            if row.as_ref().is_some_and(|row| row.contains(text)) {
                return self;
            }
            self.send("\x1b[B");
            self.wait_until("the next row", |screen| selected(screen) != row);
        }
        panic!("{text:?} is in no row:\n{}", self.text());
    }

    /// Waits until text stands on the screen no more.
    pub fn wait_gone(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("{text:?} gone from the screen"), |screen| {
            !screen.contains(text)
        })
    }

    /// Waits until the screen is as it should be.
    pub fn wait_until(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> &mut Self {
        self.wait_while(what, |screen| !wanted(&screen.contents()))
    }

    /// Waits until the program took the whole screen, or gave it back.
    pub fn wait_full_screen(&mut self, full: bool) -> &mut Self {
        self.wait_while("the other screen", |screen| {
            screen.alternate_screen() != full
        })
    }

    /// Waits until something that is not on the screen is as it should be, such as a file.
    pub fn wait_beside(&mut self, what: &str, wanted: impl Fn() -> bool) -> &mut Self {
        let begun = Instant::now();
        while !wanted() {
            assert!(
                begun.elapsed() < DEADLINE,
                "waited until {what}; the screen shows:\n{}",
                self.text()
            );
            match self.output.recv_timeout(LOOK_AGAIN) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => thread::sleep(LOOK_AGAIN),
            }
        }
        self
    }

    fn wait_while(&mut self, what: &str, other: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let begun = Instant::now();
        while other(self.screen.screen()) {
            match self
                .output
                .recv_timeout(DEADLINE.saturating_sub(begun.elapsed()))
            {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("waited for {what}; the screen shows:\n{}", self.text())
                }
            }
        }
        self
    }

    /// Waits until everything that was typed so far was answered and stands on the screen.
    ///
    /// Ctrl-G sets the terminal up again, draws the picture afresh and changes nothing else;
    /// keys are answered in their order, so once that picture is whole, everything before it
    /// was answered. It is asked once: an answer to an earlier question would be taken for this.
    pub fn wait_answered(&mut self) -> &mut Self {
        let before = self.transcript.len();
        let begun = Instant::now();
        self.send("\x07");
        while !is_afresh(&self.transcript[before..]) {
            assert!(
                begun.elapsed() < DEADLINE,
                "the keys were not answered; the screen shows:\n{}",
                self.text()
            );
            if let Ok(bytes) = self.output.recv_timeout(LOOK_AGAIN) {
                self.take(&bytes);
            }
        }
        self
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Whether the program is in the alternate screen.
    pub fn is_full_screen(&self) -> bool {
        self.screen.screen().alternate_screen()
    }

    /// The highest number that stood on the screen as saved.
    pub fn highest_saved(&self) -> u64 {
        self.saved
    }

    /// Asserts that the terminal is as a shell needs it.
    #[track_caller]
    pub fn assert_given_back(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "still in the other screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are still in brackets");
        #[cfg(unix)]
        self.assert_takes_lines();
    }

    /// Asserts that the terminal gathers lines, shows what is typed and knows Ctrl-C.
    #[cfg(unix)]
    #[track_caller]
    fn assert_takes_lines(&self) {
        use rustix::termios::{LocalModes, tcgetattr};
        let name = self.master.as_ref().and_then(|master| master.tty_name());
        let Some(terminal) = name.and_then(|name| std::fs::File::open(name).ok()) else {
            return;
        };
        let modes = tcgetattr(&terminal).expect("a terminal").local_modes;
        let wanted = LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
        assert!(modes.contains(wanted), "keys come raw: {modes:?}");
    }

    /// Gives the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        if let Some(master) = &self.master {
            master.resize(size(columns, rows)).expect("another size");
        }
        self.screen
            .screen_mut()
            .set_size(at_least_one(rows), at_least_one(columns));
        self
    }

    /// The program's process number.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// Sends the program a signal by its name, such as `TERM`.
    pub fn signal(&mut self, name: &str) -> &mut Self {
        let sent = std::process::Command::new("kill")
            .args([&format!("-{name}"), &self.process().to_string()])
            .status()
            .expect("kill to run");
        assert!(sent.success(), "the signal {name} was not sent");
        self
    }

    /// Closes the terminal, as when its window is closed.
    ///
    /// The reader holds the terminal open until it has read once more, so the window
    /// takes another size just before: the program paints, and the reader looks up.
    pub fn close_window(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        self.resize(90, 30);
        self.writer = None;
        self.master = None;
    }

    /// Waits for the program to end, and reads what it wrote on the way.
    pub fn wait_for_end(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a process to wait for") {
                while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
                    self.take(&bytes);
                }
                return status;
            }
            assert!(
                begun.elapsed() < DEADLINE,
                "the program does not end; the screen shows:\n{}",
                self.text()
            );
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.take(&bytes);
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.transcript.extend_from_slice(bytes);
        self.screen.process(bytes);
        let screen = self.text();
        let digits = |after: &str| -> String {
            let digits = after.chars().take_while(char::is_ascii_digit);
            digits.collect()
        };
        for words in ["Saved #", "Saved elsewhere #"] {
            for after in screen.split(words).skip(1) {
                self.saved = self.saved.max(digits(after).parse().unwrap_or(0));
            }
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Ended already in most stories.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether the answer to Ctrl-G is among these bytes: set up again, cleared, and drawn until the
/// cursor is shown or hidden, which comes last. A curtain clears too, but sets nothing up.
fn is_afresh(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let after_set_up = text.split_once("\x1b[?2004h").map(|(_, after)| after);
    after_set_up
        .and_then(|rest| rest.split_once("\x1b[2J"))
        .is_some_and(|(_, picture)| picture.contains("\x1b[?25"))
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn parser(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0)
}

fn at_least_one(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}
