//! A panel with a few ways to choose from; what each leads to is data.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, PersonId, Presence, Willing};
use crate::script::{SessionKind, in_a_row};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, OverlayRequest, Question};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, told_apart};
use crate::tui::screen::{begin_chosen, presence as at, whereabouts, who_comes_to};
use crate::tui::theme::Role;
use crate::tui::widget::{Numbered, Panel, Way, draw_lines, rows_of, wrapped};

use super::asking::{Asking, Below, own_half};

/// The widest panel, in columns.
const WIDEST: u16 = 64;

/// A few ways to choose from.
#[derive(Debug)]
pub struct Choices {
    title: String,
    about: String,
    ways: Vec<(String, Vec<Effect>)>,
    pub(super) list: Numbered,
    /// Whether not even that something is asked is for the circle to know.
    apart: bool,
}

impl Choices {
    /// A panel that asks something, with each way and what it leads to.
    ///
    /// The panel goes before the effects are performed.
    pub fn new(
        title: impl Into<String>,
        about: impl Into<String>,
        ways: Vec<(String, Vec<Effect>)>,
    ) -> Self {
        Self {
            title: title.into(),
            about: about.into(),
            ways,
            list: Numbered::default(),
            apart: false,
        }
    }

    /// The same on the lower half of the screen, with nothing but a pause where the circle looks.
    pub(super) fn apart(self) -> Self {
        Self {
            apart: true,
            ..self
        }
    }

    /// That people called in private time.
    pub fn called() -> Self {
        let way = |text: &str, command: Option<Command>| {
            (
                text.to_owned(),
                command.map(Effect::Execute).into_iter().collect(),
            )
        };
        Self::new(
            "Did people call you?",
            "Only the time of it is recorded.",
            vec![
                way("Not yet", None),
                way(
                    "They called me in for a moment; their time goes on",
                    Some(Command::CallBackIn),
                ),
                way(
                    "Their time is over; we all go on",
                    Some(Command::EndPrivateTime),
                ),
            ],
        )
    }

    /// Which kind of meeting to begin; the commands come before it, the message after it, and
    /// neither where none is chosen. The one that usually comes next is selected.
    pub fn begin(before: &[Command], said: Option<&Message>, model: &Model) -> Self {
        let mut kinds = Self::of_kinds("Which meeting begins?", model, |case, kind| {
            if !kind.with.is_empty() {
                return vec![Effect::Push(OverlayRequest::WhoIsHere(kind.id.clone()))];
            }
            if case.script.has_sides() {
                return begin_chosen(case, kind, model);
            }
            let start = Command::StartSession(kind.id.clone());
            let come = who_comes_to(case, kind, before.to_vec());
            let commands = come.into_iter().chain([start]);
            let effects = commands.map(Effect::Execute);
            effects.chain(said.cloned().map(Effect::Say)).collect()
        });
        if model.case().is_some_and(|case| case.next_kind().is_none()) {
            "Somebody has stopped, so nothing comes next by itself.".clone_into(&mut kinds.about);
            kinds
                .ways
                .insert(0, ("None for now".to_owned(), Vec::new()));
        }
        kinds
    }

    /// The kinds of meeting of the script, numbered, with the days on which they were held.
    pub(super) fn of_kinds(
        title: &str,
        model: &Model,
        leads_to: impl Fn(&Case, &SessionKind) -> Vec<Effect>,
    ) -> Self {
        let Some(case) = model.case() else {
            return Self::new(title, "", Vec::new());
        };
        let kinds = case.script.sessions.iter();
        let ways = kinds.clone().map(|kind| {
            let held = held_on(case, kind);
            (format!("{}{held}", kind.title), leads_to(case, kind))
        });
        let mut choices = Self::new(title, "", ways.collect());
        let next = case.next_kind();
        let place = kinds
            .clone()
            .position(|kind| Some(&kind.id) == next.map(|next| &next.id));
        choices.list.selected = place.unwrap_or(0);
        choices
    }

    /// Whether the unfinished note may go before somebody comes who could see it; its words are
    /// shown only to whoever asks for them.
    pub fn unfinished_note(then: &Effect, model: &Model) -> Self {
        let begin = "Let it go and begin";
        let goes = vec![Effect::KeepDraft(String::new()), then.clone()];
        let shown = Question {
            ask: "Let it go?".to_owned(),
            about: model.note_draft.trim().to_owned(),
            yes: begin.to_owned(),
            no: "Not yet".to_owned(),
            then: goes.clone(),
            otherwise: Vec::new(),
        };
        let show = vec![Effect::Push(OverlayRequest::Confirm(Box::new(shown)))];
        Self::new(
            "Let the unfinished note go?",
            "It waits from before, and whoever is in the room could see it.",
            vec![
                ("Not yet".to_owned(), Vec::new()),
                (begin.to_owned(), goes),
                ("Show it first; you are alone".to_owned(), show),
            ],
        )
    }

    /// What somebody said in private of being willing.
    pub fn willing(person: PersonId, model: &Model) -> Option<Self> {
        let case = model.case()?;
        let asked = &case.script.willingness;
        let about = format!(
            "{}\n\nEasy read: {}\n\n{}",
            case.fill(&asked.ask, Some(person)),
            case.fill(&asked.easy, Some(person)),
            case.fill(&asked.hint, Some(person))
        );
        let way = |text: &str, willing| {
            let said = Effect::Execute(Command::SayWilling(person, willing));
            (text.to_owned(), vec![said])
        };
        // Whoever is willing, and not today, keeps their yes for another day.
        let away = if case.person(person)?.has_come() {
            Presence::Left
        } else {
            Presence::Away
        };
        let not_today = ("Not today".to_owned(), recorded(case, person, away));
        let mut choices = Self::new(
            format!("{}, asked in private", told_apart(case, person)),
            about,
            vec![
                way("Yes, still willing", Willing::Given),
                way("No, or not any more", Willing::Withdrawn),
                not_today,
                way("Not asked yet", Willing::NotAsked),
            ],
        );
        choices.list.selected = match case.of_today(case.person(person)?).1 {
            Willing::NotAsked | Willing::Given => 0,
            Willing::Withdrawn => 1,
        };
        Some(choices)
    }

    /// Who leaves or returns; or, of one person, how.
    pub fn presence(person: Option<PersonId>, model: &Model) -> Option<Self> {
        let case = model.case()?;
        let Some(person) = person else {
            let people = case.people.iter();
            let people = people.filter(|person| case.may_be_here(person.id));
            let ways = people.map(|person| {
                let now = if case.is_outside(person.id) {
                    whereabouts(case, person)
                } else {
                    at(person.presence)
                };
                let text = format!("{}, {now}", person.details.name);
                let effects = if person.is_here() {
                    vec![Effect::Push(OverlayRequest::Presence(Some(person.id)))]
                } else {
                    recorded(case, person.id, Presence::Here)
                };
                (text, effects)
            });
            let about = "Whoever is not here comes back with Enter.";
            return Some(Self::new("Who leaves or returns?", about, ways.collect()));
        };
        let way = |text: &str, presence| (text.to_owned(), recorded(case, person, presence));
        let name = told_apart(case, person);
        let ways = if case.is_outside(person) {
            vec![
                way("Is back with the others", Presence::Here),
                way("Leaves for the day", Presence::Left),
            ]
        } else if case.person(person)?.is_here() {
            vec![
                way("Steps out and may return", Presence::Out),
                way("Leaves for the day", Presence::Left),
            ]
        } else {
            vec![
                way("Is here", Presence::Here),
                way("Left for the day", Presence::Left),
            ]
        };
        Some(Self::new(name, "", ways))
    }
}

/// The days on which a kind of meeting was held, to stand behind its title.
fn held_on(case: &Case, kind: &SessionKind) -> String {
    let held = case.sessions().filter(|session| {
        session.script.id == case.script.id && session.kind == kind.id && session.ended.is_some()
    });
    let days = held.map(|session| session.started.wall.format("%-d %b").to_string());
    let days: Vec<String> = days.collect();
    match days.as_slice() {
        [] => String::new(),
        days => format!(" (held {})", in_a_row(days)),
    }
}

/// Records where somebody is and says so, for nothing else on the screen may show it.
fn recorded(case: &Case, person: PersonId, presence: Presence) -> Vec<Effect> {
    let now = match presence {
        Presence::Expected => "is waited for",
        Presence::Here => "is here",
        Presence::Out => "stepped out",
        Presence::Left => "left",
        Presence::Away => "is not coming",
    };
    let said = format!("{} {now}.", told_apart(case, person));
    vec![
        Effect::Execute(Command::SetPresence(person, presence)),
        Effect::Say(Message::done(said)),
    ]
}

impl Layer for Choices {
    fn title(&self, _model: &Model) -> String {
        self.title.clone()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::List, Context::Overlay]
    }

    fn act(&mut self, action: Action, _model: &Model) -> Vec<Effect> {
        if self.list.act(action, self.ways.len()) {
            return Vec::new();
        }
        match (action, self.ways.get(self.list.selected)) {
            (Action::Choose, Some((_, effects))) => {
                let mut all = vec![Effect::Pop];
                all.extend(effects.clone());
                all
            }
            (Action::Choose, None) | (Action::Close, _) => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    /// A number only selects, as in every list.
    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        self.list.take_number(key, self.ways.len());
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let ways: Vec<Way> = self
            .ways
            .iter()
            .map(|(text, _)| Way::new(text, ""))
            .collect();
        if self.apart {
            let area = own_half(model, frame, area);
            let asking = Asking {
                title: &self.title,
                about: vec![(self.about.clone(), Role::Text)],
                below: Below::Ways(&ways, self.list),
            };
            asking.draw(model.theme, frame, area);
            return;
        }
        let columns = area.width.min(WIDEST).saturating_sub(4);
        let wanted = Numbered::rows(&ways, columns);
        let about: Vec<(String, Role)> = wrapped(&self.about, usize::from(columns))
            .into_iter()
            .map(|line| (line, Role::Text))
            .collect();
        let words = rows_of(about.len());
        let panel = Panel {
            title: &self.title,
            columns: WIDEST,
            rows: wanted.saturating_add(words + 4),
        };
        let inside = panel.draw(model.theme, frame, area);
        // What can be chosen is never pushed out by what is said above it.
        let least = wanted.min(2) + 1;
        let spot = Rect {
            height: words.min(inside.height.saturating_sub(least)),
            ..inside
        };
        draw_lines(model.theme, frame, spot, &about);
        let gap = 1.min(inside.height.saturating_sub(spot.height));
        let list = Rect {
            y: spot.bottom() + gap,
            height: inside.height.saturating_sub(spot.height + gap),
            ..inside
        };
        self.list.draw(model.theme, frame, list, &ways);
    }
}
