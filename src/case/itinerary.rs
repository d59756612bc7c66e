//! Which turns a session has, in which order, as it stands now.

use super::{Case, Person, PersonId, Session, Turn, TurnKey};
use crate::script::{Addressee, Condition, Prompt, Role, RoleId, Stage, TurnPattern};

/// A stage as it is held.
struct HeldStage<'a> {
    stage: &'a Stage,
    /// Which time round.
    round: u16,
    /// Its place among the stages that are held, from 1.
    number: usize,
}

impl Case {
    /// The stages that are held, in the order in which they come.
    pub fn stages(&self) -> Vec<&Stage> {
        let (Some(session), Some(kind)) = (&self.session, self.session_kind()) else {
            return Vec::new();
        };
        let here = session.position.as_ref().map(|turn| &turn.stage);
        let held = |stage: &&Stage| Some(&stage.id) == here || self.is_held(session, stage);
        let mut stages = Vec::with_capacity(kind.stages.len());
        stages.extend(kind.stages.iter().filter(held));
        if session.stage_order.is_empty() {
            return stages;
        }
        let swapped: Vec<&Stage> = session
            .stage_order
            .iter()
            .filter_map(|id| stages.iter().find(|stage| &stage.id == id).copied())
            .collect();
        let mut in_order = swapped.iter();
        for place in &mut stages {
            if session.stage_order.contains(&place.id)
                && let Some(stage) = in_order.next()
            {
                *place = stage;
            }
        }
        stages
    }

    /// Every turn of the session as it stands, in order; turns of people who are not here included.
    pub fn itinerary(&self) -> Vec<Turn> {
        let held = self.held_stages().into_iter();
        held.flat_map(|held| self.turns_of(&held)).collect()
    }

    fn held_stages(&self) -> Vec<HeldStage<'_>> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let mut round = 1;
        let stages = self.stages().into_iter().enumerate();
        let held = stages.map(|(index, stage)| {
            let begun_here = session
                .loops
                .iter()
                .filter(|(_, id)| id == &stage.id)
                .map(|(round, _)| *round)
                .max();
            round = round.max(begun_here.unwrap_or(1));
            HeldStage {
                stage,
                round,
                number: index + 1,
            }
        });
        held.collect()
    }

    /// The stage and prompt of a turn.
    pub fn prompt_of(&self, turn: &TurnKey) -> Option<(&Stage, &Prompt)> {
        let stage = self.session_kind()?.stage(&turn.stage)?;
        let prompt = stage
            .prompts
            .iter()
            .find(|prompt| prompt.id == turn.prompt)?;
        Some((stage, prompt))
    }

    /// The turn that is on the screen.
    pub fn position(&self) -> Option<&TurnKey> {
        self.session.as_ref()?.position.as_ref()
    }

    /// The stage and prompt that are on the screen.
    pub fn current(&self) -> Option<(&Stage, &Prompt)> {
        self.prompt_of(self.position()?)
    }

    /// The turn that going on leads to. Private time that was held in this round is passed
    /// over: after going back, one key must not begin it again.
    pub fn next_turn(&self) -> Option<Turn> {
        self.next_turn_where(|_| true)
    }

    /// The next turn that the circle has a part in: what going on leads to, tasks of the
    /// facilitator's own passed over.
    pub fn next_turn_of_the_circle(&self) -> Option<Turn> {
        self.next_turn_where(|prompt| !prompt.is_own_task())
    }

    fn next_turn_where(&self, wanted: impl Fn(&Prompt) -> bool) -> Option<Turn> {
        let position = self.position()?;
        let held = self.held_stages();
        let here = held.iter().position(|held| held.stage.id == position.stage);
        let from_here = held.iter().skip(here.unwrap_or(0));
        // Every picture asks for it, and it is seldom far away.
        from_here.enumerate().find_map(|(index, held)| {
            let turns = self.turns_of(held);
            let after = match self.place_of(&turns, position) {
                _ if index > 0 => 0,
                Ok(place) => place + 1,
                Err(place) => place,
            };
            let mut later = turns.into_iter().skip(after);
            later.find(|turn| {
                let wanted = self
                    .prompt_of(&turn.key)
                    .is_none_or(|found| wanted(found.1));
                turn.here && wanted && !self.is_private_and_held(&turn.key)
            })
        })
    }

    /// The nearest turn before another one that is as wanted.
    pub(super) fn turn_before(
        &self,
        other: &TurnKey,
        wanted: impl Fn(&Turn) -> bool,
    ) -> Option<Turn> {
        let held = self.held_stages();
        let here = held.iter().position(|held| held.stage.id == other.stage);
        let up_to_here = held.iter().take(here.unwrap_or(0) + 1).rev();
        // Every picture asks for it too, whether one can go back.
        up_to_here.enumerate().find_map(|(index, held)| {
            let mut turns = self.turns_of(held);
            if index == 0 {
                let (Ok(place) | Err(place)) = self.place_of(&turns, other);
                turns.truncate(place);
            }
            turns.into_iter().rev().find(&wanted)
        })
    }

    /// The turn so many steps ahead of the one on the screen, or behind it, people who are not
    /// here left out.
    pub fn turn_at(&self, steps: isize) -> Option<Turn> {
        let far = steps.unsigned_abs();
        match far.checked_sub(1) {
            None => self.turns_from(true).next(),
            Some(far) => self.turns_from(steps > 0).skip(1).nth(far),
        }
    }

    /// The turn on the screen and those that come after it, or before it with the nearest first,
    /// people who are not here left out. Each is looked for when it is asked for: a key looks one
    /// step further, and seldom does that lead out of the stage.
    pub(super) fn turns_from(&self, onward: bool) -> impl Iterator<Item = Turn> {
        let position = self.position();
        let mut held = self.held_stages();
        if !onward {
            held.reverse();
        }
        let is_here = |held: &HeldStage<'_>| {
            position.is_some_and(|here| held.stage.id == here.stage && held.round == here.round)
        };
        let here = held.iter().position(is_here).unwrap_or(held.len());
        let turns = held.into_iter().skip(here).flat_map(move |held| {
            let mut turns = self.turns_of(&held);
            turns.retain(|turn| turn.here || Some(&turn.key) == position);
            if !onward {
                turns.reverse();
            }
            turns
        });
        turns.skip_while(move |turn| Some(&turn.key) != position)
    }

    /// Whether going to a turn begins private time.
    pub(super) fn is_private_turn(&self, turn: &TurnKey) -> bool {
        let prompt = self.prompt_of(turn);
        prompt.is_some_and(|(stage, _)| stage.private.is_some())
    }

    /// Whether it is the turn of private time that was held in this round.
    fn is_private_and_held(&self, turn: &TurnKey) -> bool {
        let session = self.session.as_ref();
        let reached = session.is_some_and(|session| session.reached.contains_key(turn));
        reached && self.is_private_turn(turn)
    }

    /// The place of a turn; or, where it is no longer in the list because a role
    /// or a condition changed, the place of the turn that comes after it: the
    /// first of its stage that was not reached, or the next stage.
    pub(super) fn place_of(&self, turns: &[Turn], key: &TurnKey) -> Result<usize, usize> {
        if let Some(place) = turns.iter().position(|turn| &turn.key == key) {
            return Ok(place);
        }
        let stages = self.stages();
        let stage = stages.iter().position(|stage| stage.id == key.stage);
        let stage_number = stage.map_or(1, |place| place + 1);
        let reached = |turn: &Turn| {
            let session = self.session.as_ref();
            session.is_some_and(|session| session.reached.contains_key(&turn.key))
        };
        let after = turns.iter().position(|turn| {
            let same = turn.stage_number == stage_number && !reached(turn);
            same || turn.stage_number > stage_number
        });
        Err(after.unwrap_or(turns.len()))
    }

    /// Stages that people went past without any of it: none of their turns was reached or left out,
    /// though somebody is here for one. Going to another stage can do that, and nothing tells of it.
    pub fn stages_passed_over(&self) -> Vec<&Stage> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let was_in = |stage: &Stage| {
            let mut turns = session.reached.keys().chain(session.skipped.keys());
            turns.any(|turn| turn.stage == stage.id)
        };
        let held = self.held_stages();
        let last = held.iter().rposition(|held| was_in(held.stage));
        let before = held.into_iter().take(last.unwrap_or(0));
        let for_somebody = |held: &HeldStage<'_>| self.turns_of(held).iter().any(|turn| turn.here);
        let passed = before.filter(|held| !was_in(held.stage) && for_somebody(held));
        passed.map(|held| held.stage).collect()
    }

    /// Turns that were left for later and not come back to since.
    pub fn left_for_later(&self) -> Vec<&TurnKey> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        session
            .skipped
            .iter()
            .filter(|(_, (reason, _))| *reason == super::SkipReason::Later)
            .map(|(turn, _)| turn)
            .collect()
    }

    /// Whether a condition of the script holds now.
    pub fn holds(&self, condition: &Condition) -> bool {
        let present = |role: &RoleId| {
            self.people
                .iter()
                .any(|person| person.is_here() && person.details.roles.contains(role))
        };
        let chosen = |choice: &crate::script::Choice| {
            self.session
                .as_ref()
                .and_then(|session| session.decisions.get(&choice.decision))
                .is_some_and(|(outcome, _)| outcome == &choice.outcome)
        };
        condition.present.as_ref().is_none_or(present)
            && condition.absent.as_ref().is_none_or(|role| !present(role))
            && condition.chosen.as_ref().is_none_or(chosen)
            && condition
                .not_chosen
                .as_ref()
                .is_none_or(|choice| !chosen(choice))
    }

    /// Everybody with a voice, in the order of speaking: people of a role that
    /// speaks, other than those who run the meeting.
    pub fn speakers(&self) -> Vec<&Person> {
        let everybody = !self.is_one_sided();
        self.speaking_order()
            .into_iter()
            .filter(|person| self.has_voice(person) && (everybody || self.may_be_here(person.id)))
            .collect()
    }

    /// Everybody who is asked to sign what was agreed, here or not, in the order of speaking.
    pub fn signers(&self) -> Vec<&Person> {
        let signs = |person: &&Person| {
            let mut roles = person.details.roles.iter();
            roles.any(|id| self.script.role(id).is_some_and(Role::is_to_sign))
        };
        let mut people = self.speaking_order();
        people.retain(|person| signs(person) && self.may_be_here(person.id));
        people
    }

    /// Everybody who is asked to sign, came, and has not signed, nor said that they do not want to.
    pub fn to_be_asked_to_sign(&self) -> Vec<PersonId> {
        let signed = &self.agreement.signatures;
        let people = self.signers().into_iter();
        let people = people.filter(|person| person.has_come() && !signed.contains_key(&person.id));
        people.map(|person| person.id).collect()
    }

    fn has_voice(&self, person: &Person) -> bool {
        person.details.roles.iter().any(|id| {
            let role = self.script.role(id);
            role.is_some_and(Role::has_voice)
        })
    }

    fn is_held(&self, session: &Session, stage: &Stage) -> bool {
        let wanted = stage.optional.as_ref().is_none_or(|optional| {
            session
                .included
                .get(&stage.id)
                .copied()
                .unwrap_or(optional.included)
        });
        wanted
            && stage
                .when
                .as_ref()
                .is_none_or(|condition| self.holds(condition))
    }

    fn turns_of(&self, held: &HeldStage<'_>) -> Vec<Turn> {
        let stage = held.stage;
        let mut turns = Vec::new();
        let prompts: Vec<&Prompt> = stage
            .prompts
            .iter()
            .filter(|prompt| {
                prompt
                    .when
                    .as_ref()
                    .is_none_or(|condition| self.holds(condition))
            })
            .collect();
        let mut add = |prompt: &Prompt, person: Option<PersonId>| {
            let here = person.is_none_or(|id| self.person(id).is_some_and(Person::is_here));
            let key = TurnKey {
                round: held.round,
                stage: stage.id.clone(),
                prompt: prompt.id.clone(),
                person,
            };
            turns.push(Turn {
                key,
                here,
                stage_number: held.number,
            });
        };
        if stage.private.is_some() {
            if let Some(prompt) = prompts.first() {
                add(prompt, None);
            }
            return turns;
        }
        let together = |first: &&Prompt, second: &&Prompt| {
            stage.turns == TurnPattern::ByPerson && first.to == second.to && goes_to_people(first)
        };
        for group in prompts.chunk_by(together) {
            let Some(first) = group.first() else { continue };
            if goes_to_people(first) {
                for person in self.addressed(stage, &first.to) {
                    for prompt in group {
                        add(prompt, Some(person));
                    }
                }
            } else {
                add(first, None);
            }
        }
        turns
    }

    fn addressed(&self, stage: &Stage, to: &Addressee) -> Vec<PersonId> {
        let people = match to {
            Addressee::Room | Addressee::Facilitator => Vec::new(),
            Addressee::Each => self.speakers(),
            Addressee::Role(role) => self.holders(role),
        };
        people
            .into_iter()
            .filter(|person| !stage.room.sends_out(&person.details.roles))
            .map(|person| person.id)
            .collect()
    }
}

fn goes_to_people(prompt: &Prompt) -> bool {
    matches!(prompt.to, Addressee::Each | Addressee::Role(_))
}
