//! Brings what is known of a library up to date: what changed is read anew, on every core.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use super::assemble::Assembly;
use super::file::{Kept, Start, decode, encode};
use super::glean::{Found, Gleaned, glean};
use super::{FEW, Library};
use crate::desk::Cabinet;
use crate::desk::known_scripts::KnownScripts;
use crate::store::{CaseStamp, IndexFile, Kind, StoreError, case_names};

/// So many cases are worth a thread of their own.
const WORTH_A_THREAD: usize = 16;
/// More threads than this would only wait for the disk.
const MOST_THREADS: usize = 8;
/// So many cases are handed over together: each time, a thread has to be woken.
const TOGETHER: usize = 16;
/// How many times so many may wait to be taken in.
const WAITING: usize = 16;
/// How it goes on is told each time so many cases were looked at.
const TOLD_EVERY: usize = 500;

/// How a library is looked through.
pub struct Looking<'a> {
    /// The name of the threads that do so.
    pub threads: &'a str,
    /// Whether an index is written also where there are few cases and none stands there.
    pub always_keep: bool,
    /// Set by whoever wants it to stop, such as when a case is opened.
    pub stop: &'a AtomicBool,
    /// Hears how many cases were looked at, and of how many.
    pub tell: &'a (dyn Fn(usize, usize) + Sync),
}

/// A library that was brought up to date.
#[derive(Debug)]
pub struct Refreshed {
    /// The library; the very one that was known, where nothing changed.
    pub library: Arc<Library>,
    /// Whether it was stopped before every case was looked at.
    pub stopped: bool,
    /// Why its index could not be written, where it was to be.
    pub unkept: Option<StoreError>,
}

/// Reads the index of a kind; nothing where there is none that can be used.
pub fn read_library(cabinet: &Cabinet, kind: Kind) -> Option<Kept> {
    let storage = cabinet.storage.as_ref();
    let index = IndexFile::of(&cabinet.home, kind);
    let bytes = index.read(storage).ok()?;
    decode(&bytes, kind, index.place(storage))
}

/// Throws the index of a kind away.
pub fn drop_index(cabinet: &Cabinet, kind: Kind) -> Result<(), StoreError> {
    IndexFile::of(&cabinet.home, kind).remove(cabinet.storage.as_ref())
}

/// Looks at every case of a kind, reads those that changed since they are known, and writes the
/// index where there is one or there are more than a [few](FEW) cases.
///
/// An index that cannot be written spoils nothing: it is made anew at the next start.
pub fn refresh(
    cabinet: &Cabinet,
    kind: Kind,
    known: Option<Kept>,
    looking: &Looking<'_>,
) -> Result<Refreshed, StoreError> {
    let names = case_names(cabinet.storage.as_ref(), &cabinet.home, kind)?;
    let is_first = known.is_none();
    let known = known.unwrap_or_else(|| nothing(kind));
    let read = cabinet.clock.now().wall.timestamp();
    let looked = look_at(cabinet, kind, &known, &names, looking);
    let stopped = looking.stop.load(Ordering::Relaxed);
    let done = |library, unkept| Refreshed {
        library,
        stopped,
        unkept,
    };
    let (library, settled) = match looked {
        Looked::Otherwise { library, settled }
            if (is_first || !stopped) && library != *known.library =>
        {
            (Arc::new(library), settled)
        }
        // Of cases that nobody looked at any more, what was known still stands.
        Looked::Otherwise { settled, .. } => (known.library.clone(), settled && !stopped),
        Looked::AsKnown => (known.library.clone(), false),
    };
    let storage = cabinet.storage.as_ref();
    let index = IndexFile::of(&cabinet.home, kind);
    let has_news = is_first || settled || !Arc::ptr_eq(&library, &known.library);
    let is_worth_it = || looking.always_keep || names.len() > FEW || index.exists(storage);
    if !has_news || !is_worth_it() {
        return Ok(done(library, None));
    }
    // The next start goes on from here, also where this one was stopped.
    let kept = Kept { library, read };
    let written = index.write(storage, &encode(&kept, index.place(storage)));
    Ok(done(kept.library, written.err()))
}

/// The first rows of an index as their cases stand now: these few are looked at, no others.
pub fn glance_at(cabinet: &Cabinet, start: Start) -> Arc<Library> {
    let known = start.kept;
    let rows = known.library.rows.iter();
    let names: Vec<String> = rows.map(|row| row.reference.to_string()).collect();
    let looking = Looking {
        threads: "",
        always_keep: false,
        stop: &AtomicBool::new(false),
        tell: &|_, _| (),
    };
    match look_at(cabinet, known.library.kind, &known, &names, &looking) {
        Looked::AsKnown => known.library,
        Looked::Otherwise { library, .. } => Arc::new(library),
    }
}

fn nothing(kind: Kind) -> Kept {
    Kept {
        library: Arc::new(Library::empty(kind)),
        read: 0,
    }
}

/// What a look at many cases gave.
enum Looked {
    /// Nothing changed.
    AsKnown,
    Otherwise {
        library: Library,
        /// Whether a case can be told by a look at its files from now on that could not before.
        settled: bool,
    },
}

/// What a look at one case gave.
enum Case {
    /// It is as in this row.
    AsKnown(usize),
    Read(Gleaned),
    /// It is none.
    None,
}

fn look_at(
    cabinet: &Cabinet,
    kind: Kind,
    known: &Kept,
    names: &[String],
    looking: &Looking<'_>,
) -> Looked {
    let scripts = KnownScripts::default();
    let look = Look {
        cabinet,
        scripts: &scripts,
        kind,
        known,
        places: known
            .library
            .rows
            .iter()
            .enumerate()
            .map(|(place, row)| (&*row.reference, place))
            .collect(),
    };
    let now = cabinet.clock.now().wall.timestamp();
    let (mut kept, mut settled) = (Vec::new(), false);
    let mut assembly = Assembly::beside(&known.library);
    let mut read = 0;
    look.each(names, looking, |case| match case {
        Case::AsKnown(place) => kept.push(place),
        Case::Read(gleaned) => {
            settled |= !gleaned.stamp.is_doubtful(now);
            read += 1;
            assembly.take(gleaned);
        }
        Case::None => {}
    });
    if read == 0 && kept.len() == known.library.rows.len() {
        return Looked::AsKnown;
    }
    for place in kept {
        assembly.keep(place);
    }
    Looked::Otherwise {
        library: assembly.finish(kind),
        settled,
    }
}

/// Looks at cases beside what is known of them.
struct Look<'a> {
    cabinet: &'a Cabinet,
    scripts: &'a KnownScripts,
    kind: Kind,
    known: &'a Kept,
    places: HashMap<&'a str, usize>,
}

impl Look<'_> {
    /// Looks at each, on as many threads as there are cores, and hands over what it finds.
    fn each(&self, names: &[String], looking: &Looking<'_>, mut take: impl FnMut(Case)) {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = (names.len() / WORTH_A_THREAD).clamp(1, cores.min(MOST_THREADS));
        let next = AtomicUsize::new(0);
        let together: Vec<&[String]> = names.chunks(TOGETHER).collect();
        let work = |hand_over: &mut dyn FnMut(Vec<Case>)| {
            let goes_on = || !looking.stop.load(Ordering::Relaxed);
            while goes_on()
                && let Some(names) = together.get(next.fetch_add(1, Ordering::Relaxed))
            {
                let names = names.iter().take_while(|_| goes_on());
                hand_over(names.map(|name| self.one(name)).collect());
            }
        };
        let mut looked = 0;
        let mut take = |cases: Vec<Case>| {
            for case in cases {
                take(case);
                looked += 1;
                if looked % TOLD_EVERY == 0 {
                    (looking.tell)(looked, names.len());
                }
            }
        };
        if threads == 1 {
            work(&mut take);
            return;
        }
        let (sender, found) = sync_channel(WAITING);
        thread::scope(|scope| {
            let mut begun = 0;
            for _ in 0..threads {
                let sender = sender.clone();
                let thread = thread::Builder::new().name(looking.threads.to_owned());
                let one = move || {
                    work(&mut |cases| {
                        // Who takes them in waits until every sender is gone.
                        let _ = sender.send(cases);
                    });
                };
                begun += usize::from(thread.spawn_scoped(scope, one).is_ok());
            }
            drop(sender);
            for cases in found {
                take(cases);
            }
            if begun == 0 {
                work(&mut take);
            }
        });
    }

    fn one(&self, name: &str) -> Case {
        let known = self.places.get(name).copied();
        let row = known.and_then(|place| self.known.library.rows.get(place));
        if let (Some(place), Some(row)) = (known, row)
            && !row.is_doubtful(self.known.read)
        {
            let script = self.known.library.text(row.own_script);
            let script = Some(script).filter(|script| !script.is_empty());
            let path = self.cabinet.home.cases(self.kind).join(name);
            let stamp = CaseStamp::of(self.cabinet.storage.as_ref(), &path, script);
            if stamp == row.stamp {
                return Case::AsKnown(place);
            }
        }
        let read = || glean(self.cabinet, self.scripts, self.kind, name);
        // A fault of this program with one case hides no other.
        let read = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Some(faulty(name)));
        read.map_or(Case::None, Case::Read)
    }
}

fn faulty(name: &str) -> Gleaned {
    let why = "This case could not be read because of a fault in this program. \
        `talking-piece verify` tells whether its files are whole.";
    Gleaned {
        reference: name.to_owned(),
        found: Found::Broken(why.to_owned()),
        conflicts: false,
        continued: false,
        stamp: CaseStamp::default(),
    }
}
