//! Nobody at the keyboard of a protected home.

use crate::desk::SaveStatus;
use crate::tui::testing::World;

/// Lets so many seconds pass without a key, as they pass while a program looks now and then.
fn left_alone(world: World, seconds: u64) -> World {
    let looks = (0..seconds / 10).map(|_| 10_000);
    let rest = std::iter::once(seconds % 10 * 1_000);
    looks.chain(rest).fold(world, World::wait)
}

/// The words of a picture but for its first and its last line, and for the bar of the time, which
/// goes on.
fn between(picture: &str) -> Vec<&str> {
    let lines: Vec<&str> = picture.lines().collect();
    let between = lines[1..lines.len() - 1].iter().copied();
    between.filter(|line| !line.contains('━')).collect()
}

#[test]
fn in_the_last_half_minute_it_is_said_that_it_locks_and_nothing_else_moves() {
    let mut world = left_alone(World::protected_conference(), 569);
    let before = world.screen(80, 24);
    assert!(!before.contains("Locks in"), "{before}");
    let mut world = world.wait(7_000);
    let soon = world.screen(80, 24);
    assert!(soon.contains("Locks in 24 seconds"), "{soon}");
    assert_eq!(
        between(&before),
        between(&soon),
        "the cue stays where it is"
    );
    insta::assert_snapshot!("locks_soon_80x24", soon);
    insta::assert_snapshot!("locks_soon_120x40", world.screen(120, 40));
    insta::assert_snapshot!("locks_soon_40x10", world.screen(40, 10));
    let mut world = left_alone(world, 23);
    let last = world.screen(80, 24);
    assert!(last.contains("Locks in 1 second:"), "{last}");
    let world = world.wait(1_000);
    assert!(world.app.gate().is_some());
}

#[test]
fn a_key_keeps_it_open_and_does_what_it_always_does() {
    let mut world = left_alone(World::protected_conference().press("n"), 575);
    assert!(world.screen(80, 24).contains("Locks in 25 seconds"));
    let mut world = world.words("He said");
    let picture = world.screen(80, 24);
    assert!(!picture.contains("Locks in"), "{picture}");
    assert!(
        picture.contains("Note: He said"),
        "no letter is lost: {picture}"
    );
    let world = left_alone(world, 500);
    assert!(world.app.gate().is_none(), "it is counted anew");
}

#[test]
fn the_key_that_is_named_keeps_it_open_and_changes_nothing_anywhere() {
    let places = ["", "n", "n H e", "tab", "?", ":", "m", "ctrl-q", "e"];
    for keys in places {
        let mut world = left_alone(World::protected_conference().press(keys), 569);
        let before = world.screen(80, 24);
        let mut world = world.wait(6_000);
        let soon = world.screen(80, 24);
        assert!(soon.contains("Ctrl-G keeps it open"), "{keys}: {soon}");
        let mut world = world.press("ctrl-g");
        let after = world.screen(80, 24);
        assert_eq!(between(&before), between(&after), "{keys}");
        assert!(!after.contains("Locks in"), "{keys}: {after}");
    }
}

#[test]
fn a_key_that_means_nothing_and_a_paste_keep_it_open_too() {
    let world = left_alone(World::protected_conference(), 580);
    let mut world = left_alone(world.press("end"), 580);
    assert!(world.screen(80, 24).contains("Locks in 20 seconds"));
    let mut world = left_alone(world.paste("Some words"), 200);
    let picture = world.screen(80, 24);
    assert!(!picture.contains("Locks in"), "{picture}");
}

#[test]
fn behind_the_curtain_nothing_is_said_and_nothing_wakes_for_it() {
    let mut world = left_alone(World::protected_conference().press("b"), 570);
    assert!(world.screen(80, 24).contains("14:09"));
    let mut wakings = 0;
    while world.app.gate().is_none() {
        let next = world.app.next_tick().unwrap();
        world = world.wait(next);
        let picture = world.screen(80, 24);
        assert!(!picture.contains("Locks in"), "{picture}");
        wakings += 1;
    }
    // For the look after twenty seconds, for the minute, and to lock.
    assert!(wakings <= 3, "it woke {wakings} times in half a minute");
}

#[test]
fn it_wakes_once_a_second_for_what_is_said_and_not_before() {
    let world = World::protected_conference().press("tab");
    let mut world = left_alone(world, 560);
    let next = world.app.next_tick();
    assert_eq!(next, Some(10_000), "the board has no clock");
    world = world.wait(10_000);
    for left in (1..=30).rev() {
        assert_eq!(world.app.next_tick(), Some(1_000), "{left} s before");
        assert!(world.app.take_changed(), "{left} s before");
        assert_eq!(world.app.locks_in(), Some(left));
        world = world.wait(1_000);
    }
    assert!(world.app.gate().is_some());
}

#[test]
fn in_the_room_the_clock_that_is_there_counts_and_no_second_one() {
    let mut world = left_alone(World::protected_conference(), 575).wait(400);
    // Once a second, on the second.
    assert_eq!(world.app.next_tick(), Some(600));
    world = world.wait(600);
    assert_eq!(world.app.next_tick(), Some(1_000));
}

#[test]
fn where_nothing_is_protected_nothing_is_said() {
    let mut world = left_alone(World::conference(), 590);
    assert!(!world.screen(80, 24).contains("Locks in"));
    assert!(left_alone(world, 60).app.gate().is_none());
}

#[test]
fn in_a_tiny_window_what_is_not_saved_keeps_its_row() {
    let mut world = left_alone(World::protected_conference(), 575);
    let now = world.app.model().now;
    world.app.set_save_status_for_test(SaveStatus {
        waiting: 2,
        waiting_since: Some(now),
        problem: Some("The disk is full.".to_owned()),
        ..SaveStatus::default()
    });
    let picture = world.screen(40, 10);
    assert!(picture.contains("NOT SAVED"), "{picture}");
    let picture = world.screen(80, 24);
    assert!(picture.contains("NOT SAVED"), "{picture}");
    assert!(picture.contains("Locks in"), "{picture}");
}
