//! What can happen once a meeting is over.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::case::{Party, PersonId, Words};

/// What happened once a meeting was over. Corrected by a further event, never undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum AfterwardsEvent {
    /// It was asked whether somebody is safe on the way home; the answer is in its words alone,
    /// for it belongs to the restricted layer. A further one takes its place.
    WayHomeAsked {
        /// Whose way home.
        person: PersonId,
        /// What was answered, who is with them, and what was done.
        words: Words,
    },
    /// Somebody was told something about the meeting.
    Told {
        /// Who.
        who: Party,
        /// What they were told.
        words: Words,
    },
    /// A day on which somebody gets in touch was moved, was let go, or stands again as the script
    /// has it. A further one takes its place.
    FollowUpSet {
        /// After which meeting.
        session: u16,
        /// Its place among those of the script, from 1.
        follow_up: u16,
        /// The day; none where nobody gets in touch.
        on: Option<NaiveDate>,
        /// Why.
        words: Option<Words>,
    },
    /// The facilitator looked back, for themselves alone. A further one takes its place.
    LookedBack {
        /// What they wrote.
        words: Words,
    },
}

/// Whether somebody is safe on the way home, as the facilitator sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SafeHome {
    /// They are.
    Yes,
    /// Nobody can tell.
    Unsure,
    /// They are not.
    No,
}

impl SafeHome {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Yes, Self::Unsure, Self::No];

    /// How it is said on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Unsure => "not sure",
            Self::No => "no",
        }
    }
}

/// What the words of each kind of event are for, with the words.
macro_rules! words_of_afterwards {
    ($event:expr, $as_ref:ident) => {{
        use $crate::case::{AfterwardsEvent as Afterwards, Purpose};
        match $event {
            Afterwards::WayHomeAsked { words, .. } => (Some(Purpose::Safety), Some(words)),
            Afterwards::Told { words, .. } => (Some(Purpose::Record), Some(words)),
            Afterwards::FollowUpSet { words, .. } => (Some(Purpose::Record), words.$as_ref()),
            Afterwards::LookedBack { words } => (Some(Purpose::LookBack), Some(words)),
        }
    }};
}
pub(in crate::case) use words_of_afterwards;
