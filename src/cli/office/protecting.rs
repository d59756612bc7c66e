//! Protecting the cases, and opening them again, for the screen.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Sender;
use std::thread;

use super::told;
use crate::clean::{Shape, clean};
use crate::cli::recovery;
use crate::desk::Cabinet;
use crate::problem::Problem;
use crate::store::{self, Drive, Passphrase, Reader, StoreError};
use crate::tui::office::{Found, OfficeProblem, ReaderSeen, Readership, RecoveryTry};
use crate::tui::terminal::SEARCH;

/// So many cases that a key does not open are named on the screen.
const NAMED: usize = 3;

pub(super) fn unlock(cabinet: &Cabinet, passphrase: &Passphrase) -> Result<(), OfficeProblem> {
    match store::unlock(cabinet.storage.as_ref(), &cabinet.home, passphrase) {
        Err(StoreError::WrongPassphrase { .. }) => Err(OfficeProblem {
            what: "That passphrase does not open this identity.".to_owned(),
            instead: String::new(),
        }),
        opened => opened.map_err(told),
    }
}

pub(super) fn by_lot(cabinet: &Cabinet) -> Result<Passphrase, OfficeProblem> {
    Passphrase::by_lot(cabinet.storage.as_ref()).map_err(|_| OfficeProblem {
        what: "This computer gave no random numbers.".to_owned(),
        instead: "Try again later.".to_owned(),
    })
}

pub(super) fn decline(cabinet: &Cabinet) -> Result<(), OfficeProblem> {
    store::decline_protection(cabinet.storage.as_ref(), &cabinet.home).map_err(told)
}

pub(super) fn protect(
    cabinet: &Cabinet,
    passphrase: &Passphrase,
    cost: u8,
    service: Option<String>,
) -> Result<(), OfficeProblem> {
    let (storage, home) = (cabinet.storage.as_ref(), &cabinet.home);
    let readers = service.into_iter().map(|key| Reader {
        name: "Service".to_owned(),
        key,
        recovery: true,
    });
    store::protect(storage, home, passphrase, cost, readers.collect()).map_err(told)?;
    store::seal_answers(storage, home, home.ring()).map_err(told)
}

/// Who opens the cases, by what stands among the keys, and what of it was never told; from now on it
/// counts as told.
pub(super) fn readership(cabinet: &Cabinet) -> Option<Readership> {
    let (storage, home) = (cabinet.storage.as_ref(), &cabinet.home);
    let keyring = home.ring().keyring()?;
    let readers = keyring.readers();
    let told = store::readers_told(storage, home);
    if told.as_deref() != Some(readers) {
        // Where it cannot be noted it is told once more, which does no harm.
        let _ = store::note_readers_told(storage, home, readers);
    }
    let today = cabinet.clock.now().wall.date_naive();
    let tried = store::recovery_tried(storage, home);
    let recovery = if !readers.iter().any(|reader| reader.recovery) {
        RecoveryTry::NoKey
    } else if store::recovery_is_due(tried, today) {
        RecoveryTry::Due(tried)
    } else {
        RecoveryTry::Rests
    };
    Some(Readership {
        readers: readers.iter().map(seen).collect(),
        news: told.map_or_else(Vec::new, |told| news(&told, readers)),
        recovery,
    })
}

fn seen(reader: &Reader) -> ReaderSeen {
    ReaderSeen {
        name: clean(&reader.name, Shape::Line).text,
        key: reader.key_in_short(),
    }
}

/// Who came and who went since it was last told; a reader is who holds the key, whatever the name.
fn news(told: &[Reader], now: &[Reader]) -> Vec<String> {
    let is_in = |readers: &[Reader], one: &Reader| readers.iter().any(|other| other.key == one.key);
    let named = |reader: &Reader| {
        let ReaderSeen { name, key } = seen(reader);
        format!("{name} ({key})")
    };
    let came = now.iter().filter(|reader| !is_in(told, reader));
    let went = told.iter().filter(|reader| !is_in(now, reader));
    let came =
        came.map(|reader| format!("New since last time: {} can read the cases.", named(reader)));
    let went = went.map(|reader| {
        format!(
            "New since last time: {} can no longer read new cases. Cases that could not be sealed \
             anew, and copies, this key may still read.",
            named(reader)
        )
    });
    came.chain(went).collect()
}

/// What is to be said of the drive that the cases lie on, once, and what to do instead.
pub(super) fn drive_warning(cabinet: &Cabinet) -> Option<String> {
    let drive = store::drive_to_tell(cabinet.storage.as_ref(), &cabinet.home)?;
    let lie = match drive {
        Drive::Own => return None,
        Drive::Network => "on a network drive: if it drops out",
        Drive::Provided => "in another program's folder: if it fails",
    };
    // Two lines at 80 columns.
    Some(format!(
        "The cases lie {lie}, words wait unsaved. Better: move them to this computer, and copy there \
         (\"copy_to\", config.json)."
    ))
}

/// Tries the key of the service in a thread of its own, for there may be very many cases, until it is
/// told to stop: a locked program holds nothing of any case.
pub(super) fn try_recovery(
    cabinet: Cabinet,
    path: &str,
    sender: Sender<Found>,
    stop: Arc<AtomicBool>,
) {
    let (path, failed) = (named_path(path), sender.clone());
    let waker = cabinet.waker.clone();
    let work = move || {
        let tried = rehearsed(&cabinet, &path, &stop).map_err(told);
        // Nobody listens any more once the home was locked.
        let _ = sender.send(Found::Recovery(tried));
        waker();
    };
    let begun = thread::Builder::new().name(SEARCH.to_owned()).spawn(work);
    if begun.is_err() {
        let _ = failed.send(Found::Recovery(Err(OfficeProblem {
            what: "This computer could not begin with it.".to_owned(),
            instead: "Close other programs and try again.".to_owned(),
        })));
    }
}

/// The path that somebody typed or pasted; a file manager gives it in quotes, a shell with `~`.
fn named_path(typed: &str) -> PathBuf {
    let typed = typed.trim().trim_matches(['\'', '"']);
    let at_home = typed.strip_prefix("~/").zip(std::env::home_dir());
    at_home.map_or_else(|| PathBuf::from(typed), |(rest, home)| home.join(rest))
}

fn rehearsed(cabinet: &Cabinet, path: &Path, stop: &AtomicBool) -> Result<String, Problem> {
    let service = recovery::service_key(cabinet.storage.as_ref(), path)?;
    let tried = recovery::rehearse(cabinet, service, stop)?;
    let Some((_, problem)) = tried.refused.first() else {
        return Ok(format!(
            "{} {} No case was changed. You are reminded again in three months.",
            recovery::MADE_UP,
            tried.in_words()
        ));
    };
    let mut named: Vec<String> = tried
        .refused
        .iter()
        .take(NAMED)
        .map(|(reference, _)| reference.clone())
        .collect();
    if tried.refused.len() > NAMED {
        named.push("others".to_owned());
    }
    let what = format!(
        "{} Not: {}. No case was changed.",
        tried.in_words(),
        named.join(", ")
    );
    let instead =
        "If it is your service's key, `talking-piece readers add KEY --recovery` lets it in.";
    Err(Problem::new(problem.kind, what, instead))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;
    use crate::cli::office::tests::office_at;
    use crate::store::{Home, Keyring, MemoryDisk, Storage};
    use crate::tui::office::Office as _;
    use crate::tui::widget::wrapped;

    const PASSPHRASE: &str = "river lantern apple stove mitten";

    fn reader(name: &str) -> Reader {
        let keyring = Keyring::generate(&MemoryDisk::default(), Vec::new()).unwrap();
        Reader {
            name: name.to_owned(),
            key: keyring.public(),
            recovery: name == "Service",
        }
    }

    /// A cabinet whose home these can read.
    fn protected(readers: Vec<Reader>) -> Cabinet {
        let disk: Arc<dyn Storage> = Arc::new(MemoryDisk::default());
        let home = Home::at("/home");
        let passphrase = Passphrase::new(PASSPHRASE).0;
        store::protect(disk.as_ref(), &home, &passphrase, 14, readers).unwrap();
        Cabinet {
            storage: disk,
            clock: Arc::new(crate::clock::SystemClock),
            home,
            waker: Arc::new(|| ()),
        }
    }

    fn change(cabinet: &Cabinet, readers: Vec<Reader>) {
        let (storage, passphrase) = (cabinet.storage.as_ref(), Passphrase::new(PASSPHRASE).0);
        store::change_identity(storage, &cabinet.home, &passphrase, 14, readers).unwrap();
    }

    #[test]
    fn who_came_and_who_went_among_the_readers_is_told_once() {
        let (service, deputy) = (reader("Service"), reader("Deputy"));
        let cabinet = protected(vec![service.clone()]);
        let first = readership(&cabinet).unwrap();
        assert!(first.news.is_empty(), "the first time nothing is new");
        assert_eq!(first.recovery, RecoveryTry::Due(None));
        change(&cabinet, vec![service, deputy.clone()]);
        let told = readership(&cabinet).unwrap();
        let key = deputy.key_in_short();
        let new = format!("New since last time: Deputy ({key}) can read the cases.");
        assert_eq!(told.news, [new]);
        assert!(readership(&cabinet).unwrap().news.is_empty(), "told once");
        change(&cabinet, vec![deputy]);
        let told = readership(&cabinet).unwrap();
        let [gone] = told.news.as_slice() else {
            panic!("{:?}", told.news);
        };
        assert!(
            gone.contains("Service (age1") && gone.contains("can no longer read new cases."),
            "{gone}"
        );
        assert_eq!(told.recovery, RecoveryTry::NoKey);
        cabinet.home.ring().lock();
        assert_eq!(readership(&cabinet), None);
    }

    /// What became of trying a key, however long it takes.
    fn tried(cabinet: &Cabinet, path: &str) -> Result<String, OfficeProblem> {
        let (sender, found) = channel();
        try_recovery(cabinet.clone(), path, sender, Arc::default());
        let found = found.recv_timeout(Duration::from_mins(1)).unwrap();
        let Found::Recovery(tried) = found else {
            panic!("something else was found");
        };
        tried
    }

    #[test]
    fn a_key_is_tried_by_its_file_and_a_day_is_noted_only_where_it_is_the_right_one() {
        let disk = MemoryDisk::default();
        let service = Keyring::generate(&disk, Vec::new()).unwrap();
        let reader = Reader {
            name: "Service".to_owned(),
            key: service.public(),
            recovery: true,
        };
        let cabinet = Cabinet {
            storage: Arc::new(disk.clone()),
            ..protected(Vec::new())
        };
        let passphrase = Passphrase::new(PASSPHRASE).0;
        let home = Home::at("/of-the-service");
        store::protect(&disk, &home, &passphrase, 14, vec![reader]).unwrap();
        let cabinet = Cabinet { home, ..cabinet };
        disk.put("/right.key".as_ref(), service.reveal().as_bytes())
            .unwrap();
        let other = Keyring::generate(&disk, Vec::new()).unwrap();
        disk.put("/other.key".as_ref(), other.reveal().as_bytes())
            .unwrap();
        let said = tried(&cabinet, "/nowhere").unwrap_err().to_string();
        assert!(said.contains("cannot find this file"), "{said}");
        let said = tried(&cabinet, "/other.key").unwrap_err().to_string();
        assert!(
            said.contains("not the one that stands here as the service's"),
            "{said}"
        );
        let recovery = |cabinet: &Cabinet| readership(cabinet).unwrap().recovery;
        assert_eq!(recovery(&cabinet), RecoveryTry::Due(None));
        let said = tried(&cabinet, " \"/right.key\" ").unwrap();
        assert!(said.contains("it opened again with this key"), "{said}");
        assert!(said.contains("No case here is sealed yet"), "{said}");
        assert_eq!(recovery(&cabinet), RecoveryTry::Rests);
        // Somebody who was locked meanwhile hears nothing of any case.
        let mut office = office_at(cabinet.home.clone(), cabinet.storage.clone());
        office.try_recovery("/right.key");
        office.lock();
        assert!(office.found().is_empty());
    }

    #[test]
    fn a_network_drive_is_told_once_with_the_way_out() {
        for (drive, named) in [
            (Drive::Network, "network drive"),
            (Drive::Provided, "another program's folder"),
        ] {
            let disk = MemoryDisk::default();
            let home = Home::at("/home");
            home.prepare(&disk).unwrap();
            disk.lie_on(drive);
            let mut office = office_at(home, Arc::new(disk));
            let said = office.drive_warning().unwrap();
            assert!(said.contains(named) && said.contains("copy_to"), "{said}");
            // Of a screen of 80 columns, 76 are for words.
            assert_eq!(wrapped(&said, 76).len(), 2, "{said}");
            assert_eq!(office.drive_warning(), None);
        }
    }
}
