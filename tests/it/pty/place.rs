//! A folder in which the program is started, and what lies in it afterwards.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use talking_piece::case::{Case, MarkKind};
use talking_piece::cli::office::CabinetOffice;
use talking_piece::clock::SystemClock;
use talking_piece::desk::Cabinet;
use talking_piece::store::{Disk, Home, Kind, LOCK_NAME};

use crate::support::{Terminal, small};

/// The reference of the meeting.
pub const REFERENCE: &str = "RC-0001";
/// The first cue of the meeting.
pub const FIRST_CUE: &str = "Welcome everybody.";
/// The second cue of the meeting.
pub const SECOND_CUE: &str = "What happened?";

/// How long something is waited for that is to come by itself.
const DEADLINE: Duration = Duration::from_secs(60);

const SCRIPT: &str = include_str!("../golden/small-conference.json");

/// A home in a folder of its own.
pub struct Place {
    folder: Arc<tempfile::TempDir>,
    home: &'static str,
}

impl Place {
    /// A home in which nothing was ever kept.
    pub fn fresh() -> Self {
        Self {
            folder: Arc::new(tempfile::tempdir().expect("a folder")),
            home: "home",
        }
    }

    /// Another home in the same folder.
    pub fn with_home(&self, home: &'static str) -> Self {
        Self {
            folder: self.folder.clone(),
            home,
        }
    }

    /// A home with a meeting that was going on, at its first cue.
    pub fn with_meeting() -> Self {
        let place = Self::fresh();
        place.begin_meeting();
        place
    }

    /// Begins the meeting in this home.
    pub fn begin_meeting(&self) {
        self.begin_meeting_from(SCRIPT);
    }

    /// Begins the meeting from another text of its script.
    pub fn begin_meeting_from(&self, script: &str) {
        self.begin(script, Home::at(self.home()));
    }

    /// The same, with the keys that the home has.
    pub fn begin_meeting_in(&self, home: Home) {
        self.begin(SCRIPT, home);
    }

    fn begin(&self, script: &str, home: Home) {
        let scripts = self.home().join("scripts");
        std::fs::create_dir_all(&scripts).expect("a folder");
        std::fs::write(scripts.join("small.json"), script).expect("a script");
        let cabinet = Cabinet {
            home,
            ..self.cabinet()
        };
        let office = CabinetOffice::new(cabinet);
        let mut desk = office
            .begin(Some(REFERENCE), "small-conference")
            .unwrap_or_else(|problem| panic!("{problem}"));
        small::begin(&mut desk, ["Jay", "Amina"]);
        assert_eq!(desk.close(Duration::from_secs(60)).jobs, 0);
    }

    /// Has one thing agreed in the meeting, to which both say yes, on the board and when it is read
    /// to them: all that is left is to close it.
    pub fn agree(&self) {
        self.wait_until_free();
        let opened = self.cabinet().open(Kind::Case, REFERENCE);
        let mut desk = opened.unwrap_or_else(|problem| panic!("{problem:?}"));
        small::agree(&mut desk, "Jay mends the side gate.");
        assert_eq!(desk.close(Duration::from_secs(60)).jobs, 0);
    }

    /// The home.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join(self.home)
    }

    /// Another place beside the home.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The folder of the meeting.
    pub fn case_folder(&self) -> PathBuf {
        self.home().join("cases").join(REFERENCE)
    }

    /// The bytes of the meeting's journal.
    pub fn journal(&self) -> Vec<u8> {
        std::fs::read(self.case_folder().join("journal")).expect("a journal")
    }

    /// Starts the program, at 80 columns and 24 rows.
    pub fn open(&self, arguments: &[&str]) -> Terminal {
        std::fs::create_dir_all(self.home()).expect("a home");
        Terminal::start(&self.home(), arguments, 80, 24)
    }

    /// Starts the program in the meeting, and waits until the room is there.
    pub fn meeting(&self) -> Terminal {
        self.wait_until_free();
        let mut terminal = self.open(&["run", REFERENCE]);
        terminal.wait_for(" go on  ").wait_for("Saved #");
        terminal
    }

    /// Waits until no program holds the meeting: on a busy machine one that has ended may hold it
    /// for a moment.
    fn wait_until_free(&self) {
        let Ok(lock) = File::open(self.case_folder().join(LOCK_NAME)) else {
            return;
        };
        let begun = Instant::now();
        while lock.try_lock().is_err() {
            assert!(begun.elapsed() < DEADLINE, "the meeting is held for ever");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Asks the program on the command line; gives back what it printed.
    #[track_caller]
    pub fn told(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().expect("the program");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// The program with arguments, without a terminal.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_talking-piece"));
        command
            .args(arguments)
            .env("TALKING_PIECE_HOME", self.home())
            .env("TERM", "xterm-256color")
            .env_remove("NO_COLOR")
            .stdin(Stdio::null());
        command
    }

    /// Every entry of the meeting, as the program tells it.
    #[track_caller]
    pub fn dumped(&self) -> Vec<Value> {
        let all: Vec<Value> =
            serde_json::from_str(&self.told(&["dump", REFERENCE, "--json"])).expect("JSON");
        for (entry, number) in all.iter().zip(1_u64..) {
            assert_eq!(entry["entry"], number);
        }
        all
    }

    /// The meeting, as it lies on the disk.
    pub fn case(&self) -> Case {
        let read = self.cabinet().read(Kind::Case, REFERENCE);
        read.unwrap_or_else(|problem| panic!("{problem:?}")).case
    }

    /// The words of every note, in order.
    pub fn notes(&self) -> Vec<String> {
        let case = self.case();
        let notes = case.marks.iter().filter(|mark| mark.kind == MarkKind::Note);
        let words = notes.flat_map(|mark| mark.words.iter());
        words
            .map(|words| words.text().unwrap_or("(no words)").to_owned())
            .collect()
    }

    /// Waits until half-typed text is kept just so.
    #[track_caller]
    pub fn wait_for_draft(&self, terminal: &mut Terminal, wanted: &str) {
        let draft = self.case_folder().join("draft");
        let kept = || std::fs::read_to_string(&draft).is_ok_and(|text| text == wanted);
        terminal.wait_beside("the draft is kept", kept);
    }

    /// Waits until half-typed text is kept that has these words in it.
    #[track_caller]
    pub fn wait_for_draft_with(&self, terminal: &mut Terminal, words: &str) {
        let draft = self.case_folder().join("draft");
        let kept = || std::fs::read_to_string(&draft).is_ok_and(|text| text.contains(words));
        terminal.wait_beside("the draft is kept", kept);
    }

    /// Asserts that every case in this home is sound.
    #[track_caller]
    pub fn assert_sound(&self) {
        let told = self.told(&["verify"]);
        assert!(!told.contains("NOT SOUND"), "{told}");
    }

    fn cabinet(&self) -> Cabinet {
        Cabinet {
            storage: Arc::new(Disk),
            clock: Arc::new(SystemClock),
            home: Home::at(self.home()),
            waker: Arc::new(|| ()),
        }
    }
}
