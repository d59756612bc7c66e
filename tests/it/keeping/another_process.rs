//! A case that goes over to another process keeps the exact text of each script it was run from.

use std::sync::Arc;

use talking_piece::case::{Command, PersonId, Presence};
use talking_piece::desk::{Cabinet, CabinetError, Desk};
use talking_piece::script::{Outcome, Script};
use talking_piece::script_file;
use talking_piece::store::{Kind, Storage};

use crate::support::conference::{REFERENCE, begin, cabinet, close, run};

const REVIEW: &str = include_str!("../../../scripts/agreement-review.json");
const CHAT: &str = include_str!("../../../scripts/school-chat.json");

fn script_of(text: &str) -> Arc<Script> {
    let read = script_file::read(text.as_bytes(), "script").map(|read| read.script);
    let script = read.map_err(|faults| faults.to_string());
    Arc::new(script.expect("a sound script"))
}

fn go_over(cabinet: &Cabinet, desk: &mut Desk, text: &str) -> Result<(), CabinetError> {
    cabinet.change_process(desk, script_of(text), text)
}

/// A meeting of the present process, held and ended at once.
fn held(desk: &mut Desk) {
    let kind = desk.case().script.sessions[0].id.clone();
    run(desk, Command::SetPresence(PersonId(1), Presence::Here));
    run(desk, Command::StartSession(kind));
    run(desk, Command::EndSession(Outcome::EndedEarly));
}

#[test]
fn a_script_changed_without_a_new_version_takes_the_place_of_no_other() {
    let (cabinet, _disk) = cabinet();
    let mut desk = begin(&cabinet);
    run(&mut desk, Command::EndSession(Outcome::EndedEarly));
    let title = script_of(REVIEW).title.clone();
    let changed = REVIEW.replacen(&title, "Changed since", 1);
    for text in [REVIEW, CHAT, changed.as_str()] {
        go_over(&cabinet, &mut desk, text).expect("another process");
        held(&mut desk);
    }
    close(desk);
    let again = cabinet.open(Kind::Case, REFERENCE).expect("the case");
    let sessions = again.case().sessions();
    let titles: Vec<&str> = sessions
        .skip(1)
        .map(|session| session.script.title.as_str())
        .collect();
    assert_eq!(titles[0], title);
    assert_eq!(titles[2], "Changed since");
}

#[test]
fn nothing_is_written_for_a_change_that_is_refused() {
    let (cabinet, disk) = cabinet();
    let mut desk = begin(&cabinet);
    let refused = go_over(&cabinet, &mut desk, REVIEW).expect_err("a meeting is going on");
    assert!(matches!(refused, CabinetError::Refused(_)), "{refused}");
    close(desk);
    let folder = cabinet.folder(Kind::Case, REFERENCE).expect("a folder");
    let copies = disk.list(&folder.path().join("scripts")).expect("names");
    assert_eq!(copies.len(), 1, "{copies:?}");
}
