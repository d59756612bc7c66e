use crate::case::{Command, MarkKind, PersonId, Presence, TurnKey};
use crate::script::{PromptId, StageId};
use crate::tui::testing::World;

fn mark(world: World, kind: MarkKind, text: Option<&str>) -> World {
    world.wait(41_000).execute(Command::Mark {
        kind,
        person: Some(PersonId(2)),
        text: text.map(str::to_owned),
    })
}

fn marked() -> World {
    let world = mark(World::conference(), MarkKind::KeyPoint, None);
    let world = mark(world, MarkKind::Idea, Some("mend the gate"));
    let world = mark(
        world,
        MarkKind::Question,
        Some("Who paid?\nAsk Ann as well."),
    );
    mark(world, MarkKind::Safety, None).press("m")
}

#[test]
fn a_list_in_which_every_mark_looks_alike() {
    let mut world = marked();
    insta::assert_snapshot!("marks_80x24", world.screen(80, 24));
    assert!(!world.screen(80, 24).to_lowercase().contains("safety"));
    let mut world = world.press("up k q");
    insta::assert_snapshot!("marks_120x40", world.screen(120, 40));
    let case = world.app.model().case().unwrap();
    assert!(case.marks[2].kept && case.marks[2].settled);
}

#[test]
fn a_safety_mark_and_its_words_cannot_be_told_from_a_key_point_without_words() {
    let marked_as = |kind| mark(World::conference(), kind, None).press("m");
    let with_words = |kind| {
        let world = marked_as(kind).press("enter");
        world.words("He has a knife").press("enter")
    };
    let mut plain = marked_as(MarkKind::KeyPoint);
    let mut safety = marked_as(MarkKind::Safety);
    assert_eq!(plain.screen(80, 24), safety.screen(80, 24));
    let mut plain = plain.press("k");
    let mut safety = safety.press("k");
    assert_eq!(plain.screen(80, 24), safety.screen(80, 24));

    let picture = with_words(MarkKind::KeyPoint).screen(80, 24);
    assert!(picture.contains("He has a knife"), "{picture}");
    assert!(
        picture.contains("The words stand with the mark."),
        "{picture}"
    );
    let mut safety = with_words(MarkKind::Safety);
    let picture = safety.screen(80, 24);
    assert!(!picture.contains("knife"), "{picture}");
    assert!(
        picture.contains("The words stand with the mark."),
        "{picture}"
    );
    let mut safety = safety.press("enter");
    let picture = safety.screen(80, 24);
    assert!(!picture.contains("knife"), "{picture}");
    let case = safety.app.model().case().unwrap();
    assert_eq!(case.marks[0].words[0].text(), Some("He has a knife"));
}

#[test]
fn delete_twice_strikes_for_good_and_another_key_leaves_it() {
    let mut world = marked().press("delete");
    insta::assert_snapshot!("marks_striking_80x24", world.screen(80, 24));
    insta::assert_snapshot!("marks_striking_120x40", world.screen(120, 40));
    let world = world.press("z delete");
    assert_eq!(world.app.model().case().unwrap().marks.len(), 4);
    let world = world.press("up delete down delete");
    assert_eq!(world.app.model().case().unwrap().marks.len(), 4);
    let world = world.press("esc");
    assert_eq!(
        world.app.screen().layer().title(world.app.model()),
        "Marks and notes (4)"
    );
    let world = world.press("delete delete");
    assert_eq!(world.app.model().case().unwrap().marks.len(), 3);
    let world = world.press("u u u");
    let case = world.app.model().case().unwrap();
    assert!(case.marks.iter().all(|mark| mark.kind != MarkKind::Safety));
}

#[test]
fn words_are_added_to_the_selected_mark() {
    let world = marked().press("home enter").words("He looked up.");
    let world = world.press("enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.marks[0].words[0].text(), Some("He looked up."));
}

#[test]
fn long_names_and_small_windows_break_nothing() {
    let wide = "漢字".repeat(30);
    let names = ["Rose", wide.as_str(), "Ann"];
    let world = World::conference_of(&names, true);
    let mut world = mark(world, MarkKind::Note, Some("words")).press("m");
    insta::assert_snapshot!("marks_long_name_60x16", world.screen(60, 16));
    for (columns, rows) in [(1, 1), (2, 1), (10, 3), (40, 10), (300, 100)] {
        world.screen(columns, rows);
    }
}

#[test]
fn words_found_on_their_way_to_the_board_can_be_put_there() {
    let world = World::conference()
        .press("tab a")
        .words("Tom mends")
        .press("ctrl-q down enter enter");
    let people = world.app.model().case().unwrap().people.clone();
    let world = people.into_iter().fold(world, |world, person| {
        world.execute(Command::SetPresence(person.id, Presence::Here))
    });
    let mut world = world.execute(Command::ResumeSession).press("m").press("k");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Only what is agreed is kept"), "{picture}");
    assert!(picture.contains("Tom mends"), "{picture}");
    let world = world.press("tab");
    let case = world.app.model().case().unwrap();
    let mark = &case.marks[0];
    assert!(mark.used && !mark.kept);
    let item = case.board().next().unwrap();
    assert_eq!(item.parked_from, Some(mark.id));
}

#[test]
fn where_marks_only_are_made_it_is_said_when_words_can_be_added() {
    let who_stays = TurnKey {
        stage: StageId::new("who-stays"),
        prompt: PromptId::new("who-stays"),
        person: None,
        round: 1,
    };
    let world = World::family().press("k");
    let world = world.attempt(Command::GoToTurn(who_stays));
    let mut world = world.past_checks().press("k m enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("stage is over."), "{picture}");
    let mut world = world.words("xk").press("esc");
    assert!(!world.screen(80, 24).contains("Enter keeps these words"));
    let world = world.press("home enter").words("the gate").press("enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.marks.len(), 2);
    assert_eq!(case.marks[0].words[0].text(), Some("the gate"));
}
