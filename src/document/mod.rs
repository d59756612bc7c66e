//! A case as documents: the saved plan, papers for people in several forms, and the timeline;
//! and a script as a page and as a running sheet.
//!
//! Everything here is pure: a case goes in, bytes or text come out. Only what was
//! closed becomes a plan; working notes, concerns and struck words never reach
//! this room's output.

pub mod access;
pub mod attendance;
pub mod bringing;
pub mod calendar;
pub mod changes;
pub mod copy;
pub mod counting;
mod direction;
pub mod evaluation;
pub mod fidelity;
pub mod fingerprint;
#[cfg(test)]
pub(crate) mod fixtures;
pub mod form;
pub mod handing_out;
#[cfg(test)]
mod hostile_tests;
mod page;
pub mod paper;
pub mod plan;
pub mod redacted;
pub mod running_sheet;
pub mod schedule;
pub mod script_page;
mod script_words;
pub mod seat_plan;
mod sheet;
pub mod table;
pub mod tasks;
pub mod timeline;
pub mod translated;
pub mod who_came;
