//! Journals that are empty, torn, too large, or somebody else's.

use std::fs;
use std::path::Path;

use talking_piece::store::{
    Condition, Fault, Kind, Opened, Remark, ScanError, Storage, StoreError, WhyReadOnly,
};

use super::place;
use crate::cli::world::World;
use crate::rig::kept::{self, Place, Written};

fn body(number: u64) -> String {
    format!(
        r#"{{"t":"mark","n":{number},"x":"{}"}}"#,
        "words ".repeat(8)
    )
}

fn journal(entries: u64) -> Vec<u8> {
    kept::journal_of((1..=entries).map(body))
}

#[test]
fn b01_an_empty_journal_is_told_and_left() {
    let world = World::new();
    fs::write(world.journal(), "").unwrap();
    for command in ["verify", "show", "dump"] {
        let answered = world.ask(&[command, "RC-0001"]);
        assert_eq!(answered.code, Some(4), "{command}: {}", answered.err);
        let told = answered.out + &answered.err;
        assert!(told.contains("empty"), "{told}");
    }
    assert_eq!(fs::read(world.journal()).unwrap(), b"");
}

#[test]
fn b05_a_hole_of_zeros_costs_the_entries_it_touches_and_they_are_named() {
    let whole = journal(40);
    let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let last = whole[..whole.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .unwrap();
    for start in (first..last - 512).step_by(31) {
        let mut damaged = whole.clone();
        damaged[start..start + 512].fill(0);
        let found = kept::scan(&damaged).unwrap();
        let Condition::Damaged(faults) = &found.condition else {
            panic!("a hole at {start} was not noticed");
        };
        let [Fault::Missing { from, to }] = faults[..] else {
            panic!("{faults:?}");
        };
        assert_eq!(found.entries.len() as u64, 40 - (to - from + 1));
        for entry in &found.entries {
            assert_eq!(entry.body, body(entry.number));
        }
    }
}

#[test]
fn b10_lines_that_a_mail_program_wrapped_or_padded_are_never_shown_as_right() {
    let whole = String::from_utf8(journal(5)).unwrap();
    let padded: String = whole.lines().map(|line| format!("{line}  \n")).collect();
    let wrapped: String = whole
        .as_bytes()
        .chunks(76)
        .map(|part| String::from_utf8_lossy(part).into_owned() + "\n")
        .collect();
    let wrapped_below: String = {
        let (header, rest) = whole.split_once('\n').unwrap();
        let parts = rest.as_bytes().chunks(76);
        let rest = parts.map(|part| String::from_utf8_lossy(part).into_owned() + "\n");
        format!("{header}\n{}", rest.collect::<String>())
    };
    for spoiled in [padded, wrapped] {
        assert_eq!(
            kept::scan(spoiled.as_bytes()).unwrap_err(),
            ScanError::HeaderDamaged
        );
    }
    let found = kept::scan(wrapped_below.as_bytes()).unwrap();
    assert!(found.unreadable > 0);
    assert!(
        found
            .entries
            .iter()
            .all(|entry| entry.body == body(entry.number))
    );
}

#[test]
fn b14_a_journal_of_two_gigabytes_is_refused_unread() {
    let world = World::new();
    let file = fs::File::options()
        .write(true)
        .open(world.journal())
        .unwrap();
    file.set_len(2 << 30).unwrap();
    for command in ["verify", "show"] {
        let answered = world.ask(&[command, "RC-0001"]);
        assert_eq!(answered.code, Some(3), "{command}: {}", answered.err);
        let told = answered.out + &answered.err;
        assert!(told.contains("too large"), "{told}");
    }
}

#[test]
fn b15_a_hundred_thousand_entries_are_read_and_one_more_is_refused() {
    let small = |number: u64| format!(r#"{{"n":{number}}}"#);
    let whole = kept::journal_of((1..=100_000).map(small));
    let found = kept::scan(&whole).unwrap();
    assert_eq!(found.condition, Condition::Sound);
    assert_eq!(found.last_number(), 100_000);
    let more = kept::journal_of((1..=100_001).map(small));
    assert_eq!(kept::scan(&more).unwrap_err(), ScanError::TooManyEntries);
}

#[test]
fn b16_a_journal_of_another_user_is_only_read_and_one_that_others_may_read_is_named() {
    // Of a practice case nothing has to be kept from anybody.
    let real = || Place::of(Written::Sealed);
    let disk = talking_piece::store::MemoryDisk::default();
    drop(real().create(&disk).unwrap());
    let journal = real().folder().path().join("journal");
    let before = disk.read(&journal, u64::MAX).unwrap();
    disk.disguise(&journal, 0o644, 1).unwrap();
    let Opened::Writable(case) = real().open(&disk).unwrap() else {
        panic!("rights that are too wide keep nobody from going on");
    };
    let path = journal.clone();
    assert_eq!(case.content.remarks, [Remark::ReadableByOthers { path }]);
    drop(case);
    disk.disguise(&journal, 0o600, 1).unwrap();
    disk.give_away(&journal).unwrap();
    let Opened::ReadOnly(_, why) = real().open(&disk).unwrap() else {
        panic!("somebody else's journal was opened for writing");
    };
    assert!(matches!(why, WhyReadOnly::Unsafe(_)), "{why}");
    assert_eq!(disk.read(&journal, u64::MAX).unwrap(), before);
}

#[test]
fn f15_a_disk_that_cannot_be_read_is_told_and_nothing_is_written_instead() {
    use talking_piece::store::{DiskFault, MemoryDisk, Operation};
    let disk = MemoryDisk::default();
    drop(place().create(&disk).unwrap());
    let journal = place().folder().path().join("journal");
    let before = disk.read(&journal, u64::MAX).unwrap();
    let mut told = 0;
    for at in 1..30 {
        disk.fail(DiskFault {
            only: Some(Operation::Read),
            ..DiskFault::once(at)
        });
        match place().open(&disk) {
            Ok(Opened::Writable(_)) => {}
            Ok(Opened::ReadOnly(_, why)) => {
                assert!(matches!(why, WhyReadOnly::Unsafe(_)), "{why}");
                told += 1;
            }
            Err(StoreError::System { path, .. }) => {
                assert!(path.starts_with("/home"), "{}", path.display());
                told += 1;
            }
            Err(other) => panic!("{other}"),
        }
        disk.heal();
        disk.kill_program();
        assert_eq!(disk.read(&journal, u64::MAX).unwrap(), before);
    }
    assert!(told > 2, "only {told} faults were met");
    assert!(matches!(place().open(&disk).unwrap(), Opened::Writable(_)));
    assert!(disk.list(Path::new("/home/practice")).unwrap().len() == 1);
}

#[cfg(unix)]
#[test]
fn i07_as_root_a_case_of_somebody_else_is_only_read() {
    let world = World::new();
    let given = std::os::unix::fs::chown(world.journal(), Some(65_534), None);
    if given.is_err() {
        println!("left out: only root can give a file to somebody else");
        return;
    }
    let before = fs::read(world.journal()).unwrap();
    let refused = world.cabinet().open(Kind::Case, "RC-0001").err();
    let said = refused.expect("a case to be read alone").to_string();
    assert!(
        said.contains("belongs to another user of this computer"),
        "{said}"
    );
    assert!(world.told(&["show", "RC-0001"]).contains("RC-0001"));
    assert_eq!(fs::read(world.journal()).unwrap(), before);
}
