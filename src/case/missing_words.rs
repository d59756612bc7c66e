//! Words that should be there and are not, and words that are not those of an event.

use super::{Case, Content, Event, Recorded, Words};

impl Case {
    /// The numbers of the entries whose words are gone although nothing on record erased them.
    ///
    /// An older version may have erased more than the rules of this one name: as many as its receipts
    /// say are no loss. Nor are words from before an entry that is lost, or that only a newer version
    /// understands: that may have erased them.
    pub fn entries_without_words(&self) -> Vec<u64> {
        let (mut missing, mut count, mut last) = (Vec::new(), 0_u64, 0);
        for Recorded { number, event, .. } in &self.history {
            let is_gap = *number > last + 1;
            last = *number;
            if is_gap || matches!(event, Event::EntryMissing | Event::Newer { .. }) {
                missing.clear();
                count = 0;
            }
            let lost = event.words().filter(|words| self.is_missing(words)).count();
            if lost > 0 {
                missing.push(*number);
                count += u64::try_from(lost).unwrap_or(u64::MAX);
            }
        }
        if count <= self.erased_by_older {
            missing.clear();
        }
        missing
    }

    /// Whether words are gone although nothing on record erased them.
    pub fn is_missing(&self, words: &Words) -> bool {
        words.content.is_none() && !self.erased.contains(&words.id)
    }
}

impl Event {
    /// Whether this can be what the words of this event say, by its form alone.
    pub fn can_say(&self, content: &Content) -> bool {
        let is_item = matches!(self, Self::ItemWorded { .. } | Self::ItemTicked { .. });
        let is_answer = matches!(
            self,
            Self::ItemAnswered { .. } | Self::ReadBackAnswered { .. }
        );
        let is_text = matches!(
            self,
            Self::Marked { .. }
                | Self::WordsAdded { .. }
                | Self::WordsFound { .. }
                | Self::ConcernNoted { .. }
                | Self::GateAnswered { .. }
                | Self::TurnSkipped { .. }
                | Self::PlanFieldSet { .. }
        );
        match content {
            Content::Item(_) => !(is_answer || is_text),
            Content::Answer { .. } => !(is_item || is_text),
            Content::Text(_) => !(is_item || is_answer),
        }
    }
}
