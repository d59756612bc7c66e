//! Homes that are protected, their passphrase, and cases that are sealed anew.

use std::fs;
use std::path::Path;

use talking_piece::clock::{Clock as _, SystemClock};
use talking_piece::store::{
    Disk, Home, Passphrase, change_identity, protect, real_cases, seal_anew, unlock,
};

use super::{OLD, Tried, case_folder, finished, home, is_same, names, wanted};
use crate::support::files::readable_below;

/// What it is changed to.
const NEW: &str = "walrus gravel hinge pollen drift";
/// The lowest cost of a passphrase, so that what is tried is the disk and not the computer.
const CHEAP: u8 = 14;
/// Words of the case.
const WORDS: &str = "side gate";

pub fn protected(folder: &Path) {
    finished(folder);
    let home = Home::at(home(folder));
    let passphrase = Passphrase::new(OLD).0;
    protect(&Disk, &home, &passphrase, CHEAP, Vec::new()).expect("a protected home");
    let now = SystemClock.now();
    for case in real_cases(&Disk, &home).expect("cases") {
        seal_anew(&Disk, &home, &case, now).expect("a sealed case");
    }
}

pub fn sealed_case_is_as_it_was(tried: &Tried<'_>) -> Result<(), String> {
    is_same(tried.folder, Some(OLD), tried)
}

pub fn sealed_case_is_sealed_anew(tried: &Tried<'_>) -> Result<(), String> {
    let said = tried.once_more()?;
    wanted(said.contains("1 case was sealed anew"), said)?;
    is_same(tried.folder, Some(OLD), tried)?;
    nothing_plain(tried.folder)?;
    let count = |folder| names(&case_folder(folder)).len();
    let (is, should) = (count(tried.folder), count(tried.after));
    wanted(
        is == should,
        format!("{is} files are left, and should be {should}"),
    )
}

/// No file that counts holds a word or an entry that can be read, and none that an ended run has left.
fn nothing_plain(folder: &Path) -> Result<(), String> {
    readable_below(&home(folder).join("cases"), &[WORDS]).map_or(Ok(()), Err)
}

pub fn one_of_two_passphrases_opens(tried: &Tried<'_>) -> Result<(), String> {
    is_same(tried.folder, Some(OLD), tried).or_else(|_| is_same(tried.folder, Some(NEW), tried))?;
    let beside = names(&home(tried.folder));
    let should = names(&home(tried.before));
    wanted(beside == should, format!("{beside:?} are in the home"))
}

fn is_protected(folder: &Path) -> bool {
    Home::at(home(folder)).is_protected(&Disk)
}

pub fn case_opens_protected_or_not(tried: &Tried<'_>) -> Result<(), String> {
    let passphrase = is_protected(tried.folder).then_some(OLD);
    is_same(tried.folder, passphrase, tried)
}

pub fn case_is_protected(tried: &Tried<'_>) -> Result<(), String> {
    if is_protected(tried.folder) {
        // The rest is sealed by another command; at a lower cost, for that is not what is tried.
        let home = Home::at(home(tried.folder));
        let passphrase = Passphrase::new(OLD).0;
        let opened = unlock(&Disk, &home, &passphrase)
            .and_then(|()| change_identity(&Disk, &home, &passphrase, CHEAP, Vec::new()));
        opened.map_err(|error| error.to_string())?;
        tried.told(&["rekey", "--passphrase-fd", "0"], tried.scenario.input)?;
    } else {
        tried.once_more()?;
    }
    is_same(tried.folder, Some(OLD), tried)?;
    nothing_plain(tried.folder)
}

#[test]
fn a_record_that_nobody_sealed_is_found_also_where_it_is_all_that_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    finished(folder.path());
    let case = case_folder(folder.path());
    for path in ["notes", "plan.json"].map(|name| case.join(name)) {
        fs::remove_file(path).expect("a file");
    }
    let found = nothing_plain(folder.path()).expect_err("a plain record");
    assert!(found.contains("RC-0001/journal"), "{found}");
}
