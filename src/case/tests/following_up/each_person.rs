//! A day on which each person is spoken to is done once each of them was.

use crate::case::given::{Given, day, p, person, script};
use crate::case::{
    AfterwardsCommand, Case, Command, DueWhat, FollowUpMade, FollowingCommand, Presence,
};
use crate::script::{FollowUp, Outcome, RoleId, SessionKindId};

/// Mira, Jay and Bea meet, and Uncle Jo does not come; each side is to be rung.
fn met() -> Given {
    let mut script = script::conference();
    script.follow_ups = vec![FollowUp {
        after_days: 2,
        what: "Ring both sides.".to_owned(),
        each_time: false,
        unless_held: Vec::new(),
        each: ["harmed", "responsible"].map(RoleId::new).into(),
    }];
    Given::of(script)
        .people([
            ("Mira", "harmed"),
            ("Jay", "responsible"),
            ("Bea", "supporter"),
        ])
        .here()
        .people([("Uncle Jo", "responsible")])
        .begun()
        .after(Command::EndSession(Outcome::NotReached))
}

fn spoke_to(person: Option<u16>) -> Command {
    Command::Following(FollowingCommand::MakeFollowUp {
        session: 1,
        place: 1,
        person: person.map(p),
        on: day("2026-11-22"),
        words: String::new(),
    })
}

fn is_due(case: &Case) -> bool {
    let mut due = case.due().into_iter();
    due.any(|due| matches!(due.what, DueWhat::FollowUp(_)))
}

#[test]
fn one_call_settles_it_for_nobody_else() {
    met()
        .shows(|case| assert_eq!(case.still_to_reach(1, 1), [p(1), p(2)]))
        .after(spoke_to(Some(1)))
        .shows(|case| {
            assert!(is_due(case));
            assert_eq!(case.still_to_reach(1, 1), [p(2)]);
        })
        // Somebody whom the day does not ask for changes nothing of it.
        .after(spoke_to(Some(3)))
        .shows(|case| assert!(is_due(case)))
        .after(spoke_to(Some(2)))
        .shows(|case| {
            assert!(!is_due(case));
            assert_eq!(case.still_to_reach(1, 1), []);
        });
}

#[test]
fn whoever_was_at_the_meeting_is_rung_as_what_they_were_there_under_another_process_too() {
    let known = met().over_to(script::family());
    known
        .shows(|case| {
            let mut people = case.people.iter();
            assert!(people.any(|person| person.details.roles.is_empty()));
        })
        .shows(|case| assert_eq!(case.still_to_reach(1, 1), [p(1), p(2)]))
        .after(spoke_to(Some(1)))
        .shows(|case| {
            assert_eq!(case.still_to_reach(1, 1), [p(2)]);
            assert!(is_due(case));
        });
    // A role that somebody has only since then asks nothing of them.
    met()
        .after(Command::ChangePerson(p(3), person("Bea", "harmed")))
        .shows(|case| assert_eq!(case.still_to_reach(1, 1), [p(1), p(2)]));
}

#[test]
fn all_of_them_together_settle_it_at_once() {
    met().after(spoke_to(None)).shows(|case| {
        assert!(!is_due(case));
        assert_eq!(case.still_to_reach(1, 1), []);
    });
}

#[test]
fn where_nobody_it_asks_for_came_the_first_conversation_settles_it() {
    let mut script = script::conference();
    script.follow_ups = vec![FollowUp {
        after_days: 2,
        what: "Ring those who were harmed.".to_owned(),
        each_time: false,
        unless_held: Vec::new(),
        each: vec![RoleId::new("harmed")],
    }];
    let given = Given::of(script)
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .after(Command::SetPresence(p(2), Presence::Here))
        .attempt(Command::SetPresence(p(1), Presence::Away))
        .begun();
    given
        .after(Command::EndSession(Outcome::EndedEarly))
        .shows(|case| assert_eq!(case.still_to_reach(1, 1), []))
        .after(spoke_to(Some(2)))
        .shows(|case| assert!(!is_due(case)));
}

/// Whether the day of the first meeting is listed, and as made.
fn listed(case: &Case) -> Option<bool> {
    let mut days = case.follow_ups().into_iter();
    let day = days.find(|known| (known.session, known.place) == (1, 1));
    day.map(|day| day.made)
}

#[test]
fn a_day_on_which_one_of_two_was_spoken_to_outlives_a_later_meeting_as_made() {
    let meets_again = |given: Given| {
        given
            .after(Command::StartSession(SessionKindId::new("review")))
            .after(Command::EndSession(Outcome::NotReached))
    };
    // The later meeting ends before the day, so that nothing else would be left of it.
    meets_again(met()).shows(|case| assert_eq!(listed(case), None));
    meets_again(met().after(spoke_to(Some(1))))
        .shows(|case| assert_eq!(listed(case), Some(true)))
        .after(spoke_to(Some(2)))
        .shows(|case| assert_eq!(listed(case), Some(true)));
}

#[test]
fn a_day_that_a_meeting_leaves_nothing_of_keeps_what_was_recorded_on_it() {
    let held = |spoken: bool| {
        let mut given = met();
        let session = given.case.session.as_mut().unwrap();
        let mut script = (*session.script).clone();
        script.follow_ups[0].unless_held = vec![session.kind.clone()];
        session.script = script.into();
        if spoken {
            given.case.following.made.insert(
                (1, 1),
                vec![FollowUpMade {
                    person: Some(p(1)),
                    on: day("2026-11-22"),
                    words: None,
                }],
            );
        }
        listed(&given.case)
    };
    assert_eq!(held(false), None);
    assert_eq!(held(true), Some(true));
}

#[test]
fn a_day_that_was_let_go_half_way_stays_listed_and_can_be_taken_up_again() {
    let set = |on: Option<&str>| {
        let reason = on.is_none().then(|| "Jay moved away".to_owned());
        let set = AfterwardsCommand::SetFollowUp(1, on.map(day), reason);
        Command::Afterwards(set)
    };
    met()
        .after(spoke_to(Some(1)))
        .after(set(None))
        .shows(|case| {
            assert_eq!(listed(case), Some(true));
            assert!(!is_due(case));
        })
        .after(set(Some("2026-11-24")))
        .shows(|case| assert_eq!(listed(case), Some(false)));
}
