//! Five weeks of a group: who came, who made up for what, a week to which nobody came, the forms
//! before and after, and the question that each is asked alone.

use talking_piece::case::{Attended, Case, NotCounted, Session};
use talking_piece::document::attendance::attendance;
use talking_piece::script::{GateId, Outcome, PromptId};
use talking_piece::store::Kind;

use crate::support::story::Story;

const REFERENCE: &str = "PR-0001";
const GROUP: [&str; 7] = [
    "Darren", "Ewa", "Marlon", "Yusuf", "Siobhan", "Gareth", "Anil",
];

#[test]
fn a_group_of_five_weeks_with_somebody_who_makes_up_and_a_week_to_which_nobody_came() {
    let mut story = Story::at_home();
    story.practise("The Tuesday group");
    the_first_week(&mut story);
    let mut story = on(story, "2026-03-05T15:00:00+00:00");
    anil_makes_up_for_it(&mut story);
    let mut story = on(story, "2026-03-09T10:00:00+00:00");
    a_week(&mut story, 2, &[]);
    let mut story = on(story, "2026-03-16T10:00:00+00:00");
    nobody_comes_to_the_third(&mut story);
    let mut story = on(story, "2026-03-23T10:00:00+00:00");
    a_week(&mut story, 3, &["Ewa"]);
    let mut story = on(story, "2026-03-30T10:00:00+00:00");
    a_week(&mut story, 4, &[]);
    let mut story = on(story, "2026-04-06T10:00:00+00:00");
    the_last_week(&mut story);
    let mut story = story.again("2026-04-07T10:00:00+00:00");
    what_is_told_of_it(&mut story);
}

/// All but Anil come; each says of the form only whether it was filled in.
fn the_first_week(story: &mut Story) {
    come(story, &["Anil"]);
    begin(story, 1);
    story.walk_to("A form before we begin");
    for name in &GROUP[..6] {
        story
            .walk_to("The form: done, or left?")
            .sees(&format!("{name}, have you filled"));
        story
            .press("tab")
            .sees("Turn the screen to yourself first")
            .press("enter space");
    }
    held(story);
}

/// Two days before the second week he has his own hour, and it counts as the first.
fn anil_makes_up_for_it(story: &mut Story) {
    story.select("Anil").press("h").select("Nadia").press("h");
    story
        .press("b")
        .sees("Which meeting begins?")
        .select("Catching up");
    story.press("enter").sees("Stage 1 of");
    story.walk_to("Who makes up for which week?").press("tab");
    story
        .sees("Who makes up for a session?")
        .sees("Anil: Week 1: starting")
        .misses("Nadia")
        .press("enter tab")
        .sees("Put down: Anil for Week 1: starting.")
        .press("esc");
    story
        .walk_to("Which week are we catching up on?")
        .press("space 3 enter")
        .sees("Nobody is put down for that")
        .press("esc space 1 enter");
    story
        .walk_to("The first form: done, or left?")
        .press("tab enter");
    held(story);
    let case = saved(story);
    assert_eq!(attended(&case, "Anil", 1), Attended::CaughtUp(2));
    // It was an hour for him: nobody else missed it.
    let ewa = case
        .people
        .iter()
        .find(|person| person.details.name == "Ewa");
    assert!(case.missed(ewa.expect("Ewa")).is_empty());
}

/// A week to which all come but some, held to its end.
fn a_week(story: &mut Story, week: usize, away: &[&str]) {
    come(story, away);
    begin(story, week);
    held(story);
}

/// The two who lead it sit there alone. It is ended, counts for nobody, and nobody missed it.
fn nobody_comes_to_the_third(story: &mut Story) {
    come(story, &GROUP);
    begin(story, 3);
    story.walk_to_check("Somebody of the group is here.");
    story
        .sees("Nobody has come")
        .sees("Ring each person today")
        .press("n");
    story
        .sees("would not count without this")
        .press("esc ctrl-q");
    story
        .select("End")
        .press("enter")
        .select("It stopped before its end")
        .press("enter y");
    story.sees("is over.").press("enter");
    story
        .select("Too few people came to hold it")
        .press("enter");
    let case = saved(story);
    assert_eq!(
        case.will_not_count(),
        [NotCounted::GateNotMet(GateId::new("somebody-here"))]
    );
    let mut group = case
        .people
        .iter()
        .filter(|person| case.is_of_the_group(person));
    assert!(group.all(|person| case.missed(person).is_empty()));
}

/// The form once more, and one question to each alone.
fn the_last_week(story: &mut Story) {
    come(story, &[]);
    begin(story, 5);
    story.walk_to("The same form as in week one");
    // Beside the first answer of each list stand two others.
    for (name, further) in GROUP.iter().zip([0, 1, 2, 2, 2, 0, 2]) {
        story
            .walk_to("The form: done, or left?")
            .sees(&format!("{name}, have you filled"));
        story.press("tab enter");
        story
            .walk_to("about restorative justice?")
            .sees(&format!("{name}, would you like"));
        story.press("tab").sees("Turn the screen to yourself first");
        for _ in 0..further {
            story.press("down");
        }
        story.press("enter space");
    }
    held(story);
}

fn what_is_told_of_it(story: &mut Story) {
    let case = saved(story);
    let ended = |session: &Session| session.ended.as_ref().map(|ended| ended.outcome);
    let held = Some(Outcome::NoAgreementWanted);
    let early = Some(Outcome::EndedEarly);
    let ended: Vec<_> = case.sessions().map(ended).collect();
    assert_eq!(ended, [held, held, held, early, held, held, held]);
    let told = attendance(&case);
    assert_eq!(
        told.len(),
        7,
        "those who lead it are in no list of attendance"
    );
    assert!(
        told[0].starts_with("Darren: there: Week 1: starting; Week 2"),
        "{told:?}"
    );
    assert!(!told[0].contains("missed"), "{told:?}");
    assert!(told[1].ends_with("missed: Week 3: the ripples"), "{told:?}");
    assert!(
        told[6].contains("made up for: Week 1: starting"),
        "{told:?}"
    );
    assert_eq!(answers(&case, "form-done"), 6);
    assert_eq!(answers(&case, "cu-form"), 1);
    assert_eq!(answers(&case, "form-after-done"), 7);
    let asked = case.programme.own_answers.iter();
    let alone: Vec<&str> = asked
        .filter(|((_, prompt, _), _)| prompt.as_str() == "rj-alone")
        .map(|(_, answer)| answer.as_str())
        .collect();
    assert_eq!(alone, ["yes", "not-now", "no", "no", "no", "yes", "no"]);
    // Review tells who came, and no answer of anybody.
    story.press("3 enter").sees("Making amends").press("end");
    story
        .sees("Who came")
        .sees("Ewa: there")
        .misses("Filled in")
        .misses("Not now");
}

fn answers(case: &Case, prompt: &str) -> usize {
    let prompt = PromptId::new(prompt);
    let mut given = case.programme.own_answers.keys();
    given
        .by_ref()
        .filter(|(_, known, _)| *known == prompt)
        .count()
}

fn attended(case: &Case, name: &str, session: u16) -> Attended {
    let person = case
        .people
        .iter()
        .find(|person| person.details.name == name);
    let session = case.sessions().find(|known| known.number == session);
    case.attended(person.expect("a person").id, session.expect("a session"))
}

/// Opens the case on another day, at the people.
fn on(story: Story, time: &str) -> Story {
    let mut story = story.again(time);
    story.press("3").sees(REFERENCE).press("enter");
    story.press("m").sees("PR-0001 · People");
    story
}

/// All come but those who are named.
fn come(story: &mut Story, away: &[&str]) {
    for name in away {
        story.press("home").select(name).press("n");
    }
    story.press("y y");
}

/// Begins a week by its number in the list.
fn begin(story: &mut Story, week: usize) {
    story.press("b");
    if story.screen().contains("Begin all the same?") {
        story.press("y");
    }
    story.sees("Which meeting begins?").press(&week.to_string());
    story.sees(&format!("›  {week}  Week {week}: "));
    story.press("enter").sees("Stage 1 of");
}

/// Goes to the end, which was held.
fn held(story: &mut Story) {
    story
        .walk_to("How did the session end?")
        .press("space 1 enter y");
    story.sees("is over.");
}

fn saved(story: &mut Story) -> Case {
    story.saved(Kind::Practice, REFERENCE)
}
