//! What is asked, or said, at once after something was recorded, and not only when going on.

use super::App;
use crate::case::{Case, Command, ConsentCommand, ConsentRefusal, Presence, Refusal, Willing};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Message, OverlayRequest};
use crate::tui::model::settles;

impl App {
    /// Asks or says what every step on waits for since a command.
    pub(super) fn ask_what_waits(&mut self, command: &Command) {
        let begins = matches!(
            command,
            Command::StartSession(_) | Command::StartSessionHeld(..) | Command::ResumeSession
        );
        let says_no = matches!(
            command,
            Command::SayWilling(_, Willing::Withdrawn)
                | Command::Consent(ConsentCommand::Withdraw { .. })
        );
        if begins {
            self.ask_about_the_unwilling();
            self.ask_what_stands_at_the_beginning();
        } else if matches!(command, Command::SetPresence(_, Presence::Left)) {
            self.ask_about_who_left();
        } else if says_no {
            self.say_that_it_waits();
        }
    }

    /// Asks at once what follows where somebody is here who said no: every step on would be
    /// refused because of it.
    fn ask_about_the_unwilling(&mut self) {
        let refusal = self.model.refusal_of(&Command::GoOn);
        if let Some(refusal @ Refusal::NotWilling(_)) = refusal {
            self.ask_at_once(&refusal);
        }
    }

    /// Whoever the meeting is about has left: it waits, and it is asked how it goes on.
    fn ask_about_who_left(&mut self) {
        let refusal = self.model.refusal_of(&Command::GoOn);
        if let Some(refusal @ Refusal::PrincipalLeft(_)) = refusal {
            self.ask_at_once(&refusal);
        }
    }

    fn ask_at_once(&mut self, refusal: &Refusal) {
        self.refuse(refusal);
        if let Some(request) = settles(refusal) {
            self.push(&request);
        }
    }

    /// The checks before the first stage stand before anything is said in it.
    fn ask_what_stands_at_the_beginning(&mut self) {
        if !self.overlays.is_empty() {
            return;
        }
        let case = self.model.case();
        let gates = case.map_or_else(Vec::new, Case::gates_at_the_beginning);
        if !gates.is_empty() {
            self.push(&OverlayRequest::Gate(gates));
        }
    }

    /// Says at once that a no stops the meeting that goes on, and where what follows is settled:
    /// nobody needs to find it out by a key that does nothing.
    fn say_that_it_waits(&mut self) {
        let waits = matches!(
            self.model.refusal_of(&Command::GoOn),
            Some(
                Refusal::WithdrawalOpen(_)
                    | Refusal::NotWilling(_)
                    | Refusal::Consent(ConsentRefusal::TakenBack(_))
            )
        );
        if waits {
            let key = self.model.key(Action::GoOn, &[Context::Room]);
            let said = format!(
                "Put down. The meeting waits: in the room, {key} asks how to go on without them."
            );
            self.say(Message::refused(said));
        }
    }
}
