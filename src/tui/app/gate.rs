//! Locking, unlocking, and protecting: what happens while the gate stands before everything.

use crate::case::Now;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Door, Message, NewCaseRequest, ScreenRequest};
use crate::tui::gate::{Asked, Gate, WasOpen};
use crate::tui::key::Key;
use crate::tui::office::Libraries;
use crate::tui::screen::{Home, Screen};

use super::App;
use super::burst::Burst;
use super::perform::WAIT_FOR_DISK;
use super::search::Search;
use super::trail::Trail;

#[cfg(test)]
mod tests;

/// A protected home is looked at so often, in milliseconds, so that sleep is noticed.
const LOOK_EVERY: u64 = 20_000;
/// So many milliseconds beyond that, or between the two clocks, mean that the computer slept.
const SLEPT: u64 = 60_000;

/// When somebody was last there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Presence {
    /// The last key.
    key: Now,
    /// The last look.
    look: Now,
}

impl Presence {
    pub(super) fn since(now: Now) -> Self {
        Self {
            key: now,
            look: now,
        }
    }
}

/// The larger of what two clocks say, in milliseconds, and by how much they differ.
fn passed(from: Now, to: Now) -> (u64, u64) {
    let steady = to.steady.saturating_sub(from.steady);
    let wall = (to.wall - from.wall).num_milliseconds().unsigned_abs();
    (steady.max(wall), steady.abs_diff(wall))
}

impl App {
    /// What stands before everything, if something does.
    pub fn gate(&self) -> Option<&Gate> {
        self.gate.as_ref()
    }

    /// Locks a protected home: half-typed words are kept, the case is put away, and nothing of it
    /// stays. Where the disk does not take what is left, the case waits out of sight.
    ///
    /// False where the home is not protected, so that a curtain has to do.
    pub(super) fn lock(&mut self) -> bool {
        if !self.office.is_protected() {
            return false;
        }
        if self.gate.as_ref().is_some_and(Gate::is_locked) {
            return true;
        }
        self.keep_draft();
        let mut was_open = None;
        if let Some(desk) = self.model.desk.take() {
            was_open = Some(WasOpen {
                reference: desk.case().reference.clone(),
                practice: desk.is_practice(),
                to_read: desk.is_read_only(),
            });
            let flusher = desk.flusher();
            let left = flusher.map_or(0, |flusher| flusher.flush(WAIT_FOR_DISK));
            if left == 0 {
                desk.close(WAIT_FOR_DISK);
            } else {
                self.model.desk = Some(desk);
                was_open = None;
            }
        }
        self.forget_everything();
        self.office.lock();
        self.gate = Some(Gate::locked(was_open));
        self.changed = true;
        // The picture that was there is forgotten as well, and drawn over cell by cell.
        self.asked_outside.push(super::Outside::Redraw);
        true
    }

    /// Lets go of everything that came out of a case.
    fn forget_everything(&mut self) {
        self.overlays.clear();
        self.library = None;
        self.search = Search::default();
        self.burst = Burst::default();
        self.model.curtain = None;
        self.model.message = None;
        self.model.refused = None;
        self.model.libraries = Libraries::default();
        self.model.cases = None;
        self.model.due = None;
        if self.model.desk.is_none() {
            self.take_draft();
            self.model.half_typed = crate::desk::Draft::default();
            self.screen = Screen::Home(Home::new(Door::Run));
            self.trail = Trail::default();
        }
    }

    /// Looks whether nobody was there for long, or the computer slept.
    pub(super) fn lock_if_left_alone(&mut self) {
        let now = self.model.now;
        let (alone, _) = passed(self.presence.key, now);
        let (looked, apart) = passed(self.presence.look, now);
        self.presence.look = now;
        if self.gate.is_some() || !self.office.is_protected() {
            return;
        }
        if alone >= self.lock_after || looked > LOOK_EVERY + SLEPT || apart > SLEPT {
            self.lock();
        }
    }

    pub(super) fn note_key(&mut self) {
        self.presence.key = self.model.now;
    }

    /// After how many milliseconds it has to be looked again whether somebody is there.
    pub(super) fn gate_due_in(&self) -> Option<u64> {
        match &self.gate {
            Some(gate) => gate.is_working().then_some(0),
            None => self.office.is_protected().then_some(LOOK_EVERY),
        }
    }

    /// Gives a key to the gate; nothing else sees it.
    pub(super) fn answer_gate(&mut self, key: Key) {
        self.changed = true;
        let meaning = self.model.keymap.action(key, &[Context::Curtain], true);
        match meaning {
            Some(Action::Leave) => {
                self.finished = true;
                return;
            }
            Some(Action::Suspend) => return self.asked_outside.push(super::Outside::Suspend),
            Some(Action::Redraw) => return self.asked_outside.push(super::Outside::Redraw),
            _ => {}
        }
        let asked = self.gate.as_mut().and_then(|gate| gate.type_key(key));
        if let Some(asked) = asked {
            self.obey_gate(asked);
        }
    }

    /// Does the work that the gate announced.
    pub(super) fn work_at_gate(&mut self) {
        if let Some(asked) = self.gate.as_mut().and_then(Gate::take_work) {
            self.changed = true;
            self.obey_gate(asked);
        }
    }

    fn obey_gate(&mut self, asked: Asked) {
        match asked {
            Asked::Unlock(passphrase, was_open) => match self.office.unlock(&passphrase) {
                Ok(()) => self.open_gate(was_open),
                Err(problem) => self.gate_says(problem.what),
            },
            Asked::Protect(passphrase, key, request) => {
                match self.office.protect(&passphrase, key) {
                    Ok(()) => {
                        self.model.protected = self.office.is_protected();
                        self.begin_behind_gate(&request);
                    }
                    Err(problem) => self.gate_says(problem.to_string()),
                }
            }
            Asked::Decline(request) => match self.office.decline_protection() {
                Ok(()) => self.begin_behind_gate(&request),
                Err(problem) => self.gate_says(problem.to_string()),
            },
            Asked::GoBack => self.gate = None,
        }
    }

    fn gate_says(&mut self, said: String) {
        if let Some(gate) = &mut self.gate {
            gate.say(said);
        }
    }

    fn open_gate(&mut self, was_open: Option<WasOpen>) {
        self.gate = None;
        self.presence = Presence::since(self.clock.now());
        match was_open {
            Some(was_open) => {
                let (reference, practice) = (was_open.reference, was_open.practice);
                self.open(&ScreenRequest::Home(Door::Run));
                self.open_case(&reference, practice, was_open.to_read);
            }
            // A case that could not be put away is still there.
            None if self.model.desk.is_some() => self.open(&ScreenRequest::WhereWeAre),
            None => self.open(&ScreenRequest::Home(Door::Run)),
        }
    }

    fn begin_behind_gate(&mut self, request: &NewCaseRequest) {
        self.gate = None;
        let made = self.office.create(request);
        self.sit_down(made);
    }

    /// Begins a case; before the first real one it is asked whether to protect the home.
    pub(super) fn create_case(&mut self, request: &NewCaseRequest) {
        let real = matches!(request, NewCaseRequest::Real { .. });
        if real && self.office.asks_for_protection() {
            match self.office.passphrase_by_lot() {
                Ok(by_lot) => self.gate = Some(Gate::offered(request.clone(), by_lot)),
                Err(problem) => self.say(Message::refused(problem)),
            }
            return;
        }
        let made = self.office.create(request);
        self.sit_down(made);
    }
}
