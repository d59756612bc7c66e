//! What was said of an item, in words and with names, as everybody in the room may read it.

use super::spoken_date::spell_out;
use super::{Case, HoursRow, ItemDraft, Party, PersonId, SpokenDate, hours_in_rows};
use crate::script::ItemKind;

/// A name; where two people share one, with the role, and where they share that as well, with the
/// number on the list of people, so that nobody is taken for another. While
/// one side is met, somebody of the other by their role until their name was carried.
pub fn told_apart(case: &Case, id: PersonId) -> String {
    if let Some(role) = case.called_by_role(id) {
        return role;
    }
    let name = case.name(id);
    let namesakes = case
        .people
        .iter()
        .filter(|other| other.id != id && other.details.name == name);
    let roles: Vec<_> = namesakes.map(|other| other.details.roles.first()).collect();
    let own = case
        .person(id)
        .and_then(|person| person.details.roles.first());
    let role = own.and_then(|role| case.script.role(role));
    match role.filter(|_| !roles.is_empty()) {
        Some(role) if roles.contains(&own) => format!("{name} ({}, {id})", role.name),
        Some(role) => format!("{name} ({})", role.name),
        None => name,
    }
}

/// Texts one after the other: a sentence that is finished is followed by the next one, anything else
/// by a semicolon.
fn after_one_another(texts: &[&str]) -> String {
    let mut all = String::new();
    for text in texts {
        all.push_str(match all.chars().last() {
            None => "",
            Some('.' | '?' | '!') => " ",
            Some(_) => "; ",
        });
        all.push_str(text);
    }
    all
}

/// What somebody named in an item is called.
fn party_name(case: &Case, party: &Party) -> String {
    match party {
        Party::Person(id) => told_apart(case, *id),
        Party::Other(name) => name.clone(),
    }
}

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

/// Everything that was said about an item beside its text: what it is, and the words.
pub fn item_details(case: &Case, draft: &ItemDraft) -> Vec<(&'static str, String)> {
    let people = |parties: &[Party]| {
        let names: Vec<String> = parties
            .iter()
            .map(|party| party_name(case, party))
            .collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let hours = |rows: &[HoursRow]| {
        let rows = hours_in_rows(rows);
        (!rows.is_empty()).then(|| rows.join("; "))
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
    let joined = |texts: Vec<&str>| (!texts.is_empty()).then(|| after_one_another(&texts));
    [
        ("Who", people(&draft.owner)),
        ("For", people(&draft.for_whom)),
        ("From", day(&draft.start)),
        ("By", day(&draft.due)),
        ("How often", draft.repeat.clone()),
        ("How much", draft.amount.clone()),
        ("Hours", hours(&draft.hours)),
        ("We will know", draft.evidence.clone()),
        ("Checked by", people(&draft.checked_by)),
        ("Needed for it", draft.support.clone()),
        ("In the way", draft.obstacle.clone()),
        ("If it does not happen", draft.if_not.clone()),
        ("Told", people(&draft.told_to)),
        ("Helped by", people(&draft.helped_by)),
        ("Meets", joined(lines)),
        ("Answers", joined(questions)),
    ]
    .into_iter()
    .filter_map(|(what, words)| Some((what, words?)))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::after_one_another;

    #[test]
    fn what_is_a_sentence_is_followed_by_the_next_one_without_a_semicolon() {
        let both = ["Jay has told the school why.", "When Jay is at home"];
        let told = "Jay has told the school why. When Jay is at home; who rings";
        assert_eq!(after_one_another(&[both[0], both[1], "who rings"]), told);
        assert_eq!(
            after_one_another(&["Who rings?", "When?"]),
            "Who rings? When?"
        );
    }
}
