//! What is told of preparation: that something was recorded, never its words.

use super::EntryKind;
use crate::case::{AssessmentKind, Case, PersonId, PreparingEvent, told_apart};
use crate::document::sheet::line;

/// The sentence of something that happened while a case was prepared.
pub(super) fn prepared(case: &Case, event: &PreparingEvent) -> (EntryKind, String) {
    let name = |person: &PersonId| line(&told_apart(case, *person));
    let text = match event {
        PreparingEvent::Referred { referral } => {
            let day = referral.on.format("%-d %B %Y");
            format!("Where the case comes from was recorded; referred on {day}.")
        }
        PreparingEvent::Contacted { on, .. } => {
            format!("A contact on {} was recorded.", on.format("%-d %B %Y"))
        }
        PreparingEvent::ContactRemoved { .. } => "A contact was taken off the list.".to_owned(),
        PreparingEvent::Assessed { kind, .. } => match kind {
            AssessmentKind::Suitability => "An assessment was recorded.".to_owned(),
            // That there was something to assess is nobody else's business.
            AssessmentKind::Risk => "Something was added to the preparation.".to_owned(),
        },
        PreparingEvent::AssessmentRemoved { .. } => {
            "Something was taken out of the preparation.".to_owned()
        }
        PreparingEvent::NeedSaid { person, .. } => {
            format!("What {} needs was noted.", name(person))
        }
        PreparingEvent::Interprets {
            interpreter,
            people,
        } => {
            let names: Vec<String> = people.iter().map(name).collect();
            match names.as_slice() {
                [] => format!("{} interprets for nobody any more.", name(interpreter)),
                names => format!("{} interprets for {}.", name(interpreter), names.join(", ")),
            }
        }
        PreparingEvent::SlotSet { person, .. } => {
            format!("When {} comes and goes was settled.", name(person))
        }
        PreparingEvent::Ticked { entry, done } => {
            let not = if *done { "done" } else { "not done" };
            format!("Entry {entry} of the list for the day: {not}.")
        }
        PreparingEvent::Seated { .. } => "The order of the seats was set.".to_owned(),
        // What the rules came to, of whom and why, is not for looking at together.
        PreparingEvent::Weighed { .. } => "A decision by the rules was recorded.".to_owned(),
    };
    (EntryKind::Preparation, text)
}
