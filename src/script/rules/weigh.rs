//! Weighs answers by the rules of a set: what has to be asked next, or which rule decides.

use super::{Rule, RuleAnswers, RuleQuestion, RuleSet, Test};

/// How far a rule set has come with the answers so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighed<'a> {
    /// This has to be known before a rule can decide.
    Ask(&'a RuleQuestion),
    /// This rule decides.
    Decided(&'a Rule),
    /// No rule decides, which a set that was checked rules out.
    Undecided,
}

/// How a rule stands with the answers so far.
enum Standing<'a> {
    Met,
    NotMet,
    WaitsFor(&'a Test),
}

impl RuleSet {
    /// Weighs the answers so far.
    ///
    /// Rules are looked at in their order. One that a known answer rules out is passed over
    /// without asking for the rest of it, so that nothing is asked that cannot matter.
    pub fn weigh(&self, answers: &RuleAnswers) -> Weighed<'_> {
        for rule in &self.rules {
            match standing(rule, answers) {
                Standing::Met => return Weighed::Decided(rule),
                Standing::NotMet => {}
                Standing::WaitsFor(test) => {
                    return self
                        .question(&test.question)
                        .map_or(Weighed::Undecided, Weighed::Ask);
                }
            }
        }
        Weighed::Undecided
    }
}

fn standing<'a>(rule: &'a Rule, answers: &RuleAnswers) -> Standing<'a> {
    let mut waits_for = None;
    for test in &rule.when {
        match answers.get(&test.question) {
            Some(answer) if test.is.contains(answer) => {}
            Some(_) => return Standing::NotMet,
            None => waits_for = waits_for.or(Some(test)),
        }
    }
    waits_for.map_or(Standing::Met, Standing::WaitsFor)
}
