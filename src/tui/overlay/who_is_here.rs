//! Who is in the room, asked before a meeting with one side alone begins or goes on.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, Person, PersonId, Presence, SessionStatus};
use crate::script::SessionKindId;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{Asked, Asking, Panel, Question, Reply, Ticks, below, listed};

const TITLE: &str = "Who is in the room?";
/// Rows of the panel without a row for each person.
const ROWS: u16 = 10;

/// Who of one side is in the room.
pub struct WhoIsHere {
    kind: SessionKindId,
    people: Vec<PersonId>,
    /// People of the other side who are recorded as here, or as having stepped out.
    others: Vec<PersonId>,
    /// What begins once it is said.
    begins: Command,
    about: String,
    asking: Asking,
}

impl WhoIsHere {
    /// Everybody who could be there; whoever is recorded as here is ticked, and so is whoever works
    /// there and whom the script does not send out.
    pub fn new(kind: &SessionKindId, case: &Case, model: &Model) -> Self {
        let here = |person: &Person| case.of_today(person).0 == Presence::Here;
        let (could, others): (Vec<&Person>, Vec<&Person>) = case
            .people
            .iter()
            .partition(|person| case.could_be_in(person, kind));
        let session = case.script.session(kind);
        let stays_out = |person: &Person| {
            session.is_some_and(|kind| kind.has_no_place_for(&person.details.roles))
        };
        let ticks = could.iter().map(|person| {
            let at_work = case.works_here(person) && !stays_out(person);
            let ticked = here(person) || at_work;
            (told_apart(case, person.id), ticked)
        });
        let question = Question::new(TITLE, Reply::Ticks(Ticks::new(ticks.collect())))
            .hinted("Arrows and Space tick, Enter begins.");
        let today = model.now.wall.date_naive();
        let near = |person: &&Person| is_near(case.of_today(person).0);
        let others: Vec<&Person> = others.into_iter().filter(near).collect();
        let title = session.map_or("", |kind| &kind.title);
        Self {
            kind: kind.clone(),
            people: could.iter().map(|person| person.id).collect(),
            others: others.iter().map(|person| person.id).collect(),
            begins: begins(kind, case, model),
            about: about(title, &others),
            asking: Asking::new(vec![question], today),
        }
    }

    fn done(&self, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        let Some(Reply::Ticks(ticks)) = self.asking.reply(0) else {
            return Vec::new();
        };
        let mut arrivals: Vec<Command> = self
            .others
            .iter()
            .map(|id| Command::SetPresence(*id, Presence::Left))
            .collect();
        let (mut anybody, mut visited) = (false, false);
        for (id, (_, ticked)) in self.people.iter().zip(&ticks.options) {
            let Some(person) = case.person(*id) else {
                continue;
            };
            anybody |= *ticked && !case.works_here(person);
            visited |= *ticked && case.is_visited_in(person, &self.kind);
            let today = case.of_today(person).0;
            // Whoever is of the side that is met may have stepped out for a moment.
            let stays = today != Presence::Here && !case.is_of_both_sides(person);
            if *ticked && today != Presence::Here {
                arrivals.push(Command::SetPresence(*id, Presence::Here));
            } else if !ticked && is_near(today) && !stays {
                arrivals.push(Command::SetPresence(*id, Presence::Left));
            }
        }
        if !visited {
            let who = if anybody {
                "It is not held without the person whom it is with: tick them as well."
            } else {
                "Tick who of this side is in the room."
            };
            return vec![Effect::Say(Message::refused(who))];
        }
        let mut effects = vec![Effect::Pop];
        effects.extend(arrivals.into_iter().map(Effect::Execute));
        effects.push(Effect::Execute(self.begins.clone()));
        effects
    }
}

/// Whether somebody is in the room, or could be again at any moment.
fn is_near(presence: Presence) -> bool {
    match presence {
        Presence::Here | Presence::Out => true,
        Presence::Expected | Presence::Left | Presence::Away => false,
    }
}

/// What was asked for and waits for this answer, or else a meeting of this kind from now on.
fn begins(kind: &SessionKindId, case: &Case, model: &Model) -> Command {
    if let Some(waiting @ Command::StartSessionHeld(held, _)) = &model.refused
        && held == kind
    {
        return waiting.clone();
    }
    match case.session.as_ref().map(|session| session.status) {
        Some(SessionStatus::Adjourned { .. }) => Command::ResumeSession,
        Some(SessionStatus::Running | SessionStatus::Ended) | None => {
            Command::StartSession(kind.clone())
        }
    }
}

fn about(title: &str, others: &[&Person]) -> String {
    let hidden =
        "What the other side has not agreed to pass on stays hidden until this visit is over.";
    let names: Vec<String> = others
        .iter()
        .map(|person| person.details.name.clone())
        .collect();
    if names.is_empty() {
        return format!("{title}. This is with one side alone. {hidden}");
    }
    let left = listed(
        "Not gone yet, and recorded as having left with Enter:",
        &names,
        60,
    );
    format!("{title}. This is with one side alone. {hidden}\n{left}")
}

impl Layer for WhoIsHere {
    fn title(&self, _model: &Model) -> String {
        TITLE.to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Form, Context::Overlay]
    }

    fn use_of(&self, action: Action, _model: &Model) -> Use {
        if action == Action::NextOrDone {
            Use::Called("begin")
        } else {
            Use::Live
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if action == Action::Close {
            return vec![Effect::Pop];
        }
        match self.asking.act(action) {
            Asked::Done => self.done(model),
            Asked::Refused(_) | Asked::Taken | Asked::Other => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        self.asking.type_key(key);
        Vec::new()
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let people = u16::try_from(self.people.len()).unwrap_or(u16::MAX);
        let panel = Panel {
            title: TITLE,
            columns: 76,
            rows: people.saturating_add(ROWS),
        };
        let inside = panel.draw(model.theme, frame, area);
        let rest = Panel::words(model.theme, Role::Text, &self.about, frame, inside);
        self.asking.draw(model.theme, frame, below(rest, 1));
    }
}
