//! Preparation: what is found out and arranged before people meet, as far as it is needed in
//! the room and in the count. The rest stays with the service and is referred to by its date.
//!
//! Facts stand in the journal: dates, who, how, which rule decided. Words may have to be
//! forgotten and stand in the notes; what is corrected forgets the words it replaces. What was
//! assessed about risk is in the restricted layer, the rest of the words in the facilitator's.

mod events;
mod refusal;
mod rules;
mod seats;
mod taking_in;
mod weighing;

pub(super) use events::words_of_preparing;
pub use events::{
    AssessmentKind, BegunBy, ContactHow, Need, PreparingEvent, Referral, RuleDecision, Slot,
    Weighing,
};
pub use refusal::PreparingRefusal;
pub use rules::PreparingCommand;
pub(super) use rules::decide;
pub use seats::Seating;
pub(super) use taking_in::{replaced_by, taken_in};
pub use weighing::Decided;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{PersonId, Words};

/// What was prepared and found out before people meet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preparing {
    /// How the case came to the service.
    pub referral: Option<Referral>,
    /// Contacts, in the order in which they were recorded.
    pub contacts: Vec<Contact>,
    /// What was assessed, in the order in which it was recorded.
    pub assessments: Vec<Assessment>,
    /// What each person needs, hopes for and wants answered.
    pub needs: BTreeMap<(PersonId, Need), Words>,
    /// For whom each interpreter interprets; one may do so for several.
    pub interpreting: BTreeMap<PersonId, Vec<PersonId>>,
    /// When people come and go, so that they do not meet at the door.
    pub slots: BTreeMap<PersonId, Slot>,
    /// Entries of the script's list for the day that were done, from 1, and on which day.
    pub ticked: BTreeMap<u16, NaiveDate>,
    /// In which order people sit, from the chair opposite the door on; people who are missing
    /// here sit where their part in the meeting has them sit.
    pub seats: Vec<PersonId>,
    /// What was decided by which set of rules, oldest first.
    pub weighings: Vec<Weighing>,
}

/// One contact with somebody before or between meetings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The number of the event that recorded it.
    pub id: u64,
    /// With whom; nobody of the list where it was somebody else.
    pub person: Option<PersonId>,
    /// On which day.
    pub on: NaiveDate,
    /// How.
    pub how: ContactHow,
    /// What came of it, in a few words; facilitator layer.
    pub words: Option<Words>,
}

/// That something was assessed elsewhere, and what it means for the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The number of the event that recorded it.
    pub id: u64,
    /// Whether it is about suitability or about risk.
    pub kind: AssessmentKind,
    /// Whom it is about; the whole case where nobody is named.
    pub person: Option<PersonId>,
    /// Who assessed it.
    pub by: String,
    /// On which day.
    pub on: NaiveDate,
    /// Until when it holds.
    pub until: Option<NaiveDate>,
    /// What has to be done or avoided in the room; restricted layer.
    pub measures: Option<Words>,
}

impl Preparing {
    /// The words of a need, where something was said and not erased.
    pub fn need(&self, person: PersonId, need: Need) -> Option<&str> {
        self.needs.get(&(person, need)).and_then(Words::text)
    }

    /// Whether anything speaks of a person, other than where they sit and when they come.
    pub(super) fn speaks_of(&self, id: PersonId) -> bool {
        self.contacts
            .iter()
            .any(|contact| contact.person == Some(id))
            || self
                .assessments
                .iter()
                .any(|known| known.person == Some(id))
            || self.needs.keys().any(|(person, _)| *person == id)
            || self
                .interpreting
                .iter()
                .any(|(interpreter, people)| *interpreter == id || people.contains(&id))
    }

    /// Whether an entry of the list for the day was done today. Each day begins with an empty
    /// list, and so does each meeting.
    pub fn is_ticked(&self, entry: u16, today: NaiveDate) -> bool {
        self.ticked.get(&entry) == Some(&today)
    }

    /// What was looked after for one meeting is looked after anew for the next.
    pub(super) fn day_over(&mut self) {
        self.ticked.clear();
    }
}
