//! Choosing one of several, by the arrows or by letters.

use crate::tui::key::{Code, Key};

/// The place before; from the first one round to the last.
pub(super) fn before(place: usize, count: usize) -> usize {
    match place {
        0 => count.saturating_sub(1),
        _ => place - 1,
    }
}

/// Chooses by the arrows, by a number where no name begins with one, or by as many letters as it takes; true if the key meant something.
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
        Code::Char(digit @ '1'..='9')
            if typed.is_empty() && matching(options, &digit.to_string()).is_none() =>
        {
            let number = place_of(digit).filter(|place| *place < options.len());
            if number.is_some() {
                *chosen = number;
            }
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

/// Chooses what somebody said, by its number, its letters, or the arrow on whose side it stands;
/// true if the key meant something. Nothing goes round, and no clicker changes it.
pub(super) fn say(
    options: &[String],
    chosen: &mut Option<usize>,
    typed: &mut String,
    key: Key,
) -> bool {
    let place = match key.code {
        Code::Left => Some(beside(*chosen, false, options.len())),
        Code::Right => Some(beside(*chosen, true, options.len())),
        Code::Char(' ') if typed.is_empty() => return false,
        Code::Char(digit @ '1'..='9') if typed.is_empty() => place_of(digit),
        _ => return choose(options, chosen, typed, key),
    };
    let Some(place) = place.filter(|place| *place < options.len()) else {
        return false;
    };
    *chosen = Some(place);
    typed.clear();
    true
}

/// The place, from 0, that a digit names.
fn place_of(digit: char) -> Option<usize> {
    let number = digit.to_digit(10)?;
    usize::try_from(number).ok()?.checked_sub(1)
}

/// The place on one side of what is chosen. Of two, each stands on its own side from the
/// beginning, as in a picture of both with an arrow at either end.
fn beside(chosen: Option<usize>, right: bool, count: usize) -> usize {
    let last = count.saturating_sub(1);
    match (chosen, right) {
        (None, true) if count == 2 => last,
        (None, _) => 0,
        (Some(place), true) => (place + 1).min(last),
        (Some(place), false) => place.saturating_sub(1),
    }
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
