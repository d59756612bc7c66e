//! Which keys are live now, for footer, help and palette.

use crate::case::Refusal;

use super::action::Action;
use super::context::Context;
use super::keymap::{Keymap, shown};
use super::model::Model;

/// One key row as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What it means.
    pub action: Action,
    /// Its keys, as shown.
    pub keys: String,
    /// One or two words.
    pub label: &'static str,
    /// One sentence.
    pub help: &'static str,
    /// Whether it stands in the footer.
    pub in_footer: bool,
    /// Why it can do nothing now.
    pub refusal: Option<Refusal>,
}

/// Every key row that is live in these contexts, with the reason where it can do nothing.
pub fn live(keymap: &Keymap, contexts: &[Context], model: &Model) -> Vec<Hint> {
    keymap
        .live(contexts)
        .into_iter()
        .map(|(row, keys)| Hint {
            action: row.action,
            keys: model.theme.plain(&shown(&keys)),
            label: row.label,
            help: row.help,
            in_footer: row.in_footer,
            refusal: model.disabled(row.action),
        })
        .collect()
}

/// Key rows for one line of so many columns; what can do nothing now is left out.
///
/// While something is typed, keys that are letters are left out as well. Help
/// and the way back always have their places.
pub fn footer(
    keymap: &Keymap,
    contexts: &[Context],
    model: &Model,
    width: usize,
    typing: bool,
) -> Vec<(String, &'static str)> {
    let rows = keymap.live(contexts);
    let mut shown: Vec<(Action, String, &'static str)> = Vec::new();
    for (row, keys) in rows.into_iter().filter(|(row, _)| row.in_footer) {
        let Some(key) = keys.first() else { continue };
        let known = shown.iter().any(|(action, ..)| *action == row.action);
        if known || (typing && key.typed().is_some()) || model.disabled(row.action).is_some() {
            continue;
        }
        let key = model.theme.plain(&key.to_string());
        shown.push((row.action, key, row.label));
    }
    let columns = |key: &str, label: &str| key.chars().count() + label.chars().count() + 3;
    let is_kept = |action: Action| action == Action::Help || action == Action::Close;
    let kept = shown.iter().filter(|(action, ..)| is_kept(*action));
    let mut room = width.saturating_sub(kept.map(|(_, key, label)| columns(key, label)).sum());
    shown.retain(|(action, key, label)| {
        let needed = columns(key, label);
        let fits = is_kept(*action) || needed <= room;
        if fits && !is_kept(*action) {
            room -= needed;
        }
        fits
    });
    shown
        .into_iter()
        .map(|(_, key, label)| (key, label))
        .collect()
}
