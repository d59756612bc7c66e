//! The one file that performs effects.

use std::collections::VecDeque;
use std::time::Duration;

use crate::case::Command;
use crate::tui::effect::{Curtain, Effect, Message, OverlayRequest, ScreenRequest};
use crate::tui::hints;
use crate::tui::model::settles;
use crate::tui::overlay::Overlay;
use crate::tui::screen::Screen;

use super::curtain::OverCurtain;
use super::follow::where_we_are;
use super::{App, Outside};

/// How long the disk is waited for where somebody asked for it.
pub(super) const WAIT_FOR_DISK: Duration = Duration::from_secs(2);

impl App {
    /// Performs effects in order, then lets the layers look at the model again.
    pub(super) fn perform(&mut self, effects: Vec<Effect>) {
        let mut waiting: VecDeque<Effect> = effects.into();
        while let Some(effect) = waiting.pop_front() {
            self.perform_one(effect);
        }
        self.model.covered = !self.overlays.is_empty();
        self.screen.layer_mut().refresh(&self.model);
        for overlay in &mut self.overlays {
            overlay.layer_mut().refresh(&self.model);
        }
        self.look_into_forms();
    }

    fn perform_one(&mut self, effect: Effect) {
        self.changed = true;
        match effect {
            Effect::Execute(command) => self.execute(command),
            Effect::Open(request) => self.open(&request),
            Effect::Back => self.open(&self.trail.back()),
            Effect::Push(request) => self.push(&request),
            Effect::Pop => {
                self.overlays.pop();
                // A form that answers takes its words along before its command is carried out.
                self.look_into_forms();
            }
            Effect::CreateCase(request) => self.create_case(&request),
            Effect::OpenCase {
                reference,
                practice,
                to_read,
            } => self.open_case(&reference, practice, to_read),
            Effect::LookThrough(practice) => self.office.look_through(practice),
            Effect::CloseCase => self.close_case(),
            Effect::SaveThen(effect) => {
                if self.try_to_save() {
                    self.perform_one(*effect);
                }
            }
            Effect::KeepDraft(text) => self.draft_changed(text),
            Effect::Say(message) => self.say(message),
            Effect::TellItStays(told) => {
                self.model.told_it_stays = true;
                self.say(Message::done(told));
            }
            Effect::Refuse(refusal) => self.refuse(&refusal),
            Effect::Curtain(curtain) => self.draw_curtain(curtain),
            Effect::ToggleEasyRead => self.model.easy_read = !self.model.easy_read,
            Effect::NextLanguage => self.next_language(),
            Effect::ToggleCoFacilitator => {
                self.model.co_facilitator = !self.model.co_facilitator;
            }
            Effect::TogglePane => self.model.pane = !self.model.pane,
            Effect::Press(action) => self.act(action),
            Effect::Paste(text) => self.paste_into_top(&text),
            Effect::IgnoreEnter(milliseconds) => {
                self.enter_ignored_until = self.model.now.steady + milliseconds;
            }
            Effect::Suspend => {
                self.hide();
                self.asked_outside.push(Outside::Suspend);
            }
            Effect::GivePapers(form) => self.give_papers(form),
            Effect::WritePapers(form, plain) => self.write_papers(form.as_ref(), plain),
            Effect::Evaluate => self.evaluate(),
            Effect::PrintForm(form) => self.print_form(&form),
            Effect::KeepAnswers(typed) => self.keep_answers(&typed),
            Effect::NextMeeting => self.go_on_at(&ScreenRequest::People),
            Effect::WrapUp => self.go_on_at(&ScreenRequest::Done),
            Effect::FollowUp(case, due) => self.follow_up(case, due),
            Effect::TryRecovery(path) => self.try_recovery(&path),
            Effect::Hold => self.ask_about_hold(),
            Effect::Dispose => self.dispose(),
            Effect::AskProcess(script) => self.ask_process(&script),
            Effect::ChangeProcess(script) => self.change_process(&script),
            Effect::Redraw => self.asked_outside.push(Outside::Redraw),
            Effect::Quit => {
                self.keep_draft();
                self.finished = true;
            }
        }
    }

    pub(super) fn execute(&mut self, command: Command) {
        self.put_draft_away(&command);
        if self.draft_of_another_sitting(&command) {
            return;
        }
        self.file_draft_of_side(&command);
        let Some(desk) = &mut self.model.desk else {
            return;
        };
        let before = where_we_are(desk.case());
        let partly_hidden = desk.case().is_partly_hidden();
        match desk.execute(command.clone()) {
            Ok(done) => {
                let after = where_we_are(desk.case());
                let leaves = matches!(after, ScreenRequest::People | ScreenRequest::Done);
                for rule in done.erased {
                    self.forget_by(rule);
                }
                if let Some(said) = done.filed {
                    self.take_filed(&said);
                }
                if before != after {
                    if leaves {
                        self.file_half_typed();
                    }
                    self.keep_draft();
                    self.overlays.clear();
                    self.open(&after);
                    if partly_hidden && after == ScreenRequest::People {
                        // Somebody who was there may still look, and here everybody's is shown.
                        self.draw_curtain(Some(Curtain::Clock));
                    }
                }
                self.ask_what_waits(&command);
            }
            Err(refusal) => {
                self.refuse(&refusal);
                if let Some(request) = settles(&refusal) {
                    self.model.refused = Some(command);
                    self.push(&request);
                }
            }
        }
    }

    /// Shows a screen; overlays go, for they belong to the screen before.
    pub(super) fn open(&mut self, request: &ScreenRequest) {
        let place = match request {
            ScreenRequest::WhereWeAre => self.model.case().map(where_we_are),
            _ => Some(request.clone()),
        };
        let Some(place) = place else {
            return;
        };
        match place {
            ScreenRequest::Home(_) => {
                self.library = None;
                self.begin_search();
                self.learn_how_cases_are_kept();
            }
            ScreenRequest::Library => {
                self.office.look_through(false);
                self.read_retention();
            }
            ScreenRequest::CasePage => self.read_retention(),
            ScreenRequest::NewCase | ScreenRequest::OtherProcess => self.read_scripts(),
            ScreenRequest::Preparation(_) if self.model.rule_sets.is_empty() => {
                self.model.rule_sets = self.office.rule_sets();
            }
            ScreenRequest::Evaluations => self.model.evaluations = self.office.evaluations(),
            _ => {}
        }
        let left = self.library.take_if(|_| place == ScreenRequest::Library);
        let opened = match left {
            Some(library) => Some(Screen::Library(library)),
            None => Screen::open(&place, &self.model),
        };
        match opened {
            Some(screen) => {
                let stood = self.screen.layer().stands_at();
                let left = std::mem::replace(&mut self.screen, screen);
                if let (Screen::Library(left), false) = (left, is_home(&place)) {
                    self.library = Some(left);
                }
                self.overlays.clear();
                let is_ground = match &place {
                    place if is_home(place) => true,
                    place => self.model.case().map(where_we_are).as_ref() == Some(place),
                };
                if let Some(stood) = self.trail.go_to(place, is_ground, stood) {
                    self.screen.layer_mut().stand_at(stood);
                }
            }
            None => self.say(Message::refused("This part is not there yet.")),
        }
    }

    pub(super) fn push(&mut self, request: &OverlayRequest) {
        if self.draft_before_who_is_here(request) {
            return;
        }
        let hints = hints::live(self.top(), &self.model);
        let Some(overlay) = Overlay::open(request, &self.model, hints) else {
            return;
        };
        let same =
            |known: &Overlay| std::mem::discriminant(known) == std::mem::discriminant(&overlay);
        self.overlays.retain(|known| !same(known));
        // What was chosen over the curtain is meant to be seen.
        let chosen = matches!(overlay, Overlay::AnotherDay(_) | Overlay::Ending(_));
        if chosen && self.over_curtain == OverCurtain::Leaving {
            self.draw_curtain(None);
        }
        self.overlays.push(overlay);
    }

    /// Tries once more; true where everything is saved.
    fn try_to_save(&mut self) -> bool {
        let Some(desk) = &mut self.model.desk else {
            return true;
        };
        let left = desk
            .flusher()
            .map_or(0, |flusher| flusher.flush(WAIT_FOR_DISK));
        desk.poll();
        self.say(if left == 0 {
            Message::done("Everything is saved.")
        } else {
            Message::refused("It could not be saved. Everything is still in memory.")
        });
        left == 0
    }

    /// Reads what a new case can be begun with; what cannot be read is said, not hidden.
    fn read_scripts(&mut self) {
        match self.office.scripts() {
            Ok(scripts) => self.model.scripts = scripts,
            Err(problem) => self.say(Message::refused(problem)),
        }
        self.model.script_trouble = self.office.script_trouble();
        self.model.suggested_reference = self.office.suggest_reference();
    }

    fn next_language(&mut self) {
        let Some(case) = self.model.case() else {
            return;
        };
        let tags: Vec<&String> = case.script.languages.keys().collect();
        let next = match &self.model.language {
            None => tags.first().copied(),
            Some(now) => tags
                .iter()
                .position(|tag| *tag == now)
                .and_then(|place| tags.get(place + 1).copied()),
        };
        let next = next.cloned();
        let said = match &next {
            Some(tag) => format!(
                "Cues in {}, where the script has them.",
                case.script
                    .languages
                    .get(tag)
                    .map_or(tag.as_str(), String::as_str)
            ),
            None if tags.is_empty() => "This script has one language.".to_owned(),
            None => "Cues in the script's own language.".to_owned(),
        };
        self.model.language = next;
        self.say(Message::done(said));
    }
}

fn is_home(place: &ScreenRequest) -> bool {
    matches!(place, ScreenRequest::Home(_))
}

impl App {
    /// Lets saving stand as a test needs it.
    #[cfg(test)]
    pub fn set_save_status_for_test(&mut self, status: crate::desk::SaveStatus) {
        if let Some(desk) = &mut self.model.desk {
            desk.set_status_for_test(status);
        }
    }

    /// Performs an effect as if the top layer had asked for it.
    #[cfg(test)]
    pub fn perform_for_test(&mut self, effect: Effect) {
        self.model.now = self.clock.now();
        self.perform(vec![effect]);
    }

    /// Shows a turn of the meeting, however it came there.
    #[cfg(test)]
    pub fn stand_at_for_test(&mut self, turn: crate::case::TurnKey) {
        if let Some(desk) = &mut self.model.desk {
            desk.stand_at_for_test(turn);
        }
        self.overlays.clear();
        self.perform(Vec::new());
    }
}
