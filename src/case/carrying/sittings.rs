//! Who was in the room when: the sittings of a case, in the order in which they were.

use std::collections::BTreeSet;

use crate::case::{Case, Event, PersonId, Presence};

/// A stretch of events with people in the room, from its first to its last.
pub(super) struct Sitting {
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) people: BTreeSet<PersonId>,
}

/// Every sitting: from a beginning or going on to the next adjournment or end, with everybody
/// who was in the room at any time of it.
pub(super) fn sittings(case: &Case) -> Vec<Sitting> {
    let mut sittings: Vec<Sitting> = Vec::new();
    let mut here: BTreeSet<PersonId> = BTreeSet::new();
    let mut open = false;
    for recorded in &case.history {
        if let Event::PresenceChanged { person, presence } = &recorded.event {
            match presence {
                Presence::Here => here.insert(*person),
                // Whoever steps out of a sitting was in it; whoever waits next door is not.
                Presence::Out | Presence::Expected | Presence::Left | Presence::Away => {
                    here.remove(person)
                }
            };
        }
        if matches!(
            recorded.event,
            Event::SessionStarted { .. } | Event::SessionResumed
        ) {
            open = true;
            sittings.push(Sitting {
                first: recorded.number,
                last: recorded.number,
                people: BTreeSet::new(),
            });
        }
        if let Some(sitting) = sittings.last_mut().filter(|_| open) {
            sitting.last = recorded.number;
            sitting.people.extend(&here);
        }
        if matches!(
            recorded.event,
            Event::SessionEnded { .. } | Event::SessionAdjourned { .. }
        ) {
            // Whoever comes again is recorded anew.
            open = false;
            here.clear();
        }
    }
    sittings
}
