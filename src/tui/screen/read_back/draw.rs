//! Draws one item large, whoever is asked now, and everybody's answer.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::parts::{Lines, Parts, ask, name_lines, still_to_read};
use super::{ReadBack, items};
use crate::case::{Answer, Case, Item, PersonId};
use crate::tui::model::{Model, told_apart};
use crate::tui::screen::board::{
    NOT_CARRIED_HERE, NOTHING_TO_READ, away, brought_unread, gone, is_kept_from_here, item_standing,
};
use crate::tui::screen::item::answer_words;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Row, below, draw_lines, wrapped};

impl ReadBack {
    pub(super) fn draw_item(
        &self,
        model: &Model,
        case: &Case,
        item: &Item,
        frame: &mut Frame<'_>,
        area: Rect,
    ) {
        let theme = model.theme;
        let parts = Parts::of(model, case, item);
        let asked = case.asked_about(item);
        let people = asked.iter().map(|person| {
            let answer = standing(case, item, person.id);
            Row::new(told_apart(case, person.id)).with(answer)
        });
        let people: Vec<Row> = people.collect();
        let name = asked
            .get(self.people.selected)
            .map_or_else(Vec::new, |person| {
                let name = told_apart(case, person.id);
                name_lines(model, &name, area.width, parts.large)
            });
        let words = top(area, parts.rows);
        let (lines, more) = parts.at(self.part, model);
        let used = draw_lines(theme, frame, words, lines);
        if let Some(more) = more {
            let last = below(words, parts.rows.saturating_sub(1));
            draw_lines(theme, frame, last, &[(more, Role::Strong)]);
        }
        let keeps_place = parts.large || parts.count() > 1;
        let used = if keeps_place { parts.rows } else { used + 1 };
        let rest = below(area, used);
        let used = draw_lines(theme, frame, rest, &name);
        let rest = below(rest, used);
        let ask = ask(area.width);
        draw_lines(theme, frame, top(rest, parts.asked), &ask);
        let rest = below(rest, parts.asked);
        self.people
            .draw(theme, frame, top(rest, parts.people), &people);
        if parts.calm {
            let rest = below(rest, parts.people + 1);
            draw_lines(theme, frame, rest, &[(still_to_read(case), Role::Quiet)]);
        }
    }
}

/// The uppermost rows of an area, as far as it has them.
fn top(area: Rect, rows: u16) -> Rect {
    Rect {
        height: rows.min(area.height),
        ..area
    }
}

/// What somebody answered as it was read; until then, what they said on the board, which reading
/// back asks them to confirm. Whoever sent word instead of coming is asked apart.
fn standing(case: &Case, item: &Item, person: PersonId) -> String {
    let read = item.read_back_of(person);
    let said = item.answer_of(person);
    if is_kept_from_here(case, item, person, read.or(said)) {
        return NOT_CARRIED_HERE.to_owned();
    }
    if read.is_none() && case.is_spoken_for_now(person) {
        return format!("asked apart: {}", answer_words(item, said));
    }
    if let Some(where_they_are) = away(case, person).filter(|_| read.is_none()) {
        return format!("{where_they_are}: {}", answer_words(item, said));
    }
    match (read, said) {
        (Some(_), _) | (None, None) => answer_words(item, read).to_owned(),
        (None, Some(Answer::Abstains)) => "left it open on the board".to_owned(),
        (None, said) => format!("said {} on the board", answer_words(item, said)),
    }
}

/// Why there is nothing to read back.
fn nothing_to_read(case: &Case) -> &'static str {
    if case.board().next().is_none() {
        return NOTHING_TO_READ;
    }
    "What is on the board was not accepted. It can be answered, or changed and decided on again; \
     then it is read back."
}

/// That nothing is left to be read, and what was brought along without being read here.
fn all_read(case: &Case, count: usize) -> String {
    let Some((unread, several)) = brought_unread(case) else {
        return "Everything was read back.".to_owned();
    };
    let was = if several { "were" } else { "was" };
    let without = "agreed elsewhere and brought along, and not read back here";
    let is_all = items(case)
        .into_iter()
        .filter(|item| item.brought && item.read_back.is_empty())
        .count()
        == count;
    if is_all {
        format!("{unread} {was} {without}.")
    } else {
        format!("The rest was read back. {unread} {was} {without}.")
    }
}

/// What is shown after the last item: how each of them stands, to look through.
pub(super) fn draw_end(
    model: &Model,
    case: &Case,
    looked_at: List,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let items = items(case);
    let still = still_to_read(case);
    let head = match (items.is_empty(), still.is_empty()) {
        (true, _) => nothing_to_read(case).to_owned(),
        (false, true) => all_read(case, items.len()),
        (false, false) => still,
    };
    let head = wrapped(&head, usize::from(area.width)).into_iter();
    let head: Lines = head.map(|line| (line, Role::Cue)).collect();
    let used = draw_lines(model.theme, frame, area, &head);
    let rows = items.into_iter().enumerate().map(|(place, item)| {
        let text = item.draft().map(|draft| draft.text.as_str());
        let text = text.unwrap_or_else(|| gone(case, item));
        let text = format!("{} {}", place + 1, text.replace('\n', " "));
        Row::new(text).with(item_standing(case, item))
    });
    let rows: Vec<Row> = rows.collect();
    looked_at.draw(model.theme, frame, below(area, used + 1), &rows);
}
