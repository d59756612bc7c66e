//! Signing and copies once the meeting is over.

use super::tests::closed;
use crate::case::Command;

#[test]
fn once_the_meeting_is_over_nobody_is_still_here() {
    let ended = Command::EndSession(crate::script::Outcome::Agreement);
    let mut world = closed().execute(ended).wait(600_000).press("s");
    let picture = world.screen(80, 24);
    assert!(picture.contains("The meeting is over."), "{picture}");
    assert!(
        picture.contains("was here") && !picture.contains("still here"),
        "{picture}"
    );
}
