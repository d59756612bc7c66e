//! Where a check stands.

use crate::case::Case;
use crate::script::{GateId, StageId};

/// The stage that a check stands before, in which round; also one that people go to once more.
pub(super) fn place_of(case: &Case, gate: &GateId) -> Option<(StageId, u16)> {
    // A consent belongs to a person and to no stage.
    if case.consent_behind(gate).is_some() {
        return None;
    }
    let round = case.session.as_ref()?.round;
    let turns = case.itinerary().into_iter();
    let now = turns.map(|turn| (turn.key.stage, turn.key.round));
    let again = case
        .stages()
        .into_iter()
        .map(|stage| (stage.id.clone(), round + 1));
    now.chain(again).find(|(id, round)| {
        let stage = case.session_kind().and_then(|kind| kind.stage(id));
        stage.is_some_and(|stage| {
            let checks = case.gates_before(stage, *round);
            checks.iter().any(|check| &check.id == gate)
        })
    })
}
