//! Finds the known name that an author probably meant.

/// Finds the known name nearest to a mistyped one, if one is near enough to be meant.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A name far longer than any of ours is no slip of the fingers.
    const LONGEST: usize = 80;
    let wrong: Vec<char> = wrong.to_lowercase().chars().take(LONGEST + 1).collect();
    if wrong.len() > LONGEST {
        return None;
    }
    known
        .into_iter()
        .map(|name| (distance(&wrong, &name.chars().collect::<Vec<_>>()), name))
        .filter(|(distance, name)| *distance <= tolerance(wrong.len().max(name.len())))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

fn tolerance(length: usize) -> usize {
    if length <= 3 { 1 } else { length.div_ceil(3) }
}

/// Counts the letters to add, drop, change or swap with their neighbour.
fn distance(left: &[char], right: &[char]) -> usize {
    let width = right.len() + 1;
    let mut before_last = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for (row, &letter) in left.iter().enumerate() {
        let mut current = vec![row + 1; width];
        for (column, &other) in right.iter().enumerate() {
            let changed = last[column] + usize::from(letter != other);
            let mut best = changed.min(last[column + 1] + 1).min(current[column] + 1);
            let swapped =
                row > 0 && column > 0 && letter == right[column - 1] && left[row - 1] == other;
            if swapped {
                best = best.min(before_last[column - 1] + 1);
            }
            current[column + 1] = best;
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[width - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_name_that_was_meant() {
        let fields = ["title", "turns", "minutes", "private"];
        assert_eq!(nearest("titel", fields), Some("title"));
        assert_eq!(nearest("Minuts", fields), Some("minutes"));
        assert_eq!(nearest("colour", fields), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), fields), None);
    }
}
