//! Closing a case as a whole, and opening it again.

use chrono::NaiveDate;

use crate::case::marking::reason_of;
use crate::case::{
    CarryingCommand, Case, Command, EraseRule, Event, FollowingCommand, FollowingEvent, MarkKind,
    Now, Refusal, SessionStatus, Willing, Words,
};
use crate::script::{Agreeing, Outcome, counted};

type Answered = Result<Vec<Event>, Refusal>;

/// One time that the case was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseClosed {
    /// When.
    pub at: Now,
    /// How it came out; none where nobody ever met.
    pub outcome: Option<Outcome>,
    /// How many kinds of things were still open.
    pub left_open: u16,
    /// Why it was closed with something open, unless that was erased.
    pub reason: Option<Words>,
    /// When it was opened again, and why.
    pub reopened: Option<(Now, Words)>,
}

/// Something that is still open, and is named before a case is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StillOpen {
    /// Items of which nobody said that they were done or let go.
    Items(usize),
    /// Items of which whoever was harmed was not told how they stand.
    NotTold(usize),
    /// Days to get in touch on which nobody did.
    FollowUps(usize),
    /// What was agreed was to be looked at again.
    Review(NaiveDate),
    /// Working notes that are neither kept nor erased.
    Notes,
    /// Safety marks of which nobody said what was done.
    Safety(usize),
    /// Messages and letters on their way.
    Messages(usize),
}

impl StillOpen {
    /// How it is said on screen.
    pub fn title(self) -> String {
        match self {
            Self::Items(count) => counted(count, "thing agreed is open", "things agreed are open"),
            Self::NotTold(count) => counted(
                count,
                "thing agreed: whoever was harmed was not told how it stands",
                "things agreed: whoever was harmed was not told how they stand",
            ),
            Self::FollowUps(count) => counted(
                count,
                "day to get in touch is still open",
                "days to get in touch are still open",
            ),
            Self::Review(on) => {
                let day = on.format("%-d %B %Y");
                format!("what was agreed was to be looked at again on {day}")
            }
            Self::Notes => "working notes wait to be kept or erased".to_owned(),
            Self::Safety(count) => counted(
                count,
                "safety mark waits for what was done",
                "safety marks wait for what was done",
            ),
            Self::Messages(count) => counted(
                count,
                "message or letter is on its way",
                "messages or letters are on their way",
            ),
        }
    }
}

impl Case {
    /// Whether the whole case is closed.
    pub fn is_case_closed(&self) -> bool {
        let last = self.following.closed.last();
        last.is_some_and(|closed| closed.reopened.is_none())
    }

    /// How the case comes out, in one of the four ways, which are never merged: with an agreement
    /// where one was ever closed, else as the last meeting ended in which something could have been
    /// agreed, else as the last one of all ended. Nothing where nobody ever met.
    pub fn outcome(&self) -> Option<Outcome> {
        if !self.agreement.closings.is_empty() {
            return Some(Outcome::Agreement);
        }
        let ended = || {
            let sessions = self.sessions();
            sessions.filter_map(|session| Some((session, session.ended.as_ref()?.outcome)))
        };
        let agrees = ended().rfind(|(session, _)| {
            let kind = session.script.session(&session.kind);
            kind.is_some_and(|kind| kind.agreeing() != Agreeing::None)
        });
        let latest = agrees.or_else(|| ended().next_back());
        latest.map(|(_, outcome)| outcome)
    }

    /// How an outcome of the case is named: as the last meeting that ended so names it. Where in none
    /// of them anything had to be agreed, no agreement was unwanted.
    pub fn outcome_title(&self, outcome: Outcome) -> &'static str {
        let sessions: Vec<_> = self.sessions().collect();
        let ended_so = sessions.into_iter().rfind(|session| {
            let ended = session.ended.as_ref();
            ended.is_some_and(|ended| ended.outcome == outcome)
        });
        ended_so.map_or(outcome.title(), |session| session.title_of(outcome))
    }

    /// That the case is closed, when, and how it came out; nothing while it is open.
    pub fn closed_in_words(&self) -> Option<String> {
        let closed = self.following.closed.last()?;
        if !self.is_case_closed() {
            return None;
        }
        let how = closed.outcome.map(|outcome| self.outcome_title(outcome));
        Some(format!(
            "This case is closed, {}: {}.",
            closed.at.wall.format("%-d %B %Y"),
            how.unwrap_or("nobody ever met").to_lowercase()
        ))
    }

    /// Everything that is still open, so that nothing is forgotten when the case is closed.
    pub fn still_open(&self) -> Vec<StillOpen> {
        let some = |count: usize, of: fn(usize) -> StillOpen| (count > 0).then(|| of(count));
        let not_told = self.agreed_items().iter();
        let not_told = not_told.filter(|item| !self.still_to_be_told(item.item).is_empty());
        let follow_ups = self.follow_ups();
        let safety = self.marks.iter();
        let safety = safety.filter(|mark| mark.kind == MarkKind::Safety && !mark.settled);
        let messages = self.carrying.messages.iter();
        let messages = messages.filter(|message| message.is_open());
        [
            some(self.open_items().count(), StillOpen::Items),
            some(not_told.count(), StillOpen::NotTold),
            some(
                follow_ups.iter().filter(|known| !known.made).count(),
                StillOpen::FollowUps,
            ),
            self.review_due().map(StillOpen::Review),
            self.notes_wait().then_some(StillOpen::Notes),
            some(safety.count(), StillOpen::Safety),
            some(messages.count(), StillOpen::Messages),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// What a closed case still takes: to be opened again, to be kept longer or no longer, whatever
/// forgets or protects somebody, that a form came back, which is asked for months later, and that a
/// copy of it was written; a yes can be taken back at any moment.
pub(in crate::case) fn allows(case: &Case, command: &Command) -> Result<(), Refusal> {
    let may = matches!(
        command,
        Command::Following(
            FollowingCommand::ReopenCase(_)
                | FollowingCommand::CloseCase(_)
                | FollowingCommand::HandInForm(_)
                | FollowingCommand::PlaceHold(_)
                | FollowingCommand::LiftHold(_)
                | FollowingCommand::NoteDocuments(_)
        ) | Command::Consent(_)
            | Command::SayWilling(_, Willing::Withdrawn)
            | Command::Carrying(CarryingCommand::Withdraw(_) | CarryingCommand::WithdrawAll(_))
            | Command::Strike(_)
            | Command::Keep(..)
            | Command::EraseWorkingNotes
            | Command::Undo
            | Command::Redo
    );
    if case.is_case_closed() && !may {
        return Err(Refusal::CaseClosed);
    }
    Ok(())
}

pub(super) fn close(case: &Case, reason: Option<String>) -> Answered {
    if case.is_case_closed() {
        return Ok(Vec::new());
    }
    if let Some(session) = &case.session {
        match session.status {
            SessionStatus::Ended => {}
            SessionStatus::Running | SessionStatus::Adjourned { .. } => {
                return Err(Refusal::SessionNotOver);
            }
        }
    }
    if !case.agreement.closings.is_empty() && !case.agreement.closed {
        return Err(Refusal::AgreementOpen);
    }
    let open = case.still_open().len();
    let reason = reason_of(case, reason)?;
    if open > 0 && reason.is_none() {
        return Err(Refusal::CaseStillOpen);
    }
    let mut events = vec![Event::Following(FollowingEvent::CaseClosed {
        outcome: case.outcome(),
        left_open: u16::try_from(open).unwrap_or(u16::MAX),
        reason,
    })];
    // Whoever let their words be carried was told that they are erased once nothing is left to do.
    events.extend(case.receipt(EraseRule::Carried));
    Ok(events)
}

pub(super) fn reopen(case: &Case, reason: String) -> Answered {
    if !case.is_case_closed() {
        return Ok(Vec::new());
    }
    let reason = reason_of(case, Some(reason))?.ok_or(Refusal::ReasonMissing)?;
    Ok(vec![Event::Following(FollowingEvent::CaseReopened {
        reason,
    })])
}

pub(super) fn closed(
    case: &mut Case,
    at: Now,
    outcome: Option<Outcome>,
    left_open: u16,
    reason: Option<&Words>,
) {
    case.following.closed.push(CaseClosed {
        at,
        outcome,
        left_open,
        reason: reason.cloned(),
        reopened: None,
    });
}

pub(super) fn reopened(case: &mut Case, at: Now, reason: &Words) {
    if let Some(closed) = case.following.closed.last_mut() {
        closed.reopened = Some((at, reason.clone()));
    }
}
