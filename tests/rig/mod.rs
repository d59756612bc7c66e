//! What breaks a case on purpose, from a seed. The short runs of `cargo test` and the long ones of
//! the example `soak` are this same code.
//!
//! Each part can also be run against something that is broken on purpose, and has to say so: a
//! part that is content with that tests nothing.

pub mod canary;
mod clock;
pub mod crashes;
pub mod flips;
pub mod fuzz;
pub mod kept;
pub mod killed;
pub mod program;
mod random;
pub mod readable;
pub mod small;
pub mod store;

pub use clock::{ManualClock, StepClock};
pub use random::Random;
