//! A conference is closed, people note its code, and months later somebody asks whether anything
//! was changed: `verify` tells what is proved, before and after something is added.

use std::fs;
use std::path::Path;

use talking_piece::desk::Cabinet;
use talking_piece::document::timeline;
use talking_piece::store::{Kind, NodeKind};
use tempfile::TempDir;

use super::asked;
use super::conference::told;
use crate::support::story::Story;

const REFERENCE: &str = "PR-0001";

#[test]
fn b19_what_was_closed_is_proved_months_later_by_the_code_that_people_noted() {
    let mut story = Story::at_home();
    told(&mut story);
    let code = noted(&mut story);
    let proved = verified(&mut story, &code);
    assert!(proved.contains("Sealed up to entry"), "{proved}");
    assert!(proved.contains("The code is that of version 1"), "{proved}");
    let added_then = added(&proved);

    let mut story = story.again("2026-03-04T10:00:00+00:00");
    somebody_rings(&mut story);
    let proved = verified(&mut story, &code);
    assert!(proved.contains("The code is that of version 1"), "{proved}");
    assert!(added(&proved) > added_then, "{proved}");
    let case = story.saved(Kind::Practice, REFERENCE);
    let told = timeline::write(&case, true);
    let (closed, later) = told
        .split_once("Added after it was closed:")
        .expect("additions");
    assert!(closed.contains("The agreement was closed"), "{told}");
    assert!(later.contains("got in touch"), "{told}");
}

/// The code that stands large on the screen where people sign.
fn noted(story: &mut Story) -> String {
    story.press("s").sees("Its code, for everybody to note");
    let case = story.saved(Kind::Practice, REFERENCE);
    let plan = talking_piece::document::plan::plan_of(&case, true).expect("a plan");
    let code = talking_piece::document::fingerprint::fingerprint(&plan);
    let letters = code.split('-').map(|group| {
        let letters: Vec<String> = group.chars().map(String::from).collect();
        letters.join(" ")
    });
    let large = letters.collect::<Vec<_>>().join("   ");
    if !story.screen().contains(&large) {
        // Letters of blocks, where the window has room for them.
        assert!(story.screen().contains('█'), "{}", story.screen());
    }
    story.press("esc");
    code
}

/// The second day, from the list of what is due.
fn somebody_rings(story: &mut Story) {
    story.press("d").sees("What is due");
    story.select("Ring each person").press("enter");
    story.select("Ring each person").press("enter");
    story.sees("Somebody got in touch").press("enter enter");
    story.words("all of them are well").press("enter");
    story.sees("got in touch");
}

/// What the real program says of the home as it is now.
fn verified(story: &mut Story, code: &str) -> String {
    story.saved(Kind::Practice, REFERENCE);
    let folder = TempDir::new().expect("a folder");
    put(&story.cabinet, story.cabinet.home.root(), folder.path());
    asked(
        folder.path(),
        &["verify", REFERENCE, "--practice", "--code", code],
    )
}

/// How many entries were added after the last seal.
fn added(proved: &str) -> u64 {
    let line = proved.lines().find(|line| line.contains("added since"));
    let line = line.expect("what was added").trim();
    line.split_once(' ')
        .map_or(0, |(count, _)| count.parse().unwrap_or(0))
}

/// Copies a folder of the simulated disk to the real one.
fn put(cabinet: &Cabinet, from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for name in cabinet.storage.list(from).expect("names") {
        let (from, to) = (from.join(&name), to.join(&name));
        match cabinet.storage.identity(&from).expect("a file").kind {
            NodeKind::Folder => put(cabinet, &from, &to),
            NodeKind::File | NodeKind::Other => {
                let bytes = cabinet.storage.read(&from, u64::MAX).expect("bytes");
                fs::write(&to, bytes).expect("a file");
            }
        }
    }
}
