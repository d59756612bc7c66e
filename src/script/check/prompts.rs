//! Prompts: what belongs to their kind, their addressee, their languages.

use crate::script::{Addressee, Prompt, PromptKind, RecordKind, Weight};

use super::conditions::{Context, check_condition};
use super::names::{quoted, refuse_twins, refuse_unknown};
use super::{Finding, Path, decisions, hearing};

pub(super) fn check(
    context: Context<'_>,
    prompt: &Prompt,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    check_addressee(context, prompt, path, findings);
    check_companions(prompt, path, findings);
    check_answers(context, prompt, path, findings);
    if let Some(condition) = &prompt.when {
        check_condition(context, condition, &path.field("when"), findings);
    }
    if let Some(decision) = &prompt.decision {
        decisions::check(context, decision, &path.field("decision"), findings);
    }
    for tag in prompt.languages.keys() {
        if !context.script.languages.contains_key(tag) {
            findings.push(Finding::fault(
                path.field("languages").field(tag).name(),
                format!("The script does not list the language {}.", quoted(tag)),
                "Add it to `languages` of the script, with its name in that language.",
            ));
        }
    }
    check_words(prompt, path, findings);
    hearing::check_prompt(context.script, prompt, path, findings);
}

fn check_addressee(
    context: Context<'_>,
    prompt: &Prompt,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    match &prompt.to {
        Addressee::Room | Addressee::Each | Addressee::Facilitator => {}
        Addressee::Role(role) => {
            let roles = context.script.roles.iter().map(|role| role.id.as_str());
            let known = roles.chain(["room", "each", "me"]);
            refuse_unknown("role", role.as_str(), known, path.field("to"), findings);
        }
    }
}

/// `record` and `decision` stand exactly where their kind asks for them: elsewhere
/// they would be ignored.
fn check_companions(prompt: &Prompt, path: &Path, findings: &mut Vec<Finding>) {
    let companions = [
        (
            "record",
            "record",
            prompt.record.is_some(),
            prompt.kind == PromptKind::Record,
        ),
        (
            "decision",
            "decide",
            prompt.decision.is_some(),
            prompt.kind == PromptKind::Decide,
        ),
    ];
    for (field, kind, given, wanted) in companions {
        if wanted && !given {
            findings.push(Finding::fault(
                path.field("kind"),
                format!("A prompt of the kind `{kind}` needs the field `{field}`."),
                format!("Add `{field}`, or choose another kind."),
            ));
        } else if given && !wanted {
            findings.push(Finding::fault(
                path.field(field).name(),
                format!("`{field}` belongs to prompts of the kind `{kind}` only."),
                format!("Take it out, or write \"kind\": \"{kind}\"."),
            ));
        }
    }
}

/// Answers stand exactly where each person is asked for one of their own.
fn check_answers(context: Context<'_>, prompt: &Prompt, path: &Path, findings: &mut Vec<Finding>) {
    let wanted = prompt.record == Some(RecordKind::OwnAnswers);
    let answers = path.field("answers");
    if !wanted && !prompt.answers.is_empty() {
        findings.push(Finding::fault(
            answers.name(),
            "`answers` belongs to prompts with \"record\": \"own_answers\" only.",
            "Take it out, or write \"kind\": \"record\" and \"record\": \"own_answers\".",
        ));
    }
    if wanted && prompt.answers.len() < 2 {
        findings.push(Finding::fault(
            path.field("record"),
            "Each person is asked here, but there are no two answers to choose from.",
            "Add `answers`, each with an id and the label that is shown.",
        ));
    }
    let ids = prompt.answers.iter().enumerate();
    refuse_twins(
        "answer",
        ids.map(|(index, answer)| (answer.id.as_str(), answers.entry(index).field("id"))),
        findings,
    );
    let one_by_one = match &prompt.to {
        Addressee::Each | Addressee::Role(_) => true,
        Addressee::Room | Addressee::Facilitator => false,
    };
    if wanted && !one_by_one {
        findings.push(Finding::fault(
            path.field("to"),
            "An answer of one's own is asked of each person alone.",
            "Write a role, or `each`.",
        ));
    }
    if prompt.record == Some(RecordKind::CatchUp) && context.script.sessions.len() < 2 {
        findings.push(Finding::fault(
            path.field("record"),
            "There is no other kind of session that somebody could have missed.",
            "Take it out, or add the sessions of the programme.",
        ));
    }
}

fn check_words(prompt: &Prompt, path: &Path, findings: &mut Vec<Finding>) {
    let spoken = match prompt.kind {
        PromptKind::Say | PromptKind::Ask => true,
        PromptKind::Check | PromptKind::Record | PromptKind::Decide => false,
    };
    if !spoken {
        return;
    }
    if prompt.weight <= Weight::Should && prompt.words.is_none() {
        findings.push(Finding::warning(
            path.field("cue").name(),
            "This is usually said, but its full words are missing.",
            "Add `words`, for whoever runs this process for the first time.",
        ));
    }
    if prompt.weight == Weight::Must && prompt.easy.is_none() {
        findings.push(Finding::warning(
            path.field("weight"),
            "This must be said, but has no easy-read form.",
            "Add `easy`: short sentences, everyday words.",
        ));
    }
}
