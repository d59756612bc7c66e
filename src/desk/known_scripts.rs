//! Scripts that many cases were run from, each taken up once.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest as _, Sha256};

use crate::script::Script;
use crate::script_file;

/// Scripts that were taken up, for the reading of many cases; threads share it.
#[derive(Default)]
pub(super) struct KnownScripts {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// Hash of the text that is shipped under a name; empty where none is.
    shipped: BTreeMap<String, String>,
    /// What stands in the text of a hash; nothing where it cannot be read.
    scripts: BTreeMap<String, Option<Arc<Script>>>,
}

impl KnownScripts {
    /// The script of this name inside the program, where its text has this hash.
    pub(super) fn shipped(&self, id: &str, hash: &str) -> Option<Arc<Script>> {
        let mut known = self.known();
        if !known.shipped.contains_key(id) {
            let text = shipped_text(id).map(script_hash).unwrap_or_default();
            known.shipped.insert(id.to_owned(), text);
        }
        if known.shipped.get(id).is_none_or(|shipped| shipped != hash) {
            return None;
        }
        known.take_up(hash, || parse(shipped_text(id)?, id))
    }

    /// The script that stands in a text; nothing where it cannot be read.
    pub(super) fn read(&self, text: &str, name: &str) -> Option<Arc<Script>> {
        self.known()
            .take_up(&script_hash(text), || parse(text, name))
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn take_up(
        &mut self,
        hash: &str,
        parse: impl FnOnce() -> Option<Arc<Script>>,
    ) -> Option<Arc<Script>> {
        if let Some(script) = self.scripts.get(hash) {
            return script.clone();
        }
        let script = parse();
        self.scripts.insert(hash.to_owned(), script.clone());
        script
    }
}

/// The text of the script of this name inside the program.
pub(super) fn shipped_text(id: &str) -> Option<&'static str> {
    let file = format!("{id}.json");
    let mut files = script_file::shipped_files();
    files.find_map(|(name, text)| (name == file).then_some(text))
}

/// The script of this name inside the program, where its text has this hash.
pub(super) fn shipped(id: &str, hash: &str) -> Option<Arc<Script>> {
    let text = shipped_text(id).filter(|text| script_hash(text) == hash)?;
    parse(text, id)
}

/// What stands in the text of a case's own copy of a script; nothing where it cannot be read.
pub(super) fn parse(text: &str, name: &str) -> Option<Arc<Script>> {
    // Any other text may come from anywhere, so it is cleaned and checked each time.
    if script_file::is_shipped(text)
        && let Ok(script) = serde_json::from_str::<Script>(text)
    {
        return Some(Arc::new(script));
    }
    let read = script_file::read(text.as_bytes(), name).ok()?;
    Some(Arc::new(read.script))
}

/// SHA-256 of the exact text of a script, in hex.
pub fn script_hash(text: &str) -> String {
    let mut hex = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
