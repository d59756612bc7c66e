//! Forms on which people say how it was: printed, and typed in by somebody who did not run the
//! meeting. What was answered leaves this screen for the box of all answers and is not shown again.

mod draw;
#[cfg(test)]
mod tests;
mod typing;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::Case;
use crate::script::{Evaluation, RoleKind};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::widget::{FormKey, List, STILL_TO_BE_SAID};

use typing::Typing;

/// Why nothing is typed in yet.
pub(super) const NOBODY_MET: &str = "No meeting of this case has ended yet.";
/// Why a form cannot be printed or typed in here.
const NO_FORM: &str = "This script names no form.";

/// Whether the script of the open case names a form.
pub(super) fn asks_how_it_was(model: &Model) -> bool {
    let case = model.case();
    case.is_some_and(|case| !case.script.evaluations.is_empty())
}

/// The forms of the open case.
#[derive(Debug, Default)]
pub struct Evaluations {
    list: List,
    /// The form that is being typed in.
    typing: Option<Typing>,
}

/// The forms that the script names and that there are, in its order, as far as somebody of this
/// case may fill them in.
fn forms<'a>(case: &Case, model: &'a Model) -> Vec<&'a Evaluation> {
    let named = case.script.evaluations.iter();
    let known = named.filter_map(|id| model.evaluations.iter().find(|form| &form.id == id));
    known.collect()
}

/// As what people of this case may fill a form in.
fn kinds(form: &Evaluation, case: &Case) -> Vec<RoleKind> {
    let known = |kind: &&RoleKind| case.script.roles.iter().any(|role| role.kind == **kind);
    form.who.iter().filter(known).copied().collect()
}

impl Evaluations {
    fn selected<'a>(&self, model: &'a Model) -> Option<&'a Evaluation> {
        let case = model.case()?;
        forms(case, model).get(self.list.selected).copied()
    }

    fn rows(model: &Model) -> usize {
        model.case().map_or(0, |case| forms(case, model).len())
    }

    fn begin(&mut self, model: &Model) -> Vec<Effect> {
        let (Some(case), Some(form)) = (model.case(), self.selected(model)) else {
            return vec![Effect::Say(Message::refused(NO_FORM))];
        };
        if !case.has_met() {
            return vec![Effect::Say(Message::refused(NOBODY_MET))];
        }
        self.typing = Some(Typing::new(form, case, model.today()));
        Vec::new()
    }

    fn act_in_form(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let (Some(typing), Some(case)) = (&mut self.typing, model.case()) else {
            return Vec::new();
        };
        match typing.form.act(action) {
            FormKey::Done => typing.done(case, model),
            FormKey::StillToBeSaid => vec![Effect::Say(Message::refused(STILL_TO_BE_SAID))],
            FormKey::Other if action == Action::Close => {
                if typing.form.is_changed() && !typing.warned {
                    typing.warned = true;
                    let said = "Ctrl-S keeps this. Esc once more lets it go.";
                    return vec![Effect::Say(Message::done(said))];
                }
                self.typing = None;
                Vec::new()
            }
            FormKey::Taken | FormKey::Other => {
                typing.warned = false;
                Vec::new()
            }
        }
    }
}

impl Layer for Evaluations {
    fn title(&self, model: &Model) -> String {
        let reference = model.case().map_or("", |case| case.reference.as_str());
        format!("{reference}{}How it was for people", model.theme.dot())
    }

    fn contexts(&self) -> &'static [Context] {
        match self.typing {
            Some(_) => &[Context::Form],
            None => &[Context::Evaluations, Context::List],
        }
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        if self.typing.is_some() {
            return Use::Live;
        }
        let met = model.case().is_some_and(Case::has_met);
        match (action, self.selected(model)) {
            (Action::Choose | Action::PrintForm, None) => Use::Idle(NO_FORM),
            (Action::Choose, Some(_)) if !met => Use::Idle(NOBODY_MET),
            (Action::Choose, Some(_)) => Use::Way("type one in"),
            (Action::Close, _) => Use::Way("back"),
            _ => Use::Live,
        }
    }

    fn is_typing(&self) -> bool {
        let typing = self.typing.as_ref();
        typing.is_some_and(|typing| typing.form.is_typing())
    }

    /// Nothing that was half-typed is kept: a draft lies in the folder of the case, and no answer
    /// may ever stand there.
    fn half_typed(&self) -> Option<String> {
        None
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.typing.is_some() {
            return self.act_in_form(action, model);
        }
        if self.list.act(action, Self::rows(model)) {
            return Vec::new();
        }
        match (action, self.selected(model)) {
            (Action::Choose, _) => self.begin(model),
            (Action::PrintForm, Some(form)) => vec![Effect::PrintForm(form.id.clone())],
            (Action::PrintForm, None) => vec![Effect::Say(Message::refused(NO_FORM))],
            (Action::Close, _) => vec![Effect::Back],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, model: &Model) -> Vec<Effect> {
        let (Some(typing), Some(case)) = (&mut self.typing, model.case()) else {
            return Vec::new();
        };
        typing.warned = false;
        if typing.form.refuses(key) {
            let said = "This answer is full.";
            return vec![Effect::Say(Message::refused(said))];
        }
        typing.form.type_key(key);
        typing.follow_person(case);
        Vec::new()
    }

    fn room_for_paste(&self) -> usize {
        0
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        let fits = self
            .typing
            .as_mut()
            .is_none_or(|typing| typing.form.paste(text));
        if fits {
            Vec::new()
        } else {
            let said = "That is longer than an answer can be. Shorten it first.";
            vec![Effect::Say(Message::refused(said))]
        }
    }

    fn stands_at(&self) -> usize {
        self.list.selected
    }

    fn stand_at(&mut self, place: usize) {
        self.list.selected = place;
    }

    /// Once the case knows of the form, the answers are forgotten here.
    fn refresh(&mut self, model: &Model) {
        self.list.keep_within(Self::rows(model));
        let handed_in = model.case().map_or(0, |case| case.following.forms.len());
        self.typing.take_if(|typing| typing.before < handed_in);
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        match &self.typing {
            Some(typing) => draw::typing(typing, model, frame, area),
            None => draw::forms(self, case, model, frame, area),
        }
    }
}
