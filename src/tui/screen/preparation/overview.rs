//! Every part of the preparation, with how it stands.

use crate::case::{BegunBy, Case, Command, ConsentStanding, PreparingCommand};
use crate::tui::effect::{Effect, Message, OverlayRequest, PreparingPanel, Question, Section};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widget::Row;

use super::entry::{Entry, day};
use super::{checklist, consents};

/// Every part, numbered, so that a number selects it.
pub(super) fn entries(case: &Case, model: &Model) -> Vec<Entry> {
    let parts = parts(case, model).into_iter().zip(1..);
    parts
        .map(|(mut part, number)| {
            part.row.text = format!("{number} {}", part.row.text);
            part
        })
        .collect()
}

fn parts(case: &Case, model: &Model) -> Vec<Entry> {
    let part = |title: &str, standing: String, section| {
        Entry::new(Row::new(title).with(standing)).leading_to(section)
    };
    vec![
        referral(case),
        part("Contacts", contacts(case), Section::Contacts),
        part(
            "Suitability and risk",
            assessments(case, model),
            Section::Assessments,
        ),
        part("What people need", needs(case), Section::People),
        of_script(
            "Consents",
            consented(case),
            Section::Consents,
            case.script.consents.is_empty(),
        ),
        of_script(
            "Rules",
            weighed(case),
            Section::Rules,
            case.script.rules.is_empty(),
        ),
        of_script(
            "For the day",
            checklist::standing(case, model),
            Section::Checklist,
            case.script.checklist.is_empty(),
        ),
        part("Seats", seats(case), Section::Seats),
        forget(),
    ]
}

/// A part that is there only where the script has something for it.
fn of_script(title: &str, standing: String, section: Section, absent: bool) -> Entry {
    if absent {
        let row = Row::new(title).with("not part of this script");
        let said = Message::done("This script has nothing for that.");
        return Entry::new(row.drawn(Role::Quiet)).doing(Effect::Say(said), "choose");
    }
    Entry::new(Row::new(title).with(standing)).leading_to(section)
}

fn referral(case: &Case) -> Entry {
    let known = case.preparing.referral.as_ref();
    let standing = known.map_or_else(|| "not recorded".to_owned(), |referral| day(referral.on));
    let details = known.map_or_else(Vec::new, |referral| {
        let begun_by = match referral.begun_by {
            BegunBy::Harmed => "somebody who was harmed",
            BegunBy::Responsible => "somebody who is responsible",
            BegunBy::Family => "a family",
            BegunBy::Service => "a service",
        };
        let named = [referral.source.as_str(), referral.agency.as_str()];
        let named: Vec<&str> = named.into_iter().filter(|part| !part.is_empty()).collect();
        vec![
            format!("Referred by {}.", named.join(", ")),
            format!("First wanted by {begun_by}."),
        ]
    });
    Entry::new(Row::new("Where it comes from").with(standing))
        .opening(PreparingPanel::Referral, "fill in")
        .saying(details)
}

fn contacts(case: &Case) -> String {
    match case.preparing.contacts.as_slice() {
        [] => "none recorded".to_owned(),
        [.., last] => format!("{}, last {}", case.preparing.contacts.len(), day(last.on)),
    }
}

/// How many there are and whether one is out of date; never what they say.
fn assessments(case: &Case, model: &Model) -> String {
    let today = model.now.wall.date_naive();
    let known = &case.preparing.assessments;
    let old = known
        .iter()
        .filter(|known| known.until.is_some_and(|until| until < today));
    match (known.len(), old.count()) {
        (0, _) => "none recorded".to_owned(),
        (count, 0) => count.to_string(),
        (count, old) => format!("{count}, {old} out of date"),
    }
}

fn needs(case: &Case) -> String {
    let known = |id| case.preparing.needs.keys().any(|(person, _)| *person == id);
    let asked = case.people_shown().filter(|person| known(person.id));
    format!("{} of {}", asked.count(), case.people_shown().count())
}

fn consented(case: &Case) -> String {
    let asked = consents::asked(case);
    let count = |standing| {
        let stands = asked
            .iter()
            .filter(|(person, consent)| case.consent_standing(*person, &consent.id) == standing);
        stands.count()
    };
    let given = count(ConsentStanding::Given);
    let said = format!("{given} of {} given", asked.len());
    match count(ConsentStanding::Withdrawn) {
        0 => said,
        no => format!("{said}, {no} said no"),
    }
}

fn weighed(case: &Case) -> String {
    match case.preparing.weighings.last() {
        None => "nothing decided".to_owned(),
        Some(last) => last.decision.title().to_owned(),
    }
}

fn seats(case: &Case) -> String {
    let seating = case.seating();
    let mut said = format!("{} in the circle", seating.circle.len());
    if !seating.outer.is_empty() {
        said = format!("{said}, {} outside", seating.outer.len());
    }
    if !seating.apart.is_empty() {
        said = format!("{said}, {} not in the room", seating.apart.len());
    }
    said
}

fn forget() -> Entry {
    let question = Question {
        ask: "Erase the words of the preparation?".to_owned(),
        about: "What people need and hope for, what came of contacts, and the reasons of \
                decisions are erased for good. Dates, consents and what was assessed stay."
            .to_owned(),
        yes: "Erase them".to_owned(),
        no: "Keep them".to_owned(),
        then: vec![Effect::Execute(Command::Prepare(PreparingCommand::Forget))],
        otherwise: Vec::new(),
    };
    let ask = Effect::Push(OverlayRequest::Confirm(Box::new(question)));
    let row = Row::new("Erase the words of the preparation…").drawn(Role::Quiet);
    Entry::new(row).doing(ask, "erase").saying(vec![
        "Once the case is over and nobody needs them any more.".to_owned(),
    ])
}
