//! Going on with a case, and making good what a crash has left.
//!
//! What is brought back here is recorded without being decided on: the words were typed already,
//! in a form that the rules let open, so a rule that refused them now could only lose them.

use std::collections::BTreeMap;

use super::draft::pieces;
use super::entry::Held;
use super::{Desk, Draft, DraftFor, changed_by};
use crate::case::{
    AfterwardsEvent, Case, Command, Content, DocumentFile, EraseRule, Event, FollowingCommand,
    ItemDraft, MarkKind, Now, Purpose, Recorded, Refusal, SessionStatus, Words, WordsId,
    item_details,
};
use crate::document;
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

    /// Notes that documents were written, without going on with the case: what is half-typed, and
    /// what a crash has left, stays as it is.
    pub(super) fn note_documents(
        &mut self,
        draft: Option<String>,
        files: Vec<DocumentFile>,
    ) -> Result<(), Refusal> {
        self.draft = draft;
        let note = Command::Following(FollowingCommand::NoteDocuments(files));
        if let Some(refusal) = self.refusal_of(&note, self.clock.now()) {
            return Err(refusal);
        }
        // The steady clock is another one than in the run before.
        self.take(vec![resumed()], self.clock.now());
        self.execute(note).map(drop)
    }

    /// Records that the case is gone on with, and what a crash has left. While
    /// private time lasts nothing is: it waits until people have ended it. Gives what is to be
    /// said of half-typed words, where it was recorded now.
    pub(super) fn record_resuming(&mut self) -> Option<Vec<String>> {
        if self.case.is_private() {
            return None;
        }
        let unseen = self.resumed.take()?;
        let now = self.clock.now();
        // Between two runs nothing tells how much time went by, but that it went on.
        let last = self.case.last_event.unwrap_or(now);
        let since = (now.wall - last.wall).num_milliseconds();
        let put_back = changed_by(since).filter(|_| since < 0);
        let events = [Some(resumed()), put_back].into_iter().flatten();
        self.take(events.collect(), now);
        self.finish_erasing(now);
        let said = self.file_draft(now);
        self.remarks.extend(said.iter().cloned());
        // They may belong to what a newer version recorded, and nobody here can tell.
        let is_newer = |recorded: &Recorded| matches!(recorded.event, Event::Newer { .. });
        if !self.case.history.iter().any(is_newer) {
            for (id, held) in unseen {
                self.bring_back(id, held, now);
            }
        }
        Some(said)
    }

    /// Files what was kept half-typed, once a command has left its forms: each in its layer, a
    /// child's words excepted, which wait, and the note where the meeting is not over. Gives what
    /// is to be said of it.
    pub fn file_half_typed(&mut self) -> Vec<String> {
        if self.is_read_only() || self.case.is_private() || self.resumed.is_some() {
            return Vec::new();
        }
        self.file_draft(self.now())
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

    /// A crash between a closing and its erasure leaves in the notes what was not agreed, or what
    /// was carried.
    fn finish_erasing(&mut self, now: Now) {
        if self.case.agreement.closed {
            self.finish_erasing_by(EraseRule::AgreedOnly, now);
        }
        if self.case.is_case_closed() {
            self.finish_erasing_by(EraseRule::Carried, now);
        }
    }

    fn finish_erasing_by(&mut self, rule: EraseRule, now: Now) {
        if let Some(receipt) = self.case.receipt(rule) {
            self.take(vec![receipt], now);
        }
    }

    /// Shows words that lost their event, in the layer that they belong to.
    ///
    /// Words about safety come back as a safety mark, all others as a note. Where agreed
    /// items only are kept, closing forgets the note of what was on the way to the board, and
    /// of what worried the facilitator about it; elsewhere an item comes back as an idea. An
    /// answer is forgotten in any case: it belongs to exact words and is asked once more.
    fn bring_back(&mut self, id: u64, held: Held, now: Now) {
        let agreed_only = self.case.keeps_agreed_only();
        let (kind, text) = match (held.purpose, held.content) {
            (Some(Purpose::Board | Purpose::Concern), Content::Text(text)) if agreed_only => {
                return self.find(id, text, now);
            }
            (Some(Purpose::Board), Content::Item(draft)) if agreed_only => {
                let text = in_words(&self.case, &draft);
                self.find(self.case.words_given + 1, text, now);
                return self.forget(id);
            }
            (Some(Purpose::Board), Content::Item(draft)) => {
                let next = self.case.words_given + 1;
                self.mark(MarkKind::Idea, next, draft.text, now);
                return self.forget(id);
            }
            (_, Content::Answer { .. } | Content::Item(_)) => return self.forget(id),
            (Some(Purpose::Safety), Content::Text(text)) => (MarkKind::Safety, text),
            (Some(Purpose::LookBack), Content::Text(text)) => {
                self.look_back(id, text, now);
                return;
            }
            (
                Some(
                    Purpose::Mark
                    | Purpose::Reason
                    | Purpose::Board
                    | Purpose::Concern
                    | Purpose::Preparation
                    | Purpose::Carried
                    | Purpose::Record,
                )
                | None,
                Content::Text(text),
            ) => (MarkKind::Note, text),
        };
        self.mark(kind, id, text, now);
    }

    /// Files half-typed words whose layer is not a note's, for their form is not opened again,
    /// and what is longer than a note may be. Once a meeting is over no note line goes on with an
    /// unfinished note, so that it is filed too: it is gone through with the others before they
    /// are erased. A child's words wait for their form, and what a newer version kept for that
    /// version.
    fn file_draft(&mut self, now: Now) -> Vec<String> {
        let mut said = Vec::new();
        let mut draft = Draft::read(self.draft().unwrap_or_default());
        if draft.is_empty() {
            return said;
        }
        let safety = draft.take(DraftFor::Safety);
        for text in pieces(&safety) {
            self.mark(MarkKind::Safety, self.case.words_given + 1, text, now);
        }
        let looked_back = draft.take(DraftFor::LookBack);
        if self.meeting_is_over() && !looked_back.is_empty() {
            self.look_back(self.case.words_given + 1, looked_back, now);
        } else {
            draft.add(DraftFor::LookBack, &looked_back);
        }
        let mut filed = !safety.is_empty();
        if self.case.keeps_agreed_only() {
            let board = draft.take(DraftFor::Board);
            filed |= !board.is_empty();
            for text in pieces(&board) {
                self.find(self.case.words_given + 1, text, now);
            }
        }
        let board = draft.take(DraftFor::Board);
        draft.add(DraftFor::Note, &board);
        let mut notes = pieces(&draft.take(DraftFor::Note)).into_iter();
        if !self.meeting_is_over() {
            draft.add(DraftFor::Note, &notes.next().unwrap_or_default());
        }
        for text in notes {
            filed = true;
            self.mark(MarkKind::Note, self.case.words_given + 1, text, now);
        }
        self.keep_draft(&draft.write());
        let remarks = [
            (
                filed,
                "What was half-typed waits among the marks and notes.",
            ),
            (
                draft.has(DraftFor::ChildWords),
                "A child's half-typed words wait where such words are written down.",
            ),
            (
                !draft.newer.is_empty(),
                "Half-typed words of a newer version of this program wait for that version.",
            ),
        ];
        let remarks = remarks.into_iter().filter(|(is_so, _)| *is_so);
        said.extend(remarks.map(|(_, remark)| remark.to_owned()));
        said
    }

    /// Puts what the facilitator wrote for themselves below what already stands there.
    fn look_back(&mut self, id: u64, text: String, now: Now) {
        let known = self.case.look_back().map(str::to_owned);
        let text = known.map_or(text.clone(), |known| format!("{known}\n\n{text}"));
        let words = Words::new(WordsId(id), Content::Text(text));
        let event = AfterwardsEvent::LookedBack { words };
        self.take(vec![Event::Afterwards(event)], now);
    }

    fn meeting_is_over(&self) -> bool {
        let session = self.case.session.as_ref();
        session.is_some_and(|session| session.status == SessionStatus::Ended)
    }

    /// Shows words of the board as a note that closing forgets.
    fn find(&mut self, id: u64, text: String, now: Now) {
        let words = Words::new(WordsId(id), Content::Text(text));
        self.take(vec![Event::WordsFound { words }], now);
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

fn resumed() -> Event {
    Event::CaseResumed {
        app: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// Everything that was said of an item, to be read as a note.
fn in_words(case: &Case, draft: &ItemDraft) -> String {
    let details = item_details(case, draft).into_iter();
    let details = details.map(|(what, words)| format!("{what}: {words}"));
    let lines: Vec<String> = std::iter::once(draft.text.clone()).chain(details).collect();
    lines.join("\n")
}
