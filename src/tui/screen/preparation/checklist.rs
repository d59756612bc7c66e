//! The list for the day: what is looked after before people come.

use crate::case::{Case, Command, PreparingCommand};
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::widget::{Row, width};

use super::entry::Entry;

/// A line of the list that is longer is cut in its row, so that its words stand below as well.
const LONGEST_LINE: usize = 68;
const EMPTY_EACH_DAY: &str =
    "Each day and each meeting begins with an empty list; nothing waits for it.";

pub(super) fn entries(case: &Case, model: &Model) -> Vec<Entry> {
    let today = case.told(model.now).wall.date_naive();
    let entries = case.script.checklist.iter().zip(1_u16..);
    entries
        .map(|(text, number)| {
            let done = case.preparing.is_ticked(number, today);
            let sign = if done { "[x]" } else { "[ ]" };
            let text = case.fill(text, None);
            let row = Row::new(format!("{sign} {text}"));
            let mut said = vec![EMPTY_EACH_DAY.to_owned()];
            if width(&text) > LONGEST_LINE {
                said.insert(0, text);
            }
            let tick = Command::Prepare(PreparingCommand::Tick(number, !done));
            let called = if done { "not done" } else { "done" };
            Entry::new(row)
                .doing(Effect::Execute(tick), called)
                .saying(said)
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
