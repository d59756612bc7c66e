//! What is due as a calendar file, for whoever keeps an eye on it.

#[cfg(test)]
mod tests;

use icalendar::{Calendar, Component, Event, EventLike};

use super::plan::Plan;
use super::sheet::line;

/// Whether a calendar says whose matter it is; calendars are shared and synchronized, so it does
/// not unless asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// The reference and a number alone.
    Without,
    /// The words of each item and the names in it.
    WithNames,
}

/// The review, each item with a day, and each day to get in touch, as all-day entries.
///
/// The same plan gives the same entries again, so a calendar that reads the file twice holds them
/// once.
pub fn write(plan: &Plan, naming: Naming) -> String {
    let reference = line(&plan.reference);
    let mut calendar = Calendar::new();
    let mut add = |id: String, on: chrono::NaiveDate, summary: String| {
        let summary = if plan.practice {
            format!("PRACTICE {summary}")
        } else {
            summary
        };
        // A whole day ends where the next one begins (RFC 5545, 3.6.1).
        let until = on.succ_opt().unwrap_or(on);
        let event = Event::new()
            .uid(&format!("{reference}-{}-{id}@talking-piece", plan.version))
            .timestamp(plan.closed.to_utc())
            .summary(&summary)
            .starts(on)
            .ends(until)
            .done();
        calendar.push(event);
    };
    for item in &plan.items {
        if let Some(due) = &item.due {
            let summary = match naming {
                Naming::Without => format!("{reference}: item {} is due", item.n),
                Naming::WithNames => format!("{reference}: {}", line(&item.text)),
            };
            add(format!("item{}", item.id), due.on, summary);
        }
    }
    if let Some(review) = plan.review {
        add(
            "review".to_owned(),
            review,
            format!("{reference}: looked at again"),
        );
    }
    for (number, follow_up) in (1..).zip(&plan.follow_ups) {
        let number: u32 = number;
        // A script's own words, which name nobody.
        let summary = format!("{reference}: {}", line(&follow_up.what));
        add(format!("follow-up{number}"), follow_up.on, summary);
    }
    calendar.to_string()
}
