//! A protected home: it opens with its passphrase alone, is locked when nobody is there, and keeps
//! no word that can be read.

use std::path::Path;
use std::time::Duration;

use talking_piece::case::{Event, FollowingEvent};
use talking_piece::desk::Cabinet;
use talking_piece::store::{
    Home, Kind, MemoryDisk, NodeKind, Passphrase, SEALED_ENDING, Storage, change_identity, protect,
    unlock as unlock_home,
};

use super::first_real_case::declined;
use super::police;
use crate::rig::readable::readable;
use crate::support::stage::DOCUMENTS;
use crate::support::story::Story;

const PASSPHRASE: &str = "river lantern apple stove mitten";
/// Words that are typed, each in another place, and that stand nowhere else.
const CANARIES: [&str; 2] = ["Zibeline", "half-typed-narwhal"];

fn unlock(story: &mut Story, passphrase: &str) {
    story.words(passphrase).press("enter").pass(1);
}

/// A real case with somebody in it, a note, and half-typed words.
fn at_work() -> Story {
    at_work_on(&MemoryDisk::default())
}

fn at_work_on(disk: &MemoryDisk) -> Story {
    let mut story = Story::at_a_protected_home_on(disk, PASSPHRASE);
    story.sees("The cases here are protected.");
    unlock(&mut story, PASSPHRASE);
    story.sees("[ 1 Run ]").misses("NOT PROTECTED");
    story.press("enter enter enter");
    story.sees("RC-0001 · People");
    story
        .press("a")
        .words(CANARIES[0])
        .press("enter space ctrl-s");
    story.sees(CANARIES[0]);
    story
}

/// Every byte that the disk holds.
fn all_bytes(storage: &dyn Storage, folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for name in storage.list(folder).expect("names") {
        // Plain homes of other computers, to which cases are brought when a story is over.
        if name.starts_with("elsewhere") {
            continue;
        }
        let path = folder.join(name);
        match storage.identity(&path).expect("a file").kind {
            NodeKind::Folder => bytes.extend(all_bytes(storage, &path)),
            NodeKind::File | NodeKind::Other => {
                bytes.extend(storage.read(&path, u64::MAX).expect("a readable file"));
            }
        }
    }
    bytes
}

#[track_caller]
fn assert_nowhere(story: &Story) {
    assert_none_of(story, &CANARIES);
}

#[track_caller]
fn assert_none_of(story: &Story, words: &[&str]) {
    let bytes = all_bytes(story.cabinet.storage.as_ref(), "/".as_ref());
    let words = [words, &[PASSPHRASE, "AGE-SECRET-KEY"]].concat();
    assert_eq!(readable(&bytes, &words), None);
}

#[test]
fn c01_a_wrong_passphrase_says_so_and_nothing_else() {
    let mut story = Story::at_a_protected_home(PASSPHRASE);
    story
        .words("river lantern")
        .misses("river")
        .sees("*************_");
    story.press("enter").pass(1);
    story.sees("That passphrase does not open this identity.");
    story.misses("[ 1 Run ]");
    unlock(&mut story, PASSPHRASE);
    story.sees("[ 1 Run ]");
}

#[test]
fn no_word_that_was_typed_stands_in_any_file_of_a_protected_home() {
    let mut story = at_work();
    story.press("a").words(CANARIES[1]).pass(6);
    let case = story.saved(Kind::Case, "RC-0001");
    assert!(
        case.people
            .iter()
            .any(|person| person.details.name == CANARIES[0])
    );
    assert_nowhere(&story);
    story.press("ctrl-l");
    assert_nowhere(&story);
}

/// Typed while a whole talk is entered, agreed, closed and ended by keys.
const OF_THE_TALK: [&str; 5] = [
    "Achterberg",
    "Kieran",
    "replants both tubs",
    "Robin",
    "soil",
];

#[test]
fn a_whole_talk_its_papers_and_a_search_leave_no_word_on_the_disk_of_a_protected_home() {
    let mut story = Story::at_a_protected_home(PASSPHRASE);
    unlock(&mut story, PASSPHRASE);
    police::on_the_spot(&mut story);
    story.press("w enter");
    let papers = "/home/cases/RC-0001/papers";
    let are_written = (0..500).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        let storage = &story.cabinet.storage;
        storage.list(papers.as_ref()).is_ok_and(|names| {
            let is_sealed = |name: &String| name.ends_with(SEALED_ENDING) || name.starts_with('.');
            !names.is_empty() && names.iter().all(is_sealed)
        })
    });
    assert!(are_written, "{}", story.screen());
    story.waits_for("Sealed in cases/RC-0001/papers");
    let mut story = story.again("2026-03-03T10:00:00+00:00");
    unlock(&mut story, PASSPHRASE);
    story.press("3 /").words("replants");
    story.pass(1).waits_for("Agreement").sees(police::REFERENCE);
    assert_none_of(&story, &OF_THE_TALK);
    story.press("ctrl-l");
    assert_none_of(&story, &OF_THE_TALK);
}

#[test]
fn one_paper_of_a_sealed_case_is_printed_by_keys_and_that_is_noted_down() {
    let mut story = Story::at_a_protected_home(PASSPHRASE);
    let storage = story.cabinet.storage.clone();
    storage.create_folder(DOCUMENTS.as_ref()).expect("a folder");
    unlock(&mut story, PASSPHRASE);
    police::on_the_spot(&mut story);
    story
        .press("w")
        .sees("Sealed, or to be printed?")
        .press("p");
    story.sees(DOCUMENTS).sees("Whoever finds");
    story.press("enter").misses("Writing");
    assert_eq!(storage.list(DOCUMENTS.as_ref()).expect("names"), [""; 0]);
    story.press("w p y");
    for _ in 0..500 {
        if story.pass(1).screen().contains("Written:") {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    story.sees("Whoever finds it can read it");
    let names = storage.list(DOCUMENTS.as_ref()).expect("names");
    let [name] = names.as_slice() else {
        panic!("{names:?}");
    };
    assert!(name.starts_with("RC-0001-version-1."), "{name}");
    let file = Path::new(DOCUMENTS).join(name);
    let paper = storage.read(&file, u64::MAX).expect("the paper");
    assert!(paper.starts_with(b"%PDF-") || paper.starts_with(b"<!DOCTYPE"));
    let noted = story.saved(Kind::Case, police::REFERENCE).history;
    let noted = noted.iter().rev().find_map(|recorded| {
        let Event::Following(FollowingEvent::DocumentsWritten { files }) = &recorded.event else {
            return None;
        };
        Some(files.clone())
    });
    let noted = noted.expect("that it was written");
    assert_eq!(noted.len(), 1);
    assert!(!noted[0].sealed);
    // Beside it everything is as sealed as before.
    assert_none_of(&story, &OF_THE_TALK);
}

#[test]
fn hiding_everything_locks_and_the_passphrase_shows_the_case_again() {
    let mut story = at_work();
    story
        .press("ctrl-l")
        .sees("The cases here are protected.")
        .misses(CANARIES[0]);
    assert!(story.cabinet.home.ring().keyring().is_none());
    story.press("esc space").misses(CANARIES[0]);
    unlock(&mut story, "something else");
    story
        .sees("That passphrase does not open this identity.")
        .misses(CANARIES[0]);
    unlock(&mut story, PASSPHRASE);
    story.sees("RC-0001").sees(CANARIES[0]);
}

#[test]
fn nobody_there_for_ten_minutes_locks_and_so_does_sleep() {
    let mut story = at_work();
    for _ in 0..29 {
        story.pass(20);
    }
    story.sees(CANARIES[0]).pass(20).pass(20);
    story
        .sees("The cases here are protected.")
        .misses(CANARIES[0]);
    unlock(&mut story, PASSPHRASE);
    story.sees(CANARIES[0]);
    // A computer that slept for two minutes looks again only then.
    story.pass(120).sees("The cases here are protected.");
    unlock(&mut story, PASSPHRASE);
    story.sees(CANARIES[0]).clock_steps(3).pass(1);
    story.sees("The cases here are protected.");
}

#[test]
fn half_a_minute_before_it_locks_it_says_so_and_whoever_types_goes_on_typing() {
    let mut story = at_work();
    story.press("a").words("Rosal");
    for _ in 0..28 {
        story.pass(20);
    }
    story.sees("Rosal").misses("Locks in").pass(20);
    story
        .sees("Locks in 20 seconds: Ctrl-G keeps it open.")
        .sees("Rosal")
        .words("ind")
        .sees("Rosalind")
        .misses("Locks in");
    for _ in 0..29 {
        story.pass(20);
    }
    story.sees("Locks in 20 seconds").pass(19);
    story.sees("Locks in 1 second:").sees("Rosalind").pass(1);
    story
        .sees("The cases here are protected.")
        .misses("Rosalind")
        .misses("RC-0001");
    // What is behind it is saved before long, and its number stays.
    story.waits_for("Saved #").sees("10:2");
    unlock(&mut story, PASSPHRASE);
    story.sees("RC-0001").sees(CANARIES[0]);
}

/// The lowest cost there is, so that the tests are quick.
const COST: u8 = 14;
/// What another window makes of the passphrase.
const ANOTHER: &str = "puddle violin sandal oyster cabin";

/// It is looked for in the background, which takes a moment.
fn until_locked(story: &mut Story) {
    story.pass(1).waits_for("The cases here are protected.");
}

#[test]
fn keys_that_another_window_changed_lock_the_screen_and_nothing_typed_is_lost() {
    let mut story = at_work();
    story.press("a").words(CANARIES[1]);
    let other = Cabinet {
        home: Home::at(story.cabinet.home.root()),
        ..story.cabinet.clone()
    };
    let storage = other.storage.as_ref();
    let (old, new) = (Passphrase::new(PASSPHRASE).0, Passphrase::new(ANOTHER).0);
    unlock_home(storage, &other.home, &old).expect("its passphrase");
    story.pass(1).sees(CANARIES[1]);
    change_identity(storage, &other.home, &new, COST, Vec::new()).expect("other keys");
    until_locked(&mut story);
    story
        .sees("Another window has changed the passphrase")
        .misses(CANARIES[1]);
    let read = other.read(Kind::Case, "RC-0001").expect("the case");
    let draft = read.content.draft.unwrap_or_default();
    assert!(draft.contains(CANARIES[1]), "{draft}");
    unlock(&mut story, PASSPHRASE);
    story.sees("That passphrase does not open this identity.");
    unlock(&mut story, ANOTHER);
    story.sees("RC-0001").sees(CANARIES[0]);
    story.pass(1).sees(CANARIES[0]);
}

/// Does something while the disk answers nothing, and lets it answer again afterwards; also where
/// that takes too long, which is a failure of the test.
fn while_it_hangs(disk: &MemoryDisk, act: impl FnOnce()) {
    let hang = |hangs| {
        let disk = disk.clone();
        move || {
            disk.hang_reads(hangs);
            disk.hang_syncs(hangs);
        }
    };
    let (done, over) = std::sync::mpsc::channel();
    let let_go = hang(false);
    let watch = std::thread::spawn(move || {
        let in_time = over.recv_timeout(Duration::from_secs(30)).is_ok();
        let_go();
        in_time
    });
    hang(true)();
    act();
    done.send(()).expect("somebody who waits");
    assert!(watch.join().expect("an answer"), "the screen waited for it");
}

#[test]
fn f10_letters_are_taken_and_drawn_while_the_look_at_the_keys_waits_for_a_disk_that_hangs() {
    let disk = MemoryDisk::default();
    let mut story = at_work_on(&disk);
    story.press("a");
    let (elsewhere, other) = (disk.copy(), Home::at(story.cabinet.home.root()));
    let (old, new) = (Passphrase::new(PASSPHRASE).0, Passphrase::new(ANOTHER).0);
    unlock_home(&elsewhere, &other, &old).expect("its passphrase");
    change_identity(&elsewhere, &other, &new, COST, Vec::new()).expect("other keys");
    let keys = elsewhere.read(&other.identity_file(), u64::MAX);
    while_it_hangs(&disk, || {
        let put = disk.put(&other.identity_file(), &keys.expect("a file"));
        put.expect("the keys of another window");
        let mut typed = String::new();
        for letter in CANARIES[1].chars() {
            // A look begins with each second, and the first one never ends.
            story.pass(1).words(&letter.to_string());
            typed.push(letter);
            story.sees(&typed);
        }
    });
    until_locked(&mut story);
    story
        .sees("Another window has changed the passphrase")
        .misses(CANARIES[1]);
    unlock(&mut story, ANOTHER);
    story.sees("RC-0001").sees(CANARIES[0]);
}

#[test]
fn a_plain_home_that_another_window_protected_is_locked_and_says_why() {
    let mut story = declined();
    let home = Home::at(story.cabinet.home.root());
    let new = Passphrase::new(ANOTHER).0;
    let storage = story.cabinet.storage.clone();
    protect(storage.as_ref(), &home, &new, COST, Vec::new()).expect("keys");
    until_locked(&mut story);
    story.sees("Another window has protected the cases on this computer.");
    story.misses("RC-0001");
    unlock(&mut story, ANOTHER);
    story.sees("RC-0001");
}
