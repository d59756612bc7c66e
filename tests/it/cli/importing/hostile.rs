//! Folders and files that nobody would want to bring in, each with its sentence.

use std::fs;
use std::path::Path;

use talking_piece::store::{Header, LineHash, Mode, Ring, entry_line, header_line, scan};

use super::super::world::World;
use super::{everything, on_a_stick, text};

/// A way to spoil a folder, what is said of it, and how the program ends.
type Hostile = (&'static str, fn(&Path), &'static str, i32);

const HOSTILE: &[Hostile] = &[
    (
        "an empty folder",
        |folder| {
            fs::remove_dir_all(folder).unwrap();
            fs::create_dir(folder).unwrap();
        },
        "there is no case in this folder",
        3,
    ),
    (
        "an empty record",
        |folder| write(folder, ""),
        "this file is empty",
        4,
    ),
    (
        "a picture",
        |folder| write(folder, "\u{89}PNG and so on"),
        "not a case of this program",
        3,
    ),
    (
        "one bit flipped",
        |folder| {
            let mut bytes = fs::read(folder.join("journal")).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(folder.join("journal"), bytes).unwrap();
        },
        "parts of this case are damaged",
        4,
    ),
    (
        "a record that was cut",
        |folder| {
            let text = record(folder);
            let lines: Vec<&str> = text.lines().collect();
            write(folder, &(lines[..3].join("\n") + "\n" + lines[5]));
        },
        "parts of this case are damaged",
        4,
    ),
    (
        "a sealed record",
        |folder| forge(folder, |header| header.mode = Mode::Sealed, |_| None),
        "this case is sealed",
        5,
    ),
    (
        "a record to be read by newer versions",
        |folder| forge(folder, |header| header.min_reader = 9, |_| None),
        "made by a newer version",
        6,
    ),
    (
        "a record to be written by newer versions",
        |folder| forge(folder, |header| header.min_writer = 9, |_| None),
        "a newer version of the program went on",
        6,
    ),
    (
        "an entry of a newer kind",
        |folder| {
            forge(
                folder,
                |_| (),
                |body| Some(body.replace("case_opened", "case_sealed")),
            );
        },
        "Entry 1 is of a kind",
        6,
    ),
    (
        "a name that steers the screen",
        |folder| {
            forge(
                folder,
                |_| (),
                |body| Some(body.replace("\"Jay\"", "\"Jay\\u001b]52;c;x\\u0007\"")),
            );
        },
        "hidden characters",
        4,
    ),
    (
        "a name that turns the words around it",
        |folder| {
            forge(
                folder,
                |_| (),
                |body| Some(body.replace("\"Jay\"", "\"\\u202eJay\"")),
            );
        },
        "hidden characters",
        4,
    ),
    (
        "a name of two lines",
        |folder| {
            forge(
                folder,
                |_| (),
                |body| Some(body.replace("\"Jay\"", "\"Jay\\nSAFE\"")),
            );
        },
        "hidden characters",
        4,
    ),
    (
        "a name without end",
        |folder| {
            forge(
                folder,
                |_| (),
                |body| Some(body.replace("\"Jay\"", &format!("\"{}\"", "J".repeat(121)))),
            );
        },
        "longer than this program allows",
        4,
    ),
    (
        "words without end",
        |folder| {
            forge(
                folder,
                |_| (),
                |body| Some(body.replace("RC-0001", &"x".repeat(20_001))),
            );
        },
        "longer than this program allows",
        4,
    ),
    (
        "a script that is not there",
        |folder| fs::remove_dir_all(folder.join("scripts")).unwrap(),
        "The script \"small-conference\"",
        4,
    ),
    (
        "another script of that name",
        |folder| {
            let path = folder.join("scripts/small-conference.json");
            let other = fs::read_to_string(&path)
                .unwrap()
                .replace("conference", "conference ");
            fs::write(path, other).unwrap();
        },
        "not the one that it was run from",
        4,
    ),
    (
        "a script that leads out",
        |folder| {
            forge(
                folder,
                |_| (),
                |body| Some(body.replace("\"small-conference\"", "\"../../../state/x\"")),
            );
        },
        "is missing",
        4,
    ),
    (
        "notes that cannot be read",
        |folder| fs::write(folder.join("notes"), "\0\0\n\0\0\n{}\n").unwrap(),
        "some of its notes cannot be read",
        4,
    ),
    (
        "a folder in place of the record",
        |folder| {
            fs::remove_file(folder.join("journal")).unwrap();
            fs::create_dir(folder.join("journal")).unwrap();
        },
        "this is a link or a device",
        3,
    ),
    (
        "a record without end",
        |folder| {
            let file = fs::File::create(folder.join("journal")).unwrap();
            file.set_len(10 << 30).unwrap();
        },
        "larger than 64 MiB",
        3,
    ),
    (
        "a script without end",
        |folder| {
            let file = fs::File::create(folder.join("scripts/more.json")).unwrap();
            file.set_len(10 << 30).unwrap();
        },
        "larger than 1 MiB",
        3,
    ),
    (
        "files without number",
        |folder| {
            for number in 0..1_001 {
                fs::write(folder.join(format!("x{number}")), "").unwrap();
            }
        },
        "more than 1,000 files",
        3,
    ),
    (
        "two records that disagree",
        |folder| {
            forge_as(
                folder,
                "journal-rescue1",
                |_| (),
                |body| Some(body.replace("Jay", "Tom")),
            );
        },
        "two versions of this case",
        4,
    ),
];

#[test]
fn hostile_folders_are_refused_in_a_sentence_and_leave_nothing() {
    let there = World::with_clean_names();
    for (what, spoil, sentence, code) in HOSTILE {
        let here = World::empty();
        let folder = on_a_stick(&here, &there, "cases/RC-0001");
        spoil(&folder);
        let before = everything(&here.home());
        let told = here.refused(&["import", text(&folder)], *code);
        let said = told.to_lowercase();
        assert!(said.contains(&sentence.to_lowercase()), "{what}: {told}");
        assert!(told.trim_end().lines().count() <= 3, "{what}: {told}");
        assert!(everything(&here.home()) == before, "{what} left something");
    }
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_and_no_device_is_read() {
    use std::os::unix::fs::symlink;
    let there = World::with_clean_names();
    let secret = there.out("secret");
    fs::write(&secret, "not to be read").unwrap();
    for name in [
        "journal",
        "notes",
        "plan.json",
        "scripts",
        "scripts/small-conference.json",
        "x",
    ] {
        let here = World::empty();
        let folder = on_a_stick(&here, &there, "cases/RC-0001");
        let path = folder.join(name);
        if path.is_dir() {
            fs::remove_dir_all(&path).unwrap();
        } else {
            let _ = fs::remove_file(&path);
        }
        symlink(&secret, &path).unwrap();
        let told = here.refused(&["import", text(&folder)], 3);
        assert!(
            told.contains("This is a link or a device"),
            "{name}: {told}"
        );
        let link = here.out("link");
        symlink(there.home().join("cases/RC-0001"), &link).unwrap();
        here.refused(&["import", text(&link)], 3);
        here.refused(&["import", "/dev/zero"], 3);
    }
}

#[test]
fn what_is_in_the_home_or_nowhere_or_no_plan_is_told() {
    let world = World::with_clean_names();
    let inside = world.home().join("cases/RC-0001");
    for path in [
        inside.clone(),
        inside.join("plan.json"),
        world.home(),
        world.home().join("cases"),
    ] {
        let told = world.refused(&["import", text(&path)], 2);
        assert!(
            told.contains("in the folder of the cases already"),
            "{told}"
        );
    }
    world.refused(&["import", text(&world.out("nothing"))], 3);
    let file = world.out("a file");
    let plan = fs::read_to_string(inside.join("plan.json")).unwrap();
    let spoiled = [
        (String::new(), "not a plan", 3),
        ("{}".to_owned(), "not a plan", 3),
        ("\u{feff}x".to_owned(), "not a plan", 3),
        (plan[..plan.len() / 2].to_owned(), "cut off", 4),
        (plan.replace("plan/1", "plan/7"), "newer version", 6),
        (
            plan.replace("\"version\": 1,\n", "\"version\": -1,\n"),
            "damaged",
            4,
        ),
        (plan.replace("RC-0001", "../x"), "of which case", 4),
        (record(&inside), "Name the folder that it is in", 2),
        ("[".repeat(200_000), "not a plan", 3),
        (" ".repeat(9 << 20), "larger than", 3),
        (
            plan.replace("\"practice\": false", "\"practice\": true"),
            "practice case",
            2,
        ),
    ];
    for (text_of_file, sentence, code) in spoiled {
        fs::write(&file, text_of_file).unwrap();
        let told = world.refused(&["import", text(&file)], code);
        assert!(told.contains(sentence), "{sentence}: {told}");
    }
}

fn record(folder: &Path) -> String {
    fs::read_to_string(folder.join("journal")).unwrap()
}

fn write(folder: &Path, text: &str) {
    fs::write(folder.join("journal"), text).unwrap();
}

pub fn forge(folder: &Path, header: fn(&mut Header), body: fn(&str) -> Option<String>) {
    forge_as(folder, "journal", header, body);
}

/// Writes a record whose chain is right, whatever it says.
fn forge_as(folder: &Path, name: &str, change: fn(&mut Header), body: fn(&str) -> Option<String>) {
    let found = scan(record(folder).as_bytes(), &Ring::default()).unwrap();
    let mut header = found.header;
    change(&mut header);
    let mut line = header_line(&header).unwrap();
    let mut text = String::new();
    for entry in found.entries {
        text.push_str(&line);
        text.push('\n');
        let body = body(&entry.body).unwrap_or(entry.body);
        line = entry_line(entry.number, LineHash::of(&line), &body);
    }
    text.push_str(&line);
    text.push('\n');
    fs::write(folder.join(name), text).unwrap();
}
