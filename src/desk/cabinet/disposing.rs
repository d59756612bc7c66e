//! Disposing of a case: who may, and what the receipt says.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Cabinet, CabinetError};
use crate::case::{Case, Refusal, SessionStatus};
use crate::script::RetentionRules;
use crate::store::{
    self, CaseLock, Disposing, Kind, LeftBehind, ScanError, StoreError, finish_disposals,
    sweep_left_behind,
};

/// The receipt of a case that was disposed of: its reference, days and numbers; neither words nor
/// names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    format: u32,
    #[serde(rename = "ref")]
    reference: String,
    practice: bool,
    disposed: NaiveDate,
    begun: Option<NaiveDate>,
    last_meeting: Option<NaiveDate>,
    closed: Option<NaiveDate>,
    last_entry: Option<NaiveDate>,
    /// The period by which it was kept, and until when, also where it went before that day; none
    /// of a practice case, and where no period fits or the record could not be read.
    period: Option<String>,
    kept_until: Option<NaiveDate>,
    /// Nothing of a case whose record could not be read any more.
    counts: Option<Counts>,
    files: u64,
}

/// What there was of a case, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct Counts {
    entries: usize,
    meetings: usize,
    people: usize,
    agreed_items: usize,
    marks: usize,
    messages: usize,
}

/// The format of receipts that this program writes.
const FORMAT: u32 = 1;

impl Cabinet {
    /// Disposes of a case and says where its receipt is. `rules` tell by which period it was kept.
    ///
    /// Whoever asks has typed its reference: nothing brings it back. A case whose record cannot be
    /// read can be disposed of as well; nobody can tell then whether it was on hold.
    ///
    /// # Errors
    /// A case that is on hold, in a meeting or open in another window, and whatever the disk
    /// refuses; see [`store::dispose`] for what is left then.
    pub fn dispose(
        &self,
        kind: Kind,
        reference: &str,
        rules: Option<&RetentionRules>,
    ) -> Result<PathBuf, CabinetError> {
        let folder = self.folder(kind, reference)?;
        let storage = self.storage.as_ref();
        if storage.identity(folder.path()).is_err() {
            let path = folder.path().to_owned();
            return Err(self.perhaps_gone(StoreError::NoCase { path }, reference));
        }
        let now = self.clock.now();
        // Nobody may put it on hold once it was looked at.
        let lock = CaseLock::take(storage, folder.path(), now)?;
        let read = match self.read(kind, reference) {
            Ok(read) => Some(read),
            Err(error) if is_lost(&error) => None,
            Err(error) => return Err(error),
        };
        if let Some(read) = &read {
            self.check_place(read)?;
            may_be_disposed_of(&read.case).map_err(CabinetError::Refused)?;
        }
        let content = || store::read_case(storage, &self.home, &folder).ok();
        let id = read.as_ref().map(|read| read.content.scan.header.id);
        let id = id.or_else(|| Some(content()?.scan.header.id));
        let case = read.as_ref().map(|read| &read.case);
        let today = now.wall.date_naive();
        let receipt = |files| {
            let receipt = Receipt {
                files,
                ..Receipt::of(case, (reference, kind), today, rules)
            };
            // Texts and numbers always have a JSON form.
            serde_json::to_string_pretty(&receipt).unwrap_or_default() + "\n"
        };
        let disposing = Disposing {
            folder: &folder,
            lock,
            id,
            receipt: &receipt,
        };
        Ok(store::dispose(storage, &self.home, &disposing)?)
    }

    /// Takes up disposals that a crash or a fault left half done; says what could not be removed.
    pub fn finish_disposals(&self) -> Vec<StoreError> {
        finish_disposals(self.storage.as_ref(), &self.home, self.clock.now())
    }

    /// Removes what an import left that was cut off, where it is provably not the only copy; gives what
    /// nobody can judge. Nothing is done in a protected home that is locked: without its keys nobody
    /// can judge anything.
    pub fn sweep_left_behind(&self) -> Option<Vec<LeftBehind>> {
        let (storage, home) = (self.storage.as_ref(), &self.home);
        let is_open = home.ring().keyring().is_some() || !home.is_protected(storage);
        is_open.then(|| {
            let mut left = sweep_left_behind(storage, home, self.clock.now());
            left.extend(self.rescued_alone());
            left
        })
    }

    /// Why a case is not there, where it was disposed of.
    pub(super) fn perhaps_gone(&self, error: StoreError, reference: &str) -> CabinetError {
        let is_not_there = matches!(error, StoreError::NoCase { .. });
        if is_not_there && self.was_disposed_of(reference) {
            return CabinetError::Refused(Refusal::DisposedOf);
        }
        error.into()
    }

    /// Whether a case of this reference was disposed of.
    pub(in crate::desk) fn was_disposed_of(&self, reference: &str) -> bool {
        let gone = self.disposed_references();
        gone.iter().any(|known| known == reference)
    }

    /// The references of all cases that were disposed of, so that none is given to another one.
    pub fn disposed_references(&self) -> Vec<String> {
        let names = self.storage.list(&self.home.receipts()).unwrap_or_default();
        let references = names.iter().filter_map(|name| reference_of(name));
        references.map(str::to_owned).collect()
    }
}

/// The reference in the name of a receipt, before its last hyphen.
fn reference_of(name: &str) -> Option<&str> {
    let (reference, _) = name.strip_suffix(".json")?.rsplit_once('-')?;
    Some(reference)
}

/// Whether nobody can read the record any more. One that a newer program wrote, or that is locked
/// or sealed, is not lost.
fn is_lost(error: &CabinetError) -> bool {
    match error {
        CabinetError::Empty { .. }
        | CabinetError::CutOff { .. }
        | CabinetError::NoOpening { .. }
        | CabinetError::Script { .. } => true,
        CabinetError::Store(StoreError::Journal { problem, .. }) => match problem {
            ScanError::Empty
            | ScanError::NotAJournal
            | ScanError::HeaderDamaged
            | ScanError::ForeignKeys
            | ScanError::DamagedKeys
            | ScanError::TooLarge
            | ScanError::TooManyEntries => true,
            ScanError::Sealed | ScanError::NotForYou | ScanError::MadeByNewer => false,
        },
        CabinetError::Store(_)
        | CabinetError::NewerScript { .. }
        | CabinetError::Misplaced { .. }
        | CabinetError::Twice { .. }
        | CabinetError::Stranger { .. }
        | CabinetError::WordsOfAnother { .. }
        | CabinetError::AlteredScript { .. }
        | CabinetError::Refused(_)
        | CabinetError::ReadOnly(_) => false,
    }
}

/// Why a case may not be disposed of.
fn may_be_disposed_of(case: &Case) -> Result<(), Refusal> {
    if case.hold().is_some() {
        return Err(Refusal::OnHold);
    }
    match case.session.as_ref().map(|session| &session.status) {
        Some(SessionStatus::Running) => Err(Refusal::SessionNotOver),
        Some(SessionStatus::Adjourned { .. } | SessionStatus::Ended) | None => Ok(()),
    }
}

impl Receipt {
    fn of(
        case: Option<&Case>,
        (reference, kind): (&str, Kind),
        disposed: NaiveDate,
        rules: Option<&RetentionRules>,
    ) -> Self {
        let days = case.map(Case::days).unwrap_or_default();
        let kept = case
            .zip(rules)
            .and_then(|(case, rules)| days.kept(case.script.id.as_str(), rules));
        let kept = kept.filter(|_| kind == Kind::Case);
        Self {
            format: FORMAT,
            reference: reference.to_owned(),
            practice: kind == Kind::Practice,
            disposed,
            begun: case.and_then(|case| Some(case.opened?.wall.date_naive())),
            last_meeting: days.met,
            closed: days.closed,
            last_entry: days.last,
            period: kept.map(|kept| kept.period.id.to_string()),
            kept_until: kept.and_then(|kept| kept.until),
            counts: case.map(|case| Counts {
                entries: case.history.len(),
                meetings: case.sessions().count(),
                people: case.people.len(),
                agreed_items: case.agreed_items().len(),
                marks: case.marks.len(),
                messages: case.carrying.messages.len(),
            }),
            files: 0,
        }
    }
}
