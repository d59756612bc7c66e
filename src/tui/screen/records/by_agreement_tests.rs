//! What people agreed to change, or to let go.

use super::tests::agreed;
use crate::case::{ItemId, PersonId, Progress};
use crate::tui::effect::{OverlayRequest, PreparingPanel};

#[test]
fn what_was_changed_or_let_go_by_agreement_says_who_said_so() {
    for progress in [Progress::Changed, Progress::Dropped] {
        let ask = OverlayRequest::Preparing(PreparingPanel::Standing(ItemId(1), progress));
        let mut world = agreed().push(ask).press("ctrl-s");
        let picture = world.screen(80, 24);
        assert!(picture.contains("Who says so?"), "{picture}");
        let case = world.app.model().case().unwrap();
        assert!(case.standing_of(ItemId(1)).is_none(), "{picture}");
        let world = world.press("right right ctrl-s");
        let case = world.app.model().case().unwrap();
        let said = case.standing_of(ItemId(1)).unwrap();
        assert_eq!((said.progress, said.by), (progress, Some(PersonId(2))));
    }
}
