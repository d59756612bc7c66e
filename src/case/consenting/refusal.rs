//! Why something about a consent was refused.

use crate::case::PersonId;

/// Why something about a consent was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConsentRefusal {
    /// The script does not ask this of anybody, or not of this person.
    NotAsked,
    /// Nobody is named who asked.
    AskerMissing,
    /// It cannot have been said in the future.
    DayInTheFuture,
    /// They said something else about it on a later day.
    SaidSince,
    /// The day on which it is asked again comes before the day on which it was said.
    ReviewBefore,
    /// Somebody in the meeting took back what it needs of them.
    TakenBack(PersonId),
}

impl ConsentRefusal {
    /// Why, and what to do instead, in one sentence each.
    pub(in crate::case) fn sentences(&self) -> (&'static str, &'static str) {
        match self {
            Self::NotAsked => (
                "The script does not ask this person for that.",
                "Choose one of the consents on the list.",
            ),
            Self::AskerMissing => (
                "It is not said who asked.",
                "Type the name of the person they told it to.",
            ),
            Self::DayInTheFuture => (
                "That day has not come yet.",
                "Type the day on which they said so.",
            ),
            Self::SaidSince => (
                "What they said about this on a later day is on the list.",
                "That stands. Ask them again, and type the day of their answer.",
            ),
            Self::ReviewBefore => (
                "They would be asked again before they were asked.",
                "Choose a later day, or leave it empty.",
            ),
            Self::TakenBack(_) => (
                "Somebody here has said no to what the meeting needs of them.",
                "Speak with them alone: record a new yes, or that they left.",
            ),
        }
    }
}
