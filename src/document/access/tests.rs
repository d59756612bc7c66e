use super::{held, paper};
use crate::case::{
    AfterwardsEvent, CarriedKind, CarryingEvent, Case, Content, Event, MarkKind, MessageId, Party,
    PersonId, Words, WordsId,
};
use crate::document::fixtures::{World, conference_closed};
use crate::document::form::{html, markdown, text};
use crate::document::paper::{Paper, Print};

const NAMES: [&str; 3] = ["Jay", "Mrs Shah", "Dee"];

fn words(world: &World, said: &str) -> Words {
    let id = WordsId(9_000 + world.case.history.len() as u64);
    Words::new(id, Content::Text(said.to_owned()))
}

fn marked(world: &mut World, kind: MarkKind, person: u16, said: &str) {
    let words = Some(words(world, said));
    world.record(Event::Marked {
        kind,
        person: Some(PersonId(person)),
        words,
    });
}

fn noted() -> Case {
    let mut world = conference_closed(NAMES);
    marked(
        &mut world,
        MarkKind::KeyPoint,
        1,
        "canary-own: he said it to Dee",
    );
    marked(
        &mut world,
        MarkKind::KeyPoint,
        2,
        "canary-other: Jay frightens her",
    );
    marked(&mut world, MarkKind::Safety, 1, "canary-safety");
    let told = words(&world, "canary-told");
    world.record(Event::Afterwards(AfterwardsEvent::Told {
        who: Party::Person(PersonId(1)),
        words: told,
    }));
    let back = words(&world, "canary-back");
    world.record(Event::Afterwards(AfterwardsEvent::LookedBack {
        words: back,
    }));
    world.case
}

fn of(case: &Case, person: u16) -> Paper {
    paper(&held(case, false, PersonId(person)).unwrap(), Print::Usual)
}

#[test]
fn what_is_held_about_somebody_reads_well() {
    insta::assert_snapshot!("held_about_somebody", text::write(&of(&noted(), 1)));
}

#[test]
fn own_words_are_there_and_other_peoples_words_are_in_no_form() {
    let case = noted();
    let paper = of(&case, 1);
    let json = serde_json::to_string(&held(&case, false, PersonId(1)).unwrap()).unwrap();
    for set in [
        text::write(&paper),
        markdown::write(&paper),
        html::write(&paper),
        json,
    ] {
        for own in ["canary-own", "canary-told"] {
            assert!(set.contains(own), "{own}: {set}");
        }
        for others in ["canary-other", "canary-safety", "canary-back"] {
            assert!(!set.contains(others), "{others}: {set}");
        }
        for name in ["Mrs Shah", "Dee"] {
            assert!(!set.contains(name), "{name}: {set}");
        }
    }
}

#[test]
fn it_is_said_what_was_left_out_and_why() {
    let said = text::write(&of(&noted(), 1));
    for expected in [
        "1 entry about risk and safety",
        "1 note or message of somebody else with this name",
        "looking back, was not searched",
        "Papers that were handed out",
    ] {
        let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(expected), "{expected}: {said}");
    }
    let said = text::write(&of(&noted(), 3));
    assert!(!said.contains("about risk and safety"), "{said}");
}

#[test]
fn of_somebody_who_is_not_in_the_case_nothing_is_held() {
    assert!(held(&noted(), false, PersonId(40)).is_none());
}

#[test]
fn a_practice_case_says_so() {
    let case = noted();
    let held = held(&case, true, PersonId(1)).unwrap();
    assert!(text::write(&paper(&held, Print::Usual)).contains("PRACTICE"));
}

#[test]
fn of_a_message_that_was_not_passed_on_only_its_sender_reads() {
    let mut world = conference_closed(NAMES);
    world.record(Event::Carrying(CarryingEvent::Offered {
        message: MessageId(1),
        kind: CarriedKind::Message,
        from: PersonId(1),
        to: PersonId(2),
        answers: None,
        about: None,
    }));
    let offered = |person| text::write(&of(&world.case, person)).contains("message");
    assert!(offered(1), "it is theirs");
    assert!(!offered(2));
}
