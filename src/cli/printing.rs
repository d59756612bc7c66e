//! Papers on their way out: in which form, how they are set, and into which file.

#[cfg(feature = "pdf")]
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::output::remark;
use super::world::World;
use crate::desk::ReadCase;
#[cfg(feature = "pdf")]
use crate::document::form::pdf;
use crate::document::form::{html, markdown, text};
use crate::document::paper::{self, Paper};
use crate::problem::Problem;
#[cfg(feature = "pdf")]
use crate::problem::ProblemKind;
use crate::store::{self, Writing};

/// The form of a paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// Plain text in 72 columns
    #[default]
    Txt,
    /// Markdown
    Md,
    /// One page for a browser, with its own print style
    Html,
    /// PDF on A4 with its own fonts, ready to print; needs --out
    #[cfg(feature = "pdf")]
    Pdf,
}

/// How a paper is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Print {
    /// Letters of 11 points
    #[default]
    Usual,
    /// Letters of 18 points
    Large,
    /// One idea a line, more space, everyday words
    EasyRead,
}

impl From<Print> for paper::Print {
    fn from(print: Print) -> Self {
        match print {
            Print::Usual => Self::Usual,
            Print::Large => Self::Large,
            Print::EasyRead => Self::EasyRead,
        }
    }
}

/// Into which file a document goes.
#[derive(Debug, Clone, Args)]
pub(super) struct Target {
    /// The file to write; - is standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "out")]
    force: bool,
    /// How a file with words of a case is written.
    #[arg(skip)]
    writing: Writing,
}

/// Into which file a document of a case goes: of a sealed case a sealed one.
#[derive(Debug, Args)]
pub(super) struct CaseTarget {
    #[command(flatten)]
    target: Target,
    /// Write the words of a sealed case into a file that everybody can read
    #[arg(long, requires = "out")]
    plain: bool,
}

impl CaseTarget {
    /// The file that was named, if any was.
    pub(super) fn file(&self) -> Option<&Path> {
        self.target.file()
    }

    /// Where documents of this case go. Before words that are sealed are written into a plain
    /// file, whoever sits at the keyboard says so in a word.
    pub(super) fn of_case(&self, world: &World, read: &ReadCase) -> Result<Target, Problem> {
        let mut target = self.target.clone();
        let writing = &read.content.scan.writing;
        if !writing.is_sealed() || target.file().is_none() {
            return Ok(target);
        }
        if !self.plain {
            target.writing = writing.clone();
            return Ok(target);
        }
        let asked = "Everybody who has this file can read it. Type yes to write it so: ";
        if world.secrets.is_asked() && world.secrets.next(asked)?.reveal() != "yes" {
            return Err(Problem::wrong_use(
                "Nothing was written.",
                "Without --plain the file is sealed for the readers of the case.",
            ));
        }
        Ok(target)
    }
}

/// A document that was written into a file.
#[derive(Debug)]
pub(super) struct Written {
    /// SHA-256 of the file as it lies there, in hex.
    pub(super) sha256: String,
    /// Whether it is sealed.
    pub(super) sealed: bool,
}

impl Target {
    /// The file that was named; nothing where it goes to standard output.
    fn file(&self) -> Option<&Path> {
        self.out.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Sets a paper and writes it to its file, or to standard output; what is missing from it is
    /// said first where the form has room for that. Tells of the file, where it was one.
    pub(super) fn paper(
        &self,
        world: &mut World,
        form: Form,
        paper: &Paper,
        missing: Option<String>,
    ) -> Result<Option<Written>, Problem> {
        let set = match form {
            Form::Txt => noted(missing, text::write(paper)),
            Form::Md => noted(missing, markdown::write(paper)),
            Form::Html => html::write(paper),
            #[cfg(feature = "pdf")]
            Form::Pdf => return self.pdf(world, paper),
        };
        self.text(world, &set)
    }

    /// Writes a PDF, to standard output only where that was asked for and is no terminal.
    #[cfg(feature = "pdf")]
    fn pdf(&self, world: &mut World, paper: &Paper) -> Result<Option<Written>, Problem> {
        if let Some(path) = self.file() {
            return self.write(world, path, &in_pdf(paper)?).map(Some);
        }
        if self.out.is_none() || io::stdout().is_terminal() {
            return Err(Problem::wrong_use(
                "A PDF cannot be shown in the terminal.",
                "Say with --out in which file it is to be kept.",
            ));
        }
        world.output.bytes(&in_pdf(paper)?).map(|()| None)
    }

    /// Writes a text that was cleaned where it was made.
    pub(super) fn text(&self, world: &mut World, text: &str) -> Result<Option<Written>, Problem> {
        match self.file() {
            Some(path) => self.write(world, path, text.as_bytes()).map(Some),
            None => world.output.document(text).map(|()| None),
        }
    }

    /// Writes JSON.
    pub(super) fn json(&self, world: &mut World, text: &str) -> Result<Option<Written>, Problem> {
        match self.file() {
            Some(path) => self.write(world, path, text.as_bytes()).map(Some),
            None => world.output.json_text(text).map(|()| None),
        }
    }

    fn write(&self, world: &World, path: &Path, bytes: &[u8]) -> Result<Written, Problem> {
        let cabinet = world.closed_cabinet()?;
        if is_inside(path, cabinet.home.root()) {
            return Err(Problem::wrong_use(
                "Documents are not written into the folder of the cases.",
                "Choose a place outside of it.",
            )
            .at(path));
        }
        let storage = cabinet.storage.as_ref();
        let written = store::export_sealed(storage, path, bytes, self.force, &self.writing)?;
        if self.writing.is_sealed() {
            let name = written.path.file_name().unwrap_or_default();
            let name = name.to_string_lossy();
            remark(&format!(
                "{name} is sealed: any reader of the case opens it with age. --plain writes one that \
                 everybody can read, such as to print it."
            ));
        }
        Ok(Written {
            sha256: written.sha256,
            sealed: self.writing.is_sealed(),
        })
    }
}

/// A paper as PDF; letters that its fonts lack are told.
#[cfg(feature = "pdf")]
fn in_pdf(paper: &Paper) -> Result<Vec<u8>, Problem> {
    let pdf = pdf::write(paper).map_err(|error| {
        Problem::new(
            ProblemKind::CannotReadOrWrite,
            error.to_string(),
            "Use --format html until this is mended; nothing was changed.",
        )
    })?;
    if !pdf.uncovered.is_empty() {
        let letters: String = pdf.uncovered.iter().collect();
        remark(&format!(
            "The fonts of the PDF do not have: {letters} - a box stands in their place. \
             The HTML, printed from a browser, can have them."
        ));
    }
    Ok(pdf.bytes)
}

/// A paper with what is missing from it said first.
fn noted(missing: Option<String>, paper: String) -> String {
    match missing {
        Some(missing) => format!("{missing}\n\n{paper}"),
        None => paper,
    }
}

/// Whether a file would stand in a folder or below it, whatever links lead there.
pub(super) fn is_inside(path: &Path, folder: &Path) -> bool {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    };
    match (parent.canonicalize(), folder.canonicalize()) {
        (Ok(parent), Ok(folder)) => parent.starts_with(folder),
        (Ok(_) | Err(_), Ok(_) | Err(_)) => false,
    }
}
