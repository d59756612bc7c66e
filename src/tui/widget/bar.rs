//! A thin bar of time that is over and time that was planned.

use ratatui::text::{Line, Span};

use crate::tui::theme::{Role, Theme};

/// A bar of so many columns; past the plan it is simply full, and says nothing of it.
pub fn bar(theme: Theme, done: u64, planned: u64, columns: u16) -> Line<'static> {
    let (over, to_come) = theme.bar();
    let columns = u64::from(columns);
    let filled = done.saturating_mul(columns).checked_div(planned);
    let filled = filled.map_or(0, |filled| filled.min(columns));
    let times = |count: u64| usize::try_from(count).unwrap_or(0);
    Line::from(vec![
        Span::styled(over.repeat(times(filled)), theme.style(Role::Quiet)),
        Span::styled(
            to_come.repeat(times(columns - filled)),
            theme.style(Role::Border),
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_never_longer_than_its_place() {
        let theme = Theme::default();
        assert_eq!(bar(theme, 90, 60, 10).width(), 10);
        assert_eq!(bar(theme, 0, 0, 10).width(), 10);
        assert_eq!(bar(theme, u64::MAX, 3, 10).width(), 10);
    }
}
