//! Which case is selected first: one whose meeting was going on, so that a single key leads back to
//! it. Whoever comes back in the middle of a meeting has people waiting.

use super::Entry;
use crate::case::Now;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::Model;
use crate::tui::office::{CaseSummary, Standing};

/// Where the meeting stands that is gone on with first: what was put off to today and what was going
/// on today, the one written in last before the others; or else what was going on last.
pub(super) fn place(entries: &[Entry<'_>], now: Now) -> Option<usize> {
    let today = now.wall.date_naive();
    let is_of_today = |case: &CaseSummary| match case.standing {
        Standing::Adjourned(day) => day == Some(today),
        _ => case.last_words.is_some_and(|at| at.date_naive() == today),
    };
    let rows = entries.iter().enumerate();
    rows.filter_map(|(place, entry)| match entry {
        Entry::Case(case) => Some((place, *case)),
        Entry::NewCase | Entry::Practise(_) => None,
    })
    .filter(|(_, case)| match case.standing {
        Standing::Running => true,
        Standing::Adjourned(_) => is_of_today(case),
        _ => false,
    })
    // Of two that are alike the upper one.
    .max_by_key(|(place, case)| (is_of_today(case), case.last_words, usize::MAX - place))
    .map(|(place, _)| place)
}

/// That a practice meeting was going on today, for the other doors: after a power cut the program
/// opens at the real ones, and whoever was practising would look for it there.
pub(super) fn in_practice(model: &Model) -> Option<String> {
    let today = model.now.wall.date_naive();
    let mut cases = model.cases.iter().flat_map(|cases| &cases.list);
    let waits = cases.any(|case| {
        let of_today = case.last_words.is_some_and(|at| at.date_naive() == today);
        case.practice && case.standing == Standing::Running && of_today
    });
    let key = model.key(Action::Practise, &[Context::Home]);
    waits.then(|| format!("Today's practice meeting waits behind {key}."))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset, TimeDelta};

    use super::*;

    const NOW: &str = "2026-11-23T14:00:00+00:00";

    fn case(reference: &str, hours: i64, standing: Standing) -> CaseSummary {
        let now: DateTime<FixedOffset> = NOW.parse().unwrap();
        let at = Some(now - TimeDelta::hours(hours));
        CaseSummary {
            reference: reference.to_owned(),
            practice: false,
            protected: false,
            standing,
            missing: None,
            opened: at,
            last_words: at,
            details: None,
        }
    }

    /// The reference of the case that is selected of these.
    fn first(cases: &[CaseSummary]) -> Option<&str> {
        let now = Now {
            wall: NOW.parse().unwrap(),
            steady: 0,
        };
        let rows: Vec<Entry<'_>> = std::iter::once(Entry::NewCase)
            .chain(cases.iter().map(Entry::Case))
            .collect();
        let place = place(&rows, now)?;
        Some(&cases[place - 1].reference)
    }

    #[test]
    fn of_two_meetings_that_were_going_on_the_last_one_is_selected() {
        let cases = [
            case("old", 900, Standing::Running),
            case("last", 500, Standing::Running),
            case("ready", 1, Standing::Prepared),
        ];
        assert_eq!(first(&cases), Some("last"));
    }

    #[test]
    fn what_was_put_off_to_today_comes_before_what_stopped_on_another_day() {
        let today = "2026-11-23".parse().ok();
        let cases = [
            case("stopped", 30, Standing::Running),
            case("today", 170, Standing::Adjourned(today)),
        ];
        assert_eq!(first(&cases), Some("today"));
    }

    #[test]
    fn where_no_meeting_was_going_on_nothing_is_selected_before_a_new_case() {
        let later = "2026-12-01".parse().ok();
        let cases = [
            case("ready", 1, Standing::Prepared),
            case("later", 1, Standing::Adjourned(later)),
            case("notes", 1, Standing::NotesWait("agreement")),
            case("broken", 1, Standing::Unreadable(String::new())),
        ];
        assert_eq!(first(&cases), None);
    }
}
