//! Keeps the house in order: who may import whom, how long a file may be, and
//! which calls belong to one room alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every room with its floor; a room may import from lower floors only.
const ROOMS: &[(&str, usize)] = &[
    ("script", 0),
    ("clean", 0),
    ("case", 1),
    ("clock", 2),
    ("practice", 2),
    ("document", 3),
    ("script_file", 3),
    ("store", 3),
    ("desk", 4),
    ("problem", 5),
    ("tui", 6),
    ("cli", 7),
];

/// Rooms that are pure: neither files, nor time, nor the screen.
const PURE: &[&str] = &["script", "case", "document", "practice", "clean"];

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
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in &files {
        for other in &files {
            if file.path != other.path && file.names(other) {
                imports
                    .entry(file.path.clone())
                    .or_default()
                    .insert(other.path.clone());
            }
        }
    }
    let mut faults = Vec::new();
    for (from, others) in &imports {
        for to in others.iter().filter(|to| *to > from) {
            if imports.get(to).is_some_and(|back| back.contains(from)) {
                faults.push(format!("{from} and {to} import each other"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
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
fn no_file_is_longer_than_400_lines() {
    let long: Vec<String> = rust_files("src")
        .into_iter()
        .chain(rust_files("tests"))
        .chain(rust_files("benches"))
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
fn the_program_has_no_crate_that_speaks_to_a_network() {
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--locked",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo to answer");
    assert!(
        tree.status.success(),
        "{}",
        String::from_utf8_lossy(&tree.stderr)
    );
    let banned = [
        "tokio",
        "async-std",
        "smol",
        "socket2",
        "hyper",
        "reqwest",
        "ureq",
        "rustls",
        "native-tls",
        "openssl",
        "curl",
        "isahc",
        "quinn",
        "tungstenite",
    ];
    let text = String::from_utf8_lossy(&tree.stdout).into_owned();
    for line in text.lines() {
        let name = line.split_whitespace().next().unwrap_or_default();
        assert!(!banned.contains(&name), "the program depends on {name}");
    }
}

/// One source file, without its tests and comments.
struct Source {
    /// Its path from the root of the project.
    path: String,
    /// The room it stands in.
    room: String,
    /// The folder of its module, such as `case` or `tui::screen`.
    folder: String,
    /// Its own name as a module.
    module: String,
    /// Its code, without tests and comments.
    code: String,
    /// Rooms that it imports from.
    imports: BTreeSet<String>,
}

impl Source {
    /// Whether this file imports from a sibling of the same folder.
    fn names(&self, other: &Self) -> bool {
        let siblings = self.folder == other.folder && self.module != "mod" && other.module != "mod";
        siblings && self.code.contains(&format!("super::{}::", other.module))
    }
}

fn floor_of(room: &str) -> Option<usize> {
    ROOMS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, floor)| *floor)
}

fn sources() -> Vec<Source> {
    rust_files("src")
        .into_iter()
        .filter(|path| !is_test_file(path))
        .map(|path| read(&path))
        .collect()
}

/// Files that stand beside the code for its tests alone.
fn is_test_file(path: &Path) -> bool {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let named = [
        "_tests.rs",
        "tests.rs",
        "testing.rs",
        "given.rs",
        "contract.rs",
    ];
    named.iter().any(|ending| name.ends_with(ending))
        || path.components().any(|part| part.as_os_str() == "tests")
}

fn read(path: &Path) -> Source {
    let text = fs::read_to_string(path).expect("a readable file");
    let body = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let code: String = body
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let from_root = path
        .strip_prefix(env!("CARGO_MANIFEST_DIR"))
        .unwrap_or(path);
    let parts: Vec<String> = from_root
        .with_extension("")
        .components()
        .skip(1)
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let imports = ROOMS
        .iter()
        .map(|(room, _)| (*room).to_owned())
        .filter(|room| imports_room(&code, room))
        .collect();
    Source {
        path: from_root.display().to_string(),
        room: parts.first().cloned().unwrap_or_default(),
        folder: parts[..parts.len().saturating_sub(1)].join("::"),
        module: parts.last().cloned().unwrap_or_default(),
        code,
        imports,
    }
}

fn imports_room(code: &str, room: &str) -> bool {
    let plain = format!("crate::{room}");
    let named = code.match_indices(&plain).any(|(place, _)| {
        let after = code[place + plain.len()..].chars().next().unwrap_or(' ');
        !after.is_alphanumeric() && after != '_'
    });
    let grouped = code
        .split("use crate::{")
        .skip(1)
        .filter_map(|rest| rest.split("};").next())
        .any(|group| {
            group
                .split([',', ' ', '\n', '{'])
                .any(|part| part.trim() == room || part.trim().starts_with(&format!("{room}::")))
        });
    named || grouped
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
