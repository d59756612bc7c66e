//! What is agreed, on paper: blank lines for it, and for those who sign.

use super::{BLANK_NAME, NAMES, field};
use crate::document::page::{COLUMNS, Page};
use crate::document::script_words::{counted, filled, records, records_items};
use crate::script::{ItemField, RecordKind, Role, RoleKind, Script, SessionKind, capitalized};

/// Blank items of the agreement; more go on the back of the sheet.
const BLANK_ITEMS: usize = 4;
/// Blank months of an item whose hours are written down; more go on the back as well.
const BLANK_HOURS: usize = 4;

pub(super) fn agreement(page: &mut Page, script: &Script, session: &SessionKind) {
    let rules = &script.agreement;
    let blank = |text: &str| filled(script, text, BLANK_NAME);
    let items = records_items(session);
    let afterwards = [
        (RecordKind::Contingency, &rules.contingency),
        (RecordKind::Review, &rules.lead),
        (RecordKind::Review, &rules.if_not_kept),
    ];
    let afterwards: Vec<String> = afterwards
        .into_iter()
        .filter(|(record, _)| items || records(session, &[*record]))
        .filter_map(|(_, question)| Some(blank(&question.as_ref()?.ask)))
        .collect();
    let review = rules
        .review
        .as_ref()
        .filter(|_| items || records(session, &[RecordKind::Review]));
    if !items && afterwards.is_empty() && review.is_none() {
        return;
    }
    page.line("");
    page.title(&blank(&rules.title), '=');
    page.words(&blank(&rules.standing), 0);
    page.words(&blank(&rules.confidentiality), 0);
    let forms = if items { BLANK_ITEMS } else { 0 };
    for number in 1..=forms {
        page.line("");
        page.line(&format!(
            "{} {number}",
            capitalized(&script.vocabulary.item)
        ));
        for question in &rules.questions {
            write_line(page, &blank(&question.ask));
            if question.field == ItemField::Hours {
                hours(page);
            }
        }
        if let Some(ratification) = &rules.ratification {
            page.item("[ ]", &format!("Yes: {}", blank(&ratification.ask)), 2);
        }
    }
    page.line("");
    for question in afterwards {
        write_line(page, &question);
    }
    if let Some(review) = review {
        let weeks = counted(review.after_weeks, "week", "weeks");
        write_line(
            page,
            &format!("{} (about {weeks} from now)", blank(&review.ask)),
        );
    }
}

pub(super) fn signatures(page: &mut Page, script: &Script, session: &SessionKind) {
    if !records(session, &[RecordKind::Agreement, RecordKind::Signatures]) {
        return;
    }
    page.line("");
    page.line("Signed, or said yes aloud:");
    let signs = |role: &&Role| match role.signs {
        Some(signs) => signs,
        None => !matches!(role.kind, RoleKind::Observer | RoleKind::Interpreter),
    };
    for role in script.roles.iter().filter(signs) {
        let lines = role.at_most.unwrap_or(NAMES.max(role.at_least)).min(4);
        for _ in 0..lines {
            page.line("");
            let name = field(&format!("  {}", role.name), COLUMNS - 20);
            page.line(&format!("{name}  date __________"));
        }
    }
}

/// Blank rows of a month or a day with its hours, and their sum.
fn hours(page: &mut Page) {
    for _ in 0..BLANK_HOURS {
        page.line("  month or day ______________________  hours ______");
    }
    page.line("                              in all    hours ______");
}

/// A question with a line to answer it on.
fn write_line(page: &mut Page, question: &str) {
    page.words(question, 2);
    page.line(&field(" ", COLUMNS));
}
