//! Rules about what became of what was agreed, and how it is taken in.

use crate::case::marking::reason_of;
use crate::case::{
    Amount, Case, Event, FollowUpMade, FollowingCommand, FollowingEvent, ItemId, Now, PersonId,
    ProgressSaid, Refusal, TypedRefusal,
};
use crate::script::RoleKind;

use super::{FormReceipt, ending, evaluating, holding, written};

type Answered = Result<Vec<Event>, Refusal>;

pub(in crate::case) fn decide(case: &Case, command: FollowingCommand, now: Now) -> Answered {
    match command {
        FollowingCommand::SayProgress(item, progress, by, text) => {
            agreed(case, item)?;
            if by.is_some_and(|by| case.person(by).is_none()) {
                return Err(Refusal::NoSuchPerson);
            }
            if progress.is_by_agreement() && by.is_none() {
                return Err(Refusal::NobodySaidSo);
            }
            let words = reason_of(case, text)?;
            let said = case.standing_of(item);
            let same = said.is_some_and(|said| said.progress == progress && said.by == by);
            if same && words.is_none() {
                return Ok(Vec::new());
            }
            Ok(vec![Event::Following(FollowingEvent::ProgressSaid {
                item,
                progress,
                by,
                words,
            })])
        }
        FollowingCommand::TellHarmed(item, person, on) => {
            agreed(case, item)?;
            case.person(person).ok_or(Refusal::NoSuchPerson)?;
            if !case.holds_kind(person, &[RoleKind::Harmed]) {
                return Err(Refusal::NotHarmed(person));
            }
            if on > now.wall.date_naive() {
                return Err(Refusal::Typed(TypedRefusal::TimeInTheFuture));
            }
            let told = case.following.told.get(&item);
            if told.is_some_and(|told| told.contains(&(person, on))) {
                return Ok(Vec::new());
            }
            Ok(vec![Event::Following(FollowingEvent::HarmedTold {
                item,
                person,
                on,
            })])
        }
        FollowingCommand::Give(item, amount, on, by) => give(case, item, amount, (on, by), now),
        FollowingCommand::MakeFollowUp {
            session,
            place,
            person,
            on,
            words,
        } => {
            let mut follow_ups = case.follow_ups().into_iter();
            if !follow_ups.any(|known| (known.session, known.place) == (session, place)) {
                return Err(Refusal::NotInScript);
            }
            known_and_past(case, person, on, now)?;
            let words = reason_of(case, Some(words))?;
            Ok(vec![Event::Following(FollowingEvent::FollowUpMade {
                session,
                place,
                person,
                on,
                words,
            })])
        }
        FollowingCommand::HandInForm(receipt) => evaluating::hand_in(case, receipt),
        FollowingCommand::CloseCase(reason) => ending::close(case, reason),
        FollowingCommand::ReopenCase(reason) => ending::reopen(case, reason),
        FollowingCommand::PlaceHold(reason) => holding::place(case, reason),
        FollowingCommand::LiftHold(reason) => holding::lift(case, reason),
        FollowingCommand::NoteDocuments(files) => written::note(case, files),
    }
}

fn give(
    case: &Case,
    item: ItemId,
    amount: Amount,
    (on, by): (chrono::NaiveDate, Option<PersonId>),
    now: Now,
) -> Answered {
    agreed(case, item)?;
    if amount == Amount::default() || amount > Amount::MOST {
        return Err(Refusal::NoAmount);
    }
    known_and_past(case, by, on, now)?;
    Ok(vec![Event::Following(FollowingEvent::AmountGiven {
        item,
        amount,
        on,
        by,
    })])
}

/// Whoever is named is on the list, and the day has come.
fn known_and_past(
    case: &Case,
    person: Option<PersonId>,
    on: chrono::NaiveDate,
    now: Now,
) -> Result<(), Refusal> {
    if person.is_some_and(|person| case.person(person).is_none()) {
        return Err(Refusal::NoSuchPerson);
    }
    if on > now.wall.date_naive() {
        return Err(Refusal::Typed(TypedRefusal::TimeInTheFuture));
    }
    Ok(())
}

/// Only what was agreed can be kept or not kept.
fn agreed(case: &Case, item: ItemId) -> Result<(), Refusal> {
    let mut items = case.agreed_items().iter();
    if items.any(|known| known.item == item) {
        Ok(())
    } else if case.agreement.closings.is_empty() {
        Err(Refusal::NoClosedAgreement)
    } else {
        Err(Refusal::NotInThePlan)
    }
}

pub(in crate::case) fn taken_in(case: &mut Case, at: Now, event: &FollowingEvent) {
    match event {
        FollowingEvent::ProgressSaid {
            item,
            progress,
            by,
            words,
        } => {
            let said = ProgressSaid {
                at,
                progress: *progress,
                by: *by,
                words: words.clone(),
                closings: case.agreement.closings.len(),
            };
            case.following.said.entry(*item).or_default().push(said);
        }
        FollowingEvent::HarmedTold { item, person, on } => {
            let told = case.following.told.entry(*item).or_default();
            told.push((*person, *on));
        }
        FollowingEvent::AmountGiven {
            item,
            amount,
            on,
            by: _,
        } => {
            let given = case.following.given.entry(*item).or_default();
            given.push((*amount, *on));
        }
        FollowingEvent::FollowUpMade {
            session,
            place,
            person,
            on,
            words,
        } => {
            let made = case.following.made.entry((*session, *place)).or_default();
            made.push(FollowUpMade {
                person: *person,
                on: *on,
                words: words.clone(),
            });
        }
        FollowingEvent::FormHandedIn {
            form,
            version,
            person,
            typed_by,
        } => case.following.forms.push(FormReceipt {
            form: form.clone(),
            version: *version,
            person: *person,
            typed_by: typed_by.clone(),
        }),
        FollowingEvent::CaseClosed {
            outcome,
            left_open,
            reason,
        } => ending::closed(case, at, *outcome, *left_open, reason.as_ref()),
        FollowingEvent::CaseReopened { reason } => ending::reopened(case, at, reason),
        FollowingEvent::HoldPlaced { reason } => holding::placed(case, at, reason),
        FollowingEvent::HoldLifted { reason } => holding::lifted(case, at, reason),
        // Nothing of the case is another for it; it stands on the timeline.
        FollowingEvent::DocumentsWritten { .. } => {}
    }
}
