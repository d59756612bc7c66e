//! How signing and copies look.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::case::{Case, Command, Person, Presence, Refusal, Signing};
use crate::desk::Desk;
use crate::script::CopyForm;
use crate::store::{PLAN_NAME, SEALED_PLAN_NAME};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::{Model, told_apart};
use crate::tui::remedy::told;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, TextLine, fitted, minutes, width, wrapped};

use super::code::Code;
use super::questions;
use crate::tui::screen::people::whereabouts;

/// More names than this are not named in a row.
const MOST_NAMES: usize = 8;

/// Everybody who came, and whoever sent word instead, in the order of speaking.
pub(super) fn people(case: &Case) -> Vec<&Person> {
    case.speaking_order()
        .into_iter()
        .filter(|person| person.has_come() || sent_word(case, person))
        .collect()
}

/// Whether somebody is heard through others: they get their copy, and sign when they are met.
fn sent_word(case: &Case, person: &Person) -> bool {
    person.presence == Presence::Expected && person.sends_word() && case.may_be_here(person.id)
}

fn unsigned(case: &Case) -> Vec<String> {
    let people = case.to_be_asked_to_sign().into_iter();
    people.map(|id| told_apart(case, id)).collect()
}

/// Draws the top of the page: how the agreement stands, and its code. Says what is left below.
pub(super) fn standing(
    model: &Model,
    case: &Case,
    code: Option<&Code>,
    frame: &mut Frame<'_>,
    area: Rect,
) -> Rect {
    let theme = model.theme;
    let rest = Panel::words(theme, Role::Strong, &how_it_stands(case), frame, area);
    let rest = Panel::words(theme, Role::Quiet, &saved_where(case, model), frame, rest);
    let rest = code.map_or(rest, |code| code.draw(theme, frame, rest));
    let rest = Panel::words(theme, Role::Text, &still_to_come(case), frame, rest);
    below(rest, 1)
}

/// Draws the rest of it: the people, and what is still to ask.
pub(super) fn people_and_asks(
    model: &Model,
    case: &Case,
    list: List,
    typing: Option<(String, &TextLine)>,
    frame: &mut Frame<'_>,
    rest: Rect,
) {
    let theme = model.theme;
    let people = people(case);
    let asks = asks(case, model, usize::from(rest.width));
    let wanted = u16::try_from(people.len()).unwrap_or(u16::MAX);
    let kept = u16::try_from(asks.len())
        .unwrap_or(u16::MAX)
        .min(rest.height / 2);
    let typing_rows = if typing.is_some() { 4 } else { 0 };
    let lower = kept.max(typing_rows);
    let room = rest.height.saturating_sub(lower + 1 + u16::from(lower > 0));
    let columns = Columns::of(rest.width);
    let head = Rect {
        height: rest.height.min(1),
        ..rest
    };
    let heading = columns.line(["Name", "Here", "Signed", "Copy"]);
    frame.render_widget(
        Line::styled(format!("  {heading}"), theme.style(Role::Quiet)),
        head,
    );
    let rows: Vec<Row> = people
        .iter()
        .map(|person| Row::new(columns.person(case, model, person)))
        .collect();
    let table = Rect {
        y: head.bottom(),
        height: wanted.min(room.max(1)).min(rest.height.saturating_sub(1)),
        ..rest
    };
    list.draw(theme, frame, table, &rows);
    let used = (table.bottom() - rest.y).saturating_add(1);
    let lower = below(rest, used);
    match typing {
        Some((ask, line)) => {
            let spot = Panel::words(theme, Role::Strong, &ask, frame, lower);
            line.draw(theme, frame, spot, true);
        }
        None => draw_asks(model, frame, lower, asks),
    }
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

fn draw_asks(model: &Model, frame: &mut Frame<'_>, area: Rect, mut asks: Vec<(String, Role)>) {
    let rows = usize::from(area.height);
    if asks.len() > rows {
        asks.truncate(rows);
        if let Some((last, _)) = asks.last_mut() {
            let room = usize::from(area.width).saturating_sub(2);
            *last = format!("{} …", fitted(last, room));
        }
    }
    for (row, (text, role)) in asks.into_iter().enumerate() {
        let y = area.y + u16::try_from(row).unwrap_or(0);
        let line = Line::styled(text, model.theme.style(role));
        frame.render_widget(line, Rect::new(area.x, y, area.width, 1));
    }
}

/// How the agreement stands, in a sentence.
fn how_it_stands(case: &Case) -> String {
    let word = &case.script.vocabulary.agreement;
    match case.agreement.closings.last() {
        Some((at, closed)) if case.agreement.closed && closed.brought => format!(
            "The {word} was made elsewhere and brought in: version {}, {}.",
            closed.version,
            at.wall.format("%-d %B %Y, %H:%M")
        ),
        Some((at, closed)) if case.agreement.closed => format!(
            "The {word} is closed: version {}, {}.",
            closed.version,
            at.wall.format("%-d %B %Y, %H:%M")
        ),
        Some((_, closed)) => format!(
            "The {word} is open again; version {} stands until it is closed anew.",
            closed.version
        ),
        None => format!("The {word} is not closed yet."),
    }
}

/// Where the saved plan lies.
fn saved_where(case: &Case, model: &Model) -> String {
    // What was brought in has its saved plan where it was made.
    if case.closing_session().is_none() {
        return String::new();
    }
    let folder = if model.is_practice() {
        "practice"
    } else {
        "cases"
    };
    let is_plain = model.desk.as_ref().is_none_or(Desk::is_plain);
    let file = if model.protected && !is_plain {
        SEALED_PLAN_NAME
    } else {
        PLAN_NAME
    };
    format!(
        "Saved as {folder}/{}/{file} in the folder of Talking Piece.",
        case.reference
    )
}

/// Who is still here and who has not signed, in a sentence each.
fn still_to_come(case: &Case) -> String {
    let mut here = people(case);
    here.retain(|person| person.is_here() && !case.is_outside(person.id));
    let here = match here.as_slice() {
        _ if case.running() == Err(Refusal::SessionOver) => "The meeting is over.".to_owned(),
        _ if case.running().is_err() => "The meeting goes on another day.".to_owned(),
        [] => "Nobody is here any more.".to_owned(),
        [only] => format!("Only {} is still here.", told_apart(case, only.id)),
        several => format!("{} people are still here.", several.len()),
    };
    if !case.agreement.closed {
        let signed = case.agreement.signatures.keys().next();
        let stands = case.agreement.closings.last().filter(|_| signed.is_some());
        return match stands {
            Some((_, closed)) => format!(
                "{here} Below stands how version {} was signed; once it is closed anew, people sign \
                 anew.",
                closed.version
            ),
            None => format!("{here} People sign once it is closed."),
        };
    }
    match unsigned(case).as_slice() {
        [] => format!("{here} Everybody was asked to sign."),
        names => format!("{here} Still to be asked to sign: {}.", listed(names)),
    }
}

/// Names in a row; of many the first, and how many more there are.
pub(in crate::tui) fn listed(names: &[String]) -> String {
    let shown = names.iter().take(MOST_NAMES);
    let shown = shown.map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_NAMES) {
        0 => shown,
        more => format!("{shown}, and {more} more"),
    }
}

/// What is still to ask, in lines.
fn asks(case: &Case, model: &Model, columns: usize) -> Vec<(String, Role)> {
    let mut lines = Vec::new();
    let in_the_way = questions::in_the_way(case, model).into_iter();
    let to_return_to = questions::to_return_to(case).filter(|_| !case.agreement.closed);
    let contexts = &[Context::Closing, Context::List];
    let head = match model.refusal_of(&Command::CloseAgreement) {
        Some(Refusal::AgreementClosed) => String::new(),
        Some(refusal) => told(&refusal, &model.keymap, contexts),
        None => {
            let key = model.keymap.key_in(Action::CloseAgreement, contexts);
            let key = key.unwrap_or_default();
            match questions::not_met(case).len() {
                0 => format!("Nothing stands in the way: {key} closes it."),
                1 => format!("One bottom line is NOT MET. It can be closed so: {key}."),
                count => format!("{count} bottom lines are NOT MET. It can be closed so: {key}."),
            }
        }
    };
    let head = wrapped(&head, columns).into_iter();
    lines.extend(head.map(|line| (line, Role::Strong)));
    for question in in_the_way.chain(to_return_to) {
        let room = columns.saturating_sub(2);
        for (row, line) in wrapped(&question, room).into_iter().enumerate() {
            let lead = if row == 0 { "- " } else { "  " };
            lines.push((format!("{lead}{line}"), Role::Text));
        }
    }
    let more = questions::more_on_the_board(case);
    if more > 0 && !case.agreement.closed {
        let board = model.key(Action::Board, contexts);
        let said = match more {
            1 => format!("1 more question worth asking stands on the board ({board})."),
            more => format!("{more} more questions worth asking stand on the board ({board})."),
        };
        lines.extend(
            wrapped(&said, columns)
                .into_iter()
                .map(|line| (line, Role::Quiet)),
        );
    }
    lines
}

/// How wide each column of the table is.
struct Columns([usize; 4]);

impl Columns {
    fn of(columns: u16) -> Self {
        let all = usize::from(columns).saturating_sub(4);
        let rest = match all {
            90.. => [20, 22, 18],
            64.. => [17, 14, 12],
            50.. => [12, 14, 12],
            // Names come first: who is here stands above, and on the list of people.
            30.. => [0, 13, 9],
            _ => [0, 12, 0],
        };
        let name = all.saturating_sub(rest.iter().sum::<usize>());
        Self([name, rest[0], rest[1], rest[2]])
    }

    fn line(&self, cells: [&str; 4]) -> String {
        let fill = |(cell, columns): (&str, &usize)| {
            let text = fitted(cell, columns.saturating_sub(1));
            let gap = columns.saturating_sub(width(&text));
            format!("{text}{}", " ".repeat(gap))
        };
        cells.into_iter().zip(&self.0).map(fill).collect()
    }

    fn person(&self, case: &Case, model: &Model, person: &Person) -> String {
        let signed = case.agreement.signatures.get(&person.id);
        let copy = case.agreement.copies.get(&person.id);
        let signs = case.signers().iter().any(|known| known.id == person.id);
        let none = match signs {
            true if sent_word(case, person) => "when met",
            true => "not yet",
            false => "need not",
        };
        let here = if sent_word(case, person) {
            "sends word".to_owned()
        } else {
            presence(case, person, model, self.0[1] >= 17)
        };
        self.line([
            &told_apart(case, person.id),
            &here,
            signed.map_or(none, |(_, how)| signing(*how)),
            &copy_of(copy, case.agreement.limits.contains_key(&person.id)),
        ])
    }
}

/// Whether somebody is here, and for how long; or when they went.
fn presence(case: &Case, person: &Person, model: &Model, long: bool) -> String {
    if case.is_outside(person.id) {
        return whereabouts(case, person).to_owned();
    }
    let since = person.comings_and_goings.last().map(|(at, _)| *at);
    // While a meeting is typed in that was held before, no clock tells how long anybody is here.
    let goes_on = case.running().ok();
    let counts = goes_on.is_some_and(|session| session.typed.is_none());
    match (person.presence, since) {
        (Presence::Here, _) if goes_on.is_none() => "was here".to_owned(),
        (Presence::Here, Some(at)) if long && counts => {
            format!("yes, {}", minutes(model.now.milliseconds_since(at)))
        }
        (Presence::Here, _) => "yes".to_owned(),
        (Presence::Out, _) => "stepped out".to_owned(),
        (Presence::Left, Some(at)) => format!("left {}", at.wall.format("%H:%M")),
        (Presence::Left, None) => "left".to_owned(),
        (Presence::Expected, _) => "not yet".to_owned(),
        (Presence::Away, _) => "not coming".to_owned(),
    }
}

fn signing(how: Signing) -> &'static str {
    match how {
        Signing::Paper => "on paper",
        Signing::TypedName => "typed name",
        Signing::Voice => "by voice",
        Signing::Declined => "chose not to",
    }
}

/// Somebody's copy, in a few words.
fn copy_of(copy: Option<&Option<CopyForm>>, is_limited: bool) -> String {
    let settled = copy.copied().flatten();
    match settled.filter(|_| is_limited) {
        Some(form) => format!("part, {}", short_form(form)),
        None => copy
            .map_or("to settle", |form| self::copy(*form))
            .to_owned(),
    }
}

/// A form of a copy behind another word, where a column is narrow.
fn short_form(form: CopyForm) -> &'static str {
    match form {
        CopyForm::Print => "paper",
        CopyForm::LargePrint => "large",
        CopyForm::EasyRead => "easy",
        CopyForm::Translated => "lang.",
        CopyForm::ReadAloud => "aloud",
    }
}

/// Which copy somebody gets, in a word or two; none where they want none.
pub(super) fn copy(form: Option<CopyForm>) -> &'static str {
    match form {
        None => "no copy",
        Some(CopyForm::Print) => "on paper",
        Some(CopyForm::LargePrint) => "large print",
        Some(CopyForm::EasyRead) => "easy read",
        Some(CopyForm::Translated) => "translated",
        Some(CopyForm::ReadAloud) => "read out",
    }
}
