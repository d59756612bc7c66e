//! `redact`: a case with layers and people taken out, into a file of its own, or somebody's words
//! taken out of the record itself.

mod record;

use std::collections::BTreeSet;

use clap::{Args, ValueEnum};

use super::noting::{Document, note_down};
use super::output::remark;
use super::printing::CaseTarget;
use super::world::World;
use crate::case::{DocumentForm, DocumentKind, PersonId};
use crate::document::redacted::{self, Redaction, redacted};
use crate::problem::{Problem, ProblemKind};

/// Write a case with layers and people taken out into a new file
///
/// Nothing of the case itself is changed; that the file was written is noted down in it. One JSON
/// row an entry; the first row says that it is redacted and of what. Kept are the agreement and the
/// course of the meetings, unless other layers are named. Names are found as words; whoever hands
/// the file on has to read it first.
///
/// With --new-record, for somebody who asks that their words are taken out of the record itself: a
/// new record of the case is written, in which a marked blank stands where they were. The old one
/// stays beside it, and it is said which files still hold the words, until --delete-old deletes it.
#[derive(Debug, Args)]
pub(super) struct Redact {
    /// Reference of the case, such as RC-0412
    #[arg(value_name = "REF")]
    reference: String,
    /// A layer to keep; can be given several times
    #[arg(long = "layer", value_enum, value_name = "LAYER")]
    layers: Vec<Layer>,
    /// Somebody to take out, by number, such as P2; can be given several times
    #[arg(long = "without", value_name = "PERSON")]
    without: Vec<PersonId>,
    #[command(flatten)]
    into: CaseTarget,
    /// Write a new record of the case, without the words of --of or of each --entry
    #[arg(long, conflicts_with_all = ["out", "layers", "without", "plain", "force"])]
    new_record: bool,
    /// Whose words are taken out of the record, by number, such as P2
    #[arg(long, value_name = "PERSON", requires = "new_record")]
    of: Option<PersonId>,
    /// An entry of which every word is taken out, by number; can be given several times
    #[arg(long = "entry", value_name = "N", requires = "new_record")]
    entries: Vec<u64>,
    /// Delete the record that a new one took the place of, once the reference was typed
    #[arg(long, conflicts_with_all = ["new_record", "of", "entries", "out", "layers", "without", "plain", "force"])]
    delete_old: bool,
    /// The case is a practice case
    #[arg(long)]
    practice: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Layer {
    /// The agreement
    Shared,
    /// Times, stages, who was there
    Process,
    /// Working notes, what is prepared, and what became of items
    Facilitator,
    /// Risk and safety
    Restricted,
}

impl From<Layer> for redacted::Layer {
    fn from(layer: Layer) -> Self {
        match layer {
            Layer::Shared => Self::Shared,
            Layer::Process => Self::Process,
            Layer::Facilitator => Self::Facilitator,
            Layer::Restricted => Self::Restricted,
        }
    }
}

impl Redact {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        if self.new_record {
            return record::take_out(self, world);
        }
        if self.delete_old {
            return record::delete_old(self, world);
        }
        if self.into.file().is_none() {
            return Err(Problem::wrong_use(
                "A redacted case is a file of its own.",
                "Say with --out which, or take words out of the record itself with --new-record.",
            ));
        }
        let read = world.read(&self.reference, self.practice)?;
        let case = &read.case;
        if case.is_partly_hidden() {
            return Err(Problem::new(
                ProblemKind::InUse,
                "A meeting is going on, and what one side alone said is left out.",
                "End it or put it off first; then the case can be written whole.",
            ));
        }
        let without: BTreeSet<PersonId> = self.without.iter().copied().collect();
        if let Some(unknown) = without.iter().find(|id| case.person(**id).is_none()) {
            return Err(Problem::wrong_use(
                format!("There is nobody with the number {unknown} in this case."),
                "`show` tells the numbers.",
            ));
        }
        let layers: BTreeSet<redacted::Layer> = if self.layers.is_empty() {
            [redacted::Layer::Shared, redacted::Layer::Process].into()
        } else {
            self.layers.iter().copied().map(Into::into).collect()
        };
        let names = without.is_empty();
        let redaction = Redaction { layers, without };
        let rows = redacted(case, self.practice, &redaction);
        let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
        let into = self.into.of_case(world, &read)?;
        let written = into.json(world, &(rows.join("\n") + "\n"))?;
        let document = Document {
            kind: DocumentKind::Redacted,
            form: DocumentForm::Json,
            meant_for: None,
        };
        note_down(world, (&self.reference, self.practice), written, document);
        remark(if names {
            "Layers were left out, and nobody: every name stands in it. --without P2 takes somebody \
             out. Read it before you hand it on."
        } else {
            "Whoever was named was taken out where their name stands as a word; other names stand in \
             it. Read it before you hand it on."
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Only {
        #[command(flatten)]
        redact: Redact,
    }

    #[test]
    fn what_is_to_be_taken_out_is_not_named_where_the_old_record_is_deleted() {
        let typed = |more: &[&str]| {
            let all = ["redact", "RC-1", "--delete-old"].iter().chain(more);
            Only::try_parse_from(all).map(|only| only.redact.delete_old)
        };
        assert!(typed(&["--practice"]).unwrap());
        for more in [["--of", "P2"], ["--entry", "17"]] {
            assert!(typed(&more).is_err(), "{more:?}");
        }
    }
}
