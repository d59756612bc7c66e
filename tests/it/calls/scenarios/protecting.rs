//! Homes that are protected, their passphrase, and cases that are sealed anew.

use std::path::Path;

use talking_piece::clock::{Clock as _, SystemClock};
use talking_piece::store::{
    Disk, Home, Passphrase, change_identity, protect, real_cases, seal_anew, unlock,
};

use super::{OLD, Tried, case_folder, finished, home, is_same, names, wanted};
use crate::calls::tracer::files;

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
    nothing_plain(tried)?;
    let count = |folder| names(&case_folder(folder)).len();
    let (is, should) = (count(tried.folder), count(tried.after));
    wanted(
        is == should,
        format!("{is} files are left, and should be {should}"),
    )
}

/// No file that counts holds a word of the case, and none that an ended run has left.
fn nothing_plain(tried: &Tried<'_>) -> Result<(), String> {
    let files = files(&home(tried.folder).join("cases"));
    let holds = |bytes: &[u8]| {
        bytes
            .windows(WORDS.len())
            .any(|part| part == WORDS.as_bytes())
    };
    let plain = files.iter().find(|(_, bytes)| holds(bytes));
    plain.map_or(Ok(()), |(path, _)| {
        Err(format!("{} is plain", path.display()))
    })
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
    nothing_plain(tried)
}
