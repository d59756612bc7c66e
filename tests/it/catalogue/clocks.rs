//! Clocks that go wrong, and zones that change: what happened keeps its order.

use std::sync::Arc;
use std::time::Duration;

use talking_piece::case::{Command, Event, MarkKind};
use talking_piece::desk::{Cabinet, Desk, NewCase, decode, encode, script_hash};
use talking_piece::document::plan::Plan;
use talking_piece::document::timeline;
use talking_piece::script_file;
use talking_piece::store::{Home, Kind, MemoryDisk};

use crate::rig::{ManualClock, small};

const SCRIPT: &str = include_str!("../golden/small-conference.json");
const REFERENCE: &str = "RC-0001";

/// A meeting that begins at this time, and everything around it.
struct Meeting {
    clock: Arc<ManualClock>,
    cabinet: Cabinet,
    desk: Desk,
}

impl Meeting {
    fn at(time: &str) -> Self {
        let clock = Arc::new(ManualClock::at(time));
        let cabinet = Cabinet {
            storage: Arc::new(MemoryDisk::default()),
            clock: clock.clone(),
            home: Home::at("/home"),
            waker: Arc::new(|| {}),
        };
        let read = script_file::read(SCRIPT.as_bytes(), "script").map(|read| read.script);
        let new = NewCase {
            reference: REFERENCE.to_owned(),
            script: Arc::new(read.map_err(|faults| faults.to_string()).expect("a script")),
            script_hash: script_hash(SCRIPT),
            practice: false,
        };
        let mut desk = cabinet.create(new, SCRIPT).expect("a case");
        small::begin(&mut desk, ["Jay", "Amina"]);
        Self {
            clock,
            cabinet,
            desk,
        }
    }

    fn note(&mut self, text: &str) {
        let note = Command::Mark {
            kind: MarkKind::Note,
            person: None,
            text: Some(text.to_owned()),
        };
        small::run(&mut self.desk, note);
    }

    /// Closes the case and opens it again; gives the notes as they stand then.
    fn notes_again(self) -> (Desk, Vec<String>) {
        assert_eq!(self.desk.close(Duration::from_secs(60)).jobs, 0);
        let desk = self.cabinet.open(Kind::Case, REFERENCE).expect("the case");
        let words = desk.case().marks.iter().flat_map(|mark| mark.words.iter());
        let notes = words.map(|words| words.text().unwrap_or_default().to_owned());
        let notes = notes.collect();
        (desk, notes)
    }
}

#[test]
fn g01_a_clock_set_by_an_hour_is_recorded_and_the_order_stays() {
    for (seconds, minutes) in [(3_600, 60), (-3_600, -60)] {
        let mut meeting = Meeting::at("2026-03-29T00:59:58+00:00");
        meeting.note("one");
        meeting.clock.pass(2_000);
        meeting.clock.step(seconds);
        meeting.note("two");
        let history = &meeting.desk.case().history;
        let told = history.iter().filter_map(|recorded| {
            let Event::ClockChanged { minutes } = recorded.event else {
                return None;
            };
            Some(minutes)
        });
        assert_eq!(told.collect::<Vec<_>>(), [minutes]);
        let numbers = history.iter().map(|recorded| recorded.number);
        assert!(numbers.eq(1..=history.len() as u64));
        let (_, notes) = meeting.notes_again();
        assert_eq!(notes, ["one", "two"]);
    }
}

#[test]
fn g01_a_clock_put_back_while_the_program_rests_is_recorded_when_the_case_is_gone_on_with() {
    for (seconds, told) in [(-5_400, vec![-90]), (-20, vec![]), (86_400, vec![])] {
        let mut meeting = Meeting::at("2026-03-02T10:00:00+00:00");
        meeting.note("one");
        meeting.clock.step(seconds);
        let (desk, notes) = meeting.notes_again();
        assert_eq!(notes, ["one"]);
        let changes = desk.case().history.iter().filter_map(|recorded| {
            let Event::ClockChanged { minutes } = recorded.event else {
                return None;
            };
            Some(minutes)
        });
        assert_eq!(changes.collect::<Vec<_>>(), told, "{seconds}");
    }
}

#[test]
fn g02_times_before_and_after_everybody_are_kept_and_overflow_nothing() {
    for time in [
        "1970-01-01T00:00:00+00:00",
        "1969-12-31T23:59:59+14:00",
        "2106-02-07T06:28:16+00:00",
        "9999-12-31T23:00:00-12:00",
    ] {
        let mut meeting = Meeting::at(time);
        meeting.note("one");
        meeting.clock.pass(59 * 60 * 1000);
        meeting.note("two");
        let (desk, notes) = meeting.notes_again();
        assert_eq!(notes, ["one", "two"], "{time}");
        assert!(!timeline::write(desk.case(), false).is_empty());
    }
}

#[test]
fn g03_a_clock_set_back_by_seconds_changes_no_order_and_no_duration() {
    let mut meeting = Meeting::at("2026-03-02T10:00:00+00:00");
    meeting.note("one");
    meeting.clock.pass(1_000);
    meeting.clock.step(-3);
    meeting.note("two");
    meeting.clock.pass(1_000);
    meeting.note("three");
    let history = meeting.desk.case().history.clone();
    for pair in history.windows(2) {
        assert_eq!(pair[1].number, pair[0].number + 1);
        assert!(pair[1].at.steady >= pair[0].at.steady);
    }
    let changed = |event: &Event| matches!(event, Event::ClockChanged { .. });
    assert!(!history.iter().any(|recorded| changed(&recorded.event)));
    let (_, notes) = meeting.notes_again();
    assert_eq!(notes, ["one", "two", "three"]);
}

#[test]
fn g05_a_zone_that_changes_stands_with_each_entry_and_is_no_step_of_the_clock() {
    let mut meeting = Meeting::at("2026-03-29T00:59:00+00:00");
    meeting.note("one");
    meeting.clock.pass(2 * 60 * 1000);
    meeting.clock.travel(1);
    meeting.note("two");
    let history = &meeting.desk.case().history;
    let changed = |event: &Event| matches!(event, Event::ClockChanged { .. });
    assert!(!history.iter().any(|recorded| changed(&recorded.event)));
    for recorded in history {
        assert_eq!(decode(&encode(recorded)).at, recorded.at);
    }
    let offsets: Vec<i32> = history
        .iter()
        .map(|recorded| decode(&encode(recorded)).at.wall.offset().local_minus_utc())
        .collect();
    assert_eq!((offsets[0], *offsets.last().unwrap()), (0, 3_600));
}

#[test]
fn g06_of_entries_of_one_millisecond_the_number_tells_which_came_first() {
    let mut meeting = Meeting::at("2026-03-02T10:00:00+00:00");
    let wanted: Vec<String> = (1..=20).map(|number| format!("note {number}")).collect();
    for text in &wanted {
        meeting.note(text);
    }
    let (desk, notes) = meeting.notes_again();
    assert_eq!(notes, wanted);
    let numbers = desk.case().history.iter().map(|recorded| recorded.number);
    assert!(numbers.eq(1..=desk.case().history.len() as u64));
}

#[test]
fn g07_a_leap_second_in_a_plan_is_read() {
    let golden = include_str!("../golden/plan-1.json");
    let leap = golden.replacen(
        "\"closed\": \"2026-03-02T10:47:00Z\"",
        "\"closed\": \"2026-06-30T23:59:60Z\"",
        1,
    );
    assert_ne!(leap, golden);
    let plan = Plan::read(leap.as_bytes()).expect("a plan");
    assert_eq!(plan.closed.to_rfc3339(), "2026-06-30T23:59:60+00:00");
}
