//! A share that is slow, full or gone holds nothing up, and gets what it missed.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::*;
use crate::store::testing::{batch, core, home, now};
use crate::store::{
    CaseFolder, DiskFault, Kind, MemoryDisk, OpenCase, Storage, Writer, WriterCore, WriterSetup,
};

const LONG: Duration = Duration::from_secs(10);
const SHORT: Duration = Duration::from_millis(30);

/// A clock that goes on when it is told to.
struct HandClock(Mutex<Now>);

impl HandClock {
    fn pass(&self, milliseconds: u64) {
        self.0.lock().unwrap().steady += milliseconds;
    }
}

impl Clock for HandClock {
    fn now(&self) -> Now {
        *self.0.lock().unwrap()
    }
}

/// A home and a shared folder, each on a disk of its own.
struct Given {
    disk: MemoryDisk,
    share: MemoryDisk,
    clock: Arc<HandClock>,
}

impl Given {
    fn a_shared_folder() -> Self {
        let (disk, share) = (MemoryDisk::default(), MemoryDisk::default());
        home().prepare(&disk).unwrap();
        share.create_folder(Path::new("/share")).unwrap();
        let clock = Arc::new(HandClock(Mutex::new(now())));
        Self { disk, share, clock }
    }

    fn storage(&self) -> Arc<dyn Storage> {
        Arc::new(self.disk.clone())
    }

    fn a_case(&self, text: &str) -> WriterCore {
        core(&self.storage(), &home(), self.open(text))
    }

    fn open(&self, text: &str) -> Box<OpenCase> {
        let case = CaseFolder::locate(&home(), Kind::Case, &reference(text));
        OpenCase::create(&self.disk, &home(), &case, now(), &[]).unwrap()
    }

    fn copier(&self) -> (Copier, Receiver<()>) {
        let (sender, told) = channel();
        let sender = Mutex::new(sender);
        let setup = CopierSetup {
            folder: SharedFolder {
                storage: self.storage(),
                share: Arc::new(self.share.clone()),
                home: home(),
                path: PathBuf::from("/share"),
            },
            clock: self.clock.clone(),
            changed: Arc::new(move || {
                let _ = sender.lock().unwrap().send(());
            }),
        };
        (Copier::start(setup).unwrap(), told)
    }

    fn copies(&self) -> usize {
        self.share.list(Path::new("/share")).unwrap().len()
    }

    fn record_on_share(&self) -> Vec<u8> {
        let name = self.share.list(Path::new("/share")).unwrap().remove(0);
        let journal = Path::new("/share").join(name).join("journal");
        self.share.read(&journal, 1 << 20).unwrap()
    }
}

fn reference(text: &str) -> Reference {
    Reference::new(text).unwrap()
}

/// Waits until it stands so with a copy.
fn until(told: &Receiver<()>, stands: impl Fn() -> bool) {
    while !stands() {
        told.recv_timeout(LONG).expect("the copy never stood so");
    }
}

#[test]
fn what_earlier_runs_could_not_copy_is_copied_at_the_start() {
    let given = Given::a_shared_folder();
    given.a_case("RC-0001").step(batch(1));
    given.a_case("RC-0002").step(batch(1));
    let (copier, told) = given.copier();
    until(&told, || given.copies() == 2);
    assert!(!copier.leave(LONG));
    let whole = copier.standing(&reference("RC-0001")).whole;
    assert_eq!(whole, Some(now().wall));
    // The next start has nothing to do.
    let before = given.record_on_share();
    let (copier, _told) = given.copier();
    copier.watch(&reference("RC-0001"), false);
    assert_eq!(copier.standing(&reference("RC-0001")).whole, whole);
    assert!(!copier.leave(LONG));
    assert_eq!(given.record_on_share(), before);
}

#[test]
fn h08_a_share_that_hangs_holds_up_neither_saving_nor_leaving() {
    let given = Given::a_shared_folder();
    let case = given.open("RC-0001");
    // From the start, or the first copy could be made before it hangs.
    given.share.hang_syncs(true);
    let (copier, told) = given.copier();
    let (saved, reports) = channel();
    let writer = Writer::start(
        WriterSetup {
            storage: given.storage(),
            clock: given.clock.clone(),
            rescue_places: Vec::new(),
            reports: Arc::new(move |report| {
                let _ = saved.send(report);
            }),
        },
        *case,
    )
    .unwrap();
    copier.watch(&reference("RC-0001"), true);
    for number in 1..=40 {
        writer.save(batch(number));
        copier.ask(&reference("RC-0001"));
    }
    assert_eq!(writer.flusher().flush(LONG), 0, "all is saved here");
    assert_eq!(reports.try_iter().count(), 80);
    let standing = copier.standing(&reference("RC-0001"));
    assert_eq!(standing.waiting_since, Some(now()));
    assert!(copier.leave(SHORT), "it says that something is left");
    given.share.hang_syncs(false);
    let stands = || {
        copier
            .standing(&reference("RC-0001"))
            .waiting_since
            .is_none()
    };
    until(&told, stands);
    let journal = Path::new("/home/cases/RC-0001/journal");
    let here = given.disk.read(journal, 1 << 20).unwrap();
    assert_eq!(
        given.record_on_share(),
        here,
        "the newest, not each of them"
    );
    assert!(
        told.try_iter().count() < 20,
        "it waited for all of them at once"
    );
    assert_eq!(writer.close(LONG).jobs, 0);
}

#[test]
fn h08_what_fails_is_told_and_tried_again_until_it_succeeds() {
    for error in [
        std::io::ErrorKind::StorageFull,
        std::io::ErrorKind::ReadOnlyFilesystem,
        std::io::ErrorKind::NotFound,
    ] {
        let given = Given::a_shared_folder();
        let mut case = given.a_case("RC-0001");
        case.step(batch(1));
        given.share.fail(DiskFault {
            error,
            ..DiskFault::from(1)
        });
        let (copier, told) = given.copier();
        let standing = || copier.standing(&reference("RC-0001"));
        until(&told, || standing().problem.is_some());
        assert!(standing().waiting_since.is_some());
        assert_eq!(standing().whole, None);
        given.share.heal();
        // Nobody asked for that case again.
        given.clock.pass(RETRY_AFTER);
        copier.ask(&reference("RC-0002"));
        until(&told, || standing().whole.is_some());
        assert_eq!(standing().problem, None);
        assert_eq!(standing().waiting_since, None);
    }
}

#[test]
fn one_case_that_cannot_be_copied_keeps_no_other_from_it() {
    let given = Given::a_shared_folder();
    given.a_case("RC-0001").step(batch(1));
    given.a_case("RC-0002").step(batch(1));
    let broken = Path::new("/home/cases/RC-0001/journal");
    given.disk.put(broken, b"no record").unwrap();
    let (copier, told) = given.copier();
    until(&told, || {
        copier.standing(&reference("RC-0002")).whole.is_some()
    });
    assert!(copier.standing(&reference("RC-0001")).problem.is_some());
    assert!(copier.leave(LONG), "one is left for the next start");
}

#[test]
fn leaving_copies_what_was_changed_since() {
    let given = Given::a_shared_folder();
    let mut case = given.a_case("RC-0001");
    let (copier, told) = given.copier();
    until(&told, || given.copies() == 1);
    copier.watch(&reference("RC-0001"), true);
    case.step(batch(1));
    assert!(!copier.leave(LONG));
    let journal = Path::new("/home/cases/RC-0001/journal");
    let here = given.disk.read(journal, 1 << 20).unwrap();
    assert_eq!(given.record_on_share(), here);
}
