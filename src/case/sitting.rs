//! Where one sitting ends and the next begins.

use super::{
    Case, ConsentStanding, Earlier, Event, Now, Pause, PauseKind, Person, Presence, SessionStatus,
    TimeOutEnd, Willing,
};

/// What ends a pause that is going on when the session itself stops.
pub(super) fn pause_end(pause: Option<&Pause>) -> Vec<Event> {
    match pause.map(|pause| pause.kind) {
        None => Vec::new(),
        Some(PauseKind::Break) => vec![Event::BreakEnded],
        Some(PauseKind::TimeOut) => vec![Event::TimeOutEnded {
            end: TimeOutEnd::End,
        }],
    }
}

impl Case {
    /// Whether somebody is here, and willing, for the sitting that goes on or comes next.
    pub fn of_today(&self, person: &Person) -> (Presence, Willing) {
        let as_recorded = (person.presence, person.is_willing());
        match self.session.as_ref().map(|session| session.status) {
            None | Some(SessionStatus::Running) => as_recorded,
            Some(SessionStatus::Adjourned { .. } | SessionStatus::Ended) => anew(person),
        }
    }

    /// Whether somebody said before the sitting that comes next that they no longer take part, or
    /// took back what a meeting needs of them, and did not come back to it since.
    pub fn said_no_before(&self, person: &Person) -> bool {
        let unwilling = person.is_willing() == Willing::Withdrawn;
        let last = self
            .session
            .as_ref()
            .and_then(|session| session.ended.as_ref());
        let said_before = |at: Now| last.is_some_and(|ended| at.wall <= ended.at.wall);
        let took_back = self.consents_of(person).into_iter().any(|consent| {
            let latest = self.consent_history(person.id, &consent.id).next_back();
            let before = latest.is_some_and(|entry| said_before(entry.at));
            let stands = self.consent_standing(person.id, &consent.id);
            consent.required && before && stands == ConsentStanding::Withdrawn
        });
        (unwilling && person.willing.len() <= person.earlier.said) || took_back
    }
}

/// Each is asked anew at every sitting: nobody is here from the one before, and
/// a yes from then is not a yes of today. What was recorded since the last
/// meeting ended belongs to this one; a no stands until somebody takes it back.
fn anew(person: &Person) -> (Presence, Willing) {
    let since = person.comings_and_goings.get(person.earlier.comings..);
    let presence = match since.unwrap_or_default().last() {
        Some((_, Presence::Here | Presence::Out | Presence::Away)) => person.presence,
        Some(_) | None => Presence::Expected,
    };
    let said_since = person.willing.len() > person.earlier.said;
    let willing = match person.is_willing() {
        Willing::Given if !said_since => Willing::NotAsked,
        willing @ (Willing::Given | Willing::NotAsked | Willing::Withdrawn) => willing,
    };
    (presence, willing)
}

/// Ends a sitting: what is recorded from here on belongs to the next one.
pub(super) fn end_sitting(case: &mut Case) {
    for person in &mut case.people {
        person.earlier = Earlier {
            comings: person.comings_and_goings.len(),
            said: person.willing.len(),
        };
    }
}

/// Begins a sitting: whatever is of the one before is asked anew.
pub(super) fn begin_sitting(case: &mut Case, at: Now) {
    if let Some(session) = &mut case.session {
        session.asked_out.clear();
        session.just_left.clear();
        session.goes_on_without.clear();
    }
    for person in &mut case.people {
        let (presence, willing) = anew(person);
        person.presence = presence;
        if person.is_willing() != willing {
            person.willing.push((at, willing));
        }
    }
}
