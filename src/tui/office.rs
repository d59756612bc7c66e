//! The world outside the screen: where cases and scripts come from.

mod papers;
mod protection;
mod summary;

pub use papers::PapersGiven;
pub use protection::{KeysSeen, ReaderSeen, Readership, RecoveryTry, Trial};
pub use summary::{CaseDetails, CaseSummary, Incomplete, Standing};

use std::cmp::Reverse;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::desk::Desk;
use crate::desk::library::Library;
use crate::document::handing_out::HandOut;
use crate::script::{Evaluation, RetentionRules, RuleSet, Script, ScriptId};
use crate::store::Passphrase;

use super::effect::NewCaseRequest;

/// Lists, begins and opens cases for the screen.
pub trait Office {
    /// Begins to look for what the home screen lists, and does not wait for it.
    fn look_around(&mut self);
    /// What was found since this was last asked.
    fn found(&mut self) -> Vec<Found>;
    /// Begins to read one case whole, to say more of it than a glance tells, and does not wait
    /// for it; [`Office::found`] tells it.
    fn look_into(&mut self, reference: &str, practice: bool);
    /// Begins to look through every case, real ones or practice cases, for the library, and does
    /// not wait for it; where that was done since [`Office::look_around`], it is not done again.
    fn look_through(&mut self, practice: bool);
    /// Every script that a case can be begun from.
    fn scripts(&self) -> Result<Vec<ScriptSummary>, OfficeProblem>;
    /// What to say where a case is begun, of files of the service's own that cannot be used.
    fn script_trouble(&self) -> Option<String> {
        None
    }
    /// Every set of rules that there is, one of each name.
    fn rule_sets(&self) -> Vec<RuleSet>;
    /// Every form on which people say how it was, one of each name.
    fn evaluations(&self) -> Vec<Evaluation>;
    /// Keeps lines of answers with those of every other case, and returns once they are safe.
    fn keep_answers(&mut self, lines: Vec<String>) -> Result<(), OfficeProblem>;
    /// Begins a case; a fictional one with its people filled in.
    fn create(&mut self, request: &NewCaseRequest) -> Result<Desk, OfficeProblem>;
    /// Opens a case to go on with it.
    fn open(&mut self, reference: &str, practice: bool) -> Result<Desk, OfficeProblem>;
    /// Opens a case that every command but reading is refused on.
    fn open_to_read(&mut self, reference: &str, practice: bool) -> Result<Desk, OfficeProblem>;
    /// The rules by which cases are kept: the service's own, or those inside the program.
    fn retention(&self) -> Result<RetentionRules, OfficeProblem>;
    /// Disposes of a case that is not open, and says so in a sentence; nothing brings it back.
    fn dispose(&mut self, reference: &str, practice: bool) -> Result<String, OfficeProblem>;
    /// A script as a case would be run from it.
    fn script(&self, script: &ScriptId) -> Result<Arc<Script>, OfficeProblem>;
    /// Lets an open case go over to another script.
    fn change_process(&mut self, desk: &mut Desk, script: &ScriptId) -> Result<(), OfficeProblem>;
    /// Begins to write papers into the folder of their case, or where they are printed from, and to
    /// show the first of them, and does not wait for it; [`Office::found`] tells what became of it.
    fn give_papers(&mut self, papers: HandOut);
    /// Into which folder papers go that are to be printed; nothing where a person has none outside
    /// of where cases lie.
    fn print_folder(&self) -> Option<String> {
        None
    }
    /// Notes down in their case which papers were written, where it is not open to be written in;
    /// what is half-typed in it stays as it is.
    fn note_papers(&mut self, papers: &PapersGiven) -> Result<(), OfficeProblem>;
    /// A reference that is not taken, such as `RC-0413`.
    fn suggest_reference(&self) -> String;
    /// Whether real cases are sealed on the disk; else the screen says NOT PROTECTED.
    fn is_protected(&self) -> bool;
    /// Whether a passphrase has to be given before anything is shown.
    fn is_locked(&self) -> bool {
        false
    }
    /// How the keys stand now; it waits for the disk, and is asked where that is waited for anyway.
    fn keys(&self) -> KeysSeen {
        KeysSeen {
            protected: self.is_protected(),
            changed: false,
        }
    }
    /// Begins to look how the keys stand, and does not wait for it; nothing where a look is under
    /// way. Asked once a second at most.
    fn look_at_keys(&mut self) {}
    /// What such a look found since this was last asked.
    fn keys_seen(&mut self) -> Option<KeysSeen> {
        None
    }
    /// Who opens the cases, and what is to be said of that; nothing of a home that is locked or not
    /// protected. What is new is told once: it counts as told from then on.
    fn readership(&mut self) -> Option<Readership> {
        None
    }
    /// Begins to try whether the key of the service, in the file of this path, opens the cases, and
    /// does not wait for it; [`Office::found`] tells. No case is changed.
    fn try_recovery(&mut self, _path: &str) {}
    /// What is to be said of the drive that the cases lie on, once.
    fn drive_warning(&mut self) -> Option<String> {
        None
    }
    /// Lets go of the keys, and of everything that was found with them.
    fn lock(&mut self) {}
    /// Tries a passphrase; it takes a second or two.
    fn unlock(&mut self, _passphrase: &Passphrase) -> Result<(), OfficeProblem> {
        Ok(())
    }
    /// Whether it is to be asked, before a real case is begun, if the cases are to be protected:
    /// before the first one.
    fn asks_for_protection(&self) -> bool {
        false
    }
    /// Notes that the cases are not to be protected, so that it is not asked again.
    fn decline_protection(&mut self) -> Result<(), OfficeProblem> {
        Ok(())
    }
    /// A passphrase that was drawn by lot.
    fn passphrase_by_lot(&self) -> Result<Passphrase, OfficeProblem> {
        Ok(Passphrase::default())
    }
    /// Protects the cases that are begun from now on; it takes a second or two.
    fn protect(
        &mut self,
        _passphrase: &Passphrase,
        _service: Option<String>,
    ) -> Result<(), OfficeProblem> {
        Ok(())
    }
}

/// What went wrong outside the screen, and what to do instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeProblem {
    /// What went wrong, in one sentence.
    pub what: String,
    /// What to do, in one sentence.
    pub instead: String,
}

impl fmt::Display for OfficeProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.what, self.instead)
    }
}

impl std::error::Error for OfficeProblem {}

/// Something that the office found while it looked around.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The cases.
    Cases(Cases),
    /// Every fictional case that can be practised, or why none can be listed; told after the cases.
    PracticeCases(Result<Vec<PracticeSummary>, OfficeProblem>),
    /// What is due in every case that can be read, earliest first; told after the cases.
    Due(Vec<DueRow>),
    /// References of the real cases, among those that were listed, that are between two meetings;
    /// told after what is due.
    Between(Vec<String>),
    /// Cases, among those that were listed, that can be opened and are not whole; told after what is
    /// due, and not at all where each is whole.
    Incomplete(Vec<Incomplete>),
    /// What an import left in the home that nobody but a person can judge, a sentence or two each;
    /// told after everything else, and not at all where there is nothing.
    LeftBehind(Vec<String>),
    /// The library of real cases or of practice cases, as far as it is known by now, or why
    /// there is none; told once more when it was brought up to date.
    Library(bool, Result<Arc<Library>, OfficeProblem>),
    /// How many cases were looked at so far, and of how many.
    Looked(usize, usize),
    /// The papers that were asked for, or why they could not be written or shown.
    Papers(Result<PapersGiven, OfficeProblem>),
    /// What became of trying the key of the service.
    Recovery(Result<String, OfficeProblem>),
    /// More of one case that was looked into.
    Details {
        /// Its reference.
        reference: String,
        /// Whether it is a practice case.
        practice: bool,
        /// What was found, or why it cannot be read.
        found: Result<CaseDetails, OfficeProblem>,
    },
}

/// Something that is due in a case: numbers and the script's words, no words and no names of
/// anybody's, so that an index of many cases may hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// The day.
    pub on: NaiveDate,
    /// Reference of the case.
    pub reference: String,
    /// Whether it is a practice case.
    pub practice: bool,
    /// What is due, in a sentence.
    pub what: String,
    /// Where it is dealt with.
    pub leads: DueLeads,
}

/// Where something that is due is dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueLeads {
    /// Where the meeting goes on.
    Meeting,
    /// Where it stands what became of what was agreed.
    FollowUp,
    /// Where the last meeting is wrapped up.
    WrapUp,
    /// On the page of the case: it is to be disposed of, or held.
    CasePage,
}

/// The cases that could be listed. Real ones and practised ones are looked for each by
/// themselves, so that a fault with one kind hides none of the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cases {
    /// Real and fictional, the one with the latest words first; before them any whose date
    /// cannot be read, for something has to be done about it. Of very many cases only those that
    /// were last written in.
    pub list: Vec<CaseSummary>,
    /// How many more there are, which the library shows.
    pub more: usize,
    /// Why real cases cannot be listed.
    pub real_problem: Option<OfficeProblem>,
    /// Why practice cases that were begun cannot be listed.
    pub practice_problem: Option<OfficeProblem>,
}

impl Cases {
    /// Brings both kinds together in their order.
    pub fn together(
        real: Result<Vec<CaseSummary>, OfficeProblem>,
        practised: Result<Vec<CaseSummary>, OfficeProblem>,
    ) -> Self {
        let mut cases = Self::default();
        match real {
            Ok(list) => cases.list.extend(list),
            Err(problem) => cases.real_problem = Some(problem),
        }
        match practised {
            Ok(list) => cases.list.extend(list),
            Err(problem) => cases.practice_problem = Some(problem),
        }
        cases.list.sort_by_key(|case| {
            let last = case.last_words.or(case.opened);
            (last.is_some(), Reverse(last))
        });
        cases
    }
}

/// The libraries, as far as they are known.
#[derive(Debug, Default)]
pub struct Libraries {
    /// Of real cases.
    pub real: Option<Arc<Library>>,
    /// Of practice cases.
    pub practised: Option<Arc<Library>>,
    /// How many cases were looked at so far, and of how many, while that goes on.
    pub looked: Option<(usize, usize)>,
}

impl Libraries {
    /// The library of one kind.
    pub fn of(&self, practice: bool) -> Option<&Arc<Library>> {
        let library = if practice {
            &self.practised
        } else {
            &self.real
        };
        library.as_ref()
    }

    /// Takes a library in the place of what was known.
    pub fn take(&mut self, practice: bool, library: Arc<Library>) {
        self.looked = None;
        *(if practice {
            &mut self.practised
        } else {
            &mut self.real
        }) = Some(library);
    }
}

/// One script in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptSummary {
    /// Its short name.
    pub id: ScriptId,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub summary: String,
    /// Where it is the service's own: which file, and which shipped one stands back behind it.
    pub own: Option<String>,
}

/// One fictional case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeSummary {
    /// Its short name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Title of its script.
    pub script: String,
    /// What happened.
    pub story: String,
}
