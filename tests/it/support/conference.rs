//! A short conference by commands, for stories about keeping.

use std::sync::Arc;
use std::time::Duration;

use talking_piece::case::{
    Answer, Attendance, Case, Command, ItemDraft, ItemId, MarkKind, PersonDetails, PersonId,
    PlanField, Presence, Refusal,
};
use talking_piece::desk::{Cabinet, Desk, NewCase, script_hash};
use talking_piece::script::{GateId, ItemKind, RoleKind};
use talking_piece::script_file;
use talking_piece::store::{Home, Kind, MemoryDisk, Storage};

use super::StepClock;

/// The reference of the case.
pub const REFERENCE: &str = "RC-0001";
const SCRIPT: &str = include_str!("../../../scripts/restorative-conference.json");

/// A cabinet on a simulated disk.
pub fn cabinet() -> (Cabinet, Arc<MemoryDisk>) {
    let disk = Arc::new(MemoryDisk::default());
    (cabinet_on(disk.clone()), disk)
}

/// A cabinet on a given disk.
pub fn cabinet_on(storage: Arc<dyn Storage>) -> Cabinet {
    Cabinet {
        storage,
        clock: Arc::new(StepClock::default()),
        home: Home::at("/home"),
        waker: Arc::new(|| {}),
    }
}

/// Begins a conference of two people who have arrived.
pub fn begin(cabinet: &Cabinet) -> Desk {
    begin_from(cabinet, SCRIPT)
}

/// The same, from a script that keeps differences too.
pub fn begin_with_differences(cabinet: &Cabinet) -> Desk {
    begin_from(cabinet, &SCRIPT.replace("agreed_only", "with_differences"))
}

/// The same, from any text of that script.
pub fn begin_from_text(cabinet: &Cabinet, change: impl FnOnce(&str) -> String) -> Desk {
    begin_from(cabinet, &change(SCRIPT))
}

fn begin_from(cabinet: &Cabinet, text: &str) -> Desk {
    let read = script_file::read(text.as_bytes(), "script").map(|read| read.script);
    let script = Arc::new(
        read.map_err(|faults| faults.to_string())
            .expect("a sound script"),
    );
    let role = |kind: RoleKind| {
        let found = script.roles.iter().find(|role| role.kind == kind);
        found.expect("such a role").id.clone()
    };
    let (harmed, responsible) = (role(RoleKind::Harmed), role(RoleKind::Responsible));
    let kind = script.sessions[0].id.clone();
    let new = NewCase {
        reference: REFERENCE.to_owned(),
        script,
        script_hash: script_hash(text),
        practice: false,
    };
    let mut desk = cabinet.create(new, text).expect("a new case");
    for (name, role) in [("Amina", harmed), ("Jay", responsible)] {
        let details = PersonDetails {
            name: name.to_owned(),
            roles: vec![role],
            supports: None,
            said_as: None,
            attends: Attendance::Room,
        };
        run(&mut desk, Command::AddPerson(details));
    }
    for person in [PersonId(1), PersonId(2)] {
        run(&mut desk, Command::SetPresence(person, Presence::Here));
    }
    run(&mut desk, Command::StartSession(kind));
    desk
}

/// Carries out a command that must not be refused.
pub fn run(desk: &mut Desk, command: Command) {
    if let Err(refusal) = desk.execute(command.clone()) {
        panic!("{command:?}: {refusal}");
    }
}

/// Finds a check met; where the record says that it is not so, somebody goes on without it.
pub fn met(case: &Case, gate: GateId) -> Command {
    let known = case.gate(&gate);
    if known.is_some_and(|known| known.contradicted().is_some()) {
        let (by, reason) = ("Ms Okafor".to_owned(), "It is late.".to_owned());
        return Command::GoOnWithout { gate, by, reason };
    }
    Command::AnswerGate {
        gate,
        met: true,
        reason: None,
    }
}

/// Goes on; checks on the way are found met.
pub fn go_on(desk: &mut Desk) {
    while let Err(refusal) = desk.execute(Command::GoOn) {
        let Refusal::GatesOpen(gates) = refusal else {
            panic!("{refusal}")
        };
        for gate in gates {
            let met = met(desk.case(), gate);
            run(desk, met);
        }
    }
}

/// Waits until everything so far is on the disk.
pub fn settle(desk: &Desk) {
    let left = desk
        .flusher()
        .map(|flusher| flusher.flush(Duration::from_secs(30)));
    assert_eq!(left, Some(0), "something was not saved");
}

/// Settles everything that the script asks of the plan.
pub fn settle_plan(desk: &mut Desk) {
    let fields = [
        PlanField::Purpose,
        PlanField::IfNotKept,
        PlanField::Lead,
        PlanField::Contingency,
    ];
    for field in fields {
        // A field that the script does not ask for is refused.
        let _ = desk.execute(Command::SetPlanField(
            field,
            Some("as talked about".to_owned()),
        ));
    }
    let _ = desk.execute(Command::SetReview(chrono::NaiveDate::from_ymd_opt(
        2026, 6, 1,
    )));
}

/// Closes the agreement, with everything that the script asks of the plan.
pub fn close_agreement(desk: &mut Desk) {
    settle_plan(desk);
    run(desk, Command::CloseAgreement);
}

/// Takes a note.
pub fn note(desk: &mut Desk, text: &str) {
    let text = Some(text.to_owned());
    run(
        desk,
        Command::Mark {
            kind: MarkKind::Note,
            person: None,
            text,
        },
    );
}

/// Words a new item for the second person.
pub fn item(desk: &mut Desk, text: &str) -> ItemId {
    try_item(desk, text).expect("an item")
}

/// The same, where it may be refused.
pub fn try_item(desk: &mut Desk, text: &str) -> Result<ItemId, Refusal> {
    let draft = ItemDraft {
        owner: vec![talking_piece::case::Party::Person(PersonId(2))],
        ..ItemDraft::new(ItemKind::Action, text)
    };
    desk.execute(Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    })?;
    Ok(desk.case().agreement.items.last().expect("an item").id)
}

/// Lets both people say yes to an item, twice: when asked, and when it is read back.
pub fn agree(desk: &mut Desk, item: ItemId) {
    for person in [PersonId(1), PersonId(2)] {
        run(desk, Command::AnswerItem(item, person, Answer::Yes));
        run(desk, Command::AnswerReadBack(item, person, Answer::Yes));
    }
}

/// Closes the case; everything must have been saved.
pub fn close(desk: Desk) {
    let left = desk.close(Duration::from_secs(30));
    assert_eq!(left.jobs, 0, "something was not saved");
}

/// Every file of the case, as name and bytes.
pub fn files(storage: &dyn Storage, cabinet: &Cabinet) -> Vec<(String, Vec<u8>)> {
    let folder = cabinet.folder(Kind::Case, REFERENCE).expect("a folder");
    let names = storage.list(folder.path()).expect("names");
    let read = |name: String| {
        let bytes = storage.read(&folder.path().join(&name), u64::MAX).ok()?;
        Some((name, bytes))
    };
    names.into_iter().filter_map(read).collect()
}
