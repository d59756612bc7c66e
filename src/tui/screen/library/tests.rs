//! The library, key by key.

use crate::tui::effect::ScreenRequest;
use crate::tui::testing::World;

fn library() -> World {
    World::home().press("3 /").wait(10)
}

#[test]
fn every_case_is_shown_and_letters_narrow_the_list_at_once() {
    let mut world = library();
    insta::assert_snapshot!("library_80x24", world.screen(80, 24));
    insta::assert_snapshot!("library_120x40", world.screen(120, 40));
    let mut world = world.words("gate");
    insta::assert_snapshot!("library_found_80x24", world.screen(80, 24));
    insta::assert_snapshot!("library_found_120x40", world.screen(120, 40));
    let mut world = world.words(" kofix");
    assert!(world.screen(80, 24).contains("No case is like that."));
    let mut world = world.press("ctrl-u").words("rc57");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("RC-0057") && picture.contains("sealed"),
        "{picture}"
    );
}

#[test]
fn cases_are_chosen_by_outcome_the_four_kept_apart_and_by_what_is_due() {
    let mut world = library().press("tab");
    insta::assert_snapshot!("library_keys_80x24", world.screen(80, 24));
    let mut world = world.press("o");
    insta::assert_snapshot!("library_outcomes_80x24", world.screen(80, 24));
    insta::assert_snapshot!("library_outcomes_120x40", world.screen(120, 40));
    let mut world = world.press("down down enter");
    assert!(
        world
            .screen(80, 24)
            .contains("Outcome: No agreement wanted; latest first.")
    );
    let mut world = world.press("x d down enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Due: overdue"), "{picture}");
    assert!(picture.contains("overdue 21 Nov 2026"), "{picture}");
    let mut world = world.press("x s");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Every case; due first."), "{picture}");
    let mut world = world.press("p down enter f down enter");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("process: Circle at school") || picture.contains("Process: Circle"),
        "{picture}"
    );
    assert!(picture.contains("run by: Kofi"), "{picture}");
    let mut world = world.press("x c");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("From which script, in which version?"),
        "{picture}"
    );
    let mut world = world.press("down enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains(", version 1; due first."), "{picture}");
}

#[test]
fn a_case_is_opened_to_be_read_and_escape_comes_back_to_what_was_searched() {
    let world = library().words("letter").press("down enter");
    let mut world = world.open(ScreenRequest::CasePage).press("esc");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("letter") && picture.contains("All cases"),
        "{picture}"
    );
    let mut world = world.press("tab esc");
    assert!(world.screen(80, 24).contains("[ 3 Review ]"));
    // From home a case leads back home.
    let mut world = world
        .press("enter")
        .open(ScreenRequest::CasePage)
        .press("esc");
    assert!(world.screen(80, 24).contains("[ 3 Review ]"));
}

#[test]
fn of_very_many_cases_home_shows_the_latest_and_says_where_the_others_are() {
    let mut world = World::many_cases();
    let picture = world.screen(80, 24);
    assert!(picture.contains("99,800 cases more"), "{picture}");
    let mut world = world.press("3");
    insta::assert_snapshot!("library_from_home_80x24", world.screen(80, 24));
    insta::assert_snapshot!("library_from_home_120x40", world.screen(120, 40));
}

#[test]
fn what_cannot_be_opened_says_why() {
    let mut world = library().words("rc-0015").press("enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("this file is empty"), "{picture}");
}

#[test]
fn why_a_case_cannot_be_opened_is_read_whole_in_every_window_that_shows_the_library() {
    let mut world = library().words("rc-0015");
    for (columns, rows) in [(120, 40), (80, 24), (60, 16)] {
        let picture = world.screen(columns, rows);
        let lines: Vec<&str> = picture.lines().map(str::trim).collect();
        let whole = "cases/RC-0015/journal: this file is empty; there is nothing in it to recover.";
        assert!(lines.join(" ").contains(whole), "{picture}");
    }
    let row = "cannot be opened        This file is empty";
    let picture = world.screen(120, 40);
    assert!(picture.contains(row), "{picture}");
}

#[test]
fn practice_cases_are_never_among_real_ones() {
    let mut world = library();
    assert!(!world.screen(80, 24).contains("PR-"));
    let mut world = world.press("tab v").wait(10);
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("PRACTICE cases") && picture.contains("PR-0001"),
        "{picture}"
    );
    assert!(!picture.contains("RC-"), "{picture}");
}

#[test]
fn keys_are_taken_while_the_cases_are_still_looked_at() {
    let mut world = World::searching().wait(5_000).press("3 /").words("gate");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Looking through the cases"), "{picture}");
    let mut world = world.wait(5_000);
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("gate") && !picture.contains("Looking"),
        "{picture}"
    );
}

#[test]
fn no_size_is_too_small_to_draw() {
    for (columns, rows) in [(1, 1), (20, 5), (40, 10), (60, 16), (300, 100)] {
        library().screen(columns, rows);
        library().press("tab o").screen(columns, rows);
    }
}
