//! What is carried between people who do not meet: messages and letters.
//!
//! A message is offered, worded until its sender says that the words are right, allowed by
//! them to be passed on (all of it, a part, in other words, or not), looked at for what could
//! do harm, and passed on. A letter answers what its receiver asked for before it was written;
//! it is gone through by a list, read by a second person in exactly this wording, and its
//! writer says yes to exactly that. A new wording begins all of this anew. A yes can be taken
//! back until the words were passed on, wherever its giver is and whoever is in the room; whoever
//! takes part no longer takes every yes back with that. More of the same wording can be let go
//! after a part of it was passed on.
//!
//! While one side is in the room, only what was carried to it may be seen of the other, and where
//! both sit together, only what was said there or carried: [`Case::seen`](crate::case::Case::seen).

mod as_seen;
mod called;
mod events;
mod from_afar;
mod message;
mod of_board;
mod order;
mod part;
mod passing;
mod refusal;
mod rules;
mod side;
mod sight;
mod sight_together;
mod sittings;
mod taking_in;
mod tells_of;
mod together;
mod untold;
mod writing;

pub(in crate::case) use events::words_of_carrying;
pub use events::{About, CarriedKind, CarryingCommand, CarryingEvent, Extent, Passing};
pub(in crate::case) use from_afar::{all_taken_back, is_taken_back_from_afar};
pub use message::{Asked, Carrying, Consent, Delivery, Message, SafetyCheck, Wording};
pub use order::NextStep;
pub use refusal::CarryingRefusal;
pub(in crate::case) use rules::decide;
pub use side::HiddenBy;
pub(in crate::case) use side::allows;
pub(in crate::case) use taking_in::taken_in;
