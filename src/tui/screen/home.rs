//! The three doors: Run, Practise, Review.

mod going_on;
mod keeping;
mod places;
mod rows;
#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Door, Effect, Message, NewCaseRequest, OverlayRequest, ScreenRequest};
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::office::{CaseSummary, Cases, PracticeSummary, Standing};
use crate::tui::screen::due;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, draw_lines, page, thousands, wrapped};

use places::{MOST_BELOW, Places};
use rows::{details, row};

/// The three doors.
pub struct Home {
    door: Door,
    /// The title of the script of the case that was marked as this door was opened: what fits it
    /// comes first.
    fits: Option<String>,
    list: List,
    /// Whether a row was selected already, by a key or because its meeting was going on.
    was_selected: bool,
    /// How many pages of what is said of the selected case were turned.
    turned: usize,
}

/// One row behind a door.
enum Entry<'a> {
    NewCase,
    Practise(&'a PracticeSummary),
    Case(&'a CaseSummary),
}

impl Home {
    /// The home screen with one door open.
    pub fn new(door: Door) -> Self {
        Self {
            door,
            fits: None,
            list: List::default(),
            was_selected: false,
            turned: 0,
        }
    }

    fn entries<'a>(&self, model: &'a Model) -> Vec<Entry<'a>> {
        let unfinished = |practice: bool| {
            let cases = model.cases.iter().flat_map(|cases| &cases.list);
            cases
                .filter(move |case| case.practice == practice && case.standing.is_unfinished())
                .map(Entry::Case)
        };
        match self.door {
            Door::Run => {
                let cases = model.cases.iter().flat_map(|cases| &cases.list);
                // Below those that stopped: nothing in them waits for anybody today.
                let between = cases.filter(|case| !case.practice && case.standing.is_between());
                std::iter::once(Entry::NewCase)
                    .chain(unfinished(false))
                    .chain(between.map(Entry::Case))
                    .collect()
            }
            Door::Practise => {
                let fictional = model.practice_cases.iter().flatten().flatten();
                let fits = |case: &&PracticeSummary| self.fits.as_ref() == Some(&case.script);
                let (fitting, others): (Vec<_>, Vec<_>) = fictional.partition(fits);
                let fictional = fitting.into_iter().chain(others);
                unfinished(true)
                    .chain(fictional.map(Entry::Practise))
                    .collect()
            }
            Door::Review => {
                let cases = model.cases.iter().flat_map(|cases| &cases.list);
                cases.map(Entry::Case).collect()
            }
        }
    }

    /// The case that is selected, where one is.
    pub fn selected_case<'a>(&self, model: &'a Model) -> Option<&'a CaseSummary> {
        match self.entries(model).get(self.list.selected)? {
            Entry::Case(case) => Some(case),
            Entry::NewCase | Entry::Practise(_) => None,
        }
    }

    fn choose(&self, model: &Model) -> Vec<Effect> {
        match self.entries(model).get(self.list.selected) {
            None => Vec::new(),
            Some(Entry::NewCase) => vec![Effect::Open(ScreenRequest::NewCase)],
            Some(Entry::Practise(case)) => {
                vec![Effect::CreateCase(NewCaseRequest::Practice(
                    case.id.clone(),
                ))]
            }
            Some(Entry::Case(case)) => {
                // In a home that is still locked it is the passphrase that is missing.
                let locked = model.locked && !case.practice;
                if let (Standing::Unreadable(why), false) = (&case.standing, locked) {
                    return vec![Effect::Say(Message::refused(why))];
                }
                let opened = Effect::OpenCase {
                    reference: case.reference.clone(),
                    practice: case.practice,
                    to_read: self.door == Door::Review,
                };
                if self.door == Door::Run && case.standing.is_between() {
                    // From among its people the next one begins.
                    return vec![opened, Effect::NextMeeting];
                }
                vec![opened]
            }
        }
    }

    fn turn_to(&mut self, door: Door, model: &Model) -> Vec<Effect> {
        if self.door != door {
            let marked = self.selected_case(model);
            let marked = marked.and_then(|case| case.details.as_ref());
            let marked = marked.map(|details| details.script.clone());
            *self = Self {
                fits: marked.or(self.fits.take()),
                ..Self::new(door)
            };
        }
        Vec::new()
    }

    fn doors(&self, model: &Model) -> Line<'static> {
        let theme = model.theme;
        let mut spans = Vec::new();
        let names = [
            (Door::Run, Action::Run, "Run"),
            (Door::Practise, Action::Practise, "Practise"),
            (Door::Review, Action::Review, "Review"),
        ];
        let gap = if model.size.0 < NARROW { "" } else { "   " };
        for (door, action, name) in names {
            let name = format!("{} {name}", model.key(action, &[Context::Home]));
            let (text, role) = if door == self.door {
                (format!("[ {name} ]"), Role::Strong)
            } else {
                (format!("  {name}  "), Role::Quiet)
            };
            spans.push(Span::styled(text, theme.style(role)));
            spans.push(Span::raw(gap));
        }
        Line::from(spans)
    }

    /// What stands in the place of the list while it is empty.
    fn nothing(&self, model: &Model) -> String {
        let unknown = |cases: &Cases| cases.list.is_empty() && cases.more > 0;
        let looking = model.cases.as_ref().is_none_or(unknown)
            || (self.door == Door::Practise && model.practice_cases.is_none());
        match self.door {
            // It is said above.
            _ if !self.problems(model).is_empty() => String::new(),
            _ if looking => looking_for(model),
            Door::Practise => "No practice cases were found.".to_owned(),
            Door::Run | Door::Review => "No cases yet.".to_owned(),
        }
    }

    /// Stories differ in length; a list that moved with each of them could not be followed, so
    /// behind that door the longest has room.
    fn rows_of_details(&self, entries: &[Entry<'_>], model: &Model, columns: usize) -> usize {
        let rows = |entry: &Entry<'_>| wrapped(&details(entry, model), columns).len();
        match self.door {
            Door::Practise => entries.iter().map(rows).max().unwrap_or(0),
            Door::Run | Door::Review => entries.get(self.list.selected).map_or(0, rows),
        }
    }

    /// Why something that belongs behind this door cannot be listed, a sentence for each list.
    fn problems(&self, model: &Model) -> String {
        let cases = model.cases.as_ref();
        let real = cases.and_then(|cases| cases.real_problem.as_ref());
        let practised = cases.and_then(|cases| cases.practice_problem.as_ref());
        let fictional = model.practice_cases.as_ref();
        let fictional = fictional.and_then(|cases| cases.as_ref().err());
        let problems = match self.door {
            Door::Run => [real, None],
            Door::Review => [real, practised],
            Door::Practise => [practised, fictional.filter(|one| Some(*one) != practised)],
        };
        let said: Vec<String> = problems
            .into_iter()
            .flatten()
            .map(ToString::to_string)
            .collect();
        said.join("\n")
    }

    fn about(&self, model: &Model) -> String {
        let more = model.cases.as_ref().map_or(0, |cases| cases.more);
        let about = match self.door {
            Door::Run => "Run a real meeting: begin a new one, or go on where one stopped.",
            Door::Practise => {
                "Practise with people who do not exist. Nothing here is ever counted."
            }
            Door::Review => {
                "Read what was agreed, see what is due, begin the next meeting of a case."
            }
        };
        let about = match going_on::in_practice(model).filter(|_| self.door == Door::Run) {
            Some(waits) => format!("{about} {waits}"),
            None => about.to_owned(),
        };
        if more == 0 || self.door == Door::Practise {
            return about;
        }
        let key = model.key(Action::FindCases, &[Context::Home]);
        let door = if self.door == Door::Review {
            ""
        } else {
            "behind the door Review, "
        };
        format!(
            "{about} There are {} cases more: {door}{key} searches all.",
            thousands(more)
        )
    }
}

impl Layer for Home {
    fn title(&self, _model: &Model) -> String {
        "Talking Piece".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Home, Context::List]
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        match action {
            Action::TryRecovery => keeping::use_of_trial(self.door, model),
            Action::Choose => Use::Way("choose"),
            Action::FindCases if self.door == Door::Review => Use::Called("search"),
            Action::FindCases => Use::Absent,
            Action::Close => Use::Way("leave"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let rows = self.entries(model).len();
        if self.list.act(action, rows) {
            self.was_selected = true;
            self.turned = 0;
            return Vec::new();
        }
        match action {
            Action::ReadOn => {
                self.turned += 1;
                Vec::new()
            }
            Action::FindCases if self.door == Door::Review => {
                vec![Effect::Open(ScreenRequest::Library)]
            }
            Action::Run => self.turn_to(Door::Run, model),
            Action::Practise => self.turn_to(Door::Practise, model),
            Action::Review => self.turn_to(Door::Review, model),
            Action::Choose => self.choose(model),
            Action::Due => vec![Effect::Open(ScreenRequest::Due)],
            Action::TryRecovery => keeping::try_it(self.door, model),
            Action::Close => vec![Effect::Push(OverlayRequest::Leave)],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: crate::tui::key::Key, model: &Model) -> Vec<Effect> {
        use crate::tui::key::Code;
        let next = match (key.code, self.door) {
            (Code::Tab | Code::Right, Door::Run) | (Code::BackTab | Code::Left, Door::Review) => {
                Door::Practise
            }
            (Code::Tab | Code::Right, Door::Practise) => Door::Review,
            (Code::BackTab | Code::Left, Door::Practise) | (Code::Tab, Door::Review) => Door::Run,
            _ => return Vec::new(),
        };
        self.turn_to(next, model)
    }

    fn refresh(&mut self, model: &Model) {
        if self.was_selected || self.door != Door::Run {
            return;
        }
        // Whoever begins something else has moved by the time the list is there, or moves up once.
        if let Some(place) = going_on::place(&self.entries(model), model.now) {
            self.list.selected = place;
            self.was_selected = true;
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        let inside = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(1),
        };
        frame.render_widget(
            self.doors(model),
            Rect {
                height: 1,
                ..inside
            },
        );
        let rest = Rect {
            y: inside.y + 2,
            height: inside.height.saturating_sub(2),
            ..inside
        };
        let rest = if inside.height < LEAST_FOR_WORDS {
            rest
        } else {
            let about = match due::in_short(model) {
                Some(due) if self.door != Door::Practise => format!("{} {due}", self.about(model)),
                Some(_) | None => self.about(model),
            };
            Panel::words(theme, Role::Quiet, &about, frame, rest)
        };
        let problems = self.problems(model);
        let rest = if problems.is_empty() {
            rest
        } else {
            Panel::words(theme, Role::Warning, &problems, frame, rest)
        };
        let entries = self.entries(model);
        let columns = usize::from(rest.width);
        let about_entry = entries
            .get(self.list.selected)
            .map_or_else(String::new, |entry| details(entry, model));
        let most = usize::from(rest.height / MOST_BELOW);
        let below = keeping::lines(self.door, model, columns, most);
        let places = Places::within(
            rest,
            entries.len(),
            self.rows_of_details(&entries, model, columns),
            below.len(),
        );
        let rows: Vec<Row> = entries.iter().map(|entry| row(entry, model)).collect();
        if rows.is_empty() {
            let nothing = self.nothing(model);
            Panel::words(theme, Role::Quiet, &nothing, frame, places.list);
        }
        self.list.draw_whole(theme, frame, places.list, &rows);
        let height = usize::from(places.details.height);
        let key = model.key(Action::ReadOn, &[Context::Home]);
        let page = page(&about_entry, columns, height, self.turned, &key);
        Panel::words(theme, Role::Quiet, &page.join("\n"), frame, places.details);
        draw_lines(theme, frame, places.below, &below);
    }
}

/// Below this width of the window the doors stand close together.
const NARROW: u16 = 50;

/// Below this height of the page the doors' own words give way to their lists.
const LEAST_FOR_WORDS: u16 = 10;

/// What stands there until it is known which cases there are.
const LOOKING: &str = "Looking for cases…";

/// The same, with how far it has come where there are very many.
fn looking_for(model: &Model) -> String {
    match model.libraries.looked {
        Some((looked, all)) => format!("{LOOKING} {} of {}", thousands(looked), thousands(all)),
        None => LOOKING.to_owned(),
    }
}
