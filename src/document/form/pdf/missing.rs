//! What a paper says of letters that could not be printed on it.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::document::translated::PaperWords;

/// Writings of which the fonts have no letters, as people call them.
const WRITINGS: [(RangeInclusive<char>, &str); 20] = [
    ('\u{530}'..='\u{58F}', "Armenian"),
    ('\u{590}'..='\u{5FF}', "Hebrew"),
    ('\u{900}'..='\u{97F}', "Devanagari"),
    ('\u{980}'..='\u{9FF}', "Bengali"),
    ('\u{B80}'..='\u{BFF}', "Tamil"),
    ('\u{C00}'..='\u{C7F}', "Telugu"),
    ('\u{C80}'..='\u{CFF}', "Kannada"),
    ('\u{D00}'..='\u{D7F}', "Malayalam"),
    ('\u{D80}'..='\u{DFF}', "Sinhala"),
    ('\u{E00}'..='\u{E7F}', "Thai"),
    ('\u{10A0}'..='\u{10FF}', "Georgian"),
    ('\u{1100}'..='\u{11FF}', "Korean"),
    ('\u{1200}'..='\u{137F}', "Ethiopic"),
    ('\u{2600}'..='\u{27BF}', "pictures"),
    ('\u{3040}'..='\u{30FF}', "Japanese"),
    ('\u{3400}'..='\u{9FFF}', "Chinese characters"),
    ('\u{AC00}'..='\u{D7AF}', "Korean"),
    ('\u{F900}'..='\u{FAFF}', "Chinese characters"),
    ('\u{1F300}'..='\u{1FAFF}', "pictures"),
    ('\u{20000}'..='\u{3FFFF}', "Chinese characters"),
];

/// That some letters could not be printed, of which writing, and what to do, in the language of the
/// paper where there are words for it; nothing where all could.
pub(super) fn told(uncovered: &BTreeSet<char>, language: &str) -> Option<String> {
    if uncovered.is_empty() {
        return None;
    }
    let words = PaperWords::shipped(language);
    let mut writings: Vec<String> = Vec::new();
    for letter in uncovered {
        let known = WRITINGS.iter().find(|(range, _)| range.contains(letter));
        let called = words.said(known.map_or("others", |(_, called)| called));
        if !writings.contains(&called) {
            writings.push(called);
        }
    }
    let line = format!(
        "Some letters could not be printed here ({}): write them in by hand, where the boxes are.",
        writings.join(", ")
    );
    Some(words.said(&line))
}
