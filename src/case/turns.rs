//! Turns: beginning, going on, going back, the order of speaking, decisions.

use super::deciding::decision_open;
use super::gates::GateAnswer;
use super::marking::reason_of;
use super::moving::{able_to_move, move_to};
use super::{
    Case, Event, Now, PersonId, Refusal, Session, SessionStatus, SkipReason, Turn, TurnKey, Words,
    gates, sitting,
};
use crate::script::{Addressee, GateId, SessionKindId, StageId, TurnPattern, Weight};

/// Within this many milliseconds going back cancels the move, as if it had not been made.
pub const CANCEL_MOVE_WITHIN: u64 = 5_000;

type Answered = Result<Vec<Event>, Refusal>;

pub(super) fn start(case: &Case, kind: SessionKindId) -> Answered {
    match case.session.as_ref().map(|session| session.status) {
        Some(SessionStatus::Running) => return Err(Refusal::SessionRunning),
        Some(SessionStatus::Adjourned { .. }) => return Err(Refusal::SessionAdjourned),
        Some(SessionStatus::Ended) | None => {}
    }
    if case.script.session(&kind).is_none() {
        return Err(Refusal::NotInScript);
    }
    if case.people.is_empty() {
        return Err(Refusal::NobodyListed);
    }
    let number = u16::try_from(case.earlier_sessions.len()).unwrap_or(u16::MAX)
        + u16::from(case.session.is_some())
        + 1;
    let started = Event::SessionStarted { number, kind };
    let begun = case.after(std::slice::from_ref(&started));
    let turns = begun.itinerary();
    let first = turns
        .iter()
        .find(|turn| turn.here)
        .or(turns.first())
        .ok_or(Refusal::NotInScript)?;
    Ok(vec![
        started,
        Event::Moved {
            to: first.key.clone(),
        },
    ])
}

pub(super) fn include(case: &Case, stage: StageId, included: bool) -> Answered {
    case.running()?;
    let known = case
        .session_kind()
        .and_then(|kind| kind.stage(&stage))
        .ok_or(Refusal::NotInScript)?;
    if known.optional.is_none() {
        return Err(Refusal::StageNotOptional);
    }
    Ok(vec![Event::StageIncluded { stage, included }])
}

pub(super) fn choose_order(case: &Case, order: Vec<PersonId>, by: Option<PersonId>) -> Answered {
    case.running()?;
    let known = |id: &PersonId| case.person(*id).is_some();
    let twice = order
        .iter()
        .enumerate()
        .any(|(place, id)| order[..place].contains(id));
    let all = case
        .speakers()
        .iter()
        .all(|person| order.contains(&person.id));
    if twice || !all {
        return Err(Refusal::OrderIncomplete);
    }
    if !order.iter().all(known) || !by.iter().all(known) {
        return Err(Refusal::NoSuchPerson);
    }
    Ok(vec![Event::OrderChosen {
        order,
        chosen_by: by,
    }])
}

pub(super) fn go_on(case: &Case) -> Answered {
    let session = able_to_move(case)?;
    let Some(position) = session.position.as_ref() else {
        // A crash can leave a session that began without its first turn.
        let first = case
            .itinerary()
            .into_iter()
            .next()
            .ok_or(Refusal::NoSuchTurn)?;
        return Ok(vec![Event::Moved { to: first.key }]);
    };
    if decision_open(case, session, position) {
        return Err(Refusal::DecisionOpen);
    }
    let next = case.next_turn().ok_or(Refusal::AtTheEnd)?;
    move_to(case, next.key)
}

pub(super) fn go_back(case: &Case, now: Now) -> Answered {
    let session = able_to_move(case)?;
    let position = session.position.as_ref().ok_or(Refusal::NoSession)?;
    if let Some(moved) = just_moved(case, session, now) {
        return Ok(vec![Event::Undone { events: moved }]);
    }
    let before = case.turn_before(position, |turn| {
        turn.here && !case.is_private_turn(&turn.key) && session.reached.contains_key(&turn.key)
    });
    let before = before.ok_or(Refusal::AtTheStart)?;
    Ok(vec![Event::Moved { to: before.key }])
}

/// The events of the last move, where it was made just now and nothing happened since.
fn just_moved(case: &Case, session: &Session, now: Now) -> Option<Vec<u64>> {
    let (number, at, _) = session.moves.last()?;
    let last = case.history.last()?;
    let recent = now.milliseconds_since(*at) <= CANCEL_MOVE_WITHIN && now.steady >= at.steady;
    let plain = last.number == *number && last.command == *number;
    (recent && plain && went_on(case, session)).then(|| vec![*number])
}

/// Whether the last move led on: going back twice leads back two turns.
fn went_on(case: &Case, session: &Session) -> bool {
    let [.., (_, _, from), (_, _, to)] = session.moves.as_slice() else {
        return false;
    };
    let turns = case.itinerary();
    let place = |turn| match case.place_of(&turns, turn) {
        Ok(place) | Err(place) => place,
    };
    place(from) < place(to)
}

pub(super) fn go_to_stage(case: &Case, stage: &StageId) -> Answered {
    let session = able_to_move(case)?;
    let turns: Vec<Turn> = case
        .itinerary()
        .into_iter()
        .filter(|turn| &turn.key.stage == stage && turn.here)
        .collect();
    let open = turns
        .iter()
        .find(|turn| !session.reached.contains_key(&turn.key));
    let target = open.or(turns.first()).ok_or(Refusal::NoSuchTurn)?;
    move_to(case, target.key.clone())
}

pub(super) fn go_to_turn(case: &Case, turn: TurnKey) -> Answered {
    able_to_move(case)?;
    let known = case
        .itinerary()
        .into_iter()
        .any(|known| known.key == turn && known.here);
    if !known {
        return Err(Refusal::NoSuchTurn);
    }
    move_to(case, turn)
}

pub(super) fn skip(case: &Case, reason: SkipReason, text: Option<String>) -> Answered {
    let session = able_to_move(case)?;
    let position = session.position.clone().ok_or(Refusal::NoSession)?;
    let (stage, prompt) = case.prompt_of(&position).ok_or(Refusal::NoSuchTurn)?;
    let words = reason_of(case, text)?;
    match reason {
        SkipReason::Passed if stage.turns != TurnPattern::Round => {
            return Err(Refusal::PassOnlyInRounds);
        }
        SkipReason::Other if words.is_none() && prompt.weight == Weight::Must => {
            return Err(Refusal::MustNeedsReason);
        }
        SkipReason::Passed
        | SkipReason::AlreadyAnswered
        | SkipReason::DoesNotFit
        | SkipReason::NoTime
        | SkipReason::Later
        | SkipReason::Other => {}
    }
    let mut events = vec![Event::TurnSkipped {
        turn: position,
        reason,
        words,
    }];
    if let Some(next) = case.next_turn() {
        events.extend(move_to(case, next.key)?);
    }
    Ok(events)
}

pub(super) fn answer_gate(
    case: &Case,
    gate: GateId,
    met: bool,
    reason: Option<String>,
) -> Answered {
    gates::answer(case, gate, met, reason)
}

pub(super) fn end_private_time(case: &Case) -> Answered {
    let session = case.running()?;
    if session.private.is_none() {
        return Err(Refusal::NoPrivateTime);
    }
    let mut events = vec![Event::PrivateTimeEnded];
    // Other private time is not begun in passing: it asks first who has left the room.
    let next = case.next_turn();
    if let Some(next) = next.filter(|next| !case.is_private_turn(&next.key)) {
        events.push(Event::Moved { to: next.key });
    }
    Ok(events)
}

pub(super) fn started(case: &mut Case, at: Now, number: u16, kind: &SessionKindId) {
    if case.session.is_some() {
        sitting::begin_sitting(case, at);
    }
    case.earlier_sessions.extend(case.session.take());
    case.elapsed = 0;
    case.session = Some(Session::new(number, case.script.clone(), kind.clone(), at));
    case.take_in_who_takes_part();
}

pub(super) fn included(case: &mut Case, stage: &StageId, included: bool) {
    if let Some(session) = &mut case.session {
        session.included.insert(stage.clone(), included);
    }
}

pub(super) fn order_chosen(case: &mut Case, order: &[PersonId], by: Option<PersonId>) {
    if let Some(session) = &mut case.session {
        session.order = order.to_vec();
        session.order_chosen_by = by;
    }
}

/// Whether something is put to people that stands before the way out which they chose.
fn comes_back_to_people(case: &Case, to: &TurnKey) -> bool {
    let session = case.session.as_ref();
    // There seldom is one, and this is asked at every step of every case that is read.
    let Some(way_out) = session.and_then(|session| session.another_way.as_ref()) else {
        return false;
    };
    let prompt = case.prompt_of(to);
    let to_people = prompt.is_some_and(|(_, prompt)| prompt.to != Addressee::Facilitator);
    let stages = case.stages();
    let place = |id: &StageId| stages.iter().position(|stage| &stage.id == id);
    to_people && place(&to.stage) < place(way_out)
}

pub(super) fn moved(case: &mut Case, number: u64, at: Now, to: &TurnKey) {
    let comes_back = comes_back_to_people(case, to);
    let Some(session) = &mut case.session else {
        return;
    };
    if comes_back {
        session.another_way = None;
    }
    if to.round > session.round {
        session.loops.push((to.round, to.stage.clone()));
        session.round = to.round;
    }
    if matches!(session.skipped.get(to), Some((SkipReason::Later, _))) {
        session.skipped.remove(to);
    }
    session.position = Some(to.clone());
    session.reached.entry(to.clone()).or_insert(at);
    session.moves.push((number, at, to.clone()));
    session.just_left.clear();
    gates::room::moved(case);
}

pub(super) fn skipped(case: &mut Case, turn: &TurnKey, reason: SkipReason, words: Option<&Words>) {
    if let Some(session) = &mut case.session {
        session
            .skipped
            .insert(turn.clone(), (reason, words.cloned()));
    }
}

pub(super) fn gate_answered(
    case: &mut Case,
    gate: &GateId,
    met: bool,
    reason: Option<&Words>,
    by: Option<&String>,
) {
    if let Some(session) = &mut case.session {
        session.gates.insert(gate.clone(), (met, reason.cloned()));
        session.gate_answers.push(GateAnswer {
            gate: gate.clone(),
            met,
            sitting: session.sitting,
            moves: session.moves.len(),
        });
        session.gate_deciders.remove(gate);
        if let Some(by) = by {
            session.gate_deciders.insert(gate.clone(), by.clone());
        }
    }
    gates::room::answered(case, gate, met);
}
