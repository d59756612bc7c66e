//! Checks that a meeting does not count without.

use crate::case::given::{Given, script};
use crate::case::{Case, Command, Counted, Event, NotCounted, Refusal, TurnKey};
use crate::script::{DecisionId, GateId, Outcome, OutcomeId, PromptId, Script, Severity, StageId};

fn legal(stage: usize) -> Script {
    let mut script = script::conference();
    script.sessions[0].stages[stage].gates = vec![script::gate("quorum", Severity::Legal)];
    script
}

fn quorum() -> GateId {
    GateId::new("quorum")
}

fn without(by: &str, reason: &str) -> Command {
    Command::GoOnWithout {
        gate: quorum(),
        by: by.to_owned(),
        reason: reason.to_owned(),
    }
}

fn begun(stage: usize) -> Given {
    Given::of(legal(stage))
        .people([
            ("Mira", "harmed"),
            ("Tom", "responsible"),
            ("Kofi", "facilitator"),
        ])
        .here()
        .begun()
}

fn met(gate: &str) -> Command {
    Command::AnswerGate {
        gate: GateId::new(gate),
        met: true,
        reason: None,
    }
}

#[test]
fn going_on_without_one_needs_who_decided_and_why() {
    begun(1)
        .on(2)
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![quorum()]))
        .when(without(" ", "late"))
        .then(Refusal::DeciderMissing)
        .when(without("Ms Okafor", " "))
        .then(Refusal::ReasonMissing)
        .when(without("Ms Okafor", "late"))
        .then_shows(|case| {
            let event = &case.history.last().unwrap().event;
            let Event::GateAnswered { met, by, .. } = event else {
                panic!("{event:?}");
            };
            assert_eq!((*met, by.as_deref()), (false, Some("Ms Okafor")));
        })
        .after(Command::GoOn);
}

#[test]
fn a_meeting_that_went_on_without_one_is_not_counted() {
    begun(1)
        .on(2)
        .shows(|case| assert!(case.will_not_count().is_empty()))
        .after(without("Ms Okafor", "late"))
        .shows(|case| assert_eq!(case.will_not_count(), [NotCounted::GateNotMet(quorum())]))
        .after(Command::GoOn)
        .after(Command::EndSession(Outcome::NoAgreementWanted))
        .shows(|case| {
            let session = case.session.as_ref().unwrap();
            let why = vec![NotCounted::GateNotMet(quorum())];
            assert_eq!(session.counts(false), Counted::No(why));
        });
}

#[test]
fn one_that_is_put_right_counts_again() {
    begun(1)
        .on(2)
        .after(without("Ms Okafor", "late"))
        .after(met("quorum"))
        .after(Command::EndSession(Outcome::NoAgreementWanted))
        .shows(|case| {
            let session = case.session.as_ref().unwrap();
            assert_eq!(session.counts(false), Counted::Yes);
        });
}

#[test]
fn one_that_was_never_asked_counts_against_a_stage_that_was_held() {
    begun(0)
        .after(Command::EndSession(Outcome::EndedEarly))
        .shows(|case| {
            let session = case.session.as_ref().unwrap();
            let why = vec![NotCounted::GateNotMet(quorum())];
            assert_eq!(session.counts(false), Counted::No(why));
        });
    begun(4)
        .after(Command::EndSession(Outcome::EndedEarly))
        .shows(|case| {
            let session = case.session.as_ref().unwrap();
            assert_eq!(session.counts(false), Counted::Yes);
        });
}

#[test]
fn one_that_is_needed_counts_against_a_session_that_never_came_to_it() {
    let mut script = legal(4);
    script.sessions[0].stages[4].gates[0].needed = true;
    let began = || {
        Given::of(script.clone())
            .people([("Mira", "harmed"), ("Tom", "responsible")])
            .here()
            .begun()
    };
    let why = Counted::No(vec![NotCounted::GateNotMet(quorum())]);
    began()
        .shows(|case| assert!(case.will_not_count().is_empty()))
        .after(Command::EndSession(Outcome::NotReached))
        .shows(|case| {
            let session = case.session.as_ref().unwrap();
            assert_eq!(session.counts(false), why);
            assert_eq!(case.will_not_count(), [NotCounted::GateNotMet(quorum())]);
        });
}

#[test]
fn going_to_a_later_stage_asks_those_in_between() {
    let refused = || Refusal::GatesOpen(vec![quorum()]);
    let closing = || Command::GoToStage(StageId::new("closing"));
    begun(1)
        .when(closing())
        .then(refused())
        .when(Command::GoToTurn(TurnKey {
            round: 1,
            stage: StageId::new("closing"),
            prompt: PromptId::new("thanks"),
            person: None,
        }))
        .then(refused())
        .after(met("quorum"))
        .after(closing());
}

#[test]
fn a_decision_that_leads_on_asks_those_in_between() {
    let mut script = legal(4);
    let prompts = &mut script.sessions[0].stages[3].prompts;
    let outcomes = &mut prompts[0].decision.as_mut().unwrap().outcomes;
    outcomes[1].stage = Some(StageId::new("closing"));
    let again = Command::Decide {
        decision: DecisionId::new("how-on"),
        outcome: OutcomeId::new("again"),
        by: None,
        until: None,
    };
    Given::of(script)
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
        .on(5)
        .when(again.clone())
        .then(Refusal::GatesOpen(vec![quorum()]))
        .after(met("quorum"))
        .after(again);
}

#[test]
fn going_back_asks_nothing_again() {
    begun(1)
        .on(2)
        .after(met("quorum"))
        .on(2)
        .after(Command::GoToStage(StageId::new("opening")));
}

#[test]
fn a_check_that_may_be_passed_over_is_asked_who_did() {
    let mut script = script::conference();
    script.sessions[0].stages[1].gates = vec![script::gate("quorum", Severity::Confirm)];
    Given::of(script)
        .people([("Tom", "responsible"), ("Kofi", "facilitator")])
        .here()
        .begun()
        .when(Command::AnswerGate {
            gate: quorum(),
            met: false,
            reason: Some("it is late".to_owned()),
        })
        .then(Refusal::DeciderMissing)
        .after(without("Ms Okafor", "it is late"))
        .shows(|case| {
            let session = case.session.as_ref().unwrap();
            assert_eq!(session.gate_deciders[&quorum()], "Ms Okafor");
            assert!(case.will_not_count().is_empty());
        });
}

#[test]
fn nobody_decides_what_nothing_waits_for() {
    let mut script = script::conference();
    let info = script::gate("breathe", Severity::Info);
    script.sessions[0].stages[1].gates = vec![info, script::gate("quorum", Severity::Legal)];
    Given::of(script)
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
        .when(Command::GoOnWithout {
            gate: GateId::new("breathe"),
            by: "Kofi".to_owned(),
            reason: "late".to_owned(),
        })
        .then(Refusal::CheckNotOpen)
        .after(met("quorum"))
        .when(without("Kofi", "late"))
        .then(Refusal::CheckNotOpen)
        .shows(|case| assert!(case.will_not_count().is_empty()));
}

#[test]
fn after_an_adjournment_a_check_is_asked_again() {
    begun(1)
        .on(2)
        .after(met("quorum"))
        .on(2)
        .after(Command::Adjourn(None))
        .here()
        .after(Command::ResumeSession)
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![quorum()]))
        .after(met("quorum"))
        .after(Command::GoOn);
}

/// A conference that people can go round once more, with a check of the stories in each round
/// or in none but the first.
fn in_rounds(each_round: bool) -> Given {
    let mut script = legal(1);
    script.sessions[0].stages[1].gates[0].each_round = each_round;
    let prompts = &mut script.sessions[0].stages[3].prompts;
    let outcomes = &mut prompts[0].decision.as_mut().unwrap().outcomes;
    outcomes[1].stage = Some(StageId::new("stories"));
    Given::of(script)
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
        .on(2)
        .after(met("quorum"))
        .on(3)
}

fn again() -> Command {
    Command::Decide {
        decision: DecisionId::new("how-on"),
        outcome: OutcomeId::new("again"),
        by: None,
        until: None,
    }
}

#[test]
fn a_check_of_each_round_is_asked_each_time_people_come_round() {
    let counted = |case: &Case| case.session.as_ref().unwrap().counts(false);
    in_rounds(true)
        .when(again())
        .then(Refusal::GatesOpen(vec![quorum()]))
        .after(without("Kofi", "late"))
        .after(again())
        .after(met("quorum"))
        .after(Command::EndSession(Outcome::EndedEarly))
        .shows(|case| {
            let why = vec![NotCounted::GateNotMet(quorum())];
            assert_eq!(counted(case), Counted::No(why), "one round went without");
        });
    in_rounds(true)
        .after(met("quorum"))
        .after(again())
        .after(Command::EndSession(Outcome::EndedEarly))
        .shows(|case| assert_eq!(counted(case), Counted::Yes));
    in_rounds(false).after(again());
}
