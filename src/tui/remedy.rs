//! Which key helps where something was refused, so that a refusal never leaves anybody searching.

use crate::case::Refusal;

use super::action::Action;
use super::context::Context;
use super::keymap::Keymap;

/// A refusal in words, with the key that helps where one is live in these contexts.
///
/// A key of the agreement board is named with the key that leads to the board.
pub fn told(refusal: &Refusal, keymap: &Keymap, contexts: &[Context]) -> String {
    let said = refusal.to_string();
    match way(refusal, keymap, contexts) {
        Some(way) => format!("{said} Press {way}."),
        None => said,
    }
}

fn way(refusal: &Refusal, keymap: &Keymap, contexts: &[Context]) -> Option<String> {
    let helps = helping(refusal);
    let here = |action: &Action| named(*action, keymap, contexts);
    if let Some(way) = helps.iter().find_map(here) {
        return Some(way);
    }
    let board = keymap.key_in(Action::Board, contexts)?;
    let there = |action: &Action| named(*action, keymap, &[Context::Board]);
    let way = helps.iter().find_map(there)?;
    Some(format!("{board}, then {way}"))
}

/// The key of an action with what it is called; nothing where it is not live.
fn named(action: Action, keymap: &Keymap, contexts: &[Context]) -> Option<String> {
    let rows = keymap.live(contexts);
    let (row, keys) = rows.iter().find(|(row, _)| row.action == action)?;
    let key = keys.first()?;
    Some(format!("{key} ({})", row.label))
}

/// What helps, the shortest way first.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "most refusals say all there is to do; those that a key helps with are named"
)]
fn helping(refusal: &Refusal) -> &'static [Action] {
    match refusal {
        Refusal::NobodyHere | Refusal::NobodyCame => &[Action::Arrival, Action::People],
        Refusal::NotWilling(_) | Refusal::NobodyWithdrew => &[Action::Willing, Action::People],
        Refusal::Consent(_) => &[Action::Consents, Action::People],
        Refusal::NoSession => &[Action::Begin],
        Refusal::IsRecorded(_) => &[Action::NotComing],
        Refusal::TookPart(_) | Refusal::CameToday(_) => &[Action::Arrival],
        Refusal::OnBreak => &[Action::Break],
        Refusal::InTimeOut => &[Action::TimeOut],
        Refusal::NoPrivateTime => &[Action::GoTo],
        Refusal::NotReadBack(_) => &[Action::ReadBack],
        Refusal::NotAgreed(_) => &[Action::Board],
        Refusal::NotRatified(_) | Refusal::NothingAccepted => &[Action::Ratify],
        Refusal::PlanIncomplete(_) => &[Action::Plan],
        Refusal::NothingToClose | Refusal::ItemEmpty => &[Action::Board, Action::Add],
        Refusal::AgreementOpen | Refusal::NoClosedAgreement => {
            &[Action::CloseAgreement, Action::Signing]
        }
        Refusal::AgreementClosed => &[Action::OpenAgain, Action::CloseAgreement],
        Refusal::NoWordsHere => &[Action::MarkKeyPoint],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_refusal_names_the_key_that_helps_here() {
        let keys = Keymap::standard();
        let said = told(&Refusal::OnBreak, &keys, &[Context::Room]);
        assert_eq!(
            said,
            "There is a break. End the break first. Press p (break)."
        );
        let missing = Refusal::PlanIncomplete("When do we look at it again?".to_owned());
        let said = told(&missing, &keys, &[Context::Closing]);
        assert!(said.contains("When do we look at it again?"), "{said}");
        assert!(said.ends_with("Press Tab, then p (whole plan)."), "{said}");
    }

    #[test]
    fn the_key_is_the_one_that_was_chosen_for_it() {
        let chosen = BTreeMap::from([("break".to_owned(), vec!["x".to_owned()])]);
        let keys = Keymap::remapped(&chosen).unwrap();
        let said = told(&Refusal::OnBreak, &keys, &[Context::Room]);
        assert!(said.ends_with("Press x (break)."), "{said}");
    }

    #[test]
    fn where_no_key_helps_the_sentence_stands_alone() {
        let keys = Keymap::standard();
        let said = told(&Refusal::NameEmpty, &keys, &[Context::Form]);
        assert_eq!(said, Refusal::NameEmpty.to_string());
    }
}
