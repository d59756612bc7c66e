//! Keeps README true where it can be made by the program.

use std::fs;
use std::path::Path;

use talking_piece::tui::keymap::{self, Keymap};

#[test]
fn the_key_table_of_the_readme_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).expect("a README");
    let wanted = with_part(&text, "keys", &keymap::markdown(&Keymap::standard()));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &wanted).expect("a README to write");
    }
    assert!(
        text == wanted || std::env::var_os("UPDATE").is_some(),
        "the key table changed; run the tests once with UPDATE=1"
    );
}

/// The text with what stands between two marks replaced.
fn with_part(text: &str, mark: &str, part: &str) -> String {
    let start = text.find(&format!("<!-- {mark}")).expect("an opening mark");
    let from = start + text[start..].find("-->").expect("its end") + "-->".len();
    let to = text
        .find(&format!("<!-- /{mark} -->"))
        .expect("a closing mark");
    format!("{}\n{}\n{}", &text[..from], part.trim_end(), &text[to..])
}
