//! `repair`: a new record from what can still be read of a damaged one.

use clap::Args;

use super::world::World;
use crate::case::{Event, Recorded};
use crate::desk::{CabinetError, WordsBeside, encode};
use crate::problem::Problem;
use crate::store::{self, CaseLock, RepairBodies, Scan};

/// Make a record to go on with from a damaged one
///
/// What can be read is copied into a new file beside the old one, which is not
/// touched. Where nothing is wrong, nothing is written.
#[derive(Debug, Args)]
pub(super) struct Repair {
    /// Reference of the case, such as RC-0412
    #[arg(value_name = "REF")]
    reference: String,
    /// The case is a practice case
    #[arg(long)]
    practice: bool,
}

impl Repair {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let kind = world.kind(&self.reference, self.practice)?;
        let cabinet = world.cabinet_for(kind)?;
        let storage = cabinet.storage.as_ref();
        let folder = cabinet.folder(kind, &self.reference)?;
        let findings = store::verify(storage, &cabinet.home, &folder)?;
        let read = cabinet.read(kind, &self.reference).ok();
        if let Some(read) = &read {
            cabinet.check_place(read)?;
        }
        if findings.is_sound() {
            // A repair writes entries anew, and cannot bring words back.
            let words = read.is_none_or(|read| read.words == WordsBeside::Whole);
            let told = if words {
                "Nothing is wrong with this case; nothing was written."
            } else {
                "Nothing is wrong with the entries of this case, and its words cannot be repaired: \
                 `verify` says what can be done. Nothing was written."
            };
            return world.output.line(told);
        }
        let now = cabinet.clock.now();
        // Nobody may write while the copy is made.
        let _lock = CaseLock::take(storage, folder.path(), now)?;
        let body = |number: u64, event: Event| {
            encode(&Recorded {
                number,
                command: number,
                at: now,
                event,
            })
            .body
        };
        let missing = |number: u64| body(number, Event::EntryMissing);
        let summary = |scan: &Scan| {
            let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
            let (kept, set_aside) = (count(scan.entries.len()), count(scan.aside.len()));
            let number = scan.last_number() + 1;
            body(number, Event::CaseRepaired { kept, set_aside })
        };
        let bodies = RepairBodies {
            missing: &missing,
            summary: &summary,
        };
        let repaired = store::repair_case(storage, &cabinet.home, &folder, &bodies)?;
        let mut text = format!(
            "{} entries were copied into {}.",
            repaired.kept,
            repaired.path.display()
        );
        if !repaired.missing.is_empty() {
            let numbers: Vec<String> = repaired.missing.iter().map(u64::to_string).collect();
            text.push_str("\nCould not be read: ");
            text.push_str(&numbers.join(", "));
            text.push('.');
        }
        text.push_str("\nThe old file is as it was.");
        let read = cabinet.read(kind, &self.reference);
        let unread = read
            .err()
            .filter(|error| matches!(error, CabinetError::NoOpening { .. }));
        if unread.is_none() {
            text.push_str(" The case goes on with the copy.");
        }
        world.output.line(&text)?;
        unread.map_or(Ok(()), |error| Err(error.into()))
    }
}
