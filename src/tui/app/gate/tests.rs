//! What stands before everything, as it looks.

use super::*;
use crate::case::{Answer, Command, ItemDraft, ItemId, PersonId};
use crate::desk::{Desk, Draft, SaveStatus};
use crate::script::{ItemKind, Outcome, ScriptId};
use crate::store::Passphrase;
use crate::tui::effect::OverlayRequest;
use crate::tui::testing::World;

fn before(gate: Gate) -> World {
    let mut world = World::home();
    world.app.gate = Some(gate);
    world
}

fn request() -> NewCaseRequest {
    NewCaseRequest::Real {
        reference: None,
        script: ScriptId::new("restorative-conference"),
    }
}

fn offered() -> World {
    let by_lot = Passphrase::new("river lantern apple stove mitten").0;
    before(Gate::offered(request(), by_lot))
}

fn assert_looks(name: &str, world: &mut World) {
    insta::assert_snapshot!(format!("{name}_80x24"), world.screen(80, 24));
    insta::assert_snapshot!(format!("{name}_120x40"), world.screen(120, 40));
}

#[test]
fn a_locked_home_shows_a_field_and_nothing_else() {
    let mut world = before(Gate::locked(None)).words("river lantern");
    assert_looks("gate_locked", &mut world);
    let mut world = before(Gate::locked(None));
    let said = "That passphrase does not open this identity.".to_owned();
    world
        .app
        .gate
        .iter_mut()
        .for_each(|gate| gate.say(said.clone()));
    assert_looks("gate_wrong", &mut world);
    insta::assert_snapshot!("gate_locked_40x10", world.screen(40, 10));
    let little = "This computer needs 300 MB of free memory to unlock the cases, and it has less. Close \
                  other programs and try again; nothing was changed.";
    let said = |gate: &mut Gate| gate.say(little.to_owned());
    world.app.gate.iter_mut().for_each(said);
    insta::assert_snapshot!("gate_little_memory_80x24", world.screen(80, 24));
    let was_open = |to_read| {
        Some(WasOpen {
            reference: "RC-0412".to_owned(),
            practice: false,
            to_read,
            in_pages: false,
        })
    };
    let mut world = before(Gate::locked(was_open(false)).because(Some(CHANGED)));
    assert_looks("gate_changed", &mut world);
    // Where no case was open to be written in, nothing was kept.
    for was_open in [None, was_open(true)] {
        let mut world = before(Gate::locked(was_open).because(Some(CHANGED)));
        let screen = world.screen(80, 24);
        assert!(screen.contains("that holds now, then Enter."), "{screen}");
        assert!(!screen.contains("half-typed"), "{screen}");
    }
}

#[test]
fn protection_is_proposed_with_five_words_and_then_the_key_of_the_service_is_asked_for() {
    assert_looks("gate_offered", &mut offered());
    let own = offered()
        .press("tab")
        .words("a passphrase of mine")
        .press("enter");
    assert_looks("gate_own", &mut own.words("a passphrase of"));
    let weak = offered().press("tab").words("Sunshine-Monkey-77");
    insta::assert_snapshot!("gate_common_80x24", weak.press("enter").screen(80, 24));
    let mut world = offered()
        .words("river lantern apple stove mitten")
        .press("enter");
    assert_looks("gate_service", &mut world);
    let mut world = world.words("age1nonsense").press("enter");
    insta::assert_snapshot!("gate_no_key_80x24", world.screen(80, 24));
}

#[test]
fn in_the_smallest_window_every_word_of_the_proposal_can_be_read() {
    let screen = offered().screen(60, 16);
    assert!(
        screen.contains("river lantern apple stove mitten"),
        "{screen}"
    );
}

#[test]
fn a_picture_says_that_the_cases_are_opened_before_that_holds_everything_up() {
    let world = before(Gate::locked(None)).words("river lantern");
    let mut world = world.press("enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Opening…"), "{picture}");
    assert_eq!(world.app.next_tick(), Some(0));
    assert!(world.wait(1).app.gate().is_none());
}

#[test]
fn after_a_passphrase_was_refused_the_other_ways_still_stand_there() {
    let mut world = offered().press("tab").words("short").press("enter");
    let picture = world.screen(80, 24);
    for told in ["at least 12 letters", "Esc  not now", "type: not protected"] {
        assert!(picture.contains(told), "{told}: {picture}");
    }
    let mut world = before(Gate::locked(None));
    let said = |gate: &mut Gate| gate.say("That is another one.".to_owned());
    world.app.gate.iter_mut().for_each(said);
    let picture = world.screen(80, 24);
    assert!(picture.contains("That is another one."), "{picture}");
    assert!(picture.contains("Ctrl-Q  leave"), "{picture}");
}

#[test]
fn a_sealed_case_that_is_chosen_in_a_home_still_locked_asks_for_the_passphrase_and_opens_then() {
    let mut world = World::still_locked().press("3");
    let picture = world.screen(80, 24);
    assert!(picture.contains("RC-0388  cannot be opened"), "{picture}");
    let mut world = world.press("enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Type the passphrase"), "{picture}");
    let world = world.words("river").press("enter").wait(1);
    assert!(world.app.gate().is_none());
    let case = world.app.model().case().map(|case| &case.reference);
    assert_eq!(case.map(String::as_str), Some("RC-0388"));
    // Practice goes on without it.
    let world = World::still_locked().press("2 enter");
    assert!(world.app.gate().is_none());
    assert!(world.app.model().case().is_some());
}

/// A meeting in a protected home on a disk that does not save what was recorded last.
fn unsaved(problem: Option<&str>) -> World {
    let mut world = World::protected_conference();
    let now = world.app.model().now;
    world.app.set_save_status_for_test(SaveStatus {
        waiting: 2,
        waiting_since: Some(now),
        problem: problem.map(str::to_owned),
        ..SaveStatus::default()
    });
    world
}

#[test]
fn once_everything_is_saved_a_locked_case_is_put_away_and_shown_again_to_whoever_unlocks() {
    let world = World::protected_conference().press("ctrl-l").wait(1);
    assert!(world.app.gate().is_some_and(Gate::is_locked));
    assert!(world.app.model().desk.is_none());
    let world = world.words("river").press("enter").wait(1);
    assert!(world.app.gate().is_none());
}

/// A meeting in a protected home of which everything is saved.
fn saved() -> World {
    let mut world = World::protected_conference();
    let now = world.app.model().now;
    world.app.set_save_status_for_test(SaveStatus {
        saved: Some((41, now)),
        ..SaveStatus::default()
    });
    world
}

#[test]
fn a_locked_screen_keeps_the_time_and_the_number_that_was_saved_and_nothing_of_the_case() {
    let mut world = saved().press("ctrl-l").wait(1);
    assert!(world.app.model().desk.is_none(), "the case is put away");
    assert_looks("gate_saved", &mut world);
    insta::assert_snapshot!("gate_saved_40x10", world.screen(40, 10));
    for (columns, rows) in [(80, 24), (120, 40), (60, 16), (40, 10), (20, 5)] {
        let picture = world.screen(columns, rows);
        assert!(picture.contains("Saved #41"), "{picture}");
        for of_the_case in ["Rose", "Tom", "Ann", "Kofi", "RC-0412", "Welcome", "Stage"] {
            assert!(!picture.contains(of_the_case), "{picture}");
        }
    }
    // Its clock shows minutes, and nobody is woken more often.
    assert_eq!(world.app.next_tick(), Some(58_999));
    world.app.take_changed();
    let world = world.wait(30_000);
    let mut world = world.wait(28_999);
    assert!(world.app.take_changed());
    assert!(world.screen(80, 24).contains("14:01"));
}

#[test]
fn what_is_not_saved_is_never_hidden_on_a_locked_screen_not_even_by_the_question_how_to_leave() {
    let mut world = unsaved(Some("The disk is full.")).press("ctrl-l");
    for (columns, rows) in [(120, 40), (80, 24), (60, 16), (40, 10), (20, 5)] {
        let picture = world.screen(columns, rows);
        assert!(picture.contains("NOT SAVED"), "{columns}x{rows}: {picture}");
    }
    let mut world = world.press("ctrl-q");
    for (columns, rows) in [(120, 40), (80, 24), (60, 16), (40, 10), (20, 5)] {
        let picture = world.screen(columns, rows);
        let above = picture.lines().next().unwrap();
        assert!(above.contains("NOT SAVED"), "{columns}x{rows}: {picture}");
    }
}

#[test]
fn a_practice_case_behind_a_locked_screen_keeps_its_mark() {
    let was_open = WasOpen {
        reference: "PR-0001".to_owned(),
        practice: true,
        to_read: false,
        in_pages: false,
    };
    let mut world = before(Gate::locked(Some(was_open.clone())));
    let picture = world.screen(80, 24);
    assert!(picture.contains("PRACTICE"), "{picture}");
    assert!(!picture.contains("PR-0001"), "{picture}");
    let mut world = unsaved(Some("The disk is full."));
    world.app.gate = Some(Gate::locked(Some(was_open)));
    for (columns, rows) in [(80, 24), (40, 10)] {
        let picture = world.screen(columns, rows);
        assert!(picture.contains("PRACTICE"), "{picture}");
        assert!(picture.contains("NOT SAVED"), "{picture}");
    }
}

#[test]
fn the_last_function_key_locks_as_well_also_while_somebody_types() {
    let world = World::protected_conference().press("n").words("He sai");
    let mut world = world.press("f12").wait(1);
    assert!(world.app.gate().is_some_and(Gate::is_locked));
    assert!(!world.screen(80, 24).contains("He sai"));
    let mut world = World::conference().press("f12");
    assert!(!world.screen(80, 24).contains("Welcome"));
    let mut world = world.press("f12");
    assert!(world.screen(80, 24).contains("Welcome"));
}

#[test]
fn while_the_disk_hangs_the_gate_stands_at_once_and_tells_what_is_not_saved() {
    let mut world = unsaved(None).press("ctrl-l");
    let screen = world.screen(80, 24);
    assert!(screen.contains("The cases here are protected."), "{screen}");
    assert!(screen.contains("Saving"), "{screen}");
    assert!(world.app.model().desk.is_some(), "it waits out of sight");
    assert!(world.app.next_tick().is_some_and(|wait| wait <= 1_000));
    world.app.set_save_status_for_test(SaveStatus::default());
    let world = world.wait(1_000);
    assert!(
        world.app.model().desk.is_none(),
        "what is saved is put away"
    );
}

#[test]
fn nothing_unsaved_is_lost_at_the_gate_but_by_typing_lose() {
    let mut world = unsaved(Some("The disk is full.")).press("ctrl-l");
    assert_looks("gate_not_saved", &mut world);
    let mut world = world.press("ctrl-q");
    assert!(!world.app.is_finished());
    assert_looks("gate_leaving", &mut world);
    let world = world.press("2 enter");
    assert!(!world.app.leaves_over_gate() && !world.app.is_finished());
    let mut world = world.press("ctrl-q 3 enter").words("LO").press("enter");
    assert!(!world.app.is_finished());
    let screen = world.screen(80, 24);
    assert!(screen.contains("so nothing was lost"), "{screen}");
    let world = world.words("SE").press("enter");
    assert!(world.app.is_finished());
}

#[test]
fn what_is_half_typed_in_a_form_outlives_a_lock_that_the_disk_holds_up() {
    let world = unsaved(Some("The disk is full."))
        .push(OverlayRequest::Person(None))
        .words("Great-Aunt Marg");
    assert!(!world.app.model().half_typed.is_empty(), "a form is open");
    let world = world.press("ctrl-l").wait(2_000);
    let world = world.words("river").press("enter").wait(1);
    assert!(world.app.gate().is_none());
    let world = world.press("n").words("He said").wait(5_000);
    let kept = world.app.model().desk.as_ref().and_then(Desk::draft);
    let kept = Draft::read(kept.unwrap_or_default()).text();
    assert!(kept.contains("Great-Aunt Marg"), "{kept}");
    assert!(kept.contains("He said"), "{kept}");
}

#[test]
fn a_case_that_was_read_page_by_page_is_shown_so_again_to_whoever_unlocks() {
    let world = World::protected_conference()
        .execute(Command::EndSession(Outcome::EndedEarly))
        .open(ScreenRequest::CasePage)
        .press("ctrl-l")
        .wait(1);
    let mut world = world.words("river").press("enter").wait(1);
    assert!(world.app.gate().is_none());
    assert!(matches!(world.app.screen, Screen::CasePage(_)));
    let picture = world.screen(80, 24);
    assert!(!picture.contains("Thank you, everybody."), "{picture}");
}

#[test]
fn a_sealed_plan_is_called_by_the_name_of_its_file() {
    let item = ItemDraft::new(ItemKind::Action, "Tom nods");
    let worded = Command::WordItem {
        item: None,
        draft: Box::new(item),
        from: None,
    };
    let world = World::protected_conference().execute(worded);
    let world = (1..=3).fold(world, |world, person| {
        let (item, person) = (ItemId(1), PersonId(person));
        world
            .execute(Command::AnswerItem(item, person, Answer::Yes))
            .execute(Command::AnswerReadBack(item, person, Answer::Yes))
    });
    let mut world = world
        .execute(Command::CloseAgreement)
        .open(ScreenRequest::Closing);
    let picture = world.screen(80, 24);
    assert!(picture.contains("plan.json.age"), "{picture}");
}
