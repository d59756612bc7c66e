//! The rest of the ten minutes after: ways home, notes kept for whom, days, who was told, how the
//! script was followed, and a look back.

use chrono::NaiveDate;

use super::tests::ended;
use crate::case::PersonId;
use crate::script::Outcome;
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::World;

/// At the list of the rest, with nothing kept and everything erased.
fn at_the_rest() -> World {
    ended(Outcome::NotReached)
        .press("enter enter enter ctrl-s n n")
        .press("2 enter down enter")
}

/// Opens a page beside what is asked, by its title.
fn beside(mut world: World, title: &str) -> World {
    for _ in 0..12 {
        let picture = world.screen(120, 40);
        let mut selected = picture.lines().filter(|line| line.contains('›'));
        if selected.any(|line| line.contains(title)) {
            return world.press("enter");
        }
        world = world.press("down");
    }
    panic!("{title} is in no row:\n{}", world.screen(120, 40));
}

#[test]
fn each_person_is_asked_about_on_the_way_home_and_nothing_of_the_answer_is_shown() {
    let mut world = ended(Outcome::NotReached).press("enter");
    insta::assert_snapshot!("done_ways_home_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_ways_home_120x40", world.screen(120, 40));
    let mut world = world.press("2 enter");
    insta::assert_snapshot!("done_way_home_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_way_home_120x40", world.screen(120, 40));
    assert!(world.screen(80, 24).contains("Is Rose safe"));
    let world = world.press("enter");
    assert_eq!(
        world.app.model().case().unwrap().ways_home_to_ask().len(),
        3
    );
    let mut world = world
        .press("right enter")
        .words("HER SISTER")
        .press("enter enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("written down") && !picture.contains("HER SISTER"));
    let mut world = world.press("enter");
    assert!(world.screen(80, 24).contains("Is Tom safe"), "the next one");
    let world = world.press("right right right ctrl-s");
    let case = world.app.model().case().unwrap();
    assert_eq!(
        case.ways_home_to_ask(),
        [PersonId(2), PersonId(3)],
        "nothing is done about it"
    );
}

#[test]
fn a_note_may_wait_or_be_kept_with_what_is_about_safety() {
    let world = ended(Outcome::NotReached).press("enter enter enter ctrl-s enter");
    let world = world.press("3 enter");
    let case = world.app.model().case().unwrap();
    assert!(!case.marks[0].kept, "decided later");
    assert_eq!(case.marks[1].kept_for, crate::case::KeptFor::Restricted);
    let mut world = world.press("enter");
    let picture = world.screen(120, 40);
    assert!(picture.contains("Notes to go through"), "{picture}");
    let mut world = beside(world, "Notes to go through");
    assert!(world.screen(120, 40).contains("Is this to be kept?"));
    let mut world = beside(world.press("n enter"), "What is kept about safety");
    let picture = world.screen(120, 40);
    assert!(picture.contains("the football on Saturday"), "{picture}");
}

#[test]
fn the_rest_of_the_ten_minutes_after_is_a_list_with_pages_beside_it() {
    let mut world = at_the_rest();
    insta::assert_snapshot!("done_rest_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_rest_120x40", world.screen(120, 40));
    insta::assert_snapshot!("done_rest_60x16", world.screen(60, 16));
    let mut world = beside(world, "How the script was followed");
    insta::assert_snapshot!("done_fidelity_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_fidelity_120x40", world.screen(120, 40));
    let mut world = world.press("esc");
    let picture = world.screen(120, 40);
    assert!(picture.contains("When somebody gets in touch"), "{picture}");
}

#[test]
fn a_day_is_moved_or_let_go_with_its_reason() {
    let mut world = at_the_rest().press("2 enter right enter");
    insta::assert_snapshot!("done_day_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_day_120x40", world.screen(120, 40));
    let world = world.words("in a fortnight").press("enter enter");
    let days = world.app.model().case().unwrap().follow_up_days();
    assert_eq!(days[1].on, Some(days[1].planned), "a reason is missing");
    let mut world = world.words("They are away").press("enter");
    let days = world.app.model().case().unwrap().follow_up_days();
    assert_eq!(days[1].on, NaiveDate::from_ymd_opt(2026, 12, 7));
    let picture = world.screen(120, 40);
    assert!(
        picture.contains("Moved from") && picture.contains("They are away"),
        "{picture}"
    );
}

#[test]
fn a_day_that_is_written_is_meant_also_where_the_day_of_the_script_stands_above_it() {
    let on = |world: &World| world.app.model().case().unwrap().follow_up_days()[1].on;
    let world = at_the_rest().press("2 enter enter").words("in a fortnight");
    let world = world.press("enter").words("They are away").press("enter");
    assert_eq!(on(&world), NaiveDate::from_ymd_opt(2026, 12, 7));
    let world = world.press("enter left enter enter enter");
    let days = world.app.model().case().unwrap().follow_up_days();
    assert_eq!(days[1].on, Some(days[1].planned), "and is put back");
}

#[test]
fn who_was_told_what_is_written_down() {
    let world = beside(at_the_rest(), "Who was told what").press("2 enter right enter");
    let mut world = world.words("Victim First").press("enter");
    insta::assert_snapshot!("done_telling_80x24", world.screen(80, 24));
    let mut world = world.words("that it was held").press("enter");
    insta::assert_snapshot!("done_told_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_told_120x40", world.screen(120, 40));
    assert_eq!(world.app.model().case().unwrap().afterwards.told.len(), 1);
}

#[test]
fn a_look_back_is_shown_on_its_page_alone_and_can_be_erased() {
    let world = beside(at_the_rest(), "A look back").press("2 enter");
    let mut world = world.words("TIRED").press("enter enter");
    insta::assert_snapshot!("done_looking_back_80x24", world.screen(80, 24));
    let mut world = world.press("enter");
    insta::assert_snapshot!("done_look_back_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_look_back_120x40", world.screen(120, 40));
    assert!(world.screen(80, 24).contains("How are you? TIRED"));
    let mut world = world.press("esc");
    assert!(!world.screen(120, 40).contains("TIRED"));
    let mut world = world.open(ScreenRequest::CasePage);
    for page in ["1", "2", "3", "4", "5"] {
        world = world.press(page);
        assert!(!world.screen(120, 40).contains("TIRED"));
    }
    let world = world.open(ScreenRequest::Done);
    let world = world.press("enter enter enter ctrl-s");
    let world = beside(beside(world, "A look back"), "Erase it").press("down enter");
    assert_eq!(world.app.model().case().unwrap().look_back(), None);
}

#[test]
fn a_half_typed_look_back_waits_in_its_own_layer() {
    let world = beside(at_the_rest(), "A look back")
        .press("2 enter")
        .words("TI");
    let model = world.app.model();
    assert!(model.half_typed.has(crate::desk::DraftFor::LookBack));
    assert!(!model.half_typed.has(crate::desk::DraftFor::Note));
}

#[test]
fn the_case_page_names_what_was_left_for_later_and_leads_back_to_it() {
    let mut world = ended(Outcome::NotReached).open(ScreenRequest::CasePage);
    let picture = world.screen(120, 40);
    assert!(
        picture.contains("Left for later: 2 notes to go through, 1 point to follow up."),
        "{picture}"
    );
    let mut world = world.press("t");
    assert!(world.screen(120, 40).contains("Thank you, everybody."));
}

#[test]
fn what_was_typed_of_somebody_else_is_never_lost() {
    let world = beside(at_the_rest(), "Who was told what").press("2 enter right enter");
    let mut world = world.words("Victim First").press("enter enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("What was Victim First told?"), "{picture}");
    let mut world = world
        .press("backtab backtab 2 tab tab")
        .words("that it was held");
    world = world.press("enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Choose \"somebody else\""), "{picture}");
    assert!(world.app.model().case().unwrap().afterwards.told.is_empty());
}

#[test]
fn a_note_that_waits_is_named_before_the_rest_is_erased_and_can_be_come_back_to() {
    let world = ended(Outcome::NotReached).press("enter enter enter ctrl-s");
    let mut world = world.press("enter n");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("1 of these is still to be decided"),
        "{picture}"
    );
    insta::assert_snapshot!("done_erase_undecided_80x24", picture);
    let mut asked = world.press("down enter");
    let picture = asked.screen(80, 24);
    assert!(
        picture.contains("these is still to be decided."),
        "{picture}"
    );
    let mut world = asked.press("esc end enter");
    assert!(world.screen(80, 24).contains("Is this to be kept?"));
    let mut world = world.press("n n");
    let picture = world.screen(80, 24);
    assert!(!picture.contains("still to be decided"), "{picture}");
}

#[test]
fn what_was_done_about_safety_is_shown_when_its_page_is_come_back_to() {
    let world = ended(Outcome::NotReached).press("enter enter enter");
    let world = world.words("Spoke with Ann").press("ctrl-s");
    let mut world = world.press("esc");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("What was done? Spoke with Ann"),
        "{picture}"
    );
    assert!(!picture.contains("it stays open"), "{picture}");
    let mut world = world.press("ctrl-s");
    assert!(world.screen(80, 24).contains("Left as it is."));
    let world = world.press("esc enter").words("Ines").press("ctrl-s");
    let case = world.app.model().case().unwrap();
    let mut marks = case.marks.iter();
    let kept = marks.find_map(|mark| mark.follow_up.as_ref()).unwrap();
    let kept = kept.text().unwrap();
    assert!(kept.contains("Spoke with Ann") && kept.contains("Who was told? Ines"));
}
