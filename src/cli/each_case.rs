//! The same done to every real case, and to what is kept of all of them together.

use super::output::remark;
use crate::desk::Cabinet;
use crate::problem::{Problem, ProblemKind};
use crate::store::{self, CaseFolder, Ring, StoreError};

/// What came of it.
pub(super) struct Done {
    /// How many cases it was done to.
    pub(super) cases: u64,
    /// The first kind of what went wrong, where anything did.
    pub(super) wrong: Option<ProblemKind>,
}

/// Does something to every real case, and seals the answers on evaluation forms for the readers of
/// today; `with` are the keys that open those. What goes wrong is told, and keeps nothing else from
/// being done.
pub(super) fn each_case(
    cabinet: &Cabinet,
    with: &Ring,
    work: impl Fn(&CaseFolder) -> Result<Vec<StoreError>, StoreError>,
) -> Result<Done, Problem> {
    let (storage, home) = (cabinet.storage.as_ref(), &cabinet.home);
    let (mut cases, mut wrong) = (0, None);
    if let Err(error) = store::seal_answers(storage, home, with) {
        let problem = Problem::from(error);
        remark(&format!("answers on evaluation forms: {problem}"));
        wrong = Some(problem.kind);
    }
    for folder in store::real_cases(storage, home)? {
        match work(&folder) {
            Ok(left) => {
                cases += 1;
                tell_left(&folder, left);
            }
            Err(error) => {
                let problem = Problem::from(error);
                remark(&format!("{}: {problem}", folder.reference()));
                wrong = wrong.or(Some(problem.kind));
            }
        }
    }
    Ok(Done { cases, wrong })
}

/// Tells what beside the journal of a case could not be opened: it keeps nobody from the case.
pub(super) fn tell_left(folder: &CaseFolder, left: Vec<StoreError>) {
    for error in left {
        let (reference, problem) = (folder.reference(), Problem::from(error));
        remark(&format!("{reference}: left as it was: {problem}"));
    }
}
