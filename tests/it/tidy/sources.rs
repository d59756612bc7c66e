//! The program's source files, and which of them import from which.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::ROOMS;

/// One source file, without its tests and comments.
pub struct Source {
    /// Its path from the root of the project.
    pub path: String,
    /// The room it stands in.
    pub room: String,
    /// The folder of its module, such as `case` or `tui::screen`.
    pub folder: String,
    /// Its own name as a module.
    pub module: String,
    /// Its code, without tests and comments.
    pub code: String,
    /// Rooms that it imports from.
    pub imports: BTreeSet<String>,
}

impl Source {
    /// Whether this file imports from a sibling of the same folder.
    pub fn names(&self, other: &Self) -> bool {
        let siblings = self.folder == other.folder && self.module != "mod" && other.module != "mod";
        siblings
            && self.path != other.path
            && self.code.contains(&format!("super::{}::", other.module))
    }

    /// The part of its room that it belongs to, such as `case::closing`; a room itself has none.
    pub fn part(&self) -> Option<String> {
        let inside = self.folder.split("::").nth(1);
        let part = inside.unwrap_or(&self.module);
        (part != "mod" && !self.folder.is_empty()).then(|| format!("{}::{part}", self.room))
    }

    /// Whether this file imports from a part of its own room.
    pub fn names_part(&self, part: &str) -> bool {
        let Some((room, name)) = part.split_once("::") else {
            return false;
        };
        // From a file deeper down, the way back to the room is longer.
        let depth = self.folder.split("::").count() - usize::from(self.module == "mod");
        let way_back = "super::".repeat(depth);
        room == self.room
            && [
                format!("crate::{room}::{name}"),
                format!("{way_back}{name}"),
            ]
            .iter()
            .any(|path| self.mentions(path))
    }

    /// Whether a path stands in the code, and not as the end or beginning of a longer one.
    fn mentions(&self, path: &str) -> bool {
        self.code.match_indices(path).any(|(place, _)| {
            let before = self.code[..place].chars().next_back().unwrap_or(' ');
            let after = &self.code[place + path.len()..];
            !before.is_alphanumeric() && before != ':' && before != '_' && after.starts_with("::")
        })
    }
}

/// Every source file of the program but those of its tests.
pub fn sources() -> Vec<Source> {
    rust_files("src")
        .into_iter()
        .filter(|path| !is_test_file(path))
        .map(|path| read(&path))
        .collect()
}

/// Files that stand beside the code for its tests alone.
fn is_test_file(path: &Path) -> bool {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let named = [
        "_tests.rs",
        "tests.rs",
        "testing.rs",
        "given.rs",
        "contract.rs",
        "any_key.rs",
    ];
    named.iter().any(|ending| name.ends_with(ending))
        || path
            .components()
            .any(|part| part.as_os_str() == "tests" || part.as_os_str() == "testing")
}

fn read(path: &Path) -> Source {
    let text = fs::read_to_string(path).expect("a readable file");
    let body = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let code: String = body
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let from_root = path
        .strip_prefix(env!("CARGO_MANIFEST_DIR"))
        .unwrap_or(path);
    let parts: Vec<String> = from_root
        .with_extension("")
        .components()
        .skip(1)
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let imports = ROOMS
        .iter()
        .map(|(room, _)| (*room).to_owned())
        .filter(|room| imports_room(&code, room))
        .collect();
    Source {
        path: from_root.display().to_string(),
        room: parts.first().cloned().unwrap_or_default(),
        folder: parts[..parts.len().saturating_sub(1)].join("::"),
        module: parts.last().cloned().unwrap_or_default(),
        code,
        imports,
    }
}

fn imports_room(code: &str, room: &str) -> bool {
    let plain = format!("crate::{room}");
    let named = code.match_indices(&plain).any(|(place, _)| {
        let after = code[place + plain.len()..].chars().next().unwrap_or(' ');
        !after.is_alphanumeric() && after != '_'
    });
    let grouped = code
        .split("use crate::{")
        .skip(1)
        .filter_map(|rest| rest.split("};").next())
        .any(|group| {
            group
                .split([',', ' ', '\n', '{'])
                .any(|part| part.trim() == room || part.trim().starts_with(&format!("{room}::")))
        });
    named || grouped
}

/// Every Rust file below a folder.
pub fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
