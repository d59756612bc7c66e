//! A new case, and another process for one that is open.

use super::NewCase;
use crate::tui::action::Action;
use crate::tui::effect::{Effect, NewCaseRequest};
use crate::tui::key::{Code, Key};
use crate::tui::layer::Layer;
use crate::tui::testing::World;

#[test]
fn a_case_begins_with_three_keys() {
    let mut world = World::home().press("home enter");
    insta::assert_snapshot!("new_case_80x24", world.screen(80, 24));
    insta::assert_snapshot!("new_case_120x40", world.screen(120, 40));
    let mut world = world.press("enter enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("RC-0413"), "{picture}");
}

#[test]
fn another_process_is_searched_and_asked_about_before_anything_is_recorded() {
    let mut world = World::prepared().press("p").words("kind");
    assert!(world.screen(80, 24).contains("No script has these words"));
    let mut world = World::prepared_among_many().press("p").words("meeting 1");
    insta::assert_snapshot!("other_process_80x24", world.screen(80, 24));
    let mut world = world.words("7").press("enter");
    insta::assert_snapshot!("other_process_asked_80x24", world.screen(80, 24));
    let entries = |world: &World| world.app.model().case().unwrap().history.len();
    let before = entries(&world);
    let mut world = world.press("n esc");
    assert_eq!(entries(&world), before);
    assert!(world.screen(80, 24).contains("Rose"));
    let mut world = world.press("p").words("meeting 17").press("enter y");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Still without a role: Ann."), "{picture}");
}

#[test]
fn the_meetings_of_the_case_itself_come_before_other_processes() {
    let mut world = World::prepared_among_many().press("p");
    let picture = world.screen(80, 24);
    assert!(picture.contains("as now"), "{picture}");
    assert!(picture.contains("› Kind of meeting 2"), "{picture}");
    let mut world = world.press("up");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Its meetings: Conference."), "{picture}");
    let mut world = world.press("enter");
    let picture = world.screen(80, 24);
    let said = "The process stays. b begins one of its meetings.";
    assert!(picture.contains(said), "{picture}");
    let case = world.app.model().case().unwrap();
    assert!(case.session.is_none(), "nothing begins unasked");
}

#[test]
fn an_empty_reference_is_asked_for() {
    let mut world = World::home().press("home enter enter ctrl-u enter");
    assert!(world.screen(80, 24).contains("A reference is missing."));
    let mut world = world.press("esc");
    assert!(world.screen(80, 24).contains("Which kind of meeting?"));
}

#[test]
fn a_reference_that_is_none_is_said_before_anything_else_is_asked() {
    let world = World::home().press("home enter enter ctrl-u");
    let mut world = world.words("RC-0001 John").press("enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("cannot be a reference"), "{picture}");
    assert!(world.app.overlays().is_empty(), "{picture}");
}

#[test]
fn a_reference_that_is_full_says_so() {
    let long = "x".repeat(41);
    let world = World::home().press("home enter enter ctrl-u");
    let mut world = world.words(&long[..39]);
    assert!(!world.screen(80, 24).contains("40 letters"));
    let mut world = world.words("xy");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("A reference has 40 letters at most."),
        "{picture}"
    );
    // That sentence is gone with the next key, and the letters that are missing still are.
    let mut world = world.press("left");
    let picture = world.screen(80, 24);
    let by_it = "These are 40 letters, and no more fit in here.";
    assert!(picture.contains(by_it), "{picture}");
    let mut world = world.press("end backspace");
    assert!(!world.screen(80, 24).contains(by_it));
}

#[test]
fn of_a_reference_that_is_pasted_too_long_nothing_is_taken_and_it_is_said() {
    let world = World::home().press("home enter enter ctrl-u");
    let mut world = world.paste(&"RC-0412-".repeat(10));
    let picture = world.screen(80, 24);
    assert!(!picture.contains("RC-0412-"), "{picture}");
    assert!(
        picture.contains("a reference has 40 letters at most."),
        "{picture}"
    );
}

#[test]
fn among_many_scripts_letters_find_one_and_ones_own_says_so() {
    let mut world = World::many_scripts().press("home enter down down");
    insta::assert_snapshot!("new_case_many_80x24", world.screen(80, 24));
    insta::assert_snapshot!("new_case_many_120x40", world.screen(120, 40));
    let mut world = world.words("meeting 17");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Kind of meeting 17"), "{picture}");
    assert!(!picture.contains("Kind of meeting 16"), "{picture}");
    assert!(
        picture.contains("is used instead of the shipped"),
        "{picture}"
    );
    let mut world = world.press("enter");
    insta::assert_snapshot!("new_case_reference_80x24", world.screen(80, 24));
    let mut world = world.press("esc").words(" nothing");
    let picture = world.screen(80, 24);
    assert!(picture.contains("No script has these words"), "{picture}");
    let mut world = world.press("enter");
    assert!(world.screen(80, 24).contains("Delete some of them"));
}

/// The reference that a case is begun under after some keys at the suggested one; nothing where
/// the next free one is taken.
fn begun_under(keys: &[Key]) -> Option<String> {
    let world = World::home().press("home enter");
    let model = world.app.model();
    let mut screen = NewCase::new(model);
    screen.act(Action::Choose, model);
    for key in keys {
        screen.type_key(*key, model);
    }
    let effects = screen.begin(model);
    let [Effect::CreateCase(NewCaseRequest::Real { reference, .. })] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    reference.clone()
}

#[test]
fn a_reference_that_was_typed_is_never_exchanged_for_another() {
    assert_eq!(begun_under(&[]), None);
    assert_eq!(begun_under(&[Key::plain(Code::Left)]), None);
    let typed_again = [Key::plain(Code::Backspace), Key::char('3')];
    assert_eq!(begun_under(&typed_again).as_deref(), Some("RC-0413"));
}

/// What stands in the field of the reference for another script, after some keys for the first.
fn for_another_script(keys: &str) -> String {
    let world = World::many_scripts()
        .wait(1)
        .press("home enter enter ctrl-u");
    let mut world = world.words(keys).press("esc down enter");
    world.screen(80, 24)
}

#[test]
fn a_reference_that_was_typed_for_another_kind_of_meeting_stays_only_where_a_case_can_have_it() {
    let kept = for_another_script("OWN-7");
    assert!(kept.contains("OWN-7"), "{kept}");
    // Nothing, half of the one that is suggested, and one that a case has.
    for typed in ["", "RC-04", "RC-0412"] {
        let picture = for_another_script(typed);
        assert!(picture.contains("RC-0413"), "{typed}: {picture}");
    }
    // For the same kind it is asked on where it was left.
    let world = World::many_scripts().press("home enter enter ctrl-u");
    let mut world = world.words("RC-04").press("esc enter");
    assert!(!world.screen(80, 24).contains("RC-0413"));
}
