//! Why something about messages and letters was refused, and what to do instead.

use crate::case::PersonId;
use crate::script::SessionKindId;

/// Why something about messages, letters, or a visit to one side was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CarryingRefusal {
    /// The session is with one side alone, and it was not said who of it is in the room.
    WhoIsHere(SessionKindId),
    /// Somebody is here who is not of the side that the session is with.
    OtherSideHere(PersonId),
    /// The session is with one side alone, and somebody has no role that says of which they are.
    NoRole(PersonId),
    /// The session is with one side alone, and this is about somebody of the other.
    NotOfThisSide(PersonId),
    /// There is no such message or letter.
    NoSuchMessage,
    /// The script has no letters.
    NoLetters,
    /// Sender and receiver are the same person.
    ToThemselves,
    /// The receiver of a letter was not asked what it should answer.
    AskReceiverFirst,
    /// It answers something that was not passed on to its sender.
    NothingToAnswer,
    /// What it would carry from the board is not there.
    NothingOnTheBoard,
    /// The sender has not agreed to the wording.
    AgreeFirst,
    /// The letter was not gone through by the list.
    ListFirst,
    /// Something on the list is not so.
    NotAllSo,
    /// A second person has not read exactly this wording.
    SecondPersonFirst,
    /// Somebody cannot check their own work.
    OwnWork,
    /// What was wrong is not said.
    SayWhatIsWrong,
    /// The sender has not said that it may be passed on.
    ConsentFirst,
    /// The sender took the consent back.
    ConsentTakenBack,
    /// A letter is passed on whole or not at all.
    WholeOrNot,
    /// What may be passed on of it is not written down.
    SayWhichPart,
    /// What is written down as a part does not stand in the wording.
    NotAPart,
    /// Nobody has looked at it for what could do harm.
    CheckFirst,
    /// It was looked at and cannot go as it is.
    CannotGo,
    /// The receiver was not asked whether they want the letter.
    OfferFirst,
    /// The receiver does not want it now.
    NotWanted,
    /// The receiver is not here.
    ReceiverNotHere,
    /// It was passed on already.
    PassedOn,
    /// It was not passed on yet.
    NotPassedOn,
    /// The receiver did not agree to have their reaction noted.
    NotTheirWish,
    /// The closing conversation was not held with everybody.
    TalkFirst,
    /// It is closed.
    Closed,
    /// What the other side put on the board is theirs.
    TheirOffer,
    /// How a message is worded and what of it may be passed on is its sender's, in a visit to them.
    WithSenderAlone,
}

impl CarryingRefusal {
    /// Why, and what to do instead.
    #[expect(
        clippy::too_many_lines,
        reason = "one table: every refusal with its two sentences"
    )]
    pub(in crate::case) fn sentences(&self) -> (&'static str, &'static str) {
        match self {
            Self::WhoIsHere(_) => (
                "This meeting is with one side alone.",
                "Say first who of that side is in the room.",
            ),
            Self::OtherSideHere(_) => (
                "Somebody is here who is not of the side that this meeting is with.",
                "Record that they left, or choose a meeting for everybody.",
            ),
            Self::NoRole(_) => (
                "Somebody on the list has no role, so it is not known of which side they are.",
                "Give everybody a role on the list of people first.",
            ),
            Self::NotOfThisSide(_) => (
                "This meeting is with one side alone, and that is about the other.",
                "Record it once this meeting is over.",
            ),
            Self::NoSuchMessage => (
                "There is no such message here.",
                "Choose one of those on the list.",
            ),
            Self::NoLetters => (
                "This process has no letters.",
                "Take it down as a message instead.",
            ),
            Self::ToThemselves => (
                "A message goes from one person to another.",
                "Choose somebody else for whom it is.",
            ),
            Self::AskReceiverFirst => (
                "Nobody has asked yet what this letter should answer.",
                "Ask the receiver first, and bring what they say to the writer.",
            ),
            Self::NothingToAnswer => (
                "That was not passed on yet, so nobody can answer it.",
                "Pass it on first, or take this down as a message of its own.",
            ),
            Self::NothingOnTheBoard => (
                "That is not on the board as it stands here.",
                "Write it on the board first, then carry it.",
            ),
            Self::AgreeFirst => (
                "The sender has not agreed to these words yet.",
                "Read the words to them first, and ask whether they are right.",
            ),
            Self::ListFirst => (
                "The letter was not gone through by the list yet.",
                "Go through the list first, one thing at a time.",
            ),
            Self::NotAllSo => (
                "Something on the list is not so yet.",
                "Word the letter anew with its writer, then go through the list again.",
            ),
            Self::SecondPersonFirst => (
                "No second person has read exactly this wording.",
                "Let somebody read it who did not help to write it.",
            ),
            Self::OwnWork => (
                "Nobody checks what they wrote, helped to write, or are to receive.",
                "Ask somebody else to look at it.",
            ),
            Self::SayWhatIsWrong => (
                "It is not said what is wrong.",
                "Say in a few words what has to change.",
            ),
            Self::ConsentFirst => (
                "The sender has not said yes to passing on exactly these words.",
                "Ask them first: all of it, a part, in other words, or not.",
            ),
            Self::ConsentTakenBack => (
                "The sender took their yes back, so it is not passed on.",
                "Ask them again before anything else.",
            ),
            Self::WholeOrNot => (
                "A letter is passed on whole or not at all.",
                "Word it anew with its writer, or leave it with them.",
            ),
            Self::SayWhichPart => (
                "It is not written down what exactly may be passed on.",
                "Write it down and read it to the sender.",
            ),
            Self::NotAPart => (
                "That is no part of what the sender said: it does not stand there.",
                "Write the part as it stands there, or choose \"in other words\".",
            ),
            Self::CheckFirst => (
                "Nobody has looked yet whether it could do harm or name what it must not.",
                "Look at exactly these words first.",
            ),
            Self::CannotGo => (
                "It was looked at and cannot go as it is.",
                "Word it anew with its sender, and ask for their yes again.",
            ),
            Self::OfferFirst => (
                "The receiver was not asked whether they want the letter.",
                "Offer it first; they may say no, or not now.",
            ),
            Self::NotWanted => (
                "The receiver does not want it now.",
                "Keep it on file. They may ask for it later.",
            ),
            Self::ReceiverNotHere => (
                "The person it is for is not here.",
                "Pass it on when they are with you.",
            ),
            Self::PassedOn => (
                "It was passed on already, so it stays as it is.",
                "Take down something further as a message of its own.",
            ),
            Self::NotPassedOn => (
                "It was not passed on yet.",
                "Pass it on first, or record that they do not want it.",
            ),
            Self::NotTheirWish => (
                "A reaction is noted only if that person agrees.",
                "Leave it unwritten; nothing else depends on it.",
            ),
            Self::TalkFirst => (
                "The closing conversation was not held yet with everybody who had a part in it.",
                "Talk with each of them first, apart.",
            ),
            Self::Closed => (
                "Nothing more is to be done about this one.",
                "Take down something new as a message of its own.",
            ),
            Self::TheirOffer => (
                "The other side put this on the board, so its words are theirs.",
                "Record an answer to it, or write down another offer.",
            ),
            Self::WithSenderAlone => (
                "The person it is for is in the room, and how it is worded is its sender's.",
                "Ask the sender when you are alone with them, or let them say it here.",
            ),
        }
    }
}
