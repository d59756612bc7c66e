//! What the last entries tell of the notes that wait, after any commands.

use talking_piece::case::{Case, Command, Event, notes_wait_by};
use talking_piece::script::Outcome;

use super::{SEQUENCES, wander};
use crate::support::random::Random;

/// What every look at the last entries told, from the end of the meeting on and from further
/// back; how many of them told anything, and of how many.
fn held_against_the_whole(case: &Case, seed: u64) -> (usize, usize) {
    let history: Vec<&Event> = case
        .history
        .iter()
        .map(|recorded| &recorded.event)
        .collect();
    let is_end = |event: &&Event| matches!(event, Event::SessionEnded { .. });
    let end = history.iter().rposition(is_end).expect("an end");
    let mut told = 0;
    let looks = [0, end.saturating_sub(5), end];
    for first in looks {
        if let Some(wait) = notes_wait_by(history[first..].iter().copied()) {
            let last = history.last();
            assert_eq!(wait, case.notes_wait(), "seed {seed}, after {last:?}");
            told += 1;
        }
    }
    (told, looks.len())
}

#[test]
fn the_last_entries_never_tell_of_notes_what_the_whole_case_does_not() {
    let (mut told, mut looks, mut waiting, mut ended) = (0, 0, 0, 0);
    // Each of them is looked at a hundred times, from three places.
    for seed in 0..SEQUENCES / 4 {
        let mut desk = wander(seed, 60);
        let mut random = Random::new(seed);
        // Not every meeting could begin, and some are over.
        if desk
            .execute(Command::EndSession(Outcome::EndedEarly))
            .is_err()
        {
            continue;
        }
        ended += 1;
        waiting += u64::from(desk.case().notes_wait());
        let at_once = held_against_the_whole(desk.case(), seed);
        assert_eq!(at_once.0, at_once.1, "seed {seed}: the end itself tells");
        for _ in 0..40 {
            let command = match random.below(16) {
                0 => Command::EraseWorkingNotes,
                _ => random.command(desk.case()),
            };
            // Refusals are part of it.
            let _ = desk.execute(command);
            let after = held_against_the_whole(desk.case(), seed);
            told += after.0;
            looks += after.1;
        }
    }
    assert!(ended > SEQUENCES / 16, "only {ended} meetings ended");
    assert!(waiting > 0 && waiting < ended, "{waiting} of {ended} wait");
    assert!(
        told * 2 > looks,
        "only {told} of {looks} looks told anything"
    );
}
