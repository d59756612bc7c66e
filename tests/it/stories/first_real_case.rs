//! The first real case of a home: its protection is proposed, and may be declined by typing so.

use talking_piece::desk::Cabinet;
use talking_piece::store::{Disk, Home, Keyring, Kind, Ring};

use crate::support::story::Story;

/// A first case in a home of which somebody typed that it is not to be protected.
pub(super) fn declined() -> Story {
    let mut story = Story::at_a_new_home();
    story
        .press("enter enter enter")
        .words("Not Protected")
        .press("enter");
    story.sees("RC-0001 · People");
    story
}

#[test]
fn before_the_first_real_case_protection_is_proposed_and_five_words_are_enough() {
    let mut story = Story::at_a_new_home();
    story.press("enter enter enter");
    story.sees("Protect the cases on this computer?");
    story
        .press("esc")
        .misses("Protect the cases")
        .press("enter");
    story
        .sees("Protect the cases on this computer?")
        .words("not these");
    story.press("enter").sees("These are not the words above.");
    let screen = story.screen();
    let is_drawn = |line: &&str| {
        let words: Vec<&str> = line.split(' ').collect();
        let small = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        words.len() == 5 && words.iter().all(small)
    };
    let mut drawn = screen.lines().map(|line| line.trim_matches([' ', '"']));
    let drawn = drawn.find(is_drawn).expect("five words").to_owned();
    story.words(&drawn).press("enter");
    story.sees("Who helps when the passphrase is forgotten?");
    story.words("age1nonsense").press("enter");
    story.sees("That is not a public key of age.");
    let service = Keyring::generate(&Disk, Vec::new()).expect("keys");
    story.words(&service.public()).press("enter").pass(1);
    story.sees("RC-0001 · People");
    story.saved(Kind::Case, "RC-0001");
    let home = &story.cabinet.home;
    assert!(home.is_protected(story.cabinet.storage.as_ref()));
    let read = story.cabinet.read(Kind::Case, "RC-0001").expect("the case");
    assert!(read.content.scan.writing.is_sealed());
    let theirs = Cabinet {
        home: Home::at(home.root()).with_ring(Ring::holding(service)),
        ..story.cabinet.clone()
    };
    let read = theirs.read(Kind::Case, "RC-0001").expect("the same case");
    assert_eq!(read.case.reference, "RC-0001", "the service opens it");
}

#[test]
fn protection_is_declined_by_typing_so_and_the_screen_says_it_from_then_on() {
    let mut story = declined();
    story.saved(Kind::Case, "RC-0001");
    story.press("esc down enter").sees("NOT PROTECTED");
    assert!(
        !story
            .cabinet
            .home
            .is_protected(story.cabinet.storage.as_ref())
    );
}
