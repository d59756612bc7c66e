//! Checks before the next stage, one at a time: yes, or no with a reason.

mod asker;
mod place;
mod recorded;
#[cfg(test)]
mod tests;
mod words;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, GateBefore, LONGEST_NAME, LONGEST_REASON, PauseKind, Refusal};
use crate::script::{GateId, Severity, StageId};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::widget::{Numbered, TextLine, Way};

use super::asking::{Asking, Below, apart};
use asker::Asker;
use place::place_of;
use words::{by_which_keys, is_consent, not_by_clicker, not_counted};

/// Checks before the next stage.
#[derive(Debug)]
pub struct Gate {
    /// What going on waits for.
    waiting: Vec<GateId>,
    /// The stage that they stand before, and which time round; not known where only a
    /// decision that waits for them leads there.
    place: Option<(StageId, u16)>,
    /// The check that is asked now.
    list: Numbered,
    /// Why it goes on all the same, while it is being typed.
    reason: Option<TextLine>,
    /// Who decides to go on all the same, while that is asked and after.
    decider: Option<TextLine>,
    /// Who asked for the consents that are answered here.
    asker: Box<Asker>,
    /// The check that comes after the one that was answered just now: where what was asked is
    /// asked no more, the others move up.
    asked_next: Option<GateId>,
    /// What waited for the checks and is tried again after them.
    then: Option<Command>,
    /// Whether it is shown what is asked of people alone; in a time-out at once, for nobody but
    /// the facilitator looks at it then.
    shows_alone: bool,
    /// The check whose answer is shown: the one that was answered just now, or asked about.
    answer_of: Option<GateId>,
}

impl Gate {
    /// Asks the checks of the stage that one of these stands before.
    pub fn new(gates: &[GateId], model: &Model) -> Option<Self> {
        let case = model.case()?;
        let first = gates.first()?;
        let mut gate = Self {
            waiting: gates.to_vec(),
            place: place_of(case, first),
            list: Numbered::default(),
            reason: None,
            decider: None,
            asker: Box::default(),
            asked_next: None,
            then: model.refused.clone(),
            shows_alone: model.pause() == Some(PauseKind::TimeOut),
            answer_of: None,
        };
        let checks = gate.checks(model);
        let place = checks.iter().position(|check| &check.id == first);
        gate.list.selected = place.unwrap_or(0);
        Some(gate)
    }

    /// Everything that is asked before the stage, and whatever else going on waits for.
    fn checks(&self, model: &Model) -> Vec<GateBefore> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        let stage = self.place.as_ref().and_then(|(stage, round)| {
            let stage = case.session_kind()?.stage(stage)?;
            Some(case.gates_before(stage, *round))
        });
        let mut checks = stage.unwrap_or_default();
        let others = self.waiting.iter().filter_map(|id| case.gate(id));
        for other in others {
            if !checks.iter().any(|known| known.id == other.id) {
                checks.push(other);
            }
        }
        checks
    }

    /// Whether a check stands there without what is for the facilitator's eyes alone.
    fn hides(&self, check: &GateBefore, model: &Model) -> bool {
        let answer = check.met.is_some() && !is_consent(check, model);
        self.hides_all(check) || (answer && self.answer_of.as_ref() != Some(&check.id))
    }

    /// Whether not even what is asked stands there.
    fn hides_all(&self, check: &GateBefore) -> bool {
        check.asked_alone && !self.shows_alone
    }

    fn hides_selected(&self, model: &Model) -> bool {
        let checks = self.checks(model);
        let selected = checks.get(self.list.selected);
        selected.is_some_and(|check| self.hides(check, model))
    }

    /// Shows what the selected check keeps from the room.
    fn show(&mut self, model: &Model) {
        let checks = self.checks(model);
        let Some(check) = checks.get(self.list.selected) else {
            return;
        };
        if self.hides_all(check) {
            self.shows_alone = true;
        } else {
            self.answer_of = Some(check.id.clone());
        }
    }

    fn answer(&mut self, met: bool, reason: Option<String>, model: &Model) -> Vec<Effect> {
        let checks = self.checks(model);
        let Some(asked) = checks.get(self.list.selected) else {
            return vec![Effect::Pop];
        };
        // Nobody answers what they cannot read.
        if self.hides_all(asked) {
            self.show(model);
            return Vec::new();
        }
        self.answer_of = Some(asked.id.clone());
        let legal = asked.severity == Severity::Legal;
        let is_consent = is_consent(asked, model);
        let goes_on = match asked.severity {
            Severity::Info => false,
            Severity::Confirm => asked.is_open(),
            // A first no to what the meeting needs is an answer, and nothing follows yet.
            Severity::Legal => asked.met == Some(false) && !is_consent,
        };
        if !met && goes_on && self.decider.is_none() {
            self.ask_who_decides(model);
            return Vec::new();
        }
        let command = match (&self.decider, reason) {
            (Some(decider), Some(reason)) => Command::GoOnWithout {
                gate: asked.id.clone(),
                by: decider.text().to_owned(),
                reason,
            },
            // It was answered, so that nothing waits for it: the answer is taken back first.
            (None, None) if !met && asked.severity == Severity::Confirm => {
                return vec![Effect::Refuse(Refusal::CheckNotOpen)];
            }
            (_, reason) => {
                self.asker
                    .command(asked, met, model)
                    .unwrap_or_else(|| Command::AnswerGate {
                        gate: asked.id.clone(),
                        met,
                        reason,
                    })
            }
        };
        if let Some(refusal) = model.refusal_of(&command) {
            return vec![Effect::Refuse(refusal)];
        }
        self.reason = None;
        let gone_on = self.decider.take().is_some();
        let mut effects = vec![Effect::Execute(command)];
        if !met && is_consent && !gone_on {
            // What follows from a no is asked next.
            effects.push(Effect::Pop);
            effects.extend(self.then.take().map(Effect::Execute));
            return effects;
        }
        if !met && legal && !gone_on {
            let refusal = Refusal::LegalGate(asked.id.clone());
            effects.push(Effect::Refuse(refusal));
            return effects;
        }
        effects.extend(self.next(&checks));
        if gone_on && legal {
            effects.push(Effect::Say(Message::done(not_counted(model))));
        }
        effects
    }

    /// Asks who decides to go on all the same.
    fn ask_who_decides(&mut self, model: &Model) {
        let name = model.case().map(Case::name_of_who_runs_it);
        let line = TextLine::new(&name.unwrap_or_default(), LONGEST_NAME);
        self.decider = Some(line);
    }

    fn typed(&mut self) -> Option<&mut TextLine> {
        let line = self.reason.as_mut().or(self.decider.as_mut());
        line.or(self.asker.line.as_mut())
    }

    /// The check that is asked now, where it is somebody's consent.
    fn asks_for_consent(&self, model: &Model) -> bool {
        let checks = self.checks(model);
        let asked = checks.get(self.list.selected);
        asked.is_some_and(|asked| is_consent(asked, model))
    }

    /// Goes to the next check that nobody answered, or does what waited for all of them. Also one
    /// that nothing waits for has its turn: it would look as if it had been answered.
    fn next(&mut self, checks: &[GateBefore]) -> Vec<Effect> {
        let (before, after) = checks.split_at(self.list.selected);
        let later = after.iter().skip(1);
        let later = later
            .clone()
            .find(|check| check.met.is_none() || check.is_open());
        if let Some(next) = later.or_else(|| before.iter().find(|check| check.is_open())) {
            self.asked_next = Some(next.id.clone());
            return Vec::new();
        }
        let mut effects = vec![Effect::Pop];
        effects.extend(self.then.take().map(Effect::Execute));
        effects
    }
}

impl Layer for Gate {
    fn title(&self, _model: &Model) -> String {
        "Before the next stage".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        if self.is_typing() {
            &[Context::Text, Context::Overlay]
        } else {
            &[
                Context::Answering,
                Context::Checking,
                Context::Unhurried,
                Context::List,
                Context::Overlay,
            ]
        }
    }

    fn is_typing(&self) -> bool {
        self.reason.is_some() || self.decider.is_some() || self.asker.is_typed()
    }

    fn half_typed(&self) -> Option<String> {
        self.reason.as_ref().and_then(TextLine::half_typed)
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        match action {
            Action::Choose if self.hides_selected(model) => Use::Called("show it"),
            Action::Choose if self.asks_for_consent(model) => Use::Called("not asked"),
            Action::Choose if self.not_so(model).is_some() => Use::Called("put it down"),
            Action::Choose => Use::Absent,
            Action::Change if self.hides_selected(model) || !self.asks_for_consent(model) => {
                Use::Absent
            }
            Action::Down if self.checks(model).len() > 1 => Use::Called("next check"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.asker.is_typed() {
            return self.asker.act(action);
        }
        if let Some(reason) = &self.reason {
            return match action {
                Action::Accept => {
                    let reason = reason.text().trim().to_owned();
                    self.answer(false, Some(reason), model)
                }
                Action::Close => {
                    self.reason = None;
                    self.decider = None;
                    Vec::new()
                }
                _ => Vec::new(),
            };
        }
        if let Some(decider) = &self.decider {
            return match action {
                Action::Accept if decider.text().trim().is_empty() => {
                    vec![Effect::Refuse(Refusal::DeciderMissing)]
                }
                Action::Accept => {
                    self.reason = Some(TextLine::new("", LONGEST_REASON));
                    Vec::new()
                }
                Action::Close => {
                    self.decider = None;
                    Vec::new()
                }
                _ => Vec::new(),
            };
        }
        if self.list.act(action, self.checks(model).len()) {
            self.answer_of = None;
            return Vec::new();
        }
        match action {
            Action::ClickAgain => vec![Effect::Say(Message::done(not_by_clicker(model)))],
            Action::Choose if self.hides_selected(model) => {
                self.show(model);
                Vec::new()
            }
            Action::Yes => self.answer(true, None, model),
            Action::No => self.answer(false, None, model),
            Action::Choose if self.asks_for_consent(model) => {
                self.ask_who_decides(model);
                Vec::new()
            }
            Action::Choose if self.not_so(model).is_some() => self.put_it_down(model),
            Action::Choose => vec![Effect::Say(Message::done(by_which_keys(model)))],
            Action::Change if self.asks_for_consent(model) => {
                self.asker.begin(model);
                Vec::new()
            }
            Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, model: &Model) -> Vec<Effect> {
        if let Some(line) = self.typed() {
            if line.refuses(key) {
                return vec![Effect::Refuse(Refusal::ReasonTooLong)];
            }
            line.type_key(key);
        } else {
            self.list.take_number(key, self.checks(model).len());
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        if self.typed().is_none_or(|line| line.paste(text)) {
            return Vec::new();
        }
        let said = "That is too long for a reason.";
        vec![Effect::Say(Message::refused(said))]
    }

    /// Somebody may have come in, or gone out, so that a check is no longer asked.
    fn refresh(&mut self, model: &Model) {
        let checks = self.checks(model);
        let next = self.asked_next.take();
        let next = next.and_then(|next| checks.iter().position(|check| check.id == next));
        let selected = next.unwrap_or(self.list.selected);
        self.list.selected = selected.min(checks.len().saturating_sub(1));
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let checks = self.checks(model);
        let Some(check) = checks.get(self.list.selected) else {
            return;
        };
        let stage = model
            .case()
            .and_then(|case| case.session_kind()?.stage(&self.place.as_ref()?.0));
        let title = stage.map_or(self.title(model), |stage| {
            format!("Before \"{}\"", stage.title)
        });
        let rows = checks.iter().map(|check| self.row(check, model));
        let mut ways: Vec<Way> = rows.map(|row| Way::new(row, "")).collect();
        if let [_] = ways.as_slice() {
            ways.clear();
        }
        let below = match (&self.reason, &self.decider) {
            (Some(reason), _) => {
                let said = "Enter goes on with this reason; Esc takes the no back.";
                Below::Line(reason, said.to_owned())
            }
            (None, Some(decider)) => {
                let said = "Their name; Enter asks why. Esc goes back to the check.";
                Below::Line(decider, said.to_owned())
            }
            (None, None) => self.asker.below(Below::Rest(&ways, self.list)),
        };
        let asking = Asking {
            title: &title,
            about: self.about(check, checks.len(), model),
            below,
        };
        // Where the lower part of the screen is too small for all that is asked, it takes the whole.
        let lower = apart("A check", model, frame, area);
        let place = if asking.fits(lower) { lower } else { area };
        asking.draw(model.theme, frame, place);
    }
}
