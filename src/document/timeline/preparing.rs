//! What is told of preparation and consents: that something was recorded, never its words.

use super::EntryKind;
use super::sentence::Teller;
use crate::case::{AssessmentKind, Case, ConsentEvent, HowSaid, PersonId, PreparingEvent};
use crate::document::sheet::line;
use crate::script::ConsentId;

/// The sentence of something that happened while a case was prepared.
pub(super) fn prepared(case: &Case, event: &PreparingEvent) -> (EntryKind, String) {
    let name = |person: &PersonId| line(&case.name(*person));
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

impl Teller<'_> {
    /// The sentence of something that was said about a consent.
    pub(super) fn consented(&self, event: &ConsentEvent) -> (EntryKind, String) {
        let name = line(&self.case.name(event.person()));
        let purpose = self.purpose(event.consent());
        let how = |how: &HowSaid| how.title();
        let text = match event {
            ConsentEvent::Given {
                how: said, on, by, ..
            } => {
                let (how, by) = (how(said), line(by));
                let day = on.format("%-d %B %Y");
                format!("{name} agreed to {purpose}, {how}, on {day}; asked by {by}.")
            }
            ConsentEvent::Withdrawn {
                how: said, on, by, ..
            } => {
                let (how, by) = (how(said), line(by));
                let day = on.format("%-d %B %Y");
                format!("{name} does not agree to {purpose}, {how}, on {day}; told {by}.")
            }
        };
        (EntryKind::Consent, text)
    }

    /// What is agreed to, in the words of the script that the case was run from then.
    pub(super) fn purpose(&self, consent: &ConsentId) -> String {
        let known = self.script.consent(consent);
        let fill = |purpose: &str| self.case.fill_from(self.script, purpose, None);
        let purpose = known.map(|known| fill(&known.purpose));
        line(&purpose.unwrap_or_else(|| consent.to_string()))
    }
}
