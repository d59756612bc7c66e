//! Why a meeting is not counted, in words.

use super::sheet::line;
use crate::case::{Case, ConsentStanding, NotCounted};
use crate::script::Script;

/// Why a meeting is not counted, in one sentence without its end, such as "it is going on".
pub fn why_not(case: &Case, why: &NotCounted) -> String {
    match why {
        NotCounted::Practice => "it is for practice".to_owned(),
        NotCounted::NotEnded => "it has not ended".to_owned(),
        NotCounted::GateNotMet(id) => {
            let kinds = scripts(case).flat_map(|script| &script.sessions);
            let stages = kinds.flat_map(|kind| &kind.stages);
            let mut gates = stages.flat_map(|stage| &stage.gates);
            let gate = gates.find(|gate| &gate.id == id);
            let check = gate.map_or_else(|| id.to_string(), |gate| case.fill(&gate.check, None));
            format!("this was not so: {}", line(check.trim_end_matches('.')))
        }
        NotCounted::ConsentMissing(person, consent) => {
            let known = scripts(case).find_map(|script| script.consent(consent));
            let purpose = known.map(|known| case.fill(&known.purpose, None));
            let purpose = purpose.unwrap_or_else(|| consent.to_string());
            let (name, purpose) = (line(&case.name(*person)), line(&purpose));
            if case.consent_standing(*person, consent) == ConsentStanding::Given {
                // Recorded by then, it would have counted.
                return format!("that {name} agreed to {purpose} was recorded only after it");
            }
            format!("{name} did not agree to {purpose}")
        }
    }
}

/// The script that the case is run from now, and those before it, the latest first.
fn scripts(case: &Case) -> impl Iterator<Item = &Script> {
    let before = case.scripts.iter().rev();
    std::iter::once(&case.script)
        .chain(before)
        .map(std::sync::Arc::as_ref)
}
