//! Trying, before it is needed, whether the key of the service opens the cases.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::office::Trial;
use crate::tui::theme::Role;
use crate::tui::widget::TextLine;

use super::asking::{Asking, Below};

/// The longest path, in characters.
const LONGEST: usize = 1_000;

/// Asks for the file with the key of the service, and says what came of it.
#[derive(Debug)]
pub struct Recovery {
    line: TextLine,
    /// Whether it was asked here: what became of an earlier try is not shown again.
    asked: bool,
}

impl Recovery {
    /// Asks for the file.
    pub fn ask() -> Self {
        Self {
            line: TextLine::new("", LONGEST),
            asked: false,
        }
    }

    /// How it stands, where it was asked here.
    fn trial<'a>(&self, model: &'a Model) -> Option<&'a Trial> {
        model.keeping.trial.as_ref().filter(|_| self.asked)
    }

    fn about(&self, model: &Model) -> Vec<(String, Role)> {
        let what = "When a passphrase is forgotten, the other half of your service's key opens the cases \
            again. This tries whether it would, on this computer alone: with a made-up case, and then \
            with every sealed case that is here. No case is changed, and the key is not kept.";
        let mut about = vec![(what.to_owned(), Role::Text), (String::new(), Role::Text)];
        let (said, role) = match self.trial(model) {
            None => (
                "In which file is the key? Whoever holds it brings it, on a stick for instance."
                    .to_owned(),
                Role::Strong,
            ),
            Some(Trial::UnderWay) => ("One moment…".to_owned(), Role::Strong),
            Some(Trial::Over(Ok(said))) => (said.clone(), Role::Strong),
            Some(Trial::Over(Err(problem))) => (problem.to_string(), Role::Warning),
        };
        about.push((model.theme.plain(&said), role));
        about
    }
}

impl Layer for Recovery {
    fn title(&self, _model: &Model) -> String {
        "Would the cases open again?".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Text, Context::Overlay]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        match action {
            Action::Accept if self.trial(model) == Some(&Trial::UnderWay) => Vec::new(),
            Action::Accept if self.line.text().trim().is_empty() => {
                let said = "Type where the file is, such as /media/stick/service.key.";
                vec![Effect::Say(Message::refused(said))]
            }
            Action::Accept => {
                self.asked = true;
                vec![Effect::TryRecovery(self.line.text().to_owned())]
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

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        // A path that is copied out of a window ends its line.
        if self.line.paste(text.trim()) {
            return Vec::new();
        }
        let said = "That is too long for the name of a file.";
        vec![Effect::Say(Message::refused(said))]
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let said = match self.trial(model) {
            Some(Trial::UnderWay | Trial::Over(Ok(_))) => "Esc goes back.",
            Some(Trial::Over(Err(_))) | None => {
                "Enter tries it. Esc goes back and changes nothing."
            }
        };
        let asking = Asking {
            title: &self.title(model),
            about: self.about(model),
            below: Below::Line(&self.line, said.to_owned()),
        };
        asking.draw(model.theme, frame, area);
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::testing::World;

    #[test]
    fn behind_the_door_practise_it_is_tried_whether_the_service_can_open_the_cases() {
        let mut world = World::protected_home();
        let home = world.screen(80, 24);
        assert!(home.contains("2, then t"), "{home}");
        let world = world.press("t");
        assert!(
            world.app.overlays().is_empty(),
            "behind the door Run it is not asked"
        );
        let mut world = world.press("2");
        assert!(world.screen(80, 24).contains("t tries it"));
        let mut world = world.press("t");
        insta::assert_snapshot!("recovery_80x24", world.screen(80, 24));
        insta::assert_snapshot!("recovery_120x40", world.screen(120, 40));
        insta::assert_snapshot!("recovery_60x16", world.screen(60, 16));
        let mut world = world.press("enter");
        assert!(world.screen(80, 24).contains("Type where the file is"));
        let mut world = world.words("/wrong").press("enter");
        let picture = world.screen(80, 24);
        assert!(picture.contains("I cannot find this file."), "{picture}");
        let mut world = world
            .press("ctrl-u")
            .paste("/media/stick/service.key\n")
            .press("enter");
        insta::assert_snapshot!("recovery_tried_80x24", world.screen(80, 24));
        insta::assert_snapshot!("recovery_tried_120x40", world.screen(120, 40));
        let mut world = world.press("esc");
        let home = world.screen(80, 24);
        assert!(!home.contains("t tries it"), "it rests: {home}");
        // What came of it is not shown to whoever tries again.
        let mut world = world.press("t");
        assert!(!world.screen(80, 24).contains("No case was changed. You"));
    }

    #[test]
    fn while_it_is_tried_nothing_waits_for_it_and_nobody_asks_twice() {
        let mut world = World::protected_home()
            .press("2 t")
            .words("/slow")
            .press("enter");
        assert!(world.screen(80, 24).contains("One moment"));
        let world = world.press("enter esc");
        assert!(world.app.overlays().is_empty());
    }
}
