//! Draws one item large, whoever is asked now, and everybody's answer.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{ReadBack, items};
use crate::case::{Case, Item, PersonId};
use crate::tui::model::{Model, told_apart};
use crate::tui::screen::board::item_standing;
use crate::tui::screen::item::{answer_words, details};
use crate::tui::theme::Role;
use crate::tui::widget::{
    Row, below, block_letters, draw_lines, fitted, rows_of, spaced, width, wrapped,
};

/// What an answer means while something is read back.
const WHAT_IS_ASKED: &str = "Is it right as it was read? A yes on the board is confirmed here.";
/// From this height on, it is said what is asked.
const ROOM_TO_ASK: u16 = 18;
/// From this size on, names stand in block letters and words are spaced out.
const LARGE_FROM: (u16, u16) = (110, 28);

impl ReadBack {
    pub(super) fn draw_item(
        &self,
        model: &Model,
        case: &Case,
        item: &Item,
        frame: &mut Frame<'_>,
        area: Rect,
    ) {
        let large = area.width >= LARGE_FROM.0 && area.height >= LARGE_FROM.1;
        let asked = case.asked_about(item);
        let people: Vec<Row> = asked
            .iter()
            .map(|person| {
                let answer = standing(item, person.id);
                Row::new(told_apart(case, person.id)).with(answer)
            })
            .collect();
        let now = asked.get(self.people.selected);
        let name = now.map_or_else(Vec::new, |person| {
            name_lines(model, &told_apart(case, person.id), area.width, large)
        });
        let most = area.height / 3;
        let people_rows = rows_of(people.len()).min(most.max(1));
        let still = still_to_read(case);
        let ask = wrapped(WHAT_IS_ASKED, usize::from(area.width)).into_iter();
        let ask: Lines = ask.map(|line| (line, Role::Quiet)).collect();
        let ask_rows = if area.height >= ROOM_TO_ASK {
            rows_of(ask.len())
        } else {
            0
        };
        let foot =
            people_rows + rows_of(name.len()) + 1 + ask_rows + u16::from(!still.is_empty()) * 2;
        let words = Rect {
            height: area.height.saturating_sub(foot),
            ..area
        };
        let lines = item_lines(case, item, area.width, large && words.height > 12);
        let used = draw_lines(model.theme, frame, words, &lines);
        let rest = below(area, if large { words.height } else { used + 1 });
        let used = draw_lines(model.theme, frame, rest, &name);
        let rest = below(rest, used);
        draw_lines(
            model.theme,
            frame,
            Rect {
                height: ask_rows.min(rest.height),
                ..rest
            },
            &ask,
        );
        let rest = below(rest, ask_rows);
        let list = Rect {
            height: people_rows.min(rest.height),
            ..rest
        };
        self.people.draw(model.theme, frame, list, &people);
        let rest = below(rest, people_rows + 1);
        draw_lines(model.theme, frame, rest, &[(still, Role::Quiet)]);
    }
}

type Lines = Vec<(String, Role)>;

/// What somebody answered as it was read; until then, what they said on the board, which reading
/// back asks them to confirm.
fn standing(item: &Item, person: PersonId) -> String {
    let read = item.read_back_of(person);
    match (read, item.answer_of(person)) {
        (Some(_), _) | (None, None) => answer_words(item, read).to_owned(),
        (None, said) => format!("said {} on the board", answer_words(item, said)),
    }
}

/// The item as it is read: its words spaced out where there is room, then what belongs to it.
fn item_lines(case: &Case, item: &Item, columns: u16, large: bool) -> Lines {
    let columns = usize::from(columns);
    let Some(draft) = item.draft() else {
        return vec![("These words were erased.".to_owned(), Role::Quiet)];
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

/// The name of whoever is asked now, as large as there is room for.
fn name_lines(model: &Model, name: &str, columns: u16, large: bool) -> Lines {
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

/// How many items are still to be read, in words.
fn still_to_read(case: &Case) -> String {
    let missing = |item: &&Item| !case.read_back_missing_for(item).is_empty();
    let word = &case.script.vocabulary.item;
    match items(case).into_iter().filter(missing).count() {
        0 => String::new(),
        1 => format!("One {word} is still to be read back."),
        count => format!("{count} {word}s are still to be read back."),
    }
}

/// What is shown after the last item.
pub(super) fn draw_end(model: &Model, case: &Case, frame: &mut Frame<'_>, area: Rect) {
    let items = items(case);
    let mut lines: Lines = Vec::new();
    let still = still_to_read(case);
    let head = match (items.is_empty(), still.is_empty()) {
        (true, _) => "There is nothing on the board to read back.".to_owned(),
        (false, true) => "Everything was read back.".to_owned(),
        (false, false) => still,
    };
    lines.push((head, Role::Cue));
    lines.push((String::new(), Role::Text));
    for (place, item) in items.into_iter().enumerate() {
        let text = item.draft().map_or("", |draft| draft.text.as_str());
        let standing = item_standing(case, item);
        let dot = model.theme.dot();
        let text = format!("{} {}{dot}{standing}", place + 1, text.replace('\n', " "));
        let wrapped = wrapped(&text, usize::from(area.width));
        lines.extend(wrapped.into_iter().map(|line| (line, Role::Text)));
    }
    draw_lines(model.theme, frame, area, &lines);
}
