//! Opens cases and puts them away.

use chrono::NaiveDate;

use crate::desk::Desk;
use crate::script::RecordKind;
use crate::tui::effect::{Door, Message, ScreenRequest};
use crate::tui::gate::WasOpen;
use crate::tui::office::OfficeProblem;
use crate::tui::screen::place_of_due;

use super::App;
use super::follow::where_we_are;
use super::perform::WAIT_FOR_DISK;

impl App {
    /// Opens a case to go on with it where it stands, or to read it page by page.
    ///
    /// A real one in a home that is still locked waits for the passphrase.
    pub(super) fn open_case(&mut self, reference: &str, practice: bool, to_read: bool) {
        if !practice && self.office.is_locked() {
            let reference = reference.to_owned();
            return self.unlock_first(WasOpen {
                reference,
                practice,
                to_read,
                in_pages: false,
            });
        }
        let (opened, request) = if to_read {
            let opened = self.office.open_to_read(reference, practice);
            (opened, ScreenRequest::CasePage)
        } else {
            let opened = self.office.open(reference, practice);
            (opened, ScreenRequest::WhereWeAre)
        };
        if self.sit_down(opened) {
            self.open(&request);
        }
    }

    /// Opens a place where the case is written in; one that was only read is opened again for it.
    pub(super) fn go_on_at(&mut self, place: &ScreenRequest) {
        if self.write_in_it() {
            self.open(place);
        }
    }

    /// Opens what became of it, with the case to read below it, so that Esc leads back there; at
    /// what is due, where that was chosen.
    pub(super) fn follow_up(
        &mut self,
        case: Option<(String, bool)>,
        due: Option<(NaiveDate, String)>,
    ) {
        let is_open = match case {
            Some((reference, practice)) => {
                let opened = self.office.open(&reference, practice);
                self.sit_down(opened)
            }
            None => self.write_in_it(),
        };
        let place = self.model.case().map(where_we_are);
        // Where people are in a room, or among themselves, that comes first.
        let meeting = matches!(place, Some(ScreenRequest::Room | ScreenRequest::Private));
        if is_open && !meeting {
            self.open(&ScreenRequest::CasePage);
            self.open(&ScreenRequest::Record(RecordKind::Progress));
            let case = self.model.case();
            let place = due.and_then(|(on, what)| place_of_due(case?, on, &what));
            if let Some(place) = place {
                self.screen.layer_mut().stand_at(place);
            }
        }
    }

    /// A case that was only read is opened again, to be written in; false where that went wrong.
    pub(super) fn write_in_it(&mut self) -> bool {
        let Some(desk) = &self.model.desk else {
            return false;
        };
        if !desk.is_read_only() {
            return true;
        }
        let (reference, practice) = (desk.case().reference.clone(), desk.is_practice());
        let opened = self.office.open(&reference, practice);
        self.sit_down(opened)
    }

    /// Takes a case that was begun or opened; false where that went wrong.
    pub(super) fn sit_down(&mut self, opened: Result<Desk, OfficeProblem>) -> bool {
        match opened {
            Ok(desk) => {
                self.keep_draft();
                self.model.desk = Some(desk);
                self.take_draft();
                self.open(&ScreenRequest::WhereWeAre);
                self.say_how_it_was_found();
                true
            }
            Err(problem) => {
                self.say(Message::refused(problem));
                false
            }
        }
    }

    /// Says once what was unusual about an open case, such as a line that a power cut broke off.
    pub(super) fn say_how_it_was_found(&mut self) {
        let remarks = self
            .model
            .desk
            .as_ref()
            .map(|desk| desk.remarks().join(" "));
        if let Some(remarks) = remarks.filter(|remarks| !remarks.is_empty()) {
            self.say(Message::done(remarks));
        }
    }

    /// Puts the case away, through the door by which it came.
    pub(super) fn close_case(&mut self) {
        self.keep_draft();
        let door = match &self.model.desk {
            Some(desk) if desk.is_read_only() => Door::Review,
            Some(desk) if desk.is_practice() => Door::Practise,
            Some(_) | None => Door::Run,
        };
        if let Some(desk) = self.model.desk.take() {
            let unsaved = desk.close(WAIT_FOR_DISK);
            if unsaved.jobs > 0 {
                self.say(Message::refused(
                    "The last changes could not be saved. Open the case again to see which.",
                ));
            }
        }
        self.model.refused = None;
        self.take_draft();
        self.overlays.clear();
        if self.library.is_some() && door == Door::Review {
            self.open(&ScreenRequest::Library);
        } else {
            self.open(&ScreenRequest::Home(door));
        }
    }
}
