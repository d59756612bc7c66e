//! How long a case is kept: a hold on it, and disposing of it.

use std::sync::Arc;

use crate::tui::effect::{Door, Message, OverlayRequest, PreparingPanel, ScreenRequest};

use super::App;
use super::follow::where_we_are;
use super::perform::WAIT_FOR_DISK;

impl App {
    /// Reads the rules by which cases are kept, once; why that is not possible is kept as well.
    pub(super) fn read_retention(&mut self) {
        if self.model.retention.is_none() {
            self.model.retention = Some(self.office.retention().map(Arc::new));
        }
    }

    /// Asks why the open case is kept whatever the rules say, or why no longer; one that was only
    /// read is opened to be written in.
    pub(super) fn ask_about_hold(&mut self) {
        if !self.write_in_it() {
            return;
        }
        let Some(case) = self.model.case() else {
            return;
        };
        let panel = if case.hold().is_some() {
            PreparingPanel::LiftHold
        } else {
            PreparingPanel::PlaceHold
        };
        // Where people are in a room, or among themselves, that comes first.
        let place = where_we_are(case);
        if !matches!(place, ScreenRequest::Room | ScreenRequest::Private) {
            self.open(&ScreenRequest::CasePage);
            self.push(&OverlayRequest::Preparing(panel));
        }
    }

    /// Disposes of the open case, and goes back to where cases are listed; where it cannot be, the
    /// case is shown as it was.
    pub(super) fn dispose(&mut self) {
        let Some(desk) = self.model.desk.take() else {
            return;
        };
        let (reference, practice) = (desk.case().reference.clone(), desk.is_practice());
        // Its words go with it.
        self.take_draft();
        desk.close(WAIT_FOR_DISK);
        self.overlays.clear();
        match self.office.dispose(&reference, practice) {
            Ok(said) => {
                self.model.refused = None;
                self.open(&ScreenRequest::Home(Door::Review));
                self.say(Message::done(said));
            }
            Err(problem) => {
                self.open_case(&reference, practice, true);
                if self.model.desk.is_none() {
                    self.open(&ScreenRequest::Home(Door::Review));
                }
                self.say(Message::refused(problem));
            }
        }
    }
}
