//! Keeps the published schemas and the reader in step with the types.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde_json::Value;

use crate::practice::PracticeCase;
use crate::script::{Evaluation, RetentionRules, RuleSet, Script};

use super::{
    EVALUATION_SCHEMA, PRACTICE_CASE_SCHEMA, RETENTION_SCHEMA, RULE_SET_SCHEMA, SCRIPT_SCHEMA,
    SETTINGS_SCHEMA,
};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas")
}

fn schema_of<T: JsonSchema>(title: &str) -> String {
    let mut schema = schemars::schema_for!(T);
    schema.insert("title".to_owned(), title.into());
    let mut text = serde_json::to_string_pretty(&schema).unwrap();
    text.push('\n');
    text
}

fn assert_current(name: &str, made: &str, published: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(folder()).unwrap();
        std::fs::write(folder().join(name), made).unwrap();
        return;
    }
    assert_eq!(
        made, published,
        "schemas/{name} is stale; run the tests once with UPDATE=1"
    );
}

#[test]
fn published_schemas_are_made_from_the_types() {
    let script = schema_of::<Script>("Script of Talking Piece");
    assert_current("script.schema.json", &script, SCRIPT_SCHEMA);
    let case = schema_of::<PracticeCase>("Practice case of Talking Piece");
    assert_current("practice-case.schema.json", &case, PRACTICE_CASE_SCHEMA);
    let rules = schema_of::<RuleSet>("Rule set of Talking Piece");
    assert_current("rule-set.schema.json", &rules, RULE_SET_SCHEMA);
    let form = schema_of::<Evaluation>("Evaluation form of Talking Piece");
    assert_current("evaluation.schema.json", &form, EVALUATION_SCHEMA);
    let retention = schema_of::<RetentionRules>("Retention rules of Talking Piece");
    assert_current("retention.schema.json", &retention, RETENTION_SCHEMA);
}

/// Everything that the reader knows how to hold a text against.
const UNDERSTOOD: [&str; 20] = [
    "$defs",
    "$ref",
    "$schema",
    "additionalProperties",
    "anyOf",
    "const",
    "default",
    "description",
    "enum",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "oneOf",
    "pattern",
    "properties",
];

fn assert_understood(schema: &Value) {
    for (keyword, value) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$defs" | "properties" => value
                .as_object()
                .unwrap()
                .values()
                .for_each(assert_understood),
            "items" => assert_understood(value),
            "anyOf" | "oneOf" => value.as_array().unwrap().iter().for_each(assert_understood),
            "additionalProperties" if value.is_object() => assert_understood(value),
            "pattern" => assert_eq!(value, "^[a-z0-9][a-z0-9-]*$"),
            "format" => assert!(value == "uint16" || value == "uint32"),
            "required" | "title" | "type" => {}
            other => assert!(
                UNDERSTOOD.contains(&other),
                "the reader does not know `{other}`"
            ),
        }
    }
}

#[test]
fn the_reader_understands_every_word_of_the_schemas() {
    let all = [
        SCRIPT_SCHEMA,
        PRACTICE_CASE_SCHEMA,
        RULE_SET_SCHEMA,
        EVALUATION_SCHEMA,
        RETENTION_SCHEMA,
        SETTINGS_SCHEMA,
    ];
    for text in all {
        assert_understood(&serde_json::from_str(text).unwrap());
    }
}
