//! The people: who they are, who is here, and what each said in private of being willing.

mod begin;
mod still_open;
#[cfg(test)]
mod tests;
mod unprotected;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Attendance, Case, Command, Person, Presence, Willing};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{
    Effect, Message, OverlayRequest, PreparingPanel, Question, ScreenRequest, Section, TakenBack,
};
use crate::tui::layer::{Layer, Use};
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, draw_lines, rows_of, wrapped};

use begin::{begin, held_before};
pub(in crate::tui) use begin::{begin_chosen, who_comes_to};
pub use still_open::{asked_again, out_of_date};
use still_open::{asks, looking_again, put_off, still_to_do};
use unprotected::warn_if_unprotected;

/// From so many columns on, there is room for roles and for what each person said.
const WIDE_ENOUGH: u16 = 56;

/// The people of the open case.
#[derive(Default)]
pub struct People {
    list: List,
}

impl People {
    fn selected<'a>(&self, model: &'a Model) -> Option<&'a Person> {
        model.case()?.people_shown().nth(self.list.selected)
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
            otherwise: Vec::new(),
        };
        vec![Effect::Push(OverlayRequest::Confirm(Box::new(question)))]
    }

    /// Records that somebody came, and goes on to the next who is not here yet: a whole circle
    /// arrives with one key each.
    fn arrival(&mut self, model: &Model) -> Vec<Effect> {
        let Some(person) = self.selected(model) else {
            return Vec::new();
        };
        let waited_for = model.case().map(|case| case.of_today(person).0);
        if !matches!(waited_for, Some(Presence::Expected | Presence::Away)) {
            let ask = OverlayRequest::Presence(Some(person.id));
            return vec![Effect::Push(ask)];
        }
        let came = Command::SetPresence(person.id, Presence::Here);
        if model.refusal_of(&came).is_none() {
            self.go_to_next_expected(model);
        }
        vec![Effect::Execute(came)]
    }

    /// Records that somebody is not coming today; pressed again, waits for them after all. It
    /// stays on them: a slip is mended with the same key.
    fn not_coming(&self, model: &Model) -> Vec<Effect> {
        let (Some(case), Some(person)) = (model.case(), self.selected(model)) else {
            return Vec::new();
        };
        let presence = match case.of_today(person).0 {
            Presence::Away => Presence::Expected,
            Presence::Expected | Presence::Here | Presence::Out | Presence::Left => Presence::Away,
        };
        vec![Effect::Execute(Command::SetPresence(person.id, presence))]
    }

    fn use_of_not_coming(&self, case: &Case, model: &Model) -> Use {
        let Some(person) = self.selected(model) else {
            return Use::Absent;
        };
        let away = Command::SetPresence(person.id, Presence::Away);
        match model.refusal_of(&away) {
            Some(refusal) => Use::Idle(refusal.why()),
            None if case.of_today(person).0 == Presence::Away => Use::Called("coming"),
            None => Use::Live,
        }
    }

    /// Asks what the selected person said of being willing.
    fn ask_if_willing(&self, model: &Model) -> Vec<Effect> {
        let person = self.selected(model);
        let ask = person.map(|person| Effect::Push(OverlayRequest::Willing(person.id)));
        ask.into_iter().collect()
    }

    /// Selects the next person who is not here yet, from the end round to the beginning.
    fn go_to_next_expected(&mut self, model: &Model) {
        let Some(case) = model.case() else {
            return;
        };
        let people: Vec<&Person> = case.people_shown().collect();
        let count = people.len();
        let here = self.list.selected;
        let next = (1..count)
            .map(|step| (here + step) % count)
            .find(|place| is_expected(case, people[*place]));
        self.list.selected = next.unwrap_or(here);
    }
}

fn to_part(section: Section) -> Effect {
    Effect::Open(ScreenRequest::Preparation(section))
}

/// Asks once whether everybody who is still expected has come.
fn all_here(model: &Model) -> Vec<Effect> {
    let Some(case) = model.case() else {
        return Vec::new();
    };
    let expected = || {
        let people = case.people_shown();
        people.filter(|person| is_expected(case, person))
    };
    let names: Vec<String> = expected()
        .map(|person| told_apart(case, person.id))
        .collect();
    if names.is_empty() {
        let nobody = "Nobody is still expected.";
        return vec![Effect::Say(Message::done(nobody))];
    }
    let come = expected().map(|person| Command::SetPresence(person.id, Presence::Here));
    let question = Question {
        ask: "Is everybody here?".to_owned(),
        about: format!("Recorded as come {}: {}.", when(case), names.join(", ")),
        yes: "Yes, all of them are here".to_owned(),
        no: "Not yet".to_owned(),
        then: come.map(Effect::Execute).collect(),
        otherwise: Vec::new(),
    };
    vec![Effect::Push(OverlayRequest::Confirm(Box::new(question)))]
}

/// When those come who are said to have come: in a meeting that was held before, at its own time.
fn when(case: &Case) -> String {
    let session = case.session.as_ref().filter(|_| case.running().is_ok());
    let typed = session.and_then(|session| session.typed);
    typed.map_or_else(
        || "now".to_owned(),
        |at| format!("at {}", at.format("%H:%M")),
    )
}

impl Layer for People {
    fn title(&self, model: &Model) -> String {
        let reference = model.case().map_or("", |case| case.reference.as_str());
        format!("{reference}{}People", model.theme.dot())
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::People, Context::List]
    }

    fn use_of(&self, action: Action, model: &Model) -> Use {
        let Some(case) = model.case() else {
            return Use::Absent;
        };
        let nobody = case.people_shown().next().is_none();
        match action {
            Action::Ledger if !model.carries() => Use::Absent,
            Action::TakenBackElsewhere if !case.is_one_sided() => Use::Absent,
            Action::Begin if case.running().is_ok() => Use::Way("meeting"),
            Action::Begin => Use::Way("begin"),
            Action::Close if case.running().is_err() => Use::Way("leave"),
            Action::Consents if case.script.consents.is_empty() => Use::Absent,
            Action::Change
            | Action::Arrival
            | Action::NotComing
            | Action::Willing
            | Action::Remove
                if nobody =>
            {
                Use::Idle("Nobody is on the list yet.")
            }
            Action::NotComing => self.use_of_not_coming(case, model),
            Action::AllHere if !case.people_shown().any(|person| is_expected(case, person)) => {
                Use::Idle("Nobody is still expected.")
            }
            Action::Remove => {
                let selected = self.selected(model);
                let remove = selected.map(|person| Command::RemovePerson(person.id));
                let refusal = remove.and_then(|remove| model.refusal_of(&remove));
                refusal.map_or(Use::Live, |refusal| Use::Idle(refusal.why()))
            }
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let rows = model.case().map_or(0, |case| case.people_shown().count());
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
            (Action::NotComing, _) => self.not_coming(model),
            (Action::Willing, _) => self.ask_if_willing(model),
            (Action::Begin, _) => begin(model),
            (Action::HeldBefore, _) => held_before(model),
            (Action::Process, _) => vec![Effect::Open(ScreenRequest::OtherProcess)],
            (Action::Preparation, _) => vec![to_part(Section::Overview)],
            (Action::Consents, _) => vec![to_part(Section::Consents)],
            (Action::ForTheRoom, _) => {
                let panel = PreparingPanel::ForTheRoom;
                vec![Effect::Push(OverlayRequest::Preparing(panel))]
            }
            (Action::TakenBackElsewhere, _) => {
                vec![Effect::Push(OverlayRequest::TakenBackElsewhere(
                    TakenBack::Unseen,
                ))]
            }
            (Action::Ledger, _) if model.carries() => vec![Effect::Open(ScreenRequest::Ledger)],
            (Action::Close, _) => {
                let running = model.case().is_some_and(|case| case.running().is_ok());
                if running {
                    vec![Effect::Back]
                } else {
                    vec![Effect::Push(OverlayRequest::Leave)]
                }
            }
            _ => Vec::new(),
        }
    }

    fn stands_at(&self) -> usize {
        self.list.selected
    }

    fn stand_at(&mut self, place: usize) {
        self.list.selected = place;
    }

    fn refresh(&mut self, model: &Model) {
        let Some(case) = model.case() else {
            return;
        };
        self.list.keep_within(case.people_shown().count());
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
        let narrow = inside.width < WIDE_ENOUGH;
        let row = |person| row(case, person, narrow);
        let rows: Vec<Row> = case.people_shown().map(row).collect();
        let columns = usize::from(inside.width);
        let of_course = |note: Option<String>| wrapped(&note.unwrap_or_default(), columns);
        let notes = of_course(put_off(case, model)).into_iter();
        let notes = notes.chain(still_to_do(case, model, columns));
        let notes = notes.chain(of_course(looking_again(case, model)));
        let notes: Vec<(String, Role)> = notes.map(|note| (note, Role::Quiet)).collect();
        // Who is on the list comes before what is still to do about them.
        let least = rows_of(rows.len()).max(1).min(inside.height.div_ceil(2));
        let below = match rows_of(notes.len()) {
            0 => 0,
            count => (count + 1).min(inside.height - least),
        };
        let list = Rect {
            height: inside.height - below,
            ..inside
        };
        if rows.is_empty() {
            let key = model.key(Action::Add, &[Context::People]);
            let first = format!("Nobody is on the list yet. Press {key} to add the first person.");
            Panel::words(theme, Role::Text, &first, frame, list);
        }
        self.list.draw_whole(theme, frame, list, &rows);
        let spot = Rect {
            y: list.bottom() + 1,
            height: below.saturating_sub(1),
            ..inside
        };
        draw_lines(theme, frame, spot, &notes);
        if case.running().is_err() {
            warn_if_unprotected(model, frame, Rect { height: 1, ..area });
        }
    }
}

/// One person; with the name and whether they are here alone, where there is little room.
fn row(case: &Case, person: &Person, narrow: bool) -> Row {
    if narrow {
        return Row::new(&person.details.name).with(whereabouts(case, person));
    }
    let roles: Vec<&str> = person
        .details
        .roles
        .iter()
        .filter_map(|role| case.script.role(role).map(|role| role.name.as_str()))
        .collect();
    let mut name = person.details.name.clone();
    match person.details.attends {
        Attendance::Room => {}
        attends => name = format!("{name}, {}", attends.title()),
    }
    let mut text = format!("{name}  {}", roles.join(", "));
    if let Some(supported) = person.details.supports {
        text = format!("{text}, here for {}", told_apart(case, supported));
    }
    if let Some(said) = &person.details.said_as {
        text = format!("{text} (said: {said})");
    }
    let (_, said) = case.of_today(person);
    let here = whereabouts(case, person);
    // What was said in private is not for a screen that the circle may see.
    let in_the_room = case.running().is_ok();
    if in_the_room {
        return Row::new(text).with(format!("{here:<12}"));
    }
    let willing = if asks(case, person) {
        match said {
            Willing::NotAsked => "willing: not asked",
            Willing::Given => "willing: yes",
            Willing::Withdrawn => "willing: no",
        }
    } else {
        ""
    };
    Row::new(text).with(format!("{willing:<18}  {here:<12}"))
}

/// Whether somebody is waited for; for a sitting to come, also who was here at the last one.
fn is_expected(case: &Case, person: &Person) -> bool {
    case.may_be_here(person.id) && case.of_today(person).0 == Presence::Expected
}

/// Where somebody is now, also for the stage that goes on.
pub fn whereabouts(case: &Case, person: &Person) -> &'static str {
    if case.is_outside(person.id) {
        return match person.details.attends {
            Attendance::Room | Attendance::Message | Attendance::Represented => "outside",
            Attendance::Video => "off the call",
            Attendance::Phone => "off the line",
        };
    }
    match case.of_today(person).0 {
        Presence::Expected if person.sends_word() => "sends word",
        here => presence(here),
    }
}

/// What a presence is called.
pub fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Expected => "not here yet",
        Presence::Here => "here",
        Presence::Out => "stepped out",
        Presence::Left => "left",
        Presence::Away => "not coming",
    }
}
