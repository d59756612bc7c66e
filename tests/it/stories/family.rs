//! A family group conference about a fictional child, and the sample made from it.

mod closing;
mod listening;
mod planning;
mod private;
mod review;
mod sample;
mod short;

use talking_piece::case::{MarkKind, Verdict};
use talking_piece::script::Outcome;
use talking_piece::store::Kind;

use crate::support::files::{assert_kept, files_of};
use crate::support::story::Story;

use super::assert_told_by_commands;

/// The reference that the practice case gets in a fresh home.
const REFERENCE: &str = "PR-0001";
const CHILD_WORDS: &str =
    "I want to sleep in my own bed when Mama is well. I want Biscuit to come with me.";

/// Tells the meeting as far as the end of signing.
fn told_to_signing(story: &mut Story) {
    listening::arrive(story);
    listening::welcome(story);
    listening::order(story);
    listening::marks(story);
    listening::time_out(story);
    listening::child(story);
    private::first(story);
    planning::write(story);
    planning::answers(story);
    planning::decisions(story);
    private::second(story);
    planning::change(story);
    planning::read_back(story);
    closing::look_after(story);
    closing::sign(story);
}

#[test]
fn a_family_makes_its_plan_and_the_sample_is_current() {
    let mut story = Story::of_sample(2);
    told_to_the_end(&mut story);
    what_was_saved(&mut story);
    let files = files_of(&story.cabinet, Kind::Practice, REFERENCE);
    sample::assert_plan(&files);
    assert_kept(&files, "sessions/family");
}

#[test]
fn a_whole_family_group_conference_in_a_real_terminal() {
    let mut story = Story::in_a_terminal();
    told_to_the_end(&mut story);
    what_was_saved(&mut story);
    assert_told_by_commands(story, REFERENCE);
}

fn told_to_the_end(story: &mut Story) {
    told_to_signing(story);
    closing::end(story);
    closing::done(story);
}

fn what_was_saved(story: &mut Story) {
    let case = story.saved(Kind::Practice, REFERENCE);
    let session = case.session.as_ref().expect("a session");
    let ended = session.ended.as_ref().expect("an end");
    assert_eq!(ended.outcome, Outcome::Agreement);
    let spells = &session.private_spells;
    let called: Vec<usize> = spells.iter().map(|spell| spell.called_back.len()).collect();
    assert_eq!(called, [1, 0]);
    assert_eq!(session.pauses.len(), 1, "one time-out");
    assert!(session.order_chosen_by.is_some());
    assert_eq!(case.ground_rules.len(), 2);
    assert_eq!(case.bottom_lines.len(), 3);
    assert_eq!(case.child_words[0].words, CHILD_WORDS);
    assert_eq!(case.board().count(), 8);
    let verdicts = case.board().filter_map(|item| item.ratified.as_ref());
    let on_condition = verdicts.filter(|decision| decision.verdict == Verdict::AgreedIf);
    assert_eq!(on_condition.count(), 1);
    let safety = case.marks.iter().find(|mark| mark.kind == MarkKind::Safety);
    assert!(safety.expect("a mark").settled);
    let files = files_of(&story.cabinet, Kind::Practice, REFERENCE);
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("angry with Gwyn"), "{}", path.display());
    }
}
