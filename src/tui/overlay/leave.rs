//! How to leave: nothing ends by one key, and nothing unsaved is lost by chance.

mod unsaved;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::SessionStatus;
use crate::desk::Desk;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, OverlayRequest};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row};

use unsaved::Unsaved;

/// How to leave.
pub struct Leave {
    ways: Vec<Way>,
    list: List,
    /// What is asked where leaving would lose something.
    unsaved: Option<Unsaved>,
}

/// One way to leave, or to stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Stay,
    Home,
    AnotherDay,
    EndMeeting,
    Quit,
}

impl Way {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Stay => ("Stay here", "Nothing changes."),
            Self::Home => (
                "Put this case away",
                "Back to the home screen. Everything is kept as it is.",
            ),
            Self::AnotherDay => (
                "Pause for another day…",
                "The meeting goes on in a new sitting, at this very cue. Asks for the day.",
            ),
            Self::EndMeeting => (
                "End the meeting…",
                "Asks in which of the four ways. Reasons are asked later, once the room is empty.",
            ),
            Self::Quit => (
                "Close the program",
                "The meeting stays as it is; open the case again to go on at this very cue.",
            ),
        }
    }
}

impl Leave {
    /// Offers the ways that there are now.
    pub fn new(model: &Model) -> Self {
        let session = model.case().and_then(|case| case.session.as_ref());
        let read_only = model.desk.as_ref().is_some_and(Desk::is_read_only);
        let status = session.map(|session| session.status).filter(|_| !read_only);
        let mut ways = vec![Way::Stay];
        match status {
            Some(SessionStatus::Running) => {
                if !model.is_private() {
                    ways.push(Way::AnotherDay);
                }
                ways.push(Way::EndMeeting);
            }
            Some(SessionStatus::Adjourned { .. }) => ways.extend([Way::Home, Way::EndMeeting]),
            Some(SessionStatus::Ended) => ways.push(Way::Home),
            None if model.desk.is_some() => ways.push(Way::Home),
            None => {}
        }
        ways.push(Way::Quit);
        Self {
            ways,
            list: List::default(),
            unsaved: None,
        }
    }

    /// Leaves, unless something would be lost; then it asks first.
    fn leave(&mut self, effect: Effect, model: &Model) -> Vec<Effect> {
        let status = model.desk.as_ref().map(Desk::status);
        match status.filter(|status| status.problem.is_some()) {
            Some(status) => {
                self.unsaved = Some(Unsaved::new(status.waiting.max(1), effect));
                Vec::new()
            }
            None => vec![effect],
        }
    }
}

impl Layer for Leave {
    fn title(&self, _model: &Model) -> String {
        "Leave".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        match &self.unsaved {
            Some(unsaved) if unsaved.is_typing() => &[Context::Text, Context::Overlay],
            Some(_) | None => &[Context::List, Context::Overlay],
        }
    }

    fn is_typing(&self) -> bool {
        self.unsaved.as_ref().is_some_and(Unsaved::is_typing)
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if let Some(unsaved) = &mut self.unsaved {
            return unsaved.act(action);
        }
        if self.list.act(action, self.ways.len()) {
            return Vec::new();
        }
        match (action, self.ways.get(self.list.selected)) {
            (Action::Choose, Some(Way::AnotherDay)) => {
                vec![Effect::Pop, Effect::Push(OverlayRequest::AnotherDay)]
            }
            (Action::Choose, Some(Way::EndMeeting)) => {
                vec![Effect::Pop, Effect::Push(OverlayRequest::Ending)]
            }
            (Action::Choose, Some(Way::Home)) => self.leave(Effect::CloseCase, model),
            (Action::Choose, Some(Way::Quit)) => self.leave(Effect::Quit, model),
            (Action::Choose | Action::Close, _) => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        if let Some(unsaved) = &mut self.unsaved {
            unsaved.type_key(key);
        }
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        if let Some(unsaved) = &self.unsaved {
            unsaved.draw(theme, frame, area);
            return;
        }
        let rows: Vec<Row> = self
            .ways
            .iter()
            .map(|way| Row::new(way.words().0))
            .collect();
        let height = u16::try_from(rows.len()).unwrap_or(5);
        let panel = Panel {
            title: "How would you like to leave?",
            columns: 60,
            rows: height + 6,
        };
        let inside = panel.draw(theme, frame, area);
        let list = Rect {
            height: height.min(inside.height),
            ..inside
        };
        self.list.draw(theme, frame, list, &rows);
        let below = Rect {
            y: list.bottom() + 1,
            height: inside.height.saturating_sub(height + 1),
            ..inside
        };
        let about = match self.ways.get(self.list.selected) {
            Some(Way::Quit) if model.desk.is_none() => "Nothing is lost.",
            Some(way) => way.words().1,
            None => "",
        };
        if below.height > 0 {
            Panel::words(theme, Role::Quiet, about, frame, below);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::World;

    #[test]
    fn a_case_that_is_only_read_offers_no_end() {
        let mut world = World::home().press("3 down down enter ctrl-q");
        let picture = world.screen(80, 24);
        assert!(!picture.contains("End the meeting"), "{picture}");
        assert!(picture.contains("Put this case away"), "{picture}");
    }

    #[test]
    fn pausing_asks_for_the_day() {
        let world = World::conference().press("ctrl-q down enter");
        assert!(world.app.top().is_typing());
        let world = world.press("enter");
        let case = world.app.model().case().unwrap();
        let status = case.session.as_ref().unwrap().status;
        assert_eq!(status, SessionStatus::Adjourned { until: None });
    }

    #[test]
    fn what_is_saved_is_left_without_asking() {
        let world = World::conference();
        let mut leave = Leave::new(world.app.model());
        assert_eq!(leave.leave(Effect::Quit, world.app.model()), [Effect::Quit]);
        assert!(leave.unsaved.is_none());
    }
}
