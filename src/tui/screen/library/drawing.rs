//! The library as it is drawn.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Doing, LibraryScreen};
use crate::desk::library::{CaseRow, Choice, DAMAGED, How, Library, Stands, State};
use crate::script::{capitalized, counted};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, draw_line, fitted, rows_of, thousands, width, wrapped};

const LOOKING: &str = "Looking through the cases…";
/// Columns of a reference and of how a case stands.
const REFERENCE: usize = 10;
const STANDING: usize = 22;
/// Below so many columns there is no room in a row for the process of its case, or for why it
/// cannot be opened.
const WIDE: usize = 70;
/// Rows for what is said of the selected case, and in a low window.
const DETAILS: u16 = 5;
const FEWEST_DETAILS: u16 = 3;
/// So many rows of the list stay, however much is said below it.
const FEWEST_ROWS: u16 = 3;
/// With fewer rows than these a window is low.
const LOW: u16 = 18;

/// Parts of the filter, with what stands before each.
const PARTS: [(How, &str); 6] = [
    (How::Due, "due"),
    (How::Process, "process"),
    (How::Period, "met"),
    (How::Standing, "outcome"),
    (How::Facilitator, "run by"),
    (How::Script, "script"),
];

pub(super) fn draw(screen: &LibraryScreen, model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let inside = Rect {
        x: area.x + 2.min(area.width),
        y: area.y + 1.min(area.height),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(1),
    };
    let row = |number: u16, height: u16| Rect {
        y: inside.y + number.min(inside.height),
        height: height.min(inside.height.saturating_sub(number)),
        ..inside
    };
    draw_query(screen, model, frame, row(0, 1));
    let chosen = wrapped(&chosen(screen), usize::from(inside.width));
    let lines = u16::try_from(chosen.len()).unwrap_or(1).min(3);
    Panel::words(
        model.theme,
        Role::Quiet,
        &chosen.join("\n"),
        frame,
        row(1, lines),
    );
    let top = 2 + lines;
    let details = if inside.height >= LOW {
        DETAILS
    } else if inside.height < top + FEWEST_DETAILS + 6 {
        0
    } else {
        FEWEST_DETAILS
    };
    let most = inside.height.saturating_sub(top + FEWEST_ROWS + 1);
    let details = details.max(rows_of_reason(screen, inside.width).min(most));
    let below = if details > 0 { details + 1 } else { 0 };
    let list = row(top, inside.height.saturating_sub(top + below));
    match &screen.doing {
        Doing::Choosing(how, choices, at) => draw_choices(*how, choices, *at, model, frame, list),
        Doing::Typing | Doing::Looking => {
            draw_found(screen, model, frame, list);
            let place = row(inside.height.saturating_sub(details), details);
            draw_details(screen, model, frame, place);
        }
    }
}

/// How many rows it takes to say why the selected case cannot be opened, which is never cut: the last
/// sentence of it says what to do.
fn rows_of_reason(screen: &LibraryScreen, columns: u16) -> u16 {
    let selected = screen.selected();
    let reason = selected
        .filter(|(_, row)| row.stands().is_none())
        .map(|(library, row)| wrapped(&why_not(library, row), usize::from(columns)).len());
    rows_of(reason.unwrap_or(0))
}

/// The search line, and how many cases were found.
fn draw_query(screen: &LibraryScreen, model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme;
    let all = model
        .libraries
        .of(screen.practice)
        .map(|library| library.rows().len());
    let count = match (all, model.libraries.looked) {
        (Some(all), _) => {
            let more = if screen
                .searched
                .as_ref()
                .is_some_and(|on| !on.search.is_done())
            {
                "…"
            } else {
                ""
            };
            let found = thousands(screen.found());
            theme.plain(&format!("{found}{more} of {}", thousands(all)))
        }
        (None, Some((looked, of))) => {
            format!("{} of {} looked at", thousands(looked), thousands(of))
        }
        (None, None) => String::new(),
    };
    let label = "Find ";
    let right = u16::try_from(width(&count)).unwrap_or(0).min(area.width);
    let left = u16::try_from(width(label)).unwrap_or(0);
    draw_line(
        frame,
        ratatui::text::Line::styled(label, theme.style(Role::Strong)),
        area,
    );
    let field = Rect {
        x: area.x + left.min(area.width),
        width: area.width.saturating_sub(left + right + 2),
        ..area
    };
    let typing = matches!(screen.doing, Doing::Typing) && !model.covered;
    screen.query.draw(theme, frame, field, typing);
    let place = Rect {
        x: area.right() - right,
        width: right,
        ..area
    };
    draw_line(
        frame,
        ratatui::text::Line::styled(count, theme.style(Role::Quiet)),
        place,
    );
}

/// What is chosen, in one sentence.
fn chosen(screen: &LibraryScreen) -> String {
    let parts = PARTS.iter().filter_map(|(how, before)| {
        let called = screen.filter.called(*how)?;
        Some(format!("{before}: {called}"))
    });
    let mut parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        parts.push("every case".to_owned());
    }
    parts.push(screen.order.title().to_owned());
    let similar = screen
        .searched
        .as_ref()
        .is_some_and(|on| on.search.is_similar());
    if similar {
        parts.push("nothing holds exactly that, so this is what comes near".to_owned());
    }
    let text = parts.join("; ");
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

fn draw_choices(
    how: How,
    choices: &[Choice],
    list: List,
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let title = match how {
        How::Due => "Which of them by what is due?",
        How::Process => "Which process?",
        How::Period => "When did people meet?",
        How::Standing => "Which outcome, or how else do they stand?",
        How::Facilitator => "Run by whom?",
        How::Script => "From which script, in which version?",
    };
    let rest = Panel::words(model.theme, Role::Strong, title, frame, area);
    let row = |place: usize| {
        let choice = choices.get(place)?;
        Some(Row::new(&choice.label).with(thousands(choice.cases)))
    };
    list.draw_some(model.theme, frame, rest, choices.len(), row);
}

fn draw_found(screen: &LibraryScreen, model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let found = screen.found();
    let Some(searched) = &screen.searched else {
        Panel::words(
            model.theme,
            Role::Quiet,
            &model.theme.plain(LOOKING),
            frame,
            area,
        );
        return;
    };
    if found == 0 {
        let nothing = if searched.library.rows().is_empty() {
            no_cases(screen, model)
        } else if searched.search.is_done() {
            "No case is like that.".to_owned()
        } else {
            LOOKING.to_owned()
        };
        Panel::words(
            model.theme,
            Role::Quiet,
            &model.theme.plain(&nothing),
            frame,
            area,
        );
        return;
    }
    let columns = usize::from(area.width);
    let row = |place: usize| {
        let row = searched.search.row(&searched.library, place)?;
        Some(row_of(&searched.library, row, model, columns))
    };
    screen.list.draw_some(model.theme, frame, area, found, row);
}

/// That there are no cases of the kind that is shown; where there are of the other, how to see them.
fn no_cases(screen: &LibraryScreen, model: &Model) -> String {
    let known = model.cases.iter().flat_map(|cases| &cases.list);
    let other = known
        .filter(|case| case.practice != screen.practice)
        .count();
    let key = |action| model.key(action, &[Context::Library]);
    let first = match screen.doing {
        Doing::Typing => format!(
            "{}, then {}",
            key(Action::FindCases),
            key(Action::OtherCases)
        ),
        Doing::Looking | Doing::Choosing(..) => key(Action::OtherCases),
    };
    match (screen.practice, other) {
        (_, 0) => "No cases yet.".to_owned(),
        (false, 1) => format!("No real cases yet. There is a practice case: {first} shows it."),
        (false, many) => {
            format!("No real cases yet. There are {many} practice cases: {first} shows them.")
        }
        (true, _) => format!("No practice cases yet. {first} shows the real ones."),
    }
}

fn row_of(library: &Library, row: &CaseRow, model: &Model, columns: usize) -> Row {
    let today = model.today();
    let reference = padded(&row.reference, REFERENCE);
    let called = library.called(row);
    let called = match row.stands() {
        // First, for a row may have no room for all of it.
        Some(_) if row.is_damaged() => format!("damaged, {}", called.to_lowercase()),
        Some(Stands::Ended {
            notes_wait: true, ..
        }) => format!("{called}, notes wait"),
        Some(Stands::Closed(Some(_))) => format!("{called}, closed"),
        Some(_) | None => called.to_owned(),
    };
    let text = if columns >= WIDE {
        let called = padded(&called, STANDING);
        let more = if row.stands().is_some() {
            library.text(row.process).to_owned()
        } else {
            in_a_row(&why_not(library, row), &row.reference)
        };
        format!("{reference}  {called}  {more}")
    } else {
        format!("{reference}  {called}")
    };
    let right = match row.due {
        Some(due) if due < today => format!("overdue {}", due.format("%-d %b %Y")),
        Some(due) => format!("due {}", due.format("%-d %b %Y")),
        None if row.days.held.is_some() => "on hold".to_owned(),
        None if is_to_go(library, row, model) => "to dispose of".to_owned(),
        None => row.last_known().map_or_else(
            || "no date can be read".to_owned(),
            |at| at.format("%-d %b %Y").to_string(),
        ),
    };
    let role = match row.state() {
        State::Broken(_) => Role::Warning,
        State::Stands(_) if row.is_damaged() => Role::Warning,
        State::Stands(_) | State::Sealed(_) | State::Newer(_) | State::Copy(_) => Role::Text,
    };
    Row::new(text).with(right).drawn(role)
}

/// Whether a case was kept long enough.
fn is_to_go(library: &Library, row: &CaseRow, model: &Model) -> bool {
    let kept = model.retention_rules();
    let kept = kept.and_then(|rules| library.kept(row, rules));
    kept.is_some_and(|kept| kept.is_due(model.today()))
}

fn padded(text: &str, columns: usize) -> String {
    let text = fitted(text, columns.max(width(text).min(REFERENCE + 8)));
    let gap = columns.saturating_sub(width(&text));
    format!("{text}{}", " ".repeat(gap))
}

/// Why a case cannot be opened.
pub(super) fn why_not(library: &Library, row: &CaseRow) -> String {
    match row.state() {
        State::Stands(_) => String::new(),
        State::Sealed(why) | State::Newer(why) | State::Broken(why) => library.text(why).to_owned(),
        State::Copy(of) => library.told_as_copy(row, of),
    }
}

/// The same where there is little room: without the place of its file, which would take all of it
/// and stands below the list.
fn in_a_row(why_not: &str, reference: &str) -> String {
    match why_not.split_once(": ") {
        Some((file, why)) if file.contains(reference) => capitalized(why),
        Some(_) | None => why_not.to_owned(),
    }
}

fn draw_details(screen: &LibraryScreen, model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some((library, row)) = screen.selected() else {
        return;
    };
    let text = if row.stands().is_some() {
        details(library, row, model)
    } else {
        why_not(library, row)
    };
    Panel::words(model.theme, Role::Quiet, &text, frame, area);
}

fn details(library: &Library, row: &CaseRow, model: &Model) -> String {
    let by = library.text(row.facilitators);
    let by = if by.is_empty() {
        String::new()
    } else {
        format!(", run by {by}")
    };
    let damaged = row.is_damaged().then(|| DAMAGED.to_owned());
    let mut said: Vec<String> = damaged.into_iter().collect();
    said.push(format!("{}{by}.", library.text(row.process)));
    let day = |day: NaiveDate| day.format("%-d %B %Y").to_string();
    if let Some(opened) = row.opened {
        said.push(format!("Begun {}.", day(opened.date_naive())));
    }
    if let Some(met) = row.met {
        said.push(format!("Last meeting {}.", day(met)));
    }
    if row.version > 0 {
        let items = counted(row.items, "item", "items");
        said.push(format!("{items} agreed, {} open.", row.open_items));
    }
    said.extend(
        row.days
            .held
            .map(|since| format!("On hold since {}.", day(since))),
    );
    let kept = model.retention_rules();
    if let Some(kept) = kept.and_then(|rules| library.kept(row, rules)) {
        said.push(format!("{} {}", kept.told(model.today()), kept.because()));
    }
    if row.conflicts {
        said.push("A program that copies folders left copies of single files in it.".to_owned());
    }
    said.join(" ")
}
