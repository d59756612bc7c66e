//! Answers of a disk that the program has to live with.

use std::io::ErrorKind;
use std::sync::Arc;

use talking_piece::store::{
    Batch, DiskFault, Entry, HeldWords, MemoryDisk, Opened, Operation, Report, Storage, WriterCore,
};

use super::place;

/// A case that is open, with two entries that were saved.
fn writing() -> (MemoryDisk, WriterCore) {
    let disk = MemoryDisk::default();
    let storage: Arc<dyn Storage> = Arc::new(disk.clone());
    let case = place().create(&disk).expect("a case");
    let mut writer = place().writer(&storage, *case);
    for number in 1..=2 {
        writer.step(batch(number));
    }
    assert_eq!(writer.waiting(), 0);
    (disk, writer)
}

fn batch(number: u64) -> Batch {
    Batch {
        words: vec![HeldWords {
            id: number,
            body: format!(r#"{{"id":{number},"text":"words"}}"#),
        }],
        entries: vec![Entry {
            number,
            body: format!(r#"{{"t":"mark","n":{number}}}"#),
        }],
        ..Batch::default()
    }
}

#[track_caller]
fn assert_saved(reports: &[Report], wanted: u64) {
    let saved =
        |report: &Report| matches!(report, Report::Saved { number, .. } if *number == wanted);
    assert!(reports.iter().any(saved), "{reports:?}");
    let trouble =
        |report: &Report| matches!(report, Report::NotSaved { .. } | Report::Rescued { .. });
    assert!(!reports.iter().any(trouble), "{reports:?}");
}

#[test]
fn f09_a_call_that_was_interrupted_is_made_again_and_nobody_hears_of_it() {
    for at in 1..12 {
        for operation in [Operation::Write, Operation::Sync] {
            let (disk, mut writer) = writing();
            disk.fail(DiskFault {
                only: Some(operation),
                error: ErrorKind::Interrupted,
                ..DiskFault::once(at)
            });
            assert_saved(&writer.step(batch(3)), 3);
            assert_saved(&writer.step(batch(4)), 4);
        }
    }
}

#[test]
fn f11_a_name_that_cannot_be_given_leaves_the_old_file_and_is_tried_again() {
    for error in [
        ErrorKind::CrossesDevices,
        ErrorKind::AlreadyExists,
        ErrorKind::NotFound,
        ErrorKind::PermissionDenied,
        ErrorKind::ResourceBusy,
    ] {
        let (disk, mut writer) = writing();
        let plan = |text: &str| Batch {
            plan: Some(text.as_bytes().to_vec()),
            ..Batch::default()
        };
        writer.step(plan("old"));
        disk.fail(DiskFault {
            only: Some(Operation::Rename),
            error,
            ..DiskFault::from(1)
        });
        let told = writer.step(plan("new"));
        let told_of = |report: &Report| matches!(report, Report::NotSaved { .. });
        assert!(told.iter().any(told_of), "{error}: {told:?}");
        let kept = || {
            disk.read(&place().folder().path().join("plan.json"), 10)
                .unwrap()
        };
        assert_eq!(kept(), b"old");
        // An entry needs no name, and does not wait for it.
        assert_eq!(writer.waiting(), 1);
        writer.enqueue(Batch {
            words: Vec::new(),
            ..batch(3)
        });
        let saved = |report: &Report| matches!(report, Report::Saved { number: 3, .. });
        assert!(writer.retry().iter().any(saved), "{error}");
        disk.heal();
        assert!(writer.retry().contains(&Report::PlanSaved));
        assert_eq!(kept(), b"new");
    }
}

#[test]
fn f12_with_no_file_left_to_open_a_meeting_goes_on_in_those_that_are_open() {
    let (disk, mut writer) = writing();
    disk.fail(DiskFault {
        only: Some(Operation::Open),
        ..DiskFault::from(1)
    });
    for number in 3..=60 {
        assert_saved(&writer.step(batch(number)), number);
    }
}

/// What a system answers while another program has a file to itself.
const HELD: [ErrorKind; 3] = [
    ErrorKind::ResourceBusy,
    ErrorKind::WouldBlock,
    ErrorKind::PermissionDenied,
];

#[test]
fn h07_a_file_that_another_program_holds_for_a_while_costs_nothing_and_typing_goes_on() {
    for error in HELD {
        for operation in [Operation::Write, Operation::Sync, Operation::Open] {
            let (disk, mut writer) = writing();
            disk.fail(DiskFault {
                only: Some(operation),
                error,
                ..DiskFault::from(1)
            });
            let mut reports = Vec::new();
            for number in 3..=5 {
                reports.extend(writer.step(batch(number)));
            }
            // Nothing that is open has to be opened, so that it may be saved all the same.
            let is_told = reports
                .iter()
                .any(|report| matches!(report, Report::NotSaved { .. }));
            let is_saved = writer.waiting() == 0;
            assert!(is_told != is_saved, "{error}, {operation:?}: {reports:?}");
            disk.heal();
            writer.retry();
            assert_eq!(writer.waiting(), 0, "{error}, {operation:?}");
            drop(writer);
            disk.kill_program();
            let Opened::Writable(case) = place().open(&disk).unwrap() else {
                panic!("{error}, {operation:?}: it opens to be read alone");
            };
            assert_eq!(case.content.scan.last_number(), 5);
            assert_eq!(case.content.notes.notes.len(), 5);
        }
    }
}
