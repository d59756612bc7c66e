//! Cases that are repaired, brought in, and disposed of.

use std::fs;
use std::path::Path;

use talking_piece::case::{Case, Event};

use super::{Tried, case, case_folder, finished, home, is_same, names, wanted};
use crate::calls::tracer::files;

pub fn with_a_damaged_case(folder: &Path) {
    finished(folder);
    let journal = case_folder(folder).join("journal");
    let text = fs::read_to_string(&journal).expect("a journal");
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(4);
    fs::write(&journal, lines.join("\n") + "\n").expect("a journal");
}

/// What was recorded, without what a repair adds.
fn recorded(case: &Case) -> Vec<Event> {
    let events = case.history.iter().map(|recorded| recorded.event.clone());
    let events =
        events.filter(|event| !matches!(event, Event::EntryMissing | Event::CaseRepaired { .. }));
    events.collect()
}

pub fn damaged_case_is_untouched(tried: &Tried<'_>) -> Result<(), String> {
    let journal = |folder| fs::read(case_folder(folder).join("journal")).unwrap_or_default();
    let same = journal(tried.folder) == journal(tried.before);
    wanted(same, "the damaged record was changed")?;
    let was = recorded(&case(tried.before, None)?);
    let is = recorded(&case(tried.folder, None)?);
    wanted(is == was, "an entry is gone or another one")
}

pub fn damaged_case_is_repaired(tried: &Tried<'_>) -> Result<(), String> {
    tried.once_more()?;
    tried.told(&["verify", "RC-0001"], "")?;
    damaged_case_is_untouched(tried)
}

pub fn with_a_case_on_a_stick(folder: &Path) {
    finished(folder);
    fs::create_dir(folder.join("stick")).expect("a folder");
    let here = case_folder(folder);
    fs::rename(here, folder.join("stick/RC-0001")).expect("another place");
    // As in a home that never had the case.
    fs::remove_dir_all(home(folder).join("state")).expect("the marks");
}

pub fn case_is_here_whole_or_not(tried: &Tried<'_>) -> Result<(), String> {
    let stick = |folder: &Path| files(&folder.join("stick"));
    let same = stick(tried.folder) == stick(tried.before);
    wanted(same, "the stick was changed")?;
    if !case_folder(tried.folder).exists() {
        return Ok(());
    }
    let events = |folder| {
        let recorded = case(folder, None)?.history;
        let events = recorded.into_iter().map(|recorded| recorded.event);
        Ok::<Vec<_>, String>(events.collect())
    };
    let same = events(tried.folder)?.len() == events(tried.after)?.len();
    wanted(same, "the case is here in part")
}

pub fn case_is_here_once(tried: &Tried<'_>) -> Result<(), String> {
    tried.once_more()?;
    case_is_here_whole_or_not(tried)?;
    let cases = names(&home(tried.folder).join("cases"));
    wanted(cases == ["RC-0001"], format!("the cases are {cases:?}"))?;
    tried.told(&["verify"], "").map(drop)
}

pub fn case_is_gone_with_its_receipt(tried: &Tried<'_>) -> Result<(), String> {
    tried.told(&["list"], "")?;
    if case_folder(tried.folder).exists() {
        is_same(tried.folder, None, tried)?;
        let receipts = names(&home(tried.folder).join("receipts"));
        wanted(receipts.is_empty(), "a receipt for a case that is there")?;
        tried.once_more()?;
    }
    let receipts = names(&home(tried.folder).join("receipts"));
    wanted(
        receipts.len() == 1,
        format!("the receipts are {receipts:?}"),
    )?;
    let left = |folder: &Path| {
        let files = files(&home(folder)).into_iter();
        let names = files.map(|(path, _)| path.to_string_lossy().into_owned());
        // The name of a receipt ends as it was drawn by lot.
        let names = names.filter(|name| !name.starts_with("receipts/"));
        names
            .filter(|name| !name.contains(".tmp-"))
            .collect::<Vec<_>>()
    };
    let (is, should) = (left(tried.folder), left(tried.after));
    wanted(
        is == should,
        format!("{is:?} are left, and should be {should:?}"),
    )
}
