//! Messages and letters: what is carried between people who do not meet.

mod asked;
mod keys;
mod offer;
mod page;
mod questions;
#[cfg(test)]
mod sight_tests;
mod steps;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod together_tests;
mod wording;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::asked::Step;
use self::keys::{first_due, is_for_letters, probe, step_of};
use self::steps::StepForm;
use super::board::{act_anywhere, carry_out};
use crate::case::{
    CarriedKind, CarryingCommand, CarryingRefusal, Case, Command, Message, NextStep, Refusal,
};
use crate::script::RecordKind;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message as Said};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{Asked, List, Panel, inset};

/// Messages and letters.
pub struct Ledger {
    list: List,
    /// Whether letters are what this was opened for.
    letters_first: bool,
    /// The page of the selected one, from so many lines on; none while the list is shown.
    page: Option<usize>,
    form: Option<StepForm>,
}

impl Ledger {
    /// The list, at the first one for which something is to be done here.
    pub fn new(model: &Model) -> Self {
        let recorded = model.case().and_then(|case| case.current()?.1.record);
        let mut list = List::default();
        if let Some(case) = model.case() {
            list.selected = first_due(case);
        }
        let letters = model
            .case()
            .is_some_and(|case| case.script.letters.is_some());
        Self {
            list,
            letters_first: letters && recorded != Some(RecordKind::Messages),
            page: None,
            form: None,
        }
    }

    fn selected<'a>(&self, case: &'a Case) -> Option<&'a Message> {
        case.carrying.messages.get(self.list.selected)
    }

    fn open(&mut self, step: Step, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        let Some(message) = self.selected(case) else {
            return Vec::new();
        };
        if let Some(refusal) = model.refusal_of(&probe(step, message, case)) {
            return vec![Effect::Refuse(refusal)];
        }
        let today = model.now.wall.date_naive();
        self.form = Some(StepForm::of(step, message, case, today));
        Vec::new()
    }

    fn open_next(&mut self, case: &Case, model: &Model) -> Vec<Effect> {
        let Some(message) = self.selected(case) else {
            return self.add(case, model);
        };
        let step = match case.next_step(message) {
            NextStep::AgreeWording => Step::Agree,
            NextStep::GoThroughList => Step::List,
            NextStep::SecondPerson | NextStep::Check => Step::Look,
            NextStep::Consent => Step::Consent,
            NextStep::Reword => Step::Word,
            NextStep::OfferToReceiver => Step::Offer,
            NextStep::Deliver => Step::Deliver,
            NextStep::Reply => Step::Reply,
            NextStep::Answer => return self.add(case, model),
            NextStep::Talk(_) => Step::Talk,
            NextStep::Close | NextStep::OnFile => Step::Close,
            NextStep::Wait | NextStep::Closed | NextStep::NotKnownHere => {
                let text = wording::next_step(case, message);
                return vec![Effect::Say(Said::done(text))];
            }
        };
        self.open(step, model)
    }

    fn add(&mut self, case: &Case, model: &Model) -> Vec<Effect> {
        let today = model.now.wall.date_naive();
        let answered = self.selected(case);
        let answered = answered.filter(|message| case.next_step(message) == NextStep::Answer);
        let letters = answered.map_or(self.letters_first, |message| {
            message.kind != CarriedKind::Message
        });
        let answered = answered.map(|message| message.id);
        self.form = Some(StepForm::new_one(case, letters, answered, today));
        Vec::new()
    }

    fn done(&mut self, model: &Model) -> Vec<Effect> {
        let Some(form) = &mut self.form else {
            return Vec::new();
        };
        if let Some((place, why)) = form.unclear() {
            form.asking.focus = place;
            return vec![Effect::Say(Said::refused(why))];
        }
        let Some(command) = form.command() else {
            self.form = None;
            return Vec::new();
        };
        if let Some(refusal) = model.refusal_of(&command) {
            // Who looked is asked first, and the cursor goes back to that.
            if refusal == Refusal::Carrying(CarryingRefusal::OwnWork) {
                form.asking.focus = 0;
            }
            return vec![Effect::Refuse(refusal)];
        }
        if form.is_new() {
            self.list.selected = usize::MAX;
        }
        self.form = None;
        vec![Effect::Execute(command)]
    }

    fn act_in_form(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let Some(form) = &mut self.form else {
            return Vec::new();
        };
        if action == Action::Close {
            if form.asking.half_typed().is_some() && !form.warned {
                form.warned = true;
                let warning = "Ctrl-S keeps these words. Esc once more lets them go.";
                return vec![Effect::Say(Said::done(warning))];
            }
            self.form = None;
            return Vec::new();
        }
        form.warned = false;
        match form.asking.act(action) {
            Asked::Taken if form.is_left_unwritten(action) => {
                self.form = None;
                vec![Effect::Say(Said::done("Nothing of it is written down."))]
            }
            Asked::Done => self.done(model),
            Asked::Refused(why) => vec![Effect::Say(Said::refused(why))],
            Asked::Taken | Asked::Other => Vec::new(),
        }
    }

    fn act_on_page(&mut self, action: Action, model: &Model) -> bool {
        let (Some(from), Some(case)) = (&mut self.page, model.case()) else {
            return false;
        };
        let columns = usize::from(model.size.0.saturating_sub(4));
        let message = case.carrying.messages.get(self.list.selected);
        let last = message.map_or(0, |message| page::length(case, message, columns));
        let target = match action {
            Action::Up => from.saturating_sub(1),
            Action::Down => *from + 1,
            Action::PageUp => from.saturating_sub(8),
            Action::PageDown => *from + 8,
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        };
        *from = target.min(last.saturating_sub(1));
        true
    }

    fn turn_page(&mut self, case: &Case) {
        let there = self.selected(case).is_some();
        self.page = match self.page {
            None if there => Some(0),
            Some(_) | None => None,
        };
    }
}

impl Layer for Ledger {
    fn title(&self, model: &Model) -> String {
        let letters = model
            .case()
            .is_some_and(|case| case.script.letters.is_some());
        if letters {
            "Messages and letters".to_owned()
        } else {
            "Messages".to_owned()
        }
    }

    fn contexts(&self) -> &'static [Context] {
        if self.form.is_some() {
            &[Context::Form]
        } else {
            &[Context::Ledger, Context::List]
        }
    }

    fn is_typing(&self) -> bool {
        self.form
            .as_ref()
            .is_some_and(|form| form.asking.is_typing())
    }

    fn half_typed(&self) -> Option<String> {
        self.form.as_ref().and_then(|form| form.asking.half_typed())
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        if self.form.is_some() {
            return Use::Live;
        }
        let Some(case) = model.case() else {
            return Use::Absent;
        };
        let letters = case.script.letters.is_some();
        if is_for_letters(action) && !letters {
            return Use::Absent;
        }
        let step = step_of(action);
        let Some(message) = self.selected(case) else {
            let of_one = step.is_some() || matches!(action, Action::HoldMessage | Action::NextPane);
            return match action {
                Action::Choose => Use::Called("first one"),
                _ if of_one => Use::Idle("Nothing is carried yet."),
                _ => Use::Live,
            };
        };
        if is_for_letters(action) && message.kind != CarriedKind::Letter {
            return Use::Idle("The selected one is no letter.");
        }
        if action == Action::AgreeWording && message.kind == CarriedKind::Letter {
            return Use::Idle("A letter is gone through by the list.");
        }
        let probe = match action {
            Action::HoldMessage => Some(Command::Carrying(CarryingCommand::Hold(message.id))),
            _ => step.map(|step| probe(step, message, case)),
        };
        let refusal = probe.and_then(|probe| model.refusal_of(&probe));
        refusal.map_or(Use::Live, |refusal| Use::Idle(refusal.why()))
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.form.is_some() {
            return self.act_in_form(action, model);
        }
        let Some(case) = model.case() else {
            return Vec::new();
        };
        if self.act_on_page(action, model) {
            return Vec::new();
        }
        if self.page.is_none() && self.list.act(action, case.carrying.messages.len()) {
            return Vec::new();
        }
        if let Some(step) = step_of(action) {
            return self.open(step, model);
        }
        match action {
            Action::Choose => self.open_next(case, model),
            Action::Add => self.add(case, model),
            Action::HoldMessage => match self.selected(case) {
                Some(message) => {
                    let hold = Command::Carrying(CarryingCommand::Hold(message.id));
                    carry_out(hold, "It is kept on file.", model)
                }
                None => Vec::new(),
            },
            Action::NextPane => {
                self.turn_page(case);
                Vec::new()
            }
            Action::Close if self.page.is_some() => {
                self.page = None;
                Vec::new()
            }
            _ => act_anywhere(action, model),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        let Some(form) = &mut self.form else {
            return Vec::new();
        };
        form.warned = false;
        match form.asking.type_key(key) {
            Asked::Refused(why) => vec![Effect::Say(Said::refused(why))],
            Asked::Taken | Asked::Other | Asked::Done => Vec::new(),
        }
    }

    fn room_for_paste(&self) -> usize {
        self.form
            .as_ref()
            .map_or(0, |form| form.asking.room_for_paste())
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        let Some(form) = &mut self.form else {
            return Vec::new();
        };
        match form.asking.paste(text) {
            Asked::Refused(why) => vec![Effect::Say(Said::refused(why))],
            Asked::Taken | Asked::Other | Asked::Done => Vec::new(),
        }
    }

    fn refresh(&mut self, model: &Model) {
        let count = model.case().map_or(0, |case| case.carrying.messages.len());
        self.list.keep_within(count);
        if count == 0 {
            self.page = None;
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let inside = inset(area, 2);
        match (&self.form, self.page, self.selected(case)) {
            (Some(form), _, _) => page::draw_form(model, form, frame, inside),
            (None, Some(from), Some(message)) => {
                page::draw_page(model, case, message, from, frame, inside);
            }
            (None, _, Some(_)) => page::draw_list(model, case, self.list, frame, inside),
            (None, _, None) => {
                let key = model.key(Action::Add, &[Context::Ledger]);
                let none =
                    format!("Nothing is carried yet. {key} takes down what somebody offers.");
                Panel::words(model.theme, Role::Quiet, &none, frame, inside);
            }
        }
    }
}
