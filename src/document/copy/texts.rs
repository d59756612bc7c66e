//! Every text of people in a plan: not what comes from the script, and no name of a person.
//!
//! Each part is named field by field: of a new one it has to be decided here whether it holds words
//! that may have to be left out of somebody's copy.

use crate::case::Party;
use crate::document::plan::{Plan, PlanItem, ReferrerDecision};

/// Changes each of them.
pub(super) fn for_each_text(plan: &mut Plan, change: &mut impl FnMut(&mut String)) {
    let Plan {
        schema: _,
        kind: _,
        practice: _,
        reference: _,
        agreed_as: _,
        title: _,
        standing: _,
        confidentiality: _,
        script: _,
        session: _,
        outcome: _,
        record_rule: _,
        version: _,
        closed: _,
        state: _,
        purpose,
        people: _,
        items,
        not_agreed,
        refused,
        veto_roles: _,
        contingency,
        lead,
        who_is_told,
        review: _,
        follow_ups: _,
        signatures: _,
        copies: _,
        versions: _,
        reopenings,
        child_voice,
        bottom_lines,
        questions,
        private_time: _,
        carried: _,
        record: _,
    } = plan;
    let settled = [purpose, contingency, lead, who_is_told];
    settled.into_iter().flatten().for_each(&mut *change);
    for item in items.iter_mut().chain(not_agreed) {
        of_item(item, change);
    }
    for refused in refused {
        of_decision(&mut refused.referrer_decision, change);
    }
    for voice in child_voice.iter_mut().flatten() {
        change(&mut voice.words);
        change(&mut voice.given);
    }
    for bottom in bottom_lines.iter_mut().flatten() {
        change(&mut bottom.text);
    }
    for question in questions.iter_mut().flatten() {
        change(&mut question.text);
    }
    for reopening in reopenings {
        reopening.reason.iter_mut().for_each(&mut *change);
    }
}

fn of_item(item: &mut PlanItem, change: &mut impl FnMut(&mut String)) {
    let PlanItem {
        n: _,
        id: _,
        kind: _,
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
        meets: _,
        answers: _,
        wordings: _,
        proposed: _,
        consent: _,
        read_back: _,
        referrer_decision,
    } = item;
    change(text);
    let said = [repeat, amount, evidence, support, obstacle, if_not];
    said.into_iter().flatten().for_each(&mut *change);
    for day in [start, due].into_iter().flatten() {
        change(&mut day.said);
    }
    for row in hours {
        change(&mut row.when);
    }
    let lists = [owner, for_whom, helped_by, checked_by, told_to];
    for party in lists.into_iter().flatten() {
        match party {
            Party::Other(name) => change(name),
            Party::Person(_) => {}
        }
    }
    if let Some(decision) = referrer_decision {
        of_decision(decision, change);
    }
}

fn of_decision(decision: &mut ReferrerDecision, change: &mut impl FnMut(&mut String)) {
    let ReferrerDecision {
        by: _,
        verdict: _,
        reason,
        family_answer,
    } = decision;
    [reason, family_answer]
        .into_iter()
        .flatten()
        .for_each(change);
}
