//! Between two meetings.

use super::carrying::{between_them, over, visit};
use crate::case::given::{Given, script};
use crate::case::{Command, FollowingCommand};
use crate::script::Outcome;

const MIRA: u16 = 1;

#[test]
fn a_case_is_between_two_meetings_once_one_was_held_and_another_is_still_to_come() {
    let visited = visit(between_them(), MIRA).shows(|case| assert!(!case.is_between_meetings()));
    let between = over(visited).shows(|case| assert!(case.is_between_meetings()));
    let close = FollowingCommand::CloseCase(Some("they want no more".to_owned()));
    between
        .after(Command::Following(close))
        .shows(|case| assert!(!case.is_between_meetings()));
}

#[test]
fn before_the_first_meeting_and_after_the_only_one_a_case_is_between_nothing() {
    between_them().shows(|case| assert!(!case.is_between_meetings()));
    for outcome in [
        Outcome::NotReached,
        Outcome::NoAgreementWanted,
        Outcome::EndedEarly,
    ] {
        let mut once = script::conference();
        once.sessions.truncate(1);
        Given::of(once)
            .people([("Mira", "harmed"), ("Jay", "responsible")])
            .here()
            .begun()
            .after(Command::EndSession(outcome))
            .shows(|case| assert!(!case.is_between_meetings()));
    }
}
