use crate::case::{Answer, Command, ItemDraft, ItemId, MarkKind, Party, PersonId, SpokenDate};
use crate::script::ItemKind;
use crate::tui::action::Action;
use crate::tui::effect::{Effect, OverlayRequest, ScreenRequest};
use crate::tui::layer::Layer as _;
use crate::tui::testing::World;

fn idea(person: u16, text: Option<&str>) -> Command {
    Command::Mark {
        kind: MarkKind::Idea,
        person: Some(PersonId(person)),
        text: text.map(str::to_owned),
    }
}

fn item(text: &str, owner: u16) -> Command {
    let mut draft = ItemDraft::new(ItemKind::Action, text);
    draft.owner = vec![Party::Person(PersonId(owner))];
    Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    }
}

fn board(world: World) -> World {
    world
        .execute(idea(2, Some("I could mend the side gate, on a Saturday.")))
        .wait(60_000)
        .execute(idea(1, None))
        .execute(item("Tom mends the side gate and paints it green.", 2))
        .execute(item("Everybody tries to nod when they meet.", 1))
        .open(ScreenRequest::Board)
}

#[test]
fn ideas_on_the_left_items_on_the_right() {
    let mut world = World::conference().open(ScreenRequest::Board);
    insta::assert_snapshot!("board_empty_80x24", world.screen(80, 24));
    insta::assert_snapshot!("board_empty_120x40", world.screen(120, 40));
    let mut world = board(World::conference());
    insta::assert_snapshot!("board_80x24", world.screen(80, 24));
    insta::assert_snapshot!("board_120x40", world.screen(120, 40));
    insta::assert_snapshot!("board_60x16", world.screen(60, 16));
    let mut world = world.press("tab tab y c enter");
    insta::assert_snapshot!("board_answers_80x24", world.screen(80, 24));
    insta::assert_snapshot!("board_answers_120x40", world.screen(120, 40));
    insta::assert_snapshot!("board_answers_60x16", world.screen(60, 16));
}

#[test]
fn long_names_break_nothing_and_practice_is_said() {
    let arabic = "فاطمة الزهراء بنت محمد بن عبد الله القرشية ".repeat(3);
    let arabic: String = arabic.chars().take(120).collect();
    let wide = "漢字".repeat(30);
    let names = [wide.as_str(), arabic.trim(), "Siân 👩‍👩‍👧"];
    let mut world = board(World::conference_of(&names, true)).press("tab tab");
    insta::assert_snapshot!("board_long_names_80x24", world.screen(80, 24));
    insta::assert_snapshot!("board_long_names_120x40", world.screen(120, 40));
}

#[test]
fn no_size_is_too_small() {
    for (columns, rows) in [
        (1, 1),
        (2, 1),
        (10, 3),
        (40, 10),
        (60, 16),
        (75, 17),
        (300, 100),
    ] {
        for keys in ["tab", "tab tab", "tab tab tab w", "tab d", "f", "v"] {
            board(World::conference()).press(keys).screen(columns, rows);
            board(World::family()).press(keys).screen(columns, rows);
        }
    }
}

#[test]
fn what_the_keys_ask_for() {
    let world = board(World::conference());
    let model = world.app.model();
    let idea = model.case().unwrap().marks[0].id;
    let mut board = super::Board::new(model);
    let open = |request| [Effect::Open(request)];
    assert_eq!(
        board.act(Action::Choose, model),
        open(ScreenRequest::Item(None, Some(idea)))
    );
    assert_eq!(
        board.act(Action::Change, model),
        [Effect::Push(OverlayRequest::Words(idea))]
    );
    board.act(Action::NextPane, model);
    board.act(Action::First, model);
    assert_eq!(
        board.act(Action::Change, model),
        open(ScreenRequest::Item(Some(ItemId(1)), None))
    );
    assert_eq!(
        board.act(Action::Concern, model),
        [Effect::Push(OverlayRequest::Concern(ItemId(1)))]
    );
    board.act(Action::NextPane, model);
    let answer = board.act(Action::AnswerNotYet, model);
    let command = Command::AnswerItem(ItemId(1), PersonId(1), Answer::NotYet);
    assert_eq!(answer, [Effect::Execute(command)]);
}

#[test]
fn an_item_is_taken_off_and_put_back() {
    let world = board(World::conference()).press("tab delete");
    let count = |world: &World| world.app.model().case().unwrap().board().count();
    assert_eq!(count(&world), 1);
    let world = world.press("u");
    assert_eq!(count(&world), 2);
}

#[test]
fn what_is_the_facilitators_folds_away_and_is_never_above_the_line() {
    let mut world = board(World::conference())
        .press("tab w")
        .words("Is this too much?");
    let mut world2 = {
        insta::assert_snapshot!("board_concern_80x24", world.screen(80, 24));
        insta::assert_snapshot!("board_concern_120x40", world.screen(120, 40));
        world.press("enter")
    };
    let picture = world2.screen(80, 24);
    let (shown, yours) = picture.split_once("yours").unwrap();
    assert!(yours.contains("Is this too much?"), "{picture}");
    assert!(!shown.contains("too much"));
    let picture = world2.press("v").screen(80, 24);
    assert!(!picture.contains("too much") && !picture.contains("Ask aloud"));
}

#[test]
fn gaps_are_questions_to_ask_aloud() {
    let mut world = board(World::conference()).press("tab");
    let picture = world.screen(120, 40);
    assert!(picture.contains("Ask aloud: By when?"), "{picture}");
    assert!(!picture.to_lowercase().contains("error"));
}

#[test]
fn what_is_open_before_closing_is_told_item_by_item() {
    let mut world = board(World::conference()).press("f");
    insta::assert_snapshot!("board_not_to_be_closed_80x24", world.screen(80, 24));
    insta::assert_snapshot!("board_not_to_be_closed_120x40", world.screen(120, 40));
    assert!(world.press("enter").app.overlays().is_empty());
}

#[test]
fn from_what_is_not_agreed_tab_leads_to_the_first_yes_that_is_missing() {
    let world = board(World::conference()).execute(Command::AnswerItem(
        ItemId(1),
        PersonId(1),
        Answer::Yes,
    ));
    let mut world = world.press("f tab");
    let picture = world.screen(80, 24);
    assert!(world.app.overlays().is_empty(), "{picture}");
    assert!(picture.contains("› Tom"), "{picture}");
    let world = world.press("y");
    let case = world.app.model().case().unwrap();
    let answers = &case.item(ItemId(1)).unwrap().answers;
    assert_eq!(answers.get(&PersonId(2)), Some(&Answer::Yes));
}

#[test]
fn a_decision_without_a_reason_is_asked_for_it() {
    let world = World::family()
        .execute(item("Joe drives Ada to school.", 3))
        .open(ScreenRequest::Board);
    let mut world = world.press("d right right enter");
    insta::assert_snapshot!("ratification_80x24", world.screen(80, 24));
    insta::assert_snapshot!("ratification_120x40", world.screen(120, 40));
    let mut world = world.press("ctrl-s");
    assert!(world.screen(80, 24).contains("reason"));
    let world = world.words("Joe has no car.").press("enter");
    let world = world.words("Grace lends hers.").press("enter");
    let case = world.app.model().case().unwrap();
    let decision = case.item(ItemId(1)).unwrap().ratified.clone().unwrap();
    assert_eq!(decision.by, PersonId(4));
    assert_eq!(decision.reason.unwrap().text(), Some("Joe has no car."));
    assert_eq!(
        decision.family_answer.unwrap().text(),
        Some("Grace lends hers.")
    );
    let mut world = world.open(ScreenRequest::Board);
    insta::assert_snapshot!("board_not_accepted_80x24", world.screen(80, 24));
    insta::assert_snapshot!("board_not_accepted_120x40", world.screen(120, 40));
}

#[test]
fn where_the_only_one_was_not_accepted_every_key_says_so_and_what_can_follow() {
    let world = World::family()
        .execute(item("Joe drives Ada to school.", 3))
        .open(ScreenRequest::Board)
        .press("d right right enter");
    let world = world.words("Joe has no car.").press("ctrl-s");
    let mut world = world.open(ScreenRequest::Board);
    let picture = world.screen(80, 24);
    assert!(picture.contains("not accepted"), "{picture}");
    assert!(!picture.contains("Needs a yes"), "{picture}");
    assert!(
        picture.contains("It can be answered, or changed"),
        "{picture}"
    );
    for key in ["f", "r"] {
        let picture = world.press(key);
        let mut pressed = picture;
        let picture = pressed.screen(80, 24);
        assert!(
            picture.contains("What is on the board was not accepted."),
            "{picture}"
        );
        assert!(picture.contains("chang"), "{picture}");
        world = pressed.open(ScreenRequest::Board);
    }
}

#[test]
fn a_script_without_a_decision_says_so() {
    let mut world = board(World::conference()).press("tab d");
    assert!(world.screen(80, 24).contains("The script"));
    assert!(world.app.overlays().is_empty());
}

/// Two ideas become items, people answer, both are read back, and the agreement is closed.
#[test]
fn from_two_ideas_to_a_closed_agreement() {
    let world = World::conference()
        .execute(idea(2, Some("I could mend the gate")))
        .execute(idea(3, Some("Come to the football")))
        .open(ScreenRequest::Board);
    // The first idea: its words stay, something to do, by Tom, in two weeks.
    let world = world.press("enter enter enter").words("tom").press("enter");
    let world = world.words("in two weeks").press("enter");
    // The second: worded anew, by Ann, with a date that is put right.
    let mut world = world.press("enter");
    assert!(world.screen(80, 24).contains("Come to the football"));
    let world = world.words(" on Saturdays").press("enter enter");
    let world = world
        .words("3")
        .press("enter")
        .words("31 february")
        .press("enter");
    let world = world.press("ctrl-w ctrl-w").words("friday").press("enter");
    let case = world.app.model().case().unwrap();
    let drafts: Vec<&ItemDraft> = case.board().filter_map(|item| item.draft()).collect();
    assert_eq!(drafts[0].owner, [Party::Person(PersonId(2))]);
    assert_eq!(drafts[1].text, "Come to the football on Saturdays");
    assert_eq!(drafts[1].owner, [Party::Person(PersonId(3))]);
    assert_eq!(
        drafts[1].due,
        Some(SpokenDate {
            on: chrono::NaiveDate::from_ymd_opt(2026, 11, 27).unwrap(),
            said: "friday".to_owned(),
        })
    );
    // Everybody answers both items, one key each.
    let world = world.press("home enter y y a esc down enter y y y esc");
    let case = world.app.model().case().unwrap();
    assert!(case.board().all(|item| case.is_agreed(item)));
    // Both are read back, and the agreement is closed in its panel.
    let mut world = world.press("r y y y space y y y space");
    assert!(world.screen(80, 24).contains("Everything was read back."));
    let mut world = world.press("space f");
    insta::assert_snapshot!("board_close_80x24", world.screen(80, 24));
    insta::assert_snapshot!("board_close_120x40", world.screen(120, 40));
    let mut world = world.press("down enter");
    insta::assert_snapshot!("board_closed_80x24", world.screen(80, 24));
    insta::assert_snapshot!("board_closed_120x40", world.screen(120, 40));
    let case = world.app.model().case().unwrap();
    assert!(case.agreement.closed);
    assert_eq!(case.agreement.closings[0].1.items.len(), 2);
    // Closed is closed, until somebody says why it is opened again.
    let mut world = world.press("delete");
    assert!(world.screen(80, 24).contains("The agreement is closed."));
    let world = world.press("f").words("A date was wrong.").press("enter");
    let case = world.app.model().case().unwrap();
    assert!(!case.agreement.closed);
    let reason = case.agreement.reopenings[0].1.text();
    assert_eq!(reason, Some("A date was wrong."));
}

/// The gate, to which Rose and Tom say yes and Ann says something else; read back to all of them.
fn with_ann(answer: Answer) -> World {
    let draft = Box::new(ItemDraft::new(ItemKind::Action, "Mend the gate"));
    let (item, from) = (None, None);
    let world = World::conference().execute(Command::WordItem { item, draft, from });
    let answers = [(1, Answer::Yes), (2, Answer::Yes), (3, answer)];
    let world = answers.into_iter().fold(world, |world, (person, answer)| {
        let (item, person) = (ItemId(1), PersonId(person));
        world
            .execute(Command::AnswerItem(item, person, answer))
            .execute(Command::AnswerReadBack(item, person, answer))
    });
    world.open(ScreenRequest::Board)
}

#[test]
fn what_stands_in_nobodys_way_is_asked_aloud_before_closing() {
    let mut world = with_ann(Answer::NotYet).press("f");
    insta::assert_snapshot!("board_close_heard_80x24", world.screen(80, 24));
    let picture = world.screen(80, 24);
    assert!(picture.contains("Ann, you said \"not yet\"."), "{picture}");
    let world = world.press("y");
    assert!(world.app.model().case().unwrap().agreement.closed);
}

#[test]
fn answers_that_closing_forgot_are_not_kept_and_never_called_not_asked() {
    let mut world = with_ann(Answer::NotYet)
        .press("f y")
        .open(ScreenRequest::Board);
    insta::assert_snapshot!("board_no_longer_kept_80x24", world.screen(80, 24));
    let picture = world.screen(80, 24);
    assert!(picture.contains("answer not kept"), "{picture}");
    assert!(!picture.contains("not asked"), "{picture}");
    let mut world = world.press("enter");
    let picture = world.screen(80, 24);
    assert!(!picture.contains("n not yet"), "{picture}");
    assert!(!picture.contains("Ask aloud"), "{picture}");
    let mut world = world
        .press("esc f")
        .words("a date")
        .press("enter")
        .open(ScreenRequest::ReadBack);
    let picture = world.screen(80, 24);
    assert!(picture.contains("Reading back"), "{picture}");
    assert!(picture.contains("answer not kept"), "{picture}");
    assert!(!picture.contains("not asked"), "{picture}");
}

#[test]
fn a_decision_changed_to_a_plain_yes_shows_and_keeps_nothing_of_the_one_before() {
    let world = World::family()
        .execute(item("Joe drives Ada to school.", 3))
        .open(ScreenRequest::Board);
    let world = world
        .press("d right right enter")
        .words("No car.")
        .press("ctrl-s");
    let mut world = world.press("d");
    assert!(world.screen(80, 24).contains("No car."));
    let mut world = world.press("1");
    let picture = world.screen(80, 24);
    let (_, panel) = picture.split_once("The decision on this").unwrap();
    assert!(!panel.contains("No car."), "{picture}");
    let mut world = world.press("ctrl-s");
    let picture = world.screen(80, 24);
    assert!(picture.contains("decided: yes."), "{picture}");
    assert!(!picture.contains("No car."), "{picture}");
}

#[test]
fn a_closed_board_tells_what_was_left_open_and_opens_no_form() {
    let mut world = board(World::conference()).press("tab");
    let agreed = |world: World, item: u16| {
        (1..=3).fold(world, |world, person| {
            let (item, person) = (ItemId(item), PersonId(person));
            world
                .execute(Command::AnswerItem(item, person, Answer::Yes))
                .execute(Command::AnswerReadBack(item, person, Answer::Yes))
        })
    };
    world = agreed(agreed(world, 1), 2).execute(Command::CloseAgreement);
    let picture = world.screen(120, 40);
    assert!(picture.contains("left open."), "{picture}");
    assert!(!picture.contains("No open questions."), "{picture}");
    for key in ["e", "a"] {
        let mut pressed = world.press(key);
        let picture = pressed.screen(120, 40);
        assert!(picture.contains("left open."), "{picture}");
        assert!(picture.contains("is closed."), "{picture}");
        world = pressed;
    }
}
