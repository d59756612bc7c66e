//! What was answered on one form, as it is kept: apart from its case, and its own words apart from
//! its ticks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::script::{EvaluationId, OpenQuestionId, RoleKind, StatementId, Ticked};

/// The ticks of one form. Nothing in it tells of whom or of which case it is; the year is all
/// there is of a time, so that years can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilledForm {
    /// Which form.
    pub form: EvaluationId,
    /// Its version.
    pub version: u32,
    /// The year in which it was typed in.
    pub year: i32,
    /// As what whoever filled it in took part.
    pub kind: RoleKind,
    /// What was answered; what was left blank is not in it.
    pub answers: BTreeMap<StatementId, Ticked>,
}

/// What somebody answered in their own words, apart from what they ticked: words may tell who
/// wrote them, and must not tell what else they answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnWords {
    /// Which form.
    pub form: EvaluationId,
    /// Its version.
    pub version: u32,
    /// The year in which it was typed in.
    pub year: i32,
    /// Which question.
    pub question: OpenQuestionId,
    /// The words.
    pub words: String,
}

/// One line of what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    /// The ticks of one form.
    Filled(FilledForm),
    /// Words to one question.
    Words(OwnWords),
}

impl Slip {
    /// Reads a line; nothing where it is damaged or of a newer program.
    pub fn read(line: &str) -> Option<Self> {
        let filled = serde_json::from_str(line).map(Self::Filled);
        let read = filled.or_else(|_| serde_json::from_str(line).map(Self::Words));
        read.ok()
    }

    /// Which form it is of.
    pub fn form(&self) -> &EvaluationId {
        match self {
            Self::Filled(filled) => &filled.form,
            Self::Words(words) => &words.form,
        }
    }

    /// The year in which it was typed in.
    pub fn year(&self) -> i32 {
        match self {
            Self::Filled(filled) => filled.year,
            Self::Words(words) => words.year,
        }
    }
}

/// The lines to be kept of one form: one for its ticks, and one for each question that was
/// answered; words that were left empty make none.
pub fn slips(filled: &FilledForm, own: &[(OpenQuestionId, String)]) -> Vec<String> {
    let words = own.iter().filter(|(_, words)| !words.trim().is_empty());
    let words = words.map(|(question, words)| OwnWords {
        form: filled.form.clone(),
        version: filled.version,
        year: filled.year,
        question: question.clone(),
        words: words.trim().to_owned(),
    });
    let words = words.filter_map(|words| serde_json::to_string(&words).ok());
    let ticks = (!filled.answers.is_empty()).then(|| serde_json::to_string(filled).ok());
    ticks.flatten().into_iter().chain(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> FilledForm {
        FilledForm {
            form: EvaluationId::new("after-the-meeting"),
            version: 1,
            year: 2026,
            kind: RoleKind::Harmed,
            answers: BTreeMap::from([(StatementId::new("safe"), Ticked::Agree)]),
        }
    }

    #[test]
    fn ticks_and_words_are_lines_of_their_own_that_nothing_joins() {
        let own = [
            (OpenQuestionId::new("helped"), " The tea. ".to_owned()),
            (OpenQuestionId::new("better"), "  ".to_owned()),
        ];
        let lines = slips(&filled(), &own);
        assert_eq!(
            lines,
            [
                r#"{"form":"after-the-meeting","version":1,"year":2026,"kind":"harmed","answers":{"safe":"agree"}}"#,
                r#"{"form":"after-the-meeting","version":1,"year":2026,"question":"helped","words":"The tea."}"#,
            ]
        );
        assert_eq!(Slip::read(&lines[0]), Some(Slip::Filled(filled())));
        assert!(matches!(Slip::read(&lines[1]), Some(Slip::Words(_))));
    }

    #[test]
    fn what_a_newer_program_wrote_is_not_guessed_at() {
        assert_eq!(Slip::read("{}"), None);
        assert_eq!(Slip::read("not JSON"), None);
        let line = slips(&filled(), &[])[0].replace("agree", "agree_a_little");
        assert_eq!(Slip::read(&line), None);
    }
}
