//! The world outside the screen: real cases and practice cases from the store,
//! scripts from the shelf.

mod beginning;
pub mod bringing;
pub(super) mod due;
mod flushers;
mod forms;
mod keys;
mod library;
mod papers;
mod practice;
mod protecting;
mod retaining;
mod said;
mod search;
mod summary;
mod telling;
#[cfg(test)]
mod tests;
mod wording;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};

pub use flushers::Flushers;
use keys::KeyWatch;
use said::{notice, shown, told};

use super::own_files;
use super::shelved::{self, Whole};
use super::viewer::Viewer;
use crate::desk::{Cabinet, ComparedCopy, Desk};
use crate::document::handing_out::HandOut;
use crate::problem::Problem;
use crate::script::{Evaluation, RetentionRules, RuleSet, Script, ScriptId};
use crate::script_file::{self, Heading, Origin, Shelf, Shelved};
use crate::store::{self, Copier, Kind, PASSPHRASE_COST, Passphrase, Reference};
use crate::tui::effect::NewCaseRequest;
use crate::tui::office::{
    Found, KeysSeen, Office, OfficeProblem, PapersGiven, Readership, ScriptSummary,
};

/// The office over the folder of everything.
pub struct CabinetOffice {
    cabinet: Cabinet,
    /// Gathered when it is first needed, for reading every script takes its time.
    shelf: Arc<OnceLock<Shelf>>,
    flushers: Flushers,
    /// Where a search hands over what it finds.
    search: Option<Receiver<Found>>,
    /// Where cases that are looked into, and libraries, hand over what there is to say.
    looks: (Sender<Found>, Receiver<Found>),
    /// Where papers that were written are told of; also after a lock, for they are to be noted down.
    papers: (Sender<Found>, Receiver<Found>),
    /// Where it is told what became of the latest try of the key of the service.
    trial: Option<Receiver<Found>>,
    /// Whether another window changed the keys.
    keys: KeyWatch,
    /// What goes on with every case.
    all: Looks,
    /// Where people look for papers, and what shows them.
    desktop: papers::Desktop,
    /// How much work each try of a new passphrase costs.
    passphrase_cost: u8,
}

/// Looks at every case that go on since the home screen was opened.
#[derive(Clone, Default)]
struct Looks {
    /// Ends them, for a case has the whole computer to itself.
    stop: Arc<AtomicBool>,
    /// Of which kinds they are.
    through: Arc<library::LookedThrough>,
}

impl CabinetOffice {
    /// Opens the office over a cabinet.
    pub fn new(cabinet: Cabinet) -> Self {
        Self {
            cabinet,
            shelf: Arc::default(),
            flushers: Flushers::default(),
            search: None,
            looks: channel(),
            papers: channel(),
            trial: None,
            keys: KeyWatch::default(),
            all: Looks::default(),
            desktop: papers::Desktop::default(),
            passphrase_cost: PASSPHRASE_COST,
        }
    }

    /// Ends whatever looks through the cases now; what it knows by then is kept.
    fn stop_looking(&mut self) {
        self.all.stop.store(true, Ordering::Relaxed);
        self.all = Looks::default();
    }

    /// The same, with something that shows papers to whoever sits there.
    pub fn showing_papers(mut self, viewer: Viewer) -> Self {
        self.desktop.viewer = viewer;
        self
    }

    /// The same, with folders to print from: the first that is there and holds no cases is used.
    pub fn printing_from(mut self, folders: Vec<PathBuf>) -> Self {
        self.desktop.folders = folders;
        self
    }

    /// The same, with something that copies cases to a shared folder.
    pub fn copying(mut self, copier: Option<Copier>) -> Self {
        self.flushers = self.flushers.copying(copier);
        self
    }

    /// The same, with new passphrases protected at a cost of `2^cost`; for tests, which have no time.
    pub fn protecting_at(self, passphrase_cost: u8) -> Self {
        Self {
            passphrase_cost,
            ..self
        }
    }

    fn shelf(&self) -> &Shelf {
        gathered(&self.shelf, &self.cabinet)
    }

    /// What makes open cases safe.
    pub fn flushers(&self) -> Flushers {
        self.flushers.clone()
    }

    fn take(&self, shelved: &Shelved) -> Result<Whole, Problem> {
        shelved::take(self.cabinet.storage.as_ref(), &self.cabinet.home, shelved)
    }

    fn shelved(&self, script: &str) -> Result<&Shelved, Problem> {
        self.shelf().script(script).ok_or_else(|| {
            Problem::wrong_use(
                "There is no script of that name.",
                "See `talking-piece script list` for the scripts that there are.",
            )
        })
    }

    /// The next reference that is free: one more than the highest of its kind.
    pub fn next_reference(&self, kind: Kind) -> String {
        retaining::next_reference(&self.cabinet, kind)
    }
}

/// The shelf. Files that cannot be read are told by `script list`: here the terminal may
/// be showing a picture.
fn gathered<'a>(shelf: &'a OnceLock<Shelf>, cabinet: &Cabinet) -> &'a Shelf {
    let storage = cabinet.storage.as_ref();
    shelf.get_or_init(|| own_files::shelf(storage, &cabinet.home, |_| {}))
}

impl Office for CabinetOffice {
    fn look_around(&mut self) {
        self.stop_looking();
        let (cabinet, shelf) = (self.cabinet.clone(), Arc::clone(&self.shelf));
        self.search = Some(search::begin(cabinet, shelf, self.all.clone()));
    }

    fn look_through(&mut self, practice: bool) {
        let kind = Kind::of(practice);
        if self.all.through.note(kind) {
            return;
        }
        let (cabinet, sender) = (self.cabinet.clone(), self.looks.0.clone());
        library::begin(cabinet, kind, sender, Arc::clone(&self.all.stop));
    }

    fn found(&mut self) -> Vec<Found> {
        let search = self.search.iter().flat_map(Receiver::try_iter);
        let looks = self.looks.1.try_iter();
        search
            .chain(looks)
            .chain(self.papers.1.try_iter())
            .chain(self.trial.iter().flat_map(Receiver::try_iter))
            .collect()
    }

    fn look_into(&mut self, reference: &str, practice: bool) {
        let (cabinet, sender) = (self.cabinet.clone(), self.looks.0.clone());
        search::look_into(cabinet, Kind::of(practice), reference.to_owned(), sender);
    }

    fn scripts(&self) -> Result<Vec<ScriptSummary>, OfficeProblem> {
        let shelf = self.shelf();
        let scripts = shelf.scripts.iter().map(|shelved| {
            let Heading {
                id,
                title,
                summary,
                version: _,
                language: _,
            } = &shelved.heading;
            let own = shelved.origin == Origin::Own;
            ScriptSummary {
                id: id.clone(),
                title: title.clone(),
                summary: summary.clone(),
                own: own.then(|| notice(shelf, shelved)),
            }
        });
        let mut scripts: Vec<ScriptSummary> = scripts.collect();
        scripts.sort_by_cached_key(|script| {
            let place = script_file::place_in_lists(script.id.as_str());
            (place, script.title.clone())
        });
        Ok(scripts)
    }

    fn script_trouble(&self) -> Option<String> {
        let broken = &self.shelf().broken;
        let what = match broken.as_slice() {
            [] => return None,
            [one] => format!("Your file {} cannot be used.", shown(Path::new(&one.file))),
            several => format!("{} files of yours cannot be used.", several.len()),
        };
        Some(format!("{what} `talking-piece script check` says why."))
    }

    fn rule_sets(&self) -> Vec<RuleSet> {
        let storage = self.cabinet.storage.as_ref();
        // What cannot be read is told by `rules list`: here the terminal shows a picture.
        let shelf = own_files::rule_shelf(storage, &self.cabinet.home, |_| {});
        shelf.sets.into_iter().map(|shelved| shelved.set).collect()
    }

    fn evaluations(&self) -> Vec<Evaluation> {
        forms::evaluations(&self.cabinet)
    }

    fn keep_answers(&mut self, lines: Vec<String>) -> Result<(), OfficeProblem> {
        forms::keep(&self.cabinet, lines).map_err(told)
    }

    fn create(&mut self, request: &NewCaseRequest) -> Result<Desk, OfficeProblem> {
        self.flushers.let_go();
        self.stop_looking();
        let desk = match request {
            NewCaseRequest::Real { reference, script } => {
                self.begin(reference.as_deref(), script.as_str())
            }
            NewCaseRequest::Practice(id) => self.begin_practice(id),
        };
        let mut desk = desk.map_err(told)?;
        self.flushers.watch(&mut desk);
        Ok(desk)
    }

    fn open(&mut self, reference: &str, practice: bool) -> Result<Desk, OfficeProblem> {
        self.stop_looking();
        let mut desk = self.open_again(reference, practice).map_err(told)?;
        self.flushers.watch(&mut desk);
        Ok(desk)
    }

    fn open_to_read(&mut self, reference: &str, practice: bool) -> Result<Desk, OfficeProblem> {
        let read = self
            .cabinet
            .read(Kind::of(practice), reference)
            .map_err(told)?;
        let (mut notices, clock) = (read.notices(), self.cabinet.clock.clone());
        let here = &read.content.scan;
        let beside = self
            .cabinet
            .compare_copies(Kind::of(practice), reference, here);
        // Where they cannot be looked at, the case itself can be read all the same.
        notices.extend(beside.unwrap_or_default().iter().map(ComparedCopy::told));
        let mut desk = Desk::read_only(read.case, notices, clock, practice);
        self.flushers.watch(&mut desk);
        Ok(desk)
    }

    fn retention(&self) -> Result<RetentionRules, OfficeProblem> {
        retaining::rules(&self.cabinet)
    }

    fn dispose(&mut self, reference: &str, practice: bool) -> Result<String, OfficeProblem> {
        self.stop_looking();
        retaining::dispose(&self.cabinet, &self.flushers, Kind::of(practice), reference)
    }

    fn script(&self, script: &ScriptId) -> Result<Arc<Script>, OfficeProblem> {
        let whole = self
            .shelved(script.as_str())
            .and_then(|shelved| self.in_own_words(self.take(shelved)?));
        Ok(Arc::new(whole.map_err(told)?.script))
    }

    fn change_process(&mut self, desk: &mut Desk, script: &ScriptId) -> Result<(), OfficeProblem> {
        let changed = self.shelved(script.as_str()).and_then(|shelved| {
            let Whole { script, text } = self.in_own_words(self.take(shelved)?)?;
            Ok(self.cabinet.change_process(desk, Arc::new(script), &text)?)
        });
        changed.map_err(told)
    }

    fn give_papers(&mut self, papers: HandOut) {
        let sender = self.papers.0.clone();
        papers::begin(self.cabinet.clone(), self.desktop.clone(), papers, sender);
    }

    fn print_folder(&self) -> Option<String> {
        self.desktop.print_folder(&self.cabinet).map(shown)
    }

    fn note_papers(&mut self, papers: &PapersGiven) -> Result<(), OfficeProblem> {
        papers::note(&self.cabinet, &self.flushers, papers).map_err(told)
    }

    fn suggest_reference(&self) -> String {
        let next = self.next_reference(Kind::Case);
        debug_assert!(Reference::new(&next).is_ok());
        next
    }

    fn is_protected(&self) -> bool {
        let home = &self.cabinet.home;
        home.is_protected(self.cabinet.storage.as_ref())
    }

    fn is_locked(&self) -> bool {
        self.is_protected() && self.cabinet.home.ring().keyring().is_none()
    }

    fn keys(&self) -> KeysSeen {
        keys::as_they_are(&self.cabinet)
    }

    fn look_at_keys(&mut self) {
        self.keys.look(&self.cabinet);
    }

    fn keys_seen(&mut self) -> Option<KeysSeen> {
        self.keys.seen()
    }

    fn readership(&mut self) -> Option<Readership> {
        protecting::readership(&self.cabinet)
    }

    fn try_recovery(&mut self, path: &str) {
        let (sender, receiver) = channel();
        let stop = Arc::clone(&self.all.stop);
        // Of an earlier one nobody hears any more: it was another file.
        self.trial = Some(receiver);
        protecting::try_recovery(self.cabinet.clone(), path, sender, stop);
    }

    fn drive_warning(&mut self) -> Option<String> {
        protecting::drive_warning(&self.cabinet)
    }

    fn lock(&mut self) {
        self.stop_looking();
        self.search = None;
        // What was read is let go of; papers name a reference and a number, and no words.
        self.looks = channel();
        self.trial = None;
        self.keys = KeyWatch::default();
        self.cabinet.home.ring().lock();
    }

    fn unlock(&mut self, passphrase: &Passphrase) -> Result<(), OfficeProblem> {
        self.keys = KeyWatch::default();
        protecting::unlock(&self.cabinet, passphrase)
    }

    fn asks_for_protection(&self) -> bool {
        store::asks_for_protection(self.cabinet.storage.as_ref(), &self.cabinet.home)
    }

    fn decline_protection(&mut self) -> Result<(), OfficeProblem> {
        protecting::decline(&self.cabinet)
    }

    fn passphrase_by_lot(&self) -> Result<Passphrase, OfficeProblem> {
        protecting::by_lot(&self.cabinet)
    }

    fn protect(
        &mut self,
        passphrase: &Passphrase,
        service: Option<String>,
    ) -> Result<(), OfficeProblem> {
        // A look that is under way knows nothing of these keys.
        self.keys = KeyWatch::default();
        protecting::protect(&self.cabinet, passphrase, self.passphrase_cost, service)
    }
}
