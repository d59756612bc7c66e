//! Which of several folders with one record is the case.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::Deserialize;

use super::{CaseListing, Listed};
use crate::store::line::HeaderId;

/// Marks all but one of those that hold the same record as copies.
pub(super) fn mark_copies(listings: &mut [CaseListing]) {
    let mut cases: HashMap<HeaderId, (String, bool)> = HashMap::new();
    for listing in listings.iter() {
        let Listed::Readable { id, first, .. } = &listing.state else {
            continue;
        };
        let is_named = names(first, &listing.reference);
        let case = (listing.reference.clone(), is_named);
        match cases.entry(*id) {
            Entry::Occupied(mut known) if is_named && !known.get().1 => drop(known.insert(case)),
            Entry::Occupied(_) => {}
            Entry::Vacant(place) => drop(place.insert(case)),
        }
    }
    for listing in listings {
        let Listed::Readable { id, .. } = &listing.state else {
            continue;
        };
        let case = cases.get(id).map(|(reference, _)| reference);
        if let Some(case) = case.filter(|case| **case != listing.reference) {
            let of = Some(case.clone());
            listing.state = Listed::ConflictCopy { of };
        }
    }
}

/// Whether the first entry of a record says that it was begun under this reference.
fn names(first: &str, reference: &str) -> bool {
    #[derive(Deserialize)]
    struct Begun {
        reference: String,
    }
    let begun = serde_json::from_str::<Begun>(first);
    begun.is_ok_and(|begun| begun.reference.eq_ignore_ascii_case(reference))
}
