//! The code of what was closed, large, for everybody to note.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::why_no_papers;
use crate::document::fingerprint::fingerprint;
use crate::document::plan::plan_of;
use crate::tui::model::Model;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::{BLOCK_HEIGHT, Panel, block_letters};

/// From so many columns and rows on it stands in block letters.
const WIDE: u16 = 90;
const HIGH: u16 = 30;
/// From so many columns on its letters stand apart.
const APART: u16 = 60;
/// Below so many rows there is no room for a word about it.
const LOW: u16 = 12;

/// The code of the version that was closed last.
#[derive(Debug)]
pub(super) struct Code {
    version: u16,
    text: String,
}

impl Code {
    /// The code as it stands on the papers; nothing while there are none, or what was closed is
    /// open again. `known` is what was there a moment ago.
    pub(super) fn of(model: &Model, known: Option<Self>) -> Option<Self> {
        let case = model.case()?;
        let (_, closed) = case.agreement.closings.last()?;
        if !case.agreement.closed || why_no_papers(case).is_some() {
            return None;
        }
        let version = closed.version;
        known.filter(|known| known.version == version).or_else(|| {
            let plan = plan_of(case, model.is_practice())?;
            let text = fingerprint(&plan);
            Some(Self { version, text })
        })
    }

    /// Draws it from the top of an area; says how much is left below.
    pub(super) fn draw(&self, theme: Theme, frame: &mut Frame<'_>, area: Rect) -> Rect {
        if area.height < LOW {
            let text = format!("Its code: {}", self.text);
            return Panel::words(theme, Role::Strong, &text, frame, area);
        }
        let said = "Its code, for everybody to note; it stands on every paper:";
        let rest = Panel::words(theme, Role::Quiet, said, frame, area);
        if area.width >= WIDE && area.height >= HIGH {
            return self.in_blocks(theme, frame, rest);
        }
        let text = if area.width >= APART {
            let letters = self.text.chars().map(|letter| match letter {
                '-' => "  ".to_owned(),
                letter => format!("{letter} "),
            });
            format!("  {}", letters.collect::<String>().trim_end())
        } else {
            self.text.clone()
        };
        Self::put(theme, frame, rest, vec![text])
    }

    /// Half of it in each row of blocks.
    fn in_blocks(&self, theme: Theme, frame: &mut Frame<'_>, area: Rect) -> Rect {
        let groups: Vec<&str> = self.text.split('-').collect();
        let blocks: Vec<String> = groups
            .chunks(2)
            .filter_map(|pair| block_letters(theme, &pair.join("  "), area.width))
            .flatten()
            .collect();
        if blocks.len() == 2 * usize::from(BLOCK_HEIGHT) {
            let apart = std::iter::once(String::new());
            Self::put(
                theme,
                frame,
                area,
                blocks.into_iter().chain(apart).collect(),
            )
        } else {
            Self::put(theme, frame, area, vec![self.text.clone()])
        }
    }

    fn put(theme: Theme, frame: &mut Frame<'_>, area: Rect, lines: Vec<String>) -> Rect {
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let rows = rows.min(area.height);
        for (y, line) in (area.y..area.y + rows).zip(lines) {
            let line = Line::styled(line, theme.style(Role::Strong));
            frame.render_widget(
                line,
                Rect {
                    y,
                    height: 1,
                    ..area
                },
            );
        }
        Rect {
            y: area.y + rows,
            height: area.height - rows,
            ..area
        }
    }
}
