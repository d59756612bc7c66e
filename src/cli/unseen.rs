//! The cases that a look over all of them could not read, so that nothing found never passes for
//! nothing there.

use serde::Serialize;

use super::output::{counted, remark};
use crate::desk::Cabinet;
use crate::desk::library::{CaseRow, Library, State};
use crate::problem::{Problem, ProblemKind};
use crate::store::Kind;

/// The cases of a library that were not looked at.
pub(super) struct Unseen {
    kind: Kind,
    locked: bool,
    /// Whether any other case was looked at.
    seen_any: bool,
    cases: Vec<UnseenCase>,
}

/// One of them, as a program reads it beside what was found in the others.
#[derive(Debug, Serialize)]
pub(super) struct UnseenCase {
    #[serde(rename = "ref")]
    reference: String,
    practice: bool,
    /// Why it was not looked at.
    problem: String,
    #[serde(skip)]
    because: ProblemKind,
}

/// A row of an answer: what was found in a case, or that it was not looked at.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Seen<'a, Row> {
    Row(&'a Row),
    Not(&'a UnseenCase),
}

impl Unseen {
    pub(super) fn of(cabinet: &Cabinet, library: &Library) -> Self {
        let rows = library.rows().iter();
        Self {
            kind: library.kind(),
            seen_any: rows.clone().any(|row| row.stands().is_some()),
            locked: cabinet.home.ring().keyring().is_none(),
            cases: rows
                .filter_map(|row| UnseenCase::of(library, row))
                .collect(),
        }
    }

    /// What is said where nothing was found: that there is nothing, or only that there is nothing in
    /// the cases that could be looked at.
    pub(super) fn nothing<'a>(&self, at_all: &'a str, in_the_others: &'a str) -> &'a str {
        match (self.cases.is_empty(), self.seen_any) {
            (true, _) => at_all,
            (false, true) => in_the_others,
            (false, false) => "No case could be looked at.",
        }
    }

    /// What was found, with those that were not looked at behind it.
    pub(super) fn beside<'a, Row>(&'a self, found: &'a [Row]) -> Vec<Seen<'a, Row>> {
        let cases = self.cases.iter().map(Seen::Not);
        found.iter().map(Seen::Row).chain(cases).collect()
    }

    /// Says how many they are and what to do, as the end of a command that found what it could.
    pub(super) fn told(&self) -> Result<(), Problem> {
        let among = |kind| self.cases.iter().filter(move |case| case.because == kind);
        let sealed = among(ProblemKind::WrongKey).count();
        let others = self.cases.len() - sealed;
        let list = format!("`talking-piece list{}` says why.", self.kind.flag());
        let others = (others > 0).then(|| {
            let newer = among(ProblemKind::MadeByNewer).count();
            let kind = if newer == others {
                ProblemKind::MadeByNewer
            } else {
                ProblemKind::Damaged
            };
            let what = were_not_looked_at(others, "cannot be opened", "cannot be opened");
            Problem::new(kind, what, list.clone())
        });
        if sealed == 0 {
            return others.map_or(Ok(()), Err);
        }
        if let Some(others) = others {
            remark(&others.to_string());
        }
        let instead = if self.locked {
            "The passphrase opens what is sealed: it is asked for at a keyboard, or taken from \
             --passphrase-fd N."
                .to_owned()
        } else {
            list
        };
        let what = were_not_looked_at(sealed, "is sealed", "are sealed");
        Err(Problem::new(ProblemKind::WrongKey, what, instead))
    }
}

impl UnseenCase {
    /// Of a row that cannot be opened; a copy is no case of its own.
    fn of(library: &Library, row: &CaseRow) -> Option<Self> {
        let (because, why) = match row.state() {
            State::Stands(_) | State::Copy(_) => return None,
            State::Sealed(why) => (ProblemKind::WrongKey, why),
            State::Newer(why) => (ProblemKind::MadeByNewer, why),
            State::Broken(why) => (ProblemKind::Damaged, why),
        };
        Some(Self {
            reference: row.reference.to_string(),
            practice: library.kind() == Kind::Practice,
            problem: library.text(why).to_owned(),
            because,
        })
    }
}

fn were_not_looked_at(cases: usize, one: &str, many: &str) -> String {
    let (stand, were) = if cases == 1 {
        (one, "was")
    } else {
        (many, "were")
    };
    let cases = counted(cases as u64, "case", "cases");
    format!("{cases} {stand} and {were} not looked at.")
}
