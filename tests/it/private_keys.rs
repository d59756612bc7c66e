//! In private time no key records anything but a call back in and the end.

use talking_piece::case::{Command, Event, Refusal};
use talking_piece::script::StageId;
use talking_piece::tui::testing::World;

use crate::support::random::Random;

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

#[test]
fn no_thousand_keys_record_anything_but_calls_and_the_end() {
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let mut world = in_private_time();
        let before = history(&world).len();
        for _ in 0..1_000 {
            world = world.press(KEYS[random.below(KEYS.len())]);
            let events = history(&world);
            for event in &events[before..] {
                assert!(
                    matches!(
                        event,
                        Event::CalledBackIn | Event::PrivateTimeEnded | Event::SessionEnded { .. }
                    ),
                    "seed {seed}: {event:?}"
                );
                if matches!(event, Event::PrivateTimeEnded | Event::SessionEnded { .. }) {
                    break;
                }
            }
            if events[before..]
                .iter()
                .any(|event| matches!(event, Event::PrivateTimeEnded | Event::SessionEnded { .. }))
            {
                break;
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
