//! Puts the picture together: header, screen, overlays, message, footer; or the curtain.

#[cfg(test)]
mod copy_tests;
mod curtain;
#[cfg(test)]
mod names_tests;
#[cfg(test)]
mod sizes_tests;
#[cfg(test)]
mod tests;
mod tiny;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::action::Action;
use super::app::App;
use super::context::Context;
use super::hints;
use super::model::{Model, is_tiny};
use super::signs;
use super::theme::Role;
use super::widget::{draw_line, fitted, width, wrapped};

/// More rows than this are never taken from the screen for a message.
const MOST_MESSAGE_ROWS: u16 = 4;

/// Draws everything; in plain ASCII signs where the terminal has no others.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    if frame.area().is_empty() {
        return;
    }
    draw_picture(app, frame);
    if app.model().theme.plain_signs {
        signs::make_plain(frame.buffer_mut());
    }
}

fn draw_picture(app: &App, frame: &mut Frame<'_>) {
    let area = frame.area();
    let model = app.model();
    let ground = model.theme.style(Role::Text);
    if ground != Style::default() {
        frame.buffer_mut().set_style(area, ground);
    }
    if let Some(gate) = app.gate() {
        gate.draw(model, frame, area);
        if let Some(leave) = app.overlays().last().filter(|_| app.leaves_over_gate()) {
            leave.layer().draw(model, frame, gate.beneath(area));
        }
        return;
    }
    if let Some(kind) = model.curtain {
        curtain::draw(model, kind, app.leaves_over_curtain(), frame, area);
        if let Some(leave) = app.overlays().last().filter(|_| app.leaves_over_curtain()) {
            leave.layer().draw(model, frame, area);
        }
        return;
    }
    if is_tiny((area.width, area.height)) {
        tiny::draw(app, frame, area);
        return;
    }
    let row = |y: u16| Rect::new(area.x, y, area.width, 1);
    header(app, frame, row(area.y));
    let said = message(model, usize::from(area.width - 2));
    let said_rows = u16::try_from(said.len())
        .unwrap_or(MOST_MESSAGE_ROWS)
        .max(1);
    let body = Rect {
        y: area.y + 1,
        height: area.height - 2 - said_rows,
        ..area
    };
    app.screen().layer().draw(model, frame, body);
    // The one on top alone: of a larger one below it there would be scraps around it.
    if let Some(overlay) = app.overlays().last() {
        overlay.layer().draw(model, frame, body);
    }
    for (line, y) in said.into_iter().zip(body.bottom()..area.bottom() - 1) {
        draw_line(frame, line, indented(row(y)));
    }
    footer(app, frame, row(area.bottom() - 1));
}

fn header(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let model = app.model();
    let theme = model.theme;
    let right = status_line(model);
    let mut left = Vec::new();
    let mut room = usize::from(area.width).saturating_sub(right.width() + 3);
    if model.is_practice() {
        let mark = "PRACTICE, nothing here is real";
        let mark = if room > 70 { mark } else { "PRACTICE" };
        room = room.saturating_sub(width(mark) + width(theme.dot()));
        left.push(Span::styled(mark, theme.style(Role::Practice)));
        left.push(Span::styled(theme.dot(), theme.style(Role::Border)));
    }
    let title = fitted(&app.screen().layer().title(model), room);
    left.push(Span::styled(title, theme.style(Role::Title)));
    let inner = indented(area);
    draw_line(frame, left, inner);
    let wide = u16::try_from(right.width())
        .unwrap_or(u16::MAX)
        .min(inner.width);
    let spot = Rect {
        x: inner.right() - wide,
        width: wide,
        ..inner
    };
    draw_line(frame, right.right_aligned(), spot);
}

/// How saving and copying stand, beside one another.
fn status_line(model: &Model) -> Line<'static> {
    let theme = model.theme;
    let mut spans = Vec::new();
    for (text, role) in model.header_status() {
        if !spans.is_empty() {
            spans.push(Span::styled(theme.dot(), theme.style(Role::Border)));
        }
        spans.push(Span::styled(text, theme.style(role)));
    }
    Line::from(spans)
}

/// What was just said and, where both fit, what is wrong with saving: one calm line, or as many
/// as it needs, for what to do stands in its last sentence.
fn message(model: &Model, columns: usize) -> Vec<Line<'static>> {
    let said = model.message.as_ref().map(|message| message.text.as_str());
    let said = lines_of(model, said, Role::Strong, columns);
    let told = model.goes_on_elsewhere();
    let (saving, role) = match (model.save_problem(), &told) {
        (Some(problem), _) => (Some(problem), Role::Warning),
        // Nothing can be lost by it, so it waits until what was said is gone.
        (None, Some(told)) if said.is_empty() => (Some(told.as_str()), Role::Quiet),
        (None, _) => (None, Role::Quiet),
    };
    let saving = lines_of(model, saving, role, columns);
    if !said.is_empty() && said.len() + saving.len() > usize::from(MOST_MESSAGE_ROWS) {
        return said;
    }
    said.into_iter().chain(saving).collect()
}

/// A text in lines, at most as many as a message may have; the last one says where more was cut.
fn lines_of(model: &Model, text: Option<&str>, role: Role, columns: usize) -> Vec<Line<'static>> {
    let mut lines = text.map_or_else(Vec::new, |text| wrapped(text, columns));
    let most = usize::from(MOST_MESSAGE_ROWS);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = fitted(&format!("{last} …"), columns);
        }
    }
    let styled = |line| Line::styled(line, model.theme.style(role));
    lines.into_iter().map(styled).collect()
}

fn footer(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let model = app.model();
    let theme = model.theme;
    let inner = indented(area);
    let mut spans = Vec::new();
    if let Some(seconds) = app.locks_in() {
        // Nothing is read aloud down here, so that the line of keys can wait.
        let said = locks_soon(seconds, model);
        spans.push(Span::styled(said, theme.style(Role::Strong)));
    } else {
        for (key, label) in hints::footer(app.top(), model, usize::from(inner.width)) {
            spans.push(Span::styled(key, theme.style(Role::Key)));
            spans.push(Span::styled(
                format!(" {label}  "),
                theme.style(Role::Quiet),
            ));
        }
    }
    draw_line(frame, spans, inner);
}

/// That a protected home is locked in so many seconds, unless somebody is there. Any key would do;
/// the one that is named changes nothing anywhere, while others move the cue or type a letter.
fn locks_soon(seconds: u64, model: &Model) -> String {
    let plural = if seconds == 1 { "" } else { "s" };
    let key = model.key(Action::Redraw, &[Context::Everywhere]);
    format!("Locks in {seconds} second{plural}: {key} keeps it open.")
}

fn indented(area: Rect) -> Rect {
    Rect {
        x: area.x + area.width.min(1),
        width: area.width.saturating_sub(2),
        ..area
    }
}
