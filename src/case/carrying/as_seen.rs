//! The board, the messages and the session as one side may see them.

use std::collections::BTreeSet;

use super::events::{CarriedKind, Extent};
use super::message::{Consent, Message, SafetyCheck, Wording};
use super::of_board::{self, Room};
use crate::case::{Case, ClosedAgreement, Event, Item, ItemId, Party, PersonId};

/// Puts on the board what may be seen of it; what may not be seen leaves its number behind,
/// so that no other comes to stand under it.
pub(super) fn board(case: &Case, seen: &mut Case, side: &[PersonId]) {
    let rebuilt = std::mem::take(&mut seen.agreement.items);
    let mut theirs = BTreeSet::new();
    for item in &case.agreement.items {
        let known = rebuilt.iter().find(|known| known.id == item.id);
        let known = known.filter(|known| known.draft() == item.draft());
        let carried = of_board::is_carried_here(case, item, Room::Side(side));
        let mut shown = match known {
            Some(known) => known.clone(),
            None if carried => {
                theirs.insert(item.id);
                standing_alone(item)
            }
            None => {
                let mut nothing = Item::new(item.id);
                nothing.removed = true;
                nothing
            }
        };
        if known.is_some() || carried {
            shown.removed = item.removed;
            let answers = item.answers.iter().filter(|(person, _)| {
                side.contains(person)
                    || of_board::is_yes_carried(case, item, **person, Room::Side(side))
            });
            shown
                .answers
                .extend(answers.map(|(id, answer)| (*id, *answer)));
            let nods = item.read_back.iter().filter(|(person, _)| {
                side.contains(person)
                    || of_board::is_nod_carried(case, item, **person, Room::Side(side))
            });
            shown
                .read_back
                .extend(nods.map(|(id, answer)| (*id, *answer)));
        }
        seen.agreement.items.push(shown);
    }
    seen.carrying.theirs = theirs;
}

/// Leaves of a closed agreement what stands on everybody's paper: what was agreed, and of what was
/// not, what this side knows of.
pub(super) fn closed(agreement: &mut ClosedAgreement, known: &BTreeSet<ItemId>) {
    agreement
        .not_agreed
        .retain(|item| known.contains(&item.item));
    agreement.refused.retain(|item| known.contains(&item.item));
    let items = agreement.items.iter_mut().chain(&mut agreement.not_agreed);
    for item in items {
        // The facilitator's own, which journals of old keep here.
        item.concern = None;
    }
}

/// Leaves of what was prepared what still stands as this side may know it: a correction or a
/// taking off that it may not see has made the rest untrue.
pub(super) fn prepared(case: &Case, seen: &mut Case, side: &[PersonId]) {
    let stands = &case.preparing;
    let shown = &mut seen.preparing;
    shown
        .contacts
        .retain(|known| stands.contacts.contains(known));
    let assessed = &stands.assessments;
    shown.assessments.retain(|known| assessed.contains(known));
    shown
        .ticked
        .retain(|entry, day| stands.ticked.get(entry) == Some(day));
    let told_of = |person: &PersonId| side.contains(person) || is_there_for_work(case, *person);
    shown.interpreting.clear();
    for (interpreter, people) in &stands.interpreting {
        let people: Vec<PersonId> = people.iter().copied().filter(told_of).collect();
        if !people.is_empty() {
            shown.interpreting.insert(*interpreter, people);
        }
    }
    shown.seats = stands.seats.iter().copied().filter(told_of).collect();
}

/// Whether somebody is of no side, for they are there for their work.
pub(super) fn is_there_for_work(case: &Case, id: PersonId) -> bool {
    let known = case.person(id);
    known.is_some_and(|known| !known.details.roles.is_empty() && case.works_here(known))
}

/// Numbers that were given where this side was not are not given again.
pub(super) fn numbers(case: &Case, seen: &mut Case) {
    let given = &mut seen.carrying.given;
    given.messages = case.messages_given();
    for recorded in &case.history {
        if let Event::BottomLineSet { line, .. } = recorded.event {
            given.lines = given.lines.max(line.0);
        } else if let Event::QuestionSet { question, .. } = recorded.event {
            given.questions = given.questions.max(question.0);
        }
    }
}

/// What stands on the board of somebody else, with nothing that was said to it.
pub(super) fn standing_alone(item: &Item) -> Item {
    let mut alone = Item::new(item.id);
    alone.brought = item.brought;
    // As many as there were, so that an answer to it is one to this wording.
    let count = item.versions.len();
    alone.versions = item
        .versions
        .last()
        .map_or_else(Vec::new, |standing| vec![standing.clone(); count]);
    alone
}

/// Whether its receiver may see it: it was passed on, or can be.
pub(super) fn reaches(message: &Message) -> bool {
    message.can_be_passed_on() || message.delivery.is_some()
}

/// Leaves the messages of this side, and of those to it what may be passed on.
///
/// `seen` holds the messages as its own events make them.
pub(super) fn messages(case: &Case, seen: &mut Case, side: &[PersonId]) {
    let rebuilt = std::mem::take(&mut seen.carrying.messages);
    let mut shown: Vec<Message> = Vec::new();
    for message in &case.carrying.messages {
        let received = side.contains(&message.to) && reaches(message);
        match (side.contains(&message.from), received) {
            (true, true) => shown.push(message.clone()),
            (true, false) => {
                let Some(known) = rebuilt.iter().find(|known| known.id == message.id) else {
                    continue;
                };
                let ahead = (message.delivery.is_some() && known.delivery.is_none())
                    || (message.closed.is_some() && known.closed.is_none());
                if ahead {
                    seen.carrying.ahead.insert(message.id);
                }
                if ahead && message.kind != CarriedKind::Letter && !message.goes_whole() {
                    seen.carrying.not_whole.insert(message.id);
                }
                shown.push(known.clone());
            }
            (false, true) => shown.push(as_received(case, message, side)),
            (false, false) => {}
        }
    }
    // One that goes on from another stands in its place.
    shown.sort_by_key(|message| case.carrying.first_of(message.id));
    seen.carrying.messages = shown;
    seen.carrying.is_what_may_be_seen = true;
}

/// A message as its receiver may see it: what is passed on, as if it had never been otherwise.
/// Once it was passed on, nothing that its sender says later changes it.
pub(super) fn as_received(case: &Case, message: &Message, side: &[PersonId]) -> Message {
    let (version, words) = match &message.delivery {
        Some(delivery) => (delivery.version, delivery.words.clone()),
        None => (message.version(), message.let_go().cloned()),
    };
    let of_letter = message.kind == CarriedKind::Letter;
    let wording = message.wording(version);
    let at = wording.map_or(message.offered, |wording| wording.at);
    let fingerprint = wording.and_then(|wording| wording.fingerprint.clone());
    let wordings = words.map(|words| Wording {
        version,
        at,
        words,
        fingerprint: fingerprint.filter(|_| message.goes_whole()),
        helped_by: None,
    });
    let consent = Consent {
        at,
        version,
        extent: Some(Extent::All),
        words: None,
    };
    let check = SafetyCheck {
        at,
        version,
        checked_by: Party::Other(String::new()),
        passed: true,
        wrong: None,
    };
    let mut received = Message {
        answers: message
            .answers
            .map(|answered| case.carrying.as_known_to(side, answered)),
        instead_of: None,
        wordings: wordings.into_iter().collect(),
        agreed: (!of_letter).then_some(version),
        listed: of_letter.then_some(version),
        consents: vec![consent],
        check: Some(check),
        as_received: true,
        ..message.clone()
    };
    if received.waits_for_its_reader() {
        for wording in &mut received.wordings {
            wording.words.content = None;
        }
    }
    received
}

/// Takes over what is of this sitting, whoever was in those before it. Where people are, of
/// turns that were another's, is the first of the same stage.
///
/// `seen` holds the session as its own events make it.
pub(super) fn sitting(case: &Case, seen: &mut Case) {
    let Some(session) = &case.session else {
        return;
    };
    let turns = seen.itinerary();
    let stage = session.position.as_ref().map(|position| &position.stage);
    let mut of_stage = turns.iter().filter(|turn| Some(&turn.key.stage) == stage);
    let there = of_stage.find(|turn| turn.here).or(turns.first());
    let there = there.map(|turn| turn.key.clone());
    let Some(known) = &mut seen.session else {
        return;
    };
    known.started = session.started;
    known.typed = session.typed;
    known.sitting = session.sitting;
    known.sitting_since = session.sitting_since;
    known.parted = session.parted;
    if known.position.is_none() && session.position.is_some() {
        known.position = there;
    }
}
