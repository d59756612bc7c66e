//! Cases that were saved outside their folder, where that folder did not come back.

use std::collections::BTreeSet;

use super::Cabinet;
use crate::case::{CaseBrought, Event};
use crate::desk::entry::decode;
use crate::store::{self, CaseListing, Entry, Kind, LeftBehind, Listed};

impl Cabinet {
    /// The references of the cases that were saved outside their folder and not taken in, so that
    /// none is given to another one.
    pub fn rescued_references(&self) -> Vec<String> {
        let rescued = store::rescued_in_home(self.storage.as_ref(), &self.home);
        let read = rescued.into_iter().filter_map(|(_, scan)| scan);
        read.filter_map(|scan| reference_in(&scan.entries))
            .collect()
    }

    /// The copies outside of cases that are not in this home any more.
    pub(super) fn rescued_alone(&self) -> Vec<LeftBehind> {
        let mut rescued = store::rescued_in_home(self.storage.as_ref(), &self.home);
        if rescued.is_empty() {
            return Vec::new();
        }
        let here = self.identities();
        rescued.retain(|(path, _)| {
            // The name begins with the identity, also where nothing can be read.
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let id = name.split('-').next().unwrap_or_default();
            !here.contains(id)
        });
        let left = rescued.into_iter().map(|(path, scan)| LeftBehind::Rescued {
            path,
            reference: scan.and_then(|scan| reference_in(&scan.entries)),
        });
        left.collect()
    }

    /// The identities of all cases that stand in this home and can be read.
    fn identities(&self) -> BTreeSet<String> {
        let storage = self.storage.as_ref();
        let kinds = [Kind::Case, Kind::Practice].into_iter();
        let listings = kinds
            .flat_map(|kind| store::list_cases(storage, &self.home, kind, 0).unwrap_or_default());
        let identity = |listing: CaseListing| match listing.state {
            Listed::Readable { id, .. } => Some(id.to_string()),
            Listed::Broken(_) | Listed::ConflictCopy { .. } => None,
        };
        listings.filter_map(identity).collect()
    }
}

/// The reference that a record says its case has.
fn reference_in(entries: &[Entry]) -> Option<String> {
    let events = entries.iter().rev().map(|entry| decode(entry).event);
    let mut said = events.filter_map(|event| {
        if let Event::CaseOpened { reference, .. } | Event::CaseBrought(CaseBrought { reference }) =
            event
        {
            Some(reference)
        } else {
            None
        }
    });
    said.next()
}
