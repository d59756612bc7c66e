//! Two records of one case, side by side.

use std::sync::Arc;

use super::*;
use crate::clock::SystemClock;
use crate::store::{
    Header, HeaderId, Home, LineHash, MemoryDisk, Storage as _, entry_line, header_line,
};

const REFERENCE: &str = "PR-0001";

/// A record with an entry for each of these, at a minute of its own.
fn record(id: u8, entries: &[&str]) -> String {
    let header = Header::plain(HeaderId([id; 16]), Kind::Practice);
    let first = header_line(&header).unwrap();
    let mut last = LineHash::of(&first);
    let mut text = first + "\n";
    for (number, what) in (1..).zip(entries) {
        let body = format!(
            r#"{{"v":1,"at":"2026-03-02T10:{number:02}:00.000+00:00","steady":1,"t":"{what}"}}"#
        );
        let line = entry_line(number, last, &body);
        last = LineHash::of(&line);
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// A home in which the case has this record.
fn cabinet(entries: &[&str]) -> (Cabinet, MemoryDisk) {
    let disk = MemoryDisk::default();
    let home = Home::at("/home");
    home.prepare(&disk).unwrap();
    let cabinet = Cabinet {
        storage: Arc::new(disk.clone()),
        clock: Arc::new(SystemClock),
        home,
        waker: Arc::new(|| ()),
    };
    put(
        &disk,
        &folder(&cabinet, REFERENCE),
        "journal",
        &record(1, entries),
    );
    (cabinet, disk)
}

fn folder(cabinet: &Cabinet, name: &str) -> PathBuf {
    cabinet.home.cases(Kind::Practice).join(name)
}

fn put(disk: &MemoryDisk, folder: &Path, name: &str, text: &str) {
    // It may be there.
    let _ = disk.create_folder(folder);
    disk.put(&folder.join(name), text.as_bytes()).unwrap();
}

fn told(cabinet: &Cabinet) -> Vec<String> {
    let copies = cabinet.copies_beside(Kind::Practice, REFERENCE).unwrap();
    copies.iter().map(CopyBeside::told).collect()
}

const HERE: [&str; 3] = ["session_resumed", "break_started", "break_ended"];

#[test]
fn h05_a_folder_that_was_copied_beside_a_case_is_told_by_what_each_has() {
    let (cabinet, disk) = cabinet(&HERE);
    let copy = folder(&cabinet, "PR-0001.sync-conflict-20260302-101112-ABCDEFG");
    let show = |id: u8, entries: &[&str]| {
        put(&disk, &copy, "journal", &record(id, entries));
        let told = told(&cabinet);
        assert_eq!(told.len(), 1, "{told:?}");
        told[0].split_once(": ").unwrap().1.to_owned()
    };
    assert_eq!(
        show(1, &HERE),
        "the same 3 entries; nothing is lost with it."
    );
    assert_eq!(
        show(1, &HERE[..1]),
        "an older copy. What it holds (1 entry) stands in the case as well, which has 2 more (2 March \
         2026, 10:02 to 2 March 2026, 10:03)."
    );
    let longer = [
        "session_resumed",
        "break_started",
        "break_ended",
        "break_started",
    ];
    assert_eq!(
        show(1, &longer),
        "a longer copy. The case ends at entry 3, and the copy has 1 more (2 March 2026, 10:04)."
    );
    let forked = [
        "session_resumed",
        "break_started",
        "session_resumed",
        "break_ended",
    ];
    assert_eq!(
        show(1, &forked),
        "two versions of one case, the same up to entry 2. Only in the case: 1 entry (2 March 2026, \
         10:03); only in the copy: 2 entries (2 March 2026, 10:03 to 2 March 2026, 10:04). They are \
         never merged."
    );
    assert_eq!(show(2, &longer[1..]), "a copy of another case.");
    // Sealed anew, or begun anew, a case has another identity than a copy from before.
    assert!(show(2, &HERE[..2]).starts_with("an older copy."));
    put(&disk, &copy, "journal", "nothing");
    assert!(told(&cabinet)[0].contains("it cannot be compared"));
}

#[test]
fn h05_a_file_that_was_copied_into_the_folder_of_a_case_is_compared_as_well() {
    let (cabinet, disk) = cabinet(&HERE);
    let here = folder(&cabinet, REFERENCE);
    assert!(told(&cabinet).is_empty());
    put(&disk, &here, "journal (1)", &record(1, &HERE[..2]));
    put(&disk, &here, "notes (conflicted copy 2026-03-02)", "words");
    let told = told(&cabinet);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].starts_with("journal (1): an older copy."),
        "{told:?}"
    );
    assert!(
        told[1].ends_with("a copy of a file that is no record."),
        "{told:?}"
    );
    let before = record(1, &HERE);
    assert_eq!(
        disk.read(&here.join("journal"), 1 << 20).unwrap(),
        before.as_bytes(),
        "nothing is changed"
    );
}
