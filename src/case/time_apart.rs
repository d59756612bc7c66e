//! Time apart: breaks, time-outs, private time, and going on another day.

use chrono::NaiveDate;

use super::closing::ended_by;
use super::sitting::{begin_sitting, end_sitting, pause_end};
use super::{
    Case, Command, Event, MOST_PEOPLE, Now, Pause, PauseKind, PersonId, Presence, PrivateSpell,
    Refusal, SessionStatus, TimeOutEnd, deciding,
};
use crate::script::{Outcome, StageId};

type Answered = Result<Vec<Event>, Refusal>;

/// Private time is private: nothing but a call back in, its end and the end of
/// the session can be recorded while it lasts.
pub(super) fn allows(case: &Case, command: &Command) -> Result<(), Refusal> {
    let always = matches!(
        command,
        Command::CallBackIn | Command::EndPrivateTime | Command::EndSession(_)
    );
    if case.is_private() && !always && !deciding::is_an_ending(case, command) {
        Err(Refusal::PrivateTime)
    } else {
        Ok(())
    }
}

pub(super) fn start_break(case: &Case) -> Answered {
    let session = case.running()?;
    match session.pause.as_ref().map(|pause| pause.kind) {
        None => Ok(vec![Event::BreakStarted]),
        Some(PauseKind::Break) => Err(Refusal::OnBreak),
        Some(PauseKind::TimeOut) => Err(Refusal::InTimeOut),
    }
}

pub(super) fn end_break(case: &Case) -> Answered {
    let session = case.running()?;
    match session.pause.as_ref().map(|pause| pause.kind) {
        Some(PauseKind::Break) => Ok(vec![Event::BreakEnded]),
        Some(PauseKind::TimeOut) | None => Err(Refusal::NoBreak),
    }
}

pub(super) fn start_time_out(case: &Case, with: Vec<PersonId>) -> Answered {
    let session = case.running()?;
    if with.iter().any(|id| case.person(*id).is_none()) {
        return Err(Refusal::NoSuchPerson);
    }
    if with.len() > MOST_PEOPLE {
        return Err(Refusal::TooManyPeople);
    }
    let started = Event::TimeOutStarted { with };
    match session.pause.as_ref().map(|pause| pause.kind) {
        None => Ok(vec![started]),
        Some(PauseKind::Break) => Ok(vec![Event::BreakEnded, started]),
        Some(PauseKind::TimeOut) => Err(Refusal::InTimeOut),
    }
}

pub(super) fn end_time_out(case: &Case, end: TimeOutEnd, until: Option<NaiveDate>) -> Answered {
    let session = case.running()?;
    if session.pause.as_ref().map(|pause| pause.kind) != Some(PauseKind::TimeOut) {
        return Err(Refusal::NoTimeOut);
    }
    let mut events = vec![Event::TimeOutEnded { end }];
    match end {
        TimeOutEnd::Continue => {}
        TimeOutEnd::Break => events.push(Event::BreakStarted),
        TimeOutEnd::Adjourn => events.push(Event::SessionAdjourned { until }),
        TimeOutEnd::ChangeMethod => events.push(ended_by(case, Outcome::EndedEarly, true)),
        TimeOutEnd::End => events.push(ended_by(case, Outcome::EndedEarly, false)),
    }
    Ok(events)
}

pub(super) fn call_back_in(case: &Case) -> Answered {
    let session = case.running()?;
    match session.private {
        Some(_) => Ok(vec![Event::CalledBackIn]),
        None => Err(Refusal::NoPrivateTime),
    }
}

pub(super) fn adjourn(case: &Case, until: Option<NaiveDate>) -> Answered {
    let session = case.running()?;
    let mut events = pause_end(session.pause.as_ref());
    events.push(Event::SessionAdjourned { until });
    Ok(events)
}

pub(super) fn resume(case: &Case) -> Answered {
    let session = case.session.as_ref().ok_or(Refusal::NoSession)?;
    match session.status {
        SessionStatus::Adjourned { .. } => Ok(vec![Event::SessionResumed]),
        SessionStatus::Running => Err(Refusal::SessionRunning),
        SessionStatus::Ended => Err(Refusal::SessionOver),
    }
}

pub(super) fn break_started(case: &mut Case, at: Now) {
    start_pause(case, PauseKind::Break, at, &[]);
}

pub(super) fn time_out_started(case: &mut Case, at: Now, with: &[PersonId]) {
    start_pause(case, PauseKind::TimeOut, at, with);
}

fn start_pause(case: &mut Case, kind: PauseKind, since: Now, with: &[PersonId]) {
    if let Some(session) = &mut case.session {
        session.pause = Some(Pause {
            kind,
            since,
            with: with.to_vec(),
        });
    }
}

pub(super) fn pause_ended(case: &mut Case, at: Now) {
    if let Some(session) = &mut case.session
        && let Some(pause) = session.pause.take()
    {
        session.pauses.push((pause, at));
    }
}

pub(super) fn private_started(case: &mut Case, at: Now, stage: &StageId) {
    if let Some(session) = &mut case.session {
        session.private = Some(PrivateSpell {
            stage: stage.clone(),
            since: at,
            called_back: Vec::new(),
            ended: None,
        });
    }
}

pub(super) fn called_back_in(case: &mut Case, at: Now) {
    if let Some(spell) = case
        .session
        .as_mut()
        .and_then(|session| session.private.as_mut())
    {
        spell.called_back.push(at);
    }
}

pub(super) fn private_ended(case: &mut Case, at: Now) {
    if let Some(session) = &mut case.session
        && let Some(mut spell) = session.private.take()
    {
        spell.ended = Some(at);
        session.private_spells.push(spell);
    }
}

/// People leave for the day; each is asked anew when the session goes on.
pub(super) fn adjourned(case: &mut Case, at: Now, until: Option<NaiveDate>) {
    case.preparing.day_over();
    if let Some(session) = &mut case.session {
        session.status = SessionStatus::Adjourned { until };
        session.parted = Some(at);
        session.withdrawal = None;
    }
    for person in &mut case.people {
        if matches!(person.presence, Presence::Here | Presence::Out) {
            person.presence = Presence::Left;
            person.comings_and_goings.push((at, Presence::Left));
        }
    }
    end_sitting(case);
}

pub(super) fn resumed(case: &mut Case, at: Now) {
    let elapsed = case.elapsed;
    if let Some(session) = &mut case.session {
        session.status = SessionStatus::Running;
        session.sitting += 1;
        session.sitting_since = at;
        // The clock tells the times of this sitting until one is typed for it.
        session.typed = None;
        session.elapsed_before = elapsed;
    }
    begin_sitting(case, at);
    case.take_in_who_takes_part();
}
