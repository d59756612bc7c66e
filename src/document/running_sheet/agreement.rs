//! What is agreed, on paper: blank lines for it, and for those who sign.

use super::{NAMES, Sheet};
use crate::document::paper::{Field, Part};
use crate::document::script_words::{records, records_items};
use crate::document::sheet::lines;
use crate::script::{ItemField, RecordKind, Role, RoleKind, capitalized, counted};

/// Blank items of the agreement; more go on the back of the sheet.
const BLANK_ITEMS: usize = 4;
/// Blank months of an item whose hours are written down; more go on the back as well.
const BLANK_HOURS: usize = 4;

/// A blank agreement, part by part; none where this kind of session records none.
pub(super) fn agreement(sheet: &Sheet<'_>) -> Vec<Part> {
    let rules = &sheet.script.agreement;
    let items = records_items(sheet.session);
    let afterwards = [
        (RecordKind::Contingency, &rules.contingency),
        (RecordKind::Review, &rules.lead),
        (RecordKind::Review, &rules.if_not_kept),
    ];
    let afterwards: Vec<String> = afterwards
        .into_iter()
        .filter(|(record, _)| items || records(sheet.session, &[*record]))
        .filter_map(|(_, question)| Some(sheet.said(&question.as_ref()?.ask)))
        .collect();
    let review = rules
        .review
        .as_ref()
        .filter(|_| items || records(sheet.session, &[RecordKind::Review]));
    if !items && afterwards.is_empty() && review.is_none() {
        return Vec::new();
    }
    let mut first = Part::new(sheet.said(&rules.title));
    first.say(sheet.said(&rules.standing));
    first.say(sheet.said(&rules.confidentiality));
    let mut parts = vec![first];
    let forms = if items { BLANK_ITEMS } else { 0 };
    parts.extend((1..=forms).map(|number| item(sheet, number)));
    let mut last = Part::new(if items { "The whole of it" } else { "" });
    for question in afterwards {
        last.blank(vec![Field::words(question)]);
    }
    if let Some(review) = review {
        let weeks = counted(review.after_weeks, "week", "weeks");
        let ask = sheet.said(&review.ask);
        last.blank(vec![Field::words(format!(
            "{ask} (about {weeks} from now)"
        ))]);
    }
    if !last.blocks.is_empty() {
        parts.push(last);
    }
    parts
}

fn item(sheet: &Sheet<'_>, number: usize) -> Part {
    let rules = &sheet.script.agreement;
    let word = capitalized(&lines(&sheet.script.vocabulary.item));
    let mut part = Part::new(format!("{word} {number}"));
    for question in &rules.questions {
        part.blank(vec![Field::words(sheet.said(&question.ask))]);
        if question.field == ItemField::Hours {
            hours(&mut part);
        }
    }
    if let Some(ratification) = &rules.ratification {
        part.tick(format!("Yes: {}", sheet.said(&ratification.ask)));
    }
    part
}

pub(super) fn signatures(sheet: &Sheet<'_>) -> Option<Part> {
    let signed = [RecordKind::Agreement, RecordKind::Signatures];
    if !records(sheet.session, &signed) {
        return None;
    }
    let mut part = Part::new("Signed, or said yes aloud:");
    let signs = |role: &&Role| match role.signs {
        Some(signs) => signs,
        None => !matches!(role.kind, RoleKind::Observer | RoleKind::Interpreter),
    };
    for role in sheet.script.roles.iter().filter(signs) {
        let rows = role.at_most.unwrap_or(NAMES.max(role.at_least)).min(4);
        for _ in 0..rows {
            part.blank(vec![Field::words(lines(&role.name)), Field::short("date")]);
        }
    }
    Some(part)
}

/// Blank rows of a month or a day with its hours, and their sum.
fn hours(part: &mut Part) {
    for _ in 0..BLANK_HOURS {
        part.blank(vec![Field::words("month or day"), Field::short("hours")]);
    }
    part.blank(vec![Field::short("in all, hours")]);
}
