//! Short phrases for the small choices that events hold.

use super::super::sheet::line;
use crate::case::{
    ClosedAgreement, CopyLimit, EraseRule, Erasure, KeptFor, MethodStep, PlanField, Presence,
    Signing, SkipReason, TimeOutEnd, Willing,
};
use crate::script::counted;

pub(super) fn clock_step(minutes: i64) -> String {
    let by = minutes.unsigned_abs();
    let by = counted(by, "minute", "minutes");
    let way = if minutes < 0 { "back" } else { "forward" };
    format!("The clock of the computer was set {way} by {by}.")
}

pub(super) fn willing_text(willing: Willing) -> &'static str {
    match willing {
        Willing::NotAsked => "is to be asked again whether they are willing.",
        Willing::Given => "said that they are willing.",
        Willing::Withdrawn => "said that they do not wish to take part.",
    }
}

pub(super) fn presence_text(presence: Presence) -> &'static str {
    match presence {
        Presence::Expected => "is expected.",
        Presence::Here => "is here.",
        Presence::Out => "stepped out.",
        Presence::Left => "left.",
        Presence::Away => "is not coming today.",
    }
}

/// What followed after somebody left, or withdrew.
pub(super) fn after_text(name: &str, left: bool, step: MethodStep) -> String {
    let did = if left { "left" } else { "withdrew" };
    format!("After {name} {did}: {}", method_text(step))
}

fn method_text(step: MethodStep) -> &'static str {
    match step {
        MethodStep::GoOnWithout => "the meeting goes on without them.",
        MethodStep::Stop => "the meeting stops for today.",
        MethodStep::ChangeMethod => "people want another method.",
        MethodStep::End => "the meeting ends.",
    }
}

pub(super) fn skip_text(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::Passed => "passed.",
        SkipReason::AlreadyAnswered => "left out, it was answered already.",
        SkipReason::DoesNotFit => "left out, it does not fit here.",
        SkipReason::NoTime => "left out, there is no time for it.",
        SkipReason::Later => "left for later.",
        SkipReason::Other => "left out for another reason.",
    }
}

pub(super) fn time_out_text(end: TimeOutEnd) -> &'static str {
    match end {
        TimeOutEnd::Continue => "The time-out ended; the meeting goes on.",
        TimeOutEnd::Break => "The time-out became a break.",
        TimeOutEnd::Adjourn => "The time-out ended; the meeting goes on another day.",
        TimeOutEnd::ChangeMethod => "The time-out ended; people want another method.",
        TimeOutEnd::End => "The time-out ended, and the meeting with it.",
    }
}

pub(super) fn plan_field_text(field: PlanField) -> &'static str {
    match field {
        PlanField::Purpose => "What the plan is for was written down.",
        PlanField::Contingency => "What happens if it does not work was settled.",
        PlanField::Lead => "Who looks after the plan was settled.",
        PlanField::IfNotKept => "Who is told if something is not kept was settled.",
    }
}

pub(super) fn signing_text(how: Signing) -> &'static str {
    match how {
        Signing::Paper => "signed on paper.",
        Signing::TypedName => "signed by typing their name.",
        Signing::Voice => "agreed by voice.",
        Signing::Declined => "chose not to sign.",
    }
}

/// `title` is how the kind of session names its ending.
pub(super) fn ending_text(title: &str, change_method: bool) -> String {
    let method = if change_method {
        " People want another method."
    } else {
        ""
    };
    format!("The meeting ended: {title}.{method}")
}

/// Whether a note is to be kept, and for whom.
pub(super) fn kept_text(kept: bool, kept_for: KeptFor) -> &'static str {
    match (kept, kept_for) {
        (false, _) => "A note is not to be kept.",
        (true, KeptFor::Facilitator) => "A note is to be kept.",
        (true, KeptFor::Restricted) => "A note is to be kept with what is about safety.",
        (true, KeptFor::Practice) => "A note is to be kept to learn from.",
    }
}

pub(super) fn erasure_text(erasure: &Erasure) -> String {
    let Erasure { count, rule, kinds } = erasure;
    let what = match rule {
        EraseRule::AgreedOnly => "words about the agreement",
        EraseRule::WorkingNotes => "working notes",
        EraseRule::Preparation => "words of the preparation",
        EraseRule::LookBack => "what the facilitator wrote for themselves",
        EraseRule::Carried => "words that were carried",
    };
    let pieces = counted(*count, "piece", "pieces");
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, count)| kind.counted(*count))
        .collect();
    let each = match rule {
        EraseRule::WorkingNotes if !kinds.is_empty() => format!(" ({})", kinds.join(", ")),
        EraseRule::AgreedOnly
        | EraseRule::WorkingNotes
        | EraseRule::Preparation
        | EraseRule::LookBack
        | EraseRule::Carried => String::new(),
    };
    format!("{pieces} of {what} erased for good{each}.")
}

/// That a case came from elsewhere, and how it is called here.
pub(super) fn brought_text(reference: &str) -> String {
    let reference = line(reference);
    format!(
        "The case was brought here from another copy of the program, as {reference}. \
         What stands before this was recorded there."
    )
}

pub(super) fn entries(events: &[u64]) -> String {
    let numbers: Vec<String> = events.iter().map(|number| format!("#{number}")).collect();
    let what = if numbers.len() == 1 {
        "entry"
    } else {
        "entries"
    };
    format!("{what} {}", numbers.join(", "))
}

/// It tells of how much is left out of a copy, and never what.
pub(super) fn copy_text(name: &str, limit: &CopyLimit) -> String {
    let part = limit
        .own_part
        .then(|| "It holds only what names them.".to_owned());
    let items = match limit.without_items.len() {
        0 => None,
        1 => Some("One thing that was agreed is left out of it.".to_owned()),
        several => Some(format!(
            "{several} things that were agreed are left out of it."
        )),
    };
    let words = !limit.without_words.is_empty();
    let words = words.then(|| "Some words are left out of it.".to_owned());
    let settled = format!("The copy for {name} was settled.");
    let said: Vec<String> = [Some(settled), part, items, words]
        .into_iter()
        .flatten()
        .collect();
    said.join(" ")
}

/// The closing of an agreement, by the script's words for it and for an item.
pub(super) fn closing_text(closed: &ClosedAgreement, agreement: &str, item: &str) -> String {
    let (version, count) = (closed.version, closed.items.len());
    let plural = if count == 1 { "" } else { "s" };
    if let Some(from) = &closed.from {
        let (reference, day) = (line(&from.reference), from.closed.format("%Y-%m-%d"));
        return format!(
            "The {agreement} was brought from a saved plan of another case, not verified here: \
             {reference}, version {}, closed on {day}, code {}; {count} {item}{plural}.",
            from.version,
            line(&from.fingerprint),
        );
    }
    let what = if closed.brought {
        "made elsewhere and brought along"
    } else {
        "closed"
    };
    format!("The {agreement} was {what}: version {version}, {count} {item}{plural}.")
}

/// What became of a line that is set by its text; empty text takes it off.
pub(super) fn set_or_off(text: &str) -> &'static str {
    if text.is_empty() { "taken off" } else { "set" }
}
