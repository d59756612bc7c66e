//! Begins cases, and opens those that are there.

use std::sync::Arc;

use super::CabinetOffice;
use crate::cli::shelved::Whole;
use crate::desk::{CabinetError, Desk, NewCase, script_hash};
use crate::problem::Problem;
use crate::store::{Kind, StoreError};

/// How many other windows may begin a case at the same moment.
const WINDOWS_AT_ONCE: usize = 32;

impl CabinetOffice {
    /// Begins a real case from a script, under the reference given or the next one that is free.
    pub fn begin(&self, reference: Option<&str>, script: &str) -> Result<Desk, Problem> {
        let shelved = self.shelved(script)?;
        self.create_case(reference, self.take(shelved)?, Kind::Case)
    }

    /// Reads a script as beginning from it will, so that what is wrong with it, or with the service's
    /// own wording, is told beforehand.
    pub fn try_script(&self, script: &str) -> Result<(), Problem> {
        let whole = self.take(self.shelved(script)?)?;
        self.in_own_words(whole).map(drop)
    }

    /// Opens a case that this program may just have put away.
    pub(super) fn open_again(&self, reference: &str, practice: bool) -> Result<Desk, CabinetError> {
        let kind = Kind::of(practice);
        self.flushers
            .once_let_go(|| self.cabinet.open(kind, reference))
    }

    /// Without a reference the case gets the next one that is free. Another window may take that
    /// between the look and the making; then it is the one after.
    pub(super) fn create_case(
        &self,
        reference: Option<&str>,
        whole: Whole,
        kind: Kind,
    ) -> Result<Desk, Problem> {
        let Whole { script, text } = self.in_own_words(whole)?;
        let new = NewCase {
            reference: String::new(),
            script: Arc::new(script),
            script_hash: script_hash(&text),
            practice: kind == Kind::Practice,
        };
        let under = |reference: String| {
            let new = NewCase {
                reference,
                ..new.clone()
            };
            self.cabinet.create(new, &text)
        };
        if let Some(reference) = reference {
            return Ok(under(reference.to_owned())?);
        }
        for _ in 0..WINDOWS_AT_ONCE {
            match under(self.next_reference(kind)) {
                Err(CabinetError::Store(StoreError::Exists { .. })) => {}
                made => return Ok(made?),
            }
        }
        Ok(under(self.next_reference(kind))?)
    }
}
