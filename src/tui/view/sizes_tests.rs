//! Every screen and every panel at every size: nothing fails, nothing needed is lost.

use crate::case::{Command, ItemDraft, ItemId, MarkId, MarkKind, PersonId, Refusal};
use crate::script::{GateId, ItemKind, RecordKind, StageId};
use crate::tui::effect::{Door, Effect, OverlayRequest, PutOff, Question, ScreenRequest};
use crate::tui::testing::World;

fn question() -> Question {
    Question {
        ask: "Erase what was not kept?".to_owned(),
        about: "It cannot come back.".to_owned(),
        yes: "Erase it".to_owned(),
        no: "Not yet".to_owned(),
        then: Vec::new(),
        otherwise: Vec::new(),
    }
}

/// Every screen and panel that can be asked for.
pub(super) fn every_place() -> Vec<Effect> {
    let records = [
        RecordKind::GroundRules,
        RecordKind::Opening,
        RecordKind::BottomLines,
        RecordKind::AgreedQuestions,
        RecordKind::ChildWords,
        RecordKind::Coverage,
        RecordKind::Contingency,
        RecordKind::Review,
    ];
    let screens = [
        ScreenRequest::Home(Door::Run),
        ScreenRequest::Home(Door::Practise),
        ScreenRequest::Home(Door::Review),
        ScreenRequest::Library,
        ScreenRequest::NewCase,
        ScreenRequest::People,
        ScreenRequest::Room,
        ScreenRequest::Board,
        ScreenRequest::Item(None, None),
        ScreenRequest::ReadBack,
        ScreenRequest::Closing,
        ScreenRequest::Done,
        ScreenRequest::Marks,
        ScreenRequest::CasePage,
    ];
    let panels = [
        OverlayRequest::Help,
        OverlayRequest::Palette,
        OverlayRequest::NoWords(Refusal::PrivateTime),
        OverlayRequest::Words(MarkId(1)),
        OverlayRequest::GoTo,
        OverlayRequest::Order,
        OverlayRequest::PaperForms,
        OverlayRequest::SealedOrPlain(None, Some("/home/robin/Documents".to_owned())),
        OverlayRequest::CopyHolds(PersonId(1), None),
        OverlayRequest::CopyWords(PersonId(1)),
        OverlayRequest::Presence(None),
        OverlayRequest::Presence(Some(PersonId(1))),
        OverlayRequest::Person(None),
        OverlayRequest::Person(Some(PersonId(1))),
        OverlayRequest::Willing(PersonId(1)),
        OverlayRequest::Begin(Vec::new(), None),
        OverlayRequest::Called,
        OverlayRequest::Gate(vec![GateId::new("out-of-room-private-time-1")]),
        OverlayRequest::Decision,
        OverlayRequest::Skip,
        OverlayRequest::TimeOut,
        OverlayRequest::Withdrawal(PersonId(1)),
        OverlayRequest::Ending,
        OverlayRequest::AnotherDay(PutOff::ByItself),
        OverlayRequest::Ratification(ItemId(1)),
        OverlayRequest::Concern(ItemId(1)),
        OverlayRequest::CloseAgreement,
        OverlayRequest::Confirm(Box::new(question())),
        OverlayRequest::Leave,
        OverlayRequest::LongPaste("aaa".to_owned(), 25_000),
    ];
    let screens = screens.map(Effect::Open).into_iter();
    let records = records.map(|kind| Effect::Open(ScreenRequest::Record(kind)));
    screens
        .chain(records)
        .chain(panels.map(Effect::Push))
        .collect()
}

/// A family's conference with a mark and a step of the plan.
fn family() -> World {
    let draft = Box::new(ItemDraft::new(
        ItemKind::Action,
        "Joe drives Ada to school.",
    ));
    let (item, from) = (None, None);
    let mark = Command::Mark {
        kind: MarkKind::Idea,
        person: None,
        text: Some("Aunt Rose could help on Fridays.".to_owned()),
    };
    World::family()
        .execute(mark)
        .execute(Command::WordItem { item, draft, from })
}

fn at(place: &Effect) -> World {
    let mut world = family();
    world.app.perform_for_test(place.clone());
    world
}

#[test]
fn d01_no_place_fails_at_any_size() {
    let columns = [1, 2, 3, 7, 19, 20, 39, 40, 59, 60, 66, 80, 120, 200];
    let rows = [1, 2, 3, 4, 5, 6, 10, 15, 16, 18, 24, 40, 60];
    for place in every_place() {
        let mut world = at(&place);
        let mut hidden = at(&place).press("ctrl-l ctrl-q");
        for columns in columns {
            for rows in rows {
                world.screen(columns, rows);
            }
            hidden.screen(columns, columns.min(60));
        }
    }
}

#[test]
fn d01_every_place_says_something_in_the_tiny_view() {
    for place in every_place() {
        let mut world = at(&place);
        let wide = world.screen(120, 40);
        let picture = world.screen(40, 10);
        let lines = picture.lines().filter(|line| !line.trim().is_empty());
        assert!(lines.count() >= 3, "{place:?}: {picture}");
        // While something is typed, the question and the line for it have the room.
        if wide.contains('›') && !world.app.top().is_typing() {
            let selected = picture.contains('›') || picture.contains("(x)");
            assert!(selected, "{place:?}: {picture}");
        }
    }
}

#[test]
fn who_is_on_the_list_is_seen_in_the_tiny_view() {
    let mut world = World::prepared();
    insta::assert_snapshot!("people_tiny_40x10", world.screen(40, 10));
    let mut world = family().press("h down down");
    assert!(world.screen(40, 10).contains("› Joe"));
    let mut world = family().open(ScreenRequest::Closing).press("down down");
    assert!(world.screen(40, 10).contains("› Joe"));
}

fn last_line(world: &mut World, columns: u16, rows: u16) -> String {
    let picture = world.screen(columns, rows);
    picture.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_footer_names_the_way_on_or_out_in_every_state() {
    let private = || {
        let to = Command::GoToStage(StageId::new("private-time"));
        let mut world = World::family();
        while let Some(Refusal::GatesOpen(gates)) = world.app.model().refusal_of(&to) {
            for gate in gates {
                let (met, reason) = (true, None);
                world = world.execute(Command::AnswerGate { gate, met, reason });
            }
        }
        world.execute(to)
    };
    let states: Vec<(World, &str)> = vec![
        (World::home(), "Esc leave"),
        (World::home().press("2"), "Enter choose"),
        (World::prepared(), "b begin"),
        (World::conference(), "Space go on"),
        (World::conference().press("p"), "p end the break"),
        (World::conference().press("t"), "t how it ended"),
        (private(), "Enter people called"),
        (World::conference().press("f"), "Esc cue"),
        (World::conference().press("n"), "Esc put away"),
        (World::conference().press("ctrl-n"), "Ctrl-N close the note"),
        (family().press("tab tab"), "Esc back"),
        (family().open(ScreenRequest::ReadBack), "Enter next"),
        (family().open(ScreenRequest::Done), "Enter go on"),
        (family().open(ScreenRequest::Closing), "e end"),
        (family().open(ScreenRequest::Closing), "Esc back"),
        (family().press("m"), "Esc back"),
    ];
    for (mut world, way) in states {
        for (columns, rows) in [(60, 16), (80, 24), (120, 40)] {
            let footer = last_line(&mut world, columns, rows);
            assert!(footer.contains(way), "{columns} columns, {way}: {footer}");
            assert!(footer.contains("? help") || way.contains("note") || way.contains("away"));
        }
    }
}
