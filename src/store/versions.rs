//! Several journals of one case: the first one, and the copies a rescue has left.
//!
//! A rescue writes everything to a new file and goes on there, so the copies normally
//! agree and one is longer. Two files that disagree are never merged.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use super::closing_seal::{FoundSeal, SealStanding};
use super::error::StoreError;
use super::high_water::HighWater;
use super::home::Home;
use super::journal::{JOURNAL_NAME, Journal};
use super::line::{LineHash, Mode};
use super::scan::Scan;
use super::sealed::Ring;
use super::storage::Storage;

/// How the names of rescue copies begin; a number follows.
pub const RESCUE_PREFIX: &str = "journal-rescue";
/// How the names of repaired copies begin; a number follows.
pub const REPAIRED_PREFIX: &str = "journal-repaired";

/// A journal file that can be read.
#[derive(Debug, Clone)]
pub struct Version {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds.
    pub scan: Scan,
}

impl Version {
    fn is_sealed(&self) -> bool {
        self.scan.header.mode == Mode::Sealed
    }
}

/// The journals of one case, compared.
#[derive(Debug)]
pub struct Versions {
    /// The one that holds most, and that the case goes on with.
    pub best: Version,
    /// Files with entries that disagree with the best one.
    pub forked: Vec<PathBuf>,
    /// Files that cannot be read as journals, and why.
    pub broken: Vec<StoreError>,
    /// Those of them that may be what the case went on with: rescues and repairs that are newer than
    /// every one that can be read.
    pub unread: Vec<PathBuf>,
}

impl Versions {
    /// Reads all journals in a folder and chooses the one to go on with.
    ///
    /// Fails with the fault of `journal` if none can be read at all, and where the system refuses a
    /// rescue or a repair: it may hold more than every other, or another record than the one before.
    pub fn read(storage: &dyn Storage, folder: &Path, ring: &Ring) -> Result<Self, StoreError> {
        Self::read_with(storage, folder, |path| Journal::read(storage, path, ring))
    }

    /// The same, where sealed journals that the ring has no key for stay closed; see
    /// [`Journal::check`].
    pub fn check(storage: &dyn Storage, folder: &Path, ring: &Ring) -> Result<Self, StoreError> {
        Self::read_with(storage, folder, |path| Journal::check(storage, path, ring))
    }

    fn read_with(
        storage: &dyn Storage,
        folder: &Path,
        read: impl Fn(&Path) -> Result<Scan, StoreError>,
    ) -> Result<Self, StoreError> {
        let names = storage.list(folder).map_err(|error| {
            if error.kind() == io::ErrorKind::NotFound {
                StoreError::NoCase {
                    path: folder.to_owned(),
                }
            } else {
                StoreError::system("open the case", folder)(error)
            }
        })?;
        let mut paths: Vec<PathBuf> = numbered(&names, REPAIRED_PREFIX)
            .chain(numbered(&names, RESCUE_PREFIX))
            .map(|(_, name)| folder.join(name))
            .collect();
        if paths.is_empty() || names.iter().any(|name| name == JOURNAL_NAME) {
            paths.push(folder.join(JOURNAL_NAME));
        }
        let (mut readable, mut broken) = (Vec::new(), Vec::new());
        for path in paths {
            match read(&path) {
                Ok(scan) => readable.push(Version { path, scan }),
                Err(error) if error.answer().is_some() && number_of(&path).is_some() => {
                    return Err(error);
                }
                Err(error) => broken.push(error),
            }
        }
        Self::choose(readable, broken, folder)
    }

    /// Chooses among versions, given with the newest repair and then the newest rescue first.
    ///
    /// A case that was once sealed never becomes plain again, so beside a sealed version a plain
    /// one may have been put there by anybody: the case does not go on with it.
    fn choose(
        readable: Vec<Version>,
        mut broken: Vec<StoreError>,
        folder: &Path,
    ) -> Result<Self, StoreError> {
        let sealed = readable.iter().any(Version::is_sealed);
        let (readable, plain): (Vec<_>, Vec<_>) = readable
            .into_iter()
            .partition(|version| version.is_sealed() == sealed);
        let mut versions = readable.into_iter();
        let Some(first) = versions.next() else {
            let missing = StoreError::NoCase {
                path: folder.to_owned(),
            };
            return Err(broken.pop().unwrap_or(missing));
        };
        let unread = unanswered(&broken, &first.path);
        // A repair was the answer to what was wrong with the files before it.
        let repaired = has_prefix(&first.path, REPAIRED_PREFIX);
        let mut best = first;
        let mut others = Vec::new();
        for version in versions {
            let same_case = version.scan.header.id == best.scan.header.id;
            let agrees = same_case && agree(&best.scan, &version.scan);
            if repaired && !agrees {
                continue;
            }
            let whole = (version.scan.is_whole(), version.scan.last_number());
            if whole > (best.scan.is_whole(), best.scan.last_number()) {
                others.push(std::mem::replace(&mut best, version));
            } else {
                others.push(version);
            }
        }
        // A power cut while the case was sealed has left what the sealed one took the place of.
        let left = |plain: &Version| stands_in(&plain.scan, &best.scan);
        let forked = others
            .into_iter()
            .filter(|other| !agree(&best.scan, &other.scan))
            .chain(plain.into_iter().filter(|plain| !left(plain)))
            .map(|other| other.path)
            .collect();
        Ok(Self {
            best,
            forked,
            broken,
            unread,
        })
    }

    /// The journal that the case goes on with, where all of it is there and nothing can be newer.
    ///
    /// # Errors
    /// The system refuses a journal; one cannot be read, or differs, that the case may have gone on
    /// in; something is missing, or is not as it was sealed or saved.
    pub(super) fn surely_newest(
        self,
        storage: &dyn Storage,
        home: &Home,
    ) -> Result<Version, StoreError> {
        let is_refused = |error: &StoreError| error.answer().is_some();
        if let Some(error) = self.broken.into_iter().find(is_refused) {
            return Err(error);
        }
        if let Some(path) = self.unread.into_iter().next() {
            return Err(StoreError::Unread { path });
        }
        let Version { path, scan } = &self.best;
        let standing = HighWater::of(&home.state(), scan.header.id).compare(storage, scan);
        let is_misfit =
            |seal: &FoundSeal| seal.standing(scan.header.id) == SealStanding::DoesNotFit;
        let is_sound =
            scan.is_whole() && standing.is_complete() && !scan.seals.iter().any(is_misfit);
        if is_sound && self.forked.is_empty() {
            Ok(self.best)
        } else {
            Err(StoreError::Damaged { path: path.clone() })
        }
    }

    /// Refuses where a repair cannot be read that no later one was the answer to: words may have
    /// been taken out in it, so that an older record is not gone on with until somebody says so.
    pub(super) fn surely_of_this_record(&self) -> Result<(), StoreError> {
        let mut unread = self.unread.iter();
        match unread.find(|path| has_prefix(path, REPAIRED_PREFIX)) {
            Some(path) => Err(StoreError::Unread { path: path.clone() }),
            None => Ok(()),
        }
    }
}

/// The rescues and repairs among the broken ones that come before the first one that can be read.
fn unanswered(broken: &[StoreError], first: &Path) -> Vec<PathBuf> {
    let paths = broken.iter().filter_map(StoreError::path);
    let newer = paths.filter(|path| number_of(path) > number_of(first));
    newer.map(Path::to_owned).collect()
}

/// Whether a path is that of a repair, and the number of it or of the rescue; nothing where it is
/// neither. What comes first among journals is the greatest.
fn number_of(path: &Path) -> Option<(bool, u32)> {
    let name = path.file_name()?.to_string_lossy();
    let repair = number_after(&name, REPAIRED_PREFIX).map(|number| (true, number));
    repair.or_else(|| number_after(&name, RESCUE_PREFIX).map(|number| (false, number)))
}

/// Whether a name is that of a journal of the case. Copies that other programs made, under names of
/// their own, are none.
pub(super) fn is_journal(name: &str) -> bool {
    name == JOURNAL_NAME || number_of(Path::new(name)).is_some()
}

/// Says whether one journal is the beginning of the other (or both are the same).
///
/// A damaged one agrees if everything readable in it stands in the other.
pub fn agree(one: &Scan, other: &Scan) -> bool {
    if one.header_line != other.header_line {
        return false;
    }
    let common = one.last_number().min(other.last_number());
    if let (Some(one), Some(other)) = (one.hash_at(common), other.hash_at(common)) {
        return one == other;
    }
    let (shorter, longer) = if one.entries.len() <= other.entries.len() {
        (one, other)
    } else {
        (other, one)
    };
    if one.closed || other.closed {
        // Without its body, a line is known by its hash alone.
        let known: HashMap<u64, LineHash> = numbered_hashes(longer).collect();
        return numbered_hashes(shorter).all(|(number, hash)| known.get(&number) == Some(&hash));
    }
    holds_all(longer, shorter)
}

/// Whether all of a plain journal stands in a sealed one, as far as that can be read.
fn stands_in(plain: &Scan, sealed: &Scan) -> bool {
    plain.last_number() <= sealed.last_number() && (sealed.closed || holds_all(sealed, plain))
}

fn holds_all(longer: &Scan, shorter: &Scan) -> bool {
    let known: HashMap<u64, &str> = longer
        .entries
        .iter()
        .map(|entry| (entry.number, entry.body.as_str()))
        .collect();
    shorter
        .entries
        .iter()
        .all(|entry| known.get(&entry.number) == Some(&entry.body.as_str()))
}

fn numbered_hashes(scan: &Scan) -> impl Iterator<Item = (u64, LineHash)> {
    let numbers = scan.entries.iter().map(|entry| entry.number);
    numbers.zip(scan.hashes.iter().copied())
}

/// The next name with a prefix that is not among these, such as `journal-rescue2`.
pub(super) fn next_name(names: &[String], prefix: &str) -> String {
    let last = numbered(names, prefix)
        .map(|(number, _)| number)
        .max()
        .unwrap_or(0);
    format!("{prefix}{}", last + 1)
}

/// Names that are a prefix and a number, the highest number first.
fn numbered<'a>(names: &'a [String], prefix: &str) -> impl Iterator<Item = (u32, &'a String)> {
    let mut found: Vec<(u32, &String)> = names
        .iter()
        .filter_map(|name| Some((number_after(name, prefix)?, name)))
        .collect();
    found.sort_unstable_by(|one, other| other.cmp(one));
    found.into_iter()
}

/// The number after a prefix that is all of the rest of a name, written as this program does.
fn number_after(name: &str, prefix: &str) -> Option<u32> {
    let number = name.strip_prefix(prefix)?.parse().ok()?;
    (name == format!("{prefix}{number}")).then_some(number)
}

fn has_prefix(path: &Path, prefix: &str) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with(prefix))
}
