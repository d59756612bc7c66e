//! What a meeting has to know of its people: what they need, what was assessed for the room, and
//! what is out of date. It stands on the facilitator's half alone.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Assessment, Case, Need, PersonId, Words};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::{Model, told_apart};
use crate::tui::overlay::asking::apart;
use crate::tui::screen::{asked_again, out_of_date};
use crate::tui::theme::Role;
use crate::tui::widget::{Panel, draw_lines, wrapped};

/// What matters once people are in one room; the rest is looked after before they come.
const NEEDS: [(Need, &str); 4] = [
    (Need::Address, "spoken to as"),
    (Need::Access, "needs in the room"),
    (Need::Triggers, "hard for them"),
    (Need::Exit, "if they want to leave"),
];

/// What a meeting has to know of its people.
pub(super) struct ForTheRoom {
    /// From which line on it is read.
    from: usize,
}

impl ForTheRoom {
    /// From the first line on.
    pub(super) fn new() -> Self {
        Self { from: 0 }
    }
}

/// Every line, in paragraphs that are not wrapped yet.
fn paragraphs(model: &Model) -> Vec<(String, Role)> {
    let Some(case) = model.case() else {
        return Vec::new();
    };
    let today = case.told(model.now).wall.date_naive();
    let mut lines = Vec::new();
    for person in case.people_shown() {
        let said = needs(case, person.id);
        if !said.is_empty() {
            lines.push((told_apart(case, person.id), Role::Strong));
            lines.extend(said.into_iter().map(|said| (said, Role::Text)));
        }
    }
    let assessments = case.preparing.assessments.iter();
    let measures: Vec<String> = assessments
        .filter_map(|known| measure(case, known))
        .collect();
    if !measures.is_empty() {
        lines.push(("What was assessed for the room".to_owned(), Role::Strong));
        lines.extend(measures.into_iter().map(|said| (said, Role::Text)));
    }
    let old: Vec<String> = out_of_date(case, today)
        .into_iter()
        .map(|what| format!("{what} has to be assessed again."))
        .chain(
            asked_again(case, today)
                .into_iter()
                .map(|name| format!("{name} wanted to be asked again by now.")),
        )
        .collect();
    if !old.is_empty() {
        lines.push(("Out of date".to_owned(), Role::Strong));
        lines.extend(old.into_iter().map(|said| (said, Role::Text)));
    }
    if lines.is_empty() {
        let nothing = "Nothing is noted that the room has to know.";
        lines.push((nothing.to_owned(), Role::Text));
    }
    lines
}

fn needs(case: &Case, person: PersonId) -> Vec<String> {
    NEEDS
        .iter()
        .filter_map(|(need, title)| {
            let said = case.preparing.need(person, *need)?;
            Some(format!("  {title}: {said}"))
        })
        .collect()
}

fn measure(case: &Case, known: &Assessment) -> Option<String> {
    if known.person.is_some_and(|person| !case.may_be_here(person)) {
        return None;
    }
    let words = known.measures.as_ref().and_then(Words::text)?;
    let whom = known
        .person
        .map_or_else(|| "everybody".to_owned(), |id| told_apart(case, id));
    Some(format!("  {whom}: {words}"))
}

fn lines(model: &Model, columns: usize) -> Vec<(String, Role)> {
    paragraphs(model)
        .into_iter()
        .flat_map(|(text, role)| {
            let wrapped = wrapped(&text, columns).into_iter();
            wrapped.map(move |line| (line, role))
        })
        .collect()
}

impl Layer for ForTheRoom {
    fn title(&self, _model: &Model) -> String {
        "What the room has to know".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::List, Context::Overlay]
    }

    fn use_of(&self, action: Action, _model: &Model) -> Use {
        match action {
            Action::Choose => Use::Absent,
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let columns = usize::from(model.size.0.saturating_sub(4).min(COLUMNS - 4));
        let last = lines(model, columns).len().saturating_sub(1);
        self.from = match action {
            Action::Up => self.from.saturating_sub(1),
            Action::Down => (self.from + 1).min(last),
            Action::PageUp => self.from.saturating_sub(PAGE),
            Action::PageDown => (self.from + PAGE).min(last),
            Action::First => 0,
            Action::Last => last,
            Action::Close | Action::Choose => return vec![Effect::Pop],
            _ => return Vec::new(),
        };
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let area = if model.case().is_some_and(|case| case.running().is_ok()) {
            apart("A look at the notes", model, frame, area)
        } else {
            area
        };
        let columns = usize::from(area.width.min(COLUMNS).saturating_sub(4));
        let lines = lines(model, columns);
        let shown = lines.get(self.from..).unwrap_or_default();
        let title = self.title(model);
        let panel = Panel {
            title: &title,
            columns: COLUMNS,
            rows: u16::try_from(lines.len())
                .unwrap_or(u16::MAX)
                .saturating_add(2),
        };
        let inside = panel.draw(model.theme, frame, area);
        draw_lines(model.theme, frame, inside, shown);
    }
}

/// The widest that the panel is.
const COLUMNS: u16 = 76;
/// How many lines a page goes on.
const PAGE: usize = 8;
