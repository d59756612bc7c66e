//! Papers of the agreement: asked for with one key, and told of once they are written.

use super::App;
use crate::document::handing_out::{PaperForm, in_form, to_hand_out};
use crate::tui::effect::Message;
use crate::tui::office::OfficeProblem;
use crate::tui::screen::why_no_papers;

impl App {
    /// Has the last closed agreement written out, in one form or as it is handed out; it is said
    /// when that is done, for the disk may be slow and nobody waits for it.
    pub(super) fn give_papers(&mut self, form: Option<&PaperForm>) {
        let practice = self.model.is_practice();
        let Some(case) = self.model.case() else {
            return;
        };
        if let Some(why) = why_no_papers(case) {
            return self.say(Message::refused(why));
        }
        let papers = match form {
            Some(form) => in_form(case, practice, form),
            None => to_hand_out(case, practice),
        };
        let Some(papers) = papers else {
            return;
        };
        self.office.give_papers(papers);
        self.say(Message::done("Writing the papers\u{2026}"));
    }

    pub(super) fn say_of_papers(&mut self, found: Result<String, OfficeProblem>) {
        self.say(match found {
            Ok(said) => Message::done(said),
            Err(problem) => Message::refused(problem),
        });
    }
}
