//! What became of what was agreed: each item's standing, and whether whoever was harmed was told.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::marking::reason_of;
use super::{Case, ClosedItem, Event, ItemId, Now, PersonId, Refusal, TypedRefusal, Words};
use crate::script::RoleKind;

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
}

/// Everything that was said of items since they were agreed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Following {
    /// How each item stood, oldest first.
    pub said: BTreeMap<ItemId, Vec<ProgressSaid>>,
    /// Who was told of an item, and when.
    pub told: BTreeMap<ItemId, Vec<(PersonId, NaiveDate)>>,
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

type Answered = Result<Vec<Event>, Refusal>;

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
}

pub(super) fn decide(case: &Case, command: FollowingCommand, now: Now) -> Answered {
    match command {
        FollowingCommand::SayProgress(item, progress, by, text) => {
            agreed(case, item)?;
            if by.is_some_and(|by| case.person(by).is_none()) {
                return Err(Refusal::NoSuchPerson);
            }
            let words = reason_of(case, text)?;
            let said = case.following.said.get(&item).and_then(|said| said.last());
            let same = said.is_some_and(|said| said.progress == progress && said.by == by);
            if same && words.is_none() {
                return Ok(Vec::new());
            }
            Ok(vec![Event::Following(FollowingEvent::ProgressSaid {
                item,
                progress,
                by,
                words,
            })])
        }
        FollowingCommand::TellHarmed(item, person, on) => {
            agreed(case, item)?;
            case.person(person).ok_or(Refusal::NoSuchPerson)?;
            if !case.holds_kind(person, &[RoleKind::Harmed]) {
                return Err(Refusal::NotHarmed(person));
            }
            if on > now.wall.date_naive() {
                return Err(Refusal::Typed(TypedRefusal::TimeInTheFuture));
            }
            let told = case.following.told.get(&item);
            if told.is_some_and(|told| told.contains(&(person, on))) {
                return Ok(Vec::new());
            }
            Ok(vec![Event::Following(FollowingEvent::HarmedTold {
                item,
                person,
                on,
            })])
        }
    }
}

/// Only what was agreed can be kept or not kept.
fn agreed(case: &Case, item: ItemId) -> Result<(), Refusal> {
    let mut items = case.agreed_items().iter();
    if items.any(|known| known.item == item) {
        Ok(())
    } else if case.agreement.closings.is_empty() {
        Err(Refusal::NoClosedAgreement)
    } else {
        Err(Refusal::NotInThePlan)
    }
}

pub(super) fn taken_in(case: &mut Case, at: Now, event: &FollowingEvent) {
    match event {
        FollowingEvent::ProgressSaid {
            item,
            progress,
            by,
            words,
        } => {
            let said = ProgressSaid {
                at,
                progress: *progress,
                by: *by,
                words: words.clone(),
            };
            case.following.said.entry(*item).or_default().push(said);
        }
        FollowingEvent::HarmedTold { item, person, on } => {
            let told = case.following.told.entry(*item).or_default();
            told.push((*person, *on));
        }
    }
}
