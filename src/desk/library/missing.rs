//! What is missing from a case that can be opened all the same, and what is said of a copy.

use super::row::CaseRow;
use super::{Library, Text};
use crate::desk::Cabinet;
use crate::store::{COMPARE_A_COPY, HighWater, Reference};

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

    /// What is said of a case that is a copy of this one, where known.
    pub fn told_as_copy(&self, row: &CaseRow, of: Option<Text>) -> String {
        let of = of.map_or("another case", |of| self.text(of));
        if Reference::new(&row.reference).is_err() {
            return format!("A copy of {of}, under a name that no case can have. {COMPARE_A_COPY}");
        }
        format!(
            "The record in this folder is that of {of}, which has it as well. If this folder is a \
             copy, move it out of the home; if another case lay here, put its record back from a \
             copy."
        )
    }
}

/// Whether this computer saved more of a case than was found in it.
fn ends_early(cabinet: &Cabinet, row: &CaseRow) -> bool {
    let mark = |id| HighWater::of(&cabinet.home.state(), id).read(cabinet.storage.as_ref());
    let mark = row.id.and_then(mark);
    mark.is_some_and(|mark| mark.number > u64::from(row.entries))
}
