//! What was found in a text, with line and column.

use std::ops::Range;

use serde::Serialize;

use crate::clean::{Shape, clean};
use crate::script::check::{Finding, Level};

/// The most findings that are kept. Whoever has more has one fault many times.
pub(super) const MAXIMUM_FINDINGS: usize = 500;

/// One finding and where it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Located {
    /// Where in the script, such as `sessions[0].stages[2].minutes`; empty for the whole text.
    pub path: String,
    /// Counted from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Characters into the line, counted from 1; 0 where the whole file is meant.
    pub column: usize,
    /// `fault` or `warning`.
    pub level: &'static str,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
    #[serde(skip)]
    pub(super) range: Option<Range<usize>>,
}

/// Everything that was found in one text, in its order.
///
/// Displayed, it shows each finding with its line and a caret, in plain text
/// without colour; serialized, it is a list for programs. Nothing in either
/// form can move a cursor or hide words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub(super) source_name: String,
    pub(super) text: String,
    pub(super) findings: Vec<Located>,
}

/// Why a text is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{report}")]
pub struct ScriptFaults {
    /// What kind of refusal it is, for the exit code.
    pub kind: FaultKind,
    /// Every fault, and the warnings that were found with them.
    pub report: Report,
}

/// What kind of refusal it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// The text is not a script, or has faults.
    Faulty,
    /// The text is written for a newer version of the program.
    Newer,
}

impl Report {
    pub(super) fn new(source_name: &str, text: &str) -> Self {
        Self {
            source_name: clean(source_name, Shape::Line).text,
            text: text.to_owned(),
            findings: Vec::new(),
        }
    }

    /// Everything that was found, in the order of the text.
    pub fn findings(&self) -> &[Located] {
        &self.findings
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Name of the text, as shown.
    pub fn source_name(&self) -> &str {
        &self.source_name
    }

    /// The first thing that was found, with its place, in a row of sentences; and how many more
    /// there are.
    pub fn in_a_row(&self) -> String {
        let Some(first) = self.findings.first() else {
            return String::new();
        };
        let place = match (first.line, first.column) {
            (0, _) | (_, 0) => String::new(),
            (line, column) => format!("Line {line}, column {column}: "),
        };
        let more = match self.findings.len() - 1 {
            0 => String::new(),
            1 => "1 more fault.".to_owned(),
            more => format!("{more} more faults."),
        };
        let told = format!("{place}{} {} {more}", first.message, first.help);
        clean(told.trim(), Shape::Line).text
    }

    pub(super) fn has_faults(&self) -> bool {
        self.findings.iter().any(|found| found.level == FAULT)
    }

    pub(super) fn is_full(&self) -> bool {
        self.findings.len() >= MAXIMUM_FINDINGS
    }

    /// Adds a finding at a place in the text.
    pub(super) fn add(&mut self, finding: Finding, range: Range<usize>) {
        if self.is_full() {
            return;
        }
        let (line, column) = line_and_column(&self.text, range.start);
        self.push(finding, line, column, Some(range));
    }

    /// Adds a finding about the file as a whole, or a place that cannot be shown.
    pub(super) fn add_without_excerpt(&mut self, finding: Finding, line: usize, column: usize) {
        self.push(finding, line, column, None);
    }

    pub(super) fn sort(&mut self) {
        self.findings
            .sort_by_key(|found| (found.line, found.column));
    }

    fn push(&mut self, finding: Finding, line: usize, column: usize, range: Option<Range<usize>>) {
        let level = match finding.level {
            Level::Fault => FAULT,
            Level::Warning => WARNING,
        };
        self.findings.push(Located {
            path: finding.path.to_string(),
            line,
            column,
            level,
            message: finding.message,
            help: finding.help,
            range,
        });
    }
}

pub(super) const FAULT: &str = "fault";
const WARNING: &str = "warning";

impl Serialize for Report {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.findings.serialize(serializer)
    }
}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |position| position + 1);
    (line, before[start..].chars().count() + 1)
}
