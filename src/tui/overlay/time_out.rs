//! A time-out: with whom; then how it ended.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Command, PauseKind, PersonId, TimeOutEnd};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, Question};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{Field, Form, FormKey, Numbered, Panel, Way, minutes};

use super::asking::{Asking, Below};
use super::day::{Day, goes_on};

/// The ways in which a time-out can end, in the order in which they are offered.
const ENDS: [TimeOutEnd; 5] = [
    TimeOutEnd::Continue,
    TimeOutEnd::Break,
    TimeOutEnd::Adjourn,
    TimeOutEnd::ChangeMethod,
    TimeOutEnd::End,
];

/// A time-out.
#[derive(Debug)]
pub struct TimeOut {
    asked: Asked,
}

/// What is asked now.
#[derive(Debug)]
enum Asked {
    With(Form, Vec<PersonId>),
    Outcome(Numbered),
    Day(Day),
}

impl TimeOut {
    /// Asks how the time-out ended; where none is going on, with whom one begins.
    pub fn new(model: &Model) -> Option<Self> {
        let case = model.case()?;
        if model.pause() == Some(PauseKind::TimeOut) {
            let asked = Asked::Outcome(Numbered::default());
            return Some(Self { asked });
        }
        let here = || case.people.iter().filter(|person| person.is_here());
        let names: Vec<String> = here().map(|person| person.details.name.clone()).collect();
        let chosen = vec![false; names.len()];
        let hint = "Space ticks a name, arrows move, Enter begins. Nobody need be named.";
        let field = Field::several("Who do you speak with?", hint, names, chosen);
        let form = Form::new(vec![field], model.today());
        let people = here().map(|person| person.id).collect();
        let asked = Asked::With(form, people);
        Some(Self { asked })
    }

    fn choose(&mut self, selected: usize) -> Vec<Effect> {
        match ENDS.get(selected) {
            Some(TimeOutEnd::Adjourn) => {
                self.asked = Asked::Day(Day::new());
                Vec::new()
            }
            Some(end @ (TimeOutEnd::Continue | TimeOutEnd::Break)) => over(*end),
            Some(end @ (TimeOutEnd::ChangeMethod | TimeOutEnd::End)) => {
                let another_way = *end == TimeOutEnd::ChangeMethod;
                let question = before_the_end(another_way, "Stay in the time-out", over(*end));
                vec![Effect::Push(OverlayRequest::Confirm(Box::new(question)))]
            }
            None => Vec::new(),
        }
    }
}

/// What is asked before the meeting ends early: with another way it is said that it is recorded.
pub(super) fn before_the_end(another_way: bool, no: &str, then: Vec<Effect>) -> Question {
    let (ask, about) = if another_way {
        (
            "End this meeting here, and go on in another way?",
            "That people want another way is recorded with it, and the case stays open for it. ",
        )
    } else {
        ("End this meeting here?", "")
    };
    Question {
        ask: ask.to_owned(),
        about: format!(
            "{about}It is recorded as ended early, which is an honourable end. Reasons are asked \
             once the room is empty."
        ),
        yes: "End the meeting".to_owned(),
        no: no.to_owned(),
        then,
        otherwise: Vec::new(),
    }
}

fn over(end: TimeOutEnd) -> Vec<Effect> {
    vec![Effect::Pop, Effect::Execute(Command::EndTimeOut(end, None))]
}

fn way(end: TimeOutEnd) -> Way {
    match end {
        TimeOutEnd::Continue => Way::new("We go on", "At the same cue."),
        TimeOutEnd::Break => Way::new("A break for everybody", ""),
        TimeOutEnd::Adjourn => Way::new("We go on another day…", "Asks for the day."),
        TimeOutEnd::ChangeMethod => Way::new(
            "We go on in another way…",
            "This meeting ends here; the case stays open.",
        ),
        TimeOutEnd::End => Way::new("We end here…", "An honourable end."),
    }
}

/// Since when, for how long, and with whom.
fn so_far(model: &Model) -> String {
    let found = model
        .case()
        .and_then(|case| Some((case, case.session.as_ref()?.pause.as_ref()?)));
    let Some((case, pause)) = found else {
        return String::new();
    };
    let since = pause.since.wall.format("%H:%M");
    let long = minutes(model.now.milliseconds_since(pause.since));
    let names: Vec<String> = pause.with.iter().map(|id| told_apart(case, *id)).collect();
    let with = if names.is_empty() {
        String::new()
    } else {
        format!(", with {}", names.join(", "))
    };
    format!("Since {since}, {long}{with}.")
}

impl Layer for TimeOut {
    fn title(&self, _model: &Model) -> String {
        match self.asked {
            Asked::With(..) => "A time-out begins".to_owned(),
            Asked::Outcome(_) => "How did the time-out end?".to_owned(),
            Asked::Day(_) => "Go on another day".to_owned(),
        }
    }

    fn contexts(&self) -> &'static [Context] {
        match self.asked {
            Asked::With(..) => &[Context::Form, Context::Overlay],
            Asked::Outcome(_) => &[Context::List, Context::Overlay],
            Asked::Day(_) => &[Context::Text, Context::Overlay],
        }
    }

    fn is_typing(&self) -> bool {
        matches!(self.asked, Asked::Day(_))
    }

    fn half_typed(&self) -> Option<String> {
        match &self.asked {
            Asked::With(form, _) => form.half_typed(),
            Asked::Outcome(_) => None,
            Asked::Day(day) => day.line.half_typed(),
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        match &mut self.asked {
            Asked::With(form, people) => match (action, form.act(action)) {
                (_, FormKey::Done) => {
                    let field = form.fields.first();
                    let ticked = field.map(Field::all_chosen).unwrap_or_default();
                    let with = ticked
                        .iter()
                        .filter_map(|place| people.get(*place).copied());
                    let command = Command::StartTimeOut(with.collect());
                    vec![Effect::Pop, Effect::Execute(command)]
                }
                (Action::Close, _) => vec![Effect::Pop],
                _ => Vec::new(),
            },
            Asked::Outcome(list) => {
                if list.act(action, ENDS.len()) {
                    return Vec::new();
                }
                let selected = list.selected;
                match action {
                    Action::Choose => self.choose(selected),
                    Action::Close => vec![Effect::Pop],
                    _ => Vec::new(),
                }
            }
            Asked::Day(day) => match (action, day.read(model)) {
                (Action::Accept, Ok(until)) => {
                    let command = Command::EndTimeOut(TimeOutEnd::Adjourn, until);
                    let said = Message::done(goes_on(until));
                    vec![Effect::Pop, Effect::Execute(command), Effect::Say(said)]
                }
                (Action::Accept, Err(problem)) => vec![Effect::Say(Message::refused(problem))],
                (Action::Close, _) => {
                    self.asked = Asked::Outcome(Numbered::at(2));
                    Vec::new()
                }
                _ => Vec::new(),
            },
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        match &mut self.asked {
            Asked::With(form, _) => {
                form.type_key(key);
            }
            Asked::Outcome(list) => {
                list.take_number(key, ENDS.len());
            }
            Asked::Day(day) => {
                day.line.type_key(key);
            }
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        if let Asked::Day(day) = &mut self.asked {
            day.line.paste(text);
        }
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let title = self.title(model);
        let ways = ENDS.map(way);
        let text = |text: &str, role| (text.to_owned(), role);
        let (about, below) = match &self.asked {
            Asked::With(form, _) => {
                let panel = Panel {
                    title: &title,
                    columns: 76,
                    rows: 6,
                };
                let inside = panel.draw(model.theme, frame, area);
                form.draw(model.theme, frame, inside);
                return;
            }
            Asked::Outcome(list) => (vec![(so_far(model), Role::Text)], Below::Ways(&ways, *list)),
            Asked::Day(day) => (
                vec![text("On which day?", Role::Strong)],
                Below::Line(&day.line, day.said(model)),
            ),
        };
        let asking = Asking {
            title: &title,
            about,
            below,
        };
        asking.draw(model.theme, frame, area);
    }
}

#[cfg(test)]
mod tests {
    use crate::case::{Command, PauseKind, PersonId, SessionStatus};
    use crate::tui::effect::OverlayRequest;
    use crate::tui::testing::World;

    fn in_time_out() -> World {
        World::conference()
            .execute(Command::StartTimeOut(vec![PersonId(2)]))
            .wait(240_000)
            .push(OverlayRequest::TimeOut)
    }

    fn status(world: &World) -> SessionStatus {
        let case = world.app.model().case().unwrap();
        case.session.as_ref().unwrap().status
    }

    #[test]
    fn it_is_asked_with_whom() {
        let mut world = World::conference().push(OverlayRequest::TimeOut);
        insta::assert_snapshot!("time_out_with_80x24", world.screen(80, 24));
        insta::assert_snapshot!("time_out_with_120x40", world.screen(120, 40));
        let world = world.press("right space enter");
        let case = world.app.model().case().unwrap();
        let pause = case.session.as_ref().unwrap().pause.as_ref().unwrap();
        assert_eq!(pause.with, [PersonId(2)]);
    }

    #[test]
    fn it_ends_in_one_of_five_ways() {
        let mut world = in_time_out();
        insta::assert_snapshot!("time_out_80x24", world.screen(80, 24));
        insta::assert_snapshot!("time_out_120x40", world.screen(120, 40));
        let world = world.press("1 enter");
        assert_eq!(world.app.model().pause(), None);
        let world = in_time_out().press("2 enter");
        assert_eq!(world.app.model().pause(), Some(PauseKind::Break));
    }

    #[test]
    fn the_day_is_typed_as_people_say_it_and_shown_back() {
        let mut world = in_time_out().press("3 enter").words("in two weeks");
        insta::assert_snapshot!("time_out_day_80x24", world.screen(80, 24));
        insta::assert_snapshot!("time_out_day_120x40", world.screen(120, 40));
        let world = world.press("enter");
        let until = chrono::NaiveDate::from_ymd_opt(2026, 12, 7);
        assert_eq!(status(&world), SessionStatus::Adjourned { until });
    }

    #[test]
    fn a_day_that_is_none_is_said_and_nothing_happens() {
        let mut world = in_time_out()
            .press("3 enter")
            .words("soonish")
            .press("enter");
        assert!(world.screen(80, 24).contains("does not read as a date"));
        assert_eq!(status(&world), SessionStatus::Running);
    }

    #[test]
    fn another_way_is_named_before_the_meeting_ends_for_it() {
        let mut world = in_time_out().press("4 enter");
        let picture = world.screen(80, 24);
        assert!(picture.contains("go on in another way?"), "{picture}");
        assert!(picture.contains("the case stays open"), "{picture}");
        let mut world = in_time_out().press("5 enter");
        let picture = world.screen(80, 24);
        assert!(picture.contains("End this meeting here?"), "{picture}");
    }

    #[test]
    fn ending_is_asked_about_once_more() {
        let world = in_time_out().press("5 enter enter");
        assert_eq!(status(&world), SessionStatus::Running);
        let world = in_time_out().press("5 enter down enter");
        assert_eq!(status(&world), SessionStatus::Ended);
    }
}
