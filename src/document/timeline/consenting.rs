//! What is told of consents: what somebody said to what, never their words.

use super::EntryKind;
use super::sentence::Teller;
use crate::case::{ConsentEvent, HowSaid, told_apart};
use crate::document::sheet::line;
use crate::script::ConsentId;

impl Teller<'_> {
    /// The sentence of something that was said about a consent.
    pub(super) fn consented(&self, event: &ConsentEvent) -> (EntryKind, String) {
        let name = line(&told_apart(self.case, event.person()));
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
