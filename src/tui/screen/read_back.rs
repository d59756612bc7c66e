//! Reading back: one item at a time, large, person by person.

mod draw;
mod parts;
#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::draw::draw_end;
use self::parts::Parts;
use super::board::{act_anywhere, answer_of};
use crate::case::{Answer, Case, Command, Item};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, ScreenRequest};
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::widget::{List, inset};

/// Why nobody can answer yet: a yes is to the whole of it.
const READ_ON_FIRST: &str = "Read on first: answers are taken at its last part.";

/// Reading back, item by item.
pub struct ReadBack {
    place: usize,
    /// Which part of a long item is on the screen, from 0.
    part: usize,
    /// Whoever is asked now; after the last item, which of them one looks at.
    people: List,
}

impl ReadBack {
    /// Begins at the first item that was not read back to everybody; at the first of all where
    /// everything was.
    pub fn new(model: &Model) -> Self {
        let mut reading = Self {
            place: 0,
            part: 0,
            people: List::default(),
        };
        if let Some(case) = model.case() {
            let items = items(case);
            let open = |item: &&Item| !case.read_back_missing_for(item).is_empty();
            // What was read back whole is read from its beginning.
            reading.place = items.iter().position(open).unwrap_or(0);
        }
        reading.next_person(model);
        reading
    }

    fn item<'a>(&self, case: &'a Case) -> Option<&'a Item> {
        items(case).get(self.place).copied()
    }

    /// Goes to the first person in the room who has not answered this item yet.
    fn next_person(&mut self, model: &Model) {
        let Some(case) = model.case() else {
            return;
        };
        let open = self.item(case).and_then(|item| {
            let mut people = case.asked_about(item).into_iter();
            people.position(|person| {
                let answered = item.read_back.contains_key(&person.id);
                !answered && case.hears_now(person.id) && !case.is_not_asked_again(item, person)
            })
        });
        self.people.selected = open.unwrap_or(0);
    }

    /// How many parts the item on the screen is read in.
    fn parts(&self, model: &Model) -> usize {
        let case = model.case();
        let item = case.and_then(|case| Some((case, self.item(case)?)));
        item.map_or(1, |(case, item)| Parts::of(model, case, item).count())
    }

    /// Whether a part of the item on the screen is still to be read before anybody can answer it.
    fn has_more(&self, model: &Model) -> bool {
        self.part + 1 < self.parts(model)
    }

    /// Shows the rest of a long item before the next one is read.
    fn go_on(&mut self, model: &Model) -> Vec<Effect> {
        if self.has_more(model) {
            self.part += 1;
            return Vec::new();
        }
        let count = model.case().map_or(0, |case| items(case).len());
        if self.place >= count {
            return vec![Effect::Open(ScreenRequest::Board)];
        }
        self.place += 1;
        self.part = 0;
        self.next_person(model);
        Vec::new()
    }

    /// Goes back the way one came: to the part before, or to the end of the item before.
    fn go_back(&mut self, model: &Model) -> Vec<Effect> {
        if self.part > 0 {
            self.part -= 1;
        } else if self.place > 0 {
            self.place -= 1;
            self.part = self.parts(model).saturating_sub(1);
            self.next_person(model);
        }
        Vec::new()
    }

    /// How many rows there are to move in: people, or after the last item the items.
    fn rows(&self, model: &Model) -> usize {
        model.case().map_or(0, |case| match self.item(case) {
            Some(item) => case.asked_about(item).len(),
            None => items(case).len(),
        })
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
        let command = Command::AnswerReadBack(item.id, person.id, answer);
        if answer == Answer::Change && model.refusal_of(&command).is_none() {
            let ask = OverlayRequest::Change(item.id, person.id, true);
            return vec![Effect::Push(ask)];
        }
        let further = asked.iter().enumerate().skip(self.people.selected + 1);
        let mut in_the_room = further.filter(|(_, person)| case.hears_now(person.id));
        if let Some((next, _)) = in_the_room.next() {
            self.people.selected = next;
        }
        vec![Effect::Execute(command)]
    }
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
            _ if asks && self.has_more(model) => Use::Idle(READ_ON_FIRST),
            _ if asks && self.item(case).is_none() => {
                Use::Idle("Everything was read; go back to the one that is meant.")
            }
            Action::PreviousItem if self.place == 0 && self.part == 0 => {
                Use::Idle("This is the first one.")
            }
            Action::NextItem if self.has_more(model) => Use::Way("read on"),
            Action::NextItem if self.item(case).is_none() => Use::Way("board"),
            Action::NextItem => Use::Way("next"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.people.act(action, self.rows(model)) {
            return Vec::new();
        }
        if let Some(answer) = answer_of(action) {
            if self.has_more(model) {
                return vec![Effect::Say(Message::refused(READ_ON_FIRST))];
            }
            return self.answer(answer, model);
        }
        match action {
            Action::NextItem => self.go_on(model),
            Action::PreviousItem => self.go_back(model),
            _ => act_anywhere(action, model),
        }
    }

    fn refresh(&mut self, model: &Model) {
        if let Some(case) = model.case() {
            self.place = self.place.min(items(case).len());
        }
        self.people.keep_within(self.rows(model));
        self.part = self.part.min(self.parts(model).saturating_sub(1));
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let inside = inset(area, 3);
        match self.item(case) {
            Some(item) => self.draw_item(model, case, item, frame, inside),
            None => draw_end(model, case, self.people, frame, inside),
        }
    }
}
