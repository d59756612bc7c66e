//! Locking, unlocking, and protecting: what happens while the gate stands before everything.

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Door, Effect, Message, NewCaseRequest, ScreenRequest};
use crate::tui::gate::{Asked, Gate, WasOpen};
use crate::tui::key::Key;
use crate::tui::layer::Layer as _;
use crate::tui::office::{KeysSeen, Libraries};
use crate::tui::overlay::{Leave, Overlay};
use crate::tui::screen::{Home, Screen};

use super::App;
use super::burst::Burst;
use super::perform::WAIT_FOR_DISK;
use super::presence::Presence;
use super::search::Search;
use super::trail::Trail;

#[cfg(test)]
mod tests;

/// Why a home was locked that another window changed.
const CHANGED: &str = "Another window has changed the passphrase, or who can read the cases.";
/// Why a home was locked that was not protected before.
const NEWLY: &str = "Another window has protected the cases on this computer.";

impl App {
    /// What stands before everything, if something does.
    pub fn gate(&self) -> Option<&Gate> {
        self.gate.as_ref()
    }

    /// Locks a protected home at once: half-typed words are kept, and the gate stands before
    /// everything. No disk is waited for, so that nothing stays on the picture while one hangs; the
    /// case is put away as soon as everything is saved, and waits out of sight until then.
    ///
    /// False where the home is not protected, so that a curtain has to do.
    pub(super) fn lock(&mut self) -> bool {
        self.lock_because(None)
    }

    /// The same, with what is said of it.
    fn lock_because(&mut self, why: Option<&'static str>) -> bool {
        if !self.model.protected {
            return false;
        }
        if self.gate.as_ref().is_some_and(Gate::is_locked) {
            return true;
        }
        self.keep_draft();
        let was_open = self.model.desk.as_ref().map(|desk| WasOpen {
            reference: desk.case().reference.clone(),
            practice: desk.is_practice(),
            to_read: desk.is_read_only(),
            in_pages: matches!(self.screen, Screen::CasePage(_) | Screen::Progress(_)),
        });
        self.put_half_typed_away();
        self.forget_everything();
        self.office.lock();
        self.gate = Some(Gate::locked(was_open).because(why));
        self.changed = true;
        self.put_case_away();
        // The picture that was there is forgotten as well, and drawn over cell by cell.
        self.asked_outside.push(super::Outside::Wipe);
        true
    }

    /// Asks for the passphrase of a home that was not unlocked yet, and opens the case that was chosen
    /// in it then.
    pub(super) fn unlock_first(&mut self, chosen: WasOpen) {
        if self.lock() && self.model.desk.is_none() {
            self.gate = Some(Gate::locked(Some(chosen)));
        }
    }

    /// Puts the case behind a locked gate away once everything of it is saved; until then the
    /// gate shows how saving stands.
    pub(super) fn put_case_away(&mut self) {
        if !self.gate.as_ref().is_some_and(Gate::is_locked) {
            return;
        }
        let Some(desk) = &mut self.model.desk else {
            return;
        };
        self.changed |= desk.poll();
        if !desk.status().is_saved() {
            return;
        }
        let stood = self.model.save_status();
        if let Some(gate) = &mut self.gate {
            gate.remember(stood);
        }
        if let Some(desk) = self.model.desk.take() {
            // There is nothing to wait for.
            desk.close(WAIT_FOR_DISK);
            self.forget_case();
            self.changed = true;
        }
    }

    /// Whether the panel for leaving stands over the gate, for something is not saved.
    pub fn leaves_over_gate(&self) -> bool {
        self.gate.is_some() && matches!(self.overlays.last(), Some(Overlay::Leave(_)))
    }

    /// Lets go of everything that came out of a case, but of the case itself.
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
        self.model.keeping.trial = None;
        self.model.keeping.left_behind.clear();
        self.screen = Screen::Home(Home::new(Door::Run));
        self.trail = Trail::default();
        if self.model.desk.is_none() {
            self.forget_case();
        }
    }

    fn forget_case(&mut self) {
        self.take_draft();
        self.model.half_typed = crate::desk::Draft::default();
        self.overlays.clear();
    }

    /// Has it looked, once a second at most, whether another window has changed the keys, and locks
    /// where a look found so: what is begun from now on would be sealed for the readers of before,
    /// or not at all. No disk is waited for.
    pub(super) fn lock_if_keys_changed(&mut self) -> bool {
        let seen = self.office.keys_seen();
        let second = self.model.now.wall.timestamp();
        if std::mem::replace(&mut self.looked_for_keys, second) != second {
            self.office.look_at_keys();
        }
        seen.is_some_and(|seen| self.lock_if_others_changed(seen))
    }

    fn lock_if_others_changed(&mut self, seen: KeysSeen) -> bool {
        let newly = !self.model.protected && seen.protected;
        self.model.protected |= newly;
        let why = if newly { NEWLY } else { CHANGED };
        (newly || seen.changed) && self.lock_because(Some(why))
    }

    /// After how many milliseconds there is something to do at the gate, or it has to be looked
    /// again whether somebody is there.
    pub(super) fn gate_due_in(&self) -> Option<u64> {
        let Some(gate) = &self.gate else {
            return self.presence_due_in();
        };
        let desk = self.model.desk.as_ref();
        let saved = desk.is_some_and(|desk| desk.status().is_saved());
        if gate.is_working() || (saved && gate.is_locked()) {
            return Some(0);
        }
        gate.is_locked().then(|| self.next_minute_in())
    }

    /// Lets the clock above a locked gate go on, and while something is being saved what is said of
    /// it; a clock that shows minutes wakes nobody more often.
    pub(super) fn go_on_at_gate(&mut self) {
        self.put_case_away();
        self.work_at_gate();
        let second = self.model.now.wall.timestamp();
        let step = if self.model.desk.is_some() { 1 } else { 60 };
        self.changed |= second.div_euclid(step) != self.shown_second.div_euclid(step);
        self.shown_second = second;
    }

    /// Gives a key to the gate; nothing else sees it.
    pub(super) fn answer_gate(&mut self, key: Key) {
        self.changed = true;
        if self.leaves_over_gate() {
            return self.answer_leaving(key);
        }
        self.model.message = None;
        let meaning = self.model.keymap.action(key, &[Context::Curtain], true);
        match meaning {
            Some(Action::Leave) => return self.leave_at_gate(),
            Some(Action::Suspend) => return self.asked_outside.push(super::Outside::Suspend),
            Some(Action::Redraw) => return self.asked_outside.push(super::Outside::Redraw),
            _ => {}
        }
        let asked = self.gate.as_mut().and_then(|gate| gate.type_key(key));
        if let Some(asked) = asked {
            self.obey_gate(asked);
        }
    }

    /// Leaves the program, unless something behind the gate is not saved; then it asks first.
    fn leave_at_gate(&mut self) {
        self.put_case_away();
        let (leave, effects) = Leave::at_gate(&self.model);
        if effects.is_empty() {
            self.overlays.push(Overlay::Leave(leave));
        }
        self.perform(effects);
    }

    /// Gives a key to the panel for leaving; over the gate nothing else can be reached from it.
    fn answer_leaving(&mut self, key: Key) {
        self.model.message = None;
        let Some(Overlay::Leave(leave)) = self.overlays.last_mut() else {
            return;
        };
        let typing = leave.is_typing();
        let effects = match self.model.keymap.action(key, leave.contexts(), typing) {
            Some(Action::Redraw) => vec![Effect::Redraw],
            Some(Action::Suspend) => vec![Effect::Suspend],
            Some(action) => leave.act(action, &self.model),
            None => leave.type_key(key, &self.model),
        };
        self.perform(effects);
    }

    /// Does the work that the gate announced.
    fn work_at_gate(&mut self) {
        if let Some(asked) = self.gate.as_mut().and_then(Gate::take_work) {
            self.changed = true;
            self.obey_gate(asked);
        }
    }

    fn obey_gate(&mut self, asked: Asked) {
        match asked {
            Asked::Unlock(passphrase, was_open) => match self.office.unlock(&passphrase) {
                Ok(()) => self.open_gate(was_open),
                Err(problem) => self.gate_says(problem.to_string().trim_end().to_owned()),
            },
            Asked::Protect(passphrase, key, request) => {
                let done = self.office.protect(&passphrase, key);
                self.model.protected = self.office.is_protected();
                match done {
                    Ok(()) => self.begin_behind_gate(&request),
                    // The keys are made; only something that was there already is not sealed yet.
                    Err(problem) if self.model.protected => {
                        self.begin_behind_gate(&request);
                        self.say(Message::refused(problem));
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
        // A case that could not be put away is still there.
        let was_open = was_open.filter(|_| self.model.desk.is_none());
        match was_open {
            Some(was_open) => {
                let (reference, practice) = (was_open.reference, was_open.practice);
                self.open(&ScreenRequest::Home(Door::Run));
                self.open_case(&reference, practice, was_open.to_read);
                let is_open = self
                    .model
                    .case()
                    .is_some_and(|case| case.running().is_err());
                if was_open.in_pages && is_open {
                    self.open(&ScreenRequest::CasePage);
                }
            }
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
        let keys = self.office.keys();
        if self.lock_if_others_changed(keys) {
            return;
        }
        if let NewCaseRequest::Real { script, .. } = request
            && self.office.asks_for_protection()
        {
            // Nobody chooses a passphrase only to hear that nothing can be begun.
            let tried = self.office.script(script);
            match tried.and_then(|_| self.office.passphrase_by_lot()) {
                Ok(by_lot) => self.gate = Some(Gate::offered(request.clone(), by_lot)),
                Err(problem) => self.say(Message::refused(problem)),
            }
            return;
        }
        let made = self.office.create(request);
        self.sit_down(made);
    }
}
