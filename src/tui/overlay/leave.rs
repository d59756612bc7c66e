//! How to leave: nothing ends by one key, and nothing unsaved is lost by chance.

mod unsaved;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::SessionStatus;
use crate::desk::{Desk, SaveStatus};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, OverlayRequest, PutOff};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{self, List, Panel, Row, wrapped};

use unsaved::Unsaved;

/// For so many milliseconds the disk is waited for without asking.
const MOMENT: u64 = 2_000;

/// What becomes of words in a form that is left, each in its own layer: as the unfinished note,
/// among the marks, in the form for a child's words.
const KEPT: &str = "What is half-typed is kept, and comes back.";

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

    /// What is asked before a locked home is left behind which something is not saved, and what
    /// is done without asking: nothing else of a case can be reached there.
    pub fn at_gate(model: &Model) -> (Self, Vec<Effect>) {
        let mut leave = Self {
            ways: vec![Way::Stay, Way::Quit],
            list: List::default(),
            unsaved: None,
        };
        let effects = leave.leave(Effect::Quit, model);
        (leave, effects)
    }

    /// What the way means that is chosen, and what becomes of half-typed words.
    fn about(&self, model: &Model) -> String {
        let half = !model.half_typed.is_empty();
        let way = self.ways.get(self.list.selected);
        match way {
            Some(Way::Quit) if model.desk.is_none() => "Nothing is lost.".to_owned(),
            Some(Way::Home) if half => format!("Back to the home screen. {KEPT}"),
            Some(Way::AnotherDay | Way::EndMeeting | Way::Quit) if half => {
                let about = way.map_or("", |way| way.words().1);
                format!("{about} {KEPT}")
            }
            Some(way) => way.words().1.to_owned(),
            None => String::new(),
        }
    }

    /// Leaves, unless something would be lost; then it asks first.
    fn leave(&mut self, effect: Effect, model: &Model) -> Vec<Effect> {
        match unsaved(model) {
            // A disk that works needs a moment at most; only then there is something to ask.
            Some(status) if status.problem.is_none() && waited(status, model) < MOMENT => {
                vec![Effect::SaveThen(Box::new(effect))]
            }
            Some(status) => {
                self.unsaved = Some(Unsaved::new(status, effect));
                Vec::new()
            }
            None => vec![effect],
        }
    }
}

/// How saving stands, while something waits to be saved or could not be.
fn unsaved(model: &Model) -> Option<&SaveStatus> {
    let status = model.desk.as_ref().map(Desk::status)?;
    (!status.is_saved()).then_some(status)
}

/// For how many milliseconds the oldest of what is not saved has waited.
fn waited(status: &SaveStatus, model: &Model) -> u64 {
    let since = status.waiting_since;
    since.map_or(0, |since| model.now.milliseconds_since(since))
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

    fn use_of(&self, action: Action, _model: &Model) -> Use {
        match action {
            Action::Leave => Use::Absent,
            _ => Use::Live,
        }
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
                vec![
                    Effect::Pop,
                    Effect::Push(OverlayRequest::AnotherDay(PutOff::ByItself)),
                ]
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

    /// What was only taking its time may be saved by now.
    fn refresh(&mut self, model: &Model) {
        let saved = unsaved(model).is_none();
        if saved && !self.is_typing() {
            self.unsaved = None;
        }
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
        let elsewhere = model.left_behind();
        let more = elsewhere
            .as_ref()
            .map_or(0, |said| wrapped(said, 56).len() + 1)
            + usize::from(!model.half_typed.is_empty());
        let panel = Panel {
            title: "How would you like to leave?",
            columns: 60,
            rows: height + 6 + u16::try_from(more).unwrap_or(4),
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
        let about = self.about(model);
        let rest = Panel::words(theme, Role::Quiet, &about, frame, below);
        let rest = widget::below(rest, 1);
        let elsewhere = elsewhere.unwrap_or_default();
        Panel::words(theme, Role::Strong, &elsewhere, frame, rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::World;

    #[test]
    fn a_case_that_is_only_read_offers_no_end() {
        let mut world = World::home().press("3 down down down enter ctrl-q");
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

    fn standing(waiting: usize, rescued_to: Option<&str>) -> World {
        let mut world = World::conference();
        let now = world.app.model().now;
        world.app.set_save_status_for_test(SaveStatus {
            saved: Some((41, now)),
            waiting,
            waiting_since: (waiting > 0).then_some(now),
            rescued_to: rescued_to.map(Into::into),
            ..SaveStatus::default()
        });
        world
    }

    #[test]
    fn f10_leaving_while_the_disk_hangs_is_asked_about_before_any_error() {
        let mut world = standing(2, None).press("ctrl-q end enter");
        insta::assert_snapshot!("leave_still_saving_80x24", world.screen(80, 24));
        insta::assert_snapshot!("leave_still_saving_120x40", world.screen(120, 40));
        assert!(!world.app.is_finished());
        let world = world.press("3 enter").words("LOSE").press("enter");
        assert!(world.app.is_finished());
    }

    #[test]
    fn what_was_recorded_a_moment_ago_is_waited_for_without_asking() {
        let world = standing(2, None);
        let mut leave = Leave::new(world.app.model());
        let effects = leave.leave(Effect::Quit, world.app.model());
        assert_eq!(effects, [Effect::SaveThen(Box::new(Effect::Quit))]);
        assert!(leave.unsaved.is_none());
    }

    #[test]
    fn a_case_that_is_saved_elsewhere_says_where() {
        let mut world = standing(0, Some("/media/stick/RC-0412/journal-rescue1"));
        insta::assert_snapshot!("rescued_room_80x24", world.screen(80, 24));
        insta::assert_snapshot!("rescued_room_120x40", world.screen(120, 40));
        let mut world = world.press("ctrl-q");
        insta::assert_snapshot!("leave_rescued_80x24", world.screen(80, 24));
        insta::assert_snapshot!("leave_rescued_120x40", world.screen(120, 40));
    }

    #[test]
    fn what_is_saved_is_left_without_asking() {
        let world = World::conference();
        let mut leave = Leave::new(world.app.model());
        assert_eq!(leave.leave(Effect::Quit, world.app.model()), [Effect::Quit]);
        assert!(leave.unsaved.is_none());
    }
}
