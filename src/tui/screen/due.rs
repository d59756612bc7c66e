//! What is due in every case, the oldest first; one key opens the case where it is dealt with.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::spoken_date::spell_out;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::office::{DueLeads, DueRow, Standing};
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, below, inset, rows_of};

/// What is said of days to come on the home screen: those within two weeks.
const SOON: i64 = 14;

/// What is due in every case.
#[derive(Debug, Default)]
pub struct Due {
    list: List,
}

/// How much is overdue and how much is due soon, with the key that shows it; nothing where
/// nothing is, or where it is not known yet. Practice cases count for nothing.
pub(super) fn in_short(model: &Model) -> Option<String> {
    let today = model.today();
    let days: Vec<i64> = model
        .due
        .iter()
        .flatten()
        .filter(|row| !row.practice && row.leads != DueLeads::CasePage)
        .map(|row| (row.on - today).num_days())
        .collect();
    let long_enough = model.due.iter().flatten();
    let long_enough = long_enough.filter(|row| row.leads == DueLeads::CasePage);
    let mut said = Vec::new();
    let overdue = days.iter().filter(|days| **days < 0).count();
    let soon = days
        .iter()
        .filter(|days| (0..=SOON).contains(*days))
        .count();
    if overdue > 0 {
        said.push(format!("{overdue} overdue"));
    }
    if soon > 0 {
        said.push(format!("{soon} due within two weeks"));
    }
    match long_enough.count() {
        0 => {}
        1 => said.push("1 case to dispose of".to_owned()),
        cases => said.push(format!("{cases} cases to dispose of")),
    }
    if said.is_empty() {
        return None;
    }
    let said = said.join(", ");
    let key = model.key(Action::Due, &[Context::Home]);
    Some(format!("{said}: {key} shows them."))
}

/// Of which cases it is not known whether anything is due, for they could not be looked at; nothing
/// where all of them could.
fn not_known(model: &Model) -> Option<String> {
    let cases = model.cases.as_ref()?;
    if model.locked {
        return Some(
            "The real cases are locked: what is due in them is not known. Choose one of them on the \
             home screen; the passphrase is asked for then."
                .to_owned(),
        );
    }
    if let Some(problem) = &cases.real_problem {
        return Some(format!("What is due is not known: {}", problem.what));
    }
    let closed = cases.list.iter();
    let closed = closed.filter(|case| matches!(case.standing, Standing::Unreadable(_)));
    let (which, there) = match closed.count() {
        0 => return None,
        1 => ("1 case cannot be opened".to_owned(), "it"),
        closed => (format!("{closed} cases cannot be opened"), "them"),
    };
    Some(format!(
        "{which}: what is due in {there} is not known. The list of cases says why."
    ))
}

impl Due {
    fn selected<'a>(&self, model: &'a Model) -> Option<&'a DueRow> {
        model.due.as_ref()?.get(self.list.selected)
    }
}

impl Layer for Due {
    fn title(&self, _model: &Model) -> String {
        "What is due".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::List]
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        match (action, self.selected(model)) {
            (Action::Choose, None) if not_known(model).is_some() => {
                Use::Idle("Nothing is known to be due.")
            }
            (Action::Choose, None) => Use::Idle("Nothing is due."),
            (Action::Choose, Some(_)) => Use::Called("open it there"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let rows = model.due.as_ref().map_or(0, Vec::len);
        if self.list.act(action, rows) {
            return Vec::new();
        }
        match (action, self.selected(model)) {
            (Action::Choose, Some(row)) => vec![leads_to(row)],
            (Action::Close, _) => vec![Effect::Back],
            _ => Vec::new(),
        }
    }

    fn refresh(&mut self, model: &Model) {
        self.list
            .keep_within(model.due.as_ref().map_or(0, Vec::len));
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let mut inside = inset(area, 2);
        let Some(due) = &model.due else {
            let looking = "Looking for what is due…";
            Panel::words(model.theme, Role::Quiet, looking, frame, inside);
            return;
        };
        let not_known = not_known(model);
        if let Some(told) = &not_known {
            let left = Panel::words(model.theme, Role::Warning, told, frame, inside);
            inside = below(left, 1);
        }
        if due.is_empty() {
            let none = if not_known.is_some() {
                "Nothing is due in the others."
            } else {
                "Nothing is due in any case."
            };
            Panel::words(model.theme, Role::Quiet, none, frame, inside);
            return;
        }
        let today = model.today();
        let rows: Vec<Row> = due.iter().map(|due| row(due, today)).collect();
        let height = rows_of(rows.len()).min(inside.height.saturating_sub(inside.height / 3));
        self.list
            .draw(model.theme, frame, Rect { height, ..inside }, &rows);
        if let Some(due) = self.selected(model) {
            let whole = format!("{}\n{}", spell_out(due.on), due.what);
            let place = below(inside, height + 1);
            Panel::words(model.theme, Role::Text, &whole, frame, place);
        }
    }
}

fn leads_to(row: &DueRow) -> Effect {
    let (reference, practice) = (row.reference.clone(), row.practice);
    let open = |to_read| Effect::OpenCase {
        reference: reference.clone(),
        practice,
        to_read,
    };
    match row.leads {
        // Where its last meeting is over, a case that is gone on with is wrapped up first.
        DueLeads::Meeting | DueLeads::WrapUp => open(false),
        DueLeads::FollowUp => {
            let due = (row.on, row.what.clone());
            Effect::FollowUp(Some((reference.clone(), practice)), Some(due))
        }
        DueLeads::CasePage => open(true),
    }
}

fn row(due: &DueRow, today: NaiveDate) -> Row {
    let mark = if due.practice { "  PRACTICE" } else { "" };
    let days = (due.on - today).num_days();
    let role = if days < 0 { Role::Strong } else { Role::Text };
    let right = match due.leads {
        DueLeads::CasePage => "to dispose of".to_owned(),
        DueLeads::Meeting | DueLeads::FollowUp | DueLeads::WrapUp => when(days),
    };
    Row::new(format!("{}{mark}  {}", due.reference, due.what))
        .with(right)
        .drawn(role)
}

/// In so many days, or so many days ago.
pub(super) fn when(days: i64) -> String {
    match days {
        ..-1 => format!("{} days overdue", -days),
        -1 => "1 day overdue".to_owned(),
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => format!("in {days} days"),
    }
}
