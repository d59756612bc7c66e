//! A home with a finished case in it, and the real program asked about it.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

use talking_piece::case::Command as Ask;
use talking_piece::cli::office::CabinetOffice;
use talking_piece::desk::{Cabinet, Desk};
use talking_piece::script::Outcome;
use talking_piece::store::{Disk, Home};

use crate::support::{StepClock, small};

pub const SCRIPT: &str = include_str!("../golden/small-conference.json");

/// A home with one finished case, RC-0001, and one practice case, PR-0001.
pub struct World {
    pub folder: tempfile::TempDir,
}

/// What the program answered.
pub struct Answered {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl World {
    pub fn empty() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("a home\nof two lines ")
            .tempdir()
            .unwrap();
        let world = Self { folder };
        std::fs::create_dir_all(world.home().join("scripts")).unwrap();
        std::fs::write(world.home().join("scripts/small.json"), SCRIPT).unwrap();
        world
    }

    pub fn new() -> Self {
        Self::with_names(["Jay", "شاہ \u{202e}Shah"])
    }

    /// The same with names that hold nothing hidden, as the program itself would keep them.
    pub fn with_clean_names() -> Self {
        Self::with_names(["Jay", "Mrs Shah"])
    }

    /// The same, begun at another moment: another case of the same reference.
    pub fn begun_later() -> Self {
        let world = Self::empty();
        let cabinet = world.cabinet();
        cabinet.clock.now();
        world.filled(&CabinetOffice::new(cabinet), ["Jay", "Mrs Shah"])
    }

    fn with_names(names: [&str; 2]) -> Self {
        let world = Self::empty();
        let office = world.office();
        world.filled(&office, names)
    }

    fn filled(self, office: &CabinetOffice, names: [&str; 2]) -> Self {
        let desk = office.begin(Some("RC-0001"), "small-conference").unwrap();
        finish(desk, names);
        let practice = office.begin_practice("shop-window").unwrap();
        assert_eq!(practice.case().reference, "PR-0001");
        assert_eq!(practice.close(Duration::from_secs(10)).jobs, 0);
        self
    }

    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub fn out(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn office(&self) -> CabinetOffice {
        CabinetOffice::new(self.cabinet())
    }

    pub fn cabinet(&self) -> Cabinet {
        Cabinet {
            storage: Arc::new(Disk),
            clock: Arc::new(StepClock::default()),
            home: Home::at(self.home()),
            waker: Arc::new(|| ()),
        }
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_talking-piece"));
        command
            .args(arguments)
            .env_clear()
            .env("TALKING_PIECE_HOME", self.home())
            .env("TERM", "xterm-256color")
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    pub fn ask(&self, arguments: &[&str]) -> Answered {
        Answered::of(self.command(arguments).output().unwrap())
    }

    /// Asks, and types what is asked for in turn; a command that has nothing to ask may have ended
    /// before it reads any of it.
    pub fn typing(&self, arguments: &[&str], typed: &str) -> Answered {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped());
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        Answered::of(child.wait_with_output().unwrap())
    }

    #[track_caller]
    pub fn told(&self, arguments: &[&str]) -> String {
        let answered = self.ask(arguments);
        assert_eq!(answered.code, Some(0), "{}", answered.err);
        assert!(!answered.out.contains('\u{1b}'), "{}", answered.out);
        answered.out
    }

    #[track_caller]
    pub fn refused(&self, arguments: &[&str], code: i32) -> String {
        let answered = self.ask(arguments);
        assert_eq!(answered.code, Some(code), "{}", answered.err);
        assert!(!answered.err.is_empty());
        assert!(answered.err.chars().all(|c| c == '\n' || !c.is_control()));
        answered.err
    }

    pub fn journal(&self) -> PathBuf {
        self.home().join("cases/RC-0001/journal")
    }
}

impl Answered {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Runs a small conference to its agreement, and leaves.
fn finish(mut desk: Desk, names: [&str; 2]) {
    small::begin(&mut desk, names);
    let item = small::agree(&mut desk, "Jay mends the side gate.");
    for command in [
        Ask::NoteConcern(item, "SECRET".to_owned()),
        Ask::CloseAgreement,
        Ask::EndSession(Outcome::Agreement),
    ] {
        small::run(&mut desk, command);
    }
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
}
