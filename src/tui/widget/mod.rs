//! Parts that screens and overlays are put together from.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a widget takes the few keys and actions that mean something to it"
)]

mod asking;
mod bar;
mod block_letters;
mod form;
mod line;
mod lines;
mod list;
mod numbered;
mod panel;
mod spoken_date;
mod text_area;
mod text_line;
mod typed_number;
mod words;

pub(super) use asking::STILL_TO_BE_SAID;
pub use asking::{Asked, Asking, DateReply, Parties, Question, Reply, Ticks};
pub use bar::bar;
pub use block_letters::{BLOCK_HEIGHT, block_letters};
pub use form::{Field, Form, FormKey, Input};
pub use line::draw_line;
pub use lines::{below, draw_lines, draw_more, draw_rows, inset, rows_of};
pub use list::{List, Row};
pub use numbered::{Numbered, Way};
pub use panel::{Panel, centred};
pub use spoken_date::{in_full, read_date, read_past_date};
pub use text_area::TextArea;
pub use text_line::TextLine;
pub use typed_number::TypedNumber;
pub use words::{
    clock, fitted, listed, listed_as, minutes, page, spaced, thousands, width, wrapped,
};
