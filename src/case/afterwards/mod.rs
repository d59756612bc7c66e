//! The ten minutes after a meeting: how people go home, who is told what, on which days somebody
//! gets in touch, and the facilitator's own look back.
//!
//! All of it is recorded once the meeting is over, and each of it may wait. What was asked of
//! somebody's way home belongs to the restricted layer, and no rule forgets it. The look back is
//! the facilitator's alone: nothing but the screen on which it is written shows it, and one
//! command forgets it.

mod events;
mod rules;
mod taking_in;

pub use events::{AfterwardsEvent, SafeHome};
pub use rules::AfterwardsCommand;
pub use taking_in::{Afterwards, Told, WayHome};

pub(super) use events::words_of_afterwards;
pub(super) use rules::decide;
pub(super) use taking_in::{replaced_by, taken_in};
