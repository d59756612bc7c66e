//! Checks before the next stage, one at a time: yes, or no with a reason.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, GateBefore, LONGEST_REASON, Refusal};
use crate::script::{GateId, Severity, StageId};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{Numbered, TextLine, Way};

use super::asking::{Asking, Below, apart};

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
    /// What waited for the checks and is tried again after them.
    then: Option<Command>,
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
            then: model.refused.clone(),
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

    fn answer(&mut self, met: bool, reason: Option<String>, model: &Model) -> Vec<Effect> {
        let checks = self.checks(model);
        let Some(asked) = checks.get(self.list.selected) else {
            return vec![Effect::Pop];
        };
        let command = Command::AnswerGate {
            gate: asked.id.clone(),
            met,
            reason,
        };
        match model.refusal_of(&command) {
            Some(Refusal::ReasonMissing) if self.reason.is_none() => {
                self.reason = Some(TextLine::new("", LONGEST_REASON));
                return Vec::new();
            }
            Some(refusal) => return vec![Effect::Refuse(refusal)],
            None => {}
        }
        self.reason = None;
        let mut effects = vec![Effect::Execute(command)];
        let stays_open = !met && asked.severity == Severity::Legal;
        if stays_open {
            let refusal = Refusal::LegalGate(asked.id.clone());
            effects.push(Effect::Refuse(refusal));
            return effects;
        }
        let here = self.list.selected;
        let (before, after) = checks.split_at(here);
        let open = |checks: &[GateBefore]| checks.iter().position(GateBefore::is_open);
        let next = open(&after[1..])
            .map(|place| here + 1 + place)
            .or_else(|| open(before));
        if let Some(place) = next {
            self.list.selected = place;
        } else {
            effects.push(Effect::Pop);
            effects.extend(self.then.take().map(Effect::Execute));
        }
        effects
    }

    fn about(&self, check: &GateBefore, count: usize, model: &Model) -> Vec<(String, Role)> {
        let meeting = model
            .case()
            .map_or("meeting", |case| case.script.vocabulary.session.as_str());
        let number = self.list.selected + 1;
        let mut about = vec![
            (format!("Check {number} of {count}"), Role::Quiet),
            (String::new(), Role::Text),
            (check.check.clone(), Role::Strong),
            (String::new(), Role::Text),
            (check.hint.clone(), Role::Text),
            (severity(check.severity, meeting), Role::Quiet),
            (String::new(), Role::Text),
        ];
        match (&self.reason, check.met, &check.reason) {
            (Some(_), _, _) => about.push((
                "Not so. Why do you go on all the same?".to_owned(),
                Role::Strong,
            )),
            (None, None, _) => {
                let (yes, no) = yes_and_no(model);
                let ask = format!("Is it so?   {yes} yes   {no} no");
                about.push((ask, Role::Strong));
            }
            (None, Some(true), _) => about.push(("Answered: yes.".to_owned(), Role::Text)),
            (None, Some(false), Some(reason)) => {
                about.push((
                    format!("Answered: no. Going on because: {reason}"),
                    Role::Text,
                ));
            }
            (None, Some(false), None) if check.severity == Severity::Legal => {
                let (yes, _) = yes_and_no(model);
                let leave = model.keymap.key_in(Action::Leave, &[Context::Overlay]);
                let instead = format!(
                    "Answered: no. Put it right and press {yes}; or {} to put the meeting off, or \
                     to end it.",
                    leave.unwrap_or_default()
                );
                about.push((instead, Role::Strong));
            }
            (None, Some(false), None) => about.push(("Answered: no.".to_owned(), Role::Text)),
        }
        about
    }
}

/// The stage that a check stands before, in which round; also one that people go to once more.
fn place_of(case: &Case, gate: &GateId) -> Option<(StageId, u16)> {
    let round = case.session.as_ref()?.round;
    let turns = case.itinerary().into_iter();
    let now = turns.map(|turn| (turn.key.stage, turn.key.round));
    let again = case
        .stages()
        .into_iter()
        .map(|stage| (stage.id.clone(), round + 1));
    now.chain(again).find(|(id, round)| {
        let stage = case.session_kind().and_then(|kind| kind.stage(id));
        stage.is_some_and(|stage| {
            let checks = case.gates_before(stage, *round);
            checks.iter().any(|check| &check.id == gate)
        })
    })
}

/// The keys that answer yes and no.
fn yes_and_no(model: &Model) -> (String, String) {
    let key = |action| model.keymap.key_in(action, &[Context::Answering]);
    let (yes, no) = (key(Action::Yes), key(Action::No));
    (yes.unwrap_or_default(), no.unwrap_or_default())
}

fn severity(severity: Severity, meeting: &str) -> String {
    match severity {
        Severity::Info => "Worth a thought; nothing waits for it.".to_owned(),
        Severity::Confirm => "You may go on without it, with a reason.".to_owned(),
        Severity::Legal => format!("The {meeting} would not count without it."),
    }
}

/// How a check was answered, in one word.
fn answered(check: &GateBefore) -> &'static str {
    match (check.met, check.severity) {
        (Some(true), _) => "yes",
        (Some(false), _) => "no",
        (None, Severity::Info) => "",
        (None, Severity::Confirm | Severity::Legal) => "to ask",
    }
}

impl Layer for Gate {
    fn title(&self, _model: &Model) -> String {
        "Before the next stage".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        if self.reason.is_some() {
            &[Context::Text, Context::Overlay]
        } else {
            &[Context::Answering, Context::List, Context::Overlay]
        }
    }

    fn is_typing(&self) -> bool {
        self.reason.is_some()
    }

    fn half_typed(&self) -> Option<String> {
        self.reason.as_ref().and_then(TextLine::half_typed)
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        match action {
            Action::Choose => Use::Absent,
            Action::Down if self.checks(model).len() > 1 => Use::Called("next check"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if let Some(reason) = &self.reason {
            return match action {
                Action::Accept => {
                    let reason = reason.text().trim().to_owned();
                    self.answer(false, Some(reason), model)
                }
                Action::Close => {
                    self.reason = None;
                    Vec::new()
                }
                _ => Vec::new(),
            };
        }
        if self.list.act(action, self.checks(model).len()) {
            return Vec::new();
        }
        match action {
            Action::Yes => self.answer(true, None, model),
            Action::No => self.answer(false, None, model),
            Action::Choose => {
                let (yes, no) = yes_and_no(model);
                let said = format!("{yes} answers yes, {no} answers no.");
                vec![Effect::Say(Message::done(said))]
            }
            Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, model: &Model) -> Vec<Effect> {
        if let Some(reason) = &mut self.reason {
            if reason.refuses(key) {
                return vec![Effect::Refuse(Refusal::ReasonTooLong)];
            }
            reason.type_key(key);
        } else {
            self.list.take_number(key, self.checks(model).len());
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        let fits = self.reason.as_mut().is_none_or(|reason| reason.paste(text));
        if fits {
            Vec::new()
        } else {
            vec![Effect::Say(Message::refused(
                "That is too long for a reason.",
            ))]
        }
    }

    /// Somebody may have come in, or gone out, so that a check is no longer asked.
    fn refresh(&mut self, model: &Model) {
        let last = self.checks(model).len().saturating_sub(1);
        self.list.selected = self.list.selected.min(last);
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
        let area = apart("A check", model, frame, area);
        // The list of all checks folds away first.
        let about = self.about(check, checks.len(), model);
        let has_room = checks.len() > 1 && usize::from(area.height) > about.len() + 7;
        let ways: Vec<Way> = checks
            .iter()
            .filter(|_| has_room)
            .map(|check| Way::new(format!("{:<8}{}", answered(check), check.check), ""))
            .collect();
        let below = match &self.reason {
            Some(reason) => {
                let said = "Enter goes on with this reason; Esc takes the no back.";
                Below::Line(reason, said.to_owned())
            }
            None => Below::Ways(&ways, self.list),
        };
        let asking = Asking {
            title: &title,
            about,
            below,
        };
        asking.draw(model.theme, frame, area);
    }
}

#[cfg(test)]
mod tests;
