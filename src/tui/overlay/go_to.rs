//! Stages and turns to go to.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, TurnKey};
use crate::script::in_one_line;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, TypedNumber};

/// Stages and turns to go to.
#[derive(Debug)]
pub struct GoTo {
    places: Vec<(Row, Command)>,
    list: List,
    number: TypedNumber,
}

impl GoTo {
    /// Every stage, then the turns that were left for later.
    pub fn new(case: &Case, model: &Model) -> Self {
        let here = case.position().map(|turn| turn.stage.clone());
        let turns = case.itinerary();
        let mut places = Vec::new();
        let mut selected = 0;
        for (place, stage) in case.stages().into_iter().enumerate() {
            let of_stage = || {
                turns
                    .iter()
                    .filter(|turn| turn.key.stage == stage.id && turn.here)
            };
            let reached = |key: &TurnKey| {
                let session = case.session.as_ref();
                session.is_some_and(|session| session.reached.contains_key(key))
            };
            let open = of_stage().filter(|turn| !reached(&turn.key)).count();
            let mut all = turns.iter().filter(|turn| turn.key.stage == stage.id);
            let was_held = all.any(|turn| reached(&turn.key));
            let said = if Some(&stage.id) == here.as_ref() {
                selected = place;
                "here".to_owned()
            } else if open == 0 && was_held {
                "done".to_owned()
            } else if of_stage().count() == 0 {
                "nobody here for it".to_owned()
            } else if open < of_stage().count() {
                format!("{open} still open")
            } else {
                String::new()
            };
            let row = Row::new(format!("{}. {}", place + 1, stage.title)).with(said);
            places.push((row, Command::GoToStage(stage.id.clone())));
        }
        for turn in case.left_for_later() {
            let cue = case
                .prompt_of(turn)
                .map(|(_, prompt)| in_one_line(&model.said(prompt, turn.person).cue))
                .unwrap_or_default();
            let who = model.whose_turn(case, turn);
            let row = Row::new(format!("{who}: {cue}")).with("left for later");
            places.push((row, Command::GoToTurn(turn.clone())));
        }
        Self {
            places,
            list: List { selected },
            number: TypedNumber::default(),
        }
    }
}

impl Layer for GoTo {
    fn title(&self, _model: &Model) -> String {
        "Go to".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::List, Context::Overlay]
    }

    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        if self.list.act(action, self.places.len()) {
            self.number.end();
            return Vec::new();
        }
        match (action, self.places.get(self.list.selected)) {
            (Action::Choose, Some((_, command))) => {
                vec![Effect::Pop, Effect::Execute(command.clone())]
            }
            (Action::Choose, None) | (Action::Close, _) => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    /// Digits select the stage of that number; Enter goes there.
    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        let place = self.number.take(key, self.places.len());
        self.list.selected = place.unwrap_or(self.list.selected);
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let rows: Vec<Row> = self.places.iter().map(|(row, _)| row.clone()).collect();
        let panel = Panel {
            title: "Go to",
            columns: 66,
            rows: u16::try_from(rows.len())
                .unwrap_or(u16::MAX)
                .saturating_add(4),
        };
        let inside = panel.draw(model.theme, frame, area);
        let about = "A number selects, Enter goes there. What was reached keeps its time.";
        let rest = Panel::words(model.theme, Role::Quiet, about, frame, inside);
        let list = Rect {
            y: rest.y + rest.height.min(1),
            height: rest.height.saturating_sub(1),
            ..rest
        };
        self.list.draw_whole(model.theme, frame, list, &rows);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::script::StageId;
    use crate::tui::testing::{World, script};

    /// A conference with a dozen stages, the last of them for a tenth and more.
    fn long() -> World {
        let mut script = (*script()).clone();
        let stages = &mut script.sessions[0].stages;
        let again = stages[1].clone();
        for number in stages.len() + 1..=12 {
            let mut stage = again.clone();
            stage.id = StageId::new(format!("more-{number}"));
            stage.title = format!("More, part {number}");
            stages.push(stage);
        }
        World::conference_from(Arc::new(script))
    }

    #[test]
    fn two_digits_select_a_stage_from_ten_on() {
        let mut world = long().press("g 1 2");
        let picture = world.screen(120, 40);
        assert!(picture.contains("› 12. More, part 12"), "{picture}");
        let mut world = world.press("4");
        assert!(world.screen(120, 40).contains("› 4."));
        let mut world = world.press("1 0");
        assert!(world.screen(120, 40).contains("› 10. More, part 10"));
        let mut world = world.press("home 1 down 1");
        assert!(world.screen(120, 40).contains("› 1."));
    }
}
