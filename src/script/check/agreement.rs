//! The agreement, and whether the sessions really record what it asks for.

use std::collections::HashSet;
use std::fmt::Debug;

use crate::script::{Agreeing, AgreementRules, Outcome, RecordKind, Script, SessionKind};

use super::names::{refuse_unknown, refuse_unknown_role, refuse_unknown_roles};
use super::{Finding, Path};

pub(super) fn check(script: &Script, findings: &mut Vec<Finding>) {
    let rules = &script.agreement;
    let path = Path::root().field("agreement");
    refuse_unknown_roles(script, &rules.veto, &path.field("veto"), findings);
    let answered_by = path.field("answered_by");
    refuse_unknown_roles(script, &rules.answered_by, &answered_by, findings);
    for (index, role) in rules.veto.iter().enumerate() {
        if !rules.answered_by.is_empty() && !rules.answered_by.contains(role) {
            findings.push(Finding::fault(
                path.field("veto").entry(index),
                format!("`{role}` has a veto, but is not asked for an answer."),
                "Add the role to `answered_by`, or take it out of `veto`.",
            ));
        }
    }
    if let Some(ratification) = &rules.ratification {
        let path = path.field("ratification").field("by");
        refuse_unknown_role(script, &ratification.by, path, findings);
    }
    refuse_repeated(&rules.item_kinds, &path.field("item_kinds"), findings);
    refuse_repeated(&rules.copies, &path.field("copies"), findings);
    check_questions(rules, &path.field("questions"), findings);
    check_records(script, &path, findings);
    for (index, kind) in script.sessions.iter().enumerate() {
        let path = Path::root().field("sessions").entry(index);
        check_endings(kind, &path, findings);
    }
    check_follow_ups(script, findings);
    for (index, kind) in script.sessions.iter().enumerate() {
        if kind.need_not_agree && !kind.agrees {
            let path = Path::root().field("sessions").entry(index);
            findings.push(Finding::fault(
                path.field("need_not_agree").name(),
                "Nothing can be agreed in this session, so `need_not_agree` would be ignored.",
                "Take it out, or take out `\"agrees\": false`.",
            ));
        }
    }
}

/// Refuses a day to get in touch that gives way to a kind of session that there is not, or asks for
/// people of a role that there is not.
fn check_follow_ups(script: &Script, findings: &mut Vec<Finding>) {
    for (index, follow_up) in script.follow_ups.iter().enumerate() {
        let path = Path::root().field("follow_ups").entry(index);
        refuse_unknown_roles(script, &follow_up.each, &path.field("each"), findings);
        let path = path.field("unless_held");
        for (index, kind) in follow_up.unless_held.iter().enumerate() {
            let known = script.sessions.iter().map(|kind| kind.id.as_str());
            let what = "kind of session";
            refuse_unknown(what, kind.as_str(), known, path.entry(index), findings);
        }
    }
}

/// Warns where people meet to agree something and the script, which asks how it ended, leaves out
/// one of the four ways: what came about would be put down as another one.
fn check_endings(kind: &SessionKind, path: &Path, findings: &mut Vec<Finding>) {
    if kind.agreeing() != Agreeing::Needed {
        return;
    }
    let mut asked = None;
    let mut named = Vec::new();
    for (index, stage) in kind.stages.iter().enumerate() {
        let path = path.field("stages").entry(index).field("prompts");
        for (index, prompt) in stage.prompts.iter().enumerate() {
            let Some(decision) = &prompt.decision else {
                continue;
            };
            named.extend(decision.endings().map(|(_, outcome)| outcome));
            if decision.asks_how_it_ended() {
                asked = Some(path.entry(index).field("decision").field("outcomes"));
            }
        }
    }
    let Some(path) = asked else {
        return;
    };
    let missing = Outcome::ALL.into_iter();
    for outcome in missing.filter(|outcome| !named.contains(outcome)) {
        let (word, what) = match outcome {
            Outcome::Agreement => ("agreement", "that something was agreed"),
            Outcome::NoAgreementWanted => ("no_agreement_wanted", "that nothing was wanted"),
            Outcome::NotReached => ("not_reached", "that something was wanted and not reached"),
            Outcome::EndedEarly => ("ended_early", "that it stopped before its end"),
        };
        findings.push(Finding::warning(
            path.name(),
            format!("No answer says {what}, so that would be put down as something else."),
            format!("Add an outcome with \"then\": \"end\" and \"outcome\": \"{word}\"."),
        ));
    }
}

fn check_questions(rules: &AgreementRules, path: &Path, findings: &mut Vec<Finding>) {
    let mut asked = HashSet::new();
    for (index, question) in rules.questions.iter().enumerate() {
        let path = path.entry(index);
        if !asked.insert(format!("{:?}", question.field)) {
            findings.push(Finding::fault(
                path.field("field"),
                "Another question already fills this field.",
                "Ask for each field once.",
            ));
        }
        for (index, kind) in question.expected_for.iter().enumerate() {
            if !rules.item_kinds.contains(kind) {
                findings.push(Finding::fault(
                    path.field("expected_for").entry(index),
                    "This agreement holds no items of this kind.",
                    "Add the kind to `item_kinds`, or take it out here.",
                ));
            }
        }
    }
}

fn refuse_repeated<T: Eq + Debug>(entries: &[T], path: &Path, findings: &mut Vec<Finding>) {
    for (index, entry) in entries.iter().enumerate() {
        if entries[..index].contains(entry) {
            findings.push(Finding::fault(
                path.entry(index),
                "This is listed twice.",
                "Take one of the two out.",
            ));
        }
    }
}

/// Something that an agreement may ask for, and the prompt that records it.
struct Rule {
    field: &'static str,
    switched_on: bool,
    record: RecordKind,
    /// The word for the record in a script.
    record_word: &'static str,
}

fn rules(rules: &AgreementRules) -> [Rule; 8] {
    let rule = |field, switched_on, record, record_word| Rule {
        field,
        switched_on,
        record,
        record_word,
    };
    [
        rule(
            "bottom_lines",
            rules.bottom_lines,
            RecordKind::BottomLines,
            "bottom_lines",
        ),
        rule(
            "agreed_questions",
            rules.agreed_questions,
            RecordKind::AgreedQuestions,
            "agreed_questions",
        ),
        rule(
            "child_words",
            rules.child_words,
            RecordKind::ChildWords,
            "child_words",
        ),
        rule(
            "ratification",
            rules.ratification.is_some(),
            RecordKind::Ratification,
            "ratification",
        ),
        rule(
            "contingency",
            rules.contingency.is_some(),
            RecordKind::Contingency,
            "contingency",
        ),
        rule("lead", rules.lead.is_some(), RecordKind::Review, "review"),
        rule(
            "if_not_kept",
            rules.if_not_kept.is_some(),
            RecordKind::Review,
            "review",
        ),
        rule(
            "review",
            rules.review.is_some(),
            RecordKind::Review,
            "review",
        ),
    ]
}

/// The rules that a record needs, of which one is enough; none for a record that
/// every agreement can have.
fn needed_rules(record: RecordKind) -> &'static [&'static str] {
    match record {
        RecordKind::Arrivals
        | RecordKind::Order
        | RecordKind::GroundRules
        | RecordKind::Opening
        | RecordKind::Agreement
        | RecordKind::Progress
        | RecordKind::OwnAnswers
        | RecordKind::CatchUp
        | RecordKind::ReadBack
        | RecordKind::Signatures
        // What belongs to these is checked with the sides.
        | RecordKind::Messages
        | RecordKind::Letters => &[],
        RecordKind::BottomLines => &["bottom_lines"],
        RecordKind::AgreedQuestions => &["agreed_questions"],
        RecordKind::ChildWords => &["child_words"],
        RecordKind::Coverage => &["bottom_lines", "agreed_questions"],
        RecordKind::Ratification => &["ratification"],
        RecordKind::Contingency => &["contingency"],
        RecordKind::Review => &["lead", "if_not_kept", "review"],
    }
}

fn check_records(script: &Script, path: &Path, findings: &mut Vec<Finding>) {
    let rules = rules(&script.agreement);
    let is_on = |field: &str| {
        rules
            .iter()
            .any(|rule| rule.field == field && rule.switched_on)
    };
    let records = records(script);
    for (record, place) in &records {
        let needed = needed_rules(*record);
        if !needed.is_empty() && !needed.iter().any(|field| is_on(field)) {
            let names: Vec<String> = needed.iter().map(|field| format!("`{field}`")).collect();
            let names = names.join(" or ");
            findings.push(Finding::fault(
                place.clone(),
                format!(
                    "This records what the agreement does not ask for: {names} is missing there."
                ),
                format!("Add {names} to `agreement`, or take this prompt out."),
            ));
        }
    }
    for rule in rules.iter().filter(|rule| rule.switched_on) {
        if !records.iter().any(|(record, _)| *record == rule.record) {
            let word = rule.record_word;
            findings.push(Finding::fault(
                path.field(rule.field).name(),
                format!("The agreement asks for `{}`, but no prompt ever records it.", rule.field),
                format!("Add a prompt with \"kind\": \"record\" and \"record\": \"{word}\", or take the field out."),
            ));
        }
    }
}

/// Every record of the script, with its place.
pub(super) fn records(script: &Script) -> Vec<(RecordKind, Path)> {
    let sessions = script.sessions.iter().enumerate();
    let stages = sessions.flat_map(|(index, session)| {
        let path = Path::root().field("sessions").entry(index).field("stages");
        let stages = session.stages.iter().enumerate();
        stages.map(move |(index, stage)| (stage, path.entry(index).field("prompts")))
    });
    stages
        .flat_map(|(stage, path)| {
            let prompts = stage.prompts.iter().enumerate();
            prompts.filter_map(move |(index, prompt)| {
                Some((prompt.record?, path.entry(index).field("record")))
            })
        })
        .collect()
}
