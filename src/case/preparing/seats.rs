//! Who sits where.

use crate::case::{Attendance, Case, Person, PersonId, Presence, SessionStatus};
use crate::script::{RoleKind, SessionKind};

/// Who sits where, and who sits nowhere in the room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seating {
    /// The circle, from the chair opposite the door on, as the hands of a clock go.
    pub circle: Vec<PersonId>,
    /// People without a voice, who sit outside of the circle.
    pub outer: Vec<PersonId>,
    /// People who take part without being in the room.
    pub apart: Vec<PersonId>,
}

impl Case {
    /// Who sits where: as was chosen, and whoever has no chosen seat yet after them.
    ///
    /// Unless somebody chose otherwise, whoever runs the meeting sits between the two sides,
    /// each side beside its supporters, and interpreters beside the person they interpret for.
    pub fn seating(&self) -> Seating {
        let mut seating = Seating::default();
        let kind = self.kind_to_seat();
        let comes = |person: &&Person| {
            let with_one_side = kind.is_some_and(|kind| !kind.with.is_empty());
            match kind {
                // Who is in the room is known once the session goes on, and nobody else has a seat.
                Some(_) if with_one_side && self.is_one_sided() => {
                    let there = matches!(person.presence, Presence::Here | Presence::Out);
                    self.may_be_here(person.id) && (there || self.works_here(person))
                }
                Some(kind) => self.could_be_in(person, &kind.id),
                None => true,
            }
        };
        for person in self.people.iter().filter(comes) {
            let place = if person.details.attends != Attendance::Room {
                &mut seating.apart
            } else if self.holds_kind(person.id, &[RoleKind::Observer]) && !self.speaks(person) {
                &mut seating.outer
            } else {
                &mut seating.circle
            };
            place.push(person.id);
        }
        let inside = std::mem::take(&mut seating.circle);
        let usual = self.usual_circle(&inside);
        let chosen = self.preparing.seats.iter();
        seating.circle = chosen.copied().filter(|id| inside.contains(id)).collect();
        for id in usual {
            if !seating.circle.contains(&id) {
                seating.circle.push(id);
            }
        }
        seating
    }

    /// The kind of session that seats are for: the one that goes on or was put off, else the one
    /// that the script has next.
    pub fn kind_to_seat(&self) -> Option<&SessionKind> {
        let kinds = &self.script.sessions;
        let Some(session) = &self.session else {
            return kinds.first();
        };
        let place = kinds.iter().position(|kind| kind.id == session.kind)?;
        match session.status {
            SessionStatus::Running | SessionStatus::Adjourned { .. } => kinds.get(place),
            SessionStatus::Ended => kinds.get(place + 1).or_else(|| kinds.get(place)),
        }
    }

    fn speaks(&self, person: &Person) -> bool {
        let mut roles = person.details.roles.iter();
        roles.any(|id| self.script.role(id).is_some_and(|role| role.speaks))
    }

    fn usual_circle(&self, inside: &[PersonId]) -> Vec<PersonId> {
        let of_kind = |kinds: &[RoleKind]| {
            let people = inside.iter().copied();
            let people: Vec<PersonId> = people.filter(|id| self.holds_kind(*id, kinds)).collect();
            people
        };
        let facilitators = of_kind(&[RoleKind::Facilitator]);
        let one_side = of_kind(&[RoleKind::Harmed, RoleKind::Child]);
        let other_side = of_kind(&[RoleKind::Responsible]);
        let mut placed: Vec<PersonId> = facilitators.clone();
        let one_side = self.with_those_beside(&one_side, inside, &mut placed);
        let mut other_side = self.with_those_beside(&other_side, inside, &mut placed);
        other_side.reverse();
        let others: Vec<PersonId> = inside
            .iter()
            .copied()
            .filter(|id| !placed.contains(id))
            .collect();
        let (first, further) = facilitators.split_at(facilitators.len().min(1));
        [first, &one_side, &others, further, &other_side].concat()
    }

    /// Each of these people, then whoever interprets for them and whoever came to support them.
    fn with_those_beside(
        &self,
        people: &[PersonId],
        inside: &[PersonId],
        placed: &mut Vec<PersonId>,
    ) -> Vec<PersonId> {
        let mut group = Vec::new();
        let mut place = |id: PersonId| {
            if !placed.contains(&id) {
                placed.push(id);
                group.push(id);
            }
        };
        for id in people {
            place(*id);
            let interprets = |other: &&PersonId| {
                let whom = self.preparing.interpreting.get(other);
                whom.is_some_and(|whom| whom.contains(id))
            };
            inside.iter().filter(interprets).for_each(|id| place(*id));
            let supports = |other: &&PersonId| {
                let other = self.person(**other);
                other.is_some_and(|other| other.details.supports == Some(*id))
            };
            inside.iter().filter(supports).for_each(|id| place(*id));
        }
        group
    }
}
