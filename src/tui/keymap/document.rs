//! The key table as Markdown for the README, and as a card to print.

use std::fmt::Write as _;

use super::{Keymap, Row, shown};
use crate::tui::context::Context;
use crate::tui::key::Key;

/// The key table as Markdown.
pub fn markdown(keymap: &Keymap) -> String {
    let mut text = String::new();
    for (context, rows) in by_context(keymap) {
        let _ = writeln!(text, "### {}\n", context.title());
        let _ = writeln!(text, "| key | does |\n| --- | --- |");
        for (row, keys) in rows {
            let keys: Vec<String> = keys
                .iter()
                .map(|key| format!("`{}`", key.to_string().replace('|', "\\|")))
                .collect();
            let _ = writeln!(text, "| {} | {} |", keys.join(" "), row.help);
        }
        text.push('\n');
    }
    text
}

/// The key table as plain text, to be printed and laid beside the machine.
pub fn card(keymap: &Keymap) -> String {
    let mut text = String::from("Talking Piece: keys\n");
    for (context, rows) in by_context(keymap) {
        let _ = writeln!(text, "\n{}", context.title());
        for (row, keys) in rows {
            let _ = writeln!(text, "  {:<24} {}", shown(keys), row.help);
        }
    }
    text
}

type Rows<'a> = Vec<(&'static Row, &'a [Key])>;

fn by_context(keymap: &Keymap) -> Vec<(Context, Rows<'_>)> {
    Context::ALL
        .into_iter()
        .map(|context| {
            let rows = keymap
                .bound
                .iter()
                .filter(|bound| bound.row.contexts.contains(&context))
                .map(|bound| (bound.row, bound.keys.as_slice()))
                .collect::<Rows>();
            (context, rows)
        })
        .filter(|(_, rows)| !rows.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_and_readme_hold_every_row() {
        let map = Keymap::standard();
        let (card, readme) = (card(&map), markdown(&map));
        for row in super::super::ROWS {
            assert!(card.contains(row.help), "{}", row.help);
            assert!(readme.contains(row.help), "{}", row.help);
        }
    }
}
