//! `dispose`: a case goes with every file of it, once its reference was typed.

use clap::Args;

use super::copies::remove_copy_now;
use super::{COPY_GOES, disposed};
use crate::case::Refusal;
use crate::cli::output::remark;
use crate::cli::retention::in_force;
use crate::cli::typed::type_once_more;
use crate::cli::world::World;
use crate::desk::CabinetError;
use crate::problem::Problem;
use crate::store::{CaseLock, Kind};

/// Said of a copy that is gone.
const COPY_GONE: &str = "Its copy on the shared folder is gone as well.";

/// Dispose of a case: every file of it goes, and a receipt stays
///
/// Asks for the reference to be typed once more; nothing brings the case back. The receipt stands
/// in the folder `receipts` of the home and holds the reference, days and numbers, and no words.
/// Files are removed, not written over. What was handed out or written elsewhere is not reached.
#[derive(Debug, Args)]
pub(in crate::cli) struct Dispose {
    /// Reference of the case, such as RC-0412
    #[arg(value_name = "REF")]
    reference: String,
    /// The case is a practice case
    #[arg(long)]
    practice: bool,
}

impl Dispose {
    pub(in crate::cli) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let kind = world.kind(&self.reference, self.practice)?;
        let cabinet = world.cabinet_for(kind)?;
        let folder = cabinet.folder(kind, &self.reference)?;
        let is_there = cabinet.storage.identity(folder.path()).is_ok();
        match cabinet.read(kind, &self.reference) {
            Ok(read) if read.case.hold().is_some() => {
                return Err(CabinetError::Refused(Refusal::OnHold).into());
            }
            Ok(read) => {
                let today = cabinet.clock.now().wall.date_naive();
                let rules = in_force(cabinet.storage.as_ref(), &cabinet.home);
                let days = read.case.days();
                let script = read.case.script.id.as_str();
                let kept = rules
                    .as_ref()
                    .ok()
                    .and_then(|rules| days.kept(script, rules));
                if let Some(kept) = kept.filter(|_| kind == Kind::Case) {
                    let early = if kept.is_due(today) {
                        ""
                    } else {
                        " That day has not come."
                    };
                    remark(&format!("{}{early}", kept.told(today)));
                }
                if let Some(to_come) = read.case.meeting_to_come(today) {
                    remark(&to_come);
                }
            }
            Err(error) if !is_there => return Err(error.into()),
            Err(error) => {
                remark(&Problem::from(error).to_string());
                remark("Nobody can tell whether it was put on hold.");
            }
        }
        // Nobody types a reference for nothing: one that is open elsewhere stays.
        let now = cabinet.clock.now();
        drop(CaseLock::take(
            cabinet.storage.as_ref(),
            folder.path(),
            now,
        )?);
        remark(&format!(
            "Every file of {0} goes; nothing brings it back. Type {0} to dispose of it:",
            self.reference
        ));
        type_once_more(&self.reference)?;
        let gone = disposed(&cabinet, kind, &self.reference)?;
        let copy = gone.copied.then(|| {
            if remove_copy_now(&cabinet, &self.reference) {
                COPY_GONE
            } else {
                COPY_GOES
            }
        });
        let said: Vec<&str> = std::iter::once(gone.said.as_str()).chain(copy).collect();
        world.output.line(&said.join(" "))
    }
}
