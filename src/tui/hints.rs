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
                Use::Called(label) | Use::Way(label) => (label, None),
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
/// While something is typed, keys that are letters are left out as well. Help, the way back and
/// what a layer calls its way on or out always have their places.
pub fn footer(layer: &dyn Layer, model: &Model, width: usize) -> Vec<(String, &'static str)> {
    let typing = layer.is_typing();
    let can = |action| model.disabled(action).is_none();
    let mut shown: Vec<Shown> = Vec::new();
    for bound in model.keymap.rows(layer.contexts()) {
        let row = bound.row;
        let usual = matches!(row.action, Action::Help | Action::Close);
        let (label, kept, unasked) = match layer.use_of(row.action, model) {
            Use::Way(label) => (label, true, false),
            Use::Called(label) => (label, usual, false),
            Use::Live if !row.in_footer => continue,
            Use::Live if !usual => (row.label, false, true),
            Use::Live if can(row.action) => (row.label, true, false),
            Use::Live | Use::Idle(_) | Use::Absent => continue,
        };
        let Some(key) = model.keymap.first_key(bound, layer.contexts()) else {
            continue;
        };
        let known = shown.iter().any(|other| other.action == row.action);
        if known || (typing && key.typed().is_some()) {
            continue;
        }
        shown.push(Shown {
            action: row.action,
            key: model.theme.plain(&key.to_string()),
            label,
            kept,
            unasked,
        });
    }
    let kept = shown.iter().filter(|shown| shown.kept);
    let mut room = width.saturating_sub(kept.map(Shown::columns).sum());
    shown.retain(|shown| {
        let needed = shown.columns();
        // Whether it can do anything now is asked only where there is room to say so.
        let fits = shown.kept || (needed <= room && (!shown.unasked || can(shown.action)));
        if fits && !shown.kept {
            room -= needed;
        }
        fits
    });
    let shown = shown.into_iter();
    shown.map(|shown| (shown.key, shown.label)).collect()
}

/// A key with its label in the footer.
struct Shown {
    action: Action,
    key: String,
    label: &'static str,
    /// Whether it stays where there is little room.
    kept: bool,
    /// Whether the rules are still to be asked if it can do anything now.
    unasked: bool,
}

impl Shown {
    fn columns(&self) -> usize {
        self.key.chars().count() + self.label.chars().count() + 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Command, ItemDraft};
    use crate::script::ItemKind;
    use crate::tui::key::Key;
    use crate::tui::testing::World;

    fn with_step(world: World) -> World {
        let draft = Box::new(ItemDraft::new(
            ItemKind::Action,
            "Joe drives Ada to school.",
        ));
        let (item, from) = (None, None);
        world.execute(Command::WordItem { item, draft, from })
    }

    /// A place where somebody can be, made anew each time.
    type Place = (&'static str, fn() -> World);

    fn places() -> Vec<Place> {
        vec![
            ("home", World::home),
            ("practise", || World::home().press("2")),
            ("review", || World::home().press("3")),
            ("people", World::prepared),
            ("nobody on the list", || {
                World::home().press("home enter enter enter")
            }),
            ("room", World::conference),
            ("break", || World::conference().press("p")),
            ("full words", || World::conference().press("f")),
            ("empty board", || World::conference().press("tab")),
            ("board", || with_step(World::conference()).press("tab")),
            ("answers", || with_step(World::family()).press("tab tab")),
            ("family board", || with_step(World::family()).press("tab")),
            ("read-back", || with_step(World::conference()).press("r")),
            ("end of read-back", || {
                with_step(World::conference()).press("r space")
            }),
            ("signing", || with_step(World::conference()).press("tab s")),
            ("no marks", || World::conference().press("m")),
            ("marks", || World::conference().press("k m")),
            ("go to", || World::conference().press("g")),
            ("order", || World::conference().press("o down")),
            ("leave", || World::conference().press("ctrl-q")),
            ("presence", || World::conference().press("l")),
            ("preparation", || World::prepared().press("r")),
            ("another process", || {
                World::prepared_among_many().press("p")
            }),
            ("contacts", || World::prepared().press("r down enter")),
            ("seats", || World::prepared().press("r end up enter down")),
        ]
    }

    /// Moving about does nothing at the ends, an open door stays open, and drawing afresh shows
    /// nothing new.
    fn may_change_nothing(action: Action) -> bool {
        action.may_repeat()
            || matches!(
                action,
                Action::PageUp
                    | Action::PageDown
                    | Action::First
                    | Action::Last
                    | Action::ReadOn
                    | Action::Run
                    | Action::Practise
                    | Action::Review
                    | Action::Redraw
            )
    }

    #[test]
    fn every_key_that_is_shown_as_live_does_something() {
        let mut idle = Vec::new();
        for (name, place) in places() {
            let world = place();
            for hint in live(world.app.top(), world.app.model()) {
                if hint.why_not.is_some() || may_change_nothing(hint.action) {
                    continue;
                }
                let contexts = world.app.top().contexts();
                let rows = world.app.model().keymap.live(contexts);
                let row = rows.iter().find(|(row, _)| row.action == hint.action);
                let Some(key) = row.and_then(|(_, keys)| keys.first()) else {
                    continue;
                };
                if does_nothing(place(), *key) {
                    idle.push(format!("{name}: {key}, {}", hint.label));
                }
            }
        }
        assert!(idle.is_empty(), "{}", idle.join("\n"));
    }

    fn does_nothing(mut world: World, key: Key) -> bool {
        world.clock.pass(1_000);
        world.app.tick();
        let before = world.screen(120, 40);
        world.app.press(key);
        let outside = !world.app.take_outside().is_empty();
        before == world.screen(120, 40) && !outside && !world.app.is_finished()
    }
}
