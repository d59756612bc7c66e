//! Divides the words of an item into parts that the screen has room for.

use super::items;
use crate::case::{Case, Item};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::{Model, told_apart};
use crate::tui::screen::board::gone;
use crate::tui::screen::item::details;
use crate::tui::theme::Role;
use crate::tui::widget::{block_letters, fitted, rows_of, spaced, width, wrapped};

/// What an answer means while something is read back.
const WHAT_IS_ASKED: &str = "Is it right as it was read? A yes on the board is confirmed here.";
/// From this height on, it is said what is asked.
const ROOM_TO_ASK: u16 = 18;
/// From this size on, names stand in block letters and words are spaced out.
const LARGE_FROM: (u16, u16) = (110, 28);

/// Lines with what each of them is.
pub(super) type Lines = Vec<(String, Role)>;

/// The words of an item in parts, and how many rows everything else has beside them.
///
/// It depends on the size of the window and on the item alone, never on what stands in the line
/// for messages: that line coming or going may take rows from the list of people, but no word may
/// fall between two parts.
pub(super) struct Parts {
    divided: Vec<Lines>,
    /// Rows for words.
    pub rows: u16,
    /// Rows for people.
    pub people: u16,
    /// Rows for what is asked.
    pub asked: u16,
    /// Whether there is room to say how much is still to be read.
    pub calm: bool,
    /// Whether names and words stand as large as can be.
    pub large: bool,
}

impl Parts {
    /// Divides an item for the window as it is.
    pub fn of(model: &Model, case: &Case, item: &Item) -> Self {
        let (columns, rows) = model.size;
        let tiny = model.is_tiny();
        let columns = columns.saturating_sub(6);
        // Header, message, footer, and the row left free above.
        let height = rows.saturating_sub(4);
        let asked = case.asked_about(item);
        let count = rows_of(asked.len());
        let large = columns >= LARGE_FROM.0 && height >= LARGE_FROM.1;
        let names = asked.iter().map(|person| {
            let name = told_apart(case, person.id);
            name_lines(model, &name, columns, large).len()
        });
        let name = rows_of(names.max().unwrap_or(1));
        if !tiny {
            let people = count.min((height / 3).max(1));
            let still = u16::from(!still_to_read(case).is_empty()) * 2;
            let asked = if height >= ROOM_TO_ASK {
                rows_of(ask(columns).len())
            } else {
                0
            };
            let rows = height.saturating_sub(people + name + 1 + asked + still);
            let lines = item_lines(case, item, columns, large && rows > 12);
            if lines.len() < usize::from(rows) {
                return Self {
                    divided: vec![lines],
                    rows,
                    people,
                    asked,
                    calm: true,
                    large,
                };
            }
        }
        let people = count.min(if tiny { 2 } else { (height / 4).max(3) });
        let rows = if tiny {
            height / 2
        } else {
            height.saturating_sub(people + name + 1)
        };
        Self {
            divided: divided(item_lines(case, item, columns, false), rows),
            rows: rows.max(1),
            people,
            asked: 0,
            calm: false,
            large,
        }
    }

    /// How many parts there are; one at the least.
    pub fn count(&self) -> usize {
        self.divided.len()
    }

    /// The lines of a part, and what leads on from it; past the end, those of the last one.
    pub fn at(&self, part: usize, model: &Model) -> (&Lines, Option<String>) {
        let part = part.min(self.count().saturating_sub(1));
        let more = (self.count() > 1).then(|| more(model, part, self.count()));
        (&self.divided[part], more)
    }
}

/// Lines in parts of so many rows, of which one says that there is more.
fn divided(lines: Lines, rows: u16) -> Vec<Lines> {
    if lines.len() <= usize::from(rows) {
        return vec![lines];
    }
    let each = usize::from(rows.saturating_sub(1)).max(1);
    lines.chunks(each).map(<[_]>::to_vec).collect()
}

/// The item as it is read: its words spaced out where there is room, then what belongs to it.
fn item_lines(case: &Case, item: &Item, columns: u16, large: bool) -> Lines {
    let columns = usize::from(columns);
    let Some(draft) = item.draft() else {
        return vec![(gone(case, item).to_owned(), Role::Quiet)];
    };
    let letters = spaced(&draft.text);
    let most = if large { 3 } else { 2 };
    let roomy = columns >= 70 && width(&letters) <= columns * most;
    let text = if roomy {
        draft
            .text
            .lines()
            .flat_map(|line| wrapped(line, columns / 2))
            .map(|line| spaced(&line))
            .collect()
    } else {
        wrapped(&draft.text, columns)
    };
    let mut lines: Lines = Vec::new();
    for line in text {
        lines.push((line, Role::Cue));
        if large {
            lines.push((String::new(), Role::Text));
        }
    }
    if !large {
        lines.push((String::new(), Role::Text));
    }
    for (what, words) in details(case, draft) {
        let text = format!("{what}: {words}");
        let wrapped = wrapped(&text, columns);
        lines.extend(wrapped.into_iter().map(|line| (line, Role::Text)));
    }
    lines
}

/// What is asked, in lines of so many columns.
pub(super) fn ask(columns: u16) -> Lines {
    let lines = wrapped(WHAT_IS_ASKED, usize::from(columns)).into_iter();
    lines.map(|line| (line, Role::Quiet)).collect()
}

/// What leads to the rest of the words, and which part of them this is.
fn more(model: &Model, part: usize, parts: usize) -> String {
    let place = format!("part {} of {parts}", part + 1);
    if part + 1 >= parts {
        return place;
    }
    let key = model.key(Action::NextItem, &[Context::ReadBack]);
    let (_, sign) = model.theme.more();
    format!("{sign} {place}, {key} reads on")
}

/// The name of whoever is asked now, as large as there is room for.
pub(super) fn name_lines(model: &Model, name: &str, columns: u16, large: bool) -> Lines {
    let blocks = large
        .then(|| block_letters(model.theme, name, columns))
        .flatten();
    if let Some(blocks) = blocks {
        let mut lines: Lines = blocks
            .into_iter()
            .map(|row| (row, Role::Speaking))
            .collect();
        lines.push((String::new(), Role::Text));
        return lines;
    }
    let letters = spaced(name);
    let text = if width(&letters) <= usize::from(columns) {
        letters
    } else {
        fitted(name, usize::from(columns))
    };
    vec![(text, Role::Speaking)]
}

/// How many items are still to be read, in words; none once what was agreed is closed.
pub(super) fn still_to_read(case: &Case) -> String {
    if case.agreement.closed {
        return String::new();
    }
    let missing = |item: &&Item| !case.read_back_missing_for(item).is_empty();
    let word = &case.script.vocabulary.item;
    match items(case).into_iter().filter(missing).count() {
        0 => String::new(),
        1 => format!("One {word} is still to be read back."),
        count => format!("{count} {word}s are still to be read back."),
    }
}
