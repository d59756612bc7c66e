//! How the forms of a case are drawn.

use chrono::{Months, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::typing::Typing;
use super::{Evaluations, NOBODY_MET, forms as forms_of, kinds};
use crate::case::{Case, told_apart};
use crate::script::{Evaluation, in_a_row};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{Panel, Row, below, inset, rows_of};

/// Columns of a form, so that its lines can be read.
const COLUMNS: u16 = 84;

/// The list of forms, and below it what is known of the one that is selected.
pub(super) fn forms(
    screen: &Evaluations,
    case: &Case,
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let inside = inset(area, 2);
    let all = forms_of(case, model);
    if all.is_empty() {
        let none = "This script names no form on which people say how it was.";
        Panel::words(model.theme, Role::Quiet, none, frame, inside);
        return;
    }
    let rows: Vec<Row> = all.iter().map(|form| row(form, case, model)).collect();
    let height = rows_of(rows.len()).min(inside.height / 2);
    let list = Rect { height, ..inside };
    screen.list.draw(model.theme, frame, list, &rows);
    if let Some(form) = screen.selected(model) {
        let mut place = below(inside, height + 1);
        for (text, role) in about(form, case, model) {
            let rest = Panel::words(model.theme, role, &text, frame, place);
            place = below(rest, 1);
        }
    }
}

/// The form that is being typed in.
pub(super) fn typing(typing: &Typing, model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let mut inside = inset(area, 2);
    inside.width = inside.width.min(COLUMNS);
    let title = &typing.evaluation.title;
    let rest = Panel::words(model.theme, Role::Strong, title, frame, inside);
    typing.form.draw(model.theme, frame, below(rest, 1));
}

fn row(form: &Evaluation, case: &Case, model: &Model) -> Row {
    let count = case.forms_handed_in(&form.id);
    let said = match (count, due(form, case)) {
        (0, Some(on)) if on > model.today() => format!("from {}", on.format("%-d %B %Y")),
        (0, _) => "none yet".to_owned(),
        (count, _) => format!("{count} handed in"),
    };
    Row::new(form.title.clone()).with(said)
}

/// The day from which a form is asked; none before a meeting ended.
fn due(form: &Evaluation, case: &Case) -> Option<NaiveDate> {
    let ended = case.sessions().filter_map(|session| session.ended.as_ref());
    let last = ended.map(|ended| ended.at.wall.date_naive()).next_back()?;
    last.checked_add_months(Months::new(u32::from(form.after_months)))
}

fn about(form: &Evaluation, case: &Case, model: &Model) -> Vec<(String, Role)> {
    let when = match form.after_months {
        0 => "It is given out straight after the meeting.".to_owned(),
        months => format!("It is asked {months} months after the meeting."),
    };
    let mut said = vec![(when, Role::Text)];
    if !case.has_met() {
        said.push((NOBODY_MET.to_owned(), Role::Quiet));
    }
    let kinds = kinds(form, case);
    let people = case.people_shown().map(|person| person.id);
    let (done, open): (Vec<_>, Vec<_>) = people
        .filter(|id| case.holds_kind(*id, &kinds))
        .partition(|id| case.has_handed_in(&form.id, *id));
    for (label, ids) in [("Handed in", done), ("Not yet", open)] {
        let names: Vec<String> = ids.iter().map(|id| told_apart(case, *id)).collect();
        if !names.is_empty() {
            said.push((format!("{label}: {}.", in_a_row(&names)), Role::Text));
        }
    }
    let apart = if model.is_practice() {
        "This is practice: a form can be printed and typed in, and no answer is kept."
    } else {
        "What people answer is kept apart from this case, without a name and without a time, and \
         is told as counts over many cases: talking-piece evaluation counts."
    };
    said.push((apart.to_owned(), Role::Quiet));
    said
}
