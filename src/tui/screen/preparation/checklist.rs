//! The list for the day: what is looked after before people come.

use crate::case::{Case, Command, PreparingCommand};
use crate::tui::effect::Effect;
use crate::tui::widget::Row;

use super::entry::Entry;

pub(super) fn entries(case: &Case) -> Vec<Entry> {
    let entries = case.script.checklist.iter().zip(1_u16..);
    entries
        .map(|(text, number)| {
            let done = case.preparing.ticked.contains(&number);
            let sign = if done { "[x]" } else { "[ ]" };
            let row = Row::new(format!("{sign} {}", case.fill(text, None)));
            let tick = Command::Prepare(PreparingCommand::Tick(number, !done));
            let called = if done { "not done" } else { "done" };
            Entry::new(row)
                .doing(Effect::Execute(tick), called)
                .saying(vec![
                    case.fill(text, None),
                    "Each day begins with an empty list; nothing waits for it.".to_owned(),
                ])
        })
        .collect()
}

/// How the list stands, in a few words.
pub(super) fn standing(case: &Case) -> String {
    let done = case.preparing.ticked.len();
    format!("{done} of {} done", case.script.checklist.len())
}
