//! What may be seen while one side is in the room, and where both sit together.
//!
//! [`Case::seen`] is the one way to what a case holds, for every screen, list, document and
//! rule: while a session with one side goes on, it is the case without whatever the other
//! side said that was not carried here; while everybody meets, without what was said to the
//! facilitator with one side alone and was not carried. What may not be seen is not there, so
//! that it is not counted, found, changed or taken back either.
//!
//! # What one side may see
//! - what happened in a sitting at which somebody of this side was, the present one among them;
//!   whoever had stepped out before it was not there;
//! - of a message to this side, what its sender agreed to have passed on, once somebody has
//!   looked at it, and once it was passed on exactly that for ever; of a message from this side,
//!   what its receiver lets the sender know, so that one worded anew without knowing goes on as
//!   another, and is one to its sender; never who else was there when it was passed on;
//! - of the board, what this side or everybody wrote, what was carried here in the wording that
//!   stands, and what was agreed and closed, for that stands on everybody's paper; where others
//!   sat in a meeting for whoever is visited, what was worded there, and not who said yes to it:
//!   [`Case::is_told_answer_of`](crate::case::Case::is_told_answer_of);
//! - who takes part, on screens by their role until their name was carried
//!   ([`Case::called_by_role`](crate::case::Case::called_by_role)), and what was prepared for
//!   this side or for those who work there;
//!   what was prepared and cannot be told whose it is, waits until nobody is in the room;
//! - what whoever works there agreed to, at whichever side;
//! - never what somebody of the other side took back from afar while this side was met.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::events::CarryingEvent;
use super::of_board::Room;
use super::sittings::{Sitting, sittings};
use super::tells_of::{TellsOf, tells_of};
use super::untold::untold;
use super::{as_seen, of_board, together};
use crate::case::{
    Case, Event, ItemId, MarkId, MessageId, Person, PersonId, PreparingEvent, Presence, Recorded,
};

impl Case {
    /// The case as it may be seen now.
    ///
    /// The whole of it, but while a session with one side alone goes on: then without what
    /// the other side did not have carried here; and while everybody meets after such sessions:
    /// then without what neither side had carried.
    pub fn seen(&self) -> Cow<'_, Self> {
        if self.carrying.is_what_may_be_seen || !self.is_partly_hidden() {
            return Cow::Borrowed(self);
        }
        Cow::Owned(as_seen_here(self))
    }
}

/// What the people in the room may see.
pub(super) struct Sight<'a> {
    pub(super) case: &'a Case,
    /// The side in the room; everybody, where both are.
    side: Vec<PersonId>,
    /// Whether everybody is in the room, after sittings with one side alone.
    together: bool,
    sittings: Vec<Sitting>,
    /// Marks that were made where this side was.
    pub(super) marks: BTreeSet<MarkId>,
    /// Messages that were offered where everybody was.
    pub(super) messages: BTreeSet<MessageId>,
    /// Where the session that goes on began, with whoever was there then.
    began: Option<u64>,
    /// What on the board was written where this side was, or carried here.
    items: BTreeSet<ItemId>,
}

fn as_seen_here(case: &Case) -> Case {
    let together = !case.is_one_sided();
    let mut sight = Sight {
        case,
        side: if together {
            case.people.iter().map(|person| person.id).collect()
        } else {
            case.people_of_side()
        },
        together,
        sittings: sittings(case),
        marks: BTreeSet::new(),
        messages: BTreeSet::new(),
        began: case.history.iter().rev().find_map(|recorded| {
            let began = matches!(recorded.event, Event::SessionStarted { .. });
            began.then_some(recorded.number)
        }),
        items: BTreeSet::new(),
    };
    sight.marks = sight.marks_made_here();
    sight.items = sight.items_known_here();
    if together {
        sight.messages = sight.messages_offered_here();
    }
    let mut seen = Case::new(case.script.clone());
    seen.scripts.clone_from(&case.scripts);
    seen.reference.clone_from(&case.reference);
    seen.history = sight.history();
    seen.undone.clone_from(&case.undone);
    seen.erased.clone_from(&case.erased);
    seen.rebuild();
    let rebuilt = std::mem::take(&mut seen.people);
    seen.people = case
        .people
        .iter()
        .map(|person| sight.person(person, &rebuilt))
        .collect();
    seen.people_added = case.people_added;
    seen.words_given = case.words_given;
    seen.elapsed = case.elapsed;
    seen.last_event = case.last_event;
    if together {
        together::board(case, &mut seen);
        together::messages(case, &mut seen);
    } else {
        as_seen::board(case, &mut seen, &sight.side);
        seen.carrying.untold = untold(case, &sight.side, &sight.sittings);
        as_seen::messages(case, &mut seen, &sight.side);
    }
    as_seen::prepared(case, &mut seen, &sight.side);
    as_seen::sitting(case, &mut seen);
    as_seen::numbers(case, &mut seen);
    seen
}

impl Sight<'_> {
    /// Whether something happened where this side was; none where nobody was in a room.
    pub(super) fn in_sitting(&self, number: u64) -> Option<bool> {
        let sitting = self.sitting_of(number)?;
        Some(self.is_ours(sitting))
    }

    fn sitting_of(&self, number: u64) -> Option<&Sitting> {
        let mut sittings = self.sittings.iter();
        sittings.find(|sitting| (sitting.first..=sitting.last).contains(&number))
    }

    /// Whether this side hears of what somebody said of themselves in a sitting: both were there,
    /// or they are of this side and said it to the facilitator from afar.
    fn heard_of(&self, number: u64, person: PersonId) -> bool {
        let Some(sitting) = self.sitting_of(number) else {
            return false;
        };
        let was_there = sitting.people.contains(&person);
        let of_side = self.is_of_side(person);
        let at_work = || as_seen::is_there_for_work(self.case, person);
        if self.is_ours(sitting) {
            was_there || of_side || at_work()
        } else {
            of_side && !was_there
        }
    }

    fn is_ours(&self, sitting: &Sitting) -> bool {
        let mut side = self.side.iter();
        if self.together {
            !sitting.apart
        } else {
            side.any(|person| sitting.people.contains(person))
        }
    }

    fn is_of_side(&self, person: PersonId) -> bool {
        self.side.contains(&person)
    }

    /// Whether what is known of somebody is this side's to see: their own, or of somebody who is
    /// there for their work.
    fn may_be_told_of(&self, id: PersonId) -> bool {
        let works = || as_seen::is_there_for_work(self.case, id);
        self.is_of_side(id) || works()
    }

    fn marks_made_here(&self) -> BTreeSet<MarkId> {
        let history = self.case.history.iter();
        history
            .filter(|recorded| matches!(recorded.event, Event::Marked { .. }))
            .filter(|recorded| self.in_sitting(recorded.number) == Some(true))
            .map(|recorded| MarkId(recorded.number))
            .collect()
    }

    /// What on the board this side knows: what was worded where it was, and what was carried here.
    fn items_known_here(&self) -> BTreeSet<ItemId> {
        let history = self.case.history.iter();
        let worded = history.filter_map(|recorded| {
            let Event::ItemWorded { item, .. } = &recorded.event else {
                return None;
            };
            let here = self.in_sitting(recorded.number);
            here.unwrap_or(self.together).then_some(*item)
        });
        let items = self.case.agreement.items.iter();
        let room = if self.together {
            Room::Together
        } else {
            Room::Side(&self.side)
        };
        let carried = items.filter(|item| of_board::is_carried_here(self.case, item, room));
        worded.chain(carried.map(|item| item.id)).collect()
    }

    fn messages_offered_here(&self) -> BTreeSet<MessageId> {
        let history = self.case.history.iter();
        let here = history.filter(|recorded| self.in_sitting(recorded.number) == Some(true));
        let offered = here.filter_map(|recorded| {
            let Event::Carrying(CarryingEvent::Offered { message, .. }) = &recorded.event else {
                return None;
            };
            Some(*message)
        });
        offered.collect()
    }

    /// Events that may be seen; sessions are numbered as if there were no others.
    fn history(&self) -> Vec<Recorded> {
        let mut sessions = 0;
        let history = self.case.history.iter();
        history
            .filter(|recorded| self.may_see(recorded))
            .cloned()
            .map(|mut recorded| {
                // Everybody may know how often people were visited, and not what was said there.
                if let Event::SessionStarted { number, .. } = &mut recorded.event
                    && !self.together
                {
                    sessions += 1;
                    *number = sessions;
                }
                self.take_out(&mut recorded);
                if let Event::Carrying(event) = recorded.event {
                    let carrying = &self.case.carrying;
                    let event = event.renamed(|id| carrying.as_known_to(&self.side, id));
                    recorded.event = Event::Carrying(event);
                }
                recorded
            })
            .collect()
    }

    /// Takes out of an event that may be seen what of it may not.
    fn take_out(&self, recorded: &mut Recorded) {
        let here = self.in_sitting(recorded.number).unwrap_or(self.together);
        if let Event::AgreementClosed { agreement } = &mut recorded.event {
            as_seen::closed(agreement, &self.items);
        }
        if let Event::Carrying(event) = &mut recorded.event {
            self.take_out_who_was_there(event);
        }
        if let Event::AgreementReopened { reason } = &mut recorded.event
            && !here
        {
            reason.content = None;
        }
        if let Event::Prepared(
            PreparingEvent::Interprets { people, .. } | PreparingEvent::Seated { seats: people },
        ) = &mut recorded.event
            && !here
        {
            people.retain(|person| self.may_be_told_of(*person));
        }
    }

    /// A sender who may know that something was passed on was not told who else heard it.
    fn take_out_who_was_there(&self, event: &mut CarryingEvent) {
        let message = self.case.carrying.message(event.message());
        let received = message.is_some_and(|message| self.is_of_side(message.to));
        let received = received && !self.together;
        if let CarryingEvent::Delivered { present, .. } = event
            && !received
        {
            present.clear();
        }
    }

    fn may_see(&self, recorded: &Recorded) -> bool {
        if self.together {
            return self.may_see_together(recorded);
        }
        let sitting = self.in_sitting(recorded.number);
        let here = sitting == Some(true);
        match tells_of(&recorded.event) {
            TellsOf::Everybody => true,
            TellsOf::Sitting => here,
            TellsOf::Beginning => here || self.began == Some(recorded.number),
            TellsOf::LastSitting => {
                here || (sitting.is_none() && self.last_before(recorded.number))
            }
            TellsOf::Day => here || sitting.is_none(),
            TellsOf::Person(person) => here || (sitting.is_none() && self.may_be_told_of(person)),
            TellsOf::People(people) => {
                let mut people = people.iter();
                here || (sitting.is_none() && people.any(|person| self.may_be_told_of(*person)))
            }
            TellsOf::Willing(person) => {
                let told = sitting.is_none() && self.may_be_told_of(person);
                told || self.heard_of(recorded.number, person)
            }
            TellsOf::Consent(person) => {
                let works = as_seen::is_there_for_work(self.case, person);
                let told = sitting.is_none() && self.is_of_side(person);
                works || told || self.heard_of(recorded.number, person)
            }
            TellsOf::Mark(mark) => self.marks.contains(&mark),
            TellsOf::Message(event) => self.may_see_message(event, sitting),
            TellsOf::Nobody => false,
        }
    }

    /// Whether the sitting before an event was with this side.
    pub(super) fn last_before(&self, number: u64) -> bool {
        let before = self.sittings.iter().rfind(|sitting| sitting.last < number);
        before.is_some_and(|sitting| self.is_ours(sitting))
    }

    /// Events of messages: how one from this side came about, and what its receiver lets the
    /// sender know; of one to this side, what happened once it was passed on.
    fn may_see_message(&self, event: &CarryingEvent, sitting: Option<bool>) -> bool {
        let here = sitting == Some(true);
        let Some(message) = self.case.carrying.message(event.message()) else {
            return here;
        };
        let sent = self.is_of_side(message.from);
        let received = self.is_of_side(message.to) && as_seen::reaches(message);
        match event {
            CarryingEvent::Worded { .. } | CarryingEvent::WordingAgreed { .. } => {
                sent && !self.says_again(event)
            }
            CarryingEvent::Offered { .. }
            | CarryingEvent::ListGoneThrough { .. }
            | CarryingEvent::ConsentGiven { .. }
            | CarryingEvent::ConsentWithdrawn { .. }
            | CarryingEvent::SafetyChecked { .. } => sent,
            CarryingEvent::ReceiverAsked { tell, .. }
            | CarryingEvent::Delivered { tell, .. }
            | CarryingEvent::ReactionNoted { tell, .. } => received || (sent && *tell),
            CarryingEvent::ReplyWanted { .. } => received,
            CarryingEvent::Held { .. } => here && (sent || received),
            CarryingEvent::Closed { .. } => received || (sent && sitting != Some(false)),
            CarryingEvent::TalkHeld { person, .. } => self.is_of_side(*person),
        }
    }

    /// Whether it says of a message that goes on from another what was said of that one: to a sender
    /// both are one, and nothing was worded anew.
    fn says_again(&self, event: &CarryingEvent) -> bool {
        let (CarryingEvent::Worded {
            message, version, ..
        }
        | CarryingEvent::WordingAgreed { message, version }) = event
        else {
            return false;
        };
        let carrying = &self.case.carrying;
        let message = carrying.message(*message);
        let before = message.and_then(|message| carrying.message(message.instead_of?));
        before.is_some_and(|before| before.wording(*version).is_some())
    }

    /// Somebody of the other side stands on the list by name, and no more is known of them;
    /// when somebody came and went, as far as that may be seen.
    fn person(&self, person: &Person, rebuilt: &[Person]) -> Person {
        let mut person = person.clone();
        let known = rebuilt.iter().find(|known| known.id == person.id);
        let moves = known.map(|known| known.comings_and_goings.clone());
        person.comings_and_goings = moves.unwrap_or_default();
        if !self.case.may_be_here(person.id) {
            person.presence = Presence::Expected;
            person.willing.clear();
        }
        person
    }
}
