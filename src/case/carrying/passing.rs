//! Passing on: the sender's yes, the look at the words, and what the receiver says.

use super::events::{CarriedKind, CarryingEvent, Extent, Passing};
use super::message::Message;
use super::order::{before_consent, before_passing_on, before_second_person, consent_missing};
use super::part::is_part_of;
use super::refusal::CarryingRefusal as Why;
use crate::case::marking::{name_or, reason_of, words_of};
use crate::case::{Case, Event, MOST_PEOPLE, Party, PersonId, Refusal, Words};

type Answered = Result<Vec<Event>, Refusal>;

/// Somebody may say no to any wording at any time; a yes is to words that are settled.
pub(super) fn consent(
    case: &Case,
    message: &Message,
    extent: Extent,
    text: Option<String>,
) -> Answered {
    case.is_of_this_side(message.from)?;
    let further = extent != Extent::Nothing && message.is_passed_on_in_part();
    if !further {
        not_passed_on(message)?;
    }
    let partly = matches!(extent, Extent::Part | Extent::Paraphrase);
    if partly && message.kind == CarriedKind::Letter {
        return Err(Why::WholeOrNot.into());
    }
    if extent != Extent::Nothing
        && let Some(first) = before_consent(message)
    {
        return Err(first.into());
    }
    let words = match text.filter(|_| partly) {
        Some(text) if !text.trim().is_empty() => Some(words_of(case, text)?),
        Some(_) | None if partly => return Err(Why::SayWhichPart.into()),
        Some(_) | None => None,
    };
    let part = words.as_ref().filter(|_| extent == Extent::Part);
    if let (Some(whole), Some(part)) = (message.text(), part.and_then(Words::text))
        && !is_part_of(part, whole)
    {
        return Err(Why::NotAPart.into());
    }
    let standing = message.consents.last().filter(|last| {
        let same = !case.answered_since(message, last)
            && last.words.as_ref().map(Words::text) == words.as_ref().map(Words::text);
        last.extent == Some(extent) && last.version == message.version() && same
    });
    if standing.is_some() {
        return Ok(Vec::new());
    }
    let unknown = extent != Extent::Nothing && case.carrying.not_whole.contains(&message.id);
    if further || unknown {
        return go_on_with_more(case, message, further, extent, words);
    }
    let given = CarryingEvent::ConsentGiven {
        message: message.id,
        version: message.version(),
        extent,
        words,
    };
    Ok(vec![given.into()])
}

/// What was passed on stays as it was, so that more of the same wording goes as a message of its
/// own: to a sender who knows that a part of it was passed on, a further one; to one who may not
/// know, the same.
fn go_on_with_more(
    case: &Case,
    message: &Message,
    known: bool,
    extent: Extent,
    words: Option<Words>,
) -> Answered {
    // Its words may have been erased since.
    let text = message.text().ok_or(Why::PassedOn)?.to_owned();
    let id = case.next_message();
    let version = if known { 1 } else { message.version() };
    let words = words.map(|said| Words {
        id: case.next_words(1),
        ..said
    });
    let mut events = Vec::new();
    if known {
        events.push(CarryingEvent::Offered {
            message: id,
            kind: message.kind,
            from: message.from,
            to: message.to,
            answers: message.answers,
            about: message.about,
        });
    }
    events.extend([
        CarryingEvent::Worded {
            message: id,
            version,
            words: words_of(case, text)?,
            fingerprint: None,
            helped_by: None,
            instead_of: (!known).then_some(message.id),
        },
        CarryingEvent::WordingAgreed {
            message: id,
            version,
        },
        CarryingEvent::ConsentGiven {
            message: id,
            version,
            extent,
            words,
        },
    ]);
    Ok(events.into_iter().map(Event::from).collect())
}

/// A yes is taken back at any moment until the words were passed on, wherever the sender is.
pub(super) fn withdraw(message: &Message) -> Answered {
    not_passed_on(message)?;
    if let Some(first) = consent_missing(message) {
        return Err(first.into());
    }
    let message = message.id;
    Ok(vec![CarryingEvent::ConsentWithdrawn { message }.into()])
}

pub(super) fn check(
    case: &Case,
    message: &Message,
    checked_by: Party,
    passed: bool,
    wrong: Option<String>,
) -> Answered {
    case.is_of_this_side(message.from)?;
    not_passed_on(message)?;
    let first = match message.kind {
        CarriedKind::Message | CarriedKind::Wish => {
            before_consent(message).or_else(|| consent_missing(message))
        }
        CarriedKind::Letter => before_second_person(message),
    };
    if let Some(first) = first {
        return Err(first.into());
    }
    can_check(case, message, &checked_by)?;
    let words = match reason_of(case, wrong)? {
        None if !passed => return Err(Why::SayWhatIsWrong.into()),
        words => words.filter(|_| !passed),
    };
    let checked = CarryingEvent::SafetyChecked {
        message: message.id,
        version: message.version(),
        checked_by,
        passed,
        words,
    };
    Ok(vec![checked.into()])
}

/// Nobody checks what they send or receive, and nobody a letter that they helped to write.
fn can_check(case: &Case, message: &Message, checked_by: &Party) -> Result<(), Refusal> {
    let helped = message
        .wordings
        .iter()
        .filter_map(|wording| wording.helped_by);
    let helped = helped.filter(|_| message.kind == CarriedKind::Letter);
    let mut not_theirs = [message.from, message.to].into_iter().chain(helped);
    let is_theirs = match checked_by {
        Party::Person(id) => {
            case.person(*id).ok_or(Refusal::NoSuchPerson)?;
            not_theirs.any(|known| known == *id)
        }
        Party::Other(name) => {
            let name = name_or(Refusal::NameEmpty, name)?;
            not_theirs.any(|known| case.name(known).to_lowercase() == name.to_lowercase())
        }
    };
    if is_theirs {
        return Err(Why::OwnWork.into());
    }
    Ok(())
}

pub(super) fn ask_receiver(case: &Case, message: &Message, wants: bool, tell: bool) -> Answered {
    not_passed_on(message)?;
    if let Some(first) = before_passing_on(message) {
        return Err(first.into());
    }
    if !case.can_receive_now(message) {
        return Err(Why::ReceiverNotHere.into());
    }
    let message = message.id;
    let asked = CarryingEvent::ReceiverAsked {
        message,
        wants,
        tell,
    };
    Ok(vec![asked.into()])
}

pub(super) fn hold(message: &Message) -> Answered {
    not_passed_on(message)?;
    if message.held.is_some() {
        return Ok(Vec::new());
    }
    let message = message.id;
    Ok(vec![CarryingEvent::Held { message }.into()])
}

pub(super) fn deliver(
    case: &Case,
    message: &Message,
    how: Passing,
    present: Vec<PersonId>,
    tell: bool,
) -> Answered {
    not_passed_on(message)?;
    if let Some(first) = before_passing_on(message) {
        return Err(first.into());
    }
    if !case.can_receive_now(message) {
        return Err(Why::ReceiverNotHere.into());
    }
    match message.asked {
        Some(asked) if !asked.wants => return Err(Why::NotWanted.into()),
        None if message.kind == CarriedKind::Letter => return Err(Why::OfferFirst.into()),
        Some(_) | None => {}
    }
    if present.iter().any(|id| case.person(*id).is_none()) {
        return Err(Refusal::NoSuchPerson);
    }
    if present.len() > MOST_PEOPLE {
        return Err(Refusal::TooManyPeople);
    }
    let delivered = CarryingEvent::Delivered {
        message: message.id,
        version: message.version(),
        how,
        present,
        tell,
    };
    Ok(vec![delivered.into()])
}

pub(super) fn note_reaction(
    case: &Case,
    message: &Message,
    text: String,
    agreed: bool,
    tell: bool,
) -> Answered {
    case.is_of_this_side(message.to)?;
    passed_on(message)?;
    if !agreed {
        return Err(Why::NotTheirWish.into());
    }
    let noted = CarryingEvent::ReactionNoted {
        message: message.id,
        words: words_of(case, text)?,
        tell,
    };
    Ok(vec![noted.into()])
}

pub(super) fn not_passed_on(message: &Message) -> Result<(), Refusal> {
    match message.delivery {
        Some(_) => Err(Why::PassedOn.into()),
        None => Ok(()),
    }
}

pub(super) fn passed_on(message: &Message) -> Result<(), Refusal> {
    match message.delivery {
        Some(_) => Ok(()),
        None => Err(Why::NotPassedOn.into()),
    }
}
