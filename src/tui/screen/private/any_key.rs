//! In private time no key records anything but a call back in and the end.

use proptest::prelude::*;

use crate::case::{Command, Event, Refusal};
use crate::script::StageId;
use crate::tui::testing::World;

/// Keys by name, the usual ones and the rest of the keyboard.
const KEYS: &[&str] = &[
    "space",
    "enter",
    "esc",
    "backspace",
    "tab",
    "backtab",
    "up",
    "down",
    "left",
    "right",
    "pgup",
    "pgdn",
    "home",
    "end",
    "delete",
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "i",
    "j",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "w",
    "x",
    "y",
    "z",
    "-",
    ".",
    ":",
    "?",
    "1",
    "2",
    "3",
    "9",
    "ctrl-r",
    "ctrl-l",
    "ctrl-n",
    "ctrl-g",
    "ctrl-s",
    "ctrl-w",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_thousand_keys_record_anything_but_calls_and_the_end(
        keys in proptest::collection::vec(proptest::sample::select(KEYS), 1_000)
    ) {
        let mut world = in_private_time();
        let before = history(&world).len();
        for key in keys {
            world = world.press(key);
            let events = &history(&world)[before..];
            let is_end = |event: &Event| {
                matches!(event, Event::PrivateTimeEnded | Event::SessionEnded { .. })
            };
            for event in events {
                let allowed = *event == Event::CalledBackIn || is_end(event);
                prop_assert!(allowed, "{event:?}");
                if is_end(event) {
                    return Ok(());
                }
            }
        }
    }
}

fn history(world: &World) -> Vec<Event> {
    let case = world.app.model().case().expect("a case");
    case.history
        .iter()
        .map(|recorded| recorded.event.clone())
        .collect()
}

/// A family conference whose family has just been left alone.
fn in_private_time() -> World {
    let mut world = World::family();
    let to = Command::GoToStage(StageId::new("private-time"));
    for _ in 0..20 {
        let refusal = world.app.model().refusal_of(&to);
        let Some(Refusal::GatesOpen(gates)) = refusal else {
            break;
        };
        for gate in gates {
            world = world.execute(Command::AnswerGate {
                gate,
                met: true,
                reason: None,
            });
        }
    }
    let world = world.execute(to);
    assert!(
        world.app.model().is_private(),
        "the family is not alone yet"
    );
    world
}
