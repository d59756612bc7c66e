//! What an action is called in the settings, and which one was meant by another name.

use std::collections::BTreeSet;

use super::ROWS;
use crate::script::check::nearest;

/// More of them than this would help nobody.
const MOST: usize = 4;

/// The names of the actions that were probably meant by one that there is not: those that have it
/// for their label on the screen, hold it as a word, or are spelt nearly like it.
pub fn meant(wrong: &str) -> Vec<String> {
    let wrong = wrong.to_lowercase().replace(['-', '_'], " ");
    let wrong = wrong.trim();
    let named = |is_meant: &dyn Fn(&str, &str) -> bool| -> Vec<String> {
        let mut seen = BTreeSet::new();
        let rows = ROWS.iter().map(|row| (row.action.name(), row.label));
        let rows = rows.filter(|(name, label)| is_meant(name, label));
        let names = rows.map(|(name, _)| name);
        names.filter(|name| seen.insert(name.clone())).collect()
    };
    let names: Vec<String> = ROWS.iter().map(|row| row.action.name()).collect();
    let hyphened = wrong.replace(' ', "-");
    let mut found = named(&|name, label| name == hyphened || label == wrong);
    let holds = |text: &str, divided: char| text.split(divided).any(|word| word == wrong);
    found.extend(named(&|name, label| holds(name, '-') || holds(label, ' ')));
    if found.is_empty() {
        let near = nearest(&hyphened, names.iter().map(String::as_str));
        found.extend(near.map(str::to_owned));
    }
    if found.is_empty() {
        let near = nearest(wrong, ROWS.iter().map(|row| row.label));
        found.extend(named(&|_, label| Some(label) == near));
    }
    let mut seen = BTreeSet::new();
    found.retain(|name| seen.insert(name.clone()));
    found.truncate(MOST);
    found
}

/// What to write instead of a name that there is not, in a sentence.
pub fn instead_of(wrong: &str) -> String {
    let names: Vec<String> = meant(wrong)
        .into_iter()
        .map(|name| format!("`{name}`"))
        .collect();
    match names.as_slice() {
        [] => "`talking-piece keys --names` lists what there is.".to_owned(),
        [name] => format!("Did you mean {name}?"),
        [first @ .., last] => format!("Did you mean {} or {last}?", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_found_by_the_words_that_stand_beside_its_key() {
        for (wrong, name) in [
            ("key point", "mark-key-point"),
            ("Key-Point", "mark-key-point"),
            ("point", "mark-key-point"),
            ("idea", "mark-idea"),
            ("next", "next-item"),
            ("curtian", "curtain"),
            ("goon", "go-on"),
            ("mark_idea", "mark-idea"),
            ("time out", "time-out"),
        ] {
            let found = meant(wrong);
            assert!(found.contains(&name.to_owned()), "{wrong}: {found:?}");
            assert!(found.len() <= MOST, "{wrong}: {found:?}");
        }
        assert_eq!(instead_of("curtian"), "Did you mean `curtain`?");
        assert!(instead_of("point").contains("` or `"));
        assert!(instead_of("xyzzyxyzzy").contains("keys --names"));
    }
}
