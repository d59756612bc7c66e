//! The copy on a shared folder: when it is made, and what is in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use talking_piece::case::{Command, MarkKind};
use talking_piece::desk::{Cabinet, Desk, NewCase};
use talking_piece::store::{
    Copier, CopierSetup, MemoryDisk, NodeKind, Reference, SharedFolder, Storage,
};

use super::assert_nowhere;
use crate::support::conference::{
    REFERENCE, agree, begin, begin_with_differences, cabinet, close, close_agreement, item, note,
    run, settle,
};

const SHARE: &str = "/share";
const LONG: Duration = Duration::from_secs(30);

/// A home, and a shared folder on a disk of its own.
struct Given {
    cabinet: Cabinet,
    share: Arc<MemoryDisk>,
    copier: Copier,
}

impl Given {
    fn a_shared_folder() -> Self {
        let (cabinet, _disk) = cabinet();
        let share = Arc::new(MemoryDisk::default());
        share.create_folder(Path::new(SHARE)).expect("a folder");
        let setup = CopierSetup {
            folder: SharedFolder {
                storage: cabinet.storage.clone(),
                share: share.clone(),
                home: cabinet.home.clone(),
                path: PathBuf::from(SHARE),
            },
            clock: cabinet.clock.clone(),
            changed: Arc::new(|| {}),
        };
        let copier = Copier::start(setup).expect("a thread");
        assert!(!copier.leave(LONG), "there is nothing yet");
        Self {
            cabinet,
            share,
            copier,
        }
    }

    fn case(&self, begin: fn(&Cabinet) -> Desk) -> Desk {
        let mut desk = begin(&self.cabinet);
        desk.copied_by(&self.copier);
        hear(&mut desk);
        desk
    }

    /// Every file on the share.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![PathBuf::from(SHARE)];
        while let Some(folder) = folders.pop() {
            for name in self.share.list(&folder).expect("names") {
                let path = folder.join(&name);
                // The copier may be at it.
                let Ok(found) = self.share.identity(&path) else {
                    continue;
                };
                match found.kind {
                    NodeKind::Folder => folders.push(path),
                    NodeKind::File | NodeKind::Other => {
                        files.extend(self.share.read(&path, u64::MAX).map(|bytes| (name, bytes)));
                    }
                }
            }
        }
        files
    }

    fn entries(&self) -> usize {
        let files = self.files();
        let journal = files.iter().find(|(name, _)| name == "journal");
        let lines = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').count();
        journal.map_or(0, |(_, bytes)| lines(bytes).saturating_sub(2))
    }

    fn holds(&self, words: &str) -> bool {
        let files = self.files();
        files
            .iter()
            .any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(words))
    }
}

/// Lets the desk hear that everything so far is saved.
fn hear(desk: &mut Desk) {
    settle(desk);
    desk.poll();
}

fn until(what: &str, wanted: impl Fn() -> bool) {
    for _ in 0..3_000 {
        if wanted() {
            return;
        }
        sleep(Duration::from_millis(10));
    }
    panic!("never: {what}");
}

fn key_point(desk: &mut Desk) {
    let mark = Command::Mark {
        kind: MarkKind::KeyPoint,
        person: None,
        text: None,
    };
    run(desk, mark);
}

fn entries_of(desk: &Desk) -> usize {
    desk.case().history.len()
}

#[test]
fn a_copy_is_made_after_ten_entries_at_a_break_and_when_the_case_is_put_away() {
    let given = Given::a_shared_folder();
    let mut desk = given.case(begin);
    run(&mut desk, Command::StartBreak);
    hear(&mut desk);
    let copied = entries_of(&desk);
    until("the break is copied", || given.entries() == copied);
    run(&mut desk, Command::EndBreak);
    for _ in 0..8 {
        key_point(&mut desk);
    }
    hear(&mut desk);
    sleep(Duration::from_millis(100));
    assert_eq!(given.entries(), copied, "nine entries are no reason yet");
    key_point(&mut desk);
    hear(&mut desk);
    until("ten entries are copied", || given.entries() == copied + 10);
    key_point(&mut desk);
    close(desk);
    until("all is copied", || given.entries() == copied + 11);
}

#[test]
fn a_struck_word_is_taken_out_of_the_copy_at_once() {
    let given = Given::a_shared_folder();
    let mut desk = given.case(begin);
    note(&mut desk, "UNWANTED");
    run(&mut desk, Command::StartBreak);
    hear(&mut desk);
    until("the note is copied", || given.holds("UNWANTED"));
    let mark = desk.case().marks[0].id;
    run(&mut desk, Command::Strike(mark));
    hear(&mut desk);
    until("the note is gone", || !given.holds("UNWANTED"));
    close(desk);
    assert!(!given.copier.leave(LONG));
    assert_nowhere("UNWANTED", &given.files());
}

#[test]
fn what_closing_erases_is_erased_in_the_copy_too() {
    let given = Given::a_shared_folder();
    let mut desk = given.case(begin);
    let agreed = item(&mut desk, "Jay mends the gate");
    let dropped = item(&mut desk, "REFUSED by Jay");
    run(&mut desk, Command::StartBreak);
    hear(&mut desk);
    until("the words are copied", || given.holds("REFUSED"));
    run(&mut desk, Command::EndBreak);
    run(&mut desk, Command::RemoveItem(dropped));
    agree(&mut desk, agreed);
    close_agreement(&mut desk);
    hear(&mut desk);
    until("the plan is copied", || {
        let files = given.files();
        files.iter().any(|(name, _)| name == "plan.json")
    });
    close(desk);
    assert!(!given.copier.leave(LONG));
    assert_nowhere("REFUSED", &given.files());
    assert!(given.holds("Jay mends the gate"));
}

#[test]
fn half_typed_words_are_never_copied() {
    let given = Given::a_shared_folder();
    let mut desk = given.case(begin_with_differences);
    desk.keep_draft("HALF a sen");
    hear(&mut desk);
    run(&mut desk, Command::StartBreak);
    hear(&mut desk);
    let copied = entries_of(&desk);
    until("the break is copied", || given.entries() == copied);
    close(desk);
    assert!(!given.copier.leave(LONG));
    assert_nowhere("HALF", &given.files());
}

#[test]
fn h08_a_share_that_is_gone_is_told_beside_what_is_saved_and_gets_all_once_it_is_back() {
    let given = Given::a_shared_folder();
    given
        .share
        .remove_folder(Path::new(SHARE))
        .expect("it goes");
    let mut desk = given.case(begin);
    run(&mut desk, Command::StartBreak);
    hear(&mut desk);
    until("it is told", || {
        let reference = Reference::new(REFERENCE).expect("a reference");
        given.copier.standing(&reference).problem.is_some()
    });
    desk.poll();
    let status = desk.status();
    let copy = status.copy.clone().expect("a copy is made");
    assert!(copy.problem.is_some() && copy.waiting_since.is_some());
    assert_eq!((status.waiting, &status.problem), (0, &None));
    assert_eq!(
        status.saved.map(|(number, _)| number),
        Some(entries_of(&desk) as u64)
    );
    close(desk);
    assert!(given.copier.leave(LONG), "it is left for the next start");
    given
        .share
        .create_folder(Path::new(SHARE))
        .expect("it comes");
    assert!(!given.copier.leave(LONG));
    assert!(given.entries() > 0);
}

#[test]
fn a_practice_case_is_never_copied() {
    let given = Given::a_shared_folder();
    let (elsewhere, _disk) = cabinet();
    let new = NewCase {
        reference: REFERENCE.to_owned(),
        script: begin(&elsewhere).case().script.clone(),
        script_hash: String::new(),
        practice: true,
    };
    let mut desk = Desk::in_memory(new, given.cabinet.clock.clone());
    desk.copied_by(&given.copier);
    assert!(!desk.poll());
    assert_eq!(desk.status().copy, None);
    close(desk);
    assert!(!given.copier.leave(LONG));
    assert_eq!(given.files(), []);
}
