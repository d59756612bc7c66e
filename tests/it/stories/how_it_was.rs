//! What people said of a meeting: the paper printed, typed in by somebody else, counted over many,
//! and beside nobody's name.

use std::path::Path;
use std::time::Duration;

use talking_piece::case::Command as Ask;
use talking_piece::cli::office::CabinetOffice;
use talking_piece::document::form::{html, markdown, text};
use talking_piece::document::paper::{Print, agreement};
use talking_piece::document::plan::plan_of;
use talking_piece::document::timeline;
use talking_piece::measure::{By, FilledForm, LEAST, Slip, Told, count};
use talking_piece::script::{Evaluation, Outcome};
use talking_piece::store::{AnswerBox, Kind, export};

use crate::support::files::files_of;
use crate::support::small;
use crate::support::story::Story;

const REFERENCE: &str = "RC-0001";
const SCRIPT: &str = include_str!("../golden/small-conference.json");
const FORM: &str = include_str!("../../../scripts/evaluations/after-the-meeting.json");
const CANARY: &str = "CANARY the biscuits";

#[test]
fn a_form_is_printed_typed_in_by_somebody_else_and_counted_beside_nobodys_name() {
    let story = Story::at_home();
    a_real_case(&story);
    let mut story = story_at_the_forms(story.again("2026-03-09T10:00:00+00:00"));
    on_paper(&mut story);
    typed_in(&mut story, "Sam", "2", "5", CANARY);
    story.sees("Handed in: Jay.");
    counted(&story, None);
    for _ in 0..3 {
        typed_in(&mut story, "Sam", "1", "4", "");
    }
    counted(&story, None);
    typed_in(&mut story, "Sam", "2", "1", "");
    counted(&story, Some(Told::Answered(5)));
    for _ in 0..5 {
        typed_in(&mut story, "Sam", "1", "2", "");
    }
    counted(&story, Some(Told::Nearly(0)));
    beside_nobodys_name(&mut story);
}

#[test]
fn of_practice_no_answer_is_kept_anywhere() {
    let mut story = Story::at_home();
    super::conference::told(&mut story);
    let mut story = story.again("2026-03-09T10:00:00+00:00");
    story.press("3").sees("PR-0001").press("enter v");
    story.sees("This is practice: a form can be printed and typed in");
    typed_in(&mut story, "Sam", "1", "5", CANARY);
    story.sees("no answer is kept");
    let answers = AnswerBox::of(&story.cabinet.home);
    let storage = story.cabinet.storage.as_ref();
    assert!(storage.identity(&answers.path()).is_err());
    super::is_nowhere(&mut story, CANARY);
    super::is_nowhere(&mut story, "agree_strongly");
}

fn story_at_the_forms(mut story: Story) -> Story {
    story.press("3").sees(REFERENCE).press("enter v");
    story.sees("How was it for you?").sees("none yet");
    story
}

/// A blank form lies in the folder of the case; it names nobody and no case.
fn on_paper(story: &mut Story) {
    story.press("w");
    let name = "RC-0001/papers/form-after-the-meeting-easy-read.";
    let written = (0..500).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        let files = files_of(&story.cabinet, Kind::Case, REFERENCE);
        let mut names = files.iter().map(|(path, _)| path.to_string_lossy());
        names.any(|path| path.contains(name))
    });
    assert!(written, "no paper: {}", story.screen());
    story.pass(1).sees("form-after-the-meeting");
    let form: Evaluation = serde_json::from_str(FORM).expect("a form");
    let form = talking_piece::document::evaluation::blank(&form, false, Print::EasyRead);
    for page in [
        text::write(&form),
        markdown::write(&form),
        html::write(&form),
    ] {
        assert!(page.contains("I got answers to my questions."), "{page}");
        assert!(!page.contains("Jay") && !page.contains(REFERENCE), "{page}");
    }
}

/// One form, every line answered alike; `whose` chooses who handed it in.
fn typed_in(story: &mut Story, typist: &str, whose: &str, answer: &str, helped: &str) {
    story.press("enter").sees("Who is typing this in?");
    story.words(typist).press("enter").press(whose);
    story.press("enter");
    if story
        .screen()
        .contains("\u{203a} As what did they take part?")
        && whose == "1"
    {
        story.press("1");
    }
    story.press("enter");
    for _ in 0..10 {
        story.press(answer).press("enter");
    }
    story.words(helped).press("ctrl-s");
    story.misses("Who is typing this in?");
}

/// What is told of the first line.
#[track_caller]
fn counted(story: &Story, expected: Option<Told>) {
    let form: Evaluation = serde_json::from_str(FORM).expect("a form");
    let filled = filled(story);
    let table = count(&form, &filled, By::Kind, LEAST);
    match expected {
        None => assert!(table.rows.is_empty() && table.forms.is_none()),
        Some(Told::Nearly(_)) => assert_eq!(table.rows[0].all, Told::Hardly(10)),
        Some(told) => assert_eq!(table.rows[0].all, told),
    }
}

fn filled(story: &Story) -> Vec<FilledForm> {
    let slips = lines(story)
        .into_iter()
        .filter_map(|line| Slip::read(&line));
    let ticks = slips.filter_map(|slip| match slip {
        Slip::Filled(filled) => Some(filled),
        Slip::Words(_) => None,
    });
    ticks.collect()
}

fn lines(story: &Story) -> Vec<String> {
    let answers = AnswerBox::of(&story.cabinet.home);
    answers
        .read(story.cabinet.storage.as_ref())
        .expect("readable answers")
}

/// No file of the case and nothing that is made of it holds an answer; no answer holds a name.
fn beside_nobodys_name(story: &mut Story) {
    let case = story.saved(Kind::Case, REFERENCE);
    assert_eq!(case.following.forms.len(), 10);
    let mut everything: Vec<String> = files_of(&story.cabinet, Kind::Case, REFERENCE)
        .into_iter()
        .filter(|(path, _)| !path.to_string_lossy().contains("scripts"))
        .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let paper = agreement(&case, false, Print::Usual).expect("an agreement");
    everything.push(text::write(&paper));
    everything.push(html::write(&paper));
    let plan = plan_of(&case, false).expect("a plan");
    everything.push(serde_json::to_string(&plan).expect("JSON"));
    everything.push(timeline::write(&case, false));
    everything.push(talking_piece::document::table::audit(&case, false));
    everything.push(talking_piece::document::table::items(&case, &plan));
    for text in everything {
        for answer in [CANARY, "agree_strongly", "disagree", "4 agree"] {
            assert!(!text.contains(answer), "{answer} stands in {text}");
        }
    }
    for line in lines(story) {
        for name in ["Jay", "Mira", "Sam", "P1", "P2", REFERENCE, "2026-03"] {
            assert!(!line.contains(name), "{name} stands in {line}");
        }
    }
}

/// A finished real case of a script that names the usual form.
fn a_real_case(story: &Story) {
    let cabinet = &story.cabinet;
    let script = SCRIPT.replacen(
        "  \"agreement\": {",
        "  \"evaluations\": [\"after-the-meeting\"],\n  \"agreement\": {",
        1,
    );
    assert_ne!(script, SCRIPT);
    let storage = cabinet.storage.as_ref();
    cabinet.home.prepare(storage).expect("a home");
    let place = Path::new("/home/scripts/small.json");
    export(storage, place, script.as_bytes(), false).expect("a script");
    let office = CabinetOffice::new(cabinet.clone());
    let mut desk = office
        .begin(Some(REFERENCE), "small-conference")
        .expect("a case");
    small::begin(&mut desk, ["Jay", "Mira"]);
    small::agree(&mut desk, "Jay mends the gate.");
    small::run(&mut desk, Ask::CloseAgreement);
    small::run(&mut desk, Ask::EndSession(Outcome::Agreement));
    assert_eq!(desk.close(Duration::from_secs(10)).jobs, 0);
}
