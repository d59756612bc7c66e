//! Ideas, items and answers as rows and lines of the board.

use super::standing::{NOT_CARRIED_HERE, away, gone, is_kept_from_here, item_standing};
use crate::case::{Case, Item, Mark, PersonId, Verdict, Words};
use crate::script::in_a_row;
use crate::tui::model::told_apart;
use crate::tui::screen::item::{answer_words, details};
use crate::tui::theme::Role;
use crate::tui::widget::{Row, wrapped};

pub(super) fn idea_row(case: &Case, idea: &Mark) -> Row {
    let at = idea.at.wall.format("%H:%M");
    let who = idea.person.map(|id| told_apart(case, id));
    let said = said(idea);
    let text = match (who, said.is_empty()) {
        (Some(who), false) => format!("{at} {said} ({who})"),
        (Some(who), true) => format!("{at} idea of {who}"),
        (None, false) => format!("{at} {said}"),
        (None, true) => format!("{at} idea"),
    };
    let row = Row::new(text);
    if idea.used {
        row.with("taken up").drawn(Role::Quiet)
    } else {
        row
    }
}

pub(super) fn whole_idea(case: &Case, idea: &Mark, columns: u16) -> Vec<(String, Role)> {
    let at = idea.at.wall.format("%H:%M:%S");
    let who = idea.person.map(|id| format!("{}, ", told_apart(case, id)));
    let mut lines = vec![format!("{}{at}", who.unwrap_or_default())];
    let said = said(idea);
    lines.push(if said.is_empty() {
        "No words yet; they can be added.".to_owned()
    } else {
        said
    });
    let columns = usize::from(columns);
    lines
        .iter()
        .flat_map(|line| wrapped(line, columns))
        .map(|line| (line, Role::Text))
        .collect()
}

fn said(mark: &Mark) -> String {
    let words: Vec<&str> = mark.listed_words().collect();
    words.join(" ").replace('\n', " ")
}

pub(super) fn item_row(case: &Case, place: usize, item: &Item) -> Row {
    let text = item.draft().map(|draft| draft.text.as_str());
    let text = text.unwrap_or_else(|| gone(case, item));
    let text = format!("{} {}", place + 1, text.replace('\n', " "));
    Row::new(text).with(item_standing(case, item))
}

/// The words of an item as everybody may read them.
pub(super) fn item_lines(
    case: &Case,
    place: usize,
    item: &Item,
    columns: usize,
) -> Vec<(String, Role)> {
    let Some(draft) = item.draft() else {
        return vec![(format!("{} {}", place + 1, gone(case, item)), Role::Quiet)];
    };
    let text = format!("{} {}", place + 1, draft.text);
    let mut lines: Vec<(String, Role)> = wrapped(&text, columns)
        .into_iter()
        .map(|line| (line, Role::Strong))
        .collect();
    for (what, words) in details(case, draft) {
        let text = format!("{what}: {words}");
        lines.extend(
            wrapped(&text, columns)
                .into_iter()
                .map(|line| (line, Role::Text)),
        );
    }
    if let Some(decision) = decision(case, item) {
        let wrapped = wrapped(&decision, columns);
        lines.extend(wrapped.into_iter().map(|line| (line, Role::Text)));
    }
    lines
}

/// What whoever ratifies decided, why, and what people answered.
fn decision(case: &Case, item: &Item) -> Option<String> {
    let decision = item.ratified.as_ref()?;
    let name = told_apart(case, decision.by);
    let said = |words: &Option<Words>| {
        let words = words.as_ref().and_then(Words::text);
        words.map(|words| words.trim_end_matches('.').to_owned())
    };
    let mut text = format!("{name} decided: {}", verdict_words(decision.verdict));
    if let Some(reason) = said(&decision.reason) {
        text = format!("{text}: {reason}");
    }
    if let Some(answer) = said(&decision.family_answer) {
        text = format!("{text}. Answered: {answer}");
    }
    Some(format!("{text}."))
}

fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agreed => "yes",
        Verdict::AgreedIf => "yes, on a condition",
        Verdict::NotAgreed => "no, for a reason",
    }
}

pub(super) fn answer_rows(case: &Case, item: &Item) -> Vec<Row> {
    case.asked_about(item)
        .into_iter()
        .map(|person| {
            let answer = item.answer_of(person.id);
            let kept = is_kept_from_here(case, item, person.id, answer);
            let answer = match away(case, person.id) {
                _ if kept => NOT_CARRIED_HERE.to_owned(),
                Some(away) => format!("{away}: {}", answer_words(item, answer)),
                None => answer_words(item, answer).to_owned(),
            };
            Row::new(told_apart(case, person.id)).with(answer)
        })
        .collect()
}

/// Who is still to say something before an item is agreed: first those without whose yes it cannot
/// be, by the script or because they are to do it; then the others who are asked. Nobody is once
/// the agreement is closed, nor while an item is not accepted: that comes first.
pub(super) fn needed(case: &Case, item: &Item) -> String {
    if case.agreement.closed {
        return String::new();
    }
    if case.is_refused(item) {
        return "It can be answered, or changed; then ask for the decision again.".to_owned();
    }
    let needed = case.yes_needed_from(item);
    let missing = case.yes_missing_from(item);
    let (needed, asked): (Vec<PersonId>, Vec<PersonId>) =
        missing.into_iter().partition(|id| needed.contains(id));
    let names = |people: &[PersonId]| {
        let names = people.iter().map(|id| told_apart(case, *id));
        in_a_row(&names.collect::<Vec<_>>())
    };
    match (needed.as_slice(), asked.as_slice()) {
        ([], []) => String::new(),
        ([], asked) => format!("Still to be asked: {}.", names(asked)),
        (needed, []) => format!("Needs a yes from {}.", names(needed)),
        (needed, asked) => needed_and_asked(&names(needed), &names(asked)),
    }
}

/// That an item needs the yes of some, and that others are asked who may leave it open.
pub fn needed_and_asked(needed: &str, asked: &str) -> String {
    format!("Needs a yes from {needed}. Ask {asked} too.")
}
