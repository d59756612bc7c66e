//! What happened, when, in plain words: for the debrief after a meeting.
//!
//! The timeline tells process facts. It names kinds of marks and never words of
//! anybody, so that it can be looked at together.

mod carrying;
mod consenting;
#[cfg(test)]
mod copies_tests;
mod course;
mod gates;
mod phrases;
mod preparing;
mod sentence;
#[cfg(test)]
mod shared_names_tests;
#[cfg(test)]
mod tests;

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::paper::WATERMARK;
use super::sheet::{Sheet, line};
use crate::case::{AfterwardsEvent, Case, EraseRule, Event, Recorded, Typed};
use sentence::Teller;

/// What stands above what was added after a closing.
const ADDED: &str = "Added after it was closed:";

/// One line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimelineEntry {
    /// Whether the case is fictional; on every line, so that none can pass for a real one.
    pub practice: bool,
    /// Number of the entry in the journal.
    pub number: u64,
    /// When it happened; of a meeting that was entered later, the time that was typed.
    pub at: DateTime<FixedOffset>,
    /// When it was entered, where that was later than it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entered: Option<DateTime<FixedOffset>>,
    /// Whether it was added after something was closed, and before people met again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub added: bool,
    /// What kind of thing it is.
    pub kind: EntryKind,
    /// Whether it was taken back later.
    pub taken_back: bool,
    /// What happened, in words.
    pub sentence: String,
}

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// The case was opened or gone on with.
    Case,
    /// The clock of the computer was changed.
    Clock,
    /// Somebody came, went or was added.
    People,
    /// The meeting began, paused for another day or ended.
    Session,
    /// A stage began.
    Stage,
    /// Somebody's turn.
    Turn,
    /// The order of speaking or of stages.
    Order,
    /// A check or a decision.
    Decision,
    /// A break.
    Break,
    /// A time-out.
    TimeOut,
    /// Time without the facilitator.
    PrivateTime,
    /// A mark; its kind and nothing else.
    Mark,
    /// Ground rules, opening, and what a plan is held against.
    Groundwork,
    /// Items, answers, closing, signatures and copies.
    Agreement,
    /// Something was prepared or found out before people met.
    Preparation,
    /// Somebody agreed to something, or said no to it.
    Consent,
    /// Messages and letters.
    Carried,
    /// Something was recorded once a meeting was over.
    Afterwards,
    /// Words were erased.
    Erasure,
    /// Something was taken back or put back.
    TakenBack,
    /// An entry of a newer program.
    Newer,
}

/// Everything that happened in a case, oldest first.
///
/// What was entered later stands where it happened. Everything else keeps the order of the
/// journal, for a clock that was set back makes nothing happen earlier.
pub fn timeline(case: &Case, practice: bool) -> Vec<TimelineEntry> {
    let mut latest = None;
    let with_times = told(case, practice).into_iter().map(|entry| {
        let at = Some(entry.at);
        if entry.entered.is_some() {
            return (at, entry);
        }
        latest = latest.max(at);
        (latest, entry)
    });
    let mut entries: Vec<_> = with_times.collect();
    entries.sort_by_key(|(at, _)| *at);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// Everything that was recorded in a case, in the order of the journal.
fn told(case: &Case, practice: bool) -> Vec<TimelineEntry> {
    let mut teller = Teller::new(case);
    let mut closed = None;
    let history = case.history.iter().enumerate();
    history
        .filter(|(_, recorded)| !is_nobody_elses(&recorded.event))
        .map(|(place, recorded)| {
            let before = teller.typed;
            let (kind, sentence) = teller.tell(recorded);
            let taken_back = case.undone.contains(&recorded.number);
            if taken_back {
                teller.typed = before;
            }
            // The end of a meeting that was entered later, or its putting off, still happened at
            // the time typed last, and its beginning at the time that was typed with it.
            let starts = matches!(recorded.event, Event::SessionStarted { .. });
            let begins = || starts.then(|| typed_with(&case.history[place..]))?;
            let typed = teller.typed.or(before).or_else(begins);
            let added = is_added(recorded, &mut closed);
            TimelineEntry {
                added,
                practice,
                number: recorded.number,
                at: typed.unwrap_or(recorded.at.wall),
                entered: typed.map(|_| recorded.at.wall),
                kind,
                taken_back,
                sentence,
            }
        })
        .collect()
}

/// Whether an entry was added after the command that `closed` something, which it may do itself.
fn is_added(recorded: &Recorded, closed: &mut Option<u64>) -> bool {
    let event = &recorded.event;
    if matches!(event, Event::SessionStarted { .. } | Event::SessionResumed) {
        *closed = None;
    } else if event.ends_something() {
        *closed = Some(recorded.command);
    }
    closed.is_some_and(|command| command != recorded.command)
}

/// Whether an event is the facilitator's own: that they looked back, or erased it. The journal has
/// it, and no document does.
fn is_nobody_elses(event: &Event) -> bool {
    let wrote = matches!(event, Event::Afterwards(AfterwardsEvent::LookedBack { .. }));
    let erased = |rule: EraseRule| rule == EraseRule::LookBack;
    wrote || matches!(event, Event::WordsErased(erasure) if erased(erasure.rule))
}

/// The time that was typed when a meeting was begun that was held before.
fn typed_with(begun: &[Recorded]) -> Option<Typed> {
    let (started, rest) = begun.split_first()?;
    let next = rest
        .first()
        .filter(|next| next.command == started.command)?;
    if let Event::TimeTyped { time } = next.event {
        Some(time)
    } else {
        None
    }
}

/// The timeline as plain text in 72 columns, a heading for each day.
pub fn write(case: &Case, practice: bool) -> String {
    let mut sheet = Sheet::default();
    sheet.add(0, &format!("Timeline of {}", line(&case.reference)));
    let (mut day, mut added) = (None, false);
    for entry in timeline(case, practice) {
        let date = entry.at.date_naive();
        if day != Some(date) {
            day = Some(date);
            if practice {
                sheet.gap();
                sheet.add(0, WATERMARK);
            }
            sheet.heading(&date.format("%A %-d %B %Y").to_string());
        }
        if entry.added && !added {
            sheet.add(0, ADDED);
        }
        added = entry.added;
        let time = entry.at.format("%H:%M:%S  ").to_string();
        let later = entry.entered.filter(|_| entry.kind == EntryKind::Session);
        let later = later.map_or_else(String::new, |on| {
            format!(" (entered later, on {})", on.format("%-d %B %Y"))
        });
        let taken_back = if entry.taken_back {
            " (taken back)"
        } else {
            ""
        };
        sheet.add_hanging(
            &time,
            time.len(),
            &format!("{}{later}{taken_back}", entry.sentence),
        );
    }
    sheet.into_text()
}
