//! Whatever happens, no screen shows one side what the other did not have carried.

use proptest::prelude::*;

use super::tests::{KOFI, ROSE, SHUTTLE, TOM, visit};
use crate::case::{
    CarriedKind, CarryingCommand, Command, Extent, ItemDraft, MarkKind, MessageId, Party, Passing,
    PersonId, PlanField,
};
use crate::document::form::text;
use crate::document::paper::{Print, agreement};
use crate::document::{plan, timeline};
use crate::script::{ItemKind, Outcome};
use crate::tui::testing::World;

/// Keys that lead to every screen and overlay from the room, and back to it.
const TOUR: &[&str] = &[
    "v", "v", "m", "esc", "tab", "tab", "tab", "esc", "r", "esc", "h", "w", "esc", "esc", "l",
    "esc", "o", "esc", "g", "esc", "?", "esc", ":", "esc", "d", "tab", "tab", "esc", "ctrl-q",
    "esc", "n", "esc", "down", "up", "f", "f", "t", "t", "1", "u", "ctrl-r",
];

fn canary(who: PersonId) -> &'static str {
    if who == ROSE {
        "CANARYROSE"
    } else {
        "CANARYTOM"
    }
}

fn of_sitting(who: PersonId) -> impl Strategy<Value = Command> {
    let to = if who == ROSE { TOM } else { ROSE };
    let text = canary(who).to_owned();
    let draft = Box::new(ItemDraft::new(ItemKind::Action, &text));
    let mark = |kind| Command::Mark {
        kind,
        person: None,
        text: Some(canary(who).to_owned()),
    };
    let carry = |of: fn(MessageId) -> CarryingCommand| {
        (1..5_u16).prop_map(move |number| Command::Carrying(of(MessageId(number))))
    };
    let offer = Command::Carrying(CarryingCommand::Offer {
        kind: CarriedKind::Message,
        from: who,
        to,
        answers: None,
        item: None,
        text: text.clone(),
        helped_by: None,
    });
    prop_oneof![
        1 => Just(mark(MarkKind::Note)),
        1 => Just(mark(MarkKind::Idea)),
        1 => Just(Command::WordItem {
            item: None,
            draft,
            from: None
        }),
        1 => Just(Command::SetPlanField(PlanField::Purpose, Some(text))),
        2 => Just(offer),
        2 => carry(CarryingCommand::AgreeWording),
        2 => carry(|id| CarryingCommand::Consent(id, Extent::Paraphrase, Some("for you".to_owned()))),
        2 => carry(|id| CarryingCommand::Check {
            message: id,
            checked_by: Party::Person(KOFI),
            passed: true,
            wrong: None,
        }),
        2 => carry(|id| CarryingCommand::Deliver {
            message: id,
            how: Passing::ReadAloud,
            present: Vec::new(),
            tell: false,
        }),
        1 => Just(Command::GoOn),
        1 => Just(Command::Undo),
    ]
}

fn documents(world: &World) -> String {
    let case = world.app.model().case().unwrap();
    let plan = plan::write(case, false).unwrap_or_default();
    let paper = agreement(case, false, Print::Usual);
    let paper = paper.as_ref().map(text::write).unwrap_or_default();
    let course = timeline::write(case, false);
    format!("{}{paper}{course}", String::from_utf8_lossy(&plan))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn with_one_side_in_the_room_no_screen_and_no_document_shows_what_the_other_kept(
        sittings in proptest::collection::vec(
            (any::<bool>(), proptest::collection::vec((of_sitting(ROSE), of_sitting(TOM)), 1..14)),
            2..4,
        )
    ) {
        let mut world = World::between(SHUTTLE);
        for (with_rose, commands) in sittings {
            let (who, other) = if with_rose { (ROSE, TOM) } else { (TOM, ROSE) };
            let kind = if with_rose { "visit-harmed" } else { "visit-responsible" };
            world = visit(world, who, kind);
            for (roses, toms) in commands {
                world = world.execute(if with_rose { roses } else { toms });
            }
            for keys in TOUR {
                world = world.press(keys);
                let screen = world.screen(120, 40);
                prop_assert!(!screen.contains(canary(other)), "{keys}:\n{screen}");
            }
            let documents = documents(&world);
            prop_assert!(!documents.contains(canary(other)), "{documents}");
            world = world
                .execute(Command::EndSession(Outcome::NoAgreementWanted))
                .wait(60_000);
        }
    }
}
