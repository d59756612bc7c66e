//! Somebody's words taken out of the record itself, by the real program.

use std::path::Path;
use std::time::Duration;

use talking_piece::case::{Command, Event, Need, PersonId, PreparingCommand, Recorded};
use talking_piece::store::{Kind, Ring, scan};

use super::world::{Answered, World};
use crate::rig::readable::shows;
use crate::support::files::{copy_folder, every_file};

/// What the second person said, and the first one.
const THEIRS: &str = "canary-of-the-second";
const OTHERS: &str = "canary-of-the-first";

/// The case, in which both said what they need.
fn world() -> World {
    let world = World::with_clean_names();
    let mut desk = world.cabinet().open(Kind::Case, "RC-0001").unwrap();
    for (person, words) in [(PersonId(1), OTHERS), (PersonId(2), THEIRS)] {
        let need = PreparingCommand::SayNeed(person, Need::Hopes, words.to_owned());
        desk.execute(Command::Prepare(need)).unwrap();
    }
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
    world
}

#[test]
fn a_home_that_holds_nothing_but_its_cases_is_enough() {
    let world = world();
    let folder = world.home().join("cases/RC-0001");
    std::fs::remove_dir_all(world.home().join("state")).unwrap();
    assert!(everything(&folder).contains(THEIRS));
    world.told(&["redact", "RC-0001", "--new-record", "--of", "P2"]);
    assert!(!everything(&folder).contains(THEIRS));
}

fn delete_old(world: &World, typed: &str) -> Answered {
    let delete = ["redact", "RC-0001", "--delete-old"];
    world.typing(&delete, &format!("{typed}\n"))
}

/// Everything in the files of the case, its records opened.
fn everything(folder: &Path) -> String {
    let mut all = String::new();
    for (_, bytes) in every_file(folder) {
        all.push_str(&String::from_utf8_lossy(&bytes));
        let found = scan(&bytes, &Ring::default());
        all.extend(
            found
                .into_iter()
                .flat_map(|found| found.entries)
                .map(|entry| entry.body),
        );
    }
    all
}

#[test]
fn j06_words_go_out_of_the_record_and_the_old_one_once_its_reference_was_typed() {
    let world = world();
    let folder = world.home().join("cases/RC-0001");
    let before = world.told(&["verify", "RC-0001"]);
    let told = world.told(&["redact", "RC-0001", "--new-record", "--of", "P2"]);
    for part in [
        "1 piece of words taken out of RC-0001",
        "at the request of P2]",
        "cases/RC-0001/journal",
        "redact RC-0001 --delete-old",
        "what was agreed",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("Shah") && !told.contains(THEIRS), "{told}");
    // The notes are changed at once, and the record begins anew.
    let all = everything(&folder);
    assert!(!all.contains(THEIRS) && all.contains(OTHERS));
    let verified = world.told(&["verify", "RC-0001"]);
    assert!(verified.contains("RC-0001: sound"), "{verified}");
    assert!(
        verified.contains("This record begins anew after entry"),
        "{verified}"
    );
    assert!(verified.contains("may still hold words"), "{verified}");
    assert!(verified.contains("Nothing was added since."), "{verified}");
    let code = |text: &str| {
        let (_, rest) = text.split_once("Code of version 1: ").unwrap();
        rest.split_once(". ").unwrap().0.to_owned()
    };
    assert_eq!(
        code(&verified),
        code(&before),
        "what was agreed is as it was"
    );
    let shown = world.ask(&["show", "RC-0001"]);
    assert!(
        shown.err.contains("Words were taken out of this case on"),
        "{}",
        shown.err
    );
    assert!(!shown.err.contains("whose head is"), "{}", shown.err);
    assert!(shown.err.contains("--delete-old"), "{}", shown.err);

    let refused = delete_old(&world, "RC-1");
    assert_eq!(refused.code, Some(2), "{}", refused.err);
    assert!(folder.join("journal-repaired1").exists());
    let gone = delete_old(&world, "RC-0001");
    assert_eq!(gone.code, Some(0), "{}", gone.err);
    assert!(
        gone.out.contains("gone: the record up to entry"),
        "{}",
        gone.out
    );
    assert!(!folder.join("journal-repaired1").exists());
    let verified = world.told(&["verify", "RC-0001"]);
    assert!(verified.contains("RC-0001: sound"), "{verified}");
    assert!(verified.contains("begins anew"), "{verified}");
    assert!(!verified.contains("may still hold"), "{verified}");
    let again = delete_old(&world, "RC-0001");
    assert_eq!(again.code, Some(2), "{}", again.err);
    let timeline = world.told(&["timeline", "RC-0001"]);
    assert!(timeline.contains("Words were taken out"), "{timeline}");
    // The case goes on as any other.
    let desk = world.cabinet().open(Kind::Case, "RC-0001").unwrap();
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
}

/// The entry that says what was agreed.
fn closing(world: &World) -> String {
    let read = world.cabinet().read(Kind::Case, "RC-0001").unwrap();
    let closed = |recorded: &&Recorded| matches!(recorded.event, Event::AgreementClosed { .. });
    let closing = read.case.history.iter().find(closed).unwrap().number;
    closing.to_string()
}

#[test]
fn j06_words_that_stood_in_the_old_record_itself_are_in_no_file_once_it_is_deleted() {
    let world = World::with_clean_names();
    let folder = world.home().join("cases/RC-0001");
    let shown_in = || {
        let files = every_file(&folder).into_iter();
        let shown = files.filter(|(_, bytes)| shows(bytes, "mends the side gate"));
        let mut names: Vec<_> = shown
            .map(|(path, _)| path.strip_prefix(&folder).unwrap().to_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(shown_in(), [Path::new("journal"), Path::new("plan.json")]);
    let number = closing(&world);
    world.told(&["redact", "RC-0001", "--new-record", "--entry", &number]);
    assert_eq!(shown_in(), [Path::new("journal")]);
    let gone = delete_old(&world, "RC-0001");
    assert_eq!(gone.code, Some(0), "{}", gone.err);
    assert!(shown_in().is_empty(), "{:?}", shown_in());
    assert!(
        world
            .told(&["verify", "RC-0001"])
            .contains("RC-0001: sound")
    );
}

#[test]
fn j06_an_older_copy_is_the_same_case_and_never_brings_the_words_back() {
    let world = world();
    let folder = world.home().join("cases/RC-0001");
    let copy = world.out("stick").join("RC-0001");
    copy_folder(&folder, &copy);
    let import = |code| {
        let answered = world.ask(&["import", copy.to_str().unwrap()]);
        assert_eq!(
            answered.code,
            Some(code),
            "{}{}",
            answered.out,
            answered.err
        );
        let told = answered.out + &answered.err;
        assert!(told.contains("here already, as RC-0001"), "{told}");
        assert!(told.contains("The copy may hold them still"), "{told}");
        assert!(!world.home().join("cases/RC-0002").exists());
        assert!(!everything(&folder).contains(THEIRS));
        told
    };
    world.told(&["redact", "RC-0001", "--new-record", "--of", "P2"]);
    let told = import(0);
    assert!(told.contains("entries only there  0"), "{told}");
    assert!(told.contains("notes only there    1"), "{told}");
    assert_eq!(delete_old(&world, "RC-0001").code, Some(0));
    assert_eq!(import(0), told, "the record before is gone");
    let number = closing(&world);
    world.told(&["redact", "RC-0001", "--new-record", "--entry", &number]);
    assert_eq!(delete_old(&world, "RC-0001").code, Some(0));
    let told = import(2);
    assert!(told.contains("entries only there  1"), "{told}");
    assert!(told.contains("Go on with the case that is here"), "{told}");
    assert!(
        world
            .told(&["verify", "RC-0001"])
            .contains("RC-0001: sound")
    );
}

#[test]
fn j06_a_seal_of_another_key_does_not_carry_over_and_that_is_said() {
    let world = world();
    // As in a home to which the case was brought from elsewhere.
    let key = world.home().join("state/seal-key");
    std::fs::remove_file(key).unwrap();
    let told = world.told(&["redact", "RC-0001", "--new-record", "--of", "P2"]);
    assert!(told.contains("That seal does not carry over"), "{told}");
    let verified = world.told(&["verify", "RC-0001"]);
    assert!(verified.contains("no seal carries over but"), "{verified}");
    assert!(!verified.contains("the seal was taken away"), "{verified}");
}

#[test]
fn j06_the_code_on_a_paper_of_before_is_known_once_words_of_what_was_agreed_were_taken_out() {
    let world = world();
    let code = |text: &str| {
        let (_, rest) = text.split_once("Code of version 1: ").unwrap();
        rest.split_once(". ").unwrap().0.to_owned()
    };
    let paper = code(&world.told(&["verify", "RC-0001"]));
    let number = closing(&world);
    let told = world.told(&["redact", "RC-0001", "--new-record", "--entry", &number]);
    assert!(told.contains("of the record before; `verify"), "{told}");
    let verified = world.told(&["verify", "RC-0001", "--code", &paper]);
    assert_ne!(code(&verified), paper);
    let before = "version 1 as it was before words were taken out on";
    assert!(verified.contains(before), "{verified}");
    let of_today = world.told(&["verify", "RC-0001", "--code", &code(&verified)]);
    assert!(
        of_today.contains("The code is that of version 1: what"),
        "{of_today}"
    );
    let none = ["verify", "RC-0001", "--code", "7QK20-M9X1B-00000-ZZZZZ"];
    assert!(
        world
            .refused(&none, 4)
            .contains("of nothing that was closed")
    );
}

#[test]
fn j06_what_cannot_be_asked_for_is_refused_and_changes_nothing() {
    let world = world();
    let folder = world.home().join("cases/RC-0001");
    let before = std::fs::read(folder.join("journal")).unwrap();
    let ask = |more: &[&str]| {
        let arguments = [&["redact", "RC-0001"], more].concat();
        world.refused(&arguments, 2)
    };
    assert!(ask(&["--new-record"]).contains("--of P2"));
    assert!(ask(&["--new-record", "--of", "P9"]).contains("Nobody of that number"));
    assert!(ask(&["--new-record", "--entry", "1"]).contains("no words"));
    ask(&["--new-record", "--of", "P2", "--out", "file.json"]);
    ask(&["--of", "P2"]);
    assert!(ask(&["--delete-old"]).contains("nothing to delete"));
    let copy = folder
        .parent()
        .unwrap()
        .join("RC-0001 (conflicted copy 2026-03-01)");
    copy_folder(&folder, &copy);
    assert!(ask(&["--new-record", "--of", "P2"]).contains("compare it with `verify`"));
    std::fs::remove_dir_all(copy).unwrap();
    assert_eq!(std::fs::read(folder.join("journal")).unwrap(), before);
    let desk = world.cabinet().open(Kind::Case, "RC-0001").unwrap();
    let told = world.refused(&["redact", "RC-0001", "--new-record", "--of", "P2"], 7);
    assert!(told.contains("open in another window"), "{told}");
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
}
