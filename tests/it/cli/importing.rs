//! Cases and plans of another copy of the program, brought in by the real one.

mod hostile;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use talking_piece::store::{HeaderId, Kind};

use super::json;
use super::world::World;
use crate::support::files::copy_folder;
use hostile::forge;

/// The folder of a case on a stick, copied from another home.
fn on_a_stick(world: &World, from: &World, case: &str) -> PathBuf {
    let stick = world.out("stick");
    let target = stick.join(Path::new(case).file_name().unwrap());
    copy_folder(&from.home().join(case), &target);
    target
}

/// Every file under a folder with its bytes.
fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let is_folder = fs::symlink_metadata(&path).unwrap().is_dir();
        if is_folder {
            found.extend(everything(&path));
        } else {
            found.push((path.clone(), fs::read(&path).unwrap_or_default()));
        }
    }
    found.sort();
    found
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_case_of_another_computer_comes_in_whole_and_what_it_was_read_from_is_as_it_was() {
    let (here, there) = (World::empty(), World::with_clean_names());
    let folder = on_a_stick(&here, &there, "cases/RC-0001");
    fs::write(folder.join("draft"), "half").unwrap();
    let before = everything(&folder);
    let told = here.told(&["import", text(&folder)]);
    assert!(told.contains("Brought in as RC-0001, "), "{told}");
    assert!(told.contains("Left behind, and not read: draft."), "{told}");
    assert!(everything(&folder) == before);
    let sound = here.told(&["verify", "RC-0001"]);
    assert!(sound.contains("RC-0001: sound"), "{sound}");
    let plan = |world: &World| json(&world.told(&["plan", "RC-0001"]));
    assert_eq!(plan(&here), plan(&there));
    let timeline = here.told(&["timeline", "RC-0001"]);
    assert!(
        timeline.contains("brought here from another copy"),
        "{timeline}"
    );
    let notes = |world: &World| fs::read(world.home().join("cases/RC-0001/notes")).unwrap();
    assert_eq!(notes(&here), notes(&there));
}

#[test]
fn a_reference_that_is_taken_is_given_another_and_papers_keep_their_code() {
    let (here, there) = (World::with_clean_names(), World::begun_later());
    let folder = on_a_stick(&here, &there, "cases/RC-0001");
    let own = here.told(&["plan", "RC-0001"]);
    let told = here.told(&["import", text(&folder)]);
    assert!(told.contains("Brought in as RC-0002"), "{told}");
    assert!(told.contains("RC-0001 is taken here"), "{told}");
    assert_eq!(here.told(&["plan", "RC-0001"]), own);
    let paper =
        |world: &World, reference: &str| world.told(&["export", reference, "--format", "txt"]);
    let (came, old) = (paper(&here, "RC-0002"), paper(&there, "RC-0001"));
    let code = |paper: &str| {
        let line = paper.lines().rev().find(|line| line.contains("version 1"));
        line.unwrap().rsplit(' ').next().unwrap().to_owned()
    };
    assert_eq!(code(&came), code(&old), "{came}");
    assert!(
        came.contains("agreed under the reference RC-0001"),
        "{came}"
    );
    let plan = json(&here.told(&["plan", "RC-0002"]));
    assert_eq!(
        (&plan["ref"], &plan["agreed_as"]),
        (&"RC-0002".into(), &"RC-0001".into())
    );
}

#[test]
fn both_samples_come_into_one_home_as_cases_of_their_own() {
    let here = World::empty();
    for (sample, reference) in [("conference", "PR-0001"), ("family", "PR-0002")] {
        let root = env!("CARGO_MANIFEST_DIR");
        let folder = format!("{root}/sessions/{sample}/practice/PR-0001");
        let told = here.told(&["import", "--practice", &folder]);
        let brought = format!("Brought in as {reference}");
        assert!(told.contains(&brought), "{told}");
    }
}

#[test]
fn the_same_case_is_known_again_and_shown_beside_the_one_that_is_here() {
    let (here, there) = (World::empty(), World::with_clean_names());
    let folder = on_a_stick(&here, &there, "cases/RC-0001");
    let import = ["import", text(&folder)];
    here.told(&import);
    let before = everything(&here.home().join("cases"));
    let again = here.told(&import);
    assert!(again.contains("here already, as RC-0001"), "{again}");
    assert!(again.contains("entries only there  0"), "{again}");
    // The other computer goes on with its copy.
    let reopen = |world: &World| {
        let cabinet = world.cabinet();
        let desk = cabinet.open(Kind::Case, "RC-0001").unwrap();
        let mut desk = desk;
        let why = talking_piece::case::Command::ReopenAgreement("a wrong day".to_owned());
        desk.execute(why).unwrap();
        assert_eq!(desk.close(std::time::Duration::from_secs(10)).jobs, 0);
    };
    reopen(&there);
    let folder = on_a_stick(&here, &there, "cases/RC-0001");
    let answered = here.ask(&["import", text(&folder), "--json"]);
    assert_eq!(answered.code, Some(2), "{}", answered.err);
    assert!(answered.err.contains("never merged"), "{}", answered.err);
    let told: Value = json(&answered.out);
    assert_eq!(told["imported"], false);
    assert_eq!(told["compared"]["entries_only_here"], 1);
    assert_eq!(told["compared"]["entries_only_there"], 2);
    assert_eq!(told["compared"]["notes_only_there"], 1);
    assert!(everything(&here.home().join("cases")) == before);
}

/// A program that copies folders left a second version beside the case.
#[test]
fn a_copy_in_the_home_is_compared_once_it_was_copied_outside_as_each_command_says() {
    let world = World::with_clean_names();
    let cases = world.home().join("cases");
    let left = cases.join("RC-0001.sync-conflict-20261127-101010-ABCDEFG");
    copy_folder(&cases.join("RC-0001"), &left);
    let desk = world.cabinet().open(Kind::Case, "RC-0001").unwrap();
    assert_eq!(desk.close(std::time::Duration::from_secs(10)).jobs, 0);
    let way = "Copy its folder to somewhere outside the home and `import` that";
    let verified = world.ask(&["verify"]);
    let told = format!("{}{}", verified.out, verified.err);
    assert_eq!(verified.code, Some(2), "{told}");
    assert!(
        told.contains("ABCDEFG: A COPY, compared with its case above"),
        "{told}"
    );
    assert!(told.contains(way), "{told}");
    assert!(
        told.contains("ABCDEFG: an older copy. What it records"),
        "{told}"
    );
    assert!(!told.contains("NOT SOUND"), "{told}");
    assert!(!told.contains("repair"), "{told}");
    let listed = world.told(&["list", "--json"]);
    assert!(listed.contains(way), "{listed}");
    let refused = world.refused(&["import", text(&left)], 2);
    assert!(refused.contains(way), "{refused}");
    let outside = on_a_stick(
        &world,
        &world,
        "cases/RC-0001.sync-conflict-20261127-101010-ABCDEFG",
    );
    let told = world.told(&["import", text(&outside)]);
    assert!(told.contains("This case is here already"), "{told}");
    assert!(told.contains("entries only here"), "{told}");
    assert!(told.contains("entries only there  0"), "{told}");
    // Of a case that is gone no comparison stands above.
    fs::remove_dir_all(cases.join("RC-0001")).unwrap();
    let told = world.ask(&["verify"]).out;
    assert!(
        told.contains("A COPY, and no case that it could be compared with stands above"),
        "{told}"
    );
}

#[test]
fn practice_and_real_cases_stay_apart() {
    let (here, there) = (World::empty(), World::with_clean_names());
    let practice = on_a_stick(&here, &there, "practice/PR-0001");
    let real = on_a_stick(&here, &there, "cases/RC-0001");
    let told = here.refused(&["import", text(&practice)], 2);
    assert!(told.contains("That is a practice case"), "{told}");
    let told = here.refused(&["import", text(&real), "--practice"], 2);
    assert!(told.contains("That is a real case"), "{told}");
    assert!(everything(&here.home().join("cases")).is_empty());
    here.told(&["import", text(&practice), "--practice"]);
    assert!(here.told(&["list", "--practice"]).contains("PR-0001"));
    assert_eq!(here.told(&["list"]), "There are no cases yet.\n");
}

#[test]
fn a_plan_alone_begins_a_case_that_looks_back_on_it() {
    let (here, there) = (World::empty(), World::with_clean_names());
    let plan = here.out("plan.json");
    there.told(&[
        "export",
        "RC-0001",
        "--format",
        "json",
        "--out",
        text(&plan),
    ]);
    let told = here.told(&["import", text(&plan)]);
    assert!(
        told.contains("Brought in as RC-0001: 1 item and 2 people, to be looked at again with `agreement-review`."),
        "{told}"
    );
    assert!(told.contains("each person's answers"), "{told}");
    let timeline = here.told(&["timeline", "RC-0001"]);
    assert!(timeline.contains("not verified"), "{timeline}");
    assert!(here.told(&["verify", "RC-0001"]).contains("sound"));
    let page = here.told(&["show", "RC-0001"]);
    assert!(
        page.contains("brought from elsewhere, not verified"),
        "{page}"
    );
    let refused = here.refused(&["plan", "RC-0001"], 3);
    assert!(refused.contains("agreed elsewhere"), "{refused}");
    let again = here.refused(&["import", text(&plan)], 2);
    assert!(again.contains("brought in before, as RC-0001"), "{again}");
    let own = there.refused(&["import", text(&plan)], 2);
    assert!(own.contains("This plan is of RC-0001"), "{own}");
    let other = here.refused(&["import", text(&plan), "--script", "shuttle"], 2);
    assert!(!other.is_empty());
}

#[test]
fn hidden_characters_of_a_plan_are_taken_out_and_counted() {
    let (here, there) = (World::empty(), World::new());
    let plan = here.out("plan.json");
    there.told(&[
        "export",
        "RC-0001",
        "--format",
        "json",
        "--out",
        text(&plan),
    ]);
    let answered = here.ask(&["import", text(&plan)]);
    assert_eq!(answered.code, Some(0), "{}", answered.err);
    assert!(
        answered.err.contains("1 hidden character was taken out"),
        "{}",
        answered.err
    );
}

#[test]
fn an_older_copy_than_what_this_computer_saved_is_not_brought_in() {
    let (here, there) = (World::empty(), World::with_clean_names());
    let folder = on_a_stick(&here, &there, "cases/RC-0001");
    here.told(&["import", text(&folder)]);
    fs::remove_dir_all(here.home().join("cases/RC-0001")).unwrap();
    let told = here.refused(&["import", text(&folder)], 4);
    assert!(
        told.contains("This computer saved this case up to entry"),
        "{told}"
    );
    let id = HeaderId([7; 16]);
    let other = forge_id(&folder, id);
    here.told(&["import", text(&other)]);
}

/// The same folder as a case of another identity.
fn forge_id(folder: &Path, id: HeaderId) -> PathBuf {
    assert_eq!(id, HeaderId([7; 16]));
    forge(folder, |header| header.id = HeaderId([7; 16]), |_| None);
    folder.to_owned()
}
