//! Private time: a clock, the agreed questions, how to call; nothing else.

#[cfg(test)]
mod any_key;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::case::Refusal;
use crate::desk::Desk;
use crate::script::capitalized;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Curtain, Effect, OverlayRequest};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{fitted, minutes, wrapped};

/// Private time.
#[derive(Debug, Default, Clone, Copy)]
pub struct Private;

impl Layer for Private {
    fn title(&self, model: &Model) -> String {
        model.case().map_or_else(String::new, |case| {
            capitalized(&case.script.vocabulary.private_time)
        })
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Private]
    }

    fn use_of(&self, action: Action, _model: &Model) -> Use {
        match action {
            Action::Called => Use::Way("people called"),
            _ => Use::Live,
        }
    }

    fn has_clock(&self, _model: &Model) -> bool {
        true
    }

    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        match action {
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
        let columns = usize::from(area.width.saturating_sub(8));
        let lines = lines(model, columns);
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let top = area.y + area.height.saturating_sub(rows) / 2;
        for (row, (text, role)) in lines.into_iter().enumerate() {
            let y = top.saturating_add(u16::try_from(row).unwrap_or(u16::MAX));
            if y < area.bottom() {
                let line = Line::styled(fitted(&text, columns), model.theme.style(role));
                let spot = Rect::new(area.x, y, area.width, 1);
                frame.render_widget(line.centered(), spot);
            }
        }
    }
}

fn lines(model: &Model, columns: usize) -> Vec<(String, Role)> {
    let mut lines = vec![
        (model.now.wall.format("%H:%M").to_string(), Role::Strong),
        (String::new(), Role::Text),
    ];
    let Some(case) = model.case() else {
        return lines;
    };
    let Some(spell) = case
        .session
        .as_ref()
        .and_then(|session| session.private.as_ref())
    else {
        return lines;
    };
    let since = spell.since.wall.format("%H:%M");
    let now = model.desk.as_ref().map_or(model.now, Desk::now);
    let passed = minutes(now.milliseconds_since(spell.since));
    lines.push((format!("Since {since}, {passed}"), Role::Quiet));
    for called in &spell.called_back {
        let at = called.wall.format("%H:%M");
        lines.push((format!("Called in for a moment at {at}"), Role::Quiet));
    }
    if !case.questions.is_empty() {
        lines.push((String::new(), Role::Text));
        for question in case.questions.values() {
            let wrapped = wrapped(question, columns.min(70));
            lines.extend(wrapped.into_iter().map(|line| (line, Role::Text)));
        }
    }
    let call = case
        .session_kind()
        .and_then(|kind| kind.stage(&spell.stage))
        .and_then(|stage| stage.private.as_ref())
        .map(|private| private.call.clone());
    if let Some(call) = call {
        lines.push((String::new(), Role::Text));
        let wrapped = wrapped(&call, columns.min(70));
        lines.extend(wrapped.into_iter().map(|line| (line, Role::Strong)));
    }
    lines.push((String::new(), Role::Text));
    lines.push((
        "Nothing is recorded until you are called.".to_owned(),
        Role::Quiet,
    ));
    lines
}

#[cfg(test)]
mod tests {
    use crate::case::Command;
    use crate::script::StageId;
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
