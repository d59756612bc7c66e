//! Half-typed words where a meeting is with one side alone: they stay with that sitting.
//!
//! A draft is shown wherever the note line is, so one that was typed with the other side must
//! not wait there. It is filed as a note of its own sitting when that ends; where words cannot
//! be filed there, it is asked about before the next sitting begins.

use super::App;
use crate::case::{Command, Event, MarkKind};
use crate::tui::effect::{Effect, OverlayRequest, Question};

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
        let note = self.model.note_draft.trim();
        let Some(desk) = self.model.desk.as_ref().filter(|_| !note.is_empty()) else {
            return false;
        };
        if !desk.case().script.has_sides() || !desk.leads_to(command, begins) {
            return false;
        }
        let question = Question {
            ask: "Let the unfinished note go?".to_owned(),
            about: format!(
                "It waits from before, and whoever is in the room could see it:\n{note}"
            ),
            yes: "Let it go and begin".to_owned(),
            no: "Not yet".to_owned(),
            then: vec![
                Effect::KeepDraft(String::new()),
                Effect::Execute(command.clone()),
            ],
        };
        self.perform(vec![Effect::Push(OverlayRequest::Confirm(Box::new(
            question,
        )))]);
        true
    }
}
