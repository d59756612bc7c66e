//! The program is killed, as by a power cut that spares the disk: what stood on the
//! screen as saved is there, and the next start asks nothing.

use super::place::{FIRST_CUE, Place, REFERENCE, SECOND_CUE};
use crate::rig::Random;
use crate::rig::killed::{BROKEN, Life};
use crate::support::Terminal;

/// How many times the program is killed in the loop; `TALKING_PIECE_KILLS` asks for more.
const ROUNDS: usize = 25;

fn killed(terminal: &mut Terminal) -> u64 {
    terminal.signal("KILL");
    assert!(!terminal.wait_for_end().success());
    terminal.highest_saved()
}

/// Asserts that everything that stood on the screen as saved is there.
#[track_caller]
fn assert_kept(place: &Place, saved: u64) {
    let found = place.dumped().len() as u64;
    assert!(saved > 0, "nothing stood on the screen as saved");
    assert!(found >= saved, "#{saved} was shown, {found} are there");
    place.assert_sound();
}

#[test]
fn e13_a_half_typed_note_is_there_after_the_program_was_killed() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal
        .send(" ")
        .wait_for(SECOND_CUE)
        .send("n")
        .wait_for("Note:")
        .send("He said that he would")
        .wait_for("Note: He said that he would");
    place.wait_for_draft(&mut terminal, "He said that he would");
    let saved = killed(&mut terminal);
    assert_kept(&place, saved);

    // The case is offered with its age and counts, and goes on at the same cue.
    let mut again = place.open(&[]);
    again
        .wait_for("RC-0001  was going on")
        .wait_for("today")
        .wait_for("2 people, 0 marks, 0 items;")
        .wait_for("words wait")
        .send("\r")
        .wait_for(SECOND_CUE)
        .wait_for("An unfinished note waits")
        .send("n")
        .wait_for("Note: He said that he would")
        .send(" mend it")
        .wait_for("He said that he would mend it")
        .send("\r")
        .wait_for("Notes 1");
    assert!(again.wait_for("Saved #").highest_saved() > saved);
    let saved = killed(&mut again);
    assert_kept(&place, saved);
    assert_eq!(place.notes(), ["He said that he would mend it"]);
}

#[test]
fn the_half_typed_words_of_an_item_wait_among_the_notes_after_the_program_was_killed() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal
        .send("\t")
        .wait_for("Ideas (0)")
        .send("a")
        .wait_for("question 1 of")
        .send("Jay mends the")
        .wait_for("Jay mends the");
    place.wait_for_draft_with(&mut terminal, "Jay mends the");
    let saved = killed(&mut terminal);
    assert_kept(&place, saved);

    let mut again = place.meeting();
    again
        .wait_for("waits among the marks and notes")
        .send("m")
        .wait_for("Jay mends the");
    killed(&mut again);
}

#[test]
fn a_note_filed_a_moment_before_the_program_was_killed_is_there_if_it_was_shown_as_saved() {
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    terminal
        .send("n")
        .wait_for("Note:")
        .send("first")
        .wait_for("Note: first");
    let before = terminal.highest_saved();
    let wanted = format!("Saved #{}", before + 1);
    terminal.send("\r").wait_for(&wanted);
    let saved = killed(&mut terminal);
    assert_kept(&place, saved);
    assert_eq!(place.notes(), ["first"]);
}

#[test]
fn f18_a_program_killed_before_its_first_picture_leaves_a_case_that_opens() {
    let place = Place::with_meeting();
    let entries = place.dumped();
    for _ in 0..3 {
        let mut terminal = place.open(&["run", REFERENCE]);
        terminal.wait_full_screen(true);
        killed(&mut terminal);
    }
    let mut terminal = place.meeting();
    terminal.wait_for(FIRST_CUE);
    assert_eq!(place.dumped()[..entries.len()], entries);
}

/// Sends some keys without waiting for all of them to be answered.
pub(super) fn act(terminal: &mut Terminal, random: &mut Random, round: usize) {
    let keys = ["k", "a", "q", " ", "u", "\x12", "\x7f", "c", "k", "b"];
    for _ in 0..random.below(6) {
        match keys.get(random.below(keys.len() + 2)) {
            Some(key) => terminal.send(key),
            None => terminal.send(&format!("nround {round} of words\r")),
        };
    }
}

#[test]
fn f01_killed_at_any_moment_nothing_that_was_acknowledged_is_lost() {
    let rounds = std::env::var("TALKING_PIECE_KILLS");
    let rounds = rounds.map_or(ROUNDS, |count| count.parse().expect("a number"));
    let mut random = Random::new(1);
    let place = Place::with_meeting();
    let mut journal = place.journal();
    let mut entries = place.dumped();
    for round in 0..rounds {
        let mut terminal = place.open(&["run", REFERENCE]);
        // The next start opens without a question, in the room or behind its curtain.
        terminal.wait_for("Saved #");
        act(&mut terminal, &mut random, round);
        std::thread::sleep(std::time::Duration::from_millis(random.below(60) as u64));
        let saved = killed(&mut terminal);

        let now = place.dumped();
        assert!(now.len() as u64 >= saved, "round {round}: #{saved} is lost");
        assert_eq!(now[..entries.len()], entries, "round {round}");
        let bytes = place.journal();
        let life = Life {
            before: &journal,
            shown: saved,
            after: &bytes,
        };
        assert_eq!(life.check(), Ok(()), "round {round}");
        (journal, entries) = (bytes, now);
    }
    println!(
        "killed {rounds} times at random; {} entries are there",
        entries.len()
    );
    place.assert_sound();
    for note in place.notes() {
        let whole = note.starts_with("round ") && note.ends_with(" of words");
        assert!(whole, "{note:?}");
    }
}

#[test]
fn a_program_that_is_broken_on_purpose_is_found_out_when_it_is_killed() {
    let place = Place::with_meeting();
    let before = place.journal();
    let mut terminal = place.meeting();
    terminal.send("nwords").wait_for("Note: words");
    let wanted = format!("Saved #{}", terminal.highest_saved() + 1);
    terminal.send("\r").wait_for(&wanted);
    let (shown, after) = (killed(&mut terminal), place.journal());
    let life = Life {
        before: &before,
        shown,
        after: &after,
    };
    assert_eq!(life.check(), Ok(()));
    for broken in BROKEN {
        let after = &broken.leaves(&after);
        let found_out = Life { after, ..life }.check().is_err();
        assert!(found_out, "{}", broken.name);
    }
}
