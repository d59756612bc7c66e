//! How long cases are kept, disposing of one, and what is held about somebody.

use serde_json::{Value, json as value};
use talking_piece::store::{Kind, Reference, SharedFolder};

use super::json;
use super::world::{Answered, World};
use crate::rig::readable::shows;
use crate::support::files::{copy_folder, every_file};

/// A service that keeps everything for one month from its last entry.
fn own_rules(world: &World, change: impl FnOnce(&mut Value)) {
    let mut rules = json(&world.told(&["retention", "rules", "--shipped"]));
    rules["periods"] = value!([{
        "id": "short", "months": 1, "from": "last_entry",
        "because": "The service keeps nothing longer."
    }]);
    change(&mut rules);
    let path = world.home().join("retention.json");
    std::fs::write(path, rules.to_string()).unwrap();
}

fn dispose(world: &World, typed: &str) -> Answered {
    world.typing(&["dispose", "RC-0001"], &format!("{typed}\n"))
}

#[test]
fn every_case_says_until_when_it_is_kept_and_why() {
    let world = World::new();
    let rows = json(&world.told(&["list", "--json"]));
    assert_eq!(rows[0]["ref"], "RC-0001");
    let until = rows[0]["kept_until"].as_str().unwrap();
    assert!(until.starts_with("2032-03-"), "{until}");
    assert!(
        rows[0]["kept_because"]
            .as_str()
            .unwrap()
            .contains("Six years")
    );
    let kept = json(&world.told(&["retention", "list", "--json"]));
    assert_eq!(kept[0]["kept_until"], rows[0]["kept_until"]);
    assert_eq!(kept[0]["period"], "all-the-rest");
    let due = world.told(&["retention", "list", "--due"]);
    assert_eq!(due, "No case is due to be disposed of.\n");
    let practice = json(&world.told(&["list", "--practice", "--json"]));
    assert!(practice[0].get("kept_until").is_none());
}

#[test]
fn what_was_kept_long_enough_is_due_by_the_rules_of_the_service() {
    let world = World::new();
    own_rules(&world, |_| ());
    let due = world.told(&["retention", "list", "--due"]);
    assert!(
        due.contains("RC-0001") && due.contains("keeps nothing longer"),
        "{due}"
    );
    let rows = json(&world.told(&["list", "--due", "--json"]));
    let rows = rows.as_array().unwrap();
    let last = rows
        .iter()
        .find(|row| row["to_dispose_of"] == true)
        .unwrap();
    assert_eq!(last["ref"], "RC-0001");
    assert!(world.told(&["list", "--due"]).contains("to go"));
}

#[test]
fn own_rules_that_cannot_be_used_are_said_and_nothing_is_due_by_others() {
    let world = World::new();
    let checked = world.told(&["retention", "check"]);
    assert_eq!(checked, "The rules inside the program: no faults\n");
    own_rules(&world, |rules| {
        rules["periods"][0]["months"] = value!(0);
    });
    let told = world.refused(&["retention", "list"], 2);
    assert!(told.contains("cannot be used"), "{told}");
    let checked = world.ask(&["retention", "check"]);
    assert!(checked.out.contains("no length"), "{}", checked.out);
    let rows = json(&world.told(&["list", "--json"]));
    assert!(rows[0].get("kept_until").is_none(), "{rows}");
    let due = json(&world.told(&["list", "--due", "--json"]));
    let due = due.as_array().unwrap();
    assert!(due.iter().all(|row| row.get("to_dispose_of").is_none()));
}

#[test]
fn a_case_goes_only_once_its_reference_was_typed_and_a_receipt_stays() {
    let world = World::new();
    own_rules(&world, |_| ());
    world.told(&["index", "rebuild"]);
    for typed in ["", "RC-001", "yes", "rc-0001"] {
        let refused = dispose(&world, typed);
        assert_eq!(refused.code, Some(2), "{typed}: {}", refused.out);
        assert!(refused.err.contains("nothing was done"), "{}", refused.err);
    }
    world.told(&["show", "RC-0001"]);
    let gone = dispose(&world, "RC-0001");
    assert_eq!(gone.code, Some(0), "{}", gone.err);
    assert!(gone.out.contains("RC-0001 is gone"), "{}", gone.out);
    let told = world.refused(&["show", "RC-0001"], 2);
    assert!(told.contains("was disposed of"), "{told}");
    assert_eq!(world.told(&["list"]), "There are no cases yet.\n");
    let mut receipts = 0;
    for (path, bytes) in every_file(&world.home()) {
        let is_practice = path.to_string_lossy().contains("PR-0001");
        for word in ["Jay", "Shah", "side gate", "SECRET"] {
            let shipped = path.starts_with(world.home().join("scripts"));
            // Letters at random may spell a short name.
            let is_key = path.ends_with("seal-key");
            assert!(
                is_practice || shipped || is_key || !shows(&bytes, word),
                "{}",
                path.display()
            );
        }
        if path.starts_with(world.home().join("receipts")) {
            receipts += 1;
            let receipt = json(std::str::from_utf8(&bytes).unwrap());
            assert_eq!(receipt["ref"], "RC-0001");
            assert_eq!(receipt["period"], "short");
            assert_eq!(receipt["counts"]["people"], 2);
            assert_eq!(receipt["counts"]["agreed_items"], 1);
            assert!(receipt["files"].as_u64().unwrap() > 2, "{receipt}");
        }
    }
    assert_eq!(receipts, 1);
    // Its reference is not given to another case.
    let office = world.office();
    assert_eq!(office.next_reference(Kind::Case), "RC-0002");
}

#[test]
fn what_is_brought_in_never_gets_the_reference_of_a_case_that_was_disposed_of() {
    let world = World::with_clean_names();
    let plan = world.out("plan.json");
    std::fs::write(&plan, world.told(&["plan", "RC-0001"])).unwrap();
    let folder = world.out("backup");
    copy_folder(&world.home().join("cases/RC-0001"), &folder);
    assert_eq!(dispose(&world, "RC-0001").code, Some(0));
    for (from, reference) in [(&plan, "RC-0002"), (&folder, "RC-0003")] {
        let told = world.told(&["import", from.to_str().unwrap()]);
        assert!(
            told.contains(&format!("Brought in as {reference}")),
            "{told}"
        );
        assert!(
            told.contains("RC-0001 is taken here, was disposed of"),
            "{told}"
        );
    }
    world.refused(&["show", "RC-0001"], 2);
}

#[test]
fn half_a_disposal_is_finished_at_the_next_start() {
    let world = World::new();
    let cases = world.home().join("cases");
    let leaving = world.home().join("leaving");
    std::fs::create_dir(&leaving).unwrap();
    let name = "RC-0001-0a0b0c0d";
    let intent = value!({
        "name": name, "practice": false, "id": null, "copies": [], "receipt": "{\"ref\":\"RC-0001\"}\n"
    });
    std::fs::write(leaving.join(name), intent.to_string()).unwrap();
    std::fs::rename(
        cases.join("RC-0001"),
        cases.join(format!(".leaving-{name}")),
    )
    .unwrap();
    assert_eq!(world.told(&["list"]), "There are no cases yet.\n");
    assert_eq!(std::fs::read_dir(&cases).unwrap().count(), 0);
    assert_eq!(std::fs::read_dir(&leaving).unwrap().count(), 0);
    let receipt = world.home().join(format!("receipts/{name}.json"));
    assert_eq!(
        std::fs::read_to_string(receipt).unwrap(),
        "{\"ref\":\"RC-0001\"}\n"
    );
}

#[test]
fn what_is_held_about_one_person_is_gathered_without_what_others_said() {
    let world = World::with_clean_names();
    let page = world.told(&["access", "RC-0001", "P1"]);
    assert!(page.contains("What is held about Jay"), "{page}");
    assert!(page.contains("Jay mends the side gate"), "{page}");
    assert!(page.contains("What was left out"), "{page}");
    assert!(!page.contains("Shah") && !page.contains("SECRET"), "{page}");
    for format in ["md", "html"] {
        let set = world.told(&["access", "RC-0001", "P1", "--format", format]);
        assert!(set.contains("side gate") && !set.contains("Shah"), "{set}");
    }
    let held = json(&world.told(&["access", "RC-0001", "P1", "--json"]));
    assert_eq!(held["person"], "P1");
    assert_eq!(held["schema"], "talking-piece/access/1");
    let told = world.refused(&["access", "RC-0001", "P9"], 2);
    assert!(told.contains("P9"), "{told}");
}

/// The only receipt there is.
fn receipt(world: &World) -> Value {
    let receipts = every_file(&world.home().join("receipts"));
    let [(_, receipt)] = receipts.as_slice() else {
        panic!("{} receipts", receipts.len());
    };
    json(std::str::from_utf8(receipt).unwrap())
}

#[test]
fn a_receipt_of_a_case_that_went_before_its_day_names_the_period_and_that_day() {
    let world = World::new();
    own_rules(&world, |rules| rules["periods"][0]["years"] = 90.into());
    let gone = dispose(&world, "RC-0001");
    assert!(gone.err.contains("That day has not come."), "{}", gone.err);
    let receipt = receipt(&world);
    assert_eq!(receipt["period"], "short");
    assert!(receipt["kept_until"].is_string(), "{receipt}");
    assert!(receipt["disposed"].as_str() < receipt["kept_until"].as_str());
}

#[test]
fn a_case_that_is_open_elsewhere_is_told_before_its_reference_is_asked_for() {
    let world = World::new();
    let cabinet = world.cabinet();
    let desk = cabinet.open(Kind::Case, "RC-0001").unwrap();
    let refused = dispose(&world, "RC-0001");
    assert_eq!(refused.code, Some(7), "{}", refused.err);
    assert!(
        refused.err.contains("`talking-piece review REF`"),
        "{}",
        refused.err
    );
    assert!(!refused.err.contains("Type RC-0001"), "{}", refused.err);
    assert_eq!(desk.close(std::time::Duration::from_secs(10)).jobs, 0);
}

#[test]
fn an_empty_file_of_rules_is_said_to_be_empty() {
    let world = World::new();
    let file = world.out("rules.json");
    std::fs::write(&file, "").unwrap();
    let told = world.ask(&["retention", "check", file.to_str().unwrap()]);
    assert_eq!(told.code, Some(2), "{}", told.err);
    assert!(told.out.contains("The file is empty"), "{}", told.out);
    assert!(!told.out.contains("steps"), "{}", told.out);
}

#[test]
fn the_copy_on_a_share_that_answers_goes_with_its_case() {
    let world = World::new();
    let share = world.out("share");
    std::fs::create_dir(&share).unwrap();
    let cabinet = world.cabinet();
    let folder = SharedFolder {
        storage: cabinet.storage.clone(),
        share: cabinet.storage.clone(),
        home: cabinet.home.clone(),
        path: share.clone(),
    };
    let reference = Reference::new("RC-0001").unwrap();
    let copied = folder.bring_up_to_date(&reference, cabinet.clock.now());
    assert!(copied.unwrap().is_some());
    let copies = || std::fs::read_dir(&share).unwrap().count();
    assert_eq!(copies(), 1);
    let gone = dispose(&world, "RC-0001");
    assert_eq!(gone.code, Some(0), "{}", gone.err);
    assert!(gone.out.contains("is gone as well"), "{}", gone.out);
    assert_eq!(copies(), 0);
}
