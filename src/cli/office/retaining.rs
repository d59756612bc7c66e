//! How long cases are kept, and disposing of one.

use chrono::{Days, Months, NaiveDate};

use super::{Flushers, told};
use crate::case::Case;
use crate::cli::retention::{COPY_GOES, Gone, disposed, in_force};
use crate::desk::Cabinet;
use crate::desk::library::{CaseRow, Library, Stands};
use crate::script::{Period, RetentionRules};
use crate::store::Kind;
use crate::tui::office::{CaseSummary, OfficeProblem};

/// Said of a copy that somebody is about to remove.
const COPY_IS_GOING: &str = "Its copy on the shared folder goes as well, once that answers.";

/// The rules in force and the day, for whatever says how long cases are kept.
pub(super) struct Going {
    rules: Option<RetentionRules>,
    today: NaiveDate,
}

impl Going {
    /// By the rules in force; none, where they cannot be used.
    pub(super) fn now(cabinet: &Cabinet) -> Self {
        Self {
            rules: in_force(cabinet.storage.as_ref(), &cabinet.home).ok(),
            today: cabinet.clock.now().wall.date_naive(),
        }
    }

    /// Whether the last entry of a case is so long ago that a period may be over.
    pub(super) fn may(&self, case: &CaseSummary) -> bool {
        let periods = self.rules.iter().flat_map(|rules| &rules.periods);
        let shortest = periods.map(Period::in_months).min();
        let last = case.last_words.or(case.opened);
        let (Some(shortest), Some(last)) = (shortest, last) else {
            return false;
        };
        let over = last.date_naive().checked_add_months(Months::new(shortest));
        !case.practice && over.is_some_and(|over| over <= self.today)
    }

    /// Until when a case is kept, in a sentence.
    pub(super) fn kept(&self, case: &Case) -> Option<String> {
        let days = case.days();
        let kept = days.kept(case.script.id.as_str(), self.rules.as_ref()?)?;
        Some(match kept.held {
            Some(since) => format!("On hold since {}.", since.format("%-d %B %Y")),
            None => kept.told(self.today),
        })
    }

    /// By when working notes that wait in a case are about to be gone through, as far as its row
    /// tells; nothing where none wait, nor of practice cases, whose notes are nobody's words.
    pub(super) fn notes(&self, library: &Library, row: &CaseRow) -> Option<NaiveDate> {
        if library.kind() == Kind::Practice {
            return None;
        }
        let within = self.rules.as_ref()?.notes_within_days?;
        let Some(Stands::Ended {
            notes_wait: true, ..
        }) = row.stands()
        else {
            return None;
        };
        let met = row.days.met?;
        met.checked_add_days(Days::new(u64::from(within)))
    }

    /// Since when a case is due to go.
    pub(super) fn since(&self, library: &Library, row: &CaseRow) -> Option<NaiveDate> {
        let kept = library.kept(row, self.rules.as_ref()?)?;
        kept.until.filter(|_| kept.is_due(self.today))
    }
}

/// The rules in force.
pub(super) fn rules(cabinet: &Cabinet) -> Result<RetentionRules, OfficeProblem> {
    in_force(cabinet.storage.as_ref(), &cabinet.home).map_err(told)
}

/// Disposes of a case that this program may just have put away.
pub(super) fn dispose(
    cabinet: &Cabinet,
    flushers: &Flushers,
    kind: Kind,
    reference: &str,
) -> Result<String, OfficeProblem> {
    let gone = flushers.once_let_go(|| disposed(cabinet, kind, reference));
    Ok(said(gone.map_err(told)?, flushers, reference))
}

/// Says that a case is gone, and has its copy removed, which nobody here waits for.
fn said(gone: Gone, flushers: &Flushers, reference: &str) -> String {
    let Gone { said, copied } = gone;
    if !copied {
        said
    } else if flushers.copy(reference) {
        format!("{said} {COPY_IS_GOING}")
    } else {
        format!("{said} {COPY_GOES}")
    }
}

/// The next reference that is free: one more than the highest of its kind, whether its case is
/// there, was disposed of, or was saved elsewhere when its folder went away.
pub(super) fn next_reference(cabinet: &Cabinet, kind: Kind) -> String {
    let prefix = match kind {
        Kind::Case => "RC-",
        Kind::Practice => "PR-",
    };
    let cases = cabinet.home.cases(kind);
    let names = cabinet.storage.list(&cases).unwrap_or_default();
    let gone = cabinet.disposed_references();
    let rescued = cabinet.rescued_references();
    let numbers = names
        .iter()
        .chain(&gone)
        .chain(&rescued)
        .filter_map(|name| name.strip_prefix(prefix)?.parse::<u32>().ok());
    let next = numbers.max().unwrap_or(0).saturating_add(1);
    format!("{prefix}{next:04}")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::case::{Command, FollowingCommand};
    use crate::cli::office::CabinetOffice;
    use crate::clock::SystemClock;
    use crate::store::{Copier, CopierSetup, Home, MemoryDisk, SharedFolder, Storage};
    use crate::tui::office::Office as _;

    const RULES: &str = r#"{"format":1,"version":1,"title":"t","summary":"s","source":"o",
        "author":"a","licence":"l","periods":[{"id":"all","months":1,"from":"last_entry",
        "because":"So it was settled."}]}"#;

    fn cabinet(disk: &MemoryDisk) -> Cabinet {
        Cabinet {
            storage: Arc::new(disk.clone()),
            clock: Arc::new(SystemClock),
            home: Home::at("/home"),
            waker: Arc::new(|| ()),
        }
    }

    #[test]
    fn nobody_disposes_of_a_case_on_hold_or_open_in_this_window() {
        let disk = MemoryDisk::default();
        let mut office = CabinetOffice::new(cabinet(&disk));
        let mut desk = office.begin(None, "staff-conversation").unwrap();
        let hold = FollowingCommand::PlaceHold("a complaint".to_owned());
        desk.execute(Command::Following(hold)).unwrap();
        desk.close(Duration::from_secs(10));
        let refused = office.dispose("RC-0001", false).unwrap_err();
        assert_eq!(refused.what, "This case is on hold.");
        let mut desk = office.open("RC-0001", false).unwrap();
        let lift = FollowingCommand::LiftHold("answered".to_owned());
        desk.execute(Command::Following(lift)).unwrap();
        desk.close(Duration::from_secs(10));
        let said = office.dispose("RC-0001", false).unwrap();
        assert!(said.starts_with("RC-0001 is gone."), "{said}");
        assert_eq!(office.suggest_reference(), "RC-0002");
        let gone = office.dispose("RC-0001", false).unwrap_err();
        assert!(gone.what.contains("was disposed of"), "{}", gone.what);
    }

    #[test]
    fn the_copy_of_a_case_goes_at_once_where_the_share_answers() {
        let (disk, share) = (MemoryDisk::default(), MemoryDisk::default());
        let shared = std::path::Path::new("/share");
        share.create_folder(shared).unwrap();
        let cabinet = cabinet(&disk);
        let setup = CopierSetup {
            folder: SharedFolder {
                storage: Arc::new(disk.clone()),
                share: Arc::new(share.clone()),
                home: cabinet.home.clone(),
                path: shared.to_owned(),
            },
            clock: Arc::new(SystemClock),
            changed: Arc::new(|| ()),
        };
        let copier = Copier::start(setup).unwrap();
        let mut office = CabinetOffice::new(cabinet).copying(Some(copier));
        let desk = office.begin(None, "staff-conversation").unwrap();
        desk.close(Duration::from_secs(10));
        let until = |there: bool| {
            for _ in 0..1_000 {
                if share.list(shared).unwrap().is_empty() != there {
                    return;
                }
                std::thread::sleep(Duration::from_millis(10));
            }
            panic!("whether a copy is there: never {there}");
        };
        let desk = office.open("RC-0001", false).unwrap();
        desk.close(Duration::from_secs(10));
        until(true);
        let said = office.dispose("RC-0001", false).unwrap();
        assert!(said.contains("once that answers"), "{said}");
        until(false);
    }

    #[test]
    fn a_case_whose_record_is_lost_goes_with_a_receipt_without_numbers() {
        let disk = MemoryDisk::default();
        let cabinet = cabinet(&disk);
        let mut office = CabinetOffice::new(cabinet.clone());
        let desk = office.begin(None, "staff-conversation").unwrap();
        desk.close(Duration::from_secs(10));
        let folder = cabinet.folder(Kind::Case, "RC-0001").unwrap();
        disk.put(&folder.path().join("journal"), b"").unwrap();
        office.dispose("RC-0001", false).unwrap();
        let receipts = cabinet.home.receipts();
        let names = cabinet.storage.list(&receipts).unwrap();
        let receipt = cabinet.storage.read(&receipts.join(&names[0]), 4_000);
        let receipt = String::from_utf8(receipt.unwrap()).unwrap();
        assert!(receipt.contains("\"counts\": null"), "{receipt}");
    }

    #[test]
    fn only_a_case_that_was_left_alone_for_the_shortest_period_is_looked_into() {
        let disk = MemoryDisk::default();
        let cabinet = cabinet(&disk);
        cabinet.home.prepare(&disk).unwrap();
        disk.put(&cabinet.home.retention(), RULES.as_bytes())
            .unwrap();
        let going = Going::now(&cabinet);
        let ago = |days: i64| {
            let last = cabinet.clock.now().wall - chrono::TimeDelta::days(days);
            CaseSummary {
                reference: "RC-0001".to_owned(),
                practice: false,
                protected: false,
                standing: crate::tui::office::Standing::Closed("Agreement"),
                missing: None,
                opened: None,
                last_words: Some(last),
                details: None,
            }
        };
        assert!(!going.may(&ago(20)) && going.may(&ago(40)));
        let practice = CaseSummary {
            practice: true,
            ..ago(40)
        };
        assert!(!going.may(&practice));
        disk.put(&cabinet.home.retention(), b"{}").unwrap();
        assert!(
            !Going::now(&cabinet).may(&ago(4_000)),
            "no rules hold instead"
        );
    }
}
