//! A yes to a check is not taken where the record itself says that it is not so.

use crate::case::given::*;
use crate::case::*;
use crate::script::{Claim, GateId, Quorum, RoleId, Script, Severity};

/// The meeting with one check before its second stage.
fn checked(change: impl FnOnce(&mut crate::script::Gate)) -> Script {
    let mut script = script::conference();
    let mut gate = script::gate("known", Severity::Confirm);
    change(&mut gate);
    script.sessions[0].stages[1].gates = vec![gate];
    script
}

fn begun(script: Script) -> Given {
    Given::of(script)
        .people([
            ("Mira", "harmed"),
            ("Tom", "responsible"),
            ("Kofi", "facilitator"),
        ])
        .here()
        .begun()
}

fn known() -> GateId {
    GateId::new("known")
}

fn answer(gate: &GateId, met: bool) -> Command {
    Command::AnswerGate {
        gate: gate.clone(),
        met,
        reason: None,
    }
}

fn goes_on_without(gate: &GateId) -> Command {
    Command::GoOnWithout {
        gate: gate.clone(),
        by: "Kofi".to_owned(),
        reason: "They are on their way".to_owned(),
    }
}

#[test]
fn nobody_says_that_somebody_is_here_of_whom_nobody_is_put_down() {
    let mut script = script::conference();
    script.sessions[0].stages[0].room.inside = vec![RoleId::new("harmed")];
    let in_room = GateId::new("in-room-opening-1");
    let begun = || begun(script.clone()).after(Command::SetPresence(p(1), Presence::Out));
    begun()
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![in_room.clone()]))
        .when(answer(&in_room, true))
        .then(Refusal::NotSoByRecord(in_room.clone()))
        .shows(|case| {
            let gate = case.gate(&in_room).unwrap();
            let not_so = gate.contradicted().unwrap();
            assert_eq!(not_so.recorded, "on the list nobody is here as: harmed.");
        })
        .after(goes_on_without(&in_room))
        .after(Command::GoOn);
    begun()
        .after(Command::SetPresence(p(1), Presence::Here))
        .after(Command::GoOn);
}

#[test]
fn how_many_are_here_is_counted_and_not_answered() {
    let two = checked(|gate| {
        gate.here = Some(Quorum {
            roles: vec![RoleId::new("facilitator"), RoleId::new("supporter")],
            at_least: 2,
        });
    });
    begun(two)
        .on(2)
        .when(answer(&known(), true))
        .then(Refusal::NotSoByRecord(known()))
        .after(Command::AddPerson(person("Ann", "supporter")))
        .after(Command::SetPresence(p(4), Presence::Here))
        .after(answer(&known(), true))
        .after(Command::GoOn);
}

#[test]
fn what_is_not_written_was_not_agreed_nor_read_out() {
    for claim in [Claim::Written, Claim::ReadOut] {
        let begun = begun(checked(|gate| gate.claims = Some(claim))).on(2);
        begun
            .when(answer(&known(), true))
            .then(Refusal::NotSoByRecord(known()))
            .after(word("Mend the gate"))
            .after_all((claim == Claim::ReadOut).then(|| says(1, 1, Answer::Yes)))
            .after(answer(&known(), true));
    }
}

#[test]
fn a_no_is_taken_whatever_is_recorded() {
    begun(checked(|gate| {
        gate.claims = Some(Claim::Written);
        gate.severity = Severity::Legal;
    }))
    .on(2)
    .after(answer(&known(), false))
    .when(Command::GoOn)
    .then(Refusal::LegalGate(known()));
}

#[test]
fn the_checks_before_the_first_stage_wait_from_the_beginning() {
    let mut script = script::conference();
    script.sessions[0].stages[0].gates = vec![script::gate("known", Severity::Legal)];
    begun(script)
        .shows(|case| assert_eq!(case.gates_at_the_beginning(), [known()]))
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![known()]))
        .after(answer(&known(), true))
        .shows(|case| assert_eq!(case.gates_at_the_beginning(), []))
        .after(Command::GoOn);
}
