//! The home screen, key by key.

use crate::tui::effect::{Door, ScreenRequest};
use crate::tui::testing::World;

#[test]
fn shows_three_doors_and_says_not_protected() {
    insta::assert_snapshot!("home_run_80x24", World::home().screen(80, 24));
    insta::assert_snapshot!("home_run_120x40", World::home().screen(120, 40));
    insta::assert_snapshot!(
        "home_practise_120x40",
        World::home().press("2").screen(120, 40)
    );
    insta::assert_snapshot!("home_review_80x24", World::home().press("3").screen(80, 24));
    insta::assert_snapshot!(
        "home_review_120x40",
        World::home().press("3").screen(120, 40)
    );
}

#[test]
fn a_meeting_that_was_going_on_is_gone_on_with_by_one_key() {
    let reference = |world: &World| world.app.model().case().unwrap().reference.clone();
    let mut world = World::home();
    let picture = world.screen(80, 24);
    assert!(picture.contains("  Begin a new case"), "{picture}");
    assert!(picture.contains("› RC-0412  was going on"), "{picture}");
    assert_eq!(reference(&world.press("enter")), "RC-0412");
    assert_eq!(reference(&World::home().press("2 1 enter")), "RC-0412");
    assert_eq!(
        reference(&World::home().press("up enter enter enter")),
        "RC-0413",
        "a new case is one key away"
    );
}

#[test]
fn a_row_that_somebody_selected_stays_selected_when_the_cases_are_found() {
    let mut world = World::searching().press("up").wait(5_000);
    assert!(world.screen(80, 24).contains("› Begin a new case"));
    let mut world = World::searching().wait(5_000);
    assert!(world.screen(80, 24).contains("› RC-0412"));
    let mut fresh = World::fresh();
    assert!(fresh.screen(80, 24).contains("› Begin a new case"));
}

#[test]
fn a_case_that_cannot_be_opened_says_why_and_what_to_do() {
    let picture = World::home().press("down enter").screen(80, 24);
    assert!(picture.contains("open in another window. Close it there first."));
}

#[test]
fn a_fresh_home_says_once_what_is_never_stored() {
    let mut world = World::fresh();
    insta::assert_snapshot!("home_fresh_80x24", world.screen(80, 24));
    insta::assert_snapshot!("home_fresh_120x40", world.screen(120, 40));
    assert!(
        world
            .screen(60, 16)
            .contains("Nothing that is spoken is stored")
    );
    assert!(!World::home().screen(80, 24).contains("no sound recording"));
}

#[test]
fn the_doors_open_before_the_cases_are_found_and_nothing_is_said_of_them_before() {
    let mut world = World::searching();
    insta::assert_snapshot!("home_searching_80x24", world.screen(80, 24));
    insta::assert_snapshot!("home_searching_120x40", world.screen(120, 40));
    let mut world = world.press("3");
    assert!(world.screen(80, 24).contains("Looking for cases…"));
    let mut world = world.press("2 down enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Looking for cases…") && !picture.contains("bicycle"));
    let mut world = world.press("3").wait(5_000);
    assert!(world.screen(80, 24).contains("RC-0388"));
}

#[test]
fn a_case_that_was_just_left_is_not_listed_as_it_was_before() {
    let mut world = World::searching().wait(5_000).press("enter");
    world = world.open(ScreenRequest::Home(Door::Review));
    assert!(!world.screen(80, 24).contains("RC-0412"));
    assert!(world.wait(5_000).screen(80, 24).contains("RC-0412"));
}

#[test]
fn a_long_story_is_read_on_and_never_cut_unseen() {
    let mut world = World::home().press("2 down");
    insta::assert_snapshot!("home_practise_80x24", world.screen(80, 24));
    assert!(world.screen(80, 24).contains("goes back in the evening."));
    assert!(world.screen(60, 16).contains("r reads on (1 of "));
    let mut world = world.press("r");
    insta::assert_snapshot!("home_practise_read_on_60x16", world.screen(60, 16));
}

#[test]
fn a_list_of_22_fictional_cases_stays_in_its_place_while_it_is_gone_through() {
    let mut world = World::many_scripts().press("2 down");
    let top = |world: &mut World| {
        let picture = world.screen(80, 24);
        let lines = picture.lines();
        lines
            .take_while(|line| !line.contains("A bicycle was taken"))
            .count()
    };
    let before = top(&mut world);
    insta::assert_snapshot!("home_practise_many_80x24", world.screen(80, 24));
    for _ in 0..21 {
        world = world.press("down");
        assert_eq!(top(&mut world), before);
    }
    assert!(world.screen(80, 24).contains("Kind of meeting 22"));
    let mut world = world.press("home pgdn");
    insta::assert_snapshot!("home_practise_many_120x40", world.screen(120, 40));
}

#[test]
fn nothing_ends_by_one_key() {
    let world = World::home().press("q ctrl-c");
    assert!(!world.app.is_finished());
    let world = world.press("down enter");
    assert!(world.app.is_finished());
}

#[test]
fn what_is_due_is_named_in_the_line_of_keys() {
    for door in ["1", "2"] {
        let picture = World::home().press(door).screen(80, 24);
        assert!(picture.contains("d due"), "{picture}");
    }
    // What every door has gives way to what only this one has.
    let mut review = World::home().press("3");
    let picture = review.screen(80, 24);
    assert!(picture.contains("/ search"), "{picture}");
    assert!(review.screen(120, 40).contains("d due"));
}

#[test]
fn help_names_the_keys_and_escape_goes_back() {
    insta::assert_snapshot!("help_home_80x24", World::home().press("?").screen(80, 24));
    insta::assert_snapshot!("help_home_120x40", World::home().press("?").screen(120, 40));
    assert!(World::home().press("? esc").app.overlays().is_empty());
}

#[test]
fn no_size_is_too_small_to_draw() {
    for (columns, rows) in [
        (1, 1),
        (2, 1),
        (10, 3),
        (20, 5),
        (40, 10),
        (60, 16),
        (300, 100),
    ] {
        World::home().screen(columns, rows);
        World::home().press("?").screen(columns, rows);
        World::home().press("ctrl-q").screen(columns, rows);
    }
}

#[test]
fn a_list_that_cannot_be_read_hides_no_other_and_has_its_own_sentence() {
    let mut world = World::faulty();
    assert!(!world.screen(80, 24).contains("practice cases"));
    let mut world = world.press("3");
    insta::assert_snapshot!("home_faulty_80x24", world.screen(80, 24));
    let picture = world.screen(80, 24);
    assert!(picture.contains("RC-0412") && picture.contains("practice cases cannot be listed"));
    let picture = world.press("2").screen(80, 24);
    assert!(picture.contains("The bicycle") && picture.contains("practice cases cannot be listed"));
}

#[test]
fn a_case_whose_date_cannot_be_read_stands_first_and_says_so() {
    let mut world = World::faulty().press("home down");
    let picture = world.screen(80, 24);
    assert!(!picture.contains("1970"), "{picture}");
    assert!(
        picture.contains("RC-0300  cannot be opened") && picture.contains("no date can be read")
    );
    assert!(picture.contains("When it was begun cannot be read. Line 1 is damaged."));
    insta::assert_snapshot!("home_no_date_80x24", picture);
}

#[test]
fn a_case_that_is_slow_to_read_holds_up_no_key() {
    let mut world = World::searching().wait(5_000).wait(1);
    let picture = world.screen(80, 24);
    assert!(!picture.contains("6 people"), "{picture}");
    let mut world = world.press("down");
    assert!(
        world.screen(80, 24).contains("› RC-0409"),
        "{}",
        world.screen(80, 24)
    );
    let mut world = world.press("up").wait(5_000);
    assert!(
        world.screen(80, 24).contains("6 people"),
        "{}",
        world.screen(80, 24)
    );
}

#[test]
fn fictional_cases_of_the_marked_case_come_first() {
    let mut world = World::many_scripts().press("2");
    let order = |picture: &str, titles: [&str; 2]| {
        let places = titles.map(|title| picture.find(title).unwrap());
        places[0] < places[1]
    };
    let picture = world.screen(120, 40);
    assert!(order(&picture, ["The bicycle", "Story 2"]), "{picture}");
    let mut world = World::many_scripts().press("down 2");
    let picture = world.screen(120, 40);
    assert!(order(&picture, ["Story 7", "The bicycle"]), "{picture}");
}
