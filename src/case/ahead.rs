//! What lies ahead for sure: as long as something is still to be decided, or somebody still to
//! come, nobody is told as certain what hangs on it.

use super::deciding::decision_open;
use super::{Case, Presence, TurnKey};
use crate::script::{Condition, DecisionId, Prompt, RoleId, Stage, StageId, Then};

impl Case {
    /// Whether it is open what comes next for the circle, instead of this turn: something is
    /// decided before, and what can be decided leads to different places. For what the room reads
    /// of who is next.
    pub fn next_is_open(&self, next: Option<&TurnKey>) -> bool {
        let (Some(position), Some(kind)) = (self.position(), self.session_kind()) else {
            return false;
        };
        if self.leads_apart(position, next) {
            return true;
        }
        // Every picture asks: where the facilitator decides nothing alone, no turn is looked at.
        let mut prompts = kind.stages.iter().flat_map(|stage| &stage.prompts);
        if !prompts.any(|prompt| prompt.is_own_task() && prompt.decision.is_some()) {
            return false;
        }
        let on_the_way = self.turns_from(true).skip(1);
        let mut on_the_way = on_the_way.take_while(|turn| next != Some(&turn.key));
        on_the_way.any(|turn| self.leads_apart(&turn.key, next))
    }

    /// Whether stages may come, or be left out, otherwise than they are held now: by what is
    /// decided on the way, or by who still comes. For what the room reads of how many there are.
    pub fn may_hold_other_stages(&self) -> bool {
        let (Some(session), Some(kind)) = (&self.session, self.session_kind()) else {
            return false;
        };
        let stages = &kind.stages;
        let place = |id: &StageId| stages.iter().position(|stage| &stage.id == id);
        let here = session
            .position
            .as_ref()
            .and_then(|turn| place(&turn.stage));
        let here = here.unwrap_or(0);
        let mut open: Vec<&DecisionId> = Vec::new();
        for (number, stage) in stages.iter().enumerate().skip(here) {
            let hangs = stage.when.as_ref().filter(|_| number > here);
            if hangs.is_some_and(|when| hangs_on(when, &open) || self.hangs_on_who_comes(when)) {
                return true;
            }
            let decisions = stage
                .prompts
                .iter()
                .filter_map(|prompt| prompt.decision.as_ref());
            let still = decisions.filter(|known| !session.decisions.contains_key(&known.id));
            for decision in still {
                let targets = decision.outcomes.iter();
                let mut targets = targets.filter_map(|known| place(known.stage.as_ref()?));
                if targets.any(|target| target > number + 1) {
                    return true;
                }
                open.push(&decision.id);
            }
        }
        false
    }

    /// Whether a decision that is made at a turn, and was not, leads to other places than where
    /// going on leads now.
    fn leads_apart(&self, turn: &TurnKey, next: Option<&TurnKey>) -> bool {
        let (Some(session), Some((_, prompt))) = (&self.session, self.prompt_of(turn)) else {
            return false;
        };
        let Some(decision) = prompt.decision.as_ref() else {
            return false;
        };
        if !decision_open(self, session, turn) {
            return false;
        }
        let elsewhere = decision.outcomes.iter().any(|known| match known.then {
            // A time-out, or another day, leads back to where it was decided.
            Then::GoOn | Then::TimeOut | Then::Adjourn => false,
            Then::GoTo => true,
            Then::ChangeMethod | Then::End => next.is_some(),
        });
        let other_order = || {
            let mut outcomes = decision.outcomes.iter();
            let leaves = next.is_none_or(|next| next.stage != turn.stage);
            leaves && outcomes.any(|known| !known.stages_in_order.is_empty())
        };
        elsewhere || other_order() || self.hangs_between(&decision.id, turn, next)
    }

    /// Whether anything from a turn on, up to the next one, is asked only by what was decided.
    fn hangs_between(&self, decision: &DecisionId, turn: &TurnKey, next: Option<&TurnKey>) -> bool {
        let Some(kind) = self.session_kind() else {
            return false;
        };
        let hangs = |when: &Option<Condition>| {
            let when = when.as_ref();
            when.is_some_and(|when| hangs_on(when, &[decision]))
        };
        let places = kind.stages.iter().flat_map(|stage| {
            let prompts = stage.prompts.iter();
            prompts.map(move |prompt| (stage, prompt))
        });
        let is_at = |turn: &TurnKey, (stage, prompt): &(&Stage, &Prompt)| {
            stage.id == turn.stage && prompt.id == turn.prompt
        };
        let mut after = places.skip_while(|place| !is_at(turn, place)).skip(1);
        let found = after.find(|place| {
            let reached = next.is_some_and(|next| is_at(next, place));
            let (stage, prompt) = place;
            let hangs = hangs(&prompt.when) || (stage.id != turn.stage && hangs(&stage.when));
            reached || hangs
        });
        found.is_some_and(|(stage, prompt)| {
            hangs(&prompt.when) || (stage.id != turn.stage && hangs(&stage.when))
        })
    }

    /// Whether a condition hangs on somebody who is still waited for.
    fn hangs_on_who_comes(&self, when: &Condition) -> bool {
        let waited_for = |role: &RoleId| {
            let mut people = self.people.iter();
            people.any(|person| {
                let expected = self.of_today(person).0 == Presence::Expected;
                expected && person.details.roles.contains(role)
            })
        };
        [&when.present, &when.absent]
            .into_iter()
            .flatten()
            .any(waited_for)
    }
}

fn hangs_on(when: &Condition, decisions: &[&DecisionId]) -> bool {
    [&when.chosen, &when.not_chosen]
        .into_iter()
        .flatten()
        .any(|choice| decisions.contains(&&choice.decision))
}
