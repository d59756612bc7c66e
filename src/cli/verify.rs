//! `verify`: reads every byte of cases and says whether they are sound.

mod copies;
mod fitness;
mod proof;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use self::copies::{A_COPY, copied_from, is_copy, named, tell_the_same};
use self::fitness::{Remedy, files_beside, instead, why_not_opened};
use self::proof::{Coded, Proof, is_code, proof};
use super::output::counted;
use super::world::World;
use crate::case::FormerCode;
use crate::desk::{Cabinet, ComparedCopy};
use crate::problem::{Problem, ProblemKind};
use crate::store::{
    self, COMPARE_A_COPY, Condition, Findings, HeaderId, Kind, Standing, is_conflict_name,
    list_cases,
};

/// Check that cases are whole, without changing anything
///
/// Without a reference every case is checked, practice cases too; with --practice
/// alone, every practice case.
///
/// What was closed is sealed, and it is said what that proves: up to where nothing was changed,
/// with whose key, and what was added since. No seal proves that what was typed is true, nor that
/// the clock was right.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Reference of the case, such as RC-0412; all cases when left out
    #[arg(value_name = "REF")]
    reference: Option<String>,
    /// The case is a practice case; without a reference, practice cases alone
    #[arg(long)]
    practice: bool,
    /// The code on a paper, or as somebody noted it: says whether it is one of this case
    #[arg(long, value_name = "CODE", requires = "reference")]
    code: Option<String>,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Verdict {
    #[serde(rename = "ref")]
    reference: String,
    practice: bool,
    sound: bool,
    /// Whether it is a copy that a program that copies folders left, which is not looked into.
    #[serde(skip)]
    copy: bool,
    /// The identity of its record.
    #[serde(skip)]
    id: Option<HeaderId>,
    /// The copies beside it, by name, each with whether it could be compared.
    #[serde(skip)]
    beside: Vec<(String, bool)>,
    /// None while one side alone is in the room, for it counts what the other said too.
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<u64>,
    /// What the seals of its closings prove, and what they do not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    proved: Vec<String>,
    /// The code of every version that was closed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    codes: Vec<Coded>,
    /// The codes that versions had before words were taken out of them, and on which day they were.
    #[serde(skip)]
    former: Vec<(FormerCode, NaiveDate)>,
    findings: Vec<String>,
    #[serde(skip)]
    worst: Option<ProblemKind>,
    /// What helps.
    #[serde(skip)]
    remedy: Remedy,
}

impl Verify {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let cabinet = world.cabinet_as_it_is()?;
        let verdicts = match &self.reference {
            Some(reference) => {
                let kind = world.kind(reference, self.practice)?;
                let folder = cabinet.folder(kind, reference)?;
                if cabinet.storage.identity(folder.path()).is_err() {
                    // Told by the store, which knows how.
                    cabinet.read(kind, reference)?;
                }
                vec![verdict(
                    &cabinet,
                    kind,
                    reference,
                    is_conflict_name(reference),
                )]
            }
            None => all(&cabinet, self.practice)?,
        };
        if self.json {
            world.output.json(&verdicts)?;
        } else if verdicts.is_empty() {
            let kind = if self.practice { "practice " } else { "" };
            let none = format!("There are no {kind}cases yet.");
            world.output.line(&none)?;
        } else {
            for (place, verdict) in verdicts.iter().enumerate() {
                let above = verdicts.get(..place).unwrap_or_default();
                world.output.line(&verdict.told(above))?;
            }
        }
        if let Some(code) = &self.code {
            compare(code, &verdicts, world, self.json)?;
        }
        // Damage counts most: it is what somebody has to act on.
        let damaged = |kind: &ProblemKind| *kind == ProblemKind::Damaged;
        let kinds = || verdicts.iter().filter_map(|verdict| verdict.worst);
        match kinds().find(damaged).or_else(|| kinds().next()) {
            None => Ok(()),
            Some(kind) if verdicts.iter().all(|verdict| verdict.sound || verdict.copy) => {
                Err(Problem::new(
                    kind,
                    "A copy of a case lies among the cases.",
                    COMPARE_A_COPY,
                ))
            }
            Some(kind) => {
                let what = if kind == ProblemKind::MadeByNewer {
                    "Not every case could be checked."
                } else {
                    "Not every case is sound."
                };
                Err(Problem::new(kind, what, instead(&verdicts)))
            }
        }
    }
}

/// Says of which version a code is.
fn compare(code: &str, verdicts: &[Verdict], world: &mut World, json: bool) -> Result<(), Problem> {
    let codes = || verdicts.iter().flat_map(|verdict| &verdict.codes);
    let same = codes().find(|known| is_code(code, &known.code));
    let former = || verdicts.iter().flat_map(|verdict| &verdict.former);
    let Some(same) = same else {
        if let Some((former, on)) = former().find(|(known, _)| is_code(code, &known.code)) {
            return if json {
                Ok(())
            } else {
                world.output.line(&of_before(former, *on))
            };
        }
        return Err(Problem::new(
            ProblemKind::Damaged,
            "This code is of nothing that was closed in this case.",
            "Look for a slip of the pen first; if there is none, what was agreed or recorded before is not what the code stands for.",
        ));
    };
    if json {
        return Ok(());
    }
    world.output.line(&format!(
        "The code is that of version {}: what was agreed, and everything recorded before, is what the code stands for.",
        same.version
    ))
}

fn of_before(former: &FormerCode, on: NaiveDate) -> String {
    let (version, on) = (former.version, on.format("%-d %B %Y"));
    format!(
        "The code is that of version {version} as it was before words were taken out on {on}: a \
         paper with it was made from the record of before."
    )
}

fn all(cabinet: &Cabinet, practice_alone: bool) -> Result<Vec<Verdict>, Problem> {
    let kinds: &[Kind] = if practice_alone {
        &[Kind::Practice]
    } else {
        &[Kind::Case, Kind::Practice]
    };
    let mut verdicts = Vec::new();
    for kind in kinds.iter().copied() {
        for listing in list_cases(cabinet.storage.as_ref(), &cabinet.home, kind, 0)? {
            let is_copy = is_copy(&listing);
            verdicts.push(verdict(cabinet, kind, &listing.reference, is_copy));
        }
    }
    tell_the_same(&mut verdicts);
    Ok(verdicts)
}

fn verdict(cabinet: &Cabinet, kind: Kind, reference: &str, copy: bool) -> Verdict {
    let found = cabinet
        .folder(kind, reference)
        .map_err(Problem::from)
        .and_then(|folder| {
            let findings = store::verify(cabinet.storage.as_ref(), &cabinet.home, &folder);
            findings.map_err(Problem::from)
        });
    let mut verdict = Verdict {
        reference: reference.to_owned(),
        practice: kind == Kind::Practice,
        sound: false,
        copy,
        id: None,
        beside: Vec::new(),
        entries: None,
        proved: Vec::new(),
        codes: Vec::new(),
        former: Vec::new(),
        findings: Vec::new(),
        worst: None,
        remedy: Remedy::AsTold,
    };
    match found {
        Ok(findings) => {
            let read = cabinet.read(kind, reference);
            let is_hidden = read.as_ref().is_ok_and(|read| read.case.is_partly_hidden());
            let unfit = why_not_opened(cabinet, &read);
            let Proof {
                holds,
                proved,
                codes,
                former,
                against,
            } = proof(cabinet, kind, read.as_ref().ok(), &findings);
            let files = files_beside(cabinet, kind, &read, &findings);
            let unfit: Vec<String> = unfit.into_iter().chain(files.faults).collect();
            verdict.sound = findings.is_sound() && holds && unfit.is_empty();
            verdict.remedy = Remedy::of(&findings);
            verdict.id = Some(findings.scan.header.id);
            if !is_hidden {
                verdict.entries = Some(findings.scan.last_number());
                (verdict.proved, verdict.codes) = (proved, codes);
                verdict.former = former;
            }
            verdict.findings = told(&findings, kind, reference);
            let beside = cabinet.compare_copies(kind, reference, &findings.scan);
            let beside = beside.unwrap_or_default();
            verdict
                .findings
                .extend(beside.iter().map(ComparedCopy::told));
            verdict.beside = beside.iter().map(named).collect();
            verdict.findings.extend(against);
            verdict.findings.extend(unfit);
            verdict.findings.extend(files.harmless);
            verdict.worst = (!verdict.sound).then_some(ProblemKind::Damaged);
        }
        Err(problem) => {
            verdict.worst = Some(problem.kind);
            if verdict.copy {
                let told = [A_COPY, COMPARE_A_COPY];
                verdict.findings.extend(told.map(str::to_owned));
            } else {
                let told = [problem.what, problem.do_instead].into_iter();
                verdict
                    .findings
                    .extend(told.filter(|told| !told.is_empty()));
            }
        }
    }
    verdict
}

impl Verdict {
    /// Beside what was told before, where the case of a copy is, if it is there.
    fn told(&self, above: &[Self]) -> String {
        let practice = if self.practice { " (practice)" } else { "" };
        let sound = match (self.copy, self.sound) {
            (true, _) => copied_from(self, above),
            (false, true) => "sound",
            (false, false) if self.worst == Some(ProblemKind::MadeByNewer) => "NOT CHECKED",
            (false, false) => "NOT SOUND",
        };
        let entries = self.entries.map_or_else(String::new, |entries| {
            format!(", {}", counted(entries, "entry", "entries"))
        });
        let mut text = format!("{}{practice}: {sound}{entries}", self.reference);
        for finding in self.findings.iter().chain(&self.proved) {
            text.push_str("\n  ");
            text.push_str(finding);
        }
        text
    }
}

/// Everything unusual, a sentence each.
fn told(findings: &Findings, kind: Kind, reference: &str) -> Vec<String> {
    let mut told = Vec::new();
    if findings.scan.closed {
        told.push(
            "Sealed, and opened with no key: the check sums and the chain of its lines are \
             checked, what stands in them and its notes are not."
                .to_owned(),
        );
    }
    match &findings.scan.condition {
        Condition::Sound => {}
        Condition::TornTail => {
            told.push("The last line is not complete, as after a power cut.".into());
        }
        Condition::Damaged(faults) => told.extend(faults.iter().map(ToString::to_string)),
    }
    match findings.standing {
        Standing::Unknown | Standing::Complete => {}
        Standing::Behind {
            acknowledged,
            found,
        } => told.push(format!(
            "This computer saved up to entry {acknowledged}, the file ends at {found}."
        )),
        Standing::Different { acknowledged } => told.push(format!(
            "Entry {acknowledged} is not the one that this computer saved."
        )),
    }
    if findings.scan.newer > 0 {
        told.push(format!(
            "{} of a kind that only a newer version of the program knows.",
            counted(findings.scan.newer as u64, "line is", "lines are")
        ));
    }
    if findings.scan.duplicates > 0 {
        told.push(format!(
            "{} there twice; harmless.",
            counted(findings.scan.duplicates as u64, "line is", "lines are")
        ));
    }
    if findings.notes.unreadable > 0 {
        told.push(format!(
            "{} cannot be read; a copy of the folder may have more.",
            counted(findings.notes.unreadable as u64, "note", "notes")
        ));
    }
    if !findings.right_kind {
        told.push(
            "A practice case lies among real ones, or the other way round. Move its folder to where \
             it belongs."
                .into(),
        );
    }
    let files = [
        (&findings.forked, "is another version of this case"),
        (
            &findings.readable_by_others,
            "can be read by others on this computer",
        ),
        (&findings.leftovers, "was left by a crash; harmless"),
    ];
    for (paths, what) in files {
        told.extend(
            paths
                .iter()
                .map(|path| format!("{} {what}.", path.display())),
        );
    }
    told.extend(old_files(findings, kind, reference));
    told.extend(findings.broken.iter().map(ToString::to_string));
    told
}

/// What still holds words that were taken out of the record, a sentence for each file.
fn old_files(findings: &Findings, kind: Kind, reference: &str) -> impl Iterator<Item = String> {
    let flag = kind.flag();
    let old = findings.old_record.iter().flat_map(|old| &old.files);
    old.map(move |path| {
        format!(
            "{} may still hold words that were taken out; `redact {reference}{flag} \
             --delete-old` deletes it.",
            path.display()
        )
    })
}
