use crate::case::{Command, MarkKind, SessionStatus};
use crate::script::RecordKind;
use crate::tui::effect::{OverlayRequest, ScreenRequest};
use crate::tui::testing::World;

fn draft(world: &World) -> Option<&str> {
    world.app.model().desk.as_ref()?.draft()
}

fn family(kind: RecordKind) -> World {
    World::family().open(ScreenRequest::Record(kind))
}

fn marked() -> World {
    World::conference().execute(Command::Mark {
        kind: MarkKind::Idea,
        person: None,
        text: None,
    })
}

fn words_to_the_mark(world: World) -> World {
    let mark = world.app.model().case().unwrap().marks[0].id;
    world.push(OverlayRequest::Words(mark))
}

#[test]
fn a_childs_half_typed_words_are_kept_as_the_note_is_and_go_once_they_are_filed() {
    let world = family(RecordKind::ChildWords).words("I want ").wait(5_000);
    assert_eq!(draft(&world), Some("I want "));
    let world = world.words("Gran.").press("enter enter enter");
    assert_eq!(draft(&world), Some("I want Gran."));
    let world = world.press("down enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.child_words.len(), 1);
    assert_eq!(draft(&world), None);
}

#[test]
fn words_typed_without_a_pause_are_kept_after_five_seconds() {
    let letters = "Ada is at school every day, and she is there on time.";
    let world = family(RecordKind::BottomLines).words(letters).wait(1);
    assert!(draft(&world).is_some());
}

#[test]
fn an_unfinished_note_stays_above_the_words_of_a_form_and_outlives_them() {
    let world = marked().press("n").words("He said").press("esc");
    let world = words_to_the_mark(world).words("about the gate").wait(1_000);
    assert_eq!(draft(&world), Some("He said\nabout the gate"));
    let world = world.press("enter");
    assert_eq!(draft(&world), Some("He said"));
    assert_eq!(world.app.model().note_draft, "He said");
}

#[test]
fn words_that_are_let_go_are_kept_no_longer() {
    let world = words_to_the_mark(marked()).words("never mind").wait(1_000);
    assert_eq!(draft(&world), Some("never mind"));
    assert_eq!(draft(&world.press("esc esc")), None);
}

#[test]
fn what_was_filed_already_is_not_half_typed() {
    let world = World::conference()
        .open(ScreenRequest::Item(None, None))
        .words("Tom mends the gate")
        .wait(1_000);
    assert_eq!(draft(&world), Some("Tom mends the gate"));
    let world = world.press("tab").wait(1_000);
    assert_eq!(draft(&world), None);
}

#[test]
fn a_reason_half_typed_is_kept() {
    let world = World::conference()
        .push(OverlayRequest::Skip)
        .press("5")
        .words("Too late")
        .wait(1_000);
    assert_eq!(draft(&world), Some("Too late"));
}

#[test]
fn leaving_a_half_filled_form_says_what_becomes_of_it_and_keeps_it() {
    let mut world = family(RecordKind::ChildWords)
        .words("I want Gran.")
        .press("ctrl-q down");
    let picture = world.screen(80, 24);
    assert!(picture.contains("What is half-typed is kept"), "{picture}");
    let world = world.press("enter enter");
    let case = world.app.model().case().unwrap();
    let status = case.session.as_ref().unwrap().status;
    assert_eq!(status, SessionStatus::Adjourned { until: None });
    assert_eq!(draft(&world), Some("I want Gran."));
    assert_eq!(world.app.model().note_draft, "I want Gran.");
}

#[test]
fn closing_the_program_keeps_what_was_typed_a_moment_ago() {
    let world = words_to_the_mark(marked())
        .words("about the gate")
        .press("ctrl-q end enter");
    assert!(world.app.is_finished());
    assert_eq!(draft(&world), Some("about the gate"));
}
