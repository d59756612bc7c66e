//! Who came to which meeting, and what each answered for themselves.
//!
//! What people answered alone is in the facilitator's layer: whoever shows it takes care who
//! looks at it. Who came is part of the process.

use super::sheet::line;
use crate::case::{Attendance, Attended, Case, Person, PersonId, Session};
use crate::script::{PromptId, RoleKind, in_a_row, in_one_line};

/// Who was at one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhoCame {
    /// Who was there, if only for a while.
    pub there: Vec<PersonId>,
    /// Who sent a letter, or somebody to speak for them.
    pub sent_word: Vec<PersonId>,
    /// Of these, who was heard through somebody, and through whom, where that is known.
    pub heard_through: Vec<(PersonId, Vec<PersonId>)>,
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
        heard_through: Vec::new(),
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
            Attended::SentWord => {
                came.sent_word.push(id);
                let through = spoke_for(case, session, id);
                if person.details.attends == Attendance::Represented && !through.is_empty() {
                    came.heard_through.push((id, through));
                }
            }
            Attended::CaughtUp(number) => came.caught_up.push((id, number)),
            Attended::No => came.missing.push(id),
        }
    }
    came
}

/// Who was at a meeting for somebody who stayed at home.
fn spoke_for(case: &Case, session: &Session, person: PersonId) -> Vec<PersonId> {
    let beside = case.people_shown().filter(|other| {
        other.details.supports == Some(person) && case.attended(other.id, session) == Attended::Yes
    });
    beside.map(|other| other.id).collect()
}

/// That somebody who came to no meeting was heard all the same, and how; nothing where they were
/// not.
pub fn heard_how(case: &Case, person: &Person) -> Option<String> {
    let mut sessions = case.sessions().rev();
    let heard = sessions.find(|session| case.attended(person.id, session) == Attended::SentWord)?;
    Some(match person.details.attends {
        Attendance::Represented => {
            let through = spoke_for(case, heard, person.id);
            let names: Vec<String> = through.into_iter().map(|id| line(&case.name(id))).collect();
            if names.is_empty() {
                "heard through somebody who spoke for them".to_owned()
            } else {
                format!("heard through {}", in_a_row(&names))
            }
        }
        Attendance::Room | Attendance::Video | Attendance::Phone | Attendance::Message => {
            "sent word".to_owned()
        }
    })
}

impl WhoCame {
    /// The same in sentences, each only where there is something to say.
    pub fn in_words(&self, name: impl Fn(PersonId) -> String) -> Vec<String> {
        let names = |people: &[PersonId]| {
            let names: Vec<String> = people.iter().map(|id| line(&name(*id))).collect();
            names.join(", ")
        };
        let mut said = Vec::new();
        let through = |id: &PersonId| self.heard_through.iter().any(|(heard, _)| heard == id);
        let sent_word = self.sent_word.iter().copied();
        let sent_word: Vec<PersonId> = sent_word.filter(|id| !through(id)).collect();
        let kinds = [
            ("There", &self.there),
            ("Sent word", &sent_word),
            ("Not there", &self.missing),
        ];
        for (word, people) in kinds {
            if !people.is_empty() {
                said.push(format!("{word}: {}.", names(people)));
            }
        }
        let heard = self.heard_through.iter();
        said.extend(heard.map(|(id, through)| {
            format!("Heard through {}: {}.", names(through), line(&name(*id)))
        }));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Command;
    use crate::document::fixtures::{World, conference};
    use crate::script::SessionKindId;

    #[test]
    fn whoever_stayed_at_home_and_was_heard_through_somebody_did_not_stay_away() {
        let mut world = World::new(conference());
        let tom = world.add("Tom", "responsible", None);
        let mira = world.add("Mira", "harmed", None);
        let mut details = world.case.person(mira).unwrap().details.clone();
        details.attends = Attendance::Represented;
        world.run(Command::ChangePerson(mira, details));
        let ola = world.add("Ola", "supporter", Some(mira));
        for person in [tom, ola] {
            world.arrive(person);
        }
        world.run(Command::StartSession(SessionKindId::new("conference")));
        let case = &world.case;
        let person = case.person(mira).unwrap();
        assert_eq!(heard_how(case, person).unwrap(), "heard through Ola");
        let came = of(case, case.session.as_ref().unwrap());
        let said = came.in_words(|id| case.name(id));
        assert_eq!(said, ["There: Tom, Ola.", "Heard through Ola: Mira."]);
    }
}
