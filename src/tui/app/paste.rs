//! What is pasted: asked about where it is too long, and never able to act.

use crate::case::LONGEST_WORDS;
use crate::tui::effect::{Effect, OverlayRequest};

use super::App;

/// For so many milliseconds after a paste, Enter and shortcuts do nothing, so
/// that what was pasted can never act.
const QUIET_AFTER_PASTE: u64 = 150;

impl App {
    /// Takes cleaned text from the beginning of a paste of so many characters.
    ///
    /// Of a paste of many megabytes only the beginning is ever cleaned and kept.
    pub fn paste_beginning(&mut self, text: &str, length: usize) {
        self.model.now = self.clock.now();
        self.lock_if_left_alone();
        self.note_presence();
        self.changed = true;
        self.shortcuts_ignored_until = self.model.now.steady + QUIET_AFTER_PASTE;
        if let Some(gate) = &mut self.gate {
            gate.paste(text);
            return;
        }
        if self.model.curtain.is_some() {
            return;
        }
        let room = self.top().room_for_paste();
        if length > LONGEST_WORDS && room > 0 {
            let beginning: String = text.chars().take(room).collect();
            let ask = OverlayRequest::LongPaste(beginning, length);
            self.perform(vec![Effect::Push(ask)]);
        } else {
            self.paste_into_top(text);
        }
    }

    /// Gives pasted text to whatever lies on top.
    pub(super) fn paste_into_top(&mut self, text: &str) {
        let effects = match self.overlays.last_mut() {
            Some(overlay) => overlay.layer_mut().paste(text, &self.model),
            None => self.screen.layer_mut().paste(text, &self.model),
        };
        self.perform(effects);
    }
}
