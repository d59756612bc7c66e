//! Putting the meeting off to another day.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Command, MethodStep};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, PutOff};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;

use super::asking::{Asking, Below};
use super::day::{Day, goes_on};

/// Asks for the day on which the meeting goes on.
#[derive(Debug)]
pub struct AnotherDay {
    day: Day,
    by: PutOff,
}

impl AnotherDay {
    /// Asks for the day.
    pub fn new(by: PutOff) -> Self {
        let day = Day::new();
        Self { day, by }
    }

    fn command(&self, until: Option<NaiveDate>) -> Command {
        match self.by.clone() {
            PutOff::ByItself => Command::Adjourn(until),
            PutOff::ByWithdrawal(person) => {
                Command::AnswerWithdrawal(person, MethodStep::Stop, until)
            }
            PutOff::ByDecision {
                decision,
                outcome,
                by,
            } => Command::Decide {
                decision,
                outcome,
                by,
                until,
            },
        }
    }
}

impl Layer for AnotherDay {
    fn title(&self, _model: &Model) -> String {
        "Go on another day".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Text, Context::Overlay]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn half_typed(&self) -> Option<String> {
        self.day.line.half_typed()
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        match (action, self.day.read(model)) {
            (Action::Accept, Ok(until)) => {
                vec![
                    Effect::Pop,
                    // What becomes of half-typed words is said in its place.
                    Effect::Say(Message::done(goes_on(until))),
                    Effect::Execute(self.command(until)),
                ]
            }
            (Action::Accept, Err(problem)) => vec![Effect::Say(Message::refused(problem))],
            (Action::Close, _) => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        self.day.line.type_key(key);
        Vec::new()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        self.day.line.paste(text);
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let about = "Everybody may go home. The meeting goes on at this very cue, and each \
                     person is asked anew whether they are willing.";
        let asking = Asking {
            title: &self.title(model),
            about: vec![
                (about.to_owned(), Role::Text),
                (String::new(), Role::Text),
                ("On which day?".to_owned(), Role::Strong),
            ],
            below: Below::Line(&self.day.line, self.day.said(model)),
        };
        asking.draw(model.theme, frame, area);
    }
}
