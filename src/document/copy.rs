//! A copy of the agreement for one recipient: what they may see of it, and what was left out.

#[cfg(test)]
mod canary_tests;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use super::fingerprint::fingerprint;
use super::plan::{Plan, PlanItem};
use crate::case::{Case, ItemId, Party, PersonId, without_words};
use crate::script::{Role, Script};
use texts::for_each_text;

/// Stands where words were left out.
const LEFT_OUT: &str = "[left out]";

/// Whom a copy is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// A person of the case.
    Person(PersonId),
    /// Somebody else whom an item names, such as a school, in the words of the item.
    Other(String),
}

impl Recipient {
    /// Whoever is meant, as the record names people and others.
    pub fn party(self) -> Party {
        match self {
            Self::Person(id) => Party::Person(id),
            Self::Other(words) => Party::Other(words),
        }
    }
}

/// A plan as one recipient may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// What is left of the plan.
    pub plan: Plan,
    /// Fingerprint of the whole version that it was made from.
    pub fingerprint: String,
    /// Whom it is for, by the name used in the room.
    pub name: String,
    /// Whether it is only what names them.
    pub is_part: bool,
    /// What was left out, a line each; nothing for those who get the whole.
    pub left_out: Vec<String>,
    /// Why nothing that was agreed stands in it, though something was; nothing where something does.
    pub without_items: Option<&'static str>,
}

/// Finds whom a number or a word means: `P2`, or somebody outside whom an item names, such as
/// `school`.
///
/// People of the case are found by number alone: no name of theirs stands on a command line. It
/// is nothing where nobody is meant.
pub fn recipient(case: &Case, plan: &Plan, meant: &str) -> Option<Recipient> {
    let meant = meant.trim();
    let same = |text: &str| text.trim().to_lowercase() == meant.to_lowercase();
    let person = case
        .people
        .iter()
        .find(|person| same(&person.id.to_string()));
    if let Some(person) = person {
        return Some(Recipient::Person(person.id));
    }
    let parties = plan.items.iter().flat_map(parties);
    parties
        .filter_map(|party| match party {
            Party::Other(name) => Some(name),
            Party::Person(_) => None,
        })
        .find(|name| same(name))
        .map(|name| Recipient::Other(name.clone()))
}

/// The plan as a recipient may see it.
///
/// Whoever took part and has a voice gets the whole, unless it was settled in the case that they
/// get only what names them. Everybody else gets the items that name them,
/// without what was answered about other people, and nothing of what was settled about the whole,
/// of a child's words or of who signed. Names within somebody's own words stay as they were said.
///
/// Items and words that the case says are left out of somebody's copy are left out of either;
/// words that are left out of anybody's are left out for those outside of the case.
pub fn copy_for(plan: &Plan, script: &Script, recipient: &Recipient) -> Copied {
    let fingerprint = fingerprint(plan);
    let name = match recipient {
        Recipient::Person(id) => plan.name(*id),
        Recipient::Other(name) => name.clone(),
    };
    let is_part = !gets_the_whole(plan, script, recipient);
    let (mut own, mut left_out) = if is_part {
        part_of(plan, recipient)
    } else {
        (plan.clone(), Vec::new())
    };
    let are_addressed = !own.items.is_empty();
    leave_out(&mut own, &mut left_out, plan, recipient);
    let without_items = (own.items.is_empty() && !plan.items.is_empty()).then_some({
        if are_addressed {
            "Nothing of it stands in this copy."
        } else {
            "Nothing of it is addressed to whom this copy is for."
        }
    });
    Copied {
        without_items,
        plan: own,
        fingerprint,
        name,
        is_part,
        left_out,
    }
}

/// The items that name somebody, and what else is left out.
fn part_of(plan: &Plan, recipient: &Recipient) -> (Plan, Vec<String>) {
    let items: Vec<PlanItem> = plan
        .items
        .iter()
        .filter(|item| names(item, recipient))
        .map(own_part)
        .collect();
    let left_out = left_out(plan, items.len());
    let mut own = Plan {
        purpose: None,
        not_agreed: Vec::new(),
        refused: Vec::new(),
        contingency: None,
        lead: None,
        who_is_told: None,
        follow_ups: Vec::new(),
        signatures: Vec::new(),
        copies: Vec::new(),
        reopenings: Vec::new(),
        child_voice: None,
        bottom_lines: None,
        questions: None,
        private_time: None,
        carried: None,
        items,
        ..plan.clone()
    };
    let mut named: BTreeSet<PersonId> = own.items.iter().flat_map(PlanItem::people).collect();
    if let Recipient::Person(id) = recipient {
        named.insert(*id);
    }
    own.people.retain(|person| named.contains(&person.id));
    for person in &mut own.people {
        if !person.supports.is_none_or(|id| named.contains(&id)) {
            person.supports = None;
        }
    }
    (own, left_out)
}

/// Takes out what the case says is left out of this copy.
fn leave_out(own: &mut Plan, left_out: &mut Vec<String>, plan: &Plan, recipient: &Recipient) {
    let copies = plan.copies.iter();
    let theirs = copies.filter(|copy| match recipient {
        Recipient::Person(id) => copy.to == *id,
        Recipient::Other(_) => true,
    });
    let words: Vec<String> = theirs
        .clone()
        .flat_map(|copy| copy.limit.without_words.iter().cloned())
        .collect();
    let items: Vec<ItemId> = match recipient {
        Recipient::Person(_) => theirs
            .flat_map(|copy| copy.limit.without_items.clone())
            .collect(),
        Recipient::Other(_) => Vec::new(),
    };
    let before = own.items.len() + own.not_agreed.len();
    let stays = |item: &PlanItem| !items.contains(&item.id);
    own.items.retain(stays);
    own.not_agreed.retain(stays);
    own.refused.retain(|refused| !items.contains(&refused.id));
    forget_what_is_met(own, &items);
    match before - own.items.len() - own.not_agreed.len() {
        0 => {}
        1 => left_out.insert(0, "One thing that this copy is not to hold".to_owned()),
        several => left_out.insert(0, format!("{several} things that this copy is not to hold")),
    }
    // That something is left out of somebody's copy may be read, and never what.
    for copy in &mut own.copies {
        copy.limit.without_words.truncate(1);
        copy.limit.without_words.fill(LEFT_OUT.to_owned());
    }
    let mut found = false;
    for_each_text(own, &mut |text| {
        let left = without_words(text, &words, LEFT_OUT);
        found |= left != *text;
        *text = left;
    });
    if found {
        left_out.push("Some words, such as an address".to_owned());
    }
}

/// What only a left-out item meets or answers is told neither as met nor as open.
fn forget_what_is_met(own: &mut Plan, items: &[ItemId]) {
    let stays = |by: &mut Vec<ItemId>| {
        let was_met = !by.is_empty();
        by.retain(|id| !items.contains(id));
        !was_met || !by.is_empty()
    };
    if let Some(lines) = &mut own.bottom_lines {
        lines.retain_mut(|bottom| stays(&mut bottom.met_by));
    }
    if let Some(questions) = &mut own.questions {
        questions.retain_mut(|question| stays(&mut question.answered_by));
    }
}

fn gets_the_whole(plan: &Plan, script: &Script, recipient: &Recipient) -> bool {
    let Recipient::Person(id) = recipient else {
        return false;
    };
    if plan
        .copies
        .iter()
        .any(|copy| copy.to == *id && copy.limit.own_part)
    {
        return false;
    }
    plan.people.iter().any(|person| {
        let roles = person.roles.iter().filter_map(|id| script.role(id));
        person.id == *id && person.took_part && roles.into_iter().any(Role::has_voice)
    })
}

fn parties(item: &PlanItem) -> impl Iterator<Item = &Party> {
    let lists = [
        &item.owner,
        &item.for_whom,
        &item.helped_by,
        &item.checked_by,
        &item.told_to,
    ];
    lists.into_iter().flatten()
}

fn names(item: &PlanItem, recipient: &Recipient) -> bool {
    parties(item).any(|party| match (party, recipient) {
        (Party::Person(one), Recipient::Person(other)) => one == other,
        (Party::Other(one), Recipient::Other(other)) => one == other,
        (Party::Person(_), Recipient::Other(_)) | (Party::Other(_), Recipient::Person(_)) => false,
    })
}

/// What was agreed and how it will be known; not who answered what, nor what could stop it.
fn own_part(item: &PlanItem) -> PlanItem {
    PlanItem {
        support: None,
        obstacle: None,
        if_not: None,
        told_to: Vec::new(),
        meets: Vec::new(),
        answers: Vec::new(),
        consent: BTreeMap::new(),
        read_back: BTreeMap::new(),
        referrer_decision: None,
        ..item.clone()
    }
}

fn left_out(plan: &Plan, kept: usize) -> Vec<String> {
    let mut left_out = Vec::new();
    match plan.items.len() - kept {
        0 => {}
        1 => left_out.push("One other thing that was agreed".to_owned()),
        several => left_out.push(format!("{several} other things that were agreed")),
    }
    let mut say = |left: bool, words: &str| {
        if left {
            left_out.push(words.to_owned());
        }
    };
    let settled = [
        &plan.purpose,
        &plan.contingency,
        &plan.lead,
        &plan.who_is_told,
    ];
    let held_against = plan.bottom_lines.iter().flatten().next().is_some()
        || plan.questions.iter().flatten().next().is_some();
    say(
        settled.into_iter().any(Option::is_some) || held_against,
        "What was settled about the whole",
    );
    say(
        plan.child_voice.iter().flatten().next().is_some(),
        "A child's own words",
    );
    say(true, "Who else took part, who signed, and who gets a copy");
    left_out
}
