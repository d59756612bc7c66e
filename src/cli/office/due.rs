//! What is due in cases, read from each as a whole.

use crate::case::{Due, DueWhat};
use crate::cli::retention::in_force;
use crate::desk::Cabinet;
use crate::script::RetentionRules;
use crate::store::Kind;
use crate::tui::office::{DueLeads, DueRow};

/// Everything that is due in these cases, earliest first; one that cannot be read has nothing due,
/// for the list of cases says what is wrong with it.
pub(in crate::cli) fn of<'a>(
    cabinet: &Cabinet,
    kind: Kind,
    references: impl Iterator<Item = &'a str>,
) -> Vec<DueRow> {
    // Without rules that can be used no case is due to go; the case and `retention` say so.
    let rules = in_force(cabinet.storage.as_ref(), &cabinet.home).ok();
    let rules = rules.filter(|_| kind == Kind::Case);
    let mut rows: Vec<DueRow> = references
        .flat_map(|reference| of_case(cabinet, kind, reference, rules.as_ref()))
        .collect();
    sort(&mut rows);
    rows
}

/// Earliest first; of one day those of one case together.
pub(super) fn sort(rows: &mut [DueRow]) {
    rows.sort_by(|one, other| (one.on, &one.reference).cmp(&(other.on, &other.reference)));
}

fn of_case(
    cabinet: &Cabinet,
    kind: Kind,
    reference: &str,
    rules: Option<&RetentionRules>,
) -> Vec<DueRow> {
    let Ok(read) = cabinet.read(kind, reference) else {
        return Vec::new();
    };
    // While one side is in the room nothing tells of the other.
    if read.case.is_one_sided() {
        return Vec::new();
    }
    let row = |on, what, leads| DueRow {
        on,
        reference: reference.to_owned(),
        practice: kind == Kind::Practice,
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
    let today = cabinet.clock.now().wall.date_naive();
    let (days, script) = (read.case.days(), read.case.script.id.as_str());
    let kept = rules.and_then(|rules| days.kept(script, rules));
    if let Some(kept) = kept.filter(|kept| kept.is_due(today)) {
        let told = format!("{} Dispose of it, or hold it.", kept.told(today));
        rows.extend(kept.until.map(|on| row(on, told, DueLeads::CasePage)));
    }
    rows
}
