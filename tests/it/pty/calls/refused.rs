//! A note in a meeting whose disk refuses calls, or interrupts them.

use super::{NOTE, NOTING, SOME, Watched, act, play, thread_that_saves};
use crate::calls::Chosen;
use crate::calls::tracer::{CALLS, Fault, may_trace, points};
use crate::pty::place::Place;
use crate::support::Terminal;

/// The calls by which something is saved.
const SAVING: &str = "openat,write,fsync,fdatasync";

/// Asserts that a note is there that was shown as saved, whatever else was.
fn assert_noted(place: &Place, mut terminal: Terminal, told: &str) {
    terminal.signal("KILL");
    terminal.wait_for_end();
    let saved = terminal.highest_saved();
    // The next start takes in what had to be saved elsewhere.
    place.meeting().signal("TERM").wait_for_end();
    let found = place.dumped().len() as u64;
    assert!(
        found >= saved,
        "{told}: #{saved} was shown, {found} are there"
    );
    place.assert_sound();
    assert_eq!(place.notes(), [NOTE], "{told}");
}

#[test]
fn f05_while_no_call_succeeds_the_screen_says_not_saved_and_once_they_do_everything_is() {
    if !may_trace() {
        return;
    }
    for error in ["EIO", "ENOSPC", "EROFS"] {
        let place = Place::with_meeting();
        let mut terminal = place.meeting();
        let before = terminal.highest_saved();
        let faults = Fault::Error(error).when(SAVING, "1+");
        let watched = Watched::thread(thread_that_saves(&terminal), Some(faults));
        assert!(act(&mut terminal, NOTING.steps));
        terminal.wait_for("NOT SAVED");
        // Typing goes on.
        terminal
            .send("k")
            .wait_for("Points 1")
            .wait_for("NOT SAVED");
        assert_eq!(terminal.highest_saved(), before, "{error}");
        watched.let_go();
        let wanted = format!("Saved #{}", before + 2);
        terminal.wait_for(&wanted).wait_gone("NOT SAVED");
        assert_noted(&place, terminal, error);
    }
}

#[test]
fn f04_a_note_is_saved_whichever_call_is_refused_once() {
    if !may_trace() {
        return;
    }
    let place = Place::with_meeting();
    let (seen, ..) = play(&NOTING, &place, None);
    let points = points(&seen, &place.home());
    let calls = points.len();
    let all = points.into_iter().filter(|point| point.call != "close");
    let all = all.flat_map(|point| ["EIO", "ENOSPC", "EROFS"].map(|error| (point.clone(), error)));
    let chosen = Chosen::or(Chosen::Some(SOME)).of(all.collect());
    let tried = chosen.len();
    for (point, error) in chosen {
        let place = Place::with_meeting();
        let mut terminal = place.meeting();
        let before = terminal.highest_saved();
        let faults = Fault::Error(error).at(&point);
        let watched = Watched::thread(thread_that_saves(&terminal), Some(faults));
        assert!(act(&mut terminal, NOTING.steps));
        // Here or, where the case had to be saved elsewhere, there.
        assert!(terminal.comes("an entry", |terminal| terminal.highest_saved() > before));
        terminal.wait_gone("NOT SAVED");
        watched.let_go();
        assert_noted(&place, terminal, &format!("{error} at {point}"));
    }
    println!("a note: refused {tried} times at its {calls} calls");
}

#[test]
fn f09_a_note_whose_every_call_is_interrupted_is_saved_and_nobody_hears_of_it() {
    if !may_trace() {
        return;
    }
    let place = Place::with_meeting();
    let mut terminal = place.meeting();
    let wanted = format!("Saved #{}", terminal.highest_saved() + 1);
    let calls: Vec<&str> = CALLS.split(',').filter(|call| *call != "?close").collect();
    let faults = Fault::Error("EINTR").when(&calls.join(","), "1+2");
    let watched = Watched::thread(thread_that_saves(&terminal), Some(faults));
    assert!(act(&mut terminal, NOTING.steps));
    terminal.wait_for(&wanted);
    watched.let_go();
    let shown = String::from_utf8_lossy(&terminal.transcript).into_owned();
    assert!(!shown.contains("NOT SAVED"), "it was told");
    assert_noted(&place, terminal, "EINTR");
}
