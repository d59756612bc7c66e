//! One row of a part of the preparation, with what it leads to.

use chrono::NaiveDate;

use crate::case::PreparingCommand;
use crate::tui::effect::{Effect, OverlayRequest, PreparingPanel, ScreenRequest, Section};
use crate::tui::widget::Row;

/// One row of a part of the preparation, with what it leads to.
pub(super) struct Entry {
    /// The row.
    pub row: Row,
    /// What is shown below the list while it is selected.
    pub details: Vec<String>,
    /// What choosing it does.
    pub choose: Vec<Effect>,
    /// What choosing it is called.
    pub called: &'static str,
    /// What takes it off the list, where it can be.
    pub remove: Option<PreparingCommand>,
    /// Its number, where it holds something restricted that is shown only when asked for.
    pub restricted: Option<u64>,
}

impl Entry {
    /// A row that says something and leads nowhere yet.
    pub fn new(row: Row) -> Self {
        Self {
            row,
            details: Vec::new(),
            choose: Vec::new(),
            called: "choose",
            remove: None,
            restricted: None,
        }
    }

    /// The same, leading to a form.
    pub fn opening(self, panel: PreparingPanel, called: &'static str) -> Self {
        let push = Effect::Push(OverlayRequest::Preparing(panel));
        self.doing(push, called)
    }

    /// The same, leading to another part.
    pub fn leading_to(self, section: Section) -> Self {
        self.doing(Effect::Open(ScreenRequest::Preparation(section)), "open")
    }

    /// The same, doing something.
    pub fn doing(mut self, effect: Effect, called: &'static str) -> Self {
        self.choose = vec![effect];
        self.called = called;
        self
    }

    /// The same, saying more below the list.
    pub fn saying(mut self, details: Vec<String>) -> Self {
        self.details = details;
        self
    }
}

/// A day as it stands in a row.
pub(super) fn day(on: NaiveDate) -> String {
    on.format("%-d %b %Y").to_string()
}
