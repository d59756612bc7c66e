//! Who can read the cases of a protected home, and whether the key of the service would open them:
//! told on the home screen, tried behind the door Practise.

use std::path::Path;

use talking_piece::desk::Cabinet;
use talking_piece::store::{
    Home, Keyring, MemoryDisk, Passphrase, Reader, Storage, change_identity, unlock,
};

use crate::support::story::Story;

const PASSPHRASE: &str = "river lantern apple stove mitten";
/// Where the stick of the service manager is.
const KEY: &str = "/service.key";
/// The lowest cost there is, so that the tests are quick.
const COST: u8 = 14;

fn enter(story: &mut Story) {
    story.words(PASSPHRASE).press("enter").pass(1);
}

/// A window of somebody else, who lets the service in or out.
fn others_change_readers(story: &Story, readers: Vec<Reader>) {
    let other = Cabinet {
        home: Home::at(story.cabinet.home.root()),
        ..story.cabinet.clone()
    };
    let storage = other.storage.as_ref();
    let passphrase = Passphrase::new(PASSPHRASE).0;
    unlock(storage, &other.home, &passphrase).expect("its passphrase");
    change_identity(storage, &other.home, &passphrase, COST, readers).expect("other readers");
}

fn service() -> (Keyring, Reader) {
    let keyring = Keyring::generate(&MemoryDisk::default(), Vec::new()).expect("keys");
    let reader = Reader {
        name: "Service manager".to_owned(),
        key: keyring.public(),
        recovery: true,
    };
    (keyring, reader)
}

#[test]
fn a_reader_whom_somebody_else_let_in_is_told_once_and_stands_among_the_readers_from_then_on() {
    let mut story = Story::at_a_protected_home(PASSPHRASE);
    story.misses("Readable by");
    enter(&mut story);
    story.sees("Readable by: you alone.").misses("New since");
    story.press("ctrl-l").misses("Readable by");
    let (_, reader) = service();
    let shown = format!("Service manager ({})", reader.key_in_short());
    others_change_readers(&story, vec![reader]);
    enter(&mut story);
    let new = format!("New since last time: {shown} can read the cases.");
    story
        .sees(&new)
        .sees(&format!("Readable by: you; {shown}."));
    let mut story = story.again("2026-03-03T10:00:00+00:00");
    enter(&mut story);
    story.sees("Readable by: you; ").misses("New since");
}

/// Puts a file on the disk of a story.
fn put(storage: &dyn Storage, path: &str, bytes: &[u8]) {
    let (made, mut file) = storage.create_temporary(Path::new("/")).expect("a file");
    assert_eq!(file.write(bytes).expect("room"), bytes.len());
    drop(file);
    storage.rename_new(&made, path.as_ref()).expect("a name");
}

#[test]
fn the_key_of_the_service_is_tried_behind_the_door_practise_and_then_nobody_is_reminded_for_a_quarter()
 {
    let mut story = Story::at_a_protected_home(PASSPHRASE);
    let (keyring, reader) = service();
    others_change_readers(&story, vec![reader]);
    put(
        story.cabinet.storage.as_ref(),
        KEY,
        keyring.reveal().as_bytes(),
    );
    enter(&mut story);
    story.sees("Nobody has tried yet whether the service's key opens the cases: 2, then t.");
    story.press("enter enter enter").sees("RC-0001 · People");
    let before = story.saved(talking_piece::store::Kind::Case, "RC-0001");
    story.press("esc down enter").sees("[ 1 Run ]");
    story.press("2 t").sees("Would the cases open again?");
    story.words("/nowhere.key").press("enter");
    story.waits_for("I cannot find this file.");
    story.press("ctrl-u").words(KEY).press("enter");
    story.waits_for("It opens the one sealed case here.");
    story.sees("No case was changed.").press("esc");
    story
        .misses("t tries it")
        .press("1")
        .misses("Nobody has tried");
    let after = story.saved(talking_piece::store::Kind::Case, "RC-0001");
    assert!(before.history == after.history, "no case was changed");

    let mut story = story.again("2026-06-01T10:00:00+00:00");
    enter(&mut story);
    story.sees("Readable by: you; ").misses("last tried");
    let mut story = story.again("2026-06-02T10:00:00+00:00");
    enter(&mut story);
    story.sees("Whether the service's key opens the cases was last tried on 2 March 2026");
}
