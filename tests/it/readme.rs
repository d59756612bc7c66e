//! Keeps README true where it can be made by the program.

use std::fs;
use std::path::Path;

use talking_piece::tui::keymap::{self, Keymap};

use crate::cli::world::World;
use crate::support::files::copy_folder;

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

/// The commands that the README gives for a sample, without the name of the program and its home.
fn commands_for_a_sample(text: &str) -> Vec<Vec<String>> {
    let (_, section) = text.split_once("## Samples").expect("samples");
    let lines = section.lines().filter_map(|line| {
        let command = line.strip_prefix("talking-piece --home /tmp/sample ")?;
        Some(command.split('#').next().unwrap_or(command))
    });
    let words = lines.map(|line| line.split_whitespace().map(str::to_owned).collect());
    words.collect()
}

#[test]
fn what_the_readme_does_with_a_sample_can_be_done_with_a_copy_of_either() {
    let text = fs::read_to_string("README.md").expect("a README");
    let mut commands = commands_for_a_sample(&text);
    assert!(commands.len() >= 3, "{commands:?}");
    let also = ["plan", "timeline", "verify"];
    commands.extend(also.map(|name| [name, "PR-0001", "--practice"].map(str::to_owned).to_vec()));
    let world = World::empty();
    for sample in ["conference", "family"] {
        let home = world.out(sample);
        copy_folder(&Path::new("sessions").join(sample), &home);
        for command in &commands {
            let mut asked = vec!["--home", home.to_str().expect("a path")];
            asked.extend(command.iter().map(String::as_str));
            let answered = world.ask(&asked);
            assert_eq!(answered.code, Some(0), "{command:?}: {}", answered.err);
            assert_eq!(answered.err, "", "{command:?}");
            assert!(!answered.out.is_empty(), "{command:?}");
        }
    }
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
