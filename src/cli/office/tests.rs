//! The office over a disk in memory.

use std::path::Path;
use std::time::Duration;

use super::*;
use crate::case::{Attendance, Command, MarkKind, PersonDetails, SkipReason};
use crate::clock::SystemClock;
use crate::script::{Outcome, ScriptId};
use crate::script_file::read_shipped_case;
use crate::store::{Disk, Home, MemoryDisk, Storage};
use crate::tui::office::{CaseDetails, CaseSummary, DueLeads, Standing};

pub(super) fn office() -> CabinetOffice {
    office_over(MemoryDisk::default())
}

fn office_over(disk: MemoryDisk) -> CabinetOffice {
    office_at(Home::at("/home"), Arc::new(disk))
}

pub(super) fn office_at(home: Home, storage: Arc<dyn Storage>) -> CabinetOffice {
    CabinetOffice::new(Cabinet {
        storage,
        clock: Arc::new(SystemClock),
        home,
        waker: Arc::new(|| ()),
    })
}

pub(super) fn real(office: &mut CabinetOffice) -> Desk {
    let request = NewCaseRequest::Real {
        reference: None,
        script: ScriptId::new("restorative-conference"),
    };
    office.create(&request).unwrap()
}

/// What a search finds, however long it takes.
fn listed(office: &mut CabinetOffice) -> Vec<CaseSummary> {
    office.look_around();
    let search = office.search.take().unwrap();
    let found: Vec<Found> = search.iter().collect();
    let [
        Found::Cases(cases),
        Found::PracticeCases(Ok(practice)),
        Found::Due(_),
        Found::Between(_),
    ] = found.as_slice()
    else {
        panic!("not everything was found: {found:?}");
    };
    assert_eq!(practice.len(), office.practice_names().len());
    assert_eq!(
        (&cases.real_problem, &cases.practice_problem),
        (&None, &None)
    );
    cases.list.clone()
}

#[test]
fn what_an_import_left_is_told_after_everything_else_and_swept_where_it_can_be_judged() {
    let disk = MemoryDisk::default();
    let mut office = office_over(disk.clone());
    drop(real(&mut office));
    let unbegun = Path::new("/home/cases/.new-0a");
    let unjudged = Path::new("/home/cases/.new-0b");
    for place in [unbegun, unjudged] {
        disk.create_folder(place).unwrap();
    }
    disk.put(&unjudged.join("journal"), b"damaged").unwrap();
    office.look_around();
    let found: Vec<Found> = office.search.take().unwrap().iter().collect();
    let Some(Found::LeftBehind(told)) = found.last() else {
        panic!("it was not told: {found:?}");
    };
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("/home/cases/.new-0b: "), "{told:?}");
    assert!(disk.identity(unjudged).is_ok());
    assert!(disk.identity(unbegun).is_err());
}

/// What a look into a case finds, however long it takes.
fn looked_into(office: &mut CabinetOffice, reference: &str) -> CaseDetails {
    office.look_into(reference, false);
    let found = office.looks.1.recv_timeout(Duration::from_mins(1));
    let Found::Details { found, .. } = found.unwrap() else {
        panic!("something else was found");
    };
    found.unwrap()
}

#[test]
fn a_glance_tells_where_a_case_stands_and_a_look_into_it_tells_more() {
    let mut office = office();
    let mut desk = real(&mut office);
    let standing = |office: &mut CabinetOffice| {
        assert_eq!(office.flushers.flush(Duration::from_secs(10)), 0);
        listed(office)[0].standing.clone()
    };
    assert_eq!(standing(&mut office), Standing::Prepared);
    prepare(&mut desk);
    assert_eq!(standing(&mut office), Standing::Running);
    let mark = |desk: &mut Desk| {
        let kind = MarkKind::KeyPoint;
        let (person, text) = (None, None);
        desk.execute(Command::Mark { kind, person, text }).unwrap();
    };
    for _ in 0..400 {
        mark(&mut desk);
    }
    assert_eq!(standing(&mut office), Standing::Running);
    desk.execute(Command::Adjourn(None)).unwrap();
    assert_eq!(standing(&mut office), Standing::Adjourned(None));
    desk.execute(Command::ResumeSession).unwrap();
    desk.execute(Command::EndSession(Outcome::NotReached))
        .unwrap();
    assert_eq!(
        standing(&mut office),
        Standing::Ended(Outcome::NotReached.title())
    );
    let details = looked_into(&mut office, "RC-0001");
    assert_eq!((details.people, details.marks, details.items), (1, 400, 0));
    assert_eq!(details.script, desk.case().script.title);
}

fn prepare(desk: &mut Desk) {
    let script = desk.case().script.clone();
    let details = PersonDetails {
        name: "Ada".to_owned(),
        roles: vec![script.roles[0].id.clone()],
        supports: None,
        said_as: None,
        attends: Attendance::Room,
    };
    desk.execute(Command::AddPerson(details)).unwrap();
    let kind = script.sessions[0].id.clone();
    desk.execute(Command::StartSession(kind)).unwrap();
}

#[test]
fn references_are_counted_up_and_practice_has_its_own() {
    let mut office = office();
    assert_eq!(real(&mut office).case().reference, "RC-0001");
    assert_eq!(real(&mut office).case().reference, "RC-0002");
    for expected in ["PR-0001", "PR-0002"] {
        let id = office.practice_names()[0].to_owned();
        let desk = office.create(&NewCaseRequest::Practice(id)).unwrap();
        assert_eq!(desk.case().reference, expected);
        assert!(desk.is_practice());
    }
    assert_eq!(listed(&mut office).len(), 4);
}

#[test]
fn cases_that_several_windows_begin_at_one_moment_get_references_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let ready = std::sync::Barrier::new(8);
    let begun = || {
        let office = office_at(Home::at(folder.path()), Arc::new(Disk));
        let id = office.practice_names()[0].to_owned();
        ready.wait();
        let desk = office.begin_practice(&id).map_err(|problem| problem.what);
        desk.unwrap().case().reference.clone()
    };
    let mut references: Vec<String> = std::thread::scope(|scope| {
        let begun = &begun;
        let windows: Vec<_> = (0..8).map(|_| scope.spawn(begun)).collect();
        let references = windows.into_iter().map(|window| window.join().unwrap());
        references.collect()
    });
    references.sort();
    let expected: Vec<String> = (1..=8).map(|number| format!("PR-{number:04}")).collect();
    assert_eq!(references, expected);
}

#[test]
fn a_reference_that_somebody_typed_is_never_exchanged_for_another() {
    let mut office = office();
    real(&mut office);
    let request = NewCaseRequest::Real {
        reference: Some("RC-0001".to_owned()),
        script: ScriptId::new("restorative-conference"),
    };
    let Err(problem) = office.create(&request) else {
        panic!("it is taken");
    };
    assert!(problem.to_string().contains("already"), "{problem}");
}

#[test]
fn every_shipped_practice_case_can_be_begun_with_its_people() {
    let office = office();
    for shelved in office.shelf().cases.clone() {
        let case = read_shipped_case(shelved.shipped_text().unwrap()).unwrap();
        let desk = office.begin_practice(&case.id).unwrap();
        assert_eq!(desk.case().people.len(), case.people.len());
        assert_eq!(desk.case().bottom_lines.len(), case.bottom_lines.len());
        assert_eq!(desk.case().questions.len(), case.questions.len());
        let supported = case
            .people
            .iter()
            .filter(|person| person.supports.is_some());
        let supporters = desk.case().people.iter();
        let supporting = supporters.filter(|person| person.details.supports.is_some());
        assert_eq!(supporting.count(), supported.count());
        let agreed: usize = case
            .people
            .iter()
            .map(|person| person.agreed_to.len())
            .sum();
        assert_eq!(desk.case().consents.len(), agreed);
    }
}

#[test]
fn ones_own_newer_script_is_begun_and_says_which_shipped_one_stands_back() {
    let disk = MemoryDisk::default();
    let home = Home::at("/home");
    home.prepare(&disk).unwrap();
    let shipped = include_str!("../../../scripts/staff-conversation.json");
    let own = shipped.replacen("\"version\": 1", "\"version\": 7", 1);
    disk.put(&home.scripts().join("ours.json"), own.as_bytes())
        .unwrap();
    disk.put(&home.scripts().join("half.json"), b"{").unwrap();
    let mut office = office_over(disk);
    let trouble = "Your file half.json cannot be used. `talking-piece script check` says why.";
    assert_eq!(office.script_trouble().as_deref(), Some(trouble));
    let scripts = office.scripts().unwrap();
    let told = |id: &str| {
        let found = scripts.iter().find(|script| script.id.as_str() == id);
        found.unwrap().own.clone()
    };
    assert_eq!(
        told("staff-conversation").unwrap(),
        "Your own `staff-conversation` version 7 (ours.json) is used instead of the shipped version 1."
    );
    assert_eq!(told("restorative-conference"), None);
    let request = NewCaseRequest::Real {
        reference: None,
        script: ScriptId::new("staff-conversation"),
    };
    assert_eq!(office.create(&request).unwrap().case().script.version, 7);
}

#[test]
fn a_case_that_was_put_away_can_be_opened_again_at_once() {
    let mut office = office();
    for _ in 0..3 {
        drop(real(&mut office));
        drop(office.open("RC-0001", false).unwrap());
    }
    let mut desk = office.open_to_read("RC-0001", false).unwrap();
    assert!(desk.execute(Command::Skip(SkipReason::Later)).is_err());
    assert_eq!(listed(&mut office)[0].standing, Standing::Prepared);
}

#[test]
fn what_cannot_be_opened_says_what_to_do() {
    let mut office = office();
    let Err(problem) = office.open("RC-0009", false) else {
        panic!("there is no such case");
    };
    assert!(!problem.instead.is_empty(), "{problem}");
}

#[test]
fn an_ended_case_stays_among_those_to_go_on_with_until_its_notes_were_gone_through() {
    let mut office = office();
    let mut desk = real(&mut office);
    prepare(&mut desk);
    let (kind, person, text) = (MarkKind::KeyPoint, None, None);
    desk.execute(Command::Mark { kind, person, text }).unwrap();
    desk.execute(Command::EndSession(Outcome::NotReached))
        .unwrap();
    let mark = desk.case().marks[0].id;
    desk.execute(Command::AddWords(mark, "a fact".to_owned()))
        .unwrap();
    let standing = |office: &mut CabinetOffice| {
        assert_eq!(office.flushers.flush(Duration::from_secs(10)), 0);
        listed(office)[0].standing.clone()
    };
    let waits = Standing::NotesWait(Outcome::NotReached.title());
    assert!(waits.is_unfinished());
    assert_eq!(standing(&mut office), waits);
    desk.execute(Command::EraseWorkingNotes).unwrap();
    assert_eq!(
        standing(&mut office),
        Standing::Ended(Outcome::NotReached.title())
    );
}

#[test]
fn no_case_that_ended_is_read_whole_to_tell_whether_its_notes_were_gone_through() {
    let mut office = office();
    let mut desk = real(&mut office);
    prepare(&mut desk);
    let (kind, person, text) = (MarkKind::Note, None, Some("a fact".to_owned()));
    desk.execute(Command::Mark { kind, person, text }).unwrap();
    let over = Command::EndSession(Outcome::NotReached);
    desk.execute(over.clone()).unwrap();
    let row = |office: &mut CabinetOffice| {
        assert_eq!(office.flushers.flush(Duration::from_secs(10)), 0);
        let row = listed(office).remove(0);
        // Of a case that was read whole, the row knows more.
        (row.standing, row.details.is_some())
    };
    let (waits, ended) = (
        Standing::NotesWait(Outcome::NotReached.title()),
        Standing::Ended(Outcome::NotReached.title()),
    );
    assert_eq!(row(&mut office), (waits, false));
    desk.execute(Command::GiveReason("other".to_owned()))
        .unwrap();
    desk.execute(Command::EraseWorkingNotes).unwrap();
    assert_eq!(row(&mut office), (ended.clone(), false));
    let mut quiet = real(&mut office);
    prepare(&mut quiet);
    quiet.execute(over).unwrap();
    assert_eq!(office.flushers.flush(Duration::from_secs(10)), 0);
    let rows = listed(&mut office);
    let rows: Vec<_> = rows
        .iter()
        .map(|row| (&row.standing, row.details.is_some()))
        .collect();
    assert_eq!(rows, [(&ended, false), (&ended, false)]);
}

#[test]
fn notes_that_wait_are_due_where_the_rules_name_a_day_for_it() {
    let mut office = office();
    let mut desk = real(&mut office);
    prepare(&mut desk);
    let (kind, person, text) = (MarkKind::Note, None, Some("a fact".to_owned()));
    desk.execute(Command::Mark { kind, person, text }).unwrap();
    desk.execute(Command::EndSession(Outcome::NotReached))
        .unwrap();
    assert_eq!(office.flushers.flush(Duration::from_secs(10)), 0);
    let ended = desk.case().last_event.unwrap().wall.date_naive();
    let reference = desk.case().reference.clone();
    let due = |office: &CabinetOffice| {
        let rows = due::of(
            &office.cabinet,
            Kind::Case,
            [reference.as_str()].into_iter(),
        );
        let notes = rows.into_iter().filter(|row| row.leads == DueLeads::WrapUp);
        notes.map(|row| (row.on, row.what)).collect::<Vec<_>>()
    };
    let found = due(&office);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0].0,
        ended + chrono::Days::new(14),
        "by the rules inside the program"
    );
    assert!(found[0].1.contains("kept or erased"), "{}", found[0].1);
    desk.execute(Command::EraseWorkingNotes).unwrap();
    assert_eq!(office.flushers.flush(Duration::from_secs(10)), 0);
    assert_eq!(due(&office), []);
}

#[test]
fn h05_a_case_that_is_opened_to_be_read_tells_of_a_copy_that_a_program_left_beside_it() {
    let disk = MemoryDisk::default();
    let mut office = office_over(disk.clone());
    let desk = real(&mut office);
    let reference = desk.case().reference.clone();
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
    let cases = office.cabinet.home.cases(Kind::Case);
    let journal = disk.read(&cases.join(&reference).join("journal"), 1 << 20);
    let copy = cases.join(format!("{reference} (conflicted copy 2026-03-01)"));
    disk.create_folder(&copy).unwrap();
    disk.put(&copy.join("journal"), &journal.unwrap()).unwrap();
    let read = office.open_to_read(&reference, false).unwrap();
    let told = read.remarks().join("\n");
    let expected = "(conflicted copy 2026-03-01): the same 1 entry; nothing is lost with it.";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn a_practice_case_is_meant_by_its_script_too() {
    let office = office();
    let named = |name| office.practice_case_named(name);
    assert_eq!(named("garden-bench"), Some("garden-bench"));
    assert_eq!(named("The garden bench"), Some("garden-bench"));
    for script in ["reparation-on-request", "views-carried"] {
        let case = named(script).unwrap();
        let shelved = office.shelf().case(case).unwrap();
        assert_eq!(shelved.heading.script.as_str(), script);
        let title = &office.shelf().script(script).unwrap().heading.title;
        let lower = title.to_lowercase();
        assert_eq!(office.practice_case_named(&lower), Some(case), "{title}");
    }
    assert_eq!(named("no-such-thing"), None);
}
