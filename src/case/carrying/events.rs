//! What can happen to a message or letter, and what can be asked for.

use serde::{Deserialize, Serialize};

use crate::case::{ItemId, MessageId, Party, PersonId, Words};

/// What happened to a message or letter. Each is undone by `Undone`, but that somebody took
/// their consent back: it is given anew by a further fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum CarryingEvent {
    /// Somebody offered something for somebody else.
    Offered {
        /// Its number.
        message: MessageId,
        /// What it is.
        kind: CarriedKind,
        /// Who offered it.
        from: PersonId,
        /// For whom.
        to: PersonId,
        /// Which earlier one it answers; of a letter, the wish that it is written for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<MessageId>,
        /// What on the board it carries, in the wording that stood then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<About>,
    },
    /// It got its first or a further wording. Where the one before was passed on or closed and
    /// its sender may not know, the further wording makes a message of its own.
    Worded {
        /// Which one.
        message: MessageId,
        /// Which wording, from 1.
        version: u16,
        /// The wording; where letters are kept on paper alone, where the paper is.
        words: Words,
        /// SHA-256 of a letter's wording, in hex; none where it is kept on paper alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fingerprint: Option<String>,
        /// Who helped to write it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        helped_by: Option<PersonId>,
        /// Which one it was worded anew from, where this wording makes a message of its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instead_of: Option<MessageId>,
    },
    /// The sender agreed to the wording as it stands.
    WordingAgreed {
        /// Which one.
        message: MessageId,
        /// Which wording.
        version: u16,
    },
    /// A letter was gone through by the list of the script, and all of it was so.
    ListGoneThrough {
        /// Which one.
        message: MessageId,
        /// Which wording.
        version: u16,
    },
    /// The sender said how much of the wording may be passed on.
    ConsentGiven {
        /// Which one.
        message: MessageId,
        /// Which wording.
        version: u16,
        /// How much.
        extent: Extent,
        /// What is passed on, where that is a part, or other words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Words>,
    },
    /// The sender took their consent back. Never undone.
    ConsentWithdrawn {
        /// Which one.
        message: MessageId,
    },
    /// Somebody looked at exactly this wording for what could do harm.
    SafetyChecked {
        /// Which one.
        message: MessageId,
        /// Which wording.
        version: u16,
        /// Who looked.
        checked_by: Party,
        /// Whether it can go.
        passed: bool,
        /// What was wrong.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Words>,
    },
    /// The receiver was asked whether they want it now.
    ReceiverAsked {
        /// Which one.
        message: MessageId,
        /// Whether they do.
        wants: bool,
        /// Whether the sender may be told.
        tell: bool,
    },
    /// It is kept on file for now.
    Held {
        /// Which one.
        message: MessageId,
    },
    /// It was passed on.
    Delivered {
        /// Which one.
        message: MessageId,
        /// Which wording.
        version: u16,
        /// How.
        how: Passing,
        /// Who was there.
        present: Vec<PersonId>,
        /// Whether the sender may be told.
        tell: bool,
    },
    /// The receiver agreed to have their reaction noted.
    ReactionNoted {
        /// Which one.
        message: MessageId,
        /// The reaction.
        words: Words,
        /// Whether the sender may be told.
        tell: bool,
    },
    /// The receiver said whether they want to answer.
    ReplyWanted {
        /// Which one.
        message: MessageId,
        /// Whether they do.
        wanted: bool,
    },
    /// Somebody had a closing conversation about the letters.
    TalkHeld {
        /// The letter after which it was.
        message: MessageId,
        /// With whom.
        person: PersonId,
    },
    /// Nothing more is to be done about it.
    Closed {
        /// Which one.
        message: MessageId,
    },
}

/// What is asked for; [`decide()`](crate::case::decide()) answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CarryingCommand {
    /// Take down that somebody offers something.
    Offer {
        /// What it is.
        kind: CarriedKind,
        /// Who offers it.
        from: PersonId,
        /// For whom.
        to: PersonId,
        /// Which earlier one it answers.
        answers: Option<MessageId>,
        /// What on the board it carries.
        item: Option<ItemId>,
        /// Its first wording; at most 20,000 characters.
        text: String,
        /// Who helped to write it.
        helped_by: Option<PersonId>,
    },
    /// Word it anew.
    Word {
        /// Which one.
        message: MessageId,
        /// The wording; where letters are kept on paper alone, where the paper is.
        text: String,
        /// Who helped to write it.
        helped_by: Option<PersonId>,
    },
    /// Record that the sender agreed to the wording.
    AgreeWording(MessageId),
    /// Record what of the list of the script is so.
    GoThroughList(MessageId, Vec<bool>),
    /// Record how much may be passed on; words for a part, or for other words.
    Consent(MessageId, Extent, Option<String>),
    /// Record that the sender took their consent back.
    Withdraw(MessageId),
    /// Record that a sender takes back every yes of theirs that was not used yet, wherever they
    /// are and whoever is in the room.
    WithdrawAll(PersonId),
    /// Record who looked at the wording, whether it can go, and what was wrong.
    Check {
        /// Which one.
        message: MessageId,
        /// Who looked.
        checked_by: Party,
        /// Whether it can go.
        passed: bool,
        /// What was wrong; asked for where it cannot go.
        wrong: Option<String>,
    },
    /// Record whether the receiver wants it now, and whether the sender may be told.
    AskReceiver {
        /// Which one.
        message: MessageId,
        /// Whether they do.
        wants: bool,
        /// Whether the sender may be told.
        tell: bool,
    },
    /// Keep it on file for now.
    Hold(MessageId),
    /// Record that it was passed on.
    Deliver {
        /// Which one.
        message: MessageId,
        /// How.
        how: Passing,
        /// Who was there.
        present: Vec<PersonId>,
        /// Whether the sender may be told.
        tell: bool,
    },
    /// Note the receiver's reaction.
    NoteReaction {
        /// Which one.
        message: MessageId,
        /// The reaction.
        text: String,
        /// Whether the receiver agreed to have it noted.
        agreed: bool,
        /// Whether the sender may be told.
        tell: bool,
    },
    /// Record whether the receiver wants to answer.
    WantReply(MessageId, bool),
    /// Record a closing conversation with somebody.
    Talk(MessageId, PersonId),
    /// Record that nothing more is to be done about it.
    Close(MessageId),
}

/// What is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarriedKind {
    /// A question, an answer, something to be said.
    Message,
    /// What a receiver wants a letter to answer, asked before it is written.
    Wish,
    /// A letter.
    Letter,
}

/// What on the board a message carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The item.
    pub item: ItemId,
    /// How many wordings it had then.
    pub wordings: u16,
}

/// How much of a wording may be passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// All of it, word for word.
    All,
    /// A part of it.
    Part,
    /// What it says, in other words.
    Paraphrase,
    /// None of it.
    Nothing,
}

/// How something is passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passing {
    /// Read aloud by the facilitator.
    ReadAloud,
    /// Handed over to be read.
    Handed,
    /// Told on the telephone.
    Phone,
    /// Handed over closed, for the receiver to open when they like.
    Unread,
}

/// The words of an event, for reading and for filling in.
macro_rules! words_of_carrying {
    ($event:expr, $as_ref:ident) => {{
        use crate::case::CarryingEvent as Carrying;
        match $event {
            Carrying::Worded { words, .. } | Carrying::ReactionNoted { words, .. } => Some(words),
            Carrying::ConsentGiven { words, .. } | Carrying::SafetyChecked { words, .. } => {
                words.$as_ref()
            }
            Carrying::Offered { .. }
            | Carrying::WordingAgreed { .. }
            | Carrying::ListGoneThrough { .. }
            | Carrying::ConsentWithdrawn { .. }
            | Carrying::ReceiverAsked { .. }
            | Carrying::Held { .. }
            | Carrying::Delivered { .. }
            | Carrying::ReplyWanted { .. }
            | Carrying::TalkHeld { .. }
            | Carrying::Closed { .. } => None,
        }
    }};
}
pub(in crate::case) use words_of_carrying;

impl CarryingEvent {
    /// Which message or letter it is about.
    pub fn message(&self) -> MessageId {
        match self {
            Self::Offered { message, .. }
            | Self::Worded { message, .. }
            | Self::WordingAgreed { message, .. }
            | Self::ListGoneThrough { message, .. }
            | Self::ConsentGiven { message, .. }
            | Self::ConsentWithdrawn { message }
            | Self::SafetyChecked { message, .. }
            | Self::ReceiverAsked { message, .. }
            | Self::Held { message }
            | Self::Delivered { message, .. }
            | Self::ReactionNoted { message, .. }
            | Self::ReplyWanted { message, .. }
            | Self::TalkHeld { message, .. }
            | Self::Closed { message } => *message,
        }
    }

    /// The same event of another message, as its sender knows both as one.
    pub(super) fn renamed(mut self, number: impl Fn(MessageId) -> MessageId) -> Self {
        if let Self::Worded { instead_of, .. } = &mut self {
            *instead_of = None;
        }
        match &mut self {
            Self::Offered {
                message, answers, ..
            } => {
                *message = number(*message);
                *answers = answers.map(number);
            }
            Self::Worded { message, .. }
            | Self::WordingAgreed { message, .. }
            | Self::ListGoneThrough { message, .. }
            | Self::ConsentGiven { message, .. }
            | Self::ConsentWithdrawn { message }
            | Self::SafetyChecked { message, .. }
            | Self::ReceiverAsked { message, .. }
            | Self::Held { message }
            | Self::Delivered { message, .. }
            | Self::ReactionNoted { message, .. }
            | Self::ReplyWanted { message, .. }
            | Self::TalkHeld { message, .. }
            | Self::Closed { message } => *message = number(*message),
        }
        self
    }

    /// Whether undo takes it back: somebody's no is taken back by nobody else.
    pub(in crate::case) fn is_taken_back_by_undo(&self) -> bool {
        !matches!(self, Self::ConsentWithdrawn { .. })
    }
}

impl CarryingCommand {
    /// Which message or letter it is about; none for a new one.
    pub fn message(&self) -> Option<MessageId> {
        match self {
            Self::Offer { .. } | Self::WithdrawAll(_) => None,
            Self::AgreeWording(message)
            | Self::GoThroughList(message, _)
            | Self::Consent(message, _, _)
            | Self::Withdraw(message)
            | Self::Hold(message)
            | Self::WantReply(message, _)
            | Self::Talk(message, _)
            | Self::Close(message)
            | Self::Word { message, .. }
            | Self::Check { message, .. }
            | Self::AskReceiver { message, .. }
            | Self::Deliver { message, .. }
            | Self::NoteReaction { message, .. } => Some(*message),
        }
    }
}
