//! A command line that is wrong: told in three lines at most, and nothing of it is repeated.

use super::world::World;

#[test]
fn i01_wrong_use_is_told_in_few_lines_with_the_nearest_name() {
    let world = World::empty();
    for arguments in [
        ["lst"].as_slice(),
        &["show"],
        &["list", "show"],
        &["script"],
        &["--home", "", "list"],
    ] {
        let told = world.refused(arguments, 2);
        assert!(told.lines().count() <= 3, "{told}");
    }
    assert!(world.refused(&["lst"], 2).contains("list"));
    world.refused(&["show", "RC-0001"], 3);
}

#[test]
fn i03_no_passphrase_is_taken_on_the_command_line_and_nothing_that_was_typed_is_repeated() {
    let world = World::empty();
    for arguments in [
        ["list", "--passphrase", "swordfish"].as_slice(),
        &["list", "--passphrase=swordfish"],
        &["protect", "--passphrase", "swordfish"],
        &["passphrase", "swordfish"],
        &["show", "swordfish swordfish"],
        &["show", "../swordfish"],
        &["export", "RC-1", "--format", "swordfish"],
    ] {
        let told = world.refused(arguments, 2);
        assert!(!told.contains("swordfish"), "{told}");
        assert!(told.lines().count() <= 3, "{told}");
    }
    assert!(!world.home().join("identity.age").exists());
}

#[test]
fn i05_ten_thousand_arguments_and_a_very_long_one_are_refused_in_few_words() {
    let world = World::empty();
    let many: Vec<&str> = std::iter::repeat_n("list", 10_000).collect();
    assert!(world.refused(&many, 2).len() < 500);
    let long = "x".repeat(100_000);
    assert!(world.refused(&[&long], 2).len() < 500);
}

#[test]
fn a_file_that_is_to_be_checked_and_is_not_there_is_told_once() {
    let told = World::empty().refused(&["script", "check", "nope.json"], 3);
    assert_eq!(
        told.matches("I cannot find this file.").count(),
        1,
        "{told}"
    );
    let told = World::empty().refused(&["script", "check", "nope.json", "none.json"], 3);
    assert_eq!(
        told.matches("I cannot find this file.").count(),
        2,
        "{told}"
    );
}
