//! What somebody's copy of the agreement holds, as it was settled in the case.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Answered;
use crate::case::{Case, ClosedAgreement, Event, ItemId, LONGEST_REASON, PersonId, Refusal};

/// What is left out of somebody's copy; nothing of it, and the copy holds the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyLimit {
    /// Whether it holds only what names them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_part: bool,
    /// Items that are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_items: Vec<ItemId>,
    /// Words that are left out wherever they stand, such as an address. They stand in what was
    /// agreed: no copy hides what nobody else reads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_words: Vec<String>,
}

impl CopyLimit {
    /// Whether nothing is left out.
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }

    /// Without what is there twice, and with the words as they are looked for.
    fn in_order(mut self) -> Self {
        self.without_items.sort_unstable();
        self.without_items.dedup();
        let words = self.without_words.iter().map(|words| spaced(words));
        let mut words: Vec<String> = words.filter(|words| !words.is_empty()).collect();
        words.sort_unstable();
        words.dedup();
        self.without_words = words;
        self
    }
}

/// Whoever's copy was not settled yet gets the first form that the script has.
pub(in crate::case) fn limit_copy(case: &Case, person: PersonId, limit: CopyLimit) -> Answered {
    case.person(person).ok_or(Refusal::NoSuchPerson)?;
    let limit = limit.in_order();
    let now = case.agreement.limit(person);
    if limit == now {
        return Ok(Vec::new());
    }
    check(case, &now, &limit)?;
    let settled = case.agreement.copies.get(&person).copied().flatten();
    let form = settled.or_else(|| case.script.agreement.copies.first().copied());
    if form.is_none() {
        return Err(Refusal::NotInScript);
    }
    Ok(vec![Event::CopySettled {
        person,
        form,
        limit,
    }])
}

/// Whatever is newly left out has to stand in the agreement as everybody reads it; in a visit to
/// one side that is nothing.
fn check(case: &Case, now: &CopyLimit, limit: &CopyLimit) -> Result<(), Refusal> {
    let length = limit
        .without_words
        .iter()
        .map(|words| words.chars().count());
    if length.sum::<usize>() > LONGEST_REASON {
        return Err(Refusal::WordsTooLong);
    }
    let closed = case.agreement.closings.last().map(|(_, closed)| closed);
    let closed = closed.filter(|_| !case.is_one_sided());
    let has_item = |id: &ItemId| {
        let items = closed
            .iter()
            .flat_map(|one| one.items.iter().chain(&one.not_agreed));
        items.into_iter().any(|item| item.item == *id)
    };
    let has_words = |words: &String| closed.is_some_and(|closed| stands_in(closed, words));
    let items = limit.without_items.iter();
    let words = limit.without_words.iter();
    let is_there = items
        .filter(|id| !now.without_items.contains(id))
        .all(has_item)
        && words
            .filter(|words| !now.without_words.contains(words))
            .all(has_words);
    if is_there {
        Ok(())
    } else {
        Err(Refusal::NotInThePlan)
    }
}

fn stands_in(closed: &ClosedAgreement, words: &str) -> bool {
    fn has(value: &Value, words: &str) -> bool {
        match value {
            Value::String(text) => first(text, words).is_some(),
            Value::Array(values) => values.iter().any(|value| has(value, words)),
            Value::Object(fields) => fields.values().any(|value| has(value, words)),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }
    serde_json::to_value(closed).is_ok_and(|closed| has(&closed, words))
}

/// A text with each of some words replaced wherever they stand, in whatever case and spacing.
pub fn without_words(text: &str, words: &[String], instead: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    loop {
        let found = words.iter().filter_map(|words| first(rest, words));
        // Of several that begin at one place the longest is meant.
        let found = found.min_by_key(|(at, end)| (*at, std::cmp::Reverse(*end)));
        let Some((at, end)) = found else {
            left.push_str(rest);
            return left;
        };
        left.push_str(&rest[..at]);
        left.push_str(instead);
        rest = &rest[end..];
    }
}

/// Where words first stand in a text: from which byte to which.
fn first(text: &str, words: &str) -> Option<(usize, usize)> {
    let words = spaced(words);
    if words.is_empty() {
        return None;
    }
    let mut places = text.char_indices().map(|(at, _)| at);
    places.find_map(|at| begins_with(&text[at..], &words).map(|length| (at, at + length)))
}

/// How many bytes of a text are the words that it begins with; nothing where it does not.
fn begins_with(text: &str, words: &str) -> Option<usize> {
    let mut rest = text;
    for wanted in words.chars() {
        if wanted == ' ' {
            let after = rest.trim_start();
            if after.len() == rest.len() {
                return None;
            }
            rest = after;
            continue;
        }
        let mut letters = rest.chars();
        let letter = letters.next()?;
        if !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
        rest = letters.as_str();
    }
    Some(text.len() - rest.len())
}

fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::without_words;

    fn left(text: &str, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|words| (*words).to_owned()).collect();
        without_words(text, &words, "[-]")
    }

    #[test]
    fn words_are_left_out_wherever_they_stand_in_any_case_and_spacing() {
        let text = "Tom mends the gate of 12 Elm\n  road, and 12 ELM ROAD is swept.";
        let expected = "Tom mends the gate of [-], and [-] is swept.";
        assert_eq!(left(text, &["12 Elm Road"]), expected);
        assert_eq!(left("Siân ŵyr SIÂN", &["siân"]), "[-] ŵyr [-]");
        assert_eq!(left("at 12 Elm Road", &["12", "12 elm road"]), "at [-]");
    }

    #[test]
    fn what_is_not_there_changes_nothing() {
        for words in [&[][..], &[""], &["  "], &["Oak Road"]] {
            assert_eq!(left("at 12 Elm Road", words), "at 12 Elm Road");
        }
    }
}
