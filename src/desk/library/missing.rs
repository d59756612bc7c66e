//! What is missing from a case that can be opened all the same.

use super::Library;
use super::row::CaseRow;
use crate::desk::Cabinet;
use crate::store::HighWater;

/// Said of a damaged case where it is one of many, and is not read once more to say what is wrong.
pub const DAMAGED: &str = "Damaged: parts of its record are missing or cannot be read. Its page and \
    `verify` say which.";

impl Library {
    /// What is missing from a case, in one line; nothing where it is whole or cannot be opened.
    ///
    /// One small file is read to know whether its end was cut off. Only a case that is not whole is
    /// read once more, which tells as well whether another window wrote in it meanwhile.
    pub fn missing(&self, cabinet: &Cabinet, row: &CaseRow) -> Option<String> {
        row.stands()?;
        if !row.damaged && !ends_early(cabinet, row) {
            return None;
        }
        cabinet.missing_from(self.kind, &row.reference)
    }
}

/// Whether this computer saved more of a case than was found in it.
fn ends_early(cabinet: &Cabinet, row: &CaseRow) -> bool {
    let mark = |id| HighWater::of(&cabinet.home.state(), id).read(cabinet.storage.as_ref());
    let mark = row.id.and_then(mark);
    mark.is_some_and(|mark| mark.number > u64::from(row.entries))
}
