//! What holds for any sequence of commands, whatever people do.

mod counted;
mod forgotten;
mod waiting;

use std::sync::Arc;

use talking_piece::case::{Case, Command, Event, Words};
use talking_piece::desk::{self, Desk};

use crate::support::random::Random;
use crate::support::{StepClock, case_of, shipped_scripts};

const SEQUENCES: u64 = 256;
const COMMANDS: usize = 200;

#[test]
fn replaying_what_was_saved_gives_the_same_case_after_any_commands() {
    for seed in 0..SEQUENCES {
        let desk = wander(seed, COMMANDS);
        assert_same(&replay(desk.case()), desk.case(), seed);
    }
}

#[test]
fn a_refused_command_leaves_no_trace() {
    for seed in 0..SEQUENCES {
        let mut random = Random::new(seed);
        let mut desk = begin(&mut random);
        for _ in 0..COMMANDS {
            let command = random.command(desk.case());
            let before = desk.case().clone();
            if desk.execute(command.clone()).is_err() {
                assert_same(desk.case(), &before, seed);
            }
        }
    }
}

#[test]
fn e11_undoing_everything_and_redoing_it_gives_the_same_case() {
    for seed in 0..SEQUENCES / 4 {
        let mut desk = wander(seed, COMMANDS / 2);
        let before = desk.case().clone();
        let mut levels = 0;
        while desk.execute(Command::Undo).is_ok() {
            levels += 1;
        }
        for _ in 0..levels {
            desk.execute(Command::Redo)
                .unwrap_or_else(|refusal| panic!("seed {seed}: {refusal}"));
        }
        let after = desk.case();
        assert_eq!(before.undone, after.undone, "seed {seed}");
        assert_eq!(before.marks, after.marks, "seed {seed}");
        assert_eq!(before.agreement, after.agreement, "seed {seed}");
        assert_eq!(before.position(), after.position(), "seed {seed}");
    }
}

#[test]
fn nothing_but_calls_and_ends_is_recorded_in_private_time() {
    for seed in 0..SEQUENCES {
        let desk = wander(seed, COMMANDS);
        let mut private = false;
        for recorded in &desk.case().history {
            let allowed = matches!(
                recorded.event,
                Event::CalledBackIn
                    | Event::PrivateTimeEnded
                    | Event::SessionEnded { .. }
                    | Event::Moved { .. }
            );
            assert!(!private || allowed, "seed {seed}: {:?}", recorded.event);
            private |= matches!(recorded.event, Event::PrivateTimeStarted { .. });
            private &= !matches!(
                recorded.event,
                Event::PrivateTimeEnded | Event::SessionEnded { .. }
            );
        }
    }
}

fn begin(random: &mut Random) -> Desk {
    let scripts = shipped_scripts();
    let script = &scripts[random.below(scripts.len())];
    let mut desk = Desk::in_memory(case_of(script), Arc::new(StepClock::default()));
    for command in random.gathering(desk.case()) {
        // Some names are refused on purpose.
        let _ = desk.execute(command);
    }
    desk
}

fn wander(seed: u64, commands: usize) -> Desk {
    let mut random = Random::new(seed);
    let mut desk = begin(&mut random);
    for _ in 0..commands {
        let command = random.command(desk.case());
        // Refusals are part of it.
        let _ = desk.execute(command);
    }
    desk
}

/// Folds the saved form of every event anew, with the words as the notes hold them.
fn replay(case: &Case) -> Case {
    let mut anew = Case::new(case.script.clone());
    for recorded in &case.history {
        let mut read = desk::decode(&desk::encode(recorded));
        let held: Vec<Words> = recorded.event.words().cloned().collect();
        for (words, held) in read.event.words_mut().zip(held) {
            *words = held;
        }
        anew.apply(read);
    }
    anew
}

fn assert_same(one: &Case, other: &Case, seed: u64) {
    assert_eq!(one.people, other.people, "seed {seed}");
    assert_eq!(one.session, other.session, "seed {seed}");
    assert_eq!(one.earlier_sessions, other.earlier_sessions, "seed {seed}");
    assert_eq!(one.marks, other.marks, "seed {seed}");
    assert_eq!(one.agreement, other.agreement, "seed {seed}");
    assert_eq!(one.bottom_lines, other.bottom_lines, "seed {seed}");
    assert_eq!(one.questions, other.questions, "seed {seed}");
    assert_eq!(one.child_words, other.child_words, "seed {seed}");
    assert_eq!(one.ground_rules, other.ground_rules, "seed {seed}");
    assert_eq!(one.undone, other.undone, "seed {seed}");
    assert_eq!(one.history, other.history, "seed {seed}");
    assert_eq!(one.elapsed, other.elapsed, "seed {seed}");
}
