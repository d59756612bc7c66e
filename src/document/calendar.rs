//! What is due as a calendar file, for whoever keeps an eye on it.

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike};

use super::sheet::line;
use crate::case::{Case, Due, DueWhat};

/// Whether a calendar says whose matter it is; calendars are shared and synchronized, so it does
/// not unless asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// The reference and a number alone.
    Without,
    /// The words of each item and the names in it.
    WithNames,
}

/// Everything that is due as all-day entries, the same that [`Case::due`] tells everywhere else;
/// none once the case is closed.
///
/// The same case gives the same entries again, so a calendar that reads the file twice holds them
/// once.
pub fn write(case: &Case, practice: bool, naming: Naming) -> String {
    let reference = line(&case.reference);
    let version = case.agreement.closings.len();
    let mut calendar = Calendar::new();
    for due in case.due() {
        let (id, what) = told(case, &due, naming);
        let mark = if practice { "PRACTICE " } else { "" };
        // A whole day ends where the next one begins (RFC 5545, 3.6.1).
        let until = due.on.succ_opt().unwrap_or(due.on);
        let event = Event::new()
            .uid(&format!("{reference}-{version}-{id}@talking-piece"))
            .timestamp(since(case))
            .summary(&format!("{mark}{reference}: {what}"))
            .starts(due.on)
            .ends(until)
            .done();
        calendar.push(event);
    }
    calendar.to_string()
}

/// When it came to be due, as far as a calendar asks: with the last closing, or with the end of
/// the last meeting.
fn since(case: &Case) -> DateTime<Utc> {
    let closed = case.agreement.closings.last().map(|(at, _)| *at);
    let mut ended = case.sessions().filter_map(|session| session.ended.as_ref());
    let ended = ended.next_back().map(|ended| ended.at);
    let at = closed.or(ended).or(case.opened);
    at.map_or(DateTime::UNIX_EPOCH, |at| at.wall.to_utc())
}

/// What an entry is called among the others of its case, and what it says.
fn told(case: &Case, due: &Due, naming: Naming) -> (String, String) {
    match &due.what {
        DueWhat::GoesOn => ("goes-on".to_owned(), "the meeting goes on".to_owned()),
        DueWhat::Review => ("review".to_owned(), "looked at again".to_owned()),
        DueWhat::Item(number) => {
            let place = usize::from(number.saturating_sub(1));
            let item = case.agreed_items().get(place);
            let id = item.map_or_else(|| number.to_string(), |item| item.item.to_string());
            let what = match (naming, item) {
                (Naming::WithNames, Some(item)) => line(&item.draft.text),
                (Naming::Without, _) | (_, None) => format!("item {number} is due"),
            };
            (format!("item{id}"), what)
        }
        // A script's own words, which name nobody.
        DueWhat::FollowUp(what) => (follow_up(case, due.on, what), line(what)),
    }
}

/// A day to get in touch keeps what it is called when others of its meeting are done.
fn follow_up(case: &Case, on: NaiveDate, what: &str) -> String {
    let mut days = case.follow_ups().into_iter();
    let day = days.find(|day| day.on == on && day.what == what && !day.made);
    day.map_or_else(
        || format!("follow-up-{on}"),
        |day| format!("follow-up{}-{}", day.session, day.place),
    )
}
