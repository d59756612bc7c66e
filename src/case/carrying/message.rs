//! One message or letter as it stands.

use std::collections::BTreeSet;

use super::events::{About, CarriedKind, Extent, Passing};
use crate::case::{ItemId, MessageId, Now, Party, PersonId, Words};

/// Everything that is carried between people of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carrying {
    /// Messages and letters, in the order in which they were offered.
    pub messages: Vec<Message>,
    /// The highest numbers given so far, where the history does not hold all of them.
    pub(in crate::case) given: Given,
    /// What on the board is the other side's, carried to the side in the room.
    pub(super) theirs: BTreeSet<ItemId>,
    /// Messages of the side in the room that were passed on or closed, and it may not know.
    pub(super) ahead: BTreeSet<MessageId>,
    /// Of these, the ones of whose wording something was not passed on.
    pub(super) not_whole: BTreeSet<MessageId>,
    /// Whose answers to what on the board were given where whoever is visited was not.
    pub(super) untold: BTreeSet<(ItemId, PersonId)>,
    /// Of whom something speaks that may not be seen now.
    pub(in crate::case) spoken_of: BTreeSet<PersonId>,
    /// Whether this is already the case as the side in the room may see it.
    pub(super) is_what_may_be_seen: bool,
}

/// The highest numbers that were given where the side in the room was not: none is given twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::case) struct Given {
    pub(super) messages: u16,
    pub(in crate::case) lines: u16,
    pub(in crate::case) questions: u16,
}

/// One message or letter as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its number for ever.
    pub id: MessageId,
    /// What it is.
    pub kind: CarriedKind,
    /// Who offered it.
    pub from: PersonId,
    /// For whom.
    pub to: PersonId,
    /// Which earlier one it answers; of a letter, the wish that it is written for.
    pub answers: Option<MessageId>,
    /// What on the board it carries.
    pub about: Option<About>,
    /// Which one it goes on from: its sender worded that anew and may not know that it was
    /// passed on or closed. To them both are one.
    pub instead_of: Option<MessageId>,
    /// When it was offered.
    pub offered: Now,
    /// Every wording, oldest first; the last one stands.
    pub wordings: Vec<Wording>,
    /// The latest wording that the sender agreed to.
    pub agreed: Option<u16>,
    /// The latest wording that was gone through by the list.
    pub listed: Option<u16>,
    /// Everything the sender said of having it passed on, oldest first.
    pub consents: Vec<Consent>,
    /// The latest look at it for what could do harm.
    pub check: Option<SafetyCheck>,
    /// What the receiver said when it was offered to them.
    pub asked: Option<Asked>,
    /// When it was last put on file.
    pub held: Option<Now>,
    /// How it was passed on.
    pub delivery: Option<Delivery>,
    /// The receiver's reaction, and whether the sender may be told.
    pub reaction: Option<(Words, bool)>,
    /// Whether the receiver wants to answer.
    pub reply: Option<bool>,
    /// When it was closed.
    pub closed: Option<Now>,
    /// Whether this is the message as its receiver may see it: what is passed on, and nothing
    /// of how it came to that.
    pub as_received: bool,
}

/// One wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Which one, from 1.
    pub version: u16,
    /// When.
    pub at: Now,
    /// The wording; where letters are kept on paper alone, where the paper is.
    pub words: Words,
    /// SHA-256 of a letter's wording, in hex.
    pub fingerprint: Option<String>,
    /// Who helped to write it.
    pub helped_by: Option<PersonId>,
}

/// What the sender said of having it passed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// When.
    pub at: Now,
    /// Of which wording.
    pub version: u16,
    /// How much; none where the consent was taken back.
    pub extent: Option<Extent>,
    /// What is passed on, where that is a part, or other words.
    pub words: Option<Words>,
}

/// A look at one wording for what could do harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafetyCheck {
    /// When.
    pub at: Now,
    /// Which wording.
    pub version: u16,
    /// Who looked.
    pub checked_by: Party,
    /// Whether it can go.
    pub passed: bool,
    /// What was wrong.
    pub wrong: Option<Words>,
}

/// What the receiver said when it was offered to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// When.
    pub at: Now,
    /// Whether they want it.
    pub wants: bool,
    /// Whether the sender may be told.
    pub tell: bool,
}

/// How it was passed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// When.
    pub at: Now,
    /// Which wording.
    pub version: u16,
    /// How.
    pub how: Passing,
    /// Who was there.
    pub present: Vec<PersonId>,
    /// Whether the sender may be told.
    pub tell: bool,
    /// Exactly what was passed on, whatever the sender said later; none where the journal does
    /// not tell.
    pub words: Option<Words>,
    /// Whether that was the whole wording, word for word.
    pub whole: bool,
}

impl Message {
    /// One that was offered just now, without words.
    pub(super) fn new(
        id: MessageId,
        kind: CarriedKind,
        (from, to): (PersonId, PersonId),
        offered: Now,
    ) -> Self {
        Self {
            id,
            kind,
            from,
            to,
            answers: None,
            about: None,
            instead_of: None,
            offered,
            wordings: Vec::new(),
            agreed: None,
            listed: None,
            consents: Vec::new(),
            check: None,
            asked: None,
            held: None,
            delivery: None,
            reaction: None,
            reply: None,
            closed: None,
            as_received: false,
        }
    }

    /// The number of the wording that stands; 0 where there is none yet.
    pub fn version(&self) -> u16 {
        self.wordings.last().map_or(0, |wording| wording.version)
    }

    /// What may be passed on of the wording that stands; none without the sender's yes to
    /// exactly this wording.
    pub fn consent(&self) -> Option<&Consent> {
        let last = self.consents.last()?;
        let yes = match last.extent {
            Some(Extent::All | Extent::Part | Extent::Paraphrase) => true,
            Some(Extent::Nothing) | None => false,
        };
        (yes && last.version == self.version()).then_some(last)
    }

    /// Whether the sender said that none of the wording that stands may be passed on.
    pub fn is_kept_back(&self) -> bool {
        let last = self.consents.last();
        last.is_some_and(|last| {
            last.version == self.version() && last.extent == Some(Extent::Nothing)
        })
    }

    /// Whether the wording that stands was looked at and can go.
    pub fn is_checked(&self) -> bool {
        let check = self.check.as_ref();
        check.is_some_and(|check| check.passed && check.version == self.version())
    }

    /// Whether it can be passed on as it stands: the sender agreed to that, and it was
    /// looked at.
    pub fn can_be_passed_on(&self) -> bool {
        self.consent().is_some() && self.is_checked()
    }

    /// What its sender lets go of the wording that stands; nothing without their yes to exactly
    /// that, and never more than it.
    pub(super) fn let_go(&self) -> Option<&Words> {
        let consent = self.consent()?;
        match consent.extent? {
            Extent::All => self.wordings.last().map(|wording| &wording.words),
            Extent::Part | Extent::Paraphrase => consent.words.as_ref(),
            Extent::Nothing => None,
        }
    }

    /// Whether its sender lets the wording itself go, word for word; once it was passed on,
    /// whether it was passed on so.
    pub(super) fn goes_whole(&self) -> bool {
        match &self.delivery {
            Some(delivery) => delivery.whole,
            None => self.consent().and_then(|consent| consent.extent) == Some(Extent::All),
        }
    }

    /// What was read to the receiver, or is to be read to them. None where the words were
    /// erased, or the sender did not let them go.
    pub fn passed_on(&self) -> Option<&str> {
        let words = match &self.delivery {
            Some(delivery) => delivery.words.as_ref(),
            None => self.let_go(),
        };
        words.and_then(Words::text)
    }

    /// The wording that stands; none where the words were erased.
    pub fn text(&self) -> Option<&str> {
        self.wordings
            .last()
            .and_then(|wording| wording.words.text())
    }

    /// The first twelve characters of the fingerprint of the wording that stands.
    pub fn fingerprint(&self) -> Option<&str> {
        let print = self.wordings.last()?.fingerprint.as_deref()?;
        print.get(..12)
    }

    /// Whether it was neither passed on nor closed.
    pub fn is_open(&self) -> bool {
        self.delivery.is_none() && self.closed.is_none()
    }

    /// Whether the receiver said that they do not want it now.
    pub fn is_declined(&self) -> bool {
        self.asked.is_some_and(|asked| !asked.wants)
    }

    /// Whether something of the wording that stands was not passed on, and its sender could let it
    /// go after all.
    pub fn is_passed_on_in_part(&self) -> bool {
        let delivered = self.delivery.as_ref();
        delivered.is_some_and(|delivery| !delivery.whole && delivery.version == self.version())
    }

    /// The wording of this number; none where the journal does not tell it.
    pub(super) fn wording(&self, version: u16) -> Option<&Wording> {
        let mut wordings = self.wordings.iter();
        wordings.find(|wording| wording.version == version)
    }

    /// Whether this is a letter whose reader did not say yet that they want it, so that its words
    /// are for nobody on their side to read.
    pub fn waits_for_its_reader(&self) -> bool {
        let wanted = self.asked.is_some_and(|asked| asked.wants);
        self.kind == CarriedKind::Letter && self.delivery.is_none() && !wanted
    }

    /// Whether both sides agreed that it may be known that it was passed on.
    pub fn may_be_counted(&self) -> bool {
        self.delivery.as_ref().is_some_and(|delivery| delivery.tell)
    }
}

impl Carrying {
    /// Finds a message or letter.
    pub fn message(&self, id: MessageId) -> Option<&Message> {
        self.messages.iter().find(|message| message.id == id)
    }

    /// Whether something is still on its way, so that its words are needed.
    pub fn is_under_way(&self) -> bool {
        self.messages.iter().any(|message| message.closed.is_none())
    }

    /// The number under which its sender knows a message: the last wording that was made anew
    /// from it, for to a sender of this side all of these are one. Of others, its own.
    pub(super) fn as_known_to(&self, side: &[PersonId], id: MessageId) -> MessageId {
        let next = |id: MessageId| {
            let mut messages = self.messages.iter();
            let next = messages.find(|message| message.instead_of == Some(id))?;
            side.contains(&next.from).then_some(next.id)
        };
        // A later number each time, so that this comes to an end.
        std::iter::successors(Some(id), |id| next(*id).filter(|next| next > id))
            .last()
            .unwrap_or(id)
    }

    /// The message from which one was worded anew, over as many as there are.
    pub(super) fn first_of(&self, id: MessageId) -> MessageId {
        let before = |id: MessageId| self.message(id)?.instead_of.filter(|before| *before < id);
        std::iter::successors(Some(id), |id| before(*id))
            .last()
            .unwrap_or(id)
    }

    pub(super) fn message_mut(&mut self, id: MessageId) -> Option<&mut Message> {
        self.messages.iter_mut().find(|message| message.id == id)
    }
}
