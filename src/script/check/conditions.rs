//! Conditions, and the session in which they are read.

use crate::script::{Condition, Script, SessionKind};

use super::names::{refuse_unknown, refuse_unknown_role};
use super::{Finding, Path};

/// What is being checked, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub script: &'a Script,
    pub session: &'a SessionKind,
}

pub(super) fn check_condition(
    context: Context<'_>,
    condition: &Condition,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    let Condition {
        present,
        absent,
        chosen,
        not_chosen,
    } = condition;
    if *condition == Condition::default() {
        findings.push(Finding::fault(
            path.clone(),
            "This condition says nothing.",
            "Add `present`, `absent`, `chosen` or `not_chosen`, or take `when` out.",
        ));
    }
    if present.is_some() && present == absent {
        findings.push(Finding::fault(
            path.field("absent"),
            "Nobody can be here and not here at once, so this never applies.",
            "Take out `present` or `absent`.",
        ));
    }
    for (role, field) in [(present, "present"), (absent, "absent")] {
        if let Some(role) = role {
            refuse_unknown_role(context.script, role, path.field(field), findings);
        }
    }
    let prompts = || {
        context
            .session
            .stages
            .iter()
            .flat_map(|stage| &stage.prompts)
    };
    for (choice, field) in [(chosen, "chosen"), (not_chosen, "not_chosen")] {
        let Some(choice) = choice else { continue };
        let path = path.field(field);
        let mut decisions = prompts().filter_map(|prompt| prompt.decision.as_ref());
        match decisions.find(|decision| decision.id == choice.decision) {
            None => refuse_unknown(
                "decision",
                choice.decision.as_str(),
                prompts()
                    .filter_map(|prompt| prompt.decision.as_ref())
                    .map(|decision| decision.id.as_str()),
                path.field("decision"),
                findings,
            ),
            Some(decision) => refuse_unknown(
                "outcome of this decision",
                choice.outcome.as_str(),
                decision.outcomes.iter().map(|outcome| outcome.id.as_str()),
                path.field("outcome"),
                findings,
            ),
        }
    }
}
