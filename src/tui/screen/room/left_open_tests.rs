//! Going on from a cue that records something, with nothing recorded.

use std::sync::Arc;

use crate::case::TurnKey;
use crate::script::Script;
use crate::tui::testing::World;

/// The test conference, with the board as its second cue.
fn script() -> Arc<Script> {
    let mut script = serde_json::to_value(&*crate::tui::testing::script()).unwrap();
    script["sessions"][0]["stages"][0]["prompts"][1] = serde_json::json!({
        "id": "write", "kind": "record", "to": "me", "weight": "must",
        "cue": ["Let us write it down"], "record": "agreement"
    });
    Arc::new(serde_json::from_value(script).unwrap())
}

fn here(world: &World) -> Option<TurnKey> {
    let case = world.app.model().case()?;
    case.position().cloned()
}

#[test]
fn going_on_with_nothing_written_down_says_so_once_and_goes_on_with_the_next_key() {
    let world = World::conference_from(script()).press("space");
    let before = here(&world);
    let mut world = world.press("space");
    assert_eq!(here(&world), before);
    let screen = world.screen(80, 24);
    assert!(screen.contains("Nothing is written down yet."), "{screen}");
    assert!(world.app.overlays().is_empty());
    let world = world.press("space");
    assert_ne!(here(&world), before);
    let world = world.press("backspace");
    assert_eq!(here(&world), before);
    let world = world.press("space");
    assert_ne!(here(&world), before, "it is said once");
}

#[test]
fn an_idea_without_words_says_in_the_pane_that_it_waits() {
    let mut world = World::conference().press("a");
    let picture = world.screen(120, 40);
    assert!(picture.contains("  Idea waiting"), "{picture}");
}
