use super::write;
use crate::document::fixtures::{conference_closed, family_closed};
use crate::document::paper::{Block, Paper, Part, Print, agreement};
use crate::document::running_sheet::{self, Wording};
use crate::document::schedule::{self, For};

fn paper(words: &str) -> Paper {
    let mut part = Part::new("What was agreed");
    part.say(words);
    Paper {
        title: "Agreement".to_owned(),
        language: "en-GB".to_owned(),
        practice: false,
        print: Print::Usual,
        foot: "RC-0412".to_owned(),
        head: Vec::new(),
        parts: vec![part],
    }
}

fn uncovered(words: &str) -> String {
    write(&paper(words))
        .unwrap()
        .uncovered
        .into_iter()
        .collect()
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let case = family_closed().case;
    for print in [Print::Usual, Print::Large, Print::EasyRead] {
        let paper = agreement(&case, true, print).unwrap();
        let one = write(&paper).unwrap().bytes;
        assert!(one.starts_with(b"%PDF-"));
        assert_eq!(one, write(&paper).unwrap().bytes);
    }
}

#[test]
fn the_letters_of_many_homes_are_covered() {
    for words in [
        "Siân ŵyr ŷ Māori Łódź Zażółć Ünal Đặng",
        "Ελένη Олена",
        "ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ ਕ੍ਰਿਸ਼ਨ",
        "ગુજરાતી ક્ષમા જ્ઞાન",
        "شاہدہ بیگم کا باغ ۱۲۳",
        "„quotes“ – dashes … £20 € ½ •",
    ] {
        assert_eq!(uncovered(words), "", "{words}");
    }
}

#[test]
fn letters_that_no_font_has_are_named_once_and_the_paper_is_made_all_the_same() {
    assert_eq!(uncovered("李 and 李 and 😀"), "李😀");
}

#[test]
fn a_paper_says_of_which_writing_it_could_not_print_the_letters_in_its_own_language() {
    let told =
        |words: &str, language: &str| super::missing::told(&words.chars().collect(), language);
    assert_eq!(
        told("李כהן", "en-GB").unwrap(),
        "Some letters could not be printed here (Hebrew, Chinese characters): write them in by \
         hand, where the boxes are."
    );
    let welsh = told("כ\u{E000}", "cy").unwrap();
    assert!(welsh.contains("(Hebraeg, eraill)"), "{welsh}");
    assert_eq!(told("", "en-GB"), None);
}

#[test]
fn what_steers_the_direction_of_words_is_not_taken_for_a_missing_letter() {
    assert_eq!(uncovered("\u{2068}شاہ\u{2069} agreed\nand came"), "");
}

#[test]
fn letters_with_several_marks_or_a_joiner_are_set_where_words_run_from_the_right() {
    for words in [
        "\u{645}\u{64F}\u{62D}\u{64E}\u{645}\u{651}\u{64E}\u{62F} rings",
        "\u{2067}\u{645}\u{64F}\u{62D}\u{64E}\u{645}\u{651}\u{64E}\u{62F}\u{2069}",
        "می\u{200C}خواهم",
        "سلام لا إله",
    ] {
        assert_eq!(uncovered(words), "", "{words}");
    }
}

#[test]
fn a_hostile_item_and_sixty_of_them_are_set() {
    let mut large = paper("");
    for number in 1..=60 {
        large.parts[0].blocks.push(Block::Item {
            number,
            words: "x".repeat(if number == 7 { 20_000 } else { 30 }),
            told: Vec::new(),
        });
    }
    assert!(write(&large).unwrap().bytes.len() > 1_000);
}

#[test]
fn an_empty_paper_is_a_page() {
    let mut empty = paper("");
    empty.parts.clear();
    empty.title.clear();
    assert!(write(&empty).unwrap().bytes.starts_with(b"%PDF-"));
}

#[test]
fn names_that_steer_terminals_do_no_harm() {
    let long = "W".repeat(120);
    let case = conference_closed(["\u{1b}[31mJay\u{202e}", "شاہ =HYPERLINK(1)", &long]).case;
    let pdf = write(&agreement(&case, false, Print::Usual).unwrap()).unwrap();
    assert!(pdf.uncovered.is_empty(), "{:?}", pdf.uncovered);
}

fn shipped(text: &str) -> crate::script::Script {
    serde_json::from_str(text).unwrap()
}

#[test]
fn running_sheets_schedules_and_blank_agreements_have_every_letter_they_need() {
    let script = shipped(include_str!(
        "../../../../scripts/restorative-conference.json"
    ));
    let session = &script.sessions[0];
    for print in [Print::Usual, Print::Large, Print::EasyRead] {
        let wording = Wording {
            print,
            language: Some("cy"),
        };
        let made_for = For {
            print,
            ..For::default()
        };
        for paper in [
            running_sheet::paper(&script, &session.id, wording).unwrap(),
            running_sheet::blank_agreement(&script, &session.id, wording).unwrap(),
            schedule::paper(&script, session, made_for),
        ] {
            let pdf = write(&paper).unwrap();
            assert!(pdf.uncovered.is_empty(), "{:?}", pdf.uncovered);
        }
    }
}
