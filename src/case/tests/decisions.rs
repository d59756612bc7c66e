use crate::case::given::script;
use crate::case::given::*;
use crate::case::*;
use crate::script::{DecisionId, GateId, Outcome, OutcomeId, PromptId, Severity, StageId};

fn circle() -> Given {
    Given::conference()
        .people([
            ("Mira", "harmed"),
            ("Tom", "responsible"),
            ("Ola", "observer"),
        ])
        .here()
        .begun()
}

/// At the decision: two turns of the opening to people, two questions to Tom.
fn deciding() -> Given {
    circle().on(5)
}

fn key(round: u16, stage: &str, prompt: &str, person: Option<u16>) -> TurnKey {
    TurnKey {
        round,
        stage: StageId::new(stage),
        prompt: PromptId::new(prompt),
        person: person.map(p),
    }
}

fn moved(stage: &str, prompt: &str, person: Option<u16>) -> Event {
    Event::Moved {
        to: key(1, stage, prompt, person),
    }
}

fn decides(outcome: &str) -> Command {
    Command::Decide {
        decision: DecisionId::new("how-on"),
        outcome: OutcomeId::new(outcome),
        by: None,
        until: None,
    }
}

fn made(outcome: &str) -> Event {
    Event::DecisionMade {
        decision: DecisionId::new("how-on"),
        outcome: OutcomeId::new(outcome),
        by: None,
    }
}

fn ready(met: bool, reason: Option<&str>) -> Command {
    Command::AnswerGate {
        gate: GateId::new("ready"),
        met,
        reason: reason.map(str::to_owned),
    }
}

fn without(gate: GateId, reason: &str) -> Command {
    Command::GoOnWithout {
        gate,
        by: "Kofi".to_owned(),
        reason: reason.to_owned(),
    }
}

#[test]
fn a_decision_belongs_to_the_people_or_is_left_out_with_a_reason() {
    deciding()
        .when(Command::GoOn)
        .then(Refusal::DecisionOpen)
        .after(ready(true, None))
        .after(Command::Skip(SkipReason::DoesNotFit))
        .shows(|case| assert_eq!(case.position().unwrap().stage, StageId::new("agreement")));
}

#[test]
fn only_what_the_script_offers_can_be_decided_by_somebody_on_the_list() {
    deciding()
        .when(decides("dance"))
        .then(Refusal::NotInScript)
        .when(Command::Decide {
            decision: DecisionId::new("how-on"),
            outcome: OutcomeId::new("on"),
            by: Some(p(9)),
            until: None,
        })
        .then(Refusal::NoSuchPerson);
}

#[test]
fn a_decision_leads_where_the_script_says() {
    let ended = |outcome, change_method| Event::SessionEnded {
        outcome,
        change_method,
        notes_wait: Some(false),
    };
    let again = Event::Moved {
        to: key(2, "stories", "what-happened", Some(2)),
    };
    let table = [
        ("on", moved("agreement", "board", None)),
        ("again", again),
        ("pause", Event::TimeOutStarted { with: Vec::new() }),
        ("another-day", Event::SessionAdjourned { until: None }),
        ("other-way", ended(Outcome::EndedEarly, true)),
        ("no", ended(Outcome::NotReached, false)),
    ];
    for (outcome, then) in table {
        deciding()
            .after(ready(true, None))
            .when(decides(outcome))
            .then(vec![made(outcome), then]);
    }
    deciding()
        .when(decides("yes"))
        .then(Refusal::NoClosedAgreement);
}

#[test]
fn a_decision_is_open_again_when_its_stage_comes_round_again() {
    deciding()
        .after(decides("again"))
        .on(2)
        .shows(|case| {
            assert_eq!(case.position(), Some(&key(2, "deciding", "choice", None)));
        })
        .when(Command::GoOn)
        .then(Refusal::DecisionOpen);
}

#[test]
fn a_pause_or_another_day_answers_nothing_and_people_are_asked_again() {
    deciding()
        .after(ready(true, None))
        .after(decides("pause"))
        .after(Command::EndTimeOut(TimeOutEnd::Continue, None))
        .when(Command::GoOn)
        .then(Refusal::DecisionOpen)
        .when(decides("on"))
        .then(vec![made("on"), moved("agreement", "board", None)]);
    deciding()
        .after(ready(true, None))
        .after(decides("another-day"))
        .after(Command::ResumeSession)
        .here()
        .when(Command::GoOn)
        .then(Refusal::DecisionOpen);
}

#[test]
fn a_decision_can_swap_stages() {
    deciding().after(decides("swap")).shows(|case| {
        let stages: Vec<&str> = case
            .stages()
            .iter()
            .map(|stage| stage.id.as_str())
            .collect();
        let expected = ["opening", "stories", "deciding", "closing", "agreement"];
        assert_eq!(stages, expected);
        assert_eq!(case.position().unwrap().stage, StageId::new("closing"));
    });
}

#[test]
fn a_check_before_a_stage_is_answered_first() {
    deciding()
        .when(decides("on"))
        .then(Refusal::GatesOpen(vec![GateId::new("ready")]))
        .when(ready(false, None))
        .then(Refusal::ReasonMissing)
        .when(ready(false, Some(" ")))
        .then(Refusal::ReasonMissing)
        .when(ready(false, Some("it is late")))
        .then(Refusal::DeciderMissing)
        .after(without(GateId::new("ready"), "it is late"))
        .after(decides("on"));
}

#[test]
fn only_a_check_of_the_meeting_is_answered() {
    deciding()
        .when(Command::AnswerGate {
            gate: GateId::new("nothing"),
            met: true,
            reason: None,
        })
        .then(Refusal::NotInScript);
}

fn gated(severity: Severity) -> Given {
    let mut script = script::conference();
    script.sessions[0].stages[1].gates = vec![script::gate("ready", severity)];
    Given::of(script)
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
        .on(2)
}

#[test]
fn a_legal_check_is_not_passed_over_in_passing() {
    gated(Severity::Legal)
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![GateId::new("ready")]))
        .after(ready(false, Some("never mind")))
        .when(Command::GoOn)
        .then(Refusal::LegalGate(GateId::new("ready")))
        .after_all([ready(true, None), Command::GoOn]);
}

#[test]
fn a_check_that_only_informs_is_never_in_the_way() {
    gated(Severity::Info).after(Command::GoOn);
}

#[test]
fn a_stage_asks_for_the_people_who_must_be_in_or_out_of_the_room() {
    let mut script = script::conference();
    let stories = &mut script.sessions[0].stages[1];
    stories.room.inside = vec![crate::script::RoleId::new("supporter")];
    stories.room.outside = vec![crate::script::RoleId::new("observer")];
    let gate = |id: &str| GateId::new(format!("{id}-stories-1"));
    let missing = |refusal_of: Given, gates: &[&str]| {
        let gates = gates.iter().map(|id| gate(id)).collect();
        refusal_of
            .when(Command::GoOn)
            .then(Refusal::GatesOpen(gates))
    };
    let given = Given::of(script)
        .people([
            ("Tom", "responsible"),
            ("Ann", "supporter"),
            ("Ola", "observer"),
        ])
        .here()
        .after(Command::SetPresence(p(2), Presence::Out))
        .begun()
        .on(1);
    let given = missing(given, &["in-room", "out-of-room"]);
    let given = given.after(Command::SetPresence(p(3), Presence::Out));
    missing(given, &["in-room"])
        .after(without(gate("in-room"), "Ann is on the phone"))
        .after(Command::GoOn);
}

#[test]
fn who_is_in_the_room_is_checked_again_each_time_a_stage_is_come_to() {
    let mut script = script::conference();
    script.sessions[0].stages[1].room.inside = vec![crate::script::RoleId::new("supporter")];
    let gate = |id: &str| GateId::new(format!("in-room-stories-{id}"));
    let to = |stage: &str| Command::GoToStage(StageId::new(stage));
    let answered = |id: &str| without(gate(id), "Ann is on the phone");
    Given::of(script)
        .people([("Tom", "responsible"), ("Ann", "supporter")])
        .here()
        .after(Command::SetPresence(p(2), Presence::Out))
        .begun()
        .when(to("stories"))
        .then(Refusal::GatesOpen(vec![gate("1")]))
        .after_all([answered("1"), to("stories"), Command::GoOn])
        .after(to("opening"))
        .when(to("stories"))
        .then(Refusal::GatesOpen(vec![gate("1.2")]))
        .after_all([answered("1.2"), to("stories"), Command::GoOn]);
}

#[test]
fn a_meeting_that_is_put_off_by_a_decision_takes_the_day_with_it() {
    let until = chrono::NaiveDate::from_ymd_opt(2026, 12, 4);
    let another_day = Command::Decide {
        decision: DecisionId::new("how-on"),
        outcome: OutcomeId::new("another-day"),
        by: None,
        until,
    };
    deciding()
        .when(another_day)
        .then(vec![made("another-day"), Event::SessionAdjourned { until }]);
}
