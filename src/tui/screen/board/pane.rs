//! The facilitator's pane of the board: questions to ask aloud, and what worried them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Board;
use crate::case::{Case, Item};
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{below, draw_lines, fitted, width};

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
        let title = format!("{line}{line} yours ");
        let rest = usize::from(area.width).saturating_sub(width(&title));
        let rule = format!("{title}{}", line.repeat(rest));
        let spot = Rect { height: 1, ..area };
        let rule = fitted(&rule, usize::from(area.width));
        frame.render_widget(Line::styled(rule, theme.style(Role::Border)), spot);
        let columns = usize::from(area.width).saturating_sub(2);
        let mut lines = Vec::new();
        let item = case.board().nth(self.items.selected);
        if let Some(concern) = item.and_then(|item| item.concern.as_ref()?.text()) {
            lines.push(format!("You noted: {}", concern.replace('\n', " ")));
        }
        lines.extend(item.into_iter().flat_map(|item| changes(case, item)));
        let of_item = item.map_or_else(Vec::new, |item| case.gaps(item.id));
        let gaps: Vec<_> = of_item.into_iter().chain(case.plan_gaps()).collect();
        // Nothing is asked any more once it is closed; what was left open did not close with it.
        match (case.agreement.closed, gaps.len()) {
            (true, 0) => {}
            (false, _) => lines.extend(
                gaps.iter()
                    .map(|gap| format!("Ask aloud: {}", gap.question(case))),
            ),
            (true, 1) => lines.push("Closed with 1 question left open.".to_owned()),
            (true, open) => lines.push(format!("Closed with {open} questions left open.")),
        }
        if lines.is_empty() {
            lines.push("No open questions.".to_owned());
        }
        let room = usize::from(area.height - 1);
        let more = lines.len().saturating_sub(room);
        if more > 0 {
            lines.truncate(room.saturating_sub(1));
            lines.push(format!("and {} more questions", more + 1));
        }
        let lines: Vec<(String, Role)> = lines
            .into_iter()
            .map(|text| (format!("  {}", fitted(&text, columns)), Role::Text))
            .collect();
        draw_lines(theme, frame, below(area, 1), &lines);
    }
}

/// What would have to change for whose yes.
fn changes(case: &Case, item: &Item) -> Vec<String> {
    let changes = item.changes.iter();
    changes
        .map(|(id, said)| format!("{} says yes if: {said}", told_apart(case, *id)))
        .collect()
}

/// Rows for the pane: none where it is folded or there is little room.
pub(super) fn pane_rows(model: &Model, height: u16) -> u16 {
    match height {
        _ if !model.pane || height < PANE_FROM => 0,
        0..=29 => 4,
        _ => 8,
    }
}
