//! The saved plan of a case, held against the one that its record gives.

use std::path::PathBuf;

use super::{Cabinet, CabinetError, ReadCase};
use crate::case::Case;
use crate::desk::saved_plan::changes_plan;
use crate::document::plan::{Plan, PlanError, plan_of};
use crate::store::{Kind, StoreError};

/// A saved plan that is not the one that the record gives.
#[derive(Debug)]
pub struct PlanBeside {
    path: PathBuf,
    fit: Fit,
}

/// What became of it.
#[derive(Debug)]
enum Fit {
    /// It is not there.
    Missing,
    /// It is the plan of an earlier moment.
    Earlier,
    /// It is a plan of no moment of the record; where it reads otherwise, by the names of its parts.
    Unlike(Vec<String>),
    /// A newer program wrote it.
    Newer,
    /// It is no plan that can be read.
    NoPlan(PlanError),
    /// It cannot be read or opened.
    Unread(StoreError),
}

impl PlanBeside {
    /// Whether somebody has to act on it; a program that was stopped may leave an earlier plan, or
    /// none.
    pub fn is_fault(&self) -> bool {
        match self.fit {
            Fit::Missing | Fit::Earlier | Fit::Newer => false,
            Fit::Unlike(_) | Fit::NoPlan(_) | Fit::Unread(_) => true,
        }
    }

    /// What it is and what to do, in sentences without anybody's words.
    pub fn told(&self) -> String {
        let path = self.path.display();
        let anew = "The record holds what was agreed: `plan REF` prints its plan, and going on with \
                    the case writes the file anew.";
        match &self.fit {
            Fit::Missing => format!(
                "{path}: the saved plan is not there, as when the program was stopped before it wrote it. {anew}"
            ),
            Fit::Earlier => format!(
                "{path}: the saved plan is of an earlier moment of the case, as when the program was stopped before it wrote it anew. {anew}"
            ),
            Fit::Unlike(parts) if parts.is_empty() => format!(
                "{path}: this plan lies here, and nothing that the record holds was closed with it. Somebody may have put it there. {anew}"
            ),
            Fit::Unlike(parts) => format!(
                "{path}: the saved plan is not the one that the record gives, and differs in {}. Somebody may have altered it, or the program was stopped before it wrote it anew. {anew}",
                parts.join(", ")
            ),
            Fit::Newer => format!(
                "{path}: a newer version of the program wrote the saved plan, and this one cannot hold it against the record."
            ),
            Fit::NoPlan(error) => format!("{path}: the saved plan cannot be read. {error} {anew}"),
            Fit::Unread(error) => format!("{error} {anew}"),
        }
    }
}

impl Cabinet {
    /// Holds the saved plan of a case against its record; nothing where they say the same.
    ///
    /// Of a case that is damaged, or read by a script that it was not run from, nobody can tell
    /// what its plan would be.
    pub fn plan_beside(
        &self,
        kind: Kind,
        read: &ReadCase,
    ) -> Result<Option<PlanBeside>, CabinetError> {
        let content = &read.content;
        let folder = &content.folder;
        let can_tell = |read: &ReadCase| {
            let is_gone_by = read.altered.iter().any(|altered| altered.is_gone_by);
            read.content.scan.is_whole() && !is_gone_by && self.check_place(read).is_ok()
        };
        if !can_tell(read) {
            return Ok(None);
        }
        let writing = &content.scan.writing;
        let path = folder.plan_path(writing);
        let found = |fit| {
            Ok(Some(PlanBeside {
                path: path.clone(),
                fit,
            }))
        };
        let saved = match folder.plan(self.storage.as_ref(), writing) {
            Ok(saved) => saved,
            Err(error) => return found(Fit::Unread(error)),
        };
        let practice = kind == Kind::Practice;
        if fit_of(saved.as_deref(), &read.case, practice).is_none() {
            return Ok(None);
        }
        // Whoever has it open may have closed something since: the record is never behind its plan.
        let again = self.read(kind, folder.reference().as_str())?;
        if !can_tell(&again) {
            return Ok(None);
        }
        fit_of(saved.as_deref(), &again.case, practice).map_or(Ok(None), found)
    }
}

/// What is wrong with a saved plan beside this case; nothing where it says the same.
fn fit_of(saved: Option<&[u8]>, case: &Case, practice: bool) -> Option<Fit> {
    let anew = plan_of(case, practice);
    let Some(bytes) = saved else {
        return anew.map(|_| Fit::Missing);
    };
    let saved = match Plan::read(bytes) {
        Ok(saved) => saved,
        Err(PlanError::Newer(_)) => return Some(Fit::Newer),
        Err(error) => return Some(Fit::NoPlan(error)),
    };
    if anew.as_ref() == Some(&saved) {
        return None;
    }
    if is_of_before(case, practice, &saved) {
        return Some(Fit::Earlier);
    }
    let parts = anew.map(|anew| anew.parts_unlike(&saved));
    Some(Fit::Unlike(parts.unwrap_or_default()))
}

/// Whether it was the plan of this case at an earlier moment.
fn is_of_before(case: &Case, practice: bool, saved: &Plan) -> bool {
    let Some(first) = case.scripts.first() else {
        return false;
    };
    let mut then = Case::new(first.script.clone());
    then.reference.clone_from(&case.reference);
    for known in case.scripts.iter().skip(1) {
        then.know(known.script.clone(), &known.hash);
    }
    case.history.iter().any(|recorded| {
        then.apply(recorded.clone());
        changes_plan(&recorded.event) && plan_of(&then, practice).as_ref() == Some(saved)
    })
}
