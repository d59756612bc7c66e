//! Finds what the shape of a script alone cannot rule out.
//!
//! Faults keep a script from being run: names that lead nowhere, fields that
//! contradict each other, and fields that the program would ignore. Warnings are
//! for its author: words that are hard to say or to hear. Each finding carries
//! the [`Path`] of its place; whoever has the text turns that into a line.

mod agreement;
mod claims;
mod conditions;
mod decisions;
mod evaluation;
mod finding;
mod flow;
mod hearing;
mod names;
mod nearest;
mod path;
mod preparation;
mod presence;
mod prompts;
mod retention;
mod roles;
mod rules;
mod sides;
mod stages;
mod texts;
mod wording;

pub use evaluation::check_evaluation;
pub use finding::{Finding, Level};
pub use nearest::nearest;
pub use path::{Path, Step};
pub use retention::check_retention;
pub use rules::check_rules;

use super::Script;

/// The most prompts that a script may have.
pub const MAXIMUM_PROMPTS: usize = 500;

/// Checks a script whose shape is right.
///
/// Returns every finding, roughly in the order of the script; nothing, for a
/// script that is in good order.
pub fn check(script: &Script) -> Vec<Finding> {
    let mut findings = Vec::new();
    roles::check(script, &mut findings);
    for (index, session) in script.sessions.iter().enumerate() {
        let path = Path::root().field("sessions").entry(index);
        stages::check(script, session, &path, &mut findings);
        flow::check(session, &path, &mut findings);
    }
    names::check_sessions(script, &mut findings);
    agreement::check(script, &mut findings);
    preparation::check(script, &mut findings);
    sides::check(script, &mut findings);
    texts::check(script, &mut findings);
    hearing::check_hints(script, &mut findings);
    findings
}
