//! When somebody leaves for the day without whom the meeting has no sense: it waits until people
//! say how it goes on.

use super::{Case, MethodStep, PersonId, Presence, Turn, Willing};
use crate::script::{PromptKind, Role, RoleId, RoleKind};

impl Case {
    /// Who left just now and is missed, so that it is to be said how the meeting goes on.
    pub(super) fn who_is_missed(&self) -> Option<PersonId> {
        let session = self.running().ok()?;
        let mut left = session.just_left.iter().copied();
        left.find(|person| self.is_missed(*person))
    }

    /// Whether the rest of the meeting is about somebody too: it has no sense without them, and
    /// what is still to come asks them or needs somebody in their place. Saying goodbye to each
    /// side apart needs nobody who has left, and nobody waits for whoever said no.
    fn is_missed(&self, person: PersonId) -> bool {
        let said_no = self.took_back(person)
            || self
                .person(person)
                .is_some_and(|known| known.is_willing() == Willing::Withdrawn);
        let mut to_come = self.still_to_come().into_iter();
        // Once what was agreed is closed, people sign and go home.
        !said_no
            && !self.agreement.closed
            && is_principal(self, person)
            && to_come.any(|turn| self.needs(&turn, person))
    }

    /// The turns after the one on the screen.
    fn still_to_come(&self) -> Vec<Turn> {
        let mut turns = self.itinerary();
        let place = self.position().map(|turn| self.place_of(&turns, turn));
        match place {
            Some(Ok(here)) => turns.split_off(here + 1),
            Some(Err(next)) => turns.split_off(next),
            None => turns,
        }
    }

    fn needs(&self, turn: &Turn, person: PersonId) -> bool {
        let roles = self.person(person).map(|known| &known.details.roles);
        let (Some(roles), Some((stage, prompt))) = (roles, self.prompt_of(&turn.key)) else {
            return false;
        };
        let together = self.is_one_sided() || stage.room.outside.is_empty();
        let asked = turn.key.person == Some(person) && prompt.kind == PromptKind::Ask;
        let named = roles.iter().any(|role| stage.room.inside.contains(role));
        together && (asked || named)
    }

    /// Whether nobody waits any more for somebody of a role: people decided to go on without them.
    pub(super) fn goes_on_without(&self, role: &RoleId) -> bool {
        let without = self
            .session
            .iter()
            .flat_map(|session| &session.goes_on_without);
        let mut people = without.filter_map(|id| self.person(*id));
        people.any(|person| person.details.roles.contains(role))
    }
}

/// A principal is somebody without whom the meeting has no sense: without whoever is responsible,
/// or the child, there is nothing to meet about. Whoever was harmed may leave a meeting that can be
/// held without them, such as a panel: their words can be carried into it.
pub(super) fn is_principal(case: &Case, person: PersonId) -> bool {
    let needed = |role: &Role| match role.kind {
        RoleKind::Responsible | RoleKind::Child => true,
        RoleKind::Harmed => role.at_least > 0 || case.is_one_sided(),
        RoleKind::Participant
        | RoleKind::Supporter
        | RoleKind::Family
        | RoleKind::Professional
        | RoleKind::Interpreter
        | RoleKind::Observer
        | RoleKind::Facilitator => false,
    };
    let roles = case.person(person).map(|person| &person.details.roles);
    let mut roles = roles.into_iter().flatten();
    roles.any(|id| case.script.role(id).is_some_and(needed))
}

/// Takes in that somebody came or went.
pub(super) fn came_or_went(case: &mut Case, person: PersonId, presence: Presence) {
    let running = case.running().is_ok();
    let Some(session) = case.session.as_mut().filter(|_| running) else {
        return;
    };
    session.just_left.remove(&person);
    match presence {
        Presence::Left => {
            session.just_left.insert(person);
        }
        Presence::Here => {
            session.goes_on_without.remove(&person);
        }
        Presence::Expected | Presence::Out | Presence::Away => {}
    }
}

/// Takes in what people decided about somebody who left or withdrew.
pub(super) fn answered(case: &mut Case, person: PersonId, step: MethodStep) {
    let Some(session) = &mut case.session else {
        return;
    };
    session.just_left.remove(&person);
    if step == MethodStep::GoOnWithout {
        session.goes_on_without.insert(person);
    }
}
