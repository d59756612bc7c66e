//! Rows behind the doors, and what is said of the one that is selected.

use chrono::{DateTime, FixedOffset};

use super::{Entry, LOOKING};
use crate::script::counted;
use crate::tui::model::Model;
use crate::tui::office::Standing;
use crate::tui::theme::Role;
use crate::tui::widget::Row;

/// What somebody who never opened the program has to know before anything else.
const FIRST_OF_ALL: &str = "Nothing that is spoken is stored: there is no sound recording, ever. \
     Kept are times, the marks you make, and what you type. It stays on this computer, and \
     nothing is sent anywhere. The second door has fictional cases to try it with.";

/// One row of a list: what it is, and when it was last written in.
pub(super) fn row(entry: &Entry<'_>, model: &Model) -> Row {
    match entry {
        Entry::NewCase => Row::new("Begin a new case"),
        Entry::Practise(case) => Row::new(&case.script).with(&case.title),
        Entry::Case(case) => {
            let mark = if case.practice { "  PRACTICE" } else { "" };
            let damaged = case.missing.as_ref().map_or("", |_| "damaged, ");
            let stands = standing(&case.standing);
            let text = format!("{}{mark}  {damaged}{stands}", case.reference);
            let last = case.last_words.or(case.opened).map_or_else(
                || "no date can be read".to_owned(),
                |at| age(at, model.now.wall),
            );
            let unreadable = matches!(case.standing, Standing::Unreadable(_));
            let role = if unreadable || case.missing.is_some() {
                Role::Warning
            } else {
                Role::Text
            };
            Row::new(text).with(last).drawn(role)
        }
    }
}

/// More of the entry that is selected.
pub(super) fn details(entry: &Entry<'_>, model: &Model) -> String {
    match entry {
        Entry::NewCase => match &model.cases {
            None => LOOKING.to_owned(),
            Some(cases)
                if cases.list.is_empty() && cases.more == 0 && cases.real_problem.is_none() =>
            {
                FIRST_OF_ALL.to_owned()
            }
            Some(_) => String::new(),
        },
        Entry::Practise(case) => case.story.clone(),
        Entry::Case(case) => {
            let begun = case.opened.map_or_else(
                || "When it was begun cannot be read.".to_owned(),
                |at| format!("Begun {}.", at.format("%-d %B %Y")),
            );
            if let Standing::Unreadable(why) = &case.standing {
                return format!("{begun} {why}");
            }
            let begun = match case.missing.as_ref() {
                Some(missing) => format!("{}. {begun}", missing.trim_end_matches('.')),
                None => begun,
            };
            let Some(details) = &case.details else {
                return begun;
            };
            let draft = if details.draft {
                "; half-typed words wait"
            } else {
                ""
            };
            let waiting = details.waiting.in_words();
            let waiting = if waiting.is_empty() {
                String::new()
            } else {
                format!(" Left for later: {}.", waiting.join(", "))
            };
            let kept = details.kept.as_ref();
            let kept = kept.map_or_else(String::new, |kept| format!(" {kept}"));
            format!(
                "{begun} {}: {}, {}, {}{draft}.{waiting}{kept}",
                details.script,
                counted(details.people, "person", "people"),
                counted(details.marks, "mark", "marks"),
                counted(details.items, "item", "items"),
            )
        }
    }
}

fn standing(standing: &Standing) -> String {
    match standing {
        Standing::Prepared => "not begun".to_owned(),
        Standing::Running => "was going on".to_owned(),
        Standing::Adjourned(None) => "another day".to_owned(),
        Standing::Adjourned(Some(day)) => format!("goes on {}", day.format("%-d %b")),
        Standing::Ended(title) => title.to_lowercase(),
        Standing::Between(title) => {
            format!("{}, between two meetings", title.to_lowercase())
        }
        Standing::Closed(title) => format!("closed: {}", title.to_lowercase()),
        Standing::NotesWait(title) => {
            format!("{}, notes to go through", title.to_lowercase())
        }
        Standing::Unreadable(_) => "cannot be opened".to_owned(),
    }
}

/// How long ago something was, and when.
fn age(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
    let days = (now.date_naive() - at.date_naive()).num_days();
    match days {
        0 => format!("today {}", at.format("%H:%M")),
        1 => format!("yesterday {}", at.format("%H:%M")),
        2..=13 => format!("{days} days ago"),
        _ => at.format("%-d %b %Y").to_string(),
    }
}
