//! Every event as it stands in a journal, pinned for ever.
//!
//! A change to one of these lines would change the meaning of cases that are
//! already saved. New kinds of event are added below; old lines stay.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use talking_piece::case::{Event, Recorded, Words, WordsId};
use talking_piece::desk::{decode, encode};
use talking_piece::store::{Disk, Entry, Keyring, Ring, ScanError, scan};

use crate::rig::kept::{SEALED, SEALED_FOR};

#[test]
fn every_event_is_written_as_it_always_was() {
    let text = fs::read_to_string(path()).expect("the golden lines");
    for (line, number) in text.lines().zip(1..) {
        let recorded = decode(&Entry {
            number,
            body: line.to_owned(),
        });
        assert_eq!(encode(&recorded).body, line, "line {number}");
    }
}

#[test]
fn every_event_is_still_understood() {
    let text = fs::read_to_string(path()).expect("the golden lines");
    for (line, number) in text.lines().zip(1..) {
        let recorded = decode(&Entry {
            number,
            body: line.to_owned(),
        });
        let newer = matches!(recorded.event, Event::Newer { .. });
        assert!(!newer, "line {number} is not understood any more");
    }
}

#[test]
fn a_sealed_journal_of_version_1_opens_for_its_reader_and_for_nobody_else() {
    let keyring = Keyring::of_identity(SEALED_FOR, &Disk).expect("random numbers");
    let ring = Ring::holding(keyring.expect("a secret key"));
    let found = scan(SEALED.as_bytes(), &ring).expect("a journal");
    assert!(found.is_whole() && found.last_number() > 5);
    for entry in &found.entries {
        let event = decode(entry).event;
        assert!(!matches!(event, Event::Newer { .. }), "{}", entry.number);
    }
    let stranger = Ring::holding(Keyring::generate(&Disk, Vec::new()).expect("random numbers"));
    let refused = scan(SEALED.as_bytes(), &stranger).expect_err("a stranger");
    assert!(matches!(refused, ScanError::NotForYou));
}

#[test]
fn every_kind_of_event_has_its_golden_line() {
    let text = fs::read_to_string(path()).expect("the golden lines");
    let pinned: BTreeSet<String> = text
        .lines()
        .zip(1..)
        .map(|(line, number)| {
            kind(&decode(&Entry {
                number,
                body: line.to_owned(),
            }))
            .to_owned()
        })
        .collect();
    let missing: Vec<&&str> = KINDS
        .iter()
        .filter(|kind| !pinned.contains(**kind))
        .collect();
    assert!(
        missing.is_empty(),
        "add a line to {} for {missing:?}",
        path().display()
    );
}

#[test]
fn b12_an_entry_of_a_newer_kind_is_kept_as_it_is() {
    let body =
        r#"{"v":1,"at":"2031-05-01T10:00:00.000+01:00","steady":5,"t":"seat_changed","to":7}"#;
    let read = decode(&Entry {
        number: 9,
        body: body.to_owned(),
    });
    assert!(
        matches!(&read.event, Event::Newer { kind, body: kept } if kind == "seat_changed" && kept == body)
    );
    let newer_format = body.replace("\"v\":1", "\"v\":2");
    let read = decode(&Entry {
        number: 9,
        body: newer_format,
    });
    assert!(matches!(read.event, Event::Newer { .. }));
}

#[test]
fn words_stand_in_the_journal_as_a_number_alone() {
    let words = Words::from(WordsId(12));
    assert_eq!(serde_json::to_string(&words).expect("JSON"), "12");
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden/events-1.jsonl")
}

/// Every kind; the match below does not compile while one is missing.
const KINDS: &[&str] = &[
    "case_opened",
    "case_resumed",
    "entry_missing",
    "case_repaired",
    "clock_changed",
    "person_added",
    "person_changed",
    "person_removed",
    "willingness_said",
    "presence_changed",
    "withdrawal_answered",
    "session_started",
    "stage_included",
    "order_chosen",
    "moved",
    "turn_skipped",
    "gate_answered",
    "decision_made",
    "break_started",
    "break_ended",
    "time_out_started",
    "time_out_ended",
    "private_time_started",
    "called_back_in",
    "private_time_ended",
    "marked",
    "words_added",
    "kept",
    "question_settled",
    "struck",
    "ground_rule_agreed",
    "opening_chosen",
    "bottom_line_set",
    "question_set",
    "child_spoke",
    "item_worded",
    "item_removed",
    "item_answered",
    "read_back_answered",
    "concern_noted",
    "item_ratified",
    "plan_field_set",
    "review_set",
    "signed",
    "copy_settled",
    "agreement_closed",
    "agreement_reopened",
    "session_adjourned",
    "session_resumed",
    "session_ended",
    "end_reason_given",
    "safety_followed_up",
    "words_erased",
    "undone",
    "redone",
    "item_ticked",
    "words_found",
    "time_typed",
    "following",
    "programme",
    "process_changed",
    "consent",
    "prepared",
    "carrying",
    "afterwards",
    "case_brought",
    "taken_out",
];

#[expect(clippy::too_many_lines, reason = "one table: every event and its kind")]
fn kind(recorded: &Recorded) -> &'static str {
    let place = match &recorded.event {
        Event::CaseOpened { .. } => 0,
        Event::CaseResumed { .. } => 1,
        Event::EntryMissing => 2,
        Event::CaseRepaired { .. } => 3,
        Event::ClockChanged { .. } => 4,
        Event::PersonAdded { .. } => 5,
        Event::PersonChanged { .. } => 6,
        Event::PersonRemoved { .. } => 7,
        Event::WillingnessSaid { .. } => 8,
        Event::PresenceChanged { .. } => 9,
        Event::WithdrawalAnswered { .. } => 10,
        Event::SessionStarted { .. } => 11,
        Event::StageIncluded { .. } => 12,
        Event::OrderChosen { .. } => 13,
        Event::Moved { .. } => 14,
        Event::TurnSkipped { .. } => 15,
        Event::GateAnswered { .. } => 16,
        Event::DecisionMade { .. } => 17,
        Event::BreakStarted => 18,
        Event::BreakEnded => 19,
        Event::TimeOutStarted { .. } => 20,
        Event::TimeOutEnded { .. } => 21,
        Event::PrivateTimeStarted { .. } => 22,
        Event::CalledBackIn => 23,
        Event::PrivateTimeEnded => 24,
        Event::Marked { .. } => 25,
        Event::WordsAdded { .. } => 26,
        Event::Kept { .. } => 27,
        Event::QuestionSettled { .. } => 28,
        Event::Struck { .. } => 29,
        Event::GroundRuleAgreed { .. } => 30,
        Event::OpeningChosen { .. } => 31,
        Event::BottomLineSet { .. } => 32,
        Event::QuestionSet { .. } => 33,
        Event::ChildSpoke { .. } => 34,
        Event::ItemWorded { .. } => 35,
        Event::ItemRemoved { .. } => 36,
        Event::ItemAnswered { .. } => 37,
        Event::ReadBackAnswered { .. } => 38,
        Event::ConcernNoted { .. } => 39,
        Event::ItemRatified { .. } => 40,
        Event::PlanFieldSet { .. } => 41,
        Event::ReviewSet { .. } => 42,
        Event::Signed { .. } => 43,
        Event::CopySettled { .. } => 44,
        Event::AgreementClosed { .. } => 45,
        Event::AgreementReopened { .. } => 46,
        Event::SessionAdjourned { .. } => 47,
        Event::SessionResumed => 48,
        Event::SessionEnded { .. } => 49,
        Event::EndReasonGiven { .. } => 50,
        Event::SafetyFollowedUp { .. } => 51,
        Event::WordsErased(_) => 52,
        Event::Undone { .. } => 53,
        Event::Redone { .. } => 54,
        Event::ItemTicked { .. } => 55,
        Event::WordsFound { .. } => 56,
        Event::TimeTyped { .. } => 57,
        Event::Following(_) => 58,
        Event::Programme(_) => 59,
        Event::ProcessChanged { .. } => 60,
        Event::Consent(_) => 61,
        Event::Prepared(_) => 62,
        Event::Carrying(_) => 63,
        Event::Afterwards(_) => 64,
        Event::CaseBrought(_) => 65,
        Event::TakenOut(_) => 66,
        Event::Newer { .. } => return "newer",
    };
    KINDS[place]
}
