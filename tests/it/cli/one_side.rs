use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveTime;
use talking_piece::case::{
    Attendance, CarriedKind, CarryingCommand, Command, MarkKind, PersonDetails, PersonId,
    PreparingCommand, Presence, Slot,
};
use talking_piece::clock::SystemClock;
use talking_piece::desk::{Cabinet, Desk, NewCase, script_hash};
use talking_piece::script::{Outcome, RoleId, SessionKindId};
use talking_piece::script_file;
use talking_piece::store::{Disk, Home};

use super::world::World;

const SHUTTLE: &str = include_str!("../../../scripts/shuttle.json");
const ROSE: PersonId = PersonId(1);
const TOM: PersonId = PersonId(2);

fn begin(home: &Path) -> Desk {
    let cabinet = Cabinet {
        storage: Arc::new(Disk),
        clock: Arc::new(SystemClock),
        home: Home::at(home),
        waker: Arc::new(|| {}),
    };
    let read = script_file::read(SHUTTLE.as_bytes(), "shuttle").unwrap();
    let new = NewCase {
        reference: "RC-0001".to_owned(),
        script: Arc::new(read.script),
        script_hash: script_hash(SHUTTLE),
        practice: false,
    };
    let mut desk = cabinet.create(new, SHUTTLE).unwrap();
    for (name, role) in [("Rose", "harmed"), ("Tom", "responsible")] {
        let details = PersonDetails {
            name: name.to_owned(),
            roles: vec![RoleId::new(role)],
            supports: None,
            said_as: None,
            attends: Attendance::Room,
        };
        desk.execute(Command::AddPerson(details)).unwrap();
    }
    desk
}

/// Rose is visited and offers something; then Kofi is with Tom.
fn with_tom(home: &Path) -> Desk {
    let mut desk = begin(home);
    let commands = [
        Command::Prepare(PreparingCommand::SetSlot(
            ROSE,
            Slot {
                arrives: NaiveTime::from_hms_opt(9, 41, 0),
                leaves: None,
            },
        )),
        Command::SetPresence(ROSE, Presence::Here),
        Command::StartSession(SessionKindId::new("first-harmed")),
        Command::Mark {
            kind: MarkKind::Idea,
            person: None,
            text: Some("CANARY".to_owned()),
        },
        Command::Carrying(CarryingCommand::Offer {
            kind: CarriedKind::Message,
            from: ROSE,
            to: TOM,
            answers: None,
            item: None,
            text: "CANARY why?".to_owned(),
            helped_by: None,
        }),
        Command::EndSession(Outcome::NoAgreementWanted),
    ];
    for command in commands {
        desk.execute(command).unwrap();
    }
    // Whoever comes, comes after the others left.
    std::thread::sleep(Duration::from_millis(5));
    for command in [
        Command::SetPresence(TOM, Presence::Here),
        Command::StartSession(SessionKindId::new("first-responsible")),
    ] {
        desk.execute(command).unwrap();
    }
    desk
}

#[test]
fn while_one_side_is_in_the_room_no_command_tells_of_the_other() {
    let world = World::empty();
    let mut desk = with_tom(&world.home());
    desk.flusher().unwrap().flush(Duration::from_secs(10));
    let page = world.told(&["show", "RC-0001"]);
    assert!(page.contains("0 marks and notes"), "{page}");
    assert!(page.contains("0 messages and letters"), "{page}");
    assert!(!page.contains("first-harmed"), "{page}");
    for told in [&["show", "RC-0001"][..], &["list"], &["verify"]] {
        for told in [told.to_vec(), [told, &["--json"]].concat()] {
            let page = world.told(&told);
            assert!(!page.contains("Rose") && !page.contains("\"P1\""), "{page}");
            assert!(!page.contains("entries"), "{page}");
        }
    }
    // Times and numbers alone would tell of the visit to the other.
    let audit = ["export", "RC-0001", "--format", "audit-csv"];
    for told in [&["timeline", "RC-0001"][..], &["dump", "RC-0001"], &audit] {
        let refused = world.refused(told, 7);
        assert!(refused.contains("one side alone"), "{refused}");
    }
    for format in ["seats", "schedule"] {
        let paper = world.told(&["export", "RC-0001", "--format", format]);
        assert!(
            !paper.contains("CANARY") && !paper.contains("9:41"),
            "{paper}"
        );
    }
    desk.execute(Command::EndSession(Outcome::NoAgreementWanted))
        .unwrap();
    desk.close(Duration::from_secs(10));
    assert!(world.told(&["dump", "RC-0001"]).contains("carrying"));
    let page = world.told(&["show", "RC-0001"]);
    assert!(page.contains("1 mark or note"), "{page}");
    assert!(page.contains("Rose") && page.contains("entries"), "{page}");
    assert!(world.told(&["list"]).contains("entries"));
    assert!(world.told(&["verify"]).contains("entries"));
    let course = world.told(&["timeline", "RC-0001"]);
    assert!(
        course.contains("Rose offered a message for Tom."),
        "{course}"
    );
}

#[test]
fn a_case_with_one_side_in_the_room_comes_in_and_nothing_of_the_other_is_told() {
    let (here, there) = (World::empty(), World::empty());
    let desk = with_tom(&there.home());
    desk.close(Duration::from_secs(10));
    let folder = there.home().join("cases/RC-0001");
    let import = ["import", folder.to_str().unwrap()];
    let told = here.told(&import);
    assert!(told.starts_with("Brought in as RC-0001.\n"), "{told}");
    let again = here.told(&import);
    assert!(again.contains("One side alone is in the room"), "{again}");
    let both = told + &again + &here.told(&["show", "RC-0001"]);
    assert!(
        !both.contains("entries") && !both.contains("Rose"),
        "{both}"
    );
}
