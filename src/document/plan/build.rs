//! Makes the plan of a case from its last closed agreement.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, FixedOffset, SubsecRound};

use super::parts::{
    AgreementState, BottomLine, Carried, ChildVoice, Closing, FollowUpDate, PlanCopy, PlanKind,
    PlanPerson, PlanScript, PlanSession, PlanSignature, PrivateTime, Question, RefusedPlanItem,
    Reopening,
};
use super::{Plan, PlanItem, SCHEMA};
use crate::case::{
    CarriedKind, Case, ClosedAgreement, ClosedItem, Now, Person, PersonId, PlanField, PrivateSpell,
    Session,
};
use crate::script::{AgreementRules, Keeping, Script};

/// The plan of a case: nothing before an agreement was closed, and from then on the
/// one that was closed last, also while it is open again.
pub fn plan_of(case: &Case, practice: bool) -> Option<Plan> {
    let (closed_at, closed) = case.agreement.closings.last()?;
    let session = case.closing_session()?;
    // What was agreed keeps its name and its rules when the case goes over to another process.
    let script = &session.script;
    let rules = &script.agreement;
    let rule = rules.keeps;
    let settled = |field| closed.settled.get(&field).cloned();
    let mut plan = Plan {
        schema: SCHEMA.to_owned(),
        kind: kind_of(rules),
        practice,
        reference: case.reference.clone(),
        agreed_as: case.agreed_as().map(str::to_owned),
        title: case.fill_from(script, &rules.title, None),
        standing: case.fill_from(script, &rules.standing, None),
        confidentiality: case.fill_from(script, &rules.confidentiality, None),
        script: PlanScript {
            id: script.id.clone(),
            version: script.version,
            language: script.language.clone(),
        },
        session: PlanSession {
            number: session.number,
            kind: session.kind.clone(),
            sittings: session.sitting,
            started: whole_second(session.started),
            ended: session.ended.as_ref().map(|ended| whole_second(ended.at)),
        },
        outcome: session.ended.as_ref().map(|ended| ended.outcome),
        record_rule: rule,
        version: closed.version,
        closed: whole_second(*closed_at),
        state: if case.agreement.closed {
            AgreementState::Closed
        } else {
            AgreementState::Reopened
        },
        purpose: settled(PlanField::Purpose),
        people: Vec::new(),
        items: items(case, rule, &closed.items),
        not_agreed: match rule {
            Keeping::AgreedOnly => Vec::new(),
            Keeping::WithDifferences => items(case, rule, &closed.not_agreed),
        },
        refused: refused(closed),
        veto_roles: rules.veto.clone(),
        contingency: settled(PlanField::Contingency),
        lead: settled(PlanField::Lead),
        who_is_told: settled(PlanField::IfNotKept),
        review: closed.review,
        follow_ups: follow_ups(case, session, *closed_at),
        signatures: signatures(case),
        copies: copies(case),
        versions: versions(case),
        reopenings: reopenings(case, rule),
        child_voice: rules.child_words.then(|| child_voice(case)),
        bottom_lines: None,
        questions: None,
        private_time: private_time(case),
        carried: script.carries().then(|| carried(case)),
        record: closed.record.clone(),
    };
    add_coverage(&mut plan, case, rules);
    plan.people = people(case, script, &plan);
    Some(plan)
}

/// A plan that is held against something set beforehand, or that carries a
/// child's words, is a family's; the script's own title stands on the paper.
fn kind_of(rules: &AgreementRules) -> PlanKind {
    if rules.bottom_lines || rules.agreed_questions || rules.child_words {
        PlanKind::FamilyPlan
    } else {
        PlanKind::OutcomeAgreement
    }
}

fn whole_second(at: Now) -> DateTime<FixedOffset> {
    at.wall.trunc_subsecs(0)
}

fn items(case: &Case, rule: Keeping, closed: &[ClosedItem]) -> Vec<PlanItem> {
    let first_wording = |closed: &ClosedItem| {
        let board = &case.agreement.items;
        let item = board.iter().find(|item| item.id == closed.item)?;
        let (at, _) = item.versions.first()?;
        Some(whole_second(*at))
    };
    (1..)
        .zip(closed)
        .map(|(n, closed)| PlanItem::of(closed, n, rule, first_wording(closed)))
        .collect()
}

fn refused(closed: &ClosedAgreement) -> Vec<RefusedPlanItem> {
    let refused = closed.refused.iter();
    refused
        .map(|refused| RefusedPlanItem {
            id: refused.item,
            referrer_decision: refused.ratified.clone().into(),
        })
        .collect()
}

/// The days that stand since the meeting ended, those of later meetings with them; while it goes
/// on they count from the closing.
fn follow_ups(case: &Case, session: &Session, closed: Now) -> Vec<FollowUpDate> {
    if session.ended.is_some() {
        let known = case.follow_ups().into_iter();
        let known = known.filter(|known| known.session >= session.number);
        return known
            .map(|known| FollowUpDate {
                on: known.on,
                what: known.what,
            })
            .collect();
    }
    let day = closed.wall.date_naive();
    let rules = session.script.follow_ups.iter();
    rules
        .filter(|rule| !rule.unless_held.contains(&session.kind))
        .filter_map(|rule| {
            Some(FollowUpDate {
                on: day.checked_add_days(Days::new(rule.after_days.into()))?,
                what: case.fill_from(&session.script, &rule.what, None),
            })
        })
        .collect()
}

fn signatures(case: &Case) -> Vec<PlanSignature> {
    let signatures = case.agreement.signatures.iter();
    signatures
        .map(|(who, (at, how))| PlanSignature {
            who: *who,
            how: *how,
            at: whole_second(*at),
        })
        .collect()
}

fn copies(case: &Case) -> Vec<PlanCopy> {
    let copies = case.agreement.copies.iter();
    copies
        .map(|(to, form)| PlanCopy {
            to: *to,
            form: *form,
            limit: case.agreement.limit(*to),
        })
        .collect()
}

fn versions(case: &Case) -> Vec<Closing> {
    let closings = case.agreement.closings.iter();
    closings
        .map(|(at, closed)| Closing {
            version: closed.version,
            closed: whole_second(*at),
        })
        .collect()
}

fn reopenings(case: &Case, rule: Keeping) -> Vec<Reopening> {
    let tells_why = match rule {
        Keeping::AgreedOnly => false,
        Keeping::WithDifferences => true,
    };
    let reopenings = case.agreement.reopenings.iter();
    reopenings
        .map(|(at, reason)| Reopening {
            at: whole_second(*at),
            reason: reason.text().filter(|_| tells_why).map(str::to_owned),
        })
        .collect()
}

/// The latest words of each child, for whoever said something else took the earlier words back;
/// none that the child does not want read out.
fn child_voice(case: &Case) -> Vec<ChildVoice> {
    let mut voices: Vec<ChildVoice> = Vec::new();
    for spoken in &case.child_words {
        voices.retain(|voice| voice.child != spoken.child);
        if !spoken.read_out {
            continue;
        }
        voices.push(ChildVoice {
            child: spoken.child,
            words: spoken.words.clone(),
            given: spoken.given.clone(),
            read_out: spoken.read_out,
        });
    }
    voices
}

fn add_coverage(plan: &mut Plan, case: &Case, rules: &AgreementRules) {
    let lines = || {
        let lines = case.bottom_lines.iter();
        lines
            .map(|(id, text)| BottomLine {
                id: *id,
                text: text.clone(),
                met_by: plan.meets(*id),
            })
            .collect()
    };
    let questions = || {
        let questions = case.questions.iter();
        questions
            .map(|(id, text)| Question {
                id: *id,
                text: text.clone(),
                answered_by: plan.answers(*id),
            })
            .collect()
    };
    let (lines, questions) = (
        rules.bottom_lines.then(lines),
        rules.agreed_questions.then(questions),
    );
    plan.bottom_lines = lines;
    plan.questions = questions;
}

fn carried(case: &Case) -> Carried {
    let known = case.carrying.messages.iter();
    let known = known.filter(|message| message.may_be_counted());
    let (letters, messages): (Vec<_>, Vec<_>) =
        known.partition(|message| message.kind == CarriedKind::Letter);
    Carried {
        messages: messages.len(),
        letters: letters.len(),
    }
}

fn private_time(case: &Case) -> Option<Vec<PrivateTime>> {
    let sessions = case.earlier_sessions.iter().chain(&case.session);
    let spells: Vec<PrivateTime> = sessions
        .flat_map(|session| session.private_spells.iter().chain(&session.private))
        .map(private_spell)
        .collect();
    (!spells.is_empty()).then_some(spells)
}

fn private_spell(spell: &PrivateSpell) -> PrivateTime {
    PrivateTime {
        start: whole_second(spell.since),
        end: spell.ended.map(whole_second),
        called_back: spell
            .called_back
            .iter()
            .copied()
            .map(whole_second)
            .collect(),
    }
}

/// Whoever neither came nor is named has no place in a plan that others read.
fn people(case: &Case, script: &Script, plan: &Plan) -> Vec<PlanPerson> {
    let items = plan.items.iter().chain(&plan.not_agreed);
    let mut named: BTreeSet<PersonId> = items.flat_map(PlanItem::people).collect();
    named.extend(
        plan.refused
            .iter()
            .map(|refused| refused.referrer_decision.by),
    );
    named.extend(plan.signatures.iter().map(|signature| signature.who));
    named.extend(plan.copies.iter().map(|copy| copy.to));
    named.extend(plan.child_voice.iter().flatten().map(|voice| voice.child));
    let belongs = |person: &&Person| person.ever_came() || named.contains(&person.id);
    case.people
        .iter()
        .filter(belongs)
        .map(|person| PlanPerson {
            id: person.id,
            called: person.details.name.clone(),
            roles: case.roles_by(script, person.id).to_vec(),
            supports: person.details.supports,
            mode: person.details.attends,
            took_part: person.ever_came(),
        })
        .collect()
}
