//! Takes in what happened once a meeting was over.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::AfterwardsEvent;
use crate::case::{Case, Event, Now, Party, PersonId, Words, WordsId};

/// Everything that was recorded once meetings were over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Afterwards {
    /// What was asked of people's ways home, by meeting and person.
    pub ways_home: BTreeMap<(u16, PersonId), WayHome>,
    /// Who was told what, oldest first.
    pub told: Vec<Told>,
    /// Days on which somebody gets in touch that differ from the script, by meeting and place;
    /// none where nobody does.
    pub follow_ups: BTreeMap<(u16, u16), (Option<NaiveDate>, Option<Words>)>,
    /// What the facilitator wrote for themselves, by meeting.
    pub look_backs: BTreeMap<u16, Words>,
}

/// That somebody's way home was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayHome {
    /// When.
    pub at: Now,
    /// What was answered; restricted layer.
    pub words: Words,
}

/// That somebody was told something about a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When it was recorded.
    pub at: Now,
    /// After which meeting.
    pub session: u16,
    /// Who.
    pub who: Party,
    /// What they were told.
    pub words: Words,
}

impl Case {
    /// Whoever came to the last meeting and is not there for their work, and was not asked yet
    /// whether they are safe on the way home. Nobody before it is over, and nobody of a meeting
    /// that was entered later: they are long at home.
    pub fn ways_home_to_ask(&self) -> Vec<PersonId> {
        let mut people = self.who_goes_home();
        let session = self.session.as_ref().map_or(0, |session| session.number);
        let ways = &self.afterwards.ways_home;
        people.retain(|person| !ways.contains_key(&(session, *person)));
        people
    }

    /// Whoever came to the last meeting, once it is over, and is not there for their work.
    pub fn who_goes_home(&self) -> Vec<PersonId> {
        let session = self.session.as_ref();
        let session = session.filter(|session| session.ended.is_some() && !session.entered_later);
        let Some(session) = session else {
            return Vec::new();
        };
        let came = |id: PersonId| {
            let part = session.taking_part.get(&id);
            part.is_some_and(|part| part.came)
        };
        let people = self.people.iter();
        let people = people.filter(|person| came(person.id) && !self.works_here(person));
        people.map(|person| person.id).collect()
    }

    /// What the facilitator wrote for themselves after the last meeting.
    pub fn look_back(&self) -> Option<&str> {
        let session = self.session.as_ref()?.number;
        self.afterwards.look_backs.get(&session)?.text()
    }

    /// Whether anything of it speaks of a person.
    pub(in crate::case) fn afterwards_names(&self, id: PersonId) -> bool {
        let mut ways = self.afterwards.ways_home.keys();
        let mut told = self.afterwards.told.iter();
        ways.any(|(_, person)| *person == id) || told.any(|told| told.who == Party::Person(id))
    }
}

/// The words that an event will put others in the place of: they are forgotten at once.
pub(in crate::case) fn replaced_by(case: &Case, event: &Event) -> Vec<WordsId> {
    let Event::Afterwards(event) = event else {
        return Vec::new();
    };
    let afterwards = &case.afterwards;
    let session = case.session.as_ref().map_or(0, |session| session.number);
    let words = match event {
        AfterwardsEvent::WayHomeAsked { person, .. } => {
            let known = afterwards.ways_home.get(&(session, *person));
            known.map(|way| &way.words)
        }
        AfterwardsEvent::FollowUpSet {
            session, follow_up, ..
        } => {
            let known = afterwards.follow_ups.get(&(*session, *follow_up));
            known.and_then(|(_, words)| words.as_ref())
        }
        AfterwardsEvent::LookedBack { .. } => afterwards.look_backs.get(&session),
        AfterwardsEvent::Told { .. } => None,
    };
    words.map(|words| words.id).into_iter().collect()
}

/// Takes one event in.
pub(in crate::case) fn taken_in(case: &mut Case, at: Now, event: &AfterwardsEvent) {
    let session = case.session.as_ref().map_or(0, |session| session.number);
    let afterwards = &mut case.afterwards;
    match event {
        AfterwardsEvent::WayHomeAsked { person, words } => {
            let words = words.clone();
            let way = WayHome { at, words };
            afterwards.ways_home.insert((session, *person), way);
        }
        AfterwardsEvent::Told { who, words } => afterwards.told.push(Told {
            at,
            session,
            who: who.clone(),
            words: words.clone(),
        }),
        AfterwardsEvent::FollowUpSet {
            session,
            follow_up,
            on,
            words,
        } => {
            let set = (*on, words.clone());
            afterwards.follow_ups.insert((*session, *follow_up), set);
        }
        AfterwardsEvent::LookedBack { words } => {
            afterwards.look_backs.insert(session, words.clone());
        }
    }
}
