//! What the loop waits with: for a key, or for what another thread has to tell.
//!
//! On Unix the loop reads the terminal itself: a thread between them would have to be
//! woken first by each key. What wakes it from another thread is the signal of a new window
//! size, for which the reader of keys listens anyway; a size that is known says nothing new.
//! Elsewhere a thread reads, and whatever comes goes through one channel.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use super::input::{Incoming, Keys};

/// So much longer than a number of milliseconds: the reader waits for whole ones, and asks without
/// waiting, again and again, for what is left of another.
#[cfg(unix)]
const A_LITTLE_LONGER: Duration = Duration::from_micros(30);

/// The least time in which anything is looked at.
#[cfg(unix)]
const AT_ONCE: Duration = Duration::from_micros(1);

/// Hears keys and other threads.
pub struct Ear {
    told: Receiver<Incoming>,
    #[cfg(unix)]
    keys: Keys,
}

/// Tells the loop something from another thread, and wakes it.
#[derive(Debug, Clone)]
pub struct Teller(Sender<Incoming>);

impl Teller {
    /// Tells the loop; once that has ended, nobody hears it.
    pub fn tell(&self, incoming: Incoming) {
        if self.0.send(incoming).is_ok() {
            wake();
        }
    }
}

/// An ear, and what others speak into it.
#[cfg(unix)]
pub fn open() -> io::Result<(Ear, Teller)> {
    // Whoever tells something wakes the reader, so that it listens first.
    let keys = Keys::listen()?;
    let (sender, told) = mpsc::channel();
    Ok((Ear { told, keys }, Teller(sender)))
}

#[cfg(unix)]
impl Ear {
    /// Waits so many milliseconds, or for ever; none where nothing came.
    pub fn wait(&mut self, milliseconds: Option<u64>) -> Option<Incoming> {
        let patience =
            milliseconds.map(|count| Duration::from_millis(count.max(1)) + A_LITTLE_LONGER);
        self.hear(patience)
    }

    /// What came meanwhile, without waiting for it.
    pub fn meanwhile(&mut self) -> Option<Incoming> {
        self.hear(Some(AT_ONCE))
    }

    fn hear(&mut self, patience: Option<Duration>) -> Option<Incoming> {
        if let Ok(incoming) = self.told.try_recv() {
            return Some(incoming);
        }
        self.keys.next(patience).unwrap_or(Some(Incoming::Lost))
    }
}

#[cfg(unix)]
fn wake() {
    // A signal that cannot be sent leaves what was told for the next key or second.
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
}

/// An ear, and what others speak into it.
#[cfg(not(unix))]
pub fn open() -> io::Result<(Ear, Teller)> {
    let keys = Keys::listen()?;
    let (sender, told) = mpsc::channel();
    let teller = Teller(sender.clone());
    std::thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || read_on(keys, &sender))?;
    Ok((Ear { told }, teller))
}

/// Reads the terminal for ever and sends what comes.
#[cfg(not(unix))]
fn read_on(mut keys: Keys, sender: &Sender<Incoming>) {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    let read = AssertUnwindSafe(|| {
        while let Ok(incoming) = keys.next(None) {
            if incoming.is_some_and(|incoming| sender.send(incoming).is_err()) {
                break;
            }
        }
        Incoming::Lost
    });
    let end = catch_unwind(read).unwrap_or(Incoming::Broken);
    // Where nobody listens any more, the program is ending.
    let _ = sender.send(end);
}

#[cfg(not(unix))]
impl Ear {
    /// Waits so many milliseconds, or for ever; none where nothing came.
    pub fn wait(&mut self, milliseconds: Option<u64>) -> Option<Incoming> {
        use std::sync::mpsc::RecvTimeoutError;

        let Some(milliseconds) = milliseconds else {
            return Some(self.told.recv().unwrap_or(Incoming::Lost));
        };
        match self
            .told
            .recv_timeout(Duration::from_millis(milliseconds.max(1)))
        {
            Ok(incoming) => Some(incoming),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Incoming::Lost),
        }
    }

    /// What came meanwhile, without waiting for it.
    pub fn meanwhile(&mut self) -> Option<Incoming> {
        self.told.try_recv().ok()
    }
}

/// What is told wakes the loop by itself.
#[cfg(not(unix))]
fn wake() {}
