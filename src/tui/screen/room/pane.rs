//! The facilitator's pane: hint, what lies ahead, marks so far, the note line.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::case::{Case, Mark, MarkKind};
use crate::script::in_one_line;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{TextArea, draw_line, fitted, width, wrapped};

use super::cue;

/// Draws the pane, with the help that was laid out for it; what matters least goes first where
/// there is little room.
pub fn draw(
    model: &Model,
    look: isize,
    help: Help,
    note: Option<&TextArea>,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let theme = model.theme;
    let inside = Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(1),
    };
    let note_rows = note.map_or(0, |note| {
        note.rows(inside.width.saturating_sub(6)).clamp(1, 3)
    });
    let note_rows = note_rows.min(inside.height);
    let above = Rect {
        height: inside.height - note_rows,
        ..inside
    };
    let rows = usize::from(above.height);
    let columns = usize::from(above.width);
    let (lines, hidden) = lines(model, look, help, note.is_some(), columns, rows);
    rule(model, hidden.as_deref(), frame, Rect { height: 1, ..area });
    for (row, (text, role)) in lines.into_iter().take(rows).enumerate() {
        let y = above.y + u16::try_from(row).unwrap_or(0);
        let text = fitted(&text, usize::from(above.width));
        let line = Line::styled(text, theme.style(role));
        draw_line(frame, line, Rect::new(above.x, y, above.width, 1));
    }
    if let Some(note) = note {
        let spot = Rect {
            y: above.bottom(),
            height: note_rows,
            ..inside
        };
        draw_note(model, note, frame, spot);
    }
}

/// The line above the pane; it tells what of it is hidden, where no row was left to tell it.
fn rule(model: &Model, hidden: Option<&str>, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme;
    let one_side = model.case().is_some_and(Case::is_one_sided);
    let title = match (model.co_facilitator, one_side) {
        (true, true) => " yours, two of you, with one side alone ",
        (true, false) => " yours, two of you ",
        (false, true) => " yours, with one side alone ",
        (false, false) => " yours ",
    };
    let warning = if model.is_unprotected() {
        " NOT PROTECTED "
    } else {
        ""
    };
    let sign = theme.frame()[4];
    let hidden = hidden.map_or_else(String::new, |hidden| format!(" {hidden} "));
    let signs = width(title) + width(&hidden) + width(warning);
    let rest = usize::from(area.width).saturating_sub(signs + 4);
    let line = Line::from(vec![
        Span::styled(sign.repeat(2), theme.style(Role::Border)),
        Span::styled(title, theme.style(Role::Quiet)),
        Span::styled(sign.repeat(rest), theme.style(Role::Border)),
        Span::styled(hidden, theme.style(Role::Quiet)),
        Span::styled(warning, theme.style(Role::Warning)),
        Span::styled(sign.repeat(2), theme.style(Role::Border)),
    ]);
    draw_line(frame, line, area);
}

fn draw_note(model: &Model, note: &TextArea, frame: &mut Frame<'_>, area: Rect) {
    let label = Rect {
        width: area.width.min(6),
        height: area.height.min(1),
        ..area
    };
    let style = model.theme.style(Role::Key);
    draw_line(frame, Line::styled("Note:", style), label);
    let text = Rect {
        x: area.x + label.width,
        width: area.width - label.width,
        ..area
    };
    note.draw(model.theme, frame, text, !model.covered);
}

/// Lines and how they are drawn.
pub type Lines = Vec<(String, Role)>;

/// What helps with the turn on the screen, in lines.
#[derive(Debug, Default)]
pub struct Help {
    /// What is to be done or said: where there is little room, everything else gives way to it.
    said: Lines,
    /// What is good to know.
    hint: Lines,
}

impl Help {
    /// How many rows all of it takes.
    pub fn rows(&self) -> usize {
        self.said.len() + self.hint.len()
    }

    fn whole(self) -> Lines {
        self.said.into_iter().chain(self.hint).collect()
    }

    /// As much as there is room for. The last line says where more was cut; where that would cost
    /// a line of what is to be said, it is given back to be told elsewhere.
    fn shown(
        self,
        room: usize,
        columns: usize,
        key: &str,
        model: &Model,
    ) -> (Lines, Option<String>) {
        let rest = model.theme.plain(&format!(" … {key} shows all"));
        let left = room.saturating_sub(self.said.len());
        let (mut said, hint) = (self.said, self.hint);
        if said.len() > room {
            return (shortened(said, room, columns, &rest), None);
        }
        if left == 0 && !hint.is_empty() {
            return (said, Some(format!("{key} shows the hint")));
        }
        said.extend(shortened(hint, left, columns, &rest));
        (said, None)
    }
}

/// What stands in the pane, and what is to be told of it above.
fn lines(
    model: &Model,
    look: isize,
    help: Help,
    typing: bool,
    columns: usize,
    rows: usize,
) -> (Lines, Option<String>) {
    let Some(case) = model.case() else {
        return (Vec::new(), None);
    };
    let mut lines: Lines = Vec::new();
    if !case.will_not_count().is_empty() {
        let meeting = &case.script.vocabulary.session;
        let said = format!("This {meeting} will not be counted.");
        lines.push((said, Role::Strong));
    }
    if model.waits_for_somebody() {
        let key = model.key(Action::GoOn, &[Context::Room]);
        let said = format!("The meeting waits. {key} asks how to go on.");
        lines.push((said, Role::Strong));
    }
    if look != 0 {
        lines.extend(looked_at(model, case, look, columns));
    }
    if let Some(counter) = model.note_length_left() {
        lines.push((counter, Role::Strong));
    }
    let counts = counts(case, model.theme.dot());
    let kept_below = 1 + usize::from(!typing && !model.note_draft.is_empty());
    let room = rows.saturating_sub(lines.len() + kept_below);
    let key = model.key(Action::FullWords, &[Context::Room]);
    let (help, hidden) = help.shown(room, columns, &key, model);
    lines.extend(help);
    lines.push((counts, Role::Quiet));
    if !typing && !model.note_draft.is_empty() {
        lines.push((draft(model), Role::Quiet));
    }
    let room = rows.saturating_sub(lines.len());
    lines.extend(parked(case, model, columns).take(room));
    (lines, hidden)
}

/// Full words and hint of the turn on the screen, in lines of so many columns; before them the
/// cue, where it is a task of the facilitator's own.
pub fn helps(model: &Model, columns: usize) -> Help {
    let Some(case) = model.case() else {
        return Help::default();
    };
    let Some((_, prompt)) = case.current() else {
        return Help::default();
    };
    let person = case.position().and_then(|turn| turn.person);
    let words = model.said(prompt, person).words;
    let hint = prompt.hint.as_ref().map(|hint| case.fill(hint, person));
    let help = |name: &str, text: Option<String>, role: Role| -> Lines {
        let text = text.map_or_else(String::new, |text| format!("{name}: {text}"));
        let lines = wrapped(&text, columns).into_iter();
        lines.map(|line| (line, role)).collect()
    };
    let mut said = own_task(model, columns);
    said.extend(help("Words", words, Role::Text));
    Help {
        said,
        hint: help("Hint", hint, Role::Quiet),
    }
}

/// The facilitator's own task on the screen, and what can be opened for it; none where the turn
/// is somebody else's.
pub fn own_task(model: &Model, columns: usize) -> Lines {
    let case = model.case().filter(|_| model.is_own_task());
    let Some((_, prompt)) = case.and_then(|case| case.current()) else {
        return Vec::new();
    };
    let said = model.said(prompt, None);
    let cue = said.cue.iter().flat_map(|line| wrapped(line, columns));
    let mut lines: Lines = cue.map(|line| (line, Role::Strong)).collect();
    if let Some(below) = cue::below(model, prompt, said.easy) {
        let below = wrapped(&below, columns).into_iter();
        lines.extend(below.map(|line| (line, Role::Quiet)));
    }
    lines
}

/// How many rows the hint, or the facilitator's own task, takes with the rule above it; none
/// where there is none.
pub fn hint_rows(model: &Model, columns: usize) -> u16 {
    match hint(model, columns).len() {
        0 => 0,
        rows => u16::try_from(rows + 1).unwrap_or(u16::MAX),
    }
}

/// Draws the hint, or the facilitator's own task, alone below its rule, from a line on.
pub fn draw_hint(model: &Model, first: usize, frame: &mut Frame<'_>, area: Rect) {
    rule(model, None, frame, Rect { height: 1, ..area });
    let columns = usize::from(area.width.saturating_sub(4));
    let rows = usize::from(area.height.saturating_sub(1));
    let mut y = area.y;
    let lines = hint(model, columns);
    let first = first.min(lines.len().saturating_sub(rows));
    let cut = lines.len() > rows + first;
    for (row, (mut line, role)) in lines.into_iter().skip(first).take(rows).enumerate() {
        y += 1;
        if cut && row + 1 == rows {
            line = fitted(&format!("{line} …"), columns);
        }
        let spot = Rect::new(area.x + 2, y, area.width.saturating_sub(4), 1);
        let line = Line::styled(line, model.theme.style(role));
        draw_line(frame, line, spot);
    }
}

fn hint(model: &Model, columns: usize) -> Lines {
    if model.is_own_task() {
        return helps(model, columns).whole();
    }
    let hint = model.case().and_then(|case| {
        let (_, prompt) = case.current()?;
        let person = case.position().and_then(|turn| turn.person);
        let hint = prompt.hint.as_ref()?;
        Some(format!("Hint: {}", case.fill(hint, person)))
    });
    let hint = hint.map_or_else(Vec::new, |hint| wrapped(&hint, columns));
    hint.into_iter().map(|line| (line, Role::Quiet)).collect()
}

/// As many lines as there is room for; where some had to go, the last one says how to read them.
fn shortened(mut lines: Lines, room: usize, columns: usize, rest: &str) -> Lines {
    if lines.len() > room {
        lines.truncate(room);
        if let Some((last, _)) = lines.last_mut() {
            let kept = wrapped(last, columns.saturating_sub(width(rest)));
            let kept = kept.into_iter().next().unwrap_or_default();
            *last = format!("{kept}{rest}");
        }
    }
    lines
}

fn looked_at(model: &Model, case: &Case, look: isize, columns: usize) -> Lines {
    let Some(turn) = case.turn_at(look) else {
        return Vec::new();
    };
    let Some((stage, prompt)) = case.prompt_of(&turn.key) else {
        return Vec::new();
    };
    let way = if look > 0 { "ahead" } else { "behind" };
    let who = model.whose_turn(case, &turn.key);
    let dot = model.theme.dot();
    let mut head = format!("{} {way}{dot}{}", look.unsigned_abs(), stage.title);
    if !who.is_empty() {
        head = format!("{head}{dot}{who}");
    }
    let cue = in_one_line(&model.said(prompt, turn.key.person).cue);
    vec![
        (head, Role::Strong),
        (fitted(&format!("  {cue}"), columns), Role::Text),
    ]
}

fn counts(case: &Case, dot: &str) -> String {
    // Of this meeting: an earlier one of the case was counted in its own room.
    let since = case.session.as_ref().map(|session| session.started.wall);
    let here = |mark: &&Mark| since.is_none_or(|since| mark.at.wall >= since);
    let marks: Vec<&Mark> = case.marks.iter().filter(here).collect();
    let of = |kind: MarkKind| marks.iter().filter(|mark| mark.kind == kind).count();
    let open = marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Question && !mark.settled)
        .count();
    let points = of(MarkKind::KeyPoint) + of(MarkKind::Safety);
    let mut text = format!(
        "Points {points}{dot}Ideas {}{dot}Questions {open}{dot}Notes {}",
        of(MarkKind::Idea),
        of(MarkKind::Note)
    );
    if let Some(last) = marks.last() {
        let what = last.kind.title().to_lowercase();
        text = format!("{text}{dot}last: {what} {}", last.at.wall.format("%H:%M"));
    }
    text
}

fn draft(model: &Model) -> String {
    let kept = model
        .desk
        .as_ref()
        .and_then(|desk| desk.status().draft_kept)
        .map_or_else(String::new, |at| {
            format!(", draft kept {}", at.wall.format("%H:%M:%S"))
        });
    let key = model.key(Action::Note, &[Context::Room]);
    format!("An unfinished note waits{kept}. {key} goes on with it.")
}

/// Ideas and open questions, the latest first, where there is room for them.
fn parked(case: &Case, model: &Model, columns: usize) -> impl Iterator<Item = (String, Role)> {
    let waiting = |mark: &&Mark| match mark.kind {
        MarkKind::Idea => !mark.used,
        MarkKind::Question => !mark.settled,
        MarkKind::KeyPoint | MarkKind::Safety | MarkKind::Note => false,
    };
    let line = move |mark: &Mark| {
        let who = mark
            .person
            .map_or_else(String::new, |id| told_apart(case, id));
        let words: Vec<&str> = mark.listed_words().collect();
        // Without words and a name it would look like a scrap of something else.
        let mut text = format!("{} waiting", mark.kind.title());
        if !who.is_empty() {
            text = format!("{text}{}{who}", model.theme.dot());
        }
        if !words.is_empty() {
            text = format!("{text}: {}", words.join(" "));
        }
        (fitted(&text, columns), Role::Quiet)
    };
    case.marks.iter().rev().filter(waiting).map(line)
}
