//! Sentences for what happens between and over meetings: how items stand, who made up for what.

use crate::case::{Case, FollowingEvent, ProgrammeEvent};

use super::super::sheet::line;

/// Says how an item stands, or that somebody was told; never with anybody's words.
pub(super) fn following_text(case: &Case, event: &FollowingEvent) -> String {
    let word = line(&case.script.vocabulary.item);
    match event {
        FollowingEvent::ProgressSaid {
            item, progress, by, ..
        } => {
            let by = by.map(|by| format!(", as {} said", line(&case.name(by))));
            let by = by.unwrap_or_default();
            format!("How {word} {item} stands: {}{by}.", progress.title())
        }
        FollowingEvent::HarmedTold { item, person, on } => {
            let name = line(&case.name(*person));
            let day = on.format("%A %-d %B %Y");
            format!("{name} was told on {day} how {word} {item} stands.")
        }
    }
}

/// Says that somebody answered for themselves, or made up for a session.
pub(super) fn programme_text(case: &Case, event: &ProgrammeEvent) -> String {
    match event {
        ProgrammeEvent::OwnAnswerGiven { person, .. } => {
            format!("{} gave an answer of their own.", line(&case.name(*person)))
        }
        ProgrammeEvent::CaughtUp { person, kind } => {
            let title = case.script.session(kind).map(|kind| kind.title.as_str());
            let title = line(title.unwrap_or(kind.as_str()));
            format!("{} made up for: {title}.", line(&case.name(*person)))
        }
    }
}
