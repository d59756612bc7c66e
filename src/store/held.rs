//! Files that another program has to itself for a moment, such as one that looks for viruses.

use std::cell::Cell;
use std::io;
use std::time::Duration;

/// How often a file is asked for again that another program has to itself, and by a thread that must
/// not wait.
const TRIES_WHILE_HELD: u32 = 30;
const TRIES_IN_A_HURRY: u32 = 2;
/// How long it is waited between two tries.
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

thread_local! {
    static IN_A_HURRY: Cell<bool> = const { Cell::new(false) };
}

/// Says that this thread draws and takes keys: it waits for no file that another program has to
/// itself, but for a moment.
pub fn hurry_in_this_thread() {
    IN_A_HURRY.set(true);
}

/// Opens something that another program has to itself for a moment, such as one that looks for
/// viruses, as soon as it is let go; for some three seconds it is waited for, and much shorter where
/// somebody looks at a screen meanwhile.
pub(super) fn once_let_go<T>(open: impl Fn() -> io::Result<T>) -> io::Result<T> {
    let tries = if IN_A_HURRY.get() {
        TRIES_IN_A_HURRY
    } else {
        TRIES_WHILE_HELD
    };
    for _ in 0..tries {
        match open() {
            Err(error) if is_held(&error) => std::thread::sleep(BETWEEN_TRIES),
            result => return result,
        }
    }
    open()
}

/// Recognizes that another program has a file to itself.
pub(super) fn is_held(error: &io::Error) -> bool {
    use io::ErrorKind::{ResourceBusy, WouldBlock};
    // On Windows a file that is shared with nobody, and a part of one, are not among the kinds.
    let is_shared_with_nobody = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    is_shared_with_nobody || [WouldBlock, ResourceBusy].contains(&error.kind())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h07_whoever_takes_keys_waits_for_a_held_file_no_longer_than_a_moment() {
        let held = || io::Error::from_raw_os_error(if cfg!(windows) { 32 } else { 11 });
        hurry_in_this_thread();
        let tries = Cell::new(0);
        let opened: io::Result<()> = once_let_go(|| {
            tries.set(tries.get() + 1);
            Err(held())
        });
        assert!(opened.is_err());
        assert_eq!(tries.get(), TRIES_IN_A_HURRY + 1);
        let tries = Cell::new(0);
        let opened = once_let_go(|| {
            tries.set(tries.get() + 1);
            if tries.get() < 2 { Err(held()) } else { Ok(7) }
        });
        assert_eq!(opened.unwrap(), 7);
    }
}
