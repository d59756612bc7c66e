//! Ending a meeting, in which way.

use crate::case::{Command, MarkKind, PersonId, SessionStatus};
use crate::script::Outcome;
use crate::tui::effect::OverlayRequest;
use crate::tui::testing::World;

fn asked() -> World {
    World::conference().push(OverlayRequest::Ending)
}

fn status(world: &World) -> SessionStatus {
    let case = world.app.model().case().unwrap();
    case.session.as_ref().unwrap().status
}

#[test]
fn the_four_ways_are_offered_in_honourable_words() {
    let mut world = asked();
    let picture = world.screen(80, 24);
    insta::assert_snapshot!("ending_80x24", picture);
    insta::assert_snapshot!("ending_120x40", world.screen(120, 40));
    let small = picture.to_lowercase();
    assert!(!small.contains("fail") && !small.contains("unsuccessful"));
    insta::assert_snapshot!("ending_60x16", world.screen(60, 16));
}

#[test]
fn questions_that_nobody_came_back_to_are_named_before_the_meeting_ends() {
    let marked = Command::Mark {
        kind: MarkKind::Question,
        person: Some(PersonId(2)),
        text: None,
    };
    let mut world = World::conference().execute(marked);
    world = world.push(OverlayRequest::Ending);
    let picture = world.screen(120, 40);
    let told = "A question was marked to come back to: at 14:00, with Tom.";
    assert!(picture.contains(told), "{picture}");
}

#[test]
fn stages_that_were_not_gone_through_are_named_before_the_meeting_ends_and_stop_nobody() {
    let mut world = asked();
    assert!(!world.screen(80, 24).contains("Not gone through"));
    let last = crate::script::StageId::new("agreement");
    let world = World::conference().attempt(Command::GoToStage(last));
    let mut world = world.past_checks().push(OverlayRequest::Ending);
    let picture = world.screen(80, 24);
    let told = "Not gone through: What happened, Time apart.";
    assert!(picture.contains(told), "{picture}");
    let world = world.press("3 enter down enter");
    assert_eq!(status(&world), SessionStatus::Ended);
}

#[test]
fn nothing_ends_by_one_key_nor_by_two_hasty_ones() {
    for keys in ["3", "enter", "3 enter", "3 enter enter", "5 esc"] {
        assert_eq!(
            status(&asked().press(keys)),
            SessionStatus::Running,
            "{keys}"
        );
    }
    let world = asked().press("3 enter down enter");
    assert_eq!(status(&world), SessionStatus::Ended);
    let case = world.app.model().case().unwrap();
    let ended = case.session.as_ref().unwrap().ended.as_ref().unwrap();
    assert_eq!(ended.outcome, Outcome::NoAgreementWanted);
    assert_eq!(ended.reason, None);
}

#[test]
fn what_stands_on_the_board_is_named_before_an_ending_without_an_agreement() {
    let kind = crate::script::ItemKind::Action;
    let draft = Box::new(crate::case::ItemDraft::new(
        kind,
        "Tom pays for the window.",
    ));
    let (item, from) = (None, None);
    let mut world = asked().execute(Command::WordItem { item, draft, from });
    let picture = world.screen(80, 24);
    assert!(!picture.contains("stands on the board"), "{picture}");
    let picture = world.press("3 enter").screen(80, 24);
    let told: Vec<&str> = picture
        .split(['│', ' ', '\n'])
        .filter(|word| !word.is_empty())
        .collect();
    assert!(
        told.join(" ")
            .contains("stands on the board that nobody closed"),
        "{picture}"
    );
    assert!(!picture.contains("pays"), "{picture}");
}

#[test]
fn an_ending_with_an_agreement_leads_to_where_it_is_closed() {
    let mut world = asked().press("2 enter");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("There is no closed agreement."),
        "{picture}"
    );
    assert!(world.app.overlays().is_empty());
}

#[test]
fn where_the_script_asks_how_it_ended_its_own_endings_are_offered() {
    let mut script = (*crate::tui::testing::script()).clone();
    let views: crate::script::Script =
        serde_json::from_str(include_str!("../../../../scripts/views-carried.json")).unwrap();
    let carrying = &views.sessions[1];
    let asks = carrying.stages.last().unwrap().prompts.last().unwrap();
    let last = script.sessions[0].stages.last_mut().unwrap();
    last.prompts.push(asks.clone());
    script.sessions[0].agrees = false;
    let mut world = World::conference_from(std::sync::Arc::new(script));
    world = world.push(OverlayRequest::Ending);
    let picture = world.screen(120, 40);
    assert!(picture.contains("The words were carried"), "{picture}");
    assert!(!picture.contains("Not reached"), "{picture}");
    let mut world = world.press("2 enter");
    let picture = world.screen(120, 40);
    let (_, asked) = picture.split_once("Recorded as: ").unwrap();
    assert!(!asked.contains("Nothing had to be agreed"), "{picture}");
    let world = world.press("down enter");
    let case = world.app.model().case().unwrap();
    let session = case.session.as_ref().unwrap();
    let ended = session.ended.as_ref().unwrap();
    assert_eq!(ended.outcome, Outcome::NoAgreementWanted);
    assert_eq!(session.decisions.len(), 1);
}

#[test]
fn two_endings_that_count_alike_are_kept_apart_from_a_break_as_well() {
    let mut script = (*crate::tui::testing::script()).clone();
    let heard: crate::script::Script = serde_json::from_str(include_str!(
        "../../../../scripts/conference-with-representative.json"
    ))
    .unwrap();
    let conference = &heard.sessions[0];
    let asks = conference.stages.last().unwrap().prompts.last().unwrap();
    let last = script.sessions[0].stages.last_mut().unwrap();
    last.prompts.push(asks.clone());
    let script = std::sync::Arc::new(script);
    for pause in [Command::StartBreak, Command::StartTimeOut(Vec::new())] {
        let world = World::conference_from(script.clone()).execute(pause);
        let mut world = world.push(OverlayRequest::Ending).press("5 enter");
        let picture = world.screen(80, 24);
        let label = "It waits for the answer of the person who was harmed";
        assert!(picture.contains("waits for the answer"), "{picture}");
        assert!(
            picture.contains("Nothing is written down yet."),
            "{picture}"
        );
        let world = world.press("down enter");
        let case = world.app.model().case().unwrap();
        let session = case.session.as_ref().unwrap();
        assert_eq!(session.ended.as_ref().unwrap().outcome, Outcome::NotReached);
        assert_eq!(session.ended_as(), Some(label));
        let told = crate::document::timeline::write(case, false);
        let told: Vec<&str> = told.split_whitespace().collect();
        let told = told.join(" ");
        assert!(
            told.contains(&format!("It was decided: {label}.")),
            "{told}"
        );
    }
}

#[test]
fn another_day_asks_for_the_day() {
    let mut world = asked().press("6 enter").words("friday week");
    insta::assert_snapshot!("another_day_80x24", world.screen(80, 24));
    insta::assert_snapshot!("another_day_120x40", world.screen(120, 40));
    let world = world.press("enter");
    let until = chrono::NaiveDate::from_ymd_opt(2026, 12, 4);
    assert_eq!(status(&world), SessionStatus::Adjourned { until });
}
