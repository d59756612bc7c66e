//! The library: every case, found by typing and by choosing.

mod drawing;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::desk::library::{CaseRow, Choice, Filter, How, Library, Order, Search, State};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Door, Effect, Message, ScreenRequest};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::widget::{List, TextLine};

/// How many cases are looked at in one piece, which nobody notices.
const STEP: usize = 16_384;
/// The most characters that are searched for.
const LONGEST_QUERY: usize = 120;

/// Every case, found by typing and by choosing.
pub struct LibraryScreen {
    query: TextLine,
    doing: Doing,
    list: List,
    filter: Filter,
    order: Order,
    practice: bool,
    /// What is searched, and the rows of it in their order.
    searched: Option<Searched>,
}

/// What the keys are for.
enum Doing {
    /// For the search line.
    Typing,
    /// For moving about and for choosing by what.
    Looking,
    /// For choosing one of these.
    Choosing(How, Vec<Choice>, List),
}

struct Searched {
    library: Arc<Library>,
    order: Order,
    places: Vec<u32>,
    search: Search,
}

impl LibraryScreen {
    /// Every real case, the latest first, ready to be searched.
    pub fn new(model: &Model) -> Self {
        let mut screen = Self {
            query: TextLine::new("", LONGEST_QUERY),
            doing: Doing::Typing,
            list: List::default(),
            filter: Filter::default(),
            order: Order::default(),
            practice: false,
            searched: None,
        };
        screen.search(model);
        screen
    }

    /// Begins a search by what is typed and chosen now; its first piece is done at once.
    fn search(&mut self, model: &Model) {
        let Some(library) = model.libraries.of(self.practice).cloned() else {
            self.searched = None;
            return;
        };
        let same = |searched: &Searched| {
            Arc::ptr_eq(&searched.library, &library) && searched.order == self.order
        };
        let known = self.searched.take().filter(same);
        let places = known.map_or_else(|| library.in_order(self.order), |known| known.places);
        let (query, today) = (self.query.text(), model.today());
        let mut search = Search::begin(&library, query, &self.filter, places.clone(), today);
        search.go_on(&library, STEP);
        self.list.keep_within(search.count());
        self.searched = Some(Searched {
            library,
            order: self.order,
            places,
            search,
        });
    }

    /// The same from the top of the list.
    fn search_anew(&mut self, model: &Model) -> Vec<Effect> {
        self.list.selected = 0;
        self.search(model);
        Vec::new()
    }

    fn found(&self) -> usize {
        let searched = self.searched.as_ref();
        searched.map_or(0, |searched| searched.search.count())
    }

    fn selected(&self) -> Option<(&Library, &CaseRow)> {
        let searched = self.searched.as_ref()?;
        let library = &*searched.library;
        let row = searched.search.row(library, self.list.selected)?;
        Some((library, row))
    }

    fn open(&self, model: &Model) -> Vec<Effect> {
        let Some((library, row)) = self.selected() else {
            return Vec::new();
        };
        let opened = || Effect::OpenCase {
            reference: row.reference.to_string(),
            practice: self.practice,
            to_read: true,
        };
        match row.state() {
            State::Stands(_) => vec![opened()],
            // The passphrase is asked for then.
            State::Sealed(_) if model.locked => vec![opened()],
            State::Sealed(_) | State::Newer(_) | State::Broken(_) | State::Copy(_) => {
                let why = drawing::why_not(library, row);
                vec![Effect::Say(Message::refused(why))]
            }
        }
    }

    fn choose_by(&mut self, how: How, model: &Model) -> Vec<Effect> {
        if let Some(searched) = &self.searched {
            let choices = searched.library.choices(how, &self.filter, model.today());
            let now = self.filter.called(how);
            let here = choices.iter().position(|choice| now == Some(&choice.label));
            let selected = here.unwrap_or(0);
            self.doing = Doing::Choosing(how, choices, List { selected });
        }
        Vec::new()
    }

    fn choose(&mut self, model: &Model) -> Vec<Effect> {
        let Doing::Choosing(_, choices, list) = &self.doing else {
            return self.open(model);
        };
        if let Some(choice) = choices.get(list.selected) {
            self.filter = choice.filter.clone();
        }
        self.doing = Doing::Looking;
        self.search_anew(model)
    }

    fn back(&mut self) -> Vec<Effect> {
        match self.doing {
            Doing::Typing if self.query.half_typed().is_some() => self.doing = Doing::Looking,
            Doing::Typing | Doing::Looking => {
                return vec![Effect::Open(ScreenRequest::Home(Door::Review))];
            }
            Doing::Choosing(..) => self.doing = Doing::Looking,
        }
        Vec::new()
    }

    fn move_about(&mut self, action: Action) -> bool {
        let found = self.found();
        match &mut self.doing {
            Doing::Choosing(_, choices, list) => list.act(action, choices.len()),
            Doing::Typing | Doing::Looking => self.list.act(action, found),
        }
    }
}

impl Layer for LibraryScreen {
    fn title(&self, model: &Model) -> String {
        let kind = if self.practice {
            "PRACTICE cases, nothing here is real"
        } else {
            "All cases"
        };
        format!("Review{}{kind}", model.theme.dot())
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Library, Context::List]
    }

    fn use_of(&self, action: Action, _model: &Model) -> Use {
        let choosing = matches!(self.doing, Doing::Choosing(..));
        match action {
            Action::Choose if choosing => Use::Way("choose"),
            Action::Choose => Use::Way("open"),
            Action::Close => Use::Way("back"),
            Action::FindCases if self.is_typing() => Use::Way("choose by…"),
            Action::FindCases => Use::Way("search"),
            Action::OtherCases if self.practice => Use::Called("real cases"),
            Action::ByDue
            | Action::ByProcess
            | Action::ByPeriod
            | Action::ByOutcome
            | Action::ByFacilitator
            | Action::ByScript
            | Action::SortCases
            | Action::AllCases
            | Action::OtherCases
                if choosing =>
            {
                Use::Absent
            }
            _ => Use::Live,
        }
    }

    fn is_typing(&self) -> bool {
        matches!(self.doing, Doing::Typing)
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.move_about(action) {
            return Vec::new();
        }
        let choosing = matches!(self.doing, Doing::Choosing(..));
        match action {
            Action::Choose => self.choose(model),
            Action::Close => self.back(),
            Action::FindCases => {
                self.doing = match self.doing {
                    Doing::Typing => Doing::Looking,
                    Doing::Looking | Doing::Choosing(..) => Doing::Typing,
                };
                Vec::new()
            }
            _ if choosing => Vec::new(),
            Action::ByDue => self.choose_by(How::Due, model),
            Action::ByProcess => self.choose_by(How::Process, model),
            Action::ByPeriod => self.choose_by(How::Period, model),
            Action::ByOutcome => self.choose_by(How::Standing, model),
            Action::ByFacilitator => self.choose_by(How::Facilitator, model),
            Action::ByScript => self.choose_by(How::Script, model),
            Action::SortCases => {
                self.order = self.order.next();
                self.search_anew(model)
            }
            Action::AllCases => {
                self.filter = Filter::default();
                self.query.set("");
                self.search_anew(model)
            }
            Action::OtherCases => {
                self.practice = !self.practice;
                let mut effects = vec![Effect::LookThrough(self.practice)];
                effects.extend(self.search_anew(model));
                effects
            }
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, model: &Model) -> Vec<Effect> {
        let before = self.query.text().to_owned();
        if self.is_typing() && self.query.type_key(key) && before != self.query.text() {
            return self.search_anew(model);
        }
        Vec::new()
    }

    fn room_for_paste(&self) -> usize {
        0
    }

    fn paste(&mut self, text: &str, model: &Model) -> Vec<Effect> {
        if self.is_typing() && self.query.paste(text) {
            return self.search_anew(model);
        }
        Vec::new()
    }

    fn refresh(&mut self, model: &Model) {
        let known = model.libraries.of(self.practice);
        let shown = self.searched.as_ref().map(|searched| &searched.library);
        let same = match (known, shown) {
            (Some(known), Some(shown)) => Arc::ptr_eq(known, shown),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if same {
            return;
        }
        // Whatever was selected stays so, wherever it stands now.
        let selected = self.selected().map(|(_, row)| row.reference.clone());
        self.search(model);
        let place = selected.and_then(|reference| self.place_of(&reference));
        self.list.selected = place.unwrap_or(self.list.selected);
        self.list.keep_within(self.found());
    }

    fn has_more_to_do(&self) -> bool {
        let searched = self.searched.as_ref();
        searched.is_some_and(|searched| !searched.search.is_done())
    }

    fn go_on(&mut self, _model: &Model) {
        if let Some(searched) = &mut self.searched {
            searched.search.go_on(&searched.library, STEP);
        }
        self.list.keep_within(self.found());
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        drawing::draw(self, model, frame, area);
    }
}

impl LibraryScreen {
    /// The place of a case among those that were found near the top.
    fn place_of(&self, reference: &str) -> Option<usize> {
        let searched = self.searched.as_ref()?;
        let row = |place| searched.search.row(&searched.library, place);
        let is_it = |place: &usize| row(*place).is_some_and(|row| &*row.reference == reference);
        (0..searched.search.count().min(STEP)).find(is_it)
    }
}
