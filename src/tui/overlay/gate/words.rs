//! What is said of a check, and how it can be answered.

use crate::case::GateBefore;
use crate::script::Severity;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::layer::Layer as _;
use crate::tui::model::Model;
use crate::tui::theme::Role;

use super::Gate;

/// What the room may read of what is asked of people alone.
const ASKED_ALONE: &str = "Something is to be asked of somebody alone.";

impl Gate {
    /// Everything that is said of a check.
    pub(super) fn about(
        &self,
        check: &GateBefore,
        count: usize,
        model: &Model,
    ) -> Vec<(String, Role)> {
        let meeting = model
            .case()
            .map_or("meeting", |case| case.script.vocabulary.session.as_str());
        let number = self.list.selected + 1;
        let mut about = vec![
            (format!("Check {number} of {count}"), Role::Quiet),
            (String::new(), Role::Text),
        ];
        if self.hides_all(check) {
            let enter = model.key(Action::Choose, &[Context::List]);
            let what = if is_consent(check, model) {
                "who and what"
            } else {
                "what"
            };
            let how =
                format!("{enter} shows {what}, on this half. In a time-out nobody else reads it.");
            about.push((ASKED_ALONE.to_owned(), Role::Strong));
            about.push((String::new(), Role::Text));
            about.push((how, Role::Text));
            return about;
        }
        about.extend([
            (check.check.clone(), Role::Strong),
            (String::new(), Role::Text),
            (check.hint.clone(), Role::Text),
            (severity(check.severity, meeting), Role::Quiet),
            (String::new(), Role::Text),
        ]);
        if let Some(not_so) = check.contradicted() {
            about.push((format!("Recorded: {}", not_so.recorded), Role::Text));
        }
        about.push(self.asked_now(check, model));
        if is_consent(check, model) && !self.is_typing() {
            let change = model.keymap.key_in(Action::Change, &[Context::Checking]);
            let asked = format!(
                "Put down: said aloud today, asked by {}.   {} somebody else asked",
                self.asker.name(model),
                change.unwrap_or_default()
            );
            about.push((asked, Role::Text));
        }
        about
    }

    /// One check of the list of all of them.
    pub(super) fn row(&self, check: &GateBefore, model: &Model) -> String {
        let asked = if self.hides_all(check) {
            ASKED_ALONE
        } else {
            check.check.as_str()
        };
        let answered = match (check.met, check.severity) {
            (Some(_), _) if self.hides(check, model) => "answered",
            (Some(true), _) => "yes",
            (Some(false), _) => "no",
            (None, Severity::Info) => "",
            (None, Severity::Confirm | Severity::Legal) => "to ask",
        };
        format!("{answered:<10}{asked}")
    }

    /// What is asked of the check now, or how it was answered.
    fn asked_now(&self, check: &GateBefore, model: &Model) -> (String, Role) {
        if self.asker.is_typed() {
            return ("Who asked them?".to_owned(), Role::Strong);
        }
        let (yes, no) = yes_and_no(model);
        match (&self.reason, &self.decider, check.met) {
            (Some(_), _, _) => (
                "Not so. Why do you go on all the same?".to_owned(),
                Role::Strong,
            ),
            (None, Some(_), _) => {
                let ask = match check.severity {
                    Severity::Info | Severity::Confirm => {
                        "Not so. Who decides to go on all the same?".to_owned()
                    }
                    Severity::Legal => {
                        format!("{} Who decides to go on?", not_counted(model))
                    }
                };
                (ask, Role::Strong)
            }
            (None, None, None) => {
                let ask = if is_consent(check, model) {
                    let enter = model.key(Action::Choose, &[Context::List]);
                    format!("Do they agree?   {yes} yes   {no} no   {enter} not asked")
                } else if check.contradicted().is_some() {
                    let enter = model.key(Action::Choose, &[Context::List]);
                    let without = match check.severity {
                        Severity::Confirm => "goes on without it",
                        Severity::Info | Severity::Legal => "no",
                    };
                    format!("It is not so.   {enter} puts it down   {no} {without}")
                } else {
                    format!("Is it so?   {yes} yes   {no} no")
                };
                (ask, Role::Strong)
            }
            (None, None, Some(_)) if self.hides(check, model) => {
                let enter = model.key(Action::Choose, &[Context::List]);
                let said = format!("This was answered. {enter} shows how.");
                (said, Role::Text)
            }
            (None, None, Some(true)) => ("Answered: yes.".to_owned(), Role::Text),
            (None, None, Some(false)) => answered_no(check, model),
        }
    }
}

/// How a check stands that was answered with no.
fn answered_no(check: &GateBefore, model: &Model) -> (String, Role) {
    let by = check.by.as_deref().unwrap_or_default();
    match (&check.reason, check.severity) {
        (Some(reason), _) if by.is_empty() => (
            format!("Answered: no. Going on because: {reason}"),
            Role::Text,
        ),
        (Some(reason), _) => (
            format!("Answered: no. {by} decided to go on because: {reason}"),
            Role::Text,
        ),
        (None, Severity::Legal) if check.is_open() => {
            let (yes, no) = yes_and_no(model);
            let leave = model.keymap.key_in(Action::Leave, &[Context::Overlay]);
            let instead = format!(
                "Answered: no. Put it right and press {yes}; {} to put the meeting off, or to end \
                 it; {no} again goes on without, and it is not counted.",
                leave.unwrap_or_default()
            );
            (instead, Role::Strong)
        }
        (None, _) => ("Answered: no.".to_owned(), Role::Text),
    }
}

/// Whether a check is somebody's consent.
pub(super) fn is_consent(check: &GateBefore, model: &Model) -> bool {
    let case = model.case();
    case.is_some_and(|case| case.consent_behind(&check.id).is_some())
}

/// What going on without what a meeting needs means for it.
pub(super) fn not_counted(model: &Model) -> String {
    let meeting = model
        .case()
        .map_or("meeting", |case| case.script.vocabulary.session.as_str());
    format!("This {meeting} will not be counted.")
}

/// The keys that answer yes and no.
fn yes_and_no(model: &Model) -> (String, String) {
    let key = |action| model.keymap.key_in(action, &[Context::Answering]);
    let (yes, no) = (key(Action::Yes), key(Action::No));
    (yes.unwrap_or_default(), no.unwrap_or_default())
}

/// With which keys a check is answered.
pub(super) fn by_which_keys(model: &Model) -> String {
    let (yes, no) = yes_and_no(model);
    format!("{yes} answers yes, {no} answers no.")
}

/// The same, and that a clicker answers nothing.
pub(super) fn not_by_clicker(model: &Model) -> String {
    format!(
        "{} A clicker that is pressed twice answers nothing.",
        by_which_keys(model)
    )
}

fn severity(severity: Severity, meeting: &str) -> String {
    match severity {
        Severity::Info => "Worth a thought; nothing waits for it.".to_owned(),
        Severity::Confirm => "You may go on without it, with a reason.".to_owned(),
        Severity::Legal => format!("The {meeting} would not count without it."),
    }
}
