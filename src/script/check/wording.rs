//! Words that are hard to say, or hard to hear.

use unicode_width::UnicodeWidthStr;

use crate::script::placeholder::{Piece, pieces};

use super::{Finding, Path};

/// Columns of a cue line that can be read in block letters from across a room.
const CUE_COLUMNS: usize = 38;
/// Columns that a name takes, as far as anybody can know.
const NAME_COLUMNS: usize = 8;

const LABELS: [&str; 4] = ["victim", "victims", "offender", "offenders"];
const QUESTION_MARKS: [char; 3] = ['?', '？', '؟'];

/// Warns of words that make somebody into what happened.
pub(super) fn warn_of_labels(text: &str, path: &Path, findings: &mut Vec<Finding>) {
    let mut words = text.split(|character: char| !character.is_alphanumeric());
    let label = words.find(|word| LABELS.contains(&word.to_lowercase().as_str()));
    if let Some(label) = label {
        findings.push(
            Finding::warning(
                path.clone(),
                format!("This says \"{label}\" to people."),
                "Say their name, or what happened to whom: \"the person who was harmed\".",
            )
            .about(label),
        );
    }
}

/// Warns of a question with two ideas in it: people answer the second.
pub(super) fn warn_of_two_questions(words: &str, path: &Path, findings: &mut Vec<Finding>) {
    let questions = words
        .chars()
        .filter(|character| QUESTION_MARKS.contains(character))
        .count();
    if questions > 1 {
        findings.push(Finding::warning(
            path.clone(),
            format!("These are {questions} questions in one."),
            "Make each its own prompt, so that each is heard and answered.",
        ));
    }
}

/// Warns of a cue line too wide to be read at a glance.
pub(super) fn warn_of_width(line: &str, path: &Path, findings: &mut Vec<Finding>) {
    let columns: usize = pieces(line)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) | Piece::Unpaired(text) => text.width(),
            Piece::Name | Piece::Role(_) | Piece::Variable(_) => NAME_COLUMNS,
        })
        .sum();
    if columns > CUE_COLUMNS {
        findings.push(Finding::warning(
            path.clone(),
            format!("This line of the cue is {columns} columns wide; {CUE_COLUMNS} can be read at a glance."),
            "Shorten it, or divide it; a cue may have three lines. The full sentence belongs in `words`.",
        ));
    }
}
