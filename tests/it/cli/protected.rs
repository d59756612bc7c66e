//! A protected home on the command line: the passphrase comes by a descriptor, and each thing that
//! can be wrong has its own sentence and exit code.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use super::world::{Answered, World};

const PASSPHRASE: &str = "river lantern apple stove mitten\n";

fn ask(world: &World, arguments: &[&str], lines: &str) -> Answered {
    let mut command = world.command(arguments);
    command.args(["--passphrase-fd", "0"]).stdin(Stdio::piped());
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that needs no passphrase may have ended before this.
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    Answered::of(child.wait_with_output().unwrap())
}

fn assert_nowhere(folder: &Path, words: &str) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_nowhere(&path, words);
        } else {
            let bytes = fs::read(&path).unwrap();
            let found = bytes
                .windows(words.len())
                .any(|part| part == words.as_bytes());
            assert!(!found, "{} holds {words:?}", path.display());
        }
    }
}

#[test]
fn a_home_is_protected_with_all_that_is_there_and_opens_with_its_passphrase_alone() {
    let world = World::new();
    let protect = ["protect", "--without-recovery"];
    let protected = ask(&world, &protect, PASSPHRASE);
    assert_eq!(protected.code, Some(0), "{}", protected.err);
    assert!(
        protected.out.contains("1 case is sealed"),
        "{}",
        protected.out
    );
    assert_nowhere(&world.home().join("cases"), "side gate");
    let plan = world.home().join("cases/RC-0001/plan.json.age");
    assert!(
        fs::read(plan)
            .unwrap()
            .starts_with(b"age-encryption.org/v1")
    );

    let told = ask(&world, &["plan", "RC-0001"], PASSPHRASE);
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert!(told.out.contains("side gate"));
    let wrong = ask(&world, &["plan", "RC-0001"], "river lantern\n");
    assert_eq!(wrong.code, Some(5));
    assert!(
        wrong
            .err
            .contains("That passphrase does not open this identity."),
        "{}",
        wrong.err
    );
    let nobody = world.refused(&["plan", "RC-0001"], 5);
    assert!(nobody.contains("--passphrase-fd"), "{nobody}");

    let listed = world.told(&["list"]);
    assert!(
        listed.contains("RC-0001") && listed.contains("sealed"),
        "{listed}"
    );
    let verified = world.told(&["verify"]);
    assert!(verified.contains("RC-0001: sound"), "{verified}");
    assert!(verified.contains("opened with no key"), "{verified}");
    let practice = world.told(&["show", "PR-0001", "--practice"]);
    assert!(
        practice.contains("PRACTICE"),
        "practice needs no passphrase"
    );

    let identity = world.home().join("identity.age");
    let whole = fs::read(&identity).unwrap();
    fs::write(&identity, &whole[..whole.len() / 2]).unwrap();
    let damaged = ask(&world, &["plan", "RC-0001"], PASSPHRASE);
    assert_eq!(damaged.code, Some(4));
    assert!(damaged.err.contains("keys is damaged"), "{}", damaged.err);
    fs::write(&identity, whole).unwrap();
}

#[test]
fn a_home_is_not_protected_by_chance_nor_by_a_weak_passphrase() {
    let world = World::new();
    let refused = ask(&world, &["protect"], PASSPHRASE);
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.err.contains("--without-recovery"),
        "{}",
        refused.err
    );
    let weak = ask(&world, &["protect", "--without-recovery"], "short\n");
    assert_eq!(weak.code, Some(2));
    assert!(weak.err.contains("at least 12 letters"), "{}", weak.err);
    let foreign = ask(
        &world,
        &["protect", "--recovery", "age1nonsense"],
        PASSPHRASE,
    );
    assert_eq!(foreign.code, Some(2));
    assert!(!world.home().join("identity.age").exists());
    let command_line = world.refused(&["list", "--passphrase", "secret words"], 2);
    assert!(!command_line.contains("secret"), "{command_line}");
    for command in ["passphrase", "readers", "rekey"] {
        let refused = ask(&world, &[command], PASSPHRASE);
        assert_eq!(refused.code, Some(2), "{command}: {}", refused.err);
    }
}
