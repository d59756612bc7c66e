//! What is asked once the room is empty, and in which order.

use crate::case::{Case, EraseRule, MarkId, MarkKind};

/// One thing that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Whether the room is empty.
    RoomEmpty,
    /// Why the meeting ended as it did.
    Reason,
    /// What was done about one safety mark.
    Safety(MarkId),
    /// Questions that nobody came back to.
    Questions,
    /// Whether one working note is kept.
    Note(MarkId),
    /// Whether the rest is erased.
    Erase,
    /// When somebody gets in touch.
    Dates,
}

/// Everything that is to be asked of a case that ended.
pub(super) fn steps(case: &Case) -> Vec<Step> {
    let mut steps = vec![Step::RoomEmpty];
    let session = case.session.as_ref();
    let asks = session.is_some_and(|session| {
        let given = session.ended.as_ref().map(|ended| ended.reason.is_some());
        session.asks_for_a_reason() && given == Some(false)
    });
    if asks {
        steps.push(Step::Reason);
    }
    let safety = case
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Safety);
    steps.extend(
        safety
            .filter(|mark| !mark.settled)
            .map(|mark| Step::Safety(mark.id)),
    );
    if case.questions_to_return_to().next().is_some() {
        steps.push(Step::Questions);
    }
    let notes = case.marks.iter().filter(|mark| {
        let readable = mark.words.iter().any(|words| words.text().is_some());
        let open = mark.kind != MarkKind::Safety && !mark.kept && readable;
        open && !case.is_of_board(mark.id)
    });
    steps.extend(notes.map(|mark| Step::Note(mark.id)));
    if left_to_erase(case) > 0 {
        steps.push(Step::Erase);
    }
    steps.push(Step::Dates);
    steps
}

/// The reasons that can be given, by their name in the record. Leaving it open comes
/// first, so that one Enter too many gives no reason.
pub(super) fn reasons(case: &Case) -> Vec<(Option<String>, String)> {
    let kind = case.session_kind();
    let offered = kind.map_or(&[][..], |kind| kind.end_reasons.as_slice());
    let mut reasons = vec![(None, "Leave it open for now".to_owned())];
    let offered = offered.iter();
    reasons.extend(offered.map(|reason| (Some(reason.id.clone()), case.fill(&reason.label, None))));
    let other = super::OTHER_REASON.to_owned();
    reasons.push((Some(other), "Another reason".to_owned()));
    reasons
}

/// The place of the reason that was given, in that list.
pub(super) fn given_reason(case: &Case) -> usize {
    let ended = case
        .session
        .as_ref()
        .and_then(|session| session.ended.as_ref());
    let given = ended.and_then(|ended| ended.reason.clone());
    let place = reasons(case)
        .iter()
        .position(|(id, _)| id.is_some() && *id == given);
    place.unwrap_or(0)
}

/// How many words the notes still hold that nobody kept.
pub(super) fn left_to_erase(case: &Case) -> usize {
    let words = case.words_to_erase(EraseRule::WorkingNotes);
    let left = words.iter().filter(|id| !case.erased.contains(id));
    left.count()
}

/// The same in a sentence.
pub(super) fn to_erase_in_words(case: &Case) -> String {
    let notes = case.marks.iter().filter(|mark| {
        let readable = mark.words.iter().any(|words| words.text().is_some());
        mark.kind != MarkKind::Safety && !mark.kept && readable
    });
    match (notes.count(), left_to_erase(case)) {
        (_, 0) => "Nothing is left to erase.".to_owned(),
        (0, _) => "Drafts of what was written down are erased from this computer.".to_owned(),
        (1, _) => "1 working note, and drafts, are erased from this computer.".to_owned(),
        (count, _) => format!("{count} working notes, and drafts, are erased from this computer."),
    }
}
