//! Half-typed words where a meeting is with one side alone: they stay with that sitting.
//!
//! A draft is shown wherever the note line is, so one that was typed with the other side must
//! not wait there. It is filed as a note of its own sitting when that ends; where words cannot
//! be filed there, it is asked about before the next sitting begins.

use super::App;
use crate::case::{Command, Event, MarkKind};
use crate::tui::effect::{Effect, OverlayRequest};

impl App {
    /// Files the half-typed note before a command that ends a sitting with one side.
    pub(super) fn file_draft_of_side(&mut self, command: &Command) {
        let ends = |event: &Event| {
            matches!(
                event,
                Event::SessionEnded { .. } | Event::SessionAdjourned { .. }
            )
        };
        let Some(desk) = &mut self.model.desk else {
            return;
        };
        if !desk.case().is_one_sided() || !desk.leads_to(command, ends) {
            return;
        }
        self.file_half_typed();
        let note = self.model.note_draft.trim().to_owned();
        let Some(desk) = self.model.desk.as_mut().filter(|_| !note.is_empty()) else {
            return;
        };
        let filed = desk.execute(Command::Mark {
            kind: MarkKind::Note,
            person: None,
            text: Some(note),
        });
        if filed.is_ok() {
            self.draft_changed(String::new());
        }
    }

    /// Asks what is to become of half-typed words of another sitting before a sitting with one
    /// side begins; true where that has to be answered first.
    pub(super) fn draft_of_another_sitting(&mut self, command: &Command) -> bool {
        let begins =
            |event: &Event| matches!(event, Event::SessionStarted { .. } | Event::SessionResumed);
        let Some(desk) = &self.model.desk else {
            return false;
        };
        let mut scripts = desk.case().scripts.iter();
        scripts.any(|known| known.script.has_sides())
            && desk.leads_to(command, begins)
            && self.note_waits_before(Effect::Execute(command.clone()))
    }

    /// The same before it is asked who of that side is in the room: from then on somebody of it
    /// may look at the screen.
    pub(super) fn draft_before_who_is_here(&mut self, request: &OverlayRequest) -> bool {
        let asks = matches!(request, OverlayRequest::WhoIsHere(_));
        asks && self.note_waits_before(Effect::Push(request.clone()))
    }

    fn note_waits_before(&mut self, then: Effect) -> bool {
        if self.model.note_draft.trim().is_empty() {
            return false;
        }
        self.perform(vec![Effect::Push(OverlayRequest::UnfinishedNote(
            Box::new(then),
        ))]);
        true
    }
}
