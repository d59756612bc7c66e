//! What everybody may see: the time and the stage, or nothing but what must not be forgotten.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::Curtain;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::fitted;

/// Draws the curtain; `open` where a panel lies above it, so that its own keys are not live.
pub fn draw(model: &Model, kind: Curtain, open: bool, frame: &mut Frame<'_>, area: Rect) {
    let back = match kind {
        Curtain::Blank => Action::HideEverything,
        Curtain::Clock => Action::Curtain,
    };
    let back = (!open).then(|| {
        let key = model.key(back, &[Context::Curtain]);
        format!("{key} shows the screen again")
    });
    match kind {
        Curtain::Blank => draw_last_row(model, marks(model).chain(back), frame, area),
        Curtain::Clock => {
            draw_clock(model, frame, area);
            if area.height > 6 {
                draw_last_row(model, back.into_iter(), frame, area);
            }
        }
    }
}

/// Even where nothing is shown, practice and unsaved changes are.
fn marks(model: &Model) -> impl Iterator<Item = String> {
    let practice = model.is_practice().then_some("PRACTICE");
    let unsaved = model.save_problem().map(|_| "NOT SAVED");
    let marks = practice.into_iter().chain(unsaved);
    marks.map(str::to_owned)
}

/// What has to be there and disturbs nobody: quietly, in the last row.
fn draw_last_row(
    model: &Model,
    words: impl Iterator<Item = String>,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let words: Vec<String> = words.collect();
    let text = fitted(&words.join("  "), usize::from(area.width));
    let line = Line::styled(text, model.theme.style(Role::Quiet)).centered();
    let last = area.bottom().saturating_sub(1);
    frame.render_widget(line, Rect::new(area.x, last, area.width, 1));
}

fn draw_clock(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let time = model.now.wall.format("%H:%M").to_string();
    let stage = model
        .case()
        .and_then(|case| case.current())
        .map(|(stage, _)| stage.title.clone());
    let mut lines = Vec::new();
    if model.is_practice() {
        lines.push(("PRACTICE".to_owned(), Role::Practice));
        lines.push((String::new(), Role::Text));
    }
    lines.push((time, Role::Strong));
    lines.push((String::new(), Role::Text));
    lines.extend(stage.map(|stage| (stage, Role::Quiet)));
    if model.save_problem().is_some() {
        lines.push((String::new(), Role::Text));
        lines.push(("NOT SAVED".to_owned(), Role::Quiet));
    }
    let rows = u16::try_from(lines.len()).unwrap_or(5);
    let top = area.y + area.height.saturating_sub(rows) / 2;
    for (row, (text, role)) in lines.into_iter().enumerate() {
        let y = top + u16::try_from(row).unwrap_or(0);
        if y < area.bottom() {
            let text = fitted(&text, usize::from(area.width));
            let line = Line::styled(text, model.theme.style(role)).centered();
            frame.render_widget(line, Rect::new(area.x, y, area.width, 1));
        }
    }
}
