//! The page for authors, followed to the letter: each command run, each change made.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::Terminal;

/// One block of the page between two fences.
struct Block {
    language: String,
    text: String,
}

#[test]
fn the_page_for_authors_leads_from_a_copy_to_a_script_that_was_tried() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/README.md");
    let blocks = blocks(&fs::read_to_string(page).unwrap());
    let home = tempfile::tempdir().unwrap();
    let script = home.path().join("scripts/garden-chat.json");
    let case = home.path().join("scripts/practice/garden-chat.json");
    let mut answer = String::new();
    let mut wanted: Option<&str> = None;
    let mut changes = 0;
    for block in &blocks {
        match block.language.as_str() {
            "sh" => {
                answer = block
                    .text
                    .lines()
                    .map(|line| run(home.path(), line))
                    .collect();
            }
            "text" => {
                for line in block.text.lines() {
                    assert!(answer.contains(line), "{line} is not in:\n{answer}");
                }
            }
            "json" => match wanted.take() {
                None => wanted = Some(&block.text),
                Some(old) => {
                    let text = fs::read_to_string(&script).unwrap();
                    let (old, new) = (old.trim_end(), block.text.trim_end());
                    assert_eq!(text.matches(old).count(), 1, "{old}");
                    fs::write(&script, text.replacen(old, new, 1)).unwrap();
                    changes += 1;
                }
            },
            "replace" => {
                for line in block.text.lines() {
                    let (old, new) = line.split_once(" => ").unwrap();
                    for file in [&script, &case] {
                        let text = fs::read_to_string(file).unwrap();
                        fs::write(file, text.replace(old, new)).unwrap();
                    }
                }
                changes += 1;
            }
            other => panic!("the page holds a block of {other:?}"),
        }
    }
    assert!(wanted.is_none() && changes >= 6, "{changes} changes");
    let made = fs::read_to_string(&script).unwrap().to_lowercase();
    for left in [
        "colleague",
        "place of work",
        "shift",
        "desk",
        "door",
        "team",
        "handover",
    ] {
        assert!(!made.contains(left), "{left} is still there");
    }
}

/// Runs one line of the page; what needs a screen gets one.
fn run(home: &Path, line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (program, arguments) = words.split_first().unwrap();
    assert_eq!(*program, "talking-piece", "{line}");
    if arguments.contains(&"practise") || arguments.contains(&"--watch") {
        let mut terminal = Terminal::start(home, arguments, 80, 24);
        let sign = if arguments.contains(&"--watch") {
            "no faults"
        } else {
            "PRACTICE"
        };
        terminal.wait_for(sign);
        return terminal.text();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_talking-piece"))
        .args(arguments)
        .env("TALKING_PIECE_HOME", home)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let told = [output.stdout, output.stderr].concat();
    String::from_utf8(told).unwrap()
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => blocks.push(block),
            (Some(language), None) => {
                open = Some(Block {
                    language: language.to_owned(),
                    text: String::new(),
                });
            }
            (None, Some(mut block)) => {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}
