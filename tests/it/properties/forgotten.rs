//! What the files hold after any commands, closings, erasures, strikes and undoing among them.

use talking_piece::case::{Command, EraseRule, Event};
use talking_piece::desk::{self, Cabinet, Desk, NewCase, script_hash};
use talking_piece::store::Kind;

use super::{COMMANDS, SEQUENCES, assert_same};
use crate::support::conference::{REFERENCE, cabinet, close, files};
use crate::support::random::Random;
use crate::support::shipped_texts;

/// Any commands, an agreement that is closed, any commands after it, and perhaps the erasure
/// of the working notes.
fn wander(seed: u64, cabinet: &Cabinet) -> Desk {
    let shipped = shipped_texts();
    let place = usize::try_from(seed).expect("small") % shipped.len();
    let (script, text) = &shipped[place];
    let new = NewCase {
        reference: REFERENCE.to_owned(),
        script: script.clone(),
        script_hash: script_hash(text),
        practice: false,
    };
    let mut desk = cabinet.create(new, text).expect("a new case");
    let mut random = Random::new(seed);
    let gathering = random.gathering(desk.case());
    carry_out(&mut desk, gathering);
    for _ in 0..2 {
        for _ in 0..COMMANDS / 4 {
            let command = random.command(desk.case());
            carry_out(&mut desk, vec![command]);
        }
        let closing = random.closing(desk.case());
        carry_out(&mut desk, closing);
        for _ in 0..3 {
            let taking_back = random.below(4);
            carry_out(&mut desk, vec![Command::Undo; taking_back]);
            carry_out(&mut desk, vec![Command::Redo; random.below(4)]);
        }
    }
    if seed % 4 == 3 {
        let end = Command::EndSession(talking_piece::script::Outcome::EndedEarly);
        carry_out(&mut desk, vec![end, Command::EraseWorkingNotes]);
    }
    desk
}

/// Refusals are part of it.
fn carry_out(desk: &mut Desk, commands: Vec<Command>) {
    for command in commands {
        let _ = desk.execute(command);
    }
}

fn happened(desk: &Desk, what: impl Fn(&Event) -> bool) -> bool {
    let mut history = desk.case().history.iter();
    history.any(|recorded| what(&recorded.event))
}

#[test]
fn no_word_that_may_have_to_be_forgotten_stands_in_the_journal() {
    let mut closed = 0;
    for seed in 0..SEQUENCES / 4 {
        let (cabinet, _disk) = cabinet();
        let desk = wander(seed, &cabinet);
        for recorded in &desk.case().history {
            let body = desk::encode(recorded).body;
            let is_closing = matches!(recorded.event, Event::AgreementClosed { .. });
            assert!(!body.contains("SECRET"), "seed {seed}: a word in {body}");
            assert!(
                is_closing || !body.contains("WORDING"),
                "seed {seed}: {body}"
            );
            closed += u64::from(is_closing);
        }
        close(desk);
    }
    assert!(
        closed > SEQUENCES / 16,
        "only {closed} agreements were closed"
    );
}

#[test]
fn a_case_read_from_its_files_is_the_case_as_it_was_after_erasing_too() {
    let mut erased = [0, 0];
    for seed in 0..SEQUENCES / 4 {
        let (cabinet, _disk) = cabinet();
        let desk = wander(seed, &cabinet);
        for (rule, count) in [EraseRule::AgreedOnly, EraseRule::WorkingNotes]
            .into_iter()
            .zip(&mut erased)
        {
            let is_it = |event: &Event| event.erase_rule() == Some(rule);
            *count += u64::from(happened(&desk, is_it));
        }
        let live = desk.case().clone();
        close(desk);
        let read = cabinet.read(Kind::Case, REFERENCE).expect("the case");
        assert_same(&read.case, &live, seed);
        assert_eq!(read.case.erased, live.erased, "seed {seed}");
        let notes = read.content.notes.notes;
        let left = live
            .erased
            .iter()
            .find(|words| notes.contains_key(&words.0));
        assert_eq!(left, None, "seed {seed}: erased and still in the notes");
    }
    assert!(erased.iter().all(|count| *count > 0), "{erased:?}");
}

#[test]
fn once_the_working_notes_are_erased_no_file_holds_a_word_of_them() {
    for seed in (3..SEQUENCES / 4).step_by(4) {
        let (cabinet, disk) = cabinet();
        let desk = wander(seed, &cabinet);
        let erasing = |event: &Event| event.erase_rule() == Some(EraseRule::WorkingNotes);
        let erased = happened(&desk, erasing);
        let stays = desk
            .case()
            .marks
            .iter()
            .any(|mark| mark.kept || mark.kind == talking_piece::case::MarkKind::Safety);
        close(desk);
        if !erased || stays {
            continue;
        }
        for (name, bytes) in files(disk.as_ref(), &cabinet) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("SECRET"), "seed {seed}: {name}");
        }
    }
}
