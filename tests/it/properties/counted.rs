//! What counts, of every kind of meeting of every shipped script.

use std::sync::Arc;

use talking_piece::case::{
    Attendance, Command, Counted, NotCounted, PersonDetails, Presence, Refusal, SkipReason, Typed,
};
use talking_piece::desk::Desk;
use talking_piece::script::{Outcome, Script, SessionKind};

use crate::support::{StepClock, case_of, conference, shipped_scripts};

/// How a meeting is held.
#[derive(Clone, Copy)]
struct Way {
    /// Whether it is entered after it was held.
    later: bool,
    /// Whether everybody agrees to what is asked of them on the way.
    agreeing: bool,
}

#[test]
fn no_meeting_counts_without_what_its_script_needs_people_to_agree_to() {
    let mut demanding = 0;
    for_every_kind(|script, kind| {
        let lacks = |why: &NotCounted| matches!(why, NotCounted::ConsentMissing(..));
        for later in [false, true] {
            let agreed = held(
                script,
                kind,
                Way {
                    later,
                    agreeing: true,
                },
            );
            assert!(
                !reasons(&agreed).iter().any(lacks),
                "{} {}",
                script.id,
                kind.id
            );
            let refused = held(
                script,
                kind,
                Way {
                    later,
                    agreeing: false,
                },
            );
            let asks = asks_somebody(script, kind);
            demanding += usize::from(asks);
            assert_eq!(
                reasons(&refused).iter().any(lacks),
                asks,
                "{} {}",
                script.id,
                kind.id
            );
        }
    });
    assert!(
        demanding > 20,
        "only {demanding} kinds of meeting need a consent"
    );
}

#[test]
fn no_meeting_of_a_shipped_script_counts_differently_when_it_is_entered_later() {
    for_every_kind(|script, kind| {
        for agreeing in [true, false] {
            let live = held(
                script,
                kind,
                Way {
                    later: false,
                    agreeing,
                },
            );
            let later = held(
                script,
                kind,
                Way {
                    later: true,
                    agreeing,
                },
            );
            assert_eq!(live, later, "{} {}", script.id, kind.id);
        }
    });
}

fn for_every_kind(mut look: impl FnMut(&Arc<Script>, &SessionKind)) {
    for script in shipped_scripts() {
        for kind in &script.sessions {
            look(&script, kind);
        }
    }
}

/// Whether somebody who could be in such a meeting is asked for something that it needs.
fn asks_somebody(script: &Script, kind: &SessionKind) -> bool {
    let needed = script.consents.iter().filter(|consent| consent.required);
    let mut asked = needed.flat_map(|consent| &consent.of);
    asked.any(|role| kind.with.is_empty() || kind.with.contains(role))
}

fn reasons(counted: &Counted) -> Vec<NotCounted> {
    match counted {
        Counted::Yes => Vec::new(),
        Counted::No(why) => why.clone(),
    }
}

/// Holds a meeting with one person in each role, to its end or to where people decide.
fn held(script: &Arc<Script>, kind: &SessionKind, way: Way) -> Counted {
    let mut desk = Desk::in_memory(case_of(script), Arc::new(StepClock::default()));
    for role in &script.roles {
        let details = PersonDetails {
            name: role.name.clone(),
            roles: vec![role.id.clone()],
            supports: None,
            said_as: None,
            attends: Attendance::Room,
        };
        run(&mut desk, Command::AddPerson(details));
    }
    let case = desk.case();
    let coming = case.people.iter();
    let coming = coming.filter(|person| case.could_be_in(person, &kind.id));
    let coming: Vec<_> = coming.map(|person| person.id).collect();
    for person in coming {
        run(&mut desk, Command::SetPresence(person, Presence::Here));
    }
    let began = "2026-03-01T14:05:00+00:00";
    let began = Typed::parse_from_rfc3339(began).expect("a date and time");
    let begin = if way.later {
        Command::StartSessionHeld(kind.id.clone(), began)
    } else {
        Command::StartSession(kind.id.clone())
    };
    run(&mut desk, begin);
    for _ in 0..400 {
        if !goes_on(&mut desk, way) {
            break;
        }
    }
    run(&mut desk, Command::EndSession(Outcome::EndedEarly));
    let case = desk.case();
    case.session.as_ref().expect("a session").counts(false)
}

/// Makes one step; false where there is none to make. What is to be decided is left for later.
fn goes_on(desk: &mut Desk, way: Way) -> bool {
    let mut gone_on = desk.execute(Command::GoOn);
    if matches!(gone_on, Err(Refusal::DecisionOpen)) {
        gone_on = desk.execute(Command::Skip(SkipReason::Later));
    }
    match gone_on {
        Ok(_) => true,
        Err(Refusal::GatesOpen(gates)) => {
            for gate in gates {
                let asked = desk.case().consent_behind(&gate).is_some();
                let answer = if asked && !way.agreeing {
                    let (by, reason) = ("Ms Okafor".to_owned(), "It is late.".to_owned());
                    Command::GoOnWithout { gate, by, reason }
                } else {
                    conference::met(desk.case(), gate)
                };
                run(desk, answer);
            }
            true
        }
        Err(_) => {
            desk.execute(Command::CallBackIn).is_ok()
                && desk.execute(Command::EndPrivateTime).is_ok()
        }
    }
}

fn run(desk: &mut Desk, command: Command) {
    if let Err(refusal) = desk.execute(command.clone()) {
        panic!("{command:?}: {refusal}");
    }
}
