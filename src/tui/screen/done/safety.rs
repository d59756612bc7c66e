//! What was done about a safety mark: three questions, kept as one text.

use chrono::{DateTime, FixedOffset};

use crate::tui::widget::{Field, Form};

/// The most characters of one answer.
const LONGEST: usize = 2_000;

/// The three questions, as they begin lines of the text that is kept.
const QUESTIONS: [(&str, &str); 3] = [
    (
        "What was done?",
        "Such as: spoke with Ann alone, rang the duty worker.",
    ),
    ("Who was told?", "By name or by what they do."),
    ("When?", "The day and the time, as you would say it."),
];

/// A form with the three questions.
pub(super) fn form(now: DateTime<FixedOffset>) -> Form {
    let fields = QUESTIONS.iter();
    let fields = fields.map(|(ask, hint)| Field::text(ask, hint, "", LONGEST));
    Form::new(fields.collect(), now.date_naive())
}

/// What was answered, one line for each question; empty where nothing was.
pub(super) fn text(form: &Form) -> String {
    let answers = QUESTIONS.iter().zip(&form.fields);
    let lines: Vec<String> = answers
        .filter(|(_, field)| !field.words().trim().is_empty())
        .map(|((ask, _), field)| format!("{ask} {}", field.words().trim()))
        .collect();
    lines.join("\n")
}
