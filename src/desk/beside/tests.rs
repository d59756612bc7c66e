//! Two records of one case, side by side.

use std::sync::Arc;

use super::*;
use crate::clock::SystemClock;
use crate::store::{
    Header, HeaderId, HeldWords, Home, LineHash, MemoryDisk, Storage as _, entry_line, header_line,
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
    let case = cabinet.folder(Kind::Practice, REFERENCE).unwrap();
    let storage = cabinet.storage.as_ref();
    let here = Versions::check(storage, case.path(), case.ring()).unwrap();
    let copies = cabinet.compare_copies(Kind::Practice, REFERENCE, &here.best.scan);
    let copies = copies.unwrap();
    copies.iter().map(ComparedCopy::told).collect()
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
        "an older copy. What it records (1 entry) stands in the case as well, which has 2 more (2 March \
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

/// A notes file with these numbers and words.
fn notes(of: &[(u64, &str)]) -> String {
    let (disk, place) = (MemoryDisk::default(), Path::new("/"));
    let (mut notes, _) = Notes::open(&disk, place, &Writing::Plain).unwrap();
    let held = of.iter().map(|(id, words)| HeldWords {
        id: *id,
        body: format!(r#"{{"id":{id},"text":"{words}"}}"#),
    });
    notes.add(&disk, &held.collect::<Vec<_>>()).unwrap();
    let bytes = disk.read(&place.join(NOTES_NAME), FILE_LIMIT).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn h05_what_only_the_notes_of_a_copy_hold_is_told_and_never_called_no_loss() {
    let (cabinet, disk) = cabinet(&HERE);
    let here = folder(&cabinet, REFERENCE);
    let copy = folder(&cabinet, "PR-0001.sync-conflict-20260302-101112-ABCDEFG");
    put(&disk, &copy, "journal", &record(1, &HERE));
    let show = |ours: &str, theirs: &str| {
        put(&disk, &here, "notes", ours);
        put(&disk, &copy, "notes", theirs);
        told(&cabinet)[0].split_once(": ").unwrap().1.to_owned()
    };
    let (one, two) = (notes(&[(1, "one")]), notes(&[(1, "one"), (2, "two")]));
    assert_eq!(
        show(&two, &two),
        "the same 3 entries and 2 notes; nothing is lost with it."
    );
    let more = notes(&[(1, "one"), (2, "two"), (3, "three"), (4, "four")]);
    assert_eq!(
        show(&one, &more),
        "the same 3 entries. 3 notes only in the copy."
    );
    // Other words under one number are another note.
    assert_eq!(
        show(&one, &notes(&[(1, "uno")])),
        "the same 3 entries. 1 note only in the copy, 1 note only in the case."
    );
    assert_eq!(
        show(&one, "nothing"),
        "the same 3 entries. The notes are not compared: they are sealed, or cannot be read."
    );
    assert_eq!(
        show(&one, &format!("{one}nothing\n")),
        "the same 3 entries. 1 note cannot be read."
    );
    put(&disk, &copy, "draft", "n half a word");
    let typed = show(&one, &one);
    assert!(!typed.contains("nothing is lost"), "{typed}");
    assert!(typed.contains("Half-typed words"), "{typed}");
}

#[test]
fn h05_a_copy_with_a_line_that_cannot_be_read_is_no_other_version() {
    let (cabinet, disk) = cabinet(&HERE);
    let copy = folder(&cabinet, "PR-0001.sync-conflict-20260302-101112-ABCDEFG");
    let show = |text: &str| {
        put(&disk, &copy, "journal", text);
        told(&cabinet)[0].split_once(": ").unwrap().1.to_owned()
    };
    let spoiled = |entries: &[&str], line: usize| {
        let text = record(1, entries);
        let mut lines: Vec<&str> = text.lines().collect();
        lines[line] = "spoiled";
        lines.join("\n") + "\n"
    };
    for line in [1, 2] {
        assert_eq!(
            show(&spoiled(&HERE, line)),
            "the same 2 entries. 1 entry of the copy cannot be read."
        );
    }
    let longer = [HERE[0], HERE[1], HERE[2], "break_started"];
    assert_eq!(
        show(&spoiled(&longer, 2)),
        "a longer copy. The case ends at entry 3, and the copy has 1 more (2 March 2026, 10:04). 1 \
         entry of the copy cannot be read."
    );
    // The number of an entry, though one before it cannot be read.
    let forked = [HERE[0], HERE[1], "session_resumed"];
    assert_eq!(
        show(&spoiled(&forked, 1)),
        "two versions of one case, the same up to entry 2. Only in the case: 1 entry (2 March 2026, \
         10:03); only in the copy: 1 entry (2 March 2026, 10:03). They are never merged. 1 entry of \
         the copy cannot be read."
    );
    // What only the copy can show of a damaged case.
    let here = folder(&cabinet, REFERENCE);
    put(&disk, &here, "journal", &spoiled(&HERE, 2));
    assert_eq!(
        show(&record(1, &HERE)),
        "only in the copy: 1 entry (2 March 2026, 10:02). 1 entry of the case cannot be read."
    );
}

#[test]
fn h05_who_is_in_the_room_is_told_as_it_is_where_nothing_is_compared() {
    let told = |by| {
        let found = Comparison::Hidden(by);
        let path = PathBuf::from("RC-0001 (2)");
        ComparedCopy { path, found }.told()
    };
    assert_eq!(
        told(HiddenBy::OneSide),
        "RC-0001 (2): one side alone is in the room, so that no more is told of it."
    );
    assert_eq!(
        told(HiddenBy::BothSides),
        "RC-0001 (2): both sides are in the room, where what each said alone is not told, so that \
         no more is told of it."
    );
}

#[test]
fn h05_a_file_that_was_copied_into_the_folder_of_a_case_is_compared_as_well() {
    let (cabinet, disk) = cabinet(&HERE);
    let here = folder(&cabinet, REFERENCE);
    assert!(told(&cabinet).is_empty());
    put(&disk, &here, "journal (1)", &record(1, &HERE[..2]));
    put(&disk, &here, "notes (conflicted copy 2026-03-02)", "words");
    put(&disk, &here, "notes", &notes(&[(1, "one")]));
    put(&disk, &here, "notes (2)", &notes(&[(1, "one"), (2, "two")]));
    put(&disk, &here, "plan (1).json", "{}");
    let told = told(&cabinet);
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(
        told[0].starts_with("journal (1): an older copy."),
        "{told:?}"
    );
    assert_eq!(
        told[1..],
        [
            "notes (2): typed words of this case. 1 note only in the copy.",
            "notes (conflicted copy 2026-03-02): typed words of this case. They are not compared: \
             they are sealed, or cannot be read.",
            "plan (1).json: a copy of a file that is no record.",
        ]
    );
    let before = record(1, &HERE);
    assert_eq!(
        disk.read(&here.join("journal"), 1 << 20).unwrap(),
        before.as_bytes(),
        "nothing is changed"
    );
}
