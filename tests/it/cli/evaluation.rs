//! Evaluation forms on the command line: listed, checked, printed, counted, their words erased.

use talking_piece::store::{AnswerBox, Disk, Home};

use super::json;
use super::protected::{PASSPHRASE, ask};
use super::world::World;

const FORM: &str = "after-the-meeting";

/// So many forms of people who took part alike, and answered the first line alike.
fn put(world: &World, kind: &str, answer: &str, count: usize) {
    let line = format!(
        r#"{{"form":"{FORM}","version":1,"year":2026,"kind":"{kind}","answers":{{"prepared":"{answer}"}}}}"#
    );
    let answers = AnswerBox::of(&Home::at(world.home()));
    answers.put(&Disk, vec![line; count]).unwrap();
}

fn put_words(world: &World, words: &str) {
    let line = format!(
        r#"{{"form":"{FORM}","version":1,"year":2026,"question":"helped","words":"{words}"}}"#
    );
    let answers = AnswerBox::of(&Home::at(world.home()));
    answers.put(&Disk, vec![line]).unwrap();
}

#[test]
fn forms_are_listed_with_when_they_are_asked() {
    let world = World::empty();
    let list = world.told(&["evaluation", "list"]);
    assert!(
        list.contains("How was it for you? (straight after, version 1, shipped)"),
        "{list}"
    );
    assert!(
        list.contains("(after 3 months, version 1, shipped)"),
        "{list}"
    );
    let rows = json(&world.told(&["evaluation", "list", "--json"]));
    assert_eq!(rows[0]["id"], FORM);
}

#[test]
fn a_blank_form_is_printed_in_every_form_of_paper() {
    let world = World::empty();
    for more in [
        &["--format", "txt"][..],
        &["--format", "md", "--print", "large"],
        &["--format", "html"],
    ] {
        let page = world.told(&[&["evaluation", "print", FORM], more].concat());
        let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat.contains("It was my own choice to take part."),
            "{page}"
        );
        assert!(flat.contains("No name, please."), "{page}");
    }
    let children = ["evaluation", "print", "children", "--print", "easy-read"];
    let page = world.told(&children);
    assert!(
        page.contains(":-)") && page.contains(":-|") && page.contains(":-("),
        "{page}"
    );
    world.refused(&["evaluation", "print", "nothing-like-it"], 2);
}

#[test]
fn nothing_is_told_of_fewer_than_five_and_no_small_number_after_that() {
    let world = World::empty();
    let none = world.told(&["evaluation", "counts", FORM]);
    assert!(
        none.contains("fewer than 5 forms so far: nothing is told"),
        "{none}"
    );
    put(&world, "harmed", "agree", 4);
    let four = world.told(&["evaluation", "counts", FORM]);
    assert!(four.contains("fewer than 5 forms"), "{four}");
    put(&world, "supporter", "disagree", 8);
    put(&world, "supporter", "agree", 7);
    put(&world, "family", "agree", 5);
    put(&world, "family", "neither", 6);
    let told = world.told(&["evaluation", "counts", FORM]);
    assert!(
        told.contains("everybody: 16 of 30 said well (53 per cent)"),
        "{told}"
    );
    assert!(
        told.contains("somebody who was harmed: kept back"),
        "{told}"
    );
    assert!(
        told.contains("family, or somebody close to it: kept back"),
        "{told}"
    );
    assert!(
        told.contains("to support: 7 of 15 said well (47 per cent)"),
        "{told}"
    );
    let rows = json(&world.told(&["evaluation", "counts", FORM, "--json"]));
    let first = &rows[0]["statements"][0];
    assert_eq!(first["everybody"]["percent"], 53);
    assert!(first["groups"][0]["answered"].is_null());
    let ten = world.told(&["evaluation", "counts", FORM, "--least", "40"]);
    assert!(ten.contains("fewer than 40 forms"), "{ten}");
    world.refused(&["evaluation", "counts", "--least", "1"], 2);
}

#[test]
fn what_was_measured_in_2019_stands_beside_the_count() {
    let world = World::empty();
    let line = r#"{"form":"family-after-three-months","version":1,"year":2026,"kind":"family","answers":{"better":"yes","control":"no"}}"#;
    let other = line.replace("yes", "no");
    let answers = AnswerBox::of(&Home::at(world.home()));
    answers.put(&Disk, vec![line.to_owned(); 9]).unwrap();
    answers.put(&Disk, vec![other; 6]).unwrap();
    let told = world.told(&[
        "evaluation",
        "counts",
        "family-after-three-months",
        "--by",
        "year",
    ]);
    assert!(
        told.contains("everybody: 9 of 15 said well (60 per cent)"),
        "{told}"
    );
    assert!(
        told.contains("2019: 90 per cent of family members"),
        "{told}"
    );
    assert!(
        told.contains("2019: 75 per cent of family members"),
        "{told}"
    );
    assert!(told.contains("2026: 9 of 15"), "{told}");
}

#[test]
fn words_are_read_once_there_are_enough_and_erased_for_good() {
    let world = World::empty();
    put_words(&world, "The tea.");
    put(&world, "harmed", "agree", 4);
    let words = ["evaluation", "words", FORM];
    let too_few = world.told(&words);
    assert!(too_few.contains("Too few forms"), "{too_few}");
    let none = world.told(&[&words[..], &["--json"]].concat());
    assert_eq!(json(&none), serde_json::Value::Null, "not an empty list");
    put(&world, "harmed", "agree", 1);
    let told = world.told(&words);
    assert!(
        told.contains("What helped you most?\n  - The tea."),
        "{told}"
    );
    let erased = world.told(&[&words[..], &["--erase", "--until", "2025"]].concat());
    assert!(erased.contains("0 answers"), "{erased}");
    let erased = world.told(&[&words[..], &["--erase"]].concat());
    assert!(
        erased.contains("1 answer in people's own words"),
        "{erased}"
    );
    assert!(!world.told(&words).contains("tea"));
    let kept = std::fs::read_to_string(AnswerBox::of(&Home::at(world.home())).path()).unwrap();
    assert!(!kept.contains("tea"));
    assert_eq!(kept.matches("prepared").count(), 5);
}

#[test]
fn a_services_own_form_stands_before_the_shipped_one_and_a_faulty_one_is_told_with_its_line() {
    let world = World::empty();
    let folder = world.home().join("scripts/evaluations");
    std::fs::create_dir_all(&folder).unwrap();
    let shipped = std::fs::read_to_string("scripts/evaluations/children.json").unwrap();
    let own = shipped.replacen("\"version\": 1", "\"version\": 2", 1);
    std::fs::write(folder.join("ours.json"), own).unwrap();
    let listed = world.told(&["evaluation", "list"]);
    assert!(listed.contains("version 2, own"), "{listed}");
    let faulty = shipped.replacen("three_faces", "four_faces", 1);
    std::fs::write(folder.join("theirs.json"), faulty).unwrap();
    let checked = world.ask(&["script", "check"]);
    assert_eq!(checked.code, Some(2));
    assert!(checked.out.contains("theirs.json:"), "{}", checked.out);
    assert!(checked.out.contains("three_faces"), "{}", checked.out);
}

#[test]
fn a_script_that_names_a_form_nobody_knows_is_told_so() {
    let world = World::empty();
    let file = world.out("mine.json");
    let shipped = std::fs::read_to_string("scripts/school-chat.json").unwrap();
    std::fs::write(
        &file,
        shipped.replacen("[\"children\"]", "[\"childern\"]", 1),
    )
    .unwrap();
    let checked = world.ask(&["script", "check", file.to_str().unwrap()]);
    assert_eq!(checked.code, Some(2));
    let told = "There is no evaluation form named `childern`.";
    assert!(checked.out.contains(told), "{}", checked.out);
}

#[test]
fn answers_that_cannot_be_read_are_told_and_stay() {
    let world = World::empty();
    let answers = AnswerBox::of(&Home::at(world.home()));
    answers.put(&Disk, vec!["damaged".to_owned()]).unwrap();
    put(&world, "harmed", "agree", 5);
    let answered = world.ask(&["evaluation", "counts", FORM]);
    assert!(answered.err.contains("1 of 6 lines"), "{}", answered.err);
    assert!(answered.out.contains("5 forms"), "{}", answered.out);
    world.told(&["evaluation", "words", FORM, "--erase"]);
    assert!(answers.read(&Disk).unwrap().contains(&"damaged".to_owned()));
}

#[test]
fn the_forms_of_a_service_are_listed_without_a_passphrase() {
    let world = World::new();
    let form = include_str!("../../../scripts/evaluations/after-the-meeting.json");
    let form = form.replacen("\"after-the-meeting\"", "\"of-our-own\"", 1);
    let folder = world.home().join("scripts/evaluations");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("of-our-own.json"), form).unwrap();
    assert!(world.told(&["evaluation", "list"]).contains("of-our-own"));
    ask(&world, &["protect", "--without-recovery"], PASSPHRASE);
    let listed = world.told(&["evaluation", "list"]);
    assert!(listed.contains("of-our-own"), "{listed}");
}
