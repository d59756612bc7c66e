//! Choices about the course of a case: answers of one's own, catching up, how items stand.

use super::Choices;
use crate::case::{
    Attended, Command, FollowingCommand, ItemId, PersonId, ProgrammeCommand, Progress,
};
use crate::script::RoleKind;
use crate::tui::effect::{Effect, Message, OverlayRequest};
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
            "Asked alone; nobody else sees the answer.",
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
        let missed = |id: PersonId| {
            let person = case.person(id);
            let sessions = case.earlier_sessions.iter();
            sessions.filter(move |session| {
                person.is_some_and(|person| case.attended(person, session) == Attended::No)
            })
        };
        if let Some(person) = person {
            let ways = missed(person).map(|session| {
                let command = ProgrammeCommand::CatchUp(person, session.kind.clone());
                let kind = session.script.session(&session.kind);
                let title = kind.map(|kind| kind.title.clone()).unwrap_or_default();
                (title, vec![Effect::Execute(Command::Programme(command))])
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
            .filter(|person| missed(person.id).next().is_some())
            .map(|person| {
                let next = Effect::Push(OverlayRequest::CatchUp(Some(person.id)));
                (told_apart(case, person.id), vec![next])
            })
            .collect();
        let about = if ways.is_empty() {
            "Nobody who is here missed a session."
        } else {
            "Of those who are here and missed one."
        };
        Some(Self::new("Who makes up for a session?", about, ways))
    }

    /// Which kind of meeting was held before and is entered now.
    pub fn held_before(model: &Model) -> Self {
        let kinds = model.case().map_or(&[][..], |case| &case.script.sessions);
        let ways = kinds.iter().map(|kind| {
            let ask = Effect::Push(OverlayRequest::HeldBefore(kind.id.clone()));
            (kind.title.clone(), vec![ask])
        });
        Self::new("Which meeting was it?", "", ways.collect())
    }

    /// Which process the case goes over to.
    pub fn process(model: &Model) -> Self {
        let now = model.case().map(|case| &case.script.id);
        let others = model
            .scripts
            .iter()
            .filter(|script| Some(&script.id) != now);
        let ways = others.map(|script| {
            let change = Effect::ChangeProcess(script.id.clone());
            (script.title.clone(), vec![change])
        });
        Self::new(
            "Go on with which process?",
            "People, what was agreed and the whole history go along.",
            ways.collect(),
        )
    }

    /// How an agreed item stands.
    pub fn progress(item: ItemId, model: &Model) -> Option<Self> {
        let case = model.case()?;
        let closed = case
            .agreed_items()
            .iter()
            .find(|known| known.item == item)?;
        let ways = Progress::ALL.map(|progress| {
            let command = FollowingCommand::SayProgress(item, progress, None, None);
            let said = Effect::Execute(Command::Following(command));
            (capital(progress.title()), vec![said])
        });
        let about = closed.draft.text.clone();
        let mut choices = Self::new("How does it stand?", about, ways.to_vec());
        let now = case.progress_of(item);
        let place = Progress::ALL.iter().position(|known| *known == now);
        choices.list.selected = place.unwrap_or(0);
        Some(choices)
    }

    /// Which person who was harmed was told today how an item stands.
    pub fn tell_harmed(item: ItemId, model: &Model) -> Option<Self> {
        let case = model.case()?;
        let today = case.told(model.now).wall.date_naive();
        let harmed = case
            .people_shown()
            .filter(|person| case.holds_kind(person.id, &[RoleKind::Harmed]));
        let ways: Vec<_> = harmed
            .map(|person| {
                let command = FollowingCommand::TellHarmed(item, person.id, today);
                let name = told_apart(case, person.id);
                let said = format!("It is noted that {name} was told.");
                let told = vec![
                    Effect::Execute(Command::Following(command)),
                    Effect::Say(Message::done(said)),
                ];
                (name, told)
            })
            .collect();
        Some(Self::new(
            "Who was told today how this stands?",
            "Whoever was harmed is told whether it was done.",
            ways,
        ))
    }
}

fn capital(text: &str) -> String {
    crate::script::capitalized(text)
}
