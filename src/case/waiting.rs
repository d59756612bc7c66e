//! Whether working notes of a meeting that ended still wait to be kept or erased.

use super::{Case, EraseRule, Event, Purpose};

impl Case {
    /// Whether the notes still hold words that are to be kept or erased once the meeting is over.
    pub fn notes_wait(&self) -> bool {
        let words = self.words_to_erase(EraseRule::WorkingNotes);
        self.not_erased(words) > 0
    }
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
        Event::WordsErased { rule, count: _ } => match rule {
            EraseRule::WorkingNotes => News::Says(Some(false)),
            EraseRule::AgreedOnly => News::MayTakeAway,
            EraseRule::Preparation => News::Nothing,
        },
        Event::Struck { .. } | Event::Kept { kept: true, .. } => News::MayTakeAway,
        Event::Kept { kept: false, .. } => News::MayAdd,
        // A mark that was kept may have been taken back; how long the board is needed hangs on
        // messages, on who is heard through others and on the script; and what cannot be read may
        // be anything.
        Event::Undone { .. }
        | Event::PersonChanged { .. }
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
            Some(Purpose::Safety | Purpose::Preparation) | None => News::Nothing,
        },
    }
}
