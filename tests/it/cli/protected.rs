//! A protected home on the command line: the passphrase comes by a descriptor, and each thing that
//! can be wrong has its own sentence and exit code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;
use sha2::{Digest, Sha256};
use talking_piece::store::{Disk, Keyring};

use super::world::{Answered, World};
use crate::support::files::readable_below;

pub const PASSPHRASE: &str = "river lantern apple stove mitten\n";

pub fn ask(world: &World, arguments: &[&str], lines: &str) -> Answered {
    let arguments = [arguments, &["--passphrase-fd", "0"]].concat();
    world.typing(&arguments, lines)
}

#[track_caller]
fn assert_nowhere(folder: &Path, words: &str) {
    assert_eq!(readable_below(folder, &[words]), None);
}

#[test]
fn in_a_home_that_nobody_protected_the_record_alone_is_found() {
    let world = World::new();
    let cases = world.home().join("cases");
    let found = readable_below(&cases, &["side gate"]);
    assert!(found.is_some_and(|found| found.starts_with("side gate")));
    for name in ["notes", "plan.json"] {
        fs::remove_file(cases.join("RC-0001").join(name)).unwrap();
    }
    let found = readable_below(&cases, &["words that nobody said"]);
    assert!(found.is_some_and(|found| found.contains("RC-0001/journal")));
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

#[test]
fn what_could_lock_the_owner_out_is_refused_and_a_second_try_is_told_how_to_go_on() {
    let world = World::new();
    let (_, public) = service(&world);
    let name = "n".repeat(121);
    let long = ["protect", "--recovery", &public, "--name", &name];
    let refused = ask(&world, &long, PASSPHRASE);
    assert_eq!(refused.code, Some(2), "{}", refused.err);
    assert!(refused.err.contains("120 characters"), "{}", refused.err);
    let protect = ["protect", "--without-recovery"];
    let endless = "river lantern ".repeat(100) + "\n";
    let refused = ask(&world, &protect, &endless);
    assert_eq!(refused.code, Some(2), "{}", refused.err);
    assert!(refused.err.contains("1,024"), "{}", refused.err);
    assert!(!world.home().join("identity.age").exists());

    assert_eq!(ask(&world, &protect, PASSPHRASE).code, Some(0));
    let again = ask(&world, &protect, PASSPHRASE);
    assert_eq!(again.code, Some(2));
    assert!(again.err.contains("`rekey`"), "{}", again.err);
    let add = ["readers", "add", &public, "--name", &name];
    let refused = ask(&world, &add, PASSPHRASE);
    assert_eq!(refused.code, Some(2), "{}", refused.err);
    assert_eq!(ask(&world, &["rekey"], PASSPHRASE).code, Some(0));
}

#[test]
fn j02_a_document_of_a_sealed_case_is_written_for_its_readers_and_plain_only_when_asked() {
    let world = World::new();
    ask(&world, &["protect", "--without-recovery"], PASSPHRASE);
    let folder = world.home().parent().unwrap().join("outside");
    fs::create_dir(&folder).unwrap();
    let out = folder.join("agreement.txt");
    let export = ["export", "RC-0001", "--format", "txt", "--out"];
    let export: Vec<&str> = export.into_iter().chain(out.to_str()).collect();
    let sealed = ask(&world, &export, PASSPHRASE);
    assert_eq!(sealed.code, Some(0), "{}", sealed.err);
    assert!(
        sealed.err.contains("agreement.txt.age is sealed"),
        "{}",
        sealed.err
    );
    assert_nowhere(&folder, "side gate");
    assert!(!out.exists());
    let plain: Vec<&str> = export.iter().copied().chain(["--plain"]).collect();
    assert_eq!(ask(&world, &plain, PASSPHRASE).code, Some(0));
    assert!(fs::read_to_string(&out).unwrap().contains("side gate"));
    let entries = ask(&world, &["dump", "RC-0001", "--json"], PASSPHRASE).out;
    let entries = entries.replace([' ', '\n'], "");
    for (file, sealed) in [("agreement.txt.age", true), ("agreement.txt", false)] {
        let hash = Sha256::digest(fs::read(folder.join(file)).unwrap());
        let noted = format!("\"sealed\":{sealed},\"sha256\":\"{hash:x}\"");
        assert!(entries.contains(&noted), "{entries}");
    }
}

/// The secret and the public key of a service, as files of age have them.
fn service(world: &World) -> (PathBuf, String) {
    let keyring = Keyring::generate(&Disk, Vec::new()).unwrap();
    let path = world.out("service.key");
    fs::write(
        &path,
        format!("# a service\n{}\n", keyring.reveal().as_str()),
    )
    .unwrap();
    (path, keyring.public())
}

#[test]
fn the_key_of_the_service_is_tried_before_it_is_needed_and_helps_when_it_is() {
    let world = World::new();
    let (path, public) = service(&world);
    let path = path.to_str().unwrap();
    let drill = ["recover", "--identity", path, "--practice"];
    let protect = ["protect", "--recovery", &public];
    assert_eq!(ask(&world, &protect, PASSPHRASE).code, Some(0));
    let before = fs::read(world.home().join("identity.age")).unwrap();
    let tried = world.told(&drill);
    assert!(tried.contains("it opened again with this key"), "{tried}");
    assert!(
        tried.contains("It opens the one sealed case here."),
        "{tried}"
    );
    assert!(tried.contains("No case was changed."), "{tried}");
    let after = fs::read(world.home().join("identity.age")).unwrap();
    assert_eq!(after, before, "nothing was changed");
    // The screen reminds nobody of it for a while.
    let noted = world.home().join("state/recovery-tried");
    fs::remove_file(&noted).unwrap();
    let right = fs::read(path).unwrap();
    let (other, _) = service(&world);
    let stranger = [
        "recover",
        "--identity",
        other.to_str().unwrap(),
        "--practice",
    ];
    let refused = world.refused(&stranger, 5);
    assert!(
        refused.contains("It does not open the one sealed case here."),
        "{refused}"
    );
    assert!(!noted.exists(), "this was no try that succeeded");

    let in_earnest = ["recover", "--identity", path];
    let refused = ask(&world, &in_earnest, "another lantern apple stove\n");
    assert_eq!(refused.code, Some(5), "{}", refused.out);
    let said = "opens none of the sealed cases here. Nothing was changed.";
    assert!(refused.err.contains(said), "{}", refused.err);
    let after = fs::read(world.home().join("identity.age")).unwrap();
    assert_eq!(after, before, "nothing was changed");

    fs::write(path, right).unwrap();
    // The keys themselves may be gone: then whether a case is sealed decides.
    fs::remove_file(world.home().join("identity.age")).unwrap();
    let recovered = ask(&world, &in_earnest, "another lantern apple stove\n");
    assert_eq!(recovered.code, Some(0), "{}", recovered.err);
    assert!(
        recovered.out.contains("1 case can be opened again"),
        "{}",
        recovered.out
    );
    assert!(
        recovered.out.contains("`readers add KEY --name NAME`"),
        "{}",
        recovered.out
    );
    let told = ask(
        &world,
        &["plan", "RC-0001"],
        "another lantern apple stove\n",
    );
    assert!(told.out.contains("side gate"), "{}", told.err);
}

#[test]
fn a_key_of_the_service_that_was_left_out_is_added_by_the_command_that_is_printed() {
    let world = World::new();
    let (path, public) = service(&world);
    let protect = ["protect", "--without-recovery"];
    assert_eq!(ask(&world, &protect, PASSPHRASE).code, Some(0));
    let drill = [
        "recover",
        "--identity",
        path.to_str().unwrap(),
        "--practice",
    ];
    let refused = world.refused(&drill, 5);
    let printed = refused.replace('\n', " ");
    let advised = printed
        .split('`')
        .find(|part| part.starts_with("readers add"));
    let advised = advised.unwrap_or_else(|| panic!("{printed}"));
    let advised = advised.replace("KEY", &public);
    let advised: Vec<&str> = advised.split_whitespace().collect();
    let added = ask(&world, &advised, PASSPHRASE);
    assert_eq!(added.code, Some(0), "{}", added.err);
    assert!(
        world
            .told(&drill)
            .contains("It opens the one sealed case here.")
    );
    let listed = ask(&world, &["readers"], PASSPHRASE).out;
    assert!(listed.contains("Service (recovers cases)"), "{listed}");
    // Somebody who is not the service has to be called something.
    let nobody = ask(&world, &["readers", "add", &public], PASSPHRASE);
    assert_eq!(nobody.code, Some(2), "{}", nobody.err);
}

#[test]
fn a_foreign_a_cut_and_a_spliced_case_each_have_their_sentence_and_exit_code() {
    let world = World::new();
    let desk = world.office().begin(Some("RC-0002"), "small-conference");
    assert_eq!(desk.unwrap().close(Duration::from_secs(60)).jobs, 0);
    let protect = ["protect", "--without-recovery"];
    assert_eq!(ask(&world, &protect, PASSPHRASE).code, Some(0));
    let journal = |reference: &str| world.home().join("cases").join(reference).join("journal");
    let whole = fs::read_to_string(journal("RC-0001")).unwrap();
    let other = fs::read_to_string(journal("RC-0002")).unwrap();
    let verify = ["verify", "RC-0001"];

    let mut lines: Vec<&str> = whole.lines().collect();
    let last = lines.iter().rposition(|line| line.starts_with("e1 "));
    fs::write(journal("RC-0001"), lines[..last.unwrap()].join("\n") + "\n").unwrap();
    let cut = ask(&world, &verify, PASSPHRASE);
    assert_eq!(cut.code, Some(4));
    assert!(
        cut.out.contains("This computer saved up to entry"),
        "{}",
        cut.out
    );

    lines[1] = other.lines().nth(1).unwrap();
    fs::write(journal("RC-0001"), lines.join("\n") + "\n").unwrap();
    let spliced = ask(&world, &verify, PASSPHRASE);
    assert_eq!(spliced.code, Some(4));
    let said = "entry 1 was not sealed with the key of this case";
    assert!(spliced.out.contains(said), "{}", spliced.out);
    fs::write(journal("RC-0001"), whole).unwrap();

    let stranger = World::new();
    assert_eq!(ask(&stranger, &protect, PASSPHRASE).code, Some(0));
    let theirs = stranger.home().join("cases/RC-0001/journal");
    fs::copy(theirs, journal("RC-0001")).unwrap();
    let foreign = ask(&world, &["show", "RC-0001"], PASSPHRASE);
    assert_eq!(foreign.code, Some(5));
    let said = "Your key is not among the readers of this case";
    assert!(foreign.err.contains(said), "{}", foreign.err);
}

/// The program of age itself, where this computer has one; `AGE` names another.
fn stock_age() -> Option<String> {
    let age = std::env::var("AGE").unwrap_or_else(|_| "age".to_owned());
    let answered = Command::new(&age).arg("--version").output();
    answered
        .is_ok_and(|answered| answered.status.success())
        .then_some(age)
}

#[test]
fn c14_the_stock_program_of_age_opens_a_saved_plan_and_an_export_with_the_key_of_the_service() {
    let Some(age) = stock_age() else {
        println!("left out: there is no `age` here, and `AGE` names none");
        return;
    };
    let world = World::new();
    let (key, public) = service(&world);
    let protect = ["protect", "--recovery", &public];
    assert_eq!(ask(&world, &protect, PASSPHRASE).code, Some(0));
    let out = world.out("plan.json");
    let export = ["export", "RC-0001", "--format", "json", "--out"];
    let export: Vec<&str> = export.into_iter().chain(out.to_str()).collect();
    assert_eq!(ask(&world, &export, PASSPHRASE).code, Some(0));
    let told = ask(&world, &["plan", "RC-0001"], PASSPHRASE).out;
    for path in [
        world.home().join("cases/RC-0001/plan.json.age"),
        world.out("plan.json.age"),
    ] {
        let opened = Command::new(&age)
            .args(["-d", "-i"])
            .args([&key, &path])
            .output()
            .unwrap();
        assert!(opened.status.success());
        assert_eq!(
            serde_json::from_slice::<Value>(&opened.stdout).unwrap(),
            serde_json::from_str::<Value>(&told).unwrap()
        );
    }
}
