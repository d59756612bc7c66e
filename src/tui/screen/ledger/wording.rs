//! How a message or letter stands and what comes next, in the words of the screen.

use crate::case::{CarriedKind, Case, Extent, Message, NextStep, Party, Passing, PersonId, Words};
use crate::script::capitalized;
use crate::tui::model::told_apart;

/// Who it is from, for whom, and what it is.
pub(super) fn heading(case: &Case, message: &Message) -> String {
    let from = told_apart(case, message.from);
    let to = told_apart(case, message.to);
    match message.kind {
        CarriedKind::Message => capitalized(&format!("{from} to {to}")),
        CarriedKind::Wish => format!("What {from} would like a letter to answer"),
        CarriedKind::Letter => format!("Letter, {from} to {to}"),
    }
}

/// How it stands, in a word or two.
pub(super) fn standing(case: &Case, message: &Message) -> String {
    if message.closed.is_some() {
        return "closed".to_owned();
    }
    if let Some(delivery) = &message.delivery {
        let day = delivery.at.wall.format("%-d %b");
        let answer = match message.reply {
            Some(true) if case.is_answered(message) => ", answered",
            Some(true) => ", answer wanted",
            Some(false) | None => "",
        };
        return format!("passed on {day}{answer}");
    }
    if message.held.is_some() {
        return "on file".to_owned();
    }
    let word = match case.next_step(message) {
        _ if message.is_declined() => "not wanted now",
        _ if message.is_kept_back() => "stays with the sender",
        NextStep::AgreeWording | NextStep::Reword => "being worded",
        NextStep::GoThroughList => "a draft",
        NextStep::SecondPerson => "to be read by a second person",
        NextStep::Consent => "waits for a yes",
        NextStep::Check => "to be looked at",
        NextStep::Wait | NextStep::OfferToReceiver | NextStep::Deliver => "ready to be passed on",
        NextStep::OnFile
        | NextStep::Reply
        | NextStep::Answer
        | NextStep::Talk(_)
        | NextStep::Close
        | NextStep::Closed
        | NextStep::NotKnownHere => "on file",
    };
    word.to_owned()
}

/// What comes next, as somebody would say it to the facilitator.
pub(super) fn next_step(case: &Case, message: &Message) -> String {
    let from = told_apart(case, message.from);
    let to = told_apart(case, message.to);
    match case.next_step(message) {
        NextStep::AgreeWording => format!("Read it to {from} and ask: are these the right words?"),
        NextStep::GoThroughList => {
            format!("Go through it with {from}, one thing on the list at a time.")
        }
        NextStep::SecondPerson => {
            "Let somebody read exactly this who did not help to write it.".to_owned()
        }
        NextStep::Consent if message.kind == CarriedKind::Letter => {
            format!("Read it to {from} and ask: may exactly this go to {to}?")
        }
        NextStep::Consent => {
            format!("Read it to {from} and ask: may I pass this on?")
        }
        NextStep::Check => {
            "Look at it once more: does it give away where somebody lives, their health, or anybody \
             else?"
                .to_owned()
        }
        NextStep::Reword => match wrong(message) {
            Some(wrong) => format!("It cannot go as it is: {wrong} Word it anew with {from}."),
            None => format!("It cannot go as it is. Word it anew with {from}."),
        },
        NextStep::Wait => format!("It is ready. It waits until you are with {to}."),
        NextStep::OfferToReceiver => {
            format!("Ask {to}: there is a letter. Would you like it, now or later or not?")
        }
        NextStep::Deliver => format!("Pass it on to {to}, and add nothing."),
        NextStep::OnFile if message.is_kept_back() => {
            format!("It stays with {from}. Close it, or ask again if {from} wishes.")
        }
        NextStep::OnFile => format!("It stays on file. Ask again only if {to} wishes."),
        NextStep::Reply => format!("Ask {to}: would you like to answer?"),
        NextStep::Answer => capitalized(&format!(
            "{to} would like to answer. Take down what {to} says to it."
        )),
        NextStep::Talk(person) => {
            let name = told_apart(case, person);
            format!("Talk with {name}, apart: how was it, and is it finished?")
        }
        NextStep::Close => "Nothing more is to be done. Close it.".to_owned(),
        NextStep::Closed => "It is closed.".to_owned(),
        NextStep::NotKnownHere => "Nothing more is to be done about it here.".to_owned(),
    }
}

fn wrong(message: &Message) -> Option<String> {
    let words = message.check.as_ref()?.wrong.as_ref()?;
    let text = words.text()?.trim();
    let stop = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    Some(format!("{text}{stop}"))
}

/// Everything that is known of it, a line each, oldest first.
pub(super) fn facts(case: &Case, message: &Message, whole: bool) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(about) = message.about {
        let item = case.item(about.item).and_then(|item| item.draft());
        let text = item.map_or("something on the board", |draft| draft.text.as_str());
        facts.push(format!("Carries from the board: {text}"));
        if message.consents.is_empty()
            && case.may_be_here(message.from)
            && case
                .item(about.item)
                .is_some_and(|item| item.answer_of(message.from).is_none())
        {
            let name = told_apart(case, message.from);
            facts.push(format!(
                "{name} was not asked yet whether they agree to it. Record it on the board before \
                 {name} says yes to passing this on: then it is carried with it."
            ));
        }
    }
    if message.as_received {
        facts.extend(received(case, message));
        return facts;
    }
    if message.instead_of.is_some() {
        let from = told_apart(case, message.from);
        facts.push(format!(
            "Words that came later. {from} may not know what became of those before."
        ));
    }
    facts.extend(worded(case, message, whole));
    if message.kind != CarriedKind::Letter && message.agreed == Some(message.version()) {
        facts.push("The sender agreed to the words.".to_owned());
    }
    if message.kind == CarriedKind::Letter && message.listed == Some(message.version()) {
        facts.push(format!(
            "Gone through by the list (version {}).",
            message.version()
        ));
    }
    let of_letter = message.kind == CarriedKind::Letter;
    let (checked, consented) = (checked(case, message), consented(message));
    if of_letter {
        facts.extend(checked.into_iter().chain(consented));
    } else {
        facts.extend(consented.into_iter().chain(checked));
    }
    facts.extend(received(case, message));
    facts
}

fn worded(case: &Case, message: &Message, whole: bool) -> Vec<String> {
    let of_letter = message.kind == CarriedKind::Letter;
    let last = message.wordings.len().saturating_sub(1);
    let shown = message.wordings.iter().enumerate();
    let shown = shown.filter(|(place, _)| whole || *place == last);
    shown
        .filter(|_| of_letter || whole)
        .map(|(_, wording)| {
            let at = wording.at.wall.format("%-d %b %H:%M");
            let print = wording
                .fingerprint
                .as_deref()
                .and_then(|print| print.get(..12));
            let print = print.map_or_else(String::new, |print| format!(", fingerprint {print}"));
            let with = wording.helped_by.map(|id| told_apart(case, id));
            let with = with.map_or_else(String::new, |name| format!(", written with {name}"));
            format!("Version {}, {at}{print}{with}.", wording.version)
        })
        .collect()
}

fn checked(case: &Case, message: &Message) -> Option<String> {
    let check = message.check.as_ref()?;
    let by = match &check.checked_by {
        Party::Person(id) => told_apart(case, *id),
        Party::Other(name) => name.clone(),
    };
    let result = if check.passed {
        "it can go"
    } else {
        "it cannot go yet"
    };
    let old = if check.version == message.version() {
        ""
    } else {
        " (an earlier wording)"
    };
    Some(format!("Looked at by {by}: {result}{old}."))
}

fn consented(message: &Message) -> Option<String> {
    let last = message.consents.last()?;
    let said = match last.extent {
        None => "The sender took the yes back.",
        Some(_) if last.version != message.version() => {
            "The sender's yes was to an earlier wording."
        }
        Some(extent) => extent_words(extent),
    };
    Some(said.to_owned())
}

fn extent_words(extent: Extent) -> &'static str {
    match extent {
        Extent::All => "The sender says yes to passing on exactly this.",
        Extent::Part => "The sender says yes to a part of it.",
        Extent::Paraphrase => "The sender says yes to what it says, in other words.",
        Extent::Nothing => "The sender says no to passing it on.",
    }
}

fn received(case: &Case, message: &Message) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(asked) = message.asked {
        let said = if asked.wants {
            "wants it"
        } else {
            "does not want it now"
        };
        let to = told_apart(case, message.to);
        facts.push(capitalized(&format!("{to} {said}.")));
    }
    if let Some(delivery) = &message.delivery {
        // Whoever may know that it was passed on was told no more than that.
        let of_sender = case.is_one_sided() && !case.may_be_here(message.to);
        let form = if of_sender { "%-d %b" } else { "%-d %b %H:%M" };
        let day = delivery.at.wall.format(form);
        let how = passing_words(delivery.how);
        let names: Vec<String> = people(case, &delivery.present);
        let with = if names.is_empty() {
            String::new()
        } else {
            format!(", with {}", names.join(", "))
        };
        facts.push(format!("{day}: {how}{with}."));
    }
    if let Some((words, _)) = &message.reaction {
        let text = words.text().unwrap_or("(no longer kept)");
        facts.push(format!("What was said to it: {text}"));
    }
    match message.reply {
        Some(true) => facts.push("An answer is wanted.".to_owned()),
        Some(false) => facts.push("No answer is wanted.".to_owned()),
        None => {}
    }
    facts
}

fn people(case: &Case, people: &[PersonId]) -> Vec<String> {
    people.iter().map(|id| told_apart(case, *id)).collect()
}

/// How something is passed on.
pub(super) fn passing_words(how: Passing) -> &'static str {
    match how {
        Passing::ReadAloud => "read aloud",
        Passing::Handed => "handed over to be read",
        Passing::Phone => "told on the telephone",
        Passing::Unread => "handed over closed, to be opened later",
    }
}

/// What stands instead of the words of a letter until its reader said that they want it.
pub(super) fn offered(case: &Case, message: &Message) -> String {
    format!("A letter from {}.", told_apart(case, message.from))
}

/// Whether the words may be read here: those of a letter only once its reader wants it.
pub(super) fn may_be_read(message: &Message) -> bool {
    !message.as_received || !message.waits_for_its_reader()
}

/// The words that stand there now: of one received, what is passed on.
pub(super) fn words_of(message: &Message) -> String {
    let standing = message.wordings.last();
    let text = standing.and_then(|wording| wording.words.text());
    let text = text.unwrap_or("(the words are no longer kept)");
    let (which, part) = if let Some(delivery) = &message.delivery {
        let part = delivery.words.as_ref().filter(|_| !delivery.whole);
        ("Passed on", part)
    } else {
        let last = message.consents.last();
        ("To be passed on", last.and_then(|last| last.words.as_ref()))
    };
    match part.and_then(Words::text).filter(|_| !message.as_received) {
        Some(part) => format!("{text}\n\n{which}: {part}"),
        None => text.to_owned(),
    }
}
