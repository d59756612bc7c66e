//! One item, asked in the script's spoken questions, one at a time.
//!
//! Each answer is kept as soon as the next question is asked, so that nothing
//! is lost and the board always shows how far the item came.

mod anew;
mod questions;
#[cfg(test)]
mod tests;
mod words;

pub use crate::case::item_details as details;
pub use anew::before_changing;
pub use words::answer_words;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::questions::{About, draft, questions, usual_kind};
use crate::case::gaps::{Gap, GapKind};
use crate::case::{Case, Command, ItemDraft, ItemId, MarkId, Refusal, Words};
use crate::desk::DraftFor;
use crate::script::{ItemField, capitalized};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, ScreenRequest};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{Asked, Asking, Panel, below, fitted, inset};

/// One item, asked in spoken questions.
pub struct ItemForm {
    /// Which item; none until its first words are kept.
    item: Option<ItemId>,
    /// The idea that it comes from.
    from: Option<MarkId>,
    /// The items that were on the board before it.
    before: Vec<ItemId>,
    standing: Box<ItemDraft>,
    abouts: Vec<About>,
    asking: Asking,
    warned: bool,
}

impl ItemForm {
    /// Asks for an item: one of the board, or a new one, from an idea or from nothing.
    pub fn new(item: Option<ItemId>, from: Option<MarkId>, model: &Model) -> Option<Self> {
        let case = model.case()?;
        let standing = match item {
            Some(id) => case.item(id)?.draft()?.clone(),
            None => ItemDraft::new(usual_kind(case), idea_words(case, from)),
        };
        let (abouts, questions) = questions(case, &standing);
        let today = model.today();
        Some(Self {
            item,
            from,
            before: ids(case),
            standing: Box::new(standing),
            abouts,
            asking: Asking::new(questions, today),
            warned: false,
        })
    }

    /// The item that the answers so far make.
    fn draft(&self, case: &Case) -> ItemDraft {
        draft(
            case,
            &self.standing,
            &self.abouts,
            &self.asking.questions,
            self.asking.today,
        )
    }

    fn command(&self, case: &Case) -> Command {
        Command::WordItem {
            item: self.item,
            draft: Box::new(self.draft(case)),
            from: self.from.filter(|_| self.item.is_none()),
        }
    }

    /// Keeps what was answered so far, where there is anything new to keep, and goes on; asks first
    /// where answers to the item would be lost by it.
    fn keep(&self, model: &Model, and_then: Option<Effect>) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return and_then.into_iter().collect();
        };
        let command = self.command(case);
        let Command::WordItem { draft, .. } = &command else {
            return and_then.into_iter().collect();
        };
        let known = self.item.and_then(|id| case.item(id)?.draft());
        if draft.text.is_empty() || known == Some(&**draft) {
            return and_then.into_iter().collect();
        }
        let item = self.item.and_then(|id| case.item(id));
        before_changing(case, item, command, and_then, model)
    }

    fn done(&mut self, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        let refusal = model.refusal_of(&self.command(case));
        match refusal {
            Some(Refusal::ItemEmpty) => {
                self.asking.focus = 0;
                vec![Effect::Refuse(Refusal::ItemEmpty)]
            }
            Some(refusal) => vec![Effect::Refuse(refusal)],
            None => {
                let board = Effect::Open(ScreenRequest::Board);
                self.keep(model, Some(board))
            }
        }
    }

    fn close(&mut self, model: &Model) -> Vec<Effect> {
        if self.keep(model, None).is_empty() || self.warned {
            return vec![Effect::Back];
        }
        self.warned = true;
        let warning = "Enter keeps this answer. Esc once more lets it go.";
        vec![Effect::Say(Message::done(warning))]
    }

    /// Asks which of the two days is meant, where the one that was said just now does not go with
    /// the other.
    fn days_that_cross(&self, answered: Option<About>, model: &Model) -> Option<Effect> {
        let of_days = [ItemField::Start, ItemField::Due].map(About::Field);
        let case = model.case().filter(|case| {
            let said = answered.is_some_and(|about| of_days.contains(&about));
            said && self.draft(case).is_due_before_it_begins()
        })?;
        let gap = Gap {
            item: None,
            kind: GapKind::DueBeforeStart,
        };
        Some(Effect::Say(Message::refused(gap.question(case))))
    }

    fn asked(&mut self, asked: Asked, model: &Model) -> Vec<Effect> {
        match asked {
            Asked::Done => self.done(model),
            Asked::Refused(why) => vec![Effect::Say(Message::refused(why))],
            Asked::Taken | Asked::Other => Vec::new(),
        }
    }
}

/// The words of an idea, to begin with.
fn idea_words(case: &Case, from: Option<MarkId>) -> String {
    let mark = case.marks.iter().find(|mark| Some(mark.id) == from);
    let words = mark.into_iter().flat_map(|mark| &mark.words);
    let words: Vec<&str> = words.filter_map(Words::text).collect();
    words.join(" ")
}

fn ids(case: &Case) -> Vec<ItemId> {
    case.board().map(|item| item.id).collect()
}

impl Layer for ItemForm {
    fn title(&self, model: &Model) -> String {
        let place = self.item.and_then(|id| {
            let mut board = model.case()?.board();
            board.position(|item| item.id == id)
        });
        let item = model.case().map(|case| &case.script.vocabulary.item);
        let item = item.map_or("one", String::as_str);
        let name = match place {
            Some(place) => format!("{} {}", capitalized(item), place + 1),
            None => format!("New {item}"),
        };
        let question = self.asking.focus + 1;
        let count = self.asking.questions.len();
        format!("{name}{}question {question} of {count}", model.theme.dot())
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Form]
    }

    fn is_typing(&self) -> bool {
        self.asking.is_typing()
    }

    fn half_typed(&self) -> Option<String> {
        self.asking.half_typed()
    }

    fn meant_for(&self, _model: &Model) -> DraftFor {
        DraftFor::Board
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if action == Action::Close {
            return self.close(model);
        }
        self.warned = false;
        let answered = self.abouts.get(self.asking.focus).copied();
        let asked = self.asking.act(action);
        if asked == Asked::Taken {
            let mut effects = self.keep(model, None);
            effects.extend(self.days_that_cross(answered, model));
            return effects;
        }
        self.asked(asked, model)
    }

    fn type_key(&mut self, key: Key, model: &Model) -> Vec<Effect> {
        self.warned = false;
        let asked = self.asking.type_key(key);
        self.asked(asked, model)
    }

    fn room_for_paste(&self) -> usize {
        self.asking.room_for_paste()
    }

    fn paste(&mut self, text: &str, model: &Model) -> Vec<Effect> {
        self.warned = false;
        let asked = self.asking.paste(text);
        self.asked(asked, model)
    }

    /// Finds the item that its first words made, and whether all of it is filed.
    fn refresh(&mut self, model: &Model) {
        let Some(case) = model.case() else {
            return;
        };
        if self.item.is_none() {
            let new = ids(case);
            self.item = new.into_iter().find(|id| !self.before.contains(id));
        }
        let filed = self.item.and_then(|id| case.item(id)?.draft());
        if let Command::WordItem { draft, .. } = self.command(case)
            && filed == Some(&*draft)
        {
            self.asking.was_filed();
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let inside = inset(area, 2);
        let Some(case) = model.case() else {
            return;
        };
        let mut rest = inside;
        if self.asking.focus > 0
            && let Command::WordItem { draft, .. } = self.command(case)
        {
            let text = fitted(&draft.text, usize::from(inside.width) * 2);
            rest = Panel::words(model.theme, Role::Quiet, &text, frame, inside);
            rest = below(rest, 1);
        }
        self.asking.draw(model.theme, frame, rest);
    }
}
