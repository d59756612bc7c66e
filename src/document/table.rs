//! Tables as CSV: items and follow-ups, and what happened when.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use super::plan::{FollowUpDate, Plan, PlanItem};
use super::sheet::bare;
use crate::case::{Case, Event, FollowUpMade, PersonId, SpokenDate, TurnKey};
use crate::clean::Shape;

/// What starts a formula in a spreadsheet (CWE-1236).
const TRIGGERS: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\0', '|'];

/// Items with what became of them, then the days to get in touch with who was; a line each.
pub fn items(case: &Case, plan: &Plan) -> String {
    let mut table = Table::new(&[
        "practice",
        "reference",
        "version",
        "what",
        "number",
        "kind",
        "text",
        "who",
        "due",
        "stands",
        "said_on",
        "harmed_person_told_on",
        "given_so_far",
        "of",
        "counted_in",
    ]);
    let fixed = |what: &str| {
        vec![
            plan.practice.to_string(),
            plan.reference.clone(),
            plan.version.to_string(),
            what.to_owned(),
        ]
    };
    for item in &plan.items {
        let mut row = fixed("item");
        row.extend(item_cells(case, plan, item));
        table.row(&row);
    }
    for (number, follow_up) in (1..).zip(&plan.follow_ups) {
        let number: u32 = number;
        let mut row = fixed("follow-up");
        let made = made(case, plan, follow_up);
        let last = made.last();
        let stands = last.map_or("", |_| "got in touch");
        row.extend([
            number.to_string(),
            String::new(),
            follow_up.what.clone(),
            people(case, made),
            follow_up.on.to_string(),
            stands.to_owned(),
            last.map(|made| made.on.to_string()).unwrap_or_default(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ]);
        table.row(&row);
    }
    table.finish()
}

/// What is known of a day to get in touch: each time that somebody did.
fn made<'a>(case: &'a Case, plan: &Plan, follow_up: &FollowUpDate) -> &'a [FollowUpMade] {
    let days = case.follow_ups().into_iter();
    let mut days = days.filter(|day| day.session >= plan.session.number);
    let day = days.find(|day| day.on == follow_up.on && day.what == follow_up.what);
    let made = day.and_then(|day| case.following.made.get(&(day.session, day.place)));
    made.map_or(&[], Vec::as_slice)
}

fn people(case: &Case, made: &[FollowUpMade]) -> String {
    let people: BTreeSet<PersonId> = made.iter().filter_map(|made| made.person).collect();
    let names: Vec<String> = people.into_iter().map(|id| case.name(id)).collect();
    names.join(", ")
}

fn item_cells(case: &Case, plan: &Plan, item: &PlanItem) -> Vec<String> {
    let said = case.standing_of(item.id);
    let told = case
        .following
        .told
        .get(&item.id)
        .and_then(|told| told.last());
    let kind = serde_json::to_value(item.kind).unwrap_or_default();
    let day = |due: &SpokenDate| due.on.to_string();
    let mut agreed = case.agreed_items().iter();
    let agreed = agreed.find(|known| known.item == item.id);
    let so_far = agreed.and_then(|agreed| case.given_so_far(agreed));
    let counted_in = so_far.map_or("", |so_far| if so_far.hours { "hours" } else { "money" });
    vec![
        item.n.to_string(),
        kind.as_str().unwrap_or_default().to_owned(),
        item.text.clone(),
        plan.named(&item.owner),
        item.due.as_ref().map(day).unwrap_or_default(),
        said.map(|said| said.progress.title().to_owned())
            .unwrap_or_default(),
        said.map(|said| said.at.wall.date_naive().to_string())
            .unwrap_or_default(),
        told.map(|(_, on)| on.to_string()).unwrap_or_default(),
        so_far
            .map(|so_far| so_far.given.to_string())
            .unwrap_or_default(),
        so_far
            .and_then(|so_far| so_far.of)
            .map(|of| of.to_string())
            .unwrap_or_default(),
        counted_in.to_owned(),
    ]
}

/// What happened when, in the columns of an ODK audit log: the kind of entry, the stage and
/// prompt it belongs to, and its beginning and end in milliseconds since 1970.
///
/// It holds no words and no names. `end` is when the next prompt was gone to.
pub fn audit(case: &Case, practice: bool) -> String {
    let mut table = Table::new(&["event", "node", "start", "end", "number", "practice"]);
    let mut node = String::new();
    let moves: Vec<(u64, DateTime<FixedOffset>)> = case
        .history
        .iter()
        .filter(|recorded| matches!(recorded.event, Event::Moved { .. }))
        .map(|recorded| (recorded.number, recorded.at.wall))
        .collect();
    for recorded in &case.history {
        let mut end = None;
        if let Event::Moved { to } = &recorded.event {
            node = path(to);
            end = moves.iter().find(|(number, _)| *number > recorded.number);
        }
        let kind = recorded.event.kind();
        let kind = kind.as_deref().unwrap_or("unknown").replace('_', " ");
        table.row(&[
            kind,
            node.clone(),
            recorded.at.wall.timestamp_millis().to_string(),
            end.map(|(_, at)| at.timestamp_millis().to_string())
                .unwrap_or_default(),
            recorded.number.to_string(),
            practice.to_string(),
        ]);
    }
    table.finish()
}

fn path(turn: &TurnKey) -> String {
    let person = turn.person.map(|id| format!("/{id}")).unwrap_or_default();
    format!(
        "/round{}/{}/{}{person}",
        turn.round, turn.stage, turn.prompt
    )
}

struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    fn new(heads: &[&str]) -> Self {
        let writer = csv::WriterBuilder::new()
            .flexible(true)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let mut table = Self { writer };
        let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
        table.row(&heads);
        table
    }

    fn row(&mut self, cells: &[String]) {
        // Writing to memory cannot fail; a row of another length would stand all the same.
        let _ = self
            .writer
            .write_record(cells.iter().map(|cell| safe(cell)));
    }

    fn finish(self) -> String {
        let bytes = self.writer.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// A cell that no spreadsheet takes for a formula: an apostrophe before one that would begin like
/// one, also behind spaces and quotation marks.
fn safe(cell: &str) -> String {
    let cell = bare(cell, Shape::Lines).trim().to_owned();
    let first = cell.trim_start_matches([' ', '"', '\'']).chars().next();
    if first.is_some_and(|first| TRIGGERS.contains(&first)) {
        format!("'{cell}")
    } else {
        cell
    }
}
