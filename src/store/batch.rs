//! What the desk hands to the writer, and what the writer tells it.

use std::path::PathBuf;

use super::draft::DraftChange;
use super::notes::HeldWords;
use super::scan::Entry;
use crate::case::Now;

/// Everything that one command wants saved, in the order in which it is saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// Scripts to copy into the case: id and text.
    pub scripts: Vec<(String, String)>,
    /// Words, saved before the entries that refer to them.
    pub words: Vec<HeldWords>,
    /// Entries, with the numbers that they will have.
    pub entries: Vec<Entry>,
    /// Whether something was closed by them, so that the record is sealed as it then stands.
    pub seal: bool,
    /// Notes to forget, once the entries that say so are saved.
    pub erase: Vec<u64>,
    /// The plan as it stands now.
    pub plan: Option<Vec<u8>>,
    /// What happened to half-typed text.
    pub draft: Option<DraftChange>,
}

/// What happened to what was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// An entry is durable.
    Saved {
        /// Its number.
        number: u64,
        /// When the disk confirmed it.
        at: Now,
    },
    /// Notes are durable; the entries that refer to them follow.
    WordsSaved {
        /// Their numbers.
        ids: Vec<u64>,
    },
    /// Notes are gone for good.
    Erased {
        /// Their numbers.
        ids: Vec<u64>,
    },
    /// Half-typed text is durable (or durably removed).
    DraftKept {
        /// When.
        at: Now,
    },
    /// The seal of a closing is durable.
    Sealed,
    /// The key that seals a closing cannot be had; nothing else waits for it. What follows says how
    /// it stands with the seal.
    SealPutOff,
    /// A seal that was put off could not be made. Everything that it would seal is saved. It is tried
    /// again with whatever is saved next, otherwise five seconds later, and where that is noted down
    /// when the case is next opened.
    NotSealed {
        /// What happened, where, and what to do.
        problem: String,
        /// Whether the next opening of the case will know of it; otherwise the next closing makes one.
        is_noted: bool,
    },
    /// A seal that was put off is durable.
    SealedLater,
    /// The plan is durable.
    PlanSaved,
    /// A copy of a script is durable.
    ScriptSaved {
        /// Its id.
        id: String,
    },
    /// Something could not be saved; it is kept and tried again every five seconds.
    NotSaved {
        /// How many jobs are in memory only.
        waiting: usize,
        /// What happened, where, and what to do.
        problem: String,
        /// What the program does about it.
        advice: &'static str,
    },
    /// The case goes on in a complete copy, because its file could not be trusted.
    Rescued {
        /// The copy.
        to: PathBuf,
    },
    /// After [`Report::NotSaved`]: everything is saved again.
    Recovered,
    /// More than a thousand jobs wait, so the disk is far too slow.
    Crowded {
        /// How many.
        waiting: usize,
    },
}

impl Report {
    /// Whether it is news to whoever looks at the screen. Words count as saved with their entry,
    /// and a picture drawn before that would only hold the entry up.
    pub fn is_news(&self) -> bool {
        !matches!(self, Self::WordsSaved { .. })
    }
}

/// One thing to do; done jobs are forgotten, others stay in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Job {
    Script(String, String),
    Words(Vec<HeldWords>),
    Entry(Entry),
    Seal,
    Erase(Vec<u64>),
    Plan(Vec<u8>),
    Draft(DraftChange),
}

impl Job {
    /// Whether it can be made anew at any time, from what words and entries say. A seal that waits
    /// covers what was saved meanwhile.
    pub(super) fn can_be_made_anew(&self) -> bool {
        match self {
            Self::Script(..) | Self::Seal | Self::Plan(_) | Self::Draft(_) => true,
            Self::Words(_) | Self::Entry(_) | Self::Erase(_) => false,
        }
    }
}

impl Batch {
    /// How many jobs the batch consists of.
    pub fn jobs(&self) -> usize {
        let Self {
            scripts,
            words,
            entries,
            seal,
            erase,
            plan,
            draft,
        } = self;
        // Words go together, and so do the numbers of those to forget.
        let once = [
            !words.is_empty(),
            *seal,
            !erase.is_empty(),
            plan.is_some(),
            draft.is_some(),
        ];
        scripts.len() + entries.len() + once.into_iter().filter(|there| *there).count()
    }

    pub(super) fn into_jobs(self) -> Vec<Job> {
        let Self {
            scripts,
            words,
            entries,
            seal,
            erase,
            plan,
            draft,
        } = self;
        let mut jobs: Vec<Job> = scripts
            .into_iter()
            .map(|(id, text)| Job::Script(id, text))
            .collect();
        if !words.is_empty() {
            jobs.push(Job::Words(words));
        }
        jobs.extend(entries.into_iter().map(Job::Entry));
        jobs.extend(seal.then_some(Job::Seal));
        if !erase.is_empty() {
            jobs.push(Job::Erase(erase));
        }
        jobs.extend(plan.map(Job::Plan));
        jobs.extend(draft.map(Job::Draft));
        jobs
    }

    pub(super) fn from_jobs(jobs: impl IntoIterator<Item = Job>) -> Self {
        let mut batch = Self::default();
        for job in jobs {
            match job {
                Job::Script(id, text) => batch.scripts.push((id, text)),
                Job::Words(words) => batch.words.extend(words),
                Job::Entry(entry) => batch.entries.push(entry),
                Job::Seal => batch.seal = true,
                Job::Erase(ids) => batch.erase.extend(ids),
                Job::Plan(bytes) => batch.plan = Some(bytes),
                Job::Draft(change) => batch.draft = Some(change),
            }
        }
        batch
    }
}
