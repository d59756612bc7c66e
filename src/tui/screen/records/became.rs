//! What became of what was agreed, in words: for the screen that records it and the case's page.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::case::{
    Amount, Case, ClosedItem, DueWhat, FollowUp, GivenSoFar, ItemDraft, PersonId, Progress,
    SessionStatus, Words,
};
use crate::script::{RoleKind, capitalized, in_a_row};
use crate::tui::model::told_apart;
use crate::tui::screen::due::when;
use crate::tui::theme::Role;
use crate::tui::widget::Row;

/// The longest part of an item that a row can show.
const LONGEST_ROW: usize = 300;

/// Whoever only ran a meeting is not rung after it.
const RAN_IT: [RoleKind; 3] = [
    RoleKind::Facilitator,
    RoleKind::Interpreter,
    RoleKind::Observer,
];

/// The longest that a row says of how much was agreed.
const LONGEST_AGREED: usize = 28;

/// Something that is looked back on.
pub enum Entry<'a> {
    /// Something that was agreed, and its number.
    Item(usize, &'a ClosedItem),
    /// A day to get in touch.
    FollowUp(FollowUp),
}

/// Everything that is looked back on: what was agreed, then the days to get in touch.
///
/// While people meet it is what was agreed alone: whom somebody rang and what came of it is not
/// for the circle.
pub fn entries(case: &Case) -> Vec<Entry<'_>> {
    let items = (1..).zip(case.agreed_items());
    let items = items.map(|(number, item)| Entry::Item(number, item));
    let session = case.session.as_ref();
    let meeting = session.is_some_and(|session| session.status == SessionStatus::Running);
    let follow_ups = if meeting {
        Vec::new()
    } else {
        case.follow_ups()
    };
    items
        .chain(follow_ups.into_iter().map(Entry::FollowUp))
        .collect()
}

/// The place among them of what is due on a day and told in these words; nothing where it has no
/// row there.
pub fn place_of_due(case: &Case, on: NaiveDate, told: &str) -> Option<usize> {
    let word = &case.agreement_script().vocabulary.item;
    let due = case.due().into_iter();
    let due = due
        .into_iter()
        .find(|due| due.on == on && due.told(word) == told)?;
    entries(case)
        .iter()
        .position(|entry| match (entry, &due.what) {
            (Entry::Item(number, _), DueWhat::Item(item)) => *number == usize::from(*item),
            (Entry::FollowUp(known), DueWhat::FollowUp(what)) => {
                known.on == on && known.what == *what && !known.made
            }
            (Entry::Item(..) | Entry::FollowUp(_), _) => false,
        })
}

/// Whether anybody on the list of people who may be shown was harmed.
pub fn somebody_was_harmed(case: &Case) -> bool {
    let mut people = case.people_shown();
    people.any(|person| case.holds_kind(person.id, &[RoleKind::Harmed]))
}

/// One row: what it is, and how it stands or when it is due.
pub fn row(case: &Case, entry: &Entry<'_>, today: NaiveDate) -> Row {
    match entry {
        Entry::Item(number, item) => {
            // No row is as long as an item may be.
            let text: String = item.draft.text.chars().take(LONGEST_ROW).collect();
            let progress = case.progress_of(item.item);
            let role = if progress.is_open() {
                Role::Strong
            } else {
                Role::Text
            };
            let late = item
                .draft
                .due
                .as_ref()
                .map(|due| (due.on - today).num_days());
            let so_far = case.given_so_far(item);
            let is_whole = so_far.is_some_and(GivenSoFar::is_whole) && progress.is_open();
            // Nobody waits for anything in a closed case.
            let waits = progress.is_open() && !is_whole && !case.is_case_closed();
            let late = late.filter(|days| *days < 0 && waits);
            let late = late.map_or_else(String::new, |days| format!(", {}", when(days)));
            // Of what was paid in part somebody has heard, whatever was said of the whole.
            let given = so_far.and_then(|so_far| given_in_short(so_far, &item.draft));
            let stands = match (given, progress) {
                (Some(_), _) if is_whole => whole_in_short(so_far),
                (Some(given), Progress::Open) => given,
                (Some(given), _) => format!("{}, {given}", progress.title()),
                (None, _) => progress.title().to_owned(),
            };
            Row::new(format!("{number} {}", text.replace('\n', " ")))
                .with(format!("{stands}{late}"))
                .drawn(role)
        }
        Entry::FollowUp(known) => {
            let day = known.on.format("%-d %b %Y");
            let (stands, role) = if known.made {
                let with = with_whom(case, known);
                (format!("got in touch{with}"), Role::Text)
            } else if case.is_case_closed() {
                ("not done".to_owned(), Role::Text)
            } else {
                let due = when((known.on - today).num_days());
                let left = case.still_to_reach(known.session, known.place).len();
                let begun = case
                    .following
                    .made
                    .contains_key(&(known.session, known.place));
                let due = if begun && left > 0 {
                    format!("{due}, {left} left")
                } else {
                    due
                };
                (due, Role::Strong)
            };
            let what = known.what.replace('\n', " ");
            Row::new(format!("{day}  {what}")).with(stands).drawn(role)
        }
    }
}

/// The whole entry, and what was said of it since, latest last; a line each.
pub fn story(case: &Case, entry: &Entry<'_>) -> Vec<String> {
    match entry {
        Entry::Item(_, item) => of_item(case, item),
        Entry::FollowUp(known) => of_follow_up(case, known),
    }
}

fn of_item(case: &Case, item: &ClosedItem) -> Vec<String> {
    let mut story = vec![item.draft.text.clone(), String::new()];
    let amount = item.draft.amount.as_ref();
    story.extend(amount.map(|amount| match &item.draft.repeat {
        Some(repeat) => format!("Agreed: {amount}, {repeat}"),
        None => format!("Agreed: {amount}"),
    }));
    let due = item.draft.due.as_ref();
    story.extend(due.map(|due| format!("Due {}", day(due.on))));
    story.extend(case.given_so_far(item).map(so_far));
    let said = case.following.said.get(&item.item).into_iter().flatten();
    story.extend(said.map(|said| {
        let by = said.by.map(|by| format!(" ({})", told_apart(case, by)));
        let words = said.words.as_ref().and_then(Words::text);
        let words = words.map(|words| format!(". {words}"));
        let (by, words) = (by.unwrap_or_default(), words.unwrap_or_default());
        let on = day(said.at.wall.date_naive());
        format!("{on}: {}{by}{words}", said.progress.title())
    }));
    if case.standing_of(item.item).is_none()
        && case.following.said.contains_key(&item.item)
        && let Some(since) = case.worded_since(item.item)
    {
        let on = day(since.wall.date_naive());
        story.push(format!("{on}: worded anew and closed; not heard of since."));
    }
    let hours = case.given_so_far(item).is_some_and(|so_far| so_far.hours);
    let unit = if hours { "hours done" } else { "paid" };
    let given = case.following.given.get(&item.item).into_iter().flatten();
    story.extend(given.map(|(amount, on)| format!("{}: {amount} {unit}", day(*on))));
    let told = case.following.told.get(&item.item).into_iter().flatten();
    story.extend(told.map(|(person, on)| {
        let name = told_apart(case, *person);
        format!("{}: {name} was told", day(*on))
    }));
    let waiting = case.still_to_be_told(item.item).into_iter();
    story.extend(waiting.map(|id| format!("{} is still to be told.", told_apart(case, id))));
    story
}

/// The same beside an item in a list; nothing where nothing was given.
fn given_in_short(so_far: GivenSoFar, agreed: &ItemDraft) -> Option<String> {
    let GivenSoFar { given, of, hours } = so_far;
    if given == Amount::default() {
        return None;
    }
    let unit = if hours { " hours" } else { " paid" };
    Some(match of {
        Some(of) => format!("{given} of {of}{unit}"),
        None => format!("{given}{unit}{}", again_and_again(agreed)),
    })
}

/// That it adds up, and what is still to be said then.
fn whole_in_short(so_far: Option<GivenSoFar>) -> String {
    let hours = so_far.is_some_and(|so_far| so_far.hours);
    let given = if hours { "done" } else { "paid" };
    format!("{given} in full: say that it was kept")
}

/// How much was agreed again and again, which makes no whole; nothing where it is too long for a
/// row, for it stands whole below.
fn again_and_again(agreed: &ItemDraft) -> String {
    let (Some(amount), Some(repeat)) = (&agreed.amount, &agreed.repeat) else {
        return String::new();
    };
    let said = format!(" (of {amount}, {repeat})").replace('\n', " ");
    if said.chars().count() > LONGEST_AGREED {
        String::new()
    } else {
        said
    }
}

/// How much was given so far, of how much.
fn so_far(so_far: GivenSoFar) -> String {
    let GivenSoFar { given, of, hours } = so_far;
    let (done, unit) = if hours {
        ("Done", " hours")
    } else {
        ("Paid", "")
    };
    match of {
        Some(of) => format!("{done} so far: {given} of {of}{unit}"),
        None => format!("{done} so far: {given}{unit}"),
    }
}

fn of_follow_up(case: &Case, known: &FollowUp) -> Vec<String> {
    let mut story = vec![known.what.clone(), String::new()];
    let made = case.following.made.get(&(known.session, known.place));
    story.extend(made.into_iter().flatten().map(|made| {
        let with = made
            .person
            .map(|id| format!(" with {}", told_apart(case, id)));
        let words = made.words.as_ref().and_then(Words::text);
        let words = words.map(|words| format!(". {words}"));
        let (with, words) = (with.unwrap_or_default(), words.unwrap_or_default());
        format!("{}: somebody got in touch{with}{words}", day(made.on))
    }));
    if !known.made {
        let still = case.still_to_reach(known.session, known.place);
        let names: Vec<String> = still.iter().map(|id| told_apart(case, *id)).collect();
        let (names, due) = (in_a_row(&names), day(known.on));
        story.push(if made.is_some() {
            format!("Still to be spoken to: {names}; due {due}")
        } else if names.is_empty() {
            format!("Nobody has got in touch yet; due {due}")
        } else {
            format!("Nobody has got in touch yet; due {due}, with each of these: {names}")
        });
        return story;
    }
    let (reached, everybody) = reached(case, known);
    let people = case.people_shown().filter(|person| {
        person.ever_came() && !case.holds_kind(person.id, &RAN_IT) && !reached.contains(&person.id)
    });
    let missing: Vec<String> = people.map(|person| told_apart(case, person.id)).collect();
    if !everybody && !missing.is_empty() {
        let missing = in_a_row(&missing);
        story.push(format!(
            "The day counts as done. Nothing is written down of: {missing}. It can be chosen again."
        ));
    }
    story
}

/// With whom somebody got in touch on a day, and whether once with nobody in particular, which
/// stands for everybody.
fn reached(case: &Case, known: &FollowUp) -> (BTreeSet<PersonId>, bool) {
    let made = case.following.made.get(&(known.session, known.place));
    let made = made.map_or(&[][..], Vec::as_slice);
    let people = made.iter().filter_map(|made| made.person).collect();
    (people, made.iter().any(|made| made.person.is_none()))
}

/// The same in a few words beside the row.
fn with_whom(case: &Case, known: &FollowUp) -> String {
    let (people, everybody) = reached(case, known);
    let names: Vec<String> = people.iter().map(|id| told_apart(case, *id)).collect();
    match names.as_slice() {
        _ if everybody => ": everybody".to_owned(),
        [one] => format!(": {one}"),
        several => format!(": {} people", several.len()),
    }
}

/// Each time that the case was closed and opened again, oldest first.
pub fn closings(case: &Case) -> Vec<String> {
    let mut lines = Vec::new();
    for closed in &case.following.closed {
        let how = closed.outcome.map(|outcome| case.outcome_title(outcome));
        let how = how.unwrap_or("nobody ever met");
        let reason = closed.reason.as_ref().and_then(Words::text);
        let reason = reason.map_or_else(String::new, |reason| {
            format!(" With something open, because: {reason}")
        });
        let on = day(closed.at.wall.date_naive());
        lines.push(format!("{on}: closed, {}.{reason}", how.to_lowercase()));
        if let Some((at, why)) = &closed.reopened {
            let why = why
                .text()
                .map_or_else(String::new, |why| format!(" because: {why}"));
            let on = day(at.wall.date_naive());
            lines.push(format!("{on}: opened again{why}"));
        }
    }
    lines
}

/// What is still open, a line each.
pub fn still_open(case: &Case) -> Vec<String> {
    let open = case.still_open().into_iter();
    open.map(|open| format!("{}.", capitalized(&open.title())))
        .collect()
}

fn day(on: NaiveDate) -> String {
    on.format("%-d %B %Y").to_string()
}
