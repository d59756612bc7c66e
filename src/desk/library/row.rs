//! One case, as the library knows it.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Text;
use crate::case::{Case, CaseDays, SessionStatus};
use crate::script::{Agreeing, Outcome};
use crate::store::{CaseStamp, HeaderId};

/// One case: numbers and times, and texts that many cases share.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something else of a case, and any of them may go with any other"
)]
pub struct CaseRow {
    /// Its reference, which is the name of its folder.
    pub reference: Box<str>,
    /// What can be said of it by itself.
    pub(super) own: State,
    /// The case that it is a copy of, where another one of the library has its identity.
    pub(super) copy_of: Option<Text>,
    /// Its identity, where that can be read.
    pub(super) id: Option<HeaderId>,
    /// How many entries it has.
    pub entries: u32,
    /// When it was begun.
    pub opened: Option<DateTime<FixedOffset>>,
    /// When something was last recorded in it.
    pub last: Option<DateTime<FixedOffset>>,
    /// The day on which its last meeting began.
    pub met: Option<NaiveDate>,
    /// Title of its process.
    pub process: Text,
    /// Short name of its script.
    pub script: Text,
    /// That name with the version of the script.
    pub script_version: Text,
    /// Who runs it, by the names used in the room, divided by commas.
    pub facilitators: Text,
    /// The first day on which something of it is due.
    pub due: Option<NaiveDate>,
    /// The days by which it is said how long it is kept.
    pub days: CaseDays,
    /// How many items were agreed.
    pub items: u16,
    /// How many of them are open.
    pub open_items: u16,
    /// Which closing of its agreement counts; 0 without any.
    pub version: u16,
    /// Whether a synchronizing program left copies of single files in it.
    pub conflicts: bool,
    /// Whether entries of it are missing or out of place.
    pub(super) damaged: bool,
    /// Whether its record says that it is the case of another folder.
    pub(super) elsewhere: bool,
    /// Whether a rescue or a repair went on in another file of its folder.
    pub(super) continued: bool,
    /// The script whose copy in the case tells how to read it; 0 where the program has it.
    pub(super) own_script: Text,
    /// How its files stood when it was read.
    pub(super) stamp: CaseStamp,
}

/// What can be said of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It can be opened, and stands so.
    Stands(Stands),
    /// It is sealed, and this version cannot open it.
    Sealed(Text),
    /// A newer version made it.
    Newer(Text),
    /// It cannot be read, for this reason.
    Broken(Text),
    /// It is a copy, of this case where known, and never counted.
    Copy(Option<Text>),
}

/// Where a case that can be read stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// No meeting has begun.
    Prepared,
    /// A meeting is going on, or was interrupted.
    Running,
    /// Its meeting goes on another day, where known.
    Adjourned(Option<NaiveDate>),
    /// The whole case was closed with this outcome; with none where nobody met.
    Closed(Option<Outcome>),
    /// Its last meeting ended.
    Ended {
        /// In which of the four ways; no two of them are ever one.
        outcome: Outcome,
        /// Whether there was anything to agree in it.
        agrees: bool,
        /// Whether working notes of it wait to be kept or erased.
        notes_wait: bool,
    },
}

impl CaseRow {
    /// What can be said of it: that it is a copy comes before what stands in it.
    pub fn state(&self) -> State {
        match self.copy_of {
            Some(of) => State::Copy(Some(of)),
            None => self.own,
        }
    }

    /// Where it stands, where it can be opened.
    pub fn stands(&self) -> Option<Stands> {
        match self.state() {
            State::Stands(stands) => Some(stands),
            State::Sealed(_) | State::Newer(_) | State::Broken(_) | State::Copy(_) => None,
        }
    }

    /// Whether it can be opened, and parts of its record are missing or out of place. That its end was
    /// cut off cleanly is none of that: its file alone does not tell.
    pub fn is_damaged(&self) -> bool {
        self.damaged && self.stands().is_some()
    }

    /// When it was last written in, or begun.
    pub fn last_known(&self) -> Option<DateTime<FixedOffset>> {
        self.last.or(self.opened)
    }

    /// Whether a look at its files alone cannot tell that it is as it was when it was read, at
    /// this time.
    pub(super) fn is_doubtful(&self, read: i64) -> bool {
        let unclear = match self.own {
            State::Broken(_) | State::Copy(_) => true,
            State::Stands(_) | State::Sealed(_) | State::Newer(_) => false,
        };
        unclear || self.continued || self.stamp.is_doubtful(read)
    }
}

impl Stands {
    /// How its last meeting ended, in the words of its kind; nothing where it did not.
    pub fn title(self) -> Option<&'static str> {
        match self {
            Self::Ended {
                outcome: Outcome::NoAgreementWanted,
                agrees: false,
                notes_wait: _,
            } => Some(crate::script::HELD_TO_ITS_END),
            Self::Ended { outcome, .. } => Some(outcome.title()),
            Self::Prepared | Self::Running | Self::Adjourned(_) | Self::Closed(_) => None,
        }
    }
}

/// Where a case stands.
pub fn stands(case: &Case) -> Stands {
    if case.is_case_closed() && !case.notes_wait() {
        return Stands::Closed(case.outcome());
    }
    let Some(session) = &case.session else {
        return Stands::Prepared;
    };
    match session.status {
        SessionStatus::Running => Stands::Running,
        SessionStatus::Adjourned { until } => Stands::Adjourned(until),
        SessionStatus::Ended => {
            let ended = session.ended.as_ref();
            let kind = session.script.session(&session.kind);
            Stands::Ended {
                outcome: ended.map_or(Outcome::EndedEarly, |ended| ended.outcome),
                agrees: kind.is_none_or(|kind| kind.agreeing() == Agreeing::Needed),
                notes_wait: case.notes_wait(),
            }
        }
    }
}
