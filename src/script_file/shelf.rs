//! Every script and practice case that there is: those inside the program, and the service's own.
//!
//! The shelf holds headings alone. A whole script is read when somebody chooses it: twenty of
//! them would cost more memory than the rest of the program, and time before the first list.

use std::collections::{HashMap, HashSet};

use crate::practice::PracticeCase;
use crate::script::{Script, ScriptId};

use super::heading::{CaseHeading, Heading, script_named_in};
use super::kind::first_id;
use super::report::ScriptFaults;
use super::shipped::{self, ShippedCase, ShippedScript};
use super::standing_back::{OnShelf, SetAside, put};
use super::{practice_case, read};

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
    /// What a list says of it.
    pub heading: Heading,
    /// Whose it is.
    pub origin: Origin,
    /// File name, without folders.
    pub file: String,
}

/// A practice case on the shelf.
#[derive(Debug, Clone)]
pub struct ShelvedCase {
    /// What a list says of it.
    pub heading: CaseHeading,
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

impl Shelved {
    /// The exact text, to be copied into a case; nothing where it lies in the service's folder.
    pub fn shipped_text(&self) -> Option<&'static str> {
        let shipped = shipped::SCRIPTS
            .iter()
            .find(|known| known.file == self.file);
        shipped
            .filter(|_| self.origin == Origin::Shipped)
            .map(|known| *known.text)
    }
}

impl ShelvedCase {
    /// The exact text; nothing where it lies in the service's folder.
    pub fn shipped_text(&self) -> Option<&'static str> {
        let shipped = shipped::CASES.iter().find(|known| known.file == self.file);
        shipped
            .filter(|_| self.origin == Origin::Shipped)
            .map(|known| *known.text)
    }
}

/// Reads a shipped text, which the program's own tests have read with every check.
pub fn read_shipped(text: &'static str) -> Option<Script> {
    serde_json::from_str(text).ok()
}

/// Reads a shipped practice case, which the program's own tests have read with every check.
pub fn read_shipped_case(text: &'static str) -> Option<PracticeCase> {
    serde_json::from_str(text).ok()
}

impl Shelf {
    /// Gathers the shipped files and the service's own.
    ///
    /// `own_scripts` and `own_cases` are file names with their bytes, in the order of the
    /// names, and each is let go of before the next is asked for; no more of a file than
    /// [`MAXIMUM_BYTES`](super::MAXIMUM_BYTES) and one byte needs to be read. Of two
    /// scripts with one id the higher version is used; with the same version the shipped
    /// one, then the first by file name.
    pub fn gather(
        own_scripts: impl IntoIterator<Item = (String, Vec<u8>)>,
        own_cases: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Self {
        let mut gathering = Gathering {
            shelf: Self::default(),
            named: shipped::CASES
                .iter()
                .map(|case| ScriptId::new(case.script))
                .collect(),
            held: HashMap::new(),
            faulty: HashSet::new(),
        };
        let own_cases: Vec<(String, Vec<u8>)> = own_cases.into_iter().collect();
        let named = own_cases
            .iter()
            .filter_map(|(_, bytes)| script_named_in(bytes));
        gathering.named.extend(named);
        for script in shipped::SCRIPTS {
            gathering.shelf.scripts.push(shelved(script));
        }
        for (file, bytes) in own_scripts {
            gathering.put(&file, &bytes);
        }
        for case in shipped::CASES {
            gathering.put_shipped_case(case);
        }
        for (file, bytes) in own_cases {
            gathering.put_case(&file, &bytes, Origin::Own);
        }
        gathering.shelf
    }

    /// Finds a script by its id.
    pub fn script(&self, id: &str) -> Option<&Shelved> {
        self.scripts
            .iter()
            .find(|shelved| shelved.heading.id.as_str() == id)
    }

    /// Finds a practice case by its id.
    pub fn case(&self, id: &str) -> Option<&ShelvedCase> {
        self.cases.iter().find(|shelved| shelved.heading.id == id)
    }

    /// What stands back behind a script, if anything does.
    pub fn behind(&self, id: &str) -> impl Iterator<Item = &SetAside> {
        self.set_aside.iter().filter(move |aside| aside.id == id)
    }
}

/// A shelf that is being filled.
struct Gathering {
    shelf: Shelf,
    /// Scripts that some practice case is run from.
    named: HashSet<ScriptId>,
    /// Those of them that are the service's own and used: cases are held against them.
    held: HashMap<ScriptId, Script>,
    /// Those of the service's own that cannot be used for a fault that is told.
    faulty: HashSet<ScriptId>,
}

impl Gathering {
    fn put(&mut self, file: &str, bytes: &[u8]) {
        let script = match read(bytes, file) {
            Ok(read) => read.script,
            Err(faults) => {
                let file = file.to_owned();
                self.faulty.extend(first_id(bytes).map(ScriptId::new));
                self.shelf.broken.push(Broken { file, faults });
                return;
            }
        };
        let new = Shelved {
            heading: Heading::from(&script),
            origin: Origin::Own,
            file: file.to_owned(),
        };
        let (scripts, aside) = (&mut self.shelf.scripts, &mut self.shelf.set_aside);
        if put(scripts, aside, new) && self.named.contains(&script.id) {
            self.held.insert(script.id.clone(), script);
        }
    }

    /// A shipped case was held against its shipped script by the tests; a script of the
    /// service's own that is used instead may have other roles.
    fn put_shipped_case(&mut self, case: &ShippedCase) {
        if self.held.contains_key(case.script) {
            self.put_case(case.file, case.text.as_bytes(), Origin::Shipped);
            return;
        }
        let heading = CaseHeading {
            id: case.id.to_owned(),
            title: case.title.to_owned(),
            script: ScriptId::new(case.script),
            story: case.story.to_owned(),
        };
        self.shelf.cases.push(ShelvedCase {
            heading,
            origin: Origin::Shipped,
            file: case.file.to_owned(),
        });
    }

    fn put_case(&mut self, file: &str, bytes: &[u8], origin: Origin) {
        let shipped = script_named_in(bytes)
            .and_then(|id| self.shelf.script(id.as_str())?.shipped_text())
            .and_then(read_shipped);
        let find_script = |id: &ScriptId| self.held.get(id).or(shipped.as_ref());
        let file = file.to_owned();
        let named = script_named_in(bytes);
        let waits = named.is_some_and(|id| find_script(&id).is_none() && self.faulty.contains(&id));
        let read = if waits {
            // It can be used once its script is mended, and only that fault is told.
            practice_case::read_case_alone(bytes, &file).map(|_| None)
        } else {
            practice_case::read_case(bytes, &file, find_script).map(Some)
        };
        match read {
            Ok(None) => {}
            Ok(Some(read)) => self.shelf.cases.push(ShelvedCase {
                heading: CaseHeading::from(&read.case),
                origin,
                file,
            }),
            Err(faults) => self.shelf.broken.push(Broken { file, faults }),
        }
    }
}

impl OnShelf for Shelved {
    fn id(&self) -> &str {
        self.heading.id.as_str()
    }

    fn version(&self) -> u32 {
        self.heading.version
    }

    fn origin(&self) -> Origin {
        self.origin
    }

    fn file(&self) -> &str {
        &self.file
    }
}

fn shelved(script: &ShippedScript) -> Shelved {
    Shelved {
        heading: Heading {
            id: ScriptId::new(script.id),
            version: script.version,
            title: script.title.to_owned(),
            summary: script.summary.to_owned(),
            language: script.language.to_owned(),
        },
        origin: Origin::Shipped,
        file: script.file.to_owned(),
    }
}
