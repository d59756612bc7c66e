use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

use super::{Layer, Redaction, redacted, without_name};
use crate::case::{
    AfterwardsEvent, Case, Content, Event, KeptFor, MarkId, MarkKind, PersonId, Words, WordsId,
};
use crate::document::fixtures::{World, conference_closed};

const NAMES: [&str; 3] = ["Jaycanary", "Mrs Shahcanary", "Deecanary"];

fn text(case: &Case, layers: &[Layer], without: &[u16]) -> String {
    let redaction = Redaction {
        layers: layers.iter().copied().collect(),
        without: without.iter().copied().map(PersonId).collect(),
    };
    let rows = redacted(case, false, &redaction);
    let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
    rows.join("\n")
}

/// Makes a mark as it was made while the meeting went on.
fn marked(world: &mut World, kind: MarkKind, person: Option<u16>, words: &str) {
    let id = WordsId(9_000 + world.case.words_given);
    world.record(Event::Marked {
        kind,
        person: person.map(PersonId),
        words: Some(Words::new(id, Content::Text(words.to_owned()))),
    });
}

/// A conference that was closed, with a note of each layer and of each person.
fn noted() -> World {
    let mut world = conference_closed(NAMES);
    marked(&mut world, MarkKind::KeyPoint, Some(1), "note-of-one");
    marked(&mut world, MarkKind::KeyPoint, Some(2), "note-of-two");
    marked(
        &mut world,
        MarkKind::KeyPoint,
        None,
        "Dee's aunt, MRS SHAHCANARY said",
    );
    marked(&mut world, MarkKind::Safety, None, "about-safety");
    world
}

#[test]
fn it_says_first_that_it_is_redacted_and_of_what() {
    let case = noted().case;
    let text = text(&case, &[Layer::Shared], &[2]);
    let first: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(first["redacted"], true);
    assert_eq!(first["layers"], serde_json::json!(["shared"]));
    assert_eq!(first["without"], serde_json::json!(["P2"]));
    assert_eq!(text.lines().count(), case.history.len() + 1);
}

#[test]
fn what_the_facilitator_wrote_for_themselves_is_in_no_layer() {
    let mut world = noted();
    let words = Words::new(WordsId(9_900), Content::Text("tired-canary".to_owned()));
    world.record(Event::Afterwards(AfterwardsEvent::LookedBack { words }));
    let all = text(&world.case, &Layer::ALL, &[]);
    assert!(!all.contains("tired-canary"), "{all}");
    assert_eq!(all.matches("\"left_out\":\"layer\"").count(), 1, "{all}");
}

#[test]
fn a_note_that_is_kept_with_what_is_about_safety_leaves_the_layer_of_notes() {
    let mut world = noted();
    let mut marks = world.case.history.iter();
    let made = |event: &Event| {
        matches!(
            event,
            Event::Marked {
                person: Some(PersonId(1)),
                ..
            }
        )
    };
    let mark = marks
        .rfind(|recorded| made(&recorded.event))
        .unwrap()
        .number;
    world.record(Event::Kept {
        mark: MarkId(mark),
        kept: true,
        kept_for: KeptFor::Restricted,
    });
    let facilitator = text(&world.case, &[Layer::Facilitator], &[]);
    assert!(!facilitator.contains("note-of-one"), "{facilitator}");
    assert!(facilitator.contains("note-of-two"));
    assert!(text(&world.case, &[Layer::Restricted], &[]).contains("note-of-one"));
}

#[test]
fn words_of_a_layer_that_is_not_kept_are_not_in_it() {
    let case = noted().case;
    let all = text(&case, &Layer::ALL, &[]);
    for word in [
        "note-of-one",
        "note-of-two",
        "about-safety",
        "mends the side gate",
    ] {
        assert!(all.contains(word), "{word}");
    }
    let shared = text(&case, &[Layer::Shared, Layer::Process], &[]);
    assert!(shared.contains("mends the side gate"), "{shared}");
    for word in ["note-of", "about-safety", "aunt"] {
        assert!(!shared.contains(word), "{word}: {shared}");
    }
    let facilitator = text(&case, &[Layer::Facilitator], &[]);
    assert!(facilitator.contains("note-of-one"));
    assert!(!facilitator.contains("about-safety"), "{facilitator}");
}

#[test]
fn j06_whoever_is_taken_out_is_in_it_by_number_alone() {
    let case = noted().case;
    let text = text(&case, &Layer::ALL, &[2]).to_lowercase();
    assert!(!text.contains("shahcanary"), "{text}");
    assert!(!text.contains("note-of-two"), "{text}");
    assert!(text.contains("note-of-one"));
    assert!(text.contains("dee's aunt, p2 said"), "{text}");
}

#[test]
fn a_name_is_found_as_a_word_and_not_within_another() {
    assert_eq!(
        without_name("Ann and Anna, ANN's", "ann", "P3"),
        "P3 and Anna, ANN's"
    );
    assert_eq!(without_name("told Mrs Shah.", "mrs shah", "P2"), "told P2.");
    assert_eq!(without_name("شاہ came", "شاہ", "P2"), "P2 came");
}

proptest! {
    #[test]
    fn no_choice_lets_a_word_through_that_was_not_chosen(
        kept in proptest::collection::btree_set(0_usize..4, 0..4),
        without in proptest::collection::btree_set(1_u16..4, 0..3),
    ) {
        let case = noted().case;
        let kept: BTreeSet<Layer> = kept.into_iter().map(|place| Layer::ALL[place]).collect();
        let layers: Vec<Layer> = kept.iter().copied().collect();
        let people: Vec<u16> = without.iter().copied().collect();
        let text = text(&case, &layers, &people).to_lowercase();
        if !kept.contains(&Layer::Restricted) {
            prop_assert!(!text.contains("about-safety"));
        }
        if !kept.contains(&Layer::Facilitator) {
            prop_assert!(!text.contains("note-of"));
        }
        for person in without {
            let name = NAMES[usize::from(person) - 1].to_lowercase();
            prop_assert!(!text.contains(&name), "{}", text);
        }
    }
}
