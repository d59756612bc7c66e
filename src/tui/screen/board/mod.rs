//! The agreement board: ideas on the left, items on the right, answers below the item.

mod draw;
#[cfg(test)]
mod long_tests;
mod pane;
mod rows;
mod standing;
#[cfg(test)]
mod tests;
mod uses;

pub use rows::needed_and_asked;
pub use standing::{
    NOT_CARRIED_HERE, away, brought_unread, gone, is_kept_from_here, item_standing,
};

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{
    Answer, Case, Command, Item, ItemId, Mark, MarkKind, PersonId, Refusal, Verdict,
};
use crate::script::RecordKind;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Curtain, Effect, Message, OverlayRequest, ScreenRequest};
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::screen::taking_back::{put_back, take_back};
use crate::tui::widget::List;

/// The agreement board.
pub struct Board {
    part: Part,
    ideas: List,
    items: List,
    people: List,
    yours: List,
}

/// A part of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Ideas,
    Items,
    Answers,
    /// The facilitator's pane, where it holds more than it shows by itself.
    Yours,
}

impl Board {
    /// The board: at the item that was worded last, or at the ideas where there is none.
    pub fn new(model: &Model) -> Self {
        let last = model.case().and_then(|case| {
            let worded = |item: &Item| item.versions.last().map(|(_, words)| words.id);
            let items = case.board().enumerate();
            items
                .max_by_key(|(_, item)| worded(item))
                .map(|(place, _)| place)
        });
        let waiting = model
            .case()
            .is_some_and(|case| ideas(case).iter().any(|idea| !idea.used));
        Self {
            part: if waiting || last.is_none() {
                Part::Ideas
            } else {
                Part::Items
            },
            ideas: List {
                selected: first_waiting(model),
            },
            items: List {
                selected: last.unwrap_or(0),
            },
            people: List::default(),
            yours: List::default(),
        }
    }

    /// The board at the answers to an item, and at the first person whose yes is missing.
    pub fn at_answers(item: ItemId, model: &Model) -> Self {
        let mut board = Self::new(model);
        let Some(case) = model.case() else {
            return board;
        };
        let Some((place, item)) = case.board().enumerate().find(|(_, known)| known.id == item)
        else {
            return board;
        };
        let mut asked = case.asked_about(item).into_iter();
        let missing = asked.position(|person| item.answers.get(&person.id) != Some(&Answer::Yes));
        board.part = Part::Answers;
        board.items.selected = place;
        board.people.selected = missing.unwrap_or(0);
        board
    }

    fn idea<'a>(&self, model: &'a Model) -> Option<&'a Mark> {
        ideas(model.case()?).get(self.ideas.selected).copied()
    }

    fn item<'a>(&self, model: &'a Model) -> Option<&'a Item> {
        model.case()?.board().nth(self.items.selected)
    }

    fn person(&self, model: &Model) -> Option<PersonId> {
        let people = model.case()?.asked_about(self.item(model)?);
        people.get(self.people.selected).map(|person| person.id)
    }

    /// How many people can be asked about the selected item.
    fn asked(&self, model: &Model) -> usize {
        match (model.case(), self.item(model)) {
            (Some(case), Some(item)) => case.asked_about(item).len(),
            (Some(_) | None, _) => 0,
        }
    }

    fn list(&mut self, model: &Model) -> (&mut List, usize) {
        let Some(case) = model.case() else {
            return (&mut self.items, 0);
        };
        match self.part {
            Part::Ideas => (&mut self.ideas, ideas(case).len()),
            Part::Items => (&mut self.items, case.board().count()),
            Part::Answers => {
                let asked = self.asked(model);
                (&mut self.people, asked)
            }
            Part::Yours => {
                let lines = self.yours(case).len();
                (&mut self.yours, lines)
            }
        }
    }

    fn turn(&mut self, forward: bool, model: &Model) {
        let mut parts = vec![Part::Ideas, Part::Items];
        parts.extend(self.item(model).map(|_| Part::Answers));
        parts.extend(self.has_more_of_yours(model).then_some(Part::Yours));
        let count = parts.len();
        let place = parts.iter().position(|part| *part == self.part);
        let step = if forward { 1 } else { count - 1 };
        self.part = parts[(place.unwrap_or(0) + step) % count];
    }

    fn choose(&mut self, model: &Model) -> Vec<Effect> {
        match self.part {
            Part::Ideas => self.idea(model).map_or_else(Vec::new, |idea| {
                take_up(idea, model.case()).into_iter().collect()
            }),
            Part::Items if self.item(model).is_some() => {
                self.part = Part::Answers;
                self.people.selected = 0;
                Vec::new()
            }
            Part::Items => vec![Effect::Open(ScreenRequest::Item(None, None))],
            Part::Answers => {
                let rows = self.asked(model);
                self.people.act(Action::Down, rows);
                Vec::new()
            }
            Part::Yours => Vec::new(),
        }
    }

    fn change(&self, model: &Model) -> Vec<Effect> {
        match (self.part, self.idea(model), self.item(model)) {
            (Part::Ideas, Some(idea), _) => vec![Effect::Push(OverlayRequest::Words(idea.id))],
            (Part::Items | Part::Answers | Part::Yours, _, Some(item)) => {
                vec![Effect::Open(ScreenRequest::Item(Some(item.id), None))]
            }
            _ => Vec::new(),
        }
    }

    /// Whether a key opens a form for words of the board: nobody fills in what cannot be kept.
    fn would_write(&self, action: Action, model: &Model) -> bool {
        match (action, self.part) {
            (Action::Add | Action::Change, _) => true,
            (Action::Choose, Part::Ideas) => self.idea(model).is_some(),
            (Action::Choose, Part::Items) => self.item(model).is_none(),
            _ => false,
        }
    }

    fn take_off(&self, model: &Model) -> Vec<Effect> {
        match (self.part, self.item(model)) {
            (Part::Items | Part::Answers | Part::Yours, Some(item)) => carry_out(
                Command::RemoveItem(item.id),
                "Taken off the board. Undo puts it back.",
                model,
            ),
            _ => vec![Effect::Say(Message::done(
                "An idea stays until it is struck from the list of marks.",
            ))],
        }
    }

    fn answer(&mut self, answer: Answer, model: &Model) -> Vec<Effect> {
        let (Some(item), Some(person)) = (self.item(model), self.person(model)) else {
            return Vec::new();
        };
        let command = Command::AnswerItem(item.id, person, answer);
        if answer == Answer::Change && model.refusal_of(&command).is_none() {
            let ask = OverlayRequest::Change(item.id, person, false);
            return vec![Effect::Push(ask)];
        }
        let next = model.case().and_then(|case| {
            let asked = case.asked_about(item);
            let next = asked.get(self.people.selected + 1)?;
            Some(case.hears_now(next.id))
        });
        // Nobody comes upon whoever is not there with the key of those who are.
        if model.refusal_of(&command).is_none() && next == Some(true) {
            let rows = self.asked(model);
            self.people.act(Action::Down, rows);
        }
        vec![Effect::Execute(command)]
    }

    fn of_item(&self, model: &Model, action: Action) -> Vec<Effect> {
        let Some(item) = self.item(model) else {
            let none = "Nothing is written down yet.";
            return vec![Effect::Say(Message::refused(none))];
        };
        let decision = Command::Ratify {
            item: item.id,
            by: PersonId(0),
            verdict: Verdict::Agreed,
            reason: None,
            family_answer: None,
        };
        let request = match (action, model.refusal_of(&decision)) {
            (Action::Ratify, Some(refusal @ Refusal::NotAskedByScript)) => {
                return vec![Effect::Refuse(refusal)];
            }
            (Action::Ratify, _) => OverlayRequest::Ratification(item.id),
            _ => OverlayRequest::Concern(item.id),
        };
        vec![Effect::Push(request)]
    }
}

/// Ideas for the agreement, oldest first.
fn ideas(case: &Case) -> Vec<&Mark> {
    let marks = case.marks.iter();
    marks.filter(|mark| mark.kind == MarkKind::Idea).collect()
}

fn first_waiting(model: &Model) -> usize {
    let ideas = model.case().map(ideas).unwrap_or_default();
    ideas.iter().position(|idea| !idea.used).unwrap_or(0)
}

/// Makes an item of an idea; of one that was taken up, opens its item.
fn take_up(idea: &Mark, case: Option<&Case>) -> Option<Effect> {
    let item = case?.board().find(|item| item.parked_from == Some(idea.id));
    let request = match item {
        Some(item) => ScreenRequest::Item(Some(item.id), None),
        None => ScreenRequest::Item(None, Some(idea.id)),
    };
    Some(Effect::Open(request))
}

/// Carries out a command and says so, or shows why it was refused.
pub(super) fn carry_out(command: Command, said: &str, model: &Model) -> Vec<Effect> {
    let refused = model.refusal_of(&command).is_some();
    let mut effects = vec![Effect::Execute(command)];
    if !refused {
        effects.push(Effect::Say(Message::done(said)));
    }
    effects
}

/// Why nothing can be read back.
pub(super) const NOTHING_TO_READ: &str = "There is nothing on the board to read back.";

/// What means the same on every screen where an agreement is written.
pub(super) fn act_anywhere(action: Action, model: &Model) -> Vec<Effect> {
    match action {
        Action::Undo => take_back(model, &[Context::Board]),
        Action::Redo => put_back(model),
        Action::Curtain => vec![Effect::Curtain(Some(Curtain::Clock))],
        Action::Board => vec![Effect::Open(ScreenRequest::Board)],
        Action::ReadBack if is_empty(model) => {
            vec![Effect::Say(Message::refused(NOTHING_TO_READ))]
        }
        Action::ReadBack => vec![Effect::Open(ScreenRequest::ReadBack)],
        Action::Marks => vec![Effect::Open(ScreenRequest::Marks)],
        Action::Pane => vec![Effect::TogglePane],
        Action::Signing => vec![Effect::Open(ScreenRequest::Closing)],
        Action::Close => vec![Effect::Back],
        _ => Vec::new(),
    }
}

fn is_closed(model: &Model) -> bool {
    model.case().is_some_and(|case| case.agreement.closed)
}

/// Whether nothing is written down yet.
pub(super) fn is_empty(model: &Model) -> bool {
    model
        .case()
        .is_none_or(|case| case.board().next().is_none())
}

/// The answer that an action records.
pub(super) fn answer_of(action: Action) -> Option<Answer> {
    match action {
        Action::AnswerYes => Some(Answer::Yes),
        Action::AnswerChange => Some(Answer::Change),
        Action::AnswerNotYet => Some(Answer::NotYet),
        Action::AnswerAbstains => Some(Answer::Abstains),
        _ => None,
    }
}

impl Layer for Board {
    fn title(&self, model: &Model) -> String {
        model.case().map_or_else(String::new, |case| {
            case.fill(&case.script.agreement.title, None)
        })
    }

    fn contexts(&self) -> &'static [Context] {
        match self.part {
            Part::Ideas | Part::Items | Part::Yours => &[Context::Board, Context::List],
            Part::Answers => &[Context::Answers, Context::List],
        }
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        let Some(case) = model.case() else {
            return Use::Absent;
        };
        uses::use_of(self, action, case)
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let (list, rows) = self.list(model);
        if list.act(action, rows) {
            return Vec::new();
        }
        if let Some(answer) = answer_of(action) {
            return self.answer(answer, model);
        }
        if self.would_write(action, model) && is_closed(model) {
            return vec![Effect::Refuse(Refusal::AgreementClosed)];
        }
        match action {
            Action::NextPane => self.turn(true, model),
            Action::PreviousPane => self.turn(false, model),
            Action::Close if matches!(self.part, Part::Answers | Part::Yours) => {
                self.part = Part::Items;
            }
            Action::Choose => return self.choose(model),
            Action::Add => return vec![Effect::Open(ScreenRequest::Item(None, None))],
            Action::Change => return self.change(model),
            Action::Remove => return self.take_off(model),
            Action::Ratify | Action::Concern => return self.of_item(model, action),
            Action::Plan => {
                let plan = ScreenRequest::Record(RecordKind::Contingency);
                return vec![Effect::Open(plan)];
            }
            Action::Coverage => {
                let coverage = ScreenRequest::Record(RecordKind::Coverage);
                return vec![Effect::Open(coverage)];
            }
            Action::CloseAgreement => return vec![Effect::Push(OverlayRequest::CloseAgreement)],
            _ => return act_anywhere(action, model),
        }
        Vec::new()
    }

    fn refresh(&mut self, model: &Model) {
        let Some(case) = model.case() else {
            return;
        };
        self.ideas.keep_within(ideas(case).len());
        self.items.keep_within(case.board().count());
        let asked = self.asked(model);
        self.people.keep_within(asked);
        if case.board().next().is_none() && self.part == Part::Answers {
            self.part = Part::Items;
        }
        self.yours.keep_within(self.yours(case).len());
        if self.part == Part::Yours && !self.has_more_of_yours(model) {
            self.part = Part::Items;
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        self.draw_board(model, frame, area);
    }
}
