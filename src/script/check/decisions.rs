//! Decisions, and where their outcomes lead.

use crate::script::{Decision, DecisionOutcome, Prompt, SessionKind, Then};

use super::conditions::Context;
use super::names::{refuse_twins, refuse_unknown, refuse_unknown_role};
use super::{Finding, Path, claims};

pub(super) fn check(
    context: Context<'_>,
    decision: &Decision,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    if let Some(role) = &decision.chosen_by {
        refuse_unknown_role(context.script, role, path.field("chosen_by"), findings);
    }
    let outcomes = path.field("outcomes");
    if decision.outcomes.len() < 2 {
        findings.push(Finding::fault(
            outcomes.clone(),
            "With fewer than two outcomes there is nothing to decide.",
            "Add an outcome, or make this prompt a `check`.",
        ));
    }
    let ids = decision.outcomes.iter().enumerate();
    refuse_twins(
        "outcome",
        ids.map(|(index, outcome)| (outcome.id.as_str(), outcomes.entry(index).field("id"))),
        findings,
    );
    for (index, outcome) in decision.outcomes.iter().enumerate() {
        let path = outcomes.entry(index);
        check_then(outcome, &path, findings);
        check_stages(context, outcome, &path, findings);
        check_way_out(context.session, decision, outcome, &path, findings);
        claims::check(context, outcome.claims, &path, findings);
    }
}

/// `then` has the field that it needs, and none that would be ignored.
fn check_then(outcome: &DecisionOutcome, path: &Path, findings: &mut Vec<Finding>) {
    let closes_first = outcome.then == Then::ChangeMethod;
    let companions = [
        (
            "stage",
            "go_to",
            outcome.stage.is_some() && !closes_first,
            outcome.then == Then::GoTo,
        ),
        (
            "outcome",
            "end",
            outcome.outcome.is_some(),
            outcome.then == Then::End,
        ),
    ];
    for (field, then, given, wanted) in companions {
        if wanted && !given {
            findings.push(Finding::fault(
                path.field("then"),
                format!("`{then}` needs the field `{field}`."),
                match outcome.then {
                    Then::GoTo => "Add the name of the stage that it leads to.",
                    Then::End | Then::GoOn | Then::TimeOut | Then::Adjourn | Then::ChangeMethod => {
                        "Add `agreement`, `no_agreement_wanted`, `not_reached` or `ended_early`."
                    }
                },
            ));
        } else if given && !wanted {
            findings.push(Finding::fault(
                path.field(field).name(),
                format!("`{field}` belongs to \"then\": \"{then}\" only."),
                format!("Take it out, or write \"then\": \"{then}\"."),
            ));
        }
    }
}

/// What closes a meeting comes after whatever people leave it from.
fn check_way_out(
    session: &SessionKind,
    decision: &Decision,
    outcome: &DecisionOutcome,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    let Some(closing) = outcome
        .stage
        .as_ref()
        .filter(|_| outcome.then == Then::ChangeMethod)
    else {
        return;
    };
    let decides = |prompt: &Prompt| {
        let point = prompt.decision.as_ref();
        point.is_some_and(|point| point.id == decision.id)
    };
    let mut stages = session.stages.iter();
    let here = stages.position(|stage| stage.prompts.iter().any(decides));
    let mut stages = session.stages.iter();
    let there = stages.position(|stage| &stage.id == closing);
    if there.is_some() && there <= here {
        findings.push(Finding::fault(
            path.field("stage"),
            "The meeting would begin anew here, and people want to go on in another way.",
            "Name a later stage, by which it is closed, or take `stage` out.",
        ));
    }
}

fn check_stages(
    context: Context<'_>,
    outcome: &DecisionOutcome,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    let known = || context.session.stages.iter().map(|stage| stage.id.as_str());
    if let Some(stage) = &outcome.stage {
        let path = path.field("stage");
        refuse_unknown(
            "stage of this session",
            stage.as_str(),
            known(),
            path,
            findings,
        );
    }
    if let Some(kind) = &outcome.makes_up_for {
        let kinds = context.script.sessions.iter().map(|kind| kind.id.as_str());
        let path = path.field("makes_up_for");
        refuse_unknown("kind of session", kind.as_str(), kinds, path, findings);
    }
    let order = path.field("stages_in_order");
    for (index, stage) in outcome.stages_in_order.iter().enumerate() {
        let path = order.entry(index);
        refuse_unknown(
            "stage of this session",
            stage.as_str(),
            known(),
            path,
            findings,
        );
    }
    let ids = outcome.stages_in_order.iter().enumerate();
    refuse_twins(
        "stage in this order",
        ids.map(|(index, stage)| (stage.as_str(), order.entry(index))),
        findings,
    );
    if outcome.stages_in_order.len() == 1 {
        findings.push(Finding::fault(
            order,
            "One stage alone cannot change places.",
            "Name every stage whose order this decides, in the new order.",
        ));
    }
}
