use std::sync::Arc;

use chrono::NaiveDate;

use crate::case::{
    Command, ConsentCommand, HowSaid, ItemDraft, MarkKind, PersonId, Said, TimeOutEnd,
};
use crate::script::{ConsentId, ItemKind, Outcome, Script};
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

pub(super) fn ended(outcome: Outcome) -> World {
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
fn a_day_that_there_is_not_is_said_before_it_is_kept() {
    let mut world = ended(Outcome::NoAgreementWanted)
        .press("enter enter enter")
        .words("Rang her")
        .press("enter enter")
        .words("31 february")
        .press("enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("There is no 31 February"), "{picture}");
    let case = world.app.model().case().unwrap();
    assert!(case.marks.iter().all(|mark| !mark.settled));
}

#[test]
fn words_added_to_a_safety_mark_are_read_once_the_room_is_empty() {
    let world = World::conference_from(script()).press("s m enter");
    let world = world.words("A knife at home").press("enter");
    let world = world.execute(Command::EndSession(Outcome::EndedEarly));
    let mut world = world.press("enter enter enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("A knife at home"), "{picture}");
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
fn reasons_and_concerns_are_named_counted_and_shown_before_they_are_erased() {
    let world = World::conference_from(script());
    let draft = ItemDraft::new(ItemKind::Action, "Mends the gate");
    let world = world.execute(Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    });
    let item = "I1".parse().unwrap();
    let world = world.execute(Command::NoteConcern(item, "too much for him".to_owned()));
    let world = world.execute(Command::EndSession(Outcome::NoAgreementWanted));
    let mut world = world.press("enter enter enter");
    let picture = world.screen(120, 40);
    for told in [
        "1 concern of yours about what was on the board",
        "Of these you were not asked one by one:",
        "Your concern about item 1: too much for him",
    ] {
        assert!(picture.contains(told), "{picture}");
    }
    assert!(!picture.contains("working note"), "{picture}");
    let picture = world.press("2").screen(120, 40);
    assert!(picture.contains("1 concern of yours"), "{picture}");
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
            .contains("Rose was not asked to agree to taking part")
    );
    let mut world = world.wait(60_000).execute(given);
    let picture = world.screen(120, 40);
    let told = "Not counted: that Rose agreed to taking part was recorded only after it.";
    assert!(picture.contains(told), "{picture}");
}
