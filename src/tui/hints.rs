//! Which keys are live now, for footer, help and palette.

use super::action::Action;
use super::keymap::shown;
use super::layer::{Layer, Use};
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
    /// Why it can do nothing now, in one sentence.
    pub why_not: Option<&'static str>,
}

/// Every key row that a layer has a use for, with the reason where it can do nothing now.
pub fn live(layer: &dyn Layer, model: &Model) -> Vec<Hint> {
    model
        .keymap
        .live(layer.contexts())
        .into_iter()
        .filter_map(|(row, keys)| {
            let (label, idle) = match layer.use_of(row.action, model) {
                Use::Live => (row.label, None),
                Use::Called(label) => (label, None),
                Use::Idle(why) => (row.label, Some(why)),
                Use::Absent => return None,
            };
            let refused = model.disabled(row.action).map(|refusal| refusal.why());
            Some(Hint {
                action: row.action,
                keys: model.theme.plain(&shown(&keys)),
                label,
                help: row.help,
                why_not: idle.or(refused),
            })
        })
        .collect()
}

/// Key rows for one line of so many columns; what can do nothing now is left out.
///
/// While something is typed, keys that are letters are left out as well. Help
/// and the way back always have their places.
pub fn footer(layer: &dyn Layer, model: &Model, width: usize) -> Vec<(String, &'static str)> {
    let typing = layer.is_typing();
    let mut shown: Vec<(Action, String, &'static str)> = Vec::new();
    for (row, keys) in model.keymap.live(layer.contexts()) {
        let Some(key) = keys.first() else { continue };
        let label = match layer.use_of(row.action, model) {
            Use::Called(label) => label,
            Use::Live if row.in_footer && model.disabled(row.action).is_none() => row.label,
            Use::Live | Use::Idle(_) | Use::Absent => continue,
        };
        let known = shown.iter().any(|(action, ..)| *action == row.action);
        if known || (typing && key.typed().is_some()) {
            continue;
        }
        let key = model.theme.plain(&key.to_string());
        shown.push((row.action, key, label));
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
