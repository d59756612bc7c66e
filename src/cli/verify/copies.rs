//! What is told of copies that lie among the cases.

use std::collections::HashMap;

use super::Verdict;
use crate::desk::{ComparedCopy, Comparison};
use crate::problem::ProblemKind;
use crate::store::{CaseListing, HeaderId, Listed, Reference};

/// Said of a folder whose name no case can have.
pub(super) const A_COPY: &str = "This is a copy of a case, left by a program that copies folders.";

/// Whether a folder is a copy by its name, which is not looked into.
pub(super) fn is_copy(listing: &CaseListing) -> bool {
    matches!(listing.state, Listed::ConflictCopy { .. })
        && Reference::new(&listing.reference).is_err()
}

/// A copy by its name, and whether something of it was compared.
pub(super) fn named(copy: &ComparedCopy) -> (String, bool) {
    let name = copy.path.file_name().unwrap_or_default();
    let compared = match copy.found {
        Comparison::Record(_) | Comparison::Notes(_) => true,
        Comparison::HalfTyped
        | Comparison::OtherCase
        | Comparison::NoRecord
        | Comparison::Unreadable(_)
        | Comparison::Hidden(_) => false,
    };
    (name.to_string_lossy().into_owned(), compared)
}

/// Beside what was told before, where the case of a copy is, if it is there.
pub(super) fn copied_from(copy: &Verdict, above: &[Verdict]) -> &'static str {
    let of_kind = above.iter().filter(|case| case.practice == copy.practice);
    let mut told = of_kind.flat_map(|case| &case.beside);
    match told.find(|(name, _)| *name == copy.reference) {
        Some((_, true)) => "A COPY, compared with its case above",
        Some((_, false)) => "A COPY; what could be told of it stands with its case above",
        None => "A COPY, and no case that it could be compared with stands above",
    }
}

/// Tells of records that lie in two folders, of which neither is the one that the record names.
pub(super) fn tell_the_same(verdicts: &mut [Verdict]) {
    let mut seen: HashMap<HeaderId, String> = HashMap::new();
    for verdict in verdicts.iter_mut().filter(|verdict| verdict.sound) {
        let Some(id) = verdict.id else {
            continue;
        };
        if let Some(other) = seen.get(&id) {
            verdict.sound = false;
            verdict.worst = Some(ProblemKind::Damaged);
            verdict.findings.push(format!(
                "The same record lies in the folder of {other} as well. Move one of the two out of \
                 the home before anybody goes on with either."
            ));
        } else {
            seen.insert(id, verdict.reference.clone());
        }
    }
}
