//! What is pasted: asked about where it is too long, and never able to act.

use crate::case::LONGEST_WORDS;
use crate::clean::Cleaned;
use crate::tui::effect::{Effect, Message, OverlayRequest};
use crate::tui::widget::thousands;

use super::App;

/// For so many milliseconds after a paste, Enter and shortcuts do nothing, so
/// that what was pasted can never act.
const QUIET_AFTER_PASTE: u64 = 150;

impl App {
    /// Takes cleaned text from the beginning of a paste of so many characters.
    ///
    /// Of a paste of many megabytes only the beginning is ever cleaned and kept.
    pub fn paste_beginning(&mut self, pasted: &Cleaned, length: usize) {
        let text = pasted.text.as_str();
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
        let is_taken = self.top().is_typing();
        self.model.message = None;
        let room = self.top().room_for_paste();
        if length > LONGEST_WORDS && room > 0 {
            let beginning: String = text.chars().take(room).collect();
            let ask = OverlayRequest::LongPaste(beginning, length);
            self.perform(vec![Effect::Push(ask)]);
        } else {
            self.paste_into_top(text);
        }
        // Why nothing was taken says more.
        if is_taken && pasted.removed > 0 && self.model.message.is_none() {
            self.say(Message::done(told_of(pasted.removed)));
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

/// That a paste holds less than was pasted.
fn told_of(removed: usize) -> String {
    match removed {
        1 => "1 hidden character was removed from what was pasted.".to_owned(),
        _ => format!(
            "{} hidden characters were removed from what was pasted.",
            thousands(removed)
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::clean::{Shape, clean};
    use crate::tui::app::Outside;
    use crate::tui::key::{Code, Key};
    use crate::tui::testing::World;

    fn pasted(mut world: World, text: &str) -> (World, String) {
        let cleaned = clean(text, Shape::Lines);
        world
            .app
            .paste_beginning(&cleaned, cleaned.text.chars().count());
        let picture = world.screen(80, 24);
        (world, picture)
    }

    #[test]
    fn the_picture_is_drawn_afresh_however_soon_after_a_paste() {
        let (mut world, _) = pasted(World::conference(), "rubbish");
        let mut redraw = Key::plain(Code::Char('g'));
        redraw.control = true;
        world.app.press(redraw);
        assert_eq!(world.app.take_outside(), [Outside::Redraw]);
        world.app.press(Key::char('k'));
        assert_eq!(
            world.app.model().case().map(|case| case.marks.len()),
            Some(0)
        );
    }

    #[test]
    fn what_was_removed_from_a_paste_is_said_until_the_next_key() {
        let hidden = format!(
            "see\u{1b}]52;c;aa\u{7} a\u{202E}b\u{200B} z{}",
            "\u{301}".repeat(500)
        );
        let (world, picture) = pasted(World::conference().press("n"), &hidden);
        assert!(
            picture.contains("495 hidden characters were removed from what was pasted."),
            "{picture}"
        );
        let mut world = world.words("x");
        assert!(!world.screen(80, 24).contains("hidden"));
        let (_, picture) = pasted(world, "a\u{200F}b");
        assert!(
            picture.contains("1 hidden character was removed"),
            "{picture}"
        );
    }

    #[test]
    fn of_a_paste_that_lost_nothing_or_that_nobody_takes_nothing_is_said() {
        let (_, picture) = pasted(World::conference().press("n"), "Siân,\r\nগীতা 👩\u{200D}👩");
        assert!(!picture.contains("hidden"), "{picture}");
        let (_, picture) = pasted(World::conference(), "a\u{202E}b");
        assert!(!picture.contains("hidden"), "{picture}");
        let (_, picture) = pasted(World::conference().press("n"), &"a\u{202E}".repeat(25_000));
        assert!(picture.contains("25,000 hidden characters"), "{picture}");
    }
}
