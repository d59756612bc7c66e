//! Writing: what is offered, its wordings, and whether the words are right.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::events::{About, CarriedKind, CarryingEvent};
use super::message::Message;
use super::passing::not_passed_on;
use super::refusal::CarryingRefusal as Why;
use crate::case::marking::words_of;
use crate::case::{Case, Event, ItemId, MessageId, PersonId, Refusal};

type Answered = Result<Vec<Event>, Refusal>;

/// What a new message or letter is to be.
pub(super) struct Offer {
    pub(super) kind: CarriedKind,
    pub(super) from: PersonId,
    pub(super) to: PersonId,
    pub(super) answers: Option<MessageId>,
    pub(super) helped_by: Option<PersonId>,
}

pub(super) fn offered(case: &Case, offer: &Offer, item: Option<ItemId>, text: String) -> Answered {
    let Offer {
        kind,
        from,
        to,
        answers,
        helped_by,
    } = *offer;
    if kind != CarriedKind::Message && case.script.letters.is_none() {
        return Err(Why::NoLetters.into());
    }
    for person in [Some(from), Some(to), helped_by].into_iter().flatten() {
        case.person(person).ok_or(Refusal::NoSuchPerson)?;
    }
    if from == to {
        return Err(Why::ToThemselves.into());
    }
    case.is_of_this_side(from)?;
    answers_something(case, offer)?;
    let about = match item {
        Some(item) => Some(carried_item(case, item)?),
        None => None,
    };
    let message = case.next_message();
    let worded = worded(case, (message, kind, None), 1, text, helped_by)?;
    let offered = CarryingEvent::Offered {
        message,
        kind,
        from,
        to,
        answers,
        about,
    };
    Ok(vec![offered.into(), worded.into()])
}

/// Somebody answers what was passed on to them. A letter always answers: a wish that was asked
/// before it was written, or what was passed on to its writer.
fn answers_something(case: &Case, offer: &Offer) -> Result<(), Refusal> {
    let Some(answered) = offer.answers else {
        return match offer.kind {
            CarriedKind::Letter => Err(Why::AskReceiverFirst.into()),
            CarriedKind::Message | CarriedKind::Wish => Ok(()),
        };
    };
    let answered = case.carrying.message(answered).ok_or(Why::NoSuchMessage)?;
    let between = answered.from == offer.to && answered.to == offer.from;
    if between && answered.delivery.is_some() {
        Ok(())
    } else {
        Err(Why::NothingToAnswer.into())
    }
}

fn carried_item(case: &Case, item: ItemId) -> Result<About, Refusal> {
    let standing = case.item(item).filter(|item| item.draft().is_some());
    let standing = standing.ok_or(Why::NothingOnTheBoard)?;
    let wordings = u16::try_from(standing.versions.len()).unwrap_or(u16::MAX);
    Ok(About { item, wordings })
}

fn worded(
    case: &Case,
    (message, kind, instead_of): (MessageId, CarriedKind, Option<MessageId>),
    version: u16,
    text: String,
    helped_by: Option<PersonId>,
) -> Result<CarryingEvent, Refusal> {
    let kept = case
        .script
        .letters
        .as_ref()
        .is_some_and(|rules| rules.keep_text);
    let of_letter = kind == CarriedKind::Letter && kept;
    let fingerprint = of_letter.then(|| fingerprint_of(&text));
    Ok(CarryingEvent::Worded {
        message,
        version,
        words: words_of(case, text)?,
        fingerprint,
        helped_by,
        instead_of,
    })
}

/// SHA-256 of a wording, in hex.
fn fingerprint_of(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let mut hex = String::with_capacity(64);
    for byte in digest {
        // Writing into a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

pub(super) fn word(
    case: &Case,
    message: &Message,
    text: String,
    helped_by: Option<PersonId>,
) -> Answered {
    case.is_of_this_side(message.from)?;
    not_passed_on(message)?;
    if helped_by.is_some_and(|id| case.person(id).is_none()) {
        return Err(Refusal::NoSuchPerson);
    }
    if message.text() == Some(text.as_str()) {
        return Ok(Vec::new());
    }
    let version = message.version() + 1;
    // What was passed on stays as it is, also where its sender may not know that it was.
    let (id, instead_of) = if case.carrying.ahead.contains(&message.id) {
        (case.next_message(), Some(message.id))
    } else {
        (message.id, None)
    };
    let which = (id, message.kind, instead_of);
    Ok(vec![worded(case, which, version, text, helped_by)?.into()])
}

pub(super) fn agree_wording(case: &Case, message: &Message) -> Answered {
    case.is_of_this_side(message.from)?;
    not_passed_on(message)?;
    if message.kind == CarriedKind::Letter {
        return Err(Refusal::NotAskedByScript);
    }
    let version = message.version();
    if message.agreed == Some(version) {
        return Ok(Vec::new());
    }
    let agreed = CarryingEvent::WordingAgreed {
        message: message.id,
        version,
    };
    Ok(vec![agreed.into()])
}

pub(super) fn go_through_list(case: &Case, message: &Message, so: &[bool]) -> Answered {
    case.is_of_this_side(message.from)?;
    not_passed_on(message)?;
    let checks = case.letter_checks(message).len();
    if message.kind != CarriedKind::Letter || so.len() != checks {
        return Err(Refusal::NotAskedByScript);
    }
    if so.iter().any(|so| !so) {
        return Err(Why::NotAllSo.into());
    }
    let version = message.version();
    if message.listed == Some(version) {
        return Ok(Vec::new());
    }
    let listed = CarryingEvent::ListGoneThrough {
        message: message.id,
        version,
    };
    Ok(vec![listed.into()])
}
