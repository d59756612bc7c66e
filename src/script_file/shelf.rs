//! Every script and practice case that there is: those inside the program, and the service's own.

use std::cmp::Ordering;

use crate::practice::PracticeCase;
use crate::script::{Script, ScriptId};

use super::report::{Report, ScriptFaults};
use super::{practice_case, read, shipped};

/// Every script and practice case that there is.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Scripts that can be run, one of each id: shipped ones first, each part in
    /// the order of its file names.
    pub scripts: Vec<Shelved>,
    /// Practice cases that can be opened.
    pub cases: Vec<ShelvedCase>,
    /// Files that cannot be used, and why. They do not hide the rest.
    pub broken: Vec<Broken>,
    /// Scripts that stand back behind one with the same id.
    pub set_aside: Vec<SetAside>,
}

/// A script on the shelf.
#[derive(Debug, Clone)]
pub struct Shelved {
    /// The script.
    pub script: Script,
    /// The exact text, to be copied into a case.
    pub text: String,
    /// Whose it is.
    pub origin: Origin,
    /// File name, without folders.
    pub file: String,
    /// What its author should look at.
    pub warnings: Report,
}

/// A practice case on the shelf.
#[derive(Debug, Clone)]
pub struct ShelvedCase {
    /// The case.
    pub case: PracticeCase,
    /// The exact text.
    pub text: String,
    /// Whose it is.
    pub origin: Origin,
    /// File name, without folders.
    pub file: String,
}

/// Whose a script or practice case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It came with the program.
    Shipped,
    /// It lies in the service's own folder.
    Own,
}

/// A file that cannot be used.
#[derive(Debug, Clone)]
pub struct Broken {
    /// File name, without folders.
    pub file: String,
    /// Every fault of it.
    pub faults: ScriptFaults,
}

/// A script or rule set that stands back behind another with the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The id that both have.
    pub id: String,
    /// Its file.
    pub file: String,
    /// Whose it is.
    pub origin: Origin,
    /// Its version.
    pub version: u32,
    /// The file that is used instead.
    pub used_file: String,
    /// The version that is used instead.
    pub used_version: u32,
}

impl SetAside {
    /// Says so in a sentence, for lists.
    pub fn notice(&self) -> String {
        let (id, version) = (&self.id, self.version);
        let (used_file, used_version) = (&self.used_file, self.used_version);
        match self.origin {
            Origin::Shipped => format!(
                "Your own `{id}` version {used_version} ({used_file}) is used instead of the shipped version {version}."
            ),
            Origin::Own => format!(
                "Your file {} (`{id}` version {version}) is not used, because {used_file} has version {used_version}. Give it a higher `version`.",
                self.file
            ),
        }
    }
}

impl Shelf {
    /// Gathers the shipped files and the service's own.
    ///
    /// `own_scripts` and `own_cases` are file names with their bytes; no more of a
    /// file than [`MAXIMUM_BYTES`](super::MAXIMUM_BYTES) and one byte needs to be
    /// read. Of two scripts with one id the higher version is used; with the same
    /// version the shipped one, then the first by file name.
    pub fn gather(
        own_scripts: impl IntoIterator<Item = (String, Vec<u8>)>,
        own_cases: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Self {
        let mut shelf = Self::default();
        for (file, text) in shipped::SCRIPTS {
            shelf.put(file, text.as_bytes(), Origin::Shipped);
        }
        for (file, bytes) in sorted(own_scripts) {
            shelf.put(&file, &bytes, Origin::Own);
        }
        for (file, text) in shipped::CASES {
            shelf.put_case(file, text.as_bytes(), Origin::Shipped);
        }
        for (file, bytes) in sorted(own_cases) {
            shelf.put_case(&file, &bytes, Origin::Own);
        }
        shelf
    }

    /// Finds a script by its id.
    pub fn script(&self, id: &str) -> Option<&Shelved> {
        self.scripts
            .iter()
            .find(|shelved| shelved.script.id.as_str() == id)
    }

    /// Finds a practice case by its id.
    pub fn case(&self, id: &str) -> Option<&ShelvedCase> {
        self.cases.iter().find(|shelved| shelved.case.id == id)
    }

    fn put(&mut self, file: &str, bytes: &[u8], origin: Origin) {
        match read(bytes, file) {
            Ok(read) => self.compare(Shelved {
                script: read.script,
                text: text_of(bytes),
                origin,
                file: file.to_owned(),
                warnings: read.warnings,
            }),
            Err(faults) => self.broken.push(Broken {
                file: file.to_owned(),
                faults,
            }),
        }
    }

    fn compare(&mut self, new: Shelved) {
        let same_id = |shelved: &&mut Shelved| shelved.script.id == new.script.id;
        let Some(old) = self.scripts.iter_mut().find(same_id) else {
            self.scripts.push(new);
            return;
        };
        match new.script.version.cmp(&old.script.version) {
            Ordering::Greater => {
                self.set_aside.push(set_aside(old, &new));
                *old = new;
            }
            Ordering::Less | Ordering::Equal => self.set_aside.push(set_aside(&new, old)),
        }
    }

    fn put_case(&mut self, file: &str, bytes: &[u8], origin: Origin) {
        let find_script = |id: &ScriptId| Some(&self.script(id.as_str())?.script);
        match practice_case::read_case(bytes, file, find_script) {
            Ok(read) => self.cases.push(ShelvedCase {
                case: read.case,
                text: text_of(bytes),
                origin,
                file: file.to_owned(),
            }),
            Err(faults) => self.broken.push(Broken {
                file: file.to_owned(),
                faults,
            }),
        }
    }
}

fn set_aside(aside: &Shelved, used: &Shelved) -> SetAside {
    SetAside {
        id: aside.script.id.to_string(),
        file: aside.file.clone(),
        origin: aside.origin,
        version: aside.script.version,
        used_file: used.file.clone(),
        used_version: used.script.version,
    }
}

pub(super) fn sorted(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort();
    files
}

/// What was read is UTF-8, so nothing is lost here.
fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
