//! An office that keeps nothing.

use std::sync::Arc;

use crate::clock::Clock;
use crate::desk::{Desk, NewCase};
use crate::document::handing_out::HandOut;
use crate::script::{Evaluation, RetentionRules, RuleSet, Script, ScriptId};
use crate::script_file::{RuleShelf, shipped_retention};
use crate::store::Passphrase;
use crate::tui::effect::NewCaseRequest;
use crate::tui::office::{
    CaseSummary, Cases, Found, Office, OfficeProblem, PapersGiven, ReaderSeen, Readership,
    RecoveryTry, ScriptSummary, Standing,
};

use super::StepClock;
use super::due::due;
use super::listed::{cases, sealed, stories, summary, unreadable};

/// How real cases are kept; only sealed ones can be locked.
#[derive(PartialEq, Eq)]
enum Kept {
    Plain,
    Sealed,
    /// As when a practice case was opened before any passphrase was typed.
    Locked,
}

/// An office with a few cases in its list, none of which it can open again.
pub struct MemoryOffice {
    clock: Arc<StepClock>,
    /// Whether no case was ever begun.
    fresh: bool,
    /// How many milliseconds a search takes.
    search_takes: u64,
    /// When the search that was begun is over.
    found_at: Option<u64>,
    /// How many scripts there are, with a fictional case for each.
    scripts: usize,
    /// The case that is looked into, and when that is over.
    looked: Option<(u64, String, bool)>,
    /// When every case was looked at, and whether practice cases.
    library: Option<(u64, bool)>,
    /// How many more cases there are than are listed.
    more: usize,
    /// The names of papers that were asked for, until that is told.
    papers: Option<Vec<String>>,
    /// Whether practice cases, and the date of one case, cannot be read.
    faulty: bool,
    /// Whether anything is due.
    due: bool,
    /// How real cases are kept.
    kept: Kept,
    /// What became of trying the key of the service, until that is told.
    trial: Option<Result<String, OfficeProblem>>,
    /// Whether it is to be tried.
    recovery: RecoveryTry,
}

impl MemoryOffice {
    /// An office by this clock.
    pub fn new(clock: Arc<StepClock>) -> Self {
        Self {
            clock,
            fresh: false,
            search_takes: 0,
            found_at: None,
            scripts: 1,
            looked: None,
            library: None,
            more: 0,
            papers: None,
            faulty: false,
            due: false,
            kept: Kept::Plain,
            trial: None,
            recovery: RecoveryTry::Due(None),
        }
    }

    /// An office in whose cases something is due.
    pub fn with_due(clock: Arc<StepClock>) -> Self {
        Self {
            due: true,
            ..Self::new(clock)
        }
    }

    /// An office whose cases are protected; any passphrase opens them.
    pub fn protected(clock: Arc<StepClock>) -> Self {
        Self {
            kept: Kept::Sealed,
            ..Self::new(clock)
        }
    }

    /// The same before any passphrase was typed.
    pub fn locked(clock: Arc<StepClock>) -> Self {
        Self {
            kept: Kept::Locked,
            ..Self::new(clock)
        }
    }

    /// An office with so many scripts and fictional cases.
    pub fn with_scripts(clock: Arc<StepClock>, scripts: usize) -> Self {
        Self {
            scripts,
            ..Self::new(clock)
        }
    }

    /// An office on a slow disk: every search takes five seconds.
    pub fn slow(clock: Arc<StepClock>) -> Self {
        Self {
            search_takes: 5_000,
            ..Self::new(clock)
        }
    }

    /// An office with very many cases more than it lists.
    pub fn many(clock: Arc<StepClock>) -> Self {
        Self {
            more: 99_800,
            ..Self::new(clock)
        }
    }

    /// An office that cannot list the practice cases that were begun, nor read one real case.
    pub fn faulty(clock: Arc<StepClock>) -> Self {
        Self {
            faulty: true,
            ..Self::new(clock)
        }
    }

    /// An office in which no case was ever begun.
    pub fn fresh(clock: Arc<StepClock>) -> Self {
        Self {
            fresh: true,
            ..Self::new(clock)
        }
    }

    fn desk(&self, reference: &str, practice: bool) -> Desk {
        let new = NewCase {
            reference: reference.to_owned(),
            script: super::script(),
            script_hash: "00".repeat(32),
            practice,
        };
        Desk::in_memory(new, self.clock.clone())
    }
}

impl MemoryOffice {
    fn listed(&self) -> Vec<CaseSummary> {
        let now = self.clock.now();
        match (self.fresh, &self.kept) {
            (true, _) => Vec::new(),
            (false, Kept::Locked) => vec![sealed(now, "RC-0388")],
            (false, Kept::Plain | Kept::Sealed) => {
                cases(now, self.scripts > 1, self.search_takes > 0)
            }
        }
    }
}

fn unlisted() -> OfficeProblem {
    OfficeProblem {
        what: "The practice cases cannot be listed.".to_owned(),
        instead: "Look at their folder.".to_owned(),
    }
}

impl Office for MemoryOffice {
    fn look_around(&mut self) {
        self.found_at = Some(self.clock.now().steady + self.search_takes);
    }

    fn found(&mut self) -> Vec<Found> {
        let now = self.clock.now().steady;
        let mut found = Vec::new();
        found.extend(self.trial.take().map(Found::Recovery));
        if let Some(names) = self.papers.take() {
            found.push(super::papers::given(&names));
        }
        if let Some((_, reference, practice)) = self.looked.take_if(|(at, ..)| *at <= now) {
            let whole = summary(self.clock.now(), &reference, 0, Standing::Running);
            found.push(Found::Details {
                reference,
                practice,
                found: whole.details.ok_or_else(unlisted),
            });
        }
        if let Some((_, practice)) = self.library.take_if(|(at, _)| *at <= now) {
            let library = Arc::new(super::library::library(practice));
            found.push(Found::Library(practice, Ok(library)));
        }
        if self.found_at.take_if(|at| *at <= now).is_none() {
            return found;
        }
        let cases = if self.faulty {
            let mut real = self.listed();
            real.truncate(2);
            real.push(unreadable(self.clock.now(), "RC-0300"));
            Cases::together(Ok(real), Err(unlisted()))
        } else {
            Cases {
                more: self.more,
                ..Cases::together(Ok(self.listed()), Ok(Vec::new()))
            }
        };
        found.push(Found::Cases(cases));
        found.push(Found::PracticeCases(Ok(stories(self.scripts))));
        found.push(Found::Due(if self.due { due() } else { Vec::new() }));
        found
    }

    fn look_into(&mut self, reference: &str, practice: bool) {
        let at = self.clock.now().steady + self.search_takes;
        self.looked = Some((at, reference.to_owned(), practice));
    }

    fn look_through(&mut self, practice: bool) {
        self.library = Some((self.clock.now().steady + self.search_takes, practice));
    }

    fn scripts(&self) -> Result<Vec<ScriptSummary>, OfficeProblem> {
        let script = super::script();
        let mut scripts = vec![ScriptSummary {
            id: script.id.clone(),
            title: script.title.clone(),
            summary: script.summary.clone(),
            own: None,
        }];
        scripts.extend((2..=self.scripts).map(|number| ScriptSummary {
            id: ScriptId::new(format!("kind-{number}")),
            title: format!("Kind of meeting {number}"),
            summary: script.summary.clone(),
            own: (number == 17).then(|| {
                "Your own `kind-17` version 2 (ours.json) is used instead of the shipped version 1."
                    .to_owned()
            }),
        }));
        Ok(scripts)
    }

    fn script_trouble(&self) -> Option<String> {
        (self.scripts > 1).then(|| "ours-too.json cannot be used.".to_owned())
    }

    fn rule_sets(&self) -> Vec<RuleSet> {
        let shelf = RuleShelf::gather([]);
        shelf.sets.into_iter().map(|shelved| shelved.set).collect()
    }

    fn evaluations(&self) -> Vec<Evaluation> {
        super::scripts::evaluations()
    }

    fn retention(&self) -> Result<RetentionRules, OfficeProblem> {
        shipped_retention().map_err(|_| unlisted())
    }

    fn dispose(&mut self, reference: &str, _practice: bool) -> Result<String, OfficeProblem> {
        Ok(format!("{reference} is gone. Its receipt stays."))
    }

    fn keep_answers(&mut self, _lines: Vec<String>) -> Result<(), OfficeProblem> {
        Ok(())
    }

    fn create(&mut self, request: &NewCaseRequest) -> Result<Desk, OfficeProblem> {
        match request {
            NewCaseRequest::Real { reference, .. } => {
                let suggested = self.suggest_reference();
                Ok(self.desk(reference.as_ref().unwrap_or(&suggested), false))
            }
            NewCaseRequest::Practice(_) => Ok(self.desk("PR-0004", true)),
        }
    }

    fn open(&mut self, reference: &str, practice: bool) -> Result<Desk, OfficeProblem> {
        if reference == "RC-0409" {
            return Err(OfficeProblem {
                what: "RC-0409 is open in another window.".to_owned(),
                instead: "Close it there first.".to_owned(),
            });
        }
        Ok(self.desk(reference, practice))
    }

    fn open_to_read(&mut self, reference: &str, practice: bool) -> Result<Desk, OfficeProblem> {
        let desk = self.open(reference, practice)?;
        let (case, clock) = (desk.case().clone(), self.clock.clone());
        Ok(Desk::read_only(case, Vec::new(), clock, practice))
    }

    fn script(&self, script: &ScriptId) -> Result<Arc<Script>, OfficeProblem> {
        let mut found = (*super::script()).clone();
        found.id = script.clone();
        found.title = format!("Another meeting ({script})");
        // The other process knows nobody who supports.
        found.roles.retain(|role| role.id.as_str() != "supporter");
        Ok(Arc::new(found))
    }

    fn change_process(&mut self, desk: &mut Desk, id: &ScriptId) -> Result<(), OfficeProblem> {
        desk.change_process(self.script(id)?, "00".repeat(32))
            .map_err(|refusal| OfficeProblem {
                what: refusal.why().to_owned(),
                instead: refusal.instead().to_owned(),
            })
    }

    /// Tells at once which files there would be.
    fn give_papers(&mut self, papers: HandOut) {
        let how = if papers.to_print {
            ", to be printed"
        } else {
            ""
        };
        let names = papers.papers.into_iter();
        let names = names.map(|named| format!("{}{how}", named.stem));
        self.papers = Some(names.collect());
    }

    fn print_folder(&self) -> Option<String> {
        Some("/home/robin/Documents".to_owned())
    }

    fn note_papers(&mut self, _papers: &PapersGiven) -> Result<(), OfficeProblem> {
        Err(unlisted())
    }

    fn suggest_reference(&self) -> String {
        "RC-0413".to_owned()
    }

    fn is_protected(&self) -> bool {
        self.kept != Kept::Plain
    }
    fn is_locked(&self) -> bool {
        self.kept == Kept::Locked
    }
    fn lock(&mut self) {
        if self.is_protected() {
            self.kept = Kept::Locked;
        }
    }
    fn unlock(&mut self, _passphrase: &Passphrase) -> Result<(), OfficeProblem> {
        self.kept = Kept::Sealed;
        Ok(())
    }
    fn readership(&mut self) -> Option<Readership> {
        (self.kept == Kept::Sealed).then(|| Readership {
            readers: vec![ReaderSeen {
                name: "Service manager".to_owned(),
                key: "age1q…7f3k".to_owned(),
            }],
            news: Vec::new(),
            recovery: self.recovery,
        })
    }

    fn try_recovery(&mut self, path: &str) {
        self.trial = match path {
            "/slow" => None,
            "/wrong" => Some(Err(OfficeProblem {
                what: "I cannot find this file. (/wrong)".to_owned(),
                instead: "Check its name and folder.".to_owned(),
            })),
            _ => {
                self.recovery = RecoveryTry::Rests;
                Some(Ok(
                    "A made-up case was sealed, its passphrase thrown away, and it opened again \
                         with this key. It opens all 3 sealed cases here. No case was changed. \
                         You are reminded again in three months."
                        .to_owned(),
                ))
            }
        };
    }
}
