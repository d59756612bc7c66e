//! The closing of a case as a whole.

use super::{agreed, all_done, paid, stands, with_days};
use crate::case::given::{Given, agree, day, mark, word};
use crate::case::{
    Command, Event, FollowingCommand, FollowingEvent, MarkKind, Progress, Refusal, StillOpen,
};
use crate::script::{Outcome, SessionKindId};

fn close(reason: &str) -> Command {
    let reason = (!reason.is_empty()).then(|| reason.to_owned());
    Command::Following(FollowingCommand::CloseCase(reason))
}

fn reopen(reason: &str) -> Command {
    Command::Following(FollowingCommand::ReopenCase(reason.to_owned()))
}

#[test]
fn nothing_that_is_open_is_forgotten_when_a_case_is_closed() {
    let given = Given::of(with_days())
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .here()
        .begun()
        .after(mark(MarkKind::Safety, None))
        .after(mark(MarkKind::Note, Some("she was pale")))
        .after(paid("Jay pays for the gate", "£60"))
        .after(Command::SetReview(Some(day("2027-01-10"))))
        .after_all(agree(1, [1, 2]))
        .after(Command::CloseAgreement)
        .after(Command::EndSession(Outcome::Agreement))
        .after(stands(1, Progress::Partly));
    given
        .shows(|case| {
            assert_eq!(
                case.still_open(),
                [
                    StillOpen::Items(1),
                    StillOpen::NotTold(1),
                    StillOpen::FollowUps(2),
                    StillOpen::Review(day("2027-01-10")),
                    StillOpen::Notes,
                    StillOpen::Safety(1),
                ]
            );
            let to_come = case.meeting_to_come(day("2026-12-01")).unwrap();
            assert!(to_come.contains("looked at again on 10 January 2027"));
        })
        .when(close(""))
        .then(Refusal::CaseStillOpen)
        .when(close("  "))
        .then(Refusal::CaseStillOpen)
        .after(close("the family moved away"))
        .shows(|case| {
            assert!(case.is_case_closed());
            let closed = &case.following.closed[0];
            assert_eq!(
                (closed.outcome, closed.left_open),
                (Some(Outcome::Agreement), 6)
            );
            assert!(case.due().is_empty());
            assert_eq!(
                case.meeting_to_come(day("2026-12-01")),
                None,
                "nobody waits"
            );
        });
}

#[test]
fn a_review_that_was_held_keeps_its_day_also_where_it_closed_a_new_version() {
    let day_set = Command::SetReview(Some(day("2026-12-10")));
    let review = || {
        Given::of(with_days())
            .people([("Mira", "harmed"), ("Jay", "responsible")])
            .here()
            .begun()
            .after(word("We nod when we meet"))
            .after(day_set.clone())
            .after_all(agree(1, [1, 2]))
            .after(Command::CloseAgreement)
            .after(Command::EndSession(Outcome::Agreement))
            .shows(|case| assert_eq!(case.review_due(), Some(day("2026-12-10"))))
            .later(28 * 86_400)
            .here()
            .after(Command::StartSession(SessionKindId::new("review")))
            .after(Command::ReopenAgreement("more time".to_owned()))
    };
    let ended = |given: Given| {
        given
            .after(Command::CloseAgreement)
            .after(Command::EndSession(Outcome::Agreement))
    };
    ended(review()).shows(|case| {
        assert_eq!(case.review_due(), None);
        let is_review = |open: &StillOpen| matches!(open, StillOpen::Review(_));
        assert!(!case.still_open().iter().any(is_review));
    });
    let again = day("2027-01-20");
    ended(review().after(Command::SetReview(Some(again))))
        .shows(|case| assert_eq!(case.review_due(), Some(again)));
}

#[test]
fn a_closed_case_takes_nothing_until_it_is_opened_again_and_both_stay_visible() {
    let given = all_done().shows(|case| assert!(case.still_open().is_empty(), "nothing is open"));
    given
        .when(close(""))
        .then(Event::Following(FollowingEvent::CaseClosed {
            outcome: Some(Outcome::Agreement),
            left_open: 0,
            reason: None,
        }))
        .after(close(""))
        .when(close(""))
        .then_nothing()
        .when(stands(1, Progress::NotDone))
        .then(Refusal::CaseClosed)
        .when(Command::StartSession(SessionKindId::new("review")))
        .then(Refusal::CaseClosed)
        .when(Command::ReopenAgreement("more".to_owned()))
        .then(Refusal::CaseClosed)
        .when(Command::Undo)
        .then(Refusal::NothingToUndo)
        .when(reopen(" "))
        .then(Refusal::ReasonMissing)
        .after(reopen("Jay rang"))
        .when(reopen("again"))
        .then_nothing()
        .after(stands(1, Progress::NotDone))
        .shows(|case| {
            assert!(!case.is_case_closed());
            assert!(case.following.closed[0].reopened.is_some());
        })
        .after(close("still"))
        .shows(|case| assert_eq!(case.following.closed.len(), 2));
}

#[test]
fn a_case_comes_out_in_one_of_four_ways_and_none_of_them_is_another() {
    for outcome in [
        Outcome::NoAgreementWanted,
        Outcome::NotReached,
        Outcome::EndedEarly,
    ] {
        Given::conference()
            .people([("Mira", "harmed"), ("Jay", "responsible")])
            .here()
            .begun()
            .after(Command::EndSession(outcome))
            .shows(|case| assert_eq!(case.outcome(), Some(outcome)));
    }
    agreed().shows(|case| assert_eq!(case.outcome(), Some(Outcome::Agreement)));
    Given::conference()
        .people([("Mira", "harmed")])
        .after(close(""))
        .shows(|case| assert_eq!(case.following.closed[0].outcome, None));
}

#[test]
fn no_case_is_closed_while_people_meet_or_its_agreement_is_open() {
    Given::conference()
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .here()
        .begun()
        .when(close("now"))
        .then(Refusal::SessionNotOver)
        .after(Command::Adjourn(None))
        .when(close("now"))
        .then(Refusal::SessionNotOver);
    agreed()
        .after(Command::ReopenAgreement("another day".to_owned()))
        .when(close("now"))
        .then(Refusal::AgreementOpen);
}
