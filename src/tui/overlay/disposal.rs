//! Disposing of a case: what goes, what stays, and the reference that has to be typed.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::TextLine;

use super::asking::{Asking, Below};

/// The longest reference.
const LONGEST: usize = 40;

/// Asks for the reference of the case that is to go.
#[derive(Debug)]
pub struct Disposal {
    reference: String,
    /// What is said of its day.
    kept: String,
    /// What is said of a meeting that people still wait for.
    to_come: Option<String>,
    line: TextLine,
}

impl Disposal {
    /// Asks about the open case; nothing where none is open.
    pub fn new(model: &Model) -> Option<Self> {
        let case = model.case()?;
        let today = model.now.wall.date_naive();
        let rules = model.retention_rules().filter(|_| !model.is_practice());
        let kept = rules.and_then(|rules| case.days().kept(case.script.id.as_str(), rules));
        let kept = kept.map_or_else(String::new, |kept| {
            let told = kept.told(today);
            if kept.is_due(today) {
                told
            } else {
                format!("{told} That day has not come.")
            }
        });
        Some(Self {
            reference: case.reference.clone(),
            kept,
            to_come: case.meeting_to_come(today),
            line: TextLine::new("", LONGEST),
        })
    }

    fn about(&self) -> Vec<(String, Role)> {
        let goes = "Every file of this case goes: record, notes, plan, papers, copies that a rescue \
            left. Nothing brings it back. What was handed out or written elsewhere is not reached.";
        let stays = "A receipt stays: the reference, days and numbers; no words and no names.";
        let mut about = Vec::new();
        if !self.kept.is_empty() {
            about.push((self.kept.clone(), Role::Strong));
        }
        let to_come = self.to_come.clone();
        about.extend(to_come.map(|said| (said, Role::Warning)));
        about.push((goes.to_owned(), Role::Text));
        about.push((stays.to_owned(), Role::Text));
        about
    }
}

impl Layer for Disposal {
    fn title(&self, _model: &Model) -> String {
        format!("Dispose of {}", self.reference)
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Text, Context::Overlay]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        match action {
            Action::Accept if self.line.text().trim() == self.reference => vec![Effect::Dispose],
            Action::Accept => {
                let said = "That is not the reference, so nothing was done.";
                vec![Effect::Say(Message::refused(said))]
            }
            Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        self.line.type_key(key);
        Vec::new()
    }

    fn room_for_paste(&self) -> usize {
        0
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let said = format!("Type {}, then Enter. Esc changes nothing.", self.reference);
        let asking = Asking {
            title: &self.title(model),
            about: self.about(),
            below: Below::Line(&self.line, said),
        };
        asking.draw(model.theme, frame, area);
    }
}
