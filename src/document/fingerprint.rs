//! The fingerprint of an agreed version: a short code that every copy of it shares.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::plan::Plan;

/// Letters of a code that is read aloud and copied by hand: none that look like another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of the code: a hundred bits, far more than anybody can search for a second text.
const LENGTH: usize = 20;
/// Letters that stand together.
const GROUP: usize = 5;
/// What the code covers: what people said yes to, of which case and closing, and the record that
/// led to it.
const COVERED: [&str; 16] = [
    "ref",
    "version",
    "closed",
    "title",
    "standing",
    "purpose",
    "items",
    "not_agreed",
    "contingency",
    "lead",
    "who_is_told",
    "review",
    "child_voice",
    "bottom_lines",
    "questions",
    "record",
];

/// The code of a closed version, such as `7QK2M-...`: twenty letters and digits in fours of five.
///
/// Two copies with the same code were made from the same agreed words, whatever is left out of
/// either. It covers the agreed items with everybody's answers and what was settled about the
/// whole; signatures, copies and follow-ups come later and change nothing of it. What is empty
/// does not count, so that a plan read by a later program keeps its code.
///
/// It covers the hash of everything that was recorded before the closing too, so that one code
/// stands for the words and for the record: whoever has the key of a case could seal another
/// record, but not one with the code that people noted. The hash is of what was recorded, and not
/// of the lines in which it is kept: those are other ones after each change of keys, and a code on
/// paper has to be good for as long as the paper.
pub fn fingerprint(plan: &Plan) -> String {
    let mut whole = serde_json::to_value(plan).unwrap_or_default();
    // Whoever signed has the code of that day, whatever the case is called since.
    if let Some(agreed_as) = &plan.agreed_as {
        whole["ref"] = Value::from(agreed_as.as_str());
    }
    let covered: Vec<(&str, Value)> = COVERED
        .iter()
        .filter_map(|key| {
            let part = without_empty(whole.get_mut(*key)?.take())?;
            Some((*key, part))
        })
        .collect();
    let mut hash = Sha256::new();
    for (key, part) in covered {
        hash.update(key);
        hash.update([0]);
        hash.update(part.to_string());
        hash.update([0]);
    }
    spelled(&hash.finalize())
}

/// A value without what is empty; nothing where nothing is left.
fn without_empty(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(values) => {
            let kept: Vec<Value> = values.into_iter().filter_map(without_empty).collect();
            (!kept.is_empty()).then_some(Value::Array(kept))
        }
        Value::Object(fields) => {
            let mut kept: Vec<(String, Value)> = fields
                .into_iter()
                .filter_map(|(key, value)| Some((key, without_empty(value)?)))
                .collect();
            kept.sort_by(|one, other| one.0.cmp(&other.0));
            (!kept.is_empty()).then(|| Value::Object(kept.into_iter().collect()))
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Some(value),
    }
}

/// The first hundred bits, five to a letter.
fn spelled(hash: &[u8]) -> String {
    let mut code = String::new();
    for index in 0..LENGTH {
        if index > 0 && index % GROUP == 0 {
            code.push('-');
        }
        let bits = (0..5).fold(0_usize, |bits, offset| {
            let place = index * 5 + offset;
            let bit = hash[place / 8] >> (7 - place % 8) & 1;
            bits << 1 | usize::from(bit)
        });
        code.push(char::from(LETTERS[bits]));
    }
    code
}
