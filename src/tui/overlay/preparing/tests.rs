use crate::case::PersonId;
use crate::tui::effect::{OverlayRequest, PreparingPanel};
use crate::tui::testing::World;

#[test]
fn every_form_fits_both_sizes_and_small_ones() {
    let panels = [
        (PreparingPanel::Referral, "Where the case comes from"),
        (PreparingPanel::Contact(None), "A contact"),
        (PreparingPanel::Assessment(None), "What was assessed"),
        (PreparingPanel::Needs(PersonId(1)), "What Rose needs"),
    ];
    for (panel, title) in panels {
        let mut world = World::prepared().push(OverlayRequest::Preparing(panel));
        world.screen(1, 1);
        for (columns, rows) in [(60, 16), (80, 24), (120, 40)] {
            let picture = world.screen(columns, rows);
            let row = |words: &str| picture.lines().position(|line| line.contains(words));
            let (top, field) = (row(title), row("│ › "));
            assert!(top.is_some() && top < field, "{picture}");
            assert!(field < row("Ctrl-S done"), "{picture}");
        }
    }
}

#[test]
fn two_people_share_an_interpreter() {
    let needs = OverlayRequest::Preparing(PreparingPanel::Needs(PersonId(3)));
    let mut world = World::prepared().push(needs);
    for _ in 0..11 {
        world = world.press("tab");
    }
    let world = world.press("space right space ctrl-s");
    let case = world.app.model().case().unwrap();
    let people = &case.preparing.interpreting[&PersonId(3)];
    assert_eq!(people, &[PersonId(1), PersonId(2)]);
}

#[test]
fn times_are_read_as_they_are_typed() {
    let needs = || OverlayRequest::Preparing(PreparingPanel::Needs(PersonId(1)));
    let typed = |time: &str| {
        let mut world = World::prepared().push(needs());
        for _ in 0..9 {
            world = world.press("tab");
        }
        world.words(time).press("ctrl-s")
    };
    let mut world = typed("later");
    assert!(world.screen(80, 24).contains("does not read as a time"));
    let world = typed("14.15");
    let slot = world.app.model().case().unwrap().preparing.slots[&PersonId(1)];
    assert_eq!(slot.arrives.unwrap().to_string(), "14:15:00");
}
