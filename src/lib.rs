//! Talking Piece walks a facilitator through a restorative conference or a
//! family group conference, loses nothing, and saves the agreed plan as JSON.
//!
//! # What always holds
//! - It works offline; no crate in it speaks to a network, and nothing is recorded but what
//!   somebody typed or pressed.
//! - "Saved" means durable: it is shown once the disk confirmed the entry. Typing never waits.
//! - Private time is private: its start, each call and its end can be recorded, nothing else.
//! - Recording follows the script. Where it keeps agreed items only, what was not agreed and
//!   who differed stand in the working notes alone, and closing erases them.
//! - The four outcomes are kept apart, and reasons are asked once the room is empty.
//! - The order of speaking belongs to the people; going back is safe; what was struck is gone.
//! - A case folder stands by itself, with its own copy of the script.
//! - A practice case can never pass for a real one.
//! - Text from outside is cleaned once, at the border, and never cut in silence.
//!
//! # The one way data flows
//! ```text
//! key → Action → Command → decide → Events (stamped) → apply → Case → view
//!       tui      case      case   └→ writer thread: append + sync → "Saved #N" → view
//!                                    store
//! ```
//! [`case::decide`] holds every rule and is pure; [`case::Case::apply`] holds none and cannot
//! fail. A key that can do nothing shows the [`case::Refusal`] as its reason: one rule, one
//! explanation. Words that may have to be forgotten live in the notes file, the wordless fact
//! in the journal; the notes are written first. Time, files, randomness and terminal are
//! handed in, and each has one room that touches it.

pub mod case;
pub mod clean;
pub mod cli;
pub mod clock;
pub mod desk;
pub mod document;
pub mod measure;
pub mod practice;
pub mod problem;
pub mod script;
pub mod script_file;
pub mod store;
pub mod tui;
