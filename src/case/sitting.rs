//! Where one sitting ends and the next begins.

use super::{
    Case, Event, Now, Pause, PauseKind, Person, Presence, SessionStatus, TimeOutEnd, Willing,
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
        let Some(session) = &self.session else {
            return as_recorded;
        };
        match session.status {
            SessionStatus::Running => as_recorded,
            SessionStatus::Adjourned { .. } => anew(person, session.parted),
            SessionStatus::Ended => anew(person, session.ended.as_ref().map(|ended| ended.at)),
        }
    }
}

/// Each is asked anew at every sitting: nobody is here from the one before, and
/// a yes from then is not a yes of today. What was recorded since the last
/// meeting ended belongs to this one; a no stands until somebody takes it back.
fn anew(person: &Person, last_ended: Option<Now>) -> (Presence, Willing) {
    let since = |moment: &Now| last_ended.is_some_and(|ended| moment.wall > ended.wall);
    let came = person.comings_and_goings.last();
    let presence = match came {
        Some((came, Presence::Here | Presence::Out | Presence::Away)) if since(came) => {
            person.presence
        }
        Some(_) | None => Presence::Expected,
    };
    let willing = match person.willing.last() {
        Some((said, Willing::Given)) if !since(said) => Willing::NotAsked,
        Some((_, Willing::Given | Willing::NotAsked | Willing::Withdrawn)) | None => {
            person.is_willing()
        }
    };
    (presence, willing)
}

/// Begins a sitting: whatever is of the one before is asked anew.
pub(super) fn begin_sitting(case: &mut Case, at: Now, last_ended: Option<Now>) {
    for person in &mut case.people {
        let (presence, willing) = anew(person, last_ended);
        person.presence = presence;
        if person.is_willing() != willing {
            person.willing.push((at, willing));
        }
    }
}
