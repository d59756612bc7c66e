//! The list for the day: what is looked after before people come.

use crate::case::{Case, Command, PreparingCommand};
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::widget::Row;

use super::entry::Entry;

pub(super) fn entries(case: &Case, model: &Model) -> Vec<Entry> {
    let today = case.told(model.now).wall.date_naive();
    let entries = case.script.checklist.iter().zip(1_u16..);
    entries
        .map(|(text, number)| {
            let done = case.preparing.is_ticked(number, today);
            let sign = if done { "[x]" } else { "[ ]" };
            let row = Row::new(format!("{sign} {}", case.fill(text, None)));
            let tick = Command::Prepare(PreparingCommand::Tick(number, !done));
            let called = if done { "not done" } else { "done" };
            Entry::new(row)
                .doing(Effect::Execute(tick), called)
                .saying(vec![
                    "Each day and each meeting begins with an empty list; nothing waits for it."
                        .to_owned(),
                ])
        })
        .collect()
}

/// How the list stands, in a few words.
pub(super) fn standing(case: &Case, model: &Model) -> String {
    let today = case.told(model.now).wall.date_naive();
    let entries = case.script.checklist.iter().zip(1_u16..);
    let done = entries.filter(|(_, number)| case.preparing.is_ticked(*number, today));
    format!("{} of {} done", done.count(), case.script.checklist.len())
}
