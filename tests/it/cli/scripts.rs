//! Scripts of one's own on the command line: copied, checked, shown, printed, listed.

use std::fs;

use super::json;
use super::world::{SCRIPT, World};

#[test]
fn a_copy_has_its_own_name_and_the_first_author_and_can_be_practised_at_once() {
    let world = World::empty();
    let told = world.told(&["script", "new", "--from", "school-chat"]);
    assert!(told.contains("my-school-chat.json"), "{told}");
    assert!(told.contains("practise my-school-chat"), "{told}");
    assert_eq!(
        told.trim_end()
            .lines()
            .filter(|line| line.starts_with("Next: "))
            .count(),
        1
    );
    let scripts = world.home().join("scripts");
    let text = fs::read_to_string(scripts.join("my-school-chat.json")).unwrap();
    let script = json(&text);
    assert_eq!(script["id"], "my-school-chat");
    assert_eq!(script["version"], 1);
    assert_eq!(script["title"], "Restorative chat at school (our copy)");
    let author = "The Talking Piece project; changed by (your name or service)";
    assert_eq!(script["author"], author);
    assert_eq!(script["licence"], "MIT OR Apache-2.0");
    let original = fs::read_to_string("scripts/school-chat.json").unwrap();
    assert_eq!(text.lines().count(), original.lines().count());
    assert!(world.home().join("schemas/script.schema.json").is_file());
    let list = world.told(&["script", "list"]);
    assert!(list.contains("my-school-chat"), "{list}");
    let office = world.office();
    let desk = office.begin_practice("my-school-chat").unwrap();
    assert_eq!(desk.case().script.id.as_str(), "my-school-chat");
    assert!(!desk.case().people.is_empty());
}

#[test]
fn no_file_and_no_script_is_replaced_by_a_copy() {
    let world = World::empty();
    let file = world.out("mine.json");
    let path = file.to_str().unwrap();
    fs::write(&file, "precious").unwrap();
    let ask = ["script", "new", "--from", "small-conference", path];
    let refused = world.refused(&ask, 2);
    assert!(refused.contains("it was not touched"), "{refused}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "precious");

    let named = [
        "script",
        "new",
        "--from",
        "school-chat",
        "--id",
        "small-conference",
    ];
    let refused = world.refused(&named, 2);
    assert!(refused.contains("already a script named"), "{refused}");
    let wrong = ["script", "new", "--from", "school-chat", "--id", "Mine!"];
    assert!(world.refused(&wrong, 2).contains("small letters"));
    let unknown = ["script", "new", "--from", "no-such-script"];
    assert!(world.refused(&unknown, 2).contains("There are: "));
    world.told(&["script", "new", "--from", "school-chat"]);
    let again = world.refused(&["script", "new", "--from", "school-chat"], 2);
    assert!(again.contains("already a script named"), "{again}");
}

#[test]
fn a_file_that_is_on_no_shelf_is_copied_shown_printed_and_checked() {
    let world = World::empty();
    let file = world.out("mine.json");
    let copy = world.out("theirs.json");
    let (path, copied) = (file.to_str().unwrap(), copy.to_str().unwrap());
    fs::write(&file, SCRIPT.replacen("small-conference", "mine", 1)).unwrap();
    let told = world.told(&["script", "new", "--from", path, copied]);
    assert!(told.contains("theirs.json"), "{told}");
    assert_eq!(json(&fs::read_to_string(&copy).unwrap())["id"], "theirs");
    world.told(&["script", "check", copied]);
    assert!(world.told(&["script", "show", copied]).contains("    | "));
    assert!(
        world
            .told(&["script", "print", copied])
            .contains("running sheet")
    );
    let shown = world.told(&["script", "show", copied, "--json"]);
    assert_eq!(json(&shown)["id"], "theirs");
    let faulty = SCRIPT.replacen("\"to\"", "\"too\"", 1);
    fs::write(&file, faulty).unwrap();
    for command in ["show", "print"] {
        let refused = world.refused(&["script", command, path], 2);
        assert!(refused.contains("mine.json:"), "{refused}");
    }
}

#[test]
fn everything_that_a_service_writes_is_checked_by_its_shape() {
    let world = World::empty();
    world.told(&["script", "new", "--from", "school-chat", "--id", "mine"]);
    let case = world.home().join("scripts/practice/mine.json");
    let rules = world.out("rules.json");
    fs::copy("scripts/rules/police-llr.json", &rules).unwrap();
    let (case_path, rules_path) = (case.to_str().unwrap(), rules.to_str().unwrap());
    let told = world.told(&["script", "check", "mine", case_path, rules_path]);
    assert_eq!(told.matches("no faults").count(), 3, "{told}");

    let text = fs::read_to_string(&case).unwrap();
    fs::write(&case, text.replacen("[\"pupil\"]", "[\"pupli\"]", 1)).unwrap();
    let answered = world.ask(&["script", "check", case_path]);
    assert_eq!(answered.code, Some(2));
    assert!(
        answered.out.contains("Did you mean `pupil`?"),
        "{}",
        answered.out
    );

    // A script that is checked beside its case need not lie in the home.
    let script = world.out("elsewhere.json");
    let text = fs::read_to_string(world.home().join("scripts/mine.json")).unwrap();
    fs::write(&script, text.replacen("\"mine\"", "\"elsewhere\"", 1)).unwrap();
    let text = fs::read_to_string(&case).unwrap();
    let text = text
        .replace("\"mine\"", "\"elsewhere\"")
        .replace("pupli", "pupil");
    fs::write(&case, text).unwrap();
    let alone = world.ask(&["script", "check", case_path]);
    assert!(
        alone.out.contains("no script named `elsewhere`"),
        "{}",
        alone.out
    );
    let both = [&"script", &"check", &case_path, &script.to_str().unwrap()].map(|word| *word);
    assert_eq!(world.told(&both).matches("no faults").count(), 2);

    let shipped = world.told(&["script", "check", "school-chat"]);
    assert_eq!(shipped.matches("no faults").count(), 2, "{shipped}");
}

#[test]
fn with_nothing_named_everything_is_checked() {
    let world = World::empty();
    world.told(&["script", "new", "--from", "school-chat", "--id", "mine"]);
    let told = world.told(&["script", "check"]);
    assert!(
        told.contains("restorative-conference.json: no faults"),
        "{told}"
    );
    assert!(told.contains("rules/police-llr.json: no faults"), "{told}");
    assert!(told.contains("retention/default.json: no faults"), "{told}");
    assert!(told.contains("mine.json: no faults"), "{told}");
}

#[test]
fn a_faulty_file_is_one_line_in_the_list_and_its_faults_are_told_where_it_is_meant() {
    let world = World::empty();
    world.told(&["script", "new", "--from", "school-chat", "--id", "mine"]);
    let script = world.home().join("scripts/mine.json");
    let text = fs::read_to_string(&script).unwrap();
    fs::write(&script, text.replace("\"hint\"", "\"hnit\"")).unwrap();
    let listed = world.ask(&["script", "list"]);
    let about: Vec<&str> = listed
        .err
        .lines()
        .filter(|line| line.contains("mine"))
        .collect();
    assert_eq!(about.len(), 1, "{}", listed.err);
    assert!(about[0].contains("script check mine"), "{}", listed.err);

    fs::write(
        &script,
        text.replacen("\"roles\"", "\"rules\": [\"nobody-knows\"], \"roles\"", 1),
    )
    .unwrap();
    let checked = world.ask(&["script", "check", "mine", "--json"]);
    assert_eq!(checked.code, Some(2), "{}", checked.out);
    assert!(
        checked.out.contains("no set of rules named `nobody-knows`"),
        "{}",
        checked.out
    );
    let large = world.refused(&["script", "print", "school-chat", "--large"], 2);
    assert!(large.contains("--schedule"), "{large}");
}

#[test]
fn a_newer_script_of_ones_own_takes_the_place_of_ours_and_the_list_says_so() {
    let world = World::empty();
    let text = fs::read_to_string("scripts/school-chat.json").unwrap();
    let newer = text.replacen("\"version\": 1", "\"version\": 2", 1);
    fs::write(world.home().join("scripts/ours.json"), newer).unwrap();
    let answered = world.ask(&["script", "list"]);
    assert!(
        answered.out.contains("(version 2, en-GB, own)"),
        "{}",
        answered.out
    );
    let notice =
        "Your own `school-chat` version 2 (ours.json) is used instead of the shipped version 1.";
    assert!(answered.err.contains(notice), "{}", answered.err);
}

#[test]
fn of_a_script_with_a_comma_missing_only_that_is_told() {
    let world = World::empty();
    world.told(&["script", "new", "--from", "school-chat"]);
    let file = world.home().join("scripts/my-school-chat.json");
    let text = fs::read_to_string(&file).unwrap();
    let broken = text.replacen("\"version\": 1,", "\"version\": 1", 1);
    assert_ne!(broken, text);
    fs::write(&file, broken).unwrap();
    for named in [
        &["script", "check", "my-school-chat"][..],
        &["script", "check"],
    ] {
        let told = world.ask(named).out;
        assert!(told.contains("A comma is missing here."), "{told}");
        assert!(!told.contains("no script named"), "{told}");
    }
}

#[test]
fn the_settings_of_the_home_are_checked_by_their_name_alone_where_none_are_here() {
    let world = World::empty();
    let check = || world.ask(&["script", "check", "config.json"]);
    assert_eq!(check().code, Some(3), "there are none");
    let own = world.home().join("config.json");
    fs::write(&own, r#"{"theme": "purple"}"#).unwrap();
    let told = check();
    assert_ne!(told.code, Some(0));
    assert!(told.out.contains("purple"), "{}{}", told.out, told.err);
    // One that lies here is meant before that.
    fs::write(world.out("config.json"), r#"{"theme": "light"}"#).unwrap();
    let told = check();
    assert_eq!(told.code, Some(0), "{}", told.err);
    assert!(told.out.contains("no faults"), "{}", told.out);
}

#[test]
fn settings_are_checked_under_any_name_and_against_the_variables_of_every_script() {
    let world = World::empty();
    let text = r#"{"variables": {"nonsense": "x"}, "easy_read": true}"#;
    let file = beside(&world, "config2.json", text);
    let told = world.told(&["script", "check", &file]);
    assert!(
        told.contains("No script has a variable `nonsense`"),
        "{told}"
    );
    assert!(!told.contains("error"), "{told}");
    let shipped = fs::read_to_string("scripts/restorative-conference.json").unwrap();
    let shipped: serde_json::Value = serde_json::from_str(&shipped).unwrap();
    let known = shipped["variables"].as_object().unwrap().keys().next();
    let text = format!(r#"{{"variables": {{"{}": "x"}}}}"#, known.unwrap());
    let file = beside(&world, "config3.json", &text);
    let told = world.told(&["script", "check", &file]);
    assert!(told.contains("config3.json: no faults"), "{told}");
}

#[test]
fn what_the_settings_call_a_key_is_listed_and_can_be_written_there() {
    let world = World::empty();
    let named = world.told(&["keys", "--names"]);
    assert!(named.contains("mark-key-point"), "{named}");
    let rows: serde_json::Value = serde_json::from_str(&world.told(&["keys", "--json"])).unwrap();
    let rows = rows.as_array().unwrap().iter();
    let mark = rows.clone().find(|row| row["name"] == "mark-key-point");
    assert_eq!(mark.unwrap()["keys"], serde_json::json!(["k"]));
    let text = r#"{"keys": {"mark-key-point": ["F12", "J"], "hide-everything": ["Ctrl-L"]}}"#;
    fs::write(world.home().join("config.json"), text).unwrap();
    let named = world.told(&["keys", "--names"]);
    assert!(named.contains("f12 j"), "{named}");
    let text = r#"{"keys": {"key point": ["insert"]}}"#;
    let file = beside(&world, "config.json", text);
    let told = world.ask(&["script", "check", &file]).out;
    assert!(told.contains("`mark-key-point`"), "{told}");
    assert!(told.contains("space, enter, esc"), "{told}");
}

#[test]
fn practice_cases_are_listed_with_their_names() {
    let world = World::empty();
    let told = world.told(&["practise", "--list"]);
    assert!(told.contains("shop-window"), "{told}");
    let rows: serde_json::Value =
        serde_json::from_str(&world.told(&["practise", "--list", "--json"])).unwrap();
    assert!(
        rows.as_array()
            .unwrap()
            .iter()
            .any(|row| row["id"] == "shop-window")
    );
}

/// A file beside the home, with this text.
fn beside(world: &World, name: &str, text: &str) -> String {
    let path = world.out(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a01_a_script_that_is_not_there_is_told() {
    let told = World::empty().refused(&["script", "check", "nowhere.json"], 3);
    assert!(told.contains("cannot find"), "{told}");
}

#[test]
fn a07_a_script_with_an_unknown_field_is_told_for_people_and_for_programs() {
    let world = World::empty();
    let faulty = SCRIPT.replace("\"title\"", "\"titel\"");
    let faulty = beside(&world, "faulty.json", &faulty);
    let answered = world.ask(&["script", "check", &faulty]);
    assert_eq!(answered.code, Some(2));
    assert!(answered.out.contains("`titel`"), "{}", answered.out);
    assert!(
        answered.out.contains("Did you mean `title`?"),
        "{}",
        answered.out
    );
    let findings = world.ask(&["script", "check", "--json", &faulty]).out;
    assert_eq!(json(&findings)[0]["ok"], false);
}

#[test]
fn a16_a_script_of_a_newer_format_has_an_exit_code_of_its_own() {
    let world = World::empty();
    let newer = SCRIPT.replace("\"format\": 1", "\"format\": 99");
    let newer = beside(&world, "newer.json", &newer);
    assert_eq!(world.ask(&["script", "check", &newer]).code, Some(6));
}

#[test]
fn i02_a_file_whose_name_begins_with_a_dash_or_steers_a_terminal_is_a_file_like_any_other() {
    let world = World::empty();
    let good = beside(&world, "-good.json", SCRIPT);
    world.told(&["script", "check", &good]);
    world.told(&["script", "check", "--", "-good.json"]);
    let faulty = SCRIPT.replace("\"title\"", "\"titel\"");
    let faulty = beside(&world, "faulty\u{1b}.json", &faulty);
    let answered = world.ask(&["script", "check", &faulty]);
    assert_eq!(answered.code, Some(2));
    assert!(!answered.out.contains('\u{1b}'), "{:?}", answered.out);
}
