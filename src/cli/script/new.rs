//! `script new`: a script of one's own, begun from one that works.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::named::{Named, named};
use crate::cli::output::remark;
use crate::cli::own_files::practice_folder;
use crate::cli::shelved::case_text;
use crate::cli::world::World;
use crate::problem::{Problem, ProblemKind};
use crate::script_file::{
    self, PRACTICE_CASE_SCHEMA, SCRIPT_SCHEMA, ShelvedCase, is_name, with_fields,
};
use crate::store::{Disk, ExportError, Home, export};

/// Copy a script to a file of your own, to be changed
///
/// The copy gets a name, a title and a version of its own. Its author and licence stay, for
/// the words are still theirs; a place for your own name stands beside them. Without FILE it
/// goes to the scripts of your home, with a practice case to try it with. No file is replaced.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The script to copy (see `script list`), or its file
    #[arg(long, value_name = "ID|FILE")]
    from: PathBuf,
    /// The name of the new script; `my-` and the old one when left out
    #[arg(long, value_name = "NEW")]
    id: Option<String>,
    /// Where the copy goes; the scripts of your home when left out
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

impl New {
    pub(super) fn run(&self, world: &mut World) -> Result<(), Problem> {
        let source = named(world, &self.from)?;
        let id = self.name(&source)?;
        let text = copied(&source, &id)?;
        let Some(path) = &self.file else {
            return in_the_home(world, &source, &id, &text);
        };
        write(path, &text)?;
        let path = path.display();
        world.output.line(&format!("Made {path}."))?;
        world.output.line(&format!(
            "Next: open it in a text editor, change it, save, and ask `talking-piece script check {path}`."
        ))
    }

    fn name(&self, source: &Named) -> Result<String, Problem> {
        let of_file = || {
            let stem = self.file.as_ref()?.file_stem()?.to_str()?;
            is_name(stem).then(|| stem.to_owned())
        };
        let old = source.whole.script.id.as_str();
        let name = self.id.clone().or_else(of_file);
        let name = name.unwrap_or_else(|| format!("my-{old}"));
        if !is_name(&name) {
            return Err(Problem::wrong_use(
                "That cannot be the name of a script.",
                "Use small letters, digits and hyphens, such as `school-circle`.",
            ));
        }
        if name == old || source.shelf.script(&name).is_some() {
            return Err(Problem::wrong_use(
                format!("There is already a script named `{name}`."),
                "Choose another name with --id NEW.",
            ));
        }
        Ok(name)
    }
}

/// The text of the copy, read and checked as any script is.
fn copied(source: &Named, id: &str) -> Result<String, Problem> {
    let script = &source.whole.script;
    let fields: [(&str, Value); 4] = [
        ("id", id.into()),
        ("version", 1.into()),
        ("title", format!("{} (our copy)", script.title).into()),
        (
            "author",
            format!("{}; changed by (your name or service)", script.author).into(),
        ),
    ];
    let text = with_fields(&source.whole.text, &fields).ok_or_else(not_copied)?;
    script_file::read(text.as_bytes(), id)?;
    Ok(text)
}

/// The copy and its practice case go where the program looks for them; schemas, which editors
/// complete fields from, go where the copies say that they are.
fn in_the_home(world: &mut World, source: &Named, id: &str, text: &str) -> Result<(), Problem> {
    let home = world.home()?;
    home.prepare(&Disk)?;
    let path = home.scripts().join(format!("{id}.json"));
    write(&path, text)?;
    give_schemas(&home);
    world.output.line(&format!("Made {}.", path.display()))?;
    let case = match practice_case(&home, source, id) {
        Ok(made) => made,
        Err(problem) => {
            remark(&problem.to_string());
            false
        }
    };
    let trying = if case {
        format!("; `talking-piece practise {id}` tries it with people who do not exist")
    } else {
        String::new()
    };
    world.output.line(&format!(
        "Next: open it in a text editor and change it; `talking-piece script show --watch {id}` shows each change as you save it{trying}."
    ))
}

fn give_schemas(home: &Home) {
    let folder = home.schemas();
    let schemas = [
        ("script.schema.json", SCRIPT_SCHEMA),
        ("practice-case.schema.json", PRACTICE_CASE_SCHEMA),
    ];
    let given = home.prepare_folder(&Disk, &folder).is_ok()
        && schemas
            .iter()
            .all(|(name, text)| export(&Disk, &folder.join(name), text.as_bytes(), true).is_ok());
    if !given {
        remark("Your editor will not complete names of fields: the schemas could not be written.");
    }
}

/// Copies a practice case of the old script for the new one; false where there is none.
fn practice_case(home: &Home, source: &Named, id: &str) -> Result<bool, Problem> {
    let old = &source.whole.script.id;
    let of_the_old = |case: &&ShelvedCase| case.heading.script == *old;
    let Some(case) = source.shelf.cases.iter().find(of_the_old) else {
        return Ok(false);
    };
    if source.shelf.case(id).is_some() {
        return Ok(false);
    }
    let text = case_text(&Disk, home, case)?;
    let fields: [(&str, Value); 3] = [
        ("id", id.into()),
        ("script", id.into()),
        ("title", format!("{} (our copy)", case.heading.title).into()),
    ];
    let text = with_fields(&text, &fields).ok_or_else(not_copied)?;
    let folder = practice_folder(home);
    home.prepare_folder(&Disk, &folder)?;
    write(&folder.join(format!("{id}.json")), &text)?;
    Ok(true)
}

fn write(path: &Path, text: &str) -> Result<(), Problem> {
    match export(&Disk, path, text.as_bytes(), false) {
        Ok(()) => Ok(()),
        Err(ExportError::Taken { path }) => Err(Problem::wrong_use(
            "There is a file with this name already; it was not touched.",
            "Choose another name for the copy.",
        )
        .at(path)),
        Err(error) => Err(error.into()),
    }
}

/// What was read a moment ago can be copied, so this does not happen.
fn not_copied() -> Problem {
    Problem::new(
        ProblemKind::CannotReadOrWrite,
        "The script could not be copied.",
        "Please report this; nothing was written.",
    )
}
