//! A saved plan of another case, as the beginning of one that looks back on it.

use std::collections::{BTreeMap, BTreeSet};

use super::fingerprint::fingerprint;
use super::plan::{Plan, PlanItem, PlanPerson};
use crate::case::{
    BottomLineId, Brought, BroughtFrom, Command, HoursRow, ItemDraft, Party, PersonDetails,
    PersonId, PlanField, QuestionId, SpokenDate,
};
use crate::clean::{Shape, clean};
use crate::script::{ItemKind, Role, RoleId, RoleKind, Script};

/// Roles that somebody gets whose own is unknown to the script, the nearest first.
const STANDS_IN: [RoleKind; 5] = [
    RoleKind::Participant,
    RoleKind::Family,
    RoleKind::Supporter,
    RoleKind::Professional,
    RoleKind::Observer,
];

/// What a case that looks back on a plan begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    /// What is entered, in this order: everything that the script has a place for.
    pub commands: Vec<Command>,
    /// How many people are on its list.
    pub people: usize,
    /// How many items it has.
    pub items: usize,
    /// What only the plan itself holds, in a few words each.
    pub left: Vec<String>,
    /// How many hidden characters were taken out.
    pub hidden: usize,
}

/// Makes the beginning of a case by a script that looks back. `old` is the script of the plan,
/// where it is known: it tells what kind each role is.
///
/// Every text is cleaned. People get new numbers in their order, and so do items.
pub fn beginning(plan: &Plan, script: &Script, old: Option<&Script>) -> Beginning {
    let mut bringing = Bringing {
        plan,
        script,
        old,
        hidden: 0,
        other_kind: 0,
        other_role: 0,
    };
    let mut commands = bringing.people();
    commands.extend(bringing.held_against());
    let brought = bringing.agreement();
    let items = brought.items.len();
    commands.push(Command::BringAgreement(brought));
    Beginning {
        commands,
        people: plan.people.len(),
        items,
        left: bringing.left(),
        hidden: bringing.hidden,
    }
}

struct Bringing<'a> {
    plan: &'a Plan,
    script: &'a Script,
    old: Option<&'a Script>,
    hidden: usize,
    /// Items of a kind that the script does not have.
    other_kind: usize,
    /// People of a role that the script does not have.
    other_role: usize,
}

impl Bringing<'_> {
    fn clean(&mut self, text: &str, shape: Shape) -> String {
        let cleaned = clean(text, shape);
        self.hidden += cleaned.removed;
        cleaned.text
    }

    fn line(&mut self, text: &str) -> String {
        self.clean(text, Shape::Line)
    }

    fn lines(&mut self, text: &str) -> String {
        self.clean(text, Shape::Lines)
    }

    fn said(&mut self, text: Option<&String>) -> Option<String> {
        let text = text.map(|text| self.lines(text));
        text.filter(|text| !text.trim().is_empty())
    }

    /// The number that somebody of the plan gets here.
    fn number(&self, id: PersonId) -> Option<PersonId> {
        let mut people = (1..).zip(&self.plan.people);
        let found = people.find(|(_, person)| person.id == id);
        found.map(|(number, _)| PersonId(number))
    }

    fn people(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        let mut held: BTreeMap<RoleId, u16> = BTreeMap::new();
        let mut supporters = Vec::new();
        for (number, person) in (1..).map(PersonId).zip(&self.plan.people) {
            let roles = self.roles(person, &held);
            for role in &roles {
                *held.entry(role.clone()).or_default() += 1;
            }
            let details = PersonDetails {
                name: self.line(&person.called),
                roles,
                supports: None,
                said_as: None,
                attends: person.mode,
            };
            if let Some(supports) = person.supports.and_then(|id| self.number(id)) {
                let details = PersonDetails {
                    supports: Some(supports),
                    ..details.clone()
                };
                // Somebody may support a person who stands further down the list.
                supporters.push(Command::ChangePerson(number, details));
            }
            commands.push(Command::AddPerson(details));
        }
        commands.extend(supporters);
        commands
    }

    /// The same roles by name or by kind, as far as there is room for one more; else one that
    /// stands in for them.
    fn roles(&mut self, person: &PlanPerson, held: &BTreeMap<RoleId, u16>) -> Vec<RoleId> {
        let script = self.script;
        let has_room = |role: &&Role| {
            let holders = held.get(&role.id).copied().unwrap_or(0);
            role.at_most.is_none_or(|most| holders < most)
        };
        let of_kind = |kind: RoleKind| {
            let mut roles = script.roles.iter().filter(|role| role.kind == kind);
            roles.find(has_room)
        };
        let mut found = BTreeSet::new();
        for id in &person.roles {
            let kind = self.old.and_then(|old| old.role(id)).map(|role| role.kind);
            let role = script.role(id).filter(has_room);
            let role = role.or_else(|| of_kind(kind?));
            found.extend(role.map(|role| role.id.clone()));
        }
        if found.is_empty() {
            self.other_role += 1;
            let stands_in = STANDS_IN.into_iter().find_map(of_kind);
            found.extend(stands_in.map(|role| role.id.clone()));
        }
        found.into_iter().collect()
    }

    /// What the plan is held against, where the script asks for it.
    fn held_against(&mut self) -> Vec<Command> {
        let plan = self.plan;
        let rules = &self.script.agreement;
        let (lines, questions) = (rules.bottom_lines, rules.agreed_questions);
        let mut commands = Vec::new();
        for line in plan.bottom_lines.iter().flatten().filter(|_| lines) {
            commands.push(Command::SetBottomLine(None, self.lines(&line.text)));
        }
        for question in plan.questions.iter().flatten().filter(|_| questions) {
            commands.push(Command::SetQuestion(None, self.lines(&question.text)));
        }
        commands
    }

    fn agreement(&mut self) -> Brought {
        let plan = self.plan;
        let items = plan.items.iter().map(|item| self.draft(item)).collect();
        let fields = [
            (PlanField::Purpose, &plan.purpose),
            (PlanField::Contingency, &plan.contingency),
            (PlanField::Lead, &plan.lead),
            (PlanField::IfNotKept, &plan.who_is_told),
        ];
        let mut settled = BTreeMap::new();
        for (field, text) in fields {
            if let Some(text) = self.said(text.as_ref()) {
                settled.insert(field, text);
            }
        }
        Brought {
            items,
            settled,
            review: plan.review,
            from: Some(BroughtFrom {
                reference: self.line(&plan.reference),
                version: plan.version,
                closed: plan.closed,
                fingerprint: fingerprint(plan),
            }),
        }
    }

    fn draft(&mut self, item: &PlanItem) -> ItemDraft {
        // Named field by field: a new one has to be decided on here.
        let PlanItem {
            n: _,
            id: _,
            kind,
            text,
            owner,
            for_whom,
            helped_by,
            start,
            due,
            repeat,
            amount,
            hours,
            evidence,
            checked_by,
            support,
            obstacle,
            if_not,
            told_to,
            meets,
            answers,
            wordings: _,
            proposed: _,
            consent: _,
            read_back: _,
            referrer_decision: _,
        } = item;
        ItemDraft {
            kind: self.kind(*kind),
            text: self.lines(text),
            owner: self.parties(owner),
            for_whom: self.parties(for_whom),
            helped_by: self.parties(helped_by),
            start: self.date(start.as_ref()),
            due: self.date(due.as_ref()),
            repeat: self.said(repeat.as_ref()),
            amount: self.said(amount.as_ref()),
            hours: hours.iter().map(|row| self.hours(row)).collect(),
            evidence: self.said(evidence.as_ref()),
            checked_by: self.parties(checked_by),
            support: self.said(support.as_ref()),
            obstacle: self.said(obstacle.as_ref()),
            if_not: self.said(if_not.as_ref()),
            told_to: self.parties(told_to),
            meets: self.meets(meets),
            answers: self.answers(answers),
        }
    }

    fn kind(&mut self, kind: ItemKind) -> ItemKind {
        let kinds = &self.script.agreement.item_kinds;
        if kinds.contains(&kind) {
            return kind;
        }
        self.other_kind += 1;
        let action = kinds.contains(&ItemKind::Action);
        let first = kinds.first().copied().filter(|_| !action);
        first.unwrap_or(ItemKind::Action)
    }

    fn parties(&mut self, parties: &[Party]) -> Vec<Party> {
        let brought = parties.iter().map(|party| match party {
            Party::Person(id) => match self.number(*id) {
                Some(number) => Party::Person(number),
                None => Party::Other(id.to_string()),
            },
            Party::Other(name) => Party::Other(self.line(name)),
        });
        brought.collect()
    }

    fn date(&mut self, date: Option<&SpokenDate>) -> Option<SpokenDate> {
        let SpokenDate { on, said } = date?;
        Some(SpokenDate {
            on: *on,
            said: self.line(said),
        })
    }

    fn hours(&mut self, row: &HoursRow) -> HoursRow {
        HoursRow {
            when: self.line(&row.when),
            minutes: row.minutes,
        }
    }

    fn meets(&self, meets: &[BottomLineId]) -> Vec<BottomLineId> {
        let lines = self.plan.bottom_lines.iter().flatten();
        let lines = lines.filter(|_| self.script.agreement.bottom_lines);
        let numbered = (1..).map(BottomLineId).zip(lines);
        let met = numbered.filter(|(_, line)| meets.contains(&line.id));
        met.map(|(number, _)| number).collect()
    }

    fn answers(&self, answers: &[QuestionId]) -> Vec<QuestionId> {
        let questions = self.plan.questions.iter().flatten();
        let questions = questions.filter(|_| self.script.agreement.agreed_questions);
        let numbered = (1..).map(QuestionId).zip(questions);
        let answered = numbered.filter(|(_, question)| answers.contains(&question.id));
        answered.map(|(number, _)| number).collect()
    }

    fn left(&self) -> Vec<String> {
        let plan = self.plan;
        let rules = &self.script.agreement;
        let some = |left: Option<usize>| left.is_some_and(|count| count > 0);
        let parts = [
            (!plan.items.is_empty(), "each person's answers"),
            (!plan.signatures.is_empty(), "who signed and how"),
            (!plan.copies.is_empty(), "who got a copy"),
            (
                some(plan.child_voice.as_ref().map(Vec::len)),
                "the child's own words",
            ),
            (
                !rules.bottom_lines && some(plan.bottom_lines.as_ref().map(Vec::len)),
                "the bottom lines",
            ),
            (
                !rules.agreed_questions && some(plan.questions.as_ref().map(Vec::len)),
                "the agreed questions",
            ),
            (
                !plan.not_agreed.is_empty() || !plan.refused.is_empty(),
                "what was not agreed",
            ),
            (plan.private_time.is_some(), "the times of private time"),
        ];
        let mut left: Vec<String> = parts
            .into_iter()
            .filter(|(is_there, _)| *is_there)
            .map(|(_, what)| what.to_owned())
            .collect();
        if self.other_role > 0 {
            left.push(format!("the role of {} of the people", self.other_role));
        }
        if self.other_kind > 0 {
            left.push(format!("the kind of {} of the items", self.other_kind));
        }
        left
    }
}
