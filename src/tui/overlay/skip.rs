//! Why a turn is left out.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Command, LONGEST_REASON, Refusal, SkipReason};
use crate::script::{Weight, in_one_line};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{Numbered, TextLine, Way};

use super::asking::{Asking, Below};

/// Why a turn is left out.
#[derive(Debug)]
pub struct Skip {
    reasons: Vec<SkipReason>,
    list: Numbered,
    other: Option<TextLine>,
}

impl Skip {
    /// Offers the reasons that there can be here; nothing where no turn is on the screen.
    pub fn new(model: &Model) -> Option<Self> {
        model.case()?.current()?;
        let passed = Command::Skip(SkipReason::Passed);
        let in_round = model.refusal_of(&passed) != Some(Refusal::PassOnlyInRounds);
        let mut reasons = vec![
            SkipReason::Later,
            SkipReason::AlreadyAnswered,
            SkipReason::DoesNotFit,
            SkipReason::NoTime,
            SkipReason::Other,
        ];
        if in_round {
            reasons.insert(0, SkipReason::Passed);
        }
        Some(Self {
            reasons,
            list: Numbered::default(),
            other: None,
        })
    }

    fn choose(&mut self) -> Vec<Effect> {
        match self.reasons.get(self.list.selected) {
            Some(SkipReason::Other) => {
                self.other = Some(TextLine::new("", LONGEST_REASON));
                Vec::new()
            }
            Some(reason) => leave_out(Command::Skip(*reason)),
            None => vec![Effect::Pop],
        }
    }
}

fn leave_out(command: Command) -> Vec<Effect> {
    vec![Effect::Pop, Effect::Execute(command)]
}

fn way(reason: SkipReason) -> Way {
    match reason {
        SkipReason::Passed => Way::new("They pass", "Everybody may; nobody asks why."),
        SkipReason::Later => Way::new("Later in this meeting", "It waits in the list of stages."),
        SkipReason::AlreadyAnswered => Way::new("It was answered already", ""),
        SkipReason::DoesNotFit => Way::new("It does not fit here", ""),
        SkipReason::NoTime => Way::new("There is no time for it", ""),
        SkipReason::Other => Way::new("Another reason, in your words…", ""),
    }
}

impl Layer for Skip {
    fn title(&self, _model: &Model) -> String {
        "Leave this out".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        if self.other.is_some() {
            &[Context::Text, Context::Overlay]
        } else {
            &[Context::List, Context::Overlay]
        }
    }

    fn is_typing(&self) -> bool {
        self.other.is_some()
    }

    fn half_typed(&self) -> Option<String> {
        self.other.as_ref().and_then(TextLine::half_typed)
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if let Some(other) = &self.other {
            let command = Command::SkipBecause(other.text().to_owned());
            return match (action, model.refusal_of(&command)) {
                (Action::Accept, Some(refusal @ Refusal::MustNeedsReason)) => {
                    vec![Effect::Refuse(refusal)]
                }
                (Action::Accept, _) => leave_out(command),
                (Action::Close, _) => {
                    self.other = None;
                    Vec::new()
                }
                _ => Vec::new(),
            };
        }
        if self.list.act(action, self.reasons.len()) {
            return Vec::new();
        }
        match action {
            Action::Choose => self.choose(),
            Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        if let Some(other) = &mut self.other {
            if other.refuses(key) {
                return vec![Effect::Refuse(Refusal::ReasonTooLong)];
            }
            other.type_key(key);
            return Vec::new();
        }
        self.list.take_number(key, self.reasons.len());
        Vec::new()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        let fits = self.other.as_mut().is_none_or(|other| other.paste(text));
        if fits {
            Vec::new()
        } else {
            vec![Effect::Refuse(Refusal::ReasonTooLong)]
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let prompt = model.case().and_then(|case| case.current());
        let Some((_, prompt)) = prompt else {
            return;
        };
        let mut about = vec![(
            in_one_line(&model.said(prompt, model.addressed()).cue),
            Role::Strong,
        )];
        if prompt.weight == Weight::Must {
            let needed = "The script counts this as needed, so a reason is asked for.";
            about.push((needed.to_owned(), Role::Quiet));
        }
        let ways: Vec<Way> = self.reasons.iter().copied().map(way).collect();
        let below = match &self.other {
            Some(line) => {
                about.push((String::new(), Role::Text));
                about.push(("Why is it left out?".to_owned(), Role::Strong));
                Below::Line(line, "Enter leaves it out; Esc goes back.".to_owned())
            }
            None => Below::Ways(&ways, self.list),
        };
        let asking = Asking {
            title: &self.title(model),
            about,
            below,
        };
        asking.draw(model.theme, frame, area);
    }
}

#[cfg(test)]
mod tests {
    use crate::case::{Command, LONGEST_NAME, LONGEST_REASON, SkipReason};
    use crate::tui::effect::OverlayRequest;
    use crate::tui::testing::World;

    fn asked() -> World {
        World::conference().push(OverlayRequest::Skip)
    }

    fn only_reason(world: &World) -> (SkipReason, Option<&str>) {
        let case = world.app.model().case().unwrap();
        let skipped = &case.session.as_ref().unwrap().skipped;
        let (reason, words) = skipped.values().next().unwrap();
        (*reason, words.as_ref().and_then(|words| words.text()))
    }

    #[test]
    fn reasons_are_offered_by_number() {
        let mut world = asked();
        insta::assert_snapshot!("skip_80x24", world.screen(80, 24));
        insta::assert_snapshot!("skip_120x40", world.screen(120, 40));
        let world = world.press("2 enter");
        assert_eq!(only_reason(&world), (SkipReason::AlreadyAnswered, None));
        assert!(world.app.overlays().is_empty());
    }

    #[test]
    fn what_is_needed_asks_for_words_of_another_reason() {
        let mut world = asked().press("5 enter enter");
        assert!(world.screen(80, 24).contains("Say why it is left out."));
        insta::assert_snapshot!("skip_other_80x24", world.screen(80, 24));
        insta::assert_snapshot!("skip_other_120x40", world.screen(120, 40));
        let world = world.words("Tom is on the phone").press("enter");
        let reason = (SkipReason::Other, Some("Tom is on the phone"));
        assert_eq!(only_reason(&world), reason);
    }

    #[test]
    fn escape_leaves_nothing_out() {
        let world = asked().press("5 enter esc esc");
        assert!(world.app.overlays().is_empty());
        let case = world.app.model().case().unwrap();
        assert!(case.session.as_ref().unwrap().skipped.is_empty());
        let world = world.attempt(Command::Undo);
        assert!(world.app.overlays().is_empty());
    }

    #[test]
    fn a_letter_for_which_there_is_no_room_is_never_dropped_in_silence() {
        let full = "x".repeat(LONGEST_REASON);
        let mut world = asked().press("5 enter").paste(&full).words("y");
        assert!(
            world
                .screen(80, 24)
                .contains("longer than 1,000 characters")
        );
        let mut world = World::conference()
            .push(OverlayRequest::Person(None))
            .paste(&"x".repeat(LONGEST_NAME))
            .words("y");
        assert!(world.screen(80, 24).contains("longer than 120 characters"));
    }
}
