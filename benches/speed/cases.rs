//! Saved cases to measure with: real folders, made by the store.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::{Local, TimeDelta};
use talking_piece::case::{
    Attendance, Command, ItemDraft, MarkKind, Now, OTHER_REASON, PersonDetails, Presence, Refusal,
    Willing,
};
use talking_piece::cli::office::CabinetOffice;
use talking_piece::clock::Clock;
use talking_piece::desk::{Cabinet, Desk};
use talking_piece::script::{ItemKind, Outcome};
use talking_piece::store::{Home, Storage};

use crate::hasty::HastyDisk;

const SCRIPTS: [&str; 2] = ["restorative-conference", "family-group-conference"];

/// The reference of the case that was last worked on; it is in the room.
pub const LATEST: &str = "RC-0100";
const HUNDRED: u64 = 100;

/// A clock that goes on by twenty seconds at each reading.
pub struct Passing {
    begun: Now,
    read: AtomicU64,
}

impl Passing {
    /// A clock that begins so many days ago.
    pub fn days_ago(days: u64) -> Self {
        let ago = TimeDelta::days(i64::try_from(days).expect("a few days"));
        let begun = Now {
            wall: Local::now().fixed_offset() - ago,
            steady: 1_000,
        };
        Self {
            begun,
            read: AtomicU64::new(0),
        }
    }
}

impl Clock for Passing {
    fn now(&self) -> Now {
        let seconds = 20 * self.read.fetch_add(1, Ordering::Relaxed);
        Now {
            wall: self.begun.wall + Duration::from_secs(seconds),
            steady: self.begun.steady + seconds * 1000,
        }
    }
}

/// An office over a home.
pub fn office(storage: Arc<dyn Storage>, home: &Path, clock: Arc<dyn Clock>) -> CabinetOffice {
    CabinetOffice::new(Cabinet {
        storage,
        clock,
        home: Home::at(home),
        waker: Arc::new(|| ()),
    })
}

/// Fills a home with a hundred saved cases, four in five of them over: of most the notes were
/// gone through, of ten they wait.
pub fn a_hundred(home: &Path) {
    for number in 1..=HUNDRED {
        let clock = Arc::new(Passing::days_ago(HUNDRED + 1 - number));
        let office = office(Arc::new(HastyDisk), home, clock);
        let script = SCRIPTS[usize::from(number % 4 == 3)];
        let mut desk = office
            .begin(Some(&format!("RC-{number:04}")), script)
            .expect("a case");
        gather(&mut desk);
        if number == HUNDRED {
            // In the middle of the meeting, in a round.
            talk(&mut desk, 24);
        } else {
            talk(&mut desk, 60);
            if number % 5 != 0 {
                end(&mut desk, number % 10 != 1);
            }
        }
        let left = desk.close(Duration::from_secs(10));
        assert_eq!(left.jobs, 0, "everything is saved");
    }
}

/// Brings everybody together, and begins the meeting.
pub fn gather(desk: &mut Desk) {
    let script = desk.case().script.clone();
    for role in &script.roles {
        let details = PersonDetails {
            name: role.name.clone(),
            roles: vec![role.id.clone()],
            supports: None,
            said_as: None,
            attends: Attendance::Room,
        };
        desk.execute(Command::AddPerson(details)).expect("a person");
    }
    let people: Vec<_> = desk.case().people.iter().map(|person| person.id).collect();
    for person in people {
        let willing = Command::SayWilling(person, Willing::Given);
        desk.execute(willing).expect("somebody willing");
        let came = Command::SetPresence(person, Presence::Here);
        desk.execute(came).expect("an arrival");
    }
    let kind = script.sessions[0].id.clone();
    desk.execute(Command::StartSession(kind))
        .expect("a meeting");
}

/// Goes on so many times, with marks and notes on the way and an item at the end.
pub fn talk(desk: &mut Desk, turns: usize) {
    let kinds = [MarkKind::KeyPoint, MarkKind::Idea, MarkKind::Question];
    for turn in 0..turns {
        go_on(desk);
        // In private time, nothing can be marked.
        if turn % 3 == 0 {
            let _ = desk.execute(mark(kinds[turn % 2], None));
        }
        if turn % 7 == 0 {
            let words = "She would like to hear why that night.";
            let _ = desk.execute(mark(MarkKind::Note, Some(words)));
        }
    }
    let draft = ItemDraft::new(ItemKind::Action, "Jay mends the side gate by Friday.");
    let _ = desk.execute(Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    });
}

/// Ends the meeting, and goes through its notes: one is kept, and the others are erased.
fn end(desk: &mut Desk, goes_through_notes: bool) {
    let ended = Command::EndSession(Outcome::NotReached);
    desk.execute(ended).expect("an end");
    let reason = Command::GiveReason(OTHER_REASON.to_owned());
    desk.execute(reason).expect("a reason");
    if goes_through_notes {
        let mut marks = desk.case().marks.iter();
        let note = marks.find(|mark| mark.kind == MarkKind::Note);
        let kept = Command::Keep(note.expect("a note").id, true);
        desk.execute(kept).expect("a note that is kept");
        let erased = Command::EraseWorkingNotes;
        desk.execute(erased).expect("an erasure");
    }
}

/// A mark, with words or without.
pub fn mark(kind: MarkKind, text: Option<&str>) -> Command {
    Command::Mark {
        kind,
        person: None,
        text: text.map(str::to_owned),
    }
}

/// Goes on; checks on the way are met, and what is to be decided is left for later.
fn go_on(desk: &mut Desk) {
    match desk.execute(Command::GoOn) {
        Err(Refusal::GatesOpen(gates)) => {
            for gate in gates {
                let met = Command::AnswerGate {
                    gate,
                    met: true,
                    reason: None,
                };
                desk.execute(met).expect("an answer");
            }
            let _ = desk.execute(Command::GoOn);
        }
        Err(Refusal::PrivateTime) => {
            desk.execute(Command::CallBackIn).expect("a call");
            desk.execute(Command::EndPrivateTime).expect("an end");
        }
        Err(Refusal::DecisionOpen) => {
            let later = talking_piece::case::SkipReason::Later;
            let _ = desk.execute(Command::Skip(later));
        }
        Ok(_) | Err(_) => {}
    }
}
