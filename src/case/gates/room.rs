//! Who has to be in the room before a stage, and who out of it.
//!
//! Nobody is asked about who is not in the meeting by what was recorded, nor twice: whoever was
//! asked out is out until a stage lets them in again, or until they come back.

use super::{CheckName, GateBefore, NotSo};
use crate::case::{AskedOut, Attendance, Case, Person, PersonId};
use crate::script::{GateId, RecordKind, RoleId, RoleKind, Severity, Stage, in_a_row};

impl Case {
    /// Whether somebody who is in the meeting is out of the room now, or off the line, because
    /// the stage on the screen is without them; for the screen, which tells who is in the room.
    pub fn is_outside(&self, person: PersonId) -> bool {
        let session = self.running().ok();
        let asked_out = session.and_then(|session| session.asked_out.get(&person));
        asked_out == Some(&AskedOut::Out) && self.person(person).is_some_and(Person::is_here)
    }

    pub(super) fn missing_from_room(&self, stage: &Stage, round: u16) -> Option<GateBefore> {
        let present = |role: &RoleId| {
            self.people
                .iter()
                .any(|person| person.is_here() && person.details.roles.contains(role))
        };
        let missing: Vec<String> = stage
            .room
            .inside
            .iter()
            .filter(|role| !present(role) && !self.goes_on_without(role))
            .filter_map(|role| self.script.role(role).map(|role| role.name.clone()))
            .collect();
        (!missing.is_empty()).then(|| {
            let check = format!("Somebody is here as: {}.", missing.join(", "));
            let hint = "Wait for them, or go on without them for a reason.".to_owned();
            GateBefore {
                not_so: Some(NotSo::nobody_here(&missing)),
                ..self.answered(
                    &CheckName::InRoom(stage.id.clone(), self.visit(stage, round)),
                    Severity::Confirm,
                    [check, hint],
                    None,
                )
            }
        })
    }

    /// Asks about those who have to be out for a stage and of whom it was not settled yet.
    /// Private time asks once more that everybody else has left, each time.
    pub(super) fn still_in_room(&self, stage: &Stage, round: u16) -> Option<GateBefore> {
        let goes = |person: &&Person| person.is_here() && stage.is_without(&person.details.roles);
        // Every picture asks, and in most stages everybody stays.
        if self.comes_before_arrivals(stage) || !self.people.iter().any(|person| goes(&person)) {
            return None;
        }
        let name = CheckName::OutOfRoom(stage.id.clone(), self.visit(stage, round));
        let asked = |words| self.answered(&name, Severity::Confirm, words, None);
        let before = asked([String::new(), String::new()]);
        let settled = |person: &Person| {
            let session = self.session.as_ref();
            let known = session.is_some_and(|session| session.asked_out.contains_key(&person.id));
            known && (stage.private.is_none() || before.met.is_some())
        };
        let leaving = self.people.iter().filter(goes);
        let leaving: Vec<&Person> = leaving.filter(|person| !settled(person)).collect();
        (!leaving.is_empty()).then(|| GateBefore {
            // Whoever came since it was answered is another question.
            met: None,
            reason: None,
            by: None,
            ..asked(self.sent_out(stage, &leaving))
        })
    }

    /// Who has to be out, and what to do. Where all who run the meeting go as well, they are
    /// spoken to, for nobody else is left to ask them.
    fn sent_out(&self, stage: &Stage, leaving: &[&Person]) -> [String; 2] {
        let runs = |person: &Person| {
            let mut roles = person.details.roles.iter();
            roles.any(|role| {
                let role = self.script.role(role);
                role.is_some_and(|role| role.kind == RoleKind::Facilitator)
            })
        };
        let mut leading = self
            .people
            .iter()
            .filter(|person| runs(person) && person.is_here());
        let all_go = leading.all(|person| stage.is_without(&person.details.roles));
        let others: Vec<&Person> = leaving
            .iter()
            .copied()
            .filter(|person| !(all_go && runs(person)))
            .collect();
        match (others.is_empty(), others.len() == leaving.len()) {
            (true, _) => [
                "Out of the room: whoever runs this.".to_owned(),
                "You go out yourself once you have gone on.".to_owned(),
            ],
            (false, true) => [check(&others), self.hint(stage, &others)],
            (false, false) => [
                check(&others),
                format!("{} Then you go out as well.", self.hint(stage, &others)),
            ],
        }
    }

    /// What to do so that people are out for a stage: those whom a later one lets in again wait,
    /// the others have done their part.
    fn hint(&self, stage: &Stage, leaving: &[&Person]) -> String {
        let stages = self.stages();
        let later = stages.iter().skip_while(|known| known.id != stage.id);
        let later: Vec<&Stage> = later.skip(1).copied().collect();
        let comes_back = |person: &Person| {
            let mut later = later.iter();
            later.any(|stage| !stage.is_without(&person.details.roles))
        };
        let (waiting, going): (Vec<&Person>, Vec<&Person>) =
            leaving.iter().partition(|person| comes_back(person));
        let alone = |people: &[&Person]| people.len() == leaving.len();
        let mut said = Vec::new();
        for (people, asks) in [(&waiting, asks_to_wait as Way), (&going, lets_go)] {
            for place in Place::ALL {
                let here = in_place(people, place);
                if !here.is_empty() {
                    let whom = if alone(&here) {
                        "them".to_owned()
                    } else {
                        in_a_row(&names(&here))
                    };
                    said.push(asks(place, &whom));
                }
            }
        }
        let said = format!("Before you go on, {}.", in_a_row(&said));
        if going.is_empty() {
            said
        } else {
            format!("{said} Whoever has gone already is out.")
        }
    }

    /// Whether people are still to be let in, in this stage or in a later one: what is asked of each
    /// alone waits until they are there. A meeting that begins with letting them in asks at once.
    pub(super) fn waits_for_arrivals(&self, stage: &Stage) -> bool {
        let (Some(session), Some(kind)) = (&self.session, self.session_kind()) else {
            return false;
        };
        let place = kind.stages.iter().position(takes_in);
        let Some((place, arrivals)) = place.zip(kind.stages.iter().find(|known| takes_in(known)))
        else {
            return false;
        };
        let here = kind.stages.iter().position(|known| known.id == stage.id);
        let reached = session.reached.keys().any(|turn| turn.stage == arrivals.id);
        place > 0 && !reached && here.is_some_and(|here| here <= place)
    }

    /// Whether a stage comes before people are let in: who is in the house waits for it elsewhere.
    fn comes_before_arrivals(&self, stage: &Stage) -> bool {
        let (Some(session), Some(kind)) = (&self.session, self.session_kind()) else {
            return false;
        };
        let from_here = kind.stages.iter().skip_while(|known| known.id != stage.id);
        let arrivals = from_here.skip(1).find(|stage| takes_in(stage));
        arrivals.is_some_and(|arrivals| {
            let mut reached = session.reached.keys();
            !reached.any(|turn| turn.stage == arrivals.id)
        })
    }

    /// Which time people are in a stage, or come to it next: the round, and from the second time
    /// in one round on, which time. Who is in the room is another question each time, so an answer
    /// belongs to one of them.
    fn visit(&self, stage: &Stage, round: u16) -> String {
        let moves = self.session.iter().flat_map(|session| &session.moves);
        let (mut times, mut inside) = (0_u32, false);
        for (_, _, turn) in moves {
            let here = turn.stage == stage.id && turn.round == round;
            times += u32::from(here && !inside);
            inside = here;
        }
        times += u32::from(!inside);
        if times == 1 {
            round.to_string()
        } else {
            format!("{round}.{times}")
        }
    }
}

type Way = fn(Place, &str) -> String;

/// Where somebody takes part, as far as leaving goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Room,
    Line,
    Call,
}

impl Place {
    const ALL: [Self; 3] = [Self::Room, Self::Line, Self::Call];

    /// Whoever was to send word, and is here all the same, is in the room.
    fn of(person: &Person) -> Self {
        match person.details.attends {
            Attendance::Room | Attendance::Message | Attendance::Represented => Self::Room,
            Attendance::Phone => Self::Line,
            Attendance::Video => Self::Call,
        }
    }
}

/// Whether it is recorded in a stage who has come.
pub(super) fn takes_in(stage: &Stage) -> bool {
    let mut prompts = stage.prompts.iter();
    prompts.any(|prompt| prompt.record == Some(RecordKind::Arrivals))
}

fn in_place<'a>(people: &[&'a Person], place: Place) -> Vec<&'a Person> {
    let there = people.iter().filter(|person| Place::of(person) == place);
    there.copied().collect()
}

fn names(people: &[&Person]) -> Vec<String> {
    let names = people.iter().map(|person| person.details.name.clone());
    names.collect()
}

/// What must be so: who is out, told by where they take part.
fn check(leaving: &[&Person]) -> String {
    let parts = Place::ALL.into_iter().filter_map(|place| {
        let names = names(&in_place(leaving, place));
        let what = match place {
            Place::Room => "Out of the room",
            Place::Line => "Off the line",
            Place::Call => "Out of this part of the call",
        };
        (!names.is_empty()).then(|| format!("{what}: {}.", names.join(", ")))
    });
    parts.collect::<Vec<_>>().join(" ")
}

fn asks_to_wait(place: Place, whom: &str) -> String {
    match place {
        Place::Room => format!("ask {whom} to wait outside"),
        Place::Line => format!("ask {whom} to hang up until you ring again"),
        Place::Call => format!(
            "ask {whom} to go to a room of their own in the call, or to leave it, until you let them in again"
        ),
    }
}

fn lets_go(place: Place, whom: &str) -> String {
    match place {
        Place::Room => format!("see {whom} off"),
        Place::Line => format!("let {whom} hang up"),
        Place::Call => format!("let {whom} leave the call"),
    }
}

/// Takes in who is out of the room, or stays in it all the same, by the answer to a check.
pub(in crate::case) fn answered(case: &mut Case, gate: &GateId, met: bool) {
    let CheckName::OutOfRoom(stage, _) = CheckName::from(gate) else {
        return;
    };
    let Some(stage) = case.session_kind().and_then(|kind| kind.stage(&stage)) else {
        return;
    };
    let asked_again = stage.private.is_some();
    let people = case.people.iter();
    let leaving =
        people.filter(|person| person.is_here() && stage.is_without(&person.details.roles));
    let leaving: Vec<PersonId> = leaving.map(|person| person.id).collect();
    let Some(session) = &mut case.session else {
        return;
    };
    let answer = if met { AskedOut::Out } else { AskedOut::Stays };
    for id in leaving {
        let settled = session.asked_out.entry(id).or_insert(answer);
        if asked_again {
            *settled = answer;
        }
    }
}

/// Takes in whom the stage that people came to lets in again.
pub(in crate::case) fn moved(case: &mut Case) {
    // Mostly nobody was asked out, and this is asked at every step of every case that is read.
    let asked = case.session.as_ref();
    let Some(session) = asked.filter(|session| !session.asked_out.is_empty()) else {
        return;
    };
    let Some((stage, _)) = case.current() else {
        return;
    };
    let outside = |id: &PersonId| {
        let person = case.person(*id);
        person.is_some_and(|person| stage.is_without(&person.details.roles))
    };
    let let_in = session.asked_out.keys().filter(|id| !outside(id));
    let let_in: Vec<PersonId> = let_in.copied().collect();
    if let Some(session) = &mut case.session {
        session.asked_out.retain(|id, _| !let_in.contains(id));
    }
}

/// Takes in that somebody came or went: what was settled of them is another question now.
pub(in crate::case) fn came_or_went(case: &mut Case, person: PersonId) {
    if let Some(session) = &mut case.session {
        session.asked_out.remove(&person);
    }
}
