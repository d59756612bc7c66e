//! One item of the agreement: its words, then its answers in the order in which the script asks
//! for them.

use chrono::NaiveDate;

use super::{Block, Print, Told};
use crate::case::{Answer, Party, SpokenDate, Verdict, hours_in_rows};
use crate::document::plan::{Plan, PlanItem};
use crate::document::sheet::{line, lines};
use crate::script::{ItemField, Keeping, Script};

/// All fields of an item but its words, in the order used where a script asks for none.
const FIELDS: [ItemField; 14] = [
    ItemField::Owner,
    ItemField::For,
    ItemField::HelpedBy,
    ItemField::Start,
    ItemField::Due,
    ItemField::Repeat,
    ItemField::Amount,
    ItemField::Hours,
    ItemField::Evidence,
    ItemField::CheckedBy,
    ItemField::Support,
    ItemField::Obstacle,
    ItemField::IfNot,
    ItemField::ToldTo,
];

/// How people type a day itself.
const DAY_ITSELF: [&str; 14] = [
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%-d/%-m/%Y",
    "%d.%m.%Y",
    "%-d.%-m.%Y",
    "%d/%m/%y",
    "%-d/%-m/%y",
    "%-d %B",
    "%-d %B %Y",
    "%-d %b",
    "%-d %b %Y",
    "%A %-d %B",
    "%A %-d %B %Y",
    "%a %-d %b %Y",
];

/// An item as a block of a paper.
pub(super) fn block(plan: &Plan, script: &Script, print: Print, item: &PlanItem) -> Block {
    let asked = script
        .agreement
        .questions
        .iter()
        .map(|question| question.field);
    let mut fields: Vec<ItemField> = Vec::new();
    for field in asked.chain(FIELDS) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let mut told: Vec<Told> = fields
        .into_iter()
        .filter_map(|field| {
            let text = answer(plan, print, item, field);
            let label = label(print, field).to_owned();
            (!text.is_empty()).then_some(Told { label, text })
        })
        .collect();
    if plan.record_rule == Keeping::WithDifferences {
        differences(&mut told, plan, item);
    }
    decision(&mut told, plan, item);
    Block::Item {
        number: item.n,
        words: lines(&item.text),
        told,
    }
}

fn label(print: Print, field: ItemField) -> &'static str {
    let easy = print == Print::EasyRead;
    match field {
        // The words themselves stand above.
        ItemField::Text => "What",
        ItemField::Owner if easy => "Who does it",
        ItemField::Owner => "Who",
        ItemField::For if easy => "Who it is for",
        ItemField::For => "For",
        ItemField::HelpedBy if easy => "Who helps",
        ItemField::HelpedBy => "Helped by",
        ItemField::Start if easy => "It starts on",
        ItemField::Start => "From",
        ItemField::Due if easy => "It is done by",
        ItemField::Due => "By when",
        ItemField::Repeat => "How often",
        ItemField::Amount => "How much",
        ItemField::Hours => "Hours",
        ItemField::Evidence if easy => "How we will know",
        ItemField::Evidence => "How everybody will know",
        ItemField::CheckedBy if easy => "Who checks",
        ItemField::CheckedBy => "Checked by",
        ItemField::Support => "What helps",
        ItemField::Obstacle => "What could stop it",
        ItemField::IfNot => "If it does not happen",
        ItemField::ToldTo => "Who is told",
    }
}

fn answer(plan: &Plan, print: Print, item: &PlanItem, field: ItemField) -> String {
    let words = |text: &Option<String>| text.as_deref().map(lines).unwrap_or_default();
    let people = |parties: &[Party]| plan.named(parties);
    match field {
        ItemField::Text => String::new(),
        ItemField::Owner => people(&item.owner),
        ItemField::For => people(&item.for_whom),
        ItemField::HelpedBy => people(&item.helped_by),
        ItemField::Start => date(print, item.start.as_ref()),
        ItemField::Due => date(print, item.due.as_ref()),
        ItemField::Repeat => words(&item.repeat),
        ItemField::Amount => words(&item.amount),
        ItemField::Hours => lines(&hours_in_rows(&item.hours).join("\n")),
        ItemField::Evidence => words(&item.evidence),
        ItemField::CheckedBy => people(&item.checked_by),
        ItemField::Support => words(&item.support),
        ItemField::Obstacle => words(&item.obstacle),
        ItemField::IfNot => words(&item.if_not),
        ItemField::ToldTo => people(&item.told_to),
    }
}

/// The date in full with its weekday, and how it was said.
fn date(print: Print, date: Option<&SpokenDate>) -> String {
    date.map(|date| {
        let day = date.on.format("%A %-d %B %Y");
        let said = line(&date.said);
        // A reader of easy-read words needs the day once.
        let once = said.is_empty() || is_the_day(&said, date.on) || print == Print::EasyRead;
        if once {
            day.to_string()
        } else {
            format!("{day} (\"{said}\")")
        }
    })
    .unwrap_or_default()
}

/// Whether what was said is the day itself in figures or in full, and tells nothing beside it.
fn is_the_day(said: &str, on: NaiveDate) -> bool {
    let plain = |text: &str| text.replace(',', "").to_lowercase();
    DAY_ITSELF
        .iter()
        .any(|shape| plain(&on.format(shape).to_string()) == plain(said.trim()))
}

fn differences(told: &mut Vec<Told>, plan: &Plan, item: &PlanItem) {
    for (id, answer) in &item.consent {
        let text = match answer {
            Answer::Yes => continue,
            Answer::Change => "would say yes to another wording",
            Answer::NotYet => "not yet",
            Answer::Abstains => "does not answer, and does not stand in the way",
        };
        told.push(Told {
            label: line(&plan.name(*id)),
            text: text.to_owned(),
        });
    }
}

fn decision(told: &mut Vec<Told>, plan: &Plan, item: &PlanItem) {
    let Some(decision) = &item.referrer_decision else {
        return;
    };
    let verdict = match decision.verdict {
        Verdict::Agreed => "agreed",
        Verdict::AgreedIf => "agreed on a condition",
        Verdict::NotAgreed => "not agreed",
    };
    let mut text = verdict.to_owned();
    if let Some(reason) = &decision.reason {
        text.push_str(" - ");
        text.push_str(&line(reason));
    }
    told.push(Told {
        label: format!("Decision of {}", line(&plan.name(decision.by))),
        text,
    });
    if let Some(answer) = &decision.family_answer {
        told.push(Told {
            label: "Answered".to_owned(),
            text: line(answer),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_stands_beside_the_day_only_where_it_says_more() {
        let on = NaiveDate::from_ymd_opt(2027, 1, 15).unwrap();
        let told = |said: &str| {
            let said = said.to_owned();
            date(Print::Usual, Some(&SpokenDate { on, said }))
        };
        let once = "Friday 15 January 2027";
        for said in [
            "2027-01-15",
            "15/1/2027",
            "15 January",
            "Friday, 15 January 2027",
        ] {
            assert_eq!(told(said), once, "{said}");
        }
        let said = "after the holidays";
        assert_eq!(told(said), format!("{once} (\"{said}\")"));
    }
}
