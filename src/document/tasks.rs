//! What was agreed as tasks for Taskwarrior (`task import`).

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::plan::{Plan, PlanItem};
use super::sheet::bare;
use crate::case::{Case, ItemId, Progress};
use crate::clean::Shape;
use crate::script::capitalized;

/// The states of a task that are used, as Taskwarrior has them.
const PENDING: &str = "pending";
const COMPLETED: &str = "completed";
const DELETED: &str = "deleted";

/// One task, as Taskwarrior's import format has it: times in UTC, names as tags are not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Task {
    uuid: String,
    status: &'static str,
    entry: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    project: String,
    description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    annotations: Vec<Annotation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Annotation {
    entry: String,
    description: String,
}

/// Each item of the plan as a task.
///
/// An item keeps its task's number over versions of the plan, so that importing again changes the
/// task instead of adding another.
pub fn tasks(case: &Case, plan: &Plan) -> Vec<Task> {
    plan.items
        .iter()
        .map(|item| task(case, plan, item))
        .collect()
}

fn task(case: &Case, plan: &Plan, item: &PlanItem) -> Task {
    let last = case.standing_of(item.id);
    let progress = last.map_or(Progress::Open, |said| said.progress);
    let status = status_of(progress);
    // It is a task since its wording was agreed, however often the agreement was closed since.
    let since = case.worded_since(item.id);
    let since = since.map_or(plan.closed.to_utc(), |at| at.wall.to_utc());
    let end = last.filter(|_| status != PENDING);
    // A clock that was put back ends nothing before it began.
    let end = end.map(|said| stamp(said.at.wall.to_utc().max(since)));
    let entry = stamp(since);
    let mut annotations = Vec::new();
    let mut note = |at: &String, description: String| {
        annotations.push(Annotation {
            entry: at.clone(),
            description,
        });
    };
    let who = plan.named(&item.owner);
    if !who.is_empty() {
        note(&entry, format!("Who: {}", bare(&who, Shape::Line)));
    }
    if let Some(end) = end.as_ref().filter(|_| status == DELETED) {
        note(end, capitalized(progress.title()));
    }
    let mut tags = Vec::new();
    if plan.practice {
        tags.push("practice");
    }
    if progress == Progress::Changed {
        tags.push("changed");
    }
    Task {
        uuid: uuid(plan, item.id),
        status,
        entry,
        end,
        due: item.due.as_ref().map(|due| due_stamp(plan, due.on)),
        project: bare(&plan.reference, Shape::Line),
        description: bare(&item.text, Shape::Line),
        annotations,
        tags,
    }
}

/// What was changed or let go was not done, and nobody has to do it any more. The wording that
/// takes the place of a changed one is a task of its own once the agreement is closed with it: the
/// same one, which is to be done again, or that of another item.
fn status_of(progress: Progress) -> &'static str {
    match progress {
        Progress::Open | Progress::Begun | Progress::Partly | Progress::NotDone => PENDING,
        Progress::Done => COMPLETED,
        Progress::Changed | Progress::Dropped => DELETED,
    }
}

/// Noon of a day where the meeting was held.
///
/// Taskwarrior shows local time: the beginning of the day in UTC would be the day before in every
/// country to the west. Noon stays the same day also where the clocks were put forward since the
/// meeting, or where somebody reads it a few zones away; the last minute of the day would not.
fn due_stamp(plan: &Plan, on: NaiveDate) -> String {
    let noon = on.and_time(NaiveTime::MIN) + TimeDelta::hours(12);
    let there = noon.and_local_timezone(*plan.session.started.offset());
    stamp(there.earliest().map_or(noon.and_utc(), |at| at.to_utc()))
}

fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A number made from the case and the item, in the shape of a version 8 UUID (RFC 9562, for
/// numbers made in a way of one's own).
fn uuid(plan: &Plan, item: ItemId) -> String {
    let hash = Sha256::digest(format!("talking-piece {} {item}", plan.reference));
    let mut bytes: Vec<u8> = hash.iter().copied().take(16).collect();
    if let [_, _, _, _, _, _, version, _, variant, ..] = bytes.as_mut_slice() {
        *version = *version & 0x0f | 0x80;
        *variant = *variant & 0x3f | 0x80;
    }
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    let hex: String = bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 0x0f)])
        .collect();
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}
