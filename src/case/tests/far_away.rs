//! Whoever is far away speaks first, where the script says so, until an order is chosen.

use crate::case::given::*;
use crate::case::*;
use crate::script::{Claim, GateId, Severity};

fn names(case: &Case) -> Vec<&str> {
    let speakers = case.speakers().into_iter();
    speakers
        .map(|person| person.details.name.as_str())
        .collect()
}

fn partly_remote(far_first: bool) -> Given {
    let mut script = script::conference();
    script.sessions[0].far_away_first = far_first;
    let mut gate = script::gate("far-first", Severity::Confirm);
    gate.claims = Some(Claim::FarAwayFirst);
    script.sessions[0].stages[1].gates = vec![gate];
    let mut far = person("Ola", "supporter");
    far.attends = Attendance::Phone;
    Given::of(script)
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .after(Command::AddPerson(far))
        .here()
        .begun()
}

#[test]
fn they_stand_before_those_in_the_room_until_people_choose_otherwise() {
    partly_remote(true)
        .shows(|case| assert_eq!(names(case), ["Ola", "Mira", "Tom"]))
        .after(Command::ChooseOrder(vec![p(2), p(3), p(1)], None))
        .shows(|case| assert_eq!(names(case), ["Tom", "Ola", "Mira"]));
    partly_remote(false).shows(|case| assert_eq!(names(case), ["Mira", "Tom", "Ola"]));
}

#[test]
fn that_they_stand_first_is_known_and_not_answered() {
    let yes = || Command::AnswerGate {
        gate: GateId::new("far-first"),
        met: true,
        reason: None,
    };
    partly_remote(true).on(2).after(yes());
    partly_remote(false)
        .on(2)
        .when(yes())
        .then(Refusal::NotSoByRecord(GateId::new("far-first")))
        .after(Command::ChooseOrder(vec![p(3), p(1), p(2)], None))
        .after(yes());
}
