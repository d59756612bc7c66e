//! `show`: one case on a page, without anybody's words.

use chrono::{DateTime, FixedOffset};
use clap::Args;
use serde::Serialize;

use super::output::counted;
use super::world::World;
use crate::case::{BroughtFrom, Case, Counted, PersonId, Session, SessionStatus};
use crate::desk::incomplete;
use crate::document::counting::why_not;
use crate::document::who_came;
use crate::problem::Problem;

/// Show where a case stands
#[derive(Debug, Args)]
pub(super) struct Show {
    /// Reference of the case, such as RC-0412
    #[arg(value_name = "REF")]
    reference: String,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
    /// The case is a practice case
    #[arg(long)]
    practice: bool,
}

#[derive(Serialize)]
struct Summary {
    #[serde(rename = "ref")]
    reference: String,
    practice: bool,
    script: String,
    script_version: u32,
    title: String,
    opened: Option<DateTime<FixedOffset>>,
    incomplete: Option<String>,
    people: Vec<Somebody>,
    sessions: Vec<Meeting>,
    marks: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    carried: Option<usize>,
    items: usize,
    agreement_version: Option<u16>,
    agreement_closed: bool,
    /// That the case is closed, when, and how it came out.
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<String>,
    /// The plan of another case that the agreement was read from, as it speaks of itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    agreement_brought_from: Option<BroughtFrom>,
    /// None while one side alone is in the room, for it counts what the other said too.
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<u64>,
}

#[derive(Serialize)]
struct Somebody {
    id: String,
    called: String,
    roles: Vec<String>,
}

#[derive(Serialize)]
struct Meeting {
    number: u16,
    kind: String,
    started: DateTime<FixedOffset>,
    standing: String,
    #[serde(skip)]
    ended: bool,
    there: Vec<String>,
    sent_word: Vec<String>,
    caught_up: Vec<CaughtUp>,
    #[serde(skip)]
    attendance: Vec<String>,
    counted: bool,
    not_counted_because: Vec<String>,
}

#[derive(Serialize)]
struct CaughtUp {
    id: String,
    in_meeting: u16,
}

impl Show {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let read = world.read(&self.reference, self.practice)?;
        let summary = Summary::of(&read.case, self.practice, incomplete(&read.content));
        if self.json {
            return world.output.json(&summary);
        }
        for line in summary.lines() {
            world.output.line(&line)?;
        }
        Ok(())
    }
}

impl Summary {
    fn of(case: &Case, practice: bool, incomplete: Option<String>) -> Self {
        let people = case.people_shown().map(|person| Somebody {
            id: person.id.to_string(),
            called: person.details.name.clone(),
            roles: person
                .details
                .roles
                .iter()
                .map(ToString::to_string)
                .collect(),
        });
        let sessions = case.earlier_sessions.iter().chain(&case.session);
        let items = case.agreement.items.iter().filter(|item| !item.removed);
        Self {
            reference: case.reference.clone(),
            practice,
            script: case.script.id.to_string(),
            script_version: case.script.version,
            title: case.script.title.clone(),
            opened: case.opened.map(|at| at.wall),
            incomplete,
            people: people.collect(),
            sessions: sessions
                .map(|session| meeting(case, session, practice))
                .collect(),
            marks: case.marks.len(),
            carried: case
                .script
                .carries()
                .then_some(case.carrying.messages.len()),
            items: items.count(),
            agreement_version: case
                .agreement
                .closings
                .last()
                .map(|(_, closed)| closed.version),
            agreement_closed: case.agreement.closed,
            closed: case.closed_in_words(),
            agreement_brought_from: case.agreement_brought_from().cloned(),
            entries: (!case.is_partly_hidden())
                .then(|| case.history.last().map_or(0, |last| last.number)),
        }
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(self.incomplete.clone());
        if self.practice {
            lines.push("PRACTICE - a fictional case, not a real one".to_owned());
        }
        let opened = self.opened.map_or_else(|| "-".to_owned(), minute);
        let entries = self.entries.map_or_else(String::new, |entries| {
            format!(", {}", counted(entries, "entry", "entries"))
        });
        lines.push(format!("{}  {}", self.reference, self.title));
        lines.push(format!(
            "Script {} version {}, begun {opened}{entries}",
            self.script, self.script_version,
        ));
        lines.extend(self.closed.clone());
        for somebody in &self.people {
            let roles = somebody.roles.join(", ");
            lines.push(format!("{:<4} {} ({roles})", somebody.id, somebody.called));
        }
        for meeting in &self.sessions {
            lines.push(format!(
                "Meeting {} ({}), begun {}: {}",
                meeting.number,
                meeting.kind,
                minute(meeting.started),
                meeting.standing
            ));
            let came = meeting.attendance.iter();
            lines.extend(came.map(|said| format!("  {said}")));
            if meeting.ended && meeting.counted {
                lines.push("  Counted".to_owned());
            } else if meeting.ended {
                let why = meeting.not_counted_because.join("; ");
                lines.push(format!("  Not counted: {why}"));
            }
        }
        lines.push(match (self.agreement_version, self.agreement_closed) {
            (None, _) => {
                let items = u64::try_from(self.items).unwrap_or(u64::MAX);
                let items = counted(items, "item", "items");
                format!("No closed agreement; {items} on the board")
            }
            (Some(version), true) => format!("Agreement closed, version {version}"),
            (Some(version), false) => {
                format!("Agreement opened again after version {version}")
            }
        });
        if let Some(from) = &self.agreement_brought_from {
            lines.push(format!(
                "  brought from elsewhere, not verified: {}, version {}, closed on {}, code {}",
                from.reference,
                from.version,
                from.closed.format("%Y-%m-%d"),
                from.fingerprint
            ));
        }
        lines.push(match self.marks {
            1 => "1 mark or note".to_owned(),
            marks => format!("{marks} marks and notes"),
        });
        if let Some(carried) = self.carried {
            lines.push(match carried {
                1 => "1 message or letter".to_owned(),
                carried => format!("{carried} messages and letters"),
            });
        }
        lines
    }
}

fn meeting(case: &Case, session: &Session, practice: bool) -> Meeting {
    let standing = match (session.status, &session.ended) {
        (SessionStatus::Ended, Some(ended)) => {
            format!("ended, {}", session.title_of(ended.outcome))
        }
        (SessionStatus::Ended, None) => "ended".to_owned(),
        (SessionStatus::Running, _) => "going on".to_owned(),
        (SessionStatus::Adjourned { until: Some(day) }, _) => format!("goes on on {day}"),
        (SessionStatus::Adjourned { until: None }, _) => "goes on another day".to_owned(),
    };
    let not_counted_because = match session.counts(practice) {
        Counted::Yes => Vec::new(),
        Counted::No(why) => why.iter().map(|why| why_not(case, session, why)).collect(),
    };
    let came = who_came::of(case, session);
    let ids = |people: &[PersonId]| people.iter().map(ToString::to_string).collect();
    let caught_up = came.caught_up.iter().map(|(id, number)| CaughtUp {
        id: id.to_string(),
        in_meeting: *number,
    });
    Meeting {
        there: ids(&came.there),
        sent_word: ids(&came.sent_word),
        caught_up: caught_up.collect(),
        attendance: came.in_words(|id| id.to_string()),
        number: session.number,
        kind: session.kind.to_string(),
        started: session.started.wall,
        standing,
        ended: session.ended.is_some(),
        counted: not_counted_because.is_empty(),
        not_counted_because,
    }
}

/// A moment as people read it.
fn minute(at: DateTime<FixedOffset>) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}
