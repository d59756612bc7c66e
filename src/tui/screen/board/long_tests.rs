//! A board that is longer than the screen, and what its panel says before it is closed.

use chrono::NaiveDate;

use crate::case::{
    Answer, Command, ItemDraft, ItemId, KeptFor, MarkKind, Party, PersonId, SpokenDate,
};
use crate::script::ItemKind;
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::{World, script};

fn write(world: World, draft: ItemDraft) -> World {
    world.execute(Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    })
}

fn agreed(world: World, item: u16) -> World {
    (1..=3).fold(world, |world, person| {
        let (item, person) = (ItemId(item), PersonId(person));
        world
            .execute(Command::AnswerItem(item, person, Answer::Yes))
            .execute(Command::AnswerReadBack(item, person, Answer::Yes))
    })
}

fn on(day: u32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

#[test]
fn one_very_long_item_hides_neither_the_others_nor_whom_to_ask() {
    let mut world = World::conference();
    for text in ["word ".repeat(3_900).trim(), "Tom mends the gate"] {
        world = write(world, ItemDraft::new(ItemKind::Action, text));
    }
    let mut world = world.open(ScreenRequest::Board).press("f");
    let picture = world.screen(80, 24);
    assert!(picture.contains("2 Tom mends the gate"), "{picture}");
    assert_eq!(picture.matches("Ask Rose and Tom.").count(), 2, "{picture}");
    let mut world = agreed(agreed(world.press("esc"), 1), 2).press("f");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Close it as it stands"), "{picture}");
}

#[test]
fn as_many_items_are_listed_as_there_is_room_for() {
    let mut world = World::conference();
    for number in 1..=12 {
        let text = format!("Thing number {number}");
        world = write(world, ItemDraft::new(ItemKind::Action, text));
    }
    let mut world = world.open(ScreenRequest::Board).press("tab home");
    let picture = world.screen(120, 40);
    for number in 1..=12 {
        let row = format!("{number} Thing number {number} ");
        assert!(picture.contains(&row), "{picture}");
    }
    assert!(picture.contains("Needs a yes from"), "{picture}");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Needs a yes from"), "{picture}");
}

#[test]
fn more_items_than_fit_are_read_by_moving_on() {
    let mut world = World::conference();
    for number in 1..=12 {
        let text = format!("Thing number {number}");
        world = write(world, ItemDraft::new(ItemKind::Action, text));
    }
    let mut world = world.open(ScreenRequest::Board).press("f");
    let picture = world.screen(80, 24);
    assert!(!picture.contains("12 Thing number 12"), "{picture}");
    assert!(picture.contains("read on"), "{picture}");
    let mut world = world.press("pgdn pgdn");
    let picture = world.screen(80, 24);
    assert!(picture.contains("12 Thing number 12"), "{picture}");
    let mut world = world.press("pgup pgup");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Somebody whose yes"), "{picture}");
    let mut world = world.press("down");
    let picture = world.screen(80, 24);
    assert!(!picture.contains("Somebody whose yes"), "{picture}");
}

#[test]
fn what_is_due_after_the_review_is_named_before_closing() {
    let mut draft = ItemDraft::new(ItemKind::Action, "Tom mends the gate");
    draft.owner = vec![Party::Person(PersonId(2))];
    draft.due = Some(SpokenDate {
        on: on(11, 12),
        said: "11 december".to_owned(),
    });
    let mut reviewed = serde_json::to_value(&*script()).unwrap();
    reviewed["agreement"]["review"] = serde_json::json!({
        "ask": "When do we look again?", "after_weeks": 6
    });
    let reviewed = serde_json::from_value(reviewed).unwrap();
    let world = write(World::conference_from(std::sync::Arc::new(reviewed)), draft);
    let world = agreed(world, 1).execute(Command::SetReview(Some(on(30, 11))));
    let mut world = world.open(ScreenRequest::Board).press("f");
    let picture = world.screen(80, 24);
    assert!(picture.contains("due after the review"), "{picture}");
    assert!(picture.contains("Close it as it stands"), "{picture}");
}

#[test]
fn questions_that_do_not_fit_are_read_in_their_own_part_of_the_board() {
    let text = "Tom tries to be nice soon, to pay money and to keep in touch as much as possible";
    let world = write(World::conference(), ItemDraft::new(ItemKind::Action, text));
    let mut world = world.open(ScreenRequest::Board);
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("more questions: Tab leads to them"),
        "{picture}"
    );
    let last = "How will people be in touch";
    assert!(!picture.contains(last), "{picture}");
    let mut world = world.press("tab tab end");
    let picture = world.screen(80, 24);
    assert!(picture.contains(last), "{picture}");
    insta::assert_snapshot!("board_questions_80x24", picture);
    let mut world = world.press("tab");
    let picture = world.screen(80, 24);
    assert!(picture.contains("leads to them"), "{picture}");
}

#[test]
fn the_board_and_the_panel_ask_the_same_people_for_their_yes() {
    let mut without_veto = (*script()).clone();
    without_veto.agreement.veto.clear();
    let mut draft = ItemDraft::new(ItemKind::Action, "Tom mends the gate");
    draft.owner = vec![Party::Person(PersonId(2))];
    let world = World::conference_from(std::sync::Arc::new(without_veto));
    let mut world = write(world, draft).open(ScreenRequest::Board);
    let told = "Needs a yes from Tom. Ask Rose and Ann too.";
    let picture = world.screen(120, 40);
    assert!(picture.contains(told), "{picture}");
    let mut world = world.press("f");
    let picture = world.screen(120, 40);
    assert_eq!(picture.matches(told).count(), 2, "{picture}");
}

#[test]
fn how_many_questions_were_left_open_is_one_number_whatever_is_selected() {
    let mut world = write(
        World::conference(),
        ItemDraft::new(ItemKind::Action, "Tom tries to mend it"),
    );
    world = write(world, ItemDraft::new(ItemKind::Action, "They nod"));
    let world = agreed(agreed(world, 1), 2).execute(Command::CloseAgreement);
    let told = |picture: &str| {
        let (_, told) = picture.split_once("Closed with ").unwrap();
        told.split_once(' ').unwrap().0.to_owned()
    };
    let mut world = world.open(ScreenRequest::Board);
    let first = told(&world.screen(120, 40));
    let mut world = world.press("home down");
    assert_eq!(told(&world.screen(120, 40)), first);
    let mut world = world.press("home");
    assert_eq!(told(&world.screen(120, 40)), first);
}

#[test]
fn many_helpers_do_not_hide_by_when_and_how_much() {
    let mut draft = ItemDraft::new(ItemKind::Action, "Tom pays for the gate");
    draft.owner = vec![Party::Person(PersonId(2))];
    draft.helped_by = (1..=12)
        .map(|number| Party::Other(format!("Helper number {number}")))
        .collect();
    draft.due = Some(SpokenDate {
        on: on(11, 12),
        said: "11 december".to_owned(),
    });
    draft.amount = Some("120 pounds".to_owned());
    let world = agreed(write(World::conference(), draft), 1);
    let world = world.execute(Command::CloseAgreement);
    let mut world = world.open(ScreenRequest::Board).press("tab");
    let picture = world.screen(80, 24);
    assert!(picture.contains("By: Friday 11 December"), "{picture}");
    assert!(picture.contains("How much: 120 pounds"), "{picture}");
}

#[test]
fn words_that_are_kept_with_what_is_about_safety_stand_neither_on_the_board_nor_in_the_room() {
    for kind in [MarkKind::Idea, MarkKind::Question] {
        let mut world = World::conference().execute(Command::Mark {
            kind,
            person: None,
            text: Some("the knife at home".to_owned()),
        });
        assert!(world.screen(120, 40).contains("knife"), "{kind:?}");
        let id = world.app.model().case().unwrap().marks[0].id;
        let mut world = world.execute(Command::KeepFor(id, KeptFor::Restricted));
        assert!(!world.screen(120, 40).contains("knife"), "{kind:?}");
        let mut world = world.press("tab");
        assert!(!world.screen(120, 40).contains("knife"), "{kind:?}");
    }
}

#[test]
fn once_it_is_closed_the_way_on_to_signing_is_shown_in_every_part() {
    let mend = ItemDraft::new(ItemKind::Action, "Tom mends the gate");
    let world = agreed(write(World::conference(), mend), 1)
        .execute(Command::CloseAgreement)
        .open(ScreenRequest::Board);
    let parts = ["", "tab", "tab tab"];
    parts.into_iter().fold(world, |world, keys| {
        let mut world = world.press(keys);
        let picture = world.screen(80, 24);
        let footer = picture.lines().last().unwrap();
        assert!(footer.contains("s sign"), "{picture}");
        world
    });
}
