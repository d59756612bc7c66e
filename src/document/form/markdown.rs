//! A paper as Markdown, for a case system or a page on the web that takes it.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use crate::document::paper::{Block, Field, Paper, Print, Room, Told, WATERMARK};

/// Sets a paper in `CommonMark`. Nothing in foreign words is read as markup.
pub fn write(paper: &Paper) -> String {
    let mut page = String::new();
    line(&mut page, &format!("# {}", escaped(&paper.title)));
    watermark(&mut page, paper);
    for text in &paper.head {
        paragraph(&mut page, "", text);
    }
    for part in &paper.parts {
        line(&mut page, "");
        if !part.heading.is_empty() {
            line(&mut page, &format!("## {}", escaped(&part.heading)));
            watermark(&mut page, paper);
        }
        let mut listing = false;
        for block in &part.blocks {
            let listed = matches!(block, Block::Listed(_));
            if listed && !listing {
                line(&mut page, "");
            }
            listing = listed;
            set(&mut page, paper.print, block);
        }
    }
    line(&mut page, "");
    line(&mut page, "---");
    paragraph(&mut page, "", &paper.foot);
    page
}

fn watermark(page: &mut String, paper: &Paper) {
    if paper.practice {
        line(page, "");
        line(page, &format!("**{}**", escaped(WATERMARK)));
    }
}

fn set(page: &mut String, print: Print, block: &Block) {
    match block {
        Block::Said(text) => paragraph(page, "", text),
        Block::Listed(text) => {
            if print == Print::EasyRead && !page.ends_with("\n\n") {
                line(page, "");
            }
            hanging(page, "- ", text);
        }
        Block::Told(told) => {
            line(page, "");
            told_line(page, "", told);
        }
        Block::Quoted(text) => paragraph(page, "> ", text),
        Block::Item {
            number,
            words,
            told,
        } => {
            line(page, "");
            hanging(page, &format!("{number}. "), words);
            if !told.is_empty() {
                line(page, "");
            }
            let indent = " ".repeat(format!("{number}. ").len());
            for told in told {
                told_line(page, &format!("{indent}- "), told);
            }
        }
        Block::SignHere(name) => {
            line(page, "");
            line(page, &"\\_".repeat(40));
            paragraph(page, "", name);
        }
        Block::Tick { words, under } => {
            paragraph(page, "", &format!("[ ] {words}"));
            for block in under {
                set(page, print, block);
            }
        }
        Block::OneOf(words) => paragraph(page, "", &format!("( ) {words}")),
        Block::Blank(fields) => {
            let fields: Vec<String> = fields.iter().map(field).collect();
            paragraph(page, "", &fields.join("   "));
        }
        Block::Timed {
            at,
            words,
            minutes: _,
            about,
        } => {
            line(page, "");
            told_line(
                page,
                "",
                &Told {
                    label: at.clone(),
                    text: words.clone(),
                },
            );
            for text in about {
                paragraph(page, "", text);
            }
        }
    }
}

/// Room for a hand, before it is escaped.
fn field(Field { label, room }: &Field) -> String {
    match room {
        Room::Tick => format!("[ ] {label}"),
        Room::Words => format!("{label} {}", "_".repeat(30)),
        Room::Short => format!("{label} {}", "_".repeat(10)),
        Room::Time => format!("{label} __:__"),
    }
}

fn line(page: &mut String, text: &str) {
    page.push_str(text);
    page.push('\n');
}

/// A paragraph of its own; each of its lines behind a mark, and none drawn into the one before.
fn paragraph(page: &mut String, mark: &str, text: &str) {
    line(page, "");
    let lines: Vec<String> = text
        .lines()
        .map(|text| format!("{mark}{}", escaped(text)))
        .collect();
    line(page, &lines.join("\\\n"));
}

/// Words behind a mark, with the later lines under the first.
fn hanging(page: &mut String, mark: &str, text: &str) {
    let indent = " ".repeat(mark.len());
    let lines: Vec<String> = text.lines().map(escaped).collect();
    line(
        page,
        &format!("{mark}{}", lines.join(&format!("\\\n{indent}"))),
    );
}

fn told_line(page: &mut String, mark: &str, Told { label, text }: &Told) {
    let indent = " ".repeat(mark.len());
    let lines: Vec<String> = text.lines().map(escaped).collect();
    line(
        page,
        &format!(
            "{mark}**{}:** {}",
            escaped(label),
            lines.join(&format!("\\\n{indent}"))
        ),
    );
}

/// Words in which nothing is markup: what could be is behind a backslash.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let trimmed = text.trim_start();
    for (place, character) in trimmed.char_indices() {
        match character {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!'
            | '&' | '=' => safe.push('\\'),
            // A list, a rule or a heading only at the start of a line.
            '-' | '+' if place == 0 => safe.push('\\'),
            '.' | ')' if place > 0 && trimmed[..place].chars().all(|c| c.is_ascii_digit()) => {
                safe.push('\\');
            }
            // A bare address would become a link.
            ':' if trimmed[place..].starts_with("://") => safe.push('\\'),
            _ => {}
        }
        let _ = safe.write_char(character);
    }
    safe
}
