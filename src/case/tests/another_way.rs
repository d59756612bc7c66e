//! Going on in another way, and a meeting that was put off beside one that is to begin.

use std::sync::Arc;

use super::carrying::*;
use crate::case::given::*;
use crate::case::*;
use crate::script::{DecisionId, Outcome, OutcomeId, PromptKind, StageId, Then};

const MIRA: u16 = 1;
const TOM: u16 = 2;

/// The visit ends, for another way is wanted.
fn another_way(given: Given) -> Given {
    given
        .after(Command::StartTimeOut(Vec::new()))
        .after(Command::EndTimeOut(TimeOutEnd::ChangeMethod, None))
        .later(3_600)
}

#[test]
fn whether_one_side_or_both_asked_for_another_way_is_told_until_the_case_goes_over_to_it() {
    let asked = |given: Given, wanted: Option<AnotherWay>| {
        given.shows(|case| assert_eq!(case.another_way_asked(), wanted))
    };
    let given = asked(between_them(), None);
    let given = asked(over(visit(given, MIRA)), None);
    let given = asked(another_way(visit(given, MIRA)), Some(AnotherWay::OneSide));
    let given = another_way(visit(given, MIRA));
    let given = asked(given, Some(AnotherWay::OneSide));
    let mut given = asked(another_way(visit(given, TOM)), Some(AnotherWay::BothSides));
    let mut meeting = script::conference();
    meeting.version += 1;
    let meeting = Arc::new(meeting);
    given.case.know(meeting.clone(), "hash");
    let given = given.after(Command::ChangeProcess(meeting, "hash".to_owned()));
    given.shows(|case| assert_eq!(case.another_way_asked(), None));
}

#[test]
fn people_who_met_together_ask_for_another_way_as_people() {
    another_way(
        Given::conference()
            .people([("Mira", "harmed")])
            .here()
            .begun(),
    )
    .shows(|case| {
        assert_eq!(case.another_way_asked(), Some(AnotherWay::Together));
    });
}

#[test]
fn a_meeting_that_was_put_off_goes_on_or_is_ended_before_another_begins() {
    let given = visit(between_them(), MIRA)
        .after(Command::Adjourn(None))
        .later(3_600)
        .after(Command::SetPresence(p(TOM), Presence::Here));
    given
        .when(start("with-responsible"))
        .then(Refusal::SessionAdjourned)
        .after(Command::EndSession(Outcome::EndedEarly))
        .later(3_600)
        .after(Command::SetPresence(p(TOM), Presence::Here))
        .after(start("with-responsible"));
}

#[test]
fn who_wants_another_way_is_asked_first_what_is_asked_at_the_end() {
    let mut script = script::conference();
    let mut end = script::prompt("how", PromptKind::Decide, "me");
    let decision = DecisionId::new("how-it-ended");
    let mut of_stage = script.sessions[0].stages[3].prompts[0]
        .decision
        .clone()
        .unwrap();
    of_stage.id = decision.clone();
    of_stage
        .outcomes
        .retain(|outcome| outcome.then == Then::End);
    end.decision = Some(of_stage);
    let mut alone = script::stage(
        "alone",
        vec![script::prompt("self", PromptKind::Check, "me")],
    );
    alone.prompts.push(end);
    script.sessions[0].stages.push(alone);
    let chosen = |decision: &DecisionId, outcome: &str| Command::Decide {
        decision: decision.clone(),
        outcome: OutcomeId::new(outcome),
        by: None,
        until: None,
    };
    let begun = Given::of(script)
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun();
    let asked = begun
        .after(Command::GoToStage(StageId::new("deciding")))
        .after(chosen(&DecisionId::new("how-on"), "other-way"));
    asked
        .clone()
        .later(60)
        .after(Command::GoToStage(StageId::new("stories")))
        .after(Command::EndSession(Outcome::NotReached))
        .shows(|case| assert_eq!(case.another_way_asked(), None, "they thought better of it"));
    asked
        .shows(|case| assert_eq!(case.position().unwrap().stage.as_str(), "alone"))
        .after(Command::GoOn)
        .after(chosen(&decision, "no"))
        .shows(|case| {
            let ended = case.session.as_ref().unwrap().ended.as_ref().unwrap();
            assert_eq!(ended.outcome, Outcome::NotReached);
            assert_eq!(case.another_way_asked(), Some(AnotherWay::Together));
        });
}
