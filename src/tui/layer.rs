//! What every screen and overlay can do.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::LONGEST_WORDS;
use crate::desk::{DraftFor, DraftPart};

use super::action::Action;
use super::context::Context;
use super::effect::Effect;
use super::key::Key;
use super::model::Model;

/// What a key of the table can do on a layer now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// What the table says.
    Live,
    /// What the table says, called so here and worth a place in the footer.
    Called(&'static str),
    /// What the table says, called so here: the way on or out of where one is, which always has
    /// its place in the footer.
    Way(&'static str),
    /// Nothing now, for this reason.
    Idle(&'static str),
    /// Nothing ever on this layer, so that help does not name it.
    Absent,
}

/// A screen or an overlay; only the one on top is asked.
pub trait Layer {
    /// Its name, for the line at the top.
    fn title(&self, model: &Model) -> String;

    /// Where its keys stand in the key table, what counts most first.
    fn contexts(&self) -> &'static [Context];

    /// What a key of its contexts can do here now, beyond what a single command would refuse.
    fn use_of(&self, _action: Action, _model: &Model) -> Use {
        Use::Live
    }

    /// Whether keys that type a character go into a text now.
    fn is_typing(&self) -> bool {
        false
    }

    /// Words typed here that are filed nowhere yet; none where nothing would be lost.
    ///
    /// The program keeps them below the half-typed note, so that they come back after a crash.
    /// The form itself is not opened again then.
    fn half_typed(&self) -> Option<String> {
        None
    }

    /// What those words are meant for, so that they come back in the same layer.
    fn meant_for(&self, _model: &Model) -> DraftFor {
        DraftFor::Note
    }

    /// The same, as the draft keeps it.
    fn half_typed_part(&self, model: &Model) -> Option<DraftPart> {
        let text = self.half_typed().filter(|text| !text.is_empty())?;
        Some(DraftPart {
            meant_for: self.meant_for(model),
            text,
            spoken: None,
        })
    }

    /// Whether a clock on it has to be drawn anew every second.
    fn has_clock(&self, _model: &Model) -> bool {
        false
    }

    /// Answers what the person at the keyboard meant.
    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect>;

    /// Takes a key that means nothing in the key table here: letters of a text, cursor keys in it.
    fn type_key(&mut self, _key: Key, _model: &Model) -> Vec<Effect> {
        Vec::new()
    }

    /// How many characters of a long paste may be kept here, after asking; where none may, the
    /// layer is given the whole and refuses it in its own words.
    fn room_for_paste(&self) -> usize {
        if self.is_typing() { LONGEST_WORDS } else { 0 }
    }

    /// Takes cleaned text that was pasted.
    fn paste(&mut self, _text: &str, _model: &Model) -> Vec<Effect> {
        Vec::new()
    }

    /// The place of its list at which it stands, from 0, to come back to.
    fn stands_at(&self) -> usize {
        0
    }

    /// Stands at that place again, once one has come back.
    fn stand_at(&mut self, _place: usize) {}

    /// Looks at the model again after effects were performed.
    fn refresh(&mut self, _model: &Model) {}

    /// Whether work is left that was too much for one key; it goes on with the next tick.
    fn has_more_to_do(&self) -> bool {
        false
    }

    /// Does the next piece of that work, as much as nobody waits for.
    fn go_on(&mut self, _model: &Model) {}

    /// Draws itself; may place the cursor.
    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect);
}
