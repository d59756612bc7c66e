//! Items of the agreement: wording, answers, read-back, concerns, ratification.
//!
//! Drafts, answers, concerns and decisions are [`Words`]: the journal learns
//! what was agreed when the agreement is closed, and nothing else.

use chrono::NaiveDate;

use super::closing::check_room;
use super::marking::{LONGEST_REASON, check_length, names_nobody, words_of};
use super::{
    Answer, Case, Content, Event, Item, ItemDraft, ItemId, ItemRatified, LONGEST_NAME, MarkId,
    MarkKind, Now, Party, PersonId, RatifierDecision, Refusal, SpokenDate, Verdict, Words,
    hours_as_said,
};

/// The most people and others whom one item can name, in all its parts.
const MOST_NAMED: usize = 300;

type Answered = Result<Vec<Event>, Refusal>;

pub(super) fn word(
    case: &Case,
    item: Option<ItemId>,
    draft: Box<ItemDraft>,
    from: Option<MarkId>,
    now: Now,
) -> Answered {
    case.agreement_may_change()?;
    let standing = match item {
        Some(id) => find(case, id)?.draft(),
        None => None,
    };
    check_draft(case, &draft, standing, now)?;
    if let Some(id) = from {
        let mark = case.marks.iter().find(|mark| mark.id == id);
        let is_idea = mark.ok_or(Refusal::NoSuchMark)?.kind == MarkKind::Idea;
        // Words that were found on their way to the board may go on to it.
        if !is_idea && !case.is_of_board(id) {
            return Err(Refusal::WrongMark);
        }
    }
    if from.is_none() && standing == Some(&*draft) {
        return Ok(Vec::new());
    }
    check_room(case, &draft, &standing)?;
    let only_ticked = standing.is_some_and(|standing| standing.says_the_same_as(&draft));
    let words = Words::new(case.next_words(0), Content::Item(draft));
    let changed = match item {
        Some(item) if only_ticked && from.is_none() => Event::ItemTicked { item, words },
        Some(_) | None => Event::ItemWorded {
            item: item.unwrap_or_else(|| next_item(case)),
            words,
            parked_from: from,
        },
    };
    Ok(vec![changed])
}

fn next_item(case: &Case) -> ItemId {
    let highest = case.agreement.items.iter().map(|item| item.id.0).max();
    ItemId(highest.unwrap_or(0) + 1)
}

pub(super) fn check_draft(
    case: &Case,
    draft: &ItemDraft,
    standing: Option<&ItemDraft>,
    now: Now,
) -> Result<(), Refusal> {
    if draft.text.trim().is_empty() {
        return Err(Refusal::ItemEmpty);
    }
    check_length(&draft.text)?;
    for answer in draft.said() {
        check_length(answer)?;
    }
    if !draft.hours.is_empty() {
        check_length(&hours_as_said(&draft.hours))?;
    }
    if !case.script.agreement.item_kinds.contains(&draft.kind) {
        return Err(Refusal::NotInScript);
    }
    for party in draft.parties() {
        check_party(case, party)?;
    }
    if draft.parties().count() > MOST_NAMED {
        return Err(Refusal::TooManyNamed);
    }
    let known = draft
        .meets
        .iter()
        .all(|id| case.bottom_lines.contains_key(id))
        && draft
            .answers
            .iter()
            .all(|id| case.questions.contains_key(id));
    if !known {
        return Err(Refusal::NotInScript);
    }
    let today = now.wall.date_naive();
    check_date(
        draft.start.as_ref(),
        standing.and_then(|old| old.start.as_ref()),
        today,
    )?;
    check_date(
        draft.due.as_ref(),
        standing.and_then(|old| old.due.as_ref()),
        today,
    )
}

fn check_party(case: &Case, party: &Party) -> Result<(), Refusal> {
    match party {
        Party::Person(id) if case.person(*id).is_none() => Err(Refusal::NoSuchPerson),
        Party::Other(name) if name.trim().is_empty() => Err(Refusal::NameEmpty),
        Party::Other(name) if name.chars().count() > LONGEST_NAME => Err(Refusal::NameTooLong),
        Party::Other(name) if names_nobody(name) => Err(Refusal::NamesNobody),
        Party::Person(_) | Party::Other(_) => Ok(()),
    }
}

/// A date that has passed is refused, unless it stood there before: an item
/// that is opened again months later keeps its date until somebody changes it.
fn check_date(
    date: Option<&SpokenDate>,
    standing: Option<&SpokenDate>,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let stood = |date: &SpokenDate| standing.is_some_and(|standing| standing.on == date.on);
    match date {
        Some(date) if date.said.chars().count() > LONGEST_NAME => Err(Refusal::DateTooLong),
        Some(date) if date.on < today && !stood(date) => Err(Refusal::DateInThePast),
        Some(_) | None => Ok(()),
    }
}

pub(super) fn remove(case: &Case, item: ItemId) -> Answered {
    case.agreement_may_change()?;
    find(case, item)?;
    Ok(vec![Event::ItemRemoved { item }])
}

pub(super) fn answer(case: &Case, item: ItemId, person: PersonId, answer: Answer) -> Answered {
    let known = able_to_answer(case, item, person)?;
    if known.answer_of(person) == Some(answer) {
        return Ok(Vec::new());
    }
    Ok(vec![answer_event(case, item, person, answer, None)])
}

/// A yes on a change, with what would have to change; without words it is the answer alone, and
/// takes off nothing that was said before.
pub(super) fn ask_for_change(case: &Case, item: ItemId, person: PersonId, text: &str) -> Answered {
    let text = text.trim();
    if text.is_empty() {
        return answer(case, item, person, Answer::Change);
    }
    let known = able_to_answer(case, item, person)?;
    if text.chars().count() > LONGEST_REASON {
        return Err(Refusal::ReasonTooLong);
    }
    if known.changes.get(&person).is_some_and(|said| said == text) {
        return Ok(Vec::new());
    }
    let change = Some(text.to_owned());
    Ok(vec![answer_event(
        case,
        item,
        person,
        Answer::Change,
        change,
    )])
}

fn answer_event(
    case: &Case,
    item: ItemId,
    person: PersonId,
    answer: Answer,
    change: Option<String>,
) -> Event {
    let content = Content::Answer {
        person,
        answer,
        change,
    };
    let words = Words::new(case.next_words(0), content);
    Event::ItemAnswered { item, words }
}

pub(super) fn answer_read_back(
    case: &Case,
    item: ItemId,
    person: PersonId,
    answer: Answer,
) -> Answered {
    let known = able_to_answer(case, item, person)?;
    // Nothing was read to whoever is not there to hear it.
    if case.is_spoken_for_now(person) {
        return Err(Refusal::SpokenFor(person));
    }
    if !case.hears_now(person) {
        return Err(Refusal::NotThereToHear(person));
    }
    if known.read_back_of(person) == Some(answer) {
        return Ok(Vec::new());
    }
    let content = Content::Answer {
        person,
        answer,
        change: None,
    };
    Ok(vec![Event::ReadBackAnswered {
        item,
        words: Words::new(case.next_words(0), content),
    }])
}

/// An answer can come from somebody who is not here, by telephone or beforehand.
fn able_to_answer(case: &Case, item: ItemId, person: PersonId) -> Result<&Item, Refusal> {
    case.agreement_may_change()?;
    let known = find(case, item)?;
    case.person(person).ok_or(Refusal::NoSuchPerson)?;
    let asked = case.asked_about(known);
    if asked.iter().any(|known| known.id == person) {
        Ok(known)
    } else {
        Err(Refusal::NoVoice(person))
    }
}

pub(super) fn note_concern(case: &Case, item: ItemId, text: String) -> Answered {
    case.agreement_may_change()?;
    find(case, item)?;
    let words = words_of(case, text)?;
    Ok(vec![Event::ConcernNoted { item, words }])
}

pub(super) fn ratify(
    case: &Case,
    item: ItemId,
    by: PersonId,
    verdict: Verdict,
    reason: Option<String>,
    family_answer: Option<String>,
) -> Answered {
    let rules = case.script.agreement.ratification.as_ref();
    let role = &rules.ok_or(Refusal::NotAskedByScript)?.by;
    case.agreement_may_change()?;
    find(case, item)?;
    let decider = case.person(by).ok_or(Refusal::NoSuchPerson)?;
    if !decider.details.roles.contains(role) {
        return Err(Refusal::NoVoice(by));
    }
    // A plain yes has no condition, no reason, and nothing to answer to; what was typed for
    // another decision before goes with that decision.
    let (reason, family_answer) = match verdict {
        Verdict::Agreed => (None, None),
        Verdict::AgreedIf | Verdict::NotAgreed => (said(reason), said(family_answer)),
    };
    // A decision not to accept an item can stand in two places of what is closed.
    check_room(case, &[(&reason, &family_answer); 2], &())?;
    match verdict {
        Verdict::AgreedIf | Verdict::NotAgreed if reason.is_none() => {
            return Err(Refusal::ReasonMissing);
        }
        Verdict::Agreed | Verdict::AgreedIf | Verdict::NotAgreed => {}
    }
    let mut made = 0;
    let mut words = |text: Option<String>| -> Result<Option<Words>, Refusal> {
        let Some(text) = text else {
            return Ok(None);
        };
        check_length(&text)?;
        made += 1;
        Ok(Some(Words::new(
            case.next_words(made - 1),
            Content::Text(text),
        )))
    };
    let decision = RatifierDecision {
        by,
        verdict,
        reason: words(reason)?,
        family_answer: words(family_answer)?,
    };
    Ok(vec![Event::ItemRatified(ItemRatified { item, decision })])
}

/// Words, where there are any.
fn said(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

fn find(case: &Case, item: ItemId) -> Result<&Item, Refusal> {
    case.item(item).ok_or(Refusal::NoSuchItem)
}

/// A further wording takes every answer with it: a yes belongs to exact words.
pub(super) fn worded(
    case: &mut Case,
    at: Now,
    item: ItemId,
    words: &Words,
    parked_from: Option<MarkId>,
) {
    if let Some(idea) = case
        .marks
        .iter_mut()
        .find(|mark| Some(mark.id) == parked_from)
    {
        idea.used = true;
    }
    let items = &mut case.agreement.items;
    if !items.iter().any(|known| known.id == item) {
        items.push(Item::new(item));
    }
    change(case, item, |item| {
        item.parked_from = item.parked_from.or(parked_from);
        item.versions.push((at, words.clone()));
        item.answers.clear();
        item.changes.clear();
        item.read_back.clear();
        item.others_forgotten = false;
        item.brought = false;
        item.ratified = None;
    });
}

/// The words are the same, and so are the answers to them. What whoever ratifies decided rests on
/// what the plan makes sure of, so that is asked for anew.
pub(super) fn ticked(case: &mut Case, item: ItemId, words: &Words) {
    change(case, item, |item| {
        if let Some((_, standing)) = item.versions.last_mut() {
            standing.clone_from(words);
        }
        item.ratified = None;
    });
}

pub(super) fn removed(case: &mut Case, item: ItemId) {
    change(case, item, |item| item.removed = true);
}

/// An answer whose words were erased says nothing any more, not even whose it was.
///
/// Of one wording a person's latest answer counts, on the board or as it was read back: what was
/// read back to them stays read back, with what they say of it now.
pub(super) fn answered(case: &mut Case, item: ItemId, words: &Words) {
    change(case, item, |item| {
        let Some((person, answer)) = words.answer() else {
            return;
        };
        item.answers.insert(person, answer);
        if let Some(read_back) = item.read_back.get_mut(&person) {
            *read_back = answer;
        }
        match words.change() {
            Some(said) => item.changes.insert(person, said.to_owned()),
            None => item.changes.remove(&person),
        };
    });
}

/// It is the latest answer to the wording, so it is the one on the board as well.
pub(super) fn read_back_answered(case: &mut Case, item: ItemId, words: &Words) {
    change(case, item, |item| {
        let Some((person, answer)) = words.answer() else {
            return;
        };
        item.read_back.insert(person, answer);
        item.answers.insert(person, answer);
        if answer != Answer::Change {
            item.changes.remove(&person);
        }
    });
}

pub(super) fn concern_noted(case: &mut Case, item: ItemId, words: &Words) {
    change(case, item, |item| item.concern = Some(words.clone()));
}

pub(super) fn ratified(case: &mut Case, item: ItemId, decision: RatifierDecision) {
    change(case, item, |item| item.ratified = Some(decision));
}

fn change(case: &mut Case, item: ItemId, change: impl FnOnce(&mut Item)) {
    let items = &mut case.agreement.items;
    if let Some(known) = items.iter_mut().find(|known| known.id == item) {
        change(known);
    }
}
