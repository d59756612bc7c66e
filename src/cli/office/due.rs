//! What is due in cases, read from each as a whole.

use crate::case::Due;
use crate::desk::Cabinet;
use crate::store::Kind;
use crate::tui::office::DueRow;

/// Everything that is due in these cases, earliest first; one that cannot be read has nothing due,
/// for the list of cases says what is wrong with it.
pub(in crate::cli) fn of<'a>(
    cabinet: &Cabinet,
    kind: Kind,
    references: impl Iterator<Item = &'a str>,
) -> Vec<DueRow> {
    let mut rows: Vec<DueRow> = references
        .flat_map(|reference| of_case(cabinet, kind, reference))
        .collect();
    sort(&mut rows);
    rows
}

/// Earliest first; of one day those of one case together.
pub(super) fn sort(rows: &mut [DueRow]) {
    rows.sort_by(|one, other| (one.on, &one.reference).cmp(&(other.on, &other.reference)));
}

fn of_case(cabinet: &Cabinet, kind: Kind, reference: &str) -> Vec<DueRow> {
    let Ok(read) = cabinet.read(kind, reference) else {
        return Vec::new();
    };
    // While one side is in the room nothing tells of the other.
    if read.case.is_one_sided() {
        return Vec::new();
    }
    let case = read.case.seen();
    let word = &case.agreement_script().vocabulary.item;
    let due = case.due().into_iter();
    due.map(|due: Due| DueRow {
        on: due.on,
        reference: reference.to_owned(),
        practice: kind == Kind::Practice,
        what: due.told(word),
        goes_on: due.what == crate::case::DueWhat::GoesOn,
    })
    .collect()
}
