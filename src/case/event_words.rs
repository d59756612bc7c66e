//! The words and the mark that an event refers to.

use super::{Event, MarkId, Recorded, Words};

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "facts with words are few; a property test finds one that is left out"
)]
impl Event {
    /// The words that an event refers to.
    pub fn words(&self) -> impl Iterator<Item = &Words> {
        let (first, second) = match self {
            Self::Marked { words, .. } | Self::PlanFieldSet { words, .. } => (words.as_ref(), None),
            Self::WordsAdded { words, .. }
            | Self::ItemWorded { words, .. }
            | Self::ItemAnswered { words, .. }
            | Self::ReadBackAnswered { words, .. }
            | Self::ConcernNoted { words, .. }
            | Self::SafetyFollowedUp { words, .. } => (Some(words), None),
            Self::ItemRatified {
                reason,
                family_answer,
                ..
            } => (reason.as_ref(), family_answer.as_ref()),
            _ => (None, None),
        };
        first.into_iter().chain(second)
    }

    /// The same, to fill in what the notes still hold.
    pub fn words_mut(&mut self) -> impl Iterator<Item = &mut Words> {
        let (first, second) = match self {
            Self::Marked { words, .. } | Self::PlanFieldSet { words, .. } => (words.as_mut(), None),
            Self::WordsAdded { words, .. }
            | Self::ItemWorded { words, .. }
            | Self::ItemAnswered { words, .. }
            | Self::ReadBackAnswered { words, .. }
            | Self::ConcernNoted { words, .. }
            | Self::SafetyFollowedUp { words, .. } => (Some(words), None),
            Self::ItemRatified {
                reason,
                family_answer,
                ..
            } => (reason.as_mut(), family_answer.as_mut()),
            _ => (None, None),
        };
        first.into_iter().chain(second)
    }
}

impl Recorded {
    /// The mark that an event made, or added words to.
    pub(super) fn mark_with_words(&self) -> Option<MarkId> {
        if let Event::Marked { .. } = self.event {
            return Some(MarkId(self.number));
        }
        if let Event::WordsAdded { mark, .. } | Event::SafetyFollowedUp { mark, .. } = self.event {
            return Some(mark);
        }
        None
    }

    /// The mark that an event struck for good.
    pub(super) fn struck_mark(&self) -> Option<MarkId> {
        if let Event::Struck { mark } = self.event {
            Some(mark)
        } else {
            None
        }
    }
}
