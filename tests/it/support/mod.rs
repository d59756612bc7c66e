//! The small world in which stories are told: clock, ids, paths and terminal are handed in.

pub mod conference;
pub mod files;
pub mod random;
mod round_trip;
mod scripts;
pub mod small;
pub mod stage;
pub mod story;
mod terminal;

pub use crate::rig::StepClock;
pub use scripts::{case_of, shipped_scripts, shipped_texts};
pub use terminal::Terminal;
