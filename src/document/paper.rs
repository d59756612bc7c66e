//! What a document says, before it has a form.
//!
//! A [`Paper`] is made once from a case and then set as plain text, Markdown, HTML or PDF by the
//! room `form`, so that no form can say more than another. Its words are cleaned, and
//! right-to-left words among ours are kept apart, before they come here.

mod agreement;
mod item;
mod signing;
#[cfg(test)]
mod tests;

pub use agreement::{agreement, copy};

/// Stands on every page, or at head and foot where there are no pages, of a practice case's papers.
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
    /// What it is about; empty where it needs no heading.
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

    /// Whether hands sign in it, who see the heading above them and each other's lines.
    pub fn is_to_be_signed(&self) -> bool {
        let signs = |block: &Block| matches!(block, Block::SignHere(_));
        let dated = |block: &Block| {
            let Block::Blank(fields) = block else {
                return false;
            };
            let rooms: Vec<Room> = fields.iter().map(|field| field.room).collect();
            rooms == [Room::Words, Room::Short]
        };
        self.blocks.iter().any(signs) || (!self.blocks.is_empty() && self.blocks.iter().all(dated))
    }

    /// Adds a paragraph; one without words is left out.
    pub fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::Said(text));
        }
    }

    /// Adds a row for a hand to fill in.
    pub fn blank(&mut self, fields: Vec<Field>) {
        self.blocks.push(Block::Blank(fields));
    }

    /// Adds a box to tick, with nothing that belongs to it.
    pub fn tick(&mut self, words: impl Into<String>) {
        self.blocks.push(Block::Tick {
            words: words.into(),
            under: Vec::new(),
        });
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
    /// A box to tick, its words, and what belongs to it.
    Tick {
        /// What is done, asked or seen to.
        words: String,
        /// What belongs to it, set in from the edge.
        under: Vec<Block>,
    },
    /// One of several ways, of which a hand marks one.
    OneOf(String),
    /// A row for a hand to fill in.
    Blank(Vec<Field>),
    /// A step with its time, drawn as long as it takes.
    Timed {
        /// When it begins.
        at: String,
        /// What it is.
        words: String,
        /// Minutes; none for a moment, such as the end.
        minutes: u16,
        /// What is said of it.
        about: Vec<String>,
    },
}

impl Block {
    /// Minutes of the longest step among blocks, which the others are drawn beside.
    pub fn longest<'a>(blocks: impl IntoIterator<Item = &'a Self>) -> u16 {
        let minutes = blocks.into_iter().map(|block| match block {
            Self::Timed { minutes, .. } => *minutes,
            Self::Said(_)
            | Self::Listed(_)
            | Self::Told(_)
            | Self::Quoted(_)
            | Self::Item { .. }
            | Self::SignHere(_)
            | Self::Tick { .. }
            | Self::OneOf(_)
            | Self::Blank(_) => 0,
        });
        minutes.max().unwrap_or(0)
    }
}

/// A place for a hand to write in, or a box to tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it is for; may be empty.
    pub label: String,
    /// How much room it needs.
    pub room: Room,
}

/// How much room a hand needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Words: as much as the line has left.
    Words,
    /// A few letters or figures, such as a date.
    Short,
    /// A time of day.
    Time,
    /// A box to tick, before its label.
    Tick,
}

impl Field {
    /// Room for words.
    pub fn words(label: impl Into<String>) -> Self {
        Self::new(label, Room::Words)
    }

    /// Room for a date or a number.
    pub fn short(label: impl Into<String>) -> Self {
        Self::new(label, Room::Short)
    }

    /// Room for a time of day.
    pub fn time(label: impl Into<String>) -> Self {
        Self::new(label, Room::Time)
    }

    /// A box to tick.
    pub fn tick(label: impl Into<String>) -> Self {
        Self::new(label, Room::Tick)
    }

    fn new(label: impl Into<String>, room: Room) -> Self {
        Self {
            label: label.into(),
            room,
        }
    }
}

/// A label and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it is about, such as `By when`.
    pub label: String,
    /// What was said.
    pub text: String,
}
