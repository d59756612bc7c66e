//! What `verify` says of a closing, its seal and its code.

use std::fs;

use sha2::{Digest, Sha256};
use talking_piece::store::{Journal, Kind, Line, LineHash, Ring, SealKey, entry_line, parse};

use super::protected::{PASSPHRASE, ask};
use super::world::World;
use crate::support::files::copy_folder;

const VERIFY: [&str; 2] = ["verify", "RC-0001"];

fn lines_of(world: &World) -> Vec<String> {
    let text = fs::read_to_string(world.journal()).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn write(world: &World, lines: &[String]) {
    fs::write(world.journal(), lines.join("\n") + "\n").unwrap();
}

/// The code as the paper has it.
fn code(world: &World) -> String {
    let paper = world.told(&["export", "RC-0001", "--format", "txt"]);
    let (_, code) = paper.rsplit_once(" - code ").unwrap();
    code.trim().to_owned()
}

#[test]
fn what_is_proved_is_told_with_the_code_that_stands_on_the_paper() {
    let world = World::new();
    let told = world.told(&VERIFY);
    assert!(told.contains("RC-0001: sound"), "{told}");
    assert!(told.contains("Sealed up to entry"), "{told}");
    assert!(told.contains("which no passphrase protects"), "{told}");
    assert!(told.contains("Nothing was added since."), "{told}");
    let code = code(&world);
    assert!(
        told.contains(&format!("Code of version 1: {code}.")),
        "{told}"
    );
    let practice = world.told(&["verify", "PR-0001", "--practice"]);
    assert!(practice.contains("Nothing was closed yet"), "{practice}");

    let noted = code.to_lowercase().replace('-', " ");
    let same = world.told(&["verify", "RC-0001", "--code", &noted]);
    assert!(same.contains("The code is that of version 1"), "{same}");
    let other = world.refused(
        &["verify", "RC-0001", "--code", "00000-00000-00000-00000"],
        4,
    );
    assert!(other.contains("This code is of nothing"), "{other}");
    world.refused(&["verify", "--code", &code], 2);

    let json: serde_json::Value =
        serde_json::from_str(&world.told(&["verify", "RC-0001", "--json"])).unwrap();
    assert_eq!(json[0]["codes"][0]["code"], code.as_str());
    assert_eq!(json[0]["codes"][0]["version"], 1);
    assert!(
        json[0]["proved"]
            .as_array()
            .is_some_and(|proved| proved.len() > 2)
    );
}

#[test]
fn a_closed_case_has_two_seals_and_they_hold_in_a_copy_elsewhere() {
    let world = World::with_clean_names();
    let seals = lines_of(&world)
        .into_iter()
        .filter(|line| line.starts_with("s1 "));
    assert_eq!(seals.count(), 2, "of the agreement, and of the end");
    let other = World::empty();
    let from = world.journal();
    other.told(&["import", from.parent().unwrap().to_str().unwrap()]);
    let told = other.told(&VERIFY);
    assert!(
        told.contains("a key that this home does not know"),
        "{told}"
    );
    assert!(told.contains(&code(&world)), "the code is the same: {told}");
}

#[test]
fn b20_a_seal_that_is_gone_and_one_that_does_not_fit_are_told_apart() {
    let world = World::new();
    let whole = lines_of(&world);
    let seals: Vec<usize> = (0..whole.len())
        .filter(|place| whole[*place].starts_with("s1 "))
        .collect();

    let mut gone = whole.clone();
    gone.retain(|line| !line.starts_with("s1 "));
    write(&world, &gone);
    let told = world.told(&VERIFY);
    assert!(told.contains("has no seal"), "{told}");
    assert!(!told.contains("Sealed up to"), "{told}");

    let other = World::new();
    let mut spliced = whole.clone();
    for place in seals {
        spliced[place] = lines_of(&other)[place].clone();
    }
    write(&world, &spliced);
    let told = world.ask(&VERIFY);
    assert_eq!(told.code, Some(4), "{}", told.out);
    assert!(told.out.contains("does not fit"), "{}", told.out);
}

#[test]
fn a_record_made_anew_with_a_seal_that_fits_never_has_the_code_of_the_paper() {
    let world = World::new();
    let on_paper = code(&world);
    let mut bodies = bodies(&world);
    // Another moment of the first entry would be told by the notes beside it.
    let day = bodies[1].find("\"at\":\"").unwrap() + 6;
    bodies[1].replace_range(day..day + 4, "2019");
    made_anew(&world, &bodies);
    let told = world.ask(&VERIFY);
    assert_eq!(told.code, Some(4), "{}", told.out);
    assert!(told.out.contains("Sealed up to entry"), "{}", told.out);
    assert!(
        told.out.contains("closed after another record"),
        "{}",
        told.out
    );

    // The closing tells of the new record now, and so does its code.
    let closing = bodies
        .iter()
        .position(|body| body.contains("agreement_closed"));
    let closing = closing.unwrap();
    let before: String = bodies[..closing]
        .iter()
        .map(|body| format!("{body}\n"))
        .collect();
    let sum = format!("{:x}", Sha256::digest(before));
    let at = bodies[closing].find("\"record\":\"").unwrap() + 10;
    bodies[closing].replace_range(at..at + 64, &sum);
    made_anew(&world, &bodies);
    let told = world.ask(&VERIFY);
    assert_eq!(told.code, Some(4), "{}", told.out);
    assert!(told.out.contains("differs in \"record\""), "{}", told.out);

    // And so does the saved plan.
    let plan = world.told(&["plan", "RC-0001"]);
    fs::write(world.home().join("cases/RC-0001/plan.json"), plan).unwrap();
    let told = world.told(&VERIFY);
    assert!(
        told.contains("RC-0001: sound") && !told.contains(&on_paper),
        "{told}"
    );
    world.refused(&["verify", "RC-0001", "--code", &on_paper], 4);
}

/// Somebody who has everything that this home holds writes the record anew, and seals it.
fn made_anew(world: &World, bodies: &[String]) {
    let cabinet = world.cabinet();
    let (home, storage) = (&cabinet.home, cabinet.storage.as_ref());
    let first = lines_of(world)[0].clone();
    let mut previous = LineHash::of(&first);
    let mut lines = vec![first];
    for (number, body) in (1..).zip(bodies) {
        let line = entry_line(number, previous, body);
        previous = LineHash::of(&line);
        lines.push(line);
    }
    write(world, &lines);
    for name in storage.list(&home.state()).unwrap() {
        if name != "seal-key" {
            storage.remove_file(&home.state().join(name)).unwrap();
        }
    }
    let (mut journal, _) =
        Journal::open(storage, &world.journal(), None, &Ring::default()).unwrap();
    journal
        .seal(storage, &SealKey::of(home, Kind::Case))
        .unwrap();
}

/// The bodies of all entries.
fn bodies(world: &World) -> Vec<String> {
    let lines = lines_of(world);
    let bodies = lines
        .iter()
        .filter_map(|line| match parse(line.as_bytes()) {
            Some(Line::Plain { body, .. }) => Some(body),
            _ => None,
        });
    bodies.collect()
}

#[test]
fn of_a_case_that_was_brought_in_it_is_said_why_its_closing_has_no_seal_here() {
    let (here, there) = (World::empty(), World::with_clean_names());
    let folder = here.out("RC-0001");
    copy_folder(&there.home().join("cases/RC-0001"), &folder);
    let protect = ["protect", "--without-recovery"];
    assert_eq!(ask(&here, &protect, PASSPHRASE).code, Some(0));
    let import = ["import", folder.to_str().unwrap()];
    let brought = ask(&here, &import, PASSPHRASE);
    assert_eq!(brought.code, Some(0), "{}", brought.err);
    let verified = ask(&here, &VERIFY, PASSPHRASE);
    assert_eq!(verified.code, Some(0), "{}", verified.err);
    let told = verified.out;
    assert!(
        told.contains("has no seal: the case was brought in"),
        "{told}"
    );
    assert!(!told.contains("taken away"), "{told}");
}
