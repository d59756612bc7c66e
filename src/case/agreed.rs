//! When an item is agreed: whose answer counts, and what is still missing.
//!
//! # The rule
//!
//! Everybody of a role that answers items (everybody with a voice, where the
//! script names no roles) can be asked, and so can everybody whom the item names
//! as doing it or helping, whatever their role. Whose answer *counts* for an item:
//!
//! - whoever is to do it: nobody is bound to do what they did not say yes to;
//! - where the script gives roles a veto, the people of those roles; the answers
//!   of others are heard and shown, and stand in nobody's way;
//! - where it gives none, or nobody of those roles is in the meeting, everybody
//!   of the roles that are asked.
//!
//! Of them only those count who are in the meeting, if only stepped out, or who
//! have answered. Somebody who left without an answer cannot hold up the others,
//! and nobody can agree behind the back of somebody who is out for a moment.
//!
//! Somebody who sent word instead of coming is waited for where an item is theirs to do,
//! whatever their role, or is for them and they have a veto: it is not agreed until their own
//! yes stands on the board.
//!
//! So an item can be closed whose owner never said yes: somebody else who is not in the
//! meeting and gave no answer, or a [`Party::Other`], whom nobody can ask here. It
//! binds them to nothing, and it is not passed over: who will ask them is a
//! question before the agreement is closed ([`GapKind::OwnerAbsent`]).
//!
//! [`GapKind::OwnerAbsent`]: super::gaps::GapKind::OwnerAbsent
//!
//! An item is agreed when each of them said yes to the wording that stands. Of what
//! a person said to that wording, on the board or as it was read back, the latest
//! answer counts; that it was read back to them stays so. Whoever is to do it,
//! and a person with a veto, has to say yes; of others, abstaining stands in
//! nobody's way, but at least one person has to say yes. A further wording starts
//! anew.
//!
//! Somebody who only helps need not have said yes: they carry the item for nobody,
//! and one helper who hesitates must not undo what the others agreed. What they and
//! everybody else whose answer does not count said is not passed over, though: a
//! change or a "not yet" is named before the agreement is closed
//! ([`Case::heard_beside`]).
//!
//! What was agreed elsewhere and brought along is agreed as it was brought, and needs no further
//! yes or reading back; whoever says something else to it here is heard as anywhere.
//!
//! Where closing kept the yeses alone, the answers of others are forgotten: nobody
//! is asked for theirs again, unless it is one that has to be a yes.

use super::{Answer, Case, Item, ItemId, Party, Person, PersonId, Verdict};
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
        let people = order.filter(|person| asked(person) || holds_one(person, &rules.veto));
        self.whoever_can_be_asked_first(people.collect())
    }

    /// Whoever cannot be asked now, with the other side in the room or because they sent word, comes
    /// last.
    fn whoever_can_be_asked_first<'a>(&self, mut people: Vec<&'a Person>) -> Vec<&'a Person> {
        people.sort_by_key(|person| {
            !self.may_be_here(person.id) || self.is_spoken_for_now(person.id)
        });
        people
    }

    /// Everybody who can be asked about one item, in the order of speaking: those who are asked
    /// about all of them, and whoever is to do this one or to help with it.
    pub fn asked_about(&self, item: &Item) -> Vec<&Person> {
        let asked = ids(self.asked_about_items());
        let helps = |person: &Person| {
            let named = Party::Person(person.id);
            item.draft()
                .is_some_and(|draft| draft.helped_by.contains(&named))
        };
        let people = self.speaking_order().into_iter().filter(|person| {
            asked.contains(&person.id) || item.is_done_by(person.id) || helps(person)
        });
        self.whoever_can_be_asked_first(people.collect())
    }

    /// Whether a meeting goes on in which others speak for somebody who is not there.
    pub fn is_spoken_for_now(&self, person: PersonId) -> bool {
        let known = self.person(person);
        self.running().is_ok() && known.is_some_and(Person::is_spoken_for)
    }

    /// Whether what is read out now reaches somebody: in a meeting whoever is in the room, in the
    /// call or on the line, and has not left it for the stage that goes on.
    pub fn hears_now(&self, person: PersonId) -> bool {
        let here = self.person(person).is_some_and(Person::is_here);
        self.running().is_err() || (here && !self.is_outside(person))
    }

    /// Whether an item is for somebody who is heard through others and whose yes it needs: nobody
    /// agrees behind their back to what touches them.
    fn touches_from_afar(&self, item: &Item, person: &Person) -> bool {
        let named = Party::Person(person.id);
        let touches = item
            .draft()
            .is_some_and(|draft| draft.for_whom.contains(&named) || draft.owner.contains(&named));
        touches && person.sends_word() && self.has_to_say_yes(item, person)
    }

    /// Whether something on the board lacks the answer of somebody who is heard through others.
    /// Of whoever takes part no longer, none is waited for.
    pub(super) fn lacks_an_answer(&self) -> bool {
        let is_asked = |person: &Person| !self.has_said_no(person);
        let lacks = |item: &Item| {
            let mut people = self.people.iter();
            people.any(|person| {
                let unanswered = !item.answers.contains_key(&person.id);
                self.touches_from_afar(item, person) && unanswered && is_asked(person)
            })
        };
        !self.agreement.closed && self.board().any(lacks)
    }

    /// Whether an item cannot be agreed without a yes of this person, once they are in the
    /// meeting: they have a veto, or they are to do it.
    fn has_to_say_yes(&self, item: &Item, person: &Person) -> bool {
        holds_one(person, &self.script.agreement.veto) || item.is_done_by(person.id)
    }

    /// People without whose yes an item is not agreed as things stand, in the order of speaking:
    /// those whose answer counts now and has to be a yes.
    pub fn yes_needed_from(&self, item: &Item) -> Vec<PersonId> {
        let mut needed = self.counted(item);
        needed.retain(|person| self.has_to_say_yes(item, person));
        ids(needed)
    }

    /// Whether what somebody said of an item was forgotten at closing and is not asked for again,
    /// unless the item is worded anew: it was none that had to be a yes.
    pub fn is_not_asked_again(&self, item: &Item, person: &Person) -> bool {
        item.others_forgotten && !self.has_to_say_yes(item, person)
    }

    /// Answers other than yes of people whose answer does not count: heard, in nobody's way, and
    /// worth speaking about before the agreement is closed.
    pub fn heard_beside(&self, item: &Item) -> Vec<(PersonId, Answer)> {
        let counted = self.counted_for(item);
        let not_yes = |answer: &Answer| matches!(answer, Answer::Change | Answer::NotYet);
        let beside = self.asked_about(item).into_iter();
        beside
            .filter(|person| !counted.contains(&person.id))
            .filter_map(|person| {
                let said = item.answer_of(person.id).filter(not_yes)?;
                Some((person.id, said))
            })
            .collect()
    }

    /// People whose yes an item needs.
    pub fn counted_for(&self, item: &Item) -> Vec<PersonId> {
        ids(self.counted(item))
    }

    /// People whose yes an item needs and does not have yet.
    pub fn yes_missing_from(&self, item: &Item) -> Vec<PersonId> {
        let counted = self.counted(item);
        if counted.is_empty() && !item.brought {
            return ids(self.asked_about(item));
        }
        let stands_in_the_way = |person: &Person, answer: Option<Answer>| match answer {
            Some(Answer::Yes) => false,
            Some(Answer::Abstains) => self.has_to_say_yes(item, person),
            Some(Answer::Change | Answer::NotYet) => true,
            None => !item.brought,
        };
        let missing: Vec<PersonId> = counted
            .iter()
            .filter(|person| stands_in_the_way(person, item.answer_of(person.id)))
            .map(|person| person.id)
            .collect();
        let said_yes = |person: &&Person| item.answer_of(person.id) == Some(Answer::Yes);
        if missing.is_empty() && !item.brought && !counted.iter().any(said_yes) {
            ids(counted)
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
        if item.brought {
            return Vec::new();
        }
        let mut counted = self.counted(item);
        counted.retain(|person| !self.is_spoken_for_now(person.id));
        if item.read_back.is_empty() {
            return ids(counted);
        }
        let present = |person: &&Person| person.is_in_the_meeting();
        let forgotten = |person: &&Person| self.is_not_asked_again(item, person);
        let missing = counted.into_iter().filter(|person| {
            present(person) && !forgotten(person) && !item.read_back.contains_key(&person.id)
        });
        ids(missing.collect())
    }

    /// Whether whoever ratifies did not accept an item, so that it is no part of the plan.
    pub fn is_refused(&self, item: &Item) -> bool {
        self.script.agreement.ratification.is_some()
            && item
                .ratified
                .as_ref()
                .is_some_and(|decision| decision.verdict == Verdict::NotAgreed)
    }

    /// Whose answer counts, in the order of speaking.
    fn counted(&self, item: &Item) -> Vec<&Person> {
        let by_role = ids(self.asked_about_items());
        let veto = &self.script.agreement.veto;
        let mut asked = self.asked_about(item);
        // With one side alone, the other side's yes is needed all the same.
        if !self.is_one_sided() {
            asked.retain(|person| {
                let waits = person.is_spoken_for() && self.touches_from_afar(item, person);
                person.is_in_the_meeting() || item.answers.contains_key(&person.id) || waits
            });
        }
        let by_veto = asked.iter().any(|person| holds_one(person, veto));
        asked.retain(|person| {
            let by_role = by_role.contains(&person.id) && !by_veto;
            let forgotten =
                self.is_not_asked_again(item, person) && !item.answers.contains_key(&person.id);
            self.has_to_say_yes(item, person) || (by_role && !forgotten)
        });
        asked
    }
}

impl Item {
    /// What somebody answered to the wording that stands.
    pub fn answer_of(&self, person: PersonId) -> Option<Answer> {
        self.answers.get(&person).copied()
    }

    /// Whether somebody is to do it.
    fn is_done_by(&self, person: PersonId) -> bool {
        self.draft()
            .is_some_and(|draft| draft.owner.contains(&Party::Person(person)))
    }

    /// What somebody says of the wording that stands since it was read back to them; nothing
    /// where it was not.
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
