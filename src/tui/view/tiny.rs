//! Below 60×16: cue, input and save status, one under the other.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::case::{Case, TurnKey};
use crate::desk::Desk;
use crate::script::Prompt;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::context::Context;
use crate::tui::screen::Screen;
use crate::tui::theme::Role;
use crate::tui::widget::{fitted, wrapped};

/// Below this size nothing but the cue has room.
const LEAST: (u16, u16) = (20, 5);

/// Whether the cue is what matters: no panel asks anything, and no other screen has the keys.
fn shows_cue(app: &App) -> bool {
    let in_room = matches!(app.screen(), Screen::Room(_) | Screen::Private(_));
    in_room && app.overlays().is_empty()
}

/// How saving stands, in the row that nothing pushes out. Where everything is saved, that the home
/// locks soon has it for the last half minute, so that it takes no row of the cue.
fn standing(app: &App) -> Option<(String, Role)> {
    let model = app.model();
    let status = model.desk.as_ref().map(Desk::status);
    let unsaved = status.is_some_and(|status| !status.is_saved());
    match app.locks_in() {
        Some(seconds) if !unsaved => {
            let key = model.key(Action::Redraw, &[Context::Everywhere]);
            let said = format!("Locks in {seconds} s: {key} keeps it open");
            Some((said, Role::Strong))
        }
        Some(_) | None => model.save_status(),
    }
}

/// Draws what has the keys, whole, above what was said and how saving stands.
fn draw_whole(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let model = app.model();
    let columns = usize::from(area.width);
    let mut below: Vec<(String, Role)> = Vec::new();
    if model.is_practice() {
        below.push(("PRACTICE".to_owned(), Role::Practice));
    }
    if let Some(message) = &model.message {
        let said = wrapped(&message.text, columns).into_iter();
        below.extend(said.map(|line| (line, Role::Strong)));
    }
    below.truncate(usize::from(area.height / 2));
    below.extend(standing(app));
    let rows = u16::try_from(below.len()).unwrap_or(1);
    let above = Rect {
        height: area.height.saturating_sub(rows),
        ..area
    };
    app.top().draw(model, frame, above);
    for ((text, role), y) in below.into_iter().zip(above.bottom()..area.bottom()) {
        let line = Line::styled(fitted(&text, columns), model.theme.style(role));
        frame.render_widget(line, Rect::new(area.x, y, area.width, 1));
    }
}

/// Whose turn it is and the words to say; what the facilitator looks after alone goes with the
/// pane that it stands in elsewhere.
fn cue(
    app: &App,
    case: &Case,
    turn: &TurnKey,
    prompt: &Prompt,
    columns: usize,
) -> Vec<(String, Role)> {
    let model = app.model();
    let mut words = model.said(prompt, turn.person).cue;
    if let Screen::Room(room) = app.screen()
        && let Some(full) = room.words_shown(model, columns)
    {
        words = full;
    }
    let words = words.into_iter();
    if model.is_own_task() {
        let stage = app.screen().layer().title(model);
        let words = words.filter(|_| model.pane);
        let mut lines = vec![(stage, Role::Speaking)];
        lines.extend(words.map(|line| (line, Role::Text)));
        return lines;
    }
    let mut lines = vec![(model.whose_turn(case, turn), Role::Speaking)];
    lines.extend(words.map(|line| (line, Role::Cue)));
    lines
}

/// Draws the tiny view.
pub fn draw(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let model = app.model();
    if area.width >= LEAST.0 && area.height >= LEAST.1 && !shows_cue(app) {
        draw_whole(app, frame, area);
        return;
    }
    let columns = usize::from(area.width);
    let mut lines: Vec<(String, Role)> = Vec::new();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        lines.push(("Window too small".to_owned(), Role::Strong));
    }
    if model.is_practice() {
        lines.push(("PRACTICE".to_owned(), Role::Practice));
    }
    let in_room = !model.is_private();
    if let Some(case) = model.case()
        && let Some(turn) = case.position()
        && let Some((_, prompt)) = case.prompt_of(turn)
        && in_room
    {
        lines.extend(cue(app, case, turn, prompt, columns));
    } else {
        lines.push((app.top().title(model), Role::Title));
    }
    // What was said, what is typed and how saving stands keep their places below the cue.
    let mut below: Vec<(String, Role)> = Vec::new();
    if let Some(message) = &model.message {
        let said = wrapped(&message.text, columns).into_iter();
        below.extend(said.map(|line| (line, Role::Strong)));
    }
    if let (None, Some(problem)) = (&model.message, model.save_problem()) {
        let lines = wrapped(problem, columns).into_iter();
        below.extend(lines.map(|line| (line, Role::Warning)));
    }
    if app.top().is_typing() && !model.note_draft.is_empty() {
        let last: Vec<String> = wrapped(&model.note_draft, columns);
        below.extend(last.into_iter().last().map(|line| (line, Role::Field)));
    }
    // The save status is never pushed out, and one line of the cue stays.
    below.truncate(usize::from(area.height.saturating_sub(2)));
    below.extend(standing(app));
    let room = usize::from(area.height).saturating_sub(below.len());
    let mut shown: Vec<(String, Role)> = lines
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .flat_map(|(text, role)| {
            wrapped(&text, columns)
                .into_iter()
                .map(move |line| (line, role))
        })
        .take(room)
        .collect();
    shown.extend(below);
    for (row, (text, role)) in shown.into_iter().enumerate() {
        let Ok(row) = u16::try_from(row) else { break };
        if row >= area.height {
            break;
        }
        let line = Line::styled(fitted(&text, columns), model.theme.style(role));
        frame.render_widget(line, Rect::new(area.x, area.y + row, area.width, 1));
    }
}
