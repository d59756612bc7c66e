//! Choices about the course of a case: answers of one's own, catching up, how items stand.

use super::Choices;
use crate::case::{Case, Command, ItemId, PersonId, ProgrammeCommand, Progress, Session};
use crate::tui::effect::{Effect, OverlayRequest, PreparingPanel};
use crate::tui::model::{Model, told_apart};

impl Choices {
    /// The answers that the prompt on the screen offers to whoever's turn it is.
    pub fn own_answer(model: &Model) -> Option<Self> {
        let case = model.case()?;
        let (_, prompt) = case.current()?;
        let person = case.position()?.person?;
        let given = case.own_answer(&prompt.id, person);
        let ways = prompt.answers.iter().map(|answer| {
            let command =
                ProgrammeCommand::GiveOwnAnswer(prompt.id.clone(), person, answer.id.clone());
            let label = case.fill(&answer.label, Some(person));
            (label, vec![Effect::Execute(Command::Programme(command))])
        });
        let mut choices = Self::new(
            told_apart(case, person),
            "Turn the screen to yourself first. The answer is shown nowhere else.",
            ways.collect(),
        );
        let place = prompt
            .answers
            .iter()
            .position(|known| Some(&known.id) == given);
        choices.list.selected = place.unwrap_or(0);
        Some(choices)
    }

    /// Who makes up for a session that they missed; or, of one person, for which.
    pub fn catch_up(person: Option<PersonId>, model: &Model) -> Option<Self> {
        let case = model.case()?;
        let missed = |id: PersonId| case.person(id).map_or_else(Vec::new, |id| case.missed(id));
        if let Some(person) = person {
            let ways = missed(person).into_iter().map(|session| {
                let command = ProgrammeCommand::CatchUp(person, session.number);
                let kind = session.script.session(&session.kind);
                let title = kind.map_or(session.kind.as_str(), |kind| &kind.title);
                let day = session.started.wall.format("%-d %B");
                (
                    format!("{title}, {day}"),
                    vec![Effect::Execute(Command::Programme(command))],
                )
            });
            let name = told_apart(case, person);
            return Some(Self::new(
                format!("{name} makes up for"),
                "A session that was missed counts as caught up.",
                ways.collect(),
            ));
        }
        let here = case.people.iter().filter(|person| person.is_here());
        let ways: Vec<_> = here
            .filter(|person| !case.missed(person).is_empty())
            .map(|person| {
                let name = told_apart(case, person.id);
                let sessions: Vec<&Session> = case.missed(person);
                // Where only one was missed, nobody is asked which.
                let [only] = sessions.as_slice() else {
                    let next = Effect::Push(OverlayRequest::CatchUp(Some(person.id)));
                    return (name, vec![next]);
                };
                let kind = only.script.session(&only.kind);
                let title = kind.map_or("", |kind| kind.title.as_str());
                let command = ProgrammeCommand::CatchUp(person.id, only.number);
                let made_up = Effect::Execute(Command::Programme(command));
                (format!("{name}: {title}"), vec![made_up])
            })
            .collect();
        let put_down = put_down(case);
        let about = match (ways.is_empty(), put_down.is_empty()) {
            (true, true) => "Nobody who is here missed a session.".to_owned(),
            (true, false) => format!("Put down: {put_down}. Nobody else who is here missed one."),
            (false, true) => "Of those who are here and missed one.".to_owned(),
            (false, false) => format!("Put down: {put_down}. Of the others who are here:"),
        };
        Some(Self::new("Who makes up for a session?", about, ways))
    }

    /// Which kind of meeting was held before and is entered now.
    pub fn held_before(model: &Model) -> Self {
        Self::of_kinds("Which meeting was it?", model, |_, kind| {
            vec![Effect::Push(OverlayRequest::HeldBefore(kind.id.clone()))]
        })
    }

    /// How an agreed item stands.
    pub fn progress(item: ItemId, model: &Model) -> Option<Self> {
        let case = model.case()?;
        let closed = case
            .agreed_items()
            .iter()
            .find(|known| known.item == item)?;
        let ways = Progress::ALL.map(|progress| {
            let ask = OverlayRequest::Preparing(PreparingPanel::Standing(item, progress));
            (capital(progress.title()), vec![Effect::Push(ask)])
        });
        let about = closed.draft.text.clone();
        let mut choices = Self::new("How does it stand?", about, ways.to_vec());
        let now = case.progress_of(item);
        let place = Progress::ALL.iter().position(|known| *known == now);
        choices.list.selected = place.unwrap_or(0);
        Some(choices)
    }
}

/// Who is put down in this session as making up for which.
fn put_down(case: &Case) -> String {
    let Some(now) = case.session.as_ref().map(|session| session.number) else {
        return String::new();
    };
    let made_up = case.programme.caught_up.iter();
    let made_up = made_up.filter(|(_, made_up_in)| **made_up_in == now);
    let names = made_up.map(|((person, number), _)| {
        let name = told_apart(case, *person);
        let mut sessions = case.sessions();
        let session = sessions.find(|session| session.number == *number);
        let kind = session.and_then(|session| session.script.session(&session.kind));
        kind.map_or(name.clone(), |kind| format!("{name} for {}", kind.title))
    });
    names.collect::<Vec<_>>().join("; ")
}

fn capital(text: &str) -> String {
    crate::script::capitalized(text)
}
