//! What is still open at the cue that records it, and endings that the record does not bear out.

use super::carrying::*;
use super::one_side::{carries_item, passed};
use crate::case::given::*;
use crate::case::*;
use crate::script::{
    DecisionId, Outcome, OutcomeId, Prompt, PromptKind, RecordKind, Script, TurnPattern,
};

const MIRA: u16 = 1;
const TOM: u16 = 2;

fn record(id: &str, kind: RecordKind) -> Prompt {
    let mut record = script::prompt(id, PromptKind::Record, "me");
    record.record = Some(kind);
    record
}

/// A conference whose only stage writes down, reads back and signs.
fn recording() -> Script {
    let mut script = script::conference();
    let mut stage = script::stage(
        "paper",
        vec![
            record("write", RecordKind::Agreement),
            record("read", RecordKind::ReadBack),
            record("sign", RecordKind::Signatures),
        ],
    );
    stage.optional = None;
    script.sessions[0].stages = vec![stage];
    script
}

fn begun() -> Given {
    Given::of(recording())
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
}

#[test]
fn going_on_with_an_empty_board_leaves_open_that_nothing_is_written_down() {
    begun()
        .shows(|case| assert_eq!(case.left_open_here(), Some(LeftOpen::NothingWritten)))
        .after(word("Tom mends the gate"))
        .shows(|case| assert_eq!(case.left_open_here(), None))
        .after(Command::GoOn)
        .shows(|case| assert_eq!(case.left_open_here(), Some(LeftOpen::NotReadBack(1))))
        .after_all(agree(1, [MIRA, TOM]))
        .shows(|case| assert_eq!(case.left_open_here(), None));
}

#[test]
fn at_signing_it_is_open_that_nothing_is_closed_and_then_who_has_not_signed() {
    begun()
        .after(word("Tom mends the gate"))
        .after_all(agree(1, [MIRA, TOM]))
        .on(2)
        .shows(|case| assert_eq!(case.left_open_here(), Some(LeftOpen::NotClosed)))
        .after(Command::CloseAgreement)
        .after(Command::Sign(p(TOM), Signing::Paper))
        .shows(|case| {
            let open = case.left_open_here();
            assert_eq!(open, Some(LeftOpen::NotSigned(vec![p(MIRA)])));
        })
        .after(Command::Sign(p(MIRA), Signing::Declined))
        .shows(|case| assert_eq!(case.left_open_here(), None));
}

#[test]
fn a_meeting_in_which_an_agreement_was_closed_did_not_end_without_one() {
    let given = begun()
        .after(word("Tom mends the gate"))
        .after_all(agree(1, [MIRA, TOM]))
        .after(Command::CloseAgreement);
    for outcome in [Outcome::NoAgreementWanted, Outcome::NotReached] {
        let refused = Refusal::AgreementStands;
        given
            .clone()
            .when(Command::EndSession(outcome))
            .then(refused);
    }
    given
        .clone()
        .after(Command::EndSession(Outcome::EndedEarly));
    given
        .after(Command::ReopenAgreement("it does not hold".to_owned()))
        .after(Command::EndSession(Outcome::NotReached));
}

/// A conference whose first stage decides whether something is agreed, with the paper after it.
fn leading_past_the_paper() -> Script {
    let mut script = recording();
    let decision = serde_json::json!({ "id": "how-on", "outcomes": [
        { "id": "agreed", "label": "Agreed" },
        { "id": "again", "label": "Once more", "then": "go_to", "stage": "talk" },
        { "id": "not-today", "label": "Not today", "then": "go_to", "stage": "goodbye" },
    ] });
    let mut decide = script::prompt("how-on", PromptKind::Decide, "room");
    decide.decision = Some(serde_json::from_value(decision).unwrap());
    let mut talk = script::stage("talk", vec![decide]);
    let mut goodbye = script::stage(
        "goodbye",
        vec![script::prompt("bye", PromptKind::Say, "room")],
    );
    (talk.optional, goodbye.optional) = (None, None);
    let stages = &mut script.sessions[0].stages;
    stages.insert(0, talk);
    stages.push(goodbye);
    script
}

#[test]
fn where_an_agreement_was_closed_no_decision_leads_past_the_signing() {
    let decides = |outcome: &str| Command::Decide {
        decision: DecisionId::new("how-on"),
        outcome: OutcomeId::new(outcome),
        by: None,
        until: None,
    };
    let begun = Given::of(leading_past_the_paper())
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun();
    begun.clone().after(decides("not-today"));
    let closed = begun
        .after(word("Tom mends the gate"))
        .after_all(agree(1, [MIRA, TOM]))
        .after(Command::CloseAgreement);
    closed
        .clone()
        .when(decides("not-today"))
        .then(Refusal::AgreementStands);
    closed.clone().after(decides("again"));
    closed.clone().after(decides("agreed"));
    closed
        .after(Command::ReopenAgreement("it does not hold".to_owned()))
        .after(decides("not-today"));
}

fn claiming(claim: &str) -> Script {
    let mut script = script::shuttle();
    let decision = serde_json::json!({ "id": "how", "outcomes": [
        { "id": "so", "label": "So it was", "then": "end", "outcome": "ended_early",
          "claims": claim },
        { "id": "early", "label": "It stopped", "then": "end", "outcome": "ended_early" },
    ] });
    for kind in script.sessions.iter_mut().take(2) {
        let mut asks = script::prompt("how", PromptKind::Decide, "facilitator");
        asks.decision = Some(serde_json::from_value(decision.clone()).unwrap());
        kind.stages.last_mut().unwrap().prompts.push(asks);
    }
    script
}

fn between(claim: &str) -> Given {
    Given::of(claiming(claim)).people([
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Kofi", "facilitator"),
    ])
}

fn unmet(case: &Case, outcome: &str) -> bool {
    let claim = case.not_borne_out(&DecisionId::new("how"), &OutcomeId::new(outcome));
    claim.is_some()
}

#[test]
fn an_answer_that_says_something_was_carried_is_borne_out_by_what_was_passed_on() {
    let given = passed(
        visit(between("passed_on"), MIRA).after(offers(MIRA, TOM, "Why?")),
        1,
    );
    visit(over(given), TOM)
        .shows(|case| assert!(unmet(case, "so") && !unmet(case, "early")))
        .after(delivers(1))
        .shows(|case| assert!(!unmet(&case.seen(), "so")));
    visit(over(visit(between("ready"), MIRA)), TOM).shows(|case| assert!(unmet(case, "so")));
    let given = passed(
        visit(between("ready"), MIRA).after(offers(MIRA, TOM, "Why?")),
        1,
    );
    visit(over(given), TOM)
        .shows(|case| assert!(!unmet(case, "so") && !unmet(&case.seen(), "so")))
        .after(delivers(1))
        .shows(|case| assert!(!unmet(&case.seen(), "so")));
    visit(between("to_pass_on"), MIRA)
        .shows(|case| assert!(unmet(case, "so")))
        .after(offers(MIRA, TOM, "Why?"))
        .shows(|case| assert!(!unmet(case, "so")));
}

#[test]
fn what_has_a_yes_in_one_room_waits_to_be_offered_to_the_other() {
    fn waits(case: &Case) -> bool {
        let seen = case.seen();
        seen.board().any(|item| seen.waits_to_be_offered(item))
    }
    visit(between_them(), MIRA)
        .after(word("Tom mends the gate"))
        .shows(|case| assert!(!waits(case), "nobody said yes to it"))
        .after_all(agree(1, [MIRA]))
        .shows(|case| assert!(waits(case)))
        .after(carries_item(MIRA, TOM, 1, "Would you?"))
        .shows(|case| assert!(!waits(case)))
        .after(reword(1, "Tom mends the gate by May"))
        .after_all(agree(1, [MIRA]))
        .shows(|case| assert!(waits(case), "what is offered is another wording"));
}

#[test]
fn whoever_passed_is_named_at_the_last_turn_of_the_round() {
    let mut script = script::conference();
    let mut round = script::stage("round", vec![script::ask("how", "each")]);
    round.turns = TurnPattern::Round;
    script.sessions[0].stages = vec![round, script::stage("end", vec![script::say("thanks")])];
    let first = Given::of(script)
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
        .shows(|case| assert_eq!(case.left_open_here(), None));
    first
        .clone()
        .after(Command::Skip(SkipReason::Passed))
        .shows(|case| {
            let open = case.left_open_here();
            assert_eq!(open, Some(LeftOpen::Passed(vec![p(MIRA)])));
        });
    first
        .after(Command::GoOn)
        .shows(|case| assert_eq!(case.left_open_here(), None, "everybody spoke"));
}
