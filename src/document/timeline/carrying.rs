//! What happened to messages and letters, without any of their words.

use crate::case::{
    CarriedKind, CarryingEvent, Case, Extent, MessageId, Party, Passing, PersonId, told_apart,
};
use crate::script::capitalized;

use super::super::sheet::line;

/// The sentence of an event.
pub(super) fn told(case: &Case, event: &CarryingEvent) -> String {
    capitalized(&sentence(case, event))
}

fn sentence(case: &Case, event: &CarryingEvent) -> String {
    let name = |id: &PersonId| line(&told_apart(case, *id));
    let what = of_whom(case, event.message());
    match event {
        CarryingEvent::Offered { kind, from, to, .. } => {
            let noun = noun(*kind);
            format!("{} offered {noun} for {}.", name(from), name(to))
        }
        CarryingEvent::Worded { version: 1, .. } => format!("{what} was worded."),
        CarryingEvent::Worded { version, .. } => {
            format!("{what} was worded anew (version {version}).")
        }
        CarryingEvent::WordingAgreed { .. } => format!("The wording of {what} was agreed."),
        CarryingEvent::ListGoneThrough { .. } => format!("{what} was gone through by the list."),
        CarryingEvent::ConsentGiven { extent, .. } => {
            format!("{} of {what} may be passed on.", extent_text(*extent))
        }
        CarryingEvent::ConsentWithdrawn { .. } => {
            format!("The yes to passing on {what} was taken back.")
        }
        CarryingEvent::SafetyChecked {
            checked_by, passed, ..
        } => {
            let by = match checked_by {
                Party::Person(id) => name(id),
                Party::Other(name) => line(name),
            };
            let result = if *passed {
                "it can go"
            } else {
                "it cannot go yet"
            };
            format!("{by} looked at {what}: {result}.")
        }
        CarryingEvent::ReceiverAsked { wants: true, .. } => format!("{what} is wanted now."),
        CarryingEvent::ReceiverAsked { wants: false, .. } => format!("{what} is not wanted now."),
        CarryingEvent::Held { .. } => format!("{what} is kept on file."),
        CarryingEvent::Delivered { how, .. } => format!("{what} was {}.", passing_text(*how)),
        CarryingEvent::ReactionNoted { .. } => format!("What was said to {what} was noted."),
        CarryingEvent::ReplyWanted { wanted: true, .. } => {
            format!("There is to be an answer to {what}.")
        }
        CarryingEvent::ReplyWanted { wanted: false, .. } => {
            format!("There is to be no answer to {what}.")
        }
        CarryingEvent::TalkHeld { person, .. } => {
            format!("The closing conversation with {} was held.", name(person))
        }
        CarryingEvent::Closed { .. } => format!("{what} was closed."),
    }
}

/// A message named by its people, for its number would tell how many others there are.
fn of_whom(case: &Case, id: MessageId) -> String {
    case.carrying.message(id).map_or_else(
        || "A message".to_owned(),
        |message| {
            let what = match message.kind {
                CarriedKind::Message => "message",
                CarriedKind::Wish => "wish",
                CarriedKind::Letter => "letter",
            };
            let (from, to) = (told_apart(case, message.from), told_apart(case, message.to));
            format!("the {what} from {} for {}", line(&from), line(&to))
        },
    )
}

fn noun(kind: CarriedKind) -> &'static str {
    match kind {
        CarriedKind::Message => "a message",
        CarriedKind::Wish => "what a letter should answer",
        CarriedKind::Letter => "a letter",
    }
}

fn extent_text(extent: Extent) -> &'static str {
    match extent {
        Extent::All => "All",
        Extent::Part => "A part",
        Extent::Paraphrase => "The gist",
        Extent::Nothing => "Nothing",
    }
}

fn passing_text(how: Passing) -> &'static str {
    match how {
        Passing::ReadAloud => "read aloud",
        Passing::Handed => "handed over",
        Passing::Phone => "told on the telephone",
        Passing::Unread => "handed over closed",
    }
}
