//! Turns text into a [`Script`](crate::script::Script), or into every fault of
//! it at once with its line and column.

mod ast;
mod practice_case;
mod read;
mod render;
mod report;
mod rule_set;
mod rule_shelf;
mod schema;
mod shape;
mod shelf;
mod shipped;
mod syntax;
mod text;
mod words;

pub use practice_case::{ReadCase, read_case};
pub use read::{Read, read, read_from};
pub use report::{FaultKind, Located, Report, ScriptFaults};
pub use rule_set::{ReadRules, read_rules};
pub use rule_shelf::{RuleShelf, ShelvedRules};
pub use schema::{PRACTICE_CASE_SCHEMA, RULE_SET_SCHEMA, SCRIPT_SCHEMA};
pub use shelf::{Broken, Origin, SetAside, Shelf, Shelved, ShelvedCase};
pub use text::MAXIMUM_BYTES;

/// Whether a text is, to the byte, that of a script inside the program: one that the
/// program's own tests have read and checked.
pub fn is_shipped(text: &str) -> bool {
    shipped::SCRIPTS.iter().any(|(_, known)| *known == text)
}

#[cfg(test)]
mod rule_set_tests;
#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod shelf_tests;
#[cfg(test)]
mod tests;
