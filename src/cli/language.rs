//! Papers in another language of their script.

use clap::Args;

use super::world::{World, read_file};
use crate::document::paper::Paper;
use crate::document::translated::{PaperWords, translated};
use crate::problem::Problem;
use crate::script::Script;

/// Longest file of words, in bytes.
const LIMIT: usize = 256 << 10;

/// In which language a paper stands.
#[derive(Debug, Args)]
pub(super) struct Language {
    /// Another language of the script, such as cy: what there is in it stands in it, and the paper
    /// lists the rest
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,
}

impl Language {
    /// The language that was asked for, where the script has it and it is another one.
    pub(super) fn of(&self, script: &Script) -> Result<Option<&str>, Problem> {
        let Some(asked) = self.language.as_deref() else {
            return Ok(None);
        };
        if asked == script.language {
            return Ok(None);
        }
        if script.languages.contains_key(asked) {
            return Ok(Some(asked));
        }
        let known = std::iter::once(&script.language).chain(script.languages.keys());
        let known: Vec<&str> = known.map(String::as_str).collect();
        Err(Problem::wrong_use(
            "This script does not speak that language.",
            format!("It has: {}.", known.join(", ")),
        ))
    }

    /// The words of papers in it: the service's own, and then the program's.
    pub(super) fn words(
        &self,
        world: &World,
        script: &Script,
    ) -> Result<Option<PaperWords>, Problem> {
        let Some(tag) = self.of(script)? else {
            return Ok(None);
        };
        let shipped = PaperWords::shipped(tag);
        let cabinet = world.cabinet()?;
        let folder = cabinet.home.scripts().join("papers");
        let file = folder.join(format!("{tag}.json"));
        if cabinet.storage.identity(&file).is_err() {
            return Ok(Some(shipped));
        }
        let bytes = read_file(cabinet.storage.as_ref(), &file, LIMIT)?;
        let own = PaperWords::read(&bytes).map_err(|fault| {
            let (line, column) = (fault.line(), fault.column());
            Problem::wrong_use(
                format!("Line {line}, column {column} of these words cannot be understood."),
                "It has `language`, `name` and `words`, which are pairs of texts.",
            )
            .at(&file)
        })?;
        Ok(Some(own.or(shipped)))
    }

    /// The paper in the language that was asked for.
    pub(super) fn paper(
        &self,
        world: &World,
        script: &Script,
        paper: Paper,
    ) -> Result<Paper, Problem> {
        let words = self.words(world, script)?;
        Ok(match words {
            Some(words) => translated(paper, &words),
            None => paper,
        })
    }
}
