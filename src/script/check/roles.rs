//! Roles, and the languages beside them.

use crate::script::{Role, RoleKind, Script};

use super::names::{quoted, refuse_twins, refuse_unknown_roles};
use super::{Finding, Path};

/// Words with which a prompt is addressed to nobody's role.
const RESERVED: [(&str, &str); 3] = [
    ("room", "everybody at once"),
    ("each", "everybody in turn"),
    ("me", "whoever runs the meeting"),
];

pub(super) fn check(script: &Script, findings: &mut Vec<Finding>) {
    let roles = Path::root().field("roles");
    let ids = script.roles.iter().enumerate();
    refuse_twins(
        "role",
        ids.map(|(index, role)| (role.id.as_str(), roles.entry(index).field("id"))),
        findings,
    );
    for (index, role) in script.roles.iter().enumerate() {
        check_role(script, role, &roles.entry(index), findings);
    }
    let runs = |role: &Role| role.kind == RoleKind::Facilitator;
    if !script.roles.iter().any(runs) {
        findings.push(Finding::fault(
            roles,
            "No role is of the kind `facilitator`, so nobody could run the meeting.",
            "Add a role with \"kind\": \"facilitator\".",
        ));
    }
    check_languages(script, findings);
}

fn check_role(script: &Script, role: &Role, path: &Path, findings: &mut Vec<Finding>) {
    if let Some((name, means)) = RESERVED.iter().find(|(name, _)| *name == role.id.as_str()) {
        findings.push(Finding::fault(
            path.field("id"),
            format!("A role cannot be named `{name}`: as an addressee it means {means}."),
            "Choose another name for the role.",
        ));
    }
    if let Some(at_most) = role.at_most.filter(|at_most| *at_most < role.at_least) {
        findings.push(Finding::fault(
            path.field("at_most"),
            format!(
                "`at_most` is {at_most}, but `at_least` asks for {}.",
                role.at_least
            ),
            "Raise `at_most`, leave it out for no limit, or lower `at_least`.",
        ));
    }
    refuse_unknown_roles(script, &role.supports, &path.field("supports"), findings);
}

fn check_languages(script: &Script, findings: &mut Vec<Finding>) {
    if !is_language_tag(&script.language) {
        findings.push(bad_tag(Path::root().field("language"), &script.language));
    }
    let languages = Path::root().field("languages");
    for tag in script.languages.keys() {
        let path = languages.field(tag);
        if !is_language_tag(tag) {
            findings.push(bad_tag(path.name(), tag));
        } else if *tag == script.language {
            findings.push(Finding::fault(
                path.name(),
                format!("{} is already the language of the script.", quoted(tag)),
                "List other languages only.",
            ));
        } else if !is_spoken(script, tag) {
            findings.push(Finding::warning(
                path.name(),
                format!("No prompt has words in {}.", quoted(tag)),
                "Add them to the `languages` of a prompt, or take the language out.",
            ));
        }
    }
}

fn is_spoken(script: &Script, tag: &str) -> bool {
    let stages = script.sessions.iter().flat_map(|session| &session.stages);
    let mut prompts = stages.flat_map(|stage| &stage.prompts);
    prompts.any(|prompt| prompt.languages.contains_key(tag))
}

fn bad_tag(path: Path, tag: &str) -> Finding {
    Finding::fault(
        path,
        format!("{} is not a language tag.", quoted(tag)),
        "Write it as in `en-GB`, `cy` or `pa-Guru`.",
    )
}

fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(|first| {
        (2..=8).contains(&first.len()) && first.chars().all(|c| c.is_ascii_lowercase())
    }) && parts.all(is_part)
}
