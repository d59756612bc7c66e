//! What a check is about, as its name in the journal tells.

use crate::case::PersonId;
use crate::script::{CONSENT_CHECK, ConsentId, GateId, IN_ROOM_CHECK, OUT_OF_ROOM_CHECK, StageId};

/// What a check is about. The script names its own; the others the program makes, and a
/// script may name none of its own like them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckName {
    /// A check of the script.
    OfScript(GateId),
    /// Whether somebody agreed to something.
    Consent(PersonId, ConsentId),
    /// Whether those are in the room who have to be, before a stage; which visit to it, such
    /// as `1`, or `1.2` where people come to it for the second time in its first round.
    InRoom(StageId, String),
    /// Whether everybody is out of the room who has to be, before a stage; which visit to it.
    OutOfRoom(StageId, String),
}

impl CheckName {
    /// The name as it stands in the journal.
    pub fn id(&self) -> GateId {
        match self {
            Self::OfScript(gate) => gate.clone(),
            Self::Consent(person, consent) => made(CONSENT_CHECK, consent.as_str(), person),
            Self::InRoom(stage, visit) => made(IN_ROOM_CHECK, stage.as_str(), visit),
            Self::OutOfRoom(stage, visit) => made(OUT_OF_ROOM_CHECK, stage.as_str(), visit),
        }
    }
}

fn made(beginning: &str, of: &str, which: impl std::fmt::Display) -> GateId {
    GateId::new(format!("{beginning}{of}-{which}"))
}

impl From<&GateId> for CheckName {
    fn from(gate: &GateId) -> Self {
        let read = |beginning: &str| gate.as_str().strip_prefix(beginning)?.rsplit_once('-');
        let stage = |beginning: &str| {
            let (stage, visit) = read(beginning)?;
            let is_visit = visit
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
            is_visit.then(|| (StageId::new(stage), visit.to_owned()))
        };
        if let Some((consent, person)) = read(CONSENT_CHECK)
            && let Ok(person) = person.parse()
        {
            return Self::Consent(person, ConsentId::new(consent));
        }
        if let Some((stage, visit)) = stage(IN_ROOM_CHECK) {
            return Self::InRoom(stage, visit);
        }
        if let Some((stage, visit)) = stage(OUT_OF_ROOM_CHECK) {
            return Self::OutOfRoom(stage, visit);
        }
        Self::OfScript(gate.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_was_written() {
        let names = [
            CheckName::OfScript(GateId::new("quorum")),
            CheckName::OfScript(GateId::new("consent-signed")),
            CheckName::Consent(PersonId(3), ConsentId::new("take-part")),
            CheckName::InRoom(StageId::new("open-round"), "2".to_owned()),
            CheckName::OutOfRoom(StageId::new("private"), "1.2".to_owned()),
        ];
        for name in names {
            assert_eq!(CheckName::from(&name.id()), name);
        }
    }
}
