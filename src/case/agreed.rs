//! When an item is agreed: whose answer counts, and what is still missing.
//!
//! # The rule
//!
//! Everybody of a role that answers items (everybody with a voice, where the
//! script names no roles) can be asked. Whose answer *counts* for an item:
//!
//! - where the script gives roles a veto, the people of those roles; the answers
//!   of others are heard and shown, and stand in nobody's way;
//! - where it gives none, or nobody of those roles is in the meeting, everybody
//!   who is asked.
//!
//! Of them only those count who are in the meeting, if only stepped out, or who
//! have answered. Somebody who left without an answer cannot hold up the others,
//! and nobody can agree behind the back of somebody who is out for a moment.
//!
//! An item is agreed when each of them said yes to the wording that stands and,
//! if it was read back to them since, did not take that back. A person with a
//! veto has to say yes; where nobody has one, abstaining stands in nobody's way,
//! but at least one person has to say yes. A further wording starts anew.

use super::{Answer, Case, Item, ItemId, Person, PersonId, Presence, Verdict};
use crate::script::RoleId;

impl Case {
    /// Items on the board, in order, without those that were taken off.
    pub fn board(&self) -> impl Iterator<Item = &Item> {
        self.agreement.items.iter().filter(|item| !item.removed)
    }

    /// An item on the board.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.board().find(|item| item.id == id)
    }

    /// Everybody who can be asked about items, here or not, in the order of speaking.
    pub fn asked_about_items(&self) -> Vec<&Person> {
        let rules = &self.script.agreement;
        let speakers = self.speakers();
        let asked = |person: &&Person| {
            if rules.answered_by.is_empty() {
                speakers.iter().any(|speaker| speaker.id == person.id)
            } else {
                holds_one(person, &rules.answered_by)
            }
        };
        let order = self.speaking_order().into_iter();
        let mut people: Vec<&Person> = order
            .filter(|person| asked(person) || holds_one(person, &rules.veto))
            .collect();
        // Whoever cannot be asked now, with the other side in the room, comes last.
        people.sort_by_key(|person| !self.may_be_here(person.id));
        people
    }

    /// People whose yes an item needs.
    pub fn counted_for(&self, item: &Item) -> Vec<PersonId> {
        self.counted(item).0
    }

    /// People whose yes an item needs and does not have yet.
    pub fn yes_missing_from(&self, item: &Item) -> Vec<PersonId> {
        let (counted, veto) = self.counted(item);
        if counted.is_empty() {
            return ids(self.asked_about_items());
        }
        let stands_in_the_way = |answer: Option<Answer>| match answer {
            Some(Answer::Yes) => false,
            Some(Answer::Abstains) => veto,
            Some(Answer::Change | Answer::NotYet) | None => true,
        };
        let missing: Vec<PersonId> = counted
            .iter()
            .copied()
            .filter(|id| {
                let taken_back =
                    item.read_back.contains_key(id) && stands_in_the_way(item.read_back_of(*id));
                stands_in_the_way(item.answer_of(*id)) || taken_back
            })
            .collect();
        let said_yes = |id: &PersonId| item.answer_of(*id) == Some(Answer::Yes);
        if missing.is_empty() && !counted.iter().any(said_yes) {
            counted
        } else {
            missing
        }
    }

    /// Whether an item is agreed as it stands.
    pub fn is_agreed(&self, item: &Item) -> bool {
        self.yes_missing_from(item).is_empty()
    }

    /// People in the meeting whose yes an item needs and to whom it was not read back.
    pub fn read_back_missing_for(&self, item: &Item) -> Vec<PersonId> {
        let counted = self.counted_for(item);
        if item.read_back.is_empty() {
            return counted;
        }
        let present = |id: &PersonId| self.person(*id).is_some_and(in_the_meeting);
        counted
            .into_iter()
            .filter(|id| present(id) && !item.read_back.contains_key(id))
            .collect()
    }

    /// Whether whoever ratifies did not accept an item, so that it is no part of the plan.
    pub fn is_refused(&self, item: &Item) -> bool {
        self.script.agreement.ratification.is_some()
            && item
                .ratified
                .as_ref()
                .is_some_and(|decision| decision.verdict == Verdict::NotAgreed)
    }

    /// Whose answer counts, and whether they count because of a veto.
    fn counted(&self, item: &Item) -> (Vec<PersonId>, bool) {
        let mut asked = self.asked_about_items();
        // With one side alone, the other side's yes is needed all the same.
        if !self.is_one_sided() {
            asked.retain(|person| in_the_meeting(person) || item.answers.contains_key(&person.id));
        }
        let veto = &self.script.agreement.veto;
        if asked.iter().any(|person| holds_one(person, veto)) {
            asked.retain(|person| holds_one(person, veto));
            (ids(asked), true)
        } else {
            (ids(asked), false)
        }
    }
}

impl Item {
    /// What somebody answered to the wording that stands.
    pub fn answer_of(&self, person: PersonId) -> Option<Answer> {
        self.answers.get(&person).copied()
    }

    /// What somebody answered when the wording that stands was read back.
    pub fn read_back_of(&self, person: PersonId) -> Option<Answer> {
        self.read_back.get(&person).copied()
    }
}

fn ids(people: Vec<&Person>) -> Vec<PersonId> {
    people.into_iter().map(|person| person.id).collect()
}

fn holds_one(person: &Person, roles: &[RoleId]) -> bool {
    person.details.roles.iter().any(|role| roles.contains(role))
}

/// Somebody who stepped out for a moment still belongs to the meeting.
fn in_the_meeting(person: &Person) -> bool {
    match person.presence {
        Presence::Here | Presence::Out => true,
        Presence::Expected | Presence::Left => false,
    }
}
