//! Draws the board; what is the facilitator's stands in a pane below that folds.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::pane::pane_rows;
use super::rows::{answer_rows, idea_row, item_lines, item_row, needed, whole_idea};
use super::{Board, Part, ideas};
use crate::case::{Case, Item, Now};
use crate::script::capitalized;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::Model;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::{
    List, Panel, Row, below, draw_lines, draw_rows, fitted, rows_of, wrapped,
};

/// From this width on, ideas and items stand side by side.
const BESIDE_FROM: u16 = 76;

impl Board {
    pub(super) fn draw_board(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let inside = Rect {
            x: area.x + 1.min(area.width),
            width: area.width.saturating_sub(2),
            ..area
        };
        let pane = pane_rows(model, area.height, self.part == Part::Yours);
        let shown = Rect {
            height: inside.height - pane,
            ..inside
        };
        let shown = draw_closed(model, case, frame, shown);
        if inside.width >= BESIDE_FROM {
            let left = (inside.width * 2 / 5).clamp(26, 48);
            let ideas = Rect {
                width: left,
                ..shown
            };
            let items = Rect {
                x: shown.x + left + 3,
                width: shown.width - left - 3,
                ..shown
            };
            draw_wall(model.theme, frame, shown, shown.x + left + 1);
            self.draw_ideas(model, case, frame, ideas);
            self.draw_items(model, case, frame, items);
        } else if self.part == Part::Ideas {
            self.draw_ideas(model, case, frame, shown);
        } else {
            self.draw_items(model, case, frame, shown);
        }
        let pane = Rect {
            y: inside.bottom() - pane,
            height: pane,
            ..inside
        };
        self.draw_pane(model, case, frame, pane);
    }

    fn draw_ideas(&self, model: &Model, case: &Case, frame: &mut Frame<'_>, area: Rect) {
        let ideas = ideas(case);
        let head = format!("Ideas ({})", ideas.len());
        let rest = self.head(model.theme, Part::Ideas, &head, frame, area);
        if ideas.is_empty() {
            let none = "Ideas that are marked in the room wait here.";
            Panel::words(model.theme, Role::Quiet, none, frame, rest);
            return;
        }
        let selected = ideas.get(self.ideas.selected).copied();
        let whole = selected.map_or_else(Vec::new, |idea| whole_idea(case, idea, rest.width));
        let room = usize::from(rest.height / 2);
        let rows = rows_of(ideas.len()).min(
            rest.height
                .saturating_sub(rows_of(whole.len().min(room)) + 1),
        );
        let list = Rect {
            height: rows,
            ..rest
        };
        let shown: Vec<Row> = ideas.iter().map(|idea| idea_row(case, idea)).collect();
        self.part_list(Part::Ideas, self.ideas, model.theme, frame, list, &shown);
        let below = below(rest, rows + 1);
        draw_lines(model.theme, frame, below, &whole);
    }

    fn draw_items(&self, model: &Model, case: &Case, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        let items: Vec<&Item> = case.board().collect();
        let head = format!("{} ({})", title_of(case), items.len());
        let rest = self.head(theme, Part::Items, &head, frame, area);
        let Some(selected) = items.get(self.items.selected).copied() else {
            let key = |action| {
                model
                    .keymap
                    .key_in(action, &[Context::Board, Context::List])
            };
            let none = format!(
                "Nothing is written down yet. Press {} to add something; {} on an idea takes it over.",
                key(Action::Add).unwrap_or_default(),
                key(Action::Choose).unwrap_or_default()
            );
            Panel::words(theme, Role::Quiet, &none, frame, rest);
            return;
        };
        let people = answer_rows(case, selected);
        let rows: Vec<Row> = items
            .iter()
            .enumerate()
            .map(|(place, item)| item_row(case, place, item))
            .collect();
        let free = rest
            .height
            .saturating_sub(rows_below(case, &items, rest.width) + 1);
        let list_rows = rows_of(rows.len()).min(free.max(rest.height / 4).max(2));
        let list = Rect {
            height: list_rows.min(rest.height),
            ..rest
        };
        self.part_list(Part::Items, self.items, theme, frame, list, &rows);
        let rest = below(rest, list_rows + 1);
        let people_rows = rows_of(people.len()).min((rest.height / 2).max(1));
        let words = Rect {
            height: rest.height.saturating_sub(people_rows + 1),
            ..rest
        };
        let columns = usize::from(words.width);
        let lines = item_lines(case, self.items.selected, selected, columns);
        let used = draw_lines(theme, frame, words, &lines);
        let rest = below(rest, used + u16::from(used > 0));
        let answers = Rect {
            height: people_rows.min(rest.height),
            ..rest
        };
        self.part_list(Part::Answers, self.people, theme, frame, answers, &people);
        let rest = below(rest, people_rows + 1);
        let needed = wrapped(&needed(case, selected), usize::from(rest.width)).into_iter();
        let needed: Vec<(String, Role)> = needed.map(|line| (line, Role::Quiet)).collect();
        draw_lines(theme, frame, rest, &needed);
    }

    /// The name of a part; the one that has the keys has a sign before it.
    fn head(
        &self,
        theme: Theme,
        part: Part,
        text: &str,
        frame: &mut Frame<'_>,
        area: Rect,
    ) -> Rect {
        let (sign, role) = if self.part == part {
            (theme.pointer(), Role::Title)
        } else {
            ("  ", Role::Quiet)
        };
        let text = fitted(&format!("{sign}{text}"), usize::from(area.width));
        let spot = Rect {
            height: area.height.min(1),
            ..area
        };
        frame.render_widget(Line::styled(text, theme.style(role)), spot);
        below(area, 2)
    }

    /// A list; its selected row is marked as such where it has the keys, and kept in mind elsewhere.
    fn part_list(
        &self,
        part: Part,
        list: List,
        theme: Theme,
        frame: &mut Frame<'_>,
        area: Rect,
        rows: &[Row],
    ) {
        if self.part == part {
            list.draw(theme, frame, area, rows);
            return;
        }
        let keeps = part == Part::Items;
        let rows: Vec<Row> = rows
            .iter()
            .enumerate()
            .map(|(place, row)| {
                if keeps && place == list.selected {
                    row.clone().drawn(Role::Strong)
                } else {
                    row.clone()
                }
            })
            .collect();
        draw_rows(theme, frame, area, &rows, list.selected);
    }
}

/// How many rows stand below the list for the item that takes the most of them, so that the list
/// keeps its height while it is gone through.
fn rows_below(case: &Case, items: &[&Item], columns: u16) -> u16 {
    let columns = usize::from(columns);
    let rows = items.iter().enumerate().map(|(place, item)| {
        let needed = match needed(case, item).as_str() {
            "" => 0,
            needed => wrapped(needed, columns).len() + 1,
        };
        item_lines(case, place, item, columns).len() + 1 + answer_rows(case, item).len() + needed
    });
    rows_of(rows.max().unwrap_or(0))
}

/// A moment as it is said: its time, and its day where it was another one.
fn moment(at: Now, now: Now) -> String {
    let same_day = at.wall.date_naive() == now.wall.date_naive();
    let shape = if same_day {
        "at %H:%M"
    } else {
        "on %-d %B %Y at %H:%M"
    };
    at.wall.format(shape).to_string()
}

/// Says that the agreement is closed, or that it was opened again.
fn draw_closed(model: &Model, case: &Case, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let agreement = &case.agreement;
    let closing = agreement.closings.last();
    let text = match (closing, agreement.reopenings.last()) {
        (Some((at, closed)), _) if agreement.closed => {
            let how = if closed.brought {
                "Brought in"
            } else {
                "Closed"
            };
            format!(
                "{how} {}, version {}. It can be opened again, for a reason.",
                moment(*at, model.now),
                closed.version
            )
        }
        (Some(_), Some((at, reason))) => {
            let gone = if case.is_missing(reason) {
                "the reason is missing"
            } else {
                "the reason was erased"
            };
            let reason = reason.text().unwrap_or(gone);
            format!("Opened again {}: {reason}", moment(*at, model.now))
        }
        _ => return area,
    };
    let rest = Panel::words(model.theme, Role::Strong, &text, frame, area);
    below(rest, 1)
}

fn draw_wall(theme: Theme, frame: &mut Frame<'_>, area: Rect, x: u16) {
    let wall = theme.frame()[5];
    for y in area.top()..area.bottom() {
        let line = Line::styled(wall, theme.style(Role::Border));
        frame.render_widget(line, Rect::new(x, y, 1, 1));
    }
}

fn title_of(case: &Case) -> String {
    format!("{}s", capitalized(&case.script.vocabulary.item))
}
