//! Why a meeting is not counted, in words.

use super::sheet::line;
use crate::case::{Case, ConsentStanding, NotCounted, Session, told_apart};

/// Why a meeting is not counted, in one sentence without its end, such as "it is going on".
/// The words are those of the script that it was run from.
pub fn why_not(case: &Case, session: &Session, why: &NotCounted) -> String {
    let script = &session.script;
    match why {
        NotCounted::Practice => "it is for practice".to_owned(),
        NotCounted::NotEnded => "it has not ended".to_owned(),
        NotCounted::GateNotMet(id) => {
            let stages = script.sessions.iter().flat_map(|kind| &kind.stages);
            let mut gates = stages.flat_map(|stage| &stage.gates);
            let gate = gates.find(|gate| &gate.id == id);
            let check = gate.map_or_else(
                || id.to_string(),
                |gate| case.fill_from(script, &gate.check, None),
            );
            format!("this was not so: {}", line(check.trim_end_matches('.')))
        }
        NotCounted::ConsentMissing(person, consent) => {
            let known = script.consent(consent);
            let purpose = known.map(|known| case.fill_from(script, &known.purpose, None));
            let purpose = purpose.unwrap_or_else(|| consent.to_string());
            let (name, purpose) = (line(&told_apart(case, *person)), line(&purpose));
            match case.consent_standing(*person, consent) {
                // Recorded by then, it would have counted.
                ConsentStanding::Given => {
                    format!("that {name} agreed to {purpose} was recorded only after it")
                }
                ConsentStanding::NotAsked => {
                    format!("{name} was not asked to agree to {purpose}")
                }
                ConsentStanding::Withdrawn => format!("{name} did not agree to {purpose}"),
            }
        }
    }
}
