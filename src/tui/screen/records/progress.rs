//! What became of each thing that was agreed and who got in touch, looked at one by one; the
//! whole case is closed here as well.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::became::{self, Entry};
use crate::case::{Case, Command, FollowingCommand, Refusal};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, PreparingPanel};
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::screen::board::act_anywhere;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, below, inset, rows_of};

/// Why nobody can be told how something stands.
const NOBODY_HARMED: &str = "Nobody on the list of people was harmed, so nobody is told of it.";

/// Why a row says nothing of whoever was harmed, and adds up nothing.
const NO_ITEM: &str = "Choose something that was agreed.";

/// Why nothing adds up.
const NOTHING_ADDS_UP: &str = "It says neither how much money nor how many hours.";

/// Why a closed case takes nothing here; the key that opens it stands below.
const CLOSED: &str = "This case is closed. Open it again first.";

/// What became of each thing that was agreed, and who got in touch.
#[derive(Default)]
pub struct Progress {
    list: List,
}

impl Progress {
    fn selected<'a>(&self, model: &'a Model) -> Option<Entry<'a>> {
        let case = model.case()?;
        became::entries(case).into_iter().nth(self.list.selected)
    }

    fn rows(model: &Model) -> usize {
        model.case().map_or(0, |case| became::entries(case).len())
    }

    /// Why an action can do nothing with the row that is selected.
    fn idle(&self, action: Action, model: &Model) -> Option<&'static str> {
        let case = model.case()?;
        match (action, self.selected(model)) {
            (Action::Choose | Action::TellHarmed | Action::Given | Action::LogContact, _)
                if case.is_case_closed() =>
            {
                Some(CLOSED)
            }
            (Action::Choose, None) => Some("Nothing was agreed yet."),
            (Action::TellHarmed | Action::Given, None | Some(Entry::FollowUp(_))) => Some(NO_ITEM),
            (Action::TellHarmed, Some(Entry::Item(..))) if !became::somebody_was_harmed(case) => {
                Some(NOBODY_HARMED)
            }
            (Action::Given, Some(Entry::Item(_, item))) => {
                let adds_up = case.given_so_far(item).is_some();
                (!adds_up).then_some(NOTHING_ADDS_UP)
            }
            _ => None,
        }
    }

    /// Closes the case, or opens a closed one; what cannot be, is said with its reason.
    fn close_case(model: &Model, case: &Case) -> Vec<Effect> {
        if case.is_case_closed() {
            return panel(PreparingPanel::ReopenCase);
        }
        let command = Command::Following(FollowingCommand::CloseCase(None));
        match model.refusal_of(&command) {
            None | Some(Refusal::CaseStillOpen) => panel(PreparingPanel::CloseCase),
            Some(refusal) => vec![Effect::Refuse(refusal)],
        }
    }
}

fn panel(panel: PreparingPanel) -> Vec<Effect> {
    vec![Effect::Push(OverlayRequest::Preparing(panel))]
}

impl Layer for Progress {
    fn title(&self, _model: &Model) -> String {
        "What became of it".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Progress, Context::List]
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        if let Some(why) = self.idle(action, model) {
            return Use::Idle(why);
        }
        match (action, self.selected(model)) {
            (Action::Choose, Some(Entry::Item(..))) => Use::Way("how it stands"),
            (Action::Choose, Some(Entry::FollowUp(_))) => Use::Way("got in touch"),
            (Action::CloseCase, _) if model.case().is_some_and(Case::is_case_closed) => {
                Use::Called("open again")
            }
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.list.act(action, Self::rows(model)) {
            return Vec::new();
        }
        let Some(case) = model.case() else {
            return act_anywhere(action, model);
        };
        if let Some(why) = self.idle(action, model) {
            return vec![Effect::Say(Message::refused(why))];
        }
        match (action, self.selected(model)) {
            (Action::Choose, Some(Entry::Item(_, item))) => {
                vec![Effect::Push(OverlayRequest::Progress(item.item))]
            }
            (Action::Choose, Some(Entry::FollowUp(known))) => {
                panel(PreparingPanel::FollowUp(known.session, known.place))
            }
            (Action::TellHarmed, Some(Entry::Item(_, item))) => {
                panel(PreparingPanel::Told(item.item))
            }
            (Action::Given, Some(Entry::Item(_, item))) => panel(PreparingPanel::Given(item.item)),
            (Action::LogContact, _) => panel(PreparingPanel::Contact(None)),
            (Action::CloseCase, _) => Self::close_case(model, case),
            _ => act_anywhere(action, model),
        }
    }

    fn stands_at(&self) -> usize {
        self.list.selected
    }

    fn stand_at(&mut self, place: usize) {
        self.list.selected = place;
    }

    fn refresh(&mut self, model: &Model) {
        self.list.keep_within(Self::rows(model));
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let mut inside = inset(area, 2);
        if let Some(closed) = case.closed_in_words() {
            let rest = Panel::words(model.theme, Role::Strong, &closed, frame, inside);
            inside = below(rest, 1);
        }
        let entries = became::entries(case);
        if entries.is_empty() {
            let none = "Nothing was agreed yet, so there is nothing to look back on.";
            Panel::words(model.theme, Role::Quiet, none, frame, inside);
            return;
        }
        let today = model.today();
        let rows: Vec<_> = entries
            .iter()
            .map(|entry| became::row(case, entry, today))
            .collect();
        let height = rows_of(rows.len()).min(inside.height / 2);
        let list = Rect { height, ..inside };
        self.list.draw(model.theme, frame, list, &rows);
        if let Some(entry) = self.selected(model) {
            let story = became::story(case, &entry).join("\n");
            let place = below(inside, height + 1);
            Panel::words(model.theme, Role::Text, &story, frame, place);
        }
    }
}
