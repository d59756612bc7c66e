//! What is told of cases whose files are not what they should be, and what can be done then.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use talking_piece::desk::CabinetError;
use talking_piece::store::{Header, Kind, Line, Listed, header_line, list_cases, parse};

use super::world::World;

/// Damages one line of a journal, the header being line 0.
fn flip(journal: &PathBuf, line: usize) {
    let mut bytes = fs::read(journal).unwrap();
    let mut feeds = bytes.iter().enumerate();
    let feeds = feeds.by_ref().filter(|(_, byte)| **byte == b'\n');
    let start = feeds.map(|(place, _)| place).nth(line - 1).unwrap() + 1;
    bytes[start + 60] ^= 1;
    fs::write(journal, bytes).unwrap();
}

/// The first line of a journal.
fn header(journal: &str) -> Header {
    let line = journal.lines().next().unwrap();
    let Some(Line::Header(header)) = parse(line.as_bytes()) else {
        panic!("no header: {line}");
    };
    serde_json::from_str(&header).unwrap()
}

/// A home with two cases, RC-0001 and RC-0002.
fn with_two() -> World {
    let world = World::new();
    let second = world.office().begin(Some("RC-0002"), "small-conference");
    assert_eq!(second.unwrap().close(Duration::from_secs(10)).jobs, 0);
    world
}

#[test]
fn a_case_whose_first_entry_is_damaged_is_still_read_and_repaired() {
    let world = World::new();
    let before = world.told(&["show", "RC-0001"]);
    let plan = world.told(&["plan", "RC-0001"]);
    flip(&world.journal(), 1);
    let shown = world.told(&["show", "RC-0001"]);
    for told in ["RC-0001", "Jay (responsible)", "ended, Agreement"] {
        assert!(before.contains(told) && shown.contains(told), "{shown}");
    }
    assert!(world.told(&["list"]).contains("RC-0001"));
    let timeline = world.told(&["timeline", "RC-0001"]);
    assert!(timeline.contains("The meeting ended: Agreement."));
    let cabinet = world.cabinet();
    let opened = cabinet.open(Kind::Case, "RC-0001");
    assert!(matches!(opened, Err(CabinetError::ReadOnly(_))));
    let verified = world.ask(&["verify", "RC-0001"]);
    assert_eq!(verified.code, Some(4));
    assert!(verified.err.contains("`repair REF`"), "{}", verified.err);
    let told = world.told(&["repair", "RC-0001"]);
    assert!(told.contains("The case goes on with the copy"), "{told}");
    assert!(
        world
            .told(&["show", "RC-0001"])
            .contains("Jay (responsible)")
    );
    let desk = cabinet.open(Kind::Case, "RC-0001").unwrap();
    assert_eq!(desk.case().reference, "RC-0001");
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
    assert!(
        world
            .told(&["verify", "RC-0001"])
            .contains("RC-0001: sound")
    );
    assert_eq!(world.told(&["plan", "RC-0001"]), plan);
}

#[test]
fn where_the_script_cannot_be_told_either_the_other_entries_are_not_called_nothing() {
    let world = World::new();
    let scripts = world.home().join("cases/RC-0001/scripts");
    fs::write(scripts.join("another.json"), "{}").unwrap();
    flip(&world.journal(), 1);
    for repaired in [false, true] {
        let told = world.refused(&["show", "RC-0001"], 4);
        assert!(
            told.contains("which script") && told.contains("`dump RC-0001`"),
            "{told}"
        );
        assert!(!told.contains("no entries") && !told.contains("nothing was lost"));
        assert!(world.told(&["dump", "RC-0001"]).lines().count() > 5);
        let verified = world.ask(&["verify", "RC-0001"]);
        assert!(verified.out.contains("which script"), "{}", verified.out);
        if !repaired {
            let repair = world.ask(&["repair", "RC-0001"]);
            assert_eq!(repair.code, Some(4), "{}", repair.err);
            assert!(!repair.out.contains("goes on"), "{}", repair.out);
        }
    }
}

#[test]
fn a_record_of_which_half_a_first_entry_is_left_is_not_said_to_have_lost_nothing() {
    let world = World::new();
    let bytes = fs::read(world.journal()).unwrap();
    let header = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for length in [header, header + 40] {
        fs::write(world.journal(), &bytes[..length]).unwrap();
        let told = world.refused(&["show", "RC-0001"], 4);
        assert!(told.contains("No entry of this case can be read"), "{told}");
        assert!(!told.contains("nothing was lost"), "{told}");
    }
}

#[test]
fn records_that_changed_places_are_told_and_neither_is_gone_on_with_nor_shown_with_the_other_words()
{
    let world = with_two();
    let [one, two] = ["RC-0001", "RC-0002"].map(|name| world.home().join("cases").join(name));
    let away = world.out("away");
    fs::rename(one.join("journal"), &away).unwrap();
    fs::rename(two.join("journal"), one.join("journal")).unwrap();
    fs::rename(&away, two.join("journal")).unwrap();
    for (here, belongs) in [("RC-0001", "RC-0002"), ("RC-0002", "RC-0001")] {
        let told = world.ask(&["verify", here]);
        assert_eq!(told.code, Some(4), "{}", told.out);
        assert!(
            told.out.contains(&format!("is that of {belongs}")) && told.out.contains("Put each"),
            "{}",
            told.out
        );
        assert!(!told.err.contains("repair"), "{}", told.err);
        world.refused(&["repair", here], 4);
        let cabinet = world.cabinet();
        let opened = cabinet.open(Kind::Case, here);
        assert!(matches!(opened, Err(CabinetError::Misplaced { .. })));
        let read = cabinet.read(Kind::Case, here).unwrap();
        assert!(read.content.notes.notes.is_empty());
        assert!(read.remarks.iter().any(|told| told.contains(belongs)));
    }
    fs::rename(one.join("journal"), &away).unwrap();
    fs::rename(two.join("journal"), one.join("journal")).unwrap();
    fs::rename(&away, two.join("journal")).unwrap();
    assert!(
        world
            .told(&["verify", "RC-0001"])
            .contains("RC-0001: sound")
    );
}

#[test]
fn a_folder_that_got_another_name_is_gone_on_with_as_before() {
    let world = World::new();
    let cases = world.home().join("cases");
    fs::rename(cases.join("RC-0001"), cases.join("RC-0007")).unwrap();
    assert!(
        world
            .told(&["verify", "RC-0007"])
            .contains("RC-0007: sound")
    );
    let desk = world.cabinet().open(Kind::Case, "RC-0007").unwrap();
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
}

/// Copies the folder of a case, with what is needed to go on with it.
fn copy(world: &World, from: &str, to: &str) {
    let [from, to] = [from, to].map(|name| world.home().join("cases").join(name));
    fs::create_dir_all(to.join("scripts")).unwrap();
    for name in ["journal", "notes", "scripts/small-conference.json"] {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
}

/// One folder holds the case, and the other one is told as what it is and not gone on with.
#[track_caller]
fn assert_only(world: &World, case: &str, other: &str) {
    let told = world.ask(&["verify"]);
    assert_eq!(told.code, Some(4), "{}", told.out);
    assert!(told.out.contains(&format!("{case}: sound")), "{}", told.out);
    for words in [
        format!("{other}: NOT SOUND"),
        format!("that of {case}, and it lies"),
    ] {
        assert!(told.out.contains(&words), "{}", told.out);
    }
    let listed = world.told(&["list"]);
    let row = |name: &str| {
        let mut rows = listed.lines();
        rows.find(|row| row.starts_with(name)).unwrap().to_owned()
    };
    assert!(row(case).contains("small-conference"), "{listed}");
    assert!(
        row(other).contains(&format!("that of {case}, which has it as well")),
        "{listed}"
    );
    let cabinet = world.cabinet();
    for shown in list_cases(cabinet.storage.as_ref(), &cabinet.home, Kind::Case, 0).unwrap() {
        let is_copy = matches!(shown.state, Listed::ConflictCopy { .. });
        assert_eq!(is_copy, shown.reference != case, "{shown:?}");
    }
    let opened = cabinet.open(Kind::Case, other);
    assert!(matches!(opened, Err(CabinetError::Twice { .. })));
    let read = cabinet.read(Kind::Case, other).unwrap();
    assert!(read.content.notes.notes.is_empty());
    let desk = cabinet.open(Kind::Case, case).unwrap();
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
}

#[test]
fn a_record_that_was_copied_over_another_one_is_told_and_no_second_case() {
    for (case, other) in [("RC-0001", "RC-0002"), ("RC-0002", "RC-0001")] {
        for index_is_kept in [false, true] {
            let world = with_two();
            let [from, to] = [case, other].map(|name| world.home().join("cases").join(name));
            fs::copy(from.join("journal"), to.join("journal")).unwrap();
            if index_is_kept {
                world.told(&["index", "rebuild"]);
            }
            assert_only(&world, case, other);
        }
    }
}

#[test]
fn a_folder_that_was_copied_whole_under_another_reference_is_told_and_no_second_case() {
    let world = World::new();
    copy(&world, "RC-0001", "RC-0007");
    assert_only(&world, "RC-0001", "RC-0007");
}

#[test]
fn a_folder_that_got_another_name_and_was_copied_then_is_told_and_no_second_case() {
    let world = World::new();
    copy(&world, "RC-0001", "RC-0007");
    let cases = world.home().join("cases");
    fs::rename(cases.join("RC-0001"), cases.join("RC-0009")).unwrap();
    let told = world.ask(&["verify"]);
    assert_eq!(told.code, Some(4), "{}", told.out);
    assert!(
        told.out.contains("in the folder of RC-0007 as well"),
        "{}",
        told.out
    );
    assert!(
        world
            .told(&["list"])
            .contains("that of RC-0007, which has it as well")
    );
}

#[test]
fn a_folder_that_was_copied_under_a_name_that_no_case_can_have_is_listed_as_a_copy() {
    let world = World::new();
    fs::create_dir(world.home().join("cases/other things")).unwrap();
    for name in [
        "RC-0001 - Copy",
        "RC-0001 (Kopie)",
        "RC-0001_old",
        "RC-0001.bak",
        "Copy of RC-0001",
    ] {
        copy(&world, "RC-0001", name);
        let listed = world.told(&["list"]);
        assert!(
            listed.contains("A copy of RC-0001, under a name"),
            "{listed}"
        );
        assert_eq!(listed.lines().count(), 2, "{listed}");
        let told = world.ask(&["verify"]);
        assert_eq!(told.code, Some(2), "{}", told.out);
        assert!(told.out.contains("RC-0001: sound"), "{}", told.out);
        assert!(
            told.out.contains(&format!("{name}: A COPY")),
            "{}",
            told.out
        );
        fs::remove_dir_all(world.home().join("cases").join(name)).unwrap();
    }
}

#[test]
fn a_case_that_the_copy_of_its_script_keeps_closed_is_not_called_sound() {
    let world = World::new();
    let script = world
        .home()
        .join("cases/RC-0001/scripts/small-conference.json");
    for altered in [Some("{\"id\": 1}"), None] {
        match altered {
            Some(text) => fs::write(&script, text).unwrap(),
            None => fs::remove_file(&script).unwrap(),
        }
        world.ask(&["show", "RC-0001"]);
        let told = world.ask(&["verify", "RC-0001"]);
        assert_eq!(told.code, Some(4), "{}", told.out);
        assert!(
            told.out.contains("NOT SOUND") && told.out.contains("small-conference.json"),
            "{}",
            told.out
        );
        assert!(!told.err.contains("repair"), "{}", told.err);
    }
}

#[test]
fn a_case_of_a_newer_version_is_not_called_unsound() {
    let world = World::new();
    let mut header = header(&fs::read_to_string(world.journal()).unwrap());
    header.min_reader = 99;
    fs::write(world.journal(), header_line(&header).unwrap() + "\n").unwrap();
    let told = world.ask(&["verify", "RC-0001"]);
    assert_eq!(told.code, Some(6), "{}", told.out);
    assert!(told.out.contains("RC-0001: NOT CHECKED"), "{}", told.out);
    assert!(
        told.err.contains("Not every case could be checked."),
        "{}",
        told.err
    );
}

#[test]
fn a_repair_is_named_only_where_it_would_do_something() {
    let world = World::new();
    let whole = fs::read_to_string(world.journal()).unwrap();
    let mut header = header(&whole);
    header.min_reader = 99;
    let newer = header_line(&header).unwrap() + "\n";
    let headless = whole.split_once('\n').unwrap().1;
    for journal in ["", "a shopping list\n", headless, &newer] {
        fs::write(world.journal(), journal).unwrap();
        let told = world.ask(&["verify", "RC-0001"]);
        assert!(told.code > Some(0), "{}", told.out);
        assert!(!told.err.contains("repair"), "{}\n{}", told.out, told.err);
    }
    let lines: Vec<&str> = whole.lines().collect();
    let mut twice = lines.clone();
    twice.insert(3, lines[3]);
    fs::write(world.journal(), twice.join("\n") + "\n").unwrap();
    let told = world.told(&["verify", "RC-0001"]);
    assert!(told.contains("1 line is there twice"), "{told}");
}

#[test]
fn a_case_that_was_saved_elsewhere_and_whose_folder_did_not_come_back_is_not_lost_to_sight() {
    let world = World::new();
    let folder = world.home().join("cases/RC-0001");
    let id = header(&fs::read_to_string(world.journal()).unwrap()).id;
    let rescue = world.home().join(format!("state/rescue/{id}-0a0b0c0d"));
    fs::create_dir_all(rescue.join("scripts")).unwrap();
    fs::copy(folder.join("notes"), rescue.join("notes")).unwrap();
    fs::copy(folder.join("journal"), rescue.join("journal-rescue1")).unwrap();
    assert!(!world.ask(&["list"]).err.contains("rescue"));
    let away = world.out("RC-0001");
    fs::rename(&folder, &away).unwrap();
    let told = world.ask(&["list"]);
    assert_eq!(told.code, Some(0));
    assert!(
        told.err.contains("a copy of RC-0001") && told.err.contains(&format!("{id}-0a0b0c0d")),
        "{}",
        told.err
    );
    assert_eq!(world.office().next_reference(Kind::Case), "RC-0002");
    fs::rename(&away, &folder).unwrap();
    let desk = world.cabinet().open(Kind::Case, "RC-0001").unwrap();
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
    assert!(!world.ask(&["list"]).err.contains("rescue"));
}

#[test]
fn what_a_repair_could_not_read_is_told_for_good_and_no_seal_is_called_both_there_and_missing() {
    let world = World::new();
    let dump = world.told(&["dump", "RC-0001"]);
    let lost = dump.lines().position(|line| line.contains("concern_noted"));
    let lost = lost.unwrap() + 1;
    flip(&world.journal(), lost);
    let damaged = world.ask(&["verify", "RC-0001"]).out;
    assert!(damaged.contains("does not fit"), "{damaged}");
    assert!(!damaged.contains("has no seal"), "{damaged}");
    world.told(&["repair", "RC-0001"]);
    let told = world.told(&["verify", "RC-0001"]);
    let entry = format!("Entry {lost} is lost: it could not be read when this record was repaired");
    for words in [
        "RC-0001: sound",
        &entry,
        "has no seal: the record was repaired after it",
    ] {
        assert!(told.contains(words), "{told}");
    }
    assert!(!told.contains("was taken away"), "{told}");
}

#[test]
fn a_practice_case_is_repaired_as_one() {
    let world = World::new();
    let journal = world.home().join("practice/PR-0001/journal");
    flip(&journal, 1);
    let told = world.ask(&["verify", "PR-0001", "--practice"]);
    assert!(told.err.contains("`repair REF --practice`"), "{}", told.err);
}
