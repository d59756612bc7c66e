//! What is asked and looked at before people meet: consents, rule sets, the list for the day.

use crate::script::{RoleKind, Script};

use super::names::{refuse_twins, refuse_unknown_roles};
use super::{Finding, Path};

/// The most entries of the list for the day: more are not looked at by anybody.
const LONG_CHECKLIST: usize = 25;

pub(super) fn check(script: &Script, findings: &mut Vec<Finding>) {
    consents(script, findings);
    let rules = Path::root().field("rules");
    let named = script.rules.iter().enumerate();
    refuse_twins(
        "rule set",
        named.map(|(index, set)| (set.as_str(), rules.entry(index))),
        findings,
    );
    let forms = Path::root().field("evaluations");
    let named = script.evaluations.iter().enumerate();
    refuse_twins(
        "evaluation form",
        named.map(|(index, form)| (form.as_str(), forms.entry(index))),
        findings,
    );
    let checklist = Path::root().field("checklist");
    let entries = script.checklist.iter().enumerate();
    refuse_twins(
        "line of the list",
        entries.map(|(index, entry)| (entry.as_str(), checklist.entry(index))),
        findings,
    );
    if script.checklist.len() > LONG_CHECKLIST {
        findings.push(Finding::warning(
            checklist,
            format!(
                "This list has {} entries; nobody goes through more than {LONG_CHECKLIST} on the day.",
                script.checklist.len()
            ),
            "Keep what is forgotten most easily, and leave out the rest.",
        ));
    }
}

fn consents(script: &Script, findings: &mut Vec<Finding>) {
    let consents = Path::root().field("consents");
    let ids = script.consents.iter().enumerate();
    refuse_twins(
        "consent",
        ids.map(|(index, consent)| (consent.id.as_str(), consents.entry(index).field("id"))),
        findings,
    );
    for (index, consent) in script.consents.iter().enumerate() {
        let of = consents.entry(index).field("of");
        refuse_unknown_roles(script, &consent.of, &of, findings);
        let named = consent.of.iter().enumerate();
        refuse_twins(
            "role in this list",
            named.map(|(index, role)| (role.as_str(), of.entry(index))),
            findings,
        );
        for (place, role) in consent.of.iter().enumerate() {
            let runs = script
                .role(role)
                .is_some_and(|role| role.kind == RoleKind::Facilitator);
            if runs {
                findings.push(Finding::fault(
                    of.entry(place),
                    "Whoever runs the meeting asks for consents and is not asked for any.",
                    "Take this role out of `of`.",
                ));
            }
        }
    }
}
