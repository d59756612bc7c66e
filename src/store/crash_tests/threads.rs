//! The writer thread: it never blocks its caller and never hides a failure.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::home;
use crate::store::testing::{StepClock, batch, body, create, reopen};
use crate::store::{Disk, Home, MemoryDisk, Report, Storage, Writer, WriterSetup};

const LONG: Duration = Duration::from_secs(10);

fn start(storage: Arc<dyn Storage>, home: &Home) -> (Writer, Receiver<Report>) {
    let (reports, inbox) = channel();
    let case = create(storage.as_ref(), home).unwrap();
    let clock = Arc::new(StepClock::default());
    let rescue_places: Vec<PathBuf> = Vec::new();
    let setup = WriterSetup {
        storage,
        clock,
        rescue_places,
        reports: Arc::new(move |report| {
            let _ = reports.send(report);
        }),
    };
    (Writer::start(setup, *case).unwrap(), inbox)
}

fn wait_for(inbox: &Receiver<Report>, wanted: impl Fn(&Report) -> bool) -> Report {
    loop {
        let report = inbox.recv_timeout(LONG).expect("the report never came");
        if wanted(&report) {
            return report;
        }
    }
}

#[test]
fn a_session_on_the_real_disk_is_saved_and_read_back() {
    let root = tempfile::tempdir().unwrap();
    let home = Home::at(root.path().join("home")).with_ring(home().ring().clone());
    let (writer, inbox) = start(Arc::new(Disk), &home);
    for number in 1..=20 {
        writer.save(batch(number));
    }
    wait_for(&inbox, |report| {
        matches!(report, Report::Saved { number: 20, .. })
    });
    assert_eq!(writer.close(LONG).jobs, 0);
    let content = reopen(&Disk, &home).content;
    assert_eq!(content.scan.entries[19].body, body(20));
    assert_eq!(content.notes.notes.len(), 20);
    assert_eq!(content.remarks, []);
}

#[test]
fn f10_a_hanging_disk_neither_blocks_nor_promises() {
    let disk = MemoryDisk::default();
    let home = home();
    let (writer, inbox) = start(Arc::new(disk.clone()), &home);
    disk.hang_syncs(true);
    for number in 1..=600 {
        writer.save(batch(number));
    }
    wait_for(&inbox, |report| matches!(report, Report::Crowded { .. }));
    assert_eq!(writer.waiting(), 1200);
    assert_eq!(writer.flusher().flush(Duration::from_millis(20)), 1200);
    assert!(
        !inbox
            .try_iter()
            .any(|report| matches!(report, Report::Saved { .. }))
    );
    disk.hang_syncs(false);
    wait_for(&inbox, |report| {
        matches!(report, Report::Saved { number: 600, .. })
    });
    assert_eq!(writer.flusher().flush(LONG), 0);
    assert_eq!(writer.close(LONG).jobs, 0);
}

#[test]
fn f10_closing_does_not_wait_for_a_disk_that_hangs() {
    let disk = MemoryDisk::default();
    let (writer, _inbox) = start(Arc::new(disk.clone()), &home());
    disk.hang_syncs(true);
    writer.save(batch(1));
    let unsaved = writer.close(Duration::from_millis(30));
    assert_eq!((unsaved.jobs, unsaved.batch), (2, None));
    disk.hang_syncs(false);
}

#[test]
fn closing_gives_back_what_could_not_be_saved() {
    let disk = MemoryDisk::default();
    let (writer, inbox) = start(Arc::new(disk.clone()), &home());
    disk.set_capacity(Some(0));
    writer.save(batch(1));
    wait_for(&inbox, |report| matches!(report, Report::NotSaved { .. }));
    let unsaved = writer.close(LONG);
    assert_eq!(unsaved.batch, Some(batch(1)));
}

/// A clock that makes the program stumble once the words are saved, over their entry.
struct StumblingClock;

impl crate::clock::Clock for StumblingClock {
    fn now(&self) -> crate::case::Now {
        panic!("a fault in the program");
    }
}

#[test]
fn d12_a_fault_in_the_writer_is_told_and_is_not_a_silent_loss() {
    let storage: Arc<dyn Storage> = Arc::new(MemoryDisk::default());
    let case = create(storage.as_ref(), &home()).unwrap();
    let (reports, inbox) = channel();
    let clock = Arc::new(StumblingClock);
    let setup = WriterSetup {
        storage,
        clock,
        rescue_places: Vec::new(),
        reports: Arc::new(move |report| {
            let _ = reports.send(report);
        }),
    };
    let writer = Writer::start(setup, *case).unwrap();
    writer.save(batch(1));
    wait_for(&inbox, |report| {
        matches!(report, Report::NotSaved { waiting: 1, .. })
    });
    writer.save(batch(2));
    wait_for(&inbox, |report| {
        matches!(report, Report::NotSaved { waiting: 3, .. })
    });
    assert_eq!(writer.close(Duration::from_millis(30)).jobs, 3);
}
