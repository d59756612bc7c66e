//! Keeps the house in order: who may import whom, how long a file may be, and
//! which calls belong to one room alone.

mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use sources::{rust_files, sources};

/// Every room with its floor; a room may import from lower floors only.
const ROOMS: &[(&str, usize)] = &[
    ("script", 0),
    ("clean", 0),
    ("case", 1),
    ("clock", 2),
    ("practice", 2),
    ("measure", 2),
    ("document", 3),
    ("script_file", 3),
    ("store", 3),
    ("desk", 4),
    ("problem", 5),
    ("tui", 6),
    ("cli", 7),
];

/// Rooms that are pure: neither files, nor time, nor the screen.
const PURE: &[&str] = &["script", "case", "document", "measure", "practice", "clean"];

const WORDS_FOR_PROGRAMMERS: &str = "what is printed for programmers spells out what people said";

/// A word that may stand in some files alone, and why.
const KEPT_TO: &[(&str, &[&str], &str)] = &[
    (
        "Instant::now",
        &["src/clock.rs"],
        "only the clock reads the time",
    ),
    (
        "SystemTime::now",
        &["src/clock.rs"],
        "only the clock reads the time",
    ),
    (
        "Local::now",
        &["src/clock.rs"],
        "only the clock reads the time",
    ),
    (
        "Utc::now",
        &["src/clock.rs"],
        "only the clock reads the time",
    ),
    (
        "std::fs",
        &["src/store/disk.rs"],
        "only the store touches files",
    ),
    (
        "OpenOptions",
        &["src/store/disk.rs"],
        "only the store touches files",
    ),
    (
        "crossterm::event",
        &["src/tui/input.rs", "src/tui/terminal.rs"],
        "only the input reads keys",
    ),
    (
        ":?}",
        &[
            "src/script/check/agreement.rs",
            "src/tui/action.rs",
            // These stand beside the code for its tests alone.
            "src/document/fixtures.rs",
            "src/store/crash_tests/faults.rs",
            "src/store/crash_tests/power.rs",
            "src/store/crash_tests/rescue.rs",
        ],
        WORDS_FOR_PROGRAMMERS,
    ),
    (":#?}", &[], WORDS_FOR_PROGRAMMERS),
    ("std::net", &[], "nothing here speaks to a network"),
    ("dbg!", &[], WORDS_FOR_PROGRAMMERS),
    (
        "Color::",
        &["src/tui/theme.rs"],
        "only the theme knows colours",
    ),
];

#[test]
fn rooms_import_only_from_lower_floors() {
    let mut faults = Vec::new();
    for file in sources() {
        let Some(floor) = floor_of(&file.room) else {
            continue;
        };
        for (other, other_floor) in ROOMS {
            let mentions = file.imports.contains(*other);
            if mentions && *other != file.room && *other_floor >= floor {
                faults.push(format!("{} imports from {other}", file.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_room_has_its_floor() {
    let unknown: BTreeSet<String> = sources()
        .into_iter()
        .map(|file| file.room)
        .filter(|room| floor_of(room).is_none() && room != "lib" && room != "main")
        .collect();
    assert!(
        unknown.is_empty(),
        "rooms without a floor in this test: {unknown:?}"
    );
}

#[test]
fn no_files_of_a_room_import_each_other_in_a_circle() {
    let files = sources();
    let mut imports = BTreeMap::new();
    for file in &files {
        let others = files.iter().filter(|other| file.names(other));
        let paths = others.map(|other| other.path.clone()).collect();
        imports.insert(file.path.clone(), paths);
    }
    assert_no_circle(&imports);
}

/// A part of a room is a file that stands directly in it, or a folder with all its files.
#[test]
fn no_parts_of_a_room_import_each_other_in_a_circle() {
    let files = sources();
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in &files {
        for other in &files {
            let (Some(part), Some(other)) = (file.part(), other.part()) else {
                continue;
            };
            if part != other && file.names_part(&other) {
                imports.entry(part).or_default().insert(other);
            }
        }
    }
    assert!(imports.len() > 50, "only {} parts import", imports.len());
    assert_no_circle(&imports);
}

/// Takes away what imports nothing that is left, again and again; what stays is a circle.
fn assert_no_circle(imports: &BTreeMap<String, BTreeSet<String>>) {
    let mut left = imports.clone();
    loop {
        let known: BTreeSet<String> = left.keys().cloned().collect();
        let before = known.len();
        left.retain(|_, others| others.intersection(&known).next().is_some());
        if left.len() == before {
            break;
        }
    }
    let circle: Vec<String> = left
        .iter()
        .map(|(from, to)| format!("{from} imports {to:?}"))
        .collect();
    assert!(left.is_empty(), "a circle:\n{}", circle.join("\n"));
}

#[test]
#[should_panic(expected = "a circle")]
fn a_circle_of_three_is_found() {
    let imports = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")];
    let imports = imports.map(|(from, to)| (from.to_owned(), BTreeSet::from([to.to_owned()])));
    assert_no_circle(&BTreeMap::from(imports));
}

#[test]
fn pure_rooms_touch_neither_files_nor_time_nor_the_screen() {
    let banned = [
        "std::fs",
        "std::io::",
        "std::env",
        "std::thread",
        "ratatui",
        "crossterm",
        "rustix",
    ];
    let mut faults = Vec::new();
    for file in sources()
        .iter()
        .filter(|file| PURE.contains(&file.room.as_str()))
    {
        for word in banned.iter().filter(|word| file.code.contains(**word)) {
            faults.push(format!("{} mentions {word}", file.path));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn calls_stay_in_the_room_they_belong_to() {
    let mut faults = Vec::new();
    for file in sources() {
        for (word, allowed, why) in KEPT_TO {
            if file.code.contains(word) && !allowed.contains(&file.path.as_str()) {
                faults.push(format!("{} mentions {word}: {why}", file.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_screen_calls_anybody_by_a_name_that_may_be_hidden() {
    let screens = sources()
        .into_iter()
        .filter(|file| file.path.starts_with("src/tui/"));
    let by_name: Vec<String> = screens
        .filter(|file| file.code.contains("case.name("))
        .map(|file| file.path)
        .collect();
    let why = "`told_apart` calls somebody of the other side by their role";
    assert!(by_name.is_empty(), "{by_name:?}: {why}");
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let long: Vec<String> = rust_files("src")
        .into_iter()
        .chain(rust_files("tests"))
        .chain(rust_files("benches"))
        .chain(rust_files("examples"))
        .filter_map(|path| {
            let lines = fs::read_to_string(&path)
                .expect("a readable file")
                .lines()
                .count();
            (lines > 400).then(|| format!("{} has {lines} lines", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn no_file_is_a_drawer_for_everything_and_no_comment_is_empty() {
    let mut faults = Vec::new();
    for path in rust_files("src") {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        if ["utils.rs", "util.rs", "helpers.rs", "common.rs", "misc.rs"].contains(&name) {
            faults.push(format!(
                "{}: name the file after what it holds",
                path.display()
            ));
        }
        let text = fs::read_to_string(&path).expect("a readable file");
        let mut before = "";
        for line in text.lines().map(str::trim) {
            if line == "///" && !before.starts_with("///") {
                faults.push(format!("{}: an empty comment", path.display()));
            }
            before = line;
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_crate_speaks_to_a_network_or_is_otherwise_banned() {
    let banned = banned();
    assert!(banned.len() > 20, "{banned:?}");
    let lock = fs::read_to_string("Cargo.lock").expect("a readable file");
    for line in lock.lines() {
        let name = line
            .strip_prefix("name = \"")
            .and_then(|name| name.strip_suffix('"'));
        let name = name.unwrap_or_default();
        assert!(!banned.contains(name), "something here depends on {name}");
    }
}

/// The crates that `deny.toml` bans, each on a line of its own.
fn banned() -> BTreeSet<String> {
    let rules = fs::read_to_string("deny.toml").expect("a readable file");
    let list = rules.split_once("deny = [\n").map_or("", |(_, list)| list);
    let list = list.split_once("\n]").map_or("", |(list, _)| list);
    let name = |line: &str| line.split('"').nth(1).map(str::to_owned);
    list.lines().filter_map(name).collect()
}

fn floor_of(room: &str) -> Option<usize> {
    ROOMS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, floor)| *floor)
}
