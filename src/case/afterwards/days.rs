//! On which days somebody gets in touch after a meeting.

use chrono::{Days, NaiveDate};

use crate::case::{Case, Session, Words};
use crate::script::SessionKind;

/// One day on which somebody gets in touch after a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpDay {
    /// After which meeting.
    pub session: u16,
    /// Its place among those of the script, from 1.
    pub follow_up: u16,
    /// What is asked or done then.
    pub what: String,
    /// The day by the script.
    pub planned: NaiveDate,
    /// The day that stands; none where it was let go.
    pub on: Option<NaiveDate>,
    /// Why it was moved or let go.
    pub reason: Option<String>,
}

impl Case {
    /// The days of the last meeting, once it is over, in the order of the script: all of them, or
    /// between the steps of one process those that stand after each.
    pub fn follow_up_days(&self) -> Vec<FollowUpDay> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let Some(ended) = &session.ended else {
            return Vec::new();
        };
        let all = is_followed_up(self, session);
        let rules = session.script.follow_ups.iter();
        (1..)
            .zip(rules)
            .filter(|(_, rule)| all || rule.each_time)
            .filter_map(|(follow_up, rule)| {
                let days = Days::new(u64::from(rule.after_days));
                let planned = ended.at.wall.date_naive().checked_add_days(days)?;
                let set = self.afterwards.follow_ups.get(&(session.number, follow_up));
                let reason = set.and_then(|(_, words)| words.as_ref().and_then(Words::text));
                Some(FollowUpDay {
                    session: session.number,
                    follow_up,
                    what: rule.what.clone(),
                    planned,
                    on: self.day_of_follow_up(session.number, follow_up, planned),
                    reason: reason.map(str::to_owned),
                })
            })
            .collect()
    }

    /// The day that stands for one of the script's follow-ups after a meeting; none where it was
    /// let go.
    pub fn day_of_follow_up(
        &self,
        session: u16,
        follow_up: u16,
        planned: NaiveDate,
    ) -> Option<NaiveDate> {
        let set = self.afterwards.follow_ups.get(&(session, follow_up));
        set.map_or(Some(planned), |(on, _)| *on)
    }
}

/// Whether all who are to get in touch do so after this meeting: not between visits to one side or
/// the weeks of a programme, unless something was agreed.
fn is_followed_up(case: &Case, session: &Session) -> bool {
    let script = &session.script;
    let held = |kind: &SessionKind| case.sessions().any(|session| session.kind == kind.id);
    let kind = script.session(&session.kind);
    let is_a_step = kind.is_some_and(|kind| !kind.with.is_empty() || !kind.agrees);
    case.agreement.closed || !is_a_step || script.sessions.iter().all(held)
}
