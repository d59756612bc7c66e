//! What somebody at the screen was told of a case, and what must hold of it after a crash.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

use talking_piece::store::{
    Batch, DraftChange, Entry, FoundSeal, HeldWords, OpenCase, Report, Scan, SealStanding,
};

use super::Crash;
use crate::rig::Random;

/// What somebody at the screen was told.
#[derive(Default)]
pub(super) struct Told {
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
    /// Stands in everything that is handed over; where it is not empty, nobody may be able to read
    /// it on the disk.
    secret: &'static str,
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

impl Told {
    /// Of a case of which nothing was told yet, with this word in all that will be handed over.
    pub(super) fn nothing(secret: &'static str) -> Self {
        Self {
            secret,
            ..Self::default()
        }
    }

    /// Whether nobody may be able to read on the disk what was handed over.
    pub(super) fn is_secret(&self) -> bool {
        !self.secret.is_empty()
    }

    /// The next thing that is handed over: an entry, and at times a note, a plan, half-typed words, a
    /// closing, and the end of a note.
    pub(super) fn hand_over(&mut self, random: &mut Random) -> Batch {
        let secret = self.secret;
        let number = self.handed.len() as u64 + 1;
        let r = random.below(1_000);
        let body = format!(r#"{{"t":"mark","n":{number},"r":{r},"x":"{secret}"}}"#);
        let mut batch = Batch {
            entries: vec![Entry {
                number,
                body: body.clone(),
            }],
            ..Batch::default()
        };
        self.handed.push(body);
        if random.yes(2) {
            self.next_words += 1;
            let id = self.next_words;
            let letters = "w".repeat(random.below(90));
            let body = format!(r#"{{"id":{id},"text":"{secret}{letters}"}}"#);
            batch.words.push(HeldWords { id, body });
        }
        let known: Vec<u64> = self.words.keys().copied().collect();
        if let Some(id) = random.one_of(&known).filter(|_| random.yes(4)) {
            batch.erase.push(id);
            self.words.remove(&id);
            self.going.push(id);
        }
        if random.yes(5) {
            let plan = format!(r#"{{"plan":{number},"x":"{secret}"}}"#);
            batch.plan = Some(plan.clone().into_bytes());
            self.plan.coming.push_back(Some(plan));
        }
        // A closing is rare; whatever happened to be added by then is sealed.
        batch.seal = random.yes(9);
        if random.yes(3) {
            let half = Some(format!("half {number} {secret}")).filter(|_| !random.yes(4));
            batch.draft = Some(half.clone().map_or(DraftChange::Clear, DraftChange::Keep));
            // Only the newest is worth keeping, so the writer forgets one that waits; it may have
            // got to the disk without being reported.
            self.draft.replace(half);
        }
        let words = batch.words.iter();
        self.words
            .extend(words.map(|words| (words.id, words.body.clone())));
        batch
    }

    /// Takes in what is reported of a case in this folder.
    pub(super) fn hear(&mut self, reports: Vec<Report>, folder: &Path) {
        for report in reports {
            match report {
                Report::Saved { number, .. } => self.saved = number,
                Report::Erased { ids } => {
                    self.going.retain(|id| !ids.contains(id));
                    self.erased.extend(ids);
                }
                Report::Sealed | Report::SealedLater => self.sealed = self.saved,
                Report::PlanSaved => self.plan.saved(),
                Report::DraftKept { .. } => self.draft.saved(),
                Report::Rescued { to } => self.outside |= !to.starts_with(folder),
                Report::WordsSaved { ids, .. } => self.words_saved.extend(ids),
                Report::ScriptSaved { .. }
                | Report::SealPutOff
                | Report::NotSealed { .. }
                | Report::NotSaved { .. }
                | Report::Recovered
                | Report::Crowded { .. } => {}
            }
        }
    }

    /// Holds what was told against what is there; what was never told is forgotten.
    pub(super) fn after_crash(
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
