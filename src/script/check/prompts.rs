//! Prompts: what belongs to their kind, their addressee, their languages.

use crate::script::{Addressee, Prompt, PromptKind, Weight};

use super::conditions::{Context, check_condition};
use super::names::{quoted, refuse_unknown};
use super::{Finding, Path, decisions, hearing};

pub(super) fn check(
    context: Context<'_>,
    prompt: &Prompt,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    check_addressee(context, prompt, path, findings);
    check_companions(prompt, path, findings);
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
