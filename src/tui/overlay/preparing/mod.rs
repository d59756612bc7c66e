//! The forms of the preparation.

mod assessment;
mod consent;
mod contact;
mod following;
mod for_the_room;
mod needs;
mod referral;
#[cfg(test)]
mod tests;
mod weigh;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, Refusal};
use crate::desk::DraftFor;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message, PreparingPanel};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, told_apart};
use crate::tui::widget::{Field, Form, FormKey, Panel, STILL_TO_BE_SAID};

use for_the_room::ForTheRoom;
use weigh::Weigh;

/// Makes the form that is asked for; nothing where there is nobody and nothing to ask about.
pub(super) fn open(panel: &PreparingPanel, case: &Case, model: &Model) -> Option<Box<dyn Layer>> {
    if let PreparingPanel::Weigh(set) = panel {
        let weigh: Box<dyn Layer> = Box::new(Weigh::new(set, model)?);
        return Some(weigh);
    }
    if *panel == PreparingPanel::ForTheRoom {
        return Some(Box::new(ForTheRoom::new()));
    }
    let today = model.today();
    let fields = match panel {
        PreparingPanel::Referral => referral::fields(case, today),
        PreparingPanel::Contact(contact) => contact::fields(*contact, case, today),
        PreparingPanel::Assessment(known) => assessment::fields(*known, case, today),
        PreparingPanel::Needs(person) => needs::fields(*person, case)?,
        PreparingPanel::Consent(person, consent) => consent::fields(*person, consent, case, today)?,
        PreparingPanel::Standing(_, progress) => following::standing_fields(case, *progress),
        PreparingPanel::Told(_) => following::told_fields(case, today)?,
        PreparingPanel::Given(item) => following::given_fields(*item, case, today)?,
        PreparingPanel::FollowUp(session, place) => {
            following::follow_up_fields((*session, *place), case, today)?
        }
        PreparingPanel::CloseCase => following::closing_fields(case),
        PreparingPanel::ReopenCase => following::reopening_fields(),
        PreparingPanel::PlaceHold => following::hold_fields(),
        PreparingPanel::LiftHold => following::lifting_fields(case),
        PreparingPanel::Weigh(_) | PreparingPanel::ForTheRoom => return None,
    };
    Some(Box::new(Sheet {
        panel: panel.clone(),
        form: Form::new(fields, today),
        warned: false,
    }))
}

/// One form.
struct Sheet {
    panel: PreparingPanel,
    form: Form,
    /// Whether it was said that Esc lets go what was typed.
    warned: bool,
}

/// What helps to answer on which day something was.
const PAST_DAY: &str = "\"today\", \"yesterday\", \"last friday\", or as in 13/11/2026.";

/// What is recorded, or why it cannot be, in a sentence.
type Filled = Result<Vec<Command>, String>;

impl Sheet {
    fn commands(&self, case: &Case) -> Filled {
        let form = &self.form;
        match &self.panel {
            PreparingPanel::Referral => referral::command(form),
            PreparingPanel::Contact(contact) => contact::command(*contact, form, case),
            PreparingPanel::Assessment(known) => assessment::command(*known, form, case),
            PreparingPanel::Needs(person) => needs::commands(*person, form, case),
            PreparingPanel::Consent(person, consent) => consent::command(*person, consent, form),
            PreparingPanel::Standing(item, progress) => {
                Ok(vec![following::standing(*item, *progress, form, case)])
            }
            PreparingPanel::Told(item) => following::told(*item, form, case),
            PreparingPanel::Given(item) => following::given(*item, form, case),
            PreparingPanel::FollowUp(session, place) => {
                following::follow_up((*session, *place), form, case)
            }
            PreparingPanel::CloseCase => Ok(vec![following::closing(form)]),
            PreparingPanel::ReopenCase => Ok(vec![following::reopening(form)]),
            PreparingPanel::PlaceHold => Ok(vec![following::holding(form)]),
            PreparingPanel::LiftHold => Ok(vec![following::lifting(form)]),
            PreparingPanel::Weigh(_) | PreparingPanel::ForTheRoom => Ok(Vec::new()),
        }
    }

    fn done(&self, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return vec![Effect::Pop];
        };
        let commands = match self.commands(case) {
            Ok(commands) => commands,
            Err(why) => return vec![Effect::Say(Message::refused(why))],
        };
        let refused = commands
            .iter()
            .find_map(|command| model.refusal_of(command));
        if let Some(refusal) = refused {
            return vec![Effect::Refuse(refusal)];
        }
        let mut effects = vec![Effect::Pop];
        effects.extend(commands.into_iter().map(Effect::Execute));
        if let PreparingPanel::Told(_) = self.panel {
            let said = following::said_told(&self.form, case);
            effects.extend(said.map(|said| Effect::Say(Message::done(said))));
        }
        effects
    }

    fn said_above(&self, model: &Model) -> String {
        let name = |id| {
            model
                .case()
                .map_or_else(String::new, |case| told_apart(case, id))
        };
        match &self.panel {
            PreparingPanel::Referral => "Where the case comes from".to_owned(),
            PreparingPanel::Contact(None) => "A contact".to_owned(),
            PreparingPanel::Contact(Some(_)) => "Correct a contact".to_owned(),
            PreparingPanel::Assessment(None) => "What was assessed".to_owned(),
            PreparingPanel::Assessment(Some(_)) => "Correct what was assessed".to_owned(),
            PreparingPanel::Needs(person) => format!("What {} needs", name(*person)),
            PreparingPanel::Consent(person, _) => format!("{}, asked in private", name(*person)),
            PreparingPanel::Standing(_, progress) => {
                format!("How it stands: {}", progress.title())
            }
            PreparingPanel::Told(_) => "Whoever was harmed is told".to_owned(),
            PreparingPanel::Given(_) => "What was paid or done".to_owned(),
            PreparingPanel::FollowUp(..) => "Somebody got in touch".to_owned(),
            PreparingPanel::CloseCase => "Close the whole case".to_owned(),
            PreparingPanel::ReopenCase => "Open the closed case again".to_owned(),
            PreparingPanel::PlaceHold => "Put the case on hold".to_owned(),
            PreparingPanel::LiftHold => "Lift the hold".to_owned(),
            PreparingPanel::Weigh(_) | PreparingPanel::ForTheRoom => String::new(),
        }
    }
}

impl Layer for Sheet {
    fn title(&self, model: &Model) -> String {
        self.said_above(model)
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

    /// What was assessed comes back among what is restricted, the rest among the notes.
    fn meant_for(&self, _model: &Model) -> DraftFor {
        match self.panel {
            PreparingPanel::Assessment(_) => DraftFor::Safety,
            PreparingPanel::Referral
            | PreparingPanel::Contact(_)
            | PreparingPanel::Needs(_)
            | PreparingPanel::Consent(..)
            | PreparingPanel::Standing(..)
            | PreparingPanel::Told(_)
            | PreparingPanel::Given(_)
            | PreparingPanel::FollowUp(..)
            | PreparingPanel::CloseCase
            | PreparingPanel::ReopenCase
            | PreparingPanel::PlaceHold
            | PreparingPanel::LiftHold
            | PreparingPanel::Weigh(_)
            | PreparingPanel::ForTheRoom => DraftFor::Note,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        match self.form.act(action) {
            FormKey::Done => self.done(model),
            FormKey::StillToBeSaid => vec![Effect::Say(Message::refused(STILL_TO_BE_SAID))],
            FormKey::Other if action == Action::Close => {
                if self.form.is_changed() && !self.warned {
                    self.warned = true;
                    let said = "Ctrl-S keeps this. Esc once more lets it go.";
                    return vec![Effect::Say(Message::done(said))];
                }
                vec![Effect::Pop]
            }
            FormKey::Taken | FormKey::Other => {
                self.warned = false;
                Vec::new()
            }
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        self.warned = false;
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
            vec![Effect::Say(Message::refused(Refusal::ReasonTooLong))]
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let title = self.said_above(model);
        let panel = Panel {
            title: &title,
            columns: 76,
            rows: self.form.rows(72).saturating_add(2),
        };
        let inside = panel.draw(model.theme, frame, area);
        self.form.draw(model.theme, frame, inside);
    }
}

/// The words of a field, trimmed; empty where there is no such field.
fn words(form: &Form, place: usize) -> String {
    let field = form.fields.get(place);
    field.map_or("", Field::words).trim().to_owned()
}

/// Which one is chosen in a field; the first where it is no choice.
fn chosen(form: &Form, place: usize) -> usize {
    form.fields.get(place).and_then(Field::chosen).unwrap_or(0)
}

/// The day in a field that needs one.
fn day(form: &Form, place: usize) -> Result<NaiveDate, String> {
    day_or_none(form, place)?
        .ok_or_else(|| "A day is missing. Write \"today\", or as in 13/11/2026.".to_owned())
}

/// The day in a field that may be left empty.
fn day_or_none(form: &Form, place: usize) -> Result<Option<NaiveDate>, String> {
    let said = words(form, place);
    if said.is_empty() {
        return Ok(None);
    }
    let field = form.fields.get(place);
    let read = field.and_then(|field| field.day(form.today));
    read.map(Some)
        .ok_or_else(|| format!("\"{said}\" does not read as a day. Write it as in 13/11/2026."))
}

/// A day as it stands in a field.
fn written(on: NaiveDate) -> String {
    on.format("%d/%m/%Y").to_string()
}

/// Everybody who may be shown as a choice, after somebody who is not on the list or not meant.
fn people(case: &Case, nobody: &str) -> Vec<String> {
    let mut people = vec![nobody.to_owned()];
    people.extend(names(case));
    people
}

/// Everybody who may be shown, by name.
fn names(case: &Case) -> Vec<String> {
    let people = case.people_shown();
    people.map(|person| told_apart(case, person.id)).collect()
}
