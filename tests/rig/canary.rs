//! A word that is typed and may stand nowhere: a sealed case keeps none that can be read.

use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use memchr::memmem::Finder;
use talking_piece::store::MemoryDisk;

/// Typed wherever words are typed in a sealed case. No script has it, and no file of the program.
pub const CANARY: &str = "zibeline";

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

/// Whether the canary can be read in these bytes.
pub fn sings_in(bytes: &[u8]) -> bool {
    static FINDERS: OnceLock<Vec<Finder<'static>>> = OnceLock::new();
    let finders = FINDERS.get_or_init(|| {
        let forms = forms(CANARY).into_iter();
        forms.map(|form| Finder::new(&form).into_owned()).collect()
    });
    finders.iter().any(|finder| finder.find(bytes).is_some())
}

/// Whether it can be read anywhere on a disk: in a name, in a file that is there or that is gone, or
/// in what lies on the platter alone.
pub fn sings_on(disk: &MemoryDisk) -> bool {
    forms(CANARY).iter().any(|form| disk.holds(form))
}
