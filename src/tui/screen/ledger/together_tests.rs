//! What the screens show where both sides sit, and what somebody of the other side is called.

use super::sight_tests::{PAGES, TOUR, documents, screens};
use super::tests::{ROSE, SHUTTLE, TOM, made_ready, over, visit};
use crate::case::{
    CarriedKind, CarryingCommand, Command, ItemDraft, MarkKind, MessageId, Passing, Presence,
};
use crate::script::ItemKind;
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::World;

/// The shuttle, with a meeting for everybody after the visits.
fn with_meeting() -> String {
    let mut script: serde_json::Value = serde_json::from_str(SHUTTLE).expect("a shipped script");
    let sessions = script["sessions"].as_array_mut().expect("kinds of session");
    let mut together = sessions[2].clone();
    together["id"] = "together".into();
    together["title"] = "Together".into();
    together.as_object_mut().expect("a kind").remove("with");
    sessions.push(together);
    script.to_string()
}

#[test]
fn where_both_sit_no_screen_shows_what_one_side_said_alone_and_afterwards_all_is_there() {
    let mark = |kind| Command::Mark {
        kind,
        person: None,
        text: Some("CANARY".to_owned()),
    };
    let offer = Command::Carrying(CarryingCommand::Offer {
        kind: CarriedKind::Message,
        from: ROSE,
        to: TOM,
        answers: None,
        item: None,
        text: "CANARY why?".to_owned(),
        helped_by: None,
    });
    let draft = Box::new(ItemDraft::new(ItemKind::Action, "CANARY mends it"));
    let word = Command::WordItem {
        item: None,
        draft,
        from: None,
    };
    let world = visit(World::between(&with_meeting()), ROSE, "visit-harmed")
        .execute(mark(MarkKind::Note))
        .execute(mark(MarkKind::Idea))
        .execute(mark(MarkKind::Question))
        .execute(offer)
        .execute(word);
    let world = over(world)
        .press("enter")
        .execute(Command::SetPresence(TOM, Presence::Here));
    let mut world = visit(world, ROSE, "together");
    let case = world.app.model().case().unwrap();
    assert!(case.marks.is_empty() && case.carrying.messages.is_empty());
    for keys in TOUR {
        world = world.press(keys);
        let screen = world.screen(120, 40);
        assert!(!screen.contains("CANARY"), "{keys}:\n{screen}");
    }
    for request in screens() {
        world = world.open(request.clone());
        for keys in PAGES {
            world = world.press(keys);
            let screen = world.screen(120, 40);
            assert!(!screen.contains("CANARY"), "{request:?} {keys}:\n{screen}");
        }
    }
    assert!(!documents(&world).contains("CANARY"));
    let world = over(world.open(ScreenRequest::WhereWeAre)).press("enter");
    let case = world.app.model().case().unwrap();
    assert_eq!((case.marks.len(), case.carrying.messages.len()), (3, 1));
}

#[test]
fn somebody_of_the_other_side_is_called_by_their_role_until_their_name_was_carried() {
    let offer = |text: &str| {
        Command::Carrying(CarryingCommand::Offer {
            kind: CarriedKind::Message,
            from: ROSE,
            to: TOM,
            answers: None,
            item: None,
            text: text.to_owned(),
            helped_by: None,
        })
    };
    let deliver = |number| {
        Command::Carrying(CarryingCommand::Deliver {
            message: MessageId(number),
            how: Passing::ReadAloud,
            present: Vec::new(),
            tell: false,
        })
    };
    let world = visit(World::between(SHUTTLE), ROSE, "visit-harmed").execute(offer("Why my door?"));
    let world = made_ready(world, 1).execute(offer("You may call me Rose."));
    let world = over(made_ready(world, 2)).press("enter");
    let mut world = visit(world, TOM, "visit-responsible").press("d");
    let screen = world.screen(120, 40);
    assert!(
        screen.contains("The person who was harmed to Tom"),
        "{screen}"
    );
    let told = screen.replace("You may call me Rose.", "");
    assert!(!told.contains("Rose"), "{screen}");
    let mut world = world.execute(deliver(2));
    let screen = world.screen(120, 40);
    assert!(screen.contains("Rose to Tom"), "{screen}");
}
