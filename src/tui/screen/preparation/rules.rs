//! The sets of rules that the script goes by, with what was decided by each.

use crate::case::{Case, Weighing, Words};
use crate::script::RuleSetId;
use crate::tui::effect::PreparingPanel;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::Row;

use super::entry::Entry;

pub(super) fn entries(case: &Case, model: &Model) -> Vec<Entry> {
    let sets = case.script.rules.iter();
    sets.map(|id| entry(case, id, model)).collect()
}

fn entry(case: &Case, id: &RuleSetId, model: &Model) -> Entry {
    let known = model.rule_sets.iter().find(|set| &set.id == id);
    let title = known.map_or_else(|| id.to_string(), |set| set.title.clone());
    let weighings = case.preparing.weighings.iter();
    let weighed: Vec<&Weighing> = weighings.filter(|known| &known.set == id).collect();
    let standing = weighed
        .last()
        .map_or("nothing decided", |last| last.decision.title());
    let mut details: Vec<String> = known.map(|set| set.summary.clone()).into_iter().collect();
    details.extend(weighed.into_iter().rev().map(told));
    let row = Row::new(title).with(standing);
    if known.is_none() {
        details.push(
            "This set of rules is not among those of your service, so nothing can be found out \
             by it here. Ask whoever looks after your scripts, or decide without it."
                .into(),
        );
        return Entry::new(row.drawn(Role::Quiet)).saying(details);
    }
    Entry::new(row)
        .opening(PreparingPanel::Weigh(id.clone()), "ask")
        .saying(details)
}

/// What was decided once, and on what grounds.
fn told(weighing: &Weighing) -> String {
    let mut said = format!(
        "Version {}, rule {}: {}.",
        weighing.version,
        weighing.rule,
        weighing.result.in_words(),
    );
    // As the rule stood then, whatever became of the set since.
    if !weighing.because.is_empty() {
        said = format!("{said} {}", weighing.because);
    }
    if let Some(who) = &weighing.may_approve {
        said = format!("{said} Who may approve or decide: {who}.");
    }
    let decided = weighing.decision.title();
    said = format!("{said} {} decided: {decided}.", weighing.by);
    if let Some(by) = &weighing.approved_by {
        said = format!("{said} Approved by {by}.");
    }
    match (
        weighing.words.as_ref().and_then(Words::text),
        &weighing.words,
    ) {
        (Some(why), _) => format!("{said} Because: {why}"),
        (None, Some(_)) => format!("{said} The reason was erased."),
        (None, None) => said,
    }
}
