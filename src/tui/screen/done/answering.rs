//! What choosing a row, and being done with a form, leads to once the room is empty.

use crate::case::{AfterwardsCommand, Case, Command, KeptFor, MarkId};
use crate::tui::action::Action;
use crate::tui::effect::{Effect, Message, OverlayRequest, Question};
use crate::tui::model::Model;
use crate::tui::widget::{FormKey, STILL_TO_BE_SAID};

use super::asked::About;
use super::going;
use super::steps::{self, Step};
use super::ways::{Leads, ways};
use super::{Done, steps_of};

impl Done {
    pub(super) fn choose(&mut self, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        let rows = ways(&self.step(), case);
        let leads = rows.get(self.list.selected).map(|(_, leads)| *leads);
        match leads.unwrap_or(Leads::On) {
            Leads::On => {
                if let Step::Note(mark) = self.step() {
                    self.later.insert(mark);
                }
                self.next(model);
            }
            Leads::To(step) => {
                self.beside = Some(step);
                self.show(model);
            }
            Leads::Form(about) => self.ask(about, model),
            Leads::Keep(kept) => return self.keep(kept, model),
            Leads::Erase => return vec![ask_to_erase(case, self.later.len())],
            Leads::EraseLookBack => return vec![ask_to_erase_look_back()],
            Leads::Notes => self.go_through_notes(model),
            Leads::Reason(place) => {
                let reason = steps::reasons(case).into_iter().nth(place);
                self.next(model);
                let id = reason.and_then(|(id, _)| id);
                let give = id.map(|id| Effect::Execute(Command::GiveReason(id)));
                return give.into_iter().collect();
            }
            Leads::PutAway => return vec![Effect::CloseCase],
        }
        Vec::new()
    }

    /// Goes through the notes that were left for later, or on to erasing what nobody kept.
    fn go_through_notes(&mut self, model: &Model) {
        self.steps = steps_of(model);
        let is_of_notes = |step: &Step| matches!(step, Step::Note(_) | Step::Erase);
        let first = self.steps.iter().position(is_of_notes);
        self.turn_to(first.unwrap_or(self.steps.len()), model);
    }

    pub(super) fn keep(&mut self, kept: Option<KeptFor>, model: &Model) -> Vec<Effect> {
        let Step::Note(mark) = self.step() else {
            return Vec::new();
        };
        self.later.remove(&mark);
        self.next(model);
        let command = match kept {
            Some(kept_for) => Command::KeepFor(mark, kept_for),
            None => Command::Keep(mark, false),
        };
        vec![Effect::Execute(command)]
    }

    /// Is done with a form: keeps what was written, or leaves it for later where nothing was.
    fn written(&mut self, model: &Model) -> Vec<Effect> {
        let (Some(asked), Some(case)) = (&self.asked, model.case()) else {
            return Vec::new();
        };
        let about = asked.about;
        let command = match asked.command(case) {
            Ok(command) => command,
            Err(said) => return vec![Effect::Say(Message::refused(said))],
        };
        let Some(command) = command else {
            self.leave_form(about, model);
            let said = match about {
                About::Safety(mark) if is_settled(case, mark) => "Left as it is.",
                About::Safety(_) => "Left open. It is asked again when the case is opened.",
                About::WayHome(_) | About::Told | About::Day(_) | About::LookBack => {
                    "Nothing was written down."
                }
            };
            return vec![Effect::Say(Message::done(said))];
        };
        if let Some(refusal) = model.refusal_of(&command) {
            return vec![Effect::Refuse(refusal)];
        }
        self.leave_form(about, model);
        vec![Effect::Execute(command)]
    }

    /// Leaves a form for the page that it belongs to; that of a safety mark is a page by itself.
    fn leave_form(&mut self, about: About, model: &Model) {
        self.asked = None;
        match about {
            About::Safety(_) => self.next(model),
            // Whoever comes next in the list is asked about next; after the last one, going on.
            About::WayHome(_) => {
                self.list.selected = (self.list.selected + 1) % self.rows(model).max(1);
            }
            About::Told | About::LookBack => self.list.selected = 0,
            About::Day(_) => self.follow = Some(Leads::Form(about)),
        }
    }

    pub(super) fn act_in_form(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let Some(asked) = &mut self.asked else {
            return Vec::new();
        };
        let is_a_page = matches!(asked.about, About::Safety(_));
        match (action, asked.form.act(action)) {
            (_, FormKey::Done) => self.written(model),
            (_, FormKey::StillToBeSaid) => {
                vec![Effect::Say(Message::refused(STILL_TO_BE_SAID))]
            }
            (Action::Close, _) if is_a_page => self.back(model),
            (Action::Close, _) => {
                self.asked = None;
                Vec::new()
            }
            (_, FormKey::Taken | FormKey::Other) => Vec::new(),
        }
    }
}

/// Whether something was written down of what was done about a mark.
fn is_settled(case: &Case, mark: MarkId) -> bool {
    let mut marks = case.marks.iter();
    marks.any(|known| known.id == mark && known.settled)
}

/// Erasing stays, so it is asked about.
fn ask_to_erase(case: &Case, undecided: usize) -> Effect {
    let undecided = match undecided {
        0 => String::new(),
        1 => " 1 of these is still to be decided.".to_owned(),
        count => format!(" {count} of these are still to be decided."),
    };
    let question = Question {
        ask: "Erase what was not kept?".to_owned(),
        about: format!(
            "{}{undecided} It cannot come back. The record of times, and what was agreed, stay.",
            going::to_erase_in_words(case)
        ),
        yes: "Erase it".to_owned(),
        no: "Not yet".to_owned(),
        then: vec![Effect::Execute(Command::EraseWorkingNotes)],
        otherwise: Vec::new(),
    };
    Effect::Push(OverlayRequest::Confirm(Box::new(question)))
}

/// What the facilitator wrote for themselves stays erased too.
fn ask_to_erase_look_back() -> Effect {
    let question = Question {
        ask: "Erase what you wrote for yourself?".to_owned(),
        about: "All that you wrote for yourself in this case goes. It cannot come back.".to_owned(),
        yes: "Erase it".to_owned(),
        no: "Not yet".to_owned(),
        then: vec![Effect::Execute(Command::Afterwards(
            AfterwardsCommand::ForgetLookBack,
        ))],
        otherwise: Vec::new(),
    };
    Effect::Push(OverlayRequest::Confirm(Box::new(question)))
}
