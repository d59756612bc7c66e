use crate::case::given::script;
use crate::case::given::*;
use crate::case::*;
use crate::script::{Outcome, StageId};

fn circle() -> Given {
    Given::conference()
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
}

fn alone() -> Given {
    Given::family()
        .people([("Mum", "family"), ("Kit", "child")])
        .here()
        .begun()
        .on(2)
}

fn ended(change_method: bool) -> Event {
    Event::SessionEnded {
        outcome: Outcome::EndedEarly,
        change_method,
        notes_wait: Some(false),
    }
}

fn session(case: &Case) -> &Session {
    case.session.as_ref().unwrap()
}

#[test]
fn a_break_begins_once_and_ends_once() {
    circle()
        .when(Command::EndBreak)
        .then(Refusal::NoBreak)
        .when(Command::StartBreak)
        .then(Event::BreakStarted)
        .when(Command::StartBreak)
        .then(Refusal::OnBreak)
        .later(600)
        .when(Command::EndBreak)
        .then(Event::BreakEnded)
        .shows(|case| {
            let (pause, until) = &session(case).pauses[0];
            assert_eq!(until.milliseconds_since(pause.since), 601_000);
        });
}

#[test]
fn nothing_moves_in_a_break_or_a_time_out() {
    circle()
        .after(Command::StartBreak)
        .when(Command::GoOn)
        .then(Refusal::OnBreak)
        .when(Command::Skip(SkipReason::NoTime))
        .then(Refusal::OnBreak);
    circle()
        .after(Command::StartTimeOut(vec![p(1)]))
        .when(Command::GoOn)
        .then(Refusal::InTimeOut)
        .when(Command::GoBack)
        .then(Refusal::InTimeOut);
}

#[test]
fn a_time_out_in_a_break_ends_the_break() {
    circle()
        .after(Command::StartBreak)
        .when(Command::StartTimeOut(vec![p(1)]))
        .then(vec![
            Event::BreakEnded,
            Event::TimeOutStarted { with: vec![p(1)] },
        ]);
}

#[test]
fn a_break_does_not_begin_in_a_time_out_nor_a_time_out_in_another() {
    circle()
        .after(Command::StartTimeOut(Vec::new()))
        .when(Command::StartBreak)
        .then(Refusal::InTimeOut)
        .when(Command::StartTimeOut(Vec::new()))
        .then(Refusal::InTimeOut)
        .when(Command::EndBreak)
        .then(Refusal::NoBreak);
}

#[test]
fn a_time_out_is_with_people_on_the_list() {
    circle()
        .when(Command::StartTimeOut(vec![p(9)]))
        .then(Refusal::NoSuchPerson);
}

#[test]
fn a_time_out_ends_in_each_of_its_outcomes() {
    let until = Some(day("2026-11-30"));
    let table = [
        (TimeOutEnd::Continue, None),
        (TimeOutEnd::Break, Some(Event::BreakStarted)),
        (TimeOutEnd::Adjourn, Some(Event::SessionAdjourned { until })),
        (TimeOutEnd::ChangeMethod, Some(ended(true))),
        (TimeOutEnd::End, Some(ended(false))),
    ];
    for (end, then) in table {
        let mut events = vec![Event::TimeOutEnded { end }];
        events.extend(then);
        circle()
            .after(Command::StartTimeOut(Vec::new()))
            .when(Command::EndTimeOut(end, until))
            .then(events);
    }
}

#[test]
fn a_time_out_has_to_be_going_on_to_end() {
    circle()
        .when(Command::EndTimeOut(TimeOutEnd::Continue, None))
        .then(Refusal::NoTimeOut)
        .after(Command::StartBreak)
        .when(Command::EndTimeOut(TimeOutEnd::Continue, None))
        .then(Refusal::NoTimeOut);
}

#[test]
fn pauses_belong_to_a_meeting_that_goes_on() {
    Given::conference()
        .when(Command::StartBreak)
        .then(Refusal::NoSession)
        .when(Command::StartTimeOut(Vec::new()))
        .then(Refusal::NoSession)
        .when(Command::Adjourn(None))
        .then(Refusal::NoSession);
}

#[test]
fn private_time_begins_on_going_to_its_stage_and_has_one_turn() {
    alone().shows(|case| {
        let spell = session(case).private.as_ref().unwrap();
        assert_eq!(spell.stage, StageId::new("family-time"));
        let family_time = |turn: &&Turn| turn.key.stage == spell.stage;
        assert_eq!(case.itinerary().iter().filter(family_time).count(), 1);
    });
}

#[test]
fn private_time_is_private_nothing_but_a_call_and_its_end_can_be_recorded() {
    let commands = [
        Command::GoOn,
        Command::GoBack,
        mark(MarkKind::Safety, None),
        mark(MarkKind::Note, Some("overheard")),
        Command::Undo,
        Command::Redo,
        Command::SetPresence(p(1), Presence::Out),
        Command::SayWilling(p(1), Willing::Withdrawn),
        Command::AddPerson(person("Gran", "family")),
        Command::StartBreak,
        Command::Adjourn(None),
        Command::AgreeGroundRule("quiet".to_owned()),
        word("Stay with Gran"),
        Command::CloseAgreement,
        Command::SetBottomLine(None, "A bed".to_owned()),
        Command::TakeChildWords {
            child: p(2),
            words: "hello".to_owned(),
            given: "spoken".to_owned(),
            read_out: false,
        },
    ];
    commands.into_iter().fold(alone(), |given, command| {
        given.when(command).then(Refusal::PrivateTime)
    });
}

#[test]
fn each_call_back_in_is_recorded_and_nothing_ends_by_it() {
    alone()
        .when(Command::CallBackIn)
        .then(Event::CalledBackIn)
        .after(Command::CallBackIn)
        .shows(|case| {
            let spell = session(case).private.as_ref().unwrap();
            assert_eq!(spell.called_back.len(), 2);
        });
}

#[test]
fn private_time_ends_when_people_call_and_the_next_turn_comes() {
    alone()
        .later(3600)
        .after(Command::EndPrivateTime)
        .shows(|case| {
            let session = session(case);
            assert!(session.private.is_none());
            let spell = &session.private_spells[0];
            let minutes = spell.ended.unwrap().milliseconds_since(spell.since) / 60_000;
            assert_eq!(minutes, 60);
            assert_eq!(
                session.position.as_ref().unwrap().stage,
                StageId::new("plan")
            );
        });
}

#[test]
fn what_belongs_to_private_time_is_refused_outside_it() {
    circle()
        .when(Command::CallBackIn)
        .then(Refusal::NoPrivateTime)
        .when(Command::EndPrivateTime)
        .then(Refusal::NoPrivateTime);
}

#[test]
fn private_time_asks_first_that_everybody_else_has_left_each_time_round() {
    let gate = |round: u16| crate::script::GateId::new(format!("out-of-room-family-time-{round}"));
    Given::family()
        .people([("Mum", "family"), ("Wes", "worker")])
        .here()
        .begun()
        .on(1)
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate(1)]))
        .after(Command::SetPresence(p(2), Presence::Out))
        .after(Command::GoOn);
}

#[test]
fn going_back_never_leads_into_private_time() {
    alone()
        .later(60)
        .after(Command::EndPrivateTime)
        .later(60)
        .after(Command::GoBack)
        .shows(|case| assert_eq!(case.position().unwrap().stage, StageId::new("facts")))
        // And going on from there passes it over: one key must not begin it once more.
        .later(60)
        .after(Command::GoOn)
        .shows(|case| {
            assert_eq!(case.position().unwrap().stage, StageId::new("plan"));
            let session = case.session.as_ref().unwrap();
            assert!(session.private.is_none());
            assert_eq!(session.private_spells.len(), 1);
        });
}

#[test]
fn the_end_of_private_time_does_not_begin_that_of_others() {
    let mut script = script::family();
    let stages = &mut script.sessions[0].stages;
    let place = stages.iter().position(|stage| stage.private.is_some());
    let mut others = stages[place.unwrap()].clone();
    others.id = StageId::new("others-alone");
    stages.insert(place.unwrap() + 1, others);
    let given = Given::of(script)
        .people([("Mum", "family"), ("Kit", "child")])
        .here()
        .begun()
        .on(2);
    given
        .later(60)
        .when(Command::EndPrivateTime)
        .then(vec![Event::PrivateTimeEnded])
        .shows(|case| assert!(session(case).private.is_none()))
        .after(Command::GoOn)
        .shows(|case| assert!(session(case).private.is_some()));
}

#[test]
fn an_adjournment_ends_a_pause_and_everybody_leaves() {
    circle()
        .after(Command::StartBreak)
        .when(Command::Adjourn(Some(day("2026-11-30"))))
        .then(vec![
            Event::BreakEnded,
            Event::SessionAdjourned {
                until: Some(day("2026-11-30")),
            },
        ])
        .shows(|case| {
            assert!(
                case.people
                    .iter()
                    .all(|person| person.presence == Presence::Left)
            );
        });
}

#[test]
fn an_adjourned_meeting_goes_on_at_the_same_turn_in_a_new_sitting() {
    let given = circle().on(1);
    let position = given.case.position().cloned();
    given
        .after(Command::Adjourn(None))
        .when(Command::GoOn)
        .then(Refusal::SessionAdjourned)
        .after(Command::ResumeSession)
        .shows(|case| {
            assert_eq!(case.position().cloned(), position);
            assert_eq!(session(case).sitting, 2);
            assert!(
                case.people
                    .iter()
                    .all(|person| person.presence == Presence::Expected)
            );
        });
}

#[test]
fn only_an_adjourned_meeting_goes_on_again() {
    Given::conference()
        .when(Command::ResumeSession)
        .then(Refusal::NoSession);
    circle()
        .when(Command::ResumeSession)
        .then(Refusal::SessionRunning)
        .after(Command::EndSession(Outcome::NotReached))
        .when(Command::ResumeSession)
        .then(Refusal::SessionOver);
}

#[test]
fn the_time_of_an_adjournment_does_not_count_and_that_of_a_break_does() {
    let given = circle().later(60);
    let before = given.case.elapsed_at(given.now());
    let given = given
        .after(Command::Adjourn(None))
        .later(60 * 60 * 24)
        .after(Command::ResumeSession);
    let after = given.case.elapsed_at(given.now());
    assert_eq!(after - before, 1_000);
    let given = given.after(Command::StartBreak).later(600);
    assert_eq!(given.case.elapsed_at(given.now()) - after, 601_000);
}

#[test]
fn after_a_restart_time_is_counted_by_the_wall_clock() {
    let mut given = circle().later(60);
    let before = given.case.elapsed_at(given.now());
    given = given.later(600).restarted();
    assert_eq!(given.case.elapsed_at(given.now()) - before, 601_000);
}
