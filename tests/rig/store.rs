//! A whole case on a simulated disk: saved, refused, killed and without power at random, all from
//! one seed, and what must hold after each crash.

mod told;

use std::io::ErrorKind;
use std::sync::Arc;

use talking_piece::store::{
    DiskFault, MemoryDisk, OpenCase, Opened, Operation, PowerLoss, Report, Storage, Tail,
    WriterCore,
};

use self::told::Told;
use super::Random;
use super::canary::{self, CANARY};
use super::kept::{Broken, Place, Written};

/// How many things happen to a case from one seed.
const HAPPENINGS: usize = 60;

const ANSWERS: [ErrorKind; 8] = [
    ErrorKind::Other,
    ErrorKind::StorageFull,
    ErrorKind::QuotaExceeded,
    ErrorKind::FileTooLarge,
    ErrorKind::ReadOnlyFilesystem,
    ErrorKind::PermissionDenied,
    ErrorKind::StaleNetworkFileHandle,
    ErrorKind::NotFound,
];

const OPERATIONS: [Operation; 6] = [
    Operation::Open,
    Operation::Write,
    Operation::Sync,
    Operation::SyncFolder,
    Operation::Rename,
    Operation::Remove,
];

/// What was done to a case.
#[derive(Debug, Clone, Copy, Default)]
pub struct Suffered {
    /// How often the program was killed or the power went.
    pub crashes: u64,
    /// How many faults of the disk were planted.
    pub faults: u64,
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Crash {
    /// It was killed: what it wrote is there, and not yet safe.
    Kill,
    /// The power went: what is there is safe.
    Power,
}

/// A case and the program that has it open.
struct Running {
    place: Place,
    disk: MemoryDisk,
    writer: WriterCore,
    told: Told,
}

/// Lets a case that is written so suffer what comes of this seed; gives what that was, or the first
/// promise broken. What is broken on purpose must be found out.
///
/// The keys of a sealed case are drawn by age and do not come of the seed, nor do the lengths of its
/// sealed files to some tens of bytes: now and then a seed shows something else when it is repeated.
pub fn suffer(seed: u64, written: Written, broken: Broken) -> Result<Suffered, String> {
    let mut random = Random::new(seed);
    let mut suffered = Suffered::default();
    let disk = MemoryDisk::default();
    if broken == Broken::Syncs {
        disk.ignore_syncs();
    }
    let told = |broken: String| format!("seed {seed}, {written:?}: {broken}");
    let mut running = Running::begin(disk, written, broken).map_err(told)?;
    for _ in 0..HAPPENINGS {
        match random.below(16) {
            0..8 => running.save(&mut random),
            8 | 9 => {
                suffered.faults += 1;
                running.disk.fail(fault(&mut random));
            }
            10 => running.disk.shorten_writes(1 + random.below(40)),
            11 => {
                let room = running.disk.used() + random.below(200);
                running.disk.set_capacity(Some(room));
            }
            12 | 13 => running.heal(),
            _ => {
                suffered.crashes += 1;
                running = running.crash(&mut random).map_err(told)?;
            }
        }
    }
    running.heal();
    if running.writer.waiting() > 0 {
        let left = running.writer.waiting();
        return Err(told(format!("{left} jobs wait although the disk is sound")));
    }
    running.crash(&mut random).map_err(told)?;
    Ok(suffered)
}

fn fault(random: &mut Random) -> DiskFault {
    let at = 1 + random.below(12) as u64;
    let fault = if random.yes(3) {
        DiskFault::from(at)
    } else {
        DiskFault::once(at)
    };
    DiskFault {
        only: random.one_of(&OPERATIONS).filter(|_| random.yes(2)),
        error: random.one_of(&ANSWERS).unwrap_or(ErrorKind::Other),
        taken: random.below(40),
        drops: random.yes(3),
        ..fault
    }
}

impl Running {
    fn begin(disk: MemoryDisk, written: Written, broken: Broken) -> Result<Self, String> {
        let place = Place::of(broken.in_truth(written));
        let case = place.create(&disk).map_err(|error| error.to_string())?;
        let secret = match written {
            Written::Plain => "",
            Written::Sealed => CANARY,
        };
        Ok(Self::with(place, disk, *case, Told::nothing(secret)))
    }

    fn with(place: Place, disk: MemoryDisk, case: OpenCase, told: Told) -> Self {
        let storage: Arc<dyn Storage> = Arc::new(disk.clone());
        let writer = place.writer(&storage, case);
        Self {
            place,
            disk,
            writer,
            told,
        }
    }

    /// Hands something over, and takes in what is reported.
    fn save(&mut self, random: &mut Random) {
        let reports = self.writer.step(self.told.hand_over(random));
        self.hear(reports);
    }

    fn heal(&mut self) {
        self.disk.heal();
        self.disk.set_capacity(None);
        self.disk.shorten_writes(usize::MAX);
        let reports = self.writer.retry();
        self.hear(reports);
    }

    fn hear(&mut self, reports: Vec<Report>) {
        self.told.hear(reports, self.place.folder().path());
    }

    /// Kills the program or cuts the power, and starts it again, at times with a disk that fails
    /// while it starts.
    fn crash(self, random: &mut Random) -> Result<Self, String> {
        let Self {
            place, disk, told, ..
        } = self;
        let disk = disk.copy();
        disk.set_capacity(None);
        is_secret(&disk, &told)?;
        let mut after = lose(&disk, random);
        while random.yes(3) {
            disk.fail(fault(random));
            // Whatever comes of it, the next start has to find everything.
            drop(place.open(&disk));
            is_secret(&disk, &told)?;
            after = lose(&disk, random);
        }
        let case = match place.open(&disk).map_err(|error| error.to_string())? {
            Opened::Writable(case) => case,
            Opened::ReadOnly(_, why) => return Err(format!("it opens read-only: {why}")),
        };
        let plan = place.plan(&disk, &case);
        let told = told.after_crash(&case, plan.map_err(|error| error.to_string())?, after)?;
        Ok(Self::with(place, disk, *case, told))
    }
}

/// Nothing of what was handed over can be read on the disk where that is promised.
fn is_secret(disk: &MemoryDisk, told: &Told) -> Result<(), String> {
    if told.is_secret() && canary::sings_on(disk) {
        return Err("a word that was typed can be read on the disk".to_owned());
    }
    Ok(())
}

fn lose(disk: &MemoryDisk, random: &mut Random) -> Crash {
    if random.yes(3) {
        disk.kill_program();
        return Crash::Kill;
    }
    let seed = random.below(1_000) as u64;
    let percent = u8::try_from(random.below(101)).unwrap_or(100);
    let tails = [
        Tail::Nothing,
        Tail::Everything,
        Tail::Part(percent),
        Tail::Zeros,
        Tail::Garbage(seed),
        Tail::Hole,
    ];
    disk.lose_power(PowerLoss {
        tail: random.one_of(&tails).unwrap_or(Tail::Nothing),
        kept_changes: random.one_of(&[0, 1, 2, usize::MAX]).unwrap_or(0),
    });
    Crash::Power
}
