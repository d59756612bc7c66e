//! A refusal as it is shown: why, and what to do instead.

use std::fmt;

use super::{Refusal, TypedRefusal};

impl Refusal {
    /// What to do instead, in one sentence.
    pub fn instead(&self) -> &'static str {
        self.sentences().1
    }

    /// Why it was refused, in one sentence.
    pub fn why(&self) -> &'static str {
        self.sentences().0
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (why, instead) = self.sentences();
        if let Self::PlanIncomplete(what) = self {
            return write!(formatter, "Still open: {what} {instead}");
        }
        if let Self::Typed(TypedRefusal::TimesOverlap(number)) = self {
            let held = "of this case was held at that time.";
            return write!(formatter, "Meeting {number} {held} {instead}");
        }
        write!(formatter, "{why} {instead}")
    }
}

impl std::error::Error for Refusal {}
