//! How a panel looks that asks one thing: words, then ways to choose or a line to type.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear};

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::Model;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::{Numbered, Panel, TextLine, Way, fitted, wrapped};

/// A panel that asks one thing.
pub(super) struct Asking<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it says, paragraph by paragraph; an empty one is an empty line.
    pub about: Vec<(String, Role)>,
    /// How it is answered.
    pub below: Below<'a>,
}

/// How a panel is answered.
pub(super) enum Below<'a> {
    /// By choosing.
    Ways(&'a [Way], Numbered),
    /// By a key that is named above; all that can be asked stands where there is room left, and
    /// never takes any from what is asked.
    Rest(&'a [Way], Numbered),
    /// By typing one line; what is said below it may be empty.
    Line(&'a TextLine, String),
}

/// With fewer rows than these, a panel of the facilitator's alone takes more than half the screen.
const LEAST_HALF: u16 = 8;
/// Fewer rows of what can be asked besides would be scraps.
const LEAST_REST: u16 = 3;

impl Asking<'_> {
    /// Whether all that it says, and a line to type, stand in an area, if need be without empty
    /// lines.
    pub fn fits(&self, area: Rect) -> bool {
        let inner = columns(area).saturating_sub(4);
        let said = self.lines(inner);
        let said = said.iter().filter(|(text, _)| !text.is_empty()).count();
        let typed = match &self.below {
            Below::Line(..) => self.rows_below(inner) + 1,
            Below::Ways(..) | Below::Rest(..) => 0,
        };
        said + usize::from(typed) + 2 <= usize::from(area.height)
    }

    /// Draws the panel in the middle; where room is short, empty lines go first, and
    /// words that still do not fit end in sight with `…`.
    pub fn draw(&self, theme: Theme, frame: &mut Frame<'_>, area: Rect) {
        let columns = columns(area);
        let inner = columns.saturating_sub(4);
        let mut about = self.lines(inner);
        let needed = self.rows_below(inner);
        if about.len() + usize::from(needed) + 3 > usize::from(area.height) {
            about.retain(|(text, _)| !text.is_empty());
        }
        let wanted = u16::try_from(about.len()).unwrap_or(u16::MAX);
        let between = u16::from(needed > 0);
        let panel = Panel {
            title: self.title,
            columns,
            rows: wanted.saturating_add(needed).saturating_add(2 + between),
        };
        let inside = panel.draw(theme, frame, area);
        let (kept, left) = match &self.below {
            Below::Ways(..) | Below::Line(..) => (needed.min(4).min(inside.height), between),
            Below::Rest(..) => (0, 0),
        };
        let height = wanted.min(inside.height.saturating_sub(kept + left));
        draw_lines(theme, frame, Rect { height, ..inside }, about);
        let gap = between.min(inside.height.saturating_sub(height));
        let below = Rect {
            y: inside.y + height + gap,
            height: inside.height.saturating_sub(height + gap),
            ..inside
        };
        match &self.below {
            Below::Ways(ways, list) => list.draw(theme, frame, below, ways),
            Below::Rest(ways, list) => {
                let selected = ways.get(list.selected).map(std::slice::from_ref);
                let least = Numbered::rows(selected.unwrap_or_default(), inner).max(LEAST_REST);
                if below.height >= least.min(needed) {
                    list.draw(theme, frame, below, ways);
                }
            }
            Below::Line(line, said) => {
                let spot = Rect {
                    height: below.height.min(1),
                    ..below
                };
                line.draw(theme, frame, spot, true);
                let rest = Rect {
                    y: below.y + spot.height,
                    height: below.height - spot.height,
                    ..below
                };
                Panel::words(theme, Role::Quiet, said, frame, rest);
            }
        }
    }

    fn lines(&self, columns: u16) -> Vec<(String, Role)> {
        let columns = usize::from(columns);
        let paragraphs = self.about.iter();
        paragraphs
            .flat_map(|(text, role)| {
                let mut lines = wrapped(text, columns);
                if lines.is_empty() {
                    lines.push(String::new());
                }
                lines.into_iter().map(|line| (line, *role))
            })
            .collect()
    }

    fn rows_below(&self, columns: u16) -> u16 {
        match &self.below {
            Below::Ways(ways, _) | Below::Rest(ways, _) => Numbered::rows(ways, columns),
            Below::Line(_, said) => {
                let rows = wrapped(said, usize::from(columns)).len();
                u16::try_from(rows).unwrap_or(1).saturating_add(1)
            }
        }
    }
}

fn columns(area: Rect) -> u16 {
    let columns = if area.width >= 100 { 92 } else { 76 };
    columns.min(area.width)
}

/// Takes what the circle sees calmly away while something is asked that is the facilitator's alone,
/// says only for whom it is, and leaves the lower part of the screen for the panel.
pub(super) fn apart(what: &str, model: &Model, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let whose = model.case().map_or_else(String::new, |case| {
        let runs_it = case.who_runs_it().filter(|person| person.is_here());
        runs_it.map_or_else(
            || format!("the {}", case.script.vocabulary.facilitator),
            |person| person.details.name.clone(),
        )
    });
    calm(&format!("{what} for {whose}"), model, frame, area)
}

/// The same where not even that something is asked is for the circle to know: a pause where they
/// look, and the lower half for the panel.
pub(super) fn own_half(model: &Model, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let below = calm("A pause", model, frame, area);
    let height = area.height / 2;
    if height < LEAST_HALF {
        return below;
    }
    Rect {
        y: area.bottom().saturating_sub(height),
        height,
        ..area
    }
}

fn calm(text: &str, model: &Model, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let theme = model.theme;
    let rows = (area.height / 4).min(8);
    frame.render_widget(Clear, area);
    frame.render_widget(Block::new().style(theme.style(Role::Text)), area);
    let calm = fitted(text, usize::from(area.width));
    let line = Rect {
        y: area.y + rows / 2,
        height: rows.min(1),
        ..area
    };
    frame.render_widget(Line::styled(calm, theme.style(Role::Cue)).centered(), line);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// With which key something is chosen where the clicker decides nothing.
pub(super) fn by_enter(model: &Model) -> String {
    let enter = model.key(Action::Choose, &[Context::Unhurried, Context::List]);
    format!("{enter} chooses; a clicker that is pressed twice decides nothing.")
}

/// Draws lines from the top; where they do not all fit, the last one says so.
pub(super) fn draw_lines(
    theme: Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    mut lines: Vec<(String, Role)>,
) {
    let rows = usize::from(area.height);
    if lines.len() > rows {
        lines.truncate(rows);
        if let Some((last, _)) = lines.last_mut() {
            let room = usize::from(area.width).saturating_sub(2);
            *last = format!("{} …", fitted(last, room));
        }
    }
    for (row, (text, role)) in lines.into_iter().enumerate() {
        let y = area.y + u16::try_from(row).unwrap_or(0);
        let spot = Rect::new(area.x, y, area.width, 1);
        frame.render_widget(Line::styled(text, theme.style(role)), spot);
    }
}
