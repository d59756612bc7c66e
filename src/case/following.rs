//! What became of what was agreed: each item's standing, whether whoever was harmed was told, who
//! got in touch when, and the closing of the case itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

mod amount;
mod dates;
mod ending;
mod evaluating;
mod holding;
mod rules;
mod standing;
mod written;

pub use amount::{Amount, GivenSoFar};
pub use dates::{Due, DueWhat, FollowUp, FollowUpDay};
pub(super) use ending::allows;
pub use ending::{CaseClosed, StillOpen};
pub use evaluating::FormReceipt;
pub use holding::Hold;
pub(super) use rules::{decide, taken_in};
pub use written::{DocumentFile, DocumentForm, DocumentKind};

use super::{ItemId, Now, PersonId, Words};
use crate::script::{EvaluationId, Outcome};

/// What was said of an item since it was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum FollowingEvent {
    /// Somebody said how an item stands. A further one follows; undone by `Undone`.
    ProgressSaid {
        /// Which item.
        item: ItemId,
        /// How it stands.
        progress: Progress,
        /// Who said so, where it was one of the people.
        by: Option<PersonId>,
        /// A few words about it, for the facilitator.
        words: Option<Words>,
    },
    /// Somebody who was harmed was told how an item stands. Undone by `Undone`.
    HarmedTold {
        /// Which item.
        item: ItemId,
        /// Who was told.
        person: PersonId,
        /// On which day.
        on: NaiveDate,
    },
    /// A part of a payment was made, or some of the hours were done. Undone by `Undone`.
    AmountGiven {
        /// Which item.
        item: ItemId,
        /// How much.
        amount: Amount,
        /// On which day.
        on: NaiveDate,
        /// Who said so, where it was one of the people.
        by: Option<PersonId>,
    },
    /// Somebody got in touch, as a day of the script asks for. Undone by `Undone`.
    FollowUpMade {
        /// Number of the meeting that the day counts from.
        session: u16,
        /// Place of the day among those of that meeting's script, from 1.
        place: u16,
        /// With whom; with everybody, or nobody of the list, where none is named.
        person: Option<PersonId>,
        /// On which day.
        on: NaiveDate,
        /// What came of it, in a few words for the facilitator.
        words: Option<Words>,
    },
    /// An evaluation form was handed in and typed in. What was answered is not part of the case:
    /// it lies apart, without a name, a case and a time. Undone by `Undone`.
    FormHandedIn {
        /// Which form.
        form: EvaluationId,
        /// Its version.
        version: u32,
        /// Who filled it in; none where nobody is to know.
        person: Option<PersonId>,
        /// Who typed it in, as they were named.
        typed_by: String,
    },
    /// The whole case was closed. Taken back by `CaseReopened`.
    CaseClosed {
        /// How it came out, in one of the four ways; none where nobody ever met.
        outcome: Option<Outcome>,
        /// How many kinds of things were still open, and named before.
        left_open: u16,
        /// Why it was closed with something open.
        reason: Option<Words>,
    },
    /// A closed case was opened again, visibly.
    CaseReopened {
        /// Why.
        reason: Words,
    },
    /// The case was put on hold: it is not disposed of, whatever the rules say. Ended by
    /// `HoldLifted`.
    HoldPlaced {
        /// Why.
        reason: Words,
    },
    /// The hold was lifted. A further hold may follow.
    HoldLifted {
        /// Why.
        reason: Words,
    },
    /// Copies of what was agreed, or of what is held, were written into files, by one request. Never
    /// undone: they are there.
    DocumentsWritten {
        /// Each of them.
        files: Vec<DocumentFile>,
    },
}

/// How an item that was agreed stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Nothing was heard of it yet.
    #[default]
    Open,
    /// It was begun.
    Begun,
    /// It was done.
    Done,
    /// Part of it was done.
    Partly,
    /// It was not done.
    NotDone,
    /// People agreed to something else in its place.
    Changed,
    /// People agreed to let it go.
    Dropped,
}

impl Progress {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Open,
        Self::Begun,
        Self::Done,
        Self::Partly,
        Self::NotDone,
        Self::Changed,
        Self::Dropped,
    ];

    /// How it is said on screen and paper.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "not heard of yet",
            Self::Begun => "begun",
            Self::Done => "done",
            Self::Partly => "partly done",
            Self::NotDone => "not done",
            Self::Changed => "changed by agreement",
            Self::Dropped => "let go by agreement",
        }
    }

    /// Whether a next meeting has to look at it.
    pub fn is_open(self) -> bool {
        match self {
            Self::Open | Self::Begun | Self::Partly | Self::NotDone => true,
            Self::Done | Self::Changed | Self::Dropped => false,
        }
    }

    /// Whether people agreed on it, so that somebody of them said so: nobody else can change or let
    /// go what they agreed.
    pub fn is_by_agreement(self) -> bool {
        match self {
            Self::Changed | Self::Dropped => true,
            Self::Open | Self::Begun | Self::Done | Self::Partly | Self::NotDone => false,
        }
    }
}

/// A request about an item that was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowingCommand {
    /// Record how an item stands, who said so, and a few words about it.
    SayProgress(ItemId, Progress, Option<PersonId>, Option<String>),
    /// Record that somebody who was harmed was told, on a day.
    TellHarmed(ItemId, PersonId, NaiveDate),
    /// Record that a part was paid or some hours were done, on a day, and who said so.
    Give(ItemId, Amount, NaiveDate, Option<PersonId>),
    /// Record that somebody got in touch, as a day of the script asks for.
    MakeFollowUp {
        /// Number of the meeting that the day counts from.
        session: u16,
        /// Place of the day among those of that meeting's script, from 1.
        place: u16,
        /// With whom.
        person: Option<PersonId>,
        /// On which day.
        on: NaiveDate,
        /// What came of it; at most 1,000 characters, which may be none.
        words: String,
    },
    /// Record that an evaluation form was handed in, and who typed it in; never what was answered.
    HandInForm(FormReceipt),
    /// Close the case; a reason where something is still open.
    CloseCase(Option<String>),
    /// Open a closed case again, for a reason.
    ReopenCase(String),
    /// Keep the case whatever the rules say, for a reason.
    PlaceHold(String),
    /// Lift the hold, for a reason.
    LiftHold(String),
    /// Note that documents were written into files.
    NoteDocuments(Vec<DocumentFile>),
}

/// Everything that was said of items since they were agreed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Following {
    /// How each item stood, oldest first.
    pub said: BTreeMap<ItemId, Vec<ProgressSaid>>,
    /// Who was told of an item, and when.
    pub told: BTreeMap<ItemId, Vec<(PersonId, NaiveDate)>>,
    /// What was paid or done of an item, and when.
    pub given: BTreeMap<ItemId, Vec<(Amount, NaiveDate)>>,
    /// Who got in touch, by the number of the meeting and the place of the day in its script.
    pub made: BTreeMap<(u16, u16), Vec<FollowUpMade>>,
    /// Evaluation forms that were handed in, oldest first.
    pub forms: Vec<FormReceipt>,
    /// Each time that the case was closed, oldest first.
    pub closed: Vec<CaseClosed>,
    /// Each time that the case was put on hold, oldest first.
    pub holds: Vec<Hold>,
}

/// One time that somebody got in touch, as a day of the script asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpMade {
    /// With whom.
    pub person: Option<PersonId>,
    /// On which day.
    pub on: NaiveDate,
    /// What came of it, unless it was erased.
    pub words: Option<Words>,
}

/// One time that it was said how an item stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressSaid {
    /// When it was recorded.
    pub at: Now,
    /// How the item stood.
    pub progress: Progress,
    /// Who said so.
    pub by: Option<PersonId>,
    /// A few words about it, unless they were erased.
    pub words: Option<Words>,
    /// How often the agreement had been closed by then, which tells the wording it was said of.
    pub closings: usize,
}
