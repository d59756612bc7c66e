use crate::case::{Command, ItemDraft, MarkKind, Party, PersonId};
use crate::script::ItemKind;
use crate::tui::effect::{Effect, ScreenRequest};
use crate::tui::testing::World;

fn draft(world: &World) -> ItemDraft {
    let case = world.app.model().case().unwrap();
    case.board().next().unwrap().draft().unwrap().clone()
}

fn gate() -> World {
    World::conference()
        .execute(Command::Mark {
            kind: MarkKind::Idea,
            person: Some(PersonId(2)),
            text: Some("I could mend the gate".to_owned()),
        })
        .open(ScreenRequest::Board)
}

#[test]
fn no_question_of_any_script_shows_its_braces() {
    for (file, text) in crate::script_file::shipped_files() {
        if serde_json::from_str::<crate::script::Script>(text).is_err() {
            continue;
        }
        for request in [
            ScreenRequest::Item(None, None),
            ScreenRequest::Board,
            ScreenRequest::Record(crate::script::RecordKind::Contingency),
            ScreenRequest::Closing,
            ScreenRequest::People,
        ] {
            let picture = World::of_everybody(text)
                .open(request.clone())
                .screen(160, 70);
            assert!(!picture.contains('{'), "{file}, {request:?}: {picture}");
        }
        let script: crate::script::Script = serde_json::from_str(text).unwrap();
        for kind in &script.sessions {
            let sheet = crate::document::running_sheet::print(&script, &kind.id);
            assert!(!sheet.contains('{'), "{file}: {sheet}");
        }
    }
}

#[test]
fn an_idea_becomes_an_item_with_its_own_words() {
    let mut world = gate().press("enter");
    insta::assert_snapshot!("item_text_80x24", world.screen(80, 24));
    insta::assert_snapshot!("item_text_120x40", world.screen(120, 40));
    let world = world.press("ctrl-s");
    assert_eq!(draft(&world).text, "I could mend the gate");
    let case = world.app.model().case().unwrap();
    assert!(case.marks[0].used);
}

#[test]
fn every_answer_is_kept_when_the_next_question_is_asked() {
    let mut world = gate().press("enter enter enter").words("to,");
    insta::assert_snapshot!("item_who_80x24", world.screen(80, 24));
    insta::assert_snapshot!("item_who_120x40", world.screen(120, 40));
    let mut world = world.press("enter").words("in two weeks");
    assert_eq!(draft(&world).owner, [Party::Person(PersonId(2))]);
    insta::assert_snapshot!("item_when_80x24", world.screen(80, 24));
    insta::assert_snapshot!("item_when_120x40", world.screen(120, 40));
    let world = world.press("enter");
    let due = draft(&world).due.unwrap();
    assert_eq!(due.on.to_string(), "2026-12-07");
    assert_eq!(due.said, "in two weeks");
}

#[test]
fn how_much_it_is_is_asked_for_with_what_it_is_counted_in() {
    let mut script = serde_json::to_value(&*crate::tui::testing::script()).unwrap();
    script["agreement"]["questions"][1] =
        serde_json::json!({ "field": "amount", "ask": "How much is it?" });
    let script = std::sync::Arc::new(serde_json::from_value(script).unwrap());
    let mut world = World::conference_from(script).open(ScreenRequest::Item(None, None));
    world = world.words("Tom pays for the gate").press("enter enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("How much is it?"), "{picture}");
    assert!(picture.contains("counted in: \"£120\""), "{picture}");
}

#[test]
fn a_day_that_is_none_is_explained_in_one_line() {
    let mut world = gate().press("enter enter enter enter").words("31 february");
    insta::assert_snapshot!("item_no_such_day_80x24", world.screen(80, 24));
    insta::assert_snapshot!("item_no_such_day_120x40", world.screen(120, 40));
    let mut world = world.press("enter");
    assert!(world.screen(80, 24).contains("question 4 of 4"));
    assert!(draft(&world).due.is_none());
}

#[test]
fn long_names_are_shown_whole_and_break_nothing() {
    let arabic = "فاطمة الزهراء بنت محمد بن عبد الله القرشية ".repeat(3);
    let arabic: String = arabic.chars().take(120).collect();
    let wide = "漢字".repeat(30);
    let names = [wide.as_str(), arabic.trim(), "Siân 👩‍👩‍👧"];
    let world = World::conference_of(&names, false)
        .open(ScreenRequest::Item(None, None))
        .words("Come to tea")
        .press("enter enter 1 3");
    let mut world = world;
    insta::assert_snapshot!("item_long_names_80x24", world.screen(80, 24));
    insta::assert_snapshot!("item_long_names_120x40", world.screen(120, 40));
    insta::assert_snapshot!("item_long_names_60x16", world.screen(60, 16));
}

#[test]
fn no_size_is_too_small() {
    for (columns, rows) in [(1, 1), (2, 1), (10, 3), (40, 10), (60, 16), (300, 100)] {
        for keys in ["enter", "enter enter", "enter enter enter"] {
            gate().press(keys).screen(columns, rows);
        }
    }
}

#[test]
fn an_answer_that_would_be_lost_is_asked_about() {
    let mut world = gate().press("a").words("Say sorry").press("esc");
    assert!(world.screen(80, 24).contains("Esc once more lets it go."));
    let world = world.press("esc");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.board().count(), 0);
}

#[test]
fn a_day_that_does_not_go_with_the_other_is_asked_about_at_once() {
    let asks = "This is due before it begins. Which of the two dates is to move?";
    let world = World::family()
        .open(ScreenRequest::Item(None, None))
        .words("Joe drives Ada to school")
        .press("enter enter enter enter enter")
        .words("in two weeks");
    let mut world = world.press("enter");
    assert!(!world.screen(120, 40).contains(asks));
    let mut world = world.press("enter").words("tomorrow").press("enter");
    let picture = world.screen(120, 40);
    assert!(picture.contains(asks), "{picture}");
    let mut world = world.press("ctrl-s");
    let picture = world.screen(120, 40);
    assert!(picture.contains(asks), "{picture}");
}

#[test]
fn an_item_without_words_is_refused_and_asked_for_them() {
    let mut world = gate().press("a enter enter enter enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("It has no words yet"), "{picture}");
    assert!(picture.contains("question 1 of 4"));
}

#[test]
fn what_it_does_is_effects() {
    use crate::tui::action::Action;
    use crate::tui::layer::Layer as _;

    let world = gate();
    let model = world.app.model();
    let mark = model.case().unwrap().marks[0].id;
    let mut form = super::ItemForm::new(None, Some(mark), model).unwrap();
    let kept = form.act(Action::Accept, model);
    let draft = ItemDraft::new(ItemKind::Action, "I could mend the gate");
    let command = Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: Some(mark),
    };
    let board = Effect::Open(ScreenRequest::Board);
    assert_eq!(kept, [Effect::Execute(command), board]);
}

#[test]
fn answers_that_other_words_would_take_back_are_asked_about_first() {
    use crate::case::{Answer, ItemId, PersonId};

    let form = |world: World| world.open(ScreenRequest::Item(Some(ItemId(1)), None));
    let mut world = form(
        gate()
            .press("a")
            .words("Say sorry")
            .press("ctrl-s")
            .execute(Command::AnswerItem(ItemId(1), PersonId(2), Answer::Yes)),
    )
    .words(" to Rose")
    .press("ctrl-s");
    insta::assert_snapshot!("item_asked_anew_80x24", world.screen(80, 24));
    let answers = |world: &World| {
        let item = world.app.model().case().unwrap().item(ItemId(1)).unwrap();
        (item.draft().unwrap().text.clone(), item.answers.len())
    };
    let world = world.press("n");
    assert_eq!(answers(&world), ("Say sorry".to_owned(), 1));
    let world = world.press("ctrl-s y");
    assert_eq!(answers(&world), ("Say sorry to Rose".to_owned(), 0));
}
