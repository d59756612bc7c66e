//! What is told of cases whose files are not what they should be, and what can be done then.

use std::fs;
use std::time::Duration;

use talking_piece::store::{Header, Kind, Line, parse};

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
