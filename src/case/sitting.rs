//! Where one sitting ends and the next begins.

use super::{Case, Event, Now, Pause, PauseKind, Presence, TimeOutEnd, Willing};

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

/// Each is asked anew at every sitting: nobody is here from the one before, and
/// a yes from then is not a yes of today. What was recorded since the last
/// meeting ended belongs to this one; a no stands until somebody takes it back.
pub(super) fn begin_sitting(case: &mut Case, at: Now, last_ended: Option<Now>) {
    let since = |moment: &Now| last_ended.is_some_and(|ended| moment.wall > ended.wall);
    for person in &mut case.people {
        let last = person.comings_and_goings.last();
        if !last.is_some_and(|(came, presence)| *presence == Presence::Here && since(came)) {
            person.presence = Presence::Expected;
        }
        match person.willing.last() {
            Some((said, Willing::Given)) if !since(said) => {
                person.willing.push((at, Willing::NotAsked));
            }
            Some((_, Willing::Given | Willing::NotAsked | Willing::Withdrawn)) | None => {}
        }
    }
}
