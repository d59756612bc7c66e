//! Going on in another way, and a meeting that was put off beside one that is to begin.

use std::sync::Arc;

use super::carrying::*;
use crate::case::given::*;
use crate::case::*;

const MIRA: u16 = 1;
const TOM: u16 = 2;

/// The visit ends, for another way is wanted.
fn another_way(given: Given) -> Given {
    given
        .after(Command::StartTimeOut(Vec::new()))
        .after(Command::EndTimeOut(TimeOutEnd::ChangeMethod, None))
        .later(3_600)
}

#[test]
fn whether_one_side_or_both_asked_for_another_way_is_told_until_the_case_goes_over_to_it() {
    let asked = |given: Given, wanted: Option<AnotherWay>| {
        given.shows(|case| assert_eq!(case.another_way_asked(), wanted))
    };
    let given = asked(between_them(), None);
    let given = asked(over(visit(given, MIRA)), None);
    let given = asked(another_way(visit(given, MIRA)), Some(AnotherWay::OneSide));
    let given = another_way(visit(given, MIRA));
    let given = asked(given, Some(AnotherWay::OneSide));
    let mut given = asked(another_way(visit(given, TOM)), Some(AnotherWay::BothSides));
    let mut meeting = script::conference();
    meeting.version += 1;
    let meeting = Arc::new(meeting);
    given.case.know(meeting.clone(), "hash");
    let given = given.after(Command::ChangeProcess(meeting, "hash".to_owned()));
    given.shows(|case| assert_eq!(case.another_way_asked(), None));
}

#[test]
fn people_who_met_together_ask_for_another_way_as_people() {
    another_way(
        Given::conference()
            .people([("Mira", "harmed")])
            .here()
            .begun(),
    )
    .shows(|case| {
        assert_eq!(case.another_way_asked(), Some(AnotherWay::Together));
    });
}

#[test]
fn a_meeting_that_was_put_off_goes_on_or_is_ended_before_another_begins() {
    let given = visit(between_them(), MIRA)
        .after(Command::Adjourn(None))
        .later(3_600)
        .after(Command::SetPresence(p(TOM), Presence::Here));
    given
        .when(start("with-responsible"))
        .then(Refusal::SessionAdjourned)
        .after(Command::EndSession(crate::script::Outcome::EndedEarly))
        .later(3_600)
        .after(Command::SetPresence(p(TOM), Presence::Here))
        .after(start("with-responsible"));
}
