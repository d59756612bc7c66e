//! Reads a fictional case, and holds it against the script that it is run from.

use crate::practice::{PracticeCase, PracticePerson};
use crate::script::check::{Finding, Path, nearest};
use crate::script::{RoleKind, Script, ScriptId, SessionKind};

use super::read::read_document;
use super::report::{Report, ScriptFaults};
use super::schema::Schema;
use super::words::quoted;

/// A practice case that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadCase {
    /// The case, with its texts cleaned.
    pub case: PracticeCase,
    /// What its author should look at; empty most of the time.
    pub warnings: Report,
    /// How many hidden characters were taken out of its texts.
    pub removed_characters: usize,
}

/// Reads a practice case from the bytes of a file, with the limits of a script.
///
/// `find_script` finds the script that the case names.
///
/// # Errors
/// Every fault at once: those of the text, roles and people that do not exist,
/// and whatever the script would ignore.
pub fn read_case<'a>(
    bytes: &[u8],
    source_name: &str,
    find_script: impl Fn(&ScriptId) -> Option<&'a Script>,
) -> Result<ReadCase, ScriptFaults> {
    let document = read_document(
        bytes,
        source_name,
        Schema::practice_case(),
        |case: &PracticeCase| match find_script(&case.script) {
            Some(script) => check(case, script),
            None => vec![Finding::fault(
                Path::root().field("script"),
                format!("There is no script named {}.", quoted(case.script.as_str())),
                "See `talking-piece script list` for the scripts that there are.",
            )],
        },
    )?;
    Ok(ReadCase {
        case: document.value,
        warnings: document.warnings,
        removed_characters: document.removed,
    })
}

/// Reads a practice case whose script cannot be read for its own faults: those of the case alone
/// are told, for what the script holds is not known until it is mended.
///
/// # Errors
/// Every fault of the text at once.
pub fn read_case_alone(bytes: &[u8], source_name: &str) -> Result<ReadCase, ScriptFaults> {
    let no_findings = |_: &PracticeCase| Vec::new();
    let document = read_document(bytes, source_name, Schema::practice_case(), no_findings)?;
    Ok(ReadCase {
        case: document.value,
        warnings: document.warnings,
        removed_characters: document.removed,
    })
}

fn check(case: &PracticeCase, script: &Script) -> Vec<Finding> {
    let mut findings = Vec::new();
    let people = Path::root().field("people");
    for (index, person) in case.people.iter().enumerate() {
        let path = people.entry(index);
        let before = &case.people[..index];
        if before.iter().any(|other| other.name == person.name) {
            findings.push(Finding::fault(
                path.field("name"),
                format!("There is already somebody named {}.", quoted(&person.name)),
                "Give each person their own name, so that people know who is meant.",
            ));
        }
        check_roles(person, script, &path, &mut findings);
        check_support(person, case, &path, &mut findings);
        check_consents(person, script, &path, &mut findings);
    }
    check_numbers(case, script, &mut findings);
    let rules = &script.agreement;
    let lists = [
        ("bottom_lines", &case.bottom_lines, rules.bottom_lines),
        ("questions", &case.questions, rules.agreed_questions),
    ];
    for (field, entries, asked_for) in lists {
        if !entries.is_empty() && !asked_for {
            findings.push(Finding::fault(
                Path::root().field(field).name(),
                format!("The script does not ask for these, so `{field}` would be ignored."),
                "Take it out, or choose a script whose agreement asks for it.",
            ));
        }
    }
    let looks_back = script.sessions.iter().any(SessionKind::looks_back);
    if !case.agreed.is_empty() && !looks_back {
        findings.push(Finding::fault(
            Path::root().field("agreed").name(),
            "The script looks back on nothing, so `agreed` would be ignored.",
            "Take it out, or choose a script in which what was agreed is looked at again.",
        ));
    }
    for (index, item) in case.agreed.iter().enumerate() {
        if !rules.item_kinds.contains(&item.kind) {
            findings.push(Finding::fault(
                Path::root().field("agreed").entry(index).field("kind"),
                "The agreement of the script has no items of this kind.",
                "Take one of the `item_kinds` of its agreement.",
            ));
        }
    }
    findings
}

fn check_roles(person: &PracticePerson, script: &Script, path: &Path, findings: &mut Vec<Finding>) {
    for (index, role) in person.roles.iter().enumerate() {
        if script.role(role).is_none() {
            let known = || script.roles.iter().map(|role| role.id.as_str());
            let help = match nearest(role.as_str(), known()) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => format!("Known are {}.", super::words::joined(known())),
            };
            findings.push(Finding::fault(
                path.field("roles").entry(index),
                format!("The script has no role named {}.", quoted(role.as_str())),
                help,
            ));
        }
    }
}

fn check_support(
    person: &PracticePerson,
    case: &PracticeCase,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    let Some(supported) = &person.supports else {
        return;
    };
    let others = || {
        let names = case.people.iter().map(|other| other.name.as_str());
        names.filter(|name| *name != person.name)
    };
    if !others().any(|name| name == supported) {
        let help = match nearest(supported, others()) {
            Some(meant) => format!("Did you mean `{meant}`?"),
            None => "Name somebody else of this case, exactly as in `name`.".to_owned(),
        };
        findings.push(Finding::fault(
            path.field("supports"),
            format!("Nobody else here is named {}.", quoted(supported)),
            help,
        ));
    }
}

fn check_consents(
    person: &PracticePerson,
    script: &Script,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    for (index, agreed) in person.agreed_to.iter().enumerate() {
        let asked = script.consents.iter();
        let asked = asked.filter(|consent| consent.of.iter().any(|of| person.roles.contains(of)));
        let mut known = asked.map(|consent| consent.id.as_str());
        if known.any(|known| known == agreed.as_str()) {
            continue;
        }
        let all = || script.consents.iter().map(|consent| consent.id.as_str());
        let help = match nearest(agreed.as_str(), all()) {
            Some(meant) if meant != agreed.as_str() => format!("Did you mean `{meant}`?"),
            Some(_) => "Take it out, or give them a role that is asked.".to_owned(),
            None if script.consents.is_empty() => {
                "Take it out; the script asks nobody to agree to anything.".to_owned()
            }
            None => format!("Known are {}.", super::words::joined(all())),
        };
        findings.push(Finding::fault(
            path.field("agreed_to").entry(index),
            format!(
                "The script does not ask {} to agree to {}.",
                quoted(&person.name),
                quoted(agreed.as_str())
            ),
            help,
        ));
    }
}

/// Whoever practises runs the meeting, so nobody has to be named for that.
fn check_numbers(case: &PracticeCase, script: &Script, findings: &mut Vec<Finding>) {
    let people = Path::root().field("people");
    for role in &script.roles {
        let holds = |person: &&PracticePerson| person.roles.contains(&role.id);
        let count = case.people.iter().filter(holds).count();
        if let Some(at_most) = role.at_most.filter(|most| count > usize::from(*most)) {
            findings.push(Finding::fault(
                people.clone(),
                format!(
                    "{count} people are `{}`; the script allows {at_most}.",
                    role.id
                ),
                "Give some of them another role.",
            ));
        }
        if role.kind != RoleKind::Facilitator && count < usize::from(role.at_least) {
            findings.push(Finding::warning(
                people.clone(),
                format!(
                    "{count} people are `{}`; the script needs {}.",
                    role.id, role.at_least
                ),
                "Add somebody, unless practising without them is the point.",
            ));
        }
    }
}
