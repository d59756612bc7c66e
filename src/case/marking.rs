//! Marks, notes and the words added to them.

use super::{
    Case, Content, Event, KeptFor, LONGEST_NAME, Mark, MarkId, MarkKind, Now, PersonId, Refusal,
    Words,
};
use crate::script::Recording;

/// The longest note, in characters.
pub const LONGEST_WORDS: usize = 20_000;
/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 1_000;

type Answered = Result<Vec<Event>, Refusal>;

pub(super) fn mark(
    case: &Case,
    kind: MarkKind,
    person: Option<PersonId>,
    text: Option<String>,
) -> Answered {
    case.running()?;
    if person.is_some_and(|id| case.person(id).is_none()) {
        return Err(Refusal::NoSuchPerson);
    }
    let words = match text {
        Some(text) => {
            takes_words(case)?;
            Some(words_of(case, text)?)
        }
        None if kind == MarkKind::Note => return Err(Refusal::WordsEmpty),
        None => None,
    };
    Ok(vec![Event::Marked {
        kind,
        person,
        words,
    }])
}

pub(super) fn add_words(case: &Case, mark: MarkId, text: String) -> Answered {
    case.may_add_words(mark)?;
    let words = words_of(case, text)?;
    Ok(vec![Event::WordsAdded { mark, words }])
}

impl Case {
    /// Whether words may be added to a mark now; otherwise a refusal that says when. While people
    /// are in a stage that takes marks only, its own marks wait until it is over.
    pub fn may_add_words(&self, mark: MarkId) -> Result<(), Refusal> {
        let known = find(self, mark)?;
        let made_in = known.turn.as_ref().map(|turn| &turn.stage);
        let here = self.position().map(|turn| &turn.stage);
        if self.running().is_ok() && made_in == here {
            takes_words(self)?;
        }
        Ok(())
    }
}

impl Case {
    /// Questions that were marked to return to and that nobody came back to yet.
    pub fn questions_to_return_to(&self) -> impl Iterator<Item = &Mark> {
        let marks = self.marks.iter();
        marks.filter(|mark| mark.kind == MarkKind::Question && !mark.settled)
    }
}

pub(super) fn keep(case: &Case, mark: MarkId, kept: bool, kept_for: KeptFor) -> Answered {
    let known = find(case, mark)?;
    if known.kept == kept && (!kept || known.kept_for == kept_for) {
        return Ok(Vec::new());
    }
    if kept && case.is_of_board(mark) {
        return Err(Refusal::OnlyAgreed);
    }
    Ok(vec![Event::Kept {
        mark,
        kept,
        kept_for,
    }])
}

pub(super) fn settle_question(case: &Case, mark: MarkId) -> Answered {
    if find(case, mark)?.kind != MarkKind::Question {
        return Err(Refusal::WrongMark);
    }
    Ok(vec![Event::QuestionSettled { mark }])
}

pub(super) fn strike(case: &Case, mark: MarkId) -> Answered {
    find(case, mark)?;
    Ok(vec![Event::Struck { mark }])
}

/// Words are taken down anywhere but in a stage whose script takes marks only.
pub(super) fn takes_words(case: &Case) -> Result<(), Refusal> {
    match case.current().map(|(stage, _)| stage.recording) {
        Some(Recording::Marks | Recording::Private) => Err(Refusal::NoWordsHere),
        Some(Recording::Notes) | None => Ok(()),
    }
}

/// Checks words and gives them their number.
pub(super) fn words_of(case: &Case, text: String) -> Result<Words, Refusal> {
    check_length(&text)?;
    Ok(Words::new(case.next_words(0), Content::Text(text)))
}

/// What somebody is called, without the spaces round it; where nothing is left, what is missing.
pub(super) fn name_or(missing: Refusal, name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() {
        Err(missing)
    } else if name.chars().count() > LONGEST_NAME {
        Err(Refusal::NameTooLong)
    } else {
        Ok(name.to_owned())
    }
}

/// Checks a reason and gives it its number; nothing where none was given.
pub(super) fn reason_of(case: &Case, text: Option<String>) -> Result<Option<Words>, Refusal> {
    let text = text.map(|text| text.trim().to_owned());
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if text.chars().count() > LONGEST_REASON {
        return Err(Refusal::ReasonTooLong);
    }
    words_of(case, text).map(Some)
}

/// Words that may be left empty, as long as a reason; none are taken where the meeting that is
/// going on takes none.
pub(super) fn words_if_any(case: &Case, text: String) -> Result<Option<Words>, Refusal> {
    if !text.trim().is_empty() && case.running().is_ok() {
        takes_words(case)?;
    }
    reason_of(case, Some(text))
}

/// Whether it is digits and signs alone: the number of a row that was meant, and nobody's name.
pub(super) fn names_nobody(name: &str) -> bool {
    let is_sign = |letter: char| {
        letter.is_ascii_digit() || letter.is_ascii_punctuation() || letter.is_whitespace()
    };
    name.chars().all(is_sign)
}

pub(super) fn check_length(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        Err(Refusal::WordsEmpty)
    } else if text.chars().count() > LONGEST_WORDS {
        Err(Refusal::WordsTooLong)
    } else {
        Ok(())
    }
}

fn find(case: &Case, mark: MarkId) -> Result<&Mark, Refusal> {
    case.marks
        .iter()
        .find(|known| known.id == mark)
        .ok_or(Refusal::NoSuchMark)
}

pub(super) fn marked(
    case: &mut Case,
    number: u64,
    at: Now,
    kind: MarkKind,
    person: Option<PersonId>,
    words: Option<&Words>,
) {
    let turn = case.position().cloned();
    let speaking = turn.as_ref().and_then(|turn| turn.person);
    case.marks.push(Mark {
        id: MarkId(number),
        at,
        kind,
        turn,
        person: person.or(speaking),
        words: words.cloned().into_iter().collect(),
        follow_up: None,
        kept: false,
        kept_for: KeptFor::default(),
        used: false,
        settled: false,
    });
}

pub(super) fn words_added(case: &mut Case, mark: MarkId, words: &Words) {
    change(case, mark, |mark| mark.words.push(words.clone()));
}

pub(super) fn kept(case: &mut Case, mark: MarkId, kept: bool, kept_for: KeptFor) {
    change(case, mark, |mark| {
        mark.kept = kept;
        mark.kept_for = kept_for;
    });
}

pub(super) fn settled(case: &mut Case, mark: MarkId) {
    change(case, mark, |mark| mark.settled = true);
}

pub(super) fn struck(case: &mut Case, mark: MarkId) {
    case.marks.retain(|known| known.id != mark);
}

pub(super) fn followed_up(case: &mut Case, mark: MarkId, words: &Words) {
    change(case, mark, |mark| {
        mark.follow_up = Some(words.clone());
        mark.settled = true;
        mark.kept = true;
    });
}

fn change(case: &mut Case, mark: MarkId, change: impl FnOnce(&mut Mark)) {
    if let Some(known) = case.marks.iter_mut().find(|known| known.id == mark) {
        change(known);
    }
}
