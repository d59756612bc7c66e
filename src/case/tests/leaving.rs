//! Who may leave a meeting that goes on.

use crate::case::given::script;
use crate::case::given::*;
use crate::case::*;

fn says_no(person: u16) -> Command {
    Command::SayWilling(p(person), Willing::Withdrawn)
}

#[test]
fn a_person_who_was_harmed_may_leave_a_meeting_that_is_held_without_them_as_well() {
    let mut panel = script::conference();
    panel.roles[0].at_least = 0;
    let panel = Given::of(panel).people([("Mira", "harmed"), ("Tom", "responsible")]);
    let panel = panel.here().begun();
    let without = |person| Command::AnswerWithdrawal(p(person), MethodStep::GoOnWithout);
    panel
        .after(says_no(1))
        .when(without(1))
        .then_shows(|case| assert_eq!(case.person(p(1)).unwrap().presence, Presence::Left))
        .after(says_no(2))
        .when(without(2))
        .then(Refusal::PrincipalWithdrew(p(2)));
}
