//! What the seals of closings prove, in sentences.

use chrono::NaiveDate;
use serde::Serialize;

use crate::case::{FormerCode, TakenOut};
use crate::cli::output::counted;
use crate::desk::{
    Cabinet, ClosedRecord, ReadCase, RecordFit, VersionCode, closed_records, listed, lost_entries,
    time_of,
};
use crate::store::{Findings, Kind, SealFinding, Whose};

/// What is proved of a case.
#[derive(Debug, Default)]
pub(super) struct Proof {
    /// Whether nothing stands against it.
    pub(super) holds: bool,
    /// What is proved and what is not, a sentence each.
    pub(super) proved: Vec<String>,
    /// The code of every version that was closed.
    pub(super) codes: Vec<Coded>,
    /// The codes that versions had before words were taken out of them, and on which day they were.
    pub(super) former: Vec<(FormerCode, NaiveDate)>,
    /// What stands against it, a sentence each.
    pub(super) against: Vec<String>,
}

/// A code, for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Coded {
    pub(super) version: u16,
    pub(super) code: String,
}

/// Looks at the seals and the closings of a case; `read` is the case, where it adds up to one.
pub(super) fn proof(
    cabinet: &Cabinet,
    kind: Kind,
    read: Option<&ReadCase>,
    findings: &Findings,
) -> Proof {
    // Without a key nobody can tell what was closed.
    let closed = closed_records(&findings.scan.entries);
    let taken = || read.into_iter().flat_map(|read| read.case.taken_out());
    let anew = taken().last().map(TakenOut::told_with_head);
    let of_before = |taken: &TakenOut| {
        let on = taken.on;
        let codes = taken.codes.clone().into_iter();
        codes.map(move |code| (code, on)).collect::<Vec<_>>()
    };
    let former = taken().flat_map(of_before).collect();
    let codes = read.and_then(|read| cabinet.codes(read, kind == Kind::Practice).ok());
    let codes = codes.unwrap_or_default();
    let changed = |closed: &&ClosedRecord| closed.fit == RecordFit::Changed;
    let against: Vec<String> = findings
        .seals
        .iter()
        .filter(|seal| seal.by.is_none())
        .map(does_not_fit)
        .chain(closed.iter().filter(changed).map(is_another))
        .collect();
    let mut proved: Vec<String> = anew
        .or_else(|| anew_by_header(findings))
        .into_iter()
        .collect();
    proved.extend(repaired(findings));
    proved.extend(sealed(findings, &closed));
    proved.extend(
        closed
            .iter()
            .filter_map(|closed| of_version(closed, &codes)),
    );
    Proof {
        holds: against.is_empty(),
        proved,
        codes: codes
            .into_iter()
            .map(|VersionCode { version, code }| Coded { version, code })
            .collect(),
        former,
        against,
    }
}

/// Whether a code is this one, however it was copied: without its dashes, in small letters, with
/// letters that its alphabet leaves out for the digits that they look like.
pub(super) fn is_code(typed: &str, code: &str) -> bool {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters
            .map(|letter| match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect()
    };
    plain(typed) == plain(code)
}

fn does_not_fit(seal: &SealFinding) -> String {
    format!(
        "The seal of entry {} does not fit: something up to there is not what was sealed, or it was made for another case.",
        seal.number
    )
}

fn is_another(closed: &ClosedRecord) -> String {
    format!(
        "What was closed with entry {} was closed after another record than the one that stands before it.",
        closed.number
    )
}

/// That the record begins anew, as its first line says, where nobody can tell what stands in it.
fn anew_by_header(findings: &Findings) -> Option<String> {
    let header = &findings.scan.header;
    let (number, head) = (header.after_number?, header.after.as_ref()?);
    Some(format!(
        "Words were taken out of this case. This record begins anew after entry {number} of the one \
         before, whose head is {head}."
    ))
}

/// That entries are lost, as a repair has recorded, so that nobody takes the record for a whole one.
fn repaired(findings: &Findings) -> Option<String> {
    let lost = lost_entries(&findings.scan.entries);
    let named = listed(&lost);
    match lost.len() {
        0 => None,
        1 => Some(format!(
            "Entry {named} is lost: it could not be read when this record was repaired, and an empty \
             one stands in its place."
        )),
        _ => Some(format!(
            "Entries {named} are lost: they could not be read when this record was repaired, \
             and empty ones stand in their place."
        )),
    }
}

/// How far the case is sealed, and what comes after.
fn sealed(findings: &Findings, closed: &[ClosedRecord]) -> Vec<String> {
    let holding = findings.seals.iter().filter(|seal| seal.by.is_some());
    let last = holding.max_by_key(|seal| seal.number);
    let mut told: Vec<String> = last.map_or_else(Vec::new, |seal| up_to(findings, seal));
    // A seal that does not fit is told of by itself, and is there.
    let sealed = findings.seals.iter().map(|seal| seal.number).max();
    let sealed = sealed.unwrap_or(0);
    let unsealed = closed.iter().rfind(|closed| closed.number > sealed);
    if let Some(unsealed) = unsealed {
        let why = if unsealed.is_before_anew {
            "this record was written anew when words were taken out, and no seal carries over but one of the key of this home"
        } else if unsealed.is_before_brought && findings.scan.header.after.is_some() {
            "the case was brought in from elsewhere after it and written anew for the readers here, and no seal carries over then, for nobody here can say for others what they closed"
        } else if unsealed.is_before_repair {
            "the record was repaired after it, and the seal of what stood there before fits no record in which entries are lost"
        } else {
            "the program was stopped just then, or was an older version, or the seal was taken away"
        };
        told.push(format!(
            "What was closed with entry {} has no seal: {why}. The next closing makes one.",
            unsealed.number
        ));
    } else if told.is_empty() && !findings.scan.closed && findings.seals.is_empty() {
        told.push("Nothing was closed yet, so that nothing is sealed.".to_owned());
    }
    told
}

fn up_to(findings: &Findings, seal: &SealFinding) -> Vec<String> {
    let mut entries = findings.scan.entries.iter();
    let day = entries
        .find(|entry| entry.number == seal.number)
        .and_then(time_of)
        .map_or_else(String::new, |at| at.format(" of %-d %B %Y").to_string());
    let (whose, but) = match seal.by {
        Some(Whose::Protected) => ("with the key of this home", None),
        Some(Whose::Open) => (
            "with the key of this home, which no passphrase protects",
            Some(
                "Whoever can write in this home could make such a seal; the code that people noted proves more.",
            ),
        ),
        Some(Whose::Locked) => (
            "with a key that can be told once this home is unlocked",
            None,
        ),
        Some(Whose::Unread) => (
            "with a key that cannot be told now, for the disk refused that of this home",
            Some("Try it again once the disk answers; the code that people noted proves more."),
        ),
        Some(Whose::Unknown) | None => (
            "with a key that this home does not know",
            Some("Who made the seal cannot be told here; the code that people noted proves more."),
        ),
    };
    let number = seal.number;
    let since = findings.scan.last_number().saturating_sub(number);
    let since = match since {
        0 => "Nothing was added since.".to_owned(),
        more => format!(
            "{} added since, and not sealed.",
            counted(more, "entry was", "entries were")
        ),
    };
    let mut told = vec![
        format!(
            "Sealed up to entry {number}{day}, {whose}: nothing up to there was changed or taken away."
        ),
        since,
    ];
    told.extend(but.map(str::to_owned));
    told
}

/// What the code of a version stands for; nothing where a meeting ended.
fn of_version(closed: &ClosedRecord, codes: &[VersionCode]) -> Option<String> {
    let version = closed.version?;
    let code = codes.iter().find(|known| known.version == version)?;
    let stands_for = match closed.fit {
        RecordFit::Fits => "It stands for what was agreed and for everything recorded before.",
        RecordFit::Repaired => {
            "It stands for what was agreed alone: entries before it were lost, and a repair put empty ones in their place."
        }
        RecordFit::Untold => {
            "It stands for what was agreed alone: an older version of the program closed it."
        }
        RecordFit::WithoutWords => {
            "It stands for what was agreed alone: words were taken out of the record before it since, as is recorded."
        }
        // It is told among what stands against the case.
        RecordFit::Changed => return None,
    };
    let another = if closed.is_without_words {
        " Words were taken out of what was agreed as well, so that papers of before carry another code."
    } else {
        ""
    };
    Some(format!(
        "Code of version {version}: {}. {stands_for}{another}",
        code.code
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_however_somebody_copied_it() {
        let code = "7QK20-M9X1B-00000-ZZZZZ";
        for typed in ["7qk20m9x1b00000zzzzz", "7QK2O M9XIB OOOOO ZZZZZ", code] {
            assert!(is_code(typed, code), "{typed}");
        }
        for typed in ["7QK20-M9X1B-00000-ZZZZY", "", "7QK20"] {
            assert!(!is_code(typed, code), "{typed}");
        }
    }
}
