//! Who came to which meeting, and what each answered for themselves.
//!
//! What people answered alone is in the facilitator's layer: whoever shows it takes care who
//! looks at it. Who came is part of the process.

use super::sheet::line;
use crate::case::{Attended, Case, PersonId, Session};
use crate::script::{PromptId, RoleKind, in_one_line};

/// Who was at one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhoCame {
    /// Who was there, if only for a while.
    pub there: Vec<PersonId>,
    /// Who sent a letter, or somebody to speak for them.
    pub sent_word: Vec<PersonId>,
    /// Who was not there and made up for it, and in which meeting.
    pub caught_up: Vec<(PersonId, u16)>,
    /// Who was not there.
    pub missing: Vec<PersonId>,
}

/// Who of the people of a case was at a meeting; whoever runs it is not among them, and while one
/// side alone is in the room nobody of the other.
pub fn of(case: &Case, session: &Session) -> WhoCame {
    let mut came = WhoCame {
        there: Vec::new(),
        sent_word: Vec::new(),
        caught_up: Vec::new(),
        missing: Vec::new(),
    };
    for person in case.people_shown() {
        let id = person.id;
        if case.holds_kind(id, &[RoleKind::Facilitator]) {
            continue;
        }
        match case.attended(id, session) {
            Attended::Yes => came.there.push(id),
            Attended::SentWord => came.sent_word.push(id),
            Attended::CaughtUp(number) => came.caught_up.push((id, number)),
            Attended::No => came.missing.push(id),
        }
    }
    came
}

impl WhoCame {
    /// The same in sentences, each only where there is something to say.
    pub fn in_words(&self, name: impl Fn(PersonId) -> String) -> Vec<String> {
        let names = |people: &[PersonId]| {
            let names: Vec<String> = people.iter().map(|id| line(&name(*id))).collect();
            names.join(", ")
        };
        let mut said = Vec::new();
        let kinds = [
            ("There", &self.there),
            ("Sent word", &self.sent_word),
            ("Not there", &self.missing),
        ];
        for (word, people) in kinds {
            if !people.is_empty() {
                said.push(format!("{word}: {}.", names(people)));
            }
        }
        let made_up = self.caught_up.iter();
        said.extend(made_up.map(|(id, number)| {
            format!("Made up for it in meeting {number}: {}.", line(&name(*id)))
        }));
        said
    }
}

/// What was answered to one question of a meeting, each person alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAnswers {
    /// The question, in one line.
    pub question: String,
    /// Who answered, and what, in the words of the script.
    pub given: Vec<(PersonId, String)>,
}

/// What people answered for themselves in a meeting, question by question.
pub fn own_answers(case: &Case, session: &Session) -> Vec<OwnAnswers> {
    let mut answers: Vec<(&PromptId, OwnAnswers)> = Vec::new();
    for ((number, prompt, person), answer) in &case.programme.own_answers {
        if *number != session.number {
            continue;
        }
        let kind = session.script.session(&session.kind);
        let known = kind.and_then(|kind| kind.prompt(prompt));
        let known = known.map(|(_, prompt)| prompt);
        let mut offered = known.iter().flat_map(|prompt| &prompt.answers);
        let label = offered.find(|offered| &offered.id == answer);
        let label = label.map_or(answer.as_str(), |offered| &offered.label);
        let label = case.fill_from(&session.script, label, Some(*person));
        let given = (*person, line(&label));
        if let Some((_, asked)) = answers.last_mut().filter(|(asked, _)| *asked == prompt) {
            asked.given.push(given);
            continue;
        }
        let question = known.map_or_else(
            || prompt.to_string(),
            |known| case.fill_from(&session.script, &in_one_line(&known.cue), None),
        );
        let asked = OwnAnswers {
            question: line(&question),
            given: vec![given],
        };
        answers.push((prompt, asked));
    }
    answers.into_iter().map(|(_, answers)| answers).collect()
}
