//! What people decided, and whose choice it was.

mod unproven;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, PersonId, Refusal};
use crate::script::{Decision as Point, DecisionOutcome, Outcome, Then, in_one_line};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, PutOff, Question, ScreenRequest};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{Numbered, Way};

use super::asking::{Asking, Below, by_enter};
use unproven::first;
pub(super) use unproven::{missing, not_signed};

/// What people decided.
#[derive(Debug)]
pub struct Decision {
    point: Point,
    list: Numbered,
    /// The outcome that was chosen, while it is asked whose choice it was.
    chosen: Option<usize>,
    by: Numbered,
}

impl Decision {
    /// Asks what was decided at the cue on the screen; nothing where nothing is decided there.
    pub fn new(model: &Model) -> Option<Self> {
        let case = model.case()?;
        let (_, prompt) = case.current()?;
        let point = prompt.decision.clone()?;
        // Where something can only be said if it is so, what is so is offered first.
        let so = |outcome: &DecisionOutcome| {
            !matches!(
                refused(&point, outcome, model),
                Some(Refusal::NothingNewAgreed | Refusal::AgreementStands)
            )
        };
        let mut list = Numbered::default();
        list.selected = point.outcomes.iter().position(so).unwrap_or(0);
        Some(Self {
            point,
            list,
            chosen: None,
            by: Numbered::default(),
        })
    }

    /// Everybody whose choice it can be, in the order of speaking.
    fn choosers(&self, case: &Case) -> Vec<PersonId> {
        let holders = self.point.chosen_by.as_ref().map(|role| case.holders(role));
        let people = holders.unwrap_or_default().into_iter();
        people.map(|person| person.id).collect()
    }

    /// What was chosen the last time this was asked; the same cue may come round again.
    fn chosen_before(&self, case: &Case, model: &Model) -> Option<String> {
        let decided = case.session.as_ref()?.decisions.get(&self.point.id)?;
        let mut outcomes = self.point.outcomes.iter();
        let outcome = outcomes.find(|known| known.id == decided.0)?;
        let label = model.filled(&outcome.label, None);
        Some(format!("Chosen the last time: {label}"))
    }

    fn choose(&mut self, model: &Model) -> Vec<Effect> {
        let selected = self.list.selected;
        let asks = model
            .case()
            .is_some_and(|case| !self.choosers(case).is_empty());
        if asks {
            self.chosen = Some(selected);
            return Vec::new();
        }
        self.decide(selected, None, model)
    }

    fn choose_by(&mut self, model: &Model) -> Vec<Effect> {
        let choosers = model.case().map(|case| self.choosers(case));
        let by = choosers.unwrap_or_default().get(self.by.selected).copied();
        match self.chosen {
            Some(chosen) => self.decide(chosen, by, model),
            None => Vec::new(),
        }
    }

    fn decide(&self, place: usize, by: Option<PersonId>, model: &Model) -> Vec<Effect> {
        let Some(outcome) = self.point.outcomes.get(place) else {
            return vec![Effect::Pop];
        };
        let command = Command::Decide {
            decision: self.point.id.clone(),
            outcome: outcome.id.clone(),
            by,
            until: None,
        };
        if let Some(refusal @ Refusal::NoClosedAgreement) = model.refusal_of(&command) {
            return vec![
                Effect::Open(ScreenRequest::Closing),
                Effect::Refuse(refusal),
            ];
        }
        if let Some(refusal @ (Refusal::NothingNewAgreed | Refusal::AgreementStands)) =
            model.refusal_of(&command)
        {
            return vec![Effect::Refuse(refusal)];
        }
        let decide = Effect::Execute(command);
        let case = model.case();
        let claim = case.and_then(|case| case.not_borne_out(&self.point.id, &outcome.id));
        let missing = claim.map(|claim| missing(claim, model));
        let unsigned = || not_signed(model).filter(|_| outcome.outcome == Some(Outcome::Agreement));
        if let Some((ask, about)) = missing.or_else(unsigned) {
            let (no, otherwise) = first(claim);
            let question = Question {
                ask,
                about,
                yes: "So it was decided all the same".to_owned(),
                no: no.to_owned(),
                then: vec![decide],
                otherwise,
            };
            let ask = Effect::Push(OverlayRequest::Confirm(Box::new(question)));
            return vec![Effect::Pop, ask];
        }
        if outcome.then == Then::Adjourn {
            let put_off = PutOff::ByDecision {
                decision: self.point.id.clone(),
                outcome: outcome.id.clone(),
                by,
            };
            let ask = OverlayRequest::AnotherDay(put_off);
            return vec![Effect::Pop, Effect::Push(ask)];
        }
        let Some(about) = stays(outcome, way_out(outcome, model).is_some()) else {
            return vec![Effect::Pop, decide];
        };
        let question = Question {
            ask: model.filled(&outcome.label, None),
            about: about.to_owned(),
            yes: "Yes, so it was decided".to_owned(),
            no: "Not yet".to_owned(),
            then: vec![decide],
            otherwise: Vec::new(),
        };
        let ask = Effect::Push(OverlayRequest::Confirm(Box::new(question)));
        vec![Effect::Pop, ask]
    }

    fn ways(&self, model: &Model) -> Vec<Way> {
        let outcomes = self.point.outcomes.iter();
        outcomes
            .map(|outcome| {
                let label = model.filled(&outcome.label, None);
                match refused(&self.point, outcome, model) {
                    Some(refusal @ (Refusal::NothingNewAgreed | Refusal::AgreementStands)) => {
                        Way::refused(label, refusal)
                    }
                    Some(_) | None => Way::new(label, leads_to(outcome, model)),
                }
            })
            .collect()
    }

    fn ways_by(&self, case: &Case) -> Vec<Way> {
        let people = self.choosers(case).into_iter();
        let mut ways: Vec<Way> = people
            .map(|id| Way::new(told_apart(case, id), ""))
            .collect();
        ways.push(Way::new("Nobody alone, or somebody else", ""));
        ways
    }
}

/// Why it cannot have been decided so.
fn refused(point: &Point, outcome: &DecisionOutcome, model: &Model) -> Option<Refusal> {
    model.refusal_of(&Command::Decide {
        decision: point.id.clone(),
        outcome: outcome.id.clone(),
        by: None,
        until: None,
    })
}

/// What a choice means that cannot be taken back; nothing where it can, as where it leads on to what
/// whoever runs the meeting is asked alone.
fn stays(outcome: &DecisionOutcome, leads_on: bool) -> Option<&'static str> {
    match outcome.then {
        Then::GoOn | Then::GoTo | Then::TimeOut | Then::Adjourn => None,
        Then::ChangeMethod if leads_on => None,
        Then::ChangeMethod => {
            Some("This meeting ends here; the case stays open. It is recorded as ended early.")
        }
        Then::End => Some("The meeting ends here. What is still to be asked comes next."),
    }
}

/// The stage by which the meeting comes to its end where it is to go on in another way.
fn way_out(outcome: &DecisionOutcome, model: &Model) -> Option<String> {
    let case = model.case()?;
    let (stage, _) = case.current()?;
    let turn = case.way_out(&stage.id, outcome)?;
    let (stage, _) = case.prompt_of(&turn)?;
    Some(stage.title.clone())
}

/// Where a choice leads, in a few words.
fn leads_to(outcome: &DecisionOutcome, model: &Model) -> String {
    match outcome.then {
        Then::GoOn => String::new(),
        Then::GoTo => {
            let kind = model.case().and_then(|case| case.session_kind());
            let stage = kind.and_then(|kind| kind.stage(outcome.stage.as_ref()?));
            stage.map_or_else(String::new, |stage| format!("Goes to \"{}\".", stage.title))
        }
        Then::TimeOut => "A time-out begins.".to_owned(),
        Then::Adjourn => "The meeting stops for today; asks for the day.".to_owned(),
        Then::ChangeMethod => match way_out(outcome, model) {
            Some(stage) => format!("Goes to \"{stage}\"; the case stays open."),
            None => "This meeting ends; the case stays open.".to_owned(),
        },
        Then::End => outcome.outcome.map_or_else(String::new, |end| {
            let kind = model.case().and_then(|case| case.session_kind());
            let title = kind.map_or(end.title(), |kind| kind.title_of(end));
            format!("The meeting ends: {}.", title.to_lowercase())
        }),
    }
}

impl Layer for Decision {
    fn title(&self, _model: &Model) -> String {
        match self.chosen {
            None => "What was decided?".to_owned(),
            Some(_) => "Whose choice was it?".to_owned(),
        }
    }

    fn contexts(&self) -> &'static [Context] {
        match self.chosen {
            None => &[
                Context::Deciding,
                Context::Unhurried,
                Context::List,
                Context::Overlay,
            ],
            Some(_) => &[Context::Unhurried, Context::List, Context::Overlay],
        }
    }

    fn use_of(&self, action: Action, _model: &Model) -> Use {
        match action {
            Action::Skip => Use::Called("leave it out"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return vec![Effect::Pop];
        };
        let choosers = self.choosers(case).len() + 1;
        let moved = match self.chosen {
            None => self.list.act(action, self.point.outcomes.len()),
            Some(_) => self.by.act(action, choosers),
        };
        match (action, self.chosen) {
            _ if moved => Vec::new(),
            (Action::Choose, None) => self.choose(model),
            (Action::Choose, Some(_)) => self.choose_by(model),
            (Action::ClickAgain, _) => vec![Effect::Say(Message::done(by_enter(model)))],
            (Action::Skip, None) => vec![Effect::Pop, Effect::Push(OverlayRequest::Skip)],
            (Action::Close, None) => vec![Effect::Pop],
            (Action::Close, Some(_)) => {
                self.chosen = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        let choosers = self.choosers(case).len() + 1;
        // A number only selects, as in every list: what is decided is decided with Enter.
        match self.chosen {
            None => self.list.take_number(key, self.point.outcomes.len()),
            Some(_) => self.by.take_number(key, choosers),
        };
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let cue = case
            .current()
            .map(|(_, prompt)| model.said(prompt, None).cue);
        let (about, ways, list) = match self.chosen.and_then(|place| self.point.outcomes.get(place))
        {
            None => (
                in_one_line(&cue.unwrap_or_default()),
                self.ways(model),
                self.list,
            ),
            Some(outcome) => (
                model.filled(&outcome.label, None),
                self.ways_by(case),
                self.by,
            ),
        };
        let mut about = vec![(about, Role::Strong)];
        let before = self.chosen_before(case, model);
        about.extend(before.map(|before| (before, Role::Quiet)));
        let asking = Asking {
            title: &self.title(model),
            about,
            below: Below::Ways(&ways, list),
        };
        asking.draw(model.theme, frame, area);
    }
}

#[cfg(test)]
mod tests;
