//! Words taken out of the record itself, and the record before it deleted.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::Redact;
use crate::case::TakeOut;
use crate::cli::output::{counted, remark};
use crate::cli::typed::type_once_more;
use crate::cli::world::World;
use crate::desk::BegunAnew;
use crate::problem::Problem;
use crate::store::{self, Kind, OldRecord};

/// What of a person is not taken out by their number.
const STAYS: &str = "As they were: what was agreed, which is everybody's; what is about safety; and \
    what stands under nobody's name. --entry N takes out an entry that you name. Papers that were \
    handed out, and files that were written elsewhere, are not reached.";

/// Said where what was closed was sealed by somebody else.
const SEALS_LEFT: &str = "What was closed was sealed with a key that is not this home's. That seal \
    does not carry over to the new record; the next closing makes one.";

/// Said where what was agreed has another code now.
const OTHER_CODE: &str = "Words were taken out of what was agreed, so that its code is another one \
    now. Codes on papers that were handed out before are of the record before; `verify REF --code` \
    knows them still.";

/// Said of a copy that a share holds still.
const COPY_FOLLOWS: &str = " Its copy on the shared folder follows at the next start.";

/// Writes a new record of a case without some words.
pub(super) fn take_out(redact: &Redact, world: &mut World) -> Result<(), Problem> {
    let asked = TakeOut {
        person: redact.of,
        entries: redact.entries.iter().copied().collect(),
    };
    if asked == TakeOut::default() {
        return Err(Problem::wrong_use(
            "Nobody is named whose words are to be taken out, and no entry.",
            "Add --of P2, or --entry 17; `show` tells the numbers of people, `timeline --json` those of entries.",
        ));
    }
    let kind = world.kind(&redact.reference, redact.practice)?;
    let cabinet = world.cabinet_for(kind)?;
    let begun = cabinet.take_out(kind, &redact.reference, &asked)?;
    let (reference, flag) = (&redact.reference, kind.flag());
    if let Some(error) = &begun.unconfirmed {
        remark(&format!(
            "{error} The new record stands all the same; `verify {reference}{flag}` says how it is, \
             and `redact {reference}{flag} --delete-old` what else holds the words."
        ));
    }
    if let Some(error) = &begun.unsettled {
        remark(&format!(
            "{error} Notes and plan of the case still hold the words; the next opening of it takes \
             them out."
        ));
    }
    world.output.line(&told(redact, kind, &begun))
}

fn told(redact: &Redact, kind: Kind, begun: &BegunAnew) -> String {
    let BegunAnew {
        taken,
        path,
        old,
        seals_left,
        ..
    } = begun;
    let pieces = counted(taken.count() as u64, "piece", "pieces");
    let mut text = format!(
        "{pieces} of words taken out of {}. In their place stands: {}\nThe case goes on in {}, which \
         begins anew after entry {} of the record before, whose head is {}.",
        redact.reference,
        taken.blank(),
        path.display(),
        taken.after,
        taken.head,
    );
    if let Some(old) = old {
        text.push_str("\nThe words still stand in these files, and have to be deleted there:");
        text.push_str(&rows(&old.files));
        let _ = write!(
            text,
            "\n`talking-piece redact {}{} --delete-old` does that; nothing brings them back.",
            redact.reference,
            kind.flag()
        );
    }
    let is_coded_anew = !taken.codes.is_empty();
    let said = [
        (is_coded_anew, OTHER_CODE),
        (*seals_left, SEALS_LEFT),
        (taken.person.is_some(), STAYS),
    ];
    for (_, said) in said.into_iter().filter(|(is_so, _)| *is_so) {
        text.push('\n');
        text.push_str(said);
    }
    text
}

/// Deletes the record before, once the reference was typed.
pub(super) fn delete_old(redact: &Redact, world: &mut World) -> Result<(), Problem> {
    let kind = world.kind(&redact.reference, redact.practice)?;
    let cabinet = world.cabinet_for(kind)?;
    let there = cabinet.old_record(kind, &redact.reference)?;
    let OldRecord { after, head, files } = &there;
    remark(&format!(
        "The record of {} up to entry {after}, whose head is {head}, and what else may hold words \
         that were taken out:{}",
        redact.reference,
        rows(files)
    ));
    remark(&format!(
        "Nothing brings these files back. Type {} to delete them:",
        redact.reference
    ));
    type_once_more(&redact.reference)?;
    cabinet.delete_old_record(kind, &redact.reference, &there)?;
    let files = counted(files.len() as u64, "file is", "files are");
    let mut text = format!(
        "{files} gone: the record up to entry {after} with the head {head}. The case goes on in the new one."
    );
    let storage = cabinet.storage.as_ref();
    if kind == Kind::Case && store::has_copy(storage, &cabinet.home, &redact.reference) {
        text.push_str(COPY_FOLLOWS);
    }
    world.output.line(&text)
}

fn rows(files: &[PathBuf]) -> String {
    let rows = files.iter().map(|path| format!("\n  {}", path.display()));
    rows.collect()
}
