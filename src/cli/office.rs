//! The world outside the screen: real cases and practice cases from the store,
//! scripts from the shelf.

mod practice;
mod summary;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::config;
use super::world::shelf;
use crate::desk::{Cabinet, CabinetError, Desk, NewCase};
use crate::problem::Problem;
use crate::script::Script;
use crate::script_file::{Shelf, Shelved};
use crate::store::{Flusher, Kind, Reference, StoreError, list_cases};
use crate::tui::effect::NewCaseRequest;
use crate::tui::office::{CaseSummary, Office, OfficeProblem, PracticeSummary, ScriptSummary};

/// How often, and how far apart, a case is tried that this program itself still holds.
const TRIES: usize = 50;
const BETWEEN_TRIES: Duration = Duration::from_millis(10);

/// The office over the folder of everything.
pub struct CabinetOffice {
    cabinet: Cabinet,
    shelf: Shelf,
    flushers: Flushers,
}

/// Makes whatever is open safe, from any thread.
#[derive(Clone, Default)]
pub struct Flushers {
    open: Arc<Mutex<Vec<Flusher>>>,
}

impl Flushers {
    /// Looks after a case that was opened.
    pub fn watch(&self, desk: &Desk) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.extend(desk.flusher());
    }

    /// Lets go of cases that have nothing left to save, so that they can be opened again.
    fn let_go(&self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|flusher| flusher.waiting() > 0);
    }

    /// Waits at most so long for everything to be safe; says how much is not.
    pub fn flush(&self, patience: Duration) -> usize {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let each = patience / u32::try_from(open.len().max(1)).unwrap_or(1);
        open.iter().map(|flusher| flusher.flush(each)).sum()
    }
}

impl CabinetOffice {
    /// Opens the office over a cabinet.
    pub fn new(cabinet: Cabinet) -> Self {
        let shelf = shelf(cabinet.storage.as_ref(), &cabinet.home);
        Self {
            cabinet,
            shelf,
            flushers: Flushers::default(),
        }
    }

    /// What makes open cases safe.
    pub fn flushers(&self) -> Flushers {
        self.flushers.clone()
    }

    /// Begins a real case from a script.
    pub fn begin(&self, reference: &str, script: &str) -> Result<Desk, Problem> {
        let shelved = self.shelf.script(script).ok_or_else(|| {
            Problem::wrong_use(
                "There is no script of that name.",
                "See `talking-piece script list` for the scripts that there are.",
            )
        })?;
        self.create_case(reference, shelved, false)
    }

    /// A case that this program has just put away may be held for a moment longer.
    fn open_again(&self, reference: &str, practice: bool) -> Result<Desk, CabinetError> {
        for _ in 0..TRIES {
            self.flushers.let_go();
            match self.cabinet.open(Kind::of(practice), reference) {
                Err(CabinetError::Store(StoreError::LockHeld { holder, .. }))
                    if holder.process == Some(std::process::id()) =>
                {
                    std::thread::sleep(BETWEEN_TRIES);
                }
                opened => return opened,
            }
        }
        self.cabinet.open(Kind::of(practice), reference)
    }

    fn create_case(
        &self,
        reference: &str,
        shelved: &Shelved,
        practice: bool,
    ) -> Result<Desk, Problem> {
        let (script, text) = self.in_own_words(shelved)?;
        let hash = Sha256::digest(text.as_bytes());
        let new = NewCase {
            reference: reference.to_owned(),
            script: Arc::new(script),
            script_hash: hex(&hash),
            practice,
        };
        Ok(self.cabinet.create(new, &text)?)
    }

    /// A script with the service's own wording in it. The case keeps this copy, so
    /// that later settings cannot change what was said.
    fn in_own_words(&self, shelved: &Shelved) -> Result<(Script, String), Problem> {
        let settings = config::read(self.cabinet.storage.as_ref(), &self.cabinet.home)?;
        let mut script = shelved.script.clone();
        let mut changed = false;
        for (name, variable) in &mut script.variables {
            if let Some(own) = settings.variables.get(name) {
                variable.value.clone_from(own);
                changed = true;
            }
        }
        if !changed {
            return Ok((script, shelved.text.clone()));
        }
        let text = serde_json::to_string_pretty(&script).map_err(|_| {
            Problem::wrong_use(
                "The wording in `config.json` does not fit this script.",
                "Check `variables` there.",
            )
        })?;
        Ok((script, text + "\n"))
    }

    /// The next reference that is free: one more than the highest of its kind.
    pub fn next_reference(&self, kind: Kind) -> String {
        let prefix = match kind {
            Kind::Case => "RC-",
            Kind::Practice => "PR-",
        };
        let storage = self.cabinet.storage.as_ref();
        let names = storage
            .list(&self.cabinet.home.cases(kind))
            .unwrap_or_default();
        let numbers = names
            .iter()
            .filter_map(|name| name.strip_prefix(prefix)?.parse::<u32>().ok());
        let next = numbers.max().unwrap_or(0).saturating_add(1);
        format!("{prefix}{next:04}")
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn told(problem: impl Into<Problem>) -> OfficeProblem {
    let Problem {
        what,
        place,
        do_instead,
        kind: _,
    } = problem.into();
    let what = match place {
        Some(place) => format!("{what} ({})", shown(&place)),
        None => what,
    };
    OfficeProblem {
        what,
        instead: do_instead,
    }
}

fn shown(place: &Path) -> String {
    crate::clean::clean(&place.display().to_string(), crate::clean::Shape::Line).text
}

impl Office for CabinetOffice {
    fn cases(&self) -> Result<Vec<CaseSummary>, OfficeProblem> {
        let mut cases = Vec::new();
        for kind in [Kind::Case, Kind::Practice] {
            let storage = self.cabinet.storage.as_ref();
            let listings = list_cases(storage, &self.cabinet.home, kind, 0).map_err(told)?;
            cases.extend(listings.iter().map(|one| summary::of(&self.cabinet, one)));
        }
        cases.sort_by_key(|case| std::cmp::Reverse(case.last_words));
        Ok(cases)
    }

    fn scripts(&self) -> Result<Vec<ScriptSummary>, OfficeProblem> {
        let scripts = self.shelf.scripts.iter().map(|shelved| ScriptSummary {
            id: shelved.script.id.clone(),
            title: shelved.script.title.clone(),
            summary: shelved.script.summary.clone(),
        });
        Ok(scripts.collect())
    }

    fn practice_cases(&self) -> Result<Vec<PracticeSummary>, OfficeProblem> {
        Ok(self.practice_summaries())
    }

    fn create(&mut self, request: &NewCaseRequest) -> Result<Desk, OfficeProblem> {
        self.flushers.let_go();
        let desk = match request {
            NewCaseRequest::Real { reference, script } => self.begin(reference, script.as_str()),
            NewCaseRequest::Practice(id) => self.begin_practice(id),
        };
        let desk = desk.map_err(told)?;
        self.flushers.watch(&desk);
        Ok(desk)
    }

    fn open(&mut self, reference: &str, practice: bool) -> Result<Desk, OfficeProblem> {
        let desk = self.open_again(reference, practice).map_err(told)?;
        self.flushers.watch(&desk);
        Ok(desk)
    }

    fn open_to_read(&mut self, reference: &str, practice: bool) -> Result<Desk, OfficeProblem> {
        let read = self
            .cabinet
            .read(Kind::of(practice), reference)
            .map_err(told)?;
        Ok(Desk::read_only(
            read.case.clone(),
            read.notices(),
            self.cabinet.clock.clone(),
            practice,
        ))
    }

    fn suggest_reference(&self) -> String {
        let next = self.next_reference(Kind::Case);
        debug_assert!(Reference::new(&next).is_ok());
        next
    }

    fn is_protected(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Command, SkipReason};
    use crate::clock::SystemClock;
    use crate::script::ScriptId;
    use crate::store::{Home, MemoryDisk};
    use crate::tui::office::Standing;

    fn office() -> CabinetOffice {
        CabinetOffice::new(Cabinet {
            storage: Arc::new(MemoryDisk::default()),
            clock: Arc::new(SystemClock),
            home: Home::at("/home"),
            waker: Arc::new(|| ()),
        })
    }

    fn real(office: &mut CabinetOffice) -> Desk {
        let request = NewCaseRequest::Real {
            reference: office.suggest_reference(),
            script: ScriptId::new("restorative-conference"),
        };
        office.create(&request).unwrap()
    }

    #[test]
    fn references_are_counted_up_and_practice_has_its_own() {
        let mut office = office();
        assert_eq!(real(&mut office).case().reference, "RC-0001");
        assert_eq!(real(&mut office).case().reference, "RC-0002");
        for expected in ["PR-0001", "PR-0002"] {
            let id = office.practice_names()[0].to_owned();
            let desk = office.create(&NewCaseRequest::Practice(id)).unwrap();
            assert_eq!(desk.case().reference, expected);
            assert!(desk.is_practice());
        }
        assert_eq!(office.cases().unwrap().len(), 4);
    }

    #[test]
    fn every_shipped_practice_case_can_be_begun_with_its_people() {
        let office = office();
        for shelved in office.shelf.cases.clone() {
            let desk = office.begin_practice(&shelved.case.id).unwrap();
            assert_eq!(desk.case().people.len(), shelved.case.people.len());
            assert_eq!(
                desk.case().bottom_lines.len(),
                shelved.case.bottom_lines.len()
            );
            assert_eq!(desk.case().questions.len(), shelved.case.questions.len());
            let supported = shelved
                .case
                .people
                .iter()
                .filter(|person| person.supports.is_some());
            let supporters = desk.case().people.iter();
            let supporting = supporters.filter(|person| person.details.supports.is_some());
            assert_eq!(supporting.count(), supported.count());
        }
    }

    #[test]
    fn a_case_that_was_put_away_can_be_opened_again_at_once() {
        let mut office = office();
        for _ in 0..3 {
            drop(real(&mut office));
            drop(office.open("RC-0001", false).unwrap());
        }
        let mut desk = office.open_to_read("RC-0001", false).unwrap();
        assert!(desk.execute(Command::Skip(SkipReason::Later)).is_err());
        assert_eq!(office.cases().unwrap()[0].standing, Standing::Prepared);
    }

    #[test]
    fn what_cannot_be_opened_says_what_to_do() {
        let mut office = office();
        let Err(problem) = office.open("RC-0009", false) else {
            panic!("there is no such case");
        };
        assert!(!problem.instead.is_empty(), "{problem}");
    }
}
