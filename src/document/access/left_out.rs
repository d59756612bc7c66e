//! What was left out of what is held about somebody, and why.

use crate::case::{Case, Event, KeptFor, MarkKind, PersonId, Words};
use crate::document::redacted::{Layer, layer_of, mentions, names_person};
use crate::script::counted;

/// It always stands: that something waits for somebody would be told by it otherwise.
const NOT_PASSED_ON: &str = "A message or letter for this person that was not passed on is its \
    sender's: whether there is one is not told here.";

/// A sentence for each kind of thing that was left out; always some, for no program finds all.
pub(super) fn sentences(case: &Case, id: PersonId) -> Vec<String> {
    let mut said = Vec::new();
    let mut tell = |count: usize, one: &str, several: &str, why: &str| {
        if count > 0 {
            said.push(format!("{} {why}", counted(count, one, several)));
        }
    };
    tell(
        about_safety(case, id),
        "entry",
        "entries",
        "about risk and safety: whoever looks after safety decides what of it can be handed over.",
    );
    tell(
        others_words(case, id),
        "note or message of somebody else",
        "notes and messages of other people",
        "with this name in it: these are their words.",
    );
    let board = case.history.iter().filter(|recorded| {
        let made = matches!(
            recorded.event,
            Event::ItemWorded { .. } | Event::ItemTicked { .. } | Event::ItemAnswered { .. }
        );
        made && names_person(&recorded.event, id)
    });
    tell(
        board.count(),
        "wording or answer",
        "wordings and answers",
        "from while the agreement was being made: what was agreed stands above.",
    );
    let nobodys = case.marks.iter().filter(|mark| {
        mark.person.is_none() && mark.words.iter().any(|words| words.text().is_some())
    });
    tell(
        nobodys.count(),
        "note",
        "notes",
        "under nobody's name: a person has to read whether they are about them.",
    );
    if case.script.carries() {
        said.push(NOT_PASSED_ON.to_owned());
    }
    said.extend(not_searched(case).map(str::to_owned));
    said
}

/// Entries of the restricted layer that name a person, and marks that were made while they spoke.
fn about_safety(case: &Case, id: PersonId) -> usize {
    let entries = case.history.iter().filter(|recorded| {
        let is_mark = matches!(recorded.event, Event::Marked { .. });
        let restricted = layer_of(&recorded.event) == Some(Layer::Restricted);
        restricted && !is_mark && names_person(&recorded.event, id)
    });
    let marks = case.marks.iter().filter(|mark| {
        let kept_apart = mark.kept && mark.kept_for == KeptFor::Restricted;
        mark.person == Some(id) && (kept_apart || mark.kind == MarkKind::Safety)
    });
    entries.count() + marks.count()
}

/// What nobody can tell of a person, or was not looked at.
fn not_searched(case: &Case) -> impl Iterator<Item = &'static str> {
    let erased = "Words that were erased under the rule of the case are not held any more.";
    let looked_back = "What the facilitator wrote for themselves, looking back, was not searched.";
    let forms = "Answers on evaluation forms lie apart without a name, and nobody can tell whose \
        they are.";
    let elsewhere =
        "Papers that were handed out, and files that were written elsewhere, were not searched.";
    [
        (!case.erased.is_empty()).then_some(erased),
        (!case.afterwards.look_backs.is_empty()).then_some(looked_back),
        (!case.following.forms.is_empty()).then_some(forms),
        Some(elsewhere),
    ]
    .into_iter()
    .flatten()
}

/// Words under somebody else's name, or carried between others, in which this name stands.
fn others_words(case: &Case, id: PersonId) -> usize {
    let holds = |words: &Words| words.text().is_some_and(|text| mentions(case, id, text));
    let marks = case.marks.iter().filter(|mark| {
        let others = mark.person.is_some_and(|person| person != id);
        others && mark.kind != MarkKind::Safety && mark.words.iter().any(holds)
    });
    let messages = case.carrying.messages.iter().filter(|message| {
        let others = message.from != id && message.to != id;
        others && message.wordings.iter().any(|wording| holds(&wording.words))
    });
    let needs = case.preparing.needs.iter();
    let needs = needs.filter(|((person, _), words)| *person != id && holds(words));
    let contacts = case.preparing.contacts.iter().filter(|contact| {
        contact.person.is_some_and(|person| person != id)
            && contact.words.as_ref().is_some_and(holds)
    });
    marks.count() + messages.count() + needs.count() + contacts.count()
}
