//! What each page says once the room is empty.

use crate::case::spoken_date::spell_out;
use crate::case::{Case, Mark, MarkId, Party, item_details, told_apart};
use crate::document::counting::why_not;
use crate::script::{Outcome, capitalized};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::model::Model;
use crate::tui::screen::case_page::fidelity;
use crate::tui::screen::{another_way, time_of};
use crate::tui::theme::Role;
use crate::tui::widget::wrapped;

use super::Done;
use super::asked::followed_up;
use super::going;
use super::steps::{self, Step};

pub(super) type Lines = Vec<(String, Role)>;

/// The lines of the step that is on the screen, wrapped to so many columns.
pub(super) fn lines(done: &Done, case: &Case, model: &Model, columns: u16) -> Lines {
    let paragraphs = match done.step() {
        Step::RoomEmpty => room_empty(case),
        Step::WaysHome => ways_home(case),
        Step::Reason => reason(case),
        Step::Safety(mark) => safety(case, mark),
        Step::Questions => questions(case),
        Step::Note(mark) => note(done, case, mark),
        Step::Erase => erase(done, case, model),
        Step::Dates => dates(case, model),
        Step::Agreed => agreed(case),
        Step::Told => told(case),
        Step::Fidelity => fidelity(case, model.is_practice()),
        Step::AboutSafety => about_safety(case),
        Step::LookBack => look_back(case),
    };
    let columns = usize::from(columns);
    paragraphs
        .into_iter()
        .flat_map(|(text, role)| {
            let mut lines = wrapped(&text, columns);
            if lines.is_empty() {
                lines.push(String::new());
            }
            lines.into_iter().map(move |line| (line, role))
        })
        .collect()
}

fn text(text: impl Into<String>) -> (String, Role) {
    (text.into(), Role::Text)
}

fn strong(text: impl Into<String>) -> (String, Role) {
    (text.into(), Role::Strong)
}

fn quiet(text: impl Into<String>) -> (String, Role) {
    (text.into(), Role::Quiet)
}

/// A page that everybody may see: nothing of what happened stands on it.
fn room_empty(case: &Case) -> Lines {
    vec![
        strong(format!("The {} is over.", case.script.vocabulary.session)),
        text(""),
        text("Thank you, everybody."),
        text(""),
        quiet("When the room is empty, press Enter. What is left to ask is asked then."),
    ]
}

fn reason(case: &Case) -> Lines {
    let ended = case
        .session
        .as_ref()
        .and_then(|session| session.ended.as_ref());
    let outcome = ended.map(|ended| ended.outcome);
    let said = match outcome {
        Some(Outcome::EndedEarly) => "Ended early: an honourable end. What led to it?",
        Some(Outcome::NoAgreementWanted) => {
            "No agreement wanted: an honourable end. What led to it?"
        }
        Some(Outcome::NotReached) => "Not reached. What led to it?",
        Some(Outcome::Agreement) | None => "What led to it?",
    };
    vec![
        strong(said),
        quiet("Choose what fits best; no name stands with it."),
    ]
}

fn find(case: &Case, id: MarkId) -> Option<&Mark> {
    case.marks.iter().find(|mark| mark.id == id)
}

/// When, in which stage and about whom a mark was made.
fn place(case: &Case, mark: &Mark) -> String {
    let stage = mark.turn.as_ref().and_then(|turn| case.prompt_of(turn));
    let stage = stage.map_or_else(String::new, |(stage, _)| format!(", \"{}\"", stage.title));
    let person = mark
        .person
        .map_or_else(String::new, |id| format!(", {}", told_apart(case, id)));
    format!("{}{stage}{person}", time_of(case, mark))
}

fn words(mark: &Mark) -> Lines {
    let words = mark.words.iter().filter_map(|words| words.text());
    words.map(text).collect()
}

fn safety(case: &Case, id: MarkId) -> Lines {
    let Some(mark) = find(case, id) else {
        return vec![quiet("This mark was struck.")];
    };
    let mut lines = vec![
        strong("Something about safety was marked here."),
        quiet(place(case, mark)),
    ];
    lines.extend(words(mark));
    let who = "For whoever looks after safety: no paper for others shows it.";
    if !mark.settled {
        lines.push(quiet(format!("{who} Left empty, it stays open.")));
        return lines;
    }
    lines.push(quiet(format!(
        "{who} This is kept. What you write now is added; left empty, it stays as it is:"
    )));
    let kept = followed_up(case, id).into_iter().flat_map(str::lines);
    lines.extend(kept.map(text));
    lines
}

/// The questions that nobody came back to, so that somebody can still.
fn questions(case: &Case) -> Lines {
    let open: Vec<&Mark> = case.questions_to_return_to().collect();
    let head = match open.len() {
        1 => "1 question was not come back to.".to_owned(),
        count => format!("{count} questions were not come back to."),
    };
    let mut lines = vec![
        strong(head),
        quiet("Somebody may wait for an answer; it can still be given when you get in touch."),
    ];
    for mark in open {
        lines.extend([text(""), quiet(place(case, mark))]);
        lines.extend(words(mark));
    }
    lines
}

fn note(done: &Done, case: &Case, id: MarkId) -> Lines {
    let Some(mark) = find(case, id) else {
        return vec![quiet("This note was struck.")];
    };
    let is_note = |step: &&Step| matches!(step, Step::Note(_));
    let all = done.steps.iter().filter(is_note).count();
    let number = done.steps.iter().take(done.at + 1).filter(is_note).count();
    let mut lines = vec![
        strong("Is this to be kept?   Y keep   N let go"),
        quiet(format!(
            "Note {number} of {all}: {}, {}",
            mark.kind.title(),
            place(case, mark)
        )),
        text(""),
    ];
    lines.extend(words(mark));
    if mark.kept {
        lines.extend([text(""), quiet("It is kept as things stand.")]);
    }
    lines
}

fn erase(done: &Done, case: &Case, model: &Model) -> Lines {
    let mut lines = vec![
        strong("What nobody kept can go now."),
        text(going::to_erase_in_words(case)),
    ];
    let nowhere = going::asked_about_nowhere(case);
    if !nowhere.is_empty() {
        lines.push(strong("Of these you were not asked one by one:"));
        lines.extend(nowhere.into_iter().map(quiet));
    }
    let undecided = steps::undecided_in_words(done.later.len());
    lines.extend(undecided.map(strong));
    if let Some(refusal) = model.refusal_of(&crate::case::Command::EraseWorkingNotes) {
        lines.push(strong(format!("Not now: {refusal}")));
    }
    lines
}

fn dates(case: &Case, model: &Model) -> Lines {
    let mut lines = vec![strong("When somebody gets in touch")];
    let days = case.follow_up_days();
    let ended = case
        .session
        .as_ref()
        .and_then(|session| session.ended.as_ref());
    let day = ended.map(|ended| ended.at.wall.date_naive());
    // A review that was held on its day does not stand again.
    let review = case.agreement.review.filter(|_| case.agreement.closed);
    let review = review.filter(|on| day.is_none_or(|day| *on > day));
    if let Some(on) = review {
        let agreement = &case.script.vocabulary.agreement;
        let on = spell_out(on);
        lines.push(text(format!(
            "People look at the {agreement} again on {on}."
        )));
    } else if days.is_empty() {
        lines.push(text("There is no day to keep."));
    }
    if !days.is_empty() {
        lines.push(quiet(
            "A day is moved or let go with its reason: choose it.",
        ));
    }
    lines.extend(not_counted(case));
    if let Some(asked) = another_way(case, model, Context::Done) {
        lines.extend([text(""), strong(asked.0), text(asked.1)]);
    }
    let key = model.key(Action::Signing, &[Context::Done]);
    lines.push(quiet(format!(
        "Signing, copies and the saved plan: {key}. All of this can wait, and is found here again."
    )));
    lines
}

/// Nothing of the answers: whoever passes by may read it.
fn ways_home(case: &Case) -> Lines {
    let mut lines = vec![
        strong("Is everybody safe on the way home, and once there?"),
        quiet(
            "Who is with them, and is anything to be done? The answers are for whoever looks after safety: no paper for others shows them.",
        ),
    ];
    if case.ways_home_to_ask().is_empty() {
        lines.push(text("Everybody was asked about."));
    }
    lines
}

/// What was agreed, a line or two each.
fn agreed(case: &Case) -> Lines {
    let agreement = &case.script.vocabulary.agreement;
    let state = if case.agreement.closed {
        "As it was closed."
    } else {
        "As it was closed last; it is open again."
    };
    let mut lines = vec![strong(format!("The {agreement}, in short")), quiet(state)];
    for (number, item) in (1..).zip(case.agreed_items()) {
        lines.extend([text(""), text(format!("{number}. {}", item.draft.text))]);
        let details = item_details(case, &item.draft).into_iter();
        let short = details.filter(|(what, _)| matches!(*what, "Who" | "By"));
        let short: Vec<String> = short
            .map(|(what, words)| format!("{what}: {words}"))
            .collect();
        if !short.is_empty() {
            lines.push(quiet(short.join(". ")));
        }
    }
    lines
}

fn told(case: &Case) -> Lines {
    let mut lines = vec![
        strong("Who was told what"),
        quiet("Such as: the referrer that it was held, the duty worker what was worrying."),
    ];
    for told in &case.afterwards.told {
        let who = match &told.who {
            Party::Person(id) => told_apart(case, *id),
            Party::Other(name) => name.clone(),
        };
        let when = told.at.wall.format("%-d %B %Y, %H:%M");
        lines.extend([text(""), strong(who), quiet(when.to_string())]);
        lines.extend(told.words.text().map(text));
    }
    lines
}

/// Everything of the restricted layer that this case holds.
fn about_safety(case: &Case) -> Lines {
    let mut lines = vec![
        strong("What is kept about safety"),
        quiet("For those who look after safety. No paper and no list of notes shows it."),
    ];
    for mark in case.marks.iter().filter(|mark| mark.is_about_safety()) {
        lines.extend([text(""), quiet(place(case, mark))]);
        lines.extend(words(mark));
        lines.extend(
            mark.follow_up
                .iter()
                .filter_map(|words| words.text())
                .map(text),
        );
    }
    for ((session, person), way) in &case.afterwards.ways_home {
        let name = told_apart(case, *person);
        let head = format!("{name}, on the way home after meeting {session}");
        lines.extend([text(""), quiet(head)]);
        lines.extend(way.words.text().map(text));
    }
    lines
}

fn look_back(case: &Case) -> Lines {
    let mut lines = vec![
        strong("A look back, for yourself alone"),
        quiet("Only shown here: in no paper, no export, no count. Leave it out if you like."),
    ];
    for (session, words) in &case.afterwards.look_backs {
        lines.extend([text(""), quiet(format!("After meeting {session}"))]);
        lines.extend(words.text().map(text));
    }
    lines
}

/// That the meeting is not counted and why, where that is so.
fn not_counted(case: &Case) -> Lines {
    let why = case.will_not_count();
    let Some(session) = case.session.as_ref().filter(|_| !why.is_empty()) else {
        return Vec::new();
    };
    let meeting = &case.script.vocabulary.session;
    let mut lines = vec![text(""), strong(format!("This {meeting} is not counted."))];
    let why = why.iter().map(|why| why_not(case, session, why));
    lines.extend(why.map(|why| text(format!("{}.", capitalized(&why)))));
    lines
}
