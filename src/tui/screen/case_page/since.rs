//! What became of what was agreed, who got in touch, and what is still open.

use super::pages::{Lines, gap, quiet, strong, text};
use crate::case::{Case, Words};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::{Model, told_apart};
use crate::tui::screen::records::became::{self, Entry};

/// Everything since people met.
pub(super) fn since(case: &Case, model: &Model) -> Lines {
    let key = model.key(Action::FollowUp, &[Context::CasePage]);
    let mut lines = vec![quiet(if case.is_case_closed() {
        format!("{key} leads to where the closed case is opened again.")
    } else {
        format!("{key} records what became of it, and closes the case.")
    })];
    let closings = became::closings(case);
    if !closings.is_empty() {
        lines.extend([gap(), strong("The case as a whole")]);
        lines.extend(closings.into_iter().map(text));
    }
    let open = became::still_open(case);
    if !case.is_case_closed() && !open.is_empty() {
        lines.extend([gap(), strong("Still open")]);
        lines.extend(open.into_iter().map(text));
    }
    let today = model.today();
    for entry in became::entries(case) {
        let row = became::row(case, &entry, today);
        let head = match &entry {
            Entry::Item(number, _) => {
                let word = crate::script::capitalized(&case.script.vocabulary.item);
                format!("{word} {number}: {}", row.right)
            }
            Entry::FollowUp(known) => {
                format!("{}: {}", known.on.format("%-d %B %Y"), row.right)
            }
        };
        lines.extend([gap(), (head, row.role)]);
        let story = became::story(case, &entry).into_iter();
        lines.extend(story.filter(|line| !line.is_empty()).map(text));
    }
    lines.extend(contacts(case));
    lines
}

/// Contacts before and after people met, oldest first.
fn contacts(case: &Case) -> Lines {
    let contacts = &case.preparing.contacts;
    if contacts.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![gap(), strong("Contacts")];
    let mut sorted: Vec<_> = contacts.iter().collect();
    sorted.sort_by_key(|contact| contact.on);
    lines.extend(sorted.into_iter().map(|contact| {
        let with = contact.person.map_or_else(
            || "somebody who is not on the list".to_owned(),
            |id| told_apart(case, id),
        );
        let words = contact.words.as_ref().and_then(Words::text);
        let words = words.map_or_else(String::new, |words| format!(". {words}"));
        text(format!("{}: {with}{words}", contact.on.format("%-d %B %Y")))
    }));
    lines
}
