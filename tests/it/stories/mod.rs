//! Whole meetings, told by keys.

mod conference;
mod family;

use crate::support::story::Story;

#[test]
fn three_keys_lead_into_a_fictional_conference() {
    let mut story = Story::at_home();
    story.press("2 down enter");
    story
        .sees("PRACTICE")
        .sees("Mrs Nguyen")
        .misses("NOT PROTECTED");
}
