//! Papers in another language of their script.

use clap::Args;

use super::reading::read_file;
use super::world::World;
use crate::desk::Cabinet;
use crate::document::handing_out::languages;
use crate::document::paper::Paper;
use crate::document::translated::{PaperWords, translated};
use crate::problem::Problem;
use crate::script::Script;

/// Longest file of words, in bytes.
const LIMIT: usize = 256 << 10;

/// In which language a paper stands.
#[derive(Debug, Args)]
pub(super) struct Language {
    /// Another language, such as cy: what there is in it stands in it, and the paper lists the rest
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
        Err(unknown(script.languages.keys(), script))
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
        words_of(&world.cabinet()?, tag).map(Some)
    }

    /// A paper of a case in the language that was asked for: one of the script, or one that there
    /// are words of papers in.
    pub(super) fn paper(
        &self,
        world: &World,
        script: &Script,
        paper: Paper,
    ) -> Result<Paper, Problem> {
        let asked = self.language.as_deref();
        let Some(tag) = asked.filter(|tag| *tag != script.language) else {
            return Ok(paper);
        };
        if !is_a_tag(tag) {
            return Err(unknown(languages(script).keys(), script));
        }
        let words = words_of(&world.cabinet()?, tag)?;
        if words.words.is_empty() && !script.languages.contains_key(tag) {
            return Err(unknown(languages(script).keys(), script));
        }
        Ok(translated(paper, &words))
    }
}

fn unknown<'a>(others: impl Iterator<Item = &'a String>, script: &'a Script) -> Problem {
    let known = std::iter::once(&script.language).chain(others);
    let known: Vec<&str> = known.map(String::as_str).collect();
    Problem::wrong_use(
        "This script does not speak that language.",
        format!("It has: {}.", known.join(", ")),
    )
}

/// Whether it can be a language, and so a part of the name of a file.
fn is_a_tag(text: &str) -> bool {
    let mut letters = text.chars();
    !text.is_empty() && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
}

/// The words of papers in a language of a script: the service's own, and then the program's.
pub(super) fn words_of(cabinet: &Cabinet, tag: &str) -> Result<PaperWords, Problem> {
    let shipped = PaperWords::shipped(tag);
    let folder = cabinet.home.scripts().join("papers");
    let file = folder.join(format!("{tag}.json"));
    if cabinet.storage.identity(&file).is_err() {
        return Ok(shipped);
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
    Ok(own.or(shipped))
}
