//! That what is typed about the people lies open on the disk, where nothing protects it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::draw_line;

const NOT_PROTECTED: &str = "NOT PROTECTED";

/// Says so at the right end of the free line above the list. In a meeting the facilitator's pane
/// says it, for the circle may see this list.
pub(super) fn warn_if_unprotected(model: &Model, frame: &mut Frame<'_>, above: Rect) {
    if !model.is_unprotected() {
        return;
    }
    let warning = Line::styled(NOT_PROTECTED, model.theme.style(Role::Warning));
    let columns = u16::try_from(warning.width()).unwrap_or(u16::MAX);
    let place = Rect {
        x: above.right().saturating_sub(columns + 2).max(above.x),
        width: columns.min(above.width),
        ..above
    };
    draw_line(frame, warning, place);
}

#[cfg(test)]
mod tests {
    use crate::tui::testing::World;

    fn is_said(mut world: World) -> bool {
        world.screen(80, 24).contains("NOT PROTECTED")
    }

    #[test]
    fn before_a_meeting_the_list_says_that_nothing_protects_it() {
        assert!(is_said(World::prepared()));
        assert!(is_said(World::home().press("home enter enter enter")));
        assert!(World::prepared().screen(60, 16).contains("NOT PROTECTED"));
    }

    #[test]
    fn nothing_of_the_kind_is_said_where_cases_are_protected_or_nobody_is_real() {
        assert!(!is_said(
            World::protected_home().press("home enter enter enter")
        ));
        assert!(!is_said(World::home().press("2 end enter")));
    }

    #[test]
    fn in_the_room_it_is_left_to_the_facilitators_pane() {
        assert!(!is_said(World::conference().press("h")));
    }
}
