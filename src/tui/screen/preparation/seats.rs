//! Who sits where, drawn as a circle, with the list whose order can be changed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::case::{Case, PersonId};
use crate::document::seat_plan;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row};

use super::entry::Entry;

/// Columns of the list beside the circle.
const LIST_COLUMNS: u16 = 26;
/// Narrower than this, the list stands alone.
const NARROWEST: u16 = 70;

/// The circle, seat by seat; then whoever sits outside of it.
pub(super) fn entries(case: &Case) -> Vec<Entry> {
    let circle = case.seating().circle.into_iter().enumerate();
    circle
        .map(|(seat, id)| Entry::new(Row::new(format!("{} {}", seat + 1, told_apart(case, id)))))
        .collect()
}

/// Draws the circle with the list beside it, and below them whoever sits elsewhere.
pub(super) fn draw(case: &Case, list: List, model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme;
    let seating = case.seating();
    let rows: Vec<Row> = entries(case).into_iter().map(|entry| entry.row).collect();
    if rows.is_empty() {
        let said = "Nobody sits in the room yet. Add people on the list of people first.";
        Panel::words(theme, Role::Text, said, frame, area);
        return;
    }
    let below = elsewhere(case, model);
    let height = u16::try_from(below.len()).unwrap_or(0).min(area.height / 3);
    let above = Rect {
        height: area.height.saturating_sub(height),
        ..area
    };
    let beside = if area.width < NARROWEST {
        area.width
    } else {
        LIST_COLUMNS
    };
    let place = Rect {
        width: beside,
        ..above
    };
    list.draw(theme, frame, place, &rows);
    let circle = Rect {
        x: above.x + beside,
        width: above.width - beside,
        ..above
    };
    if circle.width > 0 {
        let names: Vec<String> = seating
            .circle
            .iter()
            .map(|id| told_apart(case, *id))
            .collect();
        let drawn = seat_plan::circle(
            &names,
            usize::from(circle.width),
            usize::from(circle.height),
        );
        for (row, line) in drawn.into_iter().enumerate() {
            let y = circle.y + u16::try_from(row).unwrap_or(0);
            if y < circle.bottom() {
                let line = Line::styled(line, theme.style(Role::Text));
                frame.render_widget(line, Rect::new(circle.x, y, circle.width, 1));
            }
        }
    }
    let spot = Rect {
        y: above.bottom(),
        height,
        ..area
    };
    Panel::words(theme, Role::Quiet, &below.join("\n"), frame, spot);
}

/// Who sits outside of the circle and who is not in the room, in a line each.
fn elsewhere(case: &Case, model: &Model) -> Vec<String> {
    let seating = case.seating();
    let mut lines = Vec::new();
    if let Some(kind) = case.kind_to_seat().filter(|_| case.script.has_sides()) {
        lines.push(format!("Seats for: {}", kind.title));
    }
    if !seating.outer.is_empty() {
        let names: Vec<String> = names(case, &seating.outer);
        lines.push(format!("Outside of the circle: {}", names.join(", ")));
    }
    if !seating.apart.is_empty() {
        let apart = seating.apart.iter().map(|id| {
            let way = case.person(*id).map(|person| person.details.attends);
            format!(
                "{} ({})",
                told_apart(case, *id),
                way.unwrap_or_default().title()
            )
        });
        let apart: Vec<String> = apart.collect();
        lines.push(format!("Not in the room: {}", apart.join(", ")));
    }
    let key = |action| model.key(action, &[Context::Ordered]);
    let (up, down) = (key(Action::MoveUp), key(Action::MoveDown));
    lines.push(format!("{up} and {down} move the selected person a seat."));
    lines
}

fn names(case: &Case, people: &[PersonId]) -> Vec<String> {
    people.iter().map(|id| told_apart(case, *id)).collect()
}
