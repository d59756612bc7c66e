//! Sessions with one side alone, and what is carried between the sides.

use crate::script::{Addressee, Keeping, RecordKind, RoleId, RoleKind, Script, SessionKind};

use super::agreement::records;
use super::names::refuse_unknown_roles;
use super::{Finding, Path};

pub(super) fn check(script: &Script, findings: &mut Vec<Finding>) {
    for (index, kind) in script.sessions.iter().enumerate() {
        if !kind.with.is_empty() {
            let path = Path::root().field("sessions").entry(index);
            check_with(script, kind, &path.field("with"), findings);
            check_addressed(script, kind, &path.field("stages"), findings);
        }
    }
    if script.has_sides() {
        check_paper(script, findings);
    }
    check_records(script, findings);
    check_letters(script, findings);
}

fn kind_of(script: &Script, role: &RoleId) -> Option<RoleKind> {
    script.role(role).map(|role| role.kind)
}

fn check_with(script: &Script, kind: &SessionKind, path: &Path, findings: &mut Vec<Finding>) {
    refuse_unknown_roles(script, &kind.with, path, findings);
    let mut side: Option<(RoleKind, &RoleId)> = None;
    for (index, id) in kind.with.iter().enumerate() {
        let Some(known) = kind_of(script, id) else {
            continue;
        };
        if known.works_there() {
            findings.push(Finding::fault(
                path.entry(index),
                format!("`{id}` works there in any case, so naming it here changes nothing."),
                "Name the roles of one side alone.",
            ));
        }
        if !known.is_a_side() {
            continue;
        }
        match side {
            Some((before, other)) if before != known => findings.push(Finding::fault(
                path.entry(index),
                format!("`{other}` and `{id}` are the two sides, and this session is with one side alone."),
                "Take one of them out; a session for everybody has no `with`.",
            )),
            Some(_) => {}
            None => side = Some((known, id)),
        }
    }
}

/// What is put to the other side could never be put to anybody.
fn check_addressed(
    script: &Script,
    kind: &SessionKind,
    stages: &Path,
    findings: &mut Vec<Finding>,
) {
    let never_here = |id: &RoleId| {
        let side = kind_of(script, id).is_some_and(RoleKind::is_a_side);
        side && !kind.with.contains(id)
    };
    let fault = |path: Path, id: &RoleId| {
        Finding::fault(
            path,
            format!("Nobody of the role `{id}` is in this session: it is with one side alone."),
            "Choose a role that `with` names, or move this to another kind of session.",
        )
    };
    for (index, stage) in kind.stages.iter().enumerate() {
        let path = stages.entry(index);
        let inside = path.field("room").field("in");
        for (index, id) in stage.room.inside.iter().enumerate() {
            if never_here(id) {
                findings.push(fault(inside.entry(index), id));
            }
        }
        for (index, prompt) in stage.prompts.iter().enumerate() {
            if let Addressee::Role(id) = &prompt.to
                && never_here(id)
            {
                let prompt = path.field("prompts").entry(index);
                findings.push(fault(prompt.field("to"), id));
            }
        }
    }
}

/// The paper goes to both sides, so nothing may stand on it that was not carried.
fn check_paper(script: &Script, findings: &mut Vec<Finding>) {
    let rules = &script.agreement;
    let path = Path::root().field("agreement");
    if rules.keeps != Keeping::AgreedOnly {
        findings.push(Finding::fault(
            path.field("keeps"),
            "Where a session is with one side alone, the paper may hold what was agreed and nothing else.",
            "Write \"keeps\": \"agreed_only\": differences would tell one side of the other.",
        ));
    }
    let sides = script.sessions.iter().flat_map(|kind| &kind.with);
    let mut sides = sides.filter(|id| kind_of(script, id).is_some_and(RoleKind::is_a_side));
    let written = records(script)
        .iter()
        .any(|(record, _)| *record == RecordKind::Agreement);
    if let Some(id) = sides.find(|id| written && !rules.veto.contains(id)) {
        findings.push(Finding::fault(
            path.field("veto").name(),
            format!(
                "`{id}` has no veto, so the other side could agree for them while they are away."
            ),
            "Give every side that is visited alone a veto.",
        ));
    }
    let asked = [
        ("bottom_lines", rules.bottom_lines),
        ("agreed_questions", rules.agreed_questions),
        ("child_words", rules.child_words),
    ];
    for (field, _) in asked.into_iter().filter(|(_, asked)| *asked) {
        findings.push(Finding::fault(
            path.field(field).name(),
            format!("`{field}` is written down in the room and stands on the paper of both sides."),
            "Take it out, or let no session be with one side alone.",
        ));
    }
}

fn check_records(script: &Script, findings: &mut Vec<Finding>) {
    let has = |kind: RoleKind| script.roles.iter().any(|role| role.kind == kind);
    let both = has(RoleKind::Harmed) && has(RoleKind::Responsible);
    for (record, place) in records(script) {
        if !matches!(record, RecordKind::Messages | RecordKind::Letters) {
            continue;
        }
        let carried = if record == RecordKind::Letters {
            "Letters"
        } else {
            "Messages"
        };
        if !both {
            findings.push(Finding::fault(
                place.clone(),
                format!("{carried} go from one side to the other, and this script has one side."),
                "Add a role of the kind `harmed` or `responsible`, or take this prompt out.",
            ));
        }
        if record == RecordKind::Letters && script.letters.is_none() {
            findings.push(Finding::fault(
                place,
                "Letters are written here, but the script does not say how they are checked.",
                "Add `letters` to the script, with its `checks`.",
            ));
        }
    }
}

fn check_letters(script: &Script, findings: &mut Vec<Finding>) {
    let Some(letters) = &script.letters else {
        return;
    };
    let path = Path::root().field("letters");
    let written = records(script)
        .iter()
        .any(|(record, _)| *record == RecordKind::Letters);
    if !written {
        findings.push(Finding::fault(
            path.name(),
            "No prompt ever records a letter, so `letters` would be ignored.",
            "Add a prompt with \"kind\": \"record\" and \"record\": \"letters\", or take it out.",
        ));
    }
    if letters.checks.is_empty() {
        findings.push(Finding::fault(
            path.field("checks"),
            "There is nothing to check a letter for.",
            "Say what must be so of its words, one thing at a time.",
        ));
    }
}
