//! Two people of one name.

use super::write;
use crate::document::fixtures::conference_closed;

#[test]
fn two_people_of_one_name_are_told_apart_by_their_role() {
    let text = write(&conference_closed(["Ann", "Dee", "Ann"]).case, false);
    let here: Vec<&str> = text.lines().filter(|line| line.contains("Ann")).collect();
    assert!(!here.is_empty(), "{text}");
    for told in here {
        assert!(told.contains("Ann ("), "{told}");
    }
}
