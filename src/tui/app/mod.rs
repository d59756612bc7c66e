//! The program behind the screen: takes keys, performs effects, owns the model.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the program answers a few actions itself and hands the rest to the top layer"
)]

mod at_once;
mod burst;
mod cases;
mod curtain;
mod disposing;
mod draft;
mod evaluations;
mod follow;
mod gate;
mod held;
mod one_side;
mod other_process;
mod papers;
mod paste;
mod perform;
mod presence;
mod recovery;
mod search;
mod start;
mod trail;

pub use start::{Settings, Start};

use std::sync::Arc;

use crate::case::{Now, Refusal};
use crate::clean::Cleaned;
use crate::clock::Clock;
use crate::desk::Desk;

use super::action::Action;
use super::context::Context;
use super::effect::{Curtain, Effect, Message, OverlayRequest};
use super::gate::Gate;
use super::key::Key;
use super::layer::Layer;
use super::model::Model;
use super::office::Office;
use super::overlay::Overlay;
use super::remedy::told;
use super::screen::{LibraryScreen, Screen};

use burst::Burst;
use curtain::OverCurtain;
use draft::DraftKeeper;
use held::HeldKeys;
use presence::Presence;
use search::Search;
use trail::Trail;

/// What the circle is told where something is said in private first.
const A_PAUSE: &str = "A pause.";
/// How often the status is looked at while something is being saved, in milliseconds: for
/// how long it takes is shown in seconds. That it is saved, the writer tells at once.
const LOOK_AT_STATUS_EVERY: u64 = 1_000;

/// The program behind the screen.
pub struct App {
    model: Model,
    screen: Screen,
    trail: Trail,
    overlays: Vec<Overlay>,
    office: Box<dyn Office>,
    clock: Arc<dyn Clock>,
    held: HeldKeys,
    burst: Burst,
    /// Whether a burst of keys is a paste, for the terminal does not tell.
    bursts_are_pastes: bool,
    draft: DraftKeeper,
    enter_ignored_until: u64,
    shortcuts_ignored_until: u64,
    asked_outside: Vec<Outside>,
    over_curtain: OverCurtain,
    finished: bool,
    changed: bool,
    search: Search,
    /// The library as it was left for a case, to come back to.
    library: Option<Box<LibraryScreen>>,
    /// The second that the clock on the picture shows.
    shown_second: i64,
    /// What stands before everything else.
    gate: Option<Gate>,
    /// When somebody was last there.
    presence: Presence,
    /// The second in which it was last looked whether another window changed the keys.
    looked_for_keys: i64,
    /// After so many milliseconds without a key a protected home is locked.
    lock_after: u64,
}

/// Something that only the owner of the terminal can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Let pastes come in brackets again, and draw every cell afresh: what another program did to
    /// either is over.
    Redraw,
    /// Take every cell away before the next picture, so that nothing hidden stays anywhere.
    Wipe,
}

impl App {
    /// Everything a screen may read.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The screen below the overlays.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Overlays, the top one last.
    pub fn overlays(&self) -> &[Overlay] {
        &self.overlays
    }

    /// What gets the keys now.
    pub fn top(&self) -> &dyn Layer {
        match self.overlays.last() {
            Some(overlay) => overlay.layer(),
            None => self.screen.layer(),
        }
    }

    /// Where keys are looked up now.
    pub fn contexts(&self) -> &'static [Context] {
        if self.is_behind_curtain() {
            &[Context::Curtain]
        } else {
            self.top().contexts()
        }
    }

    /// Whether the program is to end.
    pub fn is_finished(&self) -> bool {
        self.finished
    }

    /// Takes one key press.
    pub fn press(&mut self, key: Key) {
        self.model.now = self.clock.now();
        self.lock_if_left_alone();
        self.note_presence();
        if self.gate.is_some() {
            self.answer_gate(key);
            return;
        }
        self.tell_burst();
        if self.bursts_are_pastes && self.burst.holds(key, self.model.now.steady) {
            return;
        }
        self.take_key(key);
    }

    fn take_key(&mut self, key: Key) {
        let meaning = self.meaning(key);
        let may_repeat = meaning.is_none_or(Action::may_repeat);
        let answered = self.held.take(key, self.model.now.steady, may_repeat);
        if answered.is_empty() && self.held.drops() {
            self.say_that_it_was_held(meaning);
        }
        for key in answered {
            self.answer(key);
        }
    }

    /// Takes cleaned text that was pasted.
    pub fn paste(&mut self, text: &str) {
        let whole = Cleaned {
            text: text.to_owned(),
            removed: 0,
        };
        self.paste_beginning(&whole, text.chars().count());
    }

    /// Takes the size of the terminal.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.changed |= self.model.size != (columns, rows);
        self.model.size = (columns, rows);
    }

    /// Does what is due: asks the writer, keeps drafts, lets clocks go on.
    pub fn tick(&mut self) {
        self.model.now = self.clock.now();
        let now = self.model.now.steady;
        self.lock_if_left_alone();
        if self.gate.is_some() {
            self.go_on_at_gate();
            return;
        }
        if let Some(key) = self.held.due(now) {
            self.answer(key);
        }
        self.tell_burst();
        self.keep_draft_if_due();
        if self.lock_if_keys_changed() {
            return;
        }
        self.go_on_searching();
        let saved = self.model.desk.as_mut().is_some_and(Desk::poll);
        let second = self.model.now.wall.timestamp();
        let goes_on = self.shows_clock() || self.locks_in().is_some();
        self.changed |= saved || (goes_on && second != self.shown_second);
        self.shown_second = second;
    }

    /// After how many milliseconds [`App::tick`] has something to do; never, where there is none.
    pub fn next_tick(&self) -> Option<u64> {
        let now = self.model.now;
        let status = self.model.desk.as_ref().map(Desk::status);
        let waiting = status.is_some_and(|status| status.waiting > 0);
        let second = part_of_second(now);
        let clock = self.shows_clock().then(|| match self.model.curtain {
            Some(Curtain::Clock) => self.next_minute_in(),
            Some(Curtain::Blank) | None => 1000 - second,
        });
        [
            waiting.then_some(LOOK_AT_STATUS_EVERY),
            self.held.due_in(now.steady),
            self.burst.due_in(now.steady),
            self.draft.due_in(now.steady),
            self.search.due_in(),
            self.screen.layer().has_more_to_do().then_some(0),
            clock,
            self.gate_due_in(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// In how many milliseconds a clock that shows minutes goes on.
    fn next_minute_in(&self) -> u64 {
        let now = self.model.now;
        let second = u64::try_from(now.wall.timestamp().rem_euclid(60)).unwrap_or(0);
        (60 - second) * 1000 - part_of_second(now)
    }

    /// Whether the picture has to be drawn anew; asked once per drawing.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// What the owner of the terminal is asked to do; asked once.
    pub fn take_outside(&mut self) -> Vec<Outside> {
        // Whatever asked for it: on a terminal that was cleared a picture has to follow.
        let cleared = |asked: &Outside| matches!(asked, Outside::Redraw | Outside::Wipe);
        self.changed |= self.asked_outside.iter().any(cleared);
        std::mem::take(&mut self.asked_outside)
    }

    fn shows_clock(&self) -> bool {
        match self.model.curtain {
            Some(Curtain::Blank) => false,
            Some(Curtain::Clock) => true,
            None => self.screen.layer().has_clock(&self.model),
        }
    }

    fn meaning(&self, key: Key) -> Option<Action> {
        let typing = !self.is_behind_curtain() && self.top().is_typing();
        self.model.keymap.action(key, self.contexts(), typing)
    }

    fn answer(&mut self, key: Key) {
        let now = self.model.now.steady;
        let typing = self.top().is_typing() && key.typed().is_some();
        let meaning = self.meaning(key);
        // A picture drawn afresh says what the one before it said, so it never has to rest.
        if meaning == Some(Action::Redraw) {
            self.perform(vec![Effect::Redraw]);
            return;
        }
        let ignored = (now < self.shortcuts_ignored_until && !typing)
            || (now < self.enter_ignored_until && key.is_enter());
        if ignored {
            return;
        }
        self.changed = true;
        self.model.message = None;
        self.model.told_it_stays &= meaning == Some(Action::Undo);
        if self.is_behind_curtain() {
            self.answer_behind_curtain(meaning);
            return;
        }
        let would_be_hidden = matches!(meaning, Some(Action::Help | Action::Palette));
        if self.model.curtain.is_some() && would_be_hidden {
            return;
        }
        if let Some(action) = meaning {
            self.act(action);
            return;
        }
        let effects = match self.overlays.last_mut() {
            Some(overlay) => overlay.layer_mut().type_key(key, &self.model),
            None => self.screen.layer_mut().type_key(key, &self.model),
        };
        self.perform(effects);
    }

    /// Does what is the same everywhere, and asks the top layer for the rest.
    fn act(&mut self, action: Action) {
        let effects = match action {
            Action::Help => vec![Effect::Push(OverlayRequest::Help)],
            Action::Palette => vec![Effect::Push(OverlayRequest::Palette)],
            Action::Leave => vec![Effect::Push(OverlayRequest::Leave)],
            Action::HideEverything if self.lock() => return,
            Action::HideEverything => vec![Effect::Curtain(Some(Curtain::Blank))],
            Action::Suspend => vec![Effect::Suspend],
            _ => match self.overlays.last_mut() {
                Some(overlay) => overlay.layer_mut().act(action, &self.model),
                None => self.screen.layer_mut().act(action, &self.model),
            },
        };
        self.perform(effects);
    }

    /// Says why something was refused, with the key that helps on the screen below all panels.
    fn refuse(&mut self, refusal: &Refusal) {
        let contexts = self.screen.layer().contexts();
        let said = match (refusal, self.model.case()) {
            // Who said what in private is for nobody in the room to read.
            (Refusal::NotWilling(_), Some(case)) if case.running().is_ok() => A_PAUSE.to_owned(),
            _ => told(refusal, &self.model.keymap, contexts),
        };
        self.say(Message::refused(said));
    }

    fn say(&mut self, message: Message) {
        self.model.message = Some(message);
    }
}

/// How many milliseconds of the second that the wall clock shows have passed.
fn part_of_second(now: Now) -> u64 {
    u64::from(now.wall.timestamp_subsec_millis()).min(999)
}
