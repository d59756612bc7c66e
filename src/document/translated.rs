//! A paper in another language, as far as there are words of papers in it.
//!
//! What people said and agreed is never put into other words. Headings, labels and the sentences
//! that a paper has of itself stand in the other language where the file of its words has them;
//! every heading and label that it lacks stays as it is, and the paper lists it.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::paper::{Block, Field, Paper, Part, Told};
use crate::clean::{Shape, clean};
use crate::script::{Script, SessionKind};

/// The words that are shipped, by their language.
const SHIPPED: [(&str, &str); 1] = [("cy", include_str!("../../scripts/papers/cy.json"))];
/// Stands in a sentence for what is different each time, such as a name or a day.
const GAP: &str = "{}";
/// How a day stands on paper.
const DAYS: [&str; 2] = ["%A %-d %B %Y", "%-d %B %Y"];
/// Labels of days; what is said beside the day in brackets is somebody's.
const OF_DAYS: [&str; 4] = ["From", "It starts on", "By when", "It is done by"];
/// Parts in which somebody speaks.
const OF_PEOPLE: [&str; 3] = [
    "What this is for",
    "Why we made this",
    "In the child's own words",
];
/// Parts whose lists are of names and our own words.
const OF_COPIES: [&str; 3] = ["Copies", "Who gets a copy", "Left out of this copy"];

/// Parts that list who was there, each with their roles.
const OF_ROLES: [&str; 2] = ["Who took part", "Who was there"];
/// Parts whose lists end with how each line is covered, and by which items.
const OF_COVERAGE: [&str; 2] = ["What a safe plan must contain", "The questions"];
/// How a line is covered, before the numbers of items.
const BEFORE_NUMBERS: [&str; 2] = ["met by ", "answered by "];
/// What stands between numbers of items.
const BETWEEN_NUMBERS: &str = " and ";
/// The label of what somebody decided, before their name.
const DECISION: &str = "Decision of ";
/// What somebody answers beside a yes; their name is the label.
const ANSWERS: [&str; 3] = [
    "would say yes to another wording",
    "not yet",
    "does not answer, and does not stand in the way",
];
/// What stands between our words and somebody's.
const DASH: &str = " - ";
/// What is said of somebody beside their roles, before a name.
const BEFORE_NAMES: [&str; 2] = ["here for ", "heard through "];

/// The words of papers in one language, by the words in the program's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperWords {
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// Its name in itself.
    pub name: String,
    /// Headings, labels and sentences; `{}` stands for what is different each time.
    pub words: BTreeMap<String, String>,
}

impl PaperWords {
    /// Those that the program has of a language; none of it where it has none.
    pub fn shipped(language: &str) -> Self {
        let found = SHIPPED.iter().find(|(tag, _)| *tag == language);
        let read = found.and_then(|(_, text)| Self::read(text.as_bytes()).ok());
        read.unwrap_or_else(|| Self {
            language: language.to_owned(),
            ..Self::default()
        })
    }

    /// The languages that the program has words of, each with its name in itself.
    pub fn languages() -> Vec<(&'static str, String)> {
        let shipped = SHIPPED.iter();
        let shipped = shipped.map(|(tag, _)| (*tag, Self::shipped(tag).name));
        shipped.collect()
    }

    /// Reads those of a file, each cleaned.
    ///
    /// # Errors
    /// The place of the first fault, where it is no such file.
    pub fn read(bytes: &[u8]) -> serde_json::Result<Self> {
        let read: Self = serde_json::from_slice(bytes)?;
        let words = read.words.into_iter();
        let cleaned = |text: String| clean(&text, Shape::Line).text;
        Ok(Self {
            words: words
                .map(|(ours, theirs)| (ours, cleaned(theirs)))
                .collect(),
            ..read
        })
    }

    /// These words, and those of the other where these have none.
    pub fn or(mut self, other: Self) -> Self {
        for (ours, theirs) in other.words {
            self.words.entry(ours).or_insert(theirs);
        }
        self
    }

    /// A heading, label or sentence in this language; as it is where there are no words for it.
    pub fn said(&self, text: &str) -> String {
        self.find(text).unwrap_or_else(|| text.to_owned())
    }

    fn find(&self, text: &str) -> Option<String> {
        if let Some(found) = self.words.get(text) {
            return Some(found.clone());
        }
        let gaps = self.words.iter().filter(|(ours, _)| ours.contains(GAP));
        // The one that says most is meant, where several fit.
        let mut gaps: Vec<_> = gaps.collect();
        gaps.sort_by_key(|(ours, _)| std::cmp::Reverse(ours.len()));
        gaps.into_iter().find_map(|(ours, theirs)| {
            let filled = filled_in(ours, text)?;
            let filled = filled.into_iter().map(|piece| self.day(piece));
            Some(filled.fold(theirs.clone(), |text, piece| text.replacen(GAP, &piece, 1)))
        })
    }

    /// A day with its names in the language; anything else as it is.
    fn day(&self, text: &str) -> String {
        let is_day = |shape: &&str| NaiveDate::parse_from_str(text, shape).is_ok();
        if !DAYS.iter().any(is_day) {
            return text.to_owned();
        }
        let words = text.split(' ');
        let words = words.map(|word| self.words.get(word).map_or(word, String::as_str));
        words.collect::<Vec<&str>>().join(" ")
    }
}

/// What stands in the gaps of a pattern; nothing where the text is not of it.
fn filled_in<'a>(pattern: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut fixed = pattern.split(GAP);
    let mut rest = text.strip_prefix(fixed.next()?)?;
    let mut filled = Vec::new();
    let mut fixed = fixed.peekable();
    while let Some(next) = fixed.next() {
        let end = if fixed.peek().is_none() {
            rest.len()
                .checked_sub(next.len())
                .filter(|_| rest.ends_with(next))?
        } else {
            rest.find(next)?
        };
        let (piece, after) = rest.split_at(end);
        if piece.is_empty() {
            return None;
        }
        filled.push(piece);
        rest = &after[next.len()..];
    }
    Some(filled)
}

/// The same paper with our own words in another language, and a list of those that are not.
pub fn translated(mut paper: Paper, words: &PaperWords) -> Paper {
    let mut translating = Translating {
        words,
        missing: Vec::new(),
    };
    translating.label(&mut paper.title);
    paper
        .head
        .iter_mut()
        .for_each(|line| translating.label(line));
    for part in &mut paper.parts {
        let of_copies = OF_COPIES.contains(&part.heading.as_str());
        let of_people = OF_PEOPLE.contains(&part.heading.as_str());
        let of_roles = OF_ROLES.contains(&part.heading.as_str());
        let of_coverage = OF_COVERAGE.contains(&part.heading.as_str());
        translating.label(&mut part.heading);
        for block in &mut part.blocks {
            if let Block::Said(text) = block
                && !of_people
            {
                translating.label(text);
            } else if let Block::Listed(text) = block
                && of_roles
            {
                translating.person(text);
            } else if let Block::Listed(text) = block
                && of_coverage
            {
                translating.covered(text);
            } else {
                translating.block(block, of_copies);
            }
        }
    }
    let missing = translating.missing;
    let mut last = Part::new(words.said("Not in this language"));
    last.say(words.said("What people said and agreed stands in their own words."));
    for text in missing {
        last.list(text);
    }
    paper.parts.push(last);
    paper.language.clone_from(&words.language);
    paper
}

/// How many of the things to say and ask in a kind of session are in a language, told on a sheet
/// that was translated.
pub fn tell_prompts(paper: &mut Paper, script: &Script, session: &SessionKind, words: &PaperWords) {
    let tag = &words.language;
    let stages = session.stages.iter();
    let prompts: Vec<_> = stages.flat_map(|stage| &stage.prompts).collect();
    let of_it = prompts.iter();
    let of_it = of_it
        .filter(|prompt| prompt.languages.contains_key(tag))
        .count();
    if *tag == script.language || prompts.is_empty() {
        return;
    }
    let text = format!(
        "Things to say or ask that are in this language: {of_it} of {}.",
        prompts.len()
    );
    if let Some(last) = paper.parts.last_mut() {
        last.say(words.find(&text).unwrap_or(text));
    }
}

struct Translating<'a> {
    words: &'a PaperWords,
    /// Headings and labels that the language has no words for, each once.
    missing: Vec<String>,
}

impl Translating<'_> {
    /// A heading or a label: one that is not there is told.
    fn label(&mut self, text: &mut String) {
        if let Some(found) = self.words.find(text) {
            *text = found;
        } else if text.chars().any(char::is_alphabetic) && !self.missing.contains(text) {
            self.missing.push(text.clone());
        }
    }

    /// Somebody with their roles in brackets, and how they took part; their name stays.
    fn person(&mut self, text: &mut String) {
        let Some((name, rest)) = text.split_once(" (") else {
            return;
        };
        let Some((roles, how)) = rest.split_once(')') else {
            return;
        };
        let mut roles: Vec<String> = roles.split(", ").map(str::to_owned).collect();
        for role in &mut roles {
            self.label(role);
        }
        let mut how: Vec<String> = how.split(", ").map(str::to_owned).collect();
        for piece in how.iter_mut().filter(|piece| !piece.is_empty()) {
            match BEFORE_NAMES.iter().find(|lead| piece.starts_with(**lead)) {
                // What is told as missing names nobody.
                Some(lead) if self.words.find(piece).is_none() => {
                    self.label(&mut format!("{lead}…"));
                }
                Some(_) => self.known(piece),
                None => self.label(piece),
            }
        }
        *text = format!("{name} ({}){}", roles.join(", "), how.join(", "));
    }

    /// Somebody's line, and behind it which items cover it.
    fn covered(&mut self, text: &mut String) {
        let Some((line, how)) = text.rsplit_once(DASH) else {
            return;
        };
        let lead = BEFORE_NUMBERS.iter().find(|lead| how.starts_with(**lead));
        let Some(lead) = lead else {
            return;
        };
        let numbers = how.replacen(lead, "", 1).replace(BETWEEN_NUMBERS, ", ");
        match self.words.find(&format!("{lead}{numbers}")) {
            Some(found) => *text = format!("{line}{DASH}{found}"),
            None => self.label(&mut format!("{lead}…")),
        }
    }

    /// What was decided or answered in our words, before a reason in somebody's.
    fn verdict(&mut self, text: &mut String) {
        let (said, reason) = match text.split_once(DASH) {
            Some((said, reason)) => (said, format!("{DASH}{reason}")),
            None => (text.as_str(), String::new()),
        };
        let mut said = said.to_owned();
        self.label(&mut said);
        *text = said + &reason;
    }

    /// Words that are ours or somebody's: they are ours where the language knows them.
    fn known(&self, text: &mut String) {
        if let Some(found) = self.words.find(text) {
            *text = found;
        }
    }

    fn block(&mut self, block: &mut Block, of_copies: bool) {
        match block {
            Block::Said(text) | Block::OneOf(text) => self.known(text),
            Block::Listed(text) if of_copies => self.known(text),
            Block::Listed(_) | Block::Quoted(_) | Block::SignHere(_) => {}
            Block::Told(told) => self.told(told),
            Block::Item { told, .. } => told.iter_mut().for_each(|told| self.told(told)),
            Block::Tick { words, under } => {
                self.known(words);
                for block in under {
                    self.block(block, false);
                }
            }
            Block::Blank(fields) => {
                for Field { label, .. } in fields {
                    self.label(label);
                }
            }
            Block::Timed { words, about, .. } => {
                self.label(words);
                for text in about {
                    self.label(text);
                }
            }
        }
    }

    fn told(&mut self, told: &mut Told) {
        if OF_DAYS.contains(&told.label.as_str()) {
            let (day, said) = match told.text.split_once(" (\"") {
                Some((day, said)) => (day, format!(" (\"{said}")),
                None => (told.text.as_str(), String::new()),
            };
            told.text = self.words.day(day) + &said;
        }
        if told.label.starts_with(DECISION) {
            self.verdict(&mut told.text);
        }
        if ANSWERS.contains(&told.text.as_str()) {
            return self.label(&mut told.text);
        }
        self.label(&mut told.label);
    }
}
