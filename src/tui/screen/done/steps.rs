//! What is asked once the room is empty, and in which order.

use chrono::NaiveDate;

use super::going::left_in_words;
use crate::case::{Case, EraseRule, Mark, MarkId, MarkKind};

/// One thing that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Whether the room is empty.
    RoomEmpty,
    /// Whether each person is safe on the way home.
    WaysHome,
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
    /// When somebody gets in touch, and everything else that the ten minutes after may hold.
    Dates,
    /// Beside what is asked: what was agreed, in short.
    Agreed,
    /// Beside it: who was told what.
    Told,
    /// Beside it: how the script was followed.
    Fidelity,
    /// Beside it: what is kept about safety.
    AboutSafety,
    /// Beside it: what the facilitator writes for themselves.
    LookBack,
}

/// For how many days people are asked about whose way home nobody wrote down; then they are long
/// at home.
const DAYS_ON_THE_WAY: i64 = 2;

/// Everything that is to be asked of a case that ended.
pub(super) fn steps(case: &Case, today: NaiveDate) -> Vec<Step> {
    let mut steps = vec![Step::RoomEmpty];
    let ended = case
        .session
        .as_ref()
        .and_then(|session| session.ended.as_ref());
    let of_late = ended.is_some_and(|ended| {
        let since = today - ended.at.wall.date_naive();
        since.num_days() <= DAYS_ON_THE_WAY
    });
    if of_late && !case.ways_home_to_ask().is_empty() {
        steps.push(Step::WaysHome);
    }
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
    let notes = case.notes_to_go_through();
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
    case.left_to_erase(EraseRule::WorkingNotes)
}

/// The same where it is only to be named.
pub(super) fn notes_in_words(case: &Case) -> String {
    match case.notes_to_go_through().count() {
        0 => left_in_words(case),
        1 => "1 note.".to_owned(),
        count => format!("{count} notes."),
    }
}

/// That so many notes were left to be decided later, and what becomes of them; nothing where none
/// was.
pub(super) fn undecided_in_words(count: usize) -> Option<String> {
    Some(match count {
        0 => return None,
        1 => {
            "1 of these is still to be decided: erased now, it goes with them; left for now, it waits \
              and is asked about again."
                .to_owned()
        }
        count => format!(
            "{count} of these are still to be decided: erased now, they go with them; left for now, \
             they wait and are asked about again."
        ),
    })
}

/// Whether something is kept about safety.
pub(super) fn is_about_safety(case: &Case) -> bool {
    let of_marks = case.marks.iter().any(Mark::is_about_safety);
    of_marks || !case.afterwards.ways_home.is_empty()
}
