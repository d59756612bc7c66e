use crate::case::{Answer, Command, ItemDraft, ItemId, PersonId};
use crate::script::{ItemKind, Outcome};
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::World;

/// A case with an agreement that was closed, opened again and closed anew.
fn read(practice: bool) -> World {
    let names = ["Rose", "Tom", "Ann"];
    let text = "Tom mends the side gate by the end of the month";
    let draft = Box::new(ItemDraft::new(ItemKind::Action, text));
    let (item, from) = (None, None);
    let worded = Command::WordItem { item, draft, from };
    let world = World::conference_of(&names, practice).execute(worded);
    let world = (1..=3).fold(world, |world, person| {
        let (item, person) = (ItemId(1), PersonId(person));
        world
            .execute(Command::AnswerItem(item, person, Answer::Yes))
            .execute(Command::AnswerReadBack(item, person, Answer::Yes))
    });
    world
        .execute(Command::CloseAgreement)
        .wait(900_000)
        .execute(Command::ReopenAgreement("The day was wrong".to_owned()))
        .wait(60_000)
        .execute(Command::CloseAgreement)
        .execute(Command::EndSession(Outcome::Agreement))
        .open(ScreenRequest::CasePage)
}

#[test]
fn each_page_reads_well() {
    let mut world = read(false);
    insta::assert_snapshot!("case_page_80x24", world.screen(80, 24));
    insta::assert_snapshot!("case_page_120x40", world.screen(120, 40));
    let mut world = world.press("tab");
    insta::assert_snapshot!("case_page_plan_80x24", world.screen(80, 24));
    insta::assert_snapshot!("case_page_plan_120x40", world.screen(120, 40));
    let mut world = world.press("3");
    insta::assert_snapshot!("case_page_timeline_80x24", world.screen(80, 24));
    insta::assert_snapshot!("case_page_timeline_120x40", world.screen(120, 40));
    let mut world = world.press("4");
    insta::assert_snapshot!("case_page_versions_80x24", world.screen(80, 24));
    insta::assert_snapshot!("case_page_versions_120x40", world.screen(120, 40));
    let mut world = world.press("5");
    insta::assert_snapshot!("case_page_attendance_80x24", world.screen(80, 24));
    insta::assert_snapshot!("case_page_attendance_60x16", world.screen(60, 16));
}

#[test]
fn why_an_agreement_was_opened_again_is_not_told_where_only_what_was_agreed_is_kept() {
    let mut world = read(false).press("4");
    let picture = world.screen(80, 24);
    assert!(picture.contains("was opened again"), "{picture}");
    assert!(!picture.contains("The day was wrong"), "{picture}");
}

#[test]
fn a_practice_case_says_so_on_every_page() {
    let mut world = read(true);
    for key in ["1", "2", "3", "4", "5"] {
        world = world.press(key);
        assert!(world.screen(80, 24).contains("PRACTICE"), "{key}");
    }
}

#[test]
fn long_pages_scroll_to_their_end_and_no_further() {
    let mut world = read(false).press("3");
    world.screen(80, 24);
    let mut world = world.press("end down down down");
    let end = world.screen(80, 24);
    assert!(end.contains("agreement"), "{end}");
    let mut world = world.press("home");
    assert!(world.screen(80, 24).contains("Timeline of RC-0412"));
}

#[test]
fn an_ending_without_agreement_is_shown_by_its_own_name() {
    let mut world = World::conference()
        .execute(Command::EndSession(Outcome::EndedEarly))
        .execute(Command::GiveReason("upset".to_owned()))
        .open(ScreenRequest::CasePage);
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("Ended early, Monday 23 November 2026"),
        "{picture}"
    );
    assert!(picture.contains("What led to it: Somebody needed to stop."));
    let mut world = world.press("2");
    assert!(
        world
            .screen(80, 24)
            .contains("No agreement was closed in this case.")
    );
}

#[test]
fn the_review_door_opens_it_and_escape_leads_back() {
    let mut world = World::home().press("3 down down enter");
    assert!(world.screen(80, 24).contains("RC-0388"));
    let mut world = world.press("esc");
    assert!(world.screen(80, 24).contains("[ 3 Review ]"));
}

#[test]
fn no_window_is_too_small() {
    let mut world = read(false);
    for (columns, rows) in [(1, 1), (3, 4), (60, 16), (61, 17), (250, 80)] {
        world.screen(columns, rows);
    }
}
