//! The key table as Markdown for the README, and as a card to print.

use std::fmt::Write as _;

use serde::Serialize;

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

/// What the settings call each thing that a key does, with its keys as they are written there and
/// the words that stand beside it on the screen; fits a terminal of eighty columns.
pub fn names(keymap: &Keymap) -> String {
    let mut text = String::from(
        "Names for `config.json`: {\"keys\": {\"mark-idea\": [\"j\", \"alt-i\"]}} gives one of\n\
         them these keys in place of its own.\n",
    );
    let mut place = "";
    for NamedKeys {
        context,
        name,
        keys,
        label,
        ..
    } in named_keys(keymap)
    {
        if place != context {
            let _ = writeln!(text, "\n{context}");
            place = context;
        }
        let _ = writeln!(text, "  {name:<22} {:<24} {label}", keys.join(" "));
    }
    text
}

/// A row of the key table as a program reads it.
#[derive(Debug, Serialize)]
pub struct NamedKeys {
    /// Where its keys are live, in words.
    pub context: &'static str,
    /// What the settings call it.
    pub name: String,
    /// Its keys as they are written in the settings.
    pub keys: Vec<String>,
    /// What stands beside its key on the screen.
    pub label: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
}

/// Every row of the key table, in each place where its keys are live.
pub fn named_keys(keymap: &Keymap) -> Vec<NamedKeys> {
    let mut all = Vec::new();
    for (context, rows) in by_context(keymap) {
        all.extend(rows.into_iter().map(|(row, keys)| NamedKeys {
            context: context.title(),
            name: row.action.name(),
            keys: keys.iter().map(|key| key.written()).collect(),
            label: row.label,
            help: row.help,
        }));
    }
    all
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
    fn what_the_settings_call_each_row_is_listed_in_eighty_columns_and_can_be_written_there() {
        let map = Keymap::standard();
        let names = names(&map);
        for row in super::super::ROWS {
            assert!(names.contains(&row.action.name()), "{:?}", row.action);
        }
        for line in names.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        let chosen = named_keys(&map).into_iter().map(|row| (row.name, row.keys));
        let first = chosen.take(1).collect();
        assert!(Keymap::remapped(&first).is_ok());
        for row in named_keys(&map) {
            for key in row.keys {
                assert!(key.parse::<Key>().is_ok(), "{key}");
            }
        }
    }

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
