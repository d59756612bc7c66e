//! What comes next once somebody has stopped everything.

use super::carrying::*;
use crate::case::given::*;
use crate::case::*;
use crate::script::{DecisionId, OutcomeId, PromptKind, Script, Then};

const MIRA: u16 = 1;
const TOM: u16 = 2;

/// Visits at whose end people can stop everything, and a last visit to each side.
fn visits() -> Script {
    let mut script = script::shuttle();
    let mut next = script::prompt("next", PromptKind::Decide, "room");
    let mut point = script::conference().sessions[0].stages[3].prompts[0]
        .decision
        .clone()
        .unwrap();
    point.id = DecisionId::new("what-next");
    point.outcomes.retain(|outcome| outcome.then == Then::GoOn);
    point.outcomes[1].stages_in_order.clear();
    point.outcomes[1].stops = true;
    next.decision = Some(point);
    for kind in &mut script.sessions[..2] {
        kind.stages[0].prompts.push(next.clone());
    }
    for (kind, id) in [(0, "last-harmed"), (1, "last-responsible")] {
        let mut last = script.sessions[kind].clone();
        last.id = crate::script::SessionKindId::new(id);
        last.after_stop = true;
        script.sessions.push(last);
    }
    script
}

fn between() -> Given {
    Given::of(visits()).people([
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Kofi", "facilitator"),
    ])
}

fn says(given: Given, outcome: &str) -> Given {
    given.after(Command::GoOn).after(Command::Decide {
        decision: DecisionId::new("what-next"),
        outcome: OutcomeId::new(outcome),
        by: None,
        until: None,
    })
}

fn next(given: &Given) -> Option<&str> {
    given.case.next_kind().map(|kind| kind.id.as_str())
}

#[test]
fn the_other_side_is_visited_once_more_to_be_told() {
    let given = over(says(visit(between(), MIRA), "on"));
    assert_eq!(next(&given), Some("with-responsible"));
    let given = over(says(visit(given, TOM), "swap"));
    assert_eq!(
        next(&given),
        Some("last-harmed"),
        "not the side that stopped"
    );
}

#[test]
fn whoever_withdrew_has_stopped_as_well_until_they_come_back_to_it() {
    let given = over(visit(between(), MIRA));
    let said = |willing| Command::SayWilling(p(TOM), willing);
    let given = given.after(said(Willing::Withdrawn));
    assert_eq!(next(&given), Some("last-harmed"));
    let given = given.after(said(Willing::Given));
    assert_eq!(next(&given), Some("with-responsible"));
}

#[test]
fn nothing_is_proposed_where_the_script_holds_nothing_all_the_same() {
    let given = Given::conference()
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun();
    let given = over(given).after(Command::SayWilling(p(MIRA), Willing::Withdrawn));
    assert_eq!(next(&given), None);
}
