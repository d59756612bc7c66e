use super::{EntryKind, timeline, write};
use crate::case::{
    AssessmentKind, BegunBy, Command, ConsentCommand, ContactHow, Content, Event, FollowingCommand,
    HowSaid, ItemDraft, KnownScript, MarkId, MethodStep, Need, PersonId, PreparingCommand,
    Presence, Referral, Said, Words, WordsId,
};
use crate::document::fixtures::{World, conference, conference_closed, family_closed};
use crate::document::form::text;
use crate::document::paper::{Print, agreement};
use crate::document::{plan, seat_plan};
use crate::script::{ConsentId, GateId, ItemKind, Outcome, ScriptId, SessionKindId};

const NAMES: [&str; 3] = ["Jay", "Mrs Shah", "Dee"];

#[test]
fn a_conference_as_it_happened() {
    insta::assert_snapshot!(write(&conference_closed(NAMES).case, false));
}

#[test]
fn a_practised_family_conference_as_it_happened() {
    insta::assert_snapshot!(write(&family_closed().case, true));
}

#[test]
fn nobodys_words_are_in_the_timeline() {
    let text = write(&conference_closed(NAMES).case, false);
    assert!(!text.contains("SECRET"), "{text}");
    assert!(!text.contains("gate"), "{text}");
}

#[test]
fn e11_what_was_taken_back_is_shown_as_such() {
    let entries = timeline(&conference_closed(NAMES).case, false);
    let taken_back: Vec<_> = entries.iter().filter(|entry| entry.taken_back).collect();
    assert_eq!(taken_back.len(), 1);
    assert_eq!(taken_back[0].kind, EntryKind::Mark);
}

#[test]
fn a_step_of_the_clock_and_an_entry_of_a_newer_kind_are_told() {
    let mut world = conference_closed(NAMES);
    world.record(Event::ClockChanged { minutes: -61 });
    world.record(Event::Newer {
        kind: "later\u{1b}".to_owned(),
        body: "{}".to_owned(),
    });
    world.record(Event::Struck { mark: MarkId(4) });
    let text = write(&world.case, false);
    assert!(text.contains("The clock of the computer was set back by 61 minutes."));
    assert!(text.contains("(entry of a newer kind)"));
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn an_agreement_that_was_brought_along_is_told_as_such_and_has_no_plan_of_this_case() {
    let mut world = World::new(conference());
    let item = ItemDraft::new(ItemKind::Action, "They nod");
    world.run(Command::BringAgreement(vec![item].into()));
    let told = write(&world.case, false);
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let brought = "The agreement was made elsewhere and brought along: version 1, 1 item.";
    assert!(told.contains(brought), "{told}");
    assert_eq!(plan::plan_of(&world.case, false), None);
    let mira = world.add("Mira", "harmed", None);
    world.arrive(mira);
    world.run(Command::StartSession(SessionKindId::new("conference")));
    world.run(Command::EndSession(Outcome::NoAgreementWanted));
    assert_eq!(plan::plan_of(&world.case, false), None);
}

#[test]
fn a_meeting_that_was_entered_later_stands_where_it_was_held() {
    let mut world = World::new(conference());
    let mira = world.add("Mira", "harmed", None);
    world.arrive(mira);
    let began = "2026-03-01T14:05:00+00:00".parse().unwrap();
    world.run(Command::StartSessionHeld(
        SessionKindId::new("conference"),
        began,
    ));
    world.run(Command::EndSession(Outcome::NotReached));
    let text = write(&world.case, false);
    let place = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    assert!(
        place("Sunday 1 March 2026") < place("Meeting 1 began"),
        "{text}"
    );
    assert!(place("Meeting 1 began") < place("Entered later"), "{text}");
    assert!(
        place("The meeting ended") < place("Monday 2 March 2026"),
        "{text}"
    );
    assert!(
        place("Monday 2 March 2026") < place("Mira was put on the list"),
        "{text}"
    );
    assert!(text.contains("(entered later, on 2 March 2026)"), "{text}");
}

#[test]
fn hostile_names_do_no_harm_in_the_timeline() {
    let long = "名".repeat(120);
    let text = write(
        &conference_closed(["\u{1b}]0;x\u{7}", "شاہ", &long]).case,
        false,
    );
    assert!(
        text.chars().all(|c| c == '\n' || !c.is_control()),
        "{text:?}"
    );
}

#[test]
fn a_check_of_who_is_in_the_room_is_told_in_plain_words() {
    let mut world = family_closed();
    let answered = |gate: &str, met, reason: Option<&str>| Event::GateAnswered {
        gate: GateId::new(gate),
        met,
        reason: reason.map(|text| Words::new(WordsId(99), Content::Text(text.to_owned()))),
        by: None,
    };
    world.record(answered("out-of-room-nobody-knows-1", true, None));
    world.record(answered("in-room-nobody-knows-2", false, Some("SECRET")));
    let text = write(&world.case, false);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        text.contains("Checked: everybody else is out of the room"),
        "{text}"
    );
    assert!(
        text.contains("This was not so: whoever is needed"),
        "{text}"
    );
    assert!(!text.contains("SECRET") && !text.contains("-1."), "{text}");
}

#[test]
fn of_a_stage_that_some_go_out_for_nobody_else_is_said_to_be_out() {
    let mut world = family_closed();
    let mut script = (*world.case.script).clone();
    let stage = &mut script.sessions[0].stages[1];
    let name = format!("out-of-room-{}-1", stage.id);
    let role = world.case.people[0].details.roles[0].clone();
    stage.room.outside = vec![role.clone()];
    stage.private = None;
    let title = stage.title.clone();
    let plural = script.role(&role).unwrap().plural.clone();
    world.case.script = script.into();
    world.case.scripts = vec![KnownScript::new(world.case.script.clone(), "")];
    world.record(Event::GateAnswered {
        gate: GateId::new(name),
        met: true,
        reason: None,
        by: None,
    });
    let text = write(&world.case, false);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = format!("Checked: out of the room before “{title}”: {plural}.");
    assert!(text.contains(&told), "{told} {text}");
    assert!(!text.contains("everybody else is out"), "{text}");
}

#[test]
fn one_line_of_a_plan_is_called_as_the_script_calls_it() {
    let mut world = family_closed();
    let mut script = (*world.case.script).clone();
    script.vocabulary.item = "step".to_owned();
    world.case.script = script.into();
    world.case.scripts = vec![KnownScript::new(world.case.script.clone(), "")];
    let text = write(&world.case, false);
    assert!(
        text.contains("Step 1 was") && !text.contains("tem 1"),
        "{text}"
    );
}

/// Everything with words that can be said while a case is prepared.
fn words_of_preparation(mira: PersonId, jay: PersonId) -> Vec<Command> {
    let on = "2026-03-01".parse().unwrap();
    let commands = vec![
        PreparingCommand::Contact {
            corrects: None,
            person: Some(mira),
            on,
            how: ContactHow::Phone,
            words: "SECRET contact".to_owned(),
        },
        PreparingCommand::Assess {
            corrects: None,
            kind: AssessmentKind::Risk,
            person: Some(jay),
            by: "Ms Okafor".to_owned(),
            on,
            until: None,
            measures: "SECRET measures".to_owned(),
        },
        PreparingCommand::SayNeed(mira, Need::Hopes, "SECRET hopes".to_owned()),
    ];
    commands.into_iter().map(Command::Prepare).collect()
}

/// A case that was prepared in every way.
fn prepared() -> World {
    let mut script = conference();
    script["consents"] = serde_json::json!([
        { "id": "take-part", "purpose": "take part", "ask": "{name}, do you agree?",
          "easy": "OK?", "of": ["harmed", "responsible"], "required": true }
    ]);
    script["checklist"] = serde_json::json!(["Chairs"]);
    let mut world = World::new(script);
    let mira = world.add("Mira", "harmed", None);
    let jay = world.add("Jay", "responsible", None);
    let on = "2026-03-01".parse().unwrap();
    let said = || Said {
        how: HowSaid::Paper,
        on,
        by: "Kofi".to_owned(),
    };
    let consent = || ConsentId::new("take-part");
    let facts = [
        Command::Consent(ConsentCommand::Give {
            person: mira,
            consent: consent(),
            said: said(),
            review: None,
        }),
        Command::Consent(ConsentCommand::Withdraw {
            person: jay,
            consent: consent(),
            said: said(),
        }),
        Command::Prepare(PreparingCommand::Refer(Referral {
            source: "officer in the case".to_owned(),
            agency: "police".to_owned(),
            on,
            begun_by: BegunBy::Harmed,
        })),
        Command::Prepare(PreparingCommand::Interpret(jay, vec![mira])),
        Command::Prepare(PreparingCommand::Tick(1, true)),
        Command::Prepare(PreparingCommand::Seat(vec![jay, mira])),
    ];
    for command in facts.into_iter().chain(words_of_preparation(mira, jay)) {
        world.run(command);
    }
    world
}

#[test]
fn preparation_is_told_as_facts_and_never_in_anybodys_words() {
    let case = prepared().case;
    let text = write(&case, false);
    insta::assert_snapshot!("preparation", text);
    let entries = serde_json::to_string(&timeline(&case, false)).unwrap();
    for paper in [text, entries, seat_plan::write(&case, false)] {
        assert!(!paper.contains("SECRET"), "{paper}");
    }
}

#[test]
fn nothing_of_the_preparation_reaches_what_everybody_may_read() {
    let mut world = conference_closed(NAMES);
    for command in words_of_preparation(PersonId(1), PersonId(2)) {
        world.run(command);
    }
    let plan = String::from_utf8(plan::write(&world.case, false).unwrap()).unwrap();
    let paper = text::write(&agreement(&world.case, false, Print::Usual).unwrap());
    for text in [plan, paper] {
        assert!(
            !text.contains("SECRET") && !text.contains("Okafor"),
            "{text}"
        );
    }
}

#[test]
fn what_the_rules_came_to_is_not_looked_at_together() {
    let mut world = prepared();
    let weighed = serde_json::json!({
        "t": "prepared", "what": "weighed", "weighing": {
            "set": "probation", "version": 1, "answers": {}, "rule": "domestic-or-sexual",
            "result": "exceptional_approval", "decision": "offer", "by": "Kofi"
        }
    });
    let weighed = weighed.as_object().unwrap().clone();
    world.record(Event::from_object(weighed).unwrap());
    let text = write(&world.case, false);
    assert!(
        text.contains("A decision by the rules was recorded."),
        "{text}"
    );
    assert!(
        !text.contains("domestic") && !text.contains("approval"),
        "{text}"
    );
}

#[test]
fn what_happened_is_told_in_the_words_of_the_script_of_then() {
    let mut world = prepared();
    let mut other = (*world.case.script).clone();
    other.id = ScriptId::new("another");
    other.vocabulary.item = "step".to_owned();
    other.consents.clear();
    let other = std::sync::Arc::new(other);
    world.case.know(other.clone(), "11");
    world.run(Command::ChangeProcess(other, "11".to_owned()));
    let text = write(&world.case, false);
    assert!(
        text.contains("Mira agreed to take part, on paper"),
        "{text}"
    );
    assert!(!text.contains("take-part"), "{text}");
}

#[test]
fn what_followed_is_told_of_whoever_left_and_of_whoever_withdrew() {
    let mut world = conference_closed(NAMES);
    let after = |person| Event::WithdrawalAnswered {
        person: PersonId(person),
        step: MethodStep::GoOnWithout,
    };
    world.record(Event::PresenceChanged {
        person: PersonId(2),
        presence: Presence::Left,
    });
    world.record(after(2));
    world.record(after(3));
    let text = write(&world.case, false);
    let told = |person: usize, did: &str| {
        let name = NAMES[person - 1];
        text.contains(&format!(
            "After {name} {did}: the meeting goes on without them."
        ))
    };
    assert!(told(2, "left") && told(3, "withdrew"), "{text}");
}

#[test]
fn that_a_case_was_held_and_no_longer_both_stay_in_nobodys_words() {
    let mut world = conference_closed(NAMES);
    let hold = |text: &str| FollowingCommand::PlaceHold(text.to_owned());
    world.run(Command::Following(hold("The court asked for it.")));
    let lift = FollowingCommand::LiftHold("The court is done.".to_owned());
    world.run(Command::Following(lift));
    let text = write(&world.case, false);
    assert!(text.contains("The case was put on hold"), "{text}");
    assert!(text.contains("The hold was lifted."), "{text}");
    assert!(!text.contains("court"), "{text}");
}
