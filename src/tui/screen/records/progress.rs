//! What became of each thing that was agreed, looked at one by one.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, ClosedItem, Words};
use crate::script::RoleKind;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, PreparingPanel};
use crate::tui::layer::{Layer, Use};
use crate::tui::model::{Model, told_apart};
use crate::tui::screen::board::act_anywhere;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, below, inset, rows_of};

/// Why nobody can be told how something stands.
const NOBODY_HARMED: &str = "Nobody on the list of people was harmed, so nobody is told of it.";

/// What became of each thing that was agreed.
#[derive(Default)]
pub struct Progress {
    list: List,
}

impl Progress {
    fn selected<'a>(&self, model: &'a Model) -> Option<&'a ClosedItem> {
        model.case()?.agreed_items().get(self.list.selected)
    }
}

fn somebody_was_harmed(model: &Model) -> bool {
    model.case().is_some_and(|case| {
        let mut people = case.people_shown();
        people.any(|person| case.holds_kind(person.id, &[RoleKind::Harmed]))
    })
}

impl Layer for Progress {
    fn title(&self, _model: &Model) -> String {
        "What became of it".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Progress, Context::List]
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        match (action, self.selected(model)) {
            (Action::Choose | Action::TellHarmed, None) => Use::Idle("Nothing was agreed yet."),
            (Action::TellHarmed, Some(_)) if !somebody_was_harmed(model) => {
                Use::Idle(NOBODY_HARMED)
            }
            (Action::Choose, Some(_)) => Use::Called("how it stands"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let rows = model.case().map_or(0, |case| case.agreed_items().len());
        if self.list.act(action, rows) {
            return Vec::new();
        }
        match (action, self.selected(model)) {
            (Action::Choose, Some(item)) => {
                vec![Effect::Push(OverlayRequest::Progress(item.item))]
            }
            (Action::TellHarmed, Some(_)) if !somebody_was_harmed(model) => {
                vec![Effect::Say(Message::refused(NOBODY_HARMED))]
            }
            (Action::TellHarmed, Some(item)) => {
                let told = PreparingPanel::Told(item.item);
                vec![Effect::Push(OverlayRequest::Preparing(told))]
            }
            _ => act_anywhere(action, model),
        }
    }

    fn refresh(&mut self, model: &Model) {
        let rows = model.case().map_or(0, |case| case.agreed_items().len());
        self.list.keep_within(rows);
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let inside = inset(area, 2);
        let items = case.agreed_items();
        if items.is_empty() {
            let none = "Nothing was agreed yet, so there is nothing to look back on.";
            Panel::words(model.theme, Role::Quiet, none, frame, inside);
            return;
        }
        let rows: Vec<Row> = items
            .iter()
            .enumerate()
            .map(|(place, item)| {
                let text = item.draft.text.replace('\n', " ");
                let progress = case.progress_of(item.item);
                let role = if progress.is_open() {
                    Role::Strong
                } else {
                    Role::Text
                };
                let row = Row::new(format!("{} {text}", place + 1));
                row.with(progress.title()).drawn(role)
            })
            .collect();
        let height = rows_of(rows.len()).min(inside.height / 2);
        let list = Rect { height, ..inside };
        self.list.draw(model.theme, frame, list, &rows);
        if let Some(item) = self.selected(model) {
            let story = story(case, item);
            Panel::words(
                model.theme,
                Role::Text,
                &story,
                frame,
                below(inside, height + 1),
            );
        }
    }
}

/// The whole item, and what was said of it since, latest last.
fn story(case: &Case, item: &ClosedItem) -> String {
    let mut story = vec![item.draft.text.clone(), String::new()];
    let said = case.following.said.get(&item.item).into_iter().flatten();
    story.extend(said.map(|said| {
        let day = said.at.wall.format("%-d %B %Y");
        let by = said.by.map(|by| format!(" ({})", told_apart(case, by)));
        let words = said.words.as_ref().and_then(Words::text);
        let words = words.map(|words| format!(". {words}"));
        let (by, words) = (by.unwrap_or_default(), words.unwrap_or_default());
        format!("{day}: {}{by}{words}", said.progress.title())
    }));
    let told = case.following.told.get(&item.item).into_iter().flatten();
    story.extend(told.map(|(person, on)| {
        let name = told_apart(case, *person);
        format!("{}: {name} was told", on.format("%-d %B %Y"))
    }));
    story.join("\n")
}
