//! Every rule set that there is: those inside the program, and the service's own.

use crate::script::RuleSet;

use super::report::Report;
use super::standing_back::{OnShelf, put};
use super::{Broken, Origin, SetAside, read_rules, shipped};

/// Every rule set that there is. Read when rules are asked for, never at the start.
#[derive(Debug, Clone, Default)]
pub struct RuleShelf {
    /// Sets that can be used, one of each id.
    pub sets: Vec<ShelvedRules>,
    /// Files that cannot be used, and why. They do not hide the rest.
    pub broken: Vec<Broken>,
    /// Sets that stand back behind one with the same id.
    pub set_aside: Vec<SetAside>,
}

/// A rule set on the shelf.
#[derive(Debug, Clone)]
pub struct ShelvedRules {
    /// The set.
    pub set: RuleSet,
    /// Whose it is.
    pub origin: Origin,
    /// File name, without folders.
    pub file: String,
    /// What its author should look at.
    pub warnings: Report,
}

impl RuleShelf {
    /// Gathers the shipped sets and the service's own, given as file names with their bytes,
    /// in the order of the names. Of two with one id the higher version is used; with the same
    /// version the shipped one, then the first by file name.
    pub fn gather(own: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut shelf = Self::default();
        for (file, text) in shipped::RULES {
            shelf.put(file, text.as_bytes(), Origin::Shipped);
        }
        for (file, bytes) in own {
            shelf.put(&file, &bytes, Origin::Own);
        }
        shelf
    }

    /// Finds a set by its id.
    pub fn set(&self, id: &str) -> Option<&ShelvedRules> {
        self.sets.iter().find(|known| known.set.id.as_str() == id)
    }

    fn put(&mut self, file: &str, bytes: &[u8], origin: Origin) {
        match read_rules(bytes, file) {
            Ok(read) => {
                let new = ShelvedRules {
                    set: read.set,
                    origin,
                    file: file.to_owned(),
                    warnings: read.warnings,
                };
                put(&mut self.sets, &mut self.set_aside, new);
            }
            Err(faults) => self.broken.push(Broken {
                file: file.to_owned(),
                faults,
            }),
        }
    }
}

impl OnShelf for ShelvedRules {
    fn id(&self) -> &str {
        self.set.id.as_str()
    }

    fn version(&self) -> u32 {
        self.set.version
    }

    fn origin(&self) -> Origin {
        self.origin
    }

    fn file(&self) -> &str {
        &self.file
    }
}
