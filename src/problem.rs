//! What happened, where, and what to do; the only place that converts the errors
//! of the rooms, and the only one that knows exit codes.
//!
//! No message carries a participant's words: references, names and values that
//! were typed on the command line are not repeated unless they are file names.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::clean::{Shape, clean};
use crate::desk::{CabinetError, ImportError, Unfit};
use crate::document::plan::PlanError;
use crate::script_file::{FaultKind, ScriptFaults};
use crate::store::{
    COMPARE_A_COPY, ExportError, FailureKind, ForeignError, StoreError, WhyReadOnly,
    is_conflict_name,
};

/// A request that could not be carried out, told in plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What happened, in one sentence.
    pub what: String,
    /// The file or folder it happened at.
    pub place: Option<PathBuf>,
    /// What to do, in one sentence; empty where the rest says it.
    pub do_instead: String,
    /// What kind of problem it is, for the exit code.
    pub kind: ProblemKind,
}

/// What kind of problem it is; each has its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// The request itself was wrong.
    WrongUse,
    /// Something cannot be read or written.
    CannotReadOrWrite,
    /// Data are damaged; a read-only view may be possible.
    Damaged,
    /// A newer version made it.
    MadeByNewer,
    /// It takes another key, or a passphrase.
    WrongKey,
    /// It is in use elsewhere.
    InUse,
    /// The program ended with unsaved notes.
    Unsaved,
    /// Nobody reads the output any more; not worth a word.
    NobodyListens,
    /// The terminal went away; there is nobody to tell.
    TerminalLost,
}

impl ProblemKind {
    /// Whether it is told in words; else the exit code says enough.
    pub fn is_told(self) -> bool {
        match self {
            Self::NobodyListens | Self::TerminalLost => false,
            Self::WrongUse
            | Self::CannotReadOrWrite
            | Self::Damaged
            | Self::WrongKey
            | Self::MadeByNewer
            | Self::InUse
            | Self::Unsaved => true,
        }
    }

    /// The exit code of the program.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::WrongUse => 2,
            Self::CannotReadOrWrite => 3,
            Self::Damaged => 4,
            Self::WrongKey => 5,
            Self::MadeByNewer => 6,
            Self::InUse => 7,
            Self::Unsaved => 8,
            // As the system itself would have it: 128 and the number of the signal.
            Self::NobodyListens => 141,
            Self::TerminalLost => 129,
        }
    }
}

impl Problem {
    /// A problem without a place.
    pub fn new(kind: ProblemKind, what: impl Into<String>, do_instead: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            place: None,
            do_instead: do_instead.into(),
            kind,
        }
    }

    /// The request itself was wrong.
    pub fn wrong_use(what: impl Into<String>, do_instead: impl Into<String>) -> Self {
        Self::new(ProblemKind::WrongUse, what, do_instead)
    }

    /// Says where it happened.
    pub fn at(mut self, place: impl Into<PathBuf>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// What the system answered when output was written.
    pub fn output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::new(ProblemKind::NobodyListens, "", "");
        }
        Self::new(
            ProblemKind::CannotReadOrWrite,
            "The output could not be written.",
            "Check the disk or the program that reads it.",
        )
    }

    /// Takes apart a message of the form "place: what. What to do."
    fn from_message(kind: ProblemKind, message: &str, place: Option<&Path>) -> Self {
        let prefix = place.map(|place| format!("{}: ", place.display()));
        let rest = prefix
            .and_then(|prefix| message.strip_prefix(&prefix))
            .unwrap_or(message);
        let (what, do_instead) = match rest.find(". ") {
            Some(end) => (&rest[..=end], rest[end + 1..].trim()),
            None => (rest, ""),
        };
        Self {
            what: sentence(what),
            place: place.map(Path::to_owned),
            do_instead: do_instead.to_owned(),
            kind,
        }
    }
}

/// Begins with a capital letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// At most three lines, with nothing in them that could steer a terminal.
impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&clean(&self.what, Shape::Lines).text)?;
        if let Some(place) = &self.place {
            let place = clean(&place.display().to_string(), Shape::Line).text;
            write!(formatter, "\n  {place}")?;
        }
        if !self.do_instead.is_empty() {
            let instead = clean(&self.do_instead, Shape::Line).text;
            write!(formatter, "\n  {instead}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

impl From<FailureKind> for ProblemKind {
    fn from(kind: FailureKind) -> Self {
        match kind {
            FailureKind::WrongUse => Self::WrongUse,
            FailureKind::CannotReadOrWrite => Self::CannotReadOrWrite,
            FailureKind::Damaged => Self::Damaged,
            FailureKind::WrongKey => Self::WrongKey,
            FailureKind::MadeByNewer => Self::MadeByNewer,
            FailureKind::InUse => Self::InUse,
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        // What was typed may be anybody's name, so it is not repeated.
        if let StoreError::BadReference { reference } = &error {
            if is_conflict_name(reference) {
                return Self::wrong_use(
                    "This is a copy of a case, left by a program that copies folders.",
                    COMPARE_A_COPY,
                );
            }
            return Self::wrong_use(
                "That cannot be a reference.",
                "Use up to 40 letters, digits and hyphens, such as RC-0412.",
            );
        }
        let kind = error.kind().into();
        Self::from_message(kind, &error.to_string(), error.path())
    }
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Self {
        let message = error.to_string();
        match error {
            ExportError::Store(error) => error.into(),
            ExportError::Taken { path } | ExportError::Journal { path } => {
                Self::from_message(ProblemKind::WrongUse, &message, Some(&path))
            }
            ExportError::NotAFile { path } | ExportError::NoFolder { path } => {
                Self::from_message(ProblemKind::CannotReadOrWrite, &message, Some(&path))
            }
        }
    }
}

impl From<ForeignError> for Problem {
    fn from(error: ForeignError) -> Self {
        match error {
            ForeignError::Store(error) => error.into(),
            ForeignError::NotACase { .. }
            | ForeignError::NotPlain { .. }
            | ForeignError::TooLarge { .. }
            | ForeignError::Damaged { .. }
            | ForeignError::TwoVersions { .. }
            | ForeignError::Newer { .. } => {
                let kind = error.kind().into();
                Self::from_message(kind, &error.to_string(), error.path())
            }
        }
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        let message = error.to_string();
        let kind = match error {
            ImportError::Cabinet(error) => return error.into(),
            ImportError::Older { .. } => ProblemKind::Damaged,
            ImportError::Unfit(unfit) => match unfit {
                Unfit::Newer(_) => ProblemKind::MadeByNewer,
                Unfit::PrivateTime => ProblemKind::InUse,
                Unfit::Empty
                | Unfit::NoOpening
                | Unfit::Hidden(_)
                | Unfit::TooLong(_)
                | Unfit::TooManyPeople
                | Unfit::Script(_)
                | Unfit::Words => ProblemKind::Damaged,
            },
        };
        Self::from_message(kind, &message, None)
    }
}

impl From<CabinetError> for Problem {
    fn from(error: CabinetError) -> Self {
        let message = error.to_string();
        match error {
            CabinetError::Store(error) => error.into(),
            CabinetError::Script { path }
            | CabinetError::AlteredScript { path }
            | CabinetError::Empty { path }
            | CabinetError::CutOff { path }
            | CabinetError::WordsOfAnother { path }
            | CabinetError::NoOpening { path, .. }
            | CabinetError::Misplaced { path, .. }
            | CabinetError::Twice { path, .. }
            | CabinetError::Stranger { path, .. } => {
                Self::from_message(ProblemKind::Damaged, &message, Some(&path))
            }
            CabinetError::NewerScript { path } => {
                Self::from_message(ProblemKind::MadeByNewer, &message, Some(&path))
            }
            CabinetError::Refused(refusal) => Self::wrong_use(refusal.why(), refusal.instead()),
            CabinetError::ReadOnly(why) => {
                let kind = match why {
                    WhyReadOnly::Damaged(_)
                    | WhyReadOnly::Behind { .. }
                    | WhyReadOnly::Different { .. }
                    | WhyReadOnly::Unread(_)
                    | WhyReadOnly::TwoVersions(_) => ProblemKind::Damaged,
                    WhyReadOnly::MadeByNewer => ProblemKind::MadeByNewer,
                    WhyReadOnly::NoLock => ProblemKind::InUse,
                    WhyReadOnly::Unsafe(_) => ProblemKind::CannotReadOrWrite,
                };
                Self::from_message(kind, &message, None)
            }
        }
    }
}

impl From<PlanError> for Problem {
    fn from(error: PlanError) -> Self {
        let (kind, instead) = match &error {
            PlanError::NotAPlan => (
                ProblemKind::CannotReadOrWrite,
                "Check the name of the file.",
            ),
            PlanError::Newer(_) => (
                ProblemKind::MadeByNewer,
                "Nothing was changed. Update the program to read it.",
            ),
            PlanError::CutOff(_) => (
                ProblemKind::Damaged,
                "Copy it once more, or make it anew from the case with the command `plan`.",
            ),
            PlanError::Damaged { .. } => (
                ProblemKind::Damaged,
                "Make it anew from the case with the command `plan`.",
            ),
        };
        Self::new(kind, error.to_string(), instead)
    }
}

impl From<FaultKind> for ProblemKind {
    fn from(kind: FaultKind) -> Self {
        match kind {
            FaultKind::Faulty => Self::WrongUse,
            FaultKind::Newer => Self::MadeByNewer,
        }
    }
}

impl From<ScriptFaults> for Problem {
    fn from(faults: ScriptFaults) -> Self {
        let kind = faults.kind.into();
        Self::new(kind, faults.to_string().trim_end(), "")
    }
}
