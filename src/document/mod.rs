//! A case as documents: the saved plan, plain text for people, and the timeline;
//! and a script as a page and as a running sheet.
//!
//! Everything here is pure: a case goes in, bytes or text come out. Only what was
//! closed becomes a plan; working notes, concerns and struck words never reach
//! this room's output.

pub mod attendance;
pub mod counting;
#[cfg(test)]
pub(crate) mod fixtures;
mod page;
pub mod plan;
pub mod running_sheet;
pub mod schedule;
pub mod script_page;
mod script_words;
pub mod seat_plan;
mod sheet;
pub mod text;
pub mod timeline;
pub mod who_came;
