//! Going on from a cue that records something, with nothing recorded.

use crate::case::{Command, TurnKey};
use crate::script::StageId;
use crate::tui::testing::World;

fn here(world: &World) -> Option<TurnKey> {
    let case = world.app.model().case()?;
    case.position().cloned()
}

/// At the cue that writes down what was agreed.
fn at_the_board() -> World {
    let mut world = World::conference().execute(Command::GoToStage(StageId::new("agreement")));
    while here(&world).is_some_and(|turn| turn.prompt.as_str() != "write") {
        world = world.press("space");
    }
    world
}

#[test]
fn going_on_with_nothing_written_down_says_so_once_and_goes_on_with_the_next_key() {
    let world = at_the_board();
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
