//! What may be recorded once a meeting is over.

use chrono::NaiveDate;

use super::{AfterwardsEvent, SafeHome};
use crate::case::closing::over;
use crate::case::marking::{name_or, reason_of, words_of};
use crate::case::{Case, EraseRule, Event, Now, Party, PersonId, Refusal};

/// A request once a meeting is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AfterwardsCommand {
    /// Record whether somebody is safe on the way home, and in a few words who is with them and
    /// what was done. Words are asked for unless they are safe.
    AskWayHome(PersonId, SafeHome, String),
    /// Record that somebody was told something, and what.
    Tell(Party, String),
    /// Move a day of the last meeting on which somebody gets in touch, by its place in the script,
    /// from 1; or let it go. Both need a reason, but to put the script's own day back.
    SetFollowUp(u16, Option<NaiveDate>, Option<String>),
    /// Write, for the facilitator alone, what they make of it; in the place of what they wrote.
    LookBack(String),
    /// Forget whatever the facilitator wrote for themselves in this case.
    ForgetLookBack,
}

type Answered = Result<Vec<Event>, Refusal>;

pub(in crate::case) fn decide(case: &Case, command: AfterwardsCommand, now: Now) -> Answered {
    let session = over(case)?;
    match command {
        AfterwardsCommand::AskWayHome(person, safe, text) => {
            case.person(person).ok_or(Refusal::NoSuchPerson)?;
            let text = text.trim();
            if safe != SafeHome::Yes && text.is_empty() {
                return Err(Refusal::NothingDoneYet);
            }
            let answer = format!("Safe to go home? {}\n{text}", safe.title());
            let words = words_of(case, answer.trim_end().to_owned())?;
            Ok(recorded(AfterwardsEvent::WayHomeAsked { person, words }))
        }
        AfterwardsCommand::Tell(who, text) => {
            let who = known(case, who)?;
            let words = words_of(case, text)?;
            Ok(recorded(AfterwardsEvent::Told { who, words }))
        }
        AfterwardsCommand::SetFollowUp(follow_up, on, reason) => {
            let days = case.follow_up_days();
            let known = days.iter().find(|day| day.follow_up == follow_up);
            let known = known.ok_or(Refusal::NotInScript)?;
            let words = reason_of(case, reason)?;
            if known.on == on && words.is_none() {
                return Ok(Vec::new());
            }
            let as_planned = on == Some(known.planned);
            if !as_planned && on.is_some_and(|on| on < now.wall.date_naive()) {
                return Err(Refusal::DateInThePast);
            }
            if !as_planned && words.is_none() {
                return Err(Refusal::ReasonMissing);
            }
            Ok(recorded(AfterwardsEvent::FollowUpSet {
                session: session.number,
                follow_up,
                on,
                words,
            }))
        }
        AfterwardsCommand::LookBack(text) => {
            if case.look_back() == Some(text.as_str()) {
                return Ok(Vec::new());
            }
            let words = words_of(case, text)?;
            Ok(recorded(AfterwardsEvent::LookedBack { words }))
        }
        AfterwardsCommand::ForgetLookBack => {
            let rule = EraseRule::LookBack;
            Ok(case.receipt(rule).into_iter().collect())
        }
    }
}

fn recorded(event: AfterwardsEvent) -> Vec<Event> {
    vec![Event::Afterwards(event)]
}

/// Somebody of the case, or somebody else by what they are called.
fn known(case: &Case, who: Party) -> Result<Party, Refusal> {
    match who {
        Party::Person(id) => {
            case.person(id).ok_or(Refusal::NoSuchPerson)?;
            Ok(Party::Person(id))
        }
        Party::Other(name) => Ok(Party::Other(name_or(Refusal::NameEmpty, &name)?)),
    }
}
