//! A script as a page to read: what the room would see and hear, stage by stage.

use crate::script::{
    Decision, Prompt, Recording, RuleSetId, Script, SessionKind, Severity, Stage, TurnPattern,
};

mod agreement;
mod change;

pub use change::{Change, first_change, show_from};

use super::page::Page;
use super::script_words::{
    condition_words, filled, heading, in_minutes, leads_to, records_items, role_names,
};

/// Writes a script as plain text, 80 columns wide, every kind of session in turn.
///
/// A service's own wording is filled in; the people's names, which nobody knows
/// yet, stand in brackets.
pub fn show(script: &Script) -> String {
    let mut page = Page::default();
    show_head(&mut page, script);
    preparation(&mut page, script);
    for session in &script.sessions {
        show_session(&mut page, script, session);
    }
    if script.sessions.iter().any(records_items) || !script.follow_ups.is_empty() {
        agreement::show(&mut page, script);
    }
    page.text
}

fn show_head(page: &mut Page, script: &Script) {
    page.title(&script.title, '=');
    page.words(&script.summary, 0);
    page.line("");
    page.words(
        &format!(
            "`{}`, version {}. By {}. Licence {}. Language {}.",
            script.id, script.version, script.author, script.licence, script.language
        ),
        0,
    );
    page.line("");
    page.line("Who takes part:");
    for role in &script.roles {
        page.item(
            "-",
            &number_of(&role.plural, role.at_least, role.at_most),
            2,
        );
    }
    page.line("");
    page.line("Asked of each person in private, when they arrive:");
    page.words(&quoted(script, &script.willingness.ask), 2);
    page.words(
        &format!(
            "Easy: {}",
            filled(script, &script.willingness.easy, "(name)")
        ),
        2,
    );
    page.words(
        &format!(
            "For you: {}",
            filled(script, &script.willingness.hint, "(name)")
        ),
        2,
    );
    if let Some(letters) = &script.letters {
        page.line("");
        page.line("A letter is gone through by this list before a second person reads it:");
        for check in &letters.checks {
            page.item("-", &filled(script, check, "(name)"), 2);
        }
        if !letters.reply_checks.is_empty() {
            page.line("");
            page.line("An answer to a letter is gone through by this one:");
            for check in &letters.reply_checks {
                page.item("-", &filled(script, check, "(name)"), 2);
            }
        }
    }
}

/// What is asked and looked at before people meet.
fn preparation(page: &mut Page, script: &Script) {
    if !script.rules.is_empty() {
        let sets: Vec<&str> = script.rules.iter().map(RuleSetId::as_str).collect();
        page.line("");
        page.words(&format!("Rules that apply: {}.", sets.join(", ")), 0);
    }
    for consent in &script.consents {
        page.line("");
        let needed = if consent.required {
            "Must be agreed to, or the meeting does not count"
        } else {
            "Asked for"
        };
        let purpose = filled(script, &consent.purpose, "(name)");
        let of = role_names(script, &consent.of);
        page.words(&format!("{needed}: {purpose} ({of})."), 0);
        page.words(&quoted(script, &consent.ask), 2);
        let easy = filled(script, &consent.easy, "(name)");
        page.words(&format!("Easy: {easy}"), 2);
    }
    if !script.checklist.is_empty() {
        page.line("");
        page.line("Looked after on the day:");
    }
    for entry in &script.checklist {
        page.item("-", &filled(script, entry, "(name)"), 2);
    }
}

fn show_session(page: &mut Page, script: &Script, session: &SessionKind) {
    page.line("");
    page.title(&session.title, '=');
    page.words(&session.purpose, 0);
    if !session.with.is_empty() {
        let side = role_names(script, &session.with);
        page.words(&format!("With one side alone: {side}."), 0);
    }
    page.words(
        &format!(
            "A break is suggested after {}.",
            in_minutes(session.break_after)
        ),
        0,
    );
    for (index, stage) in session.stages.iter().enumerate() {
        page.line("");
        show_stage(page, script, session, index, stage);
        for prompt in &stage.prompts {
            page.line("");
            show_prompt(page, script, session, prompt);
        }
    }
    if !session.end_reasons.is_empty() {
        page.line("");
        page.line("Asked once the room is empty, if it ended early or nothing was agreed:");
        for reason in &session.end_reasons {
            page.item("-", &filled(script, &reason.label, "(name)"), 2);
        }
    }
}

/// What there is to know of a stage before its first prompt.
fn show_stage(
    page: &mut Page,
    script: &Script,
    session: &SessionKind,
    index: usize,
    stage: &Stage,
) {
    let title = format!("{} of {}: {}", index + 1, session.stages.len(), stage.title);
    page.title(&title, '-');
    let minutes = stage.minutes;
    let (usual, min, max) = (in_minutes(minutes.typical), minutes.min, minutes.max);
    page.words(
        &format!("{} Usually {usual} ({min} to {max}).", stage.purpose),
        0,
    );
    for remark in remarks(script, stage) {
        page.words(&remark, 0);
    }
    for gate in &stage.gates {
        let strictness = match gate.severity {
            Severity::Info => "Good to know",
            Severity::Confirm => "Check first",
            Severity::Legal => "Must be so, or the meeting does not count",
        };
        let again = if gate.each_round {
            ", each time round"
        } else {
            ""
        };
        let alone = if gate.asked_alone {
            ", asked of people alone"
        } else {
            ""
        };
        let check = filled(script, &gate.check, "(name)");
        page.words(&format!("{strictness}{again}{alone}: {check}"), 0);
        page.words(&filled(script, &gate.hint, "(name)"), 2);
    }
}

/// What there is to know of a stage before it begins.
fn remarks(script: &Script, stage: &Stage) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some(optional) = &stage.optional {
        let usual = if optional.included {
            "usually yes"
        } else {
            "usually no"
        };
        let ask = filled(script, &optional.ask, "(name)");
        remarks.push(format!("Held if people want it ({usual}): {ask}"));
    }
    if let Some(condition) = &stage.when {
        remarks.push(format!("Held if {}.", condition_words(script, condition)));
    }
    if !stage.room.inside.is_empty() {
        remarks.push(format!(
            "In the room: {}.",
            role_names(script, &stage.room.inside)
        ));
    }
    if !stage.room.outside.is_empty() {
        remarks.push(format!(
            "Out of the room: {}.",
            role_names(script, &stage.room.outside)
        ));
    }
    if let Some(private) = &stage.private {
        let whose = role_names(script, &private.roles);
        let call = filled(script, &private.call, "(name)");
        remarks.push(format!(
            "Private time for {whose}. To call the facilitator: {call}"
        ));
    }
    match stage.recording {
        Recording::Notes => {}
        Recording::Marks => remarks.push("No words are written down here.".to_owned()),
        Recording::Private => remarks.push("Only its start and end are recorded.".to_owned()),
    }
    match stage.turns {
        TurnPattern::ByQuestion => {}
        TurnPattern::ByPerson => {
            remarks.push("One person hears all of their questions before the next.".to_owned());
        }
        TurnPattern::Round => remarks.push("A round: everybody may pass.".to_owned()),
    }
    remarks
}

fn show_prompt(page: &mut Page, script: &Script, session: &SessionKind, prompt: &Prompt) {
    page.words(&heading(script, prompt), 2);
    if let Some(condition) = &prompt.when {
        page.words(
            &format!("Only if {}.", condition_words(script, condition)),
            4,
        );
    }
    for line in &prompt.cue {
        page.item("|", &filled(script, line, "(name)"), 4);
    }
    if let Some(words) = &prompt.words {
        page.words(&quoted(script, words), 4);
    }
    if let Some(easy) = &prompt.easy {
        page.words(&format!("Easy: {}", filled(script, easy, "(name)")), 4);
    }
    if let Some(hint) = &prompt.hint {
        page.words(&format!("For you: {}", filled(script, hint, "(name)")), 4);
    }
    for (tag, translation) in &prompt.languages {
        let language = script
            .languages
            .get(tag)
            .map_or(tag.as_str(), String::as_str);
        let words = translation.words.as_ref();
        let words = words.map_or_else(|| translation.cue.join(" / "), Clone::clone);
        page.words(
            &format!("{language}: {}", filled(script, &words, "(name)")),
            4,
        );
    }
    if let Some(decision) = &prompt.decision {
        show_decision(page, script, session, decision);
    }
}

fn show_decision(page: &mut Page, script: &Script, session: &SessionKind, decision: &Decision) {
    for outcome in &decision.outcomes {
        let label = filled(script, &outcome.label, "(name)");
        let leads = leads_to(session, outcome);
        page.item("-", &format!("{label} ({leads})"), 4);
    }
}

fn quoted(script: &Script, words: &str) -> String {
    format!("\"{}\"", filled(script, words, "(name)"))
}

fn number_of(plural: &str, at_least: u16, at_most: Option<u16>) -> String {
    match (at_least, at_most) {
        (0, None) => plural.to_owned(),
        (0, Some(most)) => format!("{plural}: at most {most}"),
        (least, None) => format!("{plural}: at least {least}"),
        (least, Some(most)) if least == most => format!("{plural}: {least}"),
        (least, Some(most)) => format!("{plural}: {least} to {most}"),
    }
}
