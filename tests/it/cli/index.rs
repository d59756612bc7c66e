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

#[test]
fn a_damaged_case_is_listed_as_one_with_the_reason_and_with_what_is_known_of_it() {
    let world = World::new();
    let list = |world: &World| {
        let row = json(&world.told(&["list", "--json"]))[0].clone();
        (world.told(&["list"]), row["problem"].clone(), row)
    };
    let (sound, problem, _) = list(&world);
    assert!(
        problem.is_null() && !sound.contains("INCOMPLETE"),
        "{sound}"
    );
    let whole = std::fs::read_to_string(world.journal()).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    let mut damaged = whole.clone().into_bytes();
    let fourth: usize = lines[..4].iter().map(|line| line.len() + 1).sum();
    damaged[fourth + 80] ^= 1;
    for index_is_kept in [false, true] {
        std::fs::write(world.journal(), &damaged).unwrap();
        if index_is_kept {
            world.told(&["index", "rebuild"]);
        }
        let (told, problem, row) = list(&world);
        assert!(told.starts_with(sound.trim_end()), "{told}");
        assert!(told.contains("INCOMPLETE: entry 4 is missing"), "{told}");
        let said = problem.as_str().unwrap();
        assert!(said.contains("entry 4 is missing"), "{said}");
        assert_eq!(row["script"], "small-conference");
        let due = world.told(&["list", "--due"]);
        assert!(due.contains("RC-0001"), "{due}");
        // An end that was cut off cleanly can be told by what this computer saved alone.
        let entries = lines.iter().rposition(|line| line.starts_with("p1 "));
        let cut = lines[..entries.unwrap() - 1].join("\n") + "\n";
        std::fs::write(world.journal(), cut).unwrap();
        let (told, problem, _) = list(&world);
        assert!(told.contains("INCOMPLETE: this file ends at"), "{told}");
        assert!(problem.is_string());
    }
}

#[cfg(unix)]
#[test]
fn an_index_that_cannot_be_kept_is_not_said_to_have_been_made() {
    let world = World::new();
    let state = world.home().join("state");
    std::fs::remove_dir_all(&state).unwrap();
    // Nothing can be written there, not even by somebody who may do everything.
    std::os::unix::fs::symlink(world.out("gone"), &state).unwrap();
    let told = world.ask(&["index", "rebuild"]);
    assert_eq!(told.code, Some(3), "{}{}", told.out, told.err);
    assert!(!told.out.contains("made anew"), "{}", told.out);
    assert!(told.err.contains("index-cases"), "{}", told.err);
    // The cases are listed all the same.
    assert!(world.told(&["list"]).contains("RC-0001"));
}
