//! Half-typed words with what each of them was meant for, in the one text that is kept.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::case::{EraseRule, LONGEST_WORDS, PersonId};

/// Begins a draft that is more than a note. Nothing that can be typed begins so.
const IN_PARTS: char = '\u{1}';

/// What half-typed words were meant for: it decides in which layer they come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftFor {
    /// A working note, or something that comes back as one: a reason, a name, a day.
    Note,
    /// Something about safety, in the restricted layer.
    Safety,
    /// The agreement as it is being made: an item, a concern, a decision about an item.
    Board,
    /// A child's own words.
    ChildWords,
    /// What the facilitator writes for themselves once a meeting is over.
    LookBack,
}

/// Half-typed words of one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPart {
    /// What they were meant for.
    #[serde(rename = "for")]
    pub meant_for: DraftFor,
    /// The words.
    pub text: String,
    /// For a child's words: what was answered about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken: Option<Spoken>,
}

/// What was answered about a child's half-typed words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// Whose words they are, where a child was there to choose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<PersonId>,
    /// How they were given.
    pub given: String,
    /// Whether they are to be read out.
    pub read_out: bool,
}

/// Everything half-typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The words of each form, the note first.
    pub parts: Vec<DraftPart>,
    /// Parts that a newer version kept, as it wrote them: nobody here can tell what they are meant
    /// for, so they wait for it, and no rule forgets them.
    pub newer: Vec<Value>,
}

impl Draft {
    /// Reads what was kept; a plain text is a note, as it was before there were parts.
    pub fn read(kept: &str) -> Self {
        let in_parts = kept.strip_prefix(IN_PARTS);
        let parts = in_parts.and_then(|parts| serde_json::from_str::<Vec<Value>>(parts).ok());
        let mut draft = Self::default();
        let Some(parts) = parts else {
            draft.add(DraftFor::Note, kept.trim_start_matches(IN_PARTS));
            return draft;
        };
        for part in parts {
            match DraftPart::deserialize(&part) {
                Ok(known) => draft.parts.push(known),
                Err(_) => draft.newer.push(part),
            }
        }
        draft
    }

    /// The text to keep; empty where nothing is half-typed.
    pub fn write(&self) -> String {
        let is_note = |part: &DraftPart| part.meant_for == DraftFor::Note;
        if self.newer.is_empty() && self.parts.iter().all(is_note) {
            return self.text_for(DraftFor::Note);
        }
        let known: Result<Vec<Value>, _> = self.parts.iter().map(serde_json::to_value).collect();
        let all = known.map(|known| [known, self.newer.clone()].concat());
        all.and_then(|all| serde_json::to_string(&all)).map_or_else(
            // Words have a JSON form; should they not, they are kept as a note.
            |_| self.text(),
            |parts| format!("{IN_PARTS}{parts}"),
        )
    }

    /// Adds words, where there are any.
    pub fn add(&mut self, meant_for: DraftFor, text: &str) {
        if !text.is_empty() {
            let text = text.to_owned();
            self.parts.push(DraftPart {
                meant_for,
                text,
                spoken: None,
            });
        }
    }

    /// Takes out the words that were meant for this.
    pub fn take(&mut self, meant_for: DraftFor) -> String {
        let text = self.text_for(meant_for);
        self.parts.retain(|part| part.meant_for != meant_for);
        text
    }

    /// The words that were meant for this, one form below the other.
    pub fn text_for(&self, meant_for: DraftFor) -> String {
        let parts = self.parts.iter();
        joined(parts.filter(|part| part.meant_for == meant_for))
    }

    /// All words, one form below the other.
    pub fn text(&self) -> String {
        joined(self.parts.iter())
    }

    /// What was last answered about a child's words.
    pub fn spoken(&self) -> Option<&Spoken> {
        self.parts
            .iter()
            .rev()
            .find_map(|part| part.spoken.as_ref())
    }

    /// Whether nothing is half-typed.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.newer.is_empty()
    }

    /// Whether words that were meant for this are half-typed.
    pub fn has(&self, meant_for: DraftFor) -> bool {
        self.parts.iter().any(|part| part.meant_for == meant_for)
    }

    /// Forgets what a rule forgets: safety, and a child's words, no rule does.
    pub fn forget(&mut self, rule: EraseRule) {
        self.parts.retain(|part| match (part.meant_for, rule) {
            (DraftFor::Safety | DraftFor::ChildWords, _)
            | (
                DraftFor::Note,
                EraseRule::AgreedOnly
                | EraseRule::Preparation
                | EraseRule::LookBack
                | EraseRule::Carried,
            )
            | (
                DraftFor::Board,
                EraseRule::Preparation | EraseRule::LookBack | EraseRule::Carried,
            )
            | (
                DraftFor::LookBack,
                EraseRule::AgreedOnly
                | EraseRule::Preparation
                | EraseRule::WorkingNotes
                | EraseRule::Carried,
            ) => true,
            (DraftFor::LookBack, EraseRule::LookBack)
            | (DraftFor::Board, EraseRule::AgreedOnly | EraseRule::WorkingNotes)
            | (DraftFor::Note, EraseRule::WorkingNotes) => false,
        });
    }
}

/// Words in pieces that a note can hold each, nothing left out.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut pieces = Vec::new();
    let mut rest = letters.as_slice();
    while rest.len() > LONGEST_WORDS {
        // At the end of a line, where there is one in the second half.
        let line = rest[..LONGEST_WORDS]
            .iter()
            .rposition(|letter| *letter == '\n');
        let at = line
            .filter(|at| *at > LONGEST_WORDS / 2)
            .map_or(LONGEST_WORDS, |at| at + 1);
        pieces.push(rest[..at].iter().collect());
        rest = &rest[at..];
    }
    if !rest.is_empty() {
        pieces.push(rest.iter().collect());
    }
    pieces
}

fn joined<'a>(parts: impl Iterator<Item = &'a DraftPart>) -> String {
    let texts: Vec<&str> = parts.map(|part| part.text.as_str()).collect();
    texts.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixed() -> Draft {
        let mut draft = Draft::default();
        draft.add(DraftFor::Note, "{\"a\": note}");
        draft.add(DraftFor::Safety, "told the \"team\"\nat once");
        draft.add(DraftFor::ChildWords, "I want Gran.");
        draft.add(DraftFor::Board, "Jay mends");
        draft
    }

    #[test]
    fn words_come_back_with_what_they_were_meant_for() {
        assert_eq!(Draft::read(&mixed().write()), mixed());
    }

    #[test]
    fn a_note_alone_is_kept_as_plain_text_and_read_so() {
        let mut draft = Draft::default();
        draft.add(DraftFor::Note, "He said");
        draft.add(DraftFor::Note, "about the gate");
        assert_eq!(draft.write(), "He said\nabout the gate");
        let read = Draft::read("He said\nabout the gate");
        assert_eq!(read.text_for(DraftFor::Note), "He said\nabout the gate");
        assert!(Draft::read("").is_empty());
        assert_eq!(Draft::default().write(), "");
    }

    #[test]
    fn parts_that_cannot_be_read_are_a_note() {
        let read = Draft::read("\u{1}[broken");
        assert_eq!(read.text_for(DraftFor::Note), "[broken");
    }

    #[test]
    fn a_part_of_a_newer_version_waits_untouched_and_takes_no_layer_with_it() {
        let kept = "\u{1}[{\"for\":\"safety\",\"text\":\"told\"},\
                    {\"for\":\"song\",\"text\":\"la\",\"key\":[1]},{\"for\":\"note\",\"text\":\"He said\"}]";
        let mut read = Draft::read(kept);
        assert_eq!(read.take(DraftFor::Safety), "told");
        assert_eq!(read.take(DraftFor::Note), "He said");
        assert!(read.parts.is_empty() && !read.is_empty());
        read.forget(EraseRule::WorkingNotes);
        let written = read.write();
        assert!(
            written.contains("song") && written.contains("la"),
            "{written}"
        );
        assert_eq!(Draft::read(&written), read);
    }

    #[test]
    fn what_was_answered_about_a_childs_words_is_kept_with_them() {
        let part = DraftPart {
            meant_for: DraftFor::ChildWords,
            text: "I want Gran.".to_owned(),
            spoken: Some(Spoken {
                child: Some(PersonId(2)),
                given: "drawn".to_owned(),
                read_out: false,
            }),
        };
        let draft = Draft {
            parts: vec![part],
            ..Draft::default()
        };
        assert_eq!(Draft::read(&draft.write()), draft);
    }

    #[test]
    fn each_rule_forgets_its_own() {
        let mut draft = mixed();
        draft.forget(EraseRule::AgreedOnly);
        assert!(draft.has(DraftFor::Note) && !draft.has(DraftFor::Board));
        draft.forget(EraseRule::WorkingNotes);
        assert!(!draft.has(DraftFor::Note));
        assert!(draft.has(DraftFor::Safety) && draft.has(DraftFor::ChildWords));
    }

    #[test]
    fn pieces_hold_everything() {
        let text = format!("{}\n{}", "ä".repeat(15_000), "b".repeat(30_000));
        let pieces = pieces(&text);
        assert!(
            pieces
                .iter()
                .all(|piece| piece.chars().count() <= LONGEST_WORDS)
        );
        assert_eq!(pieces.len(), 3);
        assert_eq!(pieces.concat(), text);
    }
}
