use crate::case::{
    Answer, Command, CopyLimit, ItemDraft, ItemId, MarkKind, Party, PersonId, Presence,
    SessionStatus, Signing,
};
use crate::script::{CopyForm, ItemKind};
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::World;

const GATE: &str = "Tom mends the side gate by the end of the month";

fn with_item(world: World) -> World {
    let draft = Box::new(ItemDraft::new(ItemKind::Action, GATE));
    let (item, from) = (None, None);
    world
        .execute(Command::WordItem { item, draft, from })
        .open(ScreenRequest::Closing)
}

pub(super) fn agreed(world: World) -> World {
    (1..=3).fold(with_item(world), |world, person| {
        let (item, person) = (ItemId(1), PersonId(person));
        world
            .execute(Command::AnswerItem(item, person, Answer::Yes))
            .execute(Command::AnswerReadBack(item, person, Answer::Yes))
    })
}

pub(super) fn closed() -> World {
    agreed(World::conference()).press("x down enter")
}

fn signed(world: &World, person: u16) -> Option<Signing> {
    let case = world.app.model().case().unwrap();
    let signed = case.agreement.signatures.get(&PersonId(person));
    signed.map(|(_, how)| *how)
}

#[test]
fn what_stands_in_the_way_is_asked_as_a_question() {
    let mut world = with_item(World::conference());
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("Rose, Tom: do you say yes to item 1"),
        "{picture}"
    );
    insta::assert_snapshot!("closing_open_80x24", picture);
    insta::assert_snapshot!("closing_open_120x40", world.screen(120, 40));
    let mut world = world.press("x");
    assert!(world.screen(80, 24).contains("has not said yes"));
    let world = world.press("esc");
    let yes = |person| Command::AnswerItem(ItemId(1), PersonId(person), Answer::Yes);
    let mut world = world.execute(yes(1)).execute(yes(2));
    let picture = world.screen(80, 24);
    assert!(picture.contains("is this right, read out"), "{picture}");
}

#[test]
fn closing_is_asked_about_and_says_where_the_plan_is() {
    let world = agreed(World::conference()).press("x enter");
    assert!(!world.app.model().case().unwrap().agreement.closed);
    let mut world = world.press("x down enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("cases/RC-0412/plan.json"), "{picture}");
    insta::assert_snapshot!("closing_closed_80x24", picture);
    insta::assert_snapshot!("closing_closed_120x40", world.screen(120, 40));
}

#[test]
fn questions_that_nobody_came_back_to_are_named_before_closing() {
    let question = |person| Command::Mark {
        kind: MarkKind::Question,
        person,
        text: None,
    };
    let world = World::conference()
        .execute(question(Some(PersonId(2))))
        .execute(question(None));
    let mut world = agreed(world).open(ScreenRequest::Closing);
    let told = "2 questions were marked to come back to: at 14:00, with Tom; at 14:00.";
    assert!(world.screen(120, 40).contains(told));
    let mut world = world.press("x");
    let panel = world.screen(120, 40);
    let told = "2 questions were marked to come back to: at 14:00, with Tom;";
    assert!(
        panel.contains("Worth asking aloud first") && panel.contains(told),
        "{panel}"
    );
    let mut world = world.press("y");
    assert!(
        !world.screen(120, 40).contains("to come back to"),
        "closed is closed"
    );
}

#[test]
fn who_differs_is_not_named_where_the_circle_looks_and_who_was_not_asked_is() {
    let mut draft = ItemDraft::new(ItemKind::Action, GATE);
    draft.owner = vec![Party::Other("The youth club".to_owned())];
    let (item, draft, from) = (None, Box::new(draft), None);
    let mut world = World::conference().execute(Command::WordItem { item, draft, from });
    let said = [(1, Answer::Yes), (2, Answer::Yes), (3, Answer::NotYet)];
    for (person, answer) in said {
        let (item, person) = (ItemId(1), PersonId(person));
        world = world
            .execute(Command::AnswerItem(item, person, answer))
            .execute(Command::AnswerReadBack(item, person, answer));
    }
    let mut world = world.open(ScreenRequest::Closing).press("x");
    let picture = world.screen(80, 24);
    let asked = picture.split_once("Worth asking aloud first").unwrap().1;
    assert!(
        asked.contains("youth club is not one of us here"),
        "{picture}"
    );
    assert!(asked.contains("Somebody said \"not yet\""), "{picture}");
    assert!(!asked.contains("Ann"), "{picture}");
    insta::assert_snapshot!("closing_worth_asking_80x24", picture);
    insta::assert_snapshot!("closing_worth_asking_120x40", world.screen(120, 40));
}

#[test]
fn what_is_open_is_said_item_by_item_and_a_yes_closes_nothing_then() {
    let mut world = with_item(World::conference()).press("x");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Not to be closed yet"), "{picture}");
    assert!(picture.contains("Ask Rose and Tom."), "{picture}");
    let mut world = world.press("y");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Not to be closed yet"), "{picture}");
    assert!(!picture.contains("Closed."), "{picture}");
    let mut world = closed().press("x");
    let picture = world.screen(80, 24);
    assert!(!picture.contains("Why"), "{picture}");
}

#[test]
fn each_signs_in_their_own_way_and_gets_their_own_copy() {
    let mut world = closed().press("c i down t");
    insta::assert_snapshot!("closing_typed_name_80x24", world.screen(80, 24));
    insta::assert_snapshot!("closing_typed_name_120x40", world.screen(120, 40));
    let world = world.press("enter");
    assert_eq!(signed(&world, 2), None);
    let mut world = world.words("Tom").press("enter down c c c d up c c");
    insta::assert_snapshot!("closing_signed_80x24", world.screen(80, 24));
    insta::assert_snapshot!("closing_signed_120x40", world.screen(120, 40));
    insta::assert_snapshot!("closing_signed_60x16", world.screen(60, 16));
    assert_eq!(signed(&world, 1), Some(Signing::Paper));
    assert_eq!(signed(&world, 2), Some(Signing::TypedName));
    assert_eq!(signed(&world, 3), Some(Signing::Declined));
    let case = world.app.model().case().unwrap();
    let copy = |person| case.agreement.copies.get(&PersonId(person)).copied();
    assert_eq!(copy(1), Some(Some(CopyForm::Print)));
    assert_eq!(copy(2), Some(Some(CopyForm::LargePrint)));
    assert_eq!(copy(3), Some(None));
    assert!(!format!("{:?}", case.history).contains("\"Tom\" typed"));
}

#[test]
fn only_the_key_for_copies_changes_a_copy_and_says_what_it_is_now() {
    let mut world = closed().press("space enter space");
    let case = world.app.model().case().unwrap();
    assert!(case.agreement.copies.is_empty());
    let picture = world.screen(80, 24);
    assert!(picture.contains("Nothing was changed. c"), "{picture}");
    assert!(!picture.contains("Enter choose"), "{picture}");
    let mut world = world.press("c c");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Copy for Rose: large print."), "{picture}");
    let mut world = world.press("c");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Copy for Rose: no copy."), "{picture}");
}

#[test]
fn nobody_signs_words_that_may_still_change() {
    let mut world = agreed(World::conference()).press("v");
    assert!(
        world
            .screen(80, 24)
            .contains("The agreement is not closed.")
    );
    assert_eq!(signed(&world, 1), None);
}

#[test]
fn opening_again_needs_a_reason_and_is_visible() {
    let world = closed().press("i o enter");
    assert!(world.app.model().case().unwrap().agreement.closed);
    let mut world = world.words("The day was wrong").press("enter");
    insta::assert_snapshot!("closing_open_again_80x24", world.screen(80, 24));
    insta::assert_snapshot!("closing_open_again_120x40", world.screen(120, 40));
    let case = world.app.model().case().unwrap();
    let reason = case.agreement.reopenings[0].1.text();
    assert_eq!(reason, Some("The day was wrong"));
    assert_eq!(signed(&world, 1), Some(Signing::Paper));
}

#[test]
fn who_left_is_shown_with_the_time() {
    let left = Command::SetPresence(PersonId(1), Presence::Left);
    let mut world = closed().execute(left).wait(600_000);
    let picture = world.screen(80, 24);
    assert!(picture.contains("left 14:"), "{picture}");
    assert!(picture.contains("3 people are still here."), "{picture}");
}

#[test]
fn whoever_was_asked_out_for_the_last_stage_is_no_longer_here() {
    let mut script = (*crate::tui::testing::script()).clone();
    let last = script.sessions[0].stages.last_mut().unwrap();
    last.gates.clear();
    last.room.outside = ["harmed", "responsible", "supporter"]
        .map(crate::script::RoleId::new)
        .to_vec();
    let last = last.id.clone();
    let world = World::conference_from(std::sync::Arc::new(script));
    let world = world.attempt(Command::GoToStage(last)).press("y");
    let mut world = world.open(ScreenRequest::Closing);
    let picture = world.screen(80, 24);
    assert!(picture.contains("Only Kofi is still here."), "{picture}");
    assert_eq!(picture.matches("outside").count(), 3, "{picture}");
    let mut world = world.open(ScreenRequest::People);
    let picture = world.screen(80, 24);
    assert_eq!(picture.matches("outside").count(), 3, "{picture}");
}

#[test]
fn the_meeting_ends_from_here_with_its_agreement() {
    let world = closed().press("e 2 enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(
        case.session.as_ref().unwrap().status,
        SessionStatus::Running
    );
    let world = world.press("down enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.session.as_ref().unwrap().status, SessionStatus::Ended);
}

#[test]
fn long_names_and_small_windows_do_not_break_it() {
    let names = [
        "Wilhelmina Featherstonehaugh-Cholmondeley of the Upper Riverside Estate",
        "محمد عبد الرحمن الفاروق",
        "漢字漢字漢字漢字",
    ];
    let mut world = with_item(World::conference_of(&names, true)).execute(Command::Mark {
        kind: MarkKind::Idea,
        person: None,
        text: None,
    });
    insta::assert_snapshot!("closing_long_names_80x24", world.screen(80, 24));
    insta::assert_snapshot!("closing_long_names_120x40", world.screen(120, 40));
    for (columns, rows) in [(1, 1), (4, 2), (60, 16), (61, 17), (250, 80)] {
        world.screen(columns, rows);
    }
}

#[test]
fn two_people_of_one_name_are_told_apart_when_they_sign() {
    let mut world = agreed(World::conference_of(&["Sam", "Sam", "Ann"], false));
    world = world.press("x down enter");
    let picture = world.screen(120, 40);
    assert!(picture.contains("asked to sign: Sam ("), "{picture}");
    assert!(picture.matches("Sam (").count() >= 4, "{picture}");
}

#[test]
fn of_many_who_have_not_signed_eight_are_named() {
    let names: Vec<String> = (1..=24).map(|number| format!("P{number}")).collect();
    assert_eq!(
        super::page::listed(&names),
        "P1, P2, P3, P4, P5, P6, P7, P8, and 16 more"
    );
}

#[test]
fn whoever_sent_word_stands_on_the_list_for_a_copy_and_signs_when_they_are_met() {
    let world = World::conference();
    let rose = PersonId(1);
    let case = world.app.model().case().unwrap();
    let details = crate::case::PersonDetails {
        attends: crate::case::Attendance::Represented,
        ..case.person(rose).unwrap().details.clone()
    };
    let world = world
        .execute(Command::SetPresence(rose, Presence::Expected))
        .execute(Command::ChangePerson(rose, details));
    let mut world = [2, 3].into_iter().fold(with_item(world), |world, person| {
        let (item, person) = (ItemId(1), PersonId(person));
        world
            .execute(Command::AnswerItem(item, person, Answer::Yes))
            .execute(Command::AnswerReadBack(item, person, Answer::Yes))
    });
    world = world.open(ScreenRequest::ReadBack);
    let picture = world.screen(80, 24);
    assert!(picture.contains("asked apart: not asked"), "{picture}");
    let mut world = world.open(ScreenRequest::Closing).press("x down enter");
    let picture = world.screen(80, 24);
    insta::assert_snapshot!("closing_sends_word_80x24", picture);
    assert!(picture.contains("sends word"), "{picture}");
    let mut world = world.press("home v");
    let picture = world.screen(80, 24);
    assert!(picture.contains("nobody can do this for them"), "{picture}");
    assert_eq!(signed(&world, 1), None);
    let world = world.press("c");
    let case = world.app.model().case().unwrap();
    assert!(case.agreement.copies.contains_key(&rose));
}

#[test]
fn one_key_gives_the_agreement_on_paper_from_wherever_it_is_looked_at() {
    for key in ["w", "ctrl-p"] {
        let mut world = closed().press(key);
        let picture = world.screen(120, 40);
        let names = "RC-0412-version-1 RC-0412-version-1-large-print RC-0412-version-1-easy-read";
        assert!(picture.contains(names), "{picture}");
    }
    let mut world = closed().open(ScreenRequest::CasePage).press("w");
    world.app.tick();
    assert!(world.screen(120, 40).contains("RC-0412-version-1"));
}

#[test]
fn of_what_was_never_closed_there_is_no_paper_and_the_key_says_so() {
    let mut world = with_item(World::conference()).press("w");
    let picture = world.screen(120, 40);
    assert!(
        picture.contains("Nothing is agreed and closed yet."),
        "{picture}"
    );
}

fn limit(world: &World, row: usize) -> CopyLimit {
    let case = world.app.model().case().unwrap();
    case.agreement.limit(case.speaking_order()[row].id)
}

#[test]
fn somebody_can_get_a_copy_of_only_their_part() {
    let mut world = closed().press("p 2 enter");
    assert!(limit(&world, 0).own_part);
    assert!(world.screen(80, 24).contains("part, paper"));
    let mut world = world.press("c");
    let picture = world.screen(80, 24);
    assert!(picture.contains("part, ") && !picture.contains("part, paper"));
    let world = world.press("p home enter");
    assert!(limit(&world, 0).is_whole());
}

#[test]
fn an_item_and_an_address_can_be_left_out_of_somebodys_copy() {
    let mut world = closed().press("down p 3 enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Put back 1: Tom mends"), "{picture}");
    assert!(picture.contains("without one thing"), "{picture}");
    let mut world = world
        .press("down enter")
        .words("12 Elm Road")
        .press("enter");
    assert!(world.screen(80, 24).contains("no part of what was agreed"));
    let world = world.press("ctrl-w ctrl-w ctrl-w").words("the SIDE gate");
    let mut world = world.press("enter");
    assert_eq!(limit(&world, 1).without_items, [ItemId(1)]);
    assert_eq!(limit(&world, 1).without_words, ["the SIDE gate"]);
    assert!(world.screen(80, 24).contains("part, paper"));
    let mut world = world.press("p");
    insta::assert_snapshot!("closing_copy_holds_80x24", world.screen(80, 24));
    let world = world.press("enter esc p home enter");
    assert_eq!(limit(&world, 1).without_items, [ItemId(1)], "it asks first");
    assert!(limit(&world.press("y"), 1).is_whole());
}

#[test]
fn no_papers_of_a_part_are_written_in_place_of_the_whole_during_a_visit_to_one_side() {
    const SHUTTLE: &str = include_str!("../../../../scripts/shuttle.json");
    let kind = crate::script::SessionKindId::new("first-harmed");
    let world = World::between(SHUTTLE)
        .execute(Command::SetPresence(PersonId(1), Presence::Here))
        .execute(Command::StartSession(kind))
        .open(ScreenRequest::Closing);
    let mut world = world.press("w");
    let picture = world.screen(80, 24);
    assert!(picture.contains("once this visit is over"), "{picture}");
}

#[test]
fn one_more_key_gives_the_paper_in_another_print_or_language() {
    let mut world = closed().press("l");
    insta::assert_snapshot!("closing_paper_forms_80x24", world.screen(80, 24));
    let mut world = world.press("enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("-version-1-large-print"), "{picture}");
    let mut world = with_item(World::conference()).press("l");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("Nothing is agreed and closed"),
        "{picture}"
    );
}
