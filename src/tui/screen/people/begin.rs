//! Beginning the meeting: what is not so yet is named first, with the key that answers it.

use super::still_open::{awaited, missing_roles, unasked};
use crate::case::{Case, Command, Person, Presence, SessionStatus};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, OverlayRequest, Question, ScreenRequest};
use crate::tui::model::Model;
use crate::tui::widget::listed;

/// Columns of a line in the question.
const COLUMNS: usize = 54;

/// Begins the meeting, goes on with it, or goes back to it.
pub(super) fn begin(model: &Model) -> Vec<Effect> {
    let Some(case) = model.case() else {
        return Vec::new();
    };
    let begin = match case.session.as_ref().map(|session| session.status) {
        Some(SessionStatus::Running) => return vec![Effect::Open(ScreenRequest::WhereWeAre)],
        Some(SessionStatus::Adjourned { .. }) => Effect::Execute(Command::ResumeSession),
        None | Some(SessionStatus::Ended) => match case.script.sessions.as_slice() {
            [only] => Effect::Execute(Command::StartSession(only.id.clone())),
            _ => Effect::Push(OverlayRequest::Begin),
        },
    };
    // A visit to one side asks by itself who of it is there, and the other side is not awaited.
    let open = if case.script.has_sides() {
        Vec::new()
    } else {
        open_before_it(case, model)
    };
    if open.is_empty() {
        return vec![begin];
    }
    let (ask, yes) = match begin {
        Effect::Execute(Command::ResumeSession) => ("Go on all the same?", "Go on now"),
        _ => ("Begin all the same?", "Begin now"),
    };
    let question = Question {
        ask: ask.to_owned(),
        about: open.join("\n"),
        yes: yes.to_owned(),
        no: "Not yet".to_owned(),
        then: vec![begin],
    };
    vec![Effect::Push(OverlayRequest::Confirm(Box::new(question)))]
}

/// What is not so yet and how it is answered; nothing where the meeting can simply begin.
fn open_before_it(case: &Case, model: &Model) -> Vec<String> {
    let missing = missing_roles(case);
    let here = |person: &Person| case.of_today(person).0 == Presence::Here;
    let nobody_here = !case.people.iter().any(here);
    let unasked = unasked(case, &|presence| nobody_here || presence == Presence::Here);
    if missing.is_empty() && !nobody_here && unasked.is_empty() {
        return Vec::new();
    }
    let mut open = Vec::new();
    let mut keys = Vec::new();
    let mut say = |action, what: &str| {
        let key = model.keymap.key_in(action, &[Context::People]);
        keys.extend(key.map(|key| format!("{key} {what}")));
    };
    if !missing.is_empty() {
        open.push(listed("Nobody yet as:", &missing, COLUMNS));
        say(Action::Add, "adds somebody");
    }
    if nobody_here {
        open.push("Nobody is recorded as here.".to_owned());
    } else if !awaited(case).is_empty() {
        open.push(listed("Not here yet:", &awaited(case), COLUMNS));
    }
    if !awaited(case).is_empty() {
        say(Action::Arrival, "records who comes");
    }
    if !unasked.is_empty() {
        let asked = "Not asked in private whether they are willing:";
        open.push(format!("{asked}\n{}", listed(" ", &unasked, COLUMNS)));
        say(Action::Willing, "records what they said");
    }
    open.push(format!("\nOn the list of people, {}.", keys.join(", ")));
    open
}
