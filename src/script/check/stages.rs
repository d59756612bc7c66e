//! Stages: their time, their room, their gates.

use crate::script::{
    CONSENT_CHECK, Condition, Gate, IN_ROOM_CHECK, OUT_OF_ROOM_CHECK, PrivateTime, PromptKind,
    Recording, RoleKind, Script, SessionKind, Severity, Stage,
};

use super::conditions::{Context, check_condition};
use super::names::{quoted, refuse_twins, refuse_unknown_roles};
use super::{Finding, Path, hearing, presence, prompts};

/// Typical minutes of a session beyond which people cannot be asked to sit.
const LONG_SESSION: u32 = 240;

/// Characters of a title that have room on a screen of 80 columns, beside what is saved and the
/// sign that nothing is real.
const LONGEST_TITLE: usize = 34;

pub(super) fn check(
    script: &Script,
    session: &SessionKind,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    let context = Context { script, session };
    let stages = path.field("stages");
    refuse_repeated_names(session, &stages, findings);
    for (index, stage) in session.stages.iter().enumerate() {
        check_stage(context, stage, &stages.entry(index), findings);
    }
    let minutes = usual_minutes(session);
    if minutes > LONG_SESSION {
        findings.push(Finding::warning(
            stages,
            format!(
                "The stages usually take {minutes} minutes together, which is over four hours."
            ),
            "Shorten some, make some optional, or divide them between two kinds of session.",
        ));
    }
}

/// Adds up what is usually held; of stages that replace each other, the longest counts.
fn usual_minutes(session: &SessionKind) -> u32 {
    let mut total = 0;
    let mut counted: Vec<(u32, &Condition)> = Vec::new();
    for stage in &session.stages {
        if stage
            .optional
            .as_ref()
            .is_some_and(|optional| !optional.included)
        {
            continue;
        }
        let minutes = u32::from(stage.minutes.typical);
        let Some(condition) = &stage.when else {
            total += minutes;
            continue;
        };
        let replaced = counted
            .iter_mut()
            .find(|(_, other)| never_both(condition, other));
        if let Some((longest, _)) = replaced {
            total += minutes.saturating_sub(*longest);
            *longest = minutes.max(*longest);
        } else {
            total += minutes;
            counted.push((minutes, condition));
        }
    }
    total
}

fn never_both(one: &Condition, other: &Condition) -> bool {
    let opposite = |one: &Condition, other: &Condition| {
        (one.chosen.is_some() && one.chosen == other.not_chosen)
            || (one.present.is_some() && one.present == other.absent)
    };
    let chosen = one.chosen.as_ref().zip(other.chosen.as_ref());
    opposite(one, other)
        || opposite(other, one)
        || chosen.is_some_and(|(one, other)| {
            one.decision == other.decision && one.outcome != other.outcome
        })
}

fn refuse_repeated_names(session: &SessionKind, stages: &Path, findings: &mut Vec<Finding>) {
    let all = || session.stages.iter().enumerate();
    let of_stages =
        all().map(|(index, stage)| (stage.id.as_str(), stages.entry(index).field("id")));
    refuse_twins("stage", of_stages, findings);
    let gates = all().flat_map(|(index, stage)| {
        let path = stages.entry(index).field("gates");
        let ids = stage.gates.iter().enumerate();
        ids.map(move |(index, gate)| (gate.id.as_str(), path.entry(index).field("id")))
    });
    refuse_names_of_the_program(session, stages, findings);
    refuse_twins("gate", gates, findings);
    let prompts = || {
        all().flat_map(|(index, stage)| {
            let path = stages.entry(index).field("prompts");
            let prompts = stage.prompts.iter().enumerate();
            prompts.map(move |(index, prompt)| (prompt, path.entry(index)))
        })
    };
    let ids = prompts().map(|(prompt, path)| (prompt.id.as_str(), path.field("id")));
    refuse_twins("prompt", ids, findings);
    let decisions = prompts().filter_map(|(prompt, path)| {
        let decision = prompt.decision.as_ref()?;
        Some((decision.id.as_str(), path.field("decision").field("id")))
    });
    refuse_twins("decision", decisions, findings);
}

/// The program names checks of its own by what they are about and a number; a gate of that
/// name would be taken for one of them.
fn refuse_names_of_the_program(session: &SessionKind, stages: &Path, findings: &mut Vec<Finding>) {
    let own = [CONSENT_CHECK, IN_ROOM_CHECK, OUT_OF_ROOM_CHECK];
    let taken = |name: &str| {
        let numbered = name.rsplit_once('-').is_some_and(|(_, last)| {
            !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
        });
        let mut own = own.iter();
        numbered && own.any(|beginning| name.starts_with(beginning))
    };
    for (index, stage) in session.stages.iter().enumerate() {
        let path = stages.entry(index).field("gates");
        for (index, gate) in stage.gates.iter().enumerate() {
            if taken(gate.id.as_str()) {
                findings.push(Finding::fault(
                    path.entry(index).field("id"),
                    format!(
                        "{} is a name that the program gives to checks of its own.",
                        quoted(gate.id.as_str())
                    ),
                    "Give the gate another name, without a number at its end.",
                ));
            }
        }
    }
}

fn check_stage(context: Context<'_>, stage: &Stage, path: &Path, findings: &mut Vec<Finding>) {
    check_minutes(stage, path, findings);
    check_room(context.script, stage, path, findings);
    check_private(context.script, stage, path, findings);
    presence::check(context.script, stage, path, findings);
    hearing::check_minutes(stage, path, findings);
    if let Some(condition) = &stage.when {
        check_condition(context, condition, &path.field("when"), findings);
    }
    for (index, gate) in stage.gates.iter().enumerate() {
        let path = path.field("gates").entry(index);
        if let Some(condition) = &gate.when {
            check_condition(context, condition, &path.field("when"), findings);
        }
        check_needed(gate, &path, findings);
        if let Some(wanted) = &gate.here {
            let roles = path.field("here").field("roles");
            refuse_unknown_roles(context.script, &wanted.roles, &roles, findings);
        }
    }
    warn_of_long_title(stage, path, findings);
    if stage.prompts.is_empty() {
        findings.push(nothing_in(stage, path.field("prompts")));
    }
    for (index, prompt) in stage.prompts.iter().enumerate() {
        let path = path.field("prompts").entry(index);
        prompts::check(context, prompt, &path, findings);
    }
}

/// A title that is cut tells nobody at a glance where the meeting stands.
fn warn_of_long_title(stage: &Stage, path: &Path, findings: &mut Vec<Finding>) {
    let length = stage.title.chars().count();
    if length > LONGEST_TITLE {
        findings.push(Finding::warning(
            path.field("title"),
            format!("This title has {length} characters and is cut on a small screen."),
            format!("Say it in {LONGEST_TITLE} characters at the most."),
        ));
    }
}

/// What a session does not count without, wherever it ended, is asked of every session.
fn check_needed(gate: &Gate, path: &Path, findings: &mut Vec<Finding>) {
    if gate.needed && gate.severity != Severity::Legal {
        findings.push(Finding::fault(
            path.field("needed"),
            "A session counts without this check, so it cannot be needed.",
            "Write \"severity\": \"legal\" as well, or take `needed` out.",
        ));
    }
    if gate.needed && gate.when.is_some() {
        findings.push(Finding::fault(
            path.field("needed"),
            "This check is asked of some sessions only, so it cannot be needed in all of them.",
            "Take out `when` or `needed`.",
        ));
    }
}

/// A session stops at prompts alone, so private time without one would never begin.
fn nothing_in(stage: &Stage, path: Path) -> Finding {
    if stage.private.is_some() {
        Finding::fault(
            path,
            "There is nothing in this stage, so its private time would never begin.",
            "Add a prompt: what is said before the facilitator leaves the room.",
        )
    } else {
        Finding::warning(
            path,
            "There is nothing in this stage.",
            "Add a prompt, or take the stage out.",
        )
    }
}

fn check_minutes(stage: &Stage, path: &Path, findings: &mut Vec<Finding>) {
    let minutes = stage.minutes;
    if minutes.min > minutes.typical || minutes.typical > minutes.max {
        findings.push(Finding::fault(
            path.field("minutes"),
            format!(
                "These minutes are out of order: min {}, typical {}, max {}.",
                minutes.min, minutes.typical, minutes.max
            ),
            "`min` is the least, `typical` lies between, `max` is the most.",
        ));
    }
}

fn check_room(script: &Script, stage: &Stage, path: &Path, findings: &mut Vec<Finding>) {
    let room = path.field("room");
    refuse_unknown_roles(script, &stage.room.inside, &room.field("in"), findings);
    refuse_unknown_roles(script, &stage.room.outside, &room.field("out"), findings);
    for (index, role) in stage.room.outside.iter().enumerate() {
        let stays = stage.private.iter().flat_map(|private| &private.roles);
        if stage
            .room
            .inside
            .iter()
            .chain(stays)
            .any(|inside| inside == role)
        {
            findings.push(Finding::fault(
                room.field("out").entry(index),
                format!("The role `{role}` cannot be in the room and out of it at once."),
                "Take it out of one of the two.",
            ));
        }
    }
}

fn check_private(script: &Script, stage: &Stage, path: &Path, findings: &mut Vec<Finding>) {
    match (&stage.private, stage.recording) {
        (None, Recording::Notes | Recording::Marks) => {}
        (Some(private), Recording::Private) => {
            check_private_roles(script, private, &path.field("private"), findings);
            refuse_records_in_private(stage, path, findings);
        }
        (Some(_), Recording::Notes | Recording::Marks) => findings.push(Finding::fault(
            path.field("private"),
            "This is private time, but the stage may be recorded.",
            "Write \"recording\": \"private\" in this stage, or take `private` out.",
        )),
        (None, Recording::Private) => findings.push(Finding::fault(
            path.field("recording"),
            "Only private time has the recording `private`, and this stage does not say whose time it is.",
            "Add `private` with `for` and `call`, or choose `marks`.",
        )),
    }
}

fn check_private_roles(
    script: &Script,
    private: &PrivateTime,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    let roles = path.field("for");
    if private.roles.is_empty() {
        findings.push(Finding::fault(
            roles.clone(),
            "Nobody is named whose private time this is.",
            "Name at least one role.",
        ));
    }
    refuse_unknown_roles(script, &private.roles, &roles, findings);
    for (index, id) in private.roles.iter().enumerate() {
        let runs = script
            .role(id)
            .is_some_and(|role| role.kind == RoleKind::Facilitator);
        if runs {
            findings.push(Finding::fault(
                roles.entry(index),
                format!("Private time is without the facilitator, so it cannot be for `{id}`."),
                "Name the roles who stay in the room.",
            ));
        }
    }
}

/// During private time nothing can be recorded, so a prompt that records could never be done.
fn refuse_records_in_private(stage: &Stage, path: &Path, findings: &mut Vec<Finding>) {
    for (index, prompt) in stage.prompts.iter().enumerate() {
        match prompt.kind {
            PromptKind::Say | PromptKind::Ask | PromptKind::Check => {}
            PromptKind::Record | PromptKind::Decide => findings.push(Finding::fault(
                path.field("prompts").entry(index).field("kind"),
                "Nothing can be recorded or decided during private time.",
                "Move this prompt to the stage before or after.",
            )),
        }
    }
}
