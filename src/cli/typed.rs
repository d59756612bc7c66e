//! A reference that is typed once more, before something goes that nothing brings back.

use std::io::{BufRead as _, Read as _};

use crate::problem::Problem;

/// More than a reference is never read.
const LONGEST: u64 = 200;

/// Reads one line of standard input; refuses anything but this reference.
pub(super) fn type_once_more(reference: &str) -> Result<(), Problem> {
    let mut line = String::new();
    let input = std::io::stdin().lock();
    input.take(LONGEST).read_line(&mut line).map_err(|_| {
        Problem::wrong_use("Nothing could be read.", "Type the reference and Enter.")
    })?;
    if line.trim() == reference {
        return Ok(());
    }
    Err(Problem::wrong_use(
        "That is not the reference, so nothing was done.",
        "Type it exactly as it is written.",
    ))
}
