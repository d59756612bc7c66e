//! In private time no key records anything but a call back in and the end.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;

use crate::case::{Command, Event, Refusal};
use crate::desk::Desk;
use crate::script::StageId;
use crate::store::{MemoryDisk, Storage as _};
use crate::tui::app::Outside;
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
    "ctrl-q",
    "ctrl-c",
    "ctrl-z",
    PASTE,
];

/// Stands among the keys for a paste.
const PASTE: &str = "paste";
/// A note that was half-typed before.
const HALF: &str = "half a sent";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_thousand_keys_record_anything_but_calls_and_the_end(
        keys in proptest::collection::vec(proptest::sample::select(KEYS), 1_000)
    ) {
        let disk = Arc::new(MemoryDisk::default());
        let mut world = in_private_time(&disk);
        let events = history(&world).len();
        let files = beside_the_journal(&world, &disk);
        prop_assert!(files.iter().any(|(name, _)| name == "draft"));
        for key in keys {
            let (after, before) = (press(world, key), events);
            world = after;
            if world.app.model().case().is_none() || world.app.is_finished() {
                // Somebody left; nothing may have been kept on the way out.
                break;
            }
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
        prop_assert_eq!(beside_the_journal(&world, &disk), files);
    }
}

/// Presses a key and does what the owner of the terminal would.
fn press(world: World, key: &str) -> World {
    if key == PASTE {
        return world.paste("what they said\nwhile alone");
    }
    let mut world = world.press(key);
    if world.app.take_outside().contains(&Outside::Suspend) {
        world.app.keep_before_stopping();
    }
    world
}

/// Every file of the case but its journal, once everything is saved.
fn beside_the_journal(world: &World, disk: &MemoryDisk) -> Vec<(String, Vec<u8>)> {
    if let Some(flusher) = world.app.model().desk.as_ref().and_then(Desk::flusher) {
        assert_eq!(flusher.flush(Duration::from_secs(30)), 0);
    }
    let folder = Path::new("/home/cases/RC-0412");
    let mut names = disk.list(folder).expect("the folder of the case");
    names.retain(|name| !matches!(name.as_str(), "journal" | "scripts" | ".lock"));
    names.sort();
    let read = |name: String| {
        let bytes = disk.read(&folder.join(&name), 1 << 24);
        (name, bytes.unwrap_or_default())
    };
    names.into_iter().map(read).collect()
}

fn history(world: &World) -> Vec<Event> {
    let case = world.app.model().case().expect("a case");
    case.history
        .iter()
        .map(|recorded| recorded.event.clone())
        .collect()
}

/// A family conference whose family has just been left alone, with half a note put away before.
fn in_private_time(disk: &Arc<MemoryDisk>) -> World {
    left_alone(World::family_on(disk.clone()).press("n").words(HALF))
}

/// A family meeting, once the family is alone.
pub(super) fn left_alone(mut world: World) -> World {
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
