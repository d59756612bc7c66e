//! How long a paper takes, and what the part that makes PDF adds to the program.

use std::fs;
use std::time::Instant;

use talking_piece::document::form::pdf;
use talking_piece::document::paper::{Block, Paper, Part, Print, Told};

use crate::program::Program;
use crate::row::{Row, median};

const ROUNDS: usize = 25;
/// Items of an agreement of two pages.
const ITEMS: u16 = 7;
const PDF: &str = "a PDF of two pages with its fonts; beside the minimal program's first picture";
const SIZE: &str = "what PDF with its fonts adds to the program";
/// Names a program that was built with `--no-default-features`, for the second row.
const WITHOUT: &str = "TALKING_PIECE_WITHOUT_PDF";

/// Measures a paper, and both programs where the other one was built.
pub fn measure() -> Vec<Row> {
    let paper = two_pages();
    let (mut first, mut set) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let picture = Program::minimal().started(|screen| screen.contains("Line 24"));
        let begun = Instant::now();
        let pdf = pdf::write(&paper).expect("a PDF");
        let took = begun.elapsed().as_secs_f64();
        assert!(pdf.uncovered.is_empty());
        // The first round only warms everything up.
        if round > 0 {
            first.push(picture);
            set.push(took);
        }
    }
    let pdf = Row::times(PDF, median(set), median(first), 10.0);
    vec![pdf, size()]
}

fn size() -> Row {
    let Ok(without) = std::env::var(WITHOUT) else {
        let why = format!("name a program built without PDF with {WITHOUT}");
        return Row::skipped(SIZE, &why);
    };
    let bytes = |path: &str| fs::metadata(path).expect("a program").len();
    let added = bytes(env!("CARGO_BIN_EXE_talking-piece")).saturating_sub(bytes(&without));
    #[expect(clippy::cast_precision_loss, reason = "a size in megabytes")]
    let added = added as f64 / 1e6;
    Row::count(SIZE, added, "MB", 8.0)
}

/// An agreement as it is usually written: seven items, each with its answers, and six signatures.
fn two_pages() -> Paper {
    let told = |label: &str, text: &str| Told {
        label: label.to_owned(),
        text: text.to_owned(),
    };
    let mut items = Part::new("What was agreed");
    items.blocks = (1..=ITEMS)
        .map(|number| Block::Item {
            number,
            words: "Jay mends the side gate and paints it, so that it shuts again.".to_owned(),
            told: vec![
                told("Who", "Jay, helped by Dee"),
                told("By when", "Monday 16 March 2026 (\"in two weeks\")"),
                told("How everybody will know", "Mrs Shah sees that it is shut."),
                told("If it does not happen", "Jay rings before the day."),
            ],
        })
        .collect();
    let mut signatures = Part::new("Signatures");
    for name in ["Jay", "Mrs Shah", "Dee", "Siân ŵyr", "شاہدہ بیگم", "Robin"] {
        signatures.blocks.push(Block::SignHere(name.to_owned()));
    }
    Paper {
        title: "Our agreement".to_owned(),
        language: "en-GB".to_owned(),
        practice: false,
        print: Print::Usual,
        foot: "RC-0412 - version 1 - 7QK2M-7QK2M-7QK2M-7QK2M".to_owned(),
        head: vec!["Reference RC-0412 - Monday 2 March 2026".to_owned()],
        parts: vec![items, signatures],
    }
}
