//! What is due, key by key.

use crate::tui::testing::World;

#[test]
fn the_home_screen_says_how_much_is_due_and_one_key_shows_it() {
    let mut world = World::due();
    let home = world.screen(80, 24);
    assert!(home.contains("2 overdue,"), "{home}");
    assert!(home.contains("1 due within two weeks"), "{home}");
    assert!(
        home.contains("1 case to dispose of: d shows them."),
        "{home}"
    );
    insta::assert_snapshot!("due_home_80x24", home);
    let mut world = world.press("d");
    insta::assert_snapshot!("due_80x24", world.screen(80, 24));
    insta::assert_snapshot!("due_120x40", world.screen(120, 40));
    let mut world = world.press("esc");
    assert!(world.screen(80, 24).contains("1 Run"));
}

#[test]
fn a_case_opens_where_it_is_dealt_with() {
    let mut world = World::due().press("d enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("What became of it"), "{picture}");
    assert_eq!(world.app.model().case().unwrap().reference, "RC-0388");
    let mut world = World::due().press("d end up enter");
    let said = world.screen(80, 24);
    assert!(
        said.contains("RC-0409 is open in another window."),
        "{said}"
    );
}

#[test]
fn a_case_that_was_kept_long_enough_opens_to_be_read() {
    let mut world = World::due().press("d down enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("RC-0101"), "{picture}");
    assert!(picture.contains("to read"), "{picture}");
    assert!(world.app.model().desk.as_ref().unwrap().is_read_only());
}

#[test]
fn where_nothing_is_due_it_is_said() {
    let mut world = World::home();
    assert!(!world.screen(80, 24).contains("shows them"));
    let mut world = world.press("d");
    assert!(world.screen(80, 24).contains("Nothing is due in any case."));
    for (columns, rows) in [(1, 1), (60, 16), (61, 17), (250, 80)] {
        world.screen(columns, rows);
    }
}

#[test]
fn of_cases_that_could_not_be_looked_at_it_is_never_said_that_nothing_is_due() {
    for (world, said) in [
        (World::faulty(), "1 case cannot be opened"),
        (World::still_locked(), "The real cases are locked"),
    ] {
        let mut world = world.press("d");
        let picture = world.screen(80, 24);
        assert!(picture.contains(said), "{picture}");
        assert!(
            !picture.contains("Nothing is due in any case."),
            "{picture}"
        );
        assert!(
            picture.contains("Nothing is due in the others."),
            "{picture}"
        );
        for (columns, rows) in [(1, 1), (60, 16), (250, 80)] {
            world.screen(columns, rows);
        }
    }
}
