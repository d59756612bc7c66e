//! Choosing one of several, by the arrows or by letters.

use crate::tui::key::{Code, Key};

/// The place before; from the first one round to the last.
pub(super) fn before(place: usize, count: usize) -> usize {
    match place {
        0 => count.saturating_sub(1),
        _ => place - 1,
    }
}

/// Chooses by the arrows, or by as many letters as it takes; true if the key meant something.
pub(super) fn choose(
    options: &[String],
    chosen: &mut Option<usize>,
    typed: &mut String,
    key: Key,
) -> bool {
    let count = options.len().max(1);
    match key.code {
        Code::Left => *chosen = Some(chosen.map_or(count - 1, |place| before(place, count))),
        Code::Right => *chosen = Some(chosen.map_or(0, |place| (place + 1) % count)),
        Code::Char(' ') if typed.is_empty() => {
            *chosen = Some(chosen.map_or(0, |place| (place + 1) % count));
            return true;
        }
        Code::Backspace => {
            typed.pop();
            return true;
        }
        Code::Char(letter) => {
            typed.push(letter);
            let found = matching(options, typed).or_else(|| {
                // A letter that goes on with no name begins another.
                *typed = letter.to_string();
                matching(options, typed)
            });
            match found {
                Some(found) => *chosen = Some(found),
                None => typed.clear(),
            }
            return true;
        }
        _ => return false,
    }
    typed.clear();
    true
}

/// The first one that starts like this, or a word of which does.
fn matching(options: &[String], typed: &str) -> Option<usize> {
    let typed = typed.to_lowercase();
    let starts = |option: &String| option.to_lowercase().starts_with(&typed);
    let has = |option: &String| {
        let option = option.to_lowercase();
        option.split(' ').any(|word| word.starts_with(&typed))
    };
    let whole = options.iter().position(starts);
    whole.or_else(|| options.iter().position(has))
}
