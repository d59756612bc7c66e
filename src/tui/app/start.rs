//! Starting the program behind the screen.

use std::sync::Arc;

use crate::clock::Clock;
use crate::desk::{Desk, Draft};
use crate::tui::effect::{Door, Message, NewCaseRequest, ScreenRequest};
use crate::tui::gate::Gate;
use crate::tui::keymap::Keymap;
use crate::tui::model::{Keeping, Model};
use crate::tui::office::{Libraries, Office};
use crate::tui::screen::{Home, Screen};
use crate::tui::theme::Theme;

use super::App;
use super::burst::Burst;
use super::curtain::OverCurtain;
use super::draft::DraftKeeper;
use super::held::HeldKeys;
use super::presence::Presence;
use super::search::Search;
use super::trail::Trail;

/// After so many minutes without a key a protected home is locked, where nothing else is set.
const LOCK_AFTER: u16 = 10;

/// How the person at the keyboard wants it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The key table in force.
    pub keymap: Keymap,
    /// Colours and signs.
    pub theme: Theme,
    /// Whether cues begin in easy-read words.
    pub easy_read: bool,
    /// Whether the note line begins open for a second facilitator.
    pub co_facilitator: bool,
    /// What is said once where the settings could not be used.
    pub trouble: Option<String>,
    /// After so many minutes without a key a protected home is locked.
    pub lock_after: u16,
    /// Whether a burst of keys is a paste: where the terminal does not tell one from typing.
    pub bursts_are_pastes: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            keymap: Keymap::standard(),
            theme: Theme::default(),
            easy_read: false,
            co_facilitator: false,
            trouble: None,
            lock_after: LOCK_AFTER,
            bursts_are_pastes: cfg!(windows),
        }
    }
}

/// Where the program begins.
pub enum Start {
    /// At one of the three doors.
    Door(Door),
    /// In an open case.
    Case(Box<Desk>),
    /// In a case that begins now; before the first real one it is asked whether to protect the home.
    Begin(NewCaseRequest),
}

impl Start {
    /// The open case, the screen that is shown first, and the case that begins there.
    fn opens(self) -> (Option<Desk>, ScreenRequest, Option<NewCaseRequest>) {
        match self {
            Self::Door(door) => (None, ScreenRequest::Home(door), None),
            Self::Begin(new) => (None, ScreenRequest::Home(Door::Run), Some(new)),
            Self::Case(desk) => {
                let first = if desk.is_read_only() {
                    ScreenRequest::CasePage
                } else {
                    ScreenRequest::WhereWeAre
                };
                (Some(*desk), first, None)
            }
        }
    }
}

impl App {
    /// Starts the program behind the screen.
    pub fn new(
        office: Box<dyn Office>,
        clock: Arc<dyn Clock>,
        settings: Settings,
        start: Start,
    ) -> Self {
        let now = clock.now();
        let (desk, request, begins) = start.opens();
        let gate = (desk.is_none() && office.is_locked()).then(|| Gate::locked(None));
        let model = Model {
            desk,
            now,
            cases: None,
            due: None,
            libraries: Libraries::default(),
            scripts: Vec::new(),
            script_trouble: None,
            rule_sets: Vec::new(),
            evaluations: Vec::new(),
            retention: None,
            practice_cases: None,
            suggested_reference: String::new(),
            protected: office.is_protected(),
            locked: office.is_locked(),
            keeping: Keeping::default(),
            keymap: settings.keymap,
            theme: settings.theme,
            co_facilitator: settings.co_facilitator,
            pane: true,
            covered: false,
            curtain: None,
            told_it_stays: false,
            message: None,
            easy_read: settings.easy_read,
            language: None,
            refused: None,
            note_draft: String::new(),
            half_typed: Draft::default(),
            put_away: Draft::default(),
            size: (80, 24),
        };
        let screen = Screen::Home(Home::new(Door::Run));
        let mut app = Self {
            model,
            screen,
            trail: Trail::default(),
            overlays: Vec::new(),
            office,
            clock,
            held: HeldKeys::default(),
            burst: Burst::default(),
            bursts_are_pastes: settings.bursts_are_pastes,
            draft: DraftKeeper::default(),
            enter_ignored_until: 0,
            shortcuts_ignored_until: 0,
            asked_outside: Vec::new(),
            over_curtain: OverCurtain::Nothing,
            finished: false,
            changed: true,
            search: Search::default(),
            library: None,
            shown_second: 0,
            gate,
            presence: Presence::since(now),
            looked_for_keys: now.wall.timestamp(),
            lock_after: u64::from(settings.lock_after) * 60_000,
        };
        app.take_draft();
        if app.gate.is_none() {
            app.show_first(&request, begins.as_ref());
        }
        app.say_how_it_was_found();
        if let Some(trouble) = settings.trouble {
            app.say_first(trouble);
        }
        app
    }

    /// Shows the first screen, and begins the case that was asked for.
    fn show_first(&mut self, request: &ScreenRequest, begins: Option<&NewCaseRequest>) {
        self.open(request);
        if let Some(new) = begins {
            self.create_case(new);
        }
    }

    /// Says something before whatever else is said.
    fn say_first(&mut self, trouble: String) {
        let said = self.model.message.take().map(|said| said.text);
        let said: Vec<String> = std::iter::once(trouble).chain(said).collect();
        self.say(Message::refused(said.join(" ")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::{MemoryOffice, World};

    #[test]
    fn that_the_settings_could_not_be_used_is_said_on_the_first_screen() {
        let clock = World::conference().clock;
        let office = Box::new(MemoryOffice::new(clock.clone()));
        let settings = Settings {
            trouble: Some("config.json: Line 2, column 3.".to_owned()),
            ..Settings::default()
        };
        let app = App::new(office, clock, settings, Start::Door(Door::Run));
        let said = app.model().message.as_ref().unwrap();
        assert_eq!(said.text, "config.json: Line 2, column 3.");
    }
}
