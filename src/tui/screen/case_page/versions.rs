//! Every version of the agreement, what changed from one to the next, and how each was signed.

use super::pages::{Lines, gap, quiet, strong, text, when};
use crate::case::{Case, ClosedAgreement, Event, Now, Signing, told_apart};
use crate::document::changes::{ItemChange, between};
use crate::tui::widget::{fitted, width, wrapped};

/// Below so many columns two versions stand one below the other.
const SIDE_BY_SIDE: usize = 90;

/// What stands between two versions side by side.
const BETWEEN: &str = " | ";

/// Something that happened to the agreement.
enum Step<'a> {
    /// It was closed, after this version where there was one.
    Closed(&'a ClosedAgreement, Option<&'a ClosedAgreement>),
    /// It was opened again, for a reason where that may be told.
    Reopened(Option<&'a str>),
}

/// Every closing and opening again, oldest first, so that each stays visible.
pub(super) fn versions(case: &Case, columns: usize) -> Lines {
    let word = &case.script.vocabulary.agreement;
    let closings = &case.agreement.closings;
    let before = std::iter::once(None).chain(closings.iter().map(|(_, closed)| Some(closed)));
    let closed = closings
        .iter()
        .zip(before)
        .map(|((at, closed), before)| (*at, Step::Closed(closed, before)));
    // The plan and the export leave the reason out too, where only what was agreed is kept.
    let tells_why = !case.keeps_agreed_only();
    let reopenings = case.agreement.reopenings.iter();
    let mut reopened =
        reopenings.map(|(at, reason)| (*at, Step::Reopened(reason.text().filter(|_| tells_why))));
    // Each closing but the first follows an opening again, whatever the clock said.
    let all: Vec<(Now, Step<'_>)> = closed
        .flat_map(|closed| std::iter::once(closed).chain(reopened.next()))
        .collect();
    if all.is_empty() {
        return vec![text(format!("No {word} was closed in this case."))];
    }
    let mut lines = Vec::new();
    for (at, step) in all {
        lines.push(quiet(when(at)));
        match step {
            Step::Closed(closed, before) => lines.extend(closing(case, closed, before, columns)),
            Step::Reopened(why) => {
                lines.push(text(format!("The {word} was opened again.")));
                lines.extend(why.map(|why| text(format!("Because: {why}"))));
                if !tells_why {
                    lines.push(quiet("Why is not kept: only what was agreed is."));
                }
            }
        }
        lines.push(gap());
    }
    let stands = if case.agreement.closed {
        "The last version stands."
    } else {
        "The last version stands until a new one is closed."
    };
    lines.push(strong(stands));
    lines
}

/// What a version holds, what changed since the one before, and who signed it.
fn closing(
    case: &Case,
    closed: &ClosedAgreement,
    before: Option<&ClosedAgreement>,
    columns: usize,
) -> Lines {
    let items = closed.items.len();
    let plural = if items == 1 { "" } else { "s" };
    let item = &case.script.vocabulary.item;
    let version = closed.version;
    let mut lines = vec![text(if closed.brought {
        format!(
            "Version {version} was made elsewhere and brought along, with {items} {item}{plural}."
        )
    } else {
        format!("Version {version} was closed with {items} {item}{plural}.")
    })];
    if let Some(from) = &closed.from {
        lines.push(text(format!(
            "A saved plan of another case says so; nobody here can say whether it is true: {}, version {}, closed on {}, code {}.",
            from.reference,
            from.version,
            from.closed.format("%-d %B %Y"),
            from.fingerprint
        )));
    }
    if let Some(before) = before {
        lines.extend(changed(case, before, closed, columns));
    }
    lines.extend(signed(case, version).into_iter().map(text));
    lines
}

fn changed(
    case: &Case,
    before: &ClosedAgreement,
    after: &ClosedAgreement,
    columns: usize,
) -> Lines {
    let item = &case.script.vocabulary.item;
    let changes = between(case, before, after);
    let same = changes.iter().filter(|change| change.is_same()).count();
    if same == changes.len() && before.settled == after.settled && before.review == after.review {
        return vec![text("Nothing in it changed.")];
    }
    let mut lines = vec![text(format!(
        "Since version {} ([ ] shows what changed):",
        before.version
    ))];
    for change in changes.iter().filter(|change| !change.is_same()) {
        lines.extend(one(item, change, columns));
    }
    match same {
        0 => {}
        1 => lines.push(text(format!("1 {item} stands as it was."))),
        same => lines.push(text(format!("{same} {item}s stand as they were."))),
    }
    if before.review != after.review {
        let day = |on: Option<chrono::NaiveDate>| {
            on.map_or_else(
                || "no day".to_owned(),
                |on| on.format("%-d %B %Y").to_string(),
            )
        };
        let (old, new) = (day(before.review), day(after.review));
        lines.extend(beside("Looked at again", &old, &new, columns));
    }
    if before.settled != after.settled {
        lines.push(text("What was settled about the whole changed."));
    }
    lines
}

fn one(item: &str, change: &ItemChange<'_>, columns: usize) -> Lines {
    match (change.before, change.after) {
        (Some((old, _)), Some((new, now))) => {
            let moved = if old == new {
                String::new()
            } else {
                format!(" (was {old})")
            };
            let mut lines = vec![strong(format!("{} {new}{moved}", capital(item)))];
            match &change.words {
                Some((old, new)) => lines.extend(beside("Words", old, new, columns)),
                None => lines.push(text(now.draft.text.clone())),
            }
            for (called, old, new) in &change.answers {
                lines.extend(beside(called, said(old), said(new), columns));
            }
            lines
        }
        (None, Some((new, now))) => vec![
            strong(format!("{} {new}: new", capital(item))),
            text(now.draft.text.clone()),
        ],
        (Some((old, was)), None) => vec![
            strong(format!(
                "{} {old} of the version before: taken off",
                capital(item)
            )),
            text(was.draft.text.clone()),
        ],
        (None, None) => Vec::new(),
    }
}

fn capital(word: &str) -> String {
    crate::script::capitalized(word)
}

fn said(words: &str) -> &str {
    if words.is_empty() {
        "nothing was said"
    } else {
        words
    }
}

/// Two versions of one text: beside each other where there is room, else one below the other.
fn beside(called: &str, before: &str, after: &str, columns: usize) -> Lines {
    if columns < SIDE_BY_SIDE {
        return vec![
            text(format!("{called} before: {before}")),
            text(format!("{called} now: {after}")),
        ];
    }
    let half = (columns - BETWEEN.len()) / 2;
    let (old, new) = (wrapped(before, half), wrapped(after, half));
    let row = |place: usize| {
        let of = |rows: &[String]| {
            rows.get(place)
                .map_or("", String::as_str)
                .trim_end()
                .to_owned()
        };
        let left = fitted(&of(&old), half);
        let gap = " ".repeat(half.saturating_sub(width(&left)));
        text(format!("{left}{gap}{BETWEEN}{}", of(&new)))
    };
    let heads = (format!("{called} before"), format!("{called} now"));
    let gap = " ".repeat(half.saturating_sub(width(&heads.0)));
    let mut lines = vec![quiet(format!("{}{gap}{BETWEEN}{}", heads.0, heads.1))];
    lines.extend((0..old.len().max(new.len())).map(row));
    lines
}

/// How people signed a version: everything that was recorded between its closing and its next
/// opening, the latest of each person.
fn signed(case: &Case, version: u16) -> Vec<String> {
    let mut now = 0;
    let mut signed: Vec<(crate::case::PersonId, Signing)> = Vec::new();
    for recorded in &case.history {
        if case.undone.contains(&recorded.number) {
            continue;
        }
        if let Event::AgreementClosed { agreement } = &recorded.event {
            now = agreement.version;
        } else if let Event::Signed { person, how } = &recorded.event
            && now == version
        {
            signed.retain(|(known, _)| known != person);
            signed.push((*person, *how));
        }
    }
    let names = |wanted: Signing| {
        let of = signed.iter().filter(|(_, how)| *how == wanted);
        let names: Vec<String> = of.map(|(id, _)| told_apart(case, *id)).collect();
        names.join(", ")
    };
    [
        (Signing::Paper, "Signed on paper"),
        (Signing::TypedName, "Signed by typing their name"),
        (Signing::Voice, "Agreed by saying so"),
        (Signing::Declined, "Chose not to sign"),
    ]
    .into_iter()
    .map(|(how, called)| (called, names(how)))
    .filter(|(_, names)| !names.is_empty())
    .map(|(called, names)| format!("{called}: {names}."))
    .collect()
}
