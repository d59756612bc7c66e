use crate::case::given::*;
use crate::case::*;
use crate::script::{Outcome, StageId};

fn circle() -> Given {
    Given::conference()
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
}

fn rules(case: &Case) -> Vec<&str> {
    case.ground_rules.iter().map(String::as_str).collect()
}

fn rule(text: &str) -> Command {
    Command::AgreeGroundRule(text.to_owned())
}

#[test]
fn changes_are_taken_back_and_put_back_level_by_level() {
    circle()
        .after_all([rule("one"), rule("two"), rule("three")])
        .after_all([Command::Undo, Command::Undo])
        .shows(|case| assert_eq!(rules(case), ["one"]))
        .after(Command::Redo)
        .shows(|case| assert_eq!(rules(case), ["one", "two"]))
        .after(Command::Redo)
        .shows(|case| assert_eq!(rules(case), ["one", "two", "three"]))
        .when(Command::Redo)
        .then(Refusal::NothingToRedo);
}

#[test]
fn a_new_change_ends_what_could_be_put_back() {
    circle()
        .after_all([rule("one"), Command::Undo, rule("two")])
        .when(Command::Redo)
        .then(Refusal::NothingToRedo);
}

#[test]
fn what_was_taken_back_is_skipped_by_a_further_undo() {
    circle()
        .after_all([rule("one"), rule("two"), Command::Undo, rule("three")])
        .after_all([Command::Undo, Command::Undo])
        .shows(|case| assert!(rules(case).is_empty()))
        .when(Command::Undo)
        .then(Refusal::NothingToUndo);
}

#[test]
fn all_events_of_one_command_are_taken_back_together() {
    circle()
        .on(1)
        .after(Command::Skip(SkipReason::NoTime))
        .after(Command::Undo)
        .shows(|case| {
            let session = case.session.as_ref().unwrap();
            assert!(session.skipped.is_empty());
            assert_eq!(session.position.as_ref().unwrap().person, Some(p(1)));
        });
}

#[test]
fn the_beginning_of_a_meeting_is_not_taken_back() {
    circle().when(Command::Undo).then(Refusal::NothingToUndo);
}

#[test]
fn arrivals_and_breaks_are_facts_and_stay() {
    circle()
        .after_all([
            rule("one"),
            Command::SetPresence(p(1), Presence::Out),
            Command::StartBreak,
            Command::Undo,
        ])
        .shows(|case| {
            assert!(rules(case).is_empty());
            assert_eq!(case.person(p(1)).unwrap().presence, Presence::Out);
            assert!(case.session.as_ref().unwrap().pause.is_some());
        })
        .after(Command::EndBreak)
        .after(Command::Redo)
        .shows(|case| assert_eq!(rules(case), ["one"]));
}

#[test]
fn nothing_from_before_an_adjournment_is_taken_back() {
    circle()
        .after_all([rule("one"), Command::Adjourn(None), Command::ResumeSession])
        .when(Command::Undo)
        .then(Refusal::NothingToUndo);
}

#[test]
fn nothing_from_before_private_time_is_taken_back_after_it() {
    Given::family()
        .people([("Mum", "family")])
        .here()
        .begun()
        .after(rule("one"))
        .on(2)
        .after(Command::EndPrivateTime)
        .when(Command::Undo)
        .then(Refusal::NothingToUndo);
}

#[test]
fn the_end_of_a_meeting_stays() {
    circle()
        .after_all([rule("one"), Command::EndSession(Outcome::EndedEarly)])
        .when(Command::Undo)
        .then(Refusal::NothingToUndo);
}

#[test]
fn what_was_struck_cannot_come_back() {
    let given = circle().after(mark(MarkKind::Note, Some("a name")));
    let id = given.case.marks[0].id;
    given
        .after_all([
            Command::AddWords(id, "more".to_owned()),
            Command::Undo,
            Command::Strike(id),
        ])
        .when(Command::Redo)
        .then(Refusal::NothingToRedo)
        .when(Command::Undo)
        .then(Refusal::NothingToUndo)
        .shows(|case| assert!(case.marks.is_empty()));
}

#[test]
fn undo_passes_over_what_was_struck_to_the_change_before() {
    let given = circle()
        .after(rule("one"))
        .after(mark(MarkKind::Idea, None));
    let id = given.case.marks[0].id;
    given
        .after_all([Command::Strike(id), Command::Undo])
        .shows(|case| assert!(rules(case).is_empty() && case.marks.is_empty()));
}

#[test]
fn a_move_that_was_taken_back_leaves_no_time_behind() {
    circle().on(1).after(Command::Undo).shows(|case| {
        let session = case.session.as_ref().unwrap();
        assert_eq!(session.moves.len(), 1);
        assert_eq!(session.reached.len(), 1);
        assert_eq!(
            session.position.as_ref().unwrap().stage,
            StageId::new("opening")
        );
    });
}

#[test]
fn redo_passes_over_what_was_struck_to_the_change_before() {
    let given = circle().after(mark(MarkKind::Idea, None));
    let id = given.case.marks[0].id;
    given
        .after_all([
            Command::Keep(id, true),
            rule("one"),
            Command::Undo,
            Command::Undo,
            Command::Strike(id),
            Command::Redo,
        ])
        .shows(|case| assert_eq!(rules(case), ["one"]))
        .when(Command::Redo)
        .then(Refusal::NothingToRedo);
}

#[test]
fn a_move_is_not_put_back_during_a_break() {
    circle()
        .after_all([Command::GoOn, Command::Undo, Command::StartBreak])
        .when(Command::Redo)
        .then(Refusal::OnBreak);
}
