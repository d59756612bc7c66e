//! Where everything behind a door stands.

use ratatui::layout::Rect;

/// What is said of how the cases are kept takes one part of so many of the page, at most.
pub(super) const MOST_BELOW: u16 = 3;

/// Where list, details of what is selected, and what is said of how cases are kept stand, from above.
pub(super) struct Places {
    pub(super) list: Rect,
    pub(super) details: Rect,
    pub(super) below: Rect,
}

impl Places {
    /// The list gives way to the details down to half of the place, and never below its rows.
    pub(super) fn within(area: Rect, entries: usize, details: usize, below: usize) -> Self {
        let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let gap = u16::from(below > 0 && area.height > 6);
        // The list is never pushed out by what is said below it.
        let below = rows(below).min(area.height / MOST_BELOW);
        let free = area.height.saturating_sub(below + gap + 2);
        let least = rows(entries).max(1).min(free.div_ceil(2));
        let details = rows(details).min(free - least);
        let list = free - details;
        let part = |above: u16, height: u16| Rect {
            y: area.y + above.min(area.height),
            height: height.min(area.height.saturating_sub(above)),
            ..area
        };
        Self {
            list: part(1, list),
            details: part(list + 2, details),
            below: part(list + details + 2 + gap, below),
        }
    }
}
