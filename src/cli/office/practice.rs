//! Fictional cases, begun with their people filled in.

use std::collections::BTreeMap;

use super::CabinetOffice;
use crate::case::{
    Command, ConsentCommand, HowSaid, ItemDraft, Party, PersonDetails, PersonId, Refusal, Said,
};
use crate::cli::shelved::take_case;
use crate::desk::Desk;
use crate::practice::{PracticeCase, PracticeItem};
use crate::problem::Problem;
use crate::script::ScriptId;
use crate::script_file::{Broken, Origin, Shelf, place_in_lists};
use crate::store::Kind;
use crate::tui::office::PracticeSummary;

/// One row for each practice case on the shelf, those of one script together, those of the
/// main scripts first.
pub(super) fn summaries(shelf: &Shelf) -> Vec<PracticeSummary> {
    let title_of = |id: &ScriptId| {
        let Some(found) = shelf.script(id.as_str()) else {
            return id.to_string();
        };
        match found.origin {
            Origin::Shipped => found.heading.title.clone(),
            Origin::Own => format!("{} (your own)", found.heading.title),
        }
    };
    let cases = shelf.cases.iter().map(|shelved| {
        let summary = PracticeSummary {
            id: shelved.heading.id.clone(),
            title: shelved.heading.title.clone(),
            script: title_of(&shelved.heading.script),
            story: shelved.heading.story.clone(),
        };
        let place = place_in_lists(shelved.heading.script.as_str());
        (place, summary)
    });
    let mut cases: Vec<(usize, PracticeSummary)> = cases.collect();
    cases.sort_by_cached_key(|(place, case)| (*place, case.script.clone(), case.title.clone()));
    cases.into_iter().map(|(_, case)| case).collect()
}

impl CabinetOffice {
    /// The id of the practice case that a name means: its own id or title, or the id or title of a
    /// script, which means the first practice case of that script.
    pub fn practice_case_named(&self, name: &str) -> Option<&str> {
        let shelf = self.shelf();
        let is_called = |title: &str| title.eq_ignore_ascii_case(name.trim());
        let mut cases = shelf.cases.iter();
        let by_title = || cases.find(|shelved| is_called(&shelved.heading.title));
        let case = shelf.case(name).or_else(by_title).or_else(|| {
            let mut scripts = shelf.scripts.iter().map(|shelved| &shelved.heading);
            let script =
                scripts.find(|known| known.id.as_str() == name || is_called(&known.title))?;
            let mut cases = shelf.cases.iter();
            cases.find(|shelved| shelved.heading.script == script.id)
        });
        case.map(|shelved| shelved.heading.id.as_str())
    }

    /// A practice case of this name that cannot be used for its faults, or for those of the
    /// script of the same name.
    pub fn broken_practice_case(&self, id: &str) -> Option<&Broken> {
        let file = format!("{id}.json");
        self.shelf()
            .broken
            .iter()
            .find(|broken| broken.file == file)
    }

    /// Every practice case that can be begun, in the order of lists.
    pub fn practice_cases(&self) -> Vec<PracticeSummary> {
        summaries(self.shelf())
    }

    /// The names of all practice cases.
    pub fn practice_names(&self) -> Vec<&str> {
        let cases = self.shelf().cases.iter();
        cases.map(|shelved| shelved.heading.id.as_str()).collect()
    }

    /// Begins a practice case under the next reference that is free.
    pub fn begin_practice(&self, id: &str) -> Result<Desk, Problem> {
        let unknown = || {
            Problem::wrong_use(
                "There is no practice case of that name.",
                format!("There are: {}.", self.practice_names().join(", ")),
            )
        };
        let shelved = self.shelf().case(id).ok_or_else(unknown)?;
        let script = self.shelf().script(shelved.heading.script.as_str());
        let whole = self.take(script.ok_or_else(unknown)?)?;
        let (storage, home) = (self.cabinet.storage.as_ref(), &self.cabinet.home);
        let case = take_case(storage, home, shelved, &whole.script)?;
        let mut desk = self.create_case(None, whole, Kind::Practice)?;
        fill(&mut desk, &case).map_err(|refusal| {
            Problem::wrong_use(refusal.to_string(), "Check the practice case.")
        })?;
        Ok(desk)
    }
}

fn fill(desk: &mut Desk, case: &PracticeCase) -> Result<(), Refusal> {
    let mut known: BTreeMap<&str, PersonId> = BTreeMap::new();
    let mut waiting = Vec::new();
    for person in &case.people {
        let supported = person.supports.as_deref();
        let details = PersonDetails {
            name: person.name.clone(),
            roles: person.roles.clone(),
            supports: supported.and_then(|name| known.get(name).copied()),
            said_as: None,
            attends: person.attends,
        };
        desk.execute(Command::AddPerson(details.clone()))?;
        let Some(added) = desk.case().people.last().map(|person| person.id) else {
            continue;
        };
        known.insert(&person.name, added);
        // Somebody may support a person who stands further down the list.
        if let Some(name) = supported.filter(|_| details.supports.is_none()) {
            waiting.push((added, details, name));
        }
    }
    for (person, mut details, name) in waiting {
        details.supports = known.get(name).copied();
        desk.execute(Command::ChangePerson(person, details))?;
    }
    fill_consents(desk, case, &known)?;
    for line in &case.bottom_lines {
        desk.execute(Command::SetBottomLine(None, line.clone()))?;
    }
    for question in &case.questions {
        desk.execute(Command::SetQuestion(None, question.clone()))?;
    }
    if !case.agreed.is_empty() {
        let drafts = case.agreed.iter().map(|item| draft(item, &known));
        let drafts: Vec<ItemDraft> = drafts.collect();
        desk.execute(Command::BringAgreement(drafts.into()))?;
    }
    Ok(())
}

fn draft(item: &PracticeItem, known: &BTreeMap<&str, PersonId>) -> ItemDraft {
    let parties = |names: &[String]| -> Vec<Party> {
        let names = names.iter();
        names
            .map(|name| match known.get(name.as_str()) {
                Some(person) => Party::Person(*person),
                None => Party::Other(name.clone()),
            })
            .collect()
    };
    ItemDraft {
        owner: parties(&item.who),
        for_whom: parties(&item.for_whom),
        repeat: item.repeat.clone(),
        amount: item.amount.clone(),
        ..ItemDraft::new(item.kind, &item.text)
    }
}

/// Everybody said so today, to whoever runs the meeting.
fn fill_consents(
    desk: &mut Desk,
    case: &PracticeCase,
    known: &BTreeMap<&str, PersonId>,
) -> Result<(), Refusal> {
    let said = Said {
        how: HowSaid::Voice,
        on: desk.now().wall.date_naive(),
        by: desk.case().name_of_who_runs_it(),
    };
    for person in &case.people {
        let Some(id) = known.get(person.name.as_str()) else {
            continue;
        };
        for consent in &person.agreed_to {
            desk.execute(Command::Consent(ConsentCommand::Give {
                person: *id,
                consent: consent.clone(),
                said: said.clone(),
                review: None,
            }))?;
        }
    }
    Ok(())
}
