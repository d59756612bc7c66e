//! Whose program it is: the home, its keys and its clock.

use std::sync::Arc;

use talking_piece::cli::office::CabinetOffice;
use talking_piece::desk::{Cabinet, Desk};
use talking_piece::store::{Home, Keyring, MemoryDisk, Passphrase, Ring, protect, unlock};

use crate::rig::canary::{self, CANARY};
use crate::rig::kept::{Broken, Written};
use crate::rig::{ManualClock, small};

/// The script of the real case that is played.
const REAL_SCRIPT: &str = include_str!("../../it/golden/small-conference.json");
/// Typed whenever the protected home is locked.
pub(super) const PASSPHRASE: &str = "river lantern apple stove mitten";
/// The lowest cost that a passphrase may have, so that a try takes a tenth of a second and not two.
pub(super) const COST: u8 = 14;

/// What stays the same however often the program is started.
pub(super) struct Owner {
    /// The keys of the home, where it is protected.
    keyring: Option<Arc<Keyring>>,
    /// Whether nothing that is typed in a real case may be readable on the disk.
    is_secret: bool,
    pub(super) clock: Arc<ManualClock>,
}

impl Owner {
    /// Makes the home on this disk for a case that is written so, and protects it where it is sealed
    /// in truth.
    pub(super) fn of(disk: &MemoryDisk, written: Written, broken: Broken) -> Result<Self, String> {
        let home = Home::at("/home");
        if broken.in_truth(written) == Written::Sealed {
            let protected = protect(disk, &home, &passphrase(), COST, Vec::new());
            protected.map_err(|error| error.to_string())?;
        }
        Ok(Self {
            keyring: home.ring().keyring(),
            is_secret: written == Written::Sealed,
            clock: Arc::new(ManualClock::at("2026-03-02T10:00:00+00:00")),
        })
    }

    /// The home, unlocked with the keys that are handed in, and with a lock of its own.
    fn home(&self) -> Home {
        let home = Home::at("/home");
        match &self.keyring {
            Some(keyring) => home.with_ring(Ring::holding(keyring.with_readers(Vec::new()))),
            None => home,
        }
    }

    /// Where its cases are kept, on this disk.
    pub(super) fn cabinet(&self, disk: &MemoryDisk) -> Cabinet {
        Cabinet {
            storage: Arc::new(disk.clone()),
            clock: self.clock.clone(),
            home: self.home(),
            waker: Arc::new(|| {}),
        }
    }

    /// The passphrase that is typed opens what lies on the disk.
    pub(super) fn check_passphrase(&self, disk: &MemoryDisk) -> Result<(), String> {
        if self.keyring.is_none() {
            return Ok(());
        }
        let opened = unlock(disk, &Home::at("/home"), &passphrase());
        opened.map_err(|error| format!("the passphrase does not open it: {error}"))
    }

    /// Nothing that was typed in a real case, and no passphrase, can be read on the disk.
    pub(super) fn check_secrets(&self, disk: &MemoryDisk) -> Result<(), String> {
        if self.is_secret && (canary::sings_on(disk) || disk.holds(PASSPHRASE.as_bytes())) {
            return Err("a word that was typed can be read on the disk".to_owned());
        }
        Ok(())
    }
}

fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE).0
}

/// A real case with two people in it, whose meeting has begun.
pub(super) fn begin_real(office: &CabinetOffice, disk: &MemoryDisk) -> Result<Desk, String> {
    let home = Home::at("/home");
    home.prepare(disk).map_err(|error| error.to_string())?;
    let script = home.scripts().join("small.json");
    let put = disk.put(&script, REAL_SCRIPT.as_bytes());
    put.map_err(|error| error.to_string())?;
    let begun = office.begin(Some("RC-0001"), "small-conference");
    let mut desk = begun.map_err(|problem| problem.to_string())?;
    small::begin(&mut desk, [CANARY, "Amina"]);
    Ok(desk)
}
