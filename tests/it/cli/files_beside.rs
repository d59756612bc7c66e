//! What is told of the script and the plan that lie beside a record, where they do not fit it.

use std::fs;
use std::time::Duration;

use talking_piece::case::Command as Ask;
use talking_piece::desk::CabinetError;
use talking_piece::store::Kind;

use super::world::World;
use crate::support::small;

#[test]
fn a_script_beside_a_case_that_was_altered_is_told_and_not_gone_on_by() {
    let world = World::new();
    let script = world
        .home()
        .join("cases/RC-0001/scripts/small-conference.json");
    let whole = fs::read_to_string(&script).unwrap();
    let altered = whole.replacen("\"title\": \"", "\"title\": \"Another ", 1);
    assert_ne!(altered, whole);
    fs::write(&script, altered).unwrap();
    let verified = world.ask(&["verify", "RC-0001"]);
    assert_eq!(verified.code, Some(4), "{}", verified.out);
    for told in [
        "NOT SOUND",
        "small-conference.json",
        "to the letter",
        "Put the file back",
    ] {
        assert!(verified.out.contains(told), "{}", verified.out);
    }
    assert!(!verified.err.contains("repair"), "{}", verified.err);
    let shown = world.ask(&["show", "RC-0001"]);
    assert_eq!(shown.code, Some(0), "{}", shown.err);
    let said = shown.out + &shown.err;
    assert!(said.contains("to the letter"), "{said}");
    let opened = world.cabinet().open(Kind::Case, "RC-0001");
    assert!(matches!(opened, Err(CabinetError::AlteredScript { .. })));
    fs::write(&script, whole).unwrap();
    assert!(
        world
            .told(&["verify", "RC-0001"])
            .contains("RC-0001: sound")
    );
}

#[test]
fn where_the_program_has_the_script_of_a_case_itself_an_altered_copy_stops_nobody() {
    let world = World::new();
    let office = world.office();
    let begun = office.begin(Some("RC-0002"), "restorative-conference");
    assert_eq!(begun.unwrap().close(Duration::from_secs(10)).jobs, 0);
    let script = world
        .home()
        .join("cases/RC-0002/scripts/restorative-conference.json");
    for altered in [Some("{\"id\": 1}"), None] {
        match altered {
            Some(text) => fs::write(&script, text).unwrap(),
            None => fs::remove_file(&script).unwrap(),
        }
        let verified = world.ask(&["verify", "RC-0002"]);
        assert_eq!(verified.code, Some(4), "{}", verified.out);
        assert!(verified.out.contains("goes by it"), "{}", verified.out);
        let desk = world.cabinet().open(Kind::Case, "RC-0002").unwrap();
        assert!(
            desk.remarks()
                .iter()
                .any(|told| told.contains("goes by it"))
        );
        assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
    }
    let told = world.told(&["verify", "RC-0002"]);
    assert!(
        told.contains("RC-0002: sound"),
        "what was not there is put back: {told}"
    );
}

#[test]
fn a_saved_plan_that_somebody_altered_is_told_and_going_on_with_the_case_writes_it_anew() {
    let world = World::new();
    let path = world.home().join("cases/RC-0001/plan.json");
    let whole = fs::read_to_string(&path).unwrap();
    let items = whole.replace("the side gate", "the roof");
    let reference = whole.replace("\"ref\": \"RC-0001\"", "\"ref\": \"RC-0009\"");
    for (altered, part) in [
        (items, "differs in \"items\""),
        (reference, "differs in \"ref\""),
        ("{".to_owned(), "cannot be read"),
    ] {
        assert_ne!(altered, whole);
        fs::write(&path, altered).unwrap();
        let told = world.ask(&["verify", "RC-0001"]);
        assert_eq!(told.code, Some(4), "{}", told.out);
        for words in [
            "NOT SOUND",
            "plan.json",
            part,
            "The record holds what was agreed",
        ] {
            assert!(told.out.contains(words), "{}", told.out);
        }
        assert!(!told.out.contains("roof") && !told.err.contains("repair"));
    }
    let desk = world.cabinet().open(Kind::Case, "RC-0001").unwrap();
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);
    let told = world.told(&["verify", "RC-0001"]);
    assert!(told.contains("RC-0001: sound") && !told.contains("plan.json"));
}

#[test]
fn a_plan_that_was_not_written_any_more_is_told_and_the_case_is_sound() {
    let world = World::new();
    let path = world.home().join("cases/RC-0001/plan.json");
    let earlier = world.told(&["plan", "RC-0001"]);
    let mut desk = world.cabinet().open(Kind::Case, "RC-0001").unwrap();
    small::run(&mut desk, Ask::ReopenAgreement("a wrong day".to_owned()));
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
    for (left, said) in [
        (Some(&earlier), "an earlier moment"),
        (None, "is not there"),
    ] {
        match left {
            Some(text) => fs::write(&path, text).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        let told = world.told(&["verify", "RC-0001"]);
        assert!(
            told.contains("RC-0001: sound") && told.contains(said),
            "{told}"
        );
    }
}
