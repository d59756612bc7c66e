//! Going on with a case, and making good what a crash has left.

use std::collections::BTreeMap;

use super::Desk;
use super::entry::Held;
use crate::case::{Content, EraseRule, Event, MarkKind, Now, Purpose, Recorded, Words, WordsId};
use crate::document;
use crate::script;
use crate::store::Batch;

/// Words that a crash left without their event, by their number.
pub(super) type Unseen = BTreeMap<u64, Held>;

impl Desk {
    /// Goes on with a case, and erases at last what was to be erased.
    pub(super) fn resume(&mut self, draft: Option<String>, remarks: Vec<String>, unseen: Unseen) {
        self.draft = draft;
        self.remarks = remarks;
        let highest = unseen.keys().next_back().copied().unwrap_or(0);
        self.case.words_given = self.case.words_given.max(highest);
        self.hand_over(Batch {
            // A crash between the journal and the notes leaves words that should be gone.
            erase: self.case.erased.iter().map(|id| id.0).collect(),
            // The plan is written last, so a crash may have left an older one.
            plan: document::plan::write(&self.case, self.practice).ok(),
            ..Batch::default()
        });
        self.resumed = Some(unseen);
        self.record_resuming();
    }

    /// Records that the case is gone on with, and what a crash has left. While
    /// private time lasts nothing is: it waits until people have ended it.
    pub(super) fn record_resuming(&mut self) {
        if self.case.is_private() {
            return;
        }
        let Some(unseen) = self.resumed.take() else {
            return;
        };
        let now = self.clock.now();
        self.take(
            vec![Event::CaseResumed {
                app: env!("CARGO_PKG_VERSION").to_owned(),
            }],
            now,
        );
        self.finish_erasing(now);
        // They may belong to what a newer version recorded, and nobody here can tell.
        let is_newer = |recorded: &Recorded| matches!(recorded.event, Event::Newer { .. });
        if self.case.history.iter().any(is_newer) {
            return;
        }
        for (id, held) in unseen {
            self.bring_back(id, held, now);
        }
    }

    /// The present moment as the case counts it, which events are stamped with.
    ///
    /// A run that began in private time is recorded only after it; until then the steady
    /// clock goes on from the last event, so that the time between the two runs counts
    /// by the wall clock.
    pub fn now(&self) -> Now {
        let now = self.clock.now();
        match self.case.last_event.filter(|_| self.resumed.is_some()) {
            Some(last) => Now {
                wall: now.wall,
                steady: last.steady + now.wall_milliseconds_since(last),
            },
            None => now,
        }
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

    /// Shows words that lost their event, in the layer that they belong to.
    ///
    /// Words about safety come back as a safety mark, all others as a note. What was
    /// on the way to the board was never shown as saved: where agreed items only are
    /// kept it is forgotten, and elsewhere an item comes back as an idea. An answer
    /// is forgotten in any case: it belongs to exact words and is asked once more.
    fn bring_back(&mut self, id: u64, held: Held, now: Now) {
        let agreed_only = self.case.script.agreement.keeps == script::Keeping::AgreedOnly;
        let (kind, text) = match (held.purpose, held.content) {
            (Some(Purpose::Board), _) if agreed_only => return self.forget(id),
            (Some(Purpose::Board), Content::Item(draft)) => {
                let next = self.case.words_given + 1;
                self.mark(MarkKind::Idea, next, draft.text, now);
                return self.forget(id);
            }
            (_, Content::Answer { .. } | Content::Item(_)) => return self.forget(id),
            (Some(Purpose::Safety), Content::Text(text)) => (MarkKind::Safety, text),
            (
                Some(Purpose::Mark | Purpose::Reason | Purpose::Board | Purpose::Carried) | None,
                Content::Text(text),
            ) => (MarkKind::Note, text),
        };
        self.mark(kind, id, text, now);
    }

    fn mark(&mut self, kind: MarkKind, id: u64, text: String, now: Now) {
        let words = Words::new(WordsId(id), Content::Text(text));
        let mark = Event::Marked {
            kind,
            person: None,
            words: Some(words),
        };
        self.take(vec![mark], now);
    }

    fn forget(&mut self, id: u64) {
        self.hand_over(Batch {
            erase: vec![id],
            ..Batch::default()
        });
    }
}
