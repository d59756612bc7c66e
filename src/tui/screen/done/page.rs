//! How the questions look that are asked once the room is empty.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::case::spoken_date::spell_out;
use crate::case::{Case, Mark, MarkId};
use crate::document::counting::why_not;
use crate::script::{Outcome, capitalized};
use crate::tui::context::Context;
use crate::tui::model::Model;
use crate::tui::screen::another_way;
use crate::tui::theme::Role;
use crate::tui::widget::{Numbered, Way, wrapped};

use super::steps::{self, Step};
use super::{Done, is_other};

/// The widest that words are set, so that lines stay easy to read.
const WIDEST: u16 = 92;

type Lines = Vec<(String, Role)>;

/// Draws the step that is on the screen.
pub(super) fn draw(done: &Done, model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(case) = model.case() else {
        return;
    };
    let inside = inside(area);
    let lines = lines(done, case, model, inside.width);
    let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let ways = ways(done.step(), case);
    let needed = match &done.form {
        Some(_) => 9,
        None => Numbered::rows(&ways, inside.width),
    };
    let kept = needed.min((inside.height / 2).max(4)).min(inside.height);
    let height = if needed == 0 {
        inside.height
    } else {
        wanted.min(inside.height.saturating_sub(kept + 1))
    };
    draw_lines(done, model, frame, Rect { height, ..inside }, lines);
    let gap = 1.min(inside.height - height);
    let below = Rect {
        y: inside.y + height + gap,
        height: inside.height - height - gap,
        ..inside
    };
    match &done.form {
        Some(form) => form.draw(model.theme, frame, below),
        None => done.list.draw(model.theme, frame, below, &ways),
    }
}

/// How far the text on the screen can be scrolled.
pub(super) fn farthest(done: &Done, model: &Model) -> u16 {
    let (columns, rows) = model.size;
    let area = Rect::new(0, 0, columns, rows.saturating_sub(3));
    let inside = inside(area);
    let lines = model
        .case()
        .map_or(0, |case| lines(done, case, model, inside.width).len());
    u16::try_from(lines)
        .unwrap_or(u16::MAX)
        .saturating_sub(inside.height)
}

fn inside(area: Rect) -> Rect {
    let width = area.width.saturating_sub(4).min(WIDEST);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + area.height.min(1),
        width,
        height: area.height.saturating_sub(1),
    }
}

fn draw_lines(done: &Done, model: &Model, frame: &mut Frame<'_>, area: Rect, lines: Lines) {
    let theme = model.theme;
    let rows = usize::from(area.height);
    let most = lines.len().saturating_sub(rows);
    let first = usize::from(done.scrolled).min(most);
    let (above, below) = theme.more();
    for (row, (text, role)) in lines.into_iter().skip(first).take(rows).enumerate() {
        let y = area.y + u16::try_from(row).unwrap_or(0);
        let spot = Rect::new(area.x, y, area.width, 1);
        frame.render_widget(Line::styled(text, theme.style(role)), spot);
        let sign = if row == 0 && first > 0 {
            above
        } else if row + 1 == rows && first < most {
            below
        } else {
            continue;
        };
        // Beside the words, so that it covers none of them.
        let edge = Rect::new(area.right(), y, 1, 1).intersection(frame.area());
        frame.render_widget(Span::styled(sign, theme.style(Role::Quiet)), edge);
    }
}

fn lines(done: &Done, case: &Case, model: &Model, columns: u16) -> Lines {
    let paragraphs = match done.step() {
        Step::RoomEmpty => room_empty(case),
        Step::Reason => reason(case),
        Step::Safety(mark) => safety(case, *mark),
        Step::Questions => questions(case),
        Step::Note(mark) => note(done, case, *mark),
        Step::Erase => erase(case, model),
        Step::Dates => dates(case, model),
    };
    let columns = usize::from(columns);
    paragraphs
        .into_iter()
        .flat_map(|(text, role)| {
            let mut lines = wrapped(&text, columns);
            if lines.is_empty() {
                lines.push(String::new());
            }
            lines.into_iter().map(move |line| (line, role))
        })
        .collect()
}

fn text(text: impl Into<String>) -> (String, Role) {
    (text.into(), Role::Text)
}

fn strong(text: impl Into<String>) -> (String, Role) {
    (text.into(), Role::Strong)
}

fn quiet(text: impl Into<String>) -> (String, Role) {
    (text.into(), Role::Quiet)
}

/// A page that everybody may see: nothing of what happened stands on it.
fn room_empty(case: &Case) -> Lines {
    vec![
        strong(format!("The {} is over.", case.script.vocabulary.session)),
        text(""),
        text("Thank you, everybody."),
        text(""),
        quiet("When the room is empty, press Enter. What is left to ask is asked then."),
    ]
}

fn reason(case: &Case) -> Lines {
    let ended = case
        .session
        .as_ref()
        .and_then(|session| session.ended.as_ref());
    let outcome = ended.map(|ended| ended.outcome);
    let said = match outcome {
        Some(Outcome::EndedEarly) => "Ended early: an honourable end. What led to it?",
        Some(Outcome::NoAgreementWanted) => {
            "No agreement wanted: an honourable end. What led to it?"
        }
        Some(Outcome::NotReached) => "Not reached. What led to it?",
        Some(Outcome::Agreement) | None => "What led to it?",
    };
    vec![
        strong(said),
        quiet("Choose what fits best; no name stands with it."),
    ]
}

fn find(case: &Case, id: MarkId) -> Option<&Mark> {
    case.marks.iter().find(|mark| mark.id == id)
}

/// When, in which stage and about whom a mark was made.
fn place(case: &Case, mark: &Mark) -> String {
    let stage = mark.turn.as_ref().and_then(|turn| case.prompt_of(turn));
    let stage = stage.map_or_else(String::new, |(stage, _)| format!(", \"{}\"", stage.title));
    let person = mark
        .person
        .map_or_else(String::new, |id| format!(", {}", case.name(id)));
    format!("{}{stage}{person}", mark.at.wall.format("%H:%M"))
}

fn words(mark: &Mark) -> Lines {
    let words = mark.words.iter().filter_map(|words| words.text());
    words.map(text).collect()
}

fn safety(case: &Case, id: MarkId) -> Lines {
    let Some(mark) = find(case, id) else {
        return vec![quiet("This mark was struck.")];
    };
    let mut lines = vec![
        strong("Something about safety was marked here."),
        quiet(place(case, mark)),
    ];
    lines.extend(words(mark));
    lines.push(quiet(
        "Only those who look after safety see the answers. Left empty, it stays open.",
    ));
    lines
}

/// The questions that nobody came back to, so that somebody can still.
fn questions(case: &Case) -> Lines {
    let open: Vec<&Mark> = case.questions_to_return_to().collect();
    let head = match open.len() {
        1 => "1 question was not come back to.".to_owned(),
        count => format!("{count} questions were not come back to."),
    };
    let mut lines = vec![
        strong(head),
        quiet("Somebody may wait for an answer; it can still be given when you get in touch."),
    ];
    for mark in open {
        lines.extend([text(""), quiet(place(case, mark))]);
        lines.extend(words(mark));
    }
    lines
}

fn note(done: &Done, case: &Case, id: MarkId) -> Lines {
    let Some(mark) = find(case, id) else {
        return vec![quiet("This note was struck.")];
    };
    let is_note = |step: &&Step| matches!(step, Step::Note(_));
    let all = done.steps.iter().filter(is_note).count();
    let number = done.steps.iter().take(done.at + 1).filter(is_note).count();
    let mut lines = vec![
        strong("Is this to be kept?   Y keep   N let go"),
        quiet(format!(
            "Note {number} of {all}: {}, {}",
            mark.kind.title(),
            place(case, mark)
        )),
        text(""),
    ];
    lines.extend(words(mark));
    if mark.kept {
        lines.extend([text(""), quiet("It is kept as things stand.")]);
    }
    lines
}

fn erase(case: &Case, model: &Model) -> Lines {
    let mut lines = vec![
        strong("What nobody kept can go now."),
        text(steps::to_erase_in_words(case)),
    ];
    if let Some(refusal) = model.refusal_of(&crate::case::Command::EraseWorkingNotes) {
        lines.push(strong(format!("Not now: {refusal}")));
    }
    lines
}

fn ways(step: &Step, case: &Case) -> Vec<Way> {
    match step {
        Step::Reason => steps::reasons(case)
            .into_iter()
            .map(|(id, label)| {
                let about = match id {
                    Some(id) if is_other(&id) => "None of these; no words of it are kept.",
                    Some(_) | None => "",
                };
                Way::new(label, about)
            })
            .collect(),
        Step::Erase => vec![
            Way::new(
                "Not yet",
                "The case stays among those to go on with, and asks again when it is opened.",
            ),
            Way::new("Erase what was not kept…", "Asks once more."),
        ],
        Step::RoomEmpty | Step::Safety(_) | Step::Questions | Step::Note(_) | Step::Dates => {
            Vec::new()
        }
    }
}

fn dates(case: &Case, model: &Model) -> Lines {
    let mut lines = vec![strong("When somebody gets in touch")];
    let ended = case
        .session
        .as_ref()
        .and_then(|session| session.ended.as_ref());
    let day = ended.map(|ended| ended.at.wall.date_naive());
    let number = case.session.as_ref().map(|session| session.number);
    let follow_ups = case.follow_ups().into_iter();
    let mut dates: Vec<(NaiveDate, String)> = follow_ups
        .filter(|follow_up| Some(follow_up.session) == number && !follow_up.made)
        .map(|follow_up| (follow_up.on, follow_up.what))
        .collect();
    // A review that was held on its day does not stand again.
    let review = case.agreement.review.filter(|_| case.agreement.closed);
    let review = review.filter(|on| day.is_none_or(|day| *on > day));
    dates.extend(review.map(|on| {
        let agreement = &case.script.vocabulary.agreement;
        (on, format!("People look at the {agreement} again."))
    }));
    dates.sort();
    if dates.is_empty() {
        lines.push(text("There is no day to keep."));
    }
    for (on, what) in dates {
        lines.extend([text(""), strong(spell_out(on)), text(what)]);
    }
    lines.extend(not_counted(case));
    if let Some(asked) = another_way(case, model, Context::Done) {
        lines.extend([text(""), strong(asked.0), text(asked.1)]);
    }
    lines.extend([
        text(""),
        quiet(if case.agreement.closings.is_empty() {
            "Enter puts the case away."
        } else {
            "Enter puts the case away. S shows signing, copies and the saved plan."
        }),
    ]);
    lines
}

/// That the meeting is not counted and why, where that is so.
fn not_counted(case: &Case) -> Lines {
    let why = case.will_not_count();
    let Some(session) = case.session.as_ref().filter(|_| !why.is_empty()) else {
        return Vec::new();
    };
    let meeting = &case.script.vocabulary.session;
    let mut lines = vec![text(""), strong(format!("This {meeting} is not counted."))];
    let why = why.iter().map(|why| why_not(case, session, why));
    lines.extend(why.map(|why| text(format!("{}.", capitalized(&why)))));
    lines
}
