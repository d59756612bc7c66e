//! Times of a meeting that was held before it is entered: when it began, and when what
//! follows happened.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::spoken_date::{DateProblem, parse_moment};
use crate::case::{Command, Typed};
use crate::script::SessionKindId;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::TextLine;

use super::asking::{Asking, Below};

/// Asks for a time of a meeting that was held before.
#[derive(Debug)]
pub struct Times {
    /// The kind of meeting that is begun with it; none where the meeting is being entered.
    kind: Option<SessionKindId>,
    line: TextLine,
}

impl Times {
    /// Asks when a meeting of this kind began; or, where none is named, when what follows happened.
    pub fn new(kind: Option<SessionKindId>) -> Self {
        let line = TextLine::new("", 60);
        Self { kind, line }
    }

    fn read(&self, model: &Model) -> Result<Typed, DateProblem> {
        let case = model.case();
        let told = case.map_or(model.now, |case| case.told(model.now));
        parse_moment(self.line.text(), told.wall.date_naive(), model.now.wall)
    }

    fn command(&self, at: Typed) -> Command {
        match &self.kind {
            Some(kind) => Command::StartSessionHeld(kind.clone(), at),
            None => Command::TypeTime(at),
        }
    }

    fn accept(&self, model: &Model) -> Vec<Effect> {
        let command = match self.read(model) {
            Ok(at) => self.command(at),
            Err(DateProblem::Empty | DateProblem::NotUnderstood) => {
                let said = "That does not read as a time. Try \"14:05\" or \"yesterday 14:05\".";
                return vec![Effect::Say(Message::refused(said))];
            }
            Err(problem) => return vec![Effect::Say(Message::refused(problem))],
        };
        match model.refusal_of(&command) {
            Some(refusal) => vec![Effect::Refuse(refusal)],
            None => vec![Effect::Pop, Effect::Execute(command)],
        }
    }

    fn said(&self, model: &Model) -> String {
        match self.read(model) {
            Ok(at) => format!("{}. Enter keeps it.", at.format("%A %-d %B %Y, %H:%M")),
            Err(DateProblem::Empty | DateProblem::NotUnderstood) => {
                "Such as \"14:05\", \"yesterday 14:05\" or \"3 march 14:05\".".to_owned()
            }
            Err(problem) => problem.to_string(),
        }
    }
}

impl Layer for Times {
    fn title(&self, _model: &Model) -> String {
        match self.kind {
            Some(_) => "A meeting that was held before".to_owned(),
            None => "The time of what follows".to_owned(),
        }
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Text, Context::Overlay]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        match action {
            Action::Accept => self.accept(model),
            Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        self.line.type_key(key);
        Vec::new()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        self.line.paste(text);
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let (about, ask) = match self.kind {
            Some(_) => (
                "Enter it from your paper: times are typed, not taken from the clock, and the \
                 record says that it was entered later.",
                "When did it begin?",
            ),
            None => (
                "Marks, notes and turns from here on get this time, until you type the next one.",
                "When was it?",
            ),
        };
        let asking = Asking {
            title: &self.title(model),
            about: vec![
                (about.to_owned(), Role::Text),
                (String::new(), Role::Text),
                (ask.to_owned(), Role::Strong),
            ],
            below: Below::Line(&self.line, self.said(model)),
        };
        asking.draw(model.theme, frame, area);
    }
}
