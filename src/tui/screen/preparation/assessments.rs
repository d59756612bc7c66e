//! What was assessed, by whom and until when; what it means for the room only when asked for.

use crate::case::{Assessment, AssessmentKind, Case, PreparingCommand, Words};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::PreparingPanel;
use crate::tui::model::{Model, told_apart};
use crate::tui::widget::Row;

use super::entry::{Entry, day};

pub(super) fn entries(case: &Case, model: &Model, opened: Option<u64>) -> Vec<Entry> {
    let known = case.preparing.assessments.iter();
    known
        .map(|assessment| entry(case, assessment, model, opened))
        .collect()
}

fn entry(case: &Case, known: &Assessment, model: &Model, opened: Option<u64>) -> Entry {
    let kind = match known.kind {
        AssessmentKind::Suitability => "Suitability",
        AssessmentKind::Risk => "Risk",
    };
    let whom = known
        .person
        .map_or_else(|| "the whole case".to_owned(), |id| told_apart(case, id));
    let today = model.now.wall.date_naive();
    let until = match known.until {
        None => String::new(),
        Some(until) if until < today => format!("ended {}", day(until)),
        Some(until) => format!("until {}", day(until)),
    };
    let row = Row::new(format!(
        "{kind}, {whom}, by {}, {}",
        known.by,
        day(known.on)
    ))
    .with(until);
    let is_open = opened == Some(known.id);
    let words = known.measures.as_ref().and_then(Words::text);
    let key = model.key(Action::Choose, &[Context::List]);
    let details = match (&known.measures, words) {
        (None, _) => "Nothing is noted for the room.".to_owned(),
        (Some(_), None) => "What was noted for the room is no longer there.".to_owned(),
        (Some(_), Some(words)) if is_open => words.to_owned(),
        (Some(_), Some(_)) => format!("{key} shows what it means for the room."),
    };
    let mut entry = Entry::new(row)
        .opening(PreparingPanel::Assessment(Some(known.id)), "change")
        .saying(vec![details]);
    entry.remove = Some(PreparingCommand::RemoveAssessment(known.id));
    entry.restricted = words.map(|_| known.id);
    entry
}
