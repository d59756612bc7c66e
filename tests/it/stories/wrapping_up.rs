//! From the closing of an agreement through the ten minutes after, in the real program on a real
//! disk: working notes are gone, their receipt stays, and a look back is nobody else's.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use talking_piece::store::Kind;

use super::asked;
use crate::rig::readable::shows;
use crate::support::conference::{REFERENCE, agree, begin, close, go_on, item, note, settle_plan};
use crate::support::files::every_file;
use crate::support::story::Story;

const ITEM: &str = "Jay mends the side gate";
/// Words of working notes, each of which has to be gone.
const NOTES: [&str; 3] = ["BLUSHCANARY", "SIGHCANARY", "DRAFTCANARY"];
const LOOK_BACK: &str = "REFLECTIONCANARY";
const WAY_HOME: &str = "SISTERCANARY";
const TOLD: &str = "HELDCANARY";

#[test]
fn after_the_ten_minutes_after_no_file_holds_a_word_of_the_working_notes() {
    let mut story = Story::in_a_terminal();
    prepared(&story);
    it_is_closed(&mut story);
    the_room_is_empty(&mut story);
    it_is_found_again(&mut story);
    days_and_who_was_told(&mut story);
    a_look_back(&mut story);
    let home = story.cabinet.home.root().to_owned();
    let case = story.saved(Kind::Case, REFERENCE);
    assert_eq!(case.ways_home_to_ask().len(), 1);
    let (_, folder) = story.leave();
    let files = every_file(&home);
    assert!(files.len() > 2, "{} files", files.len());
    for canary in NOTES {
        let found = that_hold(&files, canary);
        assert!(found.is_empty(), "{canary} stands in {found:?}");
    }
    what_is_told(&home);
    only_the_notes_hold_the_look_back(&home);
    drop(folder);
}

/// A case up to its agreement, before it is closed.
fn prepared(story: &Story) {
    let mut desk = begin(&story.cabinet);
    go_on(&mut desk);
    note(&mut desk, NOTES[0]);
    let gate = item(&mut desk, ITEM);
    agree(&mut desk, gate);
    settle_plan(&mut desk);
    close(desk);
}

fn it_is_closed(story: &mut Story) {
    story.press("enter esc").select(REFERENCE).press("enter");
    story
        .sees("Stage")
        .press("n")
        .words(NOTES[1])
        .press("enter");
    story.press("n").words(NOTES[2]).press("esc");
    story.press("m tab s").sees("Signing");
    story
        .press("x")
        .sees("Close the agreement?")
        .press("down enter");
    story.sees("closed: version 1").press("home i down i");
    story.press("e 2 enter");
    story
        .sees("End the meeting: agreement?")
        .press("down enter");
}

/// One is asked about and the other later; of the notes nothing is decided yet.
fn the_room_is_empty(story: &mut Story) {
    story.sees("is over.").misses(NOTES[0]).press("enter");
    story
        .sees("Is everybody safe on the way home")
        .select("Amina");
    story
        .press("enter")
        .sees("Is Amina safe")
        .press("right enter");
    story.words(WAY_HOME).press("enter enter");
    story
        .misses(WAY_HOME)
        .sees("not asked yet")
        .press("home enter");
    story.sees("Note 1 of 3").sees(NOTES[0]).press("enter");
    story.sees("Note 2 of 3").sees(NOTES[1]).press("n");
    story.sees("Note 3 of 3").sees(NOTES[2]).press("enter");
    story.sees("What nobody kept can go now.").press("enter");
    story
        .sees("When somebody gets in touch")
        .press("home enter");
}

/// What was left for later is named at home, and gone through there.
fn it_is_found_again(story: &mut Story) {
    story.select(REFERENCE).sees("notes to go through");
    story.press("enter").sees("is over.").press("enter");
    story
        .sees("Is everybody safe on the way home")
        .press("enter");
    story.sees("Note 1 of 3").press("n n n");
    story.sees("erased from this computer.").press("2 enter");
    story.sees("Erase what was not kept?").press("down enter");
    story
        .sees("When somebody gets in touch")
        .misses("Notes to go through");
}

fn days_and_who_was_told(story: &mut Story) {
    story
        .press("2 enter")
        .sees("When is it?")
        .press("right enter");
    story.words("in three weeks").press("enter");
    story.words("Jay is away").press("enter");
    story.sees("Moved from").sees("Jay is away");
    story.select("Who was told what").press("enter 2 enter");
    story
        .press("right enter")
        .words("Victim First")
        .press("enter");
    story.words(TOLD).press("enter").sees(TOLD).press("esc");
    story
        .press("home")
        .select("What was agreed")
        .press("enter")
        .sees(ITEM)
        .press("esc");
    story.select("How the script was followed").press("enter");
    story.sees("Musts:").press("esc");
}

fn a_look_back(story: &mut Story) {
    story.select("A look back").press("enter 2 enter");
    story.words(LOOK_BACK).press("enter enter enter");
    story.sees(LOOK_BACK).press("esc").misses(LOOK_BACK);
    story.press("home enter").sees("1 Run");
}

/// The receipt is in the journal and on the timeline, and what is the facilitator's own or
/// restricted comes out nowhere.
fn what_is_told(home: &Path) {
    let dump = asked(home, &["dump", REFERENCE]);
    let receipt = dump.lines().find(|line| line.contains("working_notes"));
    let receipt: Value = serde_json::from_str(receipt.expect("a receipt")).expect("JSON");
    assert_eq!(receipt["t"], "words_erased");
    // Nobody is put down as running it, so that it went on without that check, for a reason.
    assert_eq!(receipt["count"], 4);
    let kinds = serde_json::json!({ "note": 3, "reason": 1 });
    assert_eq!(receipt["kinds"], kinds);
    let timeline = asked(home, &["timeline", REFERENCE]);
    let told = "4 pieces of working notes erased for good (3 notes, 1 reason)";
    let in_one_line = timeline.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(in_one_line.contains(told), "{timeline}");
    assert!(
        timeline.contains("Victim First was told about it."),
        "{timeline}"
    );
    assert!(!timeline.contains("looked back"), "{timeline}");
    let mut all = vec![dump, timeline];
    all.extend(["show", "plan"].map(|command| asked(home, &[command, REFERENCE])));
    for format in [
        "json",
        "txt",
        "md",
        "html",
        "ics",
        "taskwarrior",
        "csv",
        "audit-csv",
        "seats",
        "schedule",
    ] {
        all.push(asked(home, &["export", REFERENCE, "--format", format]));
    }
    all.push(asked(home, &["list", "--due"]));
    all.push(every_layer(home));
    for format in ["txt", "md", "html"] {
        let sheet = asked(
            home,
            &["export", REFERENCE, "--format", format, "--fidelity"],
        );
        assert!(sheet.contains("Musts"), "{sheet}");
        assert!(
            !sheet.contains("Jay") && !sheet.contains("Amina"),
            "{sheet}"
        );
        all.push(sheet);
    }
    for out in &all {
        for canary in [LOOK_BACK, WAY_HOME, TOLD].iter().chain(&NOTES) {
            assert!(!out.contains(canary), "{canary}:\n{out}");
        }
    }
    assert!(asked(home, &["plan", REFERENCE]).contains("\"follow_ups\""));
}

/// The case with every layer but those of notes and of safety; what is restricted stands in its own.
fn every_layer(home: &Path) -> String {
    let out = home.with_file_name("redacted.jsonl");
    let path = out.to_str().expect("a path");
    let mut asks = vec!["redact", REFERENCE, "--out", path];
    asks.extend(["--layer", "shared", "--layer", "process"]);
    asked(home, &asks);
    let rows = fs::read_to_string(&out).expect("rows");
    fs::remove_file(&out).expect("gone");
    asks.extend(["--layer", "facilitator", "--layer", "restricted"]);
    asked(home, &asks);
    let whole = fs::read_to_string(&out).expect("rows");
    fs::remove_file(&out).expect("gone");
    assert!(
        whole.contains(WAY_HOME) && whole.contains(TOLD),
        "those who look after safety can have it: {whole}"
    );
    for canary in [LOOK_BACK].iter().chain(&NOTES) {
        assert!(!whole.contains(canary), "{canary}:\n{whole}");
    }
    rows
}

/// What the facilitator wrote for themselves stands in the notes of the case and nowhere else: no
/// index, no draft and nothing that was left behind holds it.
fn only_the_notes_hold_the_look_back(home: &Path) {
    let files = every_file(home);
    let found = that_hold(&files, LOOK_BACK);
    assert!(
        matches!(found[..], [path] if path.ends_with("notes")),
        "{found:?}"
    );
}

fn that_hold<'a>(files: &'a [(PathBuf, Vec<u8>)], canary: &str) -> Vec<&'a PathBuf> {
    let holding = files.iter().filter(|(_, bytes)| shows(bytes, canary));
    holding.map(|(path, _)| path).collect()
}
