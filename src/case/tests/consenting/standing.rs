//! How a consent stands: by the process that asked for it, by the day it is about, and by what was
//! recorded of it.

use super::{agreed, asking, gate, gives, people, refused, said, standing, withdraws};
use crate::case::given::*;
use crate::case::*;
use crate::script::{ConsentId, Prompt, PromptKind, RecordKind, Script, ScriptId};

/// The same process under another name, asking with these words.
fn another(ask: &str) -> Script {
    let mut other = asking();
    other.id = ScriptId::new("another");
    other.consents[0].ask = ask.to_owned();
    other
}

#[test]
fn a_yes_to_one_process_is_none_to_another_of_the_same_name() {
    people()
        .after_all([gives(1, "take-part"), withdraws(2, "take-part")])
        .over_to(another("{name}, will you meet face to face?"))
        .shows(|case| {
            assert_eq!(standing(case, 1), ConsentStanding::NotAsked);
            assert_eq!(standing(case, 2), ConsentStanding::NotAsked);
        })
        .over_to(asking())
        .shows(|case| assert_eq!(standing(case, 1), ConsentStanding::Given));
}

#[test]
fn the_same_question_in_the_same_words_is_not_asked_twice() {
    people()
        .after_all([gives(1, "take-part"), withdraws(2, "take-part")])
        .over_to(another(&asking().consents[0].ask))
        .shows(|case| {
            assert_eq!(standing(case, 1), ConsentStanding::Given);
            assert_eq!(standing(case, 2), ConsentStanding::Withdrawn);
        });
}

#[test]
fn a_paper_of_last_week_does_not_overrule_what_was_said_since() {
    let on_paper = |on: &str| {
        Command::Consent(ConsentCommand::Give {
            person: p(1),
            consent: ConsentId::new("take-part"),
            said: Said {
                on: day(on),
                ..said(HowSaid::Paper)
            },
            review: None,
        })
    };
    people()
        .after(withdraws(1, "take-part"))
        .when(on_paper("2026-11-15"))
        .then(refused(ConsentRefusal::SaidSince))
        .shows(|case| assert_eq!(standing(case, 1), ConsentStanding::Withdrawn))
        .after(on_paper("2026-11-21"))
        .shows(|case| assert_eq!(standing(case, 1), ConsentStanding::Given));
}

#[test]
fn whether_a_no_stops_the_meeting_is_decided_and_recorded_once() {
    let stops = |case: &Case| {
        let event = &case.history.last().unwrap().event;
        let Event::Consent(ConsentEvent::Withdrawn { stops, .. }) = event else {
            panic!("{event:?}");
        };
        *stops
    };
    agreed()
        .after(withdraws(1, "be-asked-later"))
        .shows(|case| assert_eq!(stops(case), Some(false)))
        .after(withdraws(2, "take-part"))
        .shows(|case| assert_eq!(stops(case), Some(true)));
}

#[test]
fn a_no_in_a_journal_of_old_still_stops_the_meeting() {
    let old = serde_json::json!({
        "t": "consent", "what": "withdrawn", "person": "P2", "consent": "take-part",
        "how": "voice", "on": "2026-11-20", "by": "Kofi"
    });
    let mut case = agreed().case;
    let number = case.history.last().unwrap().number + 1;
    case.apply(Recorded {
        number,
        command: number,
        at: case.last_event.unwrap(),
        event: Event::from_object(old.as_object().unwrap().clone()).unwrap(),
    });
    assert_eq!(case.session.unwrap().withdrawal, Some(p(2)));
}

#[test]
fn nobody_is_asked_for_a_consent_before_people_are_let_in() {
    let mut script = asking();
    let arrivals = Prompt {
        record: Some(RecordKind::Arrivals),
        ..script::prompt("who-is-here", PromptKind::Record, "me")
    };
    script.sessions[0].stages = vec![
        script::stage("among-ourselves", vec![script::say("papers")]),
        script::stage("arrival", vec![arrivals]),
        script::stage("welcome", vec![script::say("welcome")]),
    ];
    Given::of(script)
        .people([
            ("Mira", "harmed"),
            ("Tom", "responsible"),
            ("Kofi", "facilitator"),
        ])
        .here()
        .begun()
        .after(Command::GoOn)
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate(1), gate(2)]));
}
