//! What stands around every screen: how saving stands, messages, signs, the blank curtain.

use super::sizes_tests::every_place;
use crate::case::Now;
use crate::desk::{MissingSeal, SaveStatus};
use crate::tui::effect::{Effect, Message};
use crate::tui::testing::World;

fn status(world: &World, waiting: usize, problem: Option<&str>) -> SaveStatus {
    let now: Now = world.app.model().now;
    SaveStatus {
        saved: Some((41, now)),
        waiting,
        waiting_since: (waiting > 0).then_some(now),
        problem: problem.map(str::to_owned),
        ..SaveStatus::default()
    }
}

fn standing(waiting: usize, problem: Option<&str>) -> World {
    let mut world = World::conference().press("space space");
    let status = status(&world, waiting, problem);
    world.app.set_save_status_for_test(status);
    world
}

const FULL: &str = "The disk is full. Free some space; what was typed is kept in memory, and \
                    saving is tried again every few seconds.";

/// All that stands on a blank curtain.
const BLANK: &str = "Ctrl-L shows the screen again";

#[test]
fn how_saving_stands_is_said_in_words_on_every_size() {
    for (name, mut world) in [
        ("saved", standing(0, None)),
        ("saving", standing(2, None)),
        ("not_saved", standing(3, Some(FULL))),
    ] {
        insta::assert_snapshot!(format!("{name}_room_80x24"), world.screen(80, 24));
        insta::assert_snapshot!(format!("{name}_room_120x40"), world.screen(120, 40));
        insta::assert_snapshot!(format!("{name}_tiny_40x10"), world.screen(40, 10));
        let mut world = world.press("b");
        insta::assert_snapshot!(format!("{name}_curtain_80x24"), world.screen(80, 24));
        let mut world = world.press("b ctrl-l");
        let said = match name {
            "not_saved" => format!("NOT SAVED  {BLANK}"),
            _ => BLANK.to_owned(),
        };
        let blank = world.screen(80, 24);
        assert_eq!(blank.trim(), said, "a blank curtain is blank otherwise");
    }
}

const NO_KEY: &str = "/home/ann/.local/share/talking-piece/state/seal-key: could not make the key \
                      that seals closings, because it is not permitted. Ask who looks after this \
                      computer for the right to write there.";

fn missing(is_noted: bool) -> MissingSeal {
    let problem = NO_KEY.to_owned();
    MissingSeal { problem, is_noted }
}

#[test]
fn a_seal_that_no_later_opening_makes_is_not_promised() {
    let mut world = standing(0, None);
    let status = SaveStatus {
        unsealed: Some(missing(false)),
        ..status(&world, 0, None)
    };
    world.app.set_save_status_for_test(status);
    let words = |picture: &str| -> String {
        let words = picture
            .split_whitespace()
            .filter(|word| *word != "\u{2502}");
        words.collect::<Vec<&str>>().join(" ")
    };
    for (columns, rows) in [(80, 24), (120, 40)] {
        let room = words(&world.screen(columns, rows));
        assert!(room.contains("then at the next closing."), "{room}");
        assert!(
            room.contains("write there."),
            "what to do is cut off: {room}"
        );
    }
    let leaving = words(&world.press("ctrl-q").screen(80, 24));
    for told in ["it gets one only when", "something in it is closed again."] {
        assert!(leaving.contains(told), "{leaving}");
    }
    assert!(!leaving.contains("next opened"), "{leaving}");
}

#[test]
fn a_seal_without_its_key_is_told_as_no_loss_and_holds_nobody() {
    let mut world = standing(0, None);
    let unsealed = Some(missing(true));
    let status = SaveStatus {
        unsealed,
        ..status(&world, 0, None)
    };
    world.app.set_save_status_for_test(status);
    insta::assert_snapshot!("unsealed_room_80x24", world.screen(80, 24));
    insta::assert_snapshot!("unsealed_room_120x40", world.screen(120, 40));
    assert!(world.screen(40, 10).contains("not sealed"));
    for picture in [world.screen(80, 24), world.screen(40, 10)] {
        assert!(!picture.contains("NOT SAVED"), "{picture}");
    }
    let mut world = world.press("ctrl-q");
    insta::assert_snapshot!("unsealed_leaving_80x24", world.screen(80, 24));
    let world = world.press("end enter");
    assert!(world.app.is_finished());
}

#[test]
fn that_everything_is_saved_is_said_only_while_it_is() {
    for (waiting, problem) in [(2, None), (3, Some(FULL)), (0, Some(FULL))] {
        let mut world = standing(0, None);
        let status = SaveStatus {
            unsealed: Some(missing(true)),
            ..status(&world, waiting, problem)
        };
        world.app.set_save_status_for_test(status);
        let room = world.screen(120, 40);
        let leaving = world.press("ctrl-q").screen(120, 40);
        for picture in [room, leaving] {
            assert!(!picture.contains("Everything is saved"), "{picture}");
        }
    }
}

#[test]
fn the_last_sentence_of_a_message_is_never_lost() {
    let long = "Nobody has said yet whether they are still willing to take part in this meeting \
                today. Ask each person alone, then record it with w.";
    for (columns, rows) in [(80, 24), (60, 16), (40, 10)] {
        let mut world = World::conference();
        let say = Effect::Say(Message::refused(long));
        world.app.perform_for_test(say);
        let picture = world.screen(columns, rows);
        let words: Vec<&str> = picture.split_whitespace().collect();
        assert!(words.ends_with(&["it", "with", "w."]) || words.join(" ").contains("it with w."));
    }
}

#[test]
fn d06_plain_signs_are_all_ascii() {
    for keys in [
        "", "f", "?", ":", "o", "g", "l", "h a tab", "n x", "ctrl-q", "b",
    ] {
        let mut world = World::plain().press(keys);
        for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
            let picture = world.screen(columns, rows);
            assert!(picture.is_ascii(), "{keys}: {picture}");
        }
    }
    let mut world = World::plain();
    insta::assert_snapshot!("plain_signs_80x24", world.screen(80, 24));
    insta::assert_snapshot!("plain_signs_120x40", world.screen(120, 40));
    let status = status(&world, 2, None);
    world.app.set_save_status_for_test(status);
    assert!(world.screen(80, 24).contains("Saving..."));
}

#[test]
fn everything_is_hidden_from_anywhere_and_half_typed_words_survive() {
    for keys in [
        "n",
        "space tab",
        "h a",
        ":",
        "?",
        "l",
        "o",
        "g",
        "ctrl-q",
        "f",
        "h",
        "h w",
    ] {
        let mut world = World::conference().press(keys);
        if world.app.top().is_typing() {
            world = world.words("secret");
        }
        let before = world.screen(80, 24);
        let mut world = world.press("ctrl-l");
        assert_eq!(world.screen(80, 24).trim(), BLANK, "{keys}");
        let mut world = world.press("x ctrl-l");
        let after = world.screen(80, 24);
        let bar = |picture: &str| {
            let lines = picture.lines().filter(|line| !line.contains(" min"));
            lines.collect::<Vec<&str>>().join("\n")
        };
        assert_eq!(bar(&after), bar(&before), "{keys}");
    }
}

#[test]
fn no_letter_shows_again_what_was_hidden() {
    let hidden = World::conference().press("n").words("unsaid");
    let mut world = hidden.press("ctrl-l").words(" a cab. Bye");
    assert_eq!(world.screen(80, 24).trim(), BLANK);
    let mut world = world.press("ctrl-l");
    assert!(world.screen(80, 24).contains("unsaid"));
    assert!(!world.screen(80, 24).contains("cab"));
}

#[test]
fn behind_the_clock_everything_can_be_hidden_too() {
    let mut world = World::conference().press("b ctrl-l");
    assert_eq!(world.screen(80, 24).trim(), BLANK);
    let mut world = world.press("b");
    assert_eq!(world.screen(80, 24).trim(), BLANK);
    let mut world = world.press("ctrl-l");
    assert!(world.screen(80, 24).contains("Stage 1"));
}

#[test]
fn every_place_is_hidden_at_once_and_comes_back_as_it_was() {
    for place in every_place() {
        let mut world = World::family();
        world.app.perform_for_test(place.clone());
        if world.app.top().is_typing() {
            world = world.words("unsaid");
        }
        let before = world.screen(80, 24);
        let mut world = world.press("ctrl-l");
        assert_eq!(world.screen(80, 24).trim(), BLANK, "{place:?}");
        let mut world = world.press("y enter ctrl-l");
        let typed = before.contains("unsaid");
        assert_eq!(world.screen(80, 24).contains("unsaid"), typed, "{place:?}");
        assert_eq!(world.screen(80, 24).lines().next(), before.lines().next());
    }
}

#[test]
fn every_place_has_plain_signs() {
    for place in every_place() {
        let mut world = World::plain();
        world.app.perform_for_test(place.clone());
        let picture = world.screen(80, 24);
        assert!(picture.is_ascii(), "{place:?}: {picture}");
    }
}

#[test]
fn what_has_the_keys_is_seen_on_the_smallest_screen_too() {
    let mut world = World::conference().press("ctrl-q");
    insta::assert_snapshot!("leave_tiny_40x10", world.screen(40, 10));
    let mut world = World::practice().press("tab");
    insta::assert_snapshot!("board_tiny_40x10", world.screen(40, 10));
    let mut world = World::prepared().press("y y b b");
    assert!(world.screen(40, 10).contains("Welcome"));
}

#[test]
fn a_blank_curtain_says_that_it_is_practice() {
    let mut world = World::practice().press("ctrl-l");
    assert_eq!(world.screen(80, 24).trim(), format!("PRACTICE  {BLANK}"));
}

#[test]
fn leaving_is_asked_over_the_curtain_and_what_was_hidden_stays_hidden() {
    let cue = "Welcome, and thank you";
    let mut world = World::conference();
    assert!(world.screen(80, 24).contains(cue));
    let mut world = world.press("ctrl-l ctrl-q");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("How would you like to leave?"),
        "{picture}"
    );
    assert!(!picture.contains(cue), "{picture}");
    let mut world = world.press("? esc");
    assert_eq!(world.screen(80, 24).trim(), BLANK);
    let mut world = world.press("ctrl-q ctrl-l");
    assert_eq!(world.screen(80, 24).trim(), BLANK);
    let mut world = world.press("ctrl-q down enter");
    assert!(world.screen(80, 24).contains("day"), "the day is asked for");
    assert_eq!(world.app.model().curtain, None);
}

#[test]
fn what_to_do_about_saving_stays_beside_what_was_just_said() {
    let mut world = standing(3, Some(FULL));
    let said = Message::done("One calm line.");
    world.app.perform_for_test(Effect::Say(said));
    let picture = world.screen(80, 24);
    assert!(picture.contains("One calm line."), "{picture}");
    assert!(picture.contains("Free some space"), "{picture}");
}

#[test]
fn after_a_rescue_the_missing_seal_is_told_beside_the_place() {
    for is_noted in [true, false] {
        let mut world = standing(0, None);
        let status = SaveStatus {
            unsealed: Some(missing(is_noted)),
            rescued_to: Some("/home/ann/.local/share/talking-piece/state/rescue".into()),
            ..status(&world, 0, None)
        };
        world.app.set_save_status_for_test(status);
        let words = |picture: &str| -> String {
            let words = picture
                .split_whitespace()
                .filter(|word| *word != "\u{2502}");
            words.collect::<Vec<&str>>().join(" ")
        };
        for (columns, rows) in [(80, 24), (120, 40)] {
            let room = words(&world.screen(columns, rows));
            for told in [
                "state/rescue. It goes on from there.",
                "The seal of what was closed is missing. It is tried again",
            ] {
                assert!(room.contains(told), "{told}: {room}");
            }
        }
        let leaving = words(&world.press("ctrl-q").screen(80, 24));
        for told in ["It goes on from there.", "of what was closed is missing;"] {
            assert!(leaving.contains(told), "{told}: {leaving}");
        }
    }
}

#[test]
fn a_curtain_is_drawn_on_a_terminal_that_was_cleared() {
    for key in ["ctrl-l", "f12"] {
        let mut world = World::conference().press(key);
        assert!(world.app.model().curtain.is_some(), "{key}");
        assert!(world.app.take_changed());
        let asked = world.app.take_outside();
        assert!(asked.contains(&crate::tui::app::Outside::Wipe), "{key}");
        assert!(world.app.take_changed(), "what was cleared is drawn on");
        let mut world = world.press(key);
        assert_eq!(world.app.take_outside(), []);
    }
}
