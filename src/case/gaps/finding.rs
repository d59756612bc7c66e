//! Finds gaps, one small rule each.

use super::phrases::{Method, is_about_money, speaks_of_contact, tells_how, vague_words};
use super::{Gap, GapKind, MANY_ITEMS};
use crate::case::{
    BottomLineId, Case, Item, ItemDraft, ItemId, Party, Person, PersonId, PlanField, QuestionId,
};
use crate::script::{ItemField, ItemKind, RoleKind};

/// From how many items on one person doing all of them is asked about.
const ALL_OF_SEVERAL: usize = 3;

impl Case {
    /// Questions worth asking aloud about an item; none for one that is not on the board.
    pub fn gaps(&self, item: ItemId) -> Vec<Gap> {
        let Some(item) = self.item(item) else {
            return Vec::new();
        };
        let Some(draft) = item.draft() else {
            return Vec::new();
        };
        let mut kinds = Vec::new();
        // What cannot be as it stands comes before what is only missing.
        kinds.extend(due_before_start(draft));
        kinds.extend(no_owner(draft));
        kinds.extend(self.unanswered(draft));
        kinds.extend(vague_words(&draft.text).into_iter().map(GapKind::VagueWord));
        kinds.extend(self.owners_absent(item));
        kinds.extend(self.due_after_review(draft));
        kinds.extend(self.child_alone(draft));
        kinds.extend(money_without_method(draft));
        kinds.extend(contact_without_method(draft));
        kinds.extend(self.nobody_checks(draft));
        kinds.extend(self.harmed_promises(draft));
        kinds.extend(self.said_beside(item));
        let of_item = |kind| Gap {
            item: Some(item.id),
            kind,
        };
        kinds.into_iter().map(of_item).collect()
    }

    /// Questions worth asking aloud about the plan as a whole.
    pub fn plan_gaps(&self) -> Vec<Gap> {
        let rules = &self.script.agreement;
        let items: Vec<&Item> = self.board().filter(|item| !self.is_refused(item)).collect();
        let mut kinds = Vec::new();
        if items.len() > MANY_ITEMS {
            kinds.push(GapKind::ManyItems(items.len()));
        }
        kinds.extend(one_does_all(&items).map(GapKind::OneDoesAll));
        let lines = self.bottom_lines_open().into_iter();
        kinds.extend(lines.map(GapKind::BottomLineOpen));
        let questions = self.questions_open().into_iter();
        kinds.extend(questions.map(GapKind::QuestionOpen));
        for field in [
            PlanField::Contingency,
            PlanField::Lead,
            PlanField::IfNotKept,
        ] {
            if self.asks_for(field) && !self.agreement.settled.contains_key(&field) {
                kinds.push(GapKind::PlanOpen(field));
            }
        }
        if rules.review.is_some() && self.agreement.review.is_none() {
            kinds.push(GapKind::NoReview);
        }
        let of_plan = |kind| Gap { item: None, kind };
        kinds.into_iter().map(of_plan).collect()
    }

    /// What is worth asking aloud before the agreement is closed, and would be passed over in
    /// silence: who does something where the script wants that to be known, who is to do something
    /// and was not asked, what is due before it begins or only once the plan was looked at again,
    /// what somebody said whose answer holds up nothing, and what was written down for the plan to
    /// meet or to answer and no item does.
    pub fn worth_asking_before_closing(&self) -> Vec<Gap> {
        let items = self.board().filter(|item| !self.is_refused(item));
        let of_items = items.flat_map(|item| {
            let mut kinds = self.owners_absent(item);
            kinds.extend(self.said_beside(item));
            kinds.extend(item.draft().and_then(|draft| self.owner_expected(draft)));
            kinds.extend(item.draft().and_then(due_before_start));
            kinds.extend(item.draft().and_then(|draft| self.due_after_review(draft)));
            let id = Some(item.id);
            kinds.into_iter().map(move |kind| Gap { item: id, kind })
        });
        let lines = self.bottom_lines_open().into_iter();
        let questions = self.questions_open().into_iter();
        let open = lines
            .map(GapKind::BottomLineOpen)
            .chain(questions.map(GapKind::QuestionOpen));
        let open = open.map(|kind| Gap { item: None, kind });
        of_items.chain(open).collect()
    }

    /// Items on the board that meet a bottom line.
    pub fn items_meeting(&self, line: BottomLineId) -> Vec<ItemId> {
        self.items_with(|draft| draft.meets.contains(&line))
    }

    /// Items on the board that answer an agreed question.
    pub fn items_answering(&self, question: QuestionId) -> Vec<ItemId> {
        self.items_with(|draft| draft.answers.contains(&question))
    }

    /// Bottom lines that no item meets, where the script asks for them.
    pub fn bottom_lines_open(&self) -> Vec<BottomLineId> {
        let asked = self.script.agreement.bottom_lines;
        let lines = self.bottom_lines.keys().copied();
        lines
            .filter(|line| asked && self.items_meeting(*line).is_empty())
            .collect()
    }

    /// Agreed questions that no item answers, where the script asks for them.
    pub fn questions_open(&self) -> Vec<QuestionId> {
        let asked = self.script.agreement.agreed_questions;
        let questions = self.questions.keys().copied();
        questions
            .filter(|question| asked && self.items_answering(*question).is_empty())
            .collect()
    }

    fn items_with(&self, wanted: impl Fn(&ItemDraft) -> bool) -> Vec<ItemId> {
        self.board()
            .filter(|item| !self.is_refused(item) && item.draft().is_some_and(&wanted))
            .map(|item| item.id)
            .collect()
    }

    /// Owner and checker have a gap of their own.
    fn unanswered(&self, draft: &ItemDraft) -> Vec<GapKind> {
        let questions = self.script.agreement.questions.iter();
        let expected = questions.filter(|question| question.expected_for.contains(&draft.kind));
        expected
            .map(|question| question.field)
            .filter(|field| !matches!(field, ItemField::Owner | ItemField::CheckedBy))
            .filter(|field| !draft.has(*field))
            .map(GapKind::Unanswered)
            .collect()
    }

    /// That nobody is named who does it, where the script expects somebody.
    fn owner_expected(&self, draft: &ItemDraft) -> Option<GapKind> {
        let mut questions = self.script.agreement.questions.iter();
        let expected = questions.any(|question| {
            question.field == ItemField::Owner && question.expected_for.contains(&draft.kind)
        });
        no_owner(draft).filter(|_| expected)
    }

    fn said_beside(&self, item: &Item) -> Vec<GapKind> {
        let beside = self.heard_beside(item).into_iter();
        beside
            .map(|(person, answer)| GapKind::HeardBeside(person, answer))
            .collect()
    }

    /// Whoever is to do it and cannot be asked now, for they are not in the meeting and gave no
    /// answer, or are nobody of the case.
    fn owners_absent(&self, item: &Item) -> Vec<GapKind> {
        let absent = |party: &&Party| match party {
            Party::Other(_) => true,
            Party::Person(id) => {
                let in_meeting = self.person(*id).is_some_and(Person::is_in_the_meeting);
                !in_meeting && !item.answers.contains_key(id)
            }
        };
        let owners = item.draft().map_or(&[][..], |draft| &draft.owner);
        // Whoever is to do what was brought along was asked where it was agreed.
        let owners = owners.iter().filter(absent).filter(|_| !item.brought);
        owners.cloned().map(GapKind::OwnerAbsent).collect()
    }

    fn due_after_review(&self, draft: &ItemDraft) -> Option<GapKind> {
        let due = draft.due.as_ref()?.on;
        (due > self.agreement.review?).then_some(GapKind::DueAfterReview)
    }

    /// With an adult beside them, as owner or as helper, a child is not alone.
    fn child_alone(&self, draft: &ItemDraft) -> Option<GapKind> {
        let is_child = |party: &Party| match party {
            Party::Person(id) => self.holds_kind(*id, &[RoleKind::Child]),
            Party::Other(_) => false,
        };
        let alone = draft.helped_by.iter().chain(&draft.owner).all(is_child);
        match draft.owner.first() {
            Some(Party::Person(id)) if alone => Some(GapKind::ChildAlone(*id)),
            Some(Party::Person(_) | Party::Other(_)) | None => None,
        }
    }

    /// Asked where the script expects a checker, or asks for one and the item is something to do.
    fn nobody_checks(&self, draft: &ItemDraft) -> Option<GapKind> {
        let mut questions = self.script.agreement.questions.iter();
        let question = questions.find(|question| question.field == ItemField::CheckedBy)?;
        let wanted = if question.expected_for.is_empty() {
            draft.kind != ItemKind::Statement
        } else {
            question.expected_for.contains(&draft.kind)
        };
        (wanted && draft.checked_by.is_empty()).then_some(GapKind::NobodyChecks)
    }

    /// Where harm was mutual, a promise of somebody who is also responsible is no surprise.
    fn harmed_promises(&self, draft: &ItemDraft) -> Option<GapKind> {
        draft.owner.iter().find_map(|party| match party {
            Party::Person(id)
                if self.holds_kind(*id, &[RoleKind::Harmed])
                    && !self.holds_kind(*id, &[RoleKind::Responsible]) =>
            {
                Some(GapKind::HarmedPromises(*id))
            }
            Party::Person(_) | Party::Other(_) => None,
        })
    }
}

/// Something that was said or acknowledged needs nobody to do it.
fn no_owner(draft: &ItemDraft) -> Option<GapKind> {
    let missing = draft.owner.is_empty() && draft.kind != ItemKind::Statement;
    missing.then_some(GapKind::NoOwner)
}

/// Both days are kept as people said them: it is theirs to say which of them they meant.
fn due_before_start(draft: &ItemDraft) -> Option<GapKind> {
    draft
        .is_due_before_it_begins()
        .then_some(GapKind::DueBeforeStart)
}

fn money_without_method(draft: &ItemDraft) -> Option<GapKind> {
    let amount = draft.amount.as_deref().unwrap_or_default();
    let about_money =
        draft.kind == ItemKind::Payment || is_about_money(&draft.text) || is_about_money(amount);
    let missing = about_money && !tells_how(draft, Method::OfPaying);
    missing.then_some(GapKind::MoneyWithoutMethod)
}

fn contact_without_method(draft: &ItemDraft) -> Option<GapKind> {
    let about_contact = draft.kind == ItemKind::ContactRule || speaks_of_contact(&draft.text);
    let missing = about_contact && !tells_how(draft, Method::OfContact);
    missing.then_some(GapKind::ContactWithoutMethod)
}

fn one_does_all(items: &[&Item]) -> Option<PersonId> {
    let owners = items.iter().filter_map(|item| item.draft());
    let mut owners = owners
        .filter(|draft| draft.kind != ItemKind::Statement)
        .map(|draft| draft.owner.as_slice());
    let [Party::Person(first)] = owners.next()? else {
        return None;
    };
    let mut count = 1;
    for owner in owners {
        if owner != [Party::Person(*first)] {
            return None;
        }
        count += 1;
    }
    (count >= ALL_OF_SEVERAL).then_some(*first)
}
