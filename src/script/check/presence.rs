//! Whether anybody is left to hear, to be asked, or to run a stage.

use crate::script::{Addressee, Condition, RoleId, RoleKind, Script, Stage};

use super::{Finding, Path};

pub(super) fn check(script: &Script, stage: &Stage, path: &Path, findings: &mut Vec<Finding>) {
    check_who_stays(script, stage, path, findings);
    check_who_runs(script, stage, path, findings);
    check_gates(stage, path, findings);
}

/// Somebody with one role that may stay may stay, so a room is empty only where every role is
/// sent out.
fn check_who_stays(script: &Script, stage: &Stage, path: &Path, findings: &mut Vec<Finding>) {
    if stage.room.outside.is_empty() {
        return;
    }
    let stays = |kind: fn(RoleKind) -> bool| {
        let mut roles = script.roles.iter();
        roles.any(|role| kind(role.kind) && !stage.room.outside.contains(&role.id))
    };
    if stays(|kind| kind != RoleKind::Facilitator) {
        return;
    }
    let spoken_to = stage.prompts.iter().any(|prompt| match &prompt.to {
        Addressee::Room | Addressee::Each | Addressee::Role(_) => true,
        Addressee::Facilitator => false,
    });
    let nobody_at_all = !stays(|kind| kind == RoleKind::Facilitator);
    if spoken_to || nobody_at_all {
        findings.push(Finding::fault(
            path.field("room").field("out"),
            "This sends everybody out of the room, so nobody is left to be spoken to.",
            "Take those who stay out of this list, or address every prompt of the stage to `me`.",
        ));
    }
}

fn check_who_runs(script: &Script, stage: &Stage, path: &Path, findings: &mut Vec<Finding>) {
    let mut running = script
        .roles
        .iter()
        .filter(|role| role.kind == RoleKind::Facilitator)
        .peekable();
    if stage.private.is_some() || running.peek().is_none() {
        return;
    }
    if running.all(|role| stage.room.outside.contains(&role.id)) {
        findings.push(Finding::fault(
            path.field("room").field("out"),
            "This sends out whoever runs the meeting, but the stage may be recorded.",
            "Make it private time with `private` and \"recording\": \"private\", or let them stay.",
        ));
    }
}

/// A gate is asked when its stage is about to begin; one that never can be protects nobody.
fn check_gates(stage: &Stage, path: &Path, findings: &mut Vec<Finding>) {
    if stage
        .when
        .as_ref()
        .and_then(|when| never(when, stage))
        .is_some()
    {
        findings.push(contradiction(path.field("when"), "stage is never held"));
    }
    for (index, gate) in stage.gates.iter().enumerate() {
        let path = path.field("gates").entry(index);
        if stage.prompts.is_empty() {
            findings.push(Finding::fault(
                path.field("id"),
                "This is asked of nobody: a stage without prompts never begins.",
                "Move the gate to the stage that it protects, or add a prompt here.",
            ));
        }
        if gate
            .when
            .as_ref()
            .and_then(|when| never(when, stage))
            .is_some()
        {
            findings.push(contradiction(path.field("when"), "gate is asked of nobody"));
        }
    }
}

/// The role that would have to be here and not here at once.
fn never<'a>(condition: &'a Condition, stage: &Stage) -> Option<&'a RoleId> {
    let absent = condition.absent.as_ref()?;
    stage.room.inside.contains(absent).then_some(absent)
}

fn contradiction(path: Path, follows: &str) -> Finding {
    Finding::fault(
        path.field("absent"),
        format!("The stage needs somebody of this role in the room, so this {follows}."),
        "Take the role out of `in`, or out of this condition.",
    )
}
