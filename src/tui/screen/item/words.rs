//! An item in words, as everybody in the room may read it.

use crate::case::spoken_date::spell_out;
use crate::case::{Answer, Case, Item, ItemDraft, Party, SpokenDate};
use crate::script::ItemKind;
use crate::tui::model::told_apart;

/// What a kind of item is called.
pub fn kind_title(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Action => "something to do",
        ItemKind::Undertaking => "a way of behaving from now on",
        ItemKind::Statement => "something said or acknowledged",
        ItemKind::Payment => "money",
        ItemKind::Reparation => "work or repair for somebody",
        ItemKind::Letter => "a letter",
        ItemKind::ContactRule => "how people meet or write to each other",
        ItemKind::Support => "help that somebody gives or arranges",
        ItemKind::FamilyArrangement => "who does what in the family",
        ItemKind::Schedule => "something on set days or hours",
    }
}

/// What an answer to an item is called; that there is none, or none that is known, is called so too.
pub fn answer_words(item: &Item, answer: Option<Answer>) -> &'static str {
    match answer {
        None if item.others_forgotten => "no longer kept",
        None => "not asked",
        Some(Answer::Yes) => "yes",
        Some(Answer::Change) => "yes, with a change",
        Some(Answer::NotYet) => "not yet",
        Some(Answer::Abstains) => "leaves it open",
    }
}

/// What somebody named in an item is called.
fn party_name(case: &Case, party: &Party) -> String {
    match party {
        Party::Person(id) => told_apart(case, *id),
        Party::Other(name) => name.clone(),
    }
}

/// Everything that was said about an item beside its text: what it is, and the words.
pub fn details(case: &Case, draft: &ItemDraft) -> Vec<(&'static str, String)> {
    let people = |parties: &[Party]| {
        let names: Vec<String> = parties
            .iter()
            .map(|party| party_name(case, party))
            .collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let day = |date: &Option<SpokenDate>| date.as_ref().map(|date| spell_out(date.on));
    let lines: Vec<&str> = draft
        .meets
        .iter()
        .filter_map(|id| case.bottom_lines.get(id).map(String::as_str))
        .collect();
    let questions: Vec<&str> = draft
        .answers
        .iter()
        .filter_map(|id| case.questions.get(id).map(String::as_str))
        .collect();
    let joined = |texts: Vec<&str>| (!texts.is_empty()).then(|| texts.join("; "));
    [
        ("Who", people(&draft.owner)),
        ("For", people(&draft.for_whom)),
        ("Helped by", people(&draft.helped_by)),
        ("From", day(&draft.start)),
        ("By", day(&draft.due)),
        ("How often", draft.repeat.clone()),
        ("How much", draft.amount.clone()),
        ("We will know", draft.evidence.clone()),
        ("Checked by", people(&draft.checked_by)),
        ("Needed for it", draft.support.clone()),
        ("In the way", draft.obstacle.clone()),
        ("If it does not happen", draft.if_not.clone()),
        ("Told", people(&draft.told_to)),
        ("Meets", joined(lines)),
        ("Answers", joined(questions)),
    ]
    .into_iter()
    .filter_map(|(what, words)| Some((what, words?)))
    .collect()
}
