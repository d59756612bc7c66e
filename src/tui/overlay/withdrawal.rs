//! What follows when somebody no longer wants to take part, or left whom the meeting is about.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Command, MethodStep, PersonId, Refusal, Willing};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, OverlayRequest, PutOff};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{Numbered, Way};

use super::asking::{Asking, Below, own_half};
use super::time_out::before_the_end;

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
    /// Whether it is shown who it is, for the facilitator's eyes.
    shows_who: bool,
}

impl Withdrawal {
    /// Asks what follows from somebody's withdrawal.
    pub fn new(person: PersonId) -> Self {
        let list = Numbered::default();
        Self {
            person,
            list,
            shows_who: false,
        }
    }

    fn command(&self, step: MethodStep) -> Command {
        Command::AnswerWithdrawal(self.person, step, None)
    }

    /// Whether they only left, and everybody saw it.
    fn left(&self, model: &Model) -> bool {
        let refusal = model.refusal_of(&Command::GoOn);
        refusal == Some(Refusal::PrincipalLeft(self.person))
    }

    /// How many ways there are: to wait, the steps, and to see who it is.
    fn count(&self, model: &Model) -> usize {
        let asks_who = !self.shows_who && !self.left(model);
        STEPS.len() + 1 + usize::from(asks_who)
    }

    fn choose(&mut self, model: &Model) -> Vec<Effect> {
        let place = self.list.selected.checked_sub(1);
        if place == Some(STEPS.len()) {
            self.shows_who = true;
            self.list = Numbered::default();
            return Vec::new();
        }
        let Some(step) = place.and_then(|place| STEPS.get(place)) else {
            return vec![Effect::Pop];
        };
        let command = self.command(*step);
        if let Some(refusal) = model.refusal_of(&command) {
            return vec![Effect::Refuse(refusal)];
        }
        let then = vec![Effect::Pop, Effect::Execute(command)];
        let question = match step {
            MethodStep::GoOnWithout => return then,
            MethodStep::Stop => {
                let day = OverlayRequest::AnotherDay(PutOff::ByWithdrawal(self.person));
                return vec![Effect::Pop, Effect::Push(day)];
            }
            MethodStep::ChangeMethod => before_the_end(true, "Not yet", then),
            MethodStep::End => before_the_end(false, "Not yet", then),
        };
        vec![Effect::Push(OverlayRequest::Confirm(Box::new(question)))]
    }

    /// Who it is and with which keys it is put right, once that was asked for.
    fn who(&self, model: &Model) -> Option<String> {
        let case = model.case()?;
        let person = case.person(self.person).filter(|_| self.shows_who)?;
        let name = told_apart(case, self.person);
        let key = |action, contexts: &[Context]| model.key(action, contexts);
        Some(match person.is_willing() {
            Willing::Withdrawn if person.is_in_the_meeting() => format!(
                "{name} said no in private; {}, then {}, or {} where they leave.",
                key(Action::People, &[Context::Room]),
                key(Action::Willing, &[Context::People]),
                key(Action::LeavesOrReturns, &[Context::Room]),
            ),
            Willing::Withdrawn => format!("{name} said no in private, and is not here any more."),
            Willing::Given | Willing::NotAsked => format!("It is {name}."),
        })
    }

    fn ways(&self, model: &Model) -> Vec<Way> {
        let left = self.left(model);
        let wait = if left {
            Way::new(
                "Wait, and ask them first",
                "Nothing goes on meanwhile: go after them, or ring. If they come back, record it.",
            )
        } else {
            Way::new(
                "Speak with them first",
                "Nothing goes on meanwhile. If they come back to it, record their yes with the \
                 people.",
            )
        };
        let steps = STEPS.iter().map(|step| {
            let (text, about) = match step {
                MethodStep::GoOnWithout if left => (
                    "Go on with their yes",
                    "They said that the others may go on without them.",
                ),
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
        let who = Way::new(
            "Show who it is",
            "For your eyes: on this half, and only now.",
        );
        let who = (!self.shows_who && !left).then_some(who);
        std::iter::once(wait).chain(steps).chain(who).collect()
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
        if self.list.act(action, self.count(model)) {
            return Vec::new();
        }
        match action {
            Action::Choose => self.choose(model),
            Action::Close => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, model: &Model) -> Vec<Effect> {
        let count = self.count(model);
        self.list.take_number(key, count);
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let area = own_half(model, frame, area);
        let about = match model.case() {
            Some(case) if self.left(model) => format!(
                "{} has left for the day. It is about them too, so it waits until this is settled.",
                told_apart(case, self.person)
            ),
            Some(_) | None => {
                "Somebody no longer wants to take part, and need not say why.".to_owned()
            }
        };
        let ways = self.ways(model);
        let who = self.who(model).into_iter();
        let asking = Asking {
            title: &self.title(model),
            about: std::iter::once((about, Role::Text))
                .chain(who.map(|who| (who, Role::Quiet)))
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
        assert!(!picture.contains("Ann"), "{picture}");
        let mut world = world.press("6 enter");
        let picture = world.screen(80, 24);
        let said = "Ann said no in private; h, then w, or l where they leave.";
        let lines: Vec<&str> = picture.lines().collect();
        let circle = lines[..lines.len() / 2].join("\n");
        assert!(!circle.contains("Ann"), "{picture}");
        assert!(picture.contains(said), "{picture}");
        let mut world = world.press("esc space");
        assert!(world.screen(80, 24).contains("How to go on"));
        let world = world.press("2 enter space");
        let case = world.app.model().case().unwrap();
        assert_eq!(case.person(PersonId(3)).unwrap().presence, Presence::Left);
        assert!(world.app.overlays().is_empty());
    }

    #[test]
    fn nothing_of_a_private_no_stands_where_the_circle_looks() {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let picture = withdrawn(1).screen(columns, rows);
            let lines: Vec<&str> = picture.lines().collect();
            let circle = lines[..lines.len() / 2].join("\n");
            assert!(circle.contains("A pause"), "{picture}");
            assert!(!circle.contains("take part"), "{picture}");
            assert!(!picture.contains("Rose"), "{picture}");
        }
    }

    #[test]
    fn who_has_left_is_not_asked_to_leave() {
        let left = Command::SetPresence(PersonId(1), Presence::Left);
        let mut world = withdrawn(1).press("esc").execute(left);
        world = world.press("space 6 enter");
        let picture = world.screen(80, 24);
        let said = "Rose said no in private, and is not here any more.";
        assert!(picture.contains(said), "{picture}");
        assert!(!picture.contains("where they leave"), "{picture}");
    }

    #[test]
    fn a_number_alone_decides_nothing() {
        let world = withdrawn(1).press("5 4 3");
        assert_eq!(status(&world), SessionStatus::Running);
        let mut world = world.press("enter").words("friday week");
        let asked = world.screen(80, 24);
        assert!(asked.contains("On which day?"), "{asked}");
        assert_eq!(status(&world), SessionStatus::Running);
        let world = world.press("enter");
        let until = chrono::NaiveDate::from_ymd_opt(2026, 12, 4);
        assert_eq!(status(&world), SessionStatus::Adjourned { until });
    }

    /// A meeting whose stages need the person who was harmed.
    fn needs_them() -> World {
        let mut script = serde_json::to_value(&*crate::tui::testing::script()).unwrap();
        for stage in script["sessions"][0]["stages"].as_array_mut().unwrap() {
            stage["room"] = serde_json::json!({ "in": ["harmed"] });
        }
        let script = serde_json::from_value(script).unwrap();
        World::conference_from(std::sync::Arc::new(script))
    }

    #[test]
    fn where_somebody_leaves_whom_it_is_about_it_is_asked_at_once_how_it_goes_on() {
        let mut world = needs_them().press("l enter down enter");
        insta::assert_snapshot!("withdrawal_left_80x24", world.screen(80, 24));
        insta::assert_snapshot!("withdrawal_left_120x40", world.screen(120, 40));
        let world = world.press("2 enter");
        assert!(world.app.overlays().is_empty());
        assert_eq!(status(&world), SessionStatus::Running);
        let before = world.app.model().case().unwrap().position().cloned();
        let world = world.press("space");
        let after = world.app.model().case().unwrap().position().cloned();
        assert_ne!(before, after);
    }

    #[test]
    fn another_way_and_an_end_are_asked_about_in_words_of_their_own() {
        let asked = |place: &str| withdrawn(1).press(&format!("{place} enter")).screen(80, 24);
        let (another, end) = (asked("4"), asked("5"));
        assert!(another.contains("and go on in another way?"), "{another}");
        assert!(another.contains("the case stays open for it"), "{another}");
        assert!(end.contains("End this meeting here?"), "{end}");
        assert!(!end.contains("another way?"), "{end}");
    }

    #[test]
    fn while_the_meeting_waits_the_room_says_so_and_names_the_key_for_what_it_does() {
        let mut world = withdrawn(1).press("esc");
        insta::assert_snapshot!("withdrawal_waits_80x24", world.screen(80, 24));
        insta::assert_snapshot!("withdrawal_waits_120x40", world.screen(120, 40));
        let picture = world.screen(80, 24);
        assert!(picture.contains("The meeting waits"), "{picture}");
        assert!(picture.contains("Space how to go on"), "{picture}");
        assert!(!picture.contains("Space go on"), "{picture}");
        assert!(!picture.contains("Rose no"), "{picture}");
        let given = Command::SayWilling(PersonId(1), Willing::Given);
        let picture = world.execute(given).screen(80, 24);
        assert!(!picture.contains("The meeting waits"), "{picture}");
        assert!(picture.contains("Space go on"), "{picture}");
    }

    #[test]
    fn that_a_no_stops_the_meeting_is_said_at_once() {
        let no = Command::SayWilling(PersonId(1), Willing::Withdrawn);
        let mut world = World::conference().execute(no);
        let picture = world.screen(80, 24);
        assert!(picture.contains("The meeting waits"), "{picture}");
        assert!(!picture.contains("Rose no"), "{picture}");
    }
}
