//! What comes first, and what comes next, in the life of a message or letter.

use super::events::{CarriedKind, CarryingEvent};
use super::message::Message;
use super::refusal::CarryingRefusal;
use crate::case::{Case, Event, MessageId, Person, PersonId, Refusal, Willing};

/// What comes next for a message or letter; each is somebody's question to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// Read the words to the sender: are they right?
    AgreeWording,
    /// Go through the letter by the list.
    GoThroughList,
    /// Let a second person read exactly this wording.
    SecondPerson,
    /// Ask the sender whether it may be passed on.
    Consent,
    /// Look at it for what could do harm.
    Check,
    /// Word it anew: it cannot go as it is.
    Reword,
    /// It waits until the facilitator is with the receiver.
    Wait,
    /// Ask the receiver whether they want the letter.
    OfferToReceiver,
    /// Pass it on.
    Deliver,
    /// The sender keeps it, or the receiver does not want it: close it, or leave it on file.
    OnFile,
    /// Ask the receiver whether they want to answer.
    Reply,
    /// Take down the answer that the receiver wants to give.
    Answer,
    /// Have the closing conversation with somebody.
    Talk(PersonId),
    /// Nothing more is to be done: close it.
    Close,
    /// It is closed, and nothing comes next.
    Closed,
    /// It was passed on, and what the other side said to it is not known here.
    NotKnownHere,
}

/// What is missing before a message or letter can be passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// The sender has not agreed to the wording.
    AgreedWording,
    /// It was not gone through by the list.
    List,
    /// A second person has not read exactly this wording.
    SecondPerson,
    /// The sender has not said yes to passing it on.
    Consent,
    /// The sender took their yes back.
    ConsentAgain,
    /// Nobody has looked at it for what could do harm.
    Check,
    /// It was looked at and cannot go as it is.
    OtherWords,
}

impl From<Missing> for CarryingRefusal {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::AgreedWording => Self::AgreeFirst,
            Missing::List => Self::ListFirst,
            Missing::SecondPerson => Self::SecondPersonFirst,
            Missing::Consent => Self::ConsentFirst,
            Missing::ConsentAgain => Self::ConsentTakenBack,
            Missing::Check => Self::CheckFirst,
            Missing::OtherWords => Self::CannotGo,
        }
    }
}

impl From<Missing> for Refusal {
    fn from(missing: Missing) -> Self {
        CarryingRefusal::from(missing).into()
    }
}

impl From<Missing> for NextStep {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::AgreedWording => Self::AgreeWording,
            Missing::List => Self::GoThroughList,
            Missing::SecondPerson => Self::SecondPerson,
            Missing::Consent | Missing::ConsentAgain => Self::Consent,
            Missing::Check => Self::Check,
            Missing::OtherWords => Self::Reword,
        }
    }
}

impl Case {
    /// The number of the next message: none is given twice, not even that of one whose
    /// offering was taken back, for what was said of it stays in the history.
    pub(super) fn next_message(&self) -> MessageId {
        MessageId(self.messages_given().max(self.carrying.given.messages) + 1)
    }

    pub(super) fn messages_given(&self) -> u16 {
        let given = self.history.iter().filter_map(|recorded| {
            if let Event::Carrying(
                CarryingEvent::Offered { message, .. } | CarryingEvent::Worded { message, .. },
            ) = &recorded.event
            {
                Some(message.0)
            } else {
                None
            }
        });
        given.max().unwrap_or(0)
    }

    /// What comes next for a message or letter.
    pub fn next_step(&self, message: &Message) -> NextStep {
        if message.closed.is_some() {
            return NextStep::Closed;
        }
        if message.delivery.is_some() {
            let with_receiver = self.may_be_here(message.to);
            return match (message.reply, self.talk_missing(message)) {
                (None, _) if with_receiver => NextStep::Reply,
                (Some(true), _) if with_receiver && !self.is_answered(message) => NextStep::Answer,
                (_, Some(person)) if self.may_be_here(person) => NextStep::Talk(person),
                (None, _) | (_, Some(_)) => NextStep::NotKnownHere,
                (Some(_), None) => NextStep::Close,
            };
        }
        if message.is_kept_back() || message.is_declined() {
            return match self.talk_missing(message) {
                Some(person) if message.is_declined() => NextStep::Talk(person),
                Some(_) | None => NextStep::OnFile,
            };
        }
        match before_passing_on(message) {
            Some(missing) => missing.into(),
            None if !self.can_receive_now(message) => NextStep::Wait,
            None if message.kind == CarriedKind::Letter && message.asked.is_none() => {
                NextStep::OfferToReceiver
            }
            None => NextStep::Deliver,
        }
    }

    /// Whether something was taken down that answers a message or letter.
    pub fn is_answered(&self, message: &Message) -> bool {
        let mut messages = self.carrying.messages.iter();
        messages.any(|answer| answer.answers == Some(message.id) && answer.from == message.to)
    }

    /// What must be so of a letter before a second person reads it: an answer to a letter goes by
    /// a list of its own, where the script has one.
    pub fn letter_checks(&self, message: &Message) -> &[String] {
        let Some(rules) = &self.script.letters else {
            return &[];
        };
        let answered = message.answers.and_then(|id| self.carrying.message(id));
        let to_letter = answered.is_some_and(|answered| answered.kind == CarriedKind::Letter);
        if to_letter && !rules.reply_checks.is_empty() {
            &rules.reply_checks
        } else {
            &rules.checks
        }
    }

    /// Whether somebody may look at the words before they go: nobody who sends or receives them,
    /// and nobody who helped to write a letter.
    pub fn may_check(&self, message: &Message, person: PersonId) -> bool {
        let mut wordings = message.wordings.iter();
        let helped = message.kind == CarriedKind::Letter
            && wordings.any(|wording| wording.helped_by == Some(person));
        person != message.from && person != message.to && !helped
    }

    /// Whether the receiver can be given something now: they are here, or no meeting is going
    /// on, as where something is told on the telephone.
    pub(super) fn can_receive_now(&self, message: &Message) -> bool {
        let here = || self.person(message.to).is_some_and(Person::is_here);
        self.running().is_err() || here()
    }

    /// Who has not had their closing conversation about a letter. Somebody who takes no part
    /// any more is not asked for one.
    pub(super) fn talk_missing(&self, message: &Message) -> Option<PersonId> {
        if message.kind != CarriedKind::Letter {
            return None;
        }
        let reached = message.delivery.is_some() || message.asked.is_some();
        let mut both = [Some(message.from), reached.then_some(message.to)];
        // Whoever may be here comes first.
        both.sort_by_key(|person| person.is_none_or(|person| !self.may_be_here(person)));
        both.into_iter().flatten().find(|person| {
            let gone = self
                .person(*person)
                .is_none_or(|known| known.is_willing() == Willing::Withdrawn);
            !gone && !self.talked_since(*person, message)
        })
    }

    /// Whether somebody had their conversation since a message reached its receiver, was offered
    /// to them, or else was offered by its sender: by the order in which that was recorded, for
    /// times may be typed.
    fn talked_since(&self, person: PersonId, message: &Message) -> bool {
        let mut history = self.history.iter().rev().filter_map(|recorded| {
            let stands = !self.undone.contains(&recorded.number);
            let Event::Carrying(event) = &recorded.event else {
                return None;
            };
            stands.then_some(event)
        });
        let is_talk = |event: &CarryingEvent| matches!(event, CarryingEvent::TalkHeld { person: with, .. } if *with == person);
        let is_reached = |event: &CarryingEvent| {
            let reached = matches!(
                event,
                CarryingEvent::Delivered { .. }
                    | CarryingEvent::ReceiverAsked { .. }
                    | CarryingEvent::Offered { .. }
                    // One that goes on from another begins with its words.
                    | CarryingEvent::Worded {
                        instead_of: Some(_),
                        ..
                    }
            );
            reached && event.message() == message.id
        };
        history
            .find(|event| is_talk(event) || is_reached(event))
            .is_some_and(is_talk)
    }
}

/// What has to be so before a message or letter is passed on; none where all of it is.
///
/// A message: agreed to by its sender, their yes to passing it on, then the look at what is
/// passed on. A letter: the list, the second person, then the writer's yes to exactly that.
pub(super) fn before_passing_on(message: &Message) -> Option<Missing> {
    before_consent(message)
        .or_else(|| consent_missing(message))
        .or_else(|| check_missing(message))
}

/// What has to be so before the sender is asked whether it may be passed on.
pub(super) fn before_consent(message: &Message) -> Option<Missing> {
    match message.kind {
        CarriedKind::Message | CarriedKind::Wish => {
            (message.agreed != Some(message.version())).then_some(Missing::AgreedWording)
        }
        CarriedKind::Letter => before_second_person(message).or_else(|| check_missing(message)),
    }
}

/// What has to be so before a second person reads a letter.
pub(super) fn before_second_person(message: &Message) -> Option<Missing> {
    (message.listed != Some(message.version())).then_some(Missing::List)
}

/// What is missing of the sender's yes.
pub(super) fn consent_missing(message: &Message) -> Option<Missing> {
    if message.consent().is_some() {
        return None;
    }
    let last = message.consents.last();
    let taken_back = last.is_some_and(|last| last.extent.is_none());
    Some(if taken_back {
        Missing::ConsentAgain
    } else {
        Missing::Consent
    })
}

fn check_missing(message: &Message) -> Option<Missing> {
    if message.is_checked() {
        return None;
    }
    let check = message.check.as_ref();
    let refused = check.is_some_and(|check| check.version == message.version());
    Some(match (refused, message.kind) {
        (true, _) => Missing::OtherWords,
        (false, CarriedKind::Letter) => Missing::SecondPerson,
        (false, CarriedKind::Message | CarriedKind::Wish) => Missing::Check,
    })
}
