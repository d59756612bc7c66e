use super::{EntryKind, timeline, write};
use crate::case::{Content, Event, MarkId, Words, WordsId};
use crate::document::fixtures::{conference_closed, family_closed};
use crate::script::GateId;

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
fn what_was_taken_back_is_shown_as_such() {
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
        text.contains("gone on with a reason: whoever is needed"),
        "{text}"
    );
    assert!(!text.contains("SECRET") && !text.contains("-1."), "{text}");
}

#[test]
fn one_line_of_a_plan_is_called_as_the_script_calls_it() {
    let mut world = family_closed();
    let mut script = (*world.case.script).clone();
    script.vocabulary.item = "step".to_owned();
    world.case.script = script.into();
    world.case.scripts = vec![world.case.script.clone()];
    let text = write(&world.case, false);
    assert!(
        text.contains("Step 1 was") && !text.contains("tem 1"),
        "{text}"
    );
}
