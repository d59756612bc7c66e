//! Which side a session is with, and who of it is in the room.

use std::fmt;

use super::refusal::CarryingRefusal as Why;
use crate::case::{
    CarryingCommand, Case, Command, Person, PersonId, Presence, Refusal, Session, SessionStatus,
};
use crate::script::{RoleId, SessionKindId};

/// Who is in the room, so that something of a case may not be told now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenBy {
    /// One side alone, before whom nothing counts the other.
    OneSide,
    /// Both, before whom nothing tells of what each said alone.
    BothSides,
}

impl fmt::Display for HiddenBy {
    /// As a sentence begins or goes on with it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::OneSide => "one side alone is in the room",
            Self::BothSides => "both sides are in the room, where what each said alone is not told",
        })
    }
}

impl Case {
    /// Whether a session goes on that is with one side alone.
    pub fn is_one_sided(&self) -> bool {
        !self.side().is_empty()
    }

    /// Whether everybody meets in a case in which one side was met alone before, or something is
    /// carried: what was said there is on no screen of a meeting where the other side sits.
    pub fn is_together_after_visits(&self) -> bool {
        self.running().is_ok()
            && !self.is_one_sided()
            && (!self.carrying.messages.is_empty()
                || self.carrying.is_what_may_be_seen
                || self.sessions().any(was_apart))
    }

    /// Whether something of this case may not be told now, because of who is in the room.
    pub fn is_partly_hidden(&self) -> bool {
        self.hidden_by().is_some()
    }

    /// Who is in the room, where something of this case may not be told now because of it.
    pub fn hidden_by(&self) -> Option<HiddenBy> {
        if self.is_one_sided() {
            Some(HiddenBy::OneSide)
        } else if self.is_together_after_visits() {
            Some(HiddenBy::BothSides)
        } else {
            None
        }
    }

    /// Whether somebody may be in the room now: of the side that the session is with, beside
    /// somebody of it, or there for their work. Everybody, where a session is for everybody.
    pub fn may_be_here(&self, person: PersonId) -> bool {
        let with = self.side();
        with.is_empty()
            || self
                .person(person)
                .is_some_and(|known| self.works_here(known) || self.is_with(known, with, came))
    }

    /// Everybody whom the people in the room may see on a list: with one side alone, those of it
    /// and whoever works there.
    pub fn people_shown(&self) -> impl DoubleEndedIterator<Item = &Person> {
        self.people
            .iter()
            .filter(|person| self.may_be_here(person.id))
    }

    /// Whether somebody could be in the room in a session of a kind: by their roles, whoever
    /// of them comes.
    pub fn could_be_in(&self, person: &Person, kind: &SessionKindId) -> bool {
        let with = self.script.session(kind).map_or(&[][..], |kind| &kind.with);
        with.is_empty() || self.works_here(person) || self.is_with(person, with, |_| true)
    }

    /// Whether somebody is there for their work, and of no side. Of somebody without a role,
    /// as a change of process can leave them, nobody knows.
    pub fn works_here(&self, person: &Person) -> bool {
        let roles = &person.details.roles;
        let works = |role: &RoleId| {
            let role = self.script.role(role);
            role.is_some_and(|role| role.kind.works_there())
        };
        !roles.is_empty() && roles.iter().all(works)
    }

    /// Everybody of the side that is in the room, without those who work there.
    pub(super) fn people_of_side(&self) -> Vec<PersonId> {
        let people = self.people.iter();
        people
            .filter(|person| self.may_be_here(person.id) && !self.works_here(person))
            .map(|person| person.id)
            .collect()
    }

    pub(super) fn is_of_this_side(&self, person: PersonId) -> Result<(), Refusal> {
        if self.may_be_here(person) {
            Ok(())
        } else {
            Err(Why::NotOfThisSide(person).into())
        }
    }

    /// The roles of the side that the session is with; none where it is for everybody.
    fn side(&self) -> &[RoleId] {
        match self.session_kind() {
            Some(kind) if self.running().is_ok() => &kind.with,
            Some(_) | None => &[],
        }
    }

    /// Whether somebody is of a side, or supports somebody who is. Where harm was mutual,
    /// somebody is of both, and then of the side in the room only if it is they who came.
    fn is_with(&self, person: &Person, with: &[RoleId], came: fn(&Person) -> bool) -> bool {
        let of_side = |person: &Person| {
            let mut roles = person.details.roles.iter();
            roles.any(|role| with.contains(role))
                && (!self.is_of_both_sides(person) || came(person))
        };
        let supported = person.details.supports.and_then(|id| self.person(id));
        match supported {
            Some(supported) => of_side(supported),
            None => of_side(person),
        }
    }

    /// Whether it is somebody for whom a session of this kind is held, with a side alone: one of the
    /// side itself, where it is on the list, and not whoever is there beside them.
    pub fn is_visited_in(&self, person: &Person, kind: &SessionKindId) -> bool {
        let with = self.script.session(kind).map_or(&[][..], |kind| &kind.with);
        let of_the_side = |person: &Person| {
            let mut roles = person.details.roles.iter();
            roles.any(|id| {
                let role = self.script.role(id).filter(|_| with.contains(id));
                role.is_some_and(|role| role.kind.is_a_side())
            })
        };
        of_the_side(person) || !self.people.iter().any(of_the_side)
    }

    /// Whether somebody was harmed and is responsible at once, where sides are met apart.
    pub fn is_of_both_sides(&self, person: &Person) -> bool {
        let kinds = || self.script.sessions.iter().map(|kind| &kind.with);
        let holds =
            |with: &Vec<RoleId>| with.iter().any(|role| person.details.roles.contains(role));
        kinds().any(|one| {
            holds(one)
                && kinds().any(|other| holds(other) && !other.iter().any(|role| one.contains(role)))
        })
    }
}

/// Whether a session was with one side alone, by the script of its day.
fn was_apart(session: &Session) -> bool {
    let kind = session.script.session(&session.kind);
    kind.is_some_and(|kind| !kind.with.is_empty())
}

fn came(person: &Person) -> bool {
    person.presence.has_come()
}

/// A session with one side alone begins only once it is said who of it is in the room; while
/// it goes on nothing is recorded of the other.
pub(in crate::case) fn allows(case: &Case, command: &Command) -> Result<(), Refusal> {
    if let Command::StartSession(kind) | Command::StartSessionHeld(kind, _) = command {
        return who_is_here(case, kind);
    }
    if let (Command::ResumeSession, Some(session)) = (command, &case.session) {
        return who_is_here(case, &session.kind);
    }
    for person in command.is_about() {
        // Of somebody who is not known at all, the rule of the command says so.
        if case.person(person).is_some() {
            case.is_of_this_side(person)?;
        }
    }
    if let Command::Carrying(
        CarryingCommand::Word { message, .. }
        | CarryingCommand::AgreeWording(message)
        | CarryingCommand::GoThroughList(message, _)
        | CarryingCommand::Consent(message, ..)
        | CarryingCommand::Check { message, .. },
    ) = command
    {
        // With its receiver in the room it is what is passed on, and no wording of its sender's.
        let known = case.carrying.message(*message);
        if known.is_some_and(|known| known.as_received) && case.is_together_after_visits() {
            return Err(Why::WithSenderAlone.into());
        }
    }
    if let Command::WordItem {
        item: Some(item), ..
    }
    | Command::RemoveItem(item) = command
        && case.carrying.theirs.contains(item)
    {
        return Err(Why::TheirOffer.into());
    }
    Ok(())
}

fn who_is_here(case: &Case, kind: &SessionKindId) -> Result<(), Refusal> {
    let with = case.script.session(kind).map_or(&[][..], |kind| &kind.with);
    let session = case.session.as_ref().map(|session| session.status);
    if with.is_empty() || session == Some(SessionStatus::Running) {
        return Ok(());
    }
    if let Some(unknown) = case
        .people
        .iter()
        .find(|known| known.details.roles.is_empty())
    {
        return Err(Why::NoRole(unknown.id).into());
    }
    let people = case.people.iter().filter(|person| !case.works_here(person));
    let today: Vec<(&Person, Presence)> = people
        .map(|person| (person, case.of_today(person).0))
        .collect();
    // Whoever stepped out may come back in.
    let about = || {
        let near = |presence: Presence| matches!(presence, Presence::Here | Presence::Out);
        let near = today.iter().filter(move |(_, presence)| near(*presence));
        near.map(|(person, _)| *person)
    };
    let mut both = about().filter(|person| case.is_of_both_sides(person));
    let stranger = about().find(|person| !case.could_be_in(person, kind));
    // Of two people who are both of both sides, each is the other's other side.
    if let Some(other) = stranger.or(both.nth(1)) {
        return Err(Why::OtherSideHere(other.id).into());
    }
    let mut here = today
        .iter()
        .filter(|(_, presence)| *presence == Presence::Here);
    if here.any(|(person, _)| case.is_visited_in(person, kind)) {
        Ok(())
    } else {
        Err(Why::WhoIsHere(kind.clone()).into())
    }
}
