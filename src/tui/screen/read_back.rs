//! Reading back: one item at a time, large, person by person.

mod draw;
#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::draw::draw_end;
use super::board::{act_anywhere, answer_of};
use crate::case::{Answer, Case, Command, Item, PersonId};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, ScreenRequest};
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::widget::{List, inset};

/// Reading back, item by item.
pub struct ReadBack {
    place: usize,
    people: List,
}

impl ReadBack {
    /// Begins at the first item that was not read back to everybody.
    pub fn new(model: &Model) -> Self {
        let mut reading = Self {
            place: 0,
            people: List::default(),
        };
        if let Some(case) = model.case() {
            let items = items(case);
            let open = |item: &&Item| !case.read_back_missing_for(item).is_empty();
            reading.place = items.iter().position(open).unwrap_or(items.len());
        }
        reading.next_person(model);
        reading
    }

    fn item<'a>(&self, case: &'a Case) -> Option<&'a Item> {
        items(case).get(self.place).copied()
    }

    /// How many people can be asked about the item that is read.
    fn asked(&self, case: &Case) -> usize {
        self.item(case)
            .map_or(0, |item| case.asked_about(item).len())
    }

    /// Goes to the first person who has not answered this item yet.
    fn next_person(&mut self, model: &Model) {
        let Some(case) = model.case() else {
            return;
        };
        let open = self.item(case).and_then(|item| {
            let mut people = case.asked_about(item).into_iter();
            people.position(|person| {
                let answered = item.read_back.contains_key(&person.id);
                !answered && !case.is_not_asked_again(item, person)
            })
        });
        self.people.selected = open.unwrap_or(0);
    }

    fn go_to(&mut self, place: usize, model: &Model) -> Vec<Effect> {
        let count = model.case().map_or(0, |case| items(case).len());
        if self.place == count && place > count {
            return vec![Effect::Open(ScreenRequest::Board)];
        }
        self.place = place.min(count);
        self.next_person(model);
        Vec::new()
    }

    fn answer(&mut self, answer: Answer, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        let Some(item) = self.item(case) else {
            return Vec::new();
        };
        let asked = case.asked_about(item);
        let Some(person) = asked.get(self.people.selected) else {
            return Vec::new();
        };
        let effects = answered(item, person.id, answer);
        if self.people.selected + 1 < asked.len() {
            self.people.selected += 1;
        }
        effects
    }
}

/// What people say as an item is read back is their answer to it as well, where they gave none
/// yet or now say yes; a no takes back an earlier yes without a second answer.
fn answered(item: &Item, person: PersonId, answer: Answer) -> Vec<Effect> {
    let before = item.answer_of(person);
    let also = before.is_none() || (answer == Answer::Yes && before != Some(Answer::Yes));
    let mut effects = Vec::new();
    if also {
        let command = Command::AnswerItem(item.id, person, answer);
        effects.push(Effect::Execute(command));
    }
    let command = Command::AnswerReadBack(item.id, person, answer);
    effects.push(Effect::Execute(command));
    effects
}

/// Items that are part of the agreement; one that was not accepted is not read back.
fn items(case: &Case) -> Vec<&Item> {
    case.board().filter(|item| !case.is_refused(item)).collect()
}

impl Layer for ReadBack {
    fn title(&self, model: &Model) -> String {
        let count = model.case().map_or(0, |case| items(case).len());
        let place = (self.place + 1).min(count);
        format!("Reading back{}{place} of {count}", model.theme.dot())
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::ReadBack]
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        let Some(case) = model.case() else {
            return Use::Absent;
        };
        let asks = answer_of(action).is_some();
        match action {
            _ if asks && self.item(case).is_none() => {
                Use::Idle("Everything was read; go back to the one that is meant.")
            }
            Action::PreviousItem if self.place == 0 => Use::Idle("This is the first one."),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let people = model.case().map_or(0, |case| self.asked(case));
        if self.people.act(action, people) {
            return Vec::new();
        }
        if let Some(answer) = answer_of(action) {
            return self.answer(answer, model);
        }
        match action {
            Action::NextItem => self.go_to(self.place + 1, model),
            Action::PreviousItem => self.go_to(self.place.saturating_sub(1), model),
            _ => act_anywhere(action, model),
        }
    }

    fn refresh(&mut self, model: &Model) {
        if let Some(case) = model.case() {
            self.place = self.place.min(items(case).len());
            let asked = self.asked(case);
            self.people.keep_within(asked);
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let inside = inset(area, 3);
        match self.item(case) {
            Some(item) => self.draw_item(model, case, item, frame, inside),
            None => draw_end(model, case, frame, inside),
        }
    }
}
