//! Which words are forgotten, and when.
//!
//! The journal never holds words that may have to be forgotten, so forgetting is
//! done in the notes. After a strike or an erasure, [`Case::erased`] names every
//! word that the notes must not hold any more: whoever keeps the notes erases
//! those it still finds, also after a crash between the journal and the notes.

use std::collections::BTreeSet;

use super::{Case, EraseRule, Event, MarkId, MarkKind, Purpose, Recorded, Words, WordsId};
use crate::script::Keeping;

impl Case {
    /// The words that a rule forgets now.
    ///
    /// - `AgreedOnly`, where the script keeps agreed items only: every wording,
    ///   answer, concern and decision from before the last closing, and why an
    ///   agreement was opened again. What was agreed stands in the closed
    ///   agreement, so no note of it is needed.
    /// - `WorkingNotes`: words of every mark that is neither kept nor about
    ///   safety, unused ideas and taken-back marks included; the facilitator's
    ///   reasons for passing over a check or leaving out a turn; where the script
    ///   keeps agreed items only, also the board of a meeting without agreement.
    pub fn words_to_erase(&self, rule: EraseRule) -> Vec<WordsId> {
        let agreed_only = self.script.agreement.keeps == Keeping::AgreedOnly;
        match rule {
            EraseRule::AgreedOnly if agreed_only => {
                let closing = self
                    .history
                    .iter()
                    .rposition(|recorded| matches!(recorded.event, Event::AgreementClosed { .. }));
                words_in(&self.history[..closing.unwrap_or(0)], is_of_board)
            }
            EraseRule::AgreedOnly => Vec::new(),
            EraseRule::WorkingNotes => {
                let stays = self.marks_that_stay();
                words_in(&self.history, |recorded| match recorded.event.purpose() {
                    Some(Purpose::Mark | Purpose::Safety) => recorded
                        .mark_with_words()
                        .is_some_and(|mark| !stays.contains(&mark)),
                    Some(Purpose::Reason) => true,
                    // What is carried may be about the board, and is needed until it arrived.
                    Some(Purpose::Board) => agreed_only && !self.carrying.is_under_way(),
                    Some(Purpose::Carried) => self.is_of_closed_message(&recorded.event),
                    None => false,
                })
            }
        }
    }

    /// The words of every mark that was struck.
    pub fn struck_words(&self) -> Vec<WordsId> {
        let struck: BTreeSet<MarkId> = self
            .history
            .iter()
            .filter_map(Recorded::struck_mark)
            .collect();
        words_in(&self.history, |recorded| {
            recorded
                .mark_with_words()
                .is_some_and(|mark| struck.contains(&mark))
        })
    }

    /// What the words of an event are for; words added to a safety mark are about safety too.
    pub fn purpose_of(&self, event: &Event) -> Option<Purpose> {
        let added_to = if let Event::WordsAdded { mark, .. } = event {
            self.marks.iter().find(|known| known.id == *mark)
        } else {
            None
        };
        match added_to.map(|mark| mark.kind) {
            Some(MarkKind::Safety) => Some(Purpose::Safety),
            Some(MarkKind::KeyPoint | MarkKind::Idea | MarkKind::Question | MarkKind::Note)
            | None => event.purpose(),
        }
    }

    /// How many words the board would lose if the agreement were closed now.
    pub(super) fn words_of_board(&self) -> usize {
        self.not_erased(words_in(&self.history, is_of_board))
    }

    /// How many of these words were not erased before.
    pub(super) fn not_erased(&self, words: Vec<WordsId>) -> usize {
        words
            .into_iter()
            .filter(|words| !self.erased.contains(words))
            .count()
    }

    /// Takes out of memory what the last event says is to be forgotten.
    pub(super) fn forget_last(&mut self) {
        let Some(last) = self.history.last() else {
            return;
        };
        let words = if let Event::WordsErased { rule, count: _ } = last.event {
            self.words_to_erase(rule)
        } else {
            self.struck_words()
        };
        self.erased.extend(words);
        for recorded in &mut self.history {
            for words in recorded.event.words_mut() {
                if self.erased.contains(&words.id) {
                    words.content = None;
                }
            }
        }
    }

    fn is_of_closed_message(&self, event: &Event) -> bool {
        let Event::Carrying(event) = event else {
            return false;
        };
        let message = self.carrying.message(event.message());
        message.is_none_or(|message| message.closed.is_some())
    }

    fn marks_that_stay(&self) -> BTreeSet<MarkId> {
        self.marks
            .iter()
            .filter(|mark| mark.kept || mark.kind == MarkKind::Safety)
            .map(|mark| mark.id)
            .collect()
    }
}

fn words_in(history: &[Recorded], wanted: impl Fn(&Recorded) -> bool) -> Vec<WordsId> {
    history
        .iter()
        .filter(|recorded| wanted(recorded))
        .flat_map(|recorded| recorded.event.words().map(|Words { id, .. }| *id))
        .collect()
}

/// Whether an event gave words to the agreement as it was being made.
fn is_of_board(recorded: &Recorded) -> bool {
    recorded.event.purpose() == Some(Purpose::Board)
}
