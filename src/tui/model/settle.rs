//! What settles a refusal at once, so that its key is not shown as dead.

use super::Model;
use crate::case::{CarryingRefusal, Refusal};
use crate::tui::effect::OverlayRequest;

impl Model {
    /// Whether the meeting waits until it is settled how it goes on without somebody: then the key
    /// that goes on asks that.
    pub fn waits_for_somebody(&self) -> bool {
        self.case().is_some_and(|case| case.waits_for().is_some())
    }
}

/// The overlay in which a refusal can be settled at once, where there is one.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "most refusals only say what to do; those that can be settled are named"
)]
pub fn settles(refusal: &Refusal) -> Option<OverlayRequest> {
    match refusal {
        Refusal::GatesOpen(gates) => Some(OverlayRequest::Gate(gates.clone())),
        Refusal::LegalGate(gate) => Some(OverlayRequest::Gate(vec![gate.clone()])),
        Refusal::DecisionOpen => Some(OverlayRequest::Decision),
        Refusal::WithdrawalOpen(person)
        | Refusal::NotWilling(person)
        | Refusal::PrincipalLeft(person) => Some(OverlayRequest::Withdrawal(*person)),
        Refusal::InTimeOut => Some(OverlayRequest::TimeOut),
        Refusal::MustNeedsReason => Some(OverlayRequest::Skip),
        Refusal::Carrying(CarryingRefusal::WhoIsHere(kind)) => {
            Some(OverlayRequest::WhoIsHere(kind.clone()))
        }
        Refusal::AtTheEnd => Some(OverlayRequest::Leave),
        _ => None,
    }
}
