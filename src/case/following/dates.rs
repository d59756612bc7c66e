//! Days to get in touch, and everything of a case that is due on a day.
//!
//! A day is a day of the calendar where the meeting was held: it is counted in days and never in
//! hours, so that a change of the clocks moves none.

use chrono::{Days, NaiveDate};

use super::FollowUpMade;
use crate::case::{Case, Event, Person, PersonId, Session, SessionStatus, Words};
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

/// The same once a meeting is over and its days are gone through: also one that nobody keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpDay {
    /// After which meeting.
    pub session: u16,
    /// Its place among those of that meeting's script, from 1.
    pub follow_up: u16,
    /// What is asked or done then.
    pub what: String,
    /// The day by the script.
    pub planned: NaiveDate,
    /// The day that stands; none where it was let go.
    pub on: Option<NaiveDate>,
    /// Why it was moved or let go, while that is kept.
    pub reason: Option<String>,
    /// Whether somebody did get in touch.
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
    /// Every day to get in touch that stands, earliest first, made or not.
    ///
    /// They count from the end of a meeting, and a day that was moved stands where it was moved to.
    /// Days of a meeting that had not come when a later one ended that has days of its own give
    /// way to those. A day on which somebody was spoken to stays whatever comes later, and counts
    /// as made once it would stand no more.
    pub fn follow_ups(&self) -> Vec<FollowUp> {
        let days = self.days_to_get_in_touch().into_iter();
        let standing = days.filter_map(|day| {
            let begun = self.is_begun(day.session, day.follow_up);
            Some(FollowUp {
                session: day.session,
                place: day.follow_up,
                on: day.on.or(begun.then_some(day.planned))?,
                what: day.what,
                made: day.made || day.on.is_none(),
            })
        });
        let mut all: Vec<FollowUp> = standing.collect();
        all.sort_by_key(|follow_up| (follow_up.on, follow_up.session, follow_up.place));
        all
    }

    /// The days of the last meeting that nobody has kept yet, once it is over, in the order of the
    /// script: also those that were let go, so that they can be taken up again.
    pub fn follow_up_days(&self) -> Vec<FollowUpDay> {
        let last = self.session.as_ref().map(|session| session.number);
        let mut days = self.days_to_get_in_touch();
        days.retain(|day| Some(day.session) == last && !day.made);
        days
    }

    /// The day that stands for one of the script's follow-ups after a meeting; none where it was
    /// let go.
    fn day_of_follow_up(
        &self,
        session: u16,
        follow_up: u16,
        planned: NaiveDate,
    ) -> Option<NaiveDate> {
        let set = self.afterwards.follow_ups.get(&(session, follow_up));
        set.map_or(Some(planned), |(on, _)| *on)
    }

    /// All of them, by meeting and in the order of its script.
    fn days_to_get_in_touch(&self) -> Vec<FollowUpDay> {
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
                let planned = day.checked_add_days(Days::new(u64::from(rule.after_days)));
                let Some(planned) = planned else {
                    continue;
                };
                let on = self.day_of_follow_up(session.number, place, planned);
                let is_before = || until.is_none_or(|until| on.unwrap_or(planned) < until);
                let stands = (whole || rule.each_time)
                    && !self.leaves_nothing_of(rule, session)
                    && is_before();
                let begun = self.is_begun(session.number, place);
                let made = self.is_made(rule, session, place) || (begun && !stands);
                if made || stands {
                    let what = self.fill_from(&session.script, &rule.what, None);
                    let on = (session.number, place);
                    all.push(self.day_to_get_in_touch(on, planned, what, made));
                }
            }
        }
        all
    }

    fn day_to_get_in_touch(
        &self,
        (session, follow_up): (u16, u16),
        planned: NaiveDate,
        what: String,
        made: bool,
    ) -> FollowUpDay {
        let set = self.afterwards.follow_ups.get(&(session, follow_up));
        let reason = set.and_then(|(_, words)| words.as_ref().and_then(Words::text));
        FollowUpDay {
            session,
            follow_up,
            what,
            planned,
            on: self.day_of_follow_up(session, follow_up, planned),
            reason: reason.map(str::to_owned),
            made,
        }
    }

    /// Whether anybody at all was spoken to on a day.
    fn is_begun(&self, session: u16, place: u16) -> bool {
        let made = self.following.made.get(&(session, place));
        made.is_some_and(|made| !made.is_empty())
    }

    /// Whether somebody got in touch on a day of the script: with everybody, which nobody in
    /// particular stands for, or with each person whom it asks for.
    fn is_made(&self, rule: &script::FollowUp, session: &Session, place: u16) -> bool {
        let made = self.following.made.get(&(session.number, place));
        made.is_some_and(|made| {
            made.iter().any(|one| one.person.is_none())
                || self.not_spoken_to(rule, session, made).is_empty()
        })
    }

    /// Who of those that a day asks for was not spoken to: of those who came, in the roles that they
    /// had in the meeting, whatever they have become since, or under another process.
    fn not_spoken_to(
        &self,
        rule: &script::FollowUp,
        session: &Session,
        made: &[FollowUpMade],
    ) -> Vec<PersonId> {
        let is_asked_for = |person: &&Person| {
            let part = session.taking_part.get(&person.id);
            let part = part.filter(|part| part.came);
            part.is_some_and(|part| part.roles.iter().any(|role| rule.each.contains(role)))
                && made.iter().all(|one| one.person != Some(person.id))
        };
        let people = self.people_shown().filter(is_asked_for);
        people.map(|person| person.id).collect()
    }

    /// Who is still to be spoken to on a day that the script asks for each person of, by the number
    /// of its meeting and its place; nobody once all were, or everybody together.
    pub fn still_to_reach(&self, session: u16, place: u16) -> Vec<PersonId> {
        let Some(held) = self.sessions().find(|known| known.number == session) else {
            return Vec::new();
        };
        let rules = &held.script.follow_ups;
        let rule = rules.get(usize::from(place).saturating_sub(1));
        let made = self.following.made.get(&(session, place));
        let made = made.map_or(&[][..], Vec::as_slice);
        match rule {
            Some(rule) if !self.is_made(rule, held, place) => self.not_spoken_to(rule, held, made),
            Some(_) | None => Vec::new(),
        }
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
            // What adds up waits for nobody but for whoever says that it was kept.
            let is_waited_for = self.progress_of(item.item).is_open() && !self.is_given_whole(item);
            if let Some(on) = on.filter(|_| is_waited_for) {
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
    /// or after it. A new version that was closed in that meeting sets the day anew only where it
    /// names another.
    pub fn review_due(&self) -> Option<NaiveDate> {
        let (_, closed) = self.agreement.closings.last()?;
        let on = closed.review?;
        let agreed = self.review_agreed_in(on);
        let later = self.sessions().filter(|session| {
            let day = session.started.wall.date_naive();
            Some(session.number) > agreed && day >= on
        });
        (later.count() == 0).then_some(on)
    }

    /// The number of the session that had begun last when the day of the review came to stand as it
    /// does, by the order of the journal as in [`Case::closing_session`].
    fn review_agreed_in(&self, on: NaiveDate) -> Option<u16> {
        let mut begun = None;
        let mut agreed = None;
        let mut stands = None;
        for recorded in &self.history {
            if let Event::SessionStarted { number, .. } = &recorded.event {
                begun = Some(*number);
            } else if let Event::AgreementClosed { agreement } = &recorded.event {
                if stands != Some(on) {
                    agreed = begun;
                }
                stands = agreement.review;
            }
        }
        agreed
    }
}
