use super::{Block, Paper, Print, agreement};
use crate::case::{Case, Command, PersonId, Signing};
use crate::document::fingerprint::fingerprint;
use crate::document::fixtures::{conference_closed, family_closed};
use crate::document::plan::{Plan, plan_of};

const NAMES: [&str; 3] = ["Jay", "Mrs Shah", "Dee"];

fn labels(paper: &Paper) -> Vec<&str> {
    let blocks = paper.parts.iter().flat_map(|part| &part.blocks);
    let told = blocks.filter_map(|block| {
        let Block::Item { told, .. } = block else {
            return None;
        };
        Some(told.iter().map(|told| told.label.as_str()))
    });
    told.flatten().collect()
}

#[test]
fn a_fingerprint_is_twenty_letters_and_digits_that_do_not_look_like_each_other() {
    let plan = plan_of(&family_closed().case, true).unwrap();
    let code = fingerprint(&plan);
    let groups: Vec<&str> = code.split('-').collect();
    assert_eq!(
        groups.iter().map(|group| group.len()).collect::<Vec<_>>(),
        [5; 4]
    );
    assert!(!code.contains(['I', 'L', 'O', 'U']), "{code}");
}

#[test]
fn signing_and_choosing_copies_later_do_not_change_the_fingerprint() {
    let mut world = conference_closed(NAMES);
    let before = fingerprint(&plan_of(&world.case, false).unwrap());
    world.run(Command::Sign(PersonId(1), Signing::Declined));
    assert_eq!(fingerprint(&plan_of(&world.case, false).unwrap()), before);
}

#[test]
fn a_changed_word_an_answer_or_another_version_changes_the_fingerprint() {
    let plan = plan_of(&conference_closed(NAMES).case, false).unwrap();
    let changed = |change: fn(&mut Plan)| {
        let mut other = plan.clone();
        change(&mut other);
        fingerprint(&other) != fingerprint(&plan)
    };
    assert!(changed(|plan| plan.items[0].text.push('!')));
    assert!(changed(|plan| plan.items[0].consent.clear()));
    assert!(changed(|plan| plan.version += 1));
    assert!(changed(|plan| plan.contingency = Some("None.".to_owned())));
    assert!(changed(|plan| plan.reference.push('1')));
}

#[test]
fn a_plan_that_was_saved_and_read_again_keeps_its_fingerprint() {
    let plan = plan_of(&family_closed().case, true).unwrap();
    let again = Plan::read(&plan.to_bytes().unwrap()).unwrap();
    assert_eq!(fingerprint(&again), fingerprint(&plan));
}

#[test]
fn every_form_of_a_paper_says_the_same_fingerprint_at_its_foot() {
    let case = conference_closed(NAMES).case;
    let code = fingerprint(&plan_of(&case, false).unwrap());
    for print in [Print::Usual, Print::Large, Print::EasyRead] {
        assert!(
            agreement(&case, false, print)
                .unwrap()
                .foot
                .ends_with(&code)
        );
    }
}

#[test]
fn easy_read_asks_in_everyday_words_and_leaves_no_answer_out() {
    let case = conference_closed(NAMES).case;
    let usual = agreement(&case, false, Print::Usual).unwrap();
    let easy = agreement(&case, false, Print::EasyRead).unwrap();
    assert_eq!(labels(&usual).len(), labels(&easy).len());
    assert!(labels(&usual).contains(&"Who") && labels(&easy).contains(&"Who does it"));
}

/// What stands under the signatures.
fn signatures(case: &Case) -> Vec<Block> {
    let paper = agreement(case, false, Print::Usual).unwrap();
    let mut parts = paper.parts.into_iter();
    let part = parts.find(|part| part.heading == "Signatures");
    part.map(|part| part.blocks).unwrap_or_default()
}

#[test]
fn whoever_signed_in_ink_is_said_to_have_and_has_no_empty_line_on_a_later_copy() {
    let mut world = conference_closed(NAMES);
    world.run(Command::Sign(PersonId(1), Signing::Paper));
    let signed = "Jay: signed on the paper of 2 March 2026".to_owned();
    let blocks = signatures(&world.case);
    assert!(blocks.contains(&Block::Said(signed)), "{blocks:?}");
    assert!(!blocks.contains(&Block::SignHere("Jay".to_owned())));
    let line = Block::SignHere("Dee".to_owned());
    assert!(blocks.contains(&line), "who has not signed still can");
}

#[test]
fn a_version_closed_after_the_day_of_its_review_does_not_tell_of_it_as_to_come() {
    let told = |on: &str| {
        let mut case = conference_closed(NAMES).case;
        let (_, closed) = case.agreement.closings.last_mut().unwrap();
        closed.review = Some(on.parse().unwrap());
        let paper = agreement(&case, false, Print::Usual).unwrap();
        crate::document::form::text::write(&paper).contains("Looked at again on")
    };
    assert!(told("2026-04-20"));
    assert!(!told("2026-03-02") && !told("2026-02-20"));
}

#[test]
fn nothing_is_on_paper_before_an_agreement_was_closed() {
    let world = crate::document::fixtures::World::new(crate::document::fixtures::conference());
    assert!(agreement(&world.case, false, Print::Usual).is_none());
}

#[test]
fn where_a_childs_words_were_taken_out_the_blank_is_said_once() {
    let mut case = family_closed().case;
    let blank = "[taken out on 27 November 2026 at the request of P2]";
    let spoken = &mut case.child_words[0];
    blank.clone_into(&mut spoken.given);
    blank.clone_into(&mut spoken.words);
    let paper = agreement(&case, false, Print::Usual).unwrap();
    let written = crate::document::form::text::write(&paper);
    let (_, after) = written.split_once("In the child's own words").unwrap();
    let (said, _) = after.split_once("What was agreed").unwrap();
    assert_eq!(said.matches("taken out on").count(), 1, "{said}");
    assert!(said.lines().any(|line| line == "Alex:"), "{said}");
}
