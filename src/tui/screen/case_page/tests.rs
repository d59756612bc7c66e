use crate::case::{
    Answer, Command, FollowingCommand, ItemDraft, ItemId, PersonId, Progress, Signing,
};
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
    let mut world = world.press("6");
    insta::assert_snapshot!("case_page_drawn_80x24", world.screen(80, 24));
    insta::assert_snapshot!("case_page_drawn_120x40", world.screen(120, 40));
    let mut world = world.press("7");
    insta::assert_snapshot!("case_page_since_80x24", world.screen(80, 24));
    insta::assert_snapshot!("case_page_since_120x40", world.screen(120, 40));
    let mut world = world.press("8");
    insta::assert_snapshot!("case_page_script_80x24", world.screen(80, 24));
    insta::assert_snapshot!("case_page_script_120x40", world.screen(120, 40));
}

/// A second version in which an item was reworded and another one added.
fn amended() -> World {
    let says = |world: World, item: u16| {
        (1..=3).fold(world, |world, person| {
            let (item, person) = (ItemId(item), PersonId(person));
            world
                .execute(Command::AnswerItem(item, person, Answer::Yes))
                .execute(Command::AnswerReadBack(item, person, Answer::Yes))
        })
    };
    let word = |item: Option<u16>, text: &str| {
        let draft = Box::new(ItemDraft::new(ItemKind::Action, text));
        let item = item.map(ItemId);
        Command::WordItem {
            item,
            draft,
            from: None,
        }
    };
    let world = World::conference()
        .press("space")
        .wait(600_000)
        .press("k a space")
        .wait(900_000)
        .press("q p")
        .wait(300_000)
        .press("p space space")
        .execute(word(
            None,
            "Tom mends the side gate by the end of the month",
        ))
        .wait(1_200_000);
    let world = says(world, 1)
        .execute(Command::CloseAgreement)
        .execute(Command::Sign(PersonId(1), Signing::Paper))
        .execute(Command::Sign(PersonId(2), Signing::Voice))
        .wait(900_000)
        .execute(Command::ReopenAgreement("The day was wrong".to_owned()))
        .execute(word(
            Some(1),
            "Tom mends the front gate by the end of the year, and Ann lends him the tools",
        ))
        .execute(word(None, "They nod when they meet"));
    let world = says(says(world, 1), 2).execute(Command::CloseAgreement);
    let said = FollowingCommand::SayProgress(
        ItemId(1),
        Progress::Partly,
        Some(PersonId(2)),
        Some("the hinges are on".to_owned()),
    );
    world
        .execute(Command::Sign(PersonId(1), Signing::TypedName))
        .execute(Command::EndSession(Outcome::Agreement))
        .execute(Command::Following(said))
        .open(ScreenRequest::CasePage)
}

#[test]
fn versions_stand_side_by_side_with_what_changed_and_who_signed() {
    let mut world = amended().press("4");
    insta::assert_snapshot!("case_page_amended_80x24", world.screen(80, 24));
    insta::assert_snapshot!("case_page_amended_120x40", world.screen(120, 40));
    let picture = world.screen(120, 40);
    assert!(
        picture.contains("[front]") && picture.contains("[side]"),
        "{picture}"
    );
    assert!(picture.contains("Signed on paper: Rose."), "{picture}");
}

#[test]
fn a_meeting_is_drawn_to_scale() {
    let mut world = amended().press("6");
    insta::assert_snapshot!("case_page_course_80x24", world.screen(80, 24));
    insta::assert_snapshot!("case_page_course_120x40", world.screen(120, 40));
}

#[test]
fn what_became_of_it_is_told_and_recorded_from_the_page() {
    let mut world = amended().press("7");
    insta::assert_snapshot!("case_page_became_80x24", world.screen(80, 24));
    assert!(world.screen(80, 24).contains("Rose is still to be told."));
    let mut world = world.press("f");
    assert!(world.screen(80, 24).contains("What became of it"));
    let mut world = world.press("f");
    insta::assert_snapshot!("close_case_80x24", world.screen(80, 24));
    insta::assert_snapshot!("close_case_120x40", world.screen(120, 40));
    let world = world.press("enter");
    assert!(!world.app.model().case().unwrap().is_case_closed());
    let mut world = world.words("everybody moved").press("enter");
    assert!(world.app.model().case().unwrap().is_case_closed());
    insta::assert_snapshot!("closed_case_80x24", world.screen(80, 24));
    // What a closed case does not take is not offered, and opens no form that ends in a refusal.
    for key in ["home enter", "c", "a", "t"] {
        world = world.press(key);
        let picture = world.screen(80, 24);
        assert!(
            picture.contains("This case is closed. Open it again first."),
            "{picture}"
        );
        assert!(!picture.contains("c contact"), "{picture}");
        assert!(world.app.overlays().is_empty(), "{key}");
    }
    let world = world.press("f").words("Tom rang").press("enter");
    assert!(!world.app.model().case().unwrap().is_case_closed());
}

/// As many and as long as an agreement may hold.
#[test]
fn sixty_items_and_items_of_twenty_thousand_letters_can_be_read() {
    for (count, text) in [(60, "Tom mends gate "), (1, "gate "), (0, "")] {
        let long = if count == 1 {
            text.repeat(3_999)
        } else {
            text.to_owned()
        };
        let drafts: Vec<ItemDraft> = (1..=count)
            .map(|number| ItemDraft::new(ItemKind::Action, format!("{long}{number}")))
            .collect();
        let world = World::prepared();
        let world = if count > 0 {
            world.execute(Command::BringAgreement(drafts.into()))
        } else {
            world
        };
        let agreed = world.app.model().case().unwrap().agreed_items().len();
        assert_eq!(agreed, count);
        let mut world = world.open(ScreenRequest::CasePage);
        for key in ["2", "3", "4", "5", "6", "7"] {
            world = world.press(key);
            world.screen(80, 24);
            world.screen(120, 40);
            world = world.press("end");
            world.screen(60, 16);
        }
        let mut world = world.press("f end");
        world.screen(80, 24);
        world.screen(40, 10);
    }
}

#[test]
fn why_an_agreement_was_opened_again_is_not_told_where_only_what_was_agreed_is_kept() {
    let mut world = read(false).press("4");
    let picture = world.screen(80, 24);
    assert!(picture.contains("was opened again"), "{picture}");
    assert!(!picture.contains("The day was wrong"), "{picture}");
    assert!(
        picture.contains("is not kept: only what was agreed is"),
        "{picture}"
    );
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

#[test]
fn what_was_agreed_elsewhere_is_read_here_and_has_its_papers_there() {
    let gate = ItemDraft::new(ItemKind::Action, "Tom mends the gate");
    let world = World::prepared().execute(Command::BringAgreement(vec![gate].into()));
    let mut world = world.open(ScreenRequest::CasePage).press("2");
    let screen = world.screen(80, 24);
    assert!(
        screen.contains("Made elsewhere and brought along"),
        "{screen}"
    );
    assert!(screen.contains("1. Tom mends the gate"), "{screen}");
    let mut world = world.press("w");
    let screen = world.screen(80, 24);
    assert!(screen.contains("its papers are there"), "{screen}");
}
