//! What the targets are fed with: files of every version, and texts that nobody would want.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::rig::kept;

/// Files to begin with, and what was really written in them.
#[derive(Default)]
pub struct Corpus {
    pub files: Vec<Vec<u8>>,
    /// The bodies of every entry of every journal here; nothing else may ever be shown as one.
    pub written: BTreeSet<String>,
}

/// Scripts, good and bad, in every shape that is tested.
pub fn scripts() -> Corpus {
    let folders = [
        "tests/it/point_scripts",
        "tests/it/bad_scripts",
        "tests/corpus/script_parse",
    ];
    of_files(&folders, |path| {
        path.extension().is_none_or(|ending| ending != "expected")
    })
}

/// Journals of sample cases and of crashes.
pub fn journals() -> Corpus {
    let mut corpus = of_files(&["sessions", "tests/corpus/journal_scan"], |path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("journal"))
    });
    // The samples are long; most of what can go wrong with them goes wrong with their beginning.
    for file in corpus.files.clone() {
        let lines: Vec<&[u8]> = file.split_inclusive(|byte| *byte == b'\n').collect();
        corpus
            .files
            .push(lines.iter().take(6).copied().flatten().copied().collect());
    }
    let bodies = (1..=5).map(|number| format!(r#"{{"t":"mark","n":{number}}}"#));
    corpus.files.push(kept::journal_of(bodies));
    for file in &corpus.files {
        let scan = kept::scan(file).expect("a sample that can be read");
        corpus
            .written
            .extend(scan.entries.into_iter().map(|entry| entry.body));
    }
    corpus
}

/// One line of every kind of event.
pub fn events() -> Corpus {
    let mut corpus = of_files(&["tests/it/golden", "tests/corpus/event_json"], |path| {
        path.extension().is_some_and(|ending| ending == "jsonl")
    });
    let lines = corpus
        .files
        .iter()
        .flat_map(|file| file.split(|byte| *byte == b'\n'));
    corpus.files = lines
        .filter(|line| !line.is_empty())
        .map(<[u8]>::to_vec)
        .collect();
    corpus
}

/// Plans of every version.
pub fn plans() -> Corpus {
    of_files(
        &["tests/it/golden", "sessions", "tests/corpus/plan_roundtrip"],
        |path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("plan"))
        },
    )
}

/// What people type and paste, and what terminals say.
pub fn texts() -> Corpus {
    let files = TEXTS.iter().map(|text| text.as_bytes().to_vec()).collect();
    let mut corpus = Corpus {
        files,
        ..Corpus::default()
    };
    corpus
        .files
        .extend(of_files(&["tests/corpus/texts"], |_| true).files);
    corpus
}

const TEXTS: [&str; 16] = [
    "Ie, Siân — “diolch”",
    "آپ کیسے ہیں؟ شاہ",
    "ਤੁਹਾਡਾ ਕੀ ਹਾਲ ਹੈ?",
    "👩\u{200d}👧\u{200d}👦 🏴\u{e0067}\u{e0062}\u{e007f} e\u{301}",
    "\u{1b}[31mred\u{7f}\u{9b}2J",
    "\u{1b}]52;c;aGlkZGVu\u{7}",
    "a\u{202e}b\u{200f}\u{feff}c\u{2066}\u{fff9}",
    "z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}",
    "one\r\ntwo\rthree\u{2028}four\tfive",
    "=HYPERLINK(\"http://x\")",
    "-2+3",
    "@SUM(A1)",
    "+44 20",
    "\t=cmd|' /C calc'!A0",
    "/quit : {\"t\":1} \\ \"",
    "   ",
];

fn of_files(folders: &[&str], wanted: impl Fn(&Path) -> bool) -> Corpus {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    while let Some(folder) = open.pop() {
        // A target has a folder of inputs of its own once one was found.
        for node in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = node.path();
            if path.is_dir() {
                open.push(path);
            } else if wanted(&path) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let files = paths
        .iter()
        .map(|path| fs::read(path).expect("a file of the corpus"));
    Corpus {
        files: files.collect(),
        ..Corpus::default()
    }
}
