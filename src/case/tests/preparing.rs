//! What is prepared before people meet.

use chrono::NaiveTime;

use crate::case::given::*;
use crate::case::*;
use crate::script::{Outcome, Recording};

fn people() -> Given {
    Given::conference().people([
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Ilse", "supporter"),
    ])
}

fn prepare(command: PreparingCommand) -> Command {
    Command::Prepare(command)
}

fn refused(refusal: PreparingRefusal) -> Refusal {
    Refusal::Preparing(refusal)
}

fn contact(corrects: Option<u64>, on: &str, words: &str) -> Command {
    prepare(PreparingCommand::Contact {
        corrects,
        person: Some(p(1)),
        on: day(on),
        how: ContactHow::Phone,
        words: words.to_owned(),
    })
}

fn assess(corrects: Option<u64>, until: Option<&str>, measures: &str) -> Command {
    prepare(PreparingCommand::Assess {
        corrects,
        kind: AssessmentKind::Risk,
        person: Some(p(2)),
        by: "Ms Okafor".to_owned(),
        on: day("2026-11-20"),
        until: until.map(day),
        measures: measures.to_owned(),
    })
}

fn needs(person: u16, need: Need, words: &str) -> Command {
    prepare(PreparingCommand::SayNeed(p(person), need, words.to_owned()))
}

#[test]
fn a_referral_names_where_it_comes_from() {
    let refer = |source: &str, on: &str| {
        prepare(PreparingCommand::Refer(Referral {
            source: source.to_owned(),
            agency: String::new(),
            on: day(on),
            begun_by: BegunBy::Harmed,
        }))
    };
    people()
        .when(refer(" ", "2026-11-01"))
        .then(refused(PreparingRefusal::SourceMissing))
        .when(refer("officer in the case", "2026-11-23"))
        .then(refused(PreparingRefusal::DayInTheFuture))
        .after(refer("officer in the case", "2026-11-01"))
        .when(refer("officer in the case", "2026-11-01"))
        .then_nothing();
}

#[test]
fn a_contact_keeps_its_words_out_of_the_journal() {
    let given = people()
        .after(contact(None, "2026-11-01", "SECRET she is afraid"))
        .shows(|case| {
            let contact = &case.preparing.contacts[0];
            let words = contact.words.as_ref().and_then(Words::text);
            assert_eq!(words, Some("SECRET she is afraid"));
        });
    assert!(!given.journal_holds("SECRET"));
}

#[test]
fn correcting_a_contact_forgets_the_words_it_replaces() {
    let given = people().after(contact(None, "2026-11-01", "SECRET"));
    let id = given.case.preparing.contacts[0].id;
    let given = given.after(contact(Some(id), "2026-11-02", "she is well"));
    let given = given.shows(|case| {
        assert_eq!(case.preparing.contacts.len(), 1);
        assert_eq!(case.preparing.contacts[0].on, day("2026-11-02"));
    });
    assert_eq!(given.notes(), [&Content::Text("she is well".to_owned())]);
    let given = given.after(prepare(PreparingCommand::RemoveContact(id)));
    assert!(given.notes().is_empty());
    given
        .when(contact(Some(id), "2026-11-02", "again"))
        .then(refused(PreparingRefusal::NoSuchEntry));
}

#[test]
fn an_assessment_says_by_whom_and_until_when() {
    people()
        .when(assess(None, Some("2026-11-19"), "sit apart"))
        .then(refused(PreparingRefusal::UntilBefore))
        .after(assess(None, Some("2027-01-01"), "SECRET sit apart"))
        .shows(|case| {
            let known = &case.preparing.assessments[0];
            assert_eq!(known.by, "Ms Okafor");
            let event = &case.history.last().unwrap().event;
            assert_eq!(case.purpose_of(event), Some(Purpose::Safety));
        });
}

#[test]
fn each_need_stands_by_itself_and_can_be_taken_off() {
    let given = people()
        .after(needs(1, Need::Access, "near the door"))
        .after(needs(1, Need::Hopes, "that he listens"))
        .when(needs(1, Need::Access, "near the door"))
        .then_nothing()
        .when(needs(1, Need::Food, " "))
        .then_nothing()
        .after(needs(1, Need::Access, ""))
        .shows(|case| {
            assert_eq!(case.preparing.need(p(1), Need::Access), None);
            assert_eq!(
                case.preparing.need(p(1), Need::Hopes),
                Some("that he listens")
            );
        });
    assert_eq!(given.notes().len(), 1);
}

#[test]
fn one_interpreter_can_interpret_for_two_people() {
    let interpret = |people: Vec<PersonId>| prepare(PreparingCommand::Interpret(p(3), people));
    people()
        .after(interpret(vec![p(1), p(2)]))
        .shows(|case| assert_eq!(case.preparing.interpreting[&p(3)], [p(1), p(2)]))
        .when(interpret(vec![p(3)]))
        .then(refused(PreparingRefusal::InterpretsWrongly))
        .when(interpret(vec![p(1), p(1)]))
        .then(refused(PreparingRefusal::InterpretsTwice))
        .after(interpret(Vec::new()))
        .shows(|case| assert!(case.preparing.interpreting.is_empty()));
}

#[test]
fn people_come_before_they_leave() {
    let at = |time: &str| Some(NaiveTime::parse_from_str(time, "%H:%M").unwrap());
    let slot = |arrives, leaves| prepare(PreparingCommand::SetSlot(p(1), Slot { arrives, leaves }));
    people()
        .when(slot(at("14:00"), at("13:00")))
        .then(refused(PreparingRefusal::LeavesBefore))
        .after(slot(at("14:00"), None))
        .when(slot(at("14:00"), None))
        .then_nothing();
}

#[test]
fn the_list_for_the_day_begins_anew_each_day() {
    let mut script = script::conference();
    script.checklist = vec!["Chairs".to_owned(), "Water".to_owned()];
    let tick = |entry, done| prepare(PreparingCommand::Tick(entry, done));
    Given::of(script)
        .people([("Mira", "harmed")])
        .when(tick(3, true))
        .then(refused(PreparingRefusal::NoSuchEntry))
        .when(tick(0, true))
        .then(refused(PreparingRefusal::NoSuchEntry))
        .after_all([tick(1, true), tick(2, true), tick(2, false)])
        .when(tick(1, true))
        .then_nothing()
        .shows(|case| assert_eq!(case.preparing.ticked.len(), 1))
        .here()
        .begun()
        .shows(|case| assert_eq!(case.preparing.ticked.len(), 1))
        .after(Command::Adjourn(None))
        .shows(|case| assert!(case.preparing.ticked.is_empty()));
}

#[test]
fn nobody_sits_on_two_chairs() {
    let seat = |seats: Vec<PersonId>| prepare(PreparingCommand::Seat(seats));
    people()
        .when(seat(vec![p(1), p(1)]))
        .then(refused(PreparingRefusal::SeatedTwice))
        .when(seat(vec![p(9)]))
        .then(Refusal::NoSuchPerson)
        .after(seat(vec![p(2), p(1)]))
        .shows(|case| assert_eq!(case.seating().circle, [p(2), p(1), p(3)]));
}

#[test]
fn erasing_the_preparation_leaves_facts_and_what_was_assessed() {
    let given = people()
        .after(contact(None, "2026-11-01", "SECRET one"))
        .after(needs(1, Need::Hopes, "SECRET two"))
        .after(assess(None, None, "sit apart"))
        .here()
        .begun()
        .when(prepare(PreparingCommand::Forget))
        .then(refused(PreparingRefusal::StillNeeded))
        .after(Command::EndSession(Outcome::NotReached))
        .after(Command::EraseWorkingNotes)
        .shows(|case| {
            let hopes = case.preparing.need(p(1), Need::Hopes);
            assert_eq!(
                hopes,
                Some("SECRET two"),
                "a case may hold several meetings"
            );
        })
        .after(prepare(PreparingCommand::Forget))
        .shows(|case| {
            assert_eq!(case.preparing.need(p(1), Need::Hopes), None);
            assert_eq!(case.preparing.contacts[0].on, day("2026-11-01"));
        });
    assert_eq!(given.notes(), [&Content::Text("sit apart".to_owned())]);
    given.when(prepare(PreparingCommand::Forget)).then_nothing();
}

#[test]
fn a_stage_that_takes_no_words_takes_none_here_either() {
    let mut script = script::conference();
    script.sessions[0].stages[0].recording = Recording::Marks;
    Given::of(script)
        .people([("Mira", "harmed")])
        .here()
        .begun()
        .when(needs(1, Need::Access, "near the door"))
        .then(Refusal::NoWordsHere);
}

#[test]
fn private_time_lets_nothing_be_prepared() {
    Given::family()
        .people([("Sam", "child"), ("Grace", "family")])
        .here()
        .begun()
        .on(2)
        .when(needs(1, Need::Access, "near the door"))
        .then(Refusal::PrivateTime);
}

#[test]
fn whoever_something_is_noted_of_stays_on_the_list() {
    people()
        .after(needs(1, Need::Access, "near the door"))
        .when(Command::RemovePerson(p(1)))
        .then(Refusal::IsRecorded(p(1)))
        .after(Command::RemovePerson(p(2)));
}

#[test]
fn each_day_begins_with_an_empty_list() {
    let mut script = script::conference();
    script.checklist = vec!["Chairs".to_owned()];
    let tick = || Command::Prepare(PreparingCommand::Tick(1, true));
    Given::of(script)
        .people([("Mira", "harmed")])
        .after(tick())
        .shows(|case| assert!(case.preparing.is_ticked(1, day("2026-11-22"))))
        .later(24 * 60 * 60)
        .shows(|case| assert!(!case.preparing.is_ticked(1, day("2026-11-23"))))
        .after(tick())
        .shows(|case| assert!(case.preparing.is_ticked(1, day("2026-11-23"))));
}
