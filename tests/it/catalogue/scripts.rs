//! Scripts that are none, that are too much, or that want more than a script may.

use std::fs;
use std::path::Path;

use crate::cli::world::{SCRIPT, World};

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of letters")
}

#[cfg(unix)]
#[test]
fn a02_a_folder_a_device_or_a_pipe_is_no_script_and_is_not_waited_for() {
    let world = World::empty();
    let (folder, pipe) = (world.out("folder.json"), world.out("pipe.json"));
    fs::create_dir(&folder).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    for path in [
        &folder,
        &pipe,
        Path::new("/dev/zero"),
        Path::new("/dev/tty"),
    ] {
        let told = world.refused(&["script", "check", text(path)], 3);
        assert!(told.contains("not a normal file"), "{told}");
    }
}

#[test]
fn a09_a_file_of_ten_gigabytes_is_refused_unread() {
    let world = World::empty();
    let path = world.out("large.json");
    fs::File::create(&path).unwrap().set_len(10 << 30).unwrap();
    let told = world.refused(&["script", "check", text(&path)], 3);
    assert!(told.contains("larger than 1024 KiB"), "{told}");
}

#[test]
fn a13_a_script_cannot_name_a_file() {
    let world = World::empty();
    let path = world.out("wants-more.json");
    for field in ["include", "extends", "file", "import", "source", "$ref"] {
        for wanted in [
            "../../etc/passwd",
            "C:\\\\secret.json",
            "\\\\\\\\server\\\\share",
            "file:///etc/passwd",
        ] {
            let changed = SCRIPT.replacen('{', &format!("{{\"{field}\": \"{wanted}\","), 1);
            fs::write(&path, changed).unwrap();
            let answered = world.ask(&["script", "check", text(&path)]);
            assert_eq!(answered.code, Some(2), "{field}: {}", answered.out);
            assert!(answered.out.contains(field), "{}", answered.out);
        }
    }
}

#[cfg(unix)]
#[test]
fn a14_a_link_to_a_script_serves_as_well_and_one_that_goes_round_is_told() {
    use std::os::unix::fs::symlink;
    let world = World::empty();
    let (script, link, round) = (
        world.out("script.json"),
        world.out("link.json"),
        world.out("round.json"),
    );
    fs::write(&script, SCRIPT).unwrap();
    symlink(&script, &link).unwrap();
    symlink(&round, &round).unwrap();
    let told = world.told(&["script", "check", text(&link)]);
    assert!(told.contains("link.json"), "{told}");
    world.told(&["script", "show", text(&link)]);
    world.refused(&["script", "check", text(&round)], 3);
    // What is kept here is never reached through a link.
    let journal = world.home().join("cases/RC-0001/journal");
    fs::create_dir_all(journal.parent().unwrap()).unwrap();
    symlink(&script, &journal).unwrap();
    world.refused(&["verify", "RC-0001"], 3);
}

#[test]
fn a15_a_script_that_is_changed_later_changes_no_case_that_was_begun() {
    let world = World::new();
    let told = |command: &str| world.told(&[command, "RC-0001"]);
    let before = ["show", "timeline", "plan"].map(told);
    let own = world.home().join("scripts/small.json");
    let changed = SCRIPT.replace("What happened", "What else happened");
    assert_ne!(changed, SCRIPT);
    fs::write(&own, changed).unwrap();
    assert_eq!(["show", "timeline", "plan"].map(told), before);
    fs::remove_file(own).unwrap();
    assert_eq!(["show", "timeline", "plan"].map(told), before);
    let copy = world
        .home()
        .join("cases/RC-0001/scripts/small-conference.json");
    assert_eq!(fs::read_to_string(copy).unwrap(), SCRIPT);
}
