//! Who signed an agreement, and lines for those who have not.

use super::{Block, Part};
use crate::case::Signing;
use crate::document::plan::{Plan, PlanPerson};
use crate::document::sheet::line;
use crate::script::{Role, Script};

/// First the lines for a hand to write on, then how everybody else said yes; nothing where nobody
/// is to sign.
pub(super) fn part(plan: &Plan, script: &Script, heading: &str) -> Option<Part> {
    let mut part = Part::new(heading);
    let mut otherwise = Vec::new();
    for person in plan.people.iter().filter(|person| person.took_part) {
        let name = line(&person.called);
        let signed = plan
            .signatures
            .iter()
            .find(|signature| signature.who == person.id);
        match signed.map(|signature| signature.how) {
            Some(how) => otherwise.push(format!("{name}: {}", signed_so(plan, how))),
            None if !is_to_sign(script, person) => {}
            None => part.blocks.push(Block::SignHere(name)),
        }
    }
    for text in otherwise {
        part.say(text);
    }
    (!part.blocks.is_empty()).then_some(part)
}

fn signed_so(plan: &Plan, how: Signing) -> String {
    match how {
        // The ink stands on the paper of this version as it was closed, and on no later copy.
        Signing::Paper => format!("signed on the paper of {}", plan.closed.format("%-d %B %Y")),
        Signing::TypedName => "signed by typing their name".to_owned(),
        Signing::Voice => "agreed by voice".to_owned(),
        Signing::Declined => "chose not to sign".to_owned(),
    }
}

/// Whether somebody is asked to sign, by the script.
fn is_to_sign(script: &Script, person: &PlanPerson) -> bool {
    let roles = person.roles.iter().filter_map(|id| script.role(id));
    roles.into_iter().any(Role::is_to_sign)
}
