//! A script as it is named on the command line: by its name, or by its file.

use std::path::{Path, PathBuf};

use super::{find, gathered};
use crate::cli::own_files::practice_folder;
use crate::cli::reading::read_named_file;
use crate::cli::shelved::{self, Whole};
use crate::cli::world::World;
use crate::problem::Problem;
use crate::script_file::{self, MAXIMUM_BYTES, Origin, Shelf};
use crate::store::{Disk, Home, Storage as _};

/// A script that was named, and the shelf that it was looked for on.
pub(super) struct Named {
    /// The script, whole.
    pub(super) whole: Whole,
    /// Its file; nothing where it is inside the program.
    pub(super) file: Option<PathBuf>,
    /// Everything else that there is.
    pub(super) shelf: Shelf,
}

/// Reads the script of this name, or in this file.
pub(super) fn named(world: &World, name: &Path) -> Result<Named, Problem> {
    let shelf = gathered(world);
    let Some(name) = id(name) else {
        let whole = read_whole(name)?;
        let file = Some(name.to_owned());
        return Ok(Named { whole, file, shelf });
    };
    let found = find(&shelf, name)?.clone();
    if found.origin == Origin::Shipped {
        // A shipped script needs no home.
        let home = Home::at("");
        let whole = shelved::take(&Disk, &home, &found)?;
        let file = None;
        return Ok(Named { whole, file, shelf });
    }
    let home = world.home()?;
    let whole = shelved::take(&Disk, &home, &found)?;
    let file = Some(home.scripts().join(&found.file));
    Ok(Named { whole, file, shelf })
}

/// Where something stands that can be checked.
pub(super) enum Source {
    /// Inside the program: its file name and its text.
    Shipped(&'static str, &'static str),
    /// In a file.
    File(PathBuf),
}

/// What stands under this name: a file, the settings and the retention rules of the home also
/// without their folder; or a script by its id with its practice cases.
pub(super) fn sources(world: &World, name: &Path) -> Result<Vec<Source>, Problem> {
    let Some(id) = id(name) else {
        let file = in_home(world, name).unwrap_or_else(|| name.to_owned());
        return Ok(vec![Source::File(file)]);
    };
    if let Ok(home) = world.home() {
        let file = format!("{id}.json");
        let (script, case) = (
            home.scripts().join(&file),
            practice_folder(&home).join(&file),
        );
        let there: Vec<Source> = [script, case]
            .into_iter()
            .filter(|path| Disk.identity(path).is_ok())
            .map(Source::File)
            .collect();
        if !there.is_empty() {
            return Ok(there);
        }
    }
    let found = match named(world, name) {
        // Whatever it is that lies here by this name, it is what is meant.
        Err(_) if Disk.identity(name).is_ok() => return Ok(vec![Source::File(name.to_owned())]),
        found => found?,
    };
    if let Some(file) = found.file {
        return Ok(vec![Source::File(file)]);
    }
    let cases = found.shelf.cases.iter();
    let cases = cases.filter(|case| case.heading.script.as_str() == id);
    let cases = cases.filter(|case| case.origin == Origin::Shipped);
    let files: Vec<String> = cases.map(|case| case.file.clone()).collect();
    let texts = script_file::shipped_files();
    let of_script = |(file, _): &(&str, &str)| {
        *file == format!("{id}.json") || files.iter().any(|case| case == file)
    };
    Ok(texts
        .filter(of_script)
        .map(|(file, text)| Source::Shipped(file, text))
        .collect())
}

/// The file of this name that the home has one of, where none of that name is here.
fn in_home(world: &World, name: &Path) -> Option<PathBuf> {
    let home = world.home().ok()?;
    let files = [home.config(), home.retention()].into_iter();
    let mut same = files.filter(|path| path.file_name() == Some(name.as_os_str()));
    let file = same.next()?;
    (Disk.identity(name).is_err() && Disk.identity(&file).is_ok()).then_some(file)
}

/// The file of this name, or of the service's own script of this name. Nothing of it is read
/// where its name tells: one with faults has a file too.
pub(super) fn file_of(world: &World, name: &Path) -> Result<PathBuf, Problem> {
    let Some(id) = id(name) else {
        return Ok(name.to_owned());
    };
    let file = world.home()?.scripts().join(format!("{id}.json"));
    if Disk.identity(&file).is_ok() {
        return Ok(file);
    }
    named(world, name)?.file.ok_or_else(|| {
        Problem::wrong_use(
            "This script is inside the program and cannot change.",
            format!("Copy it first: talking-piece script new --from {id}"),
        )
    })
}

/// The name of a script, where one is meant rather than a file: it has no dot and no stroke.
fn id(name: &Path) -> Option<&str> {
    let is_file = |name: &&str| name.contains(['.', '/', std::path::MAIN_SEPARATOR]);
    name.to_str().filter(|name| !is_file(name))
}

fn read_whole(path: &Path) -> Result<Whole, Problem> {
    let bytes = read_named_file(path, MAXIMUM_BYTES)?;
    let script = script_file::read(&bytes, &path.display().to_string())?.script;
    // What was read is UTF-8, so nothing is lost here.
    let text = String::from_utf8_lossy(&bytes).into_owned().into();
    Ok(Whole { script, text })
}
