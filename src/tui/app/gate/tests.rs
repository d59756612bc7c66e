//! What stands before everything, as it looks.

use super::*;
use crate::script::ScriptId;
use crate::store::Passphrase;
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
}

#[test]
fn protection_is_proposed_with_five_words_and_then_the_key_of_the_service_is_asked_for() {
    assert_looks("gate_offered", &mut offered());
    let own = offered()
        .press("tab")
        .words("a passphrase of mine")
        .press("enter");
    assert_looks("gate_own", &mut own.words("a passphrase of"));
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
