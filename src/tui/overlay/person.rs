//! Somebody new, or a correction to somebody.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Attendance, Case, Command, LONGEST_NAME, PersonDetails, PersonId, Refusal};
use crate::script::RoleId;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, told_apart};
use crate::tui::widget::{Field, Form, FormKey, Panel};

/// Somebody as a form.
#[derive(Debug)]
pub struct Person {
    corrects: Option<PersonId>,
    roles: Vec<RoleId>,
    others: Vec<PersonId>,
    form: Form,
}

impl Person {
    /// The form, filled with what is known.
    pub fn new(person: Option<PersonId>, case: &Case, model: &Model) -> Self {
        let known = person
            .and_then(|id| case.person(id))
            .map(|person| person.details.clone());
        let roles: Vec<RoleId> = case
            .script
            .roles
            .iter()
            .map(|role| role.id.clone())
            .collect();
        let others: Vec<PersonId> = case
            .people_shown()
            .map(|other| other.id)
            .filter(|id| Some(*id) != person)
            .collect();
        let fields = fields(case, known.as_ref(), &roles, &others);
        Self {
            corrects: person,
            roles,
            others,
            form: Form::new(fields, model.today()),
        }
    }

    fn details(&self) -> PersonDetails {
        let [name, roles, supports, said_as, attends] = &self.form.fields[..] else {
            return PersonDetails {
                name: String::new(),
                roles: Vec::new(),
                supports: None,
                said_as: None,
                attends: Attendance::Room,
            };
        };
        let said_as = said_as.words().trim().to_owned();
        PersonDetails {
            name: name.words().trim().to_owned(),
            roles: roles
                .all_chosen()
                .into_iter()
                .filter_map(|place| self.roles.get(place).cloned())
                .collect(),
            supports: supports
                .chosen()
                .and_then(|place| place.checked_sub(1))
                .and_then(|place| self.others.get(place).copied()),
            said_as: (!said_as.is_empty()).then_some(said_as),
            attends: attends
                .chosen()
                .and_then(|place| Attendance::ALL.get(place))
                .copied()
                .unwrap_or_default(),
        }
    }

    fn done(&self, model: &Model) -> Vec<Effect> {
        let command = match self.corrects {
            Some(person) => Command::ChangePerson(person, self.details()),
            None => Command::AddPerson(self.details()),
        };
        match model.refusal_of(&command) {
            Some(refusal) => vec![Effect::Refuse(refusal)],
            None => vec![Effect::Pop, Effect::Execute(command)],
        }
    }
}

fn fields(
    case: &Case,
    known: Option<&PersonDetails>,
    roles: &[RoleId],
    others: &[PersonId],
) -> Vec<Field> {
    let name = known.map_or("", |known| known.name.as_str());
    let names = case
        .script
        .roles
        .iter()
        .map(|role| role.name.clone())
        .collect();
    let held = roles
        .iter()
        .map(|role| known.is_some_and(|known| known.roles.contains(role)))
        .collect();
    let mut supported = vec!["nobody in particular".to_owned()];
    supported.extend(others.iter().map(|id| told_apart(case, *id)));
    let supports = known
        .and_then(|known| known.supports)
        .and_then(|id| others.iter().position(|other| *other == id))
        .map_or(0, |place| place + 1);
    let attends = Attendance::ALL
        .iter()
        .position(|way| known.is_some_and(|known| known.attends == *way))
        .unwrap_or(0);
    let ways = Attendance::ALL.map(|attends| attends.title().to_owned());
    let ways = ways.to_vec();
    let said = known.and_then(|known| known.said_as.as_deref());
    vec![
        Field::text(
            "Name",
            "As the person wants to be called in the room.",
            name,
            LONGEST_NAME,
        ),
        Field::several(
            "Roles",
            "← and → move, Space ticks; a person may have more than one.",
            names,
            held,
        ),
        Field::choice("Came to support", "← and → choose.", supported, supports),
        Field::text(
            "How the name is said",
            "Only where it helps. Ctrl-S is done from any field.",
            said.unwrap_or_default(),
            LONGEST_NAME,
        ),
        Field::choice(
            "Takes part",
            "← and → choose; Enter is done.",
            ways,
            attends,
        ),
    ]
}

impl Layer for Person {
    fn title(&self, _model: &Model) -> String {
        "Person".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Form, Context::Overlay]
    }

    fn is_typing(&self) -> bool {
        self.form.is_typing()
    }

    fn half_typed(&self) -> Option<String> {
        self.form.half_typed()
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        match self.form.act(action) {
            FormKey::Done => self.done(model),
            FormKey::Other if action == Action::Close => vec![Effect::Pop],
            FormKey::Taken | FormKey::StillToBeSaid | FormKey::Other => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        if self.form.refuses(key) {
            return vec![Effect::Refuse(Refusal::NameTooLong)];
        }
        self.form.type_key(key);
        Vec::new()
    }

    fn room_for_paste(&self) -> usize {
        0
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        if self.form.paste(text) {
            Vec::new()
        } else {
            vec![Effect::Refuse(Refusal::NameTooLong)]
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let title = match self.corrects {
            Some(_) => "Correct what is known",
            None => "Somebody new",
        };
        let panel = Panel {
            title,
            columns: 76,
            rows: self.form.rows(72).saturating_add(2),
        };
        let inside = panel.draw(model.theme, frame, area);
        self.form.draw(model.theme, frame, inside);
    }
}
