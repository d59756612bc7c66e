//! Marks and notes so far, to add words to, to keep, or to strike for good.

#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::board::{act_anywhere, carry_out};
use crate::case::{Case, Command, Mark, MarkId, MarkKind, Refusal};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, ScreenRequest};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, clock, draw_lines, inset, rows_of, wrapped};

/// Marks and notes so far.
pub struct Marks {
    list: List,
    /// The mark that a second Delete strikes for good.
    striking: Option<MarkId>,
}

impl Marks {
    /// The list, at the latest mark.
    pub fn new(model: &Model) -> Self {
        let count = model.case().map_or(0, |case| case.marks.len());
        Self {
            list: List {
                selected: count.saturating_sub(1),
            },
            striking: None,
        }
    }

    fn selected<'a>(&self, model: &'a Model) -> Option<&'a Mark> {
        model.case()?.marks.get(self.list.selected)
    }

    fn strike(&mut self, mark: &Mark, asked: bool) -> Vec<Effect> {
        if asked {
            return vec![Effect::Execute(Command::Strike(mark.id))];
        }
        self.striking = Some(mark.id);
        Vec::new()
    }
}

impl Layer for Marks {
    fn title(&self, model: &Model) -> String {
        let count = model.case().map_or(0, |case| case.marks.len());
        format!("Marks and notes ({count})")
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Marks]
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        let of_mark = matches!(
            action,
            Action::Choose | Action::Strike | Action::Keep | Action::SettleQuestion
        );
        match self.selected(model) {
            None if of_mark => Use::Idle("Nothing is marked yet."),
            Some(mark) if action == Action::SettleQuestion && mark.kind != MarkKind::Question => {
                Use::Idle("The selected mark is no question.")
            }
            Some(_) | None => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let asked = self.striking.take();
        if asked.is_some() && action == Action::Close {
            return Vec::new();
        }
        let rows = model.case().map_or(0, |case| case.marks.len());
        if self.list.act(action, rows) {
            return Vec::new();
        }
        let Some(mark) = self.selected(model) else {
            return act_anywhere(action, model);
        };
        match action {
            Action::Choose => vec![Effect::Push(OverlayRequest::Words(mark.id))],
            Action::Strike => self.strike(mark, asked == Some(mark.id)),
            Action::Keep => keep(mark, model),
            Action::SettleQuestion => {
                let command = Command::SettleQuestion(mark.id);
                carry_out(command, "The question was come back to.", model)
            }
            _ => act_anywhere(action, model),
        }
    }

    /// Any other key leaves the mark as it is.
    fn type_key(&mut self, _key: Key, _model: &Model) -> Vec<Effect> {
        self.striking = None;
        Vec::new()
    }

    fn refresh(&mut self, model: &Model) {
        let count = model.case().map_or(0, |case| case.marks.len());
        self.list.keep_within(count);
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let inside = inset(area, 2);
        if case.marks.is_empty() {
            let none = "Nothing is marked yet. One key in the room marks something.";
            Panel::words(model.theme, Role::Quiet, none, frame, inside);
            return;
        }
        let whole = self.selected(model).map_or_else(String::new, whole_words);
        let whole: Vec<(String, Role)> = wrapped(&whole, usize::from(inside.width))
            .into_iter()
            .map(|line| (line, Role::Text))
            .collect();
        let below = rows_of(whole.len()).min(inside.height / 3);
        let list = Rect {
            height: inside.height.saturating_sub(below + 1),
            ..inside
        };
        let rows: Vec<Row> = case
            .marks
            .iter()
            .map(|mark| row(case, mark, self.striking == Some(mark.id)))
            .collect();
        self.list.draw(model.theme, frame, list, &rows);
        let spot = Rect {
            y: inside.bottom() - below,
            height: below,
            ..inside
        };
        draw_lines(model.theme, frame, spot, &whole);
    }
}

/// Keeps a mark, or no longer. Of words on their way to the board only what is agreed is kept, so
/// that these are put there.
fn keep(mark: &Mark, model: &Model) -> Vec<Effect> {
    let command = Command::Keep(mark.id, !mark.kept);
    if model.refusal_of(&command) != Some(Refusal::OnlyAgreed) {
        return vec![Effect::Execute(command)];
    }
    let case = model.case();
    let taken_up = case.and_then(|case| {
        let mut board = case.board();
        board.find(|item| item.parked_from == Some(mark.id))
    });
    let form = match taken_up {
        Some(item) => ScreenRequest::Item(Some(item.id), None),
        None => ScreenRequest::Item(None, Some(mark.id)),
    };
    let why = format!("{} Here they can be put there.", Refusal::OnlyAgreed.why());
    vec![Effect::Open(form), Effect::Say(Message::done(why))]
}

/// Time, kind, who, words; a mark about to be struck asks for the second key instead.
fn row(case: &Case, mark: &Mark, striking: bool) -> Row {
    let at = clock(mark.at.wall);
    let kind = mark.kind.title();
    if striking {
        let ask = format!("{at}  {kind}: Delete again strikes it for good");
        return Row::new(ask).drawn(Role::Strong);
    }
    let who = mark.person.map(|id| told_apart(case, id));
    let who = who.unwrap_or_default();
    let words = whole_words(mark).replace('\n', " ");
    let text = match (who.is_empty(), words.is_empty()) {
        (false, false) => format!("{at}  {kind}  {who}: {words}"),
        (false, true) => format!("{at}  {kind}  {who}"),
        (true, false) => format!("{at}  {kind}  {words}"),
        (true, true) => format!("{at}  {kind}"),
    };
    Row::new(text).with(standing(mark))
}

fn whole_words(mark: &Mark) -> String {
    let words: Vec<&str> = mark.listed_words().collect();
    words.join("\n")
}

/// What became of a mark, in the same words for one about safety.
fn standing(mark: &Mark) -> String {
    let mut standing = Vec::new();
    if mark.kind == MarkKind::Question && mark.settled {
        standing.push("settled");
    }
    if mark.used {
        standing.push("taken up");
    }
    if mark.kept {
        standing.push(mark.kept_for.title());
    }
    standing.join(", ")
}
