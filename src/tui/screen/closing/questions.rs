//! What still stands in the way of closing, as questions to ask aloud.

use crate::case::gaps::GapKind;
use crate::case::{Case, Command, ItemId, Mark, PersonId, Refusal};
use crate::script::capitalized;
use crate::tui::model::{Model, told_apart};
use crate::tui::widget::{fitted, listed_as};

/// Columns that the words of an item have in a question about it, so that a long one leaves room
/// for the question and for the others.
const ITEM_COLUMNS: usize = 60;

/// What still stands in the way of closing the agreement; nothing where it can be closed.
pub(super) fn in_the_way(case: &Case, model: &Model) -> Vec<String> {
    match model.refusal_of(&Command::CloseAgreement) {
        Some(Refusal::NotAgreed(items)) => items
            .iter()
            .map(|(item, people)| {
                let names = names(case, people);
                format!("{names}: do you say yes to {}?", item_words(case, *item))
            })
            .collect(),
        Some(Refusal::NotReadBack(items)) => items.iter().map(|id| read_back(case, *id)).collect(),
        Some(Refusal::NotRatified(items)) => {
            let ask = case.script.agreement.ratification.as_ref();
            let ask = ask.map_or("Do you say yes to it today?", |rule| rule.ask.as_str());
            let ask = case.fill(ask, None);
            let items = items.iter();
            items
                .map(|id| format!("{}: {ask}", capitalized(&item_words(case, *id))))
                .collect()
        }
        Some(Refusal::PlanIncomplete(missing)) => whole(case, &missing),
        Some(Refusal::NothingAccepted) => {
            vec![
                "What would you like to answer, or to change, so that it can be accepted?"
                    .to_owned(),
            ]
        }
        Some(Refusal::NothingToClose) => {
            vec!["Is there anything that people want to write down?".to_owned()]
        }
        Some(_) | None => Vec::new(),
    }
}

/// What is worth asking aloud before the agreement is closed, and stands in nobody's way. It is
/// shown in the middle of the screen, so it names nobody who differed.
pub fn worth_asking(case: &Case) -> Vec<String> {
    let gaps = case.worth_asking_before_closing().into_iter();
    // What nothing meets stands by itself, before what is only worth asking.
    let gaps = gaps.filter(|gap| !matches!(gap.kind, GapKind::BottomLineOpen(_)));
    let gaps = gaps.map(|gap| match gap.item {
        Some(id) => format!(
            "{}: {}",
            capitalized(&item_words(case, id)),
            gap.unnamed(case)
        ),
        None => gap.unnamed(case),
    });
    to_return_to(case).into_iter().chain(gaps).collect()
}

/// Bottom lines that nothing on the board meets, each in one line: whoever set them is to decide
/// knowing of it.
pub fn not_met(case: &Case) -> Vec<String> {
    let open = case.bottom_lines_open().into_iter();
    let texts = open.filter_map(|line| case.bottom_lines.get(&line));
    texts.map(|text| text.replace('\n', " ")).collect()
}

/// The questions that were to be come back to, in a sentence: when each was marked and with whom,
/// and never what the facilitator wrote to it.
pub fn to_return_to(case: &Case) -> Option<String> {
    let marked = case.questions_to_return_to().map(|mark| {
        let at = time_of(case, mark);
        match mark.person {
            Some(person) => format!("at {at}, with {}", told_apart(case, person)),
            None => format!("at {at}"),
        }
    });
    let marked: Vec<String> = marked.collect();
    let what = match marked.len() {
        0 => return None,
        1 => "A question was".to_owned(),
        count => format!("{count} questions were"),
    };
    Some(format!(
        "{what} marked to come back to: {}. Is now the time?",
        marked.join("; ")
    ))
}

/// The stages that were not gone through, by their names in a row of so many columns; how many, where
/// they are many. It stands in nobody's way: people may well have wanted it so.
pub fn passed_over(case: &Case, columns: usize) -> Option<String> {
    let stages = case.stages_passed_over().into_iter();
    let names: Vec<String> = stages.map(|stage| case.fill(&stage.title, None)).collect();
    let before = "Not gone through:";
    (!names.is_empty()).then(|| listed_as("stages", before, &names, columns))
}

/// The time of a mark, and its day where it is not the day of the meeting that goes on: a case can
/// have several.
pub fn time_of(case: &Case, mark: &Mark) -> String {
    let session = case.session.as_ref();
    let day = session.map(|session| session.sitting_since.wall.date_naive());
    let shape = if day.is_none_or(|day| day == mark.at.wall.date_naive()) {
        "%H:%M"
    } else {
        "%H:%M on %-d %B %Y"
    };
    mark.at.wall.format(shape).to_string()
}

/// How many more questions the board has, none of which stands in the way.
pub(super) fn more_on_the_board(case: &Case) -> usize {
    case.board().map(|item| case.gaps(item.id).len()).sum()
}

fn read_back(case: &Case, id: ItemId) -> String {
    let missing = case.item(id).map(|item| case.read_back_missing_for(item));
    let names = names(case, &missing.unwrap_or_default());
    format!(
        "{names}: is this right, read out: {}?",
        item_words(case, id)
    )
}

/// Questions about the plan as a whole that the script counts as needed.
fn whole(case: &Case, missing: &str) -> Vec<String> {
    let gaps = case.plan_gaps().into_iter();
    let open: Vec<String> = gaps
        .filter(|gap| matches!(gap.kind, GapKind::PlanOpen(_) | GapKind::NoReview))
        .map(|gap| gap.question(case))
        .collect();
    if open.is_empty() {
        vec![missing.to_owned()]
    } else {
        open
    }
}

fn item_words(case: &Case, id: ItemId) -> String {
    let item = &case.script.vocabulary.item;
    let number = case.board().position(|known| known.id == id);
    let number = number.map_or_else(|| id.to_string(), |place| (place + 1).to_string());
    let text = case.item(id).and_then(|known| known.draft());
    match text {
        Some(draft) => {
            let words = draft.text.replace('\n', " ");
            format!("{item} {number}, \"{}\"", fitted(&words, ITEM_COLUMNS))
        }
        None => format!("{item} {number}"),
    }
}

fn names(case: &Case, people: &[PersonId]) -> String {
    let names: Vec<String> = people.iter().map(|id| told_apart(case, *id)).collect();
    if names.is_empty() {
        case.script.vocabulary.everyone.clone()
    } else {
        names.join(", ")
    }
}
