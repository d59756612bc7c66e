//! The published schemas, as the reader uses them: one source for both.

use std::sync::OnceLock;

use serde_json::Value;

use crate::{practice, script};

/// A schema that `schemars` made from our own types.
///
/// Only the words that it really uses are understood; a test fails when it
/// begins to use another.
pub(super) struct Schema {
    root: Value,
    subject: &'static str,
    newest_format: u32,
    number: usize,
}

/// Text of the published schema of scripts.
pub const SCRIPT_SCHEMA: &str = include_str!("../../schemas/script.schema.json");
/// Text of the published schema of practice cases.
pub const PRACTICE_CASE_SCHEMA: &str = include_str!("../../schemas/practice-case.schema.json");
/// Text of the published schema of rule sets.
pub const RULE_SET_SCHEMA: &str = include_str!("../../schemas/rule-set.schema.json");
/// Text of the published schema of evaluation forms.
pub const EVALUATION_SCHEMA: &str = include_str!("../../schemas/evaluation.schema.json");
/// Text of the published schema of retention rules.
pub const RETENTION_SCHEMA: &str = include_str!("../../schemas/retention.schema.json");
/// Text of the published schema of the settings.
pub const SETTINGS_SCHEMA: &str = include_str!("../../schemas/settings.schema.json");

/// The rule-set format that this program reads.
const RULE_SET_FORMAT: u32 = 1;
/// The format of evaluation forms that this program reads.
const EVALUATION_FORMAT: u32 = 1;
/// The format of retention rules that this program reads.
const RETENTION_FORMAT: u32 = 1;
/// The format of the settings, which name none yet.
const SETTINGS_FORMAT: u32 = 1;

impl Schema {
    pub(super) fn script() -> &'static Self {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| Self::new(SCRIPT_SCHEMA, "script", script::FORMAT, 0))
    }

    pub(super) fn practice_case() -> &'static Self {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| Self::new(PRACTICE_CASE_SCHEMA, "practice case", practice::FORMAT, 1))
    }

    pub(super) fn rule_set() -> &'static Self {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| Self::new(RULE_SET_SCHEMA, "rule set", RULE_SET_FORMAT, 2))
    }

    pub(super) fn settings() -> &'static Self {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| Self::new(SETTINGS_SCHEMA, "settings file", SETTINGS_FORMAT, 3))
    }

    pub(super) fn evaluation() -> &'static Self {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| Self::new(EVALUATION_SCHEMA, "evaluation form", EVALUATION_FORMAT, 4))
    }

    pub(super) fn retention() -> &'static Self {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| {
            Self::new(
                RETENTION_SCHEMA,
                "set of retention rules",
                RETENTION_FORMAT,
                5,
            )
        })
    }

    fn new(text: &str, subject: &'static str, newest_format: u32, number: usize) -> Self {
        Self {
            // A test reads every schema, so this cannot fail in a built program.
            root: serde_json::from_str(text).unwrap_or_default(),
            subject,
            newest_format,
            number,
        }
    }

    /// How many schemas there are.
    pub(super) const COUNT: usize = 6;

    /// Tells it from the others, from 0.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// The newest format of it that this program reads.
    pub(super) fn newest_format(&self) -> u32 {
        self.newest_format
    }

    /// What the schema describes, as messages call it.
    pub(super) fn subject(&self) -> &'static str {
        self.subject
    }

    pub(super) fn root(&self) -> &Value {
        &self.root
    }

    /// Follows references and leaves `null` aside, to what a value must really be.
    pub(super) fn resolve<'a>(&'a self, mut schema: &'a Value) -> &'a Value {
        loop {
            if let Some(reference) = schema["$ref"].as_str() {
                let name = reference.strip_prefix("#/$defs/").unwrap_or(reference);
                schema = &self.root["$defs"][name];
            } else if let Some(choices) = schema["anyOf"].as_array() {
                let Some(real) = choices.iter().find(|choice| choice["type"] != "null") else {
                    return schema;
                };
                schema = real;
            } else {
                return schema;
            }
        }
    }
}

/// Whether a field may be `null`, which means the same as leaving it out.
pub(super) fn allows_null(schema: &Value) -> bool {
    let listed = |value: &Value| {
        value == "null"
            || value
                .as_array()
                .is_some_and(|types| types.iter().any(|name| name == "null"))
    };
    listed(&schema["type"])
        || schema["anyOf"]
            .as_array()
            .is_some_and(|choices| choices.iter().any(|choice| listed(&choice["type"])))
}

/// The words that a value may be, where it is one of a few; with what each means.
pub(super) fn known_words(schema: &Value) -> Vec<&str> {
    let listed = schema["enum"].as_array().into_iter().flatten();
    let constants = schema["oneOf"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|choice| {
            let several = choice["enum"].as_array().into_iter().flatten();
            choice.get("const").into_iter().chain(several)
        });
    listed.chain(constants).filter_map(Value::as_str).collect()
}

/// The type that a value must have, in the words of JSON Schema.
pub(super) fn expected_type(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(name) => name,
        Value::Array(names) => names
            .iter()
            .filter_map(Value::as_str)
            .find(|name| *name != "null")
            .unwrap_or(""),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => {
            if schema["oneOf"].is_array() {
                "string"
            } else {
                ""
            }
        }
    }
}
