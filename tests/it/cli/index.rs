//! The index of the library, as commands make and use it.

use super::json;
use super::world::World;

#[test]
fn the_index_is_made_anew_and_lists_the_same_as_the_cases_themselves() {
    let world = World::new();
    let broken = world.home().join("cases/RC-0666");
    std::fs::create_dir(&broken).unwrap();
    std::fs::write(broken.join("journal"), "").unwrap();
    let before = world.told(&["list"]);
    let index = world.home().join("state/index-cases");
    assert!(!index.exists(), "of a few cases no index is kept");
    let told = world.told(&["index", "rebuild"]);
    assert!(told.contains("1 of them cannot be opened"), "{told}");
    assert!(told.contains("1 practice case "), "{told}");
    assert_eq!(world.told(&["list"]), before);
    let rows = json(&world.told(&["list", "--json"]));
    assert!(
        rows[1]["problem"]
            .as_str()
            .unwrap()
            .contains("this file is empty")
    );
    let bytes = std::fs::read(&index).unwrap();
    let words = String::from_utf8_lossy(&bytes);
    assert!(!words.contains("SECRET"), "no note stands in the index");
    std::fs::write(&index, "something else").unwrap();
    assert_eq!(world.told(&["list"]), before);
    std::fs::remove_dir_all(&broken).unwrap();
    world.told(&["list"]);
    let bytes = std::fs::read(&index).unwrap();
    let left = String::from_utf8_lossy(&bytes);
    assert!(
        !left.contains("RC-0666"),
        "what is gone is gone from the index"
    );
}
