//! Once the room is empty: the reason of an ending, what was done about safety,
//! notes to keep or not, what is erased, and when somebody gets in touch.

mod page;
mod safety;
mod steps;
#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::closing::papers;
use super::evaluations::asks_how_it_was;
use crate::case::{Case, Command, MarkId, OTHER_REASON, Refusal};
use crate::desk::DraftFor;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, Question, ScreenRequest};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::widget::{Form, FormKey, Numbered};

use steps::Step;

/// Why nothing else is shown yet after a meeting with one side.
const ROOM_FIRST: &str = "When the room is empty, press Enter first.";

/// Once the room is empty.
#[derive(Debug)]
pub struct Done {
    /// What is asked, in order; settled when the room was said to be empty.
    steps: Vec<Step>,
    /// Which step is on the screen.
    at: usize,
    list: Numbered,
    /// What was done about a safety mark, while it is being typed.
    form: Option<Form>,
    /// How far a longer text is scrolled.
    scrolled: u16,
}

impl Done {
    /// Begins with a page that everybody may see.
    pub fn new(model: &Model) -> Self {
        Self {
            steps: model.case().map_or_else(Vec::new, steps::steps),
            at: 0,
            list: Numbered::default(),
            form: None,
            scrolled: 0,
        }
    }

    fn step(&self) -> &Step {
        self.steps.get(self.at).unwrap_or(&Step::Dates)
    }

    fn turn_to(&mut self, at: usize, model: &Model) {
        self.at = at.min(self.steps.len().saturating_sub(1));
        self.scrolled = 0;
        self.list = Numbered::default();
        self.form = None;
        match self.step() {
            Step::Safety(_) => self.form = Some(safety::form(model.now.wall)),
            Step::Reason => self.list.selected = model.case().map_or(0, steps::given_reason),
            Step::RoomEmpty | Step::Questions | Step::Note(_) | Step::Erase | Step::Dates => {}
        }
    }

    fn next(&mut self, model: &Model) {
        self.turn_to(self.at + 1, model);
    }

    fn back(&mut self, model: &Model) -> Vec<Effect> {
        if self.at == 0 {
            return vec![Effect::Push(OverlayRequest::Leave)];
        }
        self.turn_to(self.at - 1, model);
        Vec::new()
    }

    fn ways(&self, case: &Case) -> usize {
        match self.step() {
            Step::Reason => steps::reasons(case).len(),
            Step::Erase => 2,
            Step::RoomEmpty | Step::Safety(_) | Step::Questions | Step::Note(_) | Step::Dates => 0,
        }
    }

    fn choose(&mut self, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        match self.step().clone() {
            Step::Reason => {
                let reason = steps::reasons(case).into_iter().nth(self.list.selected);
                self.next(model);
                let id = reason.and_then(|(id, _)| id);
                let give = id.map(|id| Effect::Execute(Command::GiveReason(id)));
                return give.into_iter().collect();
            }
            Step::Note(_) => {
                let said = "Y keeps it, N lets it go; nothing is erased before you say so.";
                return vec![Effect::Say(Message::done(said))];
            }
            Step::Erase if self.list.selected == 1 => return vec![ask_to_erase(case)],
            Step::RoomEmpty | Step::Questions | Step::Erase => self.next(model),
            Step::Dates => return vec![Effect::CloseCase],
            Step::Safety(_) => {}
        }
        Vec::new()
    }

    /// Whether somebody of one side may still be in the room, so that nothing is shown that may be
    /// the other side's.
    fn waits_for_the_room(&self, model: &Model) -> bool {
        let kind = model.case().and_then(Case::session_kind);
        *self.step() == Step::RoomEmpty && kind.is_some_and(|kind| !kind.with.is_empty())
    }

    fn keep(&mut self, kept: bool, model: &Model) -> Vec<Effect> {
        let Step::Note(mark) = *self.step() else {
            return Vec::new();
        };
        self.next(model);
        vec![Effect::Execute(Command::Keep(mark, kept))]
    }

    fn followed_up(&mut self, mark: MarkId, model: &Model) -> Vec<Effect> {
        let text = self.form.as_ref().map(safety::text).unwrap_or_default();
        if text.is_empty() {
            self.next(model);
            let said = "Left open. It is asked again when the case is opened.";
            return vec![Effect::Say(Message::done(said))];
        }
        let command = Command::FollowUpSafety(mark, text);
        if let Some(refusal) = model.refusal_of(&command) {
            return vec![Effect::Refuse(refusal)];
        }
        self.next(model);
        vec![Effect::Execute(command)]
    }

    fn act_in_form(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let Step::Safety(mark) = *self.step() else {
            return Vec::new();
        };
        let taken = self.form.as_mut().map(|form| form.act(action));
        match (action, taken) {
            (_, Some(FormKey::Done)) => self.followed_up(mark, model),
            (Action::Close, _) => self.back(model),
            _ => Vec::new(),
        }
    }
}

/// Whether a key leads to where the whole case is shown.
fn leads_away(action: Action) -> bool {
    matches!(
        action,
        Action::NextMeeting
            | Action::Signing
            | Action::Papers
            | Action::Ledger
            | Action::Process
            | Action::Evaluations
    )
}

/// Erasing stays, so it is asked about.
fn ask_to_erase(case: &Case) -> Effect {
    let question = Question {
        ask: "Erase what was not kept?".to_owned(),
        about: format!(
            "{} It cannot come back. The record of times, and what was agreed, stay.",
            steps::to_erase_in_words(case)
        ),
        yes: "Erase it".to_owned(),
        no: "Not yet".to_owned(),
        then: vec![Effect::Execute(Command::EraseWorkingNotes)],
    };
    Effect::Push(OverlayRequest::Confirm(Box::new(question)))
}

impl Layer for Done {
    fn title(&self, model: &Model) -> String {
        let reference = model.case().map_or("", |case| case.reference.as_str());
        format!("{reference}{}The meeting is over", model.theme.dot())
    }

    fn contexts(&self) -> &'static [Context] {
        match self.step() {
            Step::Safety(_) => &[Context::Form],
            Step::Note(_) => &[Context::Done, Context::Answering, Context::List],
            Step::RoomEmpty | Step::Reason | Step::Questions | Step::Erase | Step::Dates => {
                &[Context::Done, Context::List]
            }
        }
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        let carries = model.case().is_some_and(|case| case.script.carries());
        match (action, self.step()) {
            (Action::Ledger, _) if !carries => Use::Absent,
            (Action::Evaluations, _) if !asks_how_it_was(model) => Use::Absent,
            (Action::Process, step) if *step != Step::Dates => Use::Absent,
            (action, _) if leads_away(action) && self.waits_for_the_room(model) => {
                Use::Idle(ROOM_FIRST)
            }
            (Action::Papers, _) => model.case().map_or(Use::Absent, papers),
            (Action::Choose, Step::Dates) => Use::Way("put it away"),
            (Action::Choose, Step::RoomEmpty | Step::Questions) => Use::Way("go on"),
            (Action::Choose, Step::Note(_)) => Use::Idle("Say y or n to this one."),
            (Action::Yes, Step::Note(_)) => Use::Way("keep"),
            (Action::No, Step::Note(_)) => Use::Way("let go"),
            _ => Use::Live,
        }
    }

    fn is_typing(&self) -> bool {
        self.form.as_ref().is_some_and(Form::is_typing)
    }

    fn half_typed(&self) -> Option<String> {
        let text = self.form.as_ref().map(safety::text);
        text.filter(|text| !text.is_empty())
    }

    fn meant_for(&self, _model: &Model) -> DraftFor {
        DraftFor::Safety
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.form.is_some() {
            return self.act_in_form(action, model);
        }
        let ways = model.case().map_or(0, |case| self.ways(case));
        if ways > 0 && self.list.act(action, ways) {
            return Vec::new();
        }
        if leads_away(action) && self.waits_for_the_room(model) {
            return vec![Effect::Say(Message::refused(ROOM_FIRST))];
        }
        match action {
            Action::Up => self.scrolled = self.scrolled.saturating_sub(1),
            Action::Down => self.scrolled = self.scrolled.saturating_add(1),
            Action::PageUp => self.scrolled = self.scrolled.saturating_sub(10),
            Action::PageDown => self.scrolled = self.scrolled.saturating_add(10),
            Action::Choose => return self.choose(model),
            Action::Yes => return self.keep(true, model),
            Action::No => return self.keep(false, model),
            Action::NextMeeting => return vec![Effect::NextMeeting],
            Action::Process if *self.step() == Step::Dates => {
                return vec![Effect::Open(ScreenRequest::OtherProcess)];
            }
            Action::Signing => return vec![Effect::Open(ScreenRequest::Closing)],
            Action::Papers => return vec![Effect::GivePapers],
            Action::Evaluations => return vec![Effect::Open(ScreenRequest::Evaluations)],
            Action::Ledger => return vec![Effect::Open(ScreenRequest::Ledger)],
            Action::Close => return self.back(model),
            _ => {}
        }
        self.scrolled = self.scrolled.min(page::farthest(self, model));
        Vec::new()
    }

    fn type_key(&mut self, key: Key, model: &Model) -> Vec<Effect> {
        if let Some(form) = &mut self.form {
            if form.refuses(key) {
                let said = "This answer is full. Go on in the next one, or in a note.";
                return vec![Effect::Say(Message::refused(said))];
            }
            form.type_key(key);
            return Vec::new();
        }
        let ways = model.case().map_or(0, |case| self.ways(case));
        self.list.take_number(key, ways);
        Vec::new()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        match &mut self.form {
            Some(form) if !form.clone().paste(text) => {
                vec![Effect::Refuse(Refusal::WordsTooLong)]
            }
            Some(form) => {
                form.paste(text);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Once everything was erased there is nothing more to ask of it.
    fn refresh(&mut self, model: &Model) {
        let erased = model
            .case()
            .is_some_and(|case| steps::left_to_erase(case) == 0);
        if *self.step() == Step::Erase && erased {
            self.next(model);
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        page::draw(self, model, frame, area);
    }
}

/// Whether a reason is the one beside those of the script.
fn is_other(reason: &str) -> bool {
    reason == OTHER_REASON
}
