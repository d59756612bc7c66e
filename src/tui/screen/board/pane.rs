//! The facilitator's pane of the board: questions to ask aloud, and what worried them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Board, Part};
use crate::case::{Case, Item};
use crate::script::counted;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{Row, below, draw_lines, fitted, width};

/// Below this height the pane folds by itself.
const PANE_FROM: u16 = 16;

impl Board {
    /// Questions to ask aloud, and what worried the facilitator.
    pub(super) fn draw_pane(&self, model: &Model, case: &Case, frame: &mut Frame<'_>, area: Rect) {
        if area.height == 0 {
            return;
        }
        let theme = model.theme;
        let line = theme.frame()[4];
        let sign = if self.part == Part::Yours {
            theme.pointer()
        } else {
            " "
        };
        let title = format!("{line}{line}{sign}yours ");
        let rest = usize::from(area.width).saturating_sub(width(&title));
        let rule = format!("{title}{}", line.repeat(rest));
        let spot = Rect { height: 1, ..area };
        let rule = fitted(&rule, usize::from(area.width));
        frame.render_widget(Line::styled(rule, theme.style(Role::Border)), spot);
        let lines = self.yours(case);
        let rest = below(area, 1);
        if self.part == Part::Yours {
            let rows: Vec<Row> = lines.into_iter().map(Row::new).collect();
            self.yours.draw_whole(theme, frame, rest, &rows);
            return;
        }
        let mut lines = lines;
        let room = usize::from(rest.height);
        let more = lines.len().saturating_sub(room);
        if more > 0 {
            lines.truncate(room.saturating_sub(1));
            let key = model.key(Action::NextPane, &[Context::Board, Context::List]);
            let more = counted(more + 1, "more question", "more questions");
            lines.push(format!("and {more}: {key} leads to them"));
        }
        let columns = usize::from(area.width).saturating_sub(2);
        let lines: Vec<(String, Role)> = lines
            .into_iter()
            .map(|text| (format!("  {}", fitted(&text, columns)), Role::Text))
            .collect();
        draw_lines(theme, frame, rest, &lines);
    }

    /// What worried the facilitator about the selected item, and the questions to ask aloud about it
    /// and about the whole.
    pub(super) fn yours(&self, case: &Case) -> Vec<String> {
        let mut lines = Vec::new();
        let item = case.board().nth(self.items.selected);
        if let Some(concern) = item.and_then(|item| item.concern.as_ref()?.text()) {
            lines.push(format!("You noted: {}", concern.replace('\n', " ")));
        }
        lines.extend(item.into_iter().flat_map(|item| changes(case, item)));
        if case.agreement.closed {
            lines.extend(left_open(case));
        } else {
            let of_item = item.map_or_else(Vec::new, |item| case.gaps(item.id));
            let gaps = of_item.into_iter().chain(case.plan_gaps());
            lines.extend(gaps.map(|gap| format!("Ask aloud: {}", gap.question(case))));
        }
        if lines.is_empty() {
            lines.push("No open questions.".to_owned());
        }
        lines
    }

    /// Whether the pane holds more than it shows while another part has the keys.
    pub(super) fn has_more_of_yours(&self, model: &Model) -> bool {
        let (columns, rows) = model.size;
        let pane = pane_rows(model, rows.saturating_sub(3), false);
        let Some(case) = model.case().filter(|_| pane > 0) else {
            return false;
        };
        let lines = self.yours(case);
        let columns = usize::from(columns.saturating_sub(4));
        lines.len() >= usize::from(pane) || lines.iter().any(|line| width(line) > columns)
    }
}

/// How many questions were left open as it was closed: nothing is asked any more, and what was left
/// open did not close with it.
fn left_open(case: &Case) -> Option<String> {
    let items = case.board().filter(|item| !case.is_refused(item));
    let of_items: usize = items.map(|item| case.gaps(item.id).len()).sum();
    match of_items + case.plan_gaps().len() {
        0 => None,
        open => Some(format!(
            "Closed with {} left open.",
            counted(open, "question", "questions")
        )),
    }
}

/// What would have to change for whose yes.
fn changes(case: &Case, item: &Item) -> Vec<String> {
    let changes = item.changes.iter();
    changes
        .map(|(id, said)| format!("{} says yes if: {said}", told_apart(case, *id)))
        .collect()
}

/// Rows for the pane: none where it is folded or there is little room, and half of it where one
/// reads in it.
pub(super) fn pane_rows(model: &Model, height: u16, has_keys: bool) -> u16 {
    match height {
        _ if !model.pane || height < PANE_FROM => 0,
        _ if has_keys => height / 2,
        0..=29 => 4,
        _ => 8,
    }
}
