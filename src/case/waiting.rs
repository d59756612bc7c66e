//! Whether working notes of a meeting that ended still wait to be kept or erased.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::{
    Case, EraseRule, Event, Mark, MarkKind, Purpose, Recorded, Session, SessionStatus, Words,
    WordsId,
};
use crate::script::{Agreeing, Outcome, counted};

/// What was left for later once a meeting was over: numbers, no words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Notes to keep or to let go.
    pub notes: usize,
    /// Points about safety that nobody followed up.
    pub safety: usize,
}

impl Waiting {
    /// What waits in a case.
    pub fn of(case: &Case) -> Self {
        Self {
            notes: case.notes_to_go_through().count(),
            safety: case.safety_to_follow_up(),
        }
    }

    /// The same as people say it, an entry for each; none where nothing waits. A point about
    /// safety is called as any other.
    pub fn in_words(self) -> Vec<String> {
        let said = |count: usize, one: &str, several: &str| {
            (count > 0).then(|| counted(count, one, several))
        };
        let notes = said(self.notes, "note to go through", "notes to go through");
        let points = said(self.safety, "point to follow up", "points to follow up");
        notes.into_iter().chain(points).collect()
    }
}

impl Case {
    /// Whether the notes still hold words that are to be kept or erased once the meeting is over.
    pub fn notes_wait(&self) -> bool {
        self.left_to_erase(EraseRule::WorkingNotes) > 0
    }

    /// The day by which the words that wait are gone through, where that is to be done within so many
    /// days of the end of their meeting. It goes by the oldest of them, for a later meeting puts
    /// nothing off: a note is as old as its mark, and whatever else waits as its own entry. Nothing
    /// where none wait, or a meeting is going on or was put off.
    pub fn notes_due(&self, within: u16) -> Option<NaiveDate> {
        let last = self.session.as_ref()?;
        if last.status != SessionStatus::Ended {
            return None;
        }
        let meeting = self.meeting_before(self.oldest_that_waits()?);
        let mut sessions = self.sessions();
        let session = sessions.find(|session| meeting.is_none_or(|it| session.number >= it))?;
        let ended = session.ended.as_ref()?.at.wall;
        ended
            .date_naive()
            .checked_add_days(Days::new(u64::from(within)))
    }

    /// The number of the entry that the oldest words stand with which are to be kept or erased.
    fn oldest_that_waits(&self) -> Option<u64> {
        let waits = self.words_to_erase(EraseRule::WorkingNotes).into_iter();
        let waits: BTreeSet<WordsId> = waits.filter(|id| !self.erased.contains(id)).collect();
        let waiting = self.history.iter().filter(|recorded| {
            let mut words = recorded.event.words();
            words.any(|words| waits.contains(&words.id))
        });
        let stands_with = |recorded: &Recorded| match recorded.mark_with_words() {
            Some(mark) => mark.0,
            None => recorded.number,
        };
        waiting.map(stands_with).min()
    }

    /// The number of the meeting in which an entry was made, or after which; nothing before the first.
    fn meeting_before(&self, number: u64) -> Option<u16> {
        let before = self.history.iter();
        let before = before.take_while(|recorded| recorded.number <= number);
        let begun = before.filter_map(|recorded| {
            if let Event::SessionStarted { number, .. } = recorded.event {
                Some(number)
            } else {
                None
            }
        });
        begun.last()
    }

    /// The same as if the meeting that goes on had ended so.
    pub(super) fn notes_wait_after(&self, outcome: Outcome, change_method: bool) -> bool {
        let settles = self.session.as_ref().is_some_and(|it| settles(it, outcome));
        let goes_on = if settles {
            change_method
        } else {
            self.goes_on_after_the_last()
        };
        let words = self.working_notes(goes_on && self.lacks_an_answer());
        self.not_erased(words) > 0
    }

    /// Whether something on the board waits for the answer of somebody who is heard through
    /// others, so that its words are needed until they were asked. A meeting that was to agree and
    /// came to its end without it does not wait: nobody is asked any more, unless it is to go on
    /// in another way.
    pub(super) fn waits_for_an_answer(&self) -> bool {
        self.lacks_an_answer() && self.goes_on_after_the_last()
    }

    /// Whether the latest meeting that settled something goes on in another way, or there was
    /// none.
    fn goes_on_after_the_last(&self) -> bool {
        let mut sessions = self.sessions().rev();
        let last = sessions.find_map(|session| {
            let ended = session.ended.as_ref()?;
            settles(session, ended.outcome).then_some(ended)
        });
        last.is_none_or(|ended| ended.change_method)
    }

    /// Notes of a meeting that is over which somebody still has to keep or to let go, oldest first.
    pub fn notes_to_go_through(&self) -> impl Iterator<Item = &Mark> {
        let session = self.session.as_ref();
        let over = session.is_some_and(|session| session.status == SessionStatus::Ended);
        let marks = self.marks.iter().filter(move |_| over);
        marks.filter(|mark| {
            let readable = mark.words.iter().any(|words| Words::text(words).is_some());
            let open = mark.kind != MarkKind::Safety && !mark.kept && readable;
            open && !self.is_of_board(mark.id)
        })
    }

    /// Points about safety of a meeting that is over which nobody has followed up yet.
    pub fn safety_to_follow_up(&self) -> usize {
        let session = self.session.as_ref();
        let over = session.is_some_and(|session| session.status == SessionStatus::Ended);
        let marks = self.marks.iter().filter(|_| over);
        let open = marks.filter(|mark| mark.kind == MarkKind::Safety && !mark.settled);
        open.count()
    }
}

/// Whether a meeting that ended so settled whether something was agreed: one that was to agree, or
/// of which it was said that no agreement was reached.
fn settles(session: &Session, outcome: Outcome) -> bool {
    let kind = session.script.session(&session.kind);
    outcome == Outcome::NotReached || kind.is_some_and(|kind| kind.agreeing() == Agreeing::Needed)
}

/// The same by the last entries of a case alone, for a list of many cases; nothing where only the
/// whole case can tell.
///
/// The end of the meeting says it, and so does an erasure. Of what came later, most changes
/// nothing about it; what might, leaves it to the whole case.
pub fn notes_wait_by<'a>(tail: impl IntoIterator<Item = &'a Event>) -> Option<bool> {
    let mut known = None;
    for event in tail {
        known = match news_of(event) {
            News::Says(said) => said,
            News::Nothing => known,
            News::MayAdd => known.filter(|wait| *wait),
            News::MayTakeAway => known.filter(|wait| !*wait),
        };
    }
    known
}

/// What an event tells of the notes that wait.
enum News {
    /// Whether any wait from here on; nothing where that is not known any more.
    Says(Option<bool>),
    /// It leaves them as they are.
    Nothing,
    /// There may be more of them.
    MayAdd,
    /// There may be fewer.
    MayTakeAway,
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what the words of any other kind of event are for is decided for every kind in one place"
)]
fn news_of(event: &Event) -> News {
    match event {
        Event::SessionEnded { notes_wait, .. } => News::Says(*notes_wait),
        Event::WordsErased(erasure) => match erasure.rule {
            EraseRule::WorkingNotes => News::Says(Some(false)),
            EraseRule::AgreedOnly | EraseRule::Carried => News::MayTakeAway,
            EraseRule::Preparation | EraseRule::LookBack => News::Nothing,
        },
        Event::Struck { .. } | Event::Kept { kept: true, .. } => News::MayTakeAway,
        Event::Kept { kept: false, .. } => News::MayAdd,
        // A mark that was kept may have been taken back; how long the board is needed hangs on
        // messages, on who is heard through others and takes part still, and on the script; and
        // what cannot be read may be anything.
        Event::Undone { .. }
        | Event::PersonChanged { .. }
        | Event::WillingnessSaid { .. }
        | Event::Consent(_)
        | Event::Redone { .. }
        | Event::Carrying(_)
        | Event::ProcessChanged(_)
        | Event::EntryMissing
        | Event::CaseRepaired { .. }
        | Event::Newer { .. } => News::Says(None),
        _ if event.words().next().is_none() => News::Nothing,
        _ => match event.purpose() {
            Some(Purpose::Mark | Purpose::Reason | Purpose::Board | Purpose::Concern) => {
                News::MayAdd
            }
            Some(Purpose::Carried) => News::Says(None),
            Some(Purpose::Safety | Purpose::Preparation | Purpose::Record | Purpose::LookBack)
            | None => News::Nothing,
        },
    }
}
