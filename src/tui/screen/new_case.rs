//! A new case: which script, under which reference. Everything else can wait.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Door, Effect, Message, NewCaseRequest, ScreenRequest};
use crate::tui::key::{Code, Key};
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{Field, Form, FormKey, Panel, page};

/// A new case.
pub struct NewCase {
    form: Form,
    /// How many pages of what the script is for were turned.
    turned: usize,
}

impl NewCase {
    /// The form, with a reference suggested.
    pub fn new(model: &Model) -> Self {
        let titles = model
            .scripts
            .iter()
            .map(|script| script.title.clone())
            .collect();
        let fields = vec![
            Field::choice(
                "Which kind of meeting?",
                "← and → choose, or the first letter.",
                titles,
                0,
            ),
            Field::text(
                "Reference",
                "A pseudonym for the case: no names in it. Enter begins.",
                &model.suggested_reference,
                40,
            ),
        ];
        Self {
            form: Form::new(fields, model.now.wall.date_naive()),
            turned: 0,
        }
    }

    fn chosen(&self) -> usize {
        self.form.fields[0].chosen().unwrap_or(0)
    }

    fn begin(&self, model: &Model) -> Vec<Effect> {
        let reference = self.form.fields[1].words().trim().to_owned();
        let Some(script) = model.scripts.get(self.chosen()) else {
            let none =
                "No script was found. `talking-piece script list` says where they are looked for.";
            return vec![Effect::Say(Message::refused(none))];
        };
        if reference.is_empty() {
            let missing = "A reference is missing. Type one without any name in it.";
            return vec![Effect::Say(Message::refused(missing))];
        }
        vec![Effect::CreateCase(NewCaseRequest::Real {
            reference,
            script: script.id.clone(),
        })]
    }
}

impl Layer for NewCase {
    fn title(&self, _model: &Model) -> String {
        "A new case".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Form]
    }

    fn is_typing(&self) -> bool {
        self.form.is_typing()
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        match self.form.act(action) {
            FormKey::Done => self.begin(model),
            FormKey::Other if action == Action::Close => {
                vec![Effect::Open(ScreenRequest::Home(Door::Run))]
            }
            FormKey::Taken | FormKey::Other => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        match key.code {
            Code::PageDown => self.turned += 1,
            Code::PageUp => self.turned = self.turned.saturating_sub(1),
            _ => {
                let before = self.chosen();
                self.form.type_key(key);
                if self.chosen() != before {
                    self.turned = 0;
                }
            }
        }
        Vec::new()
    }

    fn room_for_paste(&self) -> usize {
        0
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        if self.form.paste(text) {
            return Vec::new();
        }
        let long = "What was pasted is too long for this line. Type a few letters and numbers.";
        vec![Effect::Say(Message::refused(long))]
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let inside = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(1),
        };
        let form = Rect {
            height: inside.height.min(self.form.rows(inside.width)),
            ..inside
        };
        self.form.draw(model.theme, frame, form);
        let about = Rect {
            y: form.bottom(),
            height: inside.height.saturating_sub(form.height),
            ..inside
        };
        if let Some(script) = model.scripts.get(self.chosen()) {
            let (columns, rows) = (usize::from(about.width), usize::from(about.height));
            let page = page(&script.summary, columns, rows, self.turned, "PgDn");
            Panel::words(model.theme, Role::Quiet, &page.join("\n"), frame, about);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::testing::World;

    #[test]
    fn a_case_begins_with_three_keys() {
        let mut world = World::home().press("enter");
        insta::assert_snapshot!("new_case_80x24", world.screen(80, 24));
        insta::assert_snapshot!("new_case_120x40", world.screen(120, 40));
        let mut world = world.press("enter enter");
        let picture = world.screen(80, 24);
        assert!(picture.contains("RC-0413"), "{picture}");
    }

    #[test]
    fn an_empty_reference_is_asked_for() {
        let mut world = World::home().press("enter tab ctrl-u enter");
        assert!(world.screen(80, 24).contains("A reference is missing."));
    }
}
