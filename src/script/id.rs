//! Names that script authors give to the parts of a script.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! script_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(
            #[cfg_attr(test, schemars(length(min = 1, max = 60), regex(pattern = "^[a-z0-9][a-z0-9-]*$")))]
            Arc<str>,
        );

        impl $name {
            /// Takes a name as it stands in a script.
            pub fn new(name: impl Into<String>) -> Self {
                Self(name.into().into())
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

script_id! {
    /// Names a script.
    ScriptId
}
script_id! {
    /// Names a role of a script.
    RoleId
}
script_id! {
    /// Names a kind of session of a script.
    SessionKindId
}
script_id! {
    /// Names a stage; one name is used once in a kind of session.
    StageId
}
script_id! {
    /// Names a prompt; one name is used once in a kind of session.
    PromptId
}
script_id! {
    /// Names a gate; one name is used once in a kind of session.
    GateId
}
script_id! {
    /// Names a decision; one name is used once in a kind of session.
    DecisionId
}
script_id! {
    /// Names one outcome of a decision.
    OutcomeId
}
script_id! {
    /// Names an answer that each person can give for themselves.
    AnswerId
}
script_id! {
    /// Names something that people are asked to agree to.
    ConsentId
}
script_id! {
    /// Names a rule set.
    RuleSetId
}
script_id! {
    /// Names a question of a rule set.
    RuleQuestionId
}
script_id! {
    /// Names one answer that a question of a rule set offers.
    RuleAnswerId
}
script_id! {
    /// Names a rule of a rule set.
    RuleId
}
script_id! {
    /// Names an evaluation form.
    EvaluationId
}
script_id! {
    /// Names a statement of an evaluation form.
    StatementId
}
script_id! {
    /// Names a question of an evaluation form that is answered in people's own words.
    OpenQuestionId
}
script_id! {
    /// Names a number that can be compared over years and between services.
    MeasureId
}
