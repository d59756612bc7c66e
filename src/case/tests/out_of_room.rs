//! Who has to be out of the room is asked of those who are in it, once, in words that fit.

use crate::case::given::script;
use crate::case::given::*;
use crate::case::*;
use crate::script::{
    GateId, Outcome, Prompt, PromptKind, RecordKind, RoleId, Script, Stage, StageId,
};

const TOM: u16 = 2;

/// One stage after the other, each with the roles who have to be out of it.
fn stages(stages: &[(&str, &[&str])]) -> Script {
    let mut script = script::conference();
    let made = stages.iter().map(|(id, out)| -> Stage {
        let mut stage = script::stage(id, vec![script::say(&format!("in-{id}"))]);
        stage.room.outside = out.iter().map(|role| RoleId::new(*role)).collect();
        stage
    });
    script.sessions[0].stages = made.collect();
    script
}

fn meeting(script: Script, attends: [Attendance; 2]) -> Given {
    let of = |name, role, attends| {
        let details = person(name, role);
        Command::AddPerson(PersonDetails { attends, ..details })
    };
    Given::of(script)
        .after(of("Mira", "harmed", attends[0]))
        .after(of("Tom", "responsible", attends[1]))
        .after(Command::AddPerson(person("Kofi", "facilitator")))
        .here()
        .begun()
}

fn apart() -> Given {
    let script = stages(&[
        ("arrival", &[]),
        ("first", &["responsible"]),
        ("second", &["responsible"]),
        ("together", &[]),
        ("third", &["responsible"]),
        ("alone", &["harmed", "responsible"]),
    ]);
    meeting(script, [Attendance::Room; 2])
}

fn gate(stage: &str) -> GateId {
    GateId::new(format!("out-of-room-{stage}-1"))
}

fn is_so(stage: &str) -> Command {
    Command::AnswerGate {
        gate: gate(stage),
        met: true,
        reason: None,
    }
}

/// What is asked before a stage about who has to be out, and what to do.
fn asked(case: &Case, stage: &str) -> Option<[String; 2]> {
    let stage = case.session_kind()?.stage(&StageId::new(stage))?;
    let mut checks = case.gates_before(stage, 1).into_iter();
    let check = checks.find(|check| check.id.as_str().starts_with("out-of-room"))?;
    Some([check.check, check.hint])
}

#[test]
fn whoever_was_asked_out_is_asked_no_more_until_a_stage_lets_them_in() {
    apart()
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate("first")]))
        .after_all([is_so("first"), Command::GoOn])
        .shows(|case| assert!(case.is_outside(p(TOM))))
        .after_all([Command::GoOn, Command::GoOn])
        .shows(|case| assert!(!case.is_outside(p(TOM))))
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate("third")]));
}

#[test]
fn whoever_comes_back_meanwhile_is_asked_once_more() {
    apart()
        .after_all([is_so("first"), Command::GoOn])
        .after(Command::SetPresence(p(TOM), Presence::Out))
        .when(Command::GoOn)
        .then_shows(|case| assert_eq!(case.position().unwrap().stage, StageId::new("second")));
    apart()
        .after_all([is_so("first"), Command::GoOn])
        .after(Command::SetPresence(p(TOM), Presence::Out))
        .after(Command::SetPresence(p(TOM), Presence::Here))
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate("second")]))
        .after_all([is_so("second"), Command::GoOn]);
}

#[test]
fn nothing_is_read_to_whoever_is_outside_until_they_come_in() {
    let outside = apart()
        .after(word("Tom mends the gate"))
        .after_all([is_so("first"), Command::GoOn])
        .when(nods(TOM, 1))
        .then(Refusal::NotThereToHear(p(TOM)));
    outside
        .after(Command::SetPresence(p(TOM), Presence::Here))
        .shows(|case| assert!(!case.is_outside(p(TOM))))
        .after(nods(TOM, 1));
}

#[test]
fn nobody_is_outside_once_the_meeting_is_over() {
    apart()
        .after_all([is_so("first"), Command::GoOn])
        .after(Command::EndSession(Outcome::EndedEarly))
        .shows(|case| assert!(!case.is_outside(p(TOM))));
}

#[test]
fn whoever_stays_all_the_same_is_not_asked_again_and_is_in_the_room() {
    let stays = Command::GoOnWithout {
        gate: gate("first"),
        by: "Kofi".to_owned(),
        reason: "She wants him beside her".to_owned(),
    };
    apart()
        .after_all([stays, Command::GoOn])
        .shows(|case| assert!(!case.is_outside(p(TOM))))
        .after(Command::GoOn);
}

#[test]
fn taking_the_answer_back_asks_it_once_more() {
    apart()
        .after_all([is_so("first"), Command::Undo])
        .shows(|case| assert!(!case.is_outside(p(TOM))))
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate("first")]));
}

#[test]
fn only_those_who_are_here_are_asked_about_and_nobody_before_people_are_let_in() {
    let given = apart().after(Command::SetPresence(p(TOM), Presence::Left));
    given.after(Command::GoOn);
    let mut script = stages(&[
        ("before", &["harmed"]),
        ("arrival", &[]),
        ("after", &["harmed"]),
    ]);
    let arrivals = Prompt {
        record: Some(RecordKind::Arrivals),
        ..script::prompt("arrivals", PromptKind::Record, "me")
    };
    script.sessions[0].stages[0]
        .prompts
        .push(script::say("more"));
    script.sessions[0].stages[1].prompts = vec![arrivals];
    meeting(script, [Attendance::Room; 2])
        .shows(|case| assert_eq!(asked(case, "before"), None))
        .after_all([Command::GoOn, Command::GoOn])
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate("after")]));
}

#[test]
fn it_is_asked_in_words_that_fit_how_people_take_part() {
    let table = [
        (
            [Attendance::Room; 2],
            "Out of the room: Tom.",
            "Before you go on, ask them to wait outside.",
        ),
        (
            [Attendance::Room, Attendance::Phone],
            "Off the line: Tom.",
            "Before you go on, ask them to hang up until you ring again.",
        ),
        (
            [Attendance::Room, Attendance::Video],
            "Out of this part of the call: Tom.",
            "Before you go on, ask them to go to a room of their own in the call, or to leave it, \
             until you let them in again.",
        ),
    ];
    for (attends, check, hint) in table {
        let script = stages(&[("first", &[]), ("apart", &["responsible"]), ("all", &[])]);
        meeting(script, attends).shows(|case| {
            let said = asked(case, "apart").unwrap();
            assert_eq!(said, [check, hint]);
        });
    }
}

#[test]
fn whoever_is_not_let_in_again_is_seen_off() {
    let script = stages(&[("first", &[]), ("alone", &["harmed", "responsible"])]);
    meeting(script, [Attendance::Room, Attendance::Phone]).shows(|case| {
        let [check, hint] = asked(case, "alone").unwrap();
        assert_eq!(check, "Out of the room: Mira. Off the line: Tom.");
        let said = "Before you go on, see Mira off and let Tom hang up. \
                    Whoever has gone already is out.";
        assert_eq!(hint, said);
    });
}

#[test]
fn a_new_sitting_lets_everybody_in_first() {
    apart()
        .after_all([is_so("first"), Command::GoOn, Command::Adjourn(None)])
        .after(Command::ResumeSession)
        .here()
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate("second")]));
}

#[test]
fn whoever_every_stage_sends_out_has_no_place_in_a_meeting() {
    let script = stages(&[
        ("first", &["observer", "harmed"]),
        ("second", &["observer"]),
    ]);
    let given = Given::of(script).people([("Mira", "harmed"), ("Ola", "observer")]);
    given.shows(|case| {
        let kind = &case.script.sessions[0];
        let has_none = |id| kind.has_no_place_for(&case.person(p(id)).unwrap().details.roles);
        assert!(!has_none(1) && has_none(2));
    });
}

#[test]
fn whoever_runs_the_meeting_is_not_asked_to_ask_themselves_out() {
    let script = stages(&[
        ("first", &[]),
        ("apart", &["responsible", "facilitator"]),
        ("alone", &["facilitator"]),
        ("all", &[]),
    ]);
    meeting(script, [Attendance::Room; 2])
        .shows(|case| {
            let [check, hint] = asked(case, "apart").unwrap();
            assert_eq!(check, "Out of the room: Tom.");
            let said = "Before you go on, ask them to wait outside. Then you go out as well.";
            assert_eq!(hint, said);
            let [check, hint] = asked(case, "alone").unwrap();
            assert_eq!(check, "Out of the room: whoever runs this.");
            assert_eq!(hint, "You go out yourself once you have gone on.");
        })
        .after_all([is_so("apart"), Command::GoOn])
        .shows(|case| assert!(case.is_outside(p(3)) && case.is_outside(p(TOM))));
}
