//! What somebody without any key reads in the files of a case: words as they were typed, or in the
//! letters that a plain journal is written in, and a plain entry whatever it says.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use memchr::memmem;

/// So few letters come about by chance in a sealed file.
const TOO_FEW: usize = 7;

/// How these words may stand in a file that everybody can read: as they are, or in the letters that
/// a plain journal is written in, wherever in a group of three bytes they begin.
pub fn forms(words: &str) -> Vec<Vec<u8>> {
    let mut forms = vec![words.as_bytes().to_vec()];
    for before in 0..3 {
        let bytes = [&[0; 2][..before], words.as_bytes()].concat();
        // Only those letters that come of nothing but the words.
        let own = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
        for letters in [URL_SAFE_NO_PAD, STANDARD_NO_PAD] {
            let encoded = letters.encode(&bytes).into_bytes();
            forms.push(encoded[own.clone()].to_vec());
        }
    }
    forms.sort();
    forms.dedup();
    forms
}

/// Whether these words can be read in the bytes.
pub fn shows(bytes: &[u8], words: &str) -> bool {
    let is_telling = |form: &Vec<u8>| form.len() > TOO_FEW || form == words.as_bytes();
    let mut forms = forms(words).into_iter().filter(is_telling);
    forms.any(|form| memmem::find(bytes, &form).is_some())
}

/// What can be read in bytes of which nothing should be: one of these words, or an entry at all.
pub fn readable<'a>(bytes: &[u8], words: &[&'a str]) -> Option<&'a str> {
    let is_entry = bytes.starts_with(b"p1 ") || memmem::find(bytes, b"\np1 ").is_some();
    let found = words.iter().copied().find(|words| shows(bytes, words));
    found.or(is_entry.then_some("a plain entry"))
}
