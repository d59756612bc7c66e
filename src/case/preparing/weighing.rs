//! Deciding by a set of rules: the rules show, a person decides.

use super::{PreparingEvent, PreparingRefusal, RuleDecision, Weighing};
use crate::case::marking::{name_or, words_if_any};
use crate::case::{Case, Event, LONGEST_NAME, Refusal};
use crate::script::{RuleAnswers, RuleResult, RuleSet, Weighed};

/// What somebody decided, and on what grounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub decision: RuleDecision,
    /// Who decided, by name or post.
    pub by: String,
    /// Who approved an exception; empty for nobody.
    pub approved_by: String,
    /// Why, in a few words; empty for nothing.
    pub why: String,
}

/// Weighs answers and records what a person decided.
///
/// Any result may be decided against, with who and why. Offering what the rules leave to
/// somebody else also needs the name of whoever approved it.
pub(super) fn weigh(
    case: &Case,
    set: &RuleSet,
    mut answers: RuleAnswers,
    decided: Decided,
) -> Result<Vec<Event>, Refusal> {
    if !case.script.rules.contains(&set.id) {
        return Err(refused(PreparingRefusal::OtherRules));
    }
    answers.retain(|id, answer| {
        let question = set.question(id);
        question.is_some_and(|known| known.answers.iter().any(|offered| &offered.id == answer))
    });
    let Weighed::Decided(rule) = set.weigh(&answers) else {
        return Err(refused(PreparingRefusal::NotAnswered));
    };
    let Decided {
        decision,
        by,
        approved_by,
        why,
    } = decided;
    let by = name_or(Refusal::DeciderMissing, &by)?;
    let approved_by = approved_by.trim().to_owned();
    if approved_by.chars().count() > LONGEST_NAME {
        return Err(Refusal::NameTooLong);
    }
    let offered = decision == RuleDecision::Offer;
    if offered && rule.result.needs_approval() && approved_by.is_empty() {
        return Err(refused(PreparingRefusal::ApproverMissing));
    }
    let words = words_if_any(case, why)?;
    if is_against(rule.result, decision) && words.is_none() {
        return Err(refused(PreparingRefusal::WhyMissing));
    }
    let weighing = Weighing {
        set: set.id.clone(),
        version: set.version,
        answers,
        rule: rule.id.clone(),
        result: rule.result,
        because: rule.because.clone(),
        may_approve: rule.approved_by.clone(),
        decision,
        by,
        approved_by: (!approved_by.is_empty()).then_some(approved_by),
        words,
    };
    Ok(vec![Event::Prepared(PreparingEvent::Weighed {
        weighing: Box::new(weighing),
    })])
}

/// Whether a decision goes against what the rules come to.
fn is_against(result: RuleResult, decision: RuleDecision) -> bool {
    let refused_by_rule = match result {
        RuleResult::NotEligible | RuleResult::Excluded => true,
        RuleResult::Eligible | RuleResult::ExceptionalApproval | RuleResult::ReferUp => false,
    };
    match decision {
        RuleDecision::Offer => refused_by_rule,
        RuleDecision::DoNotOffer => result == RuleResult::Eligible,
        RuleDecision::Wait => false,
    }
}

fn refused(refusal: PreparingRefusal) -> Refusal {
    Refusal::Preparing(refusal)
}
