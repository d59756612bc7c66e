//! What is found by typing and choosing.

use super::{World, agreed, begun, day};
use crate::desk::library::{DueWhen, Filter, How, Library, Order, Period, Search, Searched};

pub(super) fn found(library: &Library, query: &str, filter: &Filter) -> Vec<String> {
    let places = library.in_order(Order::Reference);
    let mut search = Search::begin(library, query, filter, places, day("2026-11-23"));
    while search.go_on(library, 1) == Searched::GoesOn {}
    (0..search.count())
        .filter_map(|place| Some(search.row(library, place)?.reference.to_string()))
        .collect()
}

#[test]
fn cases_are_found_by_words_of_the_agreement_by_reference_and_by_what_they_are() {
    let world = World::new();
    world.write(
        "RC-0001",
        1,
        &agreed("RC-0001", "Jay mends the side-gate", "2026-10-03"),
    );
    world.write(
        "RC-0012",
        2,
        &agreed("RC-0012", "A letter to Siân’s school", "2026-12-03"),
    );
    world.write("RC-0112", 3, &begun("RC-0112"));
    let library = world.known();
    let all = Filter::default();
    for (query, expected) in [
        ("", vec!["RC-0001", "RC-0012", "RC-0112"]),
        ("GATE", vec!["RC-0001"]),
        ("side-gate mends", vec!["RC-0001"]),
        ("gate letter", vec![]),
        ("sians scho", vec!["RC-0012"]),
        ("rc-0112", vec!["RC-0112"]),
        ("rc12", vec!["RC-0012", "RC-0112"]),
        ("kofi going", vec!["RC-0112"]),
        ("lttr", vec!["RC-0012"]),
    ] {
        assert_eq!(found(&library, query, &all), expected, "{query}");
    }
    let with = |change: fn(&mut Filter)| {
        let mut filter = Filter::default();
        change(&mut filter);
        found(&library, "", &filter)
    };
    assert_eq!(
        with(|filter| filter.due = Some(DueWhen::Never)),
        ["RC-0112"]
    );
    let agreement = |filter: &mut Filter| filter.standing = Some("Agreement".to_owned());
    assert_eq!(with(agreement), ["RC-0001", "RC-0012"]);
    assert_eq!(
        with(|filter| filter.facilitator = Some("Kofi".to_owned())).len(),
        3
    );
    assert_eq!(
        with(|filter| filter.period = Some(Period::Earlier)).len(),
        0
    );
    let script = |version: u32| {
        let filter = Filter {
            script: Some(format!("restorative-conference, version {version}")),
            ..Filter::default()
        };
        found(&library, "", &filter).len()
    };
    assert_eq!((script(1), script(2)), (3, 0));
    let scripts = library.choices(How::Script, &all, day("2026-11-23"));
    assert_eq!(scripts.len(), 2, "{scripts:?}");
    let standings = library.choices(How::Standing, &all, day("2026-11-23"));
    let told: Vec<(&str, usize)> = standings
        .iter()
        .map(|choice| (choice.label.as_str(), choice.cases))
        .collect();
    assert_eq!(told, [("any", 3), ("Agreement", 2), ("was going on", 1)]);
}
