//! `access`: everything that is held about one person.

use clap::{Args, ValueEnum};

use super::noting::{Document, note_down};
use super::output::remark;
use super::printing::{Form, Print, Target, Written};
use super::world::{World, tells_of_both};
use crate::case::{DocumentForm, DocumentKind, Party, PersonId};
use crate::desk::incomplete;
use crate::document::access;
use crate::problem::Problem;

/// Gather everything that is held about one person
///
/// For somebody who asked what is held about them. Other people are called by their numbers, and
/// their words are left out; the document says what was left out and why. No program finds
/// everything that a person would: whoever hands it over reads it first.
#[derive(Debug, Args)]
pub(super) struct Access {
    /// Reference of the case, such as RC-0412
    #[arg(value_name = "REF")]
    reference: String,
    /// The person, by number, such as P2; `show` tells the numbers
    #[arg(value_name = "PERSON")]
    person: PersonId,
    /// The form of the document
    #[arg(long, value_enum, default_value_t)]
    format: Set,
    /// Print JSON for programs
    #[arg(long, conflicts_with = "format")]
    json: bool,
    #[command(flatten)]
    into: Target,
    /// How the paper is set: usual, large print, or easy-read
    #[arg(long, value_enum, default_value_t)]
    print: Print,
    /// The case is a practice case
    #[arg(long)]
    practice: bool,
}

/// The form of the document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Set {
    /// Plain text in 72 columns
    #[default]
    Txt,
    /// Markdown
    Md,
    /// One page for a browser, with its own print style
    Html,
}

impl Access {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let read = world.read(&self.reference, self.practice)?;
        tells_of_both(&read.case, "what is held about somebody")?;
        let Some(held) = access::held(&read.case, self.practice, self.person) else {
            return Err(Problem::wrong_use(
                format!(
                    "There is nobody with the number {} in this case.",
                    self.person
                ),
                "`show` tells the numbers.",
            ));
        };
        let missing = incomplete(&read.content);
        if self.json {
            if let Some(missing) = &missing {
                remark(missing);
            }
            // Texts and numbers always have a JSON form.
            let text = serde_json::to_string_pretty(&held).unwrap_or_default();
            let written = self.into.json(world, &(text + "\n"))?;
            self.note(world, written, DocumentForm::Json);
            return Ok(());
        }
        let form = match self.format {
            Set::Txt => Form::Txt,
            Set::Md => Form::Md,
            Set::Html => Form::Html,
        };
        let paper = access::paper(&held, self.print.into());
        let written = self.into.paper(world, form, &paper, missing)?;
        self.note(world, written, form.into());
        remark("Read it before you hand it over: no program finds everything.");
        Ok(())
    }

    fn note(&self, world: &World, written: Option<Written>, form: DocumentForm) {
        let document = Document {
            kind: DocumentKind::Held,
            form,
            meant_for: Some(Party::Person(self.person)),
        };
        note_down(world, (&self.reference, self.practice), written, document);
    }
}
