//! Writes papers into the folder of their case and shows them, in a thread of its own: fonts take
//! their time and a disk may be slow.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;

use super::{Flushers, shown, told};
use crate::case::{DocumentFile, DocumentForm, DocumentKind, Party};
use crate::cli::config;
use crate::cli::language::words_of;
use crate::cli::printing::is_inside;
use crate::cli::viewer::{self, Viewer};
use crate::desk::{Cabinet, CabinetError};
#[cfg(not(feature = "pdf"))]
use crate::document::form::html;
#[cfg(feature = "pdf")]
use crate::document::form::pdf;
use crate::document::handing_out::{HandOut, Named};
use crate::document::paper::Paper;
use crate::document::translated::translated;
use crate::problem::Problem;
#[cfg(feature = "pdf")]
use crate::problem::ProblemKind;
use crate::store::{
    ExportError, Kind, PAPERS_NAME, PaperFile, Writing, WrittenFile, export_sealed, keep_papers,
};
use crate::tui::office::{Found, OfficeProblem, PapersGiven};
use crate::tui::terminal::PAPERS;

/// The form in which papers are written here, as it is noted down.
const FORM: DocumentForm = if cfg!(feature = "pdf") {
    DocumentForm::Pdf
} else {
    DocumentForm::Html
};

/// Another name is tried so often where there is a file of that name.
const MOST_NAMES: usize = 99;

/// Where people look for papers, and what shows them.
#[derive(Debug, Clone)]
pub(super) struct Desktop {
    pub(super) viewer: Viewer,
    /// Folders of their own, the one they look into first in front.
    pub(super) folders: Vec<PathBuf>,
}

impl Default for Desktop {
    fn default() -> Self {
        Self {
            viewer: viewer::nobody,
            folders: Vec::new(),
        }
    }
}

impl Desktop {
    /// The first folder that is there, and is neither where cases lie nor where they are copied to:
    /// from there a plain paper would go to others.
    pub(super) fn print_folder(&self, cabinet: &Cabinet) -> Option<&Path> {
        let storage = cabinet.storage.as_ref();
        let shared = config::copy_to(storage, &cabinet.home);
        let of_cases = || {
            [Some(cabinet.home.root()), shared.as_deref()]
                .into_iter()
                .flatten()
        };
        let is_apart = |folder: &Path| {
            !of_cases()
                .any(|cases| folder.starts_with(cases) || is_inside(&folder.join("x"), cases))
        };
        let mut folders = self.folders.iter().map(PathBuf::as_path);
        folders.find(|folder| is_apart(folder) && storage.list(folder).is_ok())
    }
}

/// Begins to write papers; what became of it is told through the sender.
pub(super) fn begin(cabinet: Cabinet, desktop: Desktop, papers: HandOut, sender: Sender<Found>) {
    let (failed, instead) = (sender.clone(), cabinet.clone());
    let tell = |cabinet: &Cabinet, sender: &Sender<Found>, found| {
        // Nobody listens any more when the program is about to end.
        let _ = sender.send(Found::Papers(found));
        (cabinet.waker)();
    };
    let work = move || {
        let written = || {
            let written = if papers.to_print {
                print(&cabinet, &desktop, &papers)
            } else {
                write(&cabinet, desktop.viewer, &papers)
            };
            written.map_err(told)
        };
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
            format!("Sealed in {place}. To print one, ask for it once more and choose it in plain.")
        }
        (true, 1) => format!("Opened. It lies in {place}."),
        (true, _) => format!("Opened. Large print and easy-read lie beside it in {place}."),
        (false, 1) => format!("Written: {first} in {place}."),
        (false, _) => format!("Written: {first}, and more beside it in {place}."),
    };
    said += &boxes(&uncovered);
    Ok(PapersGiven {
        said,
        reference: papers.reference.clone(),
        practice: papers.practice,
        files: files(papers, kept, is_sealed),
    })
}

/// Writes the first paper as a plain file where a person finds it, as `export` does with `--plain`;
/// a file that is there stays.
fn print(cabinet: &Cabinet, desktop: &Desktop, papers: &HandOut) -> Result<PapersGiven, Problem> {
    let named = papers.papers.first().ok_or_else(no_folder)?;
    let folder = desktop.print_folder(cabinet).ok_or_else(no_folder)?;
    let mut uncovered = BTreeSet::new();
    let made = set(
        &named.stem,
        worded(cabinet, named)?.as_ref(),
        &mut uncovered,
    )?;
    let written = keep_beside_others(cabinet, folder, &named.stem, &made)?;
    let place = shown(&written.path);
    let begins = if (desktop.viewer)(&written.path) {
        "Opened. It lies here:"
    } else {
        "Written:"
    };
    let said = format!(
        "{begins} {place}. Whoever finds it can read it: delete it once it is printed.{}",
        boxes(&uncovered)
    );
    Ok(PapersGiven {
        said,
        reference: papers.reference.clone(),
        practice: papers.practice,
        files: files(papers, vec![written], false),
    })
}

/// Writes a plain file under its name or, where that is taken, with a number behind it.
fn keep_beside_others(
    cabinet: &Cabinet,
    folder: &Path,
    stem: &str,
    file: &PaperFile,
) -> Result<WrittenFile, Problem> {
    let ending = file.name.strip_prefix(stem).unwrap_or_default();
    let mut number = 1;
    loop {
        let name = match number {
            1 => file.name.clone(),
            _ => format!("{stem}-{number}{ending}"),
        };
        let storage = cabinet.storage.as_ref();
        let path = folder.join(name);
        match export_sealed(storage, &path, &file.bytes, false, &Writing::default()) {
            Err(ExportError::Taken { .. } | ExportError::NotAFile { .. })
                if number < MOST_NAMES =>
            {
                number += 1;
            }
            written => return Ok(written?),
        }
    }
}

fn no_folder() -> Problem {
    Problem::wrong_use(
        "There is no folder of your own to print from.",
        "`talking-piece export` with --plain and --out writes one elsewhere.",
    )
}

/// Which letters the fonts lack.
fn boxes(uncovered: &BTreeSet<char>) -> String {
    if uncovered.is_empty() {
        return String::new();
    }
    let letters: String = uncovered.iter().collect();
    format!(" A box stands where the fonts lack a letter: {letters}")
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
