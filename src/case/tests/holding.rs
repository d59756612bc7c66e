//! Keeping a case whatever the rules say.

use crate::case::given::{Given, mark};
use crate::case::{
    Command, EraseRule, Event, FollowingCommand, FollowingEvent, MarkKind, Refusal, WordsId,
};
use crate::script::Outcome;

fn hold(reason: &str) -> Command {
    Command::Following(FollowingCommand::PlaceHold(reason.to_owned()))
}

fn lift(reason: &str) -> Command {
    Command::Following(FollowingCommand::LiftHold(reason.to_owned()))
}

pub(super) fn over() -> Given {
    Given::conference()
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .here()
        .begun()
        .after(mark(MarkKind::Note, Some("he looked down")))
        .after(Command::EndSession(Outcome::EndedEarly))
}

#[test]
fn a_hold_and_its_lifting_need_a_reason_each_and_both_stay_visible() {
    over()
        .when(lift("nothing to lift"))
        .then(Refusal::NotOnHold)
        .when(hold("  "))
        .then(Refusal::ReasonMissing)
        .after(hold("the court asked for it"))
        .shows(|case| {
            let hold = case.hold().expect("a hold");
            assert_eq!(hold.reason.text(), Some("the court asked for it"));
        })
        .when(hold("once more"))
        .then(Refusal::OnHold)
        .when(lift(""))
        .then(Refusal::ReasonMissing)
        .after(lift("the court is done"))
        .shows(|case| {
            assert!(case.hold().is_none());
            let holds = &case.following.holds;
            assert_eq!(holds.len(), 1);
            let (_, reason) = holds[0].lifted.as_ref().expect("lifted");
            assert_eq!(reason.text(), Some("the court is done"));
        });
}

#[test]
fn a_closed_case_is_put_on_hold_without_being_opened_again() {
    let close = Command::Following(FollowingCommand::CloseCase(Some("it is over".to_owned())));
    over()
        .after(close)
        .after(hold("a complaint"))
        .after(lift("answered"))
        .shows(|case| assert!(case.is_case_closed()));
}

#[test]
fn undo_passes_over_a_hold_for_whoever_disposes_of_cases_relies_on_it() {
    over()
        .after(hold("a complaint"))
        .when(Command::Undo)
        .then(Refusal::NothingToUndo)
        .shows(|case| assert!(case.hold().is_some()));
}

#[test]
fn no_rule_forgets_why_a_case_was_put_on_hold() {
    over()
        .after(hold("a complaint"))
        .after(Command::EraseWorkingNotes)
        .shows(|case| {
            let hold = case.hold().expect("a hold");
            assert_eq!(hold.reason.text(), Some("a complaint"));
            for rule in [
                EraseRule::AgreedOnly,
                EraseRule::WorkingNotes,
                EraseRule::Preparation,
                EraseRule::LookBack,
                EraseRule::Carried,
            ] {
                assert!(!case.words_to_erase(rule).contains(&hold.reason.id));
            }
        });
}

#[test]
fn the_journal_holds_the_number_of_the_reason_alone() {
    let placed = Event::Following(FollowingEvent::HoldPlaced {
        reason: WordsId(7).into(),
    });
    let body = placed.to_json().expect("JSON");
    assert_eq!(body, r#"{"t":"following","what":"hold_placed","reason":7}"#);
}
