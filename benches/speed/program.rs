//! A whole program in a pseudo-terminal, and when its pictures were finished.
//!
//! Our program and the minimal one are measured alike: the same kind and size of terminal,
//! the same reader of what they send, and the same rule for where a picture ends.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::minimal;

/// With this before its path and arguments, the benchmark lets itself be traced and then becomes
/// the program that is named.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
pub const TRACED: &str = "traced";

const DEADLINE: Duration = Duration::from_mins(1);
/// Both programs send a picture in one piece, whose parts come closer together than this.
const BETWEEN_PARTS: Duration = Duration::from_micros(200);
/// Whatever a key leads to has been sent once nothing came for so long.
const SETTLED: Duration = Duration::from_millis(4);

/// A running program. It is killed when this is dropped.
pub struct Program {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    begun: Instant,
    _master: Box<dyn MasterPty + Send>,
}

impl Program {
    /// Starts the real program in a home. `SPEED_PROGRAM` may name another build of it.
    pub fn ours(home: &Path, arguments: &[&str]) -> Self {
        let built = env!("CARGO_BIN_EXE_talking-piece");
        let path = std::env::var("SPEED_PROGRAM").unwrap_or_else(|_| built.to_owned());
        let mut command = CommandBuilder::new(path);
        command.args(arguments);
        command.env("TALKING_PIECE_HOME", home);
        Self::start(command)
    }

    /// Starts a program that whoever asks for it traces.
    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    pub fn traced(path: &Path, home: &Path, arguments: &[String]) -> Self {
        let this = std::env::current_exe().expect("a path of this program");
        let mut command = CommandBuilder::new(this);
        command.arg(TRACED);
        command.arg(path);
        command.args(arguments);
        command.env("TALKING_PIECE_HOME", home);
        Self::start(command)
    }

    /// Starts the minimal program.
    pub fn minimal() -> Self {
        let path = std::env::current_exe().expect("a path of this program");
        let mut command = CommandBuilder::new(path);
        command.arg(minimal::ARGUMENT);
        Self::start(command)
    }

    fn start(mut command: CommandBuilder) -> Self {
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 16 << 10];
            while let Ok(count) = reader.read(&mut buffer) {
                let arrived = (Instant::now(), buffer[..count].to_vec());
                if count == 0 || sender.send(arrived).is_err() {
                    break;
                }
            }
        });
        let begun = Instant::now();
        let child = pair.slave.spawn_command(command).expect("a program");
        let at_least_one = |count| NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN);
        Self {
            child,
            writer,
            output,
            screen: vt100::Parser::new(at_least_one(24), at_least_one(80), 0),
            begun,
            _master: pair.master,
        }
    }

    /// Seconds from the start to the end of the first picture that is as wanted.
    pub fn started(&mut self, wanted: impl Fn(&str) -> bool) -> f64 {
        self.until(wanted).duration_since(self.begun).as_secs_f64()
    }

    /// Seconds from a key to the end of the picture that it leads to.
    pub fn key(&mut self, bytes: &str, wanted: impl Fn(&str) -> bool) -> f64 {
        let begun = Instant::now();
        self.press(bytes);
        self.until(wanted).duration_since(begun).as_secs_f64()
    }

    /// Seconds from a key to the end of the picture that it leads to, whatever is sent after
    /// that into the top line alone: how saving stands is news of its own.
    pub fn picture(&mut self, bytes: &str, wanted: impl Fn(&str) -> bool) -> f64 {
        let begun = Instant::now();
        self.press(bytes);
        let mut parts = Vec::new();
        let mut is_there = false;
        while let Some((arrived, bytes)) = self.part(if is_there { SETTLED } else { DEADLINE }) {
            self.take(&bytes);
            let text = self.text();
            is_there |= wanted(&text);
            let below = text.split_once('\n').map_or("", |(_, below)| below);
            parts.push((arrived, below.to_owned()));
        }
        assert!(is_there, "the picture never came:\n{}", self.text());
        let settled = parts.last().expect("a picture").1.clone();
        let first = parts.iter().find(|(_, below)| *below == settled);
        let (finished, _) = first.expect("the last one at least");
        finished.duration_since(begun).as_secs_f64()
    }

    fn part(&self, patience: Duration) -> Option<(Instant, Vec<u8>)> {
        self.output.recv_timeout(patience).ok()
    }

    /// Presses a key, whatever it leads to.
    pub fn press(&mut self, bytes: &str) {
        self.writer.write_all(bytes.as_bytes()).expect("a key");
        self.writer.flush().expect("a key");
    }

    /// Takes in what comes for a while, and gives the screen as text.
    pub fn rest(&mut self, time: Duration) -> String {
        let begun = Instant::now();
        while let Some(left) = time.checked_sub(begun.elapsed()) {
            if let Ok((_, bytes)) = self.output.recv_timeout(left) {
                self.take(&bytes);
            }
        }
        self.text()
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// When the picture was finished that is as wanted.
    fn until(&mut self, wanted: impl Fn(&str) -> bool) -> Instant {
        let begun = Instant::now();
        loop {
            let left = DEADLINE.saturating_sub(begun.elapsed());
            match self.output.recv_timeout(left) {
                Ok((arrived, bytes)) => {
                    self.take(&bytes);
                    if wanted(&self.text()) {
                        return self.last_part(arrived);
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("the picture never came; the screen shows:\n{}", self.text())
                }
            }
        }
    }

    /// When the last part of a picture arrived.
    fn last_part(&mut self, mut last: Instant) -> Instant {
        while let Ok((arrived, bytes)) = self.output.recv_timeout(BETWEEN_PARTS) {
            self.take(&bytes);
            // What comes later is the next picture.
            if arrived.duration_since(last) > BETWEEN_PARTS {
                break;
            }
            last = arrived;
        }
        last
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
