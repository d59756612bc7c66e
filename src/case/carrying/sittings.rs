//! Who was in the room when: the sittings of a case, in the order in which they were.

use std::collections::BTreeSet;

use crate::case::{Case, Event, PersonId, Presence};
use crate::script::Script;

/// A stretch of events with people in the room, from its first to its last.
pub(super) struct Sitting {
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) people: BTreeSet<PersonId>,
    /// Whether it was with one side alone, by the script of its day.
    pub(super) apart: bool,
}

/// Every sitting: from a beginning or going on to the next adjournment or end, with everybody
/// who was in the room at any time of it.
pub(super) fn sittings(case: &Case) -> Vec<Sitting> {
    let mut sittings: Vec<Sitting> = Vec::new();
    let mut here: BTreeSet<PersonId> = BTreeSet::new();
    let mut open = false;
    let mut apart = false;
    let first = case.scripts.first();
    let mut script: &Script = first.map_or(&case.script, |known| &known.script);
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
        if let Event::ProcessChanged(change) = &recorded.event {
            let mut known = case.scripts.iter();
            script = known
                .find(|known| change.is_to(known))
                .map_or(script, |known| &known.script);
        }
        if let Event::SessionStarted { kind, .. } = &recorded.event {
            let kind = script.session(kind);
            apart = kind.is_some_and(|kind| !kind.with.is_empty());
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
                apart,
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
