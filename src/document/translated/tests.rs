use super::{PaperWords, filled_in, translated};
use crate::case::{Command, CopyLimit, ItemId, PersonId};
use crate::document::copy::{Recipient, copy_for};
use crate::document::fixtures::{conference_closed, family_closed};
use crate::document::form::text;
use crate::document::paper::{Block, Paper, Print, agreement, copy};
use crate::document::plan::plan_of;

const NAMES: [&str; 3] = ["Jay", "Mrs Shah", "Dee"];

fn paper(print: Print) -> Paper {
    agreement(&conference_closed(NAMES).case, false, print).unwrap()
}

#[test]
fn headings_and_labels_of_an_agreement_are_in_welsh_and_what_people_agreed_is_as_they_said_it() {
    for print in [Print::Usual, Print::EasyRead] {
        let before = paper(print);
        let after = translated(before.clone(), &PaperWords::shipped("cy"));
        let set = text::write(&after);
        for ours in [
            "Who took part",
            "What was agreed",
            "What we agreed",
            "By when",
            "Signatures",
            "Friday",
        ] {
            assert!(!set.contains(ours), "{ours}: {set}");
        }
        assert!(
            set.contains("Llofnodion") || set.contains("Pwy sy'n cytuno i hyn"),
            "{set}"
        );
        assert_eq!(after.language, "cy");
        let words = |paper: &Paper| -> Vec<String> {
            let blocks = paper.parts.iter().flat_map(|part| &part.blocks);
            let items = blocks.filter_map(|block| {
                if let Block::Item { words, .. } = block {
                    Some(words.clone())
                } else {
                    None
                }
            });
            items.collect()
        };
        assert_eq!(words(&before), words(&after));
        assert_eq!(before.foot, after.foot, "the code is the same");
    }
}

#[test]
fn what_a_copy_leaves_out_is_told_in_welsh() {
    let mut world = conference_closed(NAMES);
    let limit = CopyLimit {
        own_part: false,
        without_items: vec![ItemId(2)],
        without_words: vec!["the side gate".to_owned()],
    };
    world.run(Command::LimitCopy(PersonId(1), limit));
    let plan = plan_of(&world.case, false).unwrap();
    for recipient in [
        Recipient::Person(PersonId(1)),
        Recipient::Other("the neighbours".to_owned()),
    ] {
        let copied = copy_for(&plan, &world.case.script, &recipient);
        let paper = copy(&copied, &world.case.script, Print::Usual);
        let set = text::write(&translated(paper, &PaperWords::shipped("cy")));
        assert!(set.contains("Rhai geiriau, fel cyfeiriad"), "{set}");
        for ours in ["Left out of", "other thing", "One thing", "with something"] {
            assert!(!set.contains(ours), "{ours}: {set}");
        }
    }
}

#[test]
fn what_is_not_in_the_language_stays_and_is_listed() {
    let family = agreement(&family_closed().case, false, Print::Usual).unwrap();
    let title = family.title.clone();
    let welsh = translated(family.clone(), &PaperWords::shipped("cy"));
    let last = welsh.parts.last().unwrap();
    assert_eq!(last.heading, "Heb eu cyfieithu i'r Gymraeg");
    assert!(last.blocks.contains(&Block::Listed(title.clone())));
    // What the script says of who reads it has no words in the language either.
    let mut parts = family.parts.iter();
    let whole = parts.find(|part| part.heading == "How it goes on").unwrap();
    let mut said = whole.blocks.iter().filter_map(|block| {
        if let Block::Said(text) = block {
            Some(text)
        } else {
            None
        }
    });
    let confidential = said.find(|text| !text.starts_with("Looked at")).unwrap();
    assert!(last.blocks.contains(&Block::Listed(confidential.clone())));
    // A language of which there are no words: everything is as it was, and said to be.
    let other = translated(family.clone(), &PaperWords::shipped("gu"));
    assert_eq!(other.parts[..other.parts.len() - 1], family.parts);
    let last = other.parts.last().unwrap();
    assert!(last.blocks.contains(&Block::Listed(title)));
    assert!(
        last.blocks
            .contains(&Block::Listed("Signatures".to_owned()))
    );
}

#[test]
fn how_a_plan_is_covered_and_decided_is_in_welsh_or_told_as_missing() {
    let mut family = agreement(&family_closed().case, false, Print::Usual).unwrap();
    let ours = ["met by", "answered by", "agreed on a condition"];
    let set = text::write(&family);
    for ours in ours {
        assert!(set.contains(ours), "{ours}: {set}");
    }
    let questions = family.parts.iter_mut();
    let mut questions = questions.filter(|part| part.heading == "The questions");
    let line = "Who can Alex ring? - answered by 1 and 6";
    questions.next().unwrap().list(line);
    let welsh = text::write(&translated(family.clone(), &PaperWords::shipped("cy")));
    for ours in ours {
        assert!(!welsh.contains(ours), "{ours}: {welsh}");
    }
    assert!(welsh.contains("Who can Alex ring? - atebir gan 1, 6"));
    let reason = "cytunwyd ar amod - Only with a working phone.";
    assert!(welsh.contains(reason), "{welsh}");
    let none = translated(family, &PaperWords::shipped("gu"));
    let missing = &none.parts.last().unwrap().blocks;
    for ours in ["met by …", "answered by …", "agreed on a condition"] {
        let told = Block::Listed(ours.to_owned());
        assert_eq!(missing.iter().filter(|block| **block == told).count(), 1);
    }
}

#[test]
fn a_sentence_with_gaps_keeps_what_stands_in_them() {
    let words = PaperWords::shipped("cy");
    let found = words.find("Looked at again on Monday 2 March 2026.");
    assert_eq!(
        found.as_deref(),
        Some("Edrychir arno eto: dydd Llun 2 Mawrth 2026.")
    );
    let found = words.find("Reference RC-0412 - Friday 1 May 2026");
    assert_eq!(
        found.as_deref(),
        Some("Cyfeirnod RC-0412 - dydd Gwener 1 Mai 2026")
    );
    assert_eq!(words.find("May mends the gate."), None);
    assert_eq!(filled_in("a {} b {} c", "a 1 b 2 c"), Some(vec!["1", "2"]));
    assert_eq!(filled_in("a {} c", "a  c"), None);
    assert_eq!(filled_in("{}: on paper", "on paper"), None);
}

#[test]
fn every_shipped_sentence_has_as_many_gaps_as_ours() {
    for (ours, theirs) in PaperWords::shipped("cy").words {
        let gaps = |text: &str| text.matches("{}").count();
        assert_eq!(gaps(&ours), gaps(&theirs), "{ours}");
        assert!(!theirs.trim().is_empty(), "{ours}");
    }
}

#[test]
fn the_words_of_a_service_come_before_those_of_the_program() {
    let own = br#"{"language":"cy","name":"Cymraeg","words":{"Copies":"Copiau\u202e"}}"#;
    let words = PaperWords::read(own).unwrap().or(PaperWords::shipped("cy"));
    assert_eq!(words.find("Copies").as_deref(), Some("Copiau"));
    assert_eq!(words.find("Signatures").as_deref(), Some("Llofnodion"));
    let fault = PaperWords::read(b"{\n\"language\":\"cy\",\"nmae\":1}").unwrap_err();
    assert_eq!(fault.line(), 2);
}

#[test]
fn roles_and_how_somebody_took_part_are_put_into_the_language_or_told_as_missing() {
    let welsh = translated(paper(Print::Usual), &PaperWords::shipped("cy"));
    let set = text::write(&welsh);
    assert!(!set.contains("here for "), "{set}");
    let (body, missing) = set.split_once("Heb eu cyfieithu i'r Gymraeg").unwrap();
    let roles = body
        .split('(')
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    for (role, _) in roles.take(2) {
        for role in role.split(", ") {
            assert!(missing.contains(role), "{role}: {missing}");
        }
    }
    let none = translated(paper(Print::Usual), &PaperWords::shipped("gu"));
    let set = text::write(&none);
    assert!(set.contains("- here for …"), "{set}");
}
