//! A home is protected, its readers come and go, and nothing is lost or left behind.

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::store::sealed::{Keyring, Passphrase, Reader, Ring, open_age_file};
use crate::store::testing::readable::{readable, shows};
use crate::store::testing::{batch, core, now};
use crate::store::{
    AnswerBox, Batch, DiskFault, DraftChange, MemoryDisk, OpenCase, Opened, PaperFile, ScanError,
    ScriptCopy, keep_papers, open_case, read_case, verify,
};

mod beside;
mod changed;
mod closings;
mod damaged;
mod named;
mod recovering;

/// Words of the case, of which none may be readable once it is sealed: of an entry, of a note, half
/// typed, of the plan, of a paper, and of an answer.
const WORDS: [&str; 6] = [
    "\"t\":\"mark\"",
    "\"text\":\"w\"",
    "half a word",
    "Jay mends the gate",
    "Jay paints the fence",
    "felt heard",
];

/// The lowest cost there is, so that tests are quick.
const COST: u8 = 14;

fn phrase(text: &str) -> Passphrase {
    Passphrase::new(text).0
}

fn locked(home: &Home) -> Home {
    Home::at(home.root())
}

fn real(home: &Home) -> CaseFolder {
    CaseFolder::locate(home, Kind::Case, &Reference::new("RC-0412").unwrap())
}

/// A home with one real case of three entries, notes, half-typed words and a plan.
fn with_a_case(home: &Home, disk: &MemoryDisk) {
    home.prepare(disk).unwrap();
    let script = ScriptCopy {
        id: "conference",
        text: "{}",
    };
    let case = OpenCase::create(disk, home, &real(home), now(), &[script]).unwrap();
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    let mut core = core(&storage, home, case);
    for number in 1..=3 {
        core.step(batch(number));
    }
    core.step(Batch {
        plan: Some(b"{\"plan\":\"Jay mends the gate\"}".to_vec()),
        draft: Some(DraftChange::Keep("half a word".to_owned())),
        ..Batch::default()
    });
    core.finish();
    let paper = PaperFile {
        name: "RC-0412.pdf".to_owned(),
        bytes: b"Jay paints the fence".to_vec(),
    };
    let is_sealed = real(home).is_sealed(disk).unwrap();
    keep_papers(disk, &real(home), now(), &[paper], is_sealed).unwrap();
    let answers = vec!["felt heard".to_owned()];
    AnswerBox::of(home).put(disk, answers).unwrap();
}

fn protected() -> (MemoryDisk, Home, Keyring) {
    let disk = MemoryDisk::default();
    let home = Home::at("/home");
    let service = Keyring::generate(&disk, Vec::new()).unwrap();
    let reader = Reader {
        name: "Service manager".to_owned(),
        key: service.public(),
        recovery: true,
    };
    protect(
        &disk,
        &home,
        &phrase("five words by lot"),
        COST,
        vec![reader],
    )
    .unwrap();
    with_a_case(&home, &disk);
    (disk, home, service)
}

fn assert_whole(disk: &MemoryDisk, home: &Home) {
    let content = read_case(disk, home, &real(home)).unwrap();
    assert_eq!(content.scan.last_number(), 3);
    assert_eq!(content.notes.notes.len(), 3);
    assert_eq!(content.draft.as_deref(), Some("half a word"));
    let plan = real(home).plan(disk, &content.scan.writing).unwrap();
    assert_eq!(plan.unwrap(), b"{\"plan\":\"Jay mends the gate\"}");
    assert!(verify(disk, home, &real(home)).unwrap().is_sound());
    assert_eq!(AnswerBox::of(home).read(disk).unwrap(), ["felt heard"]);
    assert_eq!(paper(disk, home).unwrap(), b"Jay paints the fence");
}

/// The paper of the case, opened where it is sealed.
fn paper(disk: &MemoryDisk, home: &Home) -> Result<Vec<u8>, StoreError> {
    let plain = real(home).path().join("papers/RC-0412.pdf");
    let sealed = real(home).path().join("papers/RC-0412.pdf.age");
    match disk.read(&sealed, u64::MAX) {
        Ok(bytes) => {
            let opened = home.ring().open_file(&bytes);
            opened.map_err(|why| StoreError::unopened(&sealed, why))
        }
        Err(_) => Ok(disk.read(&plain, u64::MAX).unwrap()),
    }
}

/// Every byte of every file under a folder.
fn all_bytes(disk: &MemoryDisk, folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for name in disk.list(folder).unwrap() {
        let path = folder.join(name);
        match disk.read(&path, u64::MAX) {
            Ok(found) => bytes.extend(found),
            Err(_) => bytes.extend(all_bytes(disk, &path)),
        }
    }
    bytes
}

/// Asserts that none of these words and no entry can be read in any file of the home.
#[track_caller]
fn assert_unreadable(disk: &MemoryDisk, words: &[&str]) {
    let bytes = all_bytes(disk, Path::new("/home"));
    assert_eq!(readable(&bytes, words), None);
}

#[test]
fn a_protected_home_opens_with_its_passphrase_and_says_so_when_it_is_another() {
    let (disk, home, _) = protected();
    let home = locked(&home);
    assert!(home.is_protected(&disk));
    let refused = unlock(&disk, &home, &phrase("five words by luck")).unwrap_err();
    assert!(matches!(refused, StoreError::WrongPassphrase { .. }));
    let closed = read_case(&disk, &home, &real(&home)).unwrap_err();
    assert!(matches!(
        closed,
        StoreError::Journal {
            problem: ScanError::Sealed,
            ..
        }
    ));
    let script = ScriptCopy {
        id: "conference",
        text: "{}",
    };
    let new = CaseFolder::locate(&home, Kind::Case, &Reference::new("RC-0413").unwrap());
    let begun = OpenCase::create(&disk, &home, &new, now(), &[script]);
    assert!(matches!(begun, Err(StoreError::Locked { .. })));
    unlock(&disk, &home, &phrase("five words by lot")).unwrap();
    assert_whole(&disk, &home);
    let again = protect(&disk, &home, &phrase("another one here"), COST, Vec::new());
    assert!(matches!(again, Err(StoreError::Protected { .. })));
}

#[test]
fn no_word_stands_in_any_file_of_a_protected_home() {
    let (disk, home, _) = protected();
    assert_unreadable(&disk, &WORDS);
    assert_unreadable(&disk, &["five words by lot", "AGE-SECRET-KEY"]);
    let names = disk.list(real(&home).path()).unwrap();
    assert!(names.contains(&"plan.json.age".to_owned()), "{names:?}");
    assert!(!names.contains(&"plan.json".to_owned()), "{names:?}");
}

#[test]
fn in_a_plain_home_all_that_is_hunted_for_is_found() {
    let (disk, home) = (MemoryDisk::default(), Home::at("/home"));
    with_a_case(&home, &disk);
    let bytes = all_bytes(&disk, Path::new("/home"));
    for words in WORDS {
        assert!(shows(&bytes, words), "{words}");
    }
    let journal = disk.read(&real(&home).path().join("journal"), u64::MAX);
    let journal = journal.unwrap();
    assert_eq!(readable(&journal, &WORDS), Some(WORDS[0]));
    assert!(readable(&journal, &[]).is_some(), "whatever an entry says");
}

#[test]
fn c14_the_plan_opens_for_every_reader_by_age_alone() {
    let (disk, home, service) = protected();
    let sealed = disk
        .read(&real(&home).path().join("plan.json.age"), u64::MAX)
        .unwrap();
    let identity = service.reveal();
    let opened = open_age_file(&sealed, &identity).unwrap();
    assert_eq!(opened, b"{\"plan\":\"Jay mends the gate\"}");
}

#[test]
fn without_a_key_the_chain_is_checked_and_the_rest_is_said_to_be_closed() {
    let (disk, home, _) = protected();
    let home = locked(&home);
    let findings = verify(&disk, &home, &real(&home)).unwrap();
    assert!(findings.is_sound() && findings.scan.closed);
    assert!(
        findings
            .scan
            .entries
            .iter()
            .all(|entry| entry.body.is_empty())
    );
    let path = real(&home).path().join("journal");
    let bytes = disk.read(&path, u64::MAX).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(2);
    disk.put(&path, (lines.join("\n") + "\n").as_bytes())
        .unwrap();
    assert!(!verify(&disk, &home, &real(&home)).unwrap().is_sound());
}

#[test]
fn a_new_passphrase_touches_one_file_and_a_failure_leaves_one_that_opens() {
    for at in 1.. {
        let (disk, home, _) = protected();
        let before = all_bytes(&disk, &home.cases(Kind::Case));
        let operations = disk.counted();
        disk.fail(DiskFault::from(at));
        let readers = home.ring().keyring().unwrap().readers().to_vec();
        let new = phrase("another passphrase");
        let changed = change_identity(&disk, &home, &new, COST, readers);
        let tried = disk.counted() - operations;
        disk.heal();
        assert_eq!(all_bytes(&disk, &home.cases(Kind::Case)), before);
        let opens = |text: &str| unlock(&disk, &locked(&home), &phrase(text)).is_ok();
        assert!(opens("five words by lot") != opens("another passphrase"));
        if changed.is_ok() {
            // The last of them only looks how the file stands.
            assert!(opens("another passphrase") && tried <= at);
            return;
        }
    }
}

#[test]
fn a_reader_is_let_in_by_a_line_and_reads_everything() {
    let (disk, home, _) = protected();
    let colleague = Keyring::generate(&disk, Vec::new()).unwrap();
    let public = colleague.public();
    let theirs = locked(&home).with_ring(Ring::holding(colleague));
    let refused = read_case(&disk, &theirs, &real(&theirs)).unwrap_err();
    assert!(matches!(
        refused,
        StoreError::Journal {
            problem: ScanError::NotForYou,
            ..
        }
    ));
    let path = real(&home).path().join("journal");
    let before = disk.read(&path, u64::MAX).unwrap();
    let mut readers = home.ring().keyring().unwrap().readers().to_vec();
    readers.push(Reader {
        name: "Co-facilitator".to_owned(),
        key: public.clone(),
        recovery: false,
    });
    change_identity(&disk, &home, &phrase("five words by lot"), COST, readers).unwrap();
    seal_answers(&disk, &home, home.ring()).unwrap();
    let_in(&disk, &real(&home), now(), &[public]).unwrap();
    assert!(disk.read(&path, u64::MAX).unwrap().starts_with(&before));
    assert_whole(&disk, &theirs);
    assert_whole(&disk, &home);
    let Opened::Writable(case) = open_case(&disk, &home, &real(&home), now()).unwrap() else {
        panic!("not to be written in");
    };
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    let mut core = core(&storage, &home, case);
    core.step(batch(4));
    core.finish();
    assert_eq!(
        read_case(&disk, &theirs, &real(&theirs))
            .unwrap()
            .scan
            .last_number(),
        4
    );
}

#[test]
fn sealing_anew_shuts_a_reader_out_and_may_fail_anywhere() {
    let mut failed = 0;
    for at in 1.. {
        let (disk, home, service) = protected();
        change_identity(&disk, &home, &phrase("five words by lot"), COST, Vec::new()).unwrap();
        seal_answers(&disk, &home, home.ring()).unwrap();
        let head = read_case(&disk, &home, &real(&home))
            .unwrap()
            .scan
            .last_hash;
        disk.fail(DiskFault::from(at));
        let sealed = seal_anew(&disk, &home, &real(&home), now());
        disk.heal();
        disk.kill_program();
        assert_whole(&disk, &home);
        if sealed.is_err() {
            failed += 1;
            seal_anew(&disk, &home, &real(&home), now()).unwrap();
        }
        assert_whole(&disk, &home);
        let theirs = locked(&home).with_ring(Ring::holding(service));
        let answers = AnswerBox::of(&theirs).read(&disk);
        for refused in [paper(&disk, &theirs).err(), answers.err()] {
            assert!(matches!(refused, Some(StoreError::NotForYou { .. })));
        }
        let refused = read_case(&disk, &theirs, &real(&theirs)).unwrap_err();
        assert!(matches!(
            refused,
            StoreError::Journal {
                problem: ScanError::NotForYou,
                ..
            }
        ));
        if sealed.is_ok() {
            let after = read_case(&disk, &home, &real(&home))
                .unwrap()
                .scan
                .header
                .after;
            assert_eq!(after, Some(head.to_string()));
            assert!(failed > 20, "only {failed} faults were met");
            return;
        }
    }
}

#[test]
fn a_plain_case_is_sealed_and_leaves_no_word_behind_wherever_the_power_goes() {
    for at in 1.. {
        let disk = MemoryDisk::default();
        let home = Home::at("/home");
        with_a_case(&home, &disk);
        protect(&disk, &home, &phrase("five words by lot"), COST, Vec::new()).unwrap();
        seal_answers(&disk, &home, home.ring()).unwrap();
        disk.fail(DiskFault::from(at));
        let sealed = seal_anew(&disk, &home, &real(&home), now());
        disk.heal();
        disk.kill_program();
        assert_whole(&disk, &home);
        if sealed.is_ok() {
            assert_unreadable(&disk, &WORDS);
            return;
        }
        // What the first try left is gone once it is tried again.
        seal_anew(&disk, &home, &real(&home), now()).unwrap();
        assert_whole(&disk, &home);
        assert_unreadable(&disk, &WORDS);
    }
}

#[test]
fn the_key_of_the_service_brings_back_what_a_forgotten_passphrase_closed() {
    let (disk, home, service) = protected();
    let home = locked(&home);
    let new = phrase("a passphrase to keep");
    let aside = begin_recovery(&disk, &home, &new, COST, Vec::new()).unwrap();
    let aside = aside.expect("there were keys");
    assert!(disk.identity(&aside).is_ok(), "the old keys are kept");
    let closed = read_case(&disk, &home, &real(&home)).unwrap_err();
    assert!(matches!(
        closed,
        StoreError::Journal {
            problem: ScanError::NotForYou,
            ..
        }
    ));
    let service = Ring::holding(service);
    recover_case(&disk, &real(&home), now(), &service).unwrap();
    seal_answers(&disk, &home, &service).unwrap();
    assert_whole(&disk, &home);
    let again = locked(&home);
    unlock(&disk, &again, &new).unwrap();
    assert_whole(&disk, &again);
}
