//! The question large, its answer below it, what helps, and the answers so far.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Asking, Parties, Question, Reply};
use crate::case::spoken_date::spell_out;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::{
    BLOCK_HEIGHT, List, Panel, Row, below, block_letters, fitted, spaced, width, wrapped,
};

/// From this width on, the answers so far stand beside the question.
const BESIDE_FROM: u16 = 96;
/// Rows that the answers so far need below the question, with the line above them.
const SO_FAR: u16 = 4;
/// How far the further rows of a sentence stand in, so that they stand below its words.
const FURTHER: &str = "      ";

impl Asking {
    /// Draws the question that is asked now and the answers so far.
    pub fn draw(&self, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
        let Some(question) = self.questions.get(self.focus) else {
            return;
        };
        if area.width >= BESIDE_FROM {
            let wide = area.width / 5 * 3;
            let main = Rect {
                width: wide,
                ..area
            };
            let beside = Rect {
                x: area.x + wide + 3,
                width: area.width - wide - 3,
                ..area
            };
            draw_question(theme, question, self.today, frame, main);
            self.draw_so_far(theme, frame, beside);
            return;
        }
        let rest = draw_question(theme, question, self.today, frame, area);
        if rest.height >= SO_FAR {
            let below = Rect {
                y: rest.y + 1,
                height: rest.height - 1,
                ..rest
            };
            self.draw_so_far(theme, frame, below);
        }
    }

    fn draw_so_far(&self, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
        let half = usize::from(area.width) / 2;
        let rows: Vec<Row> = self
            .questions
            .iter()
            .map(|question| {
                let said = fitted(&question.reply.in_short(self.today), half);
                Row::new(&question.ask).with(said).drawn(Role::Quiet)
            })
            .collect();
        let list = List {
            selected: self.focus,
        };
        list.draw(theme, frame, area, &rows);
    }
}

/// Draws one question; says how much is left below it.
fn draw_question(
    theme: Theme,
    question: &Question,
    today: NaiveDate,
    frame: &mut Frame<'_>,
    area: Rect,
) -> Rect {
    let rest = Panel::words(theme, Role::Strong, &question.ask, frame, area);
    let rest = below(rest, u16::from(rest.height > 4));
    let rest = draw_reply(theme, &question.reply, frame, rest);
    let (help, role) = help(question, today);
    if help.is_empty() {
        rest
    } else {
        Panel::words(theme, role, &help, frame, rest)
    }
}

fn draw_reply(theme: Theme, reply: &Reply, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let line = Rect {
        height: area.height.min(1),
        ..area
    };
    match reply {
        Reply::Words(text) => {
            let most = (area.height / 2).max(1);
            let rows = text.rows(area.width).clamp(1, most).min(area.height);
            let spot = Rect {
                height: rows,
                ..area
            };
            text.draw(theme, frame, spot, true);
            below(area, rows + 1)
        }
        Reply::Date(date) => {
            date.line.draw(theme, frame, line, true);
            below(area, 2)
        }
        Reply::Parties(parties) => draw_parties(theme, parties, frame, area),
        Reply::Choice { options, chosen } => {
            let offers = options.iter().enumerate().map(|(place, option)| {
                let is_chosen = Some(place) == *chosen;
                let sign = if is_chosen { "(x)" } else { "( )" };
                (format!("{sign} {} {option}", place + 1), is_chosen)
            });
            draw_offers(theme, offers.collect(), frame, area)
        }
        Reply::Ticks(ticks) => {
            let offers = ticks.options.iter().enumerate();
            let offers = offers.map(|(place, (option, ticked))| {
                let sign = if *ticked { "[x]" } else { "[ ]" };
                let text = format!("{sign} {} {option}", place + 1);
                (text, place == ticks.cursor)
            });
            draw_sentences(theme, offers.collect(), frame, area)
        }
    }
}

/// The letters typed, who is on offer, and large the names of those who are chosen.
fn draw_parties(theme: Theme, parties: &Parties, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let line = Rect {
        height: area.height.min(1),
        ..area
    };
    parties.line.draw(theme, frame, line, true);
    let offers: Vec<(String, bool)> = parties
        .on_offer()
        .iter()
        .enumerate()
        .map(|(place, offer)| {
            let (text, chosen) = parties.shown(offer);
            let sign = parties.sign(chosen);
            (format!("{sign} {text}"), place == parties.cursor)
        })
        .collect();
    let rest = below(area, 2);
    let rest = draw_offers(theme, offers, frame, rest);
    let names = parties.names();
    let rest = draw_names(theme, &names, frame, rest);
    below(rest, u16::from(!names.is_empty() && rest.height > 2))
}

/// Names as large as there is room for, so that everybody can see how they are spelt.
fn draw_names(theme: Theme, names: &[String], frame: &mut Frame<'_>, area: Rect) -> Rect {
    let mut rest = area;
    for name in names {
        let roomy = rest.height >= (BLOCK_HEIGHT + 1) * 2;
        let blocks = roomy
            .then(|| block_letters(theme, name, rest.width))
            .flatten();
        let lines = blocks.unwrap_or_else(|| {
            let letters = spaced(name);
            if width(&letters) <= usize::from(rest.width) {
                vec![letters]
            } else {
                wrapped(name, usize::from(rest.width))
            }
        });
        for text in lines {
            if rest.height == 0 {
                return rest;
            }
            let line = Line::styled(text, theme.style(Role::Speaking));
            frame.render_widget(line, Rect { height: 1, ..rest });
            rest = below(rest, 1);
        }
    }
    rest
}

/// Things on offer, side by side and in further rows where they do not fit; an empty row below.
fn draw_offers(
    theme: Theme,
    offers: Vec<(String, bool)>,
    frame: &mut Frame<'_>,
    area: Rect,
) -> Rect {
    let columns = usize::from(area.width);
    let mut rows: Vec<Vec<(String, bool)>> = vec![Vec::new()];
    let mut taken = 0;
    for (text, under_cursor) in offers {
        let text = fitted(&text, columns);
        let wide = width(&text) + 3;
        if taken > 0 && taken + wide > columns + 3 {
            rows.push(Vec::new());
            taken = 0;
        }
        taken += wide;
        if let Some(row) = rows.last_mut() {
            row.push((text, under_cursor));
        }
    }
    let at_cursor = rows
        .iter()
        .position(|row| row.iter().any(|(_, under_cursor)| *under_cursor));
    let most = usize::from(area.height);
    let first = at_cursor.map_or(0, |row| (row + 1).saturating_sub(most.max(1)));
    let mut rest = area;
    for row in rows.into_iter().skip(first).take(most) {
        let mut spans = Vec::new();
        for (text, under_cursor) in row {
            let role = if under_cursor {
                Role::Selected
            } else {
                Role::Text
            };
            spans.push(Span::styled(text, theme.style(role)));
            spans.push(Span::raw("   "));
        }
        frame.render_widget(Line::from(spans), Rect { height: 1, ..rest });
        rest = below(rest, 1);
    }
    below(rest, 1)
}

/// The same, but where one of them is too long for a row: then one below the other, each over as
/// many rows as it needs, for what is ticked has to be read to its end.
fn draw_sentences(
    theme: Theme,
    offers: Vec<(String, bool)>,
    frame: &mut Frame<'_>,
    area: Rect,
) -> Rect {
    let columns = usize::from(area.width);
    if offers.iter().all(|(text, _)| width(text) <= columns) {
        return draw_offers(theme, offers, frame, area);
    }
    let mut rows: Vec<(String, bool)> = Vec::new();
    for (text, under_cursor) in offers {
        let lines = wrapped(&text, columns.saturating_sub(FURTHER.len()));
        for (line, text) in lines.into_iter().enumerate() {
            let before = if line == 0 { "" } else { FURTHER };
            rows.push((format!("{before}{text}"), under_cursor));
        }
    }
    let most = usize::from(area.height);
    let at_cursor = rows.iter().rposition(|(_, under_cursor)| *under_cursor);
    let first = at_cursor.map_or(0, |row| (row + 1).saturating_sub(most.max(1)));
    let mut rest = area;
    for (text, under_cursor) in rows.into_iter().skip(first).take(most) {
        let role = if under_cursor {
            Role::Selected
        } else {
            Role::Text
        };
        let line = Line::styled(text, theme.style(role));
        frame.render_widget(line, Rect { height: 1, ..rest });
        rest = below(rest, 1);
    }
    below(rest, 1)
}

/// What stands below the answer: a date in full or why it is none, else what helps.
fn help(question: &Question, today: NaiveDate) -> (String, Role) {
    match &question.reply {
        Reply::Date(date) => match date.read(today) {
            Ok(Some(date)) => (spell_out(date.on), Role::Strong),
            Ok(None) => (question.hint.clone(), Role::Quiet),
            Err(problem) => (problem.to_string(), Role::Text),
        },
        Reply::Parties(parties) if !parties.line.text().is_empty() => {
            let how =
                "Enter takes the name that is marked and goes on; a comma takes it and stays.";
            (how.to_owned(), Role::Quiet)
        }
        Reply::Words(text) => match text.counter() {
            Some(counter) => (counter, Role::Quiet),
            None => (question.hint.clone(), Role::Quiet),
        },
        Reply::Parties(_) | Reply::Choice { .. } | Reply::Ticks(_) => {
            (question.hint.clone(), Role::Quiet)
        }
    }
}
