//! One item of the agreement as text: its words, then its answers in the order
//! in which the script asks for them.

use super::super::plan::{Plan, PlanItem};
use super::super::sheet::{Sheet, line, lines};
use crate::case::{Answer, Party, SpokenDate, Verdict, hours_in_rows};
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

pub(super) fn write(sheet: &mut Sheet, plan: &Plan, script: &Script, item: &PlanItem) {
    sheet.gap();
    let lead = format!("{}. ", item.n);
    sheet.add_hanging(&lead, lead.len(), &lines(&item.text));
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
    for field in fields {
        let (label, text) = answer(plan, item, field);
        if !text.is_empty() {
            sheet.add_hanging(&format!("   {label}: "), 6, &text);
        }
    }
    if plan.record_rule == Keeping::WithDifferences {
        differences(sheet, plan, item);
    }
    decision(sheet, plan, item);
}

fn answer(plan: &Plan, item: &PlanItem, field: ItemField) -> (&'static str, String) {
    let words = |text: &Option<String>| text.as_deref().map(lines).unwrap_or_default();
    let people = |parties: &[Party]| parties_text(plan, parties);
    match field {
        // The words themselves stand above.
        ItemField::Text => ("What", String::new()),
        ItemField::Owner => ("Who", people(&item.owner)),
        ItemField::For => ("For", people(&item.for_whom)),
        ItemField::HelpedBy => ("Helped by", people(&item.helped_by)),
        ItemField::Start => ("From", date(item.start.as_ref())),
        ItemField::Due => ("By when", date(item.due.as_ref())),
        ItemField::Repeat => ("How often", words(&item.repeat)),
        ItemField::Amount => ("How much", words(&item.amount)),
        ItemField::Hours => ("Hours", lines(&hours_in_rows(&item.hours).join("\n"))),
        ItemField::Evidence => ("How everybody will know", words(&item.evidence)),
        ItemField::CheckedBy => ("Checked by", people(&item.checked_by)),
        ItemField::Support => ("What helps", words(&item.support)),
        ItemField::Obstacle => ("What could stop it", words(&item.obstacle)),
        ItemField::IfNot => ("If it does not happen", words(&item.if_not)),
        ItemField::ToldTo => ("Who is told", people(&item.told_to)),
    }
}

fn parties_text(plan: &Plan, parties: &[Party]) -> String {
    let names: Vec<String> = parties
        .iter()
        .map(|party| match party {
            Party::Person(id) => line(&plan.name(*id)),
            Party::Other(name) => line(name),
        })
        .collect();
    names.join(", ")
}

/// The date in full with its weekday, and how it was said.
fn date(date: Option<&SpokenDate>) -> String {
    date.map(|date| {
        let day = date.on.format("%A %-d %B %Y");
        let said = line(&date.said);
        if said.is_empty() {
            day.to_string()
        } else {
            format!("{day} (\"{said}\")")
        }
    })
    .unwrap_or_default()
}

fn differences(sheet: &mut Sheet, plan: &Plan, item: &PlanItem) {
    for (id, answer) in &item.consent {
        let answer = match answer {
            Answer::Yes => continue,
            Answer::Change => "would say yes to another wording",
            Answer::NotYet => "not yet",
            Answer::Abstains => "does not answer, and does not stand in the way",
        };
        let name = line(&plan.name(*id));
        sheet.add_hanging("   ", 6, &format!("{name}: {answer}"));
    }
}

fn decision(sheet: &mut Sheet, plan: &Plan, item: &PlanItem) {
    let Some(decision) = &item.referrer_decision else {
        return;
    };
    let verdict = match decision.verdict {
        Verdict::Agreed => "agreed",
        Verdict::AgreedIf => "agreed on a condition",
        Verdict::NotAgreed => "not agreed",
    };
    let mut text = format!("{}: {verdict}", line(&plan.name(decision.by)));
    if let Some(reason) = &decision.reason {
        text.push_str(" - ");
        text.push_str(&line(reason));
    }
    sheet.add_hanging("   Decision of ", 6, &text);
    if let Some(answer) = &decision.family_answer {
        sheet.add_hanging("   Answered: ", 6, &line(answer));
    }
}
