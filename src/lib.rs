//! Talking Piece walks a facilitator through a restorative conference or a
//! family group conference, loses nothing, and saves the agreed plan as JSON.

pub mod case;
pub mod clean;
pub mod cli;
pub mod clock;
pub mod desk;
pub mod document;
pub mod practice;
pub mod problem;
pub mod script;
pub mod script_file;
pub mod store;
pub mod tui;
