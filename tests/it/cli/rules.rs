//! Rule sets on the command line.

use super::json;
use super::world::World;

#[test]
fn rule_sets_are_listed_and_each_example_names_the_rule_that_decided() {
    let world = World::empty();
    let list = world.told(&["rules", "list"]);
    for id in ["police-llr", "probation-lrrjs-2014", "yot-victim-contact"] {
        assert!(list.contains(id), "{list}");
    }
    let checked = world.told(&["rules", "check"]);
    let burglary = "Burglary of a home, medium risk\n    eligible: rule `gain-or-violence`";
    assert!(checked.contains(burglary), "{checked}");
    let domestic = "exceptional approval (The manager responsible for restorative justice): rule `domestic-or-sexual`";
    assert!(checked.contains(domestic), "{checked}");
    let rows = json(&world.told(&["rules", "list", "--json"]));
    assert_eq!(rows[1]["rules"][0]["result"], "excluded");
}

#[test]
fn a_services_own_rules_stand_before_the_shipped_ones_and_say_so() {
    let world = World::empty();
    let folder = world.home().join("scripts/rules");
    std::fs::create_dir_all(&folder).unwrap();
    let shipped = std::fs::read_to_string("scripts/rules/police-llr.json").unwrap();
    let own = shipped.replacen("\"version\": 1", "\"version\": 2", 1);
    std::fs::write(folder.join("ours.json"), own).unwrap();
    let answered = world.ask(&["rules", "list"]);
    assert!(
        answered.out.contains("(version 2, own)"),
        "{}",
        answered.out
    );
    assert!(
        answered
            .err
            .contains("is used instead of the shipped version 1"),
        "{}",
        answered.err
    );
}

#[test]
fn a_faulty_rule_set_is_told_with_its_line_and_its_own_exit_code() {
    let world = World::empty();
    let file = world.home().join("mine.json");
    let shipped = std::fs::read_to_string("scripts/rules/police-llr.json").unwrap();
    std::fs::write(&file, shipped.replacen("\"excluded\"", "\"exluded\"", 1)).unwrap();
    let answered = world.ask(&["rules", "check", file.to_str().unwrap()]);
    assert_eq!(answered.code, Some(2));
    assert!(answered.out.contains("mine.json:"), "{}", answered.out);
    assert!(answered.out.contains("excluded"), "{}", answered.out);
}

#[test]
fn a_set_whose_tests_can_never_be_met_is_refused_before_anybody_goes_by_it() {
    let world = World::empty();
    let file = world.home().join("mine.json");
    let shipped = std::fs::read_to_string("scripts/rules/yot-victim-contact.json").unwrap();
    let only = "\"question\": \"contact\",\n          \"is\": [\n            \"no\"\n          ]";
    let both = format!(
        "{only}\n        }},\n        {{\n          {}",
        only.replace("no", "yes")
    );
    assert!(shipped.contains(only));
    std::fs::write(&file, shipped.replacen(only, &both, 1)).unwrap();
    let answered = world.ask(&["rules", "check", file.to_str().unwrap()]);
    assert_eq!(answered.code, Some(2));
    let told = "This can never be met: `contact` would need two answers at once.";
    assert!(answered.out.contains(told), "{}", answered.out);
}

#[test]
fn a_file_that_cannot_be_found_is_told_once_and_hides_no_other() {
    let world = World::empty();
    let (none, other) = (world.out("none.json"), world.out("other.json"));
    let answered = world.ask(&["rules", "check", none.to_str().unwrap()]);
    assert_eq!(answered.code, Some(3), "{}", answered.err);
    assert_eq!(
        answered.err.matches("none.json").count(),
        1,
        "{}",
        answered.err
    );
    let both = [
        "rules",
        "check",
        none.to_str().unwrap(),
        other.to_str().unwrap(),
    ];
    let answered = world.ask(&both);
    for name in ["none.json", "other.json"] {
        assert_eq!(answered.err.matches(name).count(), 1, "{}", answered.err);
    }
}
