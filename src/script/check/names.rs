//! Names that are used twice, and names that lead nowhere.

use std::collections::HashSet;

use crate::script::{RoleId, Script};

use super::{Finding, MAXIMUM_PROMPTS, Path, nearest};

/// Names are told in full up to here; nothing longer is worth reading.
const LONGEST_QUOTE: usize = 60;
const LISTED: usize = 12;

/// Checks the names of the kinds of session, and how many prompts there are in all.
pub(super) fn check_sessions(script: &Script, findings: &mut Vec<Finding>) {
    let sessions = Path::root().field("sessions");
    let ids = script.sessions.iter().enumerate();
    refuse_twins(
        "kind of session",
        ids.map(|(index, session)| (session.id.as_str(), sessions.entry(index).field("id"))),
        findings,
    );
    for (index, session) in script.sessions.iter().enumerate() {
        let reasons = sessions.entry(index).field("end_reasons");
        let ids = session.end_reasons.iter().enumerate();
        refuse_twins(
            "reason",
            ids.map(|(index, reason)| (reason.id.as_str(), reasons.entry(index).field("id"))),
            findings,
        );
    }
    let counts = script.sessions.iter().map(|session| {
        let stages = session.stages.iter();
        stages.map(|stage| stage.prompts.len()).sum::<usize>()
    });
    let count: usize = counts.sum();
    if count > MAXIMUM_PROMPTS {
        findings.push(Finding::fault(
            sessions,
            format!("This script has {count} prompts; at most {MAXIMUM_PROMPTS} are allowed."),
            "Divide it into several scripts.",
        ));
    }
}

/// Refuses every name after the first of its kind.
pub(super) fn refuse_twins<'a>(
    what: &str,
    names: impl Iterator<Item = (&'a str, Path)>,
    findings: &mut Vec<Finding>,
) {
    let mut seen = HashSet::new();
    for (name, path) in names {
        if !seen.insert(name) {
            findings.push(Finding::fault(
                path,
                format!("There is already a {what} named {}.", quoted(name)),
                "Give each its own name.",
            ));
        }
    }
}

/// Refuses a name that nothing has.
pub(super) fn refuse_unknown<'a>(
    what: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    path: Path,
    findings: &mut Vec<Finding>,
) {
    let mut known: Vec<&str> = known.into_iter().collect();
    if known.contains(&name) {
        return;
    }
    // Twins have a fault of their own.
    let mut told = HashSet::new();
    known.retain(|name| told.insert(*name));
    let help = match nearest(name, known.iter().copied()) {
        Some(meant) => format!("Did you mean `{meant}`?"),
        None if known.is_empty() => format!("There is no {what} here at all."),
        None => listed(&known),
    };
    findings.push(Finding::fault(
        path,
        format!("There is no {what} named {}.", quoted(name)),
        help,
    ));
}

/// Refuses roles that the script does not declare.
pub(super) fn refuse_unknown_roles(
    script: &Script,
    roles: &[RoleId],
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    for (index, role) in roles.iter().enumerate() {
        refuse_unknown_role(script, role, path.entry(index), findings);
    }
}

/// Refuses a role that the script does not declare.
pub(super) fn refuse_unknown_role(
    script: &Script,
    role: &RoleId,
    path: Path,
    findings: &mut Vec<Finding>,
) {
    let known = script.roles.iter().map(|role| role.id.as_str());
    refuse_unknown("role", role.as_str(), known, path, findings);
}

/// A name of the script inside a message.
pub(super) fn quoted(name: &str) -> String {
    match name.char_indices().nth(LONGEST_QUOTE) {
        Some((offset, _)) => format!("`{}…`", &name[..offset]),
        None => format!("`{name}`"),
    }
}

fn listed(known: &[&str]) -> String {
    let names: Vec<String> = known.iter().take(LISTED).map(|name| quoted(name)).collect();
    let more = if known.len() > LISTED { ", …" } else { "" };
    format!("Known are {}{more}.", names.join(", "))
}
