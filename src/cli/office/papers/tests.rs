//! Papers, over a disk in memory.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::super::CabinetOffice;
use super::super::tests::{office, office_at, real};
use crate::document::handing_out::{HandOut, Named};
use crate::document::paper::{Paper, Part, Print};
use crate::store::{Home, MemoryDisk, Storage};
use crate::tui::office::{Found, Office, OfficeProblem};

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
        }
    };
    HandOut {
        reference: "RC-0001".to_owned(),
        practice,
        version: 1,
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
    let found = office.looks.1.recv_timeout(Duration::from_mins(1));
    let Found::Papers(found) = found.unwrap() else {
        panic!("something else was found");
    };
    found
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
fn whoever_prints_sealed_papers_is_told_the_whole_command() {
    let mut papers = some_papers(true);
    papers.papers.truncate(1);
    papers.papers[0].paper.print = Print::Large;
    papers.papers[0].language = Some("cy".to_owned());
    let form = if cfg!(feature = "pdf") { "pdf" } else { "html" };
    assert_eq!(
        super::in_plain(&papers),
        format!(
            "talking-piece export RC-0001 --practice --format {form} --print large --language cy --plain --out FILE"
        )
    );
}
