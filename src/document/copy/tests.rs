use super::{Recipient, copy_for, recipient};
use crate::case::{
    Answer, Command, CopyLimit, ItemDraft, ItemId, Party, PersonId, Presence, Willing,
};
use crate::document::fixtures::{
    close_conference, conference_begun, conference_closed, family_closed,
};
use crate::document::form::{html, markdown, text};
use crate::document::paper::{Print, copy};
use crate::document::plan::plan_of;
use crate::script::{ItemKind, Outcome};

const NAMES: [&str; 3] = ["Jay", "Mrs Shah", "Dee"];

/// Each form of the copy for a recipient, one after the other.
fn copied(case: &crate::case::Case, recipient: &Recipient) -> String {
    let plan = plan_of(case, false).unwrap();
    let copied = copy_for(&plan, &case.script, recipient);
    let paper = copy(&copied, &case.script, Print::Usual);
    [
        text::write(&paper),
        markdown::write(&paper),
        html::write(&paper),
    ]
    .concat()
}

#[test]
fn whoever_took_part_gets_the_whole() {
    let case = conference_closed(NAMES).case;
    let plan = plan_of(&case, false).unwrap();
    let copied = copy_for(&plan, &case.script, &Recipient::Person(PersonId(2)));
    assert_eq!(copied.plan, plan);
    assert!(copied.left_out.is_empty());
}

#[test]
fn a_neighbour_sees_what_names_them_and_what_was_left_out_and_the_same_fingerprint() {
    let case = conference_closed(NAMES).case;
    let plan = plan_of(&case, false).unwrap();
    let neighbours = recipient(&case, &plan, "the Neighbours").unwrap();
    let paper = copied(&case, &neighbours);
    assert!(paper.contains("Jay mends the side gate"));
    assert!(!paper.contains("we nod"));
    assert!(paper.contains("Left out of this copy"));
    assert!(paper.contains(&crate::document::fingerprint::fingerprint(&plan)));
    insta::assert_snapshot!(text::write(&copy(
        &copy_for(&plan, &case.script, &neighbours),
        &case.script,
        Print::Usual
    )));
}

#[test]
fn nothing_about_others_reaches_somebody_outside() {
    let case = conference_closed(NAMES).case;
    let secret = |what: &str| Some(format!("CANARY-{what}"));
    let mut plan = plan_of(&case, false).unwrap();
    let school = Party::Other("the school".to_owned());
    for item in &mut plan.items {
        item.for_whom = Vec::new();
        item.helped_by = vec![Party::Other("CANARY-helper".to_owned())];
        item.text = "CANARY-item".to_owned();
        item.support = secret("support");
        item.obstacle = secret("obstacle");
        item.if_not = secret("if-not");
        item.told_to = vec![Party::Other("CANARY-told".to_owned())];
    }
    let mine = &mut plan.items[0];
    mine.text = "The school is told.".to_owned();
    mine.for_whom = vec![school];
    mine.helped_by = Vec::new();
    plan.purpose = secret("purpose");
    plan.contingency = secret("contingency");
    plan.lead = secret("lead");
    plan.who_is_told = secret("who-is-told");
    for person in &mut plan.people {
        if person.id != PersonId(1) {
            person.called = "CANARY-name".to_owned();
        }
    }
    let school = Recipient::Other("the school".to_owned());
    let copied = copy_for(&plan, &case.script, &school);
    let paper = text::write(&copy(&copied, &case.script, Print::Usual));
    assert!(paper.contains("The school is told."));
    assert!(!paper.contains("CANARY"), "{paper}");
    let saved = String::from_utf8(copied.plan.to_bytes().unwrap()).unwrap();
    assert!(!saved.contains("CANARY"), "{saved}");
}

#[test]
fn a_person_is_found_by_number_and_never_by_name() {
    let case = family_closed().case;
    let plan = plan_of(&case, false).unwrap();
    let child = case.people[0].clone();
    let found = recipient(&case, &plan, &child.id.to_string().to_lowercase());
    assert_eq!(found, Some(Recipient::Person(child.id)));
    assert_eq!(recipient(&case, &plan, &child.details.name), None);
}

#[test]
fn a_copy_that_holds_nothing_says_why_and_never_that_nothing_was_agreed() {
    let mut world = conference_closed(NAMES);
    let case = world.case.clone();
    let plan = plan_of(&case, false).unwrap();
    let stranger = Recipient::Other("the bank".to_owned());
    let paper = copied(&case, &stranger);
    assert!(!paper.contains("Nothing was written down"), "{paper}");
    let said = "Nothing of it is addressed to whom this copy is for.";
    assert!(paper.contains(said), "{paper}");
    let limit = CopyLimit {
        without_items: plan.items.iter().map(|item| item.id).collect(),
        ..CopyLimit::default()
    };
    world.run(Command::LimitCopy(PersonId(1), limit));
    let paper = copied(&world.case, &Recipient::Person(PersonId(1)));
    assert!(
        paper.contains("Nothing of it stands in this copy."),
        "{paper}"
    );
}

/// An agreement of two people, made after this became of the third.
fn agreed_without(third: Command) -> crate::case::Case {
    let mut world = conference_begun(NAMES);
    world.run(third);
    let nod = ItemDraft::new(ItemKind::ContactRule, "If we meet in the shop, we nod.");
    world.run(Command::WordItem {
        item: None,
        draft: Box::new(nod),
        from: None,
    });
    for person in [PersonId(1), PersonId(2)] {
        world.run(Command::AnswerItem(ItemId(1), person, Answer::Yes));
        world.run(Command::AnswerReadBack(ItemId(1), person, Answer::Yes));
    }
    world.run(Command::CloseAgreement);
    world.run(Command::EndSession(Outcome::Agreement));
    world.case
}

#[test]
fn whoever_left_before_the_end_can_have_a_copy_that_says_they_signed_nothing() {
    let third = PersonId(3);
    for gone in [
        Command::SetPresence(third, Presence::Left),
        Command::SayWilling(third, Willing::Withdrawn),
    ] {
        let case = agreed_without(gone);
        let plan = plan_of(&case, false).unwrap();
        let found = recipient(&case, &plan, "p3").unwrap();
        let paper = copied(&case, &found);
        assert!(paper.contains("This copy is for Dee"), "{paper}");
        assert!(paper.contains("we nod"), "{paper}");
        let mut yes = plan.items.iter().flat_map(|item| item.consent.keys());
        assert!(!yes.any(|id| *id == third));
    }
}

#[test]
fn nobody_is_meant_by_the_number_of_somebody_who_was_taken_off_the_list() {
    let mut world = conference_begun(NAMES);
    let person = world.add("Uncle Fennimore", "supporter", Some(PersonId(1)));
    world.run(Command::RemovePerson(person));
    let case = close_conference(world).case;
    let plan = plan_of(&case, false).unwrap();
    assert_eq!(recipient(&case, &plan, &person.to_string()), None);
    assert!(!copied(&case, &Recipient::Person(PersonId(1))).contains("Fennimore"));
}

#[test]
fn the_case_says_which_items_and_words_are_left_out_of_whose_copy() {
    let mut world = conference_closed(NAMES);
    world.run(Command::LimitCopy(
        PersonId(1),
        CopyLimit {
            own_part: false,
            without_items: vec![ItemId(2)],
            without_words: vec!["The SIDE gate".to_owned()],
        },
    ));
    let case = world.case;
    let jay = copied(&case, &Recipient::Person(PersonId(1)));
    assert!(jay.contains("Jay mends [left out]"), "{jay}");
    assert!(
        !jay.contains("we nod") && !jay.contains("side gate"),
        "{jay}"
    );
    assert!(jay.contains("One thing that this copy is not to hold"));
    assert!(jay.contains("Some words, such as an address"));
    // The rest of the whole stays: who took part, and the lines to sign on.
    assert!(jay.contains("Who took part") && jay.contains("Signatures"));
    let plan = plan_of(&case, false).unwrap();
    assert!(jay.contains(&crate::document::fingerprint::fingerprint(&plan)));
    let shah = copied(&case, &Recipient::Person(PersonId(2)));
    assert!(shah.contains("Jay mends the side gate") && shah.contains("we nod"));
    assert!(
        !shah.contains("left out"),
        "whose copy holds less is no matter of theirs: {shah}"
    );
    let outside = copied(&case, &recipient(&case, &plan, "the neighbours").unwrap());
    assert!(outside.contains("Jay mends [left out]"), "{outside}");
}
