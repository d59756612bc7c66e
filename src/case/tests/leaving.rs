//! Who may leave a meeting that goes on.

use crate::case::given::script;
use crate::case::given::*;
use crate::case::*;
use crate::script::{RoleId, RoleKind, Script};

fn says_no(person: u16) -> Command {
    Command::SayWilling(p(person), Willing::Withdrawn)
}

#[test]
fn a_person_who_was_harmed_may_leave_a_meeting_that_is_held_without_them_as_well() {
    let mut panel = script::conference();
    panel.roles[0].at_least = 0;
    let panel = Given::of(panel).people([("Mira", "harmed"), ("Tom", "responsible")]);
    let panel = panel.here().begun();
    let without = |person| Command::AnswerWithdrawal(p(person), MethodStep::GoOnWithout, None);
    panel
        .after(says_no(1))
        .when(without(1))
        .then_shows(|case| assert_eq!(case.person(p(1)).unwrap().presence, Presence::Left))
        .after(says_no(2))
        .when(without(2))
        .then(Refusal::PrincipalWithdrew(p(2)));
}

/// A meeting to whose stages the people are needed whom it is about, up to the closing words.
fn about_them() -> Given {
    about(script::conference())
}

fn about(mut script: Script) -> Given {
    let stages = &mut script.sessions[0].stages;
    let last = stages.len() - 1;
    for stage in &mut stages[..last] {
        stage.room.inside = vec![RoleId::new("harmed"), RoleId::new("responsible")];
    }
    let goodbye = script::ask("home", "harmed");
    stages[last].prompts.push(goodbye);
    stages[last].room.outside = vec![RoleId::new("responsible")];
    let people = [
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Ann", "supporter"),
    ];
    Given::of(script).people(people).here().begun()
}

fn leaves(person: u16) -> Command {
    Command::SetPresence(p(person), Presence::Left)
}

fn how_on(person: u16, step: MethodStep) -> Command {
    Command::AnswerWithdrawal(p(person), step, None)
}

#[test]
fn a_meeting_waits_where_somebody_leaves_whom_it_is_about() {
    about_them()
        .after(leaves(1))
        .when(Command::GoOn)
        .then(Refusal::PrincipalLeft(p(1)))
        .after(how_on(1, MethodStep::GoOnWithout))
        .on(3)
        .shows(|case| {
            let stage = &case.position().unwrap().stage;
            assert_eq!(stage.as_str(), "stories", "and is not asked again");
        });
}

#[test]
fn nobody_waits_where_another_of_the_role_is_still_here_or_a_child_goes_home() {
    let nobody = |case: &Case| assert_eq!(case.who_is_missed(), None);
    about_them()
        .after(Command::AddPerson(person("Sam", "responsible")))
        .after(Command::SetPresence(p(4), Presence::Here))
        .after(leaves(2))
        .shows(nobody);
    let mut with_child = script::conference();
    with_child.roles[1].kind = RoleKind::Child;
    with_child.roles[1].at_least = 0;
    about(with_child).after(leaves(2)).shows(nobody);
}

#[test]
fn it_can_stop_for_the_day_or_end_instead() {
    about_them()
        .after(leaves(1))
        .when(how_on(1, MethodStep::Stop))
        .then_shows(|case| {
            let status = case.session.as_ref().unwrap().status;
            assert_eq!(status, SessionStatus::Adjourned { until: None });
        });
    about_them()
        .after(leaves(2))
        .when(how_on(2, MethodStep::End))
        .then_shows(|case| {
            let ended = case.session.as_ref().unwrap().ended.as_ref().unwrap();
            assert_eq!(ended.outcome, crate::script::Outcome::EndedEarly);
        });
}

#[test]
fn whoever_comes_back_is_missed_no_more() {
    about_them()
        .after(leaves(1))
        .after(Command::SetPresence(p(1), Presence::Here))
        .after(Command::GoOn);
}

#[test]
fn nobody_is_asked_about_a_supporter_or_about_who_goes_home_at_the_end() {
    about_them().after(leaves(3)).after(Command::GoOn);
    let closing = Command::GoToStage(crate::script::StageId::new("closing"));
    let met = Command::AnswerGate {
        gate: crate::script::GateId::new("ready"),
        met: true,
        reason: None,
    };
    let out = Command::AnswerGate {
        gate: crate::script::GateId::new("out-of-room-closing-1"),
        met: true,
        reason: None,
    };
    about_them()
        .after(met)
        .after(out)
        .after(closing)
        .after(leaves(1))
        .when(Command::GoOn)
        .then(Refusal::AtTheEnd);
}

#[test]
fn nobody_says_for_somebody_who_withdrew_that_the_others_go_on() {
    about_them()
        .after(says_no(1))
        .after(leaves(1))
        .when(how_on(1, MethodStep::GoOnWithout))
        .then(Refusal::PrincipalWithdrew(p(1)));
}

#[test]
fn putting_a_move_back_passes_over_who_left_and_over_nobody_who_said_no() {
    let met = Command::AnswerGate {
        gate: crate::script::GateId::new("ready"),
        met: true,
        reason: None,
    };
    let back = about_them()
        .after(met)
        .after(Command::GoToStage(crate::script::StageId::new("agreement")))
        .after(Command::Undo)
        .after(leaves(1));
    back.clone().after(Command::Redo);
    back.after(says_no(3))
        .when(Command::Redo)
        .then(Refusal::WithdrawalOpen(p(3)));
}

#[test]
fn for_whom_a_meeting_waits_is_whoever_going_on_is_refused_for() {
    about_them().shows(|case| assert_eq!(case.waits_for(), None));
    let left = about_them().after(leaves(1));
    left.shows(|case| assert_eq!(case.waits_for(), Some(p(1))));
    about_them()
        .after(says_no(3))
        .shows(|case| assert_eq!(case.waits_for(), Some(p(3))))
        .when(Command::GoOn)
        .then(Refusal::WithdrawalOpen(p(3)));
}

#[test]
fn what_stops_for_today_goes_on_on_the_day_that_was_named() {
    let until = chrono::NaiveDate::from_ymd_opt(2026, 12, 4);
    about_them()
        .after(says_no(1))
        .when(Command::AnswerWithdrawal(p(1), MethodStep::Stop, until))
        .then(vec![
            Event::WithdrawalAnswered {
                person: p(1),
                step: MethodStep::Stop,
            },
            Event::SessionAdjourned { until },
        ]);
}
