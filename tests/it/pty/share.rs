//! A shared folder that gets copies, and goes away while people meet.

use std::path::PathBuf;

use super::place::{Place, REFERENCE};

/// A meeting in a home that copies its cases to a folder beside it.
fn with_share() -> (Place, PathBuf) {
    let place = Place::with_meeting();
    let share = place.beside("share");
    std::fs::create_dir(&share).expect("a folder");
    let settings = serde_json::json!({ "copy_to": share });
    std::fs::write(place.home().join("config.json"), settings.to_string()).expect("settings");
    (place, share)
}

/// The journal of the copy, where there is one.
fn copied(share: &PathBuf) -> Vec<u8> {
    let mut folders = std::fs::read_dir(share).into_iter().flatten().flatten();
    let copy = folders.find(|folder| {
        let name = folder.file_name();
        name.to_string_lossy().starts_with(REFERENCE)
    });
    let journal = copy.map(|copy| copy.path().join("journal"));
    journal
        .and_then(|path| std::fs::read(path).ok())
        .unwrap_or_default()
}

#[test]
fn h08_a_shared_folder_that_vanishes_delays_nothing_and_gets_all_at_the_next_start() {
    let (place, share) = with_share();
    let away = place.beside("away");
    let mut terminal = place.meeting();
    terminal
        .send("p")
        .wait_for("end the break")
        .wait_for("Copy ")
        .wait_beside("the break is copied", || {
            let copy = copied(&share);
            !copy.is_empty() && copy == place.journal()
        });
    std::fs::rename(&share, &away).expect("it goes away");
    // Another key between two of the same, which would be taken for a held one.
    terminal
        .send("k")
        .wait_for("Points 1")
        .send("p")
        .wait_gone("end the break")
        .send("q")
        .wait_for("Questions 1")
        .send("p")
        .wait_for("end the break")
        .wait_for("Copy waits")
        .wait_for("Saved #");
    assert!(!share.exists(), "the folder itself is never made");
    terminal
        .send("\x11")
        .wait_for("The copy on the shared folder waits.")
        .send("\x1b[F\r");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
    assert!(
        terminal
            .text()
            .contains("The copy on the shared folder waits."),
        "{}",
        terminal.text()
    );
    std::fs::rename(&away, &share).expect("it comes back");
    assert_ne!(copied(&share), place.journal());
    let mut terminal = place.open(&[]);
    terminal.wait_beside("all is copied", || copied(&share) == place.journal());
    terminal.send("\x11").wait_for("leave").send("\x1b[F\r");
    assert_eq!(terminal.wait_for_end().exit_code(), 0);
    assert!(!terminal.text().contains("waits"), "{}", terminal.text());
    place.assert_sound();
}
