//! Two versions, told apart.

use super::{between, told_apart_in};
use crate::case::{Case, ClosedAgreement, ClosedItem, ItemDraft, ItemId, Party};
use crate::document::fixtures::conference_closed;
use crate::script::ItemKind;

fn version(number: u16, items: &[(u16, &str)]) -> ClosedAgreement {
    let mut closed: ClosedAgreement = conference_closed(["Rose", "Tom", "Ann"])
        .case
        .agreement
        .closings[0]
        .1
        .clone();
    let one = closed.items[0].clone();
    closed.version = number;
    closed.items = items
        .iter()
        .map(|(id, text)| ClosedItem {
            item: ItemId(*id),
            draft: ItemDraft::new(ItemKind::Action, *text),
            ..one.clone()
        })
        .collect();
    closed
}

fn case() -> Case {
    conference_closed(["Rose", "Tom", "Ann"]).case
}

#[test]
fn the_words_that_changed_stand_in_brackets_on_both_sides() {
    let (before, after) = told_apart_in(
        "Tom mends the side gate by the end of May",
        "Tom mends the front gate by the middle of June",
    )
    .unwrap();
    assert_eq!(before, "Tom mends the [side] gate by the [end] of [May]");
    assert_eq!(
        after,
        "Tom mends the [front] gate by the [middle] of [June]"
    );
    assert_eq!(told_apart_in("as it was", "as it was"), None);
}

#[test]
fn words_that_changed_one_after_the_other_share_their_brackets() {
    let (before, after) = told_apart_in("He rings on Mondays", "He writes a card").unwrap();
    assert_eq!(
        (before.as_str(), after.as_str()),
        ("He [rings on Mondays]", "He [writes a card]")
    );
}

#[test]
fn each_item_is_found_again_by_its_number_wherever_it_stands() {
    let (old, new) = (
        version(1, &[(1, "A letter"), (2, "A gate"), (3, "A walk")]),
        version(2, &[(3, "A walk"), (1, "A long letter"), (4, "A game")]),
    );
    let case = case();
    let changes = between(&case, &old, &new);
    let places: Vec<_> = changes
        .iter()
        .map(|change| (change.before.map(|(n, _)| n), change.after.map(|(n, _)| n)))
        .collect();
    assert_eq!(
        places,
        [
            (Some(3), Some(1)),
            (Some(1), Some(2)),
            (None, Some(3)),
            (Some(2), None)
        ]
    );
    assert!(changes[0].is_same());
    let words = changes[1].words.clone().unwrap();
    assert_eq!(words, ("A letter".to_owned(), "A [long] letter".to_owned()));
    assert!(!changes[2].is_same() && !changes[3].is_same());
}

#[test]
fn who_does_it_and_by_when_is_part_of_what_changed() {
    let old = version(1, &[(1, "A letter")]);
    let mut new = version(2, &[(1, "A letter")]);
    new.items[0].draft.owner = vec![Party::Other("the school".to_owned())];
    let case = case();
    let changes = between(&case, &old, &new);
    let said = ("Who", String::new(), "the school".to_owned());
    assert_eq!(changes[0].answers, [said]);
}

#[test]
fn another_kind_of_item_is_part_of_what_changed() {
    let old = version(1, &[(1, "A letter")]);
    let mut new = version(2, &[(1, "A letter")]);
    new.items[0].draft.kind = ItemKind::Letter;
    let case = case();
    let changes = between(&case, &old, &new);
    let said = (
        "What it is",
        "something to do".to_owned(),
        "a letter".to_owned(),
    );
    assert_eq!(changes[0].answers, [said]);
    assert!(!changes[0].is_same());
}

#[test]
fn very_long_items_are_told_apart_as_a_whole_and_at_once() {
    let long = |word: &str| format!("{word} ").repeat(4_000);
    let (before, after) = told_apart_in(&long("this"), &long("that")).unwrap();
    assert!(before.starts_with("[this") && after.starts_with("[that"));
    let many: Vec<(u16, String)> = (1..=60).map(|n| (n, format!("Item {n}"))).collect();
    let many: Vec<(u16, &str)> = many.iter().map(|(n, text)| (*n, text.as_str())).collect();
    let case = case();
    let (old, new) = (version(1, &many), version(2, &[]));
    assert_eq!(between(&case, &old, &new).len(), 60);
    assert!(between(&case, &new, &version(3, &[])).is_empty());
}
