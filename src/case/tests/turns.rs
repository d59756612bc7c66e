use crate::case::given::script;
use crate::case::given::*;
use crate::case::*;
use crate::script::{
    DecisionId, GateId, Outcome, OutcomeId, PromptId, SessionKindId, StageId, Weight,
};

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

fn stage(id: &str) -> Command {
    Command::GoToStage(StageId::new(id))
}

fn ready(met: bool, reason: Option<&str>) -> Command {
    Command::AnswerGate {
        gate: GateId::new("ready"),
        met,
        reason: reason.map(str::to_owned),
    }
}

#[test]
fn a_meeting_begins_at_its_first_turn() {
    Given::conference()
        .people([("Mira", "harmed")])
        .when(Command::StartSession(SessionKindId::new("meeting")))
        .then(vec![
            Event::SessionStarted {
                number: 1,
                kind: SessionKindId::new("meeting"),
            },
            moved("opening", "welcome", None),
        ]);
}

#[test]
fn a_meeting_needs_people_and_a_kind_of_the_script() {
    let start = |kind: &str| Command::StartSession(SessionKindId::new(kind));
    Given::conference()
        .when(start("meeting"))
        .then(Refusal::NobodyListed)
        .when(start("party"))
        .then(Refusal::NotInScript);
}

#[test]
fn one_meeting_at_a_time_and_the_next_has_the_next_number() {
    let start = || Command::StartSession(SessionKindId::new("review"));
    circle()
        .when(start())
        .then(Refusal::SessionRunning)
        .after(Command::Adjourn(None))
        .when(start())
        .then(Refusal::SessionAdjourned)
        .after(Command::EndSession(Outcome::NotReached))
        .after(start())
        .shows(|case| {
            assert_eq!(case.session.as_ref().unwrap().number, 2);
            assert_eq!(case.earlier_sessions.len(), 1);
        });
}

#[test]
fn going_on_leads_from_turn_to_turn_and_past_people_who_are_not_here() {
    circle()
        .when(Command::GoOn)
        .then(moved("opening", "understood", Some(1)))
        .after(Command::SetPresence(p(2), Presence::Out))
        .when(Command::GoOn)
        .then(moved("deciding", "choice", None));
}

#[test]
fn nothing_moves_before_the_meeting_begins() {
    Given::conference()
        .when(Command::GoOn)
        .then(Refusal::NoSession)
        .when(Command::GoBack)
        .then(Refusal::NoSession);
}

#[test]
fn a_new_stage_needs_somebody_in_the_meeting() {
    circle()
        .on(2)
        .after_all((1..=3).map(|id| Command::SetPresence(p(id), Presence::Out)))
        .when(Command::GoOn)
        .then(Refusal::NobodyHere);
}

#[test]
fn the_last_turn_is_the_end() {
    deciding()
        .after_all([ready(true, None), decides("on"), Command::GoOn])
        .when(Command::GoOn)
        .then(Refusal::AtTheEnd);
}

#[test]
fn going_back_at_once_cancels_the_move_and_later_is_a_move_of_its_own() {
    circle()
        .on(1)
        .when(Command::GoBack)
        .then(Event::Undone { events: vec![10] });
    circle()
        .on(1)
        .later(10)
        .when(Command::GoBack)
        .then(moved("opening", "welcome", None))
        .later(10)
        .when(Command::GoBack)
        .then(Refusal::AtTheStart);
}

#[test]
fn a_move_is_not_cancelled_once_something_happened_since() {
    circle()
        .on(1)
        .after(mark(MarkKind::KeyPoint, None))
        .when(Command::GoBack)
        .then(moved("opening", "welcome", None));
}

#[test]
fn going_to_a_stage_leads_to_its_first_turn_that_was_not_reached() {
    circle()
        .on(3)
        .later(10)
        .after(stage("opening"))
        .shows(|case| assert_eq!(case.position(), Some(&key(1, "opening", "welcome", None))))
        .when(stage("stories"))
        .then(moved("stories", "who-touched", Some(2)))
        .when(stage("round"))
        .then(Refusal::NoSuchTurn);
}

#[test]
fn a_turn_that_was_left_for_later_is_come_back_to() {
    let later = key(1, "opening", "understood", Some(1));
    circle()
        .on(1)
        .after(Command::Skip(SkipReason::Later))
        .shows(|case| assert_eq!(case.left_for_later(), [&later]))
        .after(Command::GoToTurn(later.clone()))
        .shows(|case| assert!(case.left_for_later().is_empty()))
        .when(Command::GoToTurn(key(2, "opening", "understood", Some(1))))
        .then(Refusal::NoSuchTurn)
        .after(Command::SetPresence(p(1), Presence::Out))
        .when(Command::GoToTurn(later))
        .then(Refusal::NoSuchTurn);
}

#[test]
fn a_skip_says_why_and_goes_on() {
    circle()
        .on(1)
        .when(Command::Skip(SkipReason::NoTime))
        .then(vec![
            Event::TurnSkipped {
                turn: key(1, "opening", "understood", Some(1)),
                reason: SkipReason::NoTime,
                words: None,
            },
            moved("opening", "understood", Some(2)),
        ]);
}

#[test]
fn what_must_be_asked_is_left_out_only_for_a_reason() {
    let unsaid = || Command::SkipBecause(" ".to_owned());
    circle().when(unsaid()).then(Refusal::MustNeedsReason);
    let mut script = script::conference();
    script.sessions[0].stages[0].prompts[0].weight = Weight::May;
    Given::of(script)
        .people([("Mira", "harmed")])
        .here()
        .begun()
        .after(unsaid());
}

#[test]
fn passing_belongs_to_rounds() {
    let passed = || Command::Skip(SkipReason::Passed);
    circle()
        .when(passed())
        .then(Refusal::PassOnlyInRounds)
        .after_all([
            Command::IncludeStage(StageId::new("round"), true),
            stage("round"),
        ])
        .after(passed())
        .shows(|case| {
            assert_eq!(
                case.position(),
                Some(&key(1, "round", "round-word", Some(2)))
            );
        });
}

#[test]
fn only_an_optional_stage_is_taken_in_or_left_out() {
    let include = |id: &str| Command::IncludeStage(StageId::new(id), true);
    circle()
        .when(include("opening"))
        .then(Refusal::StageNotOptional)
        .when(include("party"))
        .then(Refusal::NotInScript)
        .after(include("round"))
        .shows(|case| assert_eq!(case.stages().len(), 6))
        .after(Command::IncludeStage(StageId::new("round"), false))
        .shows(|case| assert_eq!(case.stages().len(), 5));
}

#[test]
fn the_order_of_speaking_names_everybody_who_speaks_once() {
    let order = |people: &[u16], by: Option<u16>| {
        Command::ChooseOrder(people.iter().map(|id| p(*id)).collect(), by.map(p))
    };
    circle()
        .when(order(&[2], None))
        .then(Refusal::OrderIncomplete)
        .when(order(&[2, 1, 2], None))
        .then(Refusal::OrderIncomplete)
        .when(order(&[2, 1, 9], None))
        .then(Refusal::NoSuchPerson)
        .when(order(&[2, 1], Some(9)))
        .then(Refusal::NoSuchPerson)
        .after(order(&[2, 1], Some(1)))
        .shows(|case| {
            let session = case.session.as_ref().unwrap();
            assert_eq!(session.order_chosen_by, Some(p(1)));
        })
        .when(Command::GoOn)
        .then(moved("opening", "understood", Some(2)));
}

#[test]
fn going_back_twice_at_once_leads_back_two_turns() {
    let far = circle().on(1).later(60).after(Command::GoOn).later(60);
    let beginning = circle().case.position().cloned();
    far.after(Command::GoBack)
        .later(1)
        .after(Command::GoBack)
        .shows(|case| assert_eq!(case.position().cloned(), beginning));
}
