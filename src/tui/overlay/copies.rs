//! Choices about papers: in which form they are wanted, and what somebody's copy holds.

use super::Choices;
use crate::case::{Case, Command, CopyLimit, ItemId, PersonId};
use crate::document::handing_out::{PaperForm, forms, languages};
use crate::document::paper::Print;
use crate::tui::effect::{Effect, OverlayRequest};
use crate::tui::model::{Model, told_apart};
use crate::tui::widget::fitted;

/// How many columns of an item's words stand in a row.
const OF_ITEM: usize = 38;

impl Choices {
    /// In which form and language the agreement is wanted on paper: large print first, for the
    /// usual one has a key of its own.
    pub fn paper_forms(case: &Case) -> Self {
        let script = case.agreement_script();
        let names = languages(script);
        let way = |form: PaperForm| {
            let language = form.language.iter();
            let mut language = language.filter_map(|tag| names.get(tag));
            let print = match form.print {
                Print::Usual => "Usual print",
                Print::Large => "Large print",
                Print::EasyRead => "Easy-read",
            };
            let text = match language.next() {
                Some(language) => format!("{language}: {}", print.to_lowercase()),
                None => print.to_owned(),
            };
            (text, vec![Effect::GivePapers(Some(form))])
        };
        let mut choices = Self::new(
            "In which form?",
            "It is written into the folder of the case, and shown.",
            forms(script).into_iter().map(way).collect(),
        );
        choices.list.selected = 1;
        choices
    }

    /// What somebody's copy holds. Items and words can be left out once an agreement was closed,
    /// and not in a visit to one side, where nobody reads the whole.
    pub fn copy(person: PersonId, row: Option<usize>, model: &Model) -> Option<Self> {
        let case = model.case()?;
        let now = case.agreement.limit(person);
        let settle = |limit| Effect::Execute(Command::LimitCopy(person, limit));
        let own_part = CopyLimit {
            own_part: true,
            without_items: Vec::new(),
            ..now.clone()
        };
        let mut ways = vec![
            ("The whole".to_owned(), vec![settle(CopyLimit::default())]),
            ("Only what names them".to_owned(), vec![settle(own_part)]),
        ];
        let closed = case.agreement.closings.last();
        let closed = closed.filter(|_| !case.is_one_sided());
        if let Some((_, closed)) = closed {
            for (number, item) in (1..).zip(&closed.items) {
                let number: usize = number;
                let (said, limit) = item_turned(&now, item.item);
                let words = fitted(&item.draft.text, OF_ITEM);
                let again = OverlayRequest::CopyHolds(person, Some(ways.len()));
                let effects = vec![settle(limit), Effect::Push(again)];
                ways.push((format!("{said} {number}: {words}"), effects));
            }
            let ask = Effect::Push(OverlayRequest::CopyWords(person));
            ways.push((words_left_out(&now), vec![ask]));
        }
        let most = ways.len().saturating_sub(1);
        let title = format!("What does the copy for {} hold?", told_apart(case, person));
        let mut choices = Self::new(title, holds_now(&now), ways);
        choices.list.selected = row.unwrap_or(usize::from(now.own_part)).min(most);
        Some(choices)
    }
}

/// What a row about an item does, and what is left out then.
fn item_turned(now: &CopyLimit, item: ItemId) -> (&'static str, CopyLimit) {
    let mut limit = now.clone();
    if now.without_items.contains(&item) {
        limit.without_items.retain(|known| *known != item);
        ("Put back", limit)
    } else {
        limit.without_items.push(item);
        ("Leave out", limit)
    }
}

fn words_left_out(now: &CopyLimit) -> String {
    match now.without_words.len() {
        0 => "Leave out words, such as an address\u{2026}".to_owned(),
        1 => "Words that are left out: 1\u{2026}".to_owned(),
        several => format!("Words that are left out: {several}\u{2026}"),
    }
}

fn holds_now(now: &CopyLimit) -> String {
    let holds = if now.own_part {
        "Now it holds only what names them"
    } else {
        "Now it holds the whole"
    };
    let items = match now.without_items.len() {
        0 => None,
        1 => Some("one thing that was agreed".to_owned()),
        several => Some(format!("{several} things that were agreed")),
    };
    let words = (!now.without_words.is_empty()).then(|| "some words".to_owned());
    let without: Vec<String> = items.into_iter().chain(words).collect();
    if without.is_empty() {
        format!("{holds}.")
    } else {
        format!("{holds}, without {}.", without.join(" and "))
    }
}
