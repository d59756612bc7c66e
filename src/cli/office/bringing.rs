//! Cases and plans of another copy of the program, on their way in.

use std::sync::Arc;

use super::{CabinetOffice, Whole};
use crate::desk::{Imported, NewCase, script_hash};
use crate::document::bringing::{Beginning, beginning};
use crate::document::fingerprint::fingerprint;
use crate::document::plan::{Closing, Plan, PlanKind, plan_of};
use crate::problem::{Problem, ProblemKind};
use crate::script::Script;
use crate::store::{ForeignCase, Kind, Reference};

/// The script that looks back on what a circle or a meeting agreed.
const REVIEW: &str = "agreement-review";
/// The script that looks back on a family's plan.
const FAMILY_REVIEW: &str = "family-group-conference-review";

/// A plan that was brought in.
pub struct BroughtPlan {
    /// The reference of the case that looks back on it.
    pub reference: String,
    /// The script of that case.
    pub script: String,
    /// What it begins with.
    pub beginning: Beginning,
}

impl CabinetOffice {
    /// Brings a case in, or says how it stands beside the one that is here.
    pub fn bring_case(&self, foreign: &ForeignCase) -> Result<Imported, Problem> {
        let kind = foreign.scan.header.kind;
        let spare = || self.next_reference(kind);
        Ok(self.cabinet.import(foreign, &spare)?)
    }

    /// Begins a case that looks back on a plan, by the script of this name or by the usual one.
    pub fn bring_plan(&self, plan: &Plan, script: Option<&str>) -> Result<BroughtPlan, Problem> {
        let usual = match plan.kind {
            PlanKind::OutcomeAgreement => REVIEW,
            PlanKind::FamilyPlan => FAMILY_REVIEW,
        };
        if Reference::new(&plan.reference).is_err() {
            return Err(Problem::new(
                ProblemKind::Damaged,
                "This plan does not say of which case it is.",
                "Make it anew where the case is, with the command `plan`.",
            ));
        }
        if plan.items.is_empty() {
            return Err(Problem::wrong_use(
                "There is nothing in this plan to look back on.",
                "Begin a new case instead.",
            ));
        }
        self.check_unknown(plan)?;
        let whole = self.take(self.shelved(script.unwrap_or(usual))?)?;
        let Whole { script, text } = self.in_own_words(whole)?;
        let old = self.script_of(plan);
        let beginning = beginning(plan, &script, old.as_ref());
        let name = script.id.to_string();
        let new = NewCase {
            reference: plan.reference.clone(),
            script_hash: script_hash(&text),
            script: Arc::new(script),
            practice: plan.practice,
        };
        let spare = || self.next_reference(Kind::of(plan.practice));
        let begun = self
            .cabinet
            .begin_with(&new, &text, &beginning.commands, &spare);
        Ok(BroughtPlan {
            reference: begun?,
            script: name,
            beginning,
        })
    }

    /// The script of a plan, where this program has one of that name.
    fn script_of(&self, plan: &Plan) -> Option<Script> {
        let shelved = self.shelf().script(plan.script.id.as_str())?;
        self.take(shelved).ok().map(|whole| whole.script)
    }

    /// A plan of a case that is here needs no second case.
    fn check_unknown(&self, plan: &Plan) -> Result<(), Problem> {
        let kind = Kind::of(plan.practice);
        let Ok(here) = self.cabinet.read(kind, &plan.reference) else {
            return Ok(());
        };
        let closing = Closing {
            version: plan.version,
            closed: plan.closed,
        };
        let own = plan_of(&here.case, plan.practice);
        let is_of_case = own.is_some_and(|own| own.versions.contains(&closing));
        let from = here.case.agreement_brought_from();
        let was_brought = from.is_some_and(|from| from.fingerprint == fingerprint(plan));
        let what = if is_of_case {
            format!("This plan is of {}, which is here already.", plan.reference)
        } else if was_brought {
            let reference = &plan.reference;
            format!("This plan was brought in before, as {reference}.")
        } else {
            return Ok(());
        };
        Err(Problem::wrong_use(
            what,
            "Open that case with `review`; nothing was changed.",
        ))
    }
}
