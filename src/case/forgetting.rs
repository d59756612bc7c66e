//! Which words are forgotten, and when.
//!
//! The journal never holds words that may have to be forgotten, so forgetting is
//! done in the notes. After a strike or an erasure, [`Case::erased`] names every
//! word that the notes must not hold any more: whoever keeps the notes erases
//! those it still finds, also after a crash between the journal and the notes.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    CarriedKind, Case, EraseRule, ErasedKind, Erasure, Event, ItemId, MarkId, MarkKind, Purpose,
    Recorded, Words, WordsId,
};

impl Case {
    /// The words that a rule forgets now.
    ///
    /// - `AgreedOnly`, where the script keeps agreed items only: every wording,
    ///   answer and decision from before the last closing, concerns about what was
    ///   not agreed, why an agreement was opened again, and words that were found
    ///   on their way to the board, with those added to them. What was agreed stands
    ///   in the closed agreement, so no note of it is needed.
    /// - `WorkingNotes`: words of every mark that is neither kept nor about
    ///   safety, unused ideas and taken-back marks included; the facilitator's
    ///   reasons for passing over a check or leaving out a turn, and concerns about
    ///   items; where the script keeps agreed items only, also the board of a
    ///   meeting without agreement, unless something on it waits for somebody who is asked apart.
    /// - `LookBack`: whatever the facilitator wrote for themselves.
    /// - `Preparation`: what people need and hope for, what came of contacts before and after they
    ///   met, why a person decided as they did by a set of rules, and why a case was closed with
    ///   something open, or opened again; never what was assessed about risk.
    /// - `Carried`: every wording, reaction and remark of what was carried, but of a letter that was
    ///   not passed on and may be asked for later.
    pub fn words_to_erase(&self, rule: EraseRule) -> Vec<WordsId> {
        let agreed_only = self.keeps_agreed_only();
        match rule {
            EraseRule::AgreedOnly if agreed_only => {
                let mut entries = self.history.iter().enumerate().rev();
                let closing = entries.find_map(|(place, recorded)| {
                    if let Event::AgreementClosed { agreement } = &recorded.event {
                        Some((place, agreement))
                    } else {
                        None
                    }
                });
                let Some((place, agreement)) = closing else {
                    return Vec::new();
                };
                let agreed: Vec<ItemId> = agreement.items.iter().map(|item| item.item).collect();
                lost_by_closing(&self.history[..place], &agreed)
            }
            EraseRule::AgreedOnly => Vec::new(),
            EraseRule::WorkingNotes => self.working_notes(self.waits_for_an_answer()),
            EraseRule::Preparation => words_in(&self.history, |recorded| {
                recorded.event.purpose() == Some(Purpose::Preparation)
            }),
            EraseRule::LookBack => words_in(&self.history, |recorded| {
                recorded.event.purpose() == Some(Purpose::LookBack)
            }),
            EraseRule::Carried => words_in(&self.history, |recorded| {
                recorded.event.purpose() == Some(Purpose::Carried)
                    && !self.is_of_letter_on_file(&recorded.event)
            }),
        }
    }

    /// The words that are forgotten with the working notes, by whether what is on the board waits
    /// for somebody who is still to be asked apart.
    pub(super) fn working_notes(&self, waits: bool) -> Vec<WordsId> {
        let stays = self.marks_that_stay();
        // What is carried may be about the board, and is needed until it arrived.
        let board = self.keeps_agreed_only() && !self.carrying.is_under_way() && !waits;
        words_in(&self.history, |recorded| match recorded.event.purpose() {
            Some(Purpose::Mark | Purpose::Safety) => recorded
                .mark_with_words()
                .is_some_and(|mark| !stays.contains(&mark)),
            Some(Purpose::Reason | Purpose::Concern) => true,
            Some(Purpose::Board) => board,
            Some(Purpose::Carried) => self.is_of_closed_message(&recorded.event),
            Some(Purpose::Preparation | Purpose::Record | Purpose::LookBack) | None => false,
        })
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

    /// What the words of an event are for; words added to a safety mark are about safety too, and
    /// words added to a mark of the board are the board's.
    pub fn purpose_of(&self, event: &Event) -> Option<Purpose> {
        let added_to = if let Event::WordsAdded { mark, .. } = event {
            self.marks.iter().find(|known| known.id == *mark)
        } else {
            None
        };
        if added_to.is_some_and(|mark| self.is_of_board(mark.id)) {
            return Some(Purpose::Board);
        }
        match added_to.map(|mark| mark.kind) {
            Some(MarkKind::Safety) => Some(Purpose::Safety),
            Some(MarkKind::KeyPoint | MarkKind::Idea | MarkKind::Question | MarkKind::Note)
            | None => event.purpose(),
        }
    }

    /// How many words would be lost if the agreement were closed now with these items.
    pub(super) fn words_lost_by_closing(&self, agreed: &[ItemId]) -> usize {
        self.not_erased(lost_by_closing(&self.history, agreed))
    }

    /// Whether a mark shows words that were on their way to the board when they lost their event
    /// or their form: they are forgotten as the board is, so nobody can keep them.
    pub fn is_of_board(&self, mark: MarkId) -> bool {
        let made = |recorded: &&Recorded| recorded.number == mark.0;
        self.history.iter().find(made).is_some_and(was_found)
    }

    /// How many of these words were not erased before.
    pub(super) fn not_erased(&self, words: Vec<WordsId>) -> usize {
        words
            .into_iter()
            .filter(|words| !self.erased.contains(words))
            .count()
    }

    /// What says that everything was erased that a rule forgets now: how many words, and how many
    /// of each kind, never a word. Nothing where there is nothing to forget.
    pub fn receipt(&self, rule: EraseRule) -> Option<Event> {
        let mut words: BTreeSet<WordsId> = self.words_to_erase(rule).into_iter().collect();
        words.retain(|words| !self.erased.contains(words));
        if words.is_empty() {
            return None;
        }
        let mut kinds = BTreeMap::new();
        // Of what was not agreed the record tells no more than that there was something.
        let told = self
            .history
            .iter()
            .filter(|_| rule != EraseRule::AgreedOnly);
        for recorded in told {
            let ours = recorded
                .event
                .words()
                .filter(|known| words.contains(&known.id));
            let count = u64::try_from(ours.count()).unwrap_or(u64::MAX);
            if count > 0 {
                *kinds.entry(self.erased_kind(recorded)).or_default() += count;
            }
        }
        let count = u64::try_from(words.len()).unwrap_or(u64::MAX);
        Some(Event::WordsErased(Erasure { count, rule, kinds }))
    }

    /// What kind of words an event refers to; a mark's by its kind, whatever became of the mark.
    fn erased_kind(&self, recorded: &Recorded) -> ErasedKind {
        let mark = recorded.mark_with_words();
        let made = mark.and_then(|mark| {
            let mut history = self.history.iter();
            history.find(|made| made.number == mark.0)
        });
        if let Some(Event::Marked { kind, .. }) = made.map(|made| &made.event) {
            return ErasedKind::of_mark(*kind);
        }
        ErasedKind::of_purpose(recorded.event.purpose())
    }

    /// Takes out of memory what the last event says is to be forgotten.
    pub(super) fn forget_last(&mut self) {
        let Some(last) = self.history.last() else {
            return;
        };
        if let Event::TakenOut(taken) = &last.event {
            let taken = taken.clone();
            self.leave_blank(&taken);
        } else if let Event::WordsErased(Erasure { count, rule, .. }) = &last.event {
            let (count, words) = (*count, self.words_to_erase(*rule));
            let before = self.erased.len();
            self.forget(words);
            let named = u64::try_from(self.erased.len() - before).unwrap_or(u64::MAX);
            self.erased_by_older += count.saturating_sub(named);
        } else {
            self.forget(self.struck_words());
        }
    }

    /// Takes words out of memory for good.
    pub(super) fn forget(&mut self, words: Vec<WordsId>) {
        if words.is_empty() {
            return;
        }
        self.erased.extend(words);
        for recorded in &mut self.history {
            for words in recorded.event.words_mut() {
                if self.erased.contains(&words.id) {
                    words.content = None;
                }
            }
        }
    }

    /// How many words a rule would erase now that were not erased before.
    pub fn left_to_erase(&self, rule: EraseRule) -> usize {
        self.not_erased(self.words_to_erase(rule))
    }

    fn is_of_letter_on_file(&self, event: &Event) -> bool {
        let Event::Carrying(event) = event else {
            return false;
        };
        let message = self.carrying.message(event.message());
        message.is_some_and(|message| message.kind == CarriedKind::Letter && message.is_open())
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

fn was_found(recorded: &Recorded) -> bool {
    matches!(recorded.event, Event::WordsFound { .. })
}

/// The words that events gave to the agreement as it was being made, to a mark of the board, or to
/// a concern about an item that is not among those that were agreed.
fn lost_by_closing(history: &[Recorded], agreed: &[ItemId]) -> Vec<WordsId> {
    let found = history.iter().filter(|recorded| was_found(recorded));
    let found: BTreeSet<MarkId> = found.map(|recorded| MarkId(recorded.number)).collect();
    words_in(history, |recorded| {
        if let Event::ConcernNoted { item, words: _ } = &recorded.event {
            return !agreed.contains(item);
        }
        if let Event::WordsAdded { mark, words: _ } = &recorded.event {
            return found.contains(mark);
        }
        recorded.event.purpose() == Some(Purpose::Board)
    })
}
