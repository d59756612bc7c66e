//! Stages and turns to go to.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command};
use crate::script::in_one_line;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::{Code, Key};
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row};

/// Stages and turns to go to.
#[derive(Debug)]
pub struct GoTo {
    places: Vec<(Row, Command)>,
    list: List,
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
            let open = of_stage()
                .filter(|turn| {
                    case.session
                        .as_ref()
                        .is_some_and(|session| !session.reached.contains_key(&turn.key))
                })
                .count();
            let said = if Some(&stage.id) == here.as_ref() {
                selected = place;
                "here".to_owned()
            } else if open == 0 {
                "done".to_owned()
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

    /// A digit selects the stage of that number; Enter goes there.
    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        if let Code::Char(letter) = key.code
            && let Some(digit) = letter.to_digit(10)
            && let Ok(place) = usize::try_from(digit)
            && (1..=self.places.len()).contains(&place)
        {
            self.list.selected = place - 1;
        }
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
        self.list.draw(model.theme, frame, list, &rows);
    }
}
