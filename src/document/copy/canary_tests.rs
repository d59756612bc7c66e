//! A canary in every field of a plan that holds words: none of them may sing where it should not.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

use super::{Recipient, copy_for};
use crate::case::{Case, Party, PersonId};
use crate::document::fixtures::{conference_closed, family_closed};
use crate::document::form::{html, markdown, text};
use crate::document::paper::{Print, copy};
use crate::document::plan::{Plan, PlanCopy, PlanItem, plan_of};
use crate::script::CopyForm;

/// Answers of an item that whoever it names may read.
const OWN: [&str; 12] = [
    "text",
    "kind",
    "owner",
    "for",
    "helped_by",
    "start",
    "due",
    "repeat",
    "amount",
    "hours",
    "evidence",
    "checked_by",
];
/// What stands at the head of every copy.
const HEAD: [&str; 6] = [
    "ref",
    "title",
    "standing",
    "confidentiality",
    "script",
    "session",
];

/// A canary and the place where it was put, such as `items/0/text`.
type Canary = (String, String);

/// Puts a canary into every field that takes any words.
fn with_canaries(plan: &Plan) -> (Plan, Vec<Canary>) {
    let mut value = serde_json::to_value(plan).unwrap();
    let mut places = Vec::new();
    leaves(&value, String::new(), &mut places);
    let mut canaries = Vec::new();
    for (number, place) in places.into_iter().enumerate() {
        let canary = format!("canary{number}x");
        let mut tried = value.clone();
        *tried.pointer_mut(&place).unwrap() = canary.clone().into();
        if serde_json::from_value::<Plan>(tried.clone()).is_ok() {
            value = tried;
            canaries.push((canary, place.trim_start_matches('/').to_owned()));
        }
    }
    (serde_json::from_value(value).unwrap(), canaries)
}

fn leaves(value: &Value, place: String, found: &mut Vec<String>) {
    match value {
        // What the shape calls itself, and roles that the script does not know, are no words.
        Value::String(_) if place == "/schema" || place.contains("roles/") => {}
        Value::String(_) => found.push(place),
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                leaves(value, format!("{place}/{index}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields {
                leaves(value, format!("{place}/{key}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Every form of a copy in every print, and the plan that it was made from.
fn sung(plan: &Plan, case: &Case, recipient: &Recipient) -> String {
    let copied = copy_for(plan, &case.script, recipient);
    let mut all = serde_json::to_string(&copied.plan).unwrap();
    for print in [Print::Usual, Print::Large, Print::EasyRead] {
        let paper = copy(&copied, &case.script, print);
        for form in [
            text::write(&paper),
            markdown::write(&paper),
            html::write(&paper),
        ] {
            all.push_str(&form);
        }
        #[cfg(feature = "pdf")]
        if print == Print::Usual {
            all.push_str(&read_out_of_pdf(&paper));
        }
    }
    all
}

/// The words of a PDF as others read them; none where the tool for it is not installed. Words that
/// are broken over two lines are joined.
#[cfg(feature = "pdf")]
fn read_out_of_pdf(paper: &crate::document::paper::Paper) -> String {
    let read = crate::document::form::pdf::read_out(paper).unwrap_or_default();
    read.replace('\n', "")
}

fn names(item: &PlanItem, recipient: &Recipient) -> bool {
    super::parties(item).any(|party| match (party, recipient) {
        (Party::Person(one), Recipient::Person(other)) => one == other,
        (Party::Other(one), Recipient::Other(other)) => one == other,
        (Party::Person(_), Recipient::Other(_)) | (Party::Other(_), Recipient::Person(_)) => false,
    })
}

/// Whether somebody who gets only what names them may read what stands in a place.
fn may_read(plan: &Plan, recipient: &Recipient, place: &str) -> bool {
    let steps: Vec<&str> = place.split('/').collect();
    let at = |step: usize| steps.get(step).copied().unwrap_or_default();
    let index: usize = at(1).parse().unwrap_or(0);
    let mine = |item: &&PlanItem| names(item, recipient);
    match at(0) {
        head if HEAD.contains(&head) => true,
        "items" => mine(&&plan.items[index]) && OWN.contains(&at(2)),
        "people" => {
            let person = &plan.people[index];
            let shown = plan.items.iter().filter(mine).flat_map(|item| {
                [
                    &item.owner,
                    &item.for_whom,
                    &item.helped_by,
                    &item.checked_by,
                ]
            });
            let named = shown
                .flatten()
                .any(|party| *party == Party::Person(person.id));
            named || *recipient == Recipient::Person(person.id)
        }
        _ => false,
    }
}

fn gets_the_whole(plan: &Plan, case: &Case, recipient: &Recipient) -> bool {
    copy_for(plan, &case.script, recipient).left_out.is_empty()
}

fn everybody(plan: &Plan) -> BTreeSet<String> {
    let parties = plan.items.iter().flat_map(super::parties);
    let others = parties.filter_map(|party| match party {
        Party::Other(name) => Some(name.clone()),
        Party::Person(_) => None,
    });
    others.collect()
}

fn party(choice: u8) -> Party {
    match choice {
        0..=3 => Party::Person(PersonId(u16::from(choice) + 1)),
        4 => Party::Other("the school".to_owned()),
        _ => Party::Other("the neighbours".to_owned()),
    }
}

/// What people said in a place, in whose copy the case may leave it out.
fn is_of_people(place: &str) -> bool {
    const OF_ITEM: [&str; 7] = [
        "text", "repeat", "amount", "evidence", "support", "obstacle", "if_not",
    ];
    const OF_WHOLE: [&str; 4] = ["purpose", "contingency", "lead", "who_is_told"];
    let last = place.rsplit('/').next().unwrap_or_default();
    OF_WHOLE.contains(&place)
        || (place.starts_with("items/") && OF_ITEM.contains(&last))
        || place.ends_with("/words")
        || place.ends_with("/reason")
        || place.ends_with("/family_answer")
        || (place.starts_with("bottom_lines/") || place.starts_with("questions/"))
}

/// Whatever the case says is left out of somebody's copy is in no form of it.
fn assert_left_out(case: &Case, plan: &Plan, choice: usize) {
    let (mut plan, canaries) = with_canaries(plan);
    let of_people = canaries.iter().filter(|(_, place)| is_of_people(place));
    let words: Vec<String> = of_people
        .skip(choice % 2)
        .step_by(2)
        .map(|(canary, _)| canary.to_uppercase())
        .collect();
    assert!(words.len() > 3, "{canaries:?}");
    let item = plan.items[choice % plan.items.len()].clone();
    for person in &case.people {
        plan.copies = vec![PlanCopy {
            to: person.id,
            form: Some(CopyForm::Print),
            own_part: false,
            without_items: vec![item.id],
            without_words: words.clone(),
        }];
        let sung = sung(&plan, case, &Recipient::Person(person.id)).to_lowercase();
        for words in words.iter().chain([&item.text]) {
            let words = words.to_lowercase();
            assert!(!sung.contains(&words), "{} reads {words}", person.id);
        }
    }
    for other in everybody(&plan) {
        let sung = sung(&plan, case, &Recipient::Other(other)).to_lowercase();
        let found = words
            .iter()
            .find(|words| sung.contains(&words.to_lowercase()));
        assert_eq!(found, None);
    }
}

fn assert_silent(case: &Case, plan: &Plan) {
    let (plan, canaries) = with_canaries(plan);
    assert!(canaries.len() > 20, "{canaries:?}");
    let people = case
        .people
        .iter()
        .map(|person| Recipient::Person(person.id));
    let others = everybody(&plan).into_iter().map(Recipient::Other);
    let mut partial = 0;
    for recipient in people.chain(others) {
        if gets_the_whole(&plan, case, &recipient) {
            continue;
        }
        partial += 1;
        let sung = sung(&plan, case, &recipient);
        for (canary, place) in &canaries {
            assert!(
                !sung.contains(canary.as_str())
                    || may_read(&plan, &recipient, place)
                    || recipient == Recipient::Other(canary.clone()),
                "{recipient:?} reads {place}"
            );
        }
    }
    assert!(partial > 0, "everybody gets the whole");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_copy_holds_a_word_that_its_recipient_may_not_see(
        choices in proptest::collection::vec(0_u8..6, 24),
        choice in 0_usize..8,
        family in any::<bool>(),
    ) {
        let case = if family {
            family_closed().case
        } else {
            conference_closed(["Jay", "Mrs Shah", "Dee"]).case
        };
        let mut plan = plan_of(&case, false).unwrap();
        let mut choices = choices.into_iter().map(party);
        for item in plan.items.iter_mut().chain(&mut plan.not_agreed) {
            for parties in [
                &mut item.owner,
                &mut item.for_whom,
                &mut item.helped_by,
                &mut item.checked_by,
                &mut item.told_to,
            ] {
                parties.clear();
                parties.extend(choices.next());
            }
            item.support = Some("a lift".to_owned());
            item.obstacle = Some("the bus".to_owned());
            item.if_not = Some("Jay rings".to_owned());
            item.repeat = Some("each week".to_owned());
            item.amount = Some("5 pounds".to_owned());
            item.evidence = Some("it is shut".to_owned());
        }
        // Whatever else is so, one person gets only their part.
        plan.copies = vec![PlanCopy {
            to: PersonId(1),
            form: Some(CopyForm::Print),
            own_part: true,
            without_items: Vec::new(),
            without_words: Vec::new(),
        }];
        plan.purpose = Some("to mend".to_owned());
        plan.contingency = Some("none".to_owned());
        plan.lead = Some("Robin".to_owned());
        plan.who_is_told = Some("Sam".to_owned());
        assert_left_out(&case, &plan, choice);
        assert_silent(&case, &plan);
    }
}
