//! What was agreed as tasks for Taskwarrior (`task import`).

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::plan::{Plan, PlanItem};
use super::sheet::line;
use crate::case::{Case, ItemId, Progress};

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
    let status = match last.map_or(Progress::Open, |said| said.progress) {
        Progress::Open | Progress::Begun | Progress::Partly | Progress::NotDone => "pending",
        Progress::Done | Progress::Changed => "completed",
        Progress::Dropped => "deleted",
    };
    // It is a task since its wording was agreed, however often the agreement was closed since.
    let since = case.worded_since(item.id);
    let since = since.map_or(plan.closed.to_utc(), |at| at.wall.to_utc());
    let end = last.filter(|_| status != "pending");
    // A clock that was put back ends nothing before it began.
    let end = end.map(|said| stamp(said.at.wall.to_utc().max(since)));
    let entry = stamp(since);
    let who = plan.named(&item.owner);
    let annotations = (!who.is_empty())
        .then(|| Annotation {
            entry: entry.clone(),
            description: format!("Who: {who}"),
        })
        .into_iter()
        .collect();
    Task {
        uuid: uuid(plan, item.id),
        status,
        entry,
        end,
        due: item
            .due
            .as_ref()
            .map(|due| stamp(due.on.and_time(NaiveTime::MIN).and_utc())),
        project: line(&plan.reference),
        description: line(&item.text),
        annotations,
        tags: if plan.practice {
            vec!["practice"]
        } else {
            Vec::new()
        },
    }
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
