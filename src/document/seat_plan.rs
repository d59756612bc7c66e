//! The seats of a meeting, drawn as a circle of text.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::paper::WATERMARK;
use super::sheet::{COLUMNS, Sheet, line};
use crate::case::{Case, PersonId};

/// The widest half of the circle, in columns: wider, it no longer looks like one.
const WIDEST_HALF: usize = 24;
/// Rows of a circle on paper.
const ROWS_ON_PAPER: usize = 26;
const DOOR: &str = "[ door ]";

/// Draws a circle of seats, the first opposite the door and the others as the hands of a
/// clock go, in at most so many columns and rows.
///
/// Seats are numbered from 1. A name that is wider than its place ends in `…`; where there are
/// more people than rows, the rows that do not fit are left to whoever draws them.
pub fn circle(names: &[String], columns: usize, rows: usize) -> Vec<String> {
    let labels: Vec<String> = (1..)
        .zip(names)
        .map(|(seat, name)| format!("{seat} {name}"))
        .collect();
    let Some((top, others)) = labels.split_first() else {
        return Vec::new();
    };
    let sides = others.len() / 2;
    let (right, others) = others.split_at(sides);
    let (bottom, left) = others.split_at(others.len() - sides);
    let apart = spacing(sides, rows);
    let centre = columns / 2;
    let widest = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let half = centre.saturating_sub(widest.min(centre / 2) + 1);
    let half = half.min(WIDEST_HALF);
    let mut lines = vec![in_the_middle(top, columns)];
    let across = right.iter().zip(left.iter().rev()).zip(1..);
    for ((right, left), place) in across {
        lines.extend(std::iter::repeat_n(String::new(), apart - 1));
        let out = reach(half, place, sides + 1);
        lines.push(on_both_sides(left, right, centre, out, columns));
    }
    lines.extend(std::iter::repeat_n(String::new(), apart - 1));
    if let [bottom] = bottom {
        lines.push(in_the_middle(bottom, columns));
    }
    lines.push(in_the_middle(DOOR, columns));
    lines
}

/// How many rows lie between one seat and the next.
fn spacing(sides: usize, rows: usize) -> usize {
    // The first seat, the last one, and the door.
    let needed = |apart: usize| 3 + (sides + 1) * apart;
    [3, 2]
        .into_iter()
        .find(|apart| needed(*apart) <= rows)
        .unwrap_or(1)
}

/// How far a seat lies from the middle: most in the middle row, least at both ends.
fn reach(half: usize, place: usize, places: usize) -> usize {
    // Half of a circle, in whole numbers: half × 2 × √(t × (1 - t)).
    let inside = 4 * half * half * place * (places - place) / (places * places);
    inside.isqrt()
}

fn in_the_middle(label: &str, columns: usize) -> String {
    let label = fitted(label, columns);
    let before = columns.saturating_sub(label.width()) / 2;
    format!("{}{label}", " ".repeat(before))
}

fn on_both_sides(left: &str, right: &str, centre: usize, out: usize, columns: usize) -> String {
    let end = centre.saturating_sub(out);
    let start = centre + out;
    let left = fitted(left, end);
    let right = fitted(right, columns.saturating_sub(start));
    let before = end.saturating_sub(left.width());
    let between = start - end;
    format!("{}{left}{}{right}", " ".repeat(before), " ".repeat(between))
}

/// A label cut to so many columns, with `…` where something is missing.
fn fitted(label: &str, columns: usize) -> String {
    if label.width() <= columns {
        return label.to_owned();
    }
    let mut short = String::new();
    for grapheme in label.graphemes(true) {
        if short.width() + grapheme.width() + 1 > columns {
            break;
        }
        short.push_str(grapheme);
    }
    if columns > 0 {
        short.push('…');
    }
    short
}

/// Writes the seat plan for paper, in 72 columns: the circle, then every seat with its name in
/// full, then whoever sits outside of it or takes part without being in the room.
pub fn write(case: &Case, practice: bool) -> String {
    let seating = case.seating();
    let mut sheet = Sheet::default();
    sheet.add(0, &format!("Seats for {}", line(&case.reference)));
    if let Some(kind) = case.kind_to_seat().filter(|_| case.script.has_sides()) {
        sheet.add(0, &kind.title);
    }
    if practice {
        sheet.gap();
        sheet.add(0, WATERMARK);
    }
    sheet.gap();
    let names: Vec<String> = seating.circle.iter().map(|id| name(case, *id)).collect();
    for row in circle(&names, COLUMNS, ROWS_ON_PAPER) {
        sheet.add_drawn(&row);
    }
    if !seating.circle.is_empty() {
        sheet.heading("The circle");
    }
    for (seat, id) in (1..).zip(&seating.circle) {
        let seat = format!("{seat:>2}  ");
        sheet.add_hanging(&seat, 4, &with_roles(case, *id));
    }
    if !seating.outer.is_empty() {
        sheet.heading("Outside of the circle");
    }
    for id in &seating.outer {
        sheet.add_hanging("    ", 4, &with_roles(case, *id));
    }
    if !seating.apart.is_empty() {
        sheet.heading("Not in the room");
    }
    for id in &seating.apart {
        let way = case.person(*id).map(|person| person.details.attends);
        let said = format!(
            "{}, {}",
            with_roles(case, *id),
            way.unwrap_or_default().title()
        );
        sheet.add_hanging("    ", 4, &said);
    }
    sheet.into_text()
}

fn name(case: &Case, id: PersonId) -> String {
    line(&case.name(id))
}

fn with_roles(case: &Case, id: PersonId) -> String {
    let roles = case
        .person(id)
        .map(|person| person.details.roles.as_slice());
    let roles = roles.unwrap_or_default().iter().filter_map(|role| {
        let role = case.script.role(role)?;
        Some(line(&role.name))
    });
    let roles: Vec<String> = roles.collect();
    format!("{} ({})", name(case, id), roles.join(", "))
}

#[cfg(test)]
mod tests;
