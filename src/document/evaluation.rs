//! An evaluation form as a paper, to be filled in by hand. It names nobody and no case.

use super::paper::{Block, Field, Paper, Part, Print};
use super::sheet::{line, lines};
use crate::script::{Evaluation, RoleKind, Scale, Ticked};

/// Lines for a hand below a question.
const LINES: usize = 3;

/// A blank form; `practice` where it is printed for a fictional case.
pub fn blank(form: &Evaluation, practice: bool, print: Print) -> Paper {
    let easy = print == Print::EasyRead;
    let mut parts = Vec::new();
    if form.who.len() > 1 {
        let mut who = Part::new("I took part as");
        for kind in &form.who {
            who.blocks
                .push(Block::OneOf(kind_in_words(*kind).to_owned()));
        }
        parts.push(who);
    }
    let mut said = Part::new(asked(form.scale));
    for (number, one) in (1..).zip(&form.statements) {
        let words = one.easy.as_ref().filter(|_| easy).unwrap_or(&one.says);
        said.say(format!("{number}. {}", line(words)));
        answers(form.scale, print, &mut said);
    }
    parts.push(said);
    for one in &form.questions {
        let words = one.easy.as_ref().filter(|_| easy).unwrap_or(&one.ask);
        let mut part = Part::new(line(words));
        for _ in 0..LINES {
            part.blank(vec![Field::words("")]);
        }
        parts.push(part);
    }
    Paper {
        title: line(&form.title),
        language: form.language.clone(),
        practice,
        print,
        foot: format!(
            "Form {}, version {}. No name, please.",
            form.id, form.version
        ),
        head: vec![lines(&form.summary)],
        parts,
    }
}

/// How each statement is answered.
fn asked(scale: Scale) -> &'static str {
    match scale {
        Scale::FivePoints => "Tick one in each row, from 5 (agree strongly) to 1",
        Scale::YesOrNo => "Tick one in each row",
        Scale::ThreeFaces => "Pick one face in each row",
    }
}

fn answers(scale: Scale, print: Print, part: &mut Part) {
    let all = scale.answers().iter();
    match print {
        Print::EasyRead => part
            .blocks
            .extend(all.map(|answer| Block::OneOf(with_a_face(*answer).to_owned()))),
        Print::Usual | Print::Large => {
            part.blank(all.map(|answer| Field::tick(in_short(*answer))).collect());
        }
    }
}

/// As short as a row of boxes needs it, on paper and where it is typed in.
pub fn in_short(answer: Ticked) -> &'static str {
    match answer {
        Ticked::AgreeStrongly => "5",
        Ticked::Agree => "4",
        Ticked::Neither => "3",
        Ticked::Disagree => "2",
        Ticked::DisagreeStrongly => "1",
        Ticked::Yes
        | Ticked::No
        | Ticked::CannotSay
        | Ticked::Glad
        | Ticked::InBetween
        | Ticked::NotGlad
        | Ticked::DoesNotApply => answer.title(),
    }
}

/// In easy-read words, with a face that every printer has.
fn with_a_face(answer: Ticked) -> &'static str {
    match answer {
        Ticked::AgreeStrongly => ":-D  5  yes, very much",
        Ticked::Agree => ":-)  4  yes",
        Ticked::Neither => ":-|  3  not sure",
        Ticked::Disagree => ":-/  2  no",
        Ticked::DisagreeStrongly => ":-(  1  no, not at all",
        Ticked::Yes => ":-)  yes",
        Ticked::No => ":-(  no",
        Ticked::CannotSay => ":-|  I cannot say",
        Ticked::Glad => ":-)  good",
        Ticked::InBetween => ":-|  in between",
        Ticked::NotGlad => ":-(  not good",
        Ticked::DoesNotApply => "this was not part of it",
    }
}

/// As what somebody took part, in neutral words.
pub fn kind_in_words(kind: RoleKind) -> &'static str {
    match kind {
        RoleKind::Harmed => "somebody who was harmed",
        RoleKind::Responsible => "somebody who took responsibility",
        RoleKind::Participant => "somebody who took part",
        RoleKind::Supporter => "somebody who came to support",
        RoleKind::Family => "family, or somebody close to it",
        RoleKind::Child => "a child or young person",
        RoleKind::Professional => "somebody who was there for their work",
        RoleKind::Interpreter => "somebody who interpreted",
        RoleKind::Observer => "somebody who looked on",
        RoleKind::Facilitator => "somebody who ran the meeting",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::form::{html, markdown, text};

    const FORMS: [&str; 3] = [
        include_str!("../../scripts/evaluations/after-the-meeting.json"),
        include_str!("../../scripts/evaluations/children.json"),
        include_str!("../../scripts/evaluations/family-after-three-months.json"),
    ];

    fn form(place: usize) -> Evaluation {
        serde_json::from_str(FORMS[place]).unwrap()
    }

    #[test]
    fn a_blank_form_is_a_paper_like_the_others() {
        insta::assert_snapshot!(text::write(&blank(&form(0), false, Print::Usual)));
    }

    #[test]
    fn children_are_asked_with_three_faces() {
        insta::assert_snapshot!(text::write(&blank(&form(1), true, Print::EasyRead)));
    }

    #[test]
    fn a_family_is_asked_after_three_months_what_can_be_compared() {
        insta::assert_snapshot!(markdown::write(&blank(&form(2), false, Print::Large)));
    }

    #[test]
    fn every_form_says_every_line_in_every_form_of_print() {
        for place in 0..FORMS.len() {
            for print in [Print::Usual, Print::Large, Print::EasyRead] {
                let form = form(place);
                let paper = blank(&form, false, print);
                let flat = |page: String| page.split_whitespace().collect::<Vec<_>>().join(" ");
                for page in [text::write(&paper), html::write(&paper)].map(flat) {
                    for one in &form.statements {
                        let easy = one.easy.as_ref().filter(|_| print == Print::EasyRead);
                        let words = easy.unwrap_or(&one.says);
                        assert!(page.contains(words.as_str()), "{words}: {page}");
                    }
                }
            }
        }
    }
}
