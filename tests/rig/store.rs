//! A whole case on a simulated disk: saved, refused, killed and without power at random, all from
//! one seed, and what must hold after each crash.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::ErrorKind;
use std::sync::Arc;

use talking_piece::store::{
    Batch, DiskFault, DraftChange, Entry, FoundSeal, HeldWords, MemoryDisk, OpenCase, Opened,
    Operation, PowerLoss, Report, Scan, SealStanding, Storage, Tail, WriterCore,
};

use super::{Random, kept};

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

/// What somebody at the screen was told.
#[derive(Default)]
struct Told {
    /// The bodies of everything that was handed over, the next number being one more.
    handed: Vec<String>,
    /// The highest number that was reported as saved.
    saved: u64,
    /// The last number that was there when the program was started.
    opened: u64,
    /// The notes that were handed over and are not on their way out.
    words: BTreeMap<u64, String>,
    /// Which of them were reported as saved.
    words_saved: BTreeSet<u64>,
    /// The notes that were reported as erased.
    erased: Vec<u64>,
    /// The notes that are to be erased, which nobody was told yet.
    going: Vec<u64>,
    next_words: u64,
    plan: Replaced,
    draft: Replaced,
    /// Whether the case had to be saved outside its folder, where plan and draft are kept no more.
    outside: bool,
    /// The number up to which a seal was reported as saved.
    sealed: u64,
}

/// A file that is replaced as a whole.
#[derive(Default)]
struct Replaced {
    /// What was reported as saved.
    told: Option<String>,
    /// What was handed over since.
    coming: VecDeque<Option<String>>,
    /// What was there after the program was killed, and may be in the memory of the system alone;
    /// or what was tried, and forgotten for something newer.
    doubtful: Vec<Option<String>>,
}

impl Replaced {
    /// Takes in that the next of what was handed over is saved.
    fn saved(&mut self) {
        if let Some(next) = self.coming.pop_front() {
            self.told = next;
            self.doubtful.clear();
        }
    }

    /// Takes in that this was handed over in the place of whatever waits.
    fn replace(&mut self, next: Option<String>) {
        self.doubtful.extend(self.coming.drain(..));
        self.coming.push_back(next);
    }

    /// Takes what is there for what may be there: elsewhere something newer may have been saved.
    fn believe(&mut self, there: Option<String>) {
        self.doubtful.extend(self.coming.drain(..));
        self.doubtful.push(self.told.take());
        self.told = there;
    }

    /// Whether this may be there after a crash.
    fn is_one(&mut self, there: Option<String>, after: Crash) -> bool {
        let known =
            self.told == there || self.coming.contains(&there) || self.doubtful.contains(&there);
        self.coming.clear();
        match after {
            Crash::Power => {
                self.doubtful.clear();
                self.told = there;
            }
            Crash::Kill => self.doubtful.push(there),
        }
        known
    }
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
    disk: MemoryDisk,
    writer: WriterCore,
    told: Told,
}

/// Lets a case suffer what comes of this seed; gives what that was, or the first promise broken.
///
/// A disk that does nothing when it is asked to sync breaks them, and must be found out.
pub fn suffer(seed: u64, syncs: bool) -> Result<Suffered, String> {
    let mut random = Random::new(seed);
    let mut suffered = Suffered::default();
    let disk = MemoryDisk::default();
    if !syncs {
        disk.ignore_syncs();
    }
    let told = |broken: String| format!("seed {seed}: {broken}");
    let mut running = Running::begin(disk).map_err(told)?;
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
    fn begin(disk: MemoryDisk) -> Result<Self, String> {
        let case = kept::create(&disk).map_err(|error| error.to_string())?;
        Ok(Self::with(disk, *case, Told::default()))
    }

    fn with(disk: MemoryDisk, case: OpenCase, told: Told) -> Self {
        let storage: Arc<dyn Storage> = Arc::new(disk.clone());
        let writer = kept::writer(&storage, case);
        Self { disk, writer, told }
    }

    /// Hands something over, and takes in what is reported.
    fn save(&mut self, random: &mut Random) {
        let number = self.told.handed.len() as u64 + 1;
        let body = format!(r#"{{"t":"mark","n":{number},"r":{}}}"#, random.below(1_000));
        let mut batch = Batch {
            entries: vec![Entry {
                number,
                body: body.clone(),
            }],
            ..Batch::default()
        };
        self.told.handed.push(body);
        if random.yes(2) {
            self.told.next_words += 1;
            let id = self.told.next_words;
            let body = format!(r#"{{"id":{id},"text":"{}"}}"#, "w".repeat(random.below(90)));
            batch.words.push(HeldWords { id, body });
        }
        let known: Vec<u64> = self.told.words.keys().copied().collect();
        if let Some(id) = random.one_of(&known).filter(|_| random.yes(4)) {
            batch.erase.push(id);
            self.told.words.remove(&id);
            self.told.going.push(id);
        }
        if random.yes(5) {
            let plan = format!(r#"{{"plan":{number}}}"#);
            batch.plan = Some(plan.clone().into_bytes());
            self.told.plan.coming.push_back(Some(plan));
        }
        // A closing is rare; whatever happened to be added by then is sealed.
        batch.seal = random.yes(9);
        if random.yes(3) {
            let half = Some(format!("half {number}")).filter(|_| !random.yes(4));
            batch.draft = Some(half.clone().map_or(DraftChange::Clear, DraftChange::Keep));
            // Only the newest is worth keeping, so the writer forgets one that waits; it may have
            // got to the disk without being reported.
            self.told.draft.replace(half);
        }
        let words: BTreeMap<u64, String> = batch
            .words
            .iter()
            .map(|words| (words.id, words.body.clone()))
            .collect();
        self.told.words.extend(words);
        let reports = self.writer.step(batch);
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
        for report in reports {
            match report {
                Report::Saved { number, .. } => self.told.saved = number,
                Report::Erased { ids } => {
                    self.told.going.retain(|id| !ids.contains(id));
                    self.told.erased.extend(ids);
                }
                Report::Sealed | Report::SealedLater => self.told.sealed = self.told.saved,
                Report::PlanSaved => self.told.plan.saved(),
                Report::DraftKept { .. } => self.told.draft.saved(),
                Report::Rescued { to } => {
                    self.told.outside |= !to.starts_with(kept::folder().path());
                }
                Report::WordsSaved { ids, .. } => self.told.words_saved.extend(ids),
                Report::ScriptSaved { .. }
                | Report::SealPutOff
                | Report::NotSealed { .. }
                | Report::NotSaved { .. }
                | Report::Recovered
                | Report::Crowded { .. } => {}
            }
        }
    }

    /// Kills the program or cuts the power, and starts it again, at times with a disk that fails
    /// while it starts.
    fn crash(self, random: &mut Random) -> Result<Self, String> {
        let Self { disk, told, .. } = self;
        let disk = disk.copy();
        disk.set_capacity(None);
        let mut after = lose(&disk, random);
        while random.yes(3) {
            disk.fail(fault(random));
            // Whatever comes of it, the next start has to find everything.
            drop(kept::open(&disk));
            after = lose(&disk, random);
        }
        let case = match kept::open(&disk).map_err(|error| error.to_string())? {
            Opened::Writable(case) => case,
            Opened::ReadOnly(_, why) => return Err(format!("it opens read-only: {why}")),
        };
        let plan = kept::plan(&disk, &case).map_err(|error| error.to_string())?;
        let told = told.after_crash(&case, plan, after)?;
        Ok(Self::with(disk, *case, told))
    }
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

/// Every seal that is there holds, and one that was reported as saved is there.
fn check_seals(scan: &Scan, told: u64) -> Result<(), String> {
    let holds = |seal: &FoundSeal| seal.standing(scan.header.id) != SealStanding::DoesNotFit;
    if let Some(seal) = scan.seals.iter().find(|seal| !holds(seal)) {
        return Err(format!("the seal of entry {} does not fit", seal.number));
    }
    let is_there = scan.seals.iter().any(|seal| seal.number >= told);
    if told == 0 || is_there {
        Ok(())
    } else {
        Err(format!("the seal up to entry {told} is lost"))
    }
}

impl Told {
    /// Holds what was told against what is there; what was never told is forgotten.
    fn after_crash(
        mut self,
        case: &OpenCase,
        plan: Option<Vec<u8>>,
        after: Crash,
    ) -> Result<Self, String> {
        let scan = &case.content.scan;
        let found = scan.last_number();
        if found < self.saved || found > self.saved.max(self.opened) + 1 {
            let saved = self.saved;
            return Err(format!(
                "{saved} was reported as saved, and {found} are there"
            ));
        }
        for (entry, body) in scan.entries.iter().zip(&self.handed) {
            if entry.body != *body {
                return Err(format!("entry {} is not what was written", entry.number));
            }
        }
        check_seals(scan, self.sealed)?;
        let there = &case.content.notes.notes;
        for id in &self.words_saved {
            if self.words.contains_key(id) && there.get(id) != self.words.get(id) {
                return Err(format!("note {id} is lost"));
            }
        }
        if let Some(id) = self.erased.iter().find(|id| there.contains_key(id)) {
            return Err(format!("note {id} came back after it was erased"));
        }
        let plan = plan.map(|plan| String::from_utf8_lossy(&plan).into_owned());
        let draft = case.content.draft.clone();
        if std::mem::take(&mut self.outside) {
            self.plan.believe(plan);
            self.draft.believe(draft);
        } else if !self.plan.is_one(plan, after) {
            return Err("the plan is not one that was saved or on its way".to_owned());
        } else if !self.draft.is_one(draft, after) {
            return Err("the half-typed text is not one that was kept or on its way".to_owned());
        }
        self.handed
            .truncate(usize::try_from(found).unwrap_or_default());
        self.opened = found;
        // What was only on its way out is a note like any other again.
        self.going.clear();
        self.words.clone_from(there);
        if after == Crash::Power {
            self.saved = found;
            self.words_saved = there.keys().copied().collect();
        }
        Ok(self)
    }
}
