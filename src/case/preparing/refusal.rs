//! Why something about the preparation was refused.

/// Why something about the preparation was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreparingRefusal {
    /// Neither a source nor an agency is named.
    SourceMissing,
    /// That day has not come yet.
    DayInTheFuture,
    /// An assessment would end before it was made.
    UntilBefore,
    /// There is no such contact, assessment or entry of the list.
    NoSuchEntry,
    /// Somebody would interpret for themselves, or twice for one person.
    InterpretsWrongly,
    /// An interpreter would interpret for somebody twice.
    InterpretsTwice,
    /// Somebody would leave before they come.
    LeavesBefore,
    /// Somebody would sit on two chairs.
    SeatedTwice,
    /// The rules need another answer first.
    NotAnswered,
    /// The script does not name this set of rules.
    OtherRules,
    /// A decision against the rules needs a reason.
    WhyMissing,
    /// An exception needs somebody who approved it.
    ApproverMissing,
    /// A meeting is going on, in which what people need is still needed.
    StillNeeded,
}

impl PreparingRefusal {
    /// Why, and what to do instead, in one sentence each.
    pub(in crate::case) fn sentences(self) -> (&'static str, &'static str) {
        match self {
            Self::SourceMissing => (
                "It is not said where the case comes from.",
                "Name who referred it, or their agency.",
            ),
            Self::DayInTheFuture => (
                "That day has not come yet.",
                "Type the day on which it was.",
            ),
            Self::UntilBefore => (
                "It would end before it was made.",
                "Choose a later day, or leave it empty.",
            ),
            Self::NoSuchEntry => (
                "That is no longer on the list.",
                "Choose one of those on the list.",
            ),
            Self::InterpretsWrongly => (
                "Nobody interprets for themselves.",
                "Choose the other people for whom they interpret.",
            ),
            Self::InterpretsTwice => (
                "Somebody is named twice.",
                "Name each person for whom they interpret once.",
            ),
            Self::LeavesBefore => (
                "They would leave before they come.",
                "Type the later time of the two as the time they leave.",
            ),
            Self::SeatedTwice => (
                "Somebody would sit on two chairs.",
                "Give each person one seat.",
            ),
            Self::NotAnswered => (
                "The rules need another answer first.",
                "Answer the question that is asked next.",
            ),
            Self::OtherRules => (
                "This process goes by other rules.",
                "Choose one of the sets on the list.",
            ),
            Self::WhyMissing => (
                "This is decided otherwise than the rule says.",
                "Say why in a few words.",
            ),
            Self::ApproverMissing => (
                "The rule asks for somebody who approves this.",
                "Type who approved it, or wait until somebody has.",
            ),
            Self::StillNeeded => (
                "What people need is still needed while a meeting goes on.",
                "End the meeting or put it off first.",
            ),
        }
    }
}
