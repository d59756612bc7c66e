//! Undo and redo, of many levels, by further events and never by removing a line.

use std::collections::BTreeSet;

use super::moving::able_to_move;
use super::{Case, Event, FollowingEvent, MarkId, Recorded, Refusal};

/// How an event takes part in undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It can be taken back.
    Change,
    /// A process fact: an error in it is corrected by a further fact.
    Fact,
    /// Nothing before it can be taken back any more.
    Border,
}

/// Taking a move back, or putting it back, is moving: it needs what every move needs.
fn may_move(case: &Case, events: &[u64]) -> Result<(), Refusal> {
    let moves = case.history.iter().any(|recorded| {
        events.contains(&recorded.number) && matches!(recorded.event, Event::Moved { .. })
    });
    if moves && case.running().is_ok() {
        able_to_move(case)?;
    }
    Ok(())
}

pub(super) fn undo(case: &Case) -> Result<Vec<Event>, Refusal> {
    let struck = struck_marks(case);
    let mut rest = case.history.as_slice();
    while let Some(last) = rest.last() {
        let start = rest
            .iter()
            .rposition(|event| event.command != last.command)
            .map_or(0, |place| place + 1);
        let group = &rest[start..];
        rest = &rest[..start];
        match standing_of(group) {
            Standing::Border => break,
            Standing::Fact => {}
            Standing::Change => {
                let gone = group
                    .iter()
                    .any(|event| case.undone.contains(&event.number) || refers_to(event, &struck));
                if !gone {
                    let events: Vec<u64> = group.iter().map(|event| event.number).collect();
                    may_move(case, &events)?;
                    return Ok(vec![Event::Undone { events }]);
                }
            }
        }
    }
    Err(Refusal::NothingToUndo)
}

pub(super) fn redo(case: &Case) -> Result<Vec<Event>, Refusal> {
    let struck = struck_marks(case);
    let mut stack: Vec<&Vec<u64>> = Vec::new();
    for recorded in &case.history {
        if let Event::Undone { events } = &recorded.event {
            stack.push(events);
        } else if let Event::Redone { events } = &recorded.event {
            stack.retain(|undone| *undone != events);
        } else if standing(&recorded.event) != Standing::Fact {
            stack.clear();
        }
    }
    let gone = |events: &Vec<u64>| {
        case.history
            .iter()
            .filter(|recorded| events.contains(&recorded.number))
            .any(|recorded| refers_to(recorded, &struck))
    };
    let events = stack.into_iter().rev().find(|events| !gone(events));
    let events = events.ok_or(Refusal::NothingToRedo)?.clone();
    match may_move(case, &events) {
        // Going back to where the meeting stood already asks nobody who has left since.
        Ok(()) | Err(Refusal::PrincipalLeft(_)) => Ok(vec![Event::Redone { events }]),
        Err(refusal) => Err(refusal),
    }
}

impl Case {
    /// What undoing now would take back: the first event of the change; nothing where it is
    /// refused.
    pub fn would_take_back(&self) -> Option<&Event> {
        self.first_of(&undo(self).ok()?)
    }

    /// What redoing now would put back: the first event of the change; nothing where it is
    /// refused.
    pub fn would_put_back(&self) -> Option<&Event> {
        self.first_of(&redo(self).ok()?)
    }

    /// The first event among those that an undoing or a redoing is about.
    fn first_of(&self, answered: &[Event]) -> Option<&Event> {
        let (Event::Undone { events } | Event::Redone { events }) = answered.first()? else {
            return None;
        };
        let first = events.first()?;
        let mut history = self.history.iter();
        let recorded = history.find(|recorded| recorded.number == *first)?;
        Some(&recorded.event)
    }

    /// The latest entry that somebody made, where it is a process fact: undo passes over it, on
    /// its way to an older change.
    pub fn fact_that_stays(&self) -> Option<&Event> {
        let latest = self.history.iter().rev().find(|last| !is_noted(last))?;
        let together = self.history.iter().rev();
        let mut together = together.filter(|recorded| recorded.command == latest.command);
        let fact = together.find(|recorded| standing(&recorded.event) == Standing::Fact)?;
        let went_back = matches!(fact.event, Event::Undone { .. } | Event::Redone { .. });
        (!went_back).then_some(&fact.event)
    }
}

/// Whether the program noted it by itself, so that nobody thinks of it as the latest change.
fn is_noted(recorded: &Recorded) -> bool {
    matches!(
        recorded.event,
        Event::CaseResumed { .. }
            | Event::EntryMissing
            | Event::CaseRepaired { .. }
            | Event::ClockChanged { .. }
            | Event::WordsFound { .. }
            | Event::Following(FollowingEvent::DocumentsWritten { .. })
            | Event::Newer { .. }
    )
}

/// What was struck cannot come back, so nothing that belongs to it can either.
fn struck_marks(case: &Case) -> BTreeSet<MarkId> {
    case.history
        .iter()
        .filter_map(Recorded::struck_mark)
        .collect()
}

fn refers_to(recorded: &Recorded, struck: &BTreeSet<MarkId>) -> bool {
    let kept = if let Event::Kept { mark, .. } | Event::QuestionSettled { mark } = &recorded.event {
        Some(*mark)
    } else {
        recorded.mark_with_words()
    };
    kept.is_some_and(|mark| struck.contains(&mark))
}

fn standing_of(group: &[Recorded]) -> Standing {
    let all = || group.iter().map(|recorded| standing(&recorded.event));
    if all().any(|standing| standing == Standing::Border) {
        Standing::Border
    } else if all().all(|standing| standing == Standing::Change) {
        Standing::Change
    } else {
        Standing::Fact
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one table: every event and how it takes part in undo"
)]
fn standing(event: &Event) -> Standing {
    match event {
        Event::CaseOpened { .. }
        | Event::CaseBrought(_)
        | Event::ProcessChanged { .. }
        | Event::SessionStarted { .. }
        | Event::PrivateTimeStarted { .. }
        | Event::PrivateTimeEnded
        | Event::AgreementClosed { .. }
        | Event::AgreementReopened { .. }
        | Event::SessionAdjourned { .. }
        | Event::SessionResumed
        | Event::SessionEnded { .. }
        | Event::WordsErased(_)
        | Event::TakenOut(_) => Standing::Border,
        Event::Carrying(event) if event.is_taken_back_by_undo() => Standing::Change,
        Event::Carrying(_)
        | Event::CaseResumed { .. }
        | Event::EntryMissing
        | Event::CaseRepaired { .. }
        | Event::ClockChanged { .. }
        | Event::PersonAdded { .. }
        | Event::PersonChanged { .. }
        | Event::PersonRemoved { .. }
        | Event::WillingnessSaid { .. }
        | Event::PresenceChanged { .. }
        | Event::WithdrawalAnswered { .. }
        | Event::BreakStarted
        | Event::BreakEnded
        | Event::TimeOutStarted { .. }
        | Event::TimeOutEnded { .. }
        | Event::CalledBackIn
        | Event::Consent(_)
        | Event::Prepared(_)
        | Event::Struck { .. }
        | Event::ChildSpoke { .. }
        | Event::EndReasonGiven { .. }
        | Event::SafetyFollowedUp { .. }
        | Event::Afterwards(_)
        | Event::WordsFound { .. }
        | Event::Undone { .. }
        | Event::Redone { .. }
        | Event::Newer { .. } => Standing::Fact,
        Event::TimeTyped { .. }
        | Event::StageIncluded { .. }
        | Event::OrderChosen { .. }
        | Event::Moved { .. }
        | Event::TurnSkipped { .. }
        | Event::GateAnswered { .. }
        | Event::DecisionMade { .. }
        | Event::Marked { .. }
        | Event::WordsAdded { .. }
        | Event::Kept { .. }
        | Event::QuestionSettled { .. }
        | Event::GroundRuleAgreed { .. }
        | Event::OpeningChosen { .. }
        | Event::BottomLineSet { .. }
        | Event::QuestionSet { .. }
        | Event::ItemWorded { .. }
        | Event::ItemTicked { .. }
        | Event::ItemRemoved { .. }
        | Event::ItemAnswered { .. }
        | Event::ReadBackAnswered { .. }
        | Event::ConcernNoted { .. }
        | Event::ItemRatified { .. }
        | Event::PlanFieldSet { .. }
        | Event::ReviewSet { .. }
        | Event::Signed { .. }
        | Event::CopySettled { .. }
        | Event::Programme(_) => Standing::Change,
        Event::Following(event) => standing_of_following(event),
    }
}

fn standing_of_following(event: &FollowingEvent) -> Standing {
    match event {
        FollowingEvent::ProgressSaid { .. }
        | FollowingEvent::HarmedTold { .. }
        | FollowingEvent::AmountGiven { .. }
        | FollowingEvent::FollowUpMade { .. }
        | FollowingEvent::FormHandedIn { .. } => Standing::Change,
        // Whoever disposes of cases relies on a hold: a further fact ends it, and no undo. And whoever
        // has a document has it.
        FollowingEvent::HoldPlaced { .. }
        | FollowingEvent::HoldLifted { .. }
        | FollowingEvent::DocumentsWritten { .. } => Standing::Fact,
        FollowingEvent::CaseClosed { .. } | FollowingEvent::CaseReopened { .. } => Standing::Border,
    }
}
