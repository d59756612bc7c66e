//! What is due in every case, on the command line.

use super::json;
use super::world::World;

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
    assert!(world.told(&["list", "--due"]).contains("RC-0001"));
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
