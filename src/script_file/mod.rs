//! Turns text into a [`Script`](crate::script::Script), or into every fault of
//! it at once with its line and column.

mod ast;
mod copying;
mod evaluation;
mod evaluation_shelf;
mod heading;
mod kind;
mod practice_case;
mod quick;
mod read;
mod render;
mod report;
mod retention;
mod rule_set;
mod rule_shelf;
mod schema;
mod settings;
mod shape;
mod shelf;
mod shipped;
mod standing_back;
mod syntax;
mod text;
mod words;

pub use copying::with_fields;
pub use evaluation::{ReadEvaluation, read_evaluation};
pub use evaluation_shelf::{EvaluationShelf, ShelvedEvaluation};
pub use heading::{CaseHeading, Heading, script_named_in};
pub use kind::{FileKind, first_id, kind_of};
pub use practice_case::{ReadCase, read_case, read_case_alone};
pub use read::{Read, read, read_from, read_knowing};
pub use report::{FaultKind, Located, Report, ScriptFaults};
pub use retention::{
    OWN_RETENTION, RetentionRead, read_retention, shipped_retention, shipped_retention_text,
};
pub use rule_set::{ReadRules, read_rules};
pub use rule_shelf::{RuleShelf, ShelvedRules};
pub use schema::{
    EVALUATION_SCHEMA, PRACTICE_CASE_SCHEMA, RETENTION_SCHEMA, RULE_SET_SCHEMA, SCRIPT_SCHEMA,
    SETTINGS_SCHEMA,
};
pub use settings::{ReadSettings, read_settings};
pub use shape::is_name;
pub use shelf::{Broken, Origin, Shelf, Shelved, ShelvedCase, read_shipped, read_shipped_case};
pub use standing_back::SetAside;
pub use text::MAXIMUM_BYTES;

/// The two scripts that most people come for; lists to choose from begin with them.
const MAIN: [&str; 2] = ["restorative-conference", "family-group-conference"];

/// The place of a script in a list to choose from: the main ones first, the others level.
pub fn place_in_lists(id: &str) -> usize {
    MAIN.iter()
        .position(|main| *main == id)
        .unwrap_or(MAIN.len())
}

/// Every file inside the program with its text: scripts, practice cases, rule sets, evaluation
/// forms, retention rules.
pub fn shipped_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    let scripts = shipped::SCRIPTS
        .iter()
        .map(|known| (known.file, *known.text));
    let cases = shipped::CASES.iter().map(|known| (known.file, *known.text));
    scripts
        .chain(cases)
        .chain(shipped::RULES.iter().copied())
        .chain(shipped::EVALUATIONS.iter().copied())
        .chain(shipped::RETENTION.iter().copied())
}

/// Whether a text is, to the byte, that of a script inside the program: one that the
/// program's own tests have read and checked.
pub fn is_shipped(text: &str) -> bool {
    shipped::SCRIPTS.iter().any(|known| *known.text == text)
}

#[cfg(test)]
mod evaluation_tests;
#[cfg(test)]
mod field_tests;
#[cfg(test)]
mod quick_tests;
#[cfg(test)]
mod retention_tests;
#[cfg(test)]
mod rule_set_tests;
#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod shelf_tests;
#[cfg(test)]
mod shipped_tests;
#[cfg(test)]
mod tests;
