//! Forms on which people say how a process was for them: as data, never as code.

use serde::{Deserialize, Serialize};

use super::{EvaluationId, MeasureId, OpenQuestionId, RoleKind, StatementId};

/// A form on which people say how a process was for them.
///
/// It asks about the process and never about a person. What is answered is kept apart from every
/// case and from every name, and is told as counts over many forms alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Where an editor finds the schema; not used by the program.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Version of the format of evaluation forms; now 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub format: u32,
    /// Short name used by scripts, on the command line and in journals.
    pub id: EvaluationId,
    /// Version of this form; a higher number replaces a lower one of the same id.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub version: u32,
    /// Title, as it stands on the form.
    pub title: String,
    /// What whoever fills it in has to know, in a few short sentences.
    pub summary: String,
    /// Where the form comes from, and what keeps its numbers comparable.
    pub source: String,
    /// Who wrote the words.
    pub author: String,
    /// Under which licence the words may be used.
    pub licence: String,
    /// Language of the words as a BCP 47 tag, such as `en-GB`.
    pub language: String,
    /// How many months after a meeting it is asked; straight after it, when left out.
    #[cfg_attr(test, schemars(range(max = 24)))]
    #[serde(default)]
    pub after_months: u16,
    /// Kinds of role whose people may fill it in.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub who: Vec<RoleKind>,
    /// How each statement is answered.
    pub scale: Scale,
    /// What is said, each to be answered by itself.
    #[cfg_attr(test, schemars(length(min = 1, max = 20)))]
    pub statements: Vec<Statement>,
    /// What is answered in people's own words; at most a few.
    #[cfg_attr(test, schemars(length(max = 5)))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<OpenQuestion>,
}

/// How each statement of a form is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Five points from agreeing strongly to disagreeing strongly, or "does not apply".
    FivePoints,
    /// Yes or no; "cannot say" counts among the answers, "does not apply" does not.
    YesOrNo,
    /// Three faces: glad, in between, not glad. For children.
    ThreeFaces,
}

impl Scale {
    /// What can be answered, in the order in which it is offered.
    pub fn answers(self) -> &'static [Ticked] {
        match self {
            Self::FivePoints => &[
                Ticked::AgreeStrongly,
                Ticked::Agree,
                Ticked::Neither,
                Ticked::Disagree,
                Ticked::DisagreeStrongly,
                Ticked::DoesNotApply,
            ],
            Self::YesOrNo => &[
                Ticked::Yes,
                Ticked::No,
                Ticked::CannotSay,
                Ticked::DoesNotApply,
            ],
            Self::ThreeFaces => &[Ticked::Glad, Ticked::InBetween, Ticked::NotGlad],
        }
    }
}

/// What was ticked beside one statement. A statement that was left blank has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ticked {
    /// Five points: the statement fits altogether.
    AgreeStrongly,
    /// Five points: it fits.
    Agree,
    /// Five points: neither.
    Neither,
    /// Five points: it does not fit.
    Disagree,
    /// Five points: it does not fit at all.
    DisagreeStrongly,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Neither yes nor no.
    CannotSay,
    /// The first face.
    Glad,
    /// The face in the middle.
    InBetween,
    /// The last face.
    NotGlad,
    /// It has nothing to do with whoever was asked; no answer to the statement.
    DoesNotApply,
}

impl Ticked {
    /// How it is called on screen and paper. The figures are typed to choose it.
    pub fn title(self) -> &'static str {
        match self {
            Self::AgreeStrongly => "5 agree strongly",
            Self::Agree => "4 agree",
            Self::Neither => "3 neither",
            Self::Disagree => "2 disagree",
            Self::DisagreeStrongly => "1 disagree strongly",
            Self::Yes => "yes",
            Self::No => "no",
            Self::CannotSay => "cannot say",
            Self::Glad => ":-) good",
            Self::InBetween => ":-| in between",
            Self::NotGlad => ":-( not good",
            Self::DoesNotApply => "does not apply",
        }
    }

    /// Whether it is one of the good answers that a share is told of: four and five of five, yes,
    /// the first face.
    pub fn is_good(self) -> bool {
        match self {
            Self::AgreeStrongly | Self::Agree | Self::Yes | Self::Glad => true,
            Self::Neither
            | Self::Disagree
            | Self::DisagreeStrongly
            | Self::No
            | Self::CannotSay
            | Self::InBetween
            | Self::NotGlad
            | Self::DoesNotApply => false,
        }
    }
}

/// One statement of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Name used inside the form and beside what was answered.
    pub id: StatementId,
    /// The statement, as whoever fills the form in would say it: one idea.
    pub says: String,
    /// The same in easy-read words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub easy: Option<String>,
    /// The number that it feeds, where it can be compared with others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
}

/// A number that can be compared over years and between services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its name, the same wherever it is counted.
    pub id: MeasureId,
    /// What it counts, in one sentence that stands beside the number.
    pub means: String,
    /// What it was before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierShare>,
}

/// A share that was published before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EarlierShare {
    /// Of which year.
    #[cfg_attr(test, schemars(range(min = 1970, max = 2200)))]
    pub year: u16,
    /// How many in a hundred.
    #[cfg_attr(test, schemars(range(max = 100)))]
    pub percent: u16,
    /// Of whom, and where it is told.
    pub of: String,
}

/// A question that is answered in people's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenQuestion {
    /// Name used inside the form and beside what was answered.
    pub id: OpenQuestionId,
    /// The question.
    pub ask: String,
    /// The same in easy-read words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub easy: Option<String>,
}

impl Evaluation {
    /// Finds a statement by its id.
    pub fn statement(&self, id: &StatementId) -> Option<&Statement> {
        self.statements.iter().find(|one| &one.id == id)
    }
}
