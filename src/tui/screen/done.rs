//! Once the room is empty: how people go home, the reason of an ending, what was done about
//! safety, notes to keep or not, what is erased, when somebody gets in touch, and the rest of the
//! ten minutes after.

#[cfg(test)]
mod afterwards_tests;
mod answering;
mod asked;
mod going;
mod page;
mod steps;
#[cfg(test)]
mod tests;
mod texts;
mod ways;

use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::closing::{paper_forms, papers};
use super::evaluations::asks_how_it_was;
use crate::case::{Case, KeptFor, MarkId, OTHER_REASON, Refusal};
use crate::desk::DraftFor;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, ScreenRequest};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::widget::Numbered;

use asked::{About, Asked};
use steps::Step;
use ways::{Leads, ways};

/// Why nothing else is shown yet after a meeting with one side.
const ROOM_FIRST: &str = "When the room is empty, press Enter first.";

/// Once the room is empty.
#[derive(Debug)]
pub struct Done {
    /// What is asked, in order; settled when the room was said to be empty.
    steps: Vec<Step>,
    /// Which step is on the screen.
    at: usize,
    /// The page beside what is asked that is on the screen, opened from the last step.
    beside: Option<Step>,
    list: Numbered,
    /// What is being written down.
    asked: Option<Asked>,
    /// The row to stand on once what was written down is taken in, for a day may change its place.
    follow: Option<Leads>,
    /// Notes that were left to be decided later.
    later: BTreeSet<MarkId>,
    /// How far a longer text is scrolled.
    scrolled: u16,
}

impl Done {
    /// Begins with a page that everybody may see.
    pub fn new(model: &Model) -> Self {
        Self {
            steps: steps_of(model),
            at: 0,
            beside: None,
            list: Numbered::default(),
            asked: None,
            follow: None,
            later: BTreeSet::new(),
            scrolled: 0,
        }
    }

    fn step(&self) -> Step {
        let asked = || self.steps.get(self.at).copied();
        self.beside.or_else(asked).unwrap_or(Step::Dates)
    }

    fn turn_to(&mut self, at: usize, model: &Model) {
        self.at = at.min(self.steps.len().saturating_sub(1));
        self.beside = None;
        self.show(model);
    }

    /// Shows a step from its beginning.
    fn show(&mut self, model: &Model) {
        self.scrolled = 0;
        self.list = Numbered::default();
        self.asked = None;
        match self.step() {
            Step::Safety(mark) => self.ask(About::Safety(mark), model),
            Step::Reason => self.list.selected = model.case().map_or(0, steps::given_reason),
            Step::RoomEmpty
            | Step::WaysHome
            | Step::Questions
            | Step::Note(_)
            | Step::Erase
            | Step::Dates
            | Step::Agreed
            | Step::Told
            | Step::Fidelity
            | Step::AboutSafety
            | Step::LookBack => {}
        }
    }

    fn ask(&mut self, about: About, model: &Model) {
        self.asked = model
            .case()
            .map(|case| Asked::new(about, case, model.now.wall));
    }

    /// On to what is asked next; from a page beside, back to the list that it was opened from.
    fn next(&mut self, model: &Model) {
        match self.beside.take() {
            Some(step) => self.back_from(step, model),
            None => self.turn_to(self.at + 1, model),
        }
    }

    /// Back in the list of the rest, at the row that led to a page.
    fn back_from(&mut self, step: Step, model: &Model) {
        self.show(model);
        self.stand_on(Leads::To(step), model);
    }

    fn stand_on(&mut self, wanted: Leads, model: &Model) {
        let rows = model
            .case()
            .map_or_else(Vec::new, |case| ways(&self.step(), case));
        let row = rows.iter().position(|(_, leads)| *leads == wanted);
        self.list.selected = row.unwrap_or(0);
    }

    fn back(&mut self, model: &Model) -> Vec<Effect> {
        if let Some(step) = self.beside.take() {
            self.back_from(step, model);
            return Vec::new();
        }
        if self.at == 0 {
            return vec![Effect::Push(OverlayRequest::Leave)];
        }
        self.turn_to(self.at - 1, model);
        Vec::new()
    }

    fn rows(&self, model: &Model) -> usize {
        model
            .case()
            .map_or(0, |case| ways(&self.step(), case).len())
    }

    /// Whether somebody of one side may still be in the room, so that nothing is shown that may be
    /// the other side's.
    fn waits_for_the_room(&self, model: &Model) -> bool {
        let kind = model.case().and_then(Case::session_kind);
        self.step() == Step::RoomEmpty && kind.is_some_and(|kind| !kind.with.is_empty())
    }

    /// Moves in the rows, or in a text that is longer than its place.
    fn move_by(&mut self, action: Action, model: &Model) -> bool {
        let rows = self.rows(model);
        let pages = matches!(action, Action::PageUp | Action::PageDown);
        if rows > 0 && !(pages && page::farthest(self, model) > 0) {
            return self.list.act(action, rows);
        }
        self.scrolled = match action {
            Action::Up => self.scrolled.saturating_sub(1),
            Action::Down => self.scrolled.saturating_add(1),
            Action::PageUp => self.scrolled.saturating_sub(10),
            Action::PageDown => self.scrolled.saturating_add(10),
            _ => return false,
        };
        self.scrolled = self.scrolled.min(page::farthest(self, model));
        true
    }
}

fn steps_of(model: &Model) -> Vec<Step> {
    let today = model.now.wall.date_naive();
    model
        .case()
        .map_or_else(Vec::new, |case| steps::steps(case, today))
}

/// Whether a key leads to where the whole case is shown.
fn leads_away(action: Action) -> bool {
    matches!(
        action,
        Action::NextMeeting
            | Action::Signing
            | Action::Papers
            | Action::PaperForms
            | Action::Ledger
            | Action::Process
            | Action::Evaluations
    )
}

impl Layer for Done {
    fn title(&self, model: &Model) -> String {
        let reference = model.case().map_or("", |case| case.reference.as_str());
        format!("{reference}{}The meeting is over", model.theme.dot())
    }

    fn contexts(&self) -> &'static [Context] {
        match self.step() {
            _ if self.asked.is_some() => &[Context::Form],
            Step::Note(_) => &[Context::Done, Context::Answering, Context::List],
            Step::RoomEmpty
            | Step::WaysHome
            | Step::Safety(_)
            | Step::Reason
            | Step::Questions
            | Step::Erase
            | Step::Dates
            | Step::Agreed
            | Step::Told
            | Step::Fidelity
            | Step::AboutSafety
            | Step::LookBack => &[Context::Done, Context::List],
        }
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        let rows = self.rows(model);
        match (action, self.step()) {
            (Action::Ledger, _) if !model.carries() => Use::Absent,
            (Action::Process, step) if step != Step::Dates => Use::Absent,
            (Action::Evaluations, _) if !asks_how_it_was(model) => Use::Absent,
            (action, _) if leads_away(action) && self.waits_for_the_room(model) => {
                Use::Idle(ROOM_FIRST)
            }
            (Action::Papers | Action::PaperForms, _) => model.case().map_or(Use::Absent, papers),
            (Action::Choose, Step::Dates) if self.list.selected == 0 => Use::Way("put it away"),
            (Action::Choose, _) if rows == 0 && self.beside.is_some() => Use::Way("back"),
            (Action::Choose, _) if rows == 0 => Use::Way("go on"),
            (Action::Yes, Step::Note(_)) => Use::Way("keep"),
            (Action::No, Step::Note(_)) => Use::Way("let go"),
            _ => Use::Live,
        }
    }

    fn is_typing(&self) -> bool {
        self.asked
            .as_ref()
            .is_some_and(|asked| asked.form.is_typing())
    }

    fn half_typed(&self) -> Option<String> {
        let text = self.asked.as_ref().and_then(Asked::half_typed);
        text.filter(|text| !text.is_empty())
    }

    fn meant_for(&self, _model: &Model) -> DraftFor {
        self.asked
            .as_ref()
            .map_or(DraftFor::Safety, Asked::meant_for)
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.asked.is_some() {
            return self.act_in_form(action, model);
        }
        if self.move_by(action, model) {
            return Vec::new();
        }
        if leads_away(action) && self.waits_for_the_room(model) {
            return vec![Effect::Say(Message::refused(ROOM_FIRST))];
        }
        match action {
            Action::Choose => self.choose(model),
            Action::Yes => self.keep(Some(KeptFor::Facilitator), model),
            Action::No => self.keep(None, model),
            Action::NextMeeting => vec![Effect::NextMeeting],
            Action::Process if self.step() == Step::Dates => {
                vec![Effect::Open(ScreenRequest::OtherProcess)]
            }
            Action::Signing => vec![Effect::Open(ScreenRequest::Closing)],
            Action::Papers => vec![Effect::GivePapers(None)],
            Action::PaperForms => paper_forms(model),
            Action::Evaluations => vec![Effect::Open(ScreenRequest::Evaluations)],
            Action::Ledger if model.carries() => vec![Effect::Open(ScreenRequest::Ledger)],
            Action::Close => self.back(model),
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, model: &Model) -> Vec<Effect> {
        if let Some(asked) = &mut self.asked {
            if asked.form.refuses(key) {
                let said = "This answer is full. Go on in the next one, or in a note.";
                return vec![Effect::Say(Message::refused(said))];
            }
            asked.form.type_key(key);
            return Vec::new();
        }
        let rows = self.rows(model);
        self.list.take_number(key, rows);
        Vec::new()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        match &mut self.asked {
            Some(asked) if !asked.form.clone().paste(text) => {
                vec![Effect::Refuse(Refusal::WordsTooLong)]
            }
            Some(asked) => {
                asked.form.paste(text);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Once everything was erased there is nothing more to ask of it.
    fn refresh(&mut self, model: &Model) {
        if let Some(row) = self.follow.take() {
            self.stand_on(row, model);
        }
        let erased = model
            .case()
            .is_some_and(|case| steps::left_to_erase(case) == 0);
        if self.step() == Step::Erase && erased {
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
