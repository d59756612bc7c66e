//! What is prepared before people meet: a list of its parts, and each part as a list.
//!
//! It is the facilitator's own screen, and the curtain hides it as it hides everything. What
//! was assessed about risk is shown only once it is asked for, entry by entry.

mod assessments;
mod checklist;
mod consents;
mod contacts;
mod entry;
mod needs;
mod overview;
mod rules;
mod seats;
#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, PreparingCommand};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Curtain, Effect, OverlayRequest, PreparingPanel, Question, Section};
use crate::tui::key::{Code, Key};
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, wrapped};

use entry::Entry;

/// What is prepared, as a whole or one part of it.
pub struct Preparation {
    section: Section,
    list: List,
    /// Something restricted that was asked for, by its number.
    opened: Option<u64>,
}

impl Preparation {
    /// One part, or all parts.
    pub fn new(section: Section) -> Self {
        Self {
            section,
            list: List::default(),
            opened: None,
        }
    }

    fn entries(&self, case: &Case, model: &Model) -> Vec<Entry> {
        match self.section {
            Section::Overview => overview::entries(case, model),
            Section::Contacts => contacts::entries(case),
            Section::Assessments => assessments::entries(case, model, self.opened),
            Section::People => needs::entries(case),
            Section::Consents => consents::entries(case, model),
            Section::Rules => rules::entries(case, model),
            Section::Checklist => checklist::entries(case, model),
            Section::Seats => seats::entries(case),
        }
    }

    fn selected(&self, model: &Model) -> Option<Entry> {
        let entries = self.entries(model.case()?, model);
        entries.into_iter().nth(self.list.selected)
    }

    /// What is said where a part has nothing in it yet.
    fn nothing_yet(&self, model: &Model) -> String {
        let add = model.key(Action::Add, &[Context::Preparing]);
        match self.section {
            Section::Contacts => format!("No contact is recorded. {add} adds the first."),
            Section::Assessments => format!(
                "Nothing is recorded. {add} adds what was assessed, by whom, and until when it \
                 holds; the assessment itself stays where it was made."
            ),
            Section::People | Section::Seats => {
                "Nobody is on the list of people yet. Add them there first.".to_owned()
            }
            Section::Consents => "The script asks nobody on the list for a consent.".to_owned(),
            Section::Rules => "The script goes by no set of rules.".to_owned(),
            Section::Checklist => "The script has no list for the day.".to_owned(),
            Section::Overview => String::new(),
        }
    }

    fn add(&self) -> Vec<Effect> {
        let panel = match self.section {
            Section::Contacts => PreparingPanel::Contact(None),
            Section::Assessments => PreparingPanel::Assessment(None),
            Section::Overview
            | Section::People
            | Section::Consents
            | Section::Rules
            | Section::Checklist
            | Section::Seats => return Vec::new(),
        };
        vec![Effect::Push(OverlayRequest::Preparing(panel))]
    }

    /// Opens what is restricted, and only then lets it be corrected.
    fn choose(&mut self, entry: Entry) -> Vec<Effect> {
        match entry.restricted {
            Some(id) if self.opened != Some(id) => {
                self.opened = Some(id);
                Vec::new()
            }
            Some(_) | None => entry.choose,
        }
    }

    fn remove(entry: Entry) -> Vec<Effect> {
        let Some(command) = entry.remove else {
            return Vec::new();
        };
        let question = Question {
            ask: "Take this off the list?".to_owned(),
            about: "Its words are erased for good; that it was there stays in the record."
                .to_owned(),
            yes: "Take it off".to_owned(),
            no: "Leave it".to_owned(),
            then: vec![Effect::Execute(Command::Prepare(command))],
            otherwise: Vec::new(),
        };
        vec![Effect::Push(OverlayRequest::Confirm(Box::new(question)))]
    }

    /// Gives the selected person the seat before or after theirs.
    fn move_seat(&mut self, step: isize, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        let mut circle = case.seating().circle;
        let from = self.list.selected;
        let to = from.checked_add_signed(step);
        let Some(to) = to.filter(|to| *to < circle.len() && from < circle.len()) else {
            return Vec::new();
        };
        circle.swap(from, to);
        self.list.selected = to;
        vec![Effect::Execute(Command::Prepare(PreparingCommand::Seat(
            circle,
        )))]
    }
}

impl Layer for Preparation {
    fn title(&self, model: &Model) -> String {
        let reference = model.case().map_or("", |case| case.reference.as_str());
        let dot = model.theme.dot();
        let part = match self.section {
            Section::Overview => "Preparation",
            Section::Contacts => "Contacts",
            Section::Assessments => "Suitability and risk",
            Section::People => "What people need",
            Section::Consents => "Consents",
            Section::Rules => "Rules",
            Section::Checklist => "For the day",
            Section::Seats => "Seats",
        };
        format!("{reference}{dot}{part}")
    }

    fn contexts(&self) -> &'static [Context] {
        match self.section {
            Section::Seats => &[Context::Preparing, Context::Ordered, Context::List],
            Section::Overview
            | Section::Contacts
            | Section::Assessments
            | Section::People
            | Section::Consents
            | Section::Rules
            | Section::Checklist => &[Context::Preparing, Context::List],
        }
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        let selected = self.selected(model);
        let adds = matches!(self.section, Section::Contacts | Section::Assessments);
        match action {
            Action::Add | Action::Remove | Action::Change if !adds => Use::Absent,
            Action::Change | Action::Remove | Action::Choose if selected.is_none() => {
                Use::Idle("Nothing is on this list yet.")
            }
            Action::MoveUp if self.list.selected == 0 => Use::Idle("This is the first seat."),
            Action::MoveDown => {
                let seats = model.case().map_or(0, |case| case.seating().circle.len());
                if self.list.selected + 1 < seats {
                    Use::Live
                } else {
                    Use::Idle("This is the last seat.")
                }
            }
            Action::Choose => match selected {
                Some(entry) if entry.choose.is_empty() && entry.restricted.is_none() => Use::Absent,
                Some(entry) if entry.restricted.is_some_and(|id| self.opened != Some(id)) => {
                    Use::Called("show it")
                }
                Some(entry) => Use::Called(entry.called),
                None => Use::Live,
            },
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let rows = model
            .case()
            .map_or(0, |case| self.entries(case, model).len());
        if self.list.act(action, rows) {
            self.opened = None;
            return Vec::new();
        }
        match (action, self.selected(model)) {
            (Action::Close, _) => vec![Effect::Back],
            (Action::Curtain, _) => vec![Effect::Curtain(Some(Curtain::Clock))],
            (Action::Add, _) => self.add(),
            (Action::Choose | Action::Change, Some(entry)) => self.choose(entry),
            (Action::Remove, Some(entry)) => Self::remove(entry),
            (Action::MoveUp, Some(_)) => self.move_seat(-1, model),
            (Action::MoveDown, Some(_)) => self.move_seat(1, model),
            _ => Vec::new(),
        }
    }

    /// In the list of parts a number selects one.
    fn type_key(&mut self, key: Key, model: &Model) -> Vec<Effect> {
        let parts = model
            .case()
            .map_or(0, |case| self.entries(case, model).len());
        let number = match key.code {
            Code::Char(letter) if self.section == Section::Overview => letter.to_digit(10),
            _ => None,
        };
        let place = number.and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
        if let Some(place) = place.filter(|place| *place < parts) {
            self.list.selected = place;
        }
        Vec::new()
    }

    fn stands_at(&self) -> usize {
        self.list.selected
    }

    fn stand_at(&mut self, place: usize) {
        self.list.selected = place;
    }

    fn refresh(&mut self, model: &Model) {
        let rows = model
            .case()
            .map_or(0, |case| self.entries(case, model).len());
        self.list.keep_within(rows);
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let inside = Rect {
            x: area.x + 2,
            y: area.y + area.height.min(1),
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(1),
        };
        if self.section == Section::Seats {
            seats::draw(case, self.list, model, frame, inside);
            return;
        }
        let entries = self.entries(case, model);
        if entries.is_empty() {
            let said = self.nothing_yet(model);
            Panel::words(model.theme, Role::Text, &said, frame, inside);
            return;
        }
        let details = entries.get(self.list.selected);
        let details = details.map_or(&[][..], |entry| entry.details.as_slice());
        let lines: Vec<String> = details
            .iter()
            .flat_map(|text| wrapped(text, usize::from(inside.width)))
            .collect();
        let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let kept = u16::try_from(entries.len()).unwrap_or(u16::MAX);
        let kept = kept.min((inside.height / 2).max(3));
        let below = wanted.min(inside.height.saturating_sub(kept + 1));
        let gap = u16::from(below > 0);
        let list = Rect {
            height: inside.height.saturating_sub(below + gap),
            ..inside
        };
        let rows: Vec<Row> = entries.into_iter().map(|entry| entry.row).collect();
        self.list.draw(model.theme, frame, list, &rows);
        let spot = Rect {
            y: list.bottom() + gap,
            height: below,
            ..inside
        };
        Panel::words(model.theme, Role::Quiet, &lines.join("\n"), frame, spot);
    }
}
