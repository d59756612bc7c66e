//! Papers, over a disk in memory.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::super::CabinetOffice;
use super::super::tests::{office, office_at, real};
use crate::case::{Event, FollowingEvent};
use crate::document::handing_out::{HandOut, Named};
use crate::document::paper::{Paper, Part, Print};
use crate::document::timeline::timeline;
use crate::store::{Home, Kind, MemoryDisk, Storage};
use crate::tui::office::{Found, Office, OfficeProblem, PapersGiven};

/// Papers of a case that need nobody to make them.
fn some_papers(practice: bool) -> HandOut {
    let paper = |stem: &str, words: &str| {
        let mut part = Part::new("What was agreed");
        part.say(words);
        Named {
            stem: stem.to_owned(),
            paper: Paper {
                title: "Agreement".to_owned(),
                language: "en-GB".to_owned(),
                practice,
                print: Print::Usual,
                foot: "RC-0001 - version 1".to_owned(),
                head: Vec::new(),
                parts: vec![part],
            },
            language: None,
            meant_for: None,
        }
    };
    HandOut {
        reference: "RC-0001".to_owned(),
        practice,
        version: 1,
        to_print: false,
        papers: vec![
            paper("RC-0001-version-1", "The gate is mended."),
            paper(
                "RC-0001-version-1-easy-read",
                "\u{1F6AA} The gate is mended.",
            ),
        ],
    }
}

fn told_of_papers(office: &mut CabinetOffice, papers: HandOut) -> Result<String, OfficeProblem> {
    office.give_papers(papers);
    let found = office.papers.1.recv_timeout(Duration::from_mins(1));
    let Found::Papers(found) = found.unwrap() else {
        panic!("something else was found");
    };
    found.map(|given| given.said)
}

#[test]
fn papers_lie_beside_the_record_of_their_case_and_it_is_said_where() {
    let disk = Arc::new(MemoryDisk::default());
    let mut office = office_at(Home::at("/home"), disk.clone());
    let _desk = real(&mut office);
    let said = told_of_papers(&mut office, some_papers(false)).unwrap();
    assert!(said.contains("cases/RC-0001/papers"), "{said}");
    let names = disk.list(Path::new("/home/cases/RC-0001/papers")).unwrap();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(
        names
            .iter()
            .all(|name| name.starts_with("RC-0001-version-1"))
    );
    if cfg!(feature = "pdf") {
        assert!(said.contains('\u{1F6AA}'), "{said}");
        let first = Path::new("/home/cases/RC-0001/papers").join(&names[1]);
        assert!(disk.read(&first, 1 << 20).unwrap().starts_with(b"%PDF-"));
    }
    let shown = office.showing_papers(|path| path.ends_with("RC-0001-version-1.pdf"));
    let mut office = shown;
    let said = told_of_papers(&mut office, some_papers(false)).unwrap();
    assert_eq!(said.starts_with("Opened."), cfg!(feature = "pdf"), "{said}");
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_paper_in_another_language_stands_in_it_and_lies_under_its_name() {
    let disk = Arc::new(MemoryDisk::default());
    let mut office = office_at(Home::at("/home"), disk.clone());
    let _desk = real(&mut office);
    let mut papers = some_papers(false);
    papers.papers.truncate(1);
    papers.papers[0].stem += "-cy";
    papers.papers[0].language = Some("cy".to_owned());
    let said = told_of_papers(&mut office, papers).unwrap();
    assert_eq!(
        said,
        "Written: RC-0001-version-1-cy.html in cases/RC-0001/papers."
    );
    let file = Path::new("/home/cases/RC-0001/papers/RC-0001-version-1-cy.html");
    let page = String::from_utf8(disk.read(file, 1 << 20).unwrap()).unwrap();
    assert!(page.contains("Yr hyn a gytunwyd"), "{page}");
    assert!(page.contains("The gate is mended."), "{page}");
}

#[test]
fn papers_that_cannot_be_written_are_told_of_and_a_case_that_is_gone_is_named() {
    let mut office = office();
    let problem = told_of_papers(&mut office, some_papers(true)).unwrap_err();
    assert!(problem.to_string().contains("no case here"), "{problem}");
}

#[test]
fn a_paper_to_be_printed_lies_in_plain_where_a_person_finds_it_and_nothing_is_written_over() {
    let disk = Arc::new(MemoryDisk::default());
    let folders = ["/home/cases", "/gone", "/documents"];
    for folder in ["/home", "/home/cases", "/documents"] {
        disk.create_folder(Path::new(folder)).unwrap();
    }
    let mut office =
        office_at(Home::at("/home"), disk.clone()).printing_from(folders.map(Into::into).to_vec());
    assert_eq!(office.print_folder().as_deref(), Some("/documents"));
    let _desk = real(&mut office);
    let ending = if cfg!(feature = "pdf") { "pdf" } else { "html" };
    for name in [
        "RC-0001-version-1",
        "RC-0001-version-1-2",
        "RC-0001-version-1-3",
    ] {
        let given = given(&mut office, some_papers(false).to_print());
        let path = format!("/documents/{name}.{ending}");
        let told = format!("Written: {path}. Whoever finds it can read it: delete it once");
        assert!(given.said.starts_with(&told), "{}", given.said);
        let bytes = disk.read(Path::new(&path), 1 << 24).unwrap();
        assert!(bytes.starts_with(b"%PDF-") || bytes.starts_with(b"<!DOCTYPE"));
        let [noted] = given.files.as_slice() else {
            panic!("{:?}", given.files);
        };
        assert!(!noted.sealed);
        assert_eq!(noted.sha256, format!("{:x}", Sha256::digest(&bytes)));
    }
    assert!(disk.list(Path::new("/home/cases/RC-0001/papers")).is_err());
}

#[test]
fn no_plain_paper_goes_to_where_cases_lie_or_are_copied_to() {
    let disk = Arc::new(MemoryDisk::default());
    let home = Path::new("/home");
    for folder in ["/home", "/home/cases", "/share", "/share/mine"] {
        disk.create_folder(Path::new(folder)).unwrap();
    }
    disk.put(&home.join("config.json"), br#"{"copy_to": "/share"}"#)
        .unwrap();
    let folders = ["/home", "/home/cases", "/share", "/share/mine"];
    let mut office =
        office_at(Home::at(home), disk.clone()).printing_from(folders.map(Into::into).to_vec());
    assert_eq!(office.print_folder(), None);
    let problem = told_of_papers(&mut office, some_papers(false).to_print()).unwrap_err();
    assert!(problem.to_string().contains("--plain"), "{problem}");
}

/// What the timeline tells of papers.
fn told_on_timeline(disk: &Arc<MemoryDisk>) -> Vec<String> {
    let office = office_at(Home::at("/home"), disk.clone());
    let read = office.cabinet.read(Kind::Case, "RC-0001").unwrap();
    let entries = timeline(&read.case, false).into_iter();
    let texts = entries.map(|entry| entry.sentence);
    texts.filter(|text| text.contains("written")).collect()
}

fn given(office: &mut CabinetOffice, papers: HandOut) -> PapersGiven {
    office.give_papers(papers);
    let found = office.papers.1.recv_timeout(Duration::from_mins(1));
    let Found::Papers(Ok(given)) = found.unwrap() else {
        panic!("the papers were not written");
    };
    given
}

#[test]
fn papers_of_a_case_that_is_not_open_are_noted_down_in_it_by_their_hash() {
    let disk = Arc::new(MemoryDisk::default());
    let mut office = office_at(Home::at("/home"), disk.clone());
    let mut desk = real(&mut office);
    desk.keep_draft("half a word");
    let given = given(&mut office, some_papers(false));
    let refused = office.note_papers(&given).unwrap_err();
    assert!(refused.to_string().contains("another window"), "{refused}");
    assert_eq!(desk.close(Duration::from_mins(1)).jobs, 0);
    office.note_papers(&given).unwrap();
    let told = told_on_timeline(&disk);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("Copies of the "), "{told:?}");
    let place = Path::new("/home/cases/RC-0001/papers");
    let names = disk.list(place).unwrap();
    let read = office.cabinet.read(Kind::Case, "RC-0001").unwrap();
    let files = read.case.history.iter().find_map(|recorded| {
        let Event::Following(FollowingEvent::DocumentsWritten { files }) = &recorded.event else {
            return None;
        };
        Some(files.clone())
    });
    let noted: Vec<String> = files.unwrap().into_iter().map(|file| file.sha256).collect();
    for name in names {
        let bytes = disk.read(&place.join(&name), 1 << 24).unwrap();
        let hash = format!("{:x}", Sha256::digest(&bytes));
        assert!(noted.contains(&hash), "{name}");
    }
    // Whoever opens the case next finds what was half-typed.
    let desk = office.open("RC-0001", false).unwrap();
    assert!(
        desk.draft()
            .is_some_and(|draft| draft.contains("half a word"))
    );
}

/// Two windows that write at once would fork the record.
#[test]
fn on_a_drive_without_locks_nothing_is_noted_under_a_case_that_may_be_open() {
    let disk = Arc::new(MemoryDisk::default());
    disk.without_locks();
    let mut office = office_at(Home::at("/home"), disk.clone());
    let desk = real(&mut office);
    let given = given(&mut office, some_papers(false));
    // Nobody can tell here whether it is open: what it waits to save is not what is asked about.
    assert_eq!(desk.close(Duration::from_mins(1)).jobs, 0);
    let journal = || disk.read(Path::new("/home/cases/RC-0001/journal"), 1 << 24);
    let before = journal().unwrap();
    let refused = office.note_papers(&given).unwrap_err();
    assert!(
        refused.to_string().contains("cannot keep a second window"),
        "{refused}"
    );
    assert_eq!(journal().unwrap(), before);
}

#[test]
fn papers_that_are_under_way_when_the_home_is_locked_are_told_of_all_the_same() {
    let disk = Arc::new(MemoryDisk::default());
    let mut office = office_at(Home::at("/home"), disk);
    let desk = real(&mut office);
    office.give_papers(some_papers(false));
    office.lock();
    let mut found = Vec::new();
    for _ in 0..6_000 {
        found.extend(office.found());
        if !found.is_empty() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let [Found::Papers(Ok(given))] = found.as_slice() else {
        panic!("they were lost: {found:?}");
    };
    assert_eq!(desk.close(Duration::from_mins(1)).jobs, 0);
    office.note_papers(given).unwrap();
}

#[test]
fn blank_forms_are_not_noted_down() {
    let disk = Arc::new(MemoryDisk::default());
    let mut office = office_at(Home::at("/home"), disk);
    let _desk = real(&mut office);
    let mut papers = some_papers(false);
    papers.version = 0;
    assert_eq!(given(&mut office, papers).files, []);
}
