//! The way that led to the screen on top, so that Esc goes back by it, one screen at a time.

use crate::tui::effect::{Door, ScreenRequest};

/// The screen that is shown, and those that were left for it.
#[derive(Debug)]
pub(super) struct Trail {
    here: ScreenRequest,
    /// Each with the place of its list where one stood.
    before: Vec<(ScreenRequest, usize)>,
}

impl Default for Trail {
    fn default() -> Self {
        Self {
            here: ScreenRequest::Home(Door::Run),
            before: Vec::new(),
        }
    }
}

impl Trail {
    /// Takes the way to a screen: back to one on it, from the beginning at a ground screen, else on.
    ///
    /// `stood` is the place of its list at which the screen that is left stood. Of a screen that
    /// one comes back to, the same is given back.
    pub(super) fn go_to(
        &mut self,
        place: ScreenRequest,
        is_ground: bool,
        stood: usize,
    ) -> Option<usize> {
        let known = self.before.iter().position(|(before, _)| *before == place);
        let stood_there = known.and_then(|known| self.before.get(known));
        let stood_there = stood_there.map(|(_, stood)| *stood);
        match known {
            _ if is_ground => self.before.clear(),
            Some(known) => self.before.truncate(known),
            None if self.here == place => {}
            None => self.before.push((self.here.clone(), stood)),
        }
        self.here = place;
        stood_there
    }

    /// The screen that was left for this one; wherever the case stands, where there is none.
    pub(super) fn back(&self) -> ScreenRequest {
        let before = self.before.last().map(|(before, _)| before.clone());
        before.unwrap_or(ScreenRequest::WhereWeAre)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::World;

    #[test]
    fn escape_goes_back_the_way_one_came() {
        let mut world = World::conference().press("tab m");
        assert!(world.screen(80, 24).contains("Marks and notes"));
        let mut world = world.press("esc");
        assert!(world.screen(80, 24).contains("Ideas (0)"));
        let mut world = world.press("esc");
        assert!(world.screen(80, 24).contains("Welcome, and thank you"));
    }

    #[test]
    fn a_screen_never_lies_twice_on_the_way() {
        let mut trail = Trail::default();
        trail.go_to(ScreenRequest::Room, true, 0);
        for place in [
            ScreenRequest::Board,
            ScreenRequest::ReadBack,
            ScreenRequest::Board,
        ] {
            trail.go_to(place, false, 0);
        }
        assert_eq!(trail.back(), ScreenRequest::Room);
    }
}
