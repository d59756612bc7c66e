//! Answers that nobody has told yet to whoever is visited.
//!
//! Where others sat in a meeting for somebody who was not there, what was worded at it is told to
//! them afterwards. How each of the others answered is for themselves to let be told: the rules
//! of what is agreed count it, and no screen shows it to whoever is visited.

use std::collections::BTreeSet;

use super::sittings::Sitting;
use super::{as_seen, of_board};
use crate::case::{Case, Content, Event, ItemId, PersonId};

impl Case {
    /// Whether the people in the room may see what somebody answered to an item: always, but
    /// while one side alone is there that was spoken for when it was answered.
    pub fn is_told_answer_of(&self, item: ItemId, person: PersonId) -> bool {
        !self.carrying.untold.contains(&(item, person))
    }
}

/// Who of the other side answered to which item, in a meeting at which whoever is visited was not
/// and others of their side were.
pub(super) fn untold(
    case: &Case,
    side: &[PersonId],
    sittings: &[Sitting],
) -> BTreeSet<(ItemId, PersonId)> {
    let Some(kind) = case.session_kind() else {
        return BTreeSet::new();
    };
    let people = case
        .people
        .iter()
        .filter(|person| side.contains(&person.id) && case.is_visited_in(person, &kind.id));
    let visited: Vec<PersonId> = people.map(|person| person.id).collect();
    let heard = |number: u64| {
        let mut sittings = sittings.iter();
        let sitting = sittings.find(|sitting| (sitting.first..=sitting.last).contains(&number));
        sitting.is_some_and(|sitting| visited.iter().any(|id| sitting.people.contains(id)))
    };
    let mut untold = BTreeSet::new();
    let history = case.history.iter();
    for recorded in history.filter(|recorded| !case.undone.contains(&recorded.number)) {
        let (Event::ItemAnswered { item, words } | Event::ReadBackAnswered { item, words }) =
            &recorded.event
        else {
            continue;
        };
        let Some(Content::Answer { person, .. }) = &words.content else {
            continue;
        };
        let told = side.contains(person) || as_seen::is_there_for_work(case, *person);
        if told || heard(recorded.number) {
            untold.remove(&(*item, *person));
        } else {
            untold.insert((*item, *person));
        }
    }
    untold.retain(|(id, person)| {
        let item = case.item(*id);
        !item.is_some_and(|item| {
            of_board::is_yes_carried(case, item, *person, of_board::Room::Side(side))
        })
    });
    untold
}
