//! Whether another window changed the keys, looked for in a thread of its own: nobody who types waits
//! for a disk, such as one on a network that does not answer.

use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use crate::desk::Cabinet;
use crate::tui::office::KeysSeen;
use crate::tui::terminal::SEARCH;

/// A look at the keys that is under way, if any.
#[derive(Default)]
pub(super) struct KeyWatch {
    under_way: Option<Receiver<KeysSeen>>,
}

impl KeyWatch {
    /// Begins a look, unless one is under way. The screen is woken where something changed.
    pub(super) fn look(&mut self, cabinet: &Cabinet) {
        if self.under_way.is_some() {
            return;
        }
        let (sender, found) = channel();
        let cabinet = cabinet.clone();
        let look = move || {
            let seen = as_they_are(&cabinet);
            let is_unlocked = cabinet.home.ring().keyring().is_some();
            // Nobody listens any more once the home was locked, or the program is about to end.
            let _ = sender.send(seen);
            if seen.changed || (seen.protected && !is_unlocked) {
                (cabinet.waker)();
            }
        };
        // Where no thread can be had the next look finds it.
        let _ = thread::Builder::new().name(SEARCH.to_owned()).spawn(look);
        self.under_way = Some(found);
    }

    /// What the look found, once it is over; told once.
    pub(super) fn seen(&mut self) -> Option<KeysSeen> {
        let seen = self.under_way.as_ref()?.try_recv();
        if seen != Err(TryRecvError::Empty) {
            self.under_way = None;
        }
        seen.ok()
    }
}

/// How the keys stand; waits for the disk.
pub(super) fn as_they_are(cabinet: &Cabinet) -> KeysSeen {
    let (home, storage) = (&cabinet.home, cabinet.storage.as_ref());
    KeysSeen {
        protected: home.is_protected(storage),
        changed: home.keys_changed(storage),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;
    use crate::clock::SystemClock;
    use crate::store::{self, Home, MemoryDisk, Passphrase};

    #[test]
    fn a_look_is_over_when_it_is_and_the_screen_is_woken_where_something_changed() {
        let disk = Arc::new(MemoryDisk::default());
        let (ring, rung) = channel();
        let cabinet = Cabinet {
            storage: disk.clone(),
            clock: Arc::new(SystemClock),
            home: Home::at("/home"),
            waker: Arc::new(move || ring.send(()).unwrap_or_default()),
        };
        let waited = |watch: &mut KeyWatch| {
            (0..6_000).find_map(|_| {
                thread::sleep(Duration::from_millis(1));
                watch.seen()
            })
        };
        let mut watch = KeyWatch::default();
        assert_eq!(watch.seen(), None, "nobody looked yet");
        watch.look(&cabinet);
        // One is under way.
        watch.look(&cabinet);
        let (protected, changed) = (false, false);
        let seen = waited(&mut watch);
        assert_eq!(seen, Some(KeysSeen { protected, changed }));
        assert_eq!(watch.seen(), None, "it is told once");
        assert!(rung.try_recv().is_err());

        let other = Home::at("/home");
        let phrase = Passphrase::new("river lantern apple stove mitten").0;
        store::protect(disk.as_ref(), &other, &phrase, 14, Vec::new()).unwrap();
        watch.look(&cabinet);
        rung.recv_timeout(Duration::from_mins(1)).unwrap();
        let seen = waited(&mut watch).unwrap();
        assert!(seen.protected && !seen.changed);
    }
}
