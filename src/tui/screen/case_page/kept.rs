//! How long a case is kept, and why.

use super::pages::{Lines, quiet, strong, text, when};
use crate::case::{Case, Refusal, SessionStatus, Words};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, OverlayRequest};
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// Until when it is kept and why; that it is or was on hold, and why. Of a practice case the holds
/// alone.
pub(super) fn kept(case: &Case, model: &Model) -> Lines {
    let mut lines = Vec::new();
    for hold in &case.following.holds {
        if let Some((lifted, why)) = &hold.lifted {
            let because = |words: &Words| words.text().unwrap_or("no reason is kept").to_owned();
            let (from, to) = (when(hold.at), when(*lifted));
            let (held, let_go) = (because(&hold.reason), because(why));
            lines.push(text(format!("It was on hold from {from} to {to}.")));
            lines.push(text(format!("It was kept because: {held}")));
            lines.push(text(format!("The hold was lifted because: {let_go}")));
        }
    }
    if let Some(hold) = case.hold() {
        let since = when(hold.at);
        lines.push(strong(format!("On hold since {since}.")));
        let reason = hold.reason.text();
        lines.extend(reason.map(|reason| text(format!("It is kept because: {reason}"))));
    }
    if model.is_practice() {
        return lines;
    }
    let today = model.now.wall.date_naive();
    match &model.retention {
        None => {}
        Some(Err(problem)) => lines.push((problem.to_string(), Role::Warning)),
        Some(Ok(rules)) => {
            let days = case.days();
            let Some(kept) = days.kept(case.script.id.as_str(), rules) else {
                return lines;
            };
            if kept.is_due(today) {
                let key = |action| model.key(action, &[Context::CasePage]);
                let (dispose, hold) = (key(Action::Dispose), key(Action::Hold));
                let told = kept.told(today);
                let how = format!("{told} {dispose} disposes of it, {hold} keeps it longer.");
                lines.push(strong(how));
            } else {
                lines.push(text(kept.told(today)));
            }
            lines.push(quiet(kept.because()));
        }
    }
    lines
}

/// Whether the open case is on hold.
pub(super) fn is_held(model: &Model) -> bool {
    model.case().is_some_and(|case| case.hold().is_some())
}

/// Asks for the reference, where the case may be disposed of.
pub(super) fn dispose(model: &Model) -> Vec<Effect> {
    let session = model.case().and_then(|case| case.session.as_ref());
    let is_running = session.is_some_and(|session| session.status == SessionStatus::Running);
    if is_held(model) {
        vec![Effect::Refuse(Refusal::OnHold)]
    } else if is_running {
        vec![Effect::Refuse(Refusal::SessionNotOver)]
    } else {
        vec![Effect::Push(OverlayRequest::Disposal)]
    }
}
