use chrono::NaiveDate;

use crate::case::given::*;
use crate::case::*;
use crate::script::{FollowUp, Outcome};

/// A conference after which somebody gets in touch twice, with a note of it, that is over.
fn over() -> Given {
    circle().after(Command::EndSession(Outcome::NotReached))
}

fn circle() -> Given {
    let mut script = script::conference();
    script.follow_ups = vec![follow_up(14, "Ask both sides."), follow_up(2, "Ring each.")];
    let given = Given::of(script).people([("Mira", "harmed"), ("Tom", "responsible")]);
    given.here().begun().after(Command::Mark {
        kind: MarkKind::Note,
        person: None,
        text: Some("NOTE".to_owned()),
    })
}

fn follow_up(after_days: u16, what: &str) -> FollowUp {
    FollowUp {
        after_days,
        what: what.to_owned(),
        each_time: false,
        unless_held: Vec::new(),
        each: Vec::new(),
    }
}

fn afterwards(command: AfterwardsCommand) -> Command {
    Command::Afterwards(command)
}

fn way_home(person: u16, safe: SafeHome, text: &str) -> Command {
    afterwards(AfterwardsCommand::AskWayHome(
        p(person),
        safe,
        text.to_owned(),
    ))
}

fn set(follow_up: u16, on: Option<NaiveDate>, why: Option<&str>) -> Command {
    let why = why.map(str::to_owned);
    afterwards(AfterwardsCommand::SetFollowUp(follow_up, on, why))
}

fn look_back(text: &str) -> Command {
    afterwards(AfterwardsCommand::LookBack(text.to_owned()))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn tell(who: Party) -> Command {
    afterwards(AfterwardsCommand::Tell(who, "that it was held".to_owned()))
}

#[test]
fn nothing_of_the_ten_minutes_after_is_recorded_before_the_meeting_is_over() {
    for command in [
        way_home(1, SafeHome::Yes, ""),
        tell(Party::Person(p(1))),
        set(1, None, Some("away")),
        look_back("tired"),
        afterwards(AfterwardsCommand::ForgetLookBack),
    ] {
        circle().when(command).then(Refusal::SessionNotOver);
    }
}

#[test]
fn each_person_is_asked_about_once_and_the_answer_stands_in_the_restricted_layer_alone() {
    let given = over()
        .shows(|case| assert_eq!(case.ways_home_to_ask(), [p(1), p(2)]))
        .after(way_home(1, SafeHome::Yes, "WITH her sister"))
        .shows(|case| assert_eq!(case.ways_home_to_ask(), [p(2)]));
    assert!(!given.journal_holds("WITH") && !given.journal_holds("Safe to go home"));
    given
        .when(way_home(2, SafeHome::No, "  "))
        .then(Refusal::NothingDoneYet)
        .when(way_home(3, SafeHome::Yes, ""))
        .then(Refusal::NoSuchPerson)
        .after(way_home(1, SafeHome::Unsure, "rang the duty worker"))
        .after(Command::EraseWorkingNotes)
        .shows(|case| {
            let way = &case.afterwards.ways_home[&(1, p(1))];
            let text = "Safe to go home? not sure\nrang the duty worker";
            assert_eq!(way.words.text(), Some(text), "no rule forgets it");
            assert!(case.afterwards.ways_home.len() == 1);
        });
}

#[test]
fn whoever_was_told_is_named_and_what_they_were_told_is_not_in_the_journal() {
    let given = over()
        .after(tell(Party::Person(p(1))))
        .after(tell(Party::Other(" the school ".to_owned())))
        .when(tell(Party::Other(" ".to_owned())))
        .then(Refusal::NameEmpty)
        .when(tell(Party::Other("x".repeat(121))))
        .then(Refusal::NameTooLong)
        .when(tell(Party::Person(p(9))))
        .then(Refusal::NoSuchPerson);
    assert!(given.journal_holds("the school") && !given.journal_holds("that it was held"));
    given.after(Command::EraseWorkingNotes).shows(|case| {
        let texts: Vec<_> = case
            .afterwards
            .told
            .iter()
            .map(|told| told.words.text())
            .collect();
        assert_eq!(texts, [Some("that it was held"); 2], "no rule forgets it");
    });
}

#[test]
fn a_day_to_get_in_touch_is_moved_or_let_go_with_a_reason_and_put_back_without_one() {
    let planned = day("2026-12-06");
    let on = |case: &Case| case.follow_up_days()[0].on;
    let due = |case: &Case| -> Vec<_> { case.due().iter().map(|due| due.on).collect() };
    over()
        .shows(|case| assert_eq!(on(case), Some(planned)))
        .when(set(1, Some(day("2026-12-13")), None))
        .then(Refusal::ReasonMissing)
        .when(set(1, Some(day("2026-11-21")), Some("sooner")))
        .then(Refusal::DateInThePast)
        .when(set(3, None, Some("no such")))
        .then(Refusal::NotInScript)
        .after(set(1, Some(day("2026-12-13")), Some("away")))
        .shows(|case| {
            let days = case.follow_up_days();
            assert_eq!(days[0].on, Some(day("2026-12-13")));
            assert_eq!(days[0].reason.as_deref(), Some("away"));
            assert_eq!(days[1].on, Some(days[1].planned));
        })
        .shows(|case| {
            assert!(due(case).contains(&day("2026-12-13")));
            assert!(
                !due(case).contains(&planned),
                "one day, wherever it is told"
            );
        })
        .after(set(1, None, Some("moved house")))
        .shows(|case| assert_eq!(on(case), None))
        .shows(|case| assert!(!due(case).contains(&day("2026-12-13"))))
        .after(set(1, Some(planned), None))
        .shows(|case| assert_eq!(on(case), Some(planned)))
        .when(set(1, Some(planned), None))
        .then_nothing();
}

#[test]
fn what_the_facilitator_writes_for_themselves_is_forgotten_when_written_anew_and_when_erased() {
    let given = over().after(look_back("TIRED")).after(look_back("CALM"));
    let held = |given: &Given, text: &str| {
        let text = Content::Text(text.to_owned());
        given.notes().contains(&&text)
    };
    assert!(!held(&given, "TIRED") && held(&given, "CALM"));
    assert!(!given.journal_holds("CALM"));
    let given = given
        .after(Command::EraseWorkingNotes)
        .shows(|case| assert_eq!(case.look_back(), Some("CALM")))
        .when(afterwards(AfterwardsCommand::ForgetLookBack))
        .then(Event::WordsErased(Erasure {
            count: 1,
            rule: EraseRule::LookBack,
            kinds: [(ErasedKind::LookBack, 1)].into(),
        }))
        .shows(|case| assert_eq!(case.look_back(), None));
    assert!(!held(&given, "CALM"));
    given
        .when(afterwards(AfterwardsCommand::ForgetLookBack))
        .then_nothing();
}

#[test]
fn a_note_is_kept_for_those_who_look_after_safety_and_no_list_shows_it() {
    let given = over();
    let note = given.case.marks[0].id;
    given
        .shows(|case| assert_eq!(Waiting::of(case).in_words(), ["1 note to go through"]))
        .after(Command::KeepFor(note, KeptFor::Restricted))
        .shows(|case| {
            assert_eq!(case.marks[0].listed_words().count(), 0);
            assert!(Waiting::of(case).in_words().is_empty());
        })
        .when(Command::KeepFor(note, KeptFor::Restricted))
        .then_nothing()
        .when(Command::EraseWorkingNotes)
        .then_nothing()
        .after(Command::KeepFor(note, KeptFor::Practice))
        .shows(|case| assert_eq!(case.marks[0].listed_words().count(), 1));
}

#[test]
fn a_receipt_counts_each_kind_of_note() {
    let noted = |kind| Command::Mark {
        kind,
        person: None,
        text: Some("words".to_owned()),
    };
    circle()
        .after(noted(MarkKind::Idea))
        .after(noted(MarkKind::Idea))
        .after(Command::EndSession(Outcome::NotReached))
        .when(Command::EraseWorkingNotes)
        .then(Event::WordsErased(Erasure {
            count: 3,
            rule: EraseRule::WorkingNotes,
            kinds: [(ErasedKind::Idea, 2), (ErasedKind::Note, 1)].into(),
        }));
}

#[test]
fn a_meeting_that_was_entered_later_asks_nobody_how_they_go_home() {
    let mut script = script::conference();
    script.follow_ups = vec![follow_up(2, "Ring each.")];
    let kind = script.sessions[0].id.clone();
    let began = Typed::parse_from_rfc3339("2026-11-20T18:00:00+00:00").unwrap();
    Given::of(script)
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .after(Command::StartSessionHeld(kind, began))
        .after(Command::EndSession(Outcome::NotReached))
        .shows(|case| assert!(case.ways_home_to_ask().is_empty()));
}
