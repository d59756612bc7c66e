//! Numbers over many cases, each with what it counts; pure.
//!
//! What people answered on evaluation forms comes here without a name, without a case and without
//! a time. What leaves is a count that nobody can work a single answer out of.

mod counts;
mod slip;

pub use counts::{By, Group, LEAST, Row, Table, Told, count, has_enough};
pub use slip::{FilledForm, OwnWords, Slip, slips};
