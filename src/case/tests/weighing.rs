//! Deciding by a set of rules: the rules show, a person decides.

use crate::case::given::*;
use crate::case::*;
use crate::script::{
    Recording, RuleAnswerId, RuleAnswers, RuleId, RuleQuestionId, RuleResult, RuleSet, RuleSetId,
};

fn probation() -> RuleSet {
    let text = include_str!("../../../scripts/rules/probation-lrrjs-2014.json");
    serde_json::from_str(text).unwrap()
}

fn answers(given: &[(&str, &str)]) -> RuleAnswers {
    given
        .iter()
        .map(|(question, answer)| (RuleQuestionId::new(*question), RuleAnswerId::new(*answer)))
        .collect()
}

const TRIAL: &[(&str, &str)] = &[("plea", "not-guilty-trial")];
const DOMESTIC: &[(&str, &str)] = &[("plea", "guilty"), ("offence", "domestic")];
const BURGLARY: &[(&str, &str)] = &[
    ("plea", "guilty"),
    ("offence", "burglary-home"),
    ("person-harmed", "yes"),
    ("risk", "medium"),
];

fn case() -> Given {
    let mut script = script::conference();
    script.rules = vec![RuleSetId::new("probation-lrrjs-2014")];
    Given::of(script).people([("Mira", "harmed")])
}

fn weigh(given: &[(&str, &str)], decision: RuleDecision, approved_by: &str, why: &str) -> Command {
    Command::Prepare(PreparingCommand::Weigh {
        set: Box::new(probation()),
        answers: answers(given),
        decided: Decided {
            decision,
            by: "Kofi".to_owned(),
            approved_by: approved_by.to_owned(),
            why: why.to_owned(),
        },
    })
}

fn refused(refusal: PreparingRefusal) -> Refusal {
    Refusal::Preparing(refusal)
}

#[test]
fn the_worked_examples_name_their_rule_and_its_result() {
    let examples = [
        (TRIAL, "not-guilty-after-trial", RuleResult::Excluded),
        (
            DOMESTIC,
            "domestic-or-sexual",
            RuleResult::ExceptionalApproval,
        ),
        (BURGLARY, "gain-or-violence", RuleResult::Eligible),
    ];
    for (given, rule, result) in examples {
        case()
            .when(weigh(given, RuleDecision::Wait, "", ""))
            .then_shows(|case| {
                let weighing = &case.preparing.weighings[0];
                assert_eq!(weighing.rule, RuleId::new(rule));
                assert_eq!(weighing.result, result);
                assert_eq!(weighing.version, 1);
                assert_eq!(weighing.by, "Kofi");
            });
    }
}

#[test]
fn what_is_not_answered_yet_decides_nothing() {
    case()
        .when(weigh(&BURGLARY[..3], RuleDecision::Offer, "", ""))
        .then(refused(PreparingRefusal::NotAnswered));
}

#[test]
fn an_exception_needs_whoever_approved_it() {
    case()
        .when(weigh(DOMESTIC, RuleDecision::Offer, " ", "she asks for it"))
        .then(refused(PreparingRefusal::ApproverMissing))
        .after(weigh(DOMESTIC, RuleDecision::Offer, "the manager", ""))
        .after(weigh(DOMESTIC, RuleDecision::DoNotOffer, "", ""));
}

#[test]
fn a_decision_against_the_rule_needs_a_reason_and_is_recorded() {
    let given = case()
        .when(weigh(TRIAL, RuleDecision::Offer, "", " "))
        .then(refused(PreparingRefusal::WhyMissing))
        .when(weigh(BURGLARY, RuleDecision::DoNotOffer, "", ""))
        .then(refused(PreparingRefusal::WhyMissing))
        .after(weigh(
            TRIAL,
            RuleDecision::Offer,
            "",
            "SECRET he says it now",
        ));
    assert!(!given.journal_holds("SECRET"));
    given.shows(|case| {
        let weighing = &case.preparing.weighings[0];
        assert_eq!(weighing.decision, RuleDecision::Offer);
        assert_eq!(weighing.result, RuleResult::Excluded);
    });
}

#[test]
fn a_person_is_named_and_the_set_belongs_to_the_script() {
    let Command::Prepare(PreparingCommand::Weigh {
        set,
        answers,
        mut decided,
    }) = weigh(BURGLARY, RuleDecision::Offer, "", "")
    else {
        panic!("a decision by rules");
    };
    decided.by = " ".to_owned();
    let nobody = Command::Prepare(PreparingCommand::Weigh {
        set,
        answers,
        decided,
    });
    case().when(nobody).then(Refusal::DeciderMissing);
    people_of_no_rules()
        .when(weigh(BURGLARY, RuleDecision::Offer, "", ""))
        .then(refused(PreparingRefusal::OtherRules));
}

fn people_of_no_rules() -> Given {
    Given::conference().people([("Mira", "harmed")])
}

#[test]
fn answers_that_no_question_asks_for_are_not_kept() {
    let mut more = BURGLARY.to_vec();
    more.push(("colour", "red"));
    case()
        .after(weigh(&more, RuleDecision::Offer, "", ""))
        .shows(|case| assert_eq!(case.preparing.weighings[0].answers, answers(BURGLARY)));
}

#[test]
fn the_rule_is_kept_as_it_stood_whatever_becomes_of_the_set() {
    case()
        .after(weigh(DOMESTIC, RuleDecision::Wait, "", ""))
        .shows(|case| {
            let set = probation();
            let rule = set.rule(&RuleId::new("domestic-or-sexual")).unwrap();
            let weighing = &case.preparing.weighings[0];
            assert_eq!(weighing.because, rule.because);
            assert!(weighing.may_approve.is_some());
            assert_eq!(weighing.may_approve, rule.approved_by);
        });
}

#[test]
fn no_words_are_taken_for_a_decision_where_the_meeting_takes_none() {
    let mut script = script::conference();
    script.rules = vec![RuleSetId::new("probation-lrrjs-2014")];
    script.sessions[0].stages[0].recording = Recording::Marks;
    Given::of(script)
        .people([("Mira", "harmed")])
        .here()
        .begun()
        .when(weigh(BURGLARY, RuleDecision::Wait, "", "she rang"))
        .then(Refusal::NoWordsHere)
        .after(weigh(BURGLARY, RuleDecision::Wait, "", ""));
}
