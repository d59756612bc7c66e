use std::sync::Arc;

use chrono::NaiveDate;

use crate::case::{Command, ConsentCommand, HowSaid, MarkKind, PersonId, Said, TimeOutEnd};
use crate::script::{ConsentId, Outcome, Script};
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::World;

/// The test conference with days on which somebody gets in touch.
fn script() -> Arc<Script> {
    let mut script = serde_json::to_value(&*crate::tui::testing::script()).unwrap();
    script["follow_ups"] = serde_json::json!([
        { "after_days": 14, "what": "Ring both sides. Ask what has been started, and what help is needed." },
        { "after_days": 2, "what": "Ring each person, apart. Ask how they are." }
    ]);
    Arc::new(serde_json::from_value(script).unwrap())
}

fn mark(world: World, kind: MarkKind, text: Option<&str>) -> World {
    let text = text.map(str::to_owned);
    let person = Some(PersonId(1));
    world.execute(Command::Mark { kind, person, text })
}

fn ended(outcome: Outcome) -> World {
    let world = World::conference_from(script());
    let world = mark(
        world,
        MarkKind::Note,
        Some("Rose looked at the door when Tom came in"),
    );
    let world = mark(world, MarkKind::Idea, Some("the football on Saturday"));
    let world = mark(world, MarkKind::Safety, None);
    let world = mark(world, MarkKind::KeyPoint, None);
    world.execute(Command::EndSession(outcome))
}

fn reason(world: &World) -> Option<String> {
    let case = world.app.model().case().unwrap();
    let session = case.session.as_ref().unwrap();
    session.ended.as_ref().unwrap().reason.clone()
}

#[test]
fn nothing_of_what_happened_is_shown_before_the_room_is_empty() {
    let mut world = ended(Outcome::EndedEarly);
    let picture = world.screen(80, 24);
    assert!(!picture.contains("safety") && !picture.contains("door"));
    insta::assert_snapshot!("done_room_empty_80x24", picture);
    insta::assert_snapshot!("done_room_empty_120x40", world.screen(120, 40));
}

#[test]
fn a_reason_comes_from_the_list_of_the_script() {
    let mut world = ended(Outcome::EndedEarly).press("enter enter");
    insta::assert_snapshot!("done_reason_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_reason_120x40", world.screen(120, 40));
    let world = world.press("2");
    assert_eq!(reason(&world), None);
    let world = world.press("enter");
    assert_eq!(reason(&world).as_deref(), Some("upset"));
}

#[test]
fn a_reason_can_be_left_open() {
    let mut world = ended(Outcome::NotReached).press("enter enter");
    assert!(world.screen(80, 24).contains("What led to it?"));
    let world = world.press("enter");
    assert_eq!(reason(&world), None);
}

#[test]
fn each_safety_mark_is_asked_about_in_three_questions() {
    let mut world = ended(Outcome::NoAgreementWanted)
        .press("enter enter enter")
        .words("Spoke with Ann alone")
        .press("enter")
        .words("The duty worker")
        .press("enter")
        .words("today at four");
    insta::assert_snapshot!("done_safety_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_safety_120x40", world.screen(120, 40));
    insta::assert_snapshot!("done_safety_60x16", world.screen(60, 16));
    let world = world.press("enter");
    let case = world.app.model().case().unwrap();
    let safety = case.marks.iter().find(|mark| mark.kind == MarkKind::Safety);
    let safety = safety.unwrap();
    assert!(safety.settled);
    let text = "What was done? Spoke with Ann alone\nWho was told? The duty worker\n\
                When? today at four";
    let told = safety.follow_up.as_ref().unwrap().text();
    assert_eq!(told, Some(text));
    let listed = safety.words.iter().filter_map(|words| words.text());
    assert!(
        !listed.collect::<String>().contains("duty worker"),
        "the list of marks shows these"
    );
}

#[test]
fn a_safety_mark_left_open_is_asked_about_again() {
    let world = ended(Outcome::NoAgreementWanted).press("enter enter enter ctrl-s");
    let case = world.app.model().case().unwrap();
    assert!(case.marks.iter().all(|mark| !mark.settled));
    let steps = super::steps::steps(case, world.app.model().now.wall.date_naive());
    assert!(
        steps
            .iter()
            .any(|step| matches!(step, super::Step::Safety(_)))
    );
}

#[test]
fn notes_are_gone_through_one_by_one_and_the_rest_is_erased() {
    let world = ended(Outcome::NoAgreementWanted).press("enter enter enter ctrl-s");
    let mut world = world;
    insta::assert_snapshot!("done_note_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_note_120x40", world.screen(120, 40));
    let mut world = world.press("y n");
    insta::assert_snapshot!("done_erase_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_erase_120x40", world.screen(120, 40));
    let world = world.press("2 enter enter");
    let readable = |world: &World| {
        let case = world.app.model().case().unwrap();
        let marks = case.marks.iter();
        marks
            .flat_map(|mark| &mark.words)
            .filter(|words| words.text().is_some())
            .count()
    };
    assert_eq!(readable(&world), 2);
    let mut world = world.press("enter down enter");
    assert_eq!(readable(&world), 1);
    insta::assert_snapshot!("done_dates_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_dates_120x40", world.screen(120, 40));
    let mut world = world.press("enter");
    assert!(world.screen(80, 24).contains("1 Run"));
}

#[test]
fn a_question_that_nobody_came_back_to_is_named_once_the_room_is_empty() {
    let world = World::conference_from(script());
    let world = mark(world, MarkKind::Question, Some("Who paid for the glass?"));
    let mut world = world.execute(Command::EndSession(Outcome::NotReached));
    world = world.press("enter enter enter");
    insta::assert_snapshot!("done_questions_80x24", world.screen(80, 24));
    insta::assert_snapshot!("done_questions_120x40", world.screen(120, 40));
    assert!(
        world
            .screen(80, 24)
            .contains("1 question was not come back to.")
    );
    assert!(
        world
            .press("enter")
            .screen(80, 24)
            .contains("Is this to be kept?")
    );
}

#[test]
fn escape_goes_a_question_back_and_space_keeps_nothing() {
    let world = ended(Outcome::NoAgreementWanted).press("enter enter enter ctrl-s space");
    let case = world.app.model().case().unwrap();
    assert!(case.marks.iter().all(|mark| !mark.kept));
    let mut world = world.press("esc esc esc esc esc");
    assert!(world.screen(80, 24).contains("Thank you, everybody."));
    let world = world.press("esc");
    assert_eq!(world.app.overlays().len(), 1);
}

#[test]
fn between_the_weeks_of_a_process_whoever_gets_in_touch_each_time_does_so_and_nobody_else() {
    let mut weeks = serde_json::to_value(&*script()).unwrap();
    weeks["follow_ups"][1]["each_time"] = true.into();
    weeks["sessions"][0]["agrees"] = false.into();
    let mut next = weeks["sessions"][0].clone();
    next["id"] = "week-2".into();
    weeks["sessions"].as_array_mut().unwrap().push(next);
    let weeks = Arc::new(serde_json::from_value(weeks).unwrap());
    let world = World::conference_from(weeks);
    let world = world.execute(Command::EndSession(Outcome::NoAgreementWanted));
    let picture = world.press("enter enter").screen(80, 24);
    assert!(picture.contains("Ring each person, apart."), "{picture}");
    assert!(!picture.contains("Ring both sides."), "{picture}");
}

#[test]
fn no_window_is_too_small() {
    let mut world = ended(Outcome::EndedEarly);
    for _ in 0..8 {
        for (columns, rows) in [(1, 1), (3, 4), (60, 16), (250, 80)] {
            world.screen(columns, rows);
        }
        world = world.press("enter");
    }
}

#[test]
fn that_another_way_was_asked_for_is_said_with_the_key_that_leads_there() {
    let mut world = World::conference()
        .execute(Command::StartTimeOut(Vec::new()))
        .execute(Command::EndTimeOut(TimeOutEnd::ChangeMethod, None))
        .press("enter enter enter");
    let picture = world.screen(120, 40);
    assert!(
        picture.contains("People asked to go on in another way."),
        "{picture}"
    );
    assert!(
        picture.contains("p lets this case go over to another process"),
        "{picture}"
    );
    let mut world = world.press("p");
    assert!(world.screen(120, 40).contains("Go on with which process?"));
    let mut world = world.press("esc").open(ScreenRequest::CasePage);
    assert!(
        world
            .screen(120, 40)
            .contains("People asked to go on in another way.")
    );
}

#[test]
fn a_consent_that_was_recorded_too_late_to_count_is_told_as_such() {
    let mut script = serde_json::to_value(&*script()).unwrap();
    script["consents"] = serde_json::json!([{
        "id": "take-part",
        "of": ["harmed"],
        "purpose": "taking part",
        "ask": "Do you want to take part?",
        "easy": "Do you take part?",
        "required": true
    }]);
    let script = Arc::new(serde_json::from_value(script).unwrap());
    let given = Command::Consent(ConsentCommand::Give {
        person: PersonId(1),
        consent: ConsentId::new("take-part"),
        said: Said {
            how: HowSaid::Voice,
            on: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
            by: "Kofi".to_owned(),
        },
        review: None,
    });
    let world = World::conference_from(script).execute(Command::EndSession(Outcome::EndedEarly));
    let mut world = world.open(ScreenRequest::CasePage);
    assert!(
        world
            .screen(120, 40)
            .contains("Rose did not agree to taking part")
    );
    let mut world = world.wait(60_000).execute(given);
    let picture = world.screen(120, 40);
    let told = "Not counted: that Rose agreed to taking part was recorded only after it.";
    assert!(picture.contains(told), "{picture}");
}

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
    let mut world = world.press("w");
    assert!(world.screen(120, 40).contains("Thank you, everybody."));
}
