//! How long a case is kept.

use chrono::Days;

use crate::case::given::{Given, day};
use crate::case::{CaseDays, Command, FollowingCommand};
use crate::script::{CameOut, KeptFrom, Outcome, Period, RetentionRules, RuleId};

fn period(from: KeptFrom, outcomes: &[CameOut], months: u16) -> Period {
    Period {
        id: RuleId::new("some"),
        scripts: Vec::new(),
        outcomes: outcomes.to_vec(),
        years: 0,
        months,
        from,
        because: "So it was settled.".to_owned(),
    }
}

fn rules(periods: Vec<Period>) -> RetentionRules {
    RetentionRules {
        schema: None,
        format: 1,
        version: 1,
        title: String::new(),
        summary: String::new(),
        source: String::new(),
        author: String::new(),
        licence: String::new(),
        notes_within_days: None,
        periods,
    }
}

fn days() -> CaseDays {
    CaseDays {
        outcome: Some(Outcome::Agreement),
        met: Some(day("2026-01-10")),
        closed: Some(day("2026-03-01")),
        last: Some(day("2026-02-28")),
        due: None,
        held: None,
    }
}

#[test]
fn a_period_is_counted_from_the_day_that_it_names() {
    let until = |from| {
        let rules = rules(vec![period(from, &[], 12)]);
        days().kept("conference", &rules).expect("a period").until
    };
    assert_eq!(until(KeptFrom::CaseClosed), Some(day("2027-03-01")));
    assert_eq!(until(KeptFrom::LastMeeting), Some(day("2027-01-10")));
    assert_eq!(until(KeptFrom::LastEntry), Some(day("2027-02-28")));
}

#[test]
fn a_case_that_is_not_closed_is_kept_where_the_period_counts_from_its_closing() {
    let open = CaseDays {
        closed: None,
        ..days()
    };
    let rules = rules(vec![period(KeptFrom::CaseClosed, &[], 12)]);
    let kept = open.kept("conference", &rules).expect("a period");
    assert_eq!(kept.until, None);
    assert!(!kept.is_due(day("2099-01-01")));
    assert_eq!(
        kept.told(day("2026-05-01")),
        "Kept until the case is closed, and 12 months from then."
    );
}

#[test]
fn it_is_due_on_the_day_itself_and_never_while_it_is_on_hold_or_something_is_to_come() {
    let rules = rules(vec![period(KeptFrom::LastEntry, &[], 12)]);
    let is_due = |days: CaseDays, today| {
        let kept = days.kept("conference", &rules).expect("a period");
        kept.is_due(day(today))
    };
    assert!(!is_due(days(), "2027-02-27"));
    assert!(is_due(days(), "2027-02-28"));
    let held = CaseDays {
        held: Some(day("2026-06-01")),
        ..days()
    };
    assert!(!is_due(held, "2031-01-01"));
    let to_come = CaseDays {
        due: Some(day("2028-01-01")),
        ..days()
    };
    assert!(!is_due(to_come, "2027-12-31"));
    assert!(is_due(to_come, "2028-01-01"));
}

#[test]
fn the_outcomes_are_kept_apart() {
    let rules = rules(vec![
        period(KeptFrom::LastEntry, &[CameOut::NobodyMet], 1),
        period(KeptFrom::LastEntry, &[CameOut::EndedEarly], 2),
        period(KeptFrom::LastEntry, &[], 3),
    ]);
    for (outcome, until) in [
        (None, "2026-03-28"),
        (Some(Outcome::EndedEarly), "2026-04-28"),
        (Some(Outcome::Agreement), "2026-05-28"),
    ] {
        let met = days().met.filter(|_| outcome.is_some());
        let days = CaseDays {
            outcome,
            met,
            ..days()
        };
        let kept = days.kept("conference", &rules).expect("a period");
        assert_eq!(kept.until, Some(day(until)));
    }
    let unfinished = CaseDays {
        outcome: None,
        ..days()
    };
    let kept = unfinished.kept("conference", &rules).expect("a period");
    assert_eq!(kept.until, Some(day("2026-05-28")), "somebody met");
}

#[test]
fn looking_into_a_case_and_holding_it_do_not_put_the_day_off() {
    let given = Given::conference()
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .here()
        .begun()
        .after(Command::EndSession(Outcome::EndedEarly));
    let mut last = None;
    let given = given.shows(|case| last = case.days().last);
    let hold = Command::Following(FollowingCommand::PlaceHold("a complaint".to_owned()));
    given
        .later(40 * 24 * 60 * 60)
        .restarted()
        .after(hold)
        .shows(|case| {
            let days = case.days();
            assert_eq!(days.last, last);
            let later = last.and_then(|last| last.checked_add_days(Days::new(40)));
            assert_eq!(days.held, later);
            assert_eq!(days.outcome, Some(Outcome::EndedEarly));
            assert_eq!(days.met, last);
        });
}

#[test]
fn whoever_disposes_of_a_case_hears_of_a_meeting_that_is_still_to_come() {
    let begun = || {
        Given::conference()
            .people([("Mira", "harmed"), ("Jay", "responsible")])
            .here()
            .begun()
    };
    let told = |given: Given, today: &str| {
        let mut said = None;
        given.shows(|case| said = case.meeting_to_come(day(today)));
        said.unwrap_or_default()
    };
    let put_off = || begun().after(Command::Adjourn(Some(day("2026-12-20"))));
    assert!(told(put_off(), "2026-12-01").contains("put off to 20 December 2026"));
    assert!(told(put_off(), "2026-12-20").contains("still to come"));
    // A day that is over by now: nobody came together since.
    let late = told(put_off(), "2027-02-01");
    assert!(late.contains("That day is over"), "{late}");
    assert!(!late.contains("still to come"), "{late}");
    let without_a_day = begun().after(Command::Adjourn(None));
    assert!(told(without_a_day, "2026-12-01").contains("another day"));
    let over = begun().after(Command::EndSession(Outcome::EndedEarly));
    assert_eq!(told(over, "2026-12-01"), "");
}
