//! What is due in every case, on the command line.

use std::time::Duration;

use talking_piece::case::Command as Ask;
use talking_piece::script::Outcome;

use super::json;
use super::protected::{PASSPHRASE, ask};
use super::world::World;
use crate::support::small;

#[test]
fn what_is_due_is_listed_with_its_day_and_without_a_name() {
    let world = World::new();
    let rows = json(&world.told(&["list", "--due", "--json"]));
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["ref"], "RC-0001");
    assert_eq!(rows[0]["on"], "2026-03-16");
    assert_eq!(rows[0]["overdue"], true);
    assert_eq!(rows[0]["practice"], false);
    assert_eq!(rows[0]["what"], "Ask each person how things are.");
    // Nobody wrapped that meeting up.
    assert_eq!(rows[1]["on"], "2026-03-16");
    let notes = "Working notes wait to be gone through: each is kept or erased.";
    assert_eq!(rows[1]["what"], notes);
    assert!(rows[1].get("to_dispose_of").is_none());
    let page = world.told(&["list", "--due"]);
    assert!(
        page.contains("RC-0001") && page.contains("overdue"),
        "{page}"
    );
    assert!(!page.contains("Jay"), "{page}");
}

#[test]
fn a_broken_case_hides_nothing_that_is_due_in_the_others() {
    let world = World::new();
    let broken = world.home().join("cases/RC-0002");
    std::fs::create_dir_all(&broken).unwrap();
    std::fs::write(broken.join("journal"), "no journal\n").unwrap();
    let told = world.ask(&["list", "--due"]);
    assert!(told.out.contains("RC-0001"), "{}", told.out);
    assert_eq!(told.code, Some(4), "{}", told.err);
    let said = "1 case cannot be opened and was not looked at.";
    assert!(told.err.contains(said), "{}", told.err);
}

#[test]
fn practice_cases_are_due_by_themselves_and_nothing_due_is_said() {
    let world = World::new();
    let practice = world.told(&["list", "--due", "--practice"]);
    assert_eq!(practice, "Nothing is due.\n");
    assert_eq!(World::empty().told(&["list", "--due"]), "Nothing is due.\n");
    let none = World::empty().told(&["list", "--due", "--json"]);
    assert_eq!(json(&none), serde_json::json!([]));
}

#[test]
fn of_more_cases_than_one_core_reads_each_is_due_once_and_in_order() {
    let world = World::new();
    let office = world.office();
    for number in 2..=40 {
        let reference = format!("RC-{number:04}");
        let begun = office.begin(Some(&reference), "small-conference");
        let mut desk = begun.unwrap();
        // Every other one has met, and in the others nothing is due.
        if number % 2 == 0 {
            small::begin(&mut desk, ["Jay", "Dee"]);
            small::agree(&mut desk, "Jay mends the side gate.");
            small::run(&mut desk, Ask::CloseAgreement);
            small::run(&mut desk, Ask::EndSession(Outcome::Agreement));
        }
        assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
    }
    let rows = json(&world.told(&["list", "--due", "--json"]));
    let rows = rows.as_array().unwrap().iter();
    let due = rows.filter(|row| row["what"] == "Ask each person how things are.");
    let due: Vec<String> = due
        .map(|row| row["ref"].as_str().unwrap().to_owned())
        .collect();
    let even = (2..=40).step_by(2).map(|number| format!("RC-{number:04}"));
    let expected: Vec<String> = ["RC-0001".to_owned()].into_iter().chain(even).collect();
    assert_eq!(due, expected);
}

#[test]
fn nothing_found_in_a_locked_home_never_passes_for_nothing_there() {
    let world = World::new();
    ask(&world, &["protect", "--without-recovery"], PASSPHRASE);
    for look in [
        &["list", "--due"][..],
        &["retention", "list", "--due"],
        &["retention", "list"],
    ] {
        let locked = world.ask(look);
        assert_eq!(locked.code, Some(5), "{look:?}: {}", locked.out);
        assert_eq!(locked.out, "No case could be looked at.\n", "{look:?}");
        assert!(
            locked
                .err
                .contains("1 case is sealed and was not looked at."),
            "{look:?}: {}",
            locked.err
        );
        assert!(locked.err.contains("--passphrase-fd"), "{}", locked.err);
        let for_programs = world.ask(&[look, &["--json"]].concat());
        assert_eq!(for_programs.code, Some(5), "{}", for_programs.err);
        let rows = json(&for_programs.out);
        assert_eq!(rows[0]["ref"], "RC-0001", "{rows}");
        assert!(rows[0]["problem"].is_string(), "{rows}");
        let open = ask(&world, look, PASSPHRASE);
        assert_eq!(open.code, Some(0), "{look:?}: {}", open.err);
    }
}
