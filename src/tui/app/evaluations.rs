//! Evaluation forms: shown, printed, and where what was answered on them goes.

use crate::case::{Command, FollowingCommand};
use crate::document::evaluation::blank;
use crate::document::handing_out::{HandOut, Named};
use crate::document::paper::Print;
use crate::measure::slips;
use crate::script::{Evaluation, EvaluationId};
use crate::tui::effect::{Message, ScreenRequest, TypedForm};

use super::App;
use super::follow::where_we_are;

impl App {
    /// Opens the forms of the open case, with the case to read below them, so that Esc leads back
    /// there. Where people are in a room, or among themselves, that comes first.
    pub(super) fn evaluate(&mut self) {
        let is_open = self.write_in_it();
        let place = self.model.case().map(where_we_are);
        let meeting = matches!(place, Some(ScreenRequest::Room | ScreenRequest::Private));
        if is_open && !meeting {
            self.open(&ScreenRequest::CasePage);
            self.open(&ScreenRequest::Evaluations);
        }
    }

    /// Has a blank form written out in every print, under a name that names no case.
    pub(super) fn print_form(&mut self, id: &EvaluationId) {
        let practice = self.model.is_practice();
        let (Some(case), Some(form)) = (self.model.case(), self.form(id)) else {
            return;
        };
        let named = |(ending, print)| Named {
            stem: format!("form-{id}{ending}"),
            paper: blank(form, practice, print),
            language: None,
            meant_for: None,
        };
        let prints = [
            ("", Print::Usual),
            ("-large-print", Print::Large),
            ("-easy-read", Print::EasyRead),
        ];
        let papers = HandOut {
            reference: case.reference.clone(),
            practice,
            version: 0,
            papers: prints.map(named).into(),
            to_print: false,
        };
        self.office.give_papers(papers);
        self.say(Message::done("Writing the form\u{2026}"));
    }

    /// Puts the answers where nobody finds whose they are, then notes in the case that the form
    /// was handed in: a crash between the two leaves a form that is asked for once more, and never
    /// one that is counted as handed in and lost. Of practice no answer is kept.
    pub(super) fn keep_answers(&mut self, typed: &TypedForm) {
        let practice = self.model.is_practice();
        if !practice {
            let lines = slips(&typed.filled, &typed.own);
            if let Err(problem) = self.office.keep_answers(lines) {
                return self.say(Message::refused(problem));
            }
        }
        let receipt = typed.receipt.clone();
        self.execute(Command::Following(FollowingCommand::HandInForm(receipt)));
        self.say(Message::done(if practice {
            "Practice: it is noted that the form came back, and no answer is kept."
        } else {
            "Kept. The answers lie apart from this case, without a name."
        }));
    }

    fn form(&self, id: &EvaluationId) -> Option<&Evaluation> {
        self.model.evaluations.iter().find(|form| &form.id == id)
    }
}
