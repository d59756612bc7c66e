//! Claims that the record could never bear out: a yes to them could never be taken.

use crate::script::{Claim, Quorum, RecordKind, RoleId, RoleKind, Stage};

use super::agreement::records;
use super::conditions::Context;
use super::names::refuse_unknown_roles;
use super::{Finding, Path};

/// As many people of one role as a case can have, where the role does not say.
const ANY_NUMBER: u32 = u32::MAX;

pub(super) fn check(
    context: Context<'_>,
    claim: Option<Claim>,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    let (message, help) = match claim {
        Some(Claim::Decided) if context.script.agreement.ratification.is_none() => (
            "Nobody has to accept what is agreed here, so it can never be decided.",
            "Say under `agreement` in `ratification` who decides, or take this out.",
        ),
        Some(Claim::PassedOn | Claim::ToPassOn | Claim::Ready) if !carries(context) => (
            "Nothing is written down in this script to be passed on, so this can never be so.",
            "Add a prompt that records `messages` or `letters`, or take this out.",
        ),
        Some(Claim::Ready) if context.session.with.is_empty() => (
            "This session is for everybody, so nothing waits to be passed on to one side.",
            "Say in `with` which side is here, or take this out.",
        ),
        Some(
            Claim::Written
            | Claim::PassedOn
            | Claim::ToPassOn
            | Claim::Ready
            | Claim::LookedAt
            | Claim::ReadOut
            | Claim::Decided
            | Claim::FarAwayFirst,
        )
        | None => return,
    };
    findings.push(Finding::fault(path.field("claims"), message, help));
}

fn carries(context: Context<'_>) -> bool {
    let mut records = records(context.script).into_iter();
    records.any(|(record, _)| matches!(record, RecordKind::Messages | RecordKind::Letters))
}

/// As many people as a check waits for can be there: those whom the stage has out of the room and
/// those of the other side never are.
pub(super) fn check_quorum(
    context: Context<'_>,
    stage: &Stage,
    wanted: &Quorum,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    let before = findings.len();
    let roles = path.field("roles");
    refuse_unknown_roles(context.script, &wanted.roles, &roles, findings);
    if findings.len() > before {
        return;
    }
    let most = |role: &RoleId| most_of(context, stage, role);
    let can_come = wanted.roles.iter().map(most).fold(0, u32::saturating_add);
    if can_come < u32::from(wanted.at_least) {
        findings.push(Finding::fault(
            path.field("at_least"),
            format!(
                "At most {can_come} of these can be in the room, so {} never are.",
                wanted.at_least
            ),
            "Ask for fewer, name more roles, or let more people have these roles.",
        ));
    }
}

fn most_of(context: Context<'_>, stage: &Stage, id: &RoleId) -> u32 {
    let Some(role) = context.script.role(id) else {
        return 0;
    };
    let sides = &context.session.with;
    let is_met = sides.is_empty() || sides.contains(id) || !RoleKind::is_a_side(role.kind);
    if !is_met || stage.room.outside.contains(id) {
        return 0;
    }
    role.at_most.map_or(ANY_NUMBER, u32::from)
}
