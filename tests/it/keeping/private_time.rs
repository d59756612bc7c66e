//! A case that is closed, or crashes, while people are in private time.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};
use talking_piece::case::{
    Attendance, Command, Content, Event, MarkKind, Now, PersonDetails, PersonId, Presence, Purpose,
    Refusal,
};
use talking_piece::clock::Clock;
use talking_piece::desk::{Cabinet, Desk, ImportError, NewCase, Unfit, script_hash};
use talking_piece::script::{RoleKind, StageId};
use talking_piece::script_file;
use talking_piece::store::{Home, Kind, read_foreign_case};

use super::{marks, save_words, words_left};
use crate::support::conference::{REFERENCE, cabinet, close, met, run};

const SCRIPT: &str = include_str!("../../../scripts/family-group-conference.json");

/// A clock of a later run: the wall clock says so many minutes later, the steady
/// clock began anew.
struct LaterRun(i64);

impl Clock for LaterRun {
    fn now(&self) -> Now {
        let start: DateTime<FixedOffset> = "2026-03-02T10:00:00+00:00".parse().expect("a time");
        Now {
            wall: start + TimeDelta::minutes(self.0),
            steady: 5,
        }
    }
}

fn later(cabinet: &Cabinet, minutes: i64) -> Cabinet {
    Cabinet {
        clock: Arc::new(LaterRun(minutes)),
        ..cabinet.clone()
    }
}

/// A family that has just been left alone.
fn family_alone(cabinet: &Cabinet) -> Desk {
    let read = script_file::read(SCRIPT.as_bytes(), "script").map(|read| read.script);
    let script = Arc::new(read.map_err(|faults| faults.to_string()).expect("a script"));
    let kind = script.sessions[0].id.clone();
    let family = script
        .roles
        .iter()
        .find(|role| role.kind == RoleKind::Family);
    let details = PersonDetails {
        name: "Gran".to_owned(),
        roles: vec![family.expect("a family role").id.clone()],
        supports: None,
        said_as: None,
        attends: Attendance::Room,
    };
    let new = NewCase {
        reference: REFERENCE.to_owned(),
        script,
        script_hash: script_hash(SCRIPT),
        practice: false,
    };
    let mut desk = cabinet.create(new, SCRIPT).expect("a new case");
    run(&mut desk, Command::AddPerson(details));
    run(&mut desk, Command::SetPresence(PersonId(1), Presence::Here));
    run(&mut desk, Command::StartSession(kind));
    let alone = Command::GoToStage(StageId::new("private-time"));
    while let Err(refusal) = desk.execute(alone.clone()) {
        let Refusal::GatesOpen(gates) = refusal else {
            panic!("{refusal}")
        };
        for gate in gates {
            let met = met(desk.case(), gate);
            run(&mut desk, met);
        }
    }
    desk
}

fn events_since(desk: &Desk, count: usize) -> Vec<&Event> {
    let history = desk.case().history[count..].iter();
    history.map(|recorded| &recorded.event).collect()
}

#[test]
fn opening_the_case_in_private_time_records_nothing_before_it_ends() {
    let (cabinet, _disk) = cabinet();
    let desk = family_alone(&cabinet);
    let before = desk.case().clone();
    close(desk);
    let again = || {
        later(&cabinet, 60)
            .open(Kind::Case, REFERENCE)
            .expect("the case")
    };
    for _ in 0..2 {
        let desk = again();
        assert_eq!(desk.case().history, before.history);
        close(desk);
    }
    let mut desk = again();
    run(&mut desk, Command::CallBackIn);
    run(&mut desk, Command::EndPrivateTime);
    let events = events_since(&desk, before.history.len());
    assert!(
        matches!(
            events[..],
            [
                Event::CalledBackIn,
                Event::PrivateTimeEnded,
                Event::Moved { .. },
                Event::CaseResumed { .. }
            ]
        ),
        "{events:?}"
    );
}

#[test]
fn the_time_that_the_program_was_away_in_private_time_counts() {
    let (cabinet, _disk) = cabinet();
    let desk = family_alone(&cabinet);
    let before = desk.case().clone();
    close(desk);
    let cabinet = later(&cabinet, 60);
    let mut desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    run(&mut desk, Command::CallBackIn);
    run(&mut desk, Command::EndPrivateTime);
    let last = before.last_event.expect("an event");
    let away = cabinet.clock.now().wall_milliseconds_since(last);
    assert_eq!(desk.case().elapsed, before.elapsed + away);
    let session = desk.case().session.as_ref().expect("a session");
    let spell = session.private_spells.last().expect("a private time");
    let ended = spell.ended.expect("an end");
    assert!(ended.milliseconds_since(spell.since) >= away);
    assert_eq!(
        desk.now().steady,
        desk.case().last_event.expect("an event").steady
    );
}

#[test]
fn words_that_lost_their_event_are_shown_once_private_time_is_over() {
    let (cabinet, _disk) = cabinet();
    close(family_alone(&cabinet));
    let text = Content::Text("before they left".to_owned());
    save_words(&cabinet, words_left(77, Some(Purpose::Mark), &text));
    let mut desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    assert!(marks(&desk).is_empty());
    run(&mut desk, Command::EndPrivateTime);
    assert_eq!(marks(&desk), [(MarkKind::Note, "before they left")]);
}

#[test]
fn no_draft_is_written_in_private_time() {
    let (cabinet, _disk) = cabinet();
    let mut desk = family_alone(&cabinet);
    desk.keep_draft("what they said");
    close(desk);
    let desk = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    assert_eq!(desk.draft(), None);
}

#[test]
fn a_case_in_private_time_is_not_brought_in_for_that_would_be_recorded_in_it() {
    let (cabinet, _disk) = cabinet();
    close(family_alone(&cabinet));
    let folder = cabinet.folder(Kind::Case, REFERENCE).expect("a folder");
    let foreign = read_foreign_case(cabinet.storage.as_ref(), folder.path(), cabinet.home.ring())
        .expect("a case");
    let other = Cabinet {
        home: Home::at("/other"),
        ..cabinet.clone()
    };
    let refused = other.import(&foreign, &|| "RC-0009".to_owned());
    assert!(matches!(
        refused,
        Err(ImportError::Unfit(Unfit::PrivateTime))
    ));
    assert!(other.storage.identity(other.home.root()).is_err());
}
