//! What would have to change for somebody's yes, asked in one line.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Answer, Command, ItemId, LONGEST_REASON, PersonId, Refusal};
use crate::desk::DraftFor;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::TextLine;

use super::asking::{Asking, Below};

/// What would have to change for somebody's yes.
///
/// The answer is recorded with Enter and not before, so that the letters of what has to change
/// are never taken for keys, and one step back takes both.
#[derive(Debug)]
pub struct Change {
    item: ItemId,
    person: PersonId,
    /// Whether it is said as the item is read back.
    read_back: bool,
    line: TextLine,
}

impl Change {
    /// Asks what would have to change for this person.
    pub fn new(item: ItemId, person: PersonId, read_back: bool) -> Self {
        Self {
            item,
            person,
            read_back,
            line: TextLine::new("", LONGEST_REASON),
        }
    }

    fn done(&self) -> Vec<Effect> {
        let said = self.line.text().to_owned();
        let asked = Command::AskForChange(self.item, self.person, said);
        let mut effects = vec![Effect::Pop, Effect::Execute(asked)];
        if self.read_back {
            let read = Command::AnswerReadBack(self.item, self.person, Answer::Change);
            effects.push(Effect::Execute(read));
        }
        // On to the next person, as after every other answer.
        effects.push(Effect::Press(Action::Down));
        effects
    }
}

impl Layer for Change {
    fn title(&self, _model: &Model) -> String {
        "What would have to change?".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Text, Context::Overlay]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn half_typed(&self) -> Option<String> {
        self.line.half_typed()
    }

    fn meant_for(&self, _model: &Model) -> DraftFor {
        DraftFor::Board
    }

    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        match action {
            Action::Accept => self.done(),
            Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        if self.line.refuses(key) {
            return vec![Effect::Refuse(Refusal::ReasonTooLong)];
        }
        self.line.type_key(key);
        Vec::new()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        if self.line.paste(text) {
            Vec::new()
        } else {
            vec![Effect::Say(Message::refused(
                "That is too long for a line.",
            ))]
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let name = model
            .case()
            .map_or_else(String::new, |case| told_apart(case, self.person));
        let about = format!("{name} says yes, if something changes.");
        let said = "Enter keeps the answer, with these words or without any. Esc changes nothing.";
        let asking = Asking {
            title: &self.title(model),
            about: vec![(about, Role::Strong)],
            below: Below::Line(&self.line, said.to_owned()),
        };
        asking.draw(model.theme, frame, area);
    }
}

#[cfg(test)]
mod tests;
