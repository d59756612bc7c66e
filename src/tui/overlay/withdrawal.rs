//! What follows when somebody no longer wants to take part.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Command, MethodStep, PersonId, Willing};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, OverlayRequest, Question};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{Numbered, Way};

use super::asking::{Asking, Below, a_pause};

/// What can follow, in the order in which it is offered after waiting.
const STEPS: [MethodStep; 4] = [
    MethodStep::GoOnWithout,
    MethodStep::Stop,
    MethodStep::ChangeMethod,
    MethodStep::End,
];

/// What follows from a withdrawal.
#[derive(Debug)]
pub struct Withdrawal {
    person: PersonId,
    list: Numbered,
}

impl Withdrawal {
    /// Asks what follows from somebody's withdrawal.
    pub fn new(person: PersonId) -> Self {
        let list = Numbered::default();
        Self { person, list }
    }

    fn command(&self, step: MethodStep) -> Command {
        Command::AnswerWithdrawal(self.person, step)
    }

    fn choose(&self, model: &Model) -> Vec<Effect> {
        let place = self.list.selected.checked_sub(1);
        let Some(step) = place.and_then(|place| STEPS.get(place)) else {
            return vec![Effect::Pop];
        };
        let command = self.command(*step);
        if let Some(refusal) = model.refusal_of(&command) {
            return vec![Effect::Refuse(refusal)];
        }
        let then = vec![Effect::Pop, Effect::Execute(command)];
        let (ask, about, yes) = match step {
            MethodStep::GoOnWithout => return then,
            MethodStep::Stop => (
                "Stop for today?",
                "The meeting goes on another day, and everybody is asked anew.",
                "Stop for today",
            ),
            MethodStep::ChangeMethod | MethodStep::End => (
                "End this meeting here?",
                "It is recorded as ended early, which is an honourable end. Reasons are asked \
                 once the room is empty.",
                "End the meeting",
            ),
        };
        let question = Question {
            ask: ask.to_owned(),
            about: about.to_owned(),
            yes: yes.to_owned(),
            no: "Not yet".to_owned(),
            then,
        };
        vec![Effect::Push(OverlayRequest::Confirm(Box::new(question)))]
    }

    /// Who it is and with which keys it is put right, on the facilitator's half.
    fn said_in_private(&self, model: &Model) -> Option<String> {
        let case = model.case()?;
        let person = case.person(self.person)?;
        let said_no = person.is_willing() == Willing::Withdrawn;
        let key = |action, contexts: &[Context]| model.key(action, contexts);
        said_no.then(|| {
            format!(
                "{} said no in private; {}, then {}, or {} where they leave.",
                case.name(self.person),
                key(Action::People, &[Context::Room]),
                key(Action::Willing, &[Context::People]),
                key(Action::LeavesOrReturns, &[Context::Room]),
            )
        })
    }

    fn ways(&self, model: &Model) -> Vec<Way> {
        let wait = Way::new(
            "Speak with them first",
            "Nothing goes on meanwhile. If they come back to it, record their yes with the people.",
        );
        let steps = STEPS.iter().map(|step| {
            let (text, about) = match step {
                MethodStep::GoOnWithout => ("Go on without them", "They leave the meeting."),
                MethodStep::Stop => ("Stop for today…", "The meeting goes on another day."),
                MethodStep::ChangeMethod => (
                    "Go on in another way…",
                    "This meeting ends here; the case stays open.",
                ),
                MethodStep::End => ("End here…", "An honourable end."),
            };
            match model.refusal_of(&self.command(*step)) {
                Some(refusal) => Way::refused(text, refusal),
                None => Way::new(text, about),
            }
        });
        std::iter::once(wait).chain(steps).collect()
    }
}

impl Layer for Withdrawal {
    fn title(&self, _model: &Model) -> String {
        "How to go on".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::List, Context::Overlay]
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.list.act(action, STEPS.len() + 1) {
            return Vec::new();
        }
        match action {
            Action::Choose => self.choose(model),
            Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        self.list.take_number(key, STEPS.len() + 1);
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let area = a_pause(model, frame, area);
        let about = "Somebody no longer wants to take part. That is their right, and nobody has \
                     to say why.";
        let ways = self.ways(model);
        let said = self.said_in_private(model).into_iter();
        let asking = Asking {
            title: &self.title(model),
            about: std::iter::once((about.to_owned(), Role::Text))
                .chain(said.map(|said| (said, Role::Quiet)))
                .collect(),
            below: Below::Ways(&ways, self.list),
        };
        asking.draw(model.theme, frame, area);
    }
}

#[cfg(test)]
mod tests {
    use crate::case::{Command, PersonId, Presence, SessionStatus, Willing};
    use crate::tui::testing::World;

    fn withdrawn(person: u16) -> World {
        World::conference()
            .execute(Command::SayWilling(PersonId(person), Willing::Withdrawn))
            .press("space")
    }

    fn status(world: &World) -> SessionStatus {
        let case = world.app.model().case().unwrap();
        case.session.as_ref().unwrap().status
    }

    #[test]
    fn going_on_asks_what_follows() {
        let mut world = withdrawn(1);
        insta::assert_snapshot!("withdrawal_80x24", world.screen(80, 24));
        insta::assert_snapshot!("withdrawal_120x40", world.screen(120, 40));
        let mut world = world.press("2 enter");
        let picture = world.screen(80, 24);
        assert!(
            picture.contains("cannot go on without this person"),
            "{picture}"
        );
        assert_eq!(status(&world), SessionStatus::Running);
    }

    #[test]
    fn a_supporter_may_go_and_the_meeting_goes_on() {
        let world = withdrawn(3).press("2 enter");
        assert_eq!(status(&world), SessionStatus::Running);
        let case = world.app.model().case().unwrap();
        assert_eq!(case.person(PersonId(3)).unwrap().presence, Presence::Left);
    }

    #[test]
    fn who_said_no_before_the_meeting_is_asked_about_as_it_begins() {
        let kind = crate::script::SessionKindId::new("conference");
        let mut world = World::prepared()
            .execute(Command::SayWilling(PersonId(3), Willing::Withdrawn))
            .execute(Command::StartSession(kind));
        let picture = world.screen(80, 24);
        assert!(picture.contains("How to go on"), "{picture}");
        let said = "Ann said no in private; h, then w, or l where they leave.";
        assert!(picture.contains(said), "{picture}");
        let mut world = world.press("esc space");
        assert!(world.screen(80, 24).contains("How to go on"));
        let world = world.press("2 enter space");
        let case = world.app.model().case().unwrap();
        assert_eq!(case.person(PersonId(3)).unwrap().presence, Presence::Left);
        assert!(world.app.overlays().is_empty());
    }

    #[test]
    fn a_number_alone_decides_nothing() {
        let world = withdrawn(1).press("5 4 3");
        assert_eq!(status(&world), SessionStatus::Running);
        let world = world.press("enter down enter");
        let until = None;
        assert_eq!(status(&world), SessionStatus::Adjourned { until });
    }
}
