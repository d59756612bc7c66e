//! How what was agreed stands, in the wording that was agreed last.

use crate::case::{
    Case, ClosedAgreement, ClosedItem, ItemId, Now, PersonId, Progress, ProgressSaid,
};
use crate::script::RoleKind;

impl Case {
    /// The items that were agreed when the agreement was closed last, in their order.
    pub fn agreed_items(&self) -> &[ClosedItem] {
        let closings = &self.agreement.closings;
        closings.last().map_or(&[], |(_, closed)| &closed.items)
    }

    /// How an agreed item stands. One that was closed in another wording is open from then on:
    /// what was said of the wording before tells nothing of the one that stands.
    pub fn progress_of(&self, item: ItemId) -> Progress {
        let said = self.standing_of(item);
        said.map_or(Progress::Open, |said| said.progress)
    }

    /// What was said last of an agreed item in the wording that stands; nothing where nobody has
    /// said anything of that yet.
    pub fn standing_of(&self, item: ItemId) -> Option<&ProgressSaid> {
        let since = self.closed_first(item).map_or(0, |(number, _)| number);
        let last = self.following.said.get(&item)?.last();
        last.filter(|said| said.closings >= since)
    }

    /// When the wording of an agreed item that stands was closed for the first time.
    pub fn worded_since(&self, item: ItemId) -> Option<Now> {
        self.closed_first(item).map(|(_, at)| at)
    }

    /// Agreed items that a next meeting has to look at.
    pub fn open_items(&self) -> impl Iterator<Item = &ClosedItem> {
        let items = self.agreed_items().iter();
        items.filter(|item| self.progress_of(item.item).is_open())
    }

    /// Everybody who was harmed and was not told how an item stands since that was said last.
    pub fn still_to_be_told(&self, item: ItemId) -> Vec<PersonId> {
        let Some(said) = self.standing_of(item) else {
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

    /// The number, from 1, and the time of the closing with which the wording of an agreed item
    /// began to stand: all closings since then say the same of it.
    fn closed_first(&self, item: ItemId) -> Option<(usize, Now)> {
        let closings = &self.agreement.closings;
        let stands = &held(&closings.last()?.1, item)?.draft;
        let same = |closed: &ClosedAgreement| {
            held(closed, item).is_some_and(|held| held.draft.says_the_same_as(stands))
        };
        let numbered = closings.iter().enumerate().rev();
        let since = numbered.take_while(|(_, (_, closed))| same(closed));
        since.last().map(|(place, (at, _))| (place + 1, *at))
    }
}

fn held(closed: &ClosedAgreement, item: ItemId) -> Option<&ClosedItem> {
    closed.items.iter().find(|known| known.item == item)
}
