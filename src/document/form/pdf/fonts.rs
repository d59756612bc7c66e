//! The fonts that come with the program.
//!
//! Noto, under the SIL Open Font License (`fonts/OFL.txt`): Latin, Greek and Cyrillic, Gurmukhi
//! for Punjabi, Gujarati, and Naskh for Arabic and Urdu. What they do not cover, such as Chinese
//! or emoji, is named to whoever makes the paper and on the paper itself, where a box stands for each
//! such letter. The files are cut down to these scripts as `fonts/README.md` tells.

use std::sync::Arc;

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};

const FILES: [&[u8]; 8] = [
    include_bytes!("fonts/NotoSans-Regular.ttf"),
    include_bytes!("fonts/NotoSans-Bold.ttf"),
    include_bytes!("fonts/NotoSansGurmukhi-Regular.ttf"),
    include_bytes!("fonts/NotoSansGurmukhi-Bold.ttf"),
    include_bytes!("fonts/NotoSansGujarati-Regular.ttf"),
    include_bytes!("fonts/NotoSansGujarati-Bold.ttf"),
    include_bytes!("fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("fonts/NotoNaskhArabic-Bold.ttf"),
];

/// The families in the order in which a letter is looked for in them.
pub(super) const FAMILIES: [&str; 4] = [
    "Noto Sans",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Naskh Arabic",
];

/// The fonts of the program and none of the machine's.
pub(super) fn context() -> FontContext {
    let mut collection = Collection::new(CollectionOptions {
        shared: false,
        system_fonts: false,
    });
    for file in FILES {
        collection.register_fonts(Blob::new(Arc::new(file)), None);
    }
    FontContext {
        collection,
        source_cache: SourceCache::default(),
    }
}
