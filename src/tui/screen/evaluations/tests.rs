use std::sync::Arc;

use crate::case::{Command, PersonId};
use crate::script::{EvaluationId, Outcome, Script};
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::World;

/// The test conference with the usual form and that of families.
fn script() -> Arc<Script> {
    let mut script = (*crate::tui::testing::script()).clone();
    let forms = ["after-the-meeting", "family-after-three-months"];
    script.evaluations = forms.map(EvaluationId::new).into();
    Arc::new(script)
}

fn met() -> World {
    let outcome = Outcome::NoAgreementWanted;
    World::conference_from(script()).execute(Command::EndSession(outcome))
}

fn forms() -> World {
    met().open(ScreenRequest::Evaluations)
}

/// Somebody types in a form until its first statement.
fn typing() -> World {
    forms()
        .press("enter")
        .words("Sam")
        .press("enter right right enter enter")
}

#[test]
fn the_forms_of_a_case_say_when_they_are_asked_and_who_handed_them_in() {
    let mut world = forms();
    insta::assert_snapshot!("forms_80x24", world.screen(80, 24));
    insta::assert_snapshot!("forms_120x40", world.screen(120, 40));
    let mut world = world.press("down");
    assert!(world.screen(80, 24).contains("It is asked 3 months after"));
}

#[test]
fn a_form_is_typed_in_line_by_line() {
    let mut world = typing();
    insta::assert_snapshot!("form_80x24", world.screen(80, 24));
    insta::assert_snapshot!("form_120x40", world.screen(120, 40));
    let mut world = world.press("5 enter 4 enter 3 enter d enter");
    insta::assert_snapshot!("form_further_80x24", world.screen(80, 24));
}

#[test]
fn all_that_can_be_said_stands_there_whole_also_where_it_takes_several_rows() {
    let mut world = typing();
    for columns in [50, 60, 80] {
        let screen = world.screen(columns, 24);
        assert!(screen.contains("blank →"), "{screen}");
    }
}

#[test]
fn once_it_is_kept_no_answer_is_on_the_screen_or_in_the_case() {
    let mut world = typing()
        .press("5 enter 5 enter 5 enter 5 enter 5 enter 5 enter 5 enter 5 enter 5 enter 5 enter")
        .words("CANARY")
        .press("ctrl-s");
    let screen = world.screen(80, 24);
    assert!(screen.contains("Kept. The answers lie apart"), "{screen}");
    assert!(screen.contains("1 handed in") && !screen.contains("CANARY"));
    let case = world.app.model().case().unwrap();
    assert_eq!(case.following.forms[0].person, Some(PersonId(1)));
    assert_eq!(case.following.forms[0].typed_by, "Sam");
    // Whoever handed it in is not offered again.
    let mut world = world.press("enter").words("Sam").press("enter right right");
    let screen = world.screen(120, 40);
    assert!(
        screen.contains("Tom") && !screen.contains("Rose"),
        "{screen}"
    );
}

#[test]
fn a_line_is_answered_or_said_to_be_left_blank() {
    let mut world = typing().press("enter");
    let screen = world.screen(80, 24);
    assert!(screen.contains("1. I knew beforehand"), "{screen}");
    assert!(world.app.model().case().unwrap().following.forms.is_empty());
}

#[test]
fn nothing_half_typed_is_kept_and_leaving_is_asked_about() {
    let mut world = typing().press("5 esc");
    assert!(world.screen(80, 24).contains("Esc once more lets it go."));
    let mut world = world.press("esc");
    assert!(world.screen(80, 24).contains("none yet"));
    let draft = world.app.model().desk.as_ref().unwrap().draft();
    assert_eq!(draft, None);
}

#[test]
fn whoever_ran_the_meeting_is_told_to_leave_it_to_somebody_else() {
    let blank = "l enter ".repeat(10);
    let mut world = forms()
        .press("enter")
        .words("kofi")
        .press("enter right enter right enter")
        .press(&blank)
        .words("Good tea")
        .press("ctrl-s");
    let screen = world.screen(80, 24);
    assert!(
        screen.contains("Whoever ran the meeting does not type in"),
        "{screen}"
    );
}

#[test]
fn a_blank_form_is_printed_by_one_key_and_names_no_case() {
    let mut world = forms().press("w");
    let screen = world.screen(120, 40);
    assert!(screen.contains("form-after-the-meeting"), "{screen}");
    assert!(!screen.contains("RC-0412-form"), "{screen}");
}

#[test]
fn the_forms_are_one_key_from_the_end_of_a_meeting_and_from_the_case() {
    let mut world = met().press("v");
    assert!(world.screen(80, 24).contains("How was it for you?"));
    let mut world = world.press("esc");
    assert!(world.screen(80, 24).contains("The meeting is over"));
    let mut world = world.open(ScreenRequest::CasePage).press("v");
    assert!(world.screen(80, 24).contains("How was it for you?"));
    let mut world = world.press("esc");
    assert!(world.screen(80, 24).contains("to read"));
}

#[test]
fn before_a_meeting_ended_there_is_nothing_to_say_of_it() {
    let mut world = World::conference_from(script()).open(ScreenRequest::Evaluations);
    assert!(
        world
            .screen(80, 24)
            .contains("No meeting of this case has ended yet.")
    );
    let mut world = world.press("enter");
    assert!(!world.screen(80, 24).contains("Who is typing this in?"));
}
