//! What has happened: the pure core of a case.
//!
//! A [`Command`] asks for a change. [`decide()`] holds every rule: it answers with
//! events, or with a [`Refusal`] that says why not and what to do instead.
//! [`Case::apply`] takes events in; it cannot fail and holds no rule. Nothing in
//! this room reads a clock, a file or a key.
//!
//! # What was not agreed
//!
//! Where the script keeps agreed items only, what was not agreed and who differed
//! stands in [`Words`] alone: an event says that an answer to an item was recorded,
//! its words say whose and which. Closing names those who agreed and forgets the
//! rest ([`EraseRule::AgreedOnly`]). That somebody who ratifies refused an item,
//! and why, is no difference of the circle but a decision of their agency, which
//! has to answer for it: it is kept, without the words of the item.

mod about;
mod afterwards;
mod agreed;
mod agreement;
mod ahead;
mod apply;
mod brought;
mod carrying;
mod closed;
mod closing;
mod command;
mod consenting;
mod counting;
mod decide;
mod deciding;
mod entering;
mod event;
mod event_form;
mod event_words;
mod filling;
mod following;
mod forgetting;
pub mod gaps;
mod gates;
mod gathering;
#[cfg(test)]
mod given;
mod hours;
mod id;
mod item;
mod item_words;
mod itinerary;
mod leaving;
mod left_open;
mod mark;
mod marking;
mod missing_words;
mod moment;
mod moving;
mod next_kind;
mod person;
mod plan;
mod preparing;
mod process;
mod programme;
mod recorded;
mod refusal;
mod retaining;
mod session;
mod sitting;
pub mod spoken_date;
mod state;
mod taking_back;
mod taking_out;
#[cfg(test)]
mod tests;
mod time_apart;
mod turn;
mod turns;
mod waiting;
mod words;

pub use afterwards::{Afterwards, AfterwardsCommand, AfterwardsEvent, SafeHome, Told, WayHome};
pub use brought::{Brought, BroughtFrom, CaseBrought};
pub use carrying::{
    About, Asked, CarriedKind, Carrying, CarryingCommand, CarryingEvent, CarryingRefusal, Consent,
    Delivery, Extent, HiddenBy, Message, NextStep, Passing, SafetyCheck, Wording,
};
pub use closed::{
    ClosedAgreement, ClosedItem, ClosedRatification, PlanField, RefusedItem, Signing,
};
pub use closing::{CopyLimit, Ending, OTHER_REASON, OwnEnding, without_words};
pub use command::Command;
pub use consenting::{
    ConsentCommand, ConsentEntry, ConsentEvent, ConsentRefusal, ConsentStanding, HowSaid, Said,
};
pub use counting::{Counted, NotCounted};
pub use decide::decide;
pub use deciding::Unproven;
pub use entering::{Typed, TypedRefusal};
pub use event::Event;
pub use following::{
    Amount, CaseClosed, DocumentFile, DocumentForm, DocumentKind, Due, DueWhat, FollowUp,
    FollowUpDay, FollowUpMade, Following, FollowingCommand, FollowingEvent, FormReceipt,
    GivenSoFar, Hold, Progress, ProgressSaid, StillOpen,
};
pub use gates::{CheckName, GateAnswer, GateBefore, NotSo};
pub use gathering::{LONGEST_NAME, MOST_PEOPLE};
pub use hours::{HoursRow, hours_as_said, hours_in_all, hours_in_rows, read_hours};
pub use id::{BottomLineId, ItemId, MarkId, MessageId, PersonId, QuestionId, WordsId};
pub use item::{
    Answer, Item, ItemDraft, ItemRatified, Party, RatifierDecision, SpokenDate, Verdict,
};
pub use item_words::{item_details, kind_title, told_apart};
pub use left_open::LeftOpen;
pub use mark::{KeptFor, Mark, MarkKind};
pub use marking::{LONGEST_REASON, LONGEST_WORDS};
pub use moment::Now;
pub use person::{Attendance, Earlier, Person, PersonDetails, Presence, Willing};
pub use plan::ChildSpoke;
pub use preparing::{
    Assessment, AssessmentKind, BegunBy, Contact, ContactHow, Decided, Need, Preparing,
    PreparingCommand, PreparingEvent, PreparingRefusal, Referral, RuleDecision, Seating, Slot,
    Weighing,
};
pub use process::{AnotherWay, KnownScript, ProcessChange};
pub use programme::{Attended, Programme, ProgrammeCommand, ProgrammeEvent};
pub use recorded::Recorded;
pub use refusal::Refusal;
pub use retaining::{CaseDays, KeptUntil};
pub use session::{
    AskedOut, Ended, MethodStep, Pause, PauseKind, PrivateSpell, Session, SessionStatus,
    TimeOutEnd, TookPart,
};
pub use state::{Agreement, Case, ChildWords};
pub use taking_out::{FormerCode, TakeOut, TakenOut, WithoutWords};
pub use turn::{SkipReason, Turn, TurnKey};
pub use waiting::{Waiting, notes_wait_by};
pub use words::{Content, EraseRule, ErasedKind, Erasure, Purpose, Words};
