//! The cue: whose turn it is, and the words to say, alone and spaced.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::case::{Case, PauseKind, TurnKey};
use crate::script::{Prompt, PromptKind, capitalized};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{BLOCK_HEIGHT, block_letters, draw_line, minutes, spaced, width, wrapped};

/// From this size on, names stand in block letters.
const BLOCKS_FROM: (u16, u16) = (120, 40);

/// Draws the cue in the middle of its place.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(case) = model.case() else {
        return;
    };
    let columns = area.width.saturating_sub(8).min(100);
    let lines = match pause(model, case) {
        Some(lines) => lines,
        None if model.is_own_task() => between(model, case, columns, area.height),
        None => turn(model, case, columns, area.height),
    };
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = area.y + area.height.saturating_sub(rows) / 2;
    for (row, (text, role)) in lines.into_iter().enumerate() {
        let y = top.saturating_add(u16::try_from(row).unwrap_or(u16::MAX));
        if y < area.bottom() {
            let line = Line::styled(text, model.theme.style(role)).centered();
            draw_line(frame, line, Rect::new(area.x, y, area.width, 1));
        }
    }
}

type Lines = Vec<(String, Role)>;

fn pause(model: &Model, case: &Case) -> Option<Lines> {
    let pause = case.session.as_ref()?.pause.as_ref()?;
    let name = match pause.kind {
        PauseKind::Break => "Break",
        PauseKind::TimeOut => "Time-out",
    };
    let since = pause.since.wall.format("%H:%M");
    let passed = minutes(model.now.milliseconds_since(pause.since));
    Some(vec![
        (spaced(name), Role::Speaking),
        (String::new(), Role::Text),
        (format!("Since {since}, {passed}"), Role::Quiet),
    ])
}

/// What the circle sees while the facilitator does something alone: where the meeting is.
fn between(model: &Model, case: &Case, columns: u16, rows: u16) -> Lines {
    let stage = case.current().map(|(stage, _)| stage.title.as_str());
    let mut lines = name(model, stage.unwrap_or_default(), columns, usize::from(rows));
    while lines.last().is_some_and(|(text, _)| text.is_empty()) {
        lines.pop();
    }
    lines
}

fn turn(model: &Model, case: &Case, columns: u16, rows: u16) -> Lines {
    let (Some(position), Some((_, prompt))) = (case.position(), case.current()) else {
        return Vec::new();
    };
    let said = model.said(prompt, position.person);
    let wide = usize::from(columns);
    let cue: Vec<String> = said
        .cue
        .iter()
        .flat_map(|line| wrapped(line, wide))
        .collect();
    let below = below(model, prompt, said.easy);
    let taken = cue.len() + usize::from(below.is_some()) * 2;
    let room = usize::from(rows).saturating_sub(taken);
    let mut lines = name(model, &whose_turn(model, case, position), columns, room);
    let free = usize::from(rows).saturating_sub(taken + lines.len());
    let airy = free > cue.len();
    for (place, line) in cue.into_iter().enumerate() {
        if airy && place > 0 {
            lines.push((String::new(), Role::Text));
        }
        lines.push((line, Role::Cue));
    }
    if let Some(below) = below {
        lines.push((String::new(), Role::Text));
        lines.push((below, Role::Quiet));
    }
    lines
}

/// Whose turn it is, to stand alone: a person's name as they write it, everybody with a capital.
pub fn whose_turn(model: &Model, case: &Case, turn: &TurnKey) -> String {
    let whose = model.whose_turn(case, turn);
    match turn.person {
        Some(_) => whose,
        None => capitalized(&whose),
    }
}

/// A name: in block letters where there is room, else spaced out, else as it is.
fn name(model: &Model, name: &str, columns: u16, rows: usize) -> Lines {
    if name.is_empty() {
        return Vec::new();
    }
    let (wide, high) = model.size;
    let big =
        wide >= BLOCKS_FROM.0 && high >= BLOCKS_FROM.1 && rows > usize::from(BLOCK_HEIGHT) + 2;
    if big && let Some(blocks) = block_letters(model.theme, name, columns) {
        let mut lines: Lines = blocks
            .into_iter()
            .map(|row| (row, Role::Speaking))
            .collect();
        lines.push((String::new(), Role::Text));
        lines.push((String::new(), Role::Text));
        return lines;
    }
    let letters = spaced(name);
    let rows_of_name = if width(&letters) <= usize::from(columns) {
        vec![letters]
    } else {
        wrapped(name, usize::from(columns))
    };
    let mut lines: Lines = rows_of_name
        .into_iter()
        .map(|row| (row, Role::Speaking))
        .collect();
    lines.push((String::new(), Role::Text));
    lines
}

/// What can be opened here, and whether these are easy-read words.
pub fn below(model: &Model, prompt: &Prompt, easy: bool) -> Option<String> {
    let key = |action| model.key(action, &[Context::Room]);
    let keys = || format!("{} or {}", key(Action::Board), key(Action::OpenOrGoOn));
    let opens = match (prompt.kind, prompt.record) {
        (PromptKind::Record, Some(kind)) => Some(format!(
            "{} opens {}",
            keys(),
            super::recorded::recorded_here(kind)
        )),
        (PromptKind::Decide, _) => {
            let opens = key(Action::OpenOrGoOn);
            Some(format!("{opens} opens what can be decided"))
        }
        _ => None,
    };
    match (opens, easy) {
        (Some(opens), true) => Some(format!("{opens}{}easy read", model.theme.dot())),
        (Some(opens), false) => Some(opens),
        (None, true) => Some("easy read".to_owned()),
        (None, false) => None,
    }
}
