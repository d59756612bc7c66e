//! Going on with a case, and making good what a crash has left.

use std::collections::BTreeMap;

use super::Desk;
use crate::case::{Content, EraseRule, Event, MarkKind, Now, Words, WordsId};
use crate::document;
use crate::store::Batch;

impl Desk {
    /// Goes on with a case: the steady clock starts anew, words that lost their event
    /// are shown as a note, and what was to be erased is erased at last.
    pub(super) fn resume(
        &mut self,
        draft: Option<String>,
        remarks: Vec<String>,
        unseen: BTreeMap<u64, Content>,
    ) {
        self.draft = draft;
        self.remarks = remarks;
        let highest = unseen.keys().next_back().copied().unwrap_or(0);
        self.case.words_given = self.case.words_given.max(highest);
        let now = self.clock.now();
        self.take(
            vec![Event::CaseResumed {
                app: env!("CARGO_PKG_VERSION").to_owned(),
            }],
            now,
        );
        self.finish_erasing(now);
        // A crash between the journal and the notes leaves words that should be gone.
        let mut forget: Vec<u64> = self.case.erased.iter().map(|id| id.0).collect();
        for (id, content) in unseen {
            match content {
                Content::Text(text) => self.show_unseen(id, text, now),
                Content::Item(_) | Content::Answer { .. } => forget.push(id),
            }
        }
        // The plan is written last, so a crash may have left an older one.
        self.hand_over(Batch {
            erase: forget,
            plan: document::plan::write(&self.case, self.practice).ok(),
            ..Batch::default()
        });
    }

    /// A crash between a closing and its erasure leaves what was not agreed in the notes.
    fn finish_erasing(&mut self, now: Now) {
        let rule = EraseRule::AgreedOnly;
        let left = self.case.words_to_erase(rule);
        let count = left
            .iter()
            .filter(|id| !self.case.erased.contains(id))
            .count();
        if self.case.agreement.closed && count > 0 {
            let count = u64::try_from(count).unwrap_or(u64::MAX);
            self.take(vec![Event::WordsErased { count, rule }], now);
        }
    }

    fn show_unseen(&mut self, id: u64, text: String, now: Now) {
        let words = Words::new(WordsId(id), Content::Text(text));
        let note = Event::Marked {
            kind: MarkKind::Note,
            person: None,
            words: Some(words),
        };
        self.take(vec![note], now);
    }
}
