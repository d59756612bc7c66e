//! The same way of signing for the same person, pressed twice.

use super::tests::closed;

#[test]
fn a_second_time_says_that_it_is_written_down_and_changes_nothing() {
    for (key, told) in [
        ("i", "has signed on paper; that is written down already."),
        (
            "v",
            "has agreed by saying so; that is written down already.",
        ),
        ("d", "has chosen not to sign; that is written down already."),
    ] {
        let world = closed().press(key);
        let entries = |world: &crate::tui::testing::World| {
            let case = world.app.model().case().unwrap();
            case.history.len()
        };
        let before = entries(&world);
        let mut world = world.press(key);
        let picture = world.screen(120, 40);
        assert!(picture.contains(told), "{picture}");
        assert_eq!(entries(&world), before);
    }
}
