//! Every screen and overlay with long, wide and right-to-left names, at both sizes.

use crate::case::{Command, ItemDraft, PersonId, Willing};
use crate::script::ItemKind;
use crate::tui::testing::World;

const LONG: &str = "Maximiliane-Theodora Featherstonehaugh-Cholmondeley of Upper Tregaron, called Maxi by her friends";
const NAMES: [&str; 3] = ["فاطمة الزهراء", LONG, "山田花子"];

/// Takes a picture at both sizes, and asserts that none of it is blank.
fn pictures(name: &str, mut world: World) {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let picture = world.screen(columns, rows);
        assert!(
            picture
                .lines()
                .any(|line| line.trim_matches(['"', ' ']).len() > 20)
        );
        insta::assert_snapshot!(format!("names_{name}_{columns}x{rows}"), picture);
    }
}

fn room() -> World {
    World::conference_of(&NAMES, false)
}

fn with_item() -> World {
    let draft = ItemDraft::new(
        ItemKind::Action,
        "Maxi mends the gate at the side of the house.",
    );
    room().execute(Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    })
}

#[test]
fn people_and_their_panels() {
    pictures("people", room().press("h"));
    pictures("person", room().press("h down e"));
    pictures("willing", room().press("h down w"));
    pictures("presence", room().press("l"));
}

#[test]
fn the_room_and_its_panels() {
    pictures("order", room().press("o"));
    pictures("go_to", room().press("g"));
    pictures("skip", room().press("-"));
    pictures("time_out", room().press("t t"));
    pictures("marks", room().press("space k q m"));
    let gone = Command::SayWilling(PersonId(2), Willing::Withdrawn);
    pictures("withdrawal", room().execute(gone).press("space"));
}

#[test]
fn the_agreement_and_signing() {
    pictures("item", with_item().press("tab e down down"));
    pictures("answers", with_item().press("tab tab"));
    pictures("read_back", with_item().press("r"));
    pictures("signing", with_item().press("tab s"));
    pictures("leaving", room().press("ctrl-q"));
}
