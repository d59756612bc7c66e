//! The questions that make an item, and the item that their answers make.

use chrono::NaiveDate;

use crate::case::{Case, ItemDraft, Party, SpokenDate, hours_as_said, kind_title, read_hours};
use crate::script::{ItemField, ItemKind};
use crate::tui::model::told_apart;
use crate::tui::widget::{DateReply, Parties, Question, Reply, Ticks};

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A field that the script asks for.
    Field(ItemField),
    /// What kind of thing it is.
    Kind,
    /// Which bottom lines it meets.
    Meets,
    /// Which agreed questions it answers.
    Answers,
}

/// The questions of the script in their order; its text comes first, whatever the script says.
pub fn questions(case: &Case, draft: &ItemDraft) -> (Vec<About>, Vec<Question>) {
    let rules = &case.script.agreement;
    let asked = |field: ItemField| rules.questions.iter().find(|asked| asked.field == field);
    let text = asked(ItemField::Text).map_or("What exactly?", |asked| asked.ask.as_str());
    let text = case.fill(text, None);
    let mut abouts = vec![About::Field(ItemField::Text)];
    let mut questions = vec![Question::new(&text, Reply::words(&draft.text))];
    if rules.item_kinds.len() > 1 {
        let kinds = &rules.item_kinds;
        let options = kinds.iter().map(|kind| kind_title(*kind).to_owned());
        let reply = Reply::Choice {
            options: options.collect(),
            chosen: kinds
                .iter()
                .position(|kind| *kind == draft.kind)
                .or(Some(0)),
        };
        abouts.push(About::Kind);
        questions.push(Question::new("What kind of thing is it?", reply));
    }
    for asked in &rules.questions {
        if asked.field != ItemField::Text {
            abouts.push(About::Field(asked.field));
            let ask = case.fill(&asked.ask, None);
            let question = Question::new(&ask, reply(case, draft, asked.field));
            questions.push(question.hinted(hint(asked.field)));
        }
    }
    let lines = case.bottom_lines.iter();
    let lines: Vec<_> = lines
        .map(|(id, text)| (text.clone(), draft.meets.contains(id)))
        .collect();
    if rules.bottom_lines && !lines.is_empty() {
        abouts.push(About::Meets);
        let reply = Reply::Ticks(Ticks::new(lines));
        questions.push(Question::new("Which of these does it make sure of?", reply));
    }
    let answered = case.questions.iter();
    let answered: Vec<_> = answered
        .map(|(id, text)| (text.clone(), draft.answers.contains(id)))
        .collect();
    if rules.agreed_questions && !answered.is_empty() {
        abouts.push(About::Answers);
        let reply = Reply::Ticks(Ticks::new(answered));
        questions.push(Question::new("Which of these does it answer?", reply));
    }
    (abouts, questions)
}

/// The item that the answers make.
pub fn draft(
    case: &Case,
    standing: &ItemDraft,
    abouts: &[About],
    questions: &[Question],
    today: NaiveDate,
) -> ItemDraft {
    let mut draft = standing.clone();
    for (about, question) in abouts.iter().zip(questions) {
        let reply = &question.reply;
        match about {
            About::Field(field) => put(&mut draft, *field, reply, today),
            About::Kind => {
                let kind = case.script.agreement.item_kinds.get(reply.chosen());
                draft.kind = kind.copied().unwrap_or(draft.kind);
            }
            About::Meets => draft.meets = ticked(reply, case.bottom_lines.keys().copied()),
            About::Answers => draft.answers = ticked(reply, case.questions.keys().copied()),
        }
    }
    draft
}

/// The kind that items of this script usually have.
pub fn usual_kind(case: &Case) -> ItemKind {
    let kinds = &case.script.agreement.item_kinds;
    kinds.first().copied().unwrap_or(ItemKind::Action)
}

fn reply(case: &Case, draft: &ItemDraft, field: ItemField) -> Reply {
    let people = |chosen: &[Party]| {
        let everybody = case.people_shown();
        let everybody = everybody.map(|person| (person.id, told_apart(case, person.id)));
        Reply::Parties(Parties::new(everybody.collect(), chosen.to_vec()))
    };
    let date = |date: &Option<SpokenDate>| Reply::Date(DateReply::new(date.clone()));
    let words = |text: &Option<String>| Reply::words(text.as_deref().unwrap_or_default());
    match field {
        ItemField::Text => Reply::words(&draft.text),
        ItemField::Owner => people(&draft.owner),
        ItemField::For => people(&draft.for_whom),
        ItemField::HelpedBy => people(&draft.helped_by),
        ItemField::Start => date(&draft.start),
        ItemField::Due => date(&draft.due),
        ItemField::Repeat => words(&draft.repeat),
        ItemField::Amount => words(&draft.amount),
        ItemField::Hours => Reply::words(&hours_as_said(&draft.hours)),
        ItemField::Evidence => words(&draft.evidence),
        ItemField::CheckedBy => people(&draft.checked_by),
        ItemField::Support => words(&draft.support),
        ItemField::Obstacle => words(&draft.obstacle),
        ItemField::IfNot => words(&draft.if_not),
        ItemField::ToldTo => people(&draft.told_to),
    }
}

fn hint(field: ItemField) -> &'static str {
    match field {
        ItemField::Owner
        | ItemField::For
        | ItemField::HelpedBy
        | ItemField::CheckedBy
        | ItemField::ToldTo => {
            "A number or Space chooses. Letters find a name, or write somebody else's."
        }
        ItemField::Hours => {
            "Hours, and when: \"6 hours in March, 8 in April, 2.5 on 3 May\". They are added up."
        }
        ItemField::Amount => "With what it is counted in: \"£120\", \"120 euros\", \"6 hours\".",
        ItemField::Start | ItemField::Due => {
            "As people say it: \"friday\", \"in two weeks\", \"3 March\"."
        }
        ItemField::Text
        | ItemField::Repeat
        | ItemField::Evidence
        | ItemField::Support
        | ItemField::Obstacle
        | ItemField::IfNot => "",
    }
}

fn put(draft: &mut ItemDraft, field: ItemField, reply: &Reply, today: NaiveDate) {
    match (reply, field) {
        (Reply::Words(_), _) => put_words(draft, field, reply.said()),
        (Reply::Date(date), ItemField::Start) => draft.start = date.read_or_standing(today),
        (Reply::Date(date), _) => draft.due = date.read_or_standing(today),
        (Reply::Parties(parties), _) => {
            let place = match field {
                ItemField::For => &mut draft.for_whom,
                ItemField::HelpedBy => &mut draft.helped_by,
                ItemField::CheckedBy => &mut draft.checked_by,
                ItemField::ToldTo => &mut draft.told_to,
                _ => &mut draft.owner,
            };
            place.clone_from(&parties.chosen);
        }
        (Reply::Choice { .. } | Reply::Ticks(_), _) => {}
    }
}

fn put_words(draft: &mut ItemDraft, field: ItemField, said: Option<String>) {
    match field {
        ItemField::Text => draft.text = said.unwrap_or_default(),
        ItemField::Repeat => draft.repeat = said,
        ItemField::Amount => draft.amount = said,
        ItemField::Hours => draft.hours = read_hours(&said.unwrap_or_default()),
        ItemField::Evidence => draft.evidence = said,
        ItemField::Support => draft.support = said,
        ItemField::Obstacle => draft.obstacle = said,
        ItemField::IfNot => draft.if_not = said,
        _ => {}
    }
}

fn ticked<Id>(reply: &Reply, ids: impl Iterator<Item = Id>) -> Vec<Id> {
    let Reply::Ticks(ticks) = reply else {
        return Vec::new();
    };
    ids.zip(&ticks.options)
        .filter(|(_, (_, ticked))| *ticked)
        .map(|(id, _)| id)
        .collect()
}
