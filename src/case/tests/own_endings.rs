//! A meeting ends in the script's own words, from wherever it stands.

use crate::case::given::script;
use crate::case::given::*;
use crate::case::*;
use crate::script::{
    Choice, Condition, ConsentId, DecisionId, Outcome, OutcomeId, PromptKind, Script, StageId,
};

/// A script whose last stage asks how it ended, with two answers that both are "not reached".
fn asking(mut script: Script) -> Script {
    let answer = |id: &str, label: &str, outcome: &str| serde_json::json!({ "id": id, "label": label, "then": "end", "outcome": outcome });
    let decision = serde_json::json!({ "id": "how-it-ended", "outcomes": [
        answer("agreed", "There is an agreement", "agreement"),
        answer("not-wanted", "Nothing was wanted", "no_agreement_wanted"),
        answer("not-reached", "It was wanted and not reached", "not_reached"),
        answer("waits", "It waits for her answer", "not_reached"),
        answer("early", "It stopped before its end", "ended_early"),
    ] });
    let mut asks = script::prompt("how", PromptKind::Decide, "facilitator");
    asks.decision = Some(serde_json::from_value(decision).unwrap());
    let last = script.sessions[0].stages.last_mut().unwrap();
    last.prompts.push(asks);
    script
}

fn of(script: Script) -> Given {
    Given::of(asking(script))
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
}

fn circle() -> Given {
    of(script::conference())
}

fn labels(case: &Case) -> Vec<String> {
    let endings = case.endings().into_iter();
    endings
        .map(|ending| {
            let own = ending.own.map(|own| own.label);
            own.unwrap_or_else(|| ending.outcome.title().to_owned())
        })
        .collect()
}

/// What ends the meeting as the script calls it.
fn ends_as(case: &Case, label: &str) -> Command {
    let mut endings = case.endings().into_iter();
    let called = |ending: &Ending| ending.own.as_ref().is_some_and(|own| own.label == label);
    endings.find(called).unwrap().command()
}

fn said(outcome: &str) -> Event {
    Event::DecisionMade {
        decision: DecisionId::new("how-it-ended"),
        outcome: OutcomeId::new(outcome),
        by: None,
    }
}

fn over(outcome: Outcome) -> Event {
    Event::SessionEnded {
        outcome,
        change_method: false,
        notes_wait: Some(false),
    }
}

fn take_part(given: bool) -> Command {
    let (person, consent) = (p(1), ConsentId::new("take-part"));
    let said = Said {
        how: HowSaid::Voice,
        on: day("2026-11-20"),
        by: "Kofi".to_owned(),
    };
    Command::Consent(if given {
        ConsentCommand::Give {
            person,
            consent,
            said,
            review: None,
        }
    } else {
        ConsentCommand::Withdraw {
            person,
            consent,
            said,
        }
    })
}

/// Everywhere a meeting can stand, with what ends there first.
fn everywhere() -> Vec<(Given, Vec<Event>)> {
    let mut script = script::conference();
    script.consents = vec![script::consent("take-part", &["harmed"], true)];
    let taken_back = of(script).after(take_part(true)).after(take_part(false));
    let private = Given::of(asking(script::family()))
        .people([("Mum", "family")])
        .here()
        .begun()
        .on(2);
    vec![
        (circle(), Vec::new()),
        (circle().after(Command::StartBreak), vec![Event::BreakEnded]),
        (
            circle().after(Command::StartTimeOut(Vec::new())),
            vec![Event::TimeOutEnded {
                end: TimeOutEnd::End,
            }],
        ),
        (private, vec![Event::PrivateTimeEnded]),
        (circle().after(Command::Adjourn(None)), Vec::new()),
        (
            circle().after(Command::SayWilling(p(1), Willing::Withdrawn)),
            Vec::new(),
        ),
        (taken_back, Vec::new()),
    ]
}

#[test]
fn the_answer_that_was_chosen_is_recorded_wherever_the_meeting_stands() {
    for (given, mut events) in everywhere() {
        let ends = ends_as(&given.case, "It waits for her answer");
        events.extend([said("waits"), over(Outcome::NotReached)]);
        given.when(ends).then(events).shows(|case| {
            let session = case.session.as_ref().unwrap();
            assert_eq!(session.status, SessionStatus::Ended);
            assert_eq!(session.ended_as(), Some("It waits for her answer"));
        });
    }
}

#[test]
fn an_answer_that_ends_nothing_waits_for_the_pause_to_be_over() {
    let pauses = Command::Decide {
        decision: DecisionId::new("how-on"),
        outcome: OutcomeId::new("on"),
        by: None,
        until: None,
    };
    circle()
        .after(Command::StartBreak)
        .when(pauses)
        .then(Refusal::OnBreak);
}

#[test]
fn two_answers_of_one_outcome_are_kept_apart_in_what_is_saved() {
    let ended = |label: &str| {
        let given = circle().after(Command::StartBreak);
        let ends = ends_as(&given.case, label);
        given.after(ends)
    };
    let (waits, not_reached) = (
        ended("It waits for her answer"),
        ended("It was wanted and not reached"),
    );
    assert!(waits.journal_holds("\"waits\""));
    assert!(!not_reached.journal_holds("\"waits\""));
    for given in [waits, not_reached] {
        given.shows(|case| {
            let ended = case.session.as_ref().unwrap().ended.as_ref().unwrap();
            assert_eq!(ended.outcome, Outcome::NotReached);
        });
    }
}

#[test]
fn an_agreement_has_to_be_closed_in_the_scripts_own_words_as_well() {
    let given = circle().after(Command::StartBreak);
    let ends = ends_as(&given.case, "There is an agreement");
    given.when(ends).then(Refusal::NoClosedAgreement);
}

#[test]
fn a_question_that_does_not_belong_to_the_meeting_as_it_stands_offers_no_endings() {
    let mut script = script::conference();
    let last = script.sessions[0].stages.last_mut().unwrap();
    last.when = Some(Condition {
        chosen: Some(Choice {
            decision: DecisionId::new("how-on"),
            outcome: OutcomeId::new("swap"),
        }),
        ..Condition::default()
    });
    let general = Outcome::ALL.map(|outcome| outcome.title().to_owned());
    of(script)
        .shows(|case| assert_eq!(labels(case), general))
        .after(Command::GoToStage(StageId::new("deciding")))
        .after(Command::Decide {
            decision: DecisionId::new("how-on"),
            outcome: OutcomeId::new("swap"),
            by: None,
            until: None,
        })
        .shows(|case| assert_eq!(labels(case)[0], "There is an agreement"));
}

#[test]
fn what_the_script_leaves_out_is_offered_where_people_meet_to_agree_something() {
    let without = |left_out: &[&str], need_not_agree| {
        let mut script = asking(script::conference());
        script.sessions[0].need_not_agree = need_not_agree;
        let last = script.sessions[0].stages.last_mut().unwrap();
        let asks = last.prompts.last_mut().unwrap().decision.as_mut().unwrap();
        asks.outcomes
            .retain(|outcome| !left_out.contains(&outcome.id.as_str()));
        let given = Given::of(script).people([("Mira", "harmed")]).here();
        labels(&given.begun().case)
    };
    let offered = without(&["not-wanted", "early"], false);
    assert_eq!(
        offered[3..],
        [
            Outcome::NoAgreementWanted.title(),
            Outcome::EndedEarly.title()
        ]
    );
    // A visit that cannot come to an agreement by itself says so in its script.
    let offered = without(&["agreed", "early"], true);
    assert_eq!(offered[3..], [Outcome::EndedEarly.title()]);
}

#[test]
fn nobody_came_so_nothing_was_held_to_its_end() {
    let mut script = script::conference();
    script.sessions[0].need_not_agree = true;
    let review = Given::of(script).people([("Mira", "harmed"), ("Tom", "responsible")]);
    review
        .begun()
        .when(Command::EndSession(Outcome::NoAgreementWanted))
        .then(Refusal::NobodyCame)
        .here()
        .when(Command::EndSession(Outcome::NoAgreementWanted))
        .then(over(Outcome::NoAgreementWanted));
}
