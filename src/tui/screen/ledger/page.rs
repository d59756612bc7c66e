//! How the ledger is drawn: the list, what is selected, and a letter as a page.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::steps::StepForm;
use super::wording::{facts, heading, may_be_read, next_step, offered, standing, words_of};
use crate::case::{CarriedKind, Case, Message};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, below, draw_lines, rows_of, wrapped};

/// How far the words stand in from what is said about them.
const WORDS_INDENT: usize = 4;

/// Draws the list above, and below it what comes next for the selected one and what it says.
pub(super) fn draw_list(model: &Model, case: &Case, list: List, frame: &mut Frame<'_>, area: Rect) {
    let messages = &case.carrying.messages;
    let rows: Vec<Row> = messages.iter().map(|message| row(case, message)).collect();
    let height = rows_of(rows.len()).min(area.height / 3).max(1);
    list.draw(model.theme, frame, Rect { height, ..area }, &rows);
    if let Some(message) = messages.get(list.selected) {
        let rest = below(area, height + 1);
        let lines = lines(case, message, usize::from(rest.width), false);
        draw_lines(model.theme, frame, rest, &lines);
    }
}

/// Draws everything of one, from so many lines on.
pub(super) fn draw_page(
    model: &Model,
    case: &Case,
    message: &Message,
    from: usize,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let mut lines = lines(case, message, usize::from(area.width), true);
    lines.insert(0, (heading(case, message), Role::Title));
    let lines = lines
        .get(from.min(lines.len().saturating_sub(1))..)
        .unwrap_or_default();
    draw_lines(model.theme, frame, area, lines);
}

/// Draws the questions of a step below the words that they are about.
pub(super) fn draw_form(model: &Model, form: &StepForm, frame: &mut Frame<'_>, area: Rect) {
    if form.about.is_empty() {
        form.asking.draw(model.theme, frame, area);
        return;
    }
    let above = Rect {
        height: area.height / 2,
        ..area
    };
    let rest = Panel::words(model.theme, Role::Quiet, &form.about, frame, above);
    let asking = below(area, rest.y - area.y + 1);
    form.asking.draw(model.theme, frame, asking);
}

/// How many lines the page of one has.
pub(super) fn length(case: &Case, message: &Message, columns: usize) -> usize {
    lines(case, message, columns, true).len() + 1
}

fn row(case: &Case, message: &Message) -> Row {
    let text = if may_be_read(message) {
        let words = message.text().unwrap_or_default().replace('\n', " ");
        format!("{}: {words}", heading(case, message))
    } else {
        heading(case, message)
    };
    let role = if message.closed.is_some() {
        Role::Quiet
    } else {
        Role::Text
    };
    Row::new(text).with(standing(case, message)).drawn(role)
}

fn lines(case: &Case, message: &Message, columns: usize, whole: bool) -> Vec<(String, Role)> {
    let mut lines: Vec<(String, Role)> = Vec::new();
    let mut add = |text: &str, indent: usize, role: Role| {
        let wrapped = wrapped(text, columns.saturating_sub(indent)).into_iter();
        lines.extend(wrapped.map(|line| (format!("{}{line}", " ".repeat(indent)), role)));
    };
    let gap = " ";
    add(&next_step(case, message), 0, Role::Strong);
    add(gap, 0, Role::Text);
    if may_be_read(message) {
        add(&words_of(message), WORDS_INDENT, Role::Text);
    } else {
        add(&offered(case, message), WORDS_INDENT, Role::Text);
    }
    add(gap, 0, Role::Text);
    for fact in facts(case, message, whole) {
        add(&fact, 0, Role::Quiet);
    }
    if whole && message.kind == CarriedKind::Letter && !message.as_received {
        add(gap, 0, Role::Text);
        let all = message.listed == Some(message.version());
        let sign = if all { "[x]" } else { "[ ]" };
        for check in case.letter_checks(message) {
            add(
                &format!("{sign} {}", case.fill(check, None)),
                0,
                Role::Quiet,
            );
        }
    }
    lines
}
