//! The curtain: what goes on while the screen is hidden, and how it is shown again.

use super::{App, Outside};
use crate::tui::action::Action;
use crate::tui::effect::Curtain;
use crate::tui::overlay::Overlay;

/// What stands over the curtain, while it is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OverCurtain {
    /// Nothing; every panel lies behind it.
    Nothing,
    /// The panel for leaving, for it was asked for behind the curtain.
    Leaving,
}

impl App {
    /// Whether the panel for leaving stands over the curtain, which goes on hiding the rest.
    pub fn leaves_over_curtain(&self) -> bool {
        self.over_curtain == OverCurtain::Leaving
            && self.model.curtain.is_some()
            && matches!(self.overlays.last(), Some(Overlay::Leave(_)))
    }

    /// Whether the curtain gets the keys.
    pub(super) fn is_behind_curtain(&self) -> bool {
        self.model.curtain.is_some() && !self.leaves_over_curtain()
    }

    /// Hides everything at once, such as before the program is stopped for a while.
    pub fn hide(&mut self) {
        if !self.lock() {
            self.draw_curtain(Some(Curtain::Blank));
        }
        self.changed = true;
    }

    /// Behind the curtain nothing can be done by chance: only taking it down, with the key that it
    /// names, and leaving. Whoever types on blind must not show what was hidden.
    pub(super) fn answer_behind_curtain(&mut self, meaning: Option<Action>) {
        match (meaning, self.model.curtain) {
            (Some(Action::HideEverything), Some(Curtain::Clock)) => self.hide(),
            (Some(Action::HideEverything), _) | (Some(Action::Curtain), Some(Curtain::Clock)) => {
                self.draw_curtain(None);
            }
            (Some(Action::Leave), _) => {
                self.over_curtain = OverCurtain::Leaving;
                self.act(Action::Leave);
            }
            (Some(Action::Suspend), _) => self.asked_outside.push(Outside::Suspend),
            _ => {}
        }
    }

    /// Draws the curtain, over everything, or takes it down.
    pub(super) fn draw_curtain(&mut self, curtain: Option<Curtain>) {
        if curtain.is_some() {
            // What the picture below left anywhere is not to show beside it.
            self.asked_outside.push(Outside::Wipe);
        }
        self.model.curtain = curtain;
        self.over_curtain = OverCurtain::Nothing;
    }
}
