//! Words by which the gap rules recognize what an item speaks of.
//!
//! They only lead to a question. A word that is missed costs a question that is
//! not asked; a word that is found wrongly costs one that nobody needs.

use crate::case::ItemDraft;

/// Words that different people may understand differently.
const VAGUE: [&[&str]; 12] = [
    &["try"],
    &["tries"],
    &["trying"],
    &["better"],
    &["more"],
    &["be", "nice"],
    &["nicer"],
    &["be", "good"],
    &["improve"],
    &["sometimes"],
    &["soon"],
    &["as", "soon", "as", "possible"],
];
/// Beside these "more" is exact: "no more calls", "any more", "more than 3".
const EXACT_BEFORE_MORE: [&str; 3] = ["no", "any", "once"];

const PAYING: [&str; 13] = [
    "cash",
    "bank",
    "transfer",
    "cheque",
    "card",
    "order",
    "envelope",
    "receipt",
    "post",
    "through",
    "via",
    "instalments",
    "wages",
];
const CONTACT: [&str; 21] = [
    "phone",
    "phones",
    "telephone",
    "text",
    "texts",
    "letter",
    "letters",
    "email",
    "emails",
    "message",
    "messages",
    "video",
    "visit",
    "visits",
    "person",
    "through",
    "via",
    "school",
    "write",
    "writes",
    "online",
];

/// What an item may have to say how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// How money is paid.
    OfPaying,
    /// How people are in touch.
    OfContact,
}

/// The vague words of a text, each once, in the order in which they were said.
pub(super) fn vague_words(text: &str) -> Vec<String> {
    let words = words_of(text);
    let mut found: Vec<String> = Vec::new();
    for place in 0..words.len() {
        let rest = &words[place..];
        let phrase = VAGUE.iter().filter(|phrase| starts_with(rest, phrase));
        let Some(phrase) = phrase.max_by_key(|phrase| phrase.len()) else {
            continue;
        };
        let before = place.checked_sub(1).and_then(|before| words.get(before));
        let exact = rest.first().is_some_and(|word| word == "more")
            && (before.is_some_and(|word| EXACT_BEFORE_MORE.contains(&word.as_str()))
                || rest.get(1).is_some_and(|word| word == "than"));
        let phrase = phrase.join(" ");
        let part_of_longer = found
            .last()
            .is_some_and(|last| last.contains(&phrase) && last.len() > phrase.len());
        if !exact && !part_of_longer && !found.contains(&phrase) {
            found.push(phrase);
        }
    }
    found
}

pub(super) fn is_about_money(text: &str) -> bool {
    let words = words_of(text);
    let money = [
        "pounds", "pence", "euros", "dollars", "pay", "pays", "repay", "money",
    ];
    text.contains(['£', '€', '$']) || words.iter().any(|word| money.contains(&word.as_str()))
}

/// Whether a text speaks of people being in touch; staying away needs no method.
pub(super) fn speaks_of_contact(text: &str) -> bool {
    let words = words_of(text);
    let contact = words.iter().position(|word| word.starts_with("contact"));
    let touch = words.windows(2).position(|pair| pair == ["in", "touch"]);
    contact.or(touch).is_some() && !stays_away(&words)
}

/// Whether an item says how, in its text or in any answer about it.
pub(super) fn tells_how(draft: &ItemDraft, method: Method) -> bool {
    let known: &[&str] = match method {
        Method::OfPaying => &PAYING,
        Method::OfContact => &CONTACT,
    };
    let answers = [
        &draft.repeat,
        &draft.amount,
        &draft.evidence,
        &draft.support,
    ];
    let mut texts = answers
        .into_iter()
        .flatten()
        .chain(std::iter::once(&draft.text));
    let staying_away = method == Method::OfContact && stays_away(&words_of(&draft.text));
    staying_away
        || texts.any(|text| {
            let words = words_of(text);
            words.iter().any(|word| known.contains(&word.as_str()))
        })
}

fn stays_away(words: &[String]) -> bool {
    words.iter().any(|word| {
        matches!(
            word.as_str(),
            "no" | "not" | "never" | "away" | "dont" | "wont"
        )
    })
}

fn starts_with(words: &[String], phrase: &[&str]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(word, known)| word == known)
}

fn words_of(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\u{2019}', '\''], "");
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
