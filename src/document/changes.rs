//! What changed from one version of an agreement to the next, item by item and word by word.

#[cfg(test)]
mod tests;

use similar::{ChangeTag, TextDiff};

use crate::case::{Case, ClosedAgreement, ClosedItem, ItemDraft, item_details, kind_title};

/// Texts of which so many pairs of words would have to be compared are told apart as a whole.
const MOST_PAIRS: usize = 1_000_000;

/// What became of one item from one version to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange<'a> {
    /// Its place in the older version, from 1, and the item.
    pub before: Option<(usize, &'a ClosedItem)>,
    /// Its place in the newer one, from 1, and the item.
    pub after: Option<(usize, &'a ClosedItem)>,
    /// Its words in both, with what changed in brackets; nothing where they are the same.
    pub words: Option<(String, String)>,
    /// What else was said of it that changed: what it is called, then before and after.
    pub answers: Vec<(&'static str, String, String)>,
}

impl ItemChange<'_> {
    /// Whether it stands in both as it was.
    pub fn is_same(&self) -> bool {
        self.before.is_some()
            && self.after.is_some()
            && self.words.is_none()
            && self.answers.is_empty()
    }
}

/// Each item of two versions: those of the newer one in their order, then those that are gone.
pub fn between<'a>(
    case: &Case,
    before: &'a ClosedAgreement,
    after: &'a ClosedAgreement,
) -> Vec<ItemChange<'a>> {
    let numbered = |agreement: &'a ClosedAgreement| (1..).zip(&agreement.items);
    let mut changes: Vec<ItemChange<'a>> = numbered(after)
        .map(|new| {
            let old = numbered(before).find(|(_, old)| old.item == new.1.item);
            let drafts = old.map(|(_, old)| (&old.draft, &new.1.draft));
            let words = drafts.and_then(|(old, new)| told_apart_in(&old.text, &new.text));
            ItemChange {
                before: old,
                after: Some(new),
                words,
                answers: drafts.map_or_else(Vec::new, |(old, new)| answers(case, old, new)),
            }
        })
        .collect();
    let gone =
        numbered(before).filter(|(_, old)| !after.items.iter().any(|new| new.item == old.item));
    changes.extend(gone.map(|old| ItemChange {
        before: Some(old),
        after: None,
        words: None,
        answers: Vec::new(),
    }));
    changes
}

/// Two texts with the words that changed in brackets; nothing where they are the same.
pub fn told_apart_in(before: &str, after: &str) -> Option<(String, String)> {
    if before == after {
        return None;
    }
    let words = |text: &str| text.split_whitespace().count();
    if words(before).saturating_mul(words(after)) > MOST_PAIRS {
        return Some((format!("[{before}]"), format!("[{after}]")));
    }
    let difference = TextDiff::from_words(before, after);
    let (mut old, mut new) = (Marked::default(), Marked::default());
    for change in difference.iter_all_changes() {
        let word = change.value();
        match change.tag() {
            ChangeTag::Equal => {
                old.add(word, false);
                new.add(word, false);
            }
            ChangeTag::Delete => old.add(word, true),
            ChangeTag::Insert => new.add(word, true),
        }
    }
    Some((old.finish(), new.finish()))
}

/// A text that is written word by word, with brackets around what changed.
#[derive(Default)]
struct Marked {
    text: String,
    /// What changed and is not closed yet.
    changed: String,
}

impl Marked {
    fn add(&mut self, word: &str, changed: bool) {
        // Blanks between two words that changed belong to them; elsewhere they stay outside.
        if changed || (word.trim().is_empty() && !self.changed.is_empty()) {
            self.changed.push_str(word);
        } else {
            self.close();
            self.text.push_str(word);
        }
    }

    fn close(&mut self) {
        let changed = std::mem::take(&mut self.changed);
        let bare = changed.trim();
        if bare.is_empty() {
            self.text.push_str(&changed);
            return;
        }
        let start = changed.len() - changed.trim_start().len();
        let end = changed.trim_end().len();
        self.text.push_str(&changed[..start]);
        self.text.push('[');
        self.text.push_str(bare);
        self.text.push(']');
        self.text.push_str(&changed[end..]);
    }

    fn finish(mut self) -> String {
        self.close();
        self.text
    }
}

/// What changed of an item beside its words: what kind it is, and what was said of it.
fn answers(
    case: &Case,
    before: &ItemDraft,
    after: &ItemDraft,
) -> Vec<(&'static str, String, String)> {
    let details = |draft: &ItemDraft| {
        let kind = ("What it is", kind_title(draft.kind).to_owned());
        let details = item_details(case, draft).into_iter();
        std::iter::once(kind).chain(details).collect::<Vec<_>>()
    };
    let (old, new) = (details(before), details(after));
    let of = |said: &[(&'static str, String)], wanted: &str| {
        let known = said.iter().find(|(called, _)| *called == wanted);
        known.map(|(_, words)| words.clone()).unwrap_or_default()
    };
    let only_new = new
        .iter()
        .filter(|(called, _)| !old.iter().any(|(known, _)| known == called));
    let called = old.iter().chain(only_new).map(|(called, _)| *called);
    called
        .map(|called| (called, of(&old, called), of(&new, called)))
        .filter(|(_, old, new)| old != new)
        .collect()
}
