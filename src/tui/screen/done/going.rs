//! What goes when working notes are erased: what kinds of words, how many of each, and in full what
//! is gone through nowhere else.

use crate::case::{Case, EraseRule, ErasedKind, Event, FollowingEvent, ItemId, Recorded, WordsId};
use crate::script::in_a_row;
use crate::tui::widget::fitted;

/// The most words that are shown before the page only counts them.
const MOST_SHOWN: usize = 4;
/// The most columns of each.
const COLUMNS: usize = 120;

/// What is erased, by kind, in a sentence: the same kinds and numbers that the receipt will have.
pub(super) fn to_erase_in_words(case: &Case) -> String {
    in_words(case, "erased from this computer")
}

/// The same where it is only to be named.
pub(super) fn left_in_words(case: &Case) -> String {
    in_words(case, "left to erase")
}

fn in_words(case: &Case, what: &str) -> String {
    let Some(Event::WordsErased(erasure)) = case.receipt(EraseRule::WorkingNotes) else {
        return "Nothing is left to erase.".to_owned();
    };
    let kinds = erasure.kinds.iter();
    let named: Vec<String> = kinds.map(|(kind, count)| named(*kind, *count)).collect();
    let verb = if erasure.count == 1 { "is" } else { "are" };
    format!("{} {verb} {what}.", in_a_row(&named))
}

/// A kind as it is called where it has to be told apart from what people said.
fn named(kind: ErasedKind, count: u64) -> String {
    let what = match kind {
        ErasedKind::Reason => " that you wrote down",
        ErasedKind::Concern => " of yours about what was on the board",
        ErasedKind::KeyPoint
        | ErasedKind::Idea
        | ErasedKind::Question
        | ErasedKind::Note
        | ErasedKind::Board
        | ErasedKind::Message
        | ErasedKind::Preparation
        | ErasedKind::LookBack
        | ErasedKind::Other => "",
    };
    format!("{}{what}", kind.counted(count))
}

/// The reasons and concerns among them, which nobody is asked about one by one: whoever erases them
/// has read them here, and can copy down what has to be answered for.
pub(super) fn asked_about_nowhere(case: &Case) -> Vec<String> {
    let going = case.words_to_erase(EraseRule::WorkingNotes);
    let history = case.history.iter();
    let said = history.filter_map(|recorded| said(case, recorded));
    let said: Vec<String> = said
        .filter(|(id, _)| going.contains(id))
        .map(|(_, text)| fitted(&text.replace('\n', " "), COLUMNS))
        .collect();
    let mut shown: Vec<String> = said.iter().take(MOST_SHOWN).cloned().collect();
    let more = said.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        shown.push(format!("and {more} more"));
    }
    shown
}

/// What it was about, and the words.
fn said(case: &Case, recorded: &Recorded) -> Option<(WordsId, String)> {
    let event = &recorded.event;
    let (about, words) = if let Event::ConcernNoted { item, words } = event {
        (concern(case, *item), words)
    } else if let Event::GateAnswered {
        reason: Some(words),
        ..
    } = event
    {
        ("Gone on without a check".to_owned(), words)
    } else if let Event::TurnSkipped {
        words: Some(words), ..
    } = event
    {
        ("Left out".to_owned(), words)
    } else if let Event::Following(FollowingEvent::ProgressSaid {
        words: Some(words), ..
    }) = event
    {
        ("About how it went".to_owned(), words)
    } else {
        return None;
    };
    Some((words.id, format!("{about}: {}", words.text()?)))
}

fn concern(case: &Case, id: ItemId) -> String {
    let item = &case.script.vocabulary.item;
    let place = case.board().position(|known| known.id == id);
    match place {
        Some(place) => format!("Your concern about {item} {}", place + 1),
        None => "Your concern about something that is not on the board".to_owned(),
    }
}
