//! Whatever happens, no screen shows one side what the other did not have carried.

use proptest::prelude::*;

use chrono::NaiveDate;

use super::tests::{KOFI, ROSE, SHUTTLE, TOM, over, visit};
use crate::case::{
    AssessmentKind, BegunBy, CarriedKind, CarryingCommand, Command, ConsentCommand, ContactHow,
    Extent, HowSaid, ItemDraft, MarkKind, MessageId, Need, Party, Passing, PersonId, PlanField,
    PreparingCommand, Presence, Referral, Said, Willing,
};
use crate::document::form::text;
use crate::document::paper::{Print, agreement};
use crate::document::{plan, seat_plan, timeline};
use crate::script::{ConsentId, ItemKind, Outcome, RecordKind, SessionKindId};
use crate::tui::effect::{ScreenRequest, Section};
use crate::tui::testing::World;

/// A number that nobody has.
const NOBODY: PersonId = PersonId(99);

/// Keys that turn the pages of a screen, or do nothing there.
pub(super) const PAGES: &[&str] = &["tab", "tab", "tab", "down"];

/// Keys that lead to every screen and overlay from the room, and back to it.
pub(super) const TOUR: &[&str] = &[
    "v", "v", "m", "esc", "tab", "tab", "tab", "esc", "r", "esc", "h", "w", "esc", "esc", "l",
    "esc", "o", "esc", "g", "esc", "?", "esc", ":", "esc", "d", "tab", "tab", "esc", "ctrl-q",
    "esc", "n", "esc", "down", "up", "f", "f", "t", "t", "1", "u", "ctrl-r",
];

/// Every screen that a facilitator could come to in a sitting, whatever leads there.
pub(super) fn screens() -> Vec<ScreenRequest> {
    let parts = [
        Section::Overview,
        Section::Contacts,
        Section::Assessments,
        Section::People,
        Section::Consents,
        Section::Rules,
        Section::Checklist,
        Section::Seats,
    ];
    let records = [
        RecordKind::GroundRules,
        RecordKind::Opening,
        RecordKind::BottomLines,
        RecordKind::ChildWords,
        RecordKind::Coverage,
        RecordKind::Review,
    ];
    let others = [
        ScreenRequest::People,
        ScreenRequest::Room,
        ScreenRequest::Board,
        ScreenRequest::ReadBack,
        ScreenRequest::Closing,
        ScreenRequest::Marks,
        ScreenRequest::Ledger,
        ScreenRequest::CasePage,
    ];
    let parts = parts.map(ScreenRequest::Preparation).into_iter();
    let records = records.map(ScreenRequest::Record).into_iter();
    parts.chain(records).chain(others).collect()
}

/// Words that tell of one side; of nobody, neither side may see them.
fn canary(who: PersonId) -> &'static str {
    match who {
        ROSE => "CANARYROSE",
        TOM => "CANARYTOM",
        _ => "CANARYNOBODY",
    }
}

/// What is prepared between two sittings.
fn groundwork() -> impl Strategy<Value = Command> {
    let of = |who: PersonId| {
        let (text, person) = (canary(who).to_owned(), (who != NOBODY).then_some(who));
        let on = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
        let by = text.clone();
        let mut all = vec![
            Command::Prepare(PreparingCommand::Contact {
                corrects: None,
                person,
                on,
                how: ContactHow::Phone,
                words: text.clone(),
            }),
            Command::Prepare(PreparingCommand::Assess {
                corrects: None,
                kind: AssessmentKind::Risk,
                person,
                by: by.clone(),
                on,
                until: None,
                measures: text.clone(),
            }),
        ];
        match person {
            Some(person) => all.extend([
                Command::Prepare(PreparingCommand::SayNeed(person, Need::Hopes, text)),
                Command::Consent(ConsentCommand::Give {
                    person,
                    consent: ConsentId::new("take-part"),
                    said: Said {
                        how: HowSaid::Voice,
                        on,
                        by,
                    },
                    review: None,
                }),
                Command::SayWilling(person, Willing::Withdrawn),
                Command::SayWilling(person, Willing::Given),
            ]),
            None => all.extend([
                Command::Prepare(PreparingCommand::Refer(Referral {
                    source: text.clone(),
                    agency: by,
                    on,
                    begun_by: BegunBy::Harmed,
                })),
                Command::ChooseOpening(text, None),
            ]),
        }
        prop::sample::select(all)
    };
    prop_oneof![of(ROSE), of(TOM), of(NOBODY)]
}

/// The shuttle, with something to agree to.
fn script() -> String {
    let mut script: serde_json::Value = serde_json::from_str(SHUTTLE).expect("a shipped script");
    script["consents"] = serde_json::json!([{
        "id": "take-part",
        "of": ["harmed", "responsible"],
        "purpose": "taking part",
        "ask": "Do you want to take part?",
        "easy": "Do you take part?",
        "required": false
    }]);
    script.to_string()
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
        1 => Just(Command::SetPlanField(PlanField::Purpose, Some(text.clone()))),
        1 => Just(Command::Prepare(PreparingCommand::SayNeed(who, Need::Food, text.clone()))),
        2 => Just(offer),
        2 => (1..5_u16).prop_map(move |number| Command::Carrying(CarryingCommand::Word {
            message: MessageId(number),
            text: format!("{} anew", canary(who)),
            helped_by: None,
        })),
        1 => carry(|id| CarryingCommand::Consent(id, Extent::Nothing, None)),
        1 => carry(CarryingCommand::Withdraw),
        1 => carry(CarryingCommand::Close),
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

pub(super) fn documents(world: &World) -> String {
    let case = world.app.model().case().unwrap();
    let plan = plan::write(case, false).unwrap_or_default();
    let paper = agreement(case, false, Print::Usual);
    let paper = paper.as_ref().map(text::write).unwrap_or_default();
    let course = timeline::write(case, false);
    let seats = seat_plan::write(case, false);
    format!("{}{paper}{course}{seats}", String::from_utf8_lossy(&plan))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn with_one_side_in_the_room_no_screen_and_no_document_shows_what_the_other_kept(
        sittings in proptest::collection::vec(
            (
                any::<bool>(),
                any::<bool>(),
                proptest::collection::vec(groundwork(), 0..6),
                proptest::collection::vec((of_sitting(ROSE), of_sitting(TOM)), 1..14),
            ),
            2..6,
        )
    ) {
        let mut world = World::between(&script());
        for (with_rose, next_door, prepared, commands) in sittings {
            let (who, other) = if with_rose { (ROSE, TOM) } else { (TOM, ROSE) };
            let kind = if with_rose { "visit-harmed" } else { "visit-responsible" };
            world = prepared.into_iter().fold(world, World::attempt);
            if next_door {
                world = world
                    .execute(Command::SetPresence(other, Presence::Here))
                    .execute(Command::SetPresence(other, Presence::Out));
            }
            // Whoever said no is asked about before anything else, and that is no matter here.
            world = world.execute(Command::SayWilling(who, Willing::Given));
            if next_door {
                // Nothing begins before the other one has left.
                world = world
                    .execute(Command::SetPresence(who, Presence::Here))
                    .attempt(Command::StartSession(SessionKindId::new(kind)))
                    .execute(Command::SetPresence(other, Presence::Left));
            }
            world = visit(world, who, kind);
            prop_assert!(world.app.model().case().unwrap().is_one_sided());
            for (roses, toms) in commands {
                world = world.attempt(if with_rose { roses } else { toms });
            }
            let hidden = [canary(other), canary(NOBODY)];
            for keys in TOUR {
                world = world.press(keys);
                let screen = world.screen(120, 40);
                prop_assert!(!hidden.iter().any(|theirs| screen.contains(theirs)), "{keys}:\n{screen}");
            }
            for request in screens() {
                world = world.open(request.clone());
                for keys in PAGES {
                    world = world.press(keys);
                    let screen = world.screen(120, 40);
                    let theirs = hidden.iter().any(|theirs| screen.contains(theirs));
                    prop_assert!(!theirs, "{request:?} {keys}:\n{screen}");
                }
            }
            let documents = documents(&world);
            prop_assert!(!hidden.iter().any(|theirs| documents.contains(theirs)), "{documents}");
            world = world
                .open(ScreenRequest::WhereWeAre)
                .execute(Command::EndSession(Outcome::NoAgreementWanted))
                .wait(60_000);
            let screen = world.screen(120, 40);
            prop_assert!(!screen.contains("CANARY"), "the room is not empty yet:\n{screen}");
        }
    }
}

#[test]
fn after_a_visit_nothing_of_the_other_side_is_reached_before_the_room_is_empty() {
    let note = Command::Mark {
        kind: MarkKind::Idea,
        person: None,
        text: Some("CANARY".to_owned()),
    };
    let world = over(visit(World::between(SHUTTLE), ROSE, "visit-harmed").execute(note));
    let world = visit(world.press("enter"), TOM, "visit-responsible");
    let mut world = over(world);
    for key in ["w", "s", "m", "p"] {
        world = world.press(key);
        let screen = world.screen(120, 40);
        assert!(screen.contains("Thank you, everybody."), "{key}:\n{screen}");
        assert!(!screen.contains("CANARY"), "{key}:\n{screen}");
    }
    let mut world = world.press("enter").press("m");
    assert!(world.screen(120, 40).contains("People"));
}

#[test]
fn a_visit_put_off_ends_behind_the_curtain() {
    let world = visit(World::between(SHUTTLE), ROSE, "visit-harmed");
    let world = world.execute(Command::Adjourn(None));
    assert!(world.app.model().curtain.is_some());
    let mut world = world.press("b");
    assert!(world.app.model().curtain.is_none());
    let screen = world.screen(120, 40);
    assert!(
        screen.contains("was put off: b goes on with it."),
        "{screen}"
    );
    assert!(screen.contains("Ctrl-Q ends it where it"), "{screen}");
}
