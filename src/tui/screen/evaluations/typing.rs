//! One form as it is typed in.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::kinds;
use crate::case::{
    Case, Command, FollowingCommand, FormReceipt, LONGEST_NAME, PersonId, told_apart,
};
use crate::document::evaluation::{in_short, kind_in_words};
use crate::measure::FilledForm;
use crate::script::{Evaluation, OpenQuestionId, RoleKind, Scale, Ticked};
use crate::tui::effect::{Effect, Message, TypedForm};
use crate::tui::model::Model;
use crate::tui::widget::{Field, Form, Input};

/// The most characters of an answer in people's own words.
const LONGEST_ANSWER: usize = 1_000;
/// Places of the fields before the statements.
const TYPIST: usize = 0;
const PERSON: usize = 1;
const KIND: usize = 2;
const FIRST_STATEMENT: usize = 3;

/// One form as it is typed in.
#[derive(Debug)]
pub(super) struct Typing {
    pub(super) evaluation: Evaluation,
    pub(super) form: Form,
    /// Who may have filled it in, in the order of the choice, after nobody in particular.
    people: Vec<PersonId>,
    kinds: Vec<RoleKind>,
    /// Whether it was said that Esc lets go what was typed.
    pub(super) warned: bool,
    /// How many forms the case knew of before.
    pub(super) before: usize,
}

impl Typing {
    pub(super) fn new(evaluation: &Evaluation, case: &Case, today: NaiveDate) -> Self {
        let kinds = kinds(evaluation, case);
        let may =
            |id: PersonId| case.holds_kind(id, &kinds) && !case.has_handed_in(&evaluation.id, id);
        let people = case.people_shown().map(|person| person.id);
        let people: Vec<PersonId> = people.filter(|id| may(*id)).collect();
        let form = Form::new(fields(evaluation, case, &people, &kinds), today);
        Self {
            evaluation: evaluation.clone(),
            form,
            people,
            kinds,
            warned: false,
            before: case.following.forms.len(),
        }
    }

    /// Whoever is chosen took part as they did, where there is but one way.
    pub(super) fn follow_person(&mut self, case: &Case) {
        let person = self.person();
        if self.form.focus != PERSON {
            return;
        }
        let Some(person) = person else {
            return;
        };
        let mut held = self.kinds.iter().enumerate();
        let place = held.find(|(_, kind)| case.holds_kind(person, &[**kind]));
        let field = self.form.fields.get_mut(KIND).map(|field| &mut field.input);
        if let (Some((place, _)), Some(Input::Choice { chosen, .. })) = (place, field) {
            *chosen = Some(place);
        }
    }

    fn person(&self) -> Option<PersonId> {
        let chosen = self.form.fields.get(PERSON)?.chosen()?;
        self.people.get(chosen.checked_sub(1)?).copied()
    }

    /// What was typed, or why it cannot be kept.
    pub(super) fn done(&self, case: &Case, model: &Model) -> Vec<Effect> {
        let receipt = FormReceipt {
            form: self.evaluation.id.clone(),
            version: self.evaluation.version,
            person: self.person(),
            typed_by: self.words(TYPIST),
        };
        let command = Command::Following(FollowingCommand::HandInForm(receipt.clone()));
        if let Some(refusal) = model.refusal_of(&command) {
            return vec![Effect::Refuse(refusal)];
        }
        let typed = TypedForm {
            filled: self.filled(case, model.today().year()),
            own: self.own(),
            receipt,
        };
        if typed.filled.answers.is_empty() && typed.own.is_empty() {
            let said = "Nothing is answered on this form. Esc lets it go.";
            return vec![Effect::Say(Message::refused(said))];
        }
        vec![Effect::KeepAnswers(Box::new(typed))]
    }

    fn filled(&self, case: &Case, year: i32) -> FilledForm {
        let chosen = self.form.fields.get(KIND).and_then(Field::chosen);
        let kind = chosen.and_then(|place| self.kinds.get(place).copied());
        let kind = kind.or_else(|| kinds(&self.evaluation, case).first().copied());
        let statements = self.evaluation.statements.iter().enumerate();
        let answers = statements.filter_map(|(place, statement)| {
            let field = self.form.fields.get(FIRST_STATEMENT + place)?;
            let answer: Ticked = *offered(self.evaluation.scale).get(field.chosen()?)?;
            Some((statement.id.clone(), answer))
        });
        FilledForm {
            form: self.evaluation.id.clone(),
            version: self.evaluation.version,
            year,
            kind: kind.unwrap_or(RoleKind::Participant),
            answers: answers.collect::<BTreeMap<_, _>>(),
        }
    }

    fn own(&self) -> Vec<(OpenQuestionId, String)> {
        let first = FIRST_STATEMENT + self.evaluation.statements.len();
        let questions = self.evaluation.questions.iter().enumerate();
        let said = questions.map(|(place, one)| (one.id.clone(), self.words(first + place)));
        said.filter(|(_, words)| !words.is_empty()).collect()
    }

    fn words(&self, place: usize) -> String {
        let field = self.form.fields.get(place);
        field.map_or("", Field::words).trim().to_owned()
    }
}

fn fields(
    evaluation: &Evaluation,
    case: &Case,
    people: &[PersonId],
    kinds: &[RoleKind],
) -> Vec<Field> {
    let mut names = vec!["nobody need know".to_owned()];
    names.extend(people.iter().map(|id| told_apart(case, *id)));
    let as_what = kinds.iter().map(|kind| kind_in_words(*kind).to_owned());
    let only = (kinds.len() == 1).then_some(0);
    let mut fields = vec![
        Field::text(
            "Who is typing this in?",
            "Your own name. Whoever ran the meeting does not do this.",
            "",
            LONGEST_NAME,
        ),
        Field::to_be_said(
            "Who handed it in?",
            "So that nobody is asked twice. It is kept apart from what they answered.",
            names,
            None,
        ),
        Field::to_be_said(
            "As what did they take part?",
            "The one thing that stays with the answers.",
            as_what.collect(),
            only,
        ),
    ];
    let answers = offered(evaluation.scale).into_iter();
    let mut answers: Vec<String> = answers.map(|one| in_short(one).to_owned()).collect();
    answers.push("left blank".to_owned());
    let hint = match evaluation.scale {
        Scale::FivePoints => "As it is ticked: 5 agrees strongly, 1 disagrees strongly.",
        Scale::YesOrNo | Scale::ThreeFaces => "As it is ticked: ← and → choose.",
    };
    for (number, one) in (1..).zip(&evaluation.statements) {
        let says = format!("{number}. {}", one.says);
        fields.push(Field::to_be_said(&says, hint, answers.clone(), None));
    }
    for one in &evaluation.questions {
        let hint = "Just as it was written; names may be left out. It may be left empty.";
        fields.push(Field::text(&one.ask, hint, "", LONGEST_ANSWER));
    }
    fields
}

/// What can be answered, in the order in which it is chosen: a figure that is ticked on the paper is
/// the number that is typed for it.
fn offered(scale: Scale) -> Vec<Ticked> {
    let mut answers = scale.answers().to_vec();
    match scale {
        Scale::FivePoints => answers.sort_by_key(|answer| in_short(*answer)),
        Scale::YesOrNo | Scale::ThreeFaces => {}
    }
    answers
}
