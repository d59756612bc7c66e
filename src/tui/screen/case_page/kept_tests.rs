use crate::case::{Command, FollowingCommand, FollowingEvent};
use crate::script::Outcome;
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::World;

fn page(practice: bool) -> World {
    World::conference_of(&["Rose", "Tom", "Ann"], practice)
        .execute(Command::EndSession(Outcome::EndedEarly))
        .open(ScreenRequest::CasePage)
}

#[test]
fn the_page_of_a_case_says_until_when_it_is_kept_and_why() {
    let mut world = page(false);
    let screen = world.screen(120, 40);
    assert!(screen.contains("Kept until 23 November 2029."), "{screen}");
    assert!(
        screen.contains("Nothing was agreed that has to be followed up."),
        "{screen}"
    );
    let screen = page(true).screen(120, 40);
    assert!(
        !screen.contains("Kept until"),
        "nothing in practice is real: {screen}"
    );
}

#[test]
fn a_case_is_held_for_a_reason_and_the_hold_is_lifted_for_one() {
    let mut world = page(false).press("o");
    insta::assert_snapshot!("hold_80x24", world.screen(80, 24));
    let mut world = world.words("The court asked for it").press("enter");
    let screen = world.screen(120, 40);
    assert!(
        screen.contains("On hold since Monday 23 November 2026"),
        "{screen}"
    );
    assert!(screen.contains("The court asked for it"), "{screen}");
    let mut world = world.press("x");
    let screen = world.screen(120, 40);
    assert!(screen.contains("This case is on hold."), "{screen}");
    assert!(world.app.overlays().is_empty());
    let mut world = world.press("o");
    insta::assert_snapshot!("lift_80x24", world.screen(80, 24));
    let mut world = world.words("The court is done").press("enter");
    assert!(!world.screen(120, 40).contains("On hold"));
    let held = world.app.model().case().unwrap().following.holds.len();
    assert_eq!(held, 1);
}

#[test]
fn a_case_goes_only_once_its_reference_was_typed() {
    let mut world = page(false).press("x");
    insta::assert_snapshot!("dispose_80x24", world.screen(80, 24));
    insta::assert_snapshot!("dispose_60x16", world.screen(60, 16));
    for typed in ["", "RC-041", "rc-0412"] {
        let mut world = page(false).press("x").words(typed).press("enter");
        assert!(world.screen(80, 24).contains("nothing was done"), "{typed}");
        assert!(world.app.model().case().is_some());
    }
    let world = world.press("esc");
    assert!(world.app.overlays().is_empty() && world.app.model().case().is_some());
    let mut world = world.press("x").words("RC-0412").press("enter");
    assert!(world.app.model().case().is_none());
    let screen = world.screen(80, 24);
    assert!(screen.contains("RC-0412 is gone."), "{screen}");
}

#[test]
fn the_timeline_says_that_a_case_was_held_and_its_page_says_why() {
    let place = FollowingCommand::PlaceHold("a complaint".to_owned());
    let lift = FollowingCommand::LiftHold("answered".to_owned());
    let mut world = page(false)
        .execute(Command::Following(place))
        .execute(Command::Following(lift));
    let page = world.screen(120, 40);
    assert!(page.contains("because: a complaint"), "{page}");
    assert!(page.contains("lifted because: answered"), "{page}");
    let case = world.app.model().case().unwrap();
    let told = crate::document::timeline::write(case, false);
    let told = told.split_whitespace().collect::<Vec<&str>>().join(" ");
    assert!(told.contains("The case was put on hold"), "{told}");
    assert!(told.contains("The hold was lifted."), "{told}");
    // It is looked at together, so that nobody's words stand in it.
    assert!(!told.contains("a complaint"), "{told}");
    assert!(!told.contains("answered"), "{told}");
    let last = case.history.last().map(|last| &last.event);
    assert!(matches!(
        last,
        Some(crate::case::Event::Following(
            FollowingEvent::HoldLifted { .. }
        ))
    ));
}
