//! What is due in cases, read from each as a whole.

use std::panic::resume_unwind;
use std::thread;

use chrono::NaiveDate;

use crate::case::{Due, DueWhat};
use crate::cli::retention::in_force;
use crate::desk::library::{CaseRow, Library, Stands};
use crate::desk::{Cabinet, ReadCase};
use crate::script::RetentionRules;
use crate::store::Kind;
use crate::tui::office::{DueLeads, DueRow};

/// Said of working notes that nobody has gone through.
const NOTES: &str = "Working notes wait to be gone through: each is kept or erased.";

/// So many cases are worth a thread of their own.
const WORTH_A_THREAD: usize = 16;

/// Reads cases of one kind for what is due in them.
pub(super) struct Reading<'a> {
    cabinet: &'a Cabinet,
    kind: Kind,
    rules: Option<RetentionRules>,
}

/// Everything that is due in these cases, earliest first; one that cannot be read has nothing due,
/// for the list of cases says what is wrong with it. They are read on every core.
pub(in crate::cli) fn of<'a>(
    cabinet: &Cabinet,
    kind: Kind,
    references: impl Iterator<Item = &'a str>,
) -> Vec<DueRow> {
    let reading = &Reading::of(cabinet, kind);
    let references: Vec<&str> = references.collect();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let in_part = references.len().div_ceil(cores).max(WORTH_A_THREAD);
    let mut rows: Vec<DueRow> = thread::scope(|scope| {
        let parts = references.chunks(in_part);
        let parts: Vec<_> = parts
            .map(|part| scope.spawn(move || reading.all(part)))
            .collect();
        let read = parts.into_iter().map(|part| match part.join() {
            Ok(rows) => rows,
            // Without the rows of a whole part the list would pass for all there is.
            Err(fault) => resume_unwind(fault),
        });
        read.flatten().collect()
    });
    sort(&mut rows);
    rows
}

/// Whether anything can be due in a case that the library knows, as far as these rules see to it:
/// what is read whole to find nothing takes the most time of all.
pub(in crate::cli) fn may_be(
    library: &Library,
    row: &CaseRow,
    rules: Option<&RetentionRules>,
    today: NaiveDate,
) -> bool {
    let waits = match row.stands() {
        Some(Stands::Ended { notes_wait, .. }) => notes_wait,
        Some(Stands::Prepared | Stands::Running | Stands::Adjourned(_) | Stands::Closed(_)) => {
            false
        }
        None => return false,
    };
    let kept = rules.and_then(|rules| library.kept(row, rules));
    waits || row.due.is_some() || kept.is_some_and(|kept| kept.is_due(today))
}

/// Earliest first; of one day those of one case together.
pub(super) fn sort(rows: &mut [DueRow]) {
    rows.sort_by(|one, other| (one.on, &one.reference).cmp(&(other.on, &other.reference)));
}

impl<'a> Reading<'a> {
    /// Of this kind. Without rules that can be used no case is due to go; the case and `retention`
    /// say so.
    pub(super) fn of(cabinet: &'a Cabinet, kind: Kind) -> Self {
        let rules = in_force(cabinet.storage.as_ref(), &cabinet.home).ok();
        Self {
            cabinet,
            kind,
            rules: rules.filter(|_| kind == Kind::Case),
        }
    }

    /// Reads a case whole; nothing of one that cannot be read, and while one side is in the room,
    /// for nothing tells of the other then.
    pub(super) fn read(&self, reference: &str) -> Option<ReadCase> {
        let read = self.cabinet.read(self.kind, reference).ok()?;
        (!read.case.is_one_sided()).then_some(read)
    }

    /// What is due in these cases.
    fn all(&self, references: &[&str]) -> Vec<DueRow> {
        let cases = references.iter();
        let rows = cases.filter_map(|reference| {
            let read = self.read(reference)?;
            Some(self.rows(reference, &read))
        });
        rows.flatten().collect()
    }

    /// What is due in it.
    pub(super) fn rows(&self, reference: &str, read: &ReadCase) -> Vec<DueRow> {
        let row = |on, what, leads| DueRow {
            on,
            reference: reference.to_owned(),
            practice: self.kind == Kind::Practice,
            what,
            leads,
        };
        let case = read.case.seen();
        let word = &case.agreement_script().vocabulary.item;
        let due = case.due().into_iter();
        let mut rows: Vec<DueRow> = due
            .map(|due: Due| {
                let leads = match due.what {
                    DueWhat::GoesOn => DueLeads::Meeting,
                    DueWhat::Item(_) | DueWhat::Review | DueWhat::FollowUp(_) => DueLeads::FollowUp,
                };
                row(due.on, due.told(word), leads)
            })
            .collect();
        let within = self
            .rules
            .as_ref()
            .and_then(|rules| rules.notes_within_days);
        let notes = within.and_then(|days| case.notes_due(days));
        rows.extend(notes.map(|on| row(on, NOTES.to_owned(), DueLeads::WrapUp)));
        let today = self.cabinet.clock.now().wall.date_naive();
        let (days, script) = (read.case.days(), read.case.script.id.as_str());
        let kept = self.rules.as_ref();
        let kept = kept.and_then(|rules| days.kept(script, rules));
        if let Some(kept) = kept.filter(|kept| kept.is_due(today)) {
            let told = format!("{} Dispose of it, or hold it.", kept.told(today));
            rows.extend(kept.until.map(|on| row(on, told, DueLeads::CasePage)));
        }
        rows
    }
}
