//! A day typed as people say it, shown back in full.

use chrono::NaiveDate;

use crate::case::spoken_date::{DateProblem, parse, spell_out};
use crate::tui::model::Model;
use crate::tui::widget::TextLine;

/// What is said once the meeting was put off.
pub(super) fn goes_on(until: Option<NaiveDate>) -> String {
    until.map_or_else(
        || "The meeting goes on another day.".to_owned(),
        |day| format!("The meeting goes on another day: {}.", spell_out(day)),
    )
}

/// A day typed as people say it; it may be left open.
#[derive(Debug)]
pub(super) struct Day {
    /// What was typed.
    pub line: TextLine,
}

impl Day {
    pub(super) fn new() -> Self {
        let line = TextLine::new("", 80);
        Self { line }
    }

    /// The day; nothing where it was left open.
    pub(super) fn read(&self, model: &Model) -> Result<Option<NaiveDate>, DateProblem> {
        match parse(self.line.text(), model.today()) {
            Ok(day) => Ok(Some(day)),
            Err(DateProblem::Empty) => Ok(None),
            Err(problem) => Err(problem),
        }
    }

    /// The day in full, or what is not clear about it.
    pub(super) fn said(&self, model: &Model) -> String {
        match self.read(model) {
            Ok(Some(day)) => format!("{}. Enter keeps it.", spell_out(day)),
            Ok(None) => "Such as \"friday\" or \"in two weeks\". Enter leaves it open.".to_owned(),
            Err(problem) => problem.to_string(),
        }
    }
}
