//! How long a case is kept: the days that its period is counted from, and what follows.

use chrono::{Months, NaiveDate};

use super::{Case, Due, Event, FollowingEvent, Recorded, SessionStatus};
use crate::script::{CameOut, KeptFrom, Outcome, Period, RetentionRules};

/// What has to be known of a case to say how long it is kept: days, no words and no names, so that
/// an index of many cases may hold it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseDays {
    /// How it came out; none where no meeting has ended.
    pub outcome: Option<Outcome>,
    /// The day of its last meeting.
    pub met: Option<NaiveDate>,
    /// The day on which the whole case was closed.
    pub closed: Option<NaiveDate>,
    /// The day on which something was last recorded in it; that it was opened to be looked at, or
    /// kept longer, is none.
    pub last: Option<NaiveDate>,
    /// The last day on which something in it is due.
    pub due: Option<NaiveDate>,
    /// Since when it is on hold.
    pub held: Option<NaiveDate>,
}

/// How long a case is kept, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptUntil<'a> {
    /// The period that holds for it.
    pub period: &'a Period,
    /// The day up to which it is kept; none where that is counted from a day that has not come.
    pub until: Option<NaiveDate>,
    /// Since when it is on hold; it is kept then whatever the day.
    pub held: Option<NaiveDate>,
}

impl CaseDays {
    /// How long a case with these days is kept; nothing where no period holds for it, which rules
    /// that were checked rule out.
    pub fn kept<'a>(&self, script: &str, rules: &'a RetentionRules) -> Option<KeptUntil<'a>> {
        let came_out = CameOut::of(self.outcome, self.met.is_some());
        let period = rules.period(script, came_out)?;
        let from = match period.from {
            KeptFrom::CaseClosed => self.closed,
            KeptFrom::LastMeeting => self.met.or(self.last),
            KeptFrom::LastEntry => self.last,
        };
        let until = from.map(|from| {
            let months = Months::new(period.in_months());
            from.checked_add_months(months).unwrap_or(NaiveDate::MAX)
        });
        Some(KeptUntil {
            period,
            // Nobody disposes of a case in which something is still to come.
            until: until.map(|until| self.due.map_or(until, |due| due.max(until))),
            held: self.held,
        })
    }
}

impl KeptUntil<'_> {
    /// Whether it is due to be disposed of.
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.held.is_none() && self.until.is_some_and(|until| until <= today)
    }

    /// Why it is kept so long, in the words of the rules.
    pub fn because(&self) -> &str {
        &self.period.because
    }

    /// Until when it is kept, in a sentence of its own.
    pub fn told(&self, today: NaiveDate) -> String {
        let day = |day: NaiveDate| day.format("%-d %B %Y").to_string();
        let length = self.period.in_words();
        match (self.until, self.period.from) {
            (Some(until), _) if until <= today => {
                format!("It was to be kept until {}.", day(until))
            }
            (Some(until), _) => format!("Kept until {}.", day(until)),
            (None, KeptFrom::CaseClosed) => {
                format!("Kept until the case is closed, and {length} from then.")
            }
            (None, KeptFrom::LastMeeting | KeptFrom::LastEntry) => {
                format!("Kept {length} from its first entry.")
            }
        }
    }
}

impl Case {
    /// The days by which it is said how long the case is kept.
    pub fn days(&self) -> CaseDays {
        self.days_with(&self.due())
    }

    /// The same for whoever knows already what is due, earliest first: a library looks at very many.
    pub fn days_with(&self, due: &[Due]) -> CaseDays {
        let closed = self.following.closed.last();
        let closed = closed.filter(|_| self.is_case_closed());
        let sessions = self.sessions();
        let ended = sessions.filter_map(|session| {
            let ended = session.ended.as_ref()?;
            Some(ended.at.wall.date_naive())
        });
        let running = self
            .session
            .as_ref()
            .filter(|session| match session.status {
                SessionStatus::Running | SessionStatus::Adjourned { .. } => true,
                SessionStatus::Ended => false,
            });
        let running = running.map(|session| session.started.wall.date_naive());
        let last = self.history.iter().rev().find(|known| is_work(known));
        CaseDays {
            outcome: self.outcome(),
            met: ended.chain(running).max(),
            closed: closed.map(|closed| closed.at.wall.date_naive()),
            last: last.map(|last| last.at.wall.date_naive()),
            due: due.last().map(|due| due.on),
            held: self.hold().map(|hold| hold.at.wall.date_naive()),
        }
    }

    /// A meeting that people still wait for, in a sentence, for whoever is about to dispose of the
    /// case; nothing once the case is closed, for then nobody waits. One that was put off to a day
    /// that is over is told as such, and what was to be looked at again on such a day is none.
    pub fn meeting_to_come(&self, today: NaiveDate) -> Option<String> {
        if self.is_case_closed() {
            return None;
        }
        let status = self.session.as_ref().map(|session| session.status);
        if let Some(SessionStatus::Adjourned { until }) = status {
            let said = until.map_or_else(
                || "another day".to_owned(),
                |day| day.format("%-d %B %Y").to_string(),
            );
            if until.is_some_and(|day| day < today) {
                return Some(format!(
                    "A meeting was put off to {said}. That day is over, and it has not gone on."
                ));
            }
            return Some(format!(
                "A meeting is still to come: it was put off to {said}, and goes on then."
            ));
        }
        let review = self.review_due().filter(|day| *day >= today)?;
        Some(format!(
            "A meeting is still to come: what was agreed is looked at again on {}.",
            review.format("%-d %B %Y")
        ))
    }
}

/// Whether something was done in the case with this entry: looking into it, bringing it here, mending
/// its files, keeping it longer and writing a copy of it would else put off the day without end.
fn is_work(recorded: &Recorded) -> bool {
    !matches!(
        recorded.event,
        Event::CaseBrought(_)
            | Event::CaseResumed { .. }
            | Event::EntryMissing
            | Event::CaseRepaired { .. }
            | Event::ClockChanged { .. }
            | Event::WordsErased(_)
            | Event::TakenOut(_)
            | Event::Newer { .. }
            | Event::Following(
                FollowingEvent::HoldPlaced { .. }
                    | FollowingEvent::HoldLifted { .. }
                    | FollowingEvent::DocumentsWritten { .. }
            )
    )
}
