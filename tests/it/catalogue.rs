//! The catalogue of faults: what no other test asks for, each by its letter and number, and the
//! table in `tests/README.md` that says which test answers for which fault.

mod clocks;
mod disks;
mod journals;
#[cfg(unix)]
mod processes;
mod scripts;
mod table;

use crate::rig::kept::{Place, Written};

/// Where a case that is not sealed lies.
fn place() -> Place {
    Place::of(Written::Plain)
}
