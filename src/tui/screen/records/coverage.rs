//! Which item meets which bottom line and answers which agreed question.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{BottomLineId, Case, Command, Item, ItemId, QuestionId};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::screen::board::act_anywhere;
use crate::tui::screen::item::before_changing;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, below, draw_rows, inset, rows_of};

/// Which item meets what.
#[derive(Default)]
pub struct Coverage {
    wanted: List,
    items: List,
    /// Whether the keys go to the items.
    at_items: bool,
}

/// Something that the plan has to meet or to answer.
#[derive(Debug, Clone, Copy)]
enum Wanted {
    Line(BottomLineId),
    Question(QuestionId),
}

impl Wanted {
    fn all(case: &Case) -> Vec<Self> {
        let lines = case.bottom_lines.keys().copied().map(Self::Line);
        let questions = case.questions.keys().copied().map(Self::Question);
        lines.chain(questions).collect()
    }

    fn text(self, case: &Case) -> &str {
        let text = match self {
            Self::Line(id) => case.bottom_lines.get(&id),
            Self::Question(id) => case.questions.get(&id),
        };
        text.map_or("", String::as_str)
    }

    fn items(self, case: &Case) -> Vec<ItemId> {
        match self {
            Self::Line(id) => case.items_meeting(id),
            Self::Question(id) => case.items_answering(id),
        }
    }

    /// How it stands, with the items by their numbers on the board.
    fn standing(self, case: &Case) -> String {
        let met = self.items(case);
        let places: Vec<String> = case
            .board()
            .enumerate()
            .filter(|(_, item)| met.contains(&item.id))
            .map(|(place, _)| (place + 1).to_string())
            .collect();
        let numbers = places.join(", ");
        match (self, places.is_empty()) {
            (Self::Line(_), false) => format!("met by {numbers}"),
            (Self::Line(_), true) => "NOT MET YET".to_owned(),
            (Self::Question(_), false) => format!("answered by {numbers}"),
            (Self::Question(_), true) => "NOT ANSWERED YET".to_owned(),
        }
    }
}

impl Coverage {
    fn wanted(&self, case: &Case) -> Option<Wanted> {
        Wanted::all(case).get(self.wanted.selected).copied()
    }

    /// Ticks an item as meeting what is selected, or no longer.
    fn turn(&self, case: &Case, model: &Model) -> Vec<Effect> {
        let item = case.board().nth(self.items.selected);
        let (Some(wanted), Some(item)) = (self.wanted(case), item) else {
            return Vec::new();
        };
        let Some(command) = ticked(wanted, item) else {
            return Vec::new();
        };
        if let Some(refusal) = model.refusal_of(&command) {
            return vec![Effect::Refuse(refusal)];
        }
        before_changing(case, Some(item), command, None, model)
    }
}

fn ticked(wanted: Wanted, item: &Item) -> Option<Command> {
    let mut draft = item.draft()?.clone();
    match wanted {
        Wanted::Line(id) if draft.meets.contains(&id) => draft.meets.retain(|known| *known != id),
        Wanted::Line(id) => draft.meets.push(id),
        Wanted::Question(id) if draft.answers.contains(&id) => {
            draft.answers.retain(|known| *known != id);
        }
        Wanted::Question(id) => draft.answers.push(id),
    }
    Some(Command::WordItem {
        item: Some(item.id),
        draft: Box::new(draft),
        from: None,
    })
}

impl Layer for Coverage {
    fn title(&self, model: &Model) -> String {
        let item = model.case().map(|case| &case.script.vocabulary.item);
        format!(
            "What is met by which {}",
            item.map_or("one", String::as_str)
        )
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Coverage, Context::List]
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        let nothing = model.case().is_none_or(|case| Wanted::all(case).is_empty());
        match action {
            Action::NextPane | Action::PreviousPane | Action::Choose if nothing => Use::Absent,
            Action::Choose if self.at_items => Use::Called("tick"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        let taken = if self.at_items {
            self.items.act(action, case.board().count())
        } else {
            self.wanted.act(action, Wanted::all(case).len())
        };
        if taken {
            return Vec::new();
        }
        match action {
            // Where nothing is asked for there is nothing to turn to.
            Action::NextPane | Action::PreviousPane | Action::Choose
                if Wanted::all(case).is_empty() => {}
            Action::NextPane | Action::PreviousPane => self.at_items = !self.at_items,
            Action::Choose if self.at_items => return self.turn(case, model),
            Action::Choose => self.at_items = true,
            Action::Close if self.at_items => self.at_items = false,
            _ => return act_anywhere(action, model),
        }
        Vec::new()
    }

    fn refresh(&mut self, model: &Model) {
        if let Some(case) = model.case() {
            self.wanted.keep_within(Wanted::all(case).len());
            self.items.keep_within(case.board().count());
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let theme = model.theme;
        let inside = inset(area, 2);
        let all = Wanted::all(case);
        if all.is_empty() {
            let none = "No bottom lines or questions are written down.";
            Panel::words(theme, Role::Quiet, none, frame, inside);
            return;
        }
        let rows: Vec<Row> = all
            .iter()
            .map(|wanted| {
                let open = wanted.items(case).is_empty();
                let role = if open { Role::Strong } else { Role::Text };
                let text = wanted.text(case).replace('\n', " ");
                Row::new(text).with(wanted.standing(case)).drawn(role)
            })
            .collect();
        let height = rows_of(rows.len()).min(inside.height / 2);
        let list = Rect { height, ..inside };
        if self.at_items {
            draw_rows(theme, frame, list, &rows, self.wanted.selected);
        } else {
            self.wanted.draw(theme, frame, list, &rows);
        }
        let rest = below(inside, height + 1);
        let Some(wanted) = self.wanted(case) else {
            return;
        };
        let rest = Panel::words(theme, Role::Strong, wanted.text(case), frame, rest);
        let met = wanted.items(case);
        let rows: Vec<Row> = case
            .board()
            .enumerate()
            .map(|(place, item)| {
                let sign = if met.contains(&item.id) { "[x]" } else { "[ ]" };
                let text = item.draft().map_or("", |draft| draft.text.as_str());
                Row::new(format!("{sign} {} {}", place + 1, text.replace('\n', " ")))
            })
            .collect();
        let rest = below(rest, 1);
        if rows.is_empty() {
            let none = "Nothing is on the board yet.";
            Panel::words(theme, Role::Quiet, none, frame, rest);
        } else if self.at_items {
            self.items.draw(theme, frame, rest, &rows);
        } else {
            draw_rows(theme, frame, rest, &rows, 0);
        }
    }
}
