//! Who speaks first and next, who chose that, and which optional stages are held.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, PersonId};
use crate::script::StageId;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::{Code, Key};
use crate::tui::layer::Layer;
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, TypedNumber, rows_of, width, wrapped};

/// Columns that a row has for the question of a stage; a longer one is shown whole below the list.
const LONGEST_ASK: usize = 64;

/// The order of speaking, as it is being put.
#[derive(Debug)]
pub struct Order {
    people: Vec<(PersonId, String)>,
    /// Who chose it, by place in `choosers`; nobody in particular at first.
    chosen_by: Option<usize>,
    choosers: Vec<(PersonId, String)>,
    stages: Vec<OptionalStage>,
    before: (Vec<PersonId>, Option<PersonId>),
    /// Which side begins, and who chose that; empty where nobody was asked.
    sides: String,
    list: List,
    number: TypedNumber,
}

#[derive(Debug)]
struct OptionalStage {
    id: StageId,
    ask: String,
    included: bool,
    before: bool,
}

impl Order {
    /// The order as it stands.
    pub fn new(case: &Case) -> Self {
        let people: Vec<(PersonId, String)> = case
            .speakers()
            .iter()
            .map(|person| (person.id, told_apart(case, person.id)))
            .collect();
        let before_by = case
            .session
            .as_ref()
            .and_then(|session| session.order_chosen_by);
        let choosers = people.clone();
        Self {
            chosen_by: choosers.iter().position(|(id, _)| Some(*id) == before_by),
            before: (people.iter().map(|(id, _)| *id).collect(), before_by),
            choosers,
            people,
            stages: optional_stages(case),
            sides: sides(case),
            list: List::default(),
            number: TypedNumber::default(),
        }
    }

    fn rows(&self) -> usize {
        self.people.len() + 1 + self.stages.len() + 1
    }

    fn choose(&mut self) -> Vec<Effect> {
        let place = self.list.selected;
        if place < self.people.len() {
            let first = self.people.remove(place);
            self.people.insert(0, first);
            self.list.selected = 0;
        } else if place == self.people.len() {
            self.next_chooser();
        } else if let Some(stage) = self.stages.get_mut(place - self.people.len() - 1) {
            stage.included = !stage.included;
        } else {
            return self.done();
        }
        Vec::new()
    }

    fn next_chooser(&mut self) {
        self.chosen_by = match self.chosen_by {
            None if self.choosers.is_empty() => None,
            None => Some(0),
            Some(place) if place + 1 < self.choosers.len() => Some(place + 1),
            Some(_) => None,
        };
    }

    fn swap(&mut self, action: Action) {
        let place = self.list.selected;
        if action == Action::MoveUp && place > 0 && place < self.people.len() {
            self.people.swap(place, place - 1);
            self.list.selected -= 1;
        } else if action == Action::MoveDown && place + 1 < self.people.len() {
            self.people.swap(place, place + 1);
            self.list.selected += 1;
        }
    }

    fn done(&self) -> Vec<Effect> {
        let mut effects = vec![Effect::Pop];
        for stage in self
            .stages
            .iter()
            .filter(|stage| stage.included != stage.before)
        {
            let include = Command::IncludeStage(stage.id.clone(), stage.included);
            effects.push(Effect::Execute(include));
        }
        let order: Vec<PersonId> = self.people.iter().map(|(id, _)| *id).collect();
        let by = self
            .chosen_by
            .and_then(|place| self.choosers.get(place))
            .map(|(id, _)| *id);
        if (&order, by) != (&self.before.0, self.before.1) {
            effects.push(Effect::Execute(Command::ChooseOrder(order, by)));
        }
        effects
    }

    /// The question of the selected stage, which its row may be too short for.
    fn question(&self) -> &str {
        let place = self.list.selected.checked_sub(self.people.len() + 1);
        let stage = place.and_then(|place| self.stages.get(place));
        stage.map_or("", |stage| stage.ask.as_str())
    }

    fn lines(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = self
            .people
            .iter()
            .enumerate()
            .map(|(place, (_, name))| Row::new(format!("{}. {name}", place + 1)))
            .collect();
        let by = self
            .chosen_by
            .and_then(|place| self.choosers.get(place))
            .map_or("nobody in particular", |(_, name)| name.as_str());
        rows.push(Row::new(format!("Chosen by: {by}")));
        rows.extend(self.stages.iter().map(|stage| {
            let tick = if stage.included { "x" } else { " " };
            Row::new(format!("[{tick}] {}", stage.ask))
        }));
        rows.push(Row::new("Done").drawn(Role::Strong));
        rows
    }
}

/// What people chose about which part comes first: it stands above the order of people, which holds
/// within each part.
fn sides(case: &Case) -> String {
    let (Some(kind), Some(session)) = (case.session_kind(), &case.session) else {
        return String::new();
    };
    let prompts = kind.stages.iter().flat_map(|stage| &stage.prompts);
    let decisions = prompts.filter_map(|prompt| prompt.decision.as_ref());
    let mut chosen = decisions.filter_map(|decision| {
        let (outcome, by) = session.decisions.get(&decision.id)?;
        let mut outcomes = decision.outcomes.iter();
        let known = outcomes.find(|known| known.id == *outcome)?;
        let label = (!known.stages_in_order.is_empty()).then(|| case.fill(&known.label, None))?;
        let by = by.map(|by| format!(", chosen by {}", told_apart(case, by)));
        Some(format!(
            "What stands: {label}{}. Within that, people speak in this order.",
            by.unwrap_or_default()
        ))
    });
    chosen.next_back().unwrap_or_default()
}

fn optional_stages(case: &Case) -> Vec<OptionalStage> {
    let (Some(kind), Some(session)) = (case.session_kind(), &case.session) else {
        return Vec::new();
    };
    kind.stages
        .iter()
        .filter_map(|stage| {
            let optional = stage.optional.as_ref()?;
            let included = session
                .included
                .get(&stage.id)
                .copied()
                .unwrap_or(optional.included);
            Some(OptionalStage {
                id: stage.id.clone(),
                ask: case.fill(&optional.ask, None),
                included,
                before: included,
            })
        })
        .collect()
}

impl Layer for Order {
    fn title(&self, _model: &Model) -> String {
        "Order of speaking".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Ordered, Context::List, Context::Overlay]
    }

    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        if self.list.act(action, self.rows()) {
            self.number.end();
            return Vec::new();
        }
        match action {
            Action::Choose => self.choose(),
            Action::Close => vec![Effect::Pop],
            Action::MoveUp | Action::MoveDown => {
                self.swap(action);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        match key.code {
            Code::Right if self.list.selected == self.people.len() => self.next_chooser(),
            Code::Char(_) => {
                let place = self.number.take(key, self.people.len());
                self.list.selected = place.unwrap_or(self.list.selected);
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let rows = self.lines();
        let is_cut = self
            .stages
            .iter()
            .any(|stage| width(&stage.ask) > LONGEST_ASK);
        let panel = Panel {
            title: "Order of speaking",
            columns: 76,
            rows: u16::try_from(rows.len()).unwrap_or(20)
                + if is_cut { 7 } else { 5 }
                + rows_of(wrapped(&self.sides, 72).len()),
        };
        let inside = panel.draw(model.theme, frame, area);
        let rest = Panel::words(model.theme, Role::Strong, &self.sides, frame, inside);
        let about = "Enter puts somebody first; [ and ] move somebody up or down.";
        let rest = Panel::words(model.theme, Role::Quiet, about, frame, rest);
        let list = Rect {
            y: rest.y + rest.height.min(1),
            height: rest.height.saturating_sub(1),
            ..rest
        };
        let whole = self.question();
        let lines = wrapped(whole, usize::from(list.width));
        if width(whole) <= LONGEST_ASK.min(usize::from(list.width).saturating_sub(8)) {
            self.list.draw(model.theme, frame, list, &rows);
            return;
        }
        let below = u16::try_from(lines.len()).unwrap_or(1).min(list.height / 2);
        let above = Rect {
            height: list.height - below,
            ..list
        };
        self.list.draw(model.theme, frame, above, &rows);
        let spot = Rect {
            y: above.bottom(),
            height: below,
            ..list
        };
        Panel::words(model.theme, Role::Quiet, whole, frame, spot);
    }
}

#[cfg(test)]
mod tests {
    use crate::case::{Command, PersonId};
    use crate::script::{Decision, DecisionId, OutcomeId, Script, StageId};
    use crate::tui::testing::World;

    /// The test conference, in which is chosen which of its parts comes first.
    fn either_side_first() -> World {
        let shipped: Script =
            serde_json::from_str(include_str!("../../../scripts/police-level-2.json")).unwrap();
        let mut script = (*crate::tui::testing::script()).clone();
        let stages = shipped.sessions.iter().flat_map(|kind| &kind.stages);
        let mut prompts = stages.flat_map(|stage| stage.prompts.clone());
        let asks = |decision: &Decision| decision.id.as_str() == "who-begins";
        let mut asked = prompts
            .find(|prompt| prompt.decision.as_ref().is_some_and(asks))
            .unwrap();
        for outcome in &mut asked.decision.as_mut().unwrap().outcomes {
            outcome.stages_in_order = ["happened", "agreement"].map(StageId::new).into();
        }
        script.sessions[0].stages[0].prompts.push(asked);
        World::conference_from(std::sync::Arc::new(script))
    }

    #[test]
    fn which_side_begins_stands_above_the_order_with_who_chose_it() {
        let mut world = either_side_first().press("o");
        let picture = world.screen(80, 24);
        assert!(!picture.contains("What stands"), "{picture}");
        let decided = Command::Decide {
            decision: DecisionId::new("who-begins"),
            outcome: OutcomeId::new("responsible-first"),
            by: Some(PersonId(1)),
            until: None,
        };
        let mut world = world.press("esc").execute(decided).press("o");
        let picture = world.screen(80, 24);
        assert!(picture.contains("What stands: First "), "{picture}");
        assert!(picture.contains("chosen by Rose"), "{picture}");
        assert!(picture.contains("Done"), "{picture}");
    }

    #[test]
    fn somebody_is_put_first_and_who_chose_it_is_recorded() {
        let mut world = World::conference().press("o");
        insta::assert_snapshot!("order_80x24", world.screen(80, 24));
        insta::assert_snapshot!("order_120x40", world.screen(120, 40));
        let world = world.press("down down enter down down down enter end enter");
        let case = world.app.model().case().unwrap();
        assert_eq!(case.speakers()[0].details.name, "Ann");
        let session = case.session.as_ref().unwrap();
        let chosen_by = session.order_chosen_by.and_then(|id| case.person(id));
        assert_eq!(chosen_by.unwrap().details.name, "Rose");
    }

    #[test]
    fn people_swap_and_an_optional_stage_is_left_out() {
        let world = World::conference().press("o ] down down down enter");
        let world = world.press("end enter");
        let case = world.app.model().case().unwrap();
        assert_eq!(case.speakers()[0].details.name, "Tom");
        assert!(
            !case
                .stages()
                .iter()
                .any(|stage| stage.id.as_str() == "happened")
        );
    }
}
