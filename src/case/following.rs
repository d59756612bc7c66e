//! What became of what was agreed: each item's standing, whether whoever was harmed was told, who
//! got in touch when, and the closing of the case itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

mod dates;
mod ending;
mod evaluating;
mod holding;
mod rules;

pub use dates::{Due, DueWhat, FollowUp, FollowUpDay};
pub(super) use ending::allows;
pub use ending::{CaseClosed, StillOpen};
pub use evaluating::FormReceipt;
pub use holding::Hold;
pub(super) use rules::{decide, taken_in};

use super::{Case, ClosedItem, ItemId, Now, PersonId, Words};
use crate::script::{EvaluationId, Outcome, RoleKind};

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
}

/// How much money or time: hundredths of what the item counts in, a currency or hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(pub u64);

impl Amount {
    /// The most that is taken at once, so that no sum can run over.
    pub const MOST: Self = Self(100_000_000_000);

    /// Reads the first number in what was said, such as `£60`, `1,250.50` or `22 hours`; nothing
    /// where there is none, or more than can be.
    pub fn read(said: &str) -> Option<Self> {
        let start = said.find(|letter: char| letter.is_ascii_digit())?;
        let number: String = said[start..]
            .chars()
            .take_while(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
            .collect();
        let number = number.trim_end_matches(['.', ',']);
        // A last part of one or two digits is a fraction; elsewhere the signs part thousands.
        let (whole, part) = match number.rsplit_once(['.', ',']) {
            Some((whole, part)) if part.len() < 3 => (whole, part),
            Some(_) | None => (number, ""),
        };
        let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
        let whole: u64 = digits.parse().ok()?;
        let hundredths: u64 = format!("{part:0<2}").parse().ok()?;
        let amount = Self(whole.checked_mul(100)?.checked_add(hundredths)?);
        (amount <= Self::MOST).then_some(amount)
    }
}

impl std::fmt::Display for Amount {
    /// `60`, or `60.50`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match part {
            0 => write!(formatter, "{whole}"),
            part => write!(formatter, "{whole}.{part:02}"),
        }
    }
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

/// What was given of an item so far, and of how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenSoFar {
    /// So far.
    pub given: Amount,
    /// In all, where the agreement says it.
    pub of: Option<Amount>,
    /// Whether it is counted in hours; else in money.
    pub hours: bool,
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
}

impl Case {
    /// The items that were agreed when the agreement was closed last, in their order.
    pub fn agreed_items(&self) -> &[ClosedItem] {
        let closings = &self.agreement.closings;
        closings.last().map_or(&[], |(_, closed)| &closed.items)
    }

    /// How an agreed item stands.
    pub fn progress_of(&self, item: ItemId) -> Progress {
        let said = self.following.said.get(&item).and_then(|said| said.last());
        said.map_or(Progress::Open, |said| said.progress)
    }

    /// Agreed items that a next meeting has to look at.
    pub fn open_items(&self) -> impl Iterator<Item = &ClosedItem> {
        let items = self.agreed_items().iter();
        items.filter(|item| self.progress_of(item.item).is_open())
    }

    /// What was paid or done of an item so far; nothing where it counts neither money nor hours.
    pub fn given_so_far(&self, item: &ClosedItem) -> Option<GivenSoFar> {
        let draft = &item.draft;
        let minutes = draft.hours.iter().filter_map(|row| row.minutes);
        let minutes: u64 = minutes.map(u64::from).sum();
        let said = draft.amount.as_deref();
        let in_words = |said: &str| said.to_lowercase().contains("hour");
        let hours = !draft.hours.is_empty() || said.is_some_and(in_words);
        // What is given again and again adds up to what nobody has said.
        let whole = said.filter(|_| draft.repeat.is_none());
        let of = match minutes {
            0 => whole.and_then(Amount::read),
            minutes => Some(Amount((minutes * 100).div_ceil(60))),
        };
        let given = self.following.given.get(&item.item);
        if draft.hours.is_empty() && said.is_none() && given.is_none() {
            return None;
        }
        let given = given
            .into_iter()
            .flatten()
            .map(|(amount, _)| amount.0)
            .sum();
        Some(GivenSoFar {
            given: Amount(given),
            of,
            hours,
        })
    }

    /// Everybody who was harmed and was not told how an item stands since that was said last.
    pub fn still_to_be_told(&self, item: ItemId) -> Vec<PersonId> {
        let said = self.following.said.get(&item).and_then(|said| said.last());
        let Some(said) = said else {
            return Vec::new();
        };
        let since = said.at.wall.date_naive();
        let told = self.following.told.get(&item);
        let heard = |person: PersonId| {
            let mut told = told.into_iter().flatten();
            told.any(|(known, on)| *known == person && *on >= since)
        };
        let harmed = self.people.iter().map(|person| person.id);
        harmed
            .filter(|id| self.holds_kind(*id, &[RoleKind::Harmed]) && !heard(*id))
            .collect()
    }
}
