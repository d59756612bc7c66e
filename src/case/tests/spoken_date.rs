use chrono::{Datelike, NaiveDate, Weekday};
use proptest::prelude::*;

use crate::case::given::day;
use crate::case::spoken_date::{DateProblem, parse, spell_out};

/// A Sunday.
const SUNDAY: &str = "2026-11-22";

fn check(today: &str, table: &[(&str, &str)]) {
    for (said, meant) in table {
        assert_eq!(
            parse(said, day(today)),
            Ok(day(meant)),
            "{said:?} on {today}"
        );
    }
}

#[test]
fn spans_are_counted_from_today() {
    check(
        SUNDAY,
        &[
            ("today", "2026-11-22"),
            ("tomorrow", "2026-11-23"),
            ("the day after tomorrow", "2026-11-24"),
            ("in two weeks", "2026-12-06"),
            ("In two weeks' time.", "2026-12-06"),
            ("within two weeks", "2026-12-06"),
            ("two weeks", "2026-12-06"),
            ("in 10 days", "2026-12-02"),
            ("3 days", "2026-11-25"),
            ("a fortnight", "2026-12-06"),
            ("in a fortnight", "2026-12-06"),
            ("in a month", "2026-12-22"),
            ("three months from now", "2027-02-22"),
            ("a couple of weeks", "2026-12-06"),
            ("in a year", "2027-11-22"),
            ("a week tomorrow", "2026-11-30"),
            ("a week on friday", "2026-12-04"),
            ("friday week", "2026-12-04"),
            ("next week", "2026-11-29"),
            ("next month", "2026-12-22"),
        ],
    );
}

#[test]
fn a_month_later_is_the_last_day_where_the_month_is_shorter() {
    check("2027-01-31", &[("in a month", "2027-02-28")]);
}

#[test]
fn a_weekday_is_the_first_one_after_today_and_next_means_the_next_week() {
    check(
        SUNDAY,
        &[
            ("friday", "2026-11-27"),
            ("on Friday", "2026-11-27"),
            ("this fri", "2026-11-27"),
            ("next friday", "2026-11-27"),
            ("sunday", "2026-11-29"),
            ("next sunday", "2026-11-29"),
        ],
    );
    check(
        "2026-11-23",
        &[
            ("friday", "2026-11-27"),
            ("next friday", "2026-12-04"),
            ("monday", "2026-11-30"),
            ("next monday", "2026-11-30"),
        ],
    );
    check(
        "2026-11-27",
        &[("friday", "2026-12-04"), ("next friday", "2026-12-04")],
    );
    check(
        "2026-11-28",
        &[
            ("friday", "2026-12-04"),
            ("next friday", "2026-12-04"),
            ("sunday", "2026-11-29"),
            ("next sunday", "2026-12-06"),
        ],
    );
}

#[test]
fn ends_of_weeks_months_and_years() {
    check(
        "2026-11-25",
        &[
            ("end of the week", "2026-11-29"),
            ("the end of next week", "2026-12-06"),
            ("by the end of the month", "2026-11-30"),
            ("end of next month", "2026-12-31"),
            ("end of March", "2027-03-31"),
            ("end of November", "2026-11-30"),
            ("end of the year", "2026-12-31"),
        ],
    );
    check("2027-01-31", &[("end of next month", "2027-02-28")]);
}

#[test]
fn days_by_name_or_number_are_the_first_from_today_on() {
    check(
        SUNDAY,
        &[
            ("3 March", "2027-03-03"),
            ("3rd of March", "2027-03-03"),
            ("the 3rd of march", "2027-03-03"),
            ("march 3", "2027-03-03"),
            ("March 3rd, 2028", "2028-03-03"),
            ("13 dec", "2026-12-13"),
            ("22 November", "2026-11-22"),
            ("21 november", "2027-11-21"),
            ("friday 27 november", "2026-11-27"),
            ("13/12/2026", "2026-12-13"),
            ("13.12.26", "2026-12-13"),
            ("13/12", "2026-12-13"),
            ("3/3", "2027-03-03"),
            ("2026-12-13", "2026-12-13"),
            ("the 30th", "2026-11-30"),
            ("on the 3rd", "2026-12-03"),
            ("the 31st", "2026-12-31"),
        ],
    );
}

#[test]
fn a_leap_day_is_found_where_the_coming_year_has_one() {
    check("2027-06-01", &[("29 february", "2028-02-29")]);
}

#[test]
fn a_day_that_does_not_exist_is_named_kindly() {
    let problem = |said| parse(said, day(SUNDAY)).unwrap_err();
    let february = problem("31 february 2027");
    assert_eq!(
        february,
        DateProblem::NoSuchDay {
            day: 31,
            month: 2,
            year: 2027
        }
    );
    assert_eq!(
        february.to_string(),
        "There is no 31 February 2027: the month has 28 days."
    );
    assert!(
        problem("31 february")
            .to_string()
            .contains("no 31 February")
    );
    assert!(problem("31/11/2026").to_string().contains("30 days"));
    assert_eq!(
        problem("12/13/2026").to_string(),
        "There is no month 13. Put the day first, as in 13/12/2026."
    );
    assert_eq!(
        problem("friday 28 november 2026").to_string(),
        "That day is Saturday 28 November 2026, not a Friday."
    );
}

#[test]
fn a_past_date_is_returned_with_its_own_problem() {
    let problem = parse("13/12/2025", day(SUNDAY)).unwrap_err();
    assert_eq!(problem, DateProblem::Past(day("2025-12-13")));
    assert_eq!(problem.to_string(), "Saturday 13 December 2025 has passed.");
    assert_eq!(
        parse("yesterday", day(SUNDAY)),
        Err(DateProblem::Past(day("2026-11-21")))
    );
}

#[test]
fn what_is_too_far_off_or_no_date_is_refused_without_a_panic() {
    let today = day(SUNDAY);
    for far in [
        "in 4000000000 months",
        "in 99999999999 years",
        "1/1/2099",
        "in 30 years",
    ] {
        assert_eq!(parse(far, today), Err(DateProblem::TooFar), "{far}");
    }
    for odd in [
        "soon",
        "when he can",
        "march",
        "in weeks",
        "next",
        "end",
        "1/2/3/4",
        "the 32nd",
    ] {
        assert_eq!(parse(odd, today), Err(DateProblem::NotUnderstood), "{odd}");
    }
    assert_eq!(parse("  ", today), Err(DateProblem::Empty));
    assert_eq!(
        parse(&"friday ".repeat(40), today),
        Err(DateProblem::NotUnderstood)
    );
    assert!(parse("tomorrow", NaiveDate::MAX).is_err());
    assert!(parse("yesterday", NaiveDate::MIN).is_err());
}

#[test]
fn a_date_is_spelled_out_with_its_weekday() {
    assert_eq!(spell_out(day("2026-11-27")), "Friday 27 November 2026");
    assert_eq!(spell_out(day("2027-03-03")), "Wednesday 3 March 2027");
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (700_000..800_000).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap())
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in ".{0,90}", today in any_day()) {
        let _ = parse(&text, today);
    }

    #[test]
    fn any_mixture_of_date_words_is_read_without_a_panic(
        words in proptest::collection::vec(
            prop_oneof![
                Just("in".to_owned()), Just("a".to_owned()), Just("next".to_owned()),
                Just("end".to_owned()), Just("week".to_owned()), Just("friday".to_owned()),
                Just("february".to_owned()), Just("months".to_owned()), Just("from".to_owned()),
                "[0-9]{1,12}", "[0-9]{1,2}(st|nd|rd|th)", "[0-9]{1,4}[/.-][0-9]{1,4}[/.-][0-9]{1,4}",
            ],
            0..6,
        ),
        today in any_day(),
    ) {
        if let Ok(date) = parse(&words.join(" "), today) {
            prop_assert!(date >= today);
        }
    }

    #[test]
    fn a_date_that_was_spelled_out_reads_as_itself(today in any_day(), ahead in 0..7000_u64) {
        let date = today + chrono::Days::new(ahead);
        prop_assert_eq!(parse(&spell_out(date), today), Ok(date));
    }

    #[test]
    fn a_weekday_is_never_more_than_a_week_off(today in any_day()) {
        let date = parse("friday", today).unwrap();
        let days = (date - today).num_days();
        prop_assert!(date.weekday() == Weekday::Fri && (1..=7).contains(&days));
        let next = parse("next friday", today).unwrap();
        prop_assert!(next.weekday() == Weekday::Fri && next.iso_week() != today.iso_week());
    }
}
