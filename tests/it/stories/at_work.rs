//! A matter at work from the first conversation to the review: each alone, the page put right
//! first, the meeting, and what became of what was agreed.

use talking_piece::case::{Case, ConsentStanding, Counted, PersonId, Progress, Session};
use talking_piece::script::{ConsentId, Outcome};
use talking_piece::store::Kind;

use super::{REFERENCE, another_day, is_nowhere, saved_plan};
use crate::support::story::Story;

const POINT: &str = "We hand over at the desk, ten minutes, every night";
const TOLD: &str = "CANARY he knows about the boiler";
const INGRID: PersonId = PersonId(1);
const KWAME: PersonId = PersonId(2);
/// Which numbers tick one of the two with their companion.
const INGRID_AND_SUNNIVA: &str = "1 3";
const KWAME_AND_MR_BAPTISTE: &str = "2 4";

#[test]
fn a_page_is_put_right_by_each_before_they_meet_agree_and_look_at_it_again() {
    let mut story = Story::at_home();
    story.practise("The night desk").sees("Ingrid");
    each_tells_it_alone(&mut story, "Who was harmed", INGRID_AND_SUNNIVA);
    let mut story = another_day(story, "2026-03-03T10:00:00+00:00");
    each_tells_it_alone(&mut story, "Who has a part in it", KWAME_AND_MR_BAPTISTE);
    let mut story = another_day(story, "2026-03-09T10:00:00+00:00");
    ingrid_reads_the_page(&mut story);
    let mut story = another_day(story, "2026-03-10T10:00:00+00:00");
    kwame_has_it_changed(&mut story);
    let mut story = story.again("2026-03-12T10:00:00+00:00");
    and_reads_it_again(&mut story);
    let mut story = another_day(story, "2026-03-23T10:00:00+00:00");
    they_meet(&mut story);
    what_was_saved(&mut story);
    let mut story = another_day(story, "2026-05-04T10:00:00+00:00");
    they_look_at_it_again(&mut story);
    let mut story = story.again("2026-05-05T10:00:00+00:00");
    story
        .press("3 enter tab")
        .sees(POINT)
        .misses("CANARY")
        .press("end")
        .misses("missed");
}

/// One of them with a companion; nothing that was told alone stays once it is said to go.
fn each_tells_it_alone(story: &mut Story, who: &str, numbers: &str) {
    begin_alone(story, &format!("{who}: conversation"), numbers);
    story
        .walk_to("Would you like to go on?")
        .press("space 1 enter");
    story.walk_to("What has it done to you?").press("n");
    story.sees("No note here").press("esc");
    story.walk_to("What may the others read?").press("n");
    story.words(TOLD).press("enter");
    story
        .walk_to("How did it end?")
        .press("space 1 enter y")
        .sees("The meeting is over.");
    story.press("enter enter");
    story.misses("What led to it?").sees(TOLD);
    story.press("n 2 enter y enter");
}

/// She puts the page right and lets the others read it so.
fn ingrid_reads_the_page(story: &mut Story) {
    begin_alone(story, "Who was harmed: the page", INGRID_AND_SUNNIVA);
    story
        .walk_to("May the others read it like this?")
        .press("space 1 enter");
    may_be_read(story, "Ingrid");
    wants_to_meet(story);
}

/// A line is not right; until it is changed he has said yes to nothing.
fn kwame_has_it_changed(story: &mut Story) {
    let reading = "Who has a part in it: the page";
    begin_alone(story, reading, KWAME_AND_MR_BAPTISTE);
    story.walk_to("What is not right?");
    story
        .walk_to("May the others read it like this?")
        .press("space 2 enter enter")
        .sees("shows the screen again")
        .press("b")
        .sees("PR-0001 · People");
}

/// Two days later he is asked the same once more, and says yes to what stands there now.
fn and_reads_it_again(story: &mut Story) {
    story.press("2 enter");
    story.sees("was put off");
    story.press("b").sees("Who is in the room?");
    story.press(KWAME_AND_MR_BAPTISTE).press("enter");
    story
        .sees("May the others read it like this?")
        .press("space");
    story.sees("Once more, when it has been changed");
    story.press("1 enter");
    may_be_read(story, "Kwame");
    wants_to_meet(story);
}

/// The manager comes in for what is ahead, the porter goes on shift before it is written.
fn they_meet(story: &mut Story) {
    begin(story, "Meeting", &[]);
    story.walk_to_check("Each person has read the summary alone");
    story.walk_to("The page you all know");
    story.walk_to("Who speaks first").press("space 1 enter");
    story.sees("Whose choice was it?").press("3 enter");
    story.walk_to("More to say,").press("space 1 enter");
    story
        .walk_to("What can the employer do?")
        .sees("M r s   G r a u")
        .press("l down down down down enter 2 enter")
        .sees("Lerato left.");
    story
        .walk_to("Write something down?")
        .press("space 1 enter");
    story.walk_to("Who does what?").press("tab a");
    story.words(POINT).press("enter enter 1 2 enter ctrl-s");
    story.press("enter y y a y esc r y y a y enter");
    story.sees("Everything was read back.").press("esc esc");
    story
        .walk_to("Is this what you agree?")
        .press("space 1 enter");
    story.walk_to("Who is told?").press("tab");
    story.words("Both of us").press("enter");
    story.words("Robin").press("enter");
    story.words("in six weeks").press("enter esc");
    story
        .walk_to("Sign, or say yes, or leave it")
        .press("tab x y");
    story.sees("closed: version 1").press("home i down i esc");
    story
        .walk_to("How did the meeting end?")
        .press("space 1 enter y");
    story.sees("The meeting is over.");
}

fn what_was_saved(story: &mut Story) {
    let case = saved(story);
    let held = Outcome::NoAgreementWanted;
    assert_eq!(
        outcomes(&case),
        [held, held, held, held, Outcome::Agreement]
    );
    let reading = &case.earlier_sessions[3];
    assert_eq!(reading.sitting, 2, "it went on another day");
    // A talk with one of them alone is no agreement that was not wanted, and nothing to miss.
    let titles = case.sessions().map(|session| session.title_of(held));
    let titles: Vec<_> = titles.collect();
    assert_eq!(titles[..4], ["Held to its end"; 4]);
    assert!(
        case.people
            .iter()
            .all(|person| case.missed(person).is_empty())
    );
    let page = ConsentId::new("page-read-by-others");
    let employer = ConsentId::new("employer-reads");
    for person in [INGRID, KWAME] {
        assert_eq!(case.consent_standing(person, &page), ConsentStanding::Given);
        let not_asked = ConsentStanding::NotAsked;
        assert_eq!(case.consent_standing(person, &employer), not_asked);
    }
    let session = case.session.as_ref().expect("a session");
    assert_eq!(session.counts(false), Counted::Yes);
    let plan = saved_plan(story);
    assert_eq!(plan.items.len(), 1);
    assert_eq!(plan.items[0].text, POINT);
    assert_eq!(plan.signatures.len(), 2);
    is_nowhere(story, "CANARY");
}

/// It is done, and stands as it was: that can be said without anything having been agreed anew.
fn they_look_at_it_again(story: &mut Story) {
    begin(story, "Review", &["Mrs Grau"]);
    story.walk_to("What became of it?").press("tab");
    story.sees(POINT).press("enter 3 enter");
    story.sees("Who says so?");
    story.press("right right enter enter esc");
    story
        .walk_to("Leave it as it is?")
        .press("space 2 enter")
        .sees("A last word?");
    story.walk_to("How did it end?").press("space");
    story
        .select("It stands as it was")
        .press("enter y")
        .sees("The meeting is over.");
    let case = saved(story);
    let item = case.agreed_items()[0].item;
    assert_eq!(case.progress_of(item), Progress::Done);
    assert_eq!(case.following.said[&item][0].by, Some(KWAME));
    assert_eq!(case.sessions().count(), 6);
}

/// Whoever reads says so by themselves, and is asked as the script asks it.
fn may_be_read(story: &mut Story, name: &str) {
    story
        .press("h c")
        .select(&format!("{name}: let the others read the page"));
    story
        .press("enter left ctrl-s")
        .sees("yes, ")
        .press("esc esc");
}

fn wants_to_meet(story: &mut Story) {
    story
        .walk_to("Would you like to meet?")
        .press("space 1 enter");
    story
        .walk_to("How did it end?")
        .press("space 1 enter y")
        .sees("The meeting is over.");
}

/// Begins a meeting by its name in the list; some are not there.
fn begin(story: &mut Story, meeting: &str, away: &[&str]) {
    away_today(story, away);
    story.press("b").sees("Which meeting begins?").press("home");
    story.select(meeting).press("enter").sees("Stage 1 of");
}

/// Begins a meeting with one of them alone.
fn begin_alone(story: &mut Story, meeting: &str, numbers: &str) {
    story.press("b").sees("Which meeting begins?").press("home");
    story.select(meeting).press("enter");
    story.sees("Who is in the room?").press(numbers);
    story.press("enter").sees("Stage 1 of");
}

fn away_today(story: &mut Story, away: &[&str]) {
    for name in away {
        story.press("home").select(name).press("n");
    }
}

fn outcomes(case: &Case) -> Vec<Outcome> {
    let ended = |session: &Session| session.ended.as_ref().map(|ended| ended.outcome);
    case.sessions().filter_map(ended).collect()
}

fn saved(story: &mut Story) -> Case {
    story.saved(Kind::Practice, REFERENCE)
}
