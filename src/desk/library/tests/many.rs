//! A library of a thousand cases, and cases of every kind that cannot be opened.

use super::finding::found;
use super::{SCRIPT, World, agreed, begun, home, journal, path};
use crate::case::Event;
use crate::desk::library::{Filter, State};
use crate::desk::{CabinetError, script_hash};
use crate::store::{
    DiskFault, Header, HeaderId, IndexFile, Kind, LineHash, Mode, Operation, Storage as _,
    entry_line, header_line,
};

#[test]
fn three_broken_cases_among_a_thousand_are_told_as_broken_and_the_rest_is_found() {
    let world = World::new();
    let events = agreed("RC", "A gate", "2026-12-03");
    for number in 1..=1000_u32 {
        let reference = format!("RC-{number:04}");
        let path = path(&reference);
        world.disk.create_folder(&path).unwrap();
        let header = HeaderId(
            [&number.to_le_bytes()[..], &[0; 12]]
                .concat()
                .try_into()
                .unwrap(),
        );
        let text = journal(0, &events);
        let mut lines = text.lines();
        let old = lines.next().unwrap();
        let new = header_line(&Header::plain(header, Kind::Case)).unwrap();
        // All but the first line hang on the hash of the first.
        let mut rebuilt = vec![new];
        for (place, line) in (1..).zip(lines) {
            let Some(crate::store::Line::Plain { body, .. }) = crate::store::parse(line.as_bytes())
            else {
                panic!("{old}");
            };
            let last = LineHash::of(rebuilt.last().unwrap());
            rebuilt.push(entry_line(place, last, &body));
        }
        let text = match number {
            200 => String::new(),
            400 => "not a case".to_owned(),
            600 => rebuilt.join("\n").replacen("h1 ", "h1 x", 1),
            _ => rebuilt.join("\n") + "\n",
        };
        world
            .disk
            .put(&path.join("journal"), text.as_bytes())
            .unwrap();
    }
    world.pass(200);
    let library = world.known();
    assert_eq!(library.rows().len(), 1000);
    let broken: Vec<(&str, &str)> = library
        .rows()
        .iter()
        .filter_map(|row| match row.state() {
            State::Broken(why) => Some((&*row.reference, library.text(why))),
            State::Stands(_) | State::Sealed(_) | State::Newer(_) | State::Copy(_) => None,
        })
        .collect();
    let references: Vec<&str> = broken.iter().map(|(reference, _)| *reference).collect();
    assert_eq!(references, ["RC-0200", "RC-0400", "RC-0600"]);
    assert!(
        broken[0].1.contains("this file is empty"),
        "{}",
        broken[0].1
    );
    assert_eq!(found(&library, "gate", &Filter::default()).len(), 997);
    let counted = world.disk.counted();
    assert_eq!(world.known(), library);
    let per_case = (world.disk.counted() - counted) / 1000;
    assert!(
        per_case <= 3,
        "{per_case} looks at a case that did not change"
    );
}

#[test]
fn sealed_cases_and_those_of_a_newer_version_are_told_as_such() {
    let world = World::new();
    let header = |id, mode, version| Header {
        mode,
        v: version,
        ..Header::plain(HeaderId([id; 16]), Kind::Case)
    };
    for (reference, header) in [
        ("RC-0001", header(1, Mode::Sealed, 1)),
        ("RC-0002", header(2, Mode::Plain, 9)),
    ] {
        world.disk.create_folder(&path(reference)).unwrap();
        let text = header_line(&header).unwrap() + "\n";
        let path = path(reference).join("journal");
        world.disk.put(&path, text.as_bytes()).unwrap();
    }
    let library = world.known();
    let told: Vec<&str> = library
        .rows()
        .iter()
        .map(|row| library.called(row))
        .collect();
    assert_eq!(told, ["sealed", "made by a newer version"]);
    assert_eq!(found(&library, "sealed", &Filter::default()), ["RC-0001"]);
}

#[test]
fn a_script_that_is_whole_but_unknown_is_of_a_newer_program_and_a_changed_one_is_damage() {
    let newer = SCRIPT.replacen('{', "{\n  \"sung\": true,", 1);
    let whole = script_hash(&newer);
    for (text, told) in [
        (newer.clone(), "made by a newer version"),
        (newer + "\n", "cannot be opened"),
    ] {
        let world = World::new();
        let mut events = begun("RC-0001");
        if let Some(Event::CaseOpened { script_hash, .. }) = events.first_mut() {
            script_hash.clone_from(&whole);
        }
        world.write("RC-0001", 1, &events);
        let copies = path("RC-0001").join("scripts");
        world.disk.create_folder(&copies).unwrap();
        let copy = copies.join("restorative-conference.json");
        world.disk.put(&copy, text.as_bytes()).unwrap();
        let read = world.cabinet().read(Kind::Case, "RC-0001");
        let is_newer = matches!(read, Err(CabinetError::NewerScript { .. }));
        assert_eq!(is_newer, told == "made by a newer version");
        let library = world.known();
        assert_eq!(library.called(&library.rows()[0]), told);
    }
}

#[test]
fn an_index_that_cannot_be_written_costs_nothing_but_time() {
    let world = World::new();
    world.write("RC-0001", 1, &agreed("RC-0001", "A gate", "2026-12-03"));
    world.rest();
    let index = IndexFile::of(&home(), Kind::Case);
    for only in [
        Operation::Open,
        Operation::Write,
        Operation::Sync,
        Operation::Rename,
    ] {
        world.disk.fail(DiskFault {
            only: Some(only),
            error: std::io::ErrorKind::StorageFull,
            ..DiskFault::from(0)
        });
        let library = world.known();
        assert_eq!(found(&library, "gate", &Filter::default()), ["RC-0001"]);
        world.disk.heal();
        assert!(!index.exists(&world.disk));
    }
    let library = world.known();
    let before = index.read(&world.disk).unwrap();
    world.write("RC-0002", 2, &agreed("RC-0002", "A letter", "2026-12-03"));
    world.disk.set_capacity(Some(world.disk.used()));
    assert_eq!(world.known().rows().len(), library.rows().len() + 1);
    assert_eq!(index.read(&world.disk).unwrap(), before, "whole, if old");
    world.disk.set_capacity(None);
    assert_eq!(world.known(), world.fresh());
}
