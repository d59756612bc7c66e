//! PDFs as others read them: as text, and as a picture, by the tools of poppler where they are
//! installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{missing, write};
use crate::document::fixtures::{conference_closed, family_closed};
use crate::document::form::text;
use crate::document::paper::{Block, Paper, Part, Print, agreement};
use crate::document::running_sheet::{self, Wording};
use crate::document::schedule::{self, For};
use crate::document::sheet::line;

const NAMES: [&str; 3] = ["Jay", "Mrs Shah", "Dee"];
/// Cells of a picture across and down; a cell is about a word wide and a line high.
const CELLS: (usize, usize) = (48, 68);
/// How far the ink of a cell may be from the golden picture's, in tenths: letters are drawn a
/// little otherwise by each version of the tool.
const FAR: u32 = 2;

/// Runs a tool over a PDF in a folder; nothing where it is not installed.
fn run(tool: &str, options: &[&str], pdf: &[u8], folder: &Path) -> Option<Vec<u8>> {
    let file = folder.join("paper.pdf");
    fs::write(&file, pdf).unwrap();
    let ran = Command::new(tool)
        .args(options)
        .arg(&file)
        .arg("-")
        .current_dir(folder)
        .output();
    let Ok(ran) = ran else {
        eprintln!("skipped: {tool} of poppler is not installed here");
        return None;
    };
    assert!(ran.status.success(), "{tool} cannot read the paper");
    Some(ran.stdout)
}

/// The words of a paper as they are read out of its PDF; nothing where the tool is not installed.
pub(in crate::document) fn extracted(paper: &Paper) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let pdf = write(paper).unwrap().bytes;
    let read = run("pdftotext", &["-enc", "UTF-8"], &pdf, folder.path())?;
    Some(String::from_utf8(read).unwrap())
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[test]
fn every_word_of_a_paper_can_be_read_out_of_its_pdf() {
    let family = family_closed().case;
    let conference = conference_closed(NAMES).case;
    for (case, practice) in [(&family, true), (&conference, false)] {
        for print in [Print::Usual, Print::Large, Print::EasyRead] {
            let paper = agreement(case, practice, print).unwrap();
            let Some(read) = extracted(&paper) else {
                return;
            };
            let read = words(&read);
            for word in words(&text::write(&paper)) {
                assert!(read.contains(&word), "{word} is missing from {read:?}");
            }
        }
    }
}

#[test]
fn every_page_carries_the_fingerprint_and_the_mark_of_practice() {
    let mut paper = agreement(&family_closed().case, true, Print::Large).unwrap();
    let items = paper.parts.iter().flat_map(|part| part.blocks.clone());
    let again: Vec<Block> = items.collect();
    paper.parts.push(Part {
        heading: "Once more".to_owned(),
        blocks: again,
    });
    let Some(read) = extracted(&paper) else {
        return;
    };
    let code = paper.foot.rsplit(' ').next().unwrap();
    let pages: Vec<&str> = read.split_terminator('\u{c}').collect();
    assert!(pages.len() > 2, "{} pages", pages.len());
    for page in pages {
        assert!(page.contains(code) && page.contains("PRACTICE"), "{page}");
    }
}

#[test]
fn letters_of_every_home_can_be_read_out_again() {
    let mut part = Part::new("Names");
    let all = [
        "Siân ŵyr Māori Łódź",
        "ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ",
        "ગુજરાતી",
        "شاہدہ بیگم",
    ];
    for said in all {
        part.say(said);
    }
    let mut paper = agreement(&family_closed().case, false, Print::Usual).unwrap();
    paper.parts = vec![part];
    let Some(read) = extracted(&paper) else {
        return;
    };
    for said in all {
        for letter in said.chars().filter(|letter| letter.is_alphabetic()) {
            assert!(read.contains(letter), "{letter} is missing: {read}");
        }
    }
}

/// What is read out of a paper that says these things, a line each, and nothing of its own.
fn read_again(said: &[&str]) -> Option<Vec<String>> {
    let mut part = Part::new("");
    for said in said {
        part.say(line(said));
    }
    let mut paper = agreement(&family_closed().case, false, Print::Usual).unwrap();
    paper.title = "Names".to_owned();
    paper.head.clear();
    paper.parts = vec![part];
    let read = extracted(&paper)?;
    let steers = |letter: char| matches!(letter, '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let plain = read.lines().map(|line| line.replace(steers, ""));
    Some(plain.map(|line| line.trim().to_owned()).collect())
}

#[test]
fn names_come_out_letter_for_letter() {
    let names = [
        "ગીતા પટેલ",
        "કૃષ્ણા ક્ષત્રિય",
        "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
        "ਹਰਿਕ੍ਰਿਸ਼ਨ ਕੌਰ",
        "نادیہ خان",
        "شاہدہ بیگم",
        "मुहम्मद",
        "सुनीता शर्मा",
        "Siân ŵyr",
    ];
    let Some(read) = read_again(&names) else {
        return;
    };
    for name in names {
        assert!(read.iter().any(|line| line == name), "{name}: {read:#?}");
    }
}

#[test]
fn a_line_begins_with_its_first_word_whichever_way_that_runs() {
    let said = "نادیہ خان pays 20 pounds to ગીતા, then rings (at 5 pm).";
    let Some(read) = read_again(&[said, "pays for the gate نادیہ خان 20 pounds"]) else {
        return;
    };
    // The tool reads the space behind a word from the right before it.
    let closed_up = |line: &str| line.replace(' ', "");
    let read: Vec<String> = read.iter().map(|line| closed_up(line)).collect();
    for said in [said, "pays for the gate نادیہ خان 20 pounds"] {
        assert!(read.contains(&closed_up(said)), "{said}: {read:#?}");
    }
}

#[test]
fn a_box_stands_for_each_letter_that_no_font_has_and_the_letters_can_be_read_out_again() {
    let named = |name: &str| {
        let mut part = Part::new("");
        part.say(format!("{name} {name} {name}"));
        part.blocks.push(Block::SignHere(name.to_owned()));
        let mut paper = agreement(&family_closed().case, false, Print::Usual).unwrap();
        paper.parts = vec![part];
        paper
    };
    let ink = |paper: &Paper| -> Option<u32> {
        let picture = picture(paper)?;
        Some(picture.chars().filter_map(|cell| cell.to_digit(10)).sum())
    };
    for name in ["יוסף כהן", "李小龍"] {
        let paper = named(name);
        // The same with what is said of them, and without the letters themselves.
        let mut empty = named("");
        let uncovered = name.chars().filter(|letter| letter.is_alphabetic());
        empty
            .head
            .extend(missing::told(&uncovered.collect(), "en-GB"));
        let Some(none) = ink(&empty) else {
            return;
        };
        let drawn = ink(&paper).unwrap();
        assert!(drawn > none + 20, "{name}: {drawn} beside {none}");
        let read = extracted(&paper).unwrap();
        for letter in name.chars().filter(|letter| letter.is_alphabetic()) {
            assert!(read.contains(letter), "{letter} is missing: {read}");
        }
        assert!(
            read.contains("Some letters could not be printed here"),
            "{read}"
        );
    }
}

/// The ink of each cell of the first page, from 0 for none to 9.
fn picture(paper: &Paper) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let pdf = write(paper).unwrap().bytes;
    let options = ["-gray", "-r", "48", "-f", "1", "-singlefile"];
    let picture = run("pdftoppm", &options, &pdf, folder.path())?;
    let picture = if picture.is_empty() {
        fs::read(folder.path().join("-.pgm")).unwrap()
    } else {
        picture
    };
    Some(drawn(&picture))
}

/// A picture in the PGM format as cells.
fn drawn(picture: &[u8]) -> String {
    let mut fields = picture.splitn(4, u8::is_ascii_whitespace);
    assert_eq!(fields.next(), Some(&b"P5"[..]));
    let mut number = || -> usize {
        let field = std::str::from_utf8(fields.next().unwrap()).unwrap();
        field.parse().unwrap()
    };
    let (columns, rows) = (number(), number());
    let rest = fields.next().unwrap();
    let start = rest.iter().position(u8::is_ascii_whitespace).unwrap() + 1;
    let pixels = &rest[start..];
    let mut text = String::new();
    for down in 0..CELLS.1 {
        let (top, bottom) = (down * rows / CELLS.1, (down + 1) * rows / CELLS.1);
        for across in 0..CELLS.0 {
            let (left, right) = (across * columns / CELLS.0, (across + 1) * columns / CELLS.0);
            let mut ink = 0;
            for row in top..bottom {
                let cell = &pixels[row * columns + left..row * columns + right];
                ink += cell
                    .iter()
                    .map(|pixel| 255 - u64::from(*pixel))
                    .sum::<u64>();
            }
            let most = 255 * ((bottom - top) * (right - left)) as u64;
            // Print is mostly white: half of a cell in ink is as dark as letters get.
            let tenths = (ink * 20 / most).min(9);
            text.push(if tenths == 0 {
                '.'
            } else {
                char::from(b'0' + u8::try_from(tenths).unwrap())
            });
        }
        text.push('\n');
    }
    text
}

fn assert_like(name: &str, paper: &Paper) {
    let Some(drawn) = picture(paper) else {
        return;
    };
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("src/document/form/pdf/pictures")
        .join(format!("{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(&golden, &drawn).unwrap();
    }
    let golden = fs::read_to_string(&golden).unwrap();
    let ink = |letter: char| letter.to_digit(10).unwrap_or(0);
    let far = golden.chars().zip(drawn.chars());
    let far = far.filter(|(one, other)| ink(*one).abs_diff(ink(*other)) > FAR);
    let far = far.count();
    assert!(
        far == 0 && golden.len() == drawn.len(),
        "{name}: {far} cells differ; look at it, then run again with UPDATE=1\n{drawn}"
    );
}

#[test]
fn papers_look_as_they_did() {
    let family = family_closed().case;
    let conference = conference_closed(NAMES).case;
    for (name, case, practice, print) in [
        ("conference", &conference, false, Print::Usual),
        ("conference-large", &conference, false, Print::Large),
        ("conference-easy", &conference, false, Print::EasyRead),
        ("family", &family, true, Print::Usual),
    ] {
        assert_like(name, &agreement(case, practice, print).unwrap());
    }
    let text = include_str!("../../../../scripts/restorative-conference.json");
    let script: crate::script::Script = serde_json::from_str(text).unwrap();
    let session = &script.sessions[0];
    let sheet = running_sheet::paper(&script, &session.id, Wording::default());
    assert_like("running-sheet", &sheet.unwrap());
    let blank = running_sheet::blank_agreement(&script, &session.id, Wording::default());
    assert_like("blank-agreement", &blank.unwrap());
    let schedule = schedule::paper(&script, session, For::default());
    assert_like("schedule", &schedule);
}
