//! Where the meeting stands: stage, who is next, how much time is over.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::case::{Case, Session, Turn};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{bar, draw_line, fitted, minutes, width};

/// Columns of the sign that nothing is real, as it stands in the header.
const PRACTICE: usize = 11;

/// Stage n of m, and its name; where it is open how many will come, about how many.
pub fn stage_of_stages(model: &Model) -> String {
    let Some(case) = model.case() else {
        return String::new();
    };
    let Some(position) = case.position() else {
        return case.reference.clone();
    };
    let stages = case.stages();
    let number = stages
        .iter()
        .position(|stage| stage.id == position.stage)
        .map_or(1, |place| place + 1);
    let title = case.current().map_or("", |(stage, _)| stage.title.as_str());
    let dot = model.theme.dot();
    // Whoever types a meeting in from paper sees which time the next entry gets.
    let typed = case.session.as_ref().and_then(|session| session.typed);
    let about = if case.may_hold_other_stages() {
        "about "
    } else {
        ""
    };
    let of_all = format!("{number} of {about}{}{dot}{title}", stages.len());
    let shorter = || format!("{number} of {}{dot}{title}", stages.len());
    let room = room_in_header(model);
    // Where there is little room, the title is worth more than words that all know.
    let fitting = |way: &String| width(way) <= room;
    let Some(at) = typed else {
        let ways = [format!("Stage {of_all}"), of_all];
        return ways.into_iter().find(fitting).unwrap_or_else(shorter);
    };
    let (day, time) = (at.format("%-d %b %H:%M"), at.format("%H:%M"));
    let ways = [
        format!("Held {day}{dot}{of_all}"),
        format!("{day}{dot}{}", shorter()),
    ];
    let fitting = ways.into_iter().find(fitting);
    fitting.unwrap_or_else(|| format!("{time}{dot}{}", shorter()))
}

/// Columns of the header that saving and practice leave for where the meeting stands.
fn room_in_header(model: &Model) -> usize {
    let status = model.header_status();
    let dots = status.len().saturating_sub(1) * width(model.theme.dot());
    let saving = dots + status.iter().map(|(text, _)| width(text)).sum::<usize>();
    let practice = if model.is_practice() { PRACTICE } else { 0 };
    usize::from(model.size.0).saturating_sub(saving + practice + 3)
}

/// Whether there is a turn so many steps from the one on the screen.
pub fn is_there(model: &Model, steps: isize) -> bool {
    let case = model.case();
    case.is_some_and(|case| case.turn_at(steps).is_some())
}

/// Who is next, by name.
pub fn draw_next(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(case) = model.case() else {
        return;
    };
    let next = case.next_turn_of_the_circle();
    let is_open = case.next_is_open(next.as_ref().map(|turn| &turn.key));
    let text = match next.or_else(|| case.next_turn()) {
        _ if model.waits_for_somebody() => "The meeting waits".to_owned(),
        _ if is_open => "Next: it depends on what is decided".to_owned(),
        None => "This is the last cue".to_owned(),
        Some(turn) => next_words(model, case, &turn),
    };
    let line = Line::styled(
        fitted(&text, usize::from(area.width)),
        model.theme.style(Role::Quiet),
    );
    draw_line(frame, line.centered(), area);
}

/// The circle may read it, so it never speaks to the facilitator.
fn next_words(model: &Model, case: &Case, turn: &Turn) -> String {
    let here = case.position();
    let new_stage = here.is_none_or(|here| here.stage != turn.key.stage);
    if new_stage && let Some((stage, _)) = case.prompt_of(&turn.key) {
        return format!("Next: {}", stage.title);
    }
    let who = model.whose_turn(case, &turn.key);
    if who.is_empty() {
        return String::new();
    }
    let again =
        turn.key.person.is_some() && here.is_some_and(|here| here.person == turn.key.person);
    format!("Next: {who}{}", if again { ", again" } else { "" })
}

/// A thin bar of this stage's planned time, and the minutes of the meeting.
pub fn draw_time(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(case) = model.case() else {
        return;
    };
    let Some(session) = &case.session else {
        return;
    };
    let planned = case
        .current()
        .map_or(0, |(stage, _)| u64::from(stage.minutes.typical) * 60_000);
    let began = since_stage_began(session);
    let here = if case.is_entered_later() {
        let told = case.told(model.now).wall - began.wall;
        u64::try_from(told.num_milliseconds()).unwrap_or(0)
    } else {
        model.now.milliseconds_since(began)
    };
    let total = case.elapsed_at(model.now);
    let break_after = case.session_kind().map_or(0, |kind| kind.break_after);
    let without_break = total > u64::from(break_after) * 60_000 && session.pauses.is_empty();
    let hint = if without_break {
        format!("{}time for a break", model.theme.dot())
    } else {
        String::new()
    };
    let text = format!("  {}{hint}", minutes(total));
    let text_width = u16::try_from(width(&text)).unwrap_or(20);
    let columns = area.width.saturating_sub(text_width + 4).min(60);
    let mut line = bar(model.theme, here, planned, columns);
    line.push_span(ratatui::text::Span::styled(
        text,
        model.theme.style(Role::Quiet),
    ));
    draw_line(frame, line.centered(), area);
}

/// When the meeting came to the stage it is in.
fn since_stage_began(session: &Session) -> crate::case::Now {
    let stage = session.position.as_ref().map(|turn| &turn.stage);
    session
        .moves
        .iter()
        .rev()
        .take_while(|(_, _, turn)| Some(&turn.stage) == stage)
        .last()
        .map_or(session.started, |(_, at, _)| *at)
}
