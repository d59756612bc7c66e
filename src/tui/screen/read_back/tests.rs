use crate::case::{
    Answer, Attendance, Command, ItemDraft, ItemId, Party, PersonDetails, PersonId, Presence,
};
use crate::script::{ItemKind, RoleId, SessionKindId};
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::World;

fn item(text: &str, owner: u16) -> Command {
    let mut draft = ItemDraft::new(ItemKind::Action, text);
    draft.owner = vec![Party::Person(PersonId(owner))];
    Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    }
}

fn two(world: World) -> World {
    world
        .execute(item("Tom mends the side gate.", 2))
        .execute(item("Ann comes to the football on Saturdays.", 3))
        .open(ScreenRequest::ReadBack)
}

#[test]
fn one_item_at_a_time_person_by_person() {
    let mut world = two(World::conference());
    insta::assert_snapshot!("read_back_80x24", world.screen(80, 24));
    insta::assert_snapshot!("read_back_120x40", world.screen(120, 40));
    let mut world = world.press("y y");
    insta::assert_snapshot!("read_back_third_person_60x16", world.screen(60, 16));
    let mut world = world.press("a space y n c enter space");
    insta::assert_snapshot!("read_back_end_80x24", world.screen(80, 24));
    insta::assert_snapshot!("read_back_end_120x40", world.screen(120, 40));
    let case = world.app.model().case().unwrap();
    let second = case.item(ItemId(2)).unwrap();
    assert_eq!(second.read_back_of(PersonId(2)), Some(Answer::NotYet));
    assert_eq!(second.read_back_of(PersonId(3)), Some(Answer::Change));
}

#[test]
fn what_was_read_back_whole_is_read_from_its_beginning_again() {
    let world = two(World::conference()).press("y y y space y y y space esc");
    let mut world = world.open(ScreenRequest::ReadBack);
    let picture = world.screen(80, 24);
    assert!(picture.contains("1 of 2"), "{picture}");
}

#[test]
fn a_yes_at_reading_back_is_an_answer_to_the_item() {
    let world = two(World::conference()).press("y y y");
    let case = world.app.model().case().unwrap();
    let first = case.item(ItemId(1)).unwrap();
    assert!(case.is_agreed(first));
    assert!(case.read_back_missing_for(first).is_empty());
}

#[test]
fn whoever_is_not_there_is_passed_over_and_cannot_answer() {
    let gone = |person, presence| Command::SetPresence(PersonId(person), presence);
    let world = World::conference()
        .execute(gone(1, Presence::Left))
        .execute(gone(3, Presence::Out));
    let mut world = two(world);
    let picture = world.screen(80, 24);
    assert!(picture.contains("left: not asked"), "{picture}");
    assert!(picture.contains("stepped out: not asked"), "{picture}");
    let mut world = world.press("y up y");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("They are not here to have it read"),
        "{picture}"
    );
    let case = world.app.model().case().unwrap();
    let read = |person| case.item(ItemId(1)).unwrap().read_back_of(PersonId(person));
    assert_eq!(read(2), Some(Answer::Yes));
    assert_eq!((read(1), read(3)), (None, None));
}

#[test]
fn a_yes_on_the_board_is_shown_and_asked_to_be_confirmed() {
    let yes = Command::AnswerItem(ItemId(1), PersonId(1), Answer::Yes);
    let mut world = two(World::conference()).execute(yes);
    let picture = world.screen(80, 24);
    assert!(picture.contains("said yes on the board"), "{picture}");
    insta::assert_snapshot!("read_back_after_the_board_80x24", picture);
    insta::assert_snapshot!("read_back_after_the_board_120x40", world.screen(120, 40));
    let mut world = world.press("y");
    let picture = world.screen(80, 24);
    assert!(!picture.contains("said yes on the board"), "{picture}");
    let case = world.app.model().case().unwrap();
    let first = case.item(ItemId(1)).unwrap();
    assert_eq!(first.read_back_of(PersonId(1)), Some(Answer::Yes));
}

#[test]
fn a_clicker_moves_and_the_end_leads_to_the_board() {
    let mut world = two(World::conference()).press("pgdn pgdn");
    assert!(
        world
            .screen(80, 24)
            .contains("2 items are still to be read back.")
    );
    let mut world = world.press("pgup");
    assert!(world.screen(80, 24).contains("2 of 2"));
    let mut world = world.press("pgdn pgdn");
    assert!(world.screen(80, 24).contains("Items (2)"));
}

#[test]
fn undo_takes_an_answer_back() {
    let world = two(World::conference()).press("y u");
    let case = world.app.model().case().unwrap();
    assert!(case.item(ItemId(1)).unwrap().read_back.is_empty());
}

#[test]
fn long_names_break_nothing_and_no_size_is_too_small() {
    let arabic = "فاطمة الزهراء بنت محمد بن عبد الله القرشية ".repeat(3);
    let arabic: String = arabic.chars().take(120).collect();
    let wide = "漢字".repeat(30);
    let names = [wide.as_str(), arabic.trim(), "Siân 👩‍👩‍👧"];
    let mut world = two(World::conference_of(&names, true));
    insta::assert_snapshot!("read_back_long_names_80x24", world.screen(80, 24));
    insta::assert_snapshot!("read_back_long_names_120x40", world.screen(120, 40));
    for (columns, rows) in [(1, 1), (2, 1), (10, 3), (40, 10), (60, 16), (300, 100)] {
        world.screen(columns, rows);
    }
}

/// Words of two thousand letters, some of them wide, each group told apart by its number.
fn long_words() -> Vec<String> {
    (0..400).map(|number| format!("字{number:03}")).collect()
}

/// Twelve people, and two long items.
fn twelve() -> World {
    let mut world = World::conference();
    for number in 4..13 {
        let details = PersonDetails {
            name: format!("Person {number}"),
            roles: vec![RoleId::new("supporter")],
            supports: None,
            said_as: None,
            attends: Attendance::Room,
        };
        world = world.execute(Command::AddPerson(details));
        let id = world.app.model().case().unwrap().people.last().unwrap().id;
        world = world.execute(Command::SetPresence(id, Presence::Here));
    }
    let words = long_words().join(" ");
    world
        .execute(item(&words, 2))
        .execute(item("Ann comes on Saturdays.", 3))
        .open(ScreenRequest::ReadBack)
}

#[test]
fn a_long_item_is_read_whole_before_the_next_one() {
    for (columns, rows) in [(80, 24), (60, 16), (40, 10), (120, 40)] {
        let mut world = twelve();
        let mut pictures = vec![world.screen(columns, rows)];
        while !pictures.last().unwrap().contains("Ann comes") {
            world = world.press("pgdn");
            pictures.push(world.screen(columns, rows));
            assert!(pictures.len() < 200, "the second item never comes");
        }
        pictures.pop();
        let all = pictures.join("\n");
        let mut rest = all.as_str();
        for word in long_words() {
            let place = rest.find(&word).map(|place| place + word.len());
            assert!(place.is_some(), "{columns}×{rows}: {word} was not read");
            rest = &rest[place.unwrap()..];
            assert!(!rest.contains(&word), "{word} was read twice");
        }
        assert!(pictures[0].contains("Enter reads on"), "{}", pictures[0]);
        let mut back = world.press("pgup");
        assert_eq!(back.screen(columns, rows), *pictures.last().unwrap());
    }
}

#[test]
fn a_message_hides_no_word_of_a_long_item() {
    for (columns, rows) in [(80, 24), (60, 16), (40, 10)] {
        let mut world = twelve();
        let calm = world.screen(columns, rows);
        let said = "One line after another that has to be read. ".repeat(6);
        let say = crate::tui::effect::Message::done(said);
        world
            .app
            .perform_for_test(crate::tui::effect::Effect::Say(say));
        let picture = world.screen(columns, rows);
        for word in long_words().iter().filter(|word| calm.contains(*word)) {
            assert!(picture.contains(word), "{columns}×{rows} {word}: {picture}");
        }
    }
}

/// Reads on until nothing of the first item is left to read.
fn at_the_last_part(mut world: World, columns: u16, rows: u16) -> World {
    while world.screen(columns, rows).contains("reads on") {
        world = world.press("space");
    }
    world
}

#[test]
fn nobody_answers_before_the_last_part_was_read() {
    for (columns, rows) in [(80, 24), (60, 16), (40, 10)] {
        let mut world = twelve();
        world.screen(columns, rows);
        for key in ["y", "c", "n", "a"] {
            world = world.press(key);
            let picture = world.screen(columns, rows);
            assert!(picture.contains("Read on first"), "{key}: {picture}");
            let case = world.app.model().case().unwrap();
            let first = case.item(ItemId(1)).unwrap();
            assert!(first.read_back.is_empty() && first.answers.is_empty());
        }
        world = at_the_last_part(world, columns, rows).press("y");
        let case = world.app.model().case().unwrap();
        let first = case.item(ItemId(1)).unwrap();
        assert_eq!(first.read_back_of(PersonId(1)), Some(Answer::Yes));
    }
}

#[test]
fn everybody_is_asked_beside_a_long_item() {
    for (columns, rows) in [(80, 24), (60, 16), (40, 10)] {
        let mut world = at_the_last_part(twelve(), columns, rows);
        for place in 0..12 {
            let picture = world.screen(columns, rows);
            assert!(picture.contains('›'), "{place}: {picture}");
            world = world.press("y");
        }
        let case = world.app.model().case().unwrap();
        let first = case.item(ItemId(1)).unwrap();
        assert_eq!(first.read_back.len(), 12);
    }
    let mut world = at_the_last_part(twelve(), 80, 24).press("y y");
    insta::assert_snapshot!("read_back_last_part_80x24", world.screen(80, 24));
    let mut world = twelve().press("space");
    insta::assert_snapshot!("read_back_long_item_80x24", world.screen(80, 24));
    insta::assert_snapshot!("read_back_long_item_60x16", world.screen(60, 16));
}

#[test]
fn after_many_items_all_of_them_can_be_looked_through() {
    let mut world = World::conference();
    for number in 1..=30 {
        world = world.execute(item(&format!("Step number {number}."), 2));
    }
    world = world.open(ScreenRequest::ReadBack);
    for _ in 0..30 {
        world = world.press("space");
    }
    let mut seen = String::new();
    for _ in 0..30 {
        seen.push_str(&world.screen(80, 24));
        world = world.press("down");
    }
    for number in 1..=30 {
        assert!(seen.contains(&format!("Step number {number}.")), "{number}");
    }
}

/// What was agreed elsewhere was brought along, opened again in a meeting, and its second line
/// worded anew, agreed and read back.
fn brought_and_worded_anew() -> World {
    let draft = |text: &str| ItemDraft::new(ItemKind::Action, text);
    let bring = Command::BringAgreement(vec![draft("Tom nods"), draft("Tom rings")].into());
    let reword = Command::WordItem {
        item: Some(ItemId(2)),
        draft: Box::new(draft("Tom rings on Sundays")),
        from: None,
    };
    let begin = Command::StartSession(SessionKindId::new("conference"));
    let world = World::prepared().execute(bring).execute(begin);
    let world = world.execute(Command::ReopenAgreement("another day".to_owned()));
    (1..=3).fold(world.execute(reword), |world, person| {
        let (item, person) = (ItemId(2), PersonId(person));
        world
            .execute(Command::AnswerItem(item, person, Answer::Yes))
            .execute(Command::AnswerReadBack(item, person, Answer::Yes))
    })
}

#[test]
fn what_was_brought_along_is_not_said_to_be_agreed_or_read_here() {
    let mut world = brought_and_worded_anew()
        .open(ScreenRequest::ReadBack)
        .press("space space");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("The rest was read back. Item 1 was"),
        "{picture}"
    );
    assert!(!picture.contains("Everything was read back"), "{picture}");
    let mut world = world.open(ScreenRequest::Board).press("f");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Item 1 was agreed elsewhere"), "{picture}");
    assert!(picture.contains("To the rest: everybody"), "{picture}");
    assert!(!picture.contains("all of it was read back"), "{picture}");
}

#[test]
fn what_was_brought_in_is_not_said_to_be_closed_here_nor_that_nobody_keeps_it() {
    let draft = ItemDraft::new(ItemKind::Action, "Tom nods");
    let mut world = World::prepared()
        .execute(Command::BringAgreement(vec![draft].into()))
        .open(ScreenRequest::Board);
    let picture = world.screen(80, 24);
    assert!(picture.contains("Brought in"), "{picture}");
    assert!(!picture.contains("no longer kept"), "{picture}");
    let mut world = world.open(ScreenRequest::Closing);
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("made elsewhere and brought in"),
        "{picture}"
    );
    assert!(!picture.contains("plan.json"), "{picture}");
}
