//! What is recorded against a yes, and the way to where it is put down.

use super::Gate;
use crate::case::NotSo;
use crate::script::RecordKind;
use crate::tui::effect::{Effect, OverlayRequest};
use crate::tui::model::Model;
use crate::tui::screen::opens;

impl Gate {
    /// What is recorded against a yes to the check that is asked now.
    pub(super) fn not_so(&self, model: &Model) -> Option<NotSo> {
        let checks = self.checks(model);
        let asked = checks.get(self.list.selected)?;
        asked.contradicted().cloned()
    }

    /// Leads to where it is put down; the checks are asked again when going on.
    pub(super) fn put_it_down(&self, model: &Model) -> Vec<Effect> {
        let Some(not_so) = self.not_so(model) else {
            return Vec::new();
        };
        let there = match not_so.put_down {
            // Who has come is put down over the room, without leaving it.
            RecordKind::Arrivals => Effect::Push(OverlayRequest::Presence(None)),
            kind => opens(kind),
        };
        vec![Effect::Pop, there]
    }
}
