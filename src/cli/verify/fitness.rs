//! Why a case cannot be gone on with although its files are whole, and what is to be done about cases
//! that are not sound.

use super::Verdict;
use crate::desk::{AlteredScript, Cabinet, CabinetError, PlanBeside, ReadCase};
use crate::store::{Findings, Kind, StoreError};

/// What helps a case that is not sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remedy {
    /// A repair.
    Repair,
    /// Whatever is told with what was found, if anything has to be done at all.
    AsTold,
}

impl Remedy {
    pub(super) fn of(findings: &Findings) -> Self {
        if findings.can_be_repaired() {
            Self::Repair
        } else {
            Self::AsTold
        }
    }
}

/// What is told of the script and the plan that lie beside a record, a sentence or more each.
#[derive(Default)]
pub(super) struct FilesBeside {
    /// What somebody has to act on.
    pub(super) faults: Vec<String>,
    /// What a stopped program may leave.
    pub(super) harmless: Option<String>,
}

/// Holds the script and the plan beside a record against it, where it can be read.
pub(super) fn files_beside(
    cabinet: &Cabinet,
    kind: Kind,
    read: &Result<ReadCase, CabinetError>,
    findings: &Findings,
) -> FilesBeside {
    let Ok(read) = read else {
        return FilesBeside::default();
    };
    let altered = read.altered.iter().map(AlteredScript::told);
    // Where a part of the record is missing, the plan may well tell more than it does. One that
    // cannot be read once more is told by the next look at it.
    let is_all = findings.standing.is_complete();
    let plan = is_all.then(|| cabinet.plan_beside(kind, read));
    let plan = plan.and_then(Result::ok).flatten();
    let is_fault = plan.as_ref().is_some_and(PlanBeside::is_fault);
    let plan = plan.map(|plan| plan.told());
    let (fault, harmless) = if is_fault { (plan, None) } else { (None, plan) };
    FilesBeside {
        faults: altered.chain(fault).collect(),
        harmless,
    }
}

/// Why a case whose record can be read is none that can be gone on with as if it were whole, and what
/// to do.
pub(super) fn why_not_opened(
    cabinet: &Cabinet,
    read: &Result<ReadCase, CabinetError>,
) -> Option<String> {
    match read {
        Ok(read) => {
            let is_fit = cabinet.check_place(read);
            let unfit = is_fit.and_then(|()| cabinet.check_words(read)).err();
            let is_hidden = read.case.is_partly_hidden();
            unfit
                .map(|error| error.to_string())
                .or_else(|| read.words.missing_told(is_hidden))
        }
        Err(error) => keeps_it_closed(error).then(|| error.to_string()),
    }
}

/// Whether nothing else that is checked tells of an error.
fn keeps_it_closed(error: &CabinetError) -> bool {
    match error {
        CabinetError::Script { .. }
        | CabinetError::NoOpening { .. }
        | CabinetError::Misplaced { .. }
        | CabinetError::Twice { .. }
        | CabinetError::Stranger { .. }
        | CabinetError::WordsOfAnother { .. } => true,
        // The record and the notes were read by then: it is about the copy of a script.
        CabinetError::Store(error) => is_about_a_script(error),
        // Whoever begins a case may have been stopped before anything was saved, and what was saved and
        // is gone is told by what this computer knows of it; a newer script is whole, to the letter.
        CabinetError::Empty { .. }
        | CabinetError::CutOff { .. }
        | CabinetError::NewerScript { .. }
        | CabinetError::AlteredScript { .. }
        | CabinetError::Refused(_)
        | CabinetError::ReadOnly(_) => false,
    }
}

fn is_about_a_script(error: &StoreError) -> bool {
    let folder = error.path().and_then(|path| path.parent());
    let name = folder.and_then(|folder| folder.file_name());
    name.is_some_and(|name| name == "scripts")
}

/// What to do about those that are not sound. A repair is named only where it would do something.
pub(super) fn instead(verdicts: &[Verdict]) -> String {
    let repairs = verdicts
        .iter()
        .filter(|verdict| verdict.remedy == Remedy::Repair);
    let bad = verdicts.iter().filter(|verdict| verdict.worst.is_some());
    let practice = repairs.clone().filter(|verdict| verdict.practice).count();
    let (repairs, bad) = (repairs.count(), bad.filter(|verdict| !verdict.copy).count());
    let how = match practice {
        0 => "`repair REF` makes",
        all if all == repairs => "`repair REF --practice` makes",
        _ => "`repair REF`, of a practice case with `--practice`, makes",
    };
    match repairs {
        0 => "Act on what stands with each of them; nothing was changed here.".to_owned(),
        all if all == bad => format!("{how} a copy to go on with; nothing is lost by it."),
        _ => format!(
            "{how} a copy to go on with where entries are damaged or missing; act on what stands \
             with the others."
        ),
    }
}
