//! What a document says, before it has a form.
//!
//! A [`Paper`] is made once from a case and then set as plain text, Markdown, HTML or PDF by the
//! room `form`, so that no form can say more than another. Its words are cleaned, and
//! right-to-left words among ours are kept apart, before they come here.

mod agreement;
mod item;
#[cfg(test)]
mod tests;

pub use agreement::{agreement, copy};

/// Stands on every page, or on every part where there are no pages, of a practice case's papers.
pub const WATERMARK: &str = "PRACTICE - a fictional case, not a real one";

/// How a paper is set for the person who reads it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Print {
    /// The usual size.
    #[default]
    Usual,
    /// Large print: letters of 18 points at least, one column.
    Large,
    /// Easy-read: one idea a line, bigger letters, more space, everyday words.
    EasyRead,
}

/// A document: a title, what stands on each page, and its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// What it is called.
    pub title: String,
    /// Language of its words, as a BCP 47 tag.
    pub language: String,
    /// Whether the case is fictional, so that the watermark stands on every page.
    pub practice: bool,
    /// How it is set.
    pub print: Print,
    /// What stands at the foot of every page: reference, version, fingerprint.
    pub foot: String,
    /// Under the title, a line each.
    pub head: Vec<String>,
    /// The parts, in the order in which they are read.
    pub parts: Vec<Part>,
}

/// A part of a paper under a heading of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is about.
    pub heading: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Part {
    /// A part that says nothing yet.
    pub fn new(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            blocks: Vec::new(),
        }
    }

    /// Adds a paragraph; one without words is left out.
    pub fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::Said(text));
        }
    }

    /// Adds an entry of a list.
    pub fn list(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Listed(text.into()));
    }
}

/// The smallest thing that is set as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Said(String),
    /// An entry of a list.
    Listed(String),
    /// A label and what belongs to it.
    Told(Told),
    /// Somebody's own words, set apart from ours.
    Quoted(String),
    /// Something that was agreed: its number, its words, and what was answered about it.
    Item {
        /// Its place in the list, from 1.
        number: u16,
        /// What was agreed.
        words: String,
        /// What was answered about it, in the order in which it was asked.
        told: Vec<Told>,
    },
    /// A line to sign on, with the name under it.
    SignHere(String),
}

/// A label and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it is about, such as `By when`.
    pub label: String,
    /// What was said.
    pub text: String,
}
