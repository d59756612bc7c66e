//! How the parts of a script are put into words on paper.

use crate::script::placeholder::{Piece, pieces};
use crate::script::{
    Addressee, Condition, DecisionOutcome, Prompt, PromptKind, RecordKind, RoleId, Script,
    SessionKind, Then, Weight, counted,
};

/// What is done with a prompt, to whom, and how much it matters.
pub(super) fn heading(script: &Script, prompt: &Prompt) -> String {
    let weight = match prompt.weight {
        Weight::Must => "must",
        Weight::Should => "should",
        Weight::May => "may",
    };
    let silently = prompt.to == Addressee::Facilitator;
    let action = match prompt.kind {
        PromptKind::Say => "say to",
        PromptKind::Ask => "ask",
        PromptKind::Check if silently => "look after this:",
        PromptKind::Check => "look after this for",
        PromptKind::Record if silently => "write this down:",
        PromptKind::Record => "write this down with",
        PromptKind::Decide => "decided by",
    };
    let to = match &prompt.to {
        Addressee::Room => script.vocabulary.everyone.clone(),
        Addressee::Each => format!("each of {}", script.vocabulary.everyone),
        Addressee::Facilitator => format!("the {}", script.vocabulary.facilitator),
        Addressee::Role(role) => format!("each {}", role_name(script, role)),
    };
    format!("[{weight}] {action} {to}")
}

/// Whether a kind of session ever records one of these.
pub(super) fn records(session: &SessionKind, kinds: &[RecordKind]) -> bool {
    let mut prompts = session.stages.iter().flat_map(|stage| &stage.prompts);
    prompts.any(|prompt| prompt.record.is_some_and(|record| kinds.contains(&record)))
}

/// Whether a kind of session writes down what people agree to, line by line.
pub(super) fn records_items(session: &SessionKind) -> bool {
    records(session, &[RecordKind::Agreement])
}

/// Where an outcome leads, in words.
pub(super) fn leads_to(session: &SessionKind, outcome: &DecisionOutcome) -> String {
    let stage = outcome.stage.as_ref().and_then(|id| session.stage(id));
    match outcome.then {
        Then::GoOn => "go on".to_owned(),
        Then::GoTo => {
            let title = stage.map_or("another stage", |stage| stage.title.as_str());
            format!("to \"{title}\"")
        }
        Then::TimeOut => "a time-out".to_owned(),
        Then::Adjourn => "go on another day".to_owned(),
        Then::ChangeMethod => match stage {
            Some(stage) => format!("to \"{}\", then go on in another way", stage.title),
            None => "go on in another way".to_owned(),
        },
        Then::End => {
            let outcome = outcome.outcome;
            let outcome = outcome.map_or("", |outcome| session.title_of(outcome));
            format!("end: {}", outcome.to_lowercase())
        }
    }
}

/// A length of time as it is spoken of.
pub(super) fn in_minutes(minutes: u16) -> String {
    counted(minutes, "minute", "minutes")
}

/// Fills in what is known before a meeting: a service's wording. The rest stands
/// in brackets, the person addressed as `name`.
pub(super) fn filled(script: &Script, text: &str, name: &str) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) | Piece::Unpaired(text) => text.to_owned(),
            Piece::Name => name.to_owned(),
            Piece::Role(role) => match script.role(&RoleId::new(role)) {
                Some(role) => format!("({})", role.plural),
                None => format!("({role})"),
            },
            Piece::Variable(name) => script
                .variables
                .get(name)
                .map_or_else(|| format!("({name})"), |variable| variable.value.clone()),
        })
        .collect()
}

fn role_name<'a>(script: &'a Script, id: &'a RoleId) -> &'a str {
    script
        .role(id)
        .map_or(id.as_str(), |role| role.name.as_str())
}

pub(super) fn role_names(script: &Script, ids: &[RoleId]) -> String {
    let names: Vec<&str> = ids
        .iter()
        .map(|id| {
            script
                .role(id)
                .map_or(id.as_str(), |role| role.plural.as_str())
        })
        .collect();
    names.join(", ")
}

/// A condition as the end of a sentence that begins with "if".
pub(super) fn condition_words(script: &Script, condition: &Condition) -> String {
    let Condition {
        present,
        absent,
        chosen,
        not_chosen,
    } = condition;
    let mut parts = Vec::new();
    if let Some(role) = present {
        parts.push(format!("somebody is here as {}", role_name(script, role)));
    }
    if let Some(role) = absent {
        parts.push(format!("nobody is here as {}", role_name(script, role)));
    }
    if let Some(choice) = chosen {
        parts.push(format!(
            "`{}` was chosen at `{}`",
            choice.outcome, choice.decision
        ));
    }
    if let Some(choice) = not_chosen {
        parts.push(format!(
            "`{}` was not chosen at `{}`",
            choice.outcome, choice.decision
        ));
    }
    parts.join(" and ")
}
