//! What is asked in each step of a message or letter.

use super::asked::{Step, choice, helped, workers};
use super::wording::passing_words;
use crate::case::{CarriedKind, Case, Message, NextStep, Passing, Person, PersonId};
use crate::tui::model::told_apart;
use crate::tui::widget::{Parties, Question, Reply, Ticks};

/// How something can be passed on, in the order in which it is offered.
pub(super) const WAYS: [Passing; 4] = [
    Passing::ReadAloud,
    Passing::Handed,
    Passing::Phone,
    Passing::Unread,
];

type Asked = (Vec<Question>, Vec<PersonId>);

/// The questions of a step, and the people whom their answers name by place.
pub(super) fn questions(step: Step, message: &Message, case: &Case) -> Asked {
    let from = told_apart(case, message.from);
    let to = told_apart(case, message.to);
    let of_letter = message.kind == CarriedKind::Letter;
    let yes_or_no = |ask: String| Question::new(ask, Reply::to_be_said(["yes", "no"]));
    match step {
        Step::Word => word(message, case),
        Step::Agree => {
            let ask = format!("{from}, are these the right words?");
            let right = Reply::to_be_said(["yes, these are the words", "not yet"]);
            (vec![Question::new(ask, right)], Vec::new())
        }
        Step::List => (vec![list(message, case)], Vec::new()),
        Step::Look => (look(message, case), Vec::new()),
        Step::Consent => (consent(&from, of_letter), Vec::new()),
        Step::TakeBack => {
            let ask = format!("Does {from} take the yes back?");
            let back = Reply::to_be_said(["yes, it is not passed on", "no, the yes stands"]);
            (vec![Question::new(ask, back)], Vec::new())
        }
        Step::Offer => {
            let ask = format!("{to}, there is a letter. Would you like it?");
            let wants = Reply::to_be_said(["yes, now", "no, or not now"]);
            let may = format!("May {from} know what {to} said to that?");
            (vec![Question::new(ask, wants), yes_or_no(may)], Vec::new())
        }
        Step::Deliver => deliver(message, case),
        Step::React => {
            let ask = format!("Does {to} agree that what they say to it is written down?");
            let agreed = Reply::to_be_said(["yes", "no"]);
            let what = format!("What does {to} say to it?");
            let may = yes_or_no(format!("May {from} know that?"));
            let what = Question::new(what, Reply::words(""));
            (vec![Question::new(ask, agreed), what, may], Vec::new())
        }
        Step::Reply => {
            let ask = format!("{to}, would you like to answer?");
            let wanted = Reply::to_be_said(["yes", "no, or not now"]);
            (vec![Question::new(ask, wanted)], Vec::new())
        }
        Step::Talk => {
            let people = vec![message.from, message.to];
            let missing = usize::from(case.next_step(message) == NextStep::Talk(message.to));
            let reply = choice([from, to], missing);
            let ask = "Who was the closing conversation with, alone?";
            (vec![Question::new(ask, reply)], people)
        }
        Step::Close => {
            let close = Reply::to_be_said(["yes, close it", "no, not yet"]);
            let ask = "Is nothing more to be done about it?";
            let hint = "Its words go with the working notes then.";
            (vec![Question::new(ask, close).hinted(hint)], Vec::new())
        }
    }
}

fn word(message: &Message, case: &Case) -> Asked {
    let from = told_apart(case, message.from);
    let on_paper = message.kind == CarriedKind::Letter
        && case
            .script
            .letters
            .as_ref()
            .is_some_and(|rules| !rules.keep_text);
    let (ask, hint) = if on_paper {
        (
            "Where is the paper with this wording?".to_owned(),
            "The words themselves are not kept here.",
        )
    } else {
        (
            format!("What exactly? In the words of {from}."),
            "Whatever was agreed or checked before is asked anew.",
        )
    };
    let text = message.text().unwrap_or_default();
    let mut questions = vec![Question::new(ask, Reply::words(text)).hinted(hint)];
    let people = workers(case);
    if message.kind == CarriedKind::Letter {
        questions.push(helped(case, &people));
    }
    (questions, people)
}

fn list(message: &Message, case: &Case) -> Question {
    let checks = case.letter_checks(message).iter();
    let options = checks
        .map(|check| (case.fill(check, None), false))
        .collect();
    let ask = "What of this is so? Space ticks it.";
    Question::new(ask, Reply::Ticks(Ticks::new(options)))
}

fn look(message: &Message, case: &Case) -> Vec<Question> {
    let of_letter = message.kind == CarriedKind::Letter;
    let (ask, hint) = if of_letter {
        (
            "Who read exactly this?",
            "Somebody who did not help to write it: a name, or part of it.",
        )
    } else {
        ("Who looked at exactly this?", "A name, or part of it.")
    };
    let people = workers(case).into_iter();
    let people = people.filter(|id| case.may_check(message, *id));
    let people: Vec<(PersonId, String)> = people.map(|id| (id, told_apart(case, id))).collect();
    // Nobody is named by the program: whoever is on the list need not be on this visit.
    let who = Reply::Parties(Parties::one_of(people));
    let can = Reply::to_be_said(["it can go", "it cannot go as it is"]);
    vec![
        Question::new(ask, who).hinted(hint),
        Question::new(
            "Can it go? Does it give away where somebody lives, their health, or anybody else? Does \
             it threaten or beg?",
            can,
        ),
        Question::new("What has to change, if anything?", Reply::words("")),
    ]
}

fn consent(from: &str, of_letter: bool) -> Vec<Question> {
    let ask = format!("{from}, may this be passed on?");
    if of_letter {
        let reply = Reply::to_be_said(["yes, exactly this", "no, or not now"]);
        return vec![Question::new(ask, reply)];
    }
    let extents = [
        "yes, exactly this",
        "yes, a part of it",
        "yes, what it says, in other words",
        "no, or not now",
    ];
    let reply = Reply::to_be_said(extents);
    let words = Question::new(
        "What exactly may be passed on, if it is a part or other words?",
        Reply::words(""),
    );
    vec![Question::new(ask, reply), words]
}

fn deliver(message: &Message, case: &Case) -> Asked {
    let from = told_apart(case, message.from);
    let to = told_apart(case, message.to);
    let how = Question::new("How is it passed on?", choice(WAYS.map(passing_words), 0));
    let people: Vec<PersonId> = case
        .people
        .iter()
        .map(|person| person.id)
        .filter(|id| case.may_be_here(*id))
        .collect();
    let ticks = people.iter().map(|id| {
        let here = case.person(*id).is_some_and(Person::is_here);
        (told_apart(case, *id), here || *id == message.to)
    });
    let present = Reply::Ticks(Ticks::new(ticks.collect()));
    let present = Question::new("Who is there?", present);
    let tell = format!("May {from} know that {to} has heard it?");
    let tell = Question::new(tell, Reply::to_be_said(["yes", "no"]));
    (vec![how, present, tell], people)
}
