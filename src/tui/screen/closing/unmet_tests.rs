//! What closing would leave unmet.

use std::sync::Arc;

use super::tests::agreed;
use crate::case::Command;
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::{World, script};

#[test]
fn a_bottom_line_that_nothing_meets_stands_out_and_does_not_stand_in_the_way() {
    let mut script = (*script()).clone();
    script.agreement.bottom_lines = true;
    let line = Command::SetBottomLine(None, "Somebody is at home at night".to_owned());
    let world = World::conference_from(Arc::new(script)).execute(line);
    let mut world = agreed(world).open(ScreenRequest::Closing);
    let picture = world.screen(120, 40);
    assert!(picture.contains("One bottom line is NOT MET."), "{picture}");
    let mut world = world.press("x");
    let panel = world.screen(120, 40);
    let told = "NOT MET: \"Somebody is at home at night\"";
    assert!(panel.contains(told), "{panel}");
    assert!(!panel.contains("Nothing stands in the way"), "{panel}");
    assert_eq!(panel.matches("at home at night").count(), 1, "{panel}");
    let world = world.press("y");
    assert!(world.app.model().case().unwrap().agreement.closed);
}
