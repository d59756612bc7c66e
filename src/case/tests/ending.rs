use crate::case::given::*;
use crate::case::*;
use crate::script::Outcome;

fn circle() -> Given {
    Given::conference()
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
}

fn over(outcome: Outcome) -> Event {
    Event::SessionEnded {
        outcome,
        change_method: false,
        notes_wait: Some(false),
    }
}

fn reason(text: &str) -> Command {
    Command::GiveReason(text.to_owned())
}

#[test]
fn a_meeting_ends_in_any_of_the_four_ways_but_an_agreement_has_to_be_closed() {
    for outcome in Outcome::ALL {
        let when = circle().when(Command::EndSession(outcome));
        match outcome {
            Outcome::Agreement => when.then(Refusal::NoClosedAgreement),
            Outcome::NoAgreementWanted | Outcome::NotReached | Outcome::EndedEarly => {
                when.then(over(outcome))
            }
        };
    }
    circle()
        .after(word("Mend"))
        .after_all(agree(1, [1, 2]))
        .after(Command::CloseAgreement)
        .when(Command::EndSession(Outcome::Agreement))
        .then(over(Outcome::Agreement));
}

#[test]
fn a_meeting_that_agrees_nothing_is_held_to_its_end_and_gives_no_reason() {
    let mut script = script::conference();
    script.sessions[0].agrees = false;
    let week = || {
        Given::of(script.clone())
            .people([("Mira", "harmed"), ("Tom", "responsible")])
            .here()
            .begun()
    };
    week()
        .after(Command::EndSession(Outcome::NoAgreementWanted))
        .shows(|case| {
            let session = case.session.as_ref().unwrap();
            assert!(!session.asks_for_a_reason());
            assert_eq!(
                session.title_of(Outcome::NoAgreementWanted),
                "Held to its end"
            );
        })
        .when(reason(OTHER_REASON))
        .then(Refusal::NotAskedByScript);
    week()
        .after(Command::EndSession(Outcome::EndedEarly))
        .after(reason(OTHER_REASON));
}

#[test]
fn a_visit_that_need_not_agree_is_held_to_its_end_and_gives_no_reason() {
    let mut script = script::conference();
    script.sessions[0].need_not_agree = true;
    let visit = || {
        Given::of(script.clone())
            .people([("Mira", "harmed"), ("Tom", "responsible")])
            .here()
            .begun()
    };
    visit()
        .after(Command::EndSession(Outcome::NoAgreementWanted))
        .shows(|case| {
            let session = case.session.as_ref().unwrap();
            assert!(!session.asks_for_a_reason());
            let title = session.title_of(Outcome::NoAgreementWanted);
            assert_eq!(title, "Held to its end");
        });
    // What people wanted to agree and did not is asked about as anywhere.
    visit()
        .after(Command::EndSession(Outcome::NotReached))
        .after(reason(OTHER_REASON));
    visit()
        .after(word("Mend"))
        .after_all(agree(1, [1, 2]))
        .after(Command::CloseAgreement)
        .after(Command::EndSession(Outcome::Agreement));
}

#[test]
fn ending_ends_a_break_or_a_time_out_first() {
    circle()
        .after(Command::StartBreak)
        .when(Command::EndSession(Outcome::EndedEarly))
        .then(vec![Event::BreakEnded, over(Outcome::EndedEarly)])
        .shows(|case| assert!(case.session.as_ref().unwrap().pause.is_none()));
    circle()
        .after(Command::StartTimeOut(Vec::new()))
        .when(Command::EndSession(Outcome::EndedEarly))
        .then(vec![
            Event::TimeOutEnded {
                end: TimeOutEnd::End,
            },
            over(Outcome::EndedEarly),
        ]);
}

#[test]
fn ending_works_from_inside_private_time_and_ends_it_first() {
    Given::family()
        .people([("Mum", "family")])
        .here()
        .begun()
        .on(2)
        .when(Command::EndSession(Outcome::EndedEarly))
        .then(vec![Event::PrivateTimeEnded, over(Outcome::EndedEarly)]);
}

#[test]
fn a_meeting_that_was_put_off_can_end_without_going_on() {
    circle()
        .after(Command::Adjourn(None))
        .when(Command::EndSession(Outcome::EndedEarly))
        .then(over(Outcome::EndedEarly));
}

#[test]
fn what_is_over_or_has_not_begun_does_not_end() {
    circle()
        .after(Command::EndSession(Outcome::NotReached))
        .when(Command::EndSession(Outcome::NotReached))
        .then(Refusal::SessionOver);
    Given::conference()
        .when(Command::EndSession(Outcome::NotReached))
        .then(Refusal::NoSession);
}

#[test]
fn a_reason_is_asked_once_the_room_is_empty() {
    circle().when(reason("upset")).then(Refusal::SessionNotOver);
    Given::conference()
        .when(reason("upset"))
        .then(Refusal::NoSession);
}

#[test]
fn a_reason_is_one_of_the_script_or_another_and_may_be_changed() {
    circle()
        .after(Command::EndSession(Outcome::EndedEarly))
        .when(reason("the weather"))
        .then(Refusal::NotInScript)
        .after(reason("upset"))
        .when(reason("upset"))
        .then_nothing()
        .when(reason(OTHER_REASON))
        .then_shows(|case| {
            let ended = case.session.as_ref().unwrap().ended.as_ref().unwrap();
            assert_eq!(ended.reason.as_deref(), Some(OTHER_REASON));
        });
}

#[test]
fn an_agreement_needs_no_reason() {
    circle()
        .after(word("Mend"))
        .after_all(agree(1, [1, 2]))
        .after_all([
            Command::CloseAgreement,
            Command::EndSession(Outcome::Agreement),
        ])
        .when(reason("upset"))
        .then(Refusal::NotAskedByScript);
}

#[test]
fn a_safety_mark_is_followed_up_once_the_room_is_empty() {
    let given = circle().after(mark(MarkKind::Safety, None));
    let safety = given.case.marks[0].id;
    let follow = |mark, text: &str| Command::FollowUpSafety(mark, text.to_owned());
    given
        .when(follow(safety, "told the team"))
        .then(Refusal::SessionNotOver)
        .after(Command::EndSession(Outcome::EndedEarly))
        .when(follow(safety, " "))
        .then(Refusal::WordsEmpty)
        .when(follow(MarkId(99), "told the team"))
        .then(Refusal::NoSuchMark)
        .when(follow(safety, "told the team"))
        .then_shows(|case| {
            let mark = &case.marks[0];
            assert!(mark.settled && mark.kept);
        });
}

#[test]
fn only_safety_marks_are_followed_up() {
    let given = circle().after(mark(MarkKind::KeyPoint, None));
    let point = given.case.marks[0].id;
    given
        .after(Command::EndSession(Outcome::EndedEarly))
        .when(Command::FollowUpSafety(point, "told".to_owned()))
        .then(Refusal::WrongMark);
}
