//! The shipped scripts, read as the program reads them.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use talking_piece::desk::NewCase;
use talking_piece::script::Script;
use talking_piece::script_file;

/// Every shipped script, in the order of their names.
pub fn shipped_scripts() -> Vec<Arc<Script>> {
    let texts = shipped_texts().into_iter();
    texts.map(|(script, _)| script).collect()
}

/// The same, each with its text as it stands in its file.
pub fn shipped_texts() -> Vec<(Arc<Script>, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
    let entries = fs::read_dir(folder).expect("a folder");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let text = fs::read_to_string(file).expect("a readable file");
        let read = script_file::read(text.as_bytes(), &file.display().to_string());
        let read = read.map_err(|faults| faults.to_string());
        (Arc::new(read.expect("a sound script").script), text)
    };
    files.iter().map(read).collect()
}

/// What a case of a script is begun with.
pub fn case_of(script: &Arc<Script>) -> NewCase {
    NewCase {
        reference: "RC-0001".to_owned(),
        script: script.clone(),
        script_hash: "00".repeat(32),
        practice: false,
    }
}
