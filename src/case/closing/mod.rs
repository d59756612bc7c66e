//! Closing: signatures, copies, the closed agreement, the four ways to end, and what is asked once the room is empty.

mod agreement;
mod brought;
mod endings;
mod limit;
mod room;

pub(super) use agreement::{close, closed, reopen, reopened};
pub(super) use brought::bring;
pub use endings::{Ending, OwnEnding};
pub(super) use limit::limit_copy;
pub use limit::{CopyLimit, without_words};
pub(super) use room::check_room;

use super::marking::words_of;
use super::sitting::{end_sitting, pause_end};
use super::{
    Case, Ended, EraseRule, Event, MarkId, MarkKind, Now, PersonId, Refusal, Session,
    SessionStatus, Signing,
};
use crate::script::{Agreeing, CopyForm, Outcome, SessionKind};

/// The reason that can be given beside those of the script.
pub const OTHER_REASON: &str = "other";

type Answered = Result<Vec<Event>, Refusal>;

/// People sign a text that can no longer change under their hands, so the
/// agreement has to be closed.
pub(super) fn sign(case: &Case, person: PersonId, how: Signing) -> Answered {
    case.person(person).ok_or(Refusal::NoSuchPerson)?;
    if !case.agreement.closed {
        return Err(Refusal::AgreementOpen);
    }
    if case.is_spoken_for_now(person) {
        return Err(Refusal::SpokenFor(person));
    }
    let signed = case.agreement.signatures.get(&person);
    if signed.is_some_and(|(_, known)| *known == how) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::Signed { person, how }])
}

pub(super) fn settle_copy(case: &Case, person: PersonId, form: Option<CopyForm>) -> Answered {
    case.person(person).ok_or(Refusal::NoSuchPerson)?;
    let copies = &case.script.agreement.copies;
    if form.is_some_and(|form| !copies.contains(&form)) {
        return Err(Refusal::NotInScript);
    }
    if case.agreement.copies.get(&person) == Some(&form) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::CopySettled {
        person,
        form,
        limit: case.agreement.limit(person),
    }])
}

/// Any way of ending works from everywhere, in a pause, in private time and
/// while the session is put off; only an agreement has to be there to be named. What
/// was said of it in the script's own words, as `DecisionMade`, is recorded with it.
pub(super) fn end(case: &Case, outcome: Outcome, said: Option<Event>) -> Answered {
    let session = case.session.as_ref().ok_or(Refusal::NoSession)?;
    if session.status == SessionStatus::Ended {
        return Err(Refusal::SessionOver);
    }
    if case
        .session_kind()
        .is_some_and(|kind| !kind.can_end(outcome))
    {
        return Err(Refusal::NotAskedByScript);
    }
    // "Held to its end" would be untrue of a meeting that was held with nobody.
    let is_held = case
        .session_kind()
        .is_some_and(|kind| kind.agreeing() != Agreeing::Needed);
    if is_held && outcome == Outcome::NoAgreementWanted && !case.somebody_came(session) {
        return Err(Refusal::NobodyCame);
    }
    if outcome == Outcome::Agreement && !case.agreement.closed {
        return Err(Refusal::NoClosedAgreement);
    }
    // A review that changed nothing comes to no further agreement.
    if outcome == Outcome::Agreement && case.closed_since() != Some(session.number) {
        return Err(Refusal::NothingNewAgreed);
    }
    let without = matches!(outcome, Outcome::NoAgreementWanted | Outcome::NotReached);
    if without && agreement_stands(case) {
        return Err(Refusal::AgreementStands);
    }
    let mut events = pause_end(session.pause.as_ref());
    if case.is_private() {
        events.push(Event::PrivateTimeEnded);
    }
    events.extend(said);
    let another_way = outcome != Outcome::Agreement && session.another_way.is_some();
    events.push(ended_by(case, outcome, another_way));
    Ok(events)
}

/// Whether an agreement was closed in this meeting that is held to agree on something: it cannot
/// have been unwanted then, or not have been reached.
pub(super) fn agreement_stands(case: &Case) -> bool {
    let session = case.session.as_ref().map(|session| session.number);
    let agreeing = case.session_kind().map(SessionKind::agreeing);
    case.agreement.closed && case.closed_since() == session && agreeing == Some(Agreeing::Needed)
}

/// The end of a meeting; it tells whether notes are left to go through, so that a list of many
/// cases need not read each of them whole.
pub(super) fn ended_by(case: &Case, outcome: Outcome, change_method: bool) -> Event {
    Event::SessionEnded {
        outcome,
        change_method,
        notes_wait: Some(case.notes_wait_after(outcome, change_method)),
    }
}

/// Reasons are asked once the room is empty, and only where nothing was agreed
/// or the meeting stopped before its end.
pub(super) fn give_reason(case: &Case, reason: String) -> Answered {
    let session = over(case)?;
    let ended = session.ended.as_ref().ok_or(Refusal::SessionNotOver)?;
    if !session.asks_for_a_reason() {
        return Err(Refusal::NotAskedByScript);
    }
    let offered = case.session_kind().is_some_and(|kind| {
        let mut reasons = kind.end_reasons.iter();
        reasons.any(|known| known.id == reason)
    });
    if !offered && reason != OTHER_REASON {
        return Err(Refusal::NotInScript);
    }
    if ended.reason.as_deref() == Some(reason.as_str()) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::EndReasonGiven { reason }])
}

pub(super) fn follow_up_safety(case: &Case, mark: MarkId, text: String) -> Answered {
    over(case)?;
    let known = case.marks.iter().find(|known| known.id == mark);
    if known.ok_or(Refusal::NoSuchMark)?.kind != MarkKind::Safety {
        return Err(Refusal::WrongMark);
    }
    let words = words_of(case, text)?;
    Ok(vec![Event::SafetyFollowedUp { mark, words }])
}

/// An agreement that was opened again has to be closed first: its drafts are
/// still needed.
pub(super) fn erase_working_notes(case: &Case) -> Answered {
    over(case)?;
    if !case.agreement.closed && !case.agreement.closings.is_empty() {
        return Err(Refusal::AgreementOpen);
    }
    Ok(case.receipt(EraseRule::WorkingNotes).into_iter().collect())
}

/// The last meeting, where it is over; otherwise a refusal that says why not.
pub(super) fn over(case: &Case) -> Result<&Session, Refusal> {
    let session = case.session.as_ref().ok_or(Refusal::NoSession)?;
    match session.status {
        SessionStatus::Ended => Ok(session),
        SessionStatus::Running | SessionStatus::Adjourned { .. } => Err(Refusal::SessionNotOver),
    }
}

pub(super) fn signed(case: &mut Case, at: Now, person: PersonId, how: Signing) {
    case.agreement.signatures.insert(person, (at, how));
}

pub(super) fn copy_settled(
    case: &mut Case,
    person: PersonId,
    form: Option<CopyForm>,
    limit: &CopyLimit,
) {
    case.agreement.copies.insert(person, form);
    if limit.is_whole() {
        case.agreement.limits.remove(&person);
    } else {
        case.agreement.limits.insert(person, limit.clone());
    }
}

pub(super) fn ended(case: &mut Case, at: Now, outcome: Outcome, change_method: bool) {
    case.preparing.day_over();
    if let Some(session) = &mut case.session {
        session.status = SessionStatus::Ended;
        session.withdrawal = None;
        session.ended = Some(Ended {
            outcome,
            at,
            change_method,
            reason: None,
        });
    }
    end_sitting(case);
}

pub(super) fn reason_given(case: &mut Case, reason: &str) {
    let session = case.session.as_mut();
    if let Some(ended) = session.and_then(|session| session.ended.as_mut()) {
        ended.reason = Some(reason.to_owned());
    }
}
