//! What an answer says is so, and the record does not hold: how it is said, and where it can be put
//! down first.

use crate::case::Unproven;
use crate::script::Claim;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, ScreenRequest};
use crate::tui::model::{Model, told_apart};
use crate::tui::screen::listed;

/// What can be done before it is decided so, and where.
pub(super) fn first(claim: Option<Unproven>) -> (&'static str, Vec<Effect>) {
    let (words, place) = match claim {
        Some(Unproven::Claim(Claim::Written)) => ("Write it down first", ScreenRequest::Board),
        Some(Unproven::Claim(Claim::ToPassOn)) => ("Write it down first", ScreenRequest::Ledger),
        Some(Unproven::Claim(Claim::ReadOut)) => ("Read it out first", ScreenRequest::ReadBack),
        Some(Unproven::Claim(Claim::Decided)) => ("Put it down first", ScreenRequest::Board),
        Some(Unproven::Claim(Claim::PassedOn | Claim::Ready)) => {
            ("Look at it first", ScreenRequest::Ledger)
        }
        None => ("Look at it first", ScreenRequest::Closing),
        // It is put down at a cue before, which going back leads to.
        Some(Unproven::Claim(Claim::LookedAt | Claim::FarAwayFirst) | Unproven::MadeUpFor) => {
            return ("Look at it first", Vec::new());
        }
    };
    (words, vec![Effect::Open(place)])
}

/// What is not there although an answer says so, and how it can be put down now.
pub(in crate::tui::overlay) fn missing(unproven: Unproven, model: &Model) -> (String, String) {
    let key = |action| model.key(action, &[Context::Room]);
    let claim = match unproven {
        Unproven::Claim(claim) => claim,
        Unproven::MadeUpFor => {
            let about = "Nobody who is here is put down as making up for it. Whoever does is put \
                         down at the cue before.";
            return ("Nobody is put down for that".to_owned(), about.to_owned());
        }
    };
    let (ask, about) = match claim {
        Claim::Written => {
            let board = key(Action::Board);
            (
                "Nothing is written down yet",
                format!(
                    "There is nothing on the board that people could say yes to. {board} opens \
                     it; what was offered can be written down now."
                ),
            )
        }
        Claim::PassedOn => {
            let ledger = key(Action::Ledger);
            (
                "Nothing is put down as passed on",
                format!(
                    "No words were passed on in this meeting, as far as it is recorded. {ledger} \
                     opens what is carried."
                ),
            )
        }
        Claim::Ready => {
            let ledger = key(Action::Ledger);
            (
                "Nothing is ready to be passed on",
                format!(
                    "Nothing of the other side has the yes and the check that it needs, as far as \
                     it is recorded. {ledger} opens what is carried."
                ),
            )
        }
        Claim::ReadOut => {
            let about = "Something on the board was read out to nobody, and nobody answered it.";
            ("Not everything was read out", about.to_owned())
        }
        Claim::Decided => (
            "Not everything was decided",
            "Of something on the board it is not put down whether it is accepted.".to_owned(),
        ),
        Claim::FarAwayFirst => {
            let about = "Somebody in the room is to speak before somebody far away.";
            ("Somebody in the room stands first", about.to_owned())
        }
        Claim::ToPassOn => {
            let ledger = key(Action::Ledger);
            (
                "No words are written down to be carried",
                format!(
                    "Nothing of this side waits to be passed on. {ledger} opens what is carried; \
                     it can be written down now."
                ),
            )
        }
        Claim::LookedAt => (
            "Not everything was looked at",
            "Of something that was agreed, nobody has said yet how it stands. It can be put down \
             where it is looked at, one line at a time."
                .to_owned(),
        ),
    };
    (ask.to_owned(), about)
}

/// Who has still to sign, where the meeting asks for it; nothing where nobody has.
pub(in crate::tui::overlay) fn not_signed(model: &Model) -> Option<(String, String)> {
    let case = model.case()?;
    let names = case.still_to_sign();
    if names.is_empty() {
        return None;
    }
    let names: Vec<String> = names.into_iter().map(|id| told_apart(case, id)).collect();
    let about = format!(
        "Still to be asked to sign: {}. Once people have gone, they have to be met for it.",
        listed(&names)
    );
    Some(("Not everybody was asked to sign".to_owned(), about))
}
