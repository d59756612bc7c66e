//! The people: who they are, who is here, and what each said in private of being willing.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, Person, Presence, SessionStatus, Willing};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, Question, ScreenRequest};
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, listed};

/// The people of the open case.
#[derive(Default)]
pub struct People {
    list: List,
}

impl People {
    fn selected<'a>(&self, model: &'a Model) -> Option<&'a Person> {
        model.case()?.people.get(self.list.selected)
    }

    fn remove(&self, model: &Model) -> Vec<Effect> {
        let Some(person) = self.selected(model) else {
            return Vec::new();
        };
        let command = Command::RemovePerson(person.id);
        if model.refusal_of(&command).is_some() {
            return vec![Effect::Execute(command)];
        }
        let question = Question {
            ask: format!("Take {} off the list?", person.details.name),
            about: "They take no part yet. They can be added again.".to_owned(),
            yes: "Take off".to_owned(),
            no: "Leave as it is".to_owned(),
            then: vec![Effect::Execute(command)],
        };
        vec![Effect::Push(OverlayRequest::Confirm(Box::new(question)))]
    }

    /// Records that somebody came, and goes on to the next who is not here yet: a whole circle
    /// arrives with one key each.
    fn arrival(&mut self, model: &Model) -> Vec<Effect> {
        let Some(person) = self.selected(model) else {
            return Vec::new();
        };
        if person.presence != Presence::Expected {
            let ask = OverlayRequest::Presence(Some(person.id));
            return vec![Effect::Push(ask)];
        }
        let came = Command::SetPresence(person.id, Presence::Here);
        if model.refusal_of(&came).is_none() {
            self.go_to_next_expected(model);
        }
        vec![Effect::Execute(came)]
    }

    /// Selects the next person who is not here yet, from the end round to the beginning.
    fn go_to_next_expected(&mut self, model: &Model) {
        let Some(case) = model.case() else {
            return;
        };
        let count = case.people.len();
        let here = self.list.selected;
        let next = (1..count)
            .map(|step| (here + step) % count)
            .find(|place| case.people[*place].presence == Presence::Expected);
        self.list.selected = next.unwrap_or(here);
    }
}

/// Asks once whether everybody who is still expected has come.
fn all_here(model: &Model) -> Vec<Effect> {
    let Some(case) = model.case() else {
        return Vec::new();
    };
    let expected = || {
        let people = case.people.iter();
        people.filter(|person| person.presence == Presence::Expected)
    };
    let names: Vec<String> = expected().map(|person| case.name(person.id)).collect();
    if names.is_empty() {
        let nobody =
            "Nobody is still expected. h records that somebody steps out, returns or left.";
        return vec![Effect::Say(Message::done(nobody))];
    }
    let come = expected().map(|person| Command::SetPresence(person.id, Presence::Here));
    let question = Question {
        ask: "Is everybody here?".to_owned(),
        about: format!("Recorded as come now: {}.", names.join(", ")),
        yes: "Yes, all of them are here".to_owned(),
        no: "Not yet".to_owned(),
        then: come.map(Effect::Execute).collect(),
    };
    vec![Effect::Push(OverlayRequest::Confirm(Box::new(question)))]
}

/// Begins the meeting, goes on with it, or goes back to it.
fn begin(model: &Model) -> Vec<Effect> {
    let Some(case) = model.case() else {
        return Vec::new();
    };
    match case.session.as_ref().map(|session| session.status) {
        Some(SessionStatus::Running) => vec![Effect::Open(ScreenRequest::WhereWeAre)],
        Some(SessionStatus::Adjourned { .. }) => vec![Effect::Execute(Command::ResumeSession)],
        None | Some(SessionStatus::Ended) => match case.script.sessions.as_slice() {
            [only] => vec![Effect::Execute(Command::StartSession(only.id.clone()))],
            _ => vec![Effect::Push(OverlayRequest::Begin)],
        },
    }
}

impl Layer for People {
    fn title(&self, model: &Model) -> String {
        let reference = model.case().map_or("", |case| case.reference.as_str());
        format!("{reference}{}People", model.theme.dot())
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::People, Context::List]
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let rows = model.case().map_or(0, |case| case.people.len());
        if self.list.act(action, rows) {
            return Vec::new();
        }
        let selected = self.selected(model);
        match (action, selected) {
            (Action::Add, _) | (Action::Choose, None) => {
                vec![Effect::Push(OverlayRequest::Person(None))]
            }
            (Action::Change | Action::Choose, Some(person)) => {
                vec![Effect::Push(OverlayRequest::Person(Some(person.id)))]
            }
            (Action::Remove, _) => self.remove(model),
            (Action::Arrival, _) => self.arrival(model),
            (Action::AllHere, _) => all_here(model),
            (Action::Willing, Some(person)) => {
                vec![Effect::Push(OverlayRequest::Willing(person.id))]
            }
            (Action::Begin, _) => begin(model),
            (Action::Close, _) => {
                let running = model.case().is_some_and(|case| case.running().is_ok());
                if running {
                    vec![Effect::Open(ScreenRequest::WhereWeAre)]
                } else {
                    vec![Effect::Push(OverlayRequest::Leave)]
                }
            }
            _ => Vec::new(),
        }
    }

    fn refresh(&mut self, model: &Model) {
        self.list
            .keep_within(model.case().map_or(0, |case| case.people.len()));
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let inside = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(1),
        };
        let theme = model.theme;
        let notes = still_to_do(case, usize::from(inside.width));
        let below = u16::try_from(notes.len()).unwrap_or(3) + 1;
        let list = Rect {
            height: inside.height.saturating_sub(below),
            ..inside
        };
        let rows: Vec<Row> = case.people.iter().map(|person| row(case, person)).collect();
        if rows.is_empty() {
            let first = "Nobody is on the list yet. Press a to add the first person.";
            Panel::words(theme, Role::Text, first, frame, list);
        }
        self.list.draw(theme, frame, list, &rows);
        let spot = Rect {
            y: list.bottom() + 1,
            height: below.saturating_sub(1).min(inside.height),
            ..inside
        };
        if inside.height > below {
            Panel::words(theme, Role::Quiet, &notes.join("\n"), frame, spot);
        }
    }
}

fn row(case: &Case, person: &Person) -> Row {
    let roles: Vec<&str> = person
        .details
        .roles
        .iter()
        .filter_map(|role| case.script.role(role).map(|role| role.name.as_str()))
        .collect();
    let mut text = format!("{}  {}", person.details.name, roles.join(", "));
    if let Some(supported) = person.details.supports {
        text = format!("{text}, here for {}", case.name(supported));
    }
    if let Some(said) = &person.details.said_as {
        text = format!("{text} (said: {said})");
    }
    // What was said in private is not for a screen that the circle may see.
    let in_the_room = case.running().is_ok();
    let willing = if asks(case, person) && !in_the_room {
        match person.is_willing() {
            Willing::NotAsked => "willing: not asked",
            Willing::Given => "willing: yes",
            Willing::Withdrawn => "willing: no",
        }
    } else {
        ""
    };
    Row::new(text).with(format!("{willing:<18}  {:<12}", presence(person.presence)))
}

/// What a presence is called.
pub fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Expected => "not here yet",
        Presence::Here => "here",
        Presence::Out => "stepped out",
        Presence::Left => "left",
    }
}

fn asks(case: &Case, person: &Person) -> bool {
    person.details.roles.iter().any(|role| {
        case.script
            .role(role)
            .is_some_and(|role| role.asked_if_willing)
    })
}

/// What is still open before the meeting, as things to do and never as errors.
fn still_to_do(case: &Case, columns: usize) -> Vec<String> {
    let mut notes = Vec::new();
    let missing: Vec<String> = case
        .script
        .roles
        .iter()
        .filter(|role| case.holders(&role.id).len() < usize::from(role.at_least))
        .map(|role| role.name.clone())
        .collect();
    if !missing.is_empty() {
        notes.push(listed("Still to be added:", &missing, columns));
    }
    let names = |wanted: &dyn Fn(&Person) -> bool| -> Vec<String> {
        let people = case.people.iter().filter(|person| wanted(person));
        people.map(|person| case.name(person.id)).collect()
    };
    let unasked = names(&|person: &Person| {
        person.is_here() && asks(case, person) && person.is_willing() == Willing::NotAsked
    });
    if !unasked.is_empty() {
        notes.push(listed("To be asked in private:", &unasked, columns));
    }
    let awaited = names(&|person: &Person| person.presence == Presence::Expected);
    if !awaited.is_empty() {
        notes.push(listed("Not here yet:", &awaited, columns));
    }
    notes
}

#[cfg(test)]
mod tests {
    use crate::tui::testing::World;

    #[test]
    fn shows_who_is_here_and_what_is_still_to_do() {
        insta::assert_snapshot!("people_80x24", World::prepared().screen(80, 24));
        insta::assert_snapshot!("people_120x40", World::prepared().screen(120, 40));
    }

    #[test]
    fn somebody_is_added_with_a_role_and_comes() {
        let mut world = World::home()
            .press("enter enter enter a")
            .words("Siân")
            .press("tab space ctrl-s h");
        let picture = world.screen(80, 24);
        assert!(picture.contains("Siân  Person harmed"), "{picture}");
        assert!(picture.contains("here"), "{picture}");
        assert!(picture.contains("Still to be added: Person responsible."));
        insta::assert_snapshot!("person_form_80x24", world.press("e").screen(80, 24));
    }

    /// Five people whom everybody waits for.
    fn expected() -> World {
        let mut world = World::home().press("enter enter enter");
        for name in ["Siân", "Bartholomew", "Maximiliane", "Oluwaseun", "Kofi"] {
            world = world.press("a").words(name).press("tab space ctrl-s");
        }
        world.press("home")
    }

    fn here(world: &World) -> usize {
        let people = &world.app.model().case().unwrap().people;
        people.iter().filter(|person| person.is_here()).count()
    }

    #[test]
    fn a_circle_arrives_with_one_key_each() {
        let mut world = expected();
        insta::assert_snapshot!("people_expected_60x16", world.screen(60, 16));
        assert!(world.screen(60, 16).contains("and 2 more."));
        let world = world.press("down h h h h h");
        assert_eq!(here(&world), 5, "from the end it goes on at the beginning");
    }

    #[test]
    fn everybody_comes_after_one_question() {
        let mut world = expected().press("down h y");
        insta::assert_snapshot!("people_all_here_80x24", world.screen(80, 24));
        assert_eq!(here(&world), 1);
        let world = world.press("down enter");
        assert_eq!(here(&world), 5);
        let mut world = world.press("y");
        assert!(world.screen(80, 24).contains("Nobody is still expected."));
    }

    #[test]
    fn whoever_took_part_stays_on_the_list_and_the_screen_says_why() {
        let mut world = World::prepared().press("x");
        let picture = world.screen(80, 24);
        assert!(
            picture.contains("took part, so they stay on the list"),
            "{picture}"
        );
    }

    #[test]
    fn being_willing_is_asked_in_the_words_of_the_script() {
        let mut world = World::prepared().press("w");
        insta::assert_snapshot!("willing_80x24", world.screen(80, 24));
        let mut world = world.press("down enter");
        assert!(world.screen(80, 24).contains("willing: no"));
    }

    #[test]
    fn what_was_said_in_private_is_not_shown_in_the_room() {
        let mut world = World::prepared().press("b h");
        let picture = world.screen(80, 24);
        assert!(picture.contains("Rose"), "{picture}");
        assert!(!picture.contains("willing:"), "{picture}");
    }

    #[test]
    fn the_meeting_begins_with_one_key() {
        let mut world = World::prepared().press("b");
        assert!(world.screen(80, 24).contains("Welcome"));
        let mut world = world.press("h esc");
        assert!(world.screen(80, 24).contains("Welcome, and thank you"));
    }
}
