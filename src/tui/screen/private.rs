//! Private time: a clock, the agreed questions, how to call; nothing else.

#[cfg(test)]
mod any_key;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::case::{Case, Refusal};
use crate::desk::Desk;
use crate::script::capitalized;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Curtain, Effect, OverlayRequest};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{draw_more, fitted, minutes, wrapped};

/// Rows of the screen that header, message and footer take.
const AROUND: u16 = 3;

/// Private time.
#[derive(Debug, Default, Clone, Copy)]
pub struct Private {
    /// From which line on the questions are shown, where they are longer than the screen.
    first: usize,
}

impl Layer for Private {
    fn title(&self, model: &Model) -> String {
        model.case().map_or_else(String::new, |case| {
            capitalized(&case.script.vocabulary.private_time)
        })
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Private]
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        match action {
            Action::Called => Use::Way("people called"),
            Action::Up | Action::Down if most(model) == 0 => Use::Absent,
            _ => Use::Live,
        }
    }

    fn has_clock(&self, _model: &Model) -> bool {
        true
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let most = most(model);
        let first = self.first.min(most);
        match action {
            Action::Up | Action::Down if most > 0 => {
                let further = (first + 1).min(most);
                let back = first.saturating_sub(1);
                self.first = if action == Action::Down {
                    further
                } else {
                    back
                };
                Vec::new()
            }
            Action::Called => vec![Effect::Push(OverlayRequest::Called)],
            Action::Curtain => vec![Effect::Curtain(Some(Curtain::Clock))],
            _ => vec![Effect::Refuse(Refusal::PrivateTime)],
        }
    }

    /// Every other key says why it does nothing.
    fn type_key(&mut self, _key: Key, _model: &Model) -> Vec<Effect> {
        vec![Effect::Refuse(Refusal::PrivateTime)]
    }

    fn paste(&mut self, _text: &str, _model: &Model) -> Vec<Effect> {
        vec![Effect::Refuse(Refusal::PrivateTime)]
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let columns = columns(area.width);
        let page = Page::of(model, columns).within(usize::from(area.height));
        let room = usize::from(area.height).saturating_sub(page.around());
        let most = page.questions.len().saturating_sub(room);
        let first = self.first.min(most);
        let rows = u16::try_from(page.rows()).unwrap_or(u16::MAX);
        let mut spot = Rect {
            y: area.y + area.height.saturating_sub(rows) / 2,
            height: 1,
            ..area
        };
        let shown = page.questions.into_iter().skip(first).take(room);
        if most > 0 {
            let questions = Rect {
                y: area.y + u16::try_from(page.above.len()).unwrap_or(u16::MAX),
                height: u16::try_from(room).unwrap_or(u16::MAX),
                ..area
            };
            draw_more(model.theme, frame, questions, (first, most), Role::Quiet);
        }
        for (text, role) in page.above.into_iter().chain(shown).chain(page.below) {
            if spot.y < area.bottom() {
                let line = Line::styled(fitted(&text, columns), model.theme.style(role));
                frame.render_widget(line.centered(), spot);
            }
            spot.y = spot.y.saturating_add(1);
        }
    }
}

/// What stands on the page, in lines: how to call has its place below whatever is asked.
#[derive(Default)]
struct Page {
    /// The time, and since when they are alone.
    above: Vec<(String, Role)>,
    /// What the family is to answer.
    questions: Vec<(String, Role)>,
    /// How to call, and that nothing is recorded.
    below: Vec<(String, Role)>,
}

impl Page {
    /// With empty lines between its parts.
    fn of(model: &Model, columns: usize) -> Self {
        let empty = || (String::new(), Role::Text);
        let mut page = Self {
            above: vec![
                (model.now.wall.format("%H:%M").to_string(), Role::Strong),
                empty(),
            ],
            ..Self::default()
        };
        page.add_since(model);
        let Some(case) = model.case() else {
            return page;
        };
        let columns = columns.min(70);
        if !case.questions.is_empty() {
            page.questions.push(empty());
            let lines = case
                .questions
                .values()
                .flat_map(|question| wrapped(question, columns));
            page.questions.extend(lines.map(|line| (line, Role::Text)));
        }
        if let Some(call) = how_to_call(case) {
            page.below.push(empty());
            let lines = wrapped(call, columns).into_iter();
            page.below.extend(lines.map(|line| (line, Role::Strong)));
        }
        let nothing = "Nothing is recorded until you are called.".to_owned();
        page.below.extend([empty(), (nothing, Role::Quiet)]);
        page
    }

    /// Since when they are alone, and when somebody was called in.
    fn add_since(&mut self, model: &Model) {
        let session = model.case().and_then(|case| case.session.as_ref());
        let Some(spell) = session.and_then(|session| session.private.as_ref()) else {
            return;
        };
        let since = spell.since.wall.format("%H:%M");
        let now = model.desk.as_ref().map_or(model.now, Desk::now);
        let passed = minutes(now.milliseconds_since(spell.since));
        let told = format!("Since {since}, {passed}");
        self.above.push((told, Role::Quiet));
        if let Some(last) = spell.called_back.last() {
            let at = last.wall.format("%H:%M");
            let told = match spell.called_back.len() {
                1 => format!("Called in for a moment at {at}"),
                times => format!("Called in {times} times, the last at {at}"),
            };
            self.above.push((told, Role::Quiet));
        }
    }

    /// Without its empty lines where there are fewer rows than it takes with them.
    fn within(mut self, rows: usize) -> Self {
        if self.rows() > rows {
            for part in [&mut self.above, &mut self.questions, &mut self.below] {
                part.retain(|(text, _)| !text.is_empty());
            }
        }
        self
    }

    fn rows(&self) -> usize {
        self.around() + self.questions.len()
    }

    /// Rows of what always stands there.
    fn around(&self) -> usize {
        self.above.len() + self.below.len()
    }
}

/// Columns of the page's lines.
fn columns(width: u16) -> usize {
    usize::from(width.saturating_sub(8))
}

/// How many lines of the questions are below the screen, where they stand at their beginning.
fn most(model: &Model) -> usize {
    let (width, height) = model.size;
    let rows = usize::from(height.saturating_sub(AROUND));
    let page = Page::of(model, columns(width)).within(rows);
    page.rows().saturating_sub(rows)
}

/// What the script says of how to call in the private time that is going on.
fn how_to_call(case: &Case) -> Option<&str> {
    let spell = case.session.as_ref()?.private.as_ref()?;
    let stage = case.session_kind()?.stage(&spell.stage)?;
    Some(stage.private.as_ref()?.call.as_str())
}

#[cfg(test)]
mod tests {
    use crate::case::Command;
    use crate::script::StageId;
    use crate::tui::screen::private::any_key;
    use crate::tui::testing::World;

    fn alone() -> World {
        left_alone(World::conference())
    }

    fn left_alone(world: World) -> World {
        let gate = crate::script::GateId::new("out-of-room-alone-1");
        world
            .execute(Command::AnswerGate {
                gate,
                met: true,
                reason: None,
            })
            .execute(Command::GoToStage(StageId::new("alone")))
    }

    #[test]
    fn shows_a_clock_and_how_to_call_and_nothing_else() {
        let mut world = alone().wait(23 * 60_000);
        insta::assert_snapshot!("private_80x24", world.screen(80, 24));
        insta::assert_snapshot!("private_120x40", world.screen(120, 40));
    }

    #[test]
    fn how_to_call_is_never_lost_and_questions_are_read_on() {
        let asked = (1..=9).map(|number| Command::SetQuestion(None, format!("Question {number}?")));
        let world = any_key::left_alone(asked.fold(World::family(), World::execute));
        let calls = std::iter::repeat_n(Command::CallBackIn, 9);
        let mut world = calls.fold(world, World::execute);
        world.app.resize(60, 16);
        let picture = world.screen(60, 16);
        for told in [
            "Question 1?",
            "▼",
            "Nothing is recorded",
            "Called in 9 times",
        ] {
            assert!(picture.contains(told), "{told}: {picture}");
        }
        assert!(!picture.contains("Question 9?"));
        let mut world = world.press("down down down down down down");
        insta::assert_snapshot!("private_long_60x16", world.screen(60, 16));
        let mut world = world.press("up");
        assert!(world.screen(60, 16).contains("▼"));
    }

    #[test]
    fn an_open_draft_is_put_away_before_and_there_again_after() {
        let world = World::conference().press("n").words("half a sent");
        let mut world = left_alone(world);
        assert!(world.app.model().is_private());
        let kept = |world: &World| {
            let desk = world.app.model().desk.as_ref().unwrap();
            desk.draft().map(str::to_owned)
        };
        assert_eq!(kept(&world).as_deref(), Some("half a sent"));
        assert!(!world.screen(80, 24).contains("half a sent"));
        let mut world = world.press("space down down enter").press("n");
        assert!(world.screen(80, 24).contains("half a sent"));
    }

    #[test]
    fn every_other_key_explains_why_it_does_nothing() {
        for key in ["k", "n", "u", "tab", "s", "m", "down", "backspace"] {
            let mut world = alone();
            let before = world.app.model().case().unwrap().history.len();
            world = world.press(key).paste("words");
            let picture = world.screen(80, 24);
            assert!(
                picture.contains("This is private time: nothing is recorded."),
                "{key}"
            );
            assert_eq!(world.app.model().case().unwrap().history.len(), before);
        }
    }

    #[test]
    fn the_curtain_and_leaving_always_work() {
        let world = alone().press("b");
        assert!(world.app.model().curtain.is_some());
        let mut world = world.press("b ctrl-q");
        assert!(
            world
                .screen(80, 24)
                .contains("How would you like to leave?")
        );
    }

    #[test]
    fn it_ends_when_people_call_and_never_by_one_key() {
        let mut world = alone().press("space");
        insta::assert_snapshot!("called_80x24", world.screen(80, 24));
        insta::assert_snapshot!("called_120x40", world.screen(120, 40));
        assert!(world.app.model().is_private());
        let world = world.press("down enter");
        assert!(world.app.model().is_private(), "called in for a moment");
        let world = world.press("enter down down enter");
        assert!(!world.app.model().is_private());
    }

    #[test]
    fn what_people_called_for_is_answered_by_its_number() {
        let mut world = alone().press("space 3");
        assert!(world.app.model().is_private(), "a number only selects");
        assert!(world.screen(80, 24).contains(" 3  Their time is over"));
        let world = world.press("enter");
        assert!(!world.app.model().is_private());
    }
}
