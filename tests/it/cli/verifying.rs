//! What is told of cases whose files are not what they should be, and what can be done then.

use std::fs;
use std::time::Duration;

use talking_piece::store::{Header, Kind, Line, header_line, parse};

use super::world::World;

/// The first line of a journal.
fn header(journal: &str) -> Header {
    let line = journal.lines().next().unwrap();
    let Some(Line::Header(header)) = parse(line.as_bytes()) else {
        panic!("no header: {line}");
    };
    serde_json::from_str(&header).unwrap()
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
