//! Decisions: people decide, the meeting follows.

use chrono::NaiveDate;

use super::moving::{able_to_move, arrive, move_to};
use super::{
    Case, Command, Event, Item, Person, PersonId, ProgressSaid, Refusal, Session, Turn, TurnKey,
    closing,
};
use crate::script::{
    Addressee, Claim, Decision, DecisionId, DecisionOutcome, Outcome, OutcomeId, Prompt,
    PromptKind, RecordKind, SessionKindId, Stage, StageId, Then,
};

type Answered = Result<Vec<Event>, Refusal>;

pub(super) fn make_decision(
    case: &Case,
    decision: DecisionId,
    outcome: OutcomeId,
    by: Option<PersonId>,
    until: Option<NaiveDate>,
) -> Answered {
    let found = find_outcome(case, &decision, &outcome);
    // Any way of ending works from everywhere, in whichever words it is said.
    if !found.as_ref().is_some_and(ends) {
        able_to_move(case)?;
    }
    let (stage, chosen) = found.ok_or(Refusal::NotInScript)?;
    if by.is_some_and(|id| case.person(id).is_none()) {
        return Err(Refusal::NoSuchPerson);
    }
    if leaves_the_agreement_out(case, &stage, &chosen) && closing::agreement_stands(case) {
        return Err(Refusal::AgreementStands);
    }
    let made = Event::DecisionMade {
        decision,
        outcome,
        by,
    };
    if let Some(end) = chosen.outcome.filter(|_| chosen.then == Then::End) {
        return closing::end(case, end, Some(made));
    }
    let decided = case.after(std::slice::from_ref(&made));
    let mut events = vec![made];
    match chosen.then {
        Then::GoOn => {
            if let Some(next) = decided.next_turn() {
                events.extend(move_to(&decided, next.key)?);
            }
        }
        Then::GoTo => {
            let target = chosen.stage.as_ref().ok_or(Refusal::NotInScript)?;
            let turn = first_turn_again(&decided, &stage, target)?;
            events.extend(move_to(&decided, turn)?);
        }
        Then::TimeOut => events.push(Event::TimeOutStarted { with: Vec::new() }),
        Then::Adjourn => events.push(Event::SessionAdjourned { until }),
        Then::ChangeMethod => match decided.way_out(&stage, &chosen) {
            Some(turn) => {
                decided.pass_gates(&turn)?;
                events.extend(arrive(&decided, turn));
            }
            None => events.push(closing::ended_by(&decided, Outcome::EndedEarly, true)),
        },
        // An ending that does not say which one it is ends nothing.
        Then::End => return Err(Refusal::NotInScript),
    }
    Ok(events)
}

/// Whether a command is an answer by which the meeting ends.
pub(super) fn is_an_ending(case: &Case, command: &Command) -> bool {
    let Command::Decide {
        decision, outcome, ..
    } = command
    else {
        return false;
    };
    find_outcome(case, decision, outcome)
        .as_ref()
        .is_some_and(ends)
}

/// Whether an answer leads past a stage in which an agreement is written down, read back or signed.
fn leaves_the_agreement_out(case: &Case, from: &StageId, chosen: &DecisionOutcome) -> bool {
    let (Some(kind), Some(to), Then::GoTo) = (case.session_kind(), &chosen.stage, chosen.then)
    else {
        return false;
    };
    let place = |id: &StageId| kind.stages.iter().position(|stage| &stage.id == id);
    let (Some(from), Some(to)) = (place(from), place(to)) else {
        return false;
    };
    let between = kind.stages.get(from + 1..to).unwrap_or_default();
    between.iter().any(|stage| {
        let mut recorded = stage.prompts.iter().filter_map(|prompt| prompt.record);
        recorded.any(|kind| {
            matches!(
                kind,
                RecordKind::Agreement | RecordKind::ReadBack | RecordKind::Signatures
            )
        })
    })
}

fn ends((_, chosen): &(StageId, DecisionOutcome)) -> bool {
    chosen.then == Then::End
}

/// Where going to a stage leads: a later one as it stands, an earlier one in a new round.
fn first_turn_again(case: &Case, from: &StageId, target: &StageId) -> Result<TurnKey, Refusal> {
    let stages = case.stages();
    let place = |id: &StageId| stages.iter().position(|stage| &stage.id == id);
    let turns = case.itinerary();
    let of_target: Vec<&Turn> = turns
        .iter()
        .filter(|turn| &turn.key.stage == target)
        .collect();
    let first = of_target
        .iter()
        .find(|turn| turn.here)
        .or(of_target.first())
        .ok_or(Refusal::NoSuchTurn)?;
    let mut key = first.key.clone();
    if place(target) <= place(from) {
        key.round = case.session.as_ref().map_or(1, |session| session.round) + 1;
    }
    Ok(key)
}

impl Case {
    /// Where a meeting that is to go on in another way leads before it ends: to the stage that the
    /// script names, so that it is closed with everybody, else to the one after a given stage in
    /// which whoever runs it is alone, and is asked how it ended. What is asked there is about
    /// people who are on their way home, and no less so where another way is wanted.
    pub fn way_out(&self, from: &StageId, chosen: &DecisionOutcome) -> Option<TurnKey> {
        let turns = self.itinerary();
        let first_of = |stage: &StageId| turns.iter().find(|turn| &turn.key.stage == stage);
        let named = chosen.stage.as_ref().and_then(first_of);
        let last = || first_of(&self.last_words_alone(from)?);
        named.or_else(last).map(|turn| turn.key.clone())
    }

    fn last_words_alone(&self, from: &StageId) -> Option<StageId> {
        let stages = self.stages();
        let later = stages.iter().skip_while(|stage| &stage.id != from).skip(1);
        let alone = |stage: &&&Stage| {
            let mut prompts = stage.prompts.iter();
            let mut points = stage
                .prompts
                .iter()
                .filter_map(|prompt| prompt.decision.as_ref());
            prompts.all(|prompt| prompt.to == Addressee::Facilitator)
                && points.any(Decision::asks_how_it_ended)
        };
        later.filter(alone).last().map(|stage| stage.id.clone())
    }
}

/// Something that an answer says and the record does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unproven {
    /// What it claims, in the words of the script.
    Claim(Claim),
    /// That a session is made up for which nobody is put down for.
    MadeUpFor,
}

impl Case {
    /// What an outcome says is so, where the record does not hold it: what it claims, and that
    /// something is on the board where it goes on with that. Nothing where it is borne out.
    pub fn not_borne_out(&self, decision: &DecisionId, outcome: &OutcomeId) -> Option<Unproven> {
        let (stage, chosen) = find_outcome(self, decision, outcome)?;
        if let Some(kind) = &chosen.makes_up_for {
            return (!self.is_made_up_for_now(kind)).then_some(Unproven::MadeUpFor);
        }
        let goes_on = self.goes_on_with_the_board(decision, &stage, &chosen);
        let claim = chosen.claims.or(goes_on.then_some(Claim::Written))?;
        (!self.bears_out(claim)).then_some(Unproven::Claim(claim))
    }

    /// Whether somebody is put down as making up for a kind of session in the one that goes on.
    fn is_made_up_for_now(&self, kind: &SessionKindId) -> bool {
        let now = self.session.as_ref().map(|session| session.number);
        let mut made_up = self.programme.caught_up.iter();
        made_up.any(|((_, missed), made_up_in)| {
            let mut sessions = self.sessions();
            let of_kind = sessions.any(|held| held.number == *missed && &held.kind == kind);
            Some(*made_up_in) == now && of_kind
        })
    }

    /// Whether the record holds what an answer or a yes says is so.
    pub(super) fn bears_out(&self, claim: Claim) -> bool {
        let mut messages = self.carrying.messages.iter();
        let since = self.session.as_ref().map(|session| session.started.wall);
        match claim {
            Claim::Written => self.board().next().is_some(),
            Claim::PassedOn => messages.any(|message| {
                let passed_on = message.delivery.as_ref().map(|delivery| delivery.at.wall);
                passed_on.is_some_and(|at| since.is_none_or(|since| at >= since))
            }),
            Claim::ToPassOn => messages.any(|message| {
                message.is_open() && self.may_be_here(message.from) && !message.is_kept_back()
            }),
            Claim::Ready => {
                let ready = messages.any(|message| {
                    let to_them = self.may_be_here(message.to) && !self.may_be_here(message.from);
                    message.is_open()
                        && to_them
                        && (message.as_received || message.can_be_passed_on())
                });
                ready || self.bears_out(Claim::PassedOn)
            }
            Claim::ReadOut => {
                let mut lines = self.board();
                let heard = |item: &Item| !item.is_unheard();
                self.agreement.closed || (self.board().next().is_some() && lines.all(heard))
            }
            Claim::Decided => {
                let mut lines = self.board();
                lines.all(|item| item.ratified.is_some())
            }
            Claim::FarAwayFirst => {
                let here = self
                    .speakers()
                    .into_iter()
                    .filter(|person| person.is_here());
                here.map(Person::is_far_away)
                    .is_sorted_by(|before, after| before >= after)
            }
            Claim::LookedAt => {
                let said_now = |said: &Vec<ProgressSaid>| {
                    said.iter()
                        .any(|one| since.is_none_or(|since| one.at.wall >= since))
                };
                let said = &self.following.said;
                let mut agreed = self.agreed_items().iter();
                // Of what became of a thing for good, nothing is to be said anew.
                agreed.all(|item| {
                    !self.progress_of(item.item).is_open()
                        || said.get(&item.item).is_some_and(said_now)
                })
            }
        }
    }

    /// A decision is about the board where its stage first writes the agreement down, or reads it
    /// back; going back, a pause or an ending accepts nothing.
    fn goes_on_with_the_board(
        &self,
        decision: &DecisionId,
        stage: &StageId,
        chosen: &DecisionOutcome,
    ) -> bool {
        let stage = self.session_kind().and_then(|kind| kind.stage(stage));
        let prompts = stage.into_iter().flat_map(|stage| &stage.prompts);
        let decides = |prompt: &&Prompt| {
            let point = prompt.decision.as_ref();
            point.is_none_or(|point| &point.id != decision)
        };
        let mut before = prompts.take_while(decides);
        let about_board = before.any(|prompt| {
            matches!(
                prompt.record,
                Some(RecordKind::Agreement | RecordKind::ReadBack)
            )
        });
        chosen.then == Then::GoOn && about_board
    }
}

fn find_outcome(
    case: &Case,
    decision: &DecisionId,
    outcome: &OutcomeId,
) -> Option<(StageId, DecisionOutcome)> {
    case.session_kind()?.stages.iter().find_map(|stage| {
        let of_stage = stage
            .prompts
            .iter()
            .filter_map(|prompt| prompt.decision.as_ref());
        let found: Option<&Decision> = of_stage.into_iter().find(|known| &known.id == decision);
        let chosen = found?.outcomes.iter().find(|known| &known.id == outcome)?;
        Some((stage.id.clone(), chosen.clone()))
    })
}

pub(super) fn decision_open(case: &Case, session: &Session, position: &TurnKey) -> bool {
    let Some((_, prompt)) = case.prompt_of(position) else {
        return false;
    };
    let decided = prompt.decision.as_ref().is_none_or(|decision| {
        let round = (position.round, decision.id.clone());
        session.decided.contains(&round) && !only_put_off(session, decision)
    });
    prompt.kind == PromptKind::Decide && !decided && !session.skipped.contains_key(position)
}

/// Whether people chose a pause, or another day: that answers nothing, so they are asked again
/// once they go on.
fn only_put_off(session: &Session, decision: &Decision) -> bool {
    let Some((chosen, _)) = session.decisions.get(&decision.id) else {
        return false;
    };
    let mut outcomes = decision.outcomes.iter();
    let then = outcomes
        .find(|known| &known.id == chosen)
        .map(|known| known.then);
    match then {
        Some(Then::TimeOut | Then::Adjourn) => true,
        Some(Then::GoOn | Then::GoTo | Then::ChangeMethod | Then::End) | None => false,
    }
}

pub(super) fn decision_made(
    case: &mut Case,
    decision: &DecisionId,
    outcome: &OutcomeId,
    by: Option<PersonId>,
) {
    let found = find_outcome(case, decision, outcome);
    let way_out = found
        .as_ref()
        .filter(|(_, chosen)| chosen.then == Then::ChangeMethod)
        .and_then(|(stage, chosen)| case.way_out(stage, chosen));
    let Some(session) = &mut case.session else {
        return;
    };
    if let Some(turn) = way_out {
        session.another_way = Some(turn.stage);
    }
    let order = found.map(|(_, chosen)| chosen.stages_in_order);
    let round = session
        .position
        .as_ref()
        .map_or(session.round, |turn| turn.round);
    session
        .decisions
        .insert(decision.clone(), (outcome.clone(), by));
    session.decided.insert((round, decision.clone()));
    if let Some(order) = order.filter(|order| !order.is_empty()) {
        session.stage_order = order;
    }
}
