//! Writes papers into the folder of their case and shows them, in a thread of its own: fonts take
//! their time and a disk may be slow.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread;

use super::{Flushers, told};
use crate::case::{DocumentFile, DocumentForm, DocumentKind, Party};
use crate::cli::language::words_of;
use crate::cli::viewer::Viewer;
use crate::desk::{Cabinet, CabinetError};
#[cfg(not(feature = "pdf"))]
use crate::document::form::html;
#[cfg(feature = "pdf")]
use crate::document::form::pdf;
use crate::document::handing_out::{HandOut, Named};
use crate::document::paper::{Paper, Print};
use crate::document::translated::translated;
use crate::problem::Problem;
#[cfg(feature = "pdf")]
use crate::problem::ProblemKind;
use crate::store::{Kind, PAPERS_NAME, PaperFile, WrittenFile, keep_papers};
use crate::tui::office::{Found, OfficeProblem, PapersGiven};
use crate::tui::terminal::PAPERS;

/// The form in which papers are written here, as `export` calls it.
const FORMAT: &str = if cfg!(feature = "pdf") { "pdf" } else { "html" };

/// The same, as it is noted down.
const FORM: DocumentForm = if cfg!(feature = "pdf") {
    DocumentForm::Pdf
} else {
    DocumentForm::Html
};

/// Begins to write papers; what became of it is told through the sender.
pub(super) fn begin(cabinet: Cabinet, viewer: Viewer, papers: HandOut, sender: Sender<Found>) {
    let (failed, instead) = (sender.clone(), cabinet.clone());
    let tell = |cabinet: &Cabinet, sender: &Sender<Found>, found| {
        // Nobody listens any more when the program is about to end.
        let _ = sender.send(Found::Papers(found));
        (cabinet.waker)();
    };
    let work = move || {
        let written = || write(&cabinet, viewer, &papers).map_err(told);
        let written = catch_unwind(AssertUnwindSafe(written));
        tell(&cabinet, &sender, written.unwrap_or_else(|_| Err(fault())));
    };
    let begun = thread::Builder::new().name(PAPERS.to_owned()).spawn(work);
    if begun.is_err() {
        tell(&instead, &failed, Err(fault()));
    }
}

/// Notes down in their case which papers were written.
pub(super) fn note(
    cabinet: &Cabinet,
    flushers: &Flushers,
    papers: &PapersGiven,
) -> Result<(), CabinetError> {
    let kind = Kind::of(papers.practice);
    flushers.once_let_go(|| {
        cabinet.note_documents(kind, &papers.reference, papers.files.clone())?;
        if kind == Kind::Case {
            flushers.copy(&papers.reference);
        }
        Ok(())
    })
}

/// What is noted down of papers with words of a case; nothing of blank ones.
fn files(papers: &HandOut, kept: Vec<WrittenFile>, sealed: bool) -> Vec<DocumentFile> {
    if !papers.holds_words() {
        return Vec::new();
    }
    let each = papers.papers.iter().zip(kept);
    each.map(|(named, kept)| DocumentFile {
        document: DocumentKind::Agreement,
        form: FORM,
        meant_for: named.meant_for.map(Party::Person),
        sealed,
        sha256: kept.sha256,
    })
    .collect()
}

/// Writes each paper, has the first one shown, and says where they are.
fn write(cabinet: &Cabinet, viewer: Viewer, papers: &HandOut) -> Result<PapersGiven, Problem> {
    let kind = Kind::of(papers.practice);
    let folder = cabinet.folder(kind, &papers.reference)?;
    let mut uncovered = BTreeSet::new();
    let mut made = Vec::new();
    for named in &papers.papers {
        made.push(set(
            &named.stem,
            worded(cabinet, named)?.as_ref(),
            &mut uncovered,
        )?);
    }
    let storage = cabinet.storage.as_ref();
    let is_sealed = papers.holds_words() && folder.is_sealed(storage)?;
    let kept = keep_papers(storage, &folder, cabinet.clock.now(), &made, is_sealed)?;
    let place = match kind {
        Kind::Case => "cases",
        Kind::Practice => "practice",
    };
    let place = format!("{place}/{}/{PAPERS_NAME}", papers.reference);
    let shown = !is_sealed && kept.first().is_some_and(|first| viewer(&first.path));
    let first = made.first().map_or("", |file| file.name.as_str());
    let mut said = match (shown, made.len()) {
        // What is to be printed has to be plain, and nothing plain is left behind here.
        _ if is_sealed => {
            format!("Sealed in {place}. To print one: {}.", in_plain(papers))
        }
        (true, 1) => format!("Opened. It lies in {place}."),
        (true, _) => format!("Opened. Large print and easy-read lie beside it in {place}."),
        (false, 1) => format!("Written: {first} in {place}."),
        (false, _) => format!("Written: {first}, and more beside it in {place}."),
    };
    if !uncovered.is_empty() {
        let letters: String = uncovered.iter().collect();
        said += " A box stands where the fonts lack a letter: ";
        said += &letters;
    }
    Ok(PapersGiven {
        said,
        reference: papers.reference.clone(),
        practice: papers.practice,
        files: files(papers, kept, is_sealed),
    })
}

/// What writes the first paper into a file that a printer can read.
fn in_plain(papers: &HandOut) -> String {
    let first = papers.papers.first();
    let print = match first.map_or(Print::Usual, |first| first.paper.print) {
        Print::Usual => "",
        Print::Large => " --print large",
        Print::EasyRead => " --print easy-read",
    };
    let language = first.and_then(|first| first.language.as_ref());
    let language = language.map_or_else(String::new, |tag| format!(" --language {tag}"));
    let flag = Kind::of(papers.practice).flag();
    format!(
        "talking-piece export {}{flag} --format {FORMAT}{print}{language} --plain --out FILE",
        papers.reference
    )
}

/// A paper in the language that it is wanted in.
fn worded<'a>(cabinet: &Cabinet, named: &'a Named) -> Result<Cow<'a, Paper>, Problem> {
    let Some(tag) = &named.language else {
        return Ok(Cow::Borrowed(&named.paper));
    };
    let words = words_of(cabinet, tag)?;
    Ok(Cow::Owned(translated(named.paper.clone(), &words)))
}

#[cfg(feature = "pdf")]
fn set(stem: &str, paper: &Paper, uncovered: &mut BTreeSet<char>) -> Result<PaperFile, Problem> {
    let pdf = pdf::write(paper).map_err(|error| {
        Problem::new(
            ProblemKind::CannotReadOrWrite,
            error.to_string(),
            "Use `talking-piece export` with --format html; nothing was changed.",
        )
    })?;
    uncovered.extend(pdf.uncovered);
    Ok(PaperFile {
        name: format!("{stem}.pdf"),
        bytes: pdf.bytes,
    })
}

/// Without the part that makes PDF, a page that every browser prints.
#[cfg(not(feature = "pdf"))]
#[expect(clippy::unnecessary_wraps, reason = "the other one can fail")]
fn set(stem: &str, paper: &Paper, _uncovered: &mut BTreeSet<char>) -> Result<PaperFile, Problem> {
    Ok(PaperFile {
        name: format!("{stem}.html"),
        bytes: html::write(paper).into_bytes(),
    })
}

fn fault() -> OfficeProblem {
    OfficeProblem {
        what: "The papers could not be made because of a fault in this program.".to_owned(),
        instead: "`talking-piece export` with --format txt makes one.".to_owned(),
    }
}
