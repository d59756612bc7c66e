use crate::case::{Answer, Command, Item, ItemDraft, PersonId};
use crate::script::ItemKind;
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::World;

fn item(world: &World) -> &Item {
    let case = world.app.model().case().unwrap();
    case.board().next().unwrap()
}

/// The board with one item, at the answer of the first person.
fn asked() -> World {
    World::conference()
        .execute(Command::WordItem {
            item: None,
            draft: Box::new(ItemDraft::new(ItemKind::Action, "Tom mends the gate")),
            from: None,
        })
        .open(ScreenRequest::Board)
        .press("tab")
}

#[test]
fn what_would_have_to_change_stands_beside_the_answer_and_no_letter_is_a_key() {
    let mut world = asked().press("c").words("by may, not now");
    insta::assert_snapshot!("change_80x24", world.screen(80, 24));
    insta::assert_snapshot!("change_120x40", world.screen(120, 40));
    assert!(item(&world).answers.is_empty());
    let mut world = world.press("enter");
    let first = PersonId(1);
    assert_eq!(item(&world).answer_of(first), Some(Answer::Change));
    assert_eq!(item(&world).answers.len(), 1);
    let picture = world.screen(120, 40);
    assert!(picture.contains("by may, not now"), "{picture}");
    let world = world.press("u");
    assert!(item(&world).answers.is_empty() && item(&world).changes.is_empty());
}

#[test]
fn without_words_it_is_the_answer_alone_and_the_next_person_is_asked() {
    let world = asked().press("c enter y");
    let answers: Vec<Answer> = item(&world).answers.values().copied().collect();
    assert_eq!(answers, [Answer::Change, Answer::Yes]);
    assert!(item(&world).changes.is_empty());
}

#[test]
fn going_back_records_nothing_and_stays_with_the_person() {
    let world = asked().press("c esc y");
    assert_eq!(item(&world).answer_of(PersonId(1)), Some(Answer::Yes));
}

#[test]
fn another_answer_takes_the_words_with_it() {
    let world = asked().press("c").words("later").press("enter up y");
    assert_eq!(item(&world).answer_of(PersonId(1)), Some(Answer::Yes));
    assert!(item(&world).changes.is_empty());
}

#[test]
fn what_is_said_at_reading_back_is_the_newer_answer_and_shows_on_both() {
    let world = asked().press("y y y").open(ScreenRequest::ReadBack);
    let world = world.press("a c").words("later").press("enter");
    let (first, second) = (PersonId(1), PersonId(2));
    for (person, answer) in [(first, Answer::Abstains), (second, Answer::Change)] {
        assert_eq!(item(&world).answer_of(person), Some(answer));
        assert_eq!(item(&world).read_back_of(person), Some(answer));
    }
    assert_eq!(item(&world).changes[&second], "later");
}
