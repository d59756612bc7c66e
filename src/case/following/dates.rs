//! Days to get in touch, and everything of a case that is due on a day.
//!
//! A day is a day of the calendar where the meeting was held: it is counted in days and never in
//! hours, so that a change of the clocks moves none.

use chrono::{Days, NaiveDate};

use crate::case::{Case, Session, SessionStatus};
use crate::script::{self, Agreeing, Outcome, SessionKind, capitalized};

/// A day on which somebody gets in touch, by the script of a meeting that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Number of the meeting that it counts from.
    pub session: u16,
    /// Its place among those of that meeting's script, from 1.
    pub place: u16,
    /// The day.
    pub on: NaiveDate,
    /// What is done then, in the words of the script, which name nobody.
    pub what: String,
    /// Whether somebody did.
    pub made: bool,
}

/// Something that is due on a day: numbers and the script's words, nobody's name and none of their
/// words, so that a list of many cases may hold it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The day.
    pub on: NaiveDate,
    /// What.
    pub what: DueWhat,
}

/// What is due.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueWhat {
    /// A meeting goes on.
    GoesOn,
    /// The item of this number in the agreement, from 1.
    Item(u16),
    /// What was agreed is looked at again.
    Review,
    /// Somebody gets in touch, in the words of the script.
    FollowUp(String),
}

impl Due {
    /// What is due, in a sentence without anybody's name; `word` is what the script calls an item.
    pub fn told(&self, word: &str) -> String {
        match &self.what {
            DueWhat::GoesOn => "The meeting goes on.".to_owned(),
            DueWhat::Item(number) => format!("{} {number} is due.", capitalized(word)),
            DueWhat::Review => "What was agreed is looked at again.".to_owned(),
            DueWhat::FollowUp(what) => what.clone(),
        }
    }
}

impl Case {
    /// Every day to get in touch, earliest first, made or not.
    ///
    /// They count from the end of a meeting. Days of a meeting that had not come when a later one
    /// ended that has days of its own give way to those.
    pub fn follow_ups(&self) -> Vec<FollowUp> {
        let ended = self.sessions().filter_map(|session| {
            let ended = session.ended.as_ref()?;
            Some((session, ended.at.wall.date_naive()))
        });
        let ended: Vec<(&Session, NaiveDate)> = ended.collect();
        let last = ended.len().saturating_sub(1);
        let whole: Vec<bool> = ended
            .iter()
            .enumerate()
            .map(|(number, (session, _))| self.is_followed_up(session, number == last))
            .collect();
        let mut all = Vec::new();
        for (number, (session, day)) in ended.iter().enumerate() {
            let later = ended.iter().zip(&whole).skip(number + 1);
            let until = later.filter(|(_, whole)| **whole).map(|((_, day), _)| *day);
            let until = until.min();
            let whole = whole.get(number).copied().unwrap_or(false);
            for (rule, place) in session.script.follow_ups.iter().zip(1_u16..) {
                let on = day.checked_add_days(Days::new(u64::from(rule.after_days)));
                let Some(on) = on.filter(|_| whole || rule.each_time) else {
                    continue;
                };
                let made = self.following.made.contains_key(&(session.number, place));
                let stands = !self.leaves_nothing_of(rule, session);
                if made || (stands && until.is_none_or(|until| on < until)) {
                    all.push(FollowUp {
                        session: session.number,
                        place,
                        on,
                        what: self.fill_from(&session.script, &rule.what, None),
                        made,
                    });
                }
            }
        }
        all.sort_by_key(|follow_up| (follow_up.on, follow_up.session, follow_up.place));
        all
    }

    /// Whether a meeting was held, this one or a later one, after which a day that counts from this
    /// one has nothing left to do.
    fn leaves_nothing_of(&self, rule: &script::FollowUp, from: &Session) -> bool {
        self.sessions().any(|held| {
            let early = Some(Outcome::EndedEarly);
            let ended = held.ended.as_ref().map(|ended| ended.outcome);
            held.number >= from.number
                && held.script.id == from.script.id
                && rule.unless_held.contains(&held.kind)
                && ended.is_some()
                && ended != early
        })
    }

    /// Whether all who are to get in touch do so after a meeting: not between visits to one side or
    /// the weeks of a programme, unless something was agreed.
    fn is_followed_up(&self, session: &Session, is_last: bool) -> bool {
        let script = &session.script;
        let held = |kind: &SessionKind| self.sessions().any(|known| known.kind == kind.id);
        let kind = script.session(&session.kind);
        let is_a_step =
            kind.is_some_and(|kind| !kind.with.is_empty() || kind.agreeing() == Agreeing::None);
        let last = || is_last && (self.agreement.closed || script.sessions.iter().all(held));
        !is_a_step || last()
    }

    /// Everything that is due and not done yet, earliest first; nothing once the case is closed.
    pub fn due(&self) -> Vec<Due> {
        if self.is_case_closed() {
            return Vec::new();
        }
        let mut due = Vec::new();
        if let Some(session) = &self.session
            && let SessionStatus::Adjourned { until: Some(on) } = session.status
        {
            due.push(Due {
                on,
                what: DueWhat::GoesOn,
            });
        }
        for (item, number) in self.agreed_items().iter().zip(1_u16..) {
            let on = item.draft.due.as_ref().map(|due| due.on);
            if let Some(on) = on.filter(|_| self.progress_of(item.item).is_open()) {
                due.push(Due {
                    on,
                    what: DueWhat::Item(number),
                });
            }
        }
        due.extend(self.review_due().map(|on| Due {
            on,
            what: DueWhat::Review,
        }));
        let follow_ups = self.follow_ups().into_iter();
        due.extend(follow_ups.filter(|known| !known.made).map(|known| Due {
            on: known.on,
            what: DueWhat::FollowUp(known.what),
        }));
        due.sort();
        due
    }

    /// The day on which what was agreed is looked at again, until a later meeting has been held on
    /// or after it.
    pub fn review_due(&self) -> Option<NaiveDate> {
        let (_, closed) = self.agreement.closings.last()?;
        let on = closed.review?;
        let closing = self.closing_session().map(|session| session.number);
        let later = self.sessions().filter(|session| {
            let day = session.started.wall.date_naive();
            Some(session.number) > closing && day >= on
        });
        (later.count() == 0).then_some(on)
    }
}
