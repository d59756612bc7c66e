//! What the record itself says of a check: a yes that it contradicts is not taken.

use super::GateBefore;
use crate::case::{Case, Person};
use crate::script::{Claim, Gate, Quorum, RecordKind};

/// That a check is not met, as far as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotSo {
    /// What is recorded, in one sentence that goes on after a word such as "Recorded:".
    pub recorded: String,
    /// Where it is put down once it is so.
    pub put_down: RecordKind,
}

impl NotSo {
    pub(super) fn nobody_here(roles: &[String]) -> Self {
        Self {
            recorded: format!("on the list nobody is here as: {}.", roles.join(", ")),
            put_down: RecordKind::Arrivals,
        }
    }
}

impl GateBefore {
    /// What is recorded against a yes, while nobody went on without the check.
    pub fn contradicted(&self) -> Option<&NotSo> {
        let not_so = self.not_so.as_ref();
        not_so.filter(|_| self.by.is_none())
    }
}

impl Case {
    /// What is recorded against a yes to a check of the script; nothing where it is borne out, or
    /// where the record cannot tell.
    pub(super) fn not_so(&self, gate: &Gate) -> Option<NotSo> {
        let of_people = gate.here.as_ref().and_then(|wanted| self.too_few(wanted));
        of_people.or_else(|| {
            let claim = gate.claims.filter(|claim| !self.bears_out(*claim))?;
            Some(self.unproven(claim))
        })
    }

    fn too_few(&self, wanted: &Quorum) -> Option<NotSo> {
        let counts = |person: &&Person| {
            let mut roles = person.details.roles.iter();
            person.is_here() && roles.any(|role| wanted.roles.contains(role))
        };
        let here = self.people.iter().filter(counts).count();
        let roles = wanted
            .roles
            .iter()
            .filter_map(|role| self.script.role(role));
        let plurals: Vec<String> = roles.map(|role| role.plural.clone()).collect();
        let count = match here {
            0 => "nobody is".to_owned(),
            1 => "one is".to_owned(),
            several => format!("{several} are"),
        };
        (here < usize::from(wanted.at_least)).then(|| NotSo {
            recorded: format!("on the list {count} here, of: {}.", plurals.join(", ")),
            put_down: RecordKind::Arrivals,
        })
    }

    fn unproven(&self, claim: Claim) -> NotSo {
        let (recorded, put_down) = match claim {
            Claim::Written => (
                "nothing stands on the board.".to_owned(),
                RecordKind::Agreement,
            ),
            Claim::ReadOut => (self.not_read_out(), RecordKind::ReadBack),
            Claim::Decided => (
                format!(
                    "not decided yet: {} of what stands on the board.",
                    self.board().filter(|item| item.ratified.is_none()).count()
                ),
                RecordKind::Ratification,
            ),
            Claim::PassedOn => (
                "nothing is put down as passed on in this meeting.".to_owned(),
                RecordKind::Messages,
            ),
            Claim::ToPassOn => (
                "nothing of this side is written down to be passed on.".to_owned(),
                RecordKind::Messages,
            ),
            Claim::Ready => (
                "nothing is ready to be passed on to this side.".to_owned(),
                RecordKind::Messages,
            ),
            Claim::FarAwayFirst => (
                "somebody in the room stands before somebody far away.".to_owned(),
                RecordKind::Order,
            ),
            Claim::LookedAt => (
                "of something that was agreed it is not said yet how it stands.".to_owned(),
                RecordKind::Progress,
            ),
        };
        NotSo { recorded, put_down }
    }

    fn not_read_out(&self) -> String {
        let unread = self.board().filter(|item| item.is_unheard()).count();
        match unread {
            0 => "nothing stands on the board.".to_owned(),
            1 => "1 line of the board was not read out.".to_owned(),
            several => format!("{several} lines of the board were not read out."),
        }
    }
}
