//! The shipped rule sets against tables of worked cases, and sets that can never decide.

use talking_piece::script::{
    RuleAnswerId, RuleAnswers, RuleQuestionId, RuleResult, RuleSet, Weighed,
};
use talking_piece::script_file::{RuleShelf, read_rules};

use RuleResult::{Eligible, ExceptionalApproval, Excluded, NotEligible, ReferUp};

/// Answers as `question=answer`, divided by spaces; what they come to; by which rule.
type Row = (&'static str, RuleResult, &'static str);

const PROBATION: &[Row] = &[
    ("plea=not-guilty-trial", Excluded, "not-guilty-after-trial"),
    // The trial comes before everything else, whatever the offence was.
    (
        "plea=not-guilty-trial offence=burglary-home person-harmed=yes risk=high",
        Excluded,
        "not-guilty-after-trial",
    ),
    (
        "plea=not-guilty-trial offence=domestic",
        Excluded,
        "not-guilty-after-trial",
    ),
    (
        "plea=not-guilty-trial offence=child-abuse",
        Excluded,
        "not-guilty-after-trial",
    ),
    ("plea=guilty offence=child-abuse", Excluded, "child-abuse"),
    (
        "plea=not-guilty-no-trial offence=child-abuse",
        Excluded,
        "child-abuse",
    ),
    (
        "plea=guilty offence=domestic",
        ExceptionalApproval,
        "domestic-or-sexual",
    ),
    (
        "plea=not-guilty-no-trial offence=domestic",
        ExceptionalApproval,
        "domestic-or-sexual",
    ),
    (
        "plea=guilty offence=sexual",
        ExceptionalApproval,
        "domestic-or-sexual",
    ),
    // A low risk makes no exception out of one that needs approval.
    (
        "plea=guilty offence=domestic person-harmed=yes risk=low",
        ExceptionalApproval,
        "domestic-or-sexual",
    ),
    (
        "plea=guilty offence=burglary-home person-harmed=yes risk=medium",
        Eligible,
        "gain-or-violence",
    ),
    (
        "plea=not-guilty-no-trial offence=burglary-home person-harmed=yes risk=medium",
        Eligible,
        "gain-or-violence",
    ),
    (
        "plea=guilty offence=violence person-harmed=yes risk=high",
        Eligible,
        "gain-or-violence",
    ),
    (
        "plea=guilty offence=robbery person-harmed=yes risk=medium",
        Eligible,
        "gain-or-violence",
    ),
    (
        "plea=guilty offence=public-order person-harmed=yes risk=medium",
        Eligible,
        "gain-or-violence",
    ),
    (
        "plea=guilty offence=theft person-harmed=yes risk=high",
        Eligible,
        "gain-or-violence",
    ),
    (
        "plea=guilty offence=theft person-harmed=no",
        NotEligible,
        "nobody-in-particular",
    ),
    (
        "plea=guilty offence=burglary-home person-harmed=yes risk=low",
        NotEligible,
        "low-risk",
    ),
    (
        "plea=guilty offence=other person-harmed=yes risk=high",
        NotEligible,
        "other-offence",
    ),
];

const POLICE: &[Row] = &[
    ("domestic=yes", Excluded, "domestic-abuse"),
    (
        "domestic=yes admitted=yes remorse=yes support=yes",
        Excluded,
        "domestic-abuse",
    ),
    ("domestic=no sensitive=yes", ReferUp, "sensitive"),
    (
        "domestic=no sensitive=no disposal=other",
        NotEligible,
        "no-such-disposal",
    ),
    (
        "domestic=no sensitive=no disposal=community-resolution admitted=no",
        NotEligible,
        "not-admitted",
    ),
    (
        "domestic=no sensitive=no disposal=community-resolution admitted=yes remorse=no",
        NotEligible,
        "no-remorse",
    ),
    (
        "domestic=no sensitive=no disposal=conditional-caution admitted=yes remorse=yes support=no",
        NotEligible,
        "not-wanted",
    ),
    (
        "domestic=no sensitive=no disposal=conditional-caution admitted=yes remorse=yes support=yes structure=yes",
        ReferUp,
        "prepared-meeting",
    ),
    (
        "domestic=no sensitive=no disposal=conditional-caution admitted=yes remorse=yes support=yes structure=no",
        Eligible,
        "on-the-spot",
    ),
    (
        "domestic=no sensitive=no disposal=community-resolution admitted=yes remorse=yes support=yes structure=no",
        Eligible,
        "on-the-spot",
    ),
    (
        "domestic=no sensitive=no disposal=community-resolution admitted=yes remorse=yes support=not-sure",
        ReferUp,
        "not-sure-yet",
    ),
];

const YOUTH: &[Row] = &[
    ("contact=no", NotEligible, "no-agreement"),
    // Whatever the outcome was, nobody rings without a yes.
    (
        "contact=no outcome=court-order",
        NotEligible,
        "no-agreement",
    ),
    ("contact=not-asked", ReferUp, "not-asked"),
    (
        "contact=not-asked outcome=other-disposal",
        ReferUp,
        "not-asked",
    ),
    (
        "contact=yes outcome=community-resolution",
        NotEligible,
        "community-resolution-alone",
    ),
    ("contact=yes outcome=curfew", NotEligible, "order-alone"),
    (
        "contact=yes outcome=unpaid-work",
        NotEligible,
        "order-alone",
    ),
    (
        "contact=yes outcome=attendance-centre",
        NotEligible,
        "order-alone",
    ),
    ("contact=yes outcome=other-disposal", Eligible, "disposal"),
    ("contact=yes outcome=court-order", Eligible, "court-order"),
    ("contact=yes outcome=none", NotEligible, "neither"),
];

fn shipped(id: &str) -> RuleSet {
    let shelf = RuleShelf::gather([]);
    shelf.set(id).expect("a shipped set").set.clone()
}

fn answers(set: &RuleSet, row: &str) -> RuleAnswers {
    let pairs = row
        .split_whitespace()
        .map(|pair| pair.split_once('=').expect("a pair"));
    pairs
        .map(|(question, answer)| {
            let (question, answer) = (RuleQuestionId::new(question), RuleAnswerId::new(answer));
            let known = set.question(&question).expect("a known question");
            assert!(known.answers.iter().any(|one| one.id == answer), "{row}");
            (question, answer)
        })
        .collect()
}

#[test]
fn every_row_of_the_tables_comes_out_by_the_rule_it_names() {
    let tables = [
        ("probation-lrrjs-2014", PROBATION),
        ("police-llr", POLICE),
        ("yot-victim-contact", YOUTH),
    ];
    for (id, table) in tables {
        let set = shipped(id);
        for (row, result, rule) in table {
            let Weighed::Decided(decided) = set.weigh(&answers(&set, row)) else {
                panic!("{id}: nothing decides {row}");
            };
            assert_eq!(
                (decided.result, decided.id.as_str()),
                (*result, *rule),
                "{id}: {row}"
            );
        }
        let shown = |rule: &str| table.iter().any(|(_, _, shown)| *shown == rule);
        let unshown = set.rules.iter().find(|rule| !shown(rule.id.as_str()));
        assert!(unshown.is_none(), "{id}: no row shows {unshown:?}");
    }
}

#[test]
fn nobody_pleads_not_guilty_through_a_trial_and_is_eligible() {
    let set = shipped("probation-lrrjs-2014");
    let (mut ways, mut tried) = (vec![RuleAnswers::new()], 0);
    while let Some(given) = ways.pop() {
        match set.weigh(&given) {
            Weighed::Ask(question) => {
                ways.extend(question.answers.iter().map(|answer| {
                    let mut further = given.clone();
                    further.insert(question.id.clone(), answer.id.clone());
                    further
                }));
            }
            Weighed::Decided(rule) => {
                tried += 1;
                let is = |question: &str, answer: &str| {
                    given.get(&RuleQuestionId::new(question)) == Some(&RuleAnswerId::new(answer))
                };
                let ruled_out = is("plea", "not-guilty-trial") || is("offence", "child-abuse");
                assert_eq!(ruled_out, rule.result == Excluded, "{given:?}");
                let exception = is("offence", "domestic") || is("offence", "sexual");
                assert!(!exception || rule.result != Eligible, "{given:?}");
            }
            Weighed::Undecided => panic!("nothing decides {given:?}"),
        }
    }
    assert!(tried > 30, "only {tried} ways");
}

/// A set of one question with three answers, and these rules.
fn with_rules(rules: &str) -> String {
    format!(
        r#"{{
  "format": 1, "id": "mine", "version": 1, "title": "Mine", "summary": "For a test.",
  "source": "Made up.", "author": "Nobody", "licence": "CC0-1.0",
  "questions": [{{ "id": "wish", "ask": "Do they want it?", "answers": [
    {{ "id": "yes", "label": "Yes" }}, {{ "id": "no", "label": "No" }}, {{ "id": "later", "label": "Later" }}
  ] }}],
  "rules": [
{rules}
  ],
  "judgement": {{ "ask": "Is it right?" }}
}}"#
    )
}

const REST: &str = r#"{ "id": "rest", "result": "not_eligible", "because": "It is left." }"#;

fn rule(id: &str, when: &str) -> String {
    format!(
        r#"    {{ "id": "{id}", "when": [{when}], "result": "eligible", "because": "They want it." }},"#
    )
}

fn wish(is: &str) -> String {
    format!(r#"{{ "question": "wish", "is": [{is}] }}"#)
}

fn refused(rules: &str) -> String {
    match read_rules(with_rules(rules).as_bytes(), "mine.json") {
        Ok(_) => panic!("it was taken:\n{rules}"),
        Err(faults) => faults.to_string(),
    }
}

#[test]
fn a_sound_set_is_taken() {
    let sound = format!("{}\n{REST}", rule("wanted", &wish(r#""yes", "later""#)));
    assert!(read_rules(with_rules(&sound).as_bytes(), "mine.json").is_ok());
}

#[test]
fn tests_that_can_never_be_met_together_are_refused_with_their_line() {
    let (a, b) = (wish(r#""yes""#), wish(r#""no""#));
    let told = refused(&format!("{}\n{REST}", rule("both", &format!("{a}, {b}"))));
    assert!(told.contains("This can never be met: `wish`"), "{told}");
    assert!(told.contains("mine.json:8:"), "{told}");
}

#[test]
fn tests_that_meet_in_twos_and_never_all_at_once_are_refused_too() {
    let three = [r#""yes", "no""#, r#""no", "later""#, r#""yes", "later""#];
    let when: Vec<String> = three.iter().map(|is| wish(is)).collect();
    let told = refused(&format!("{}\n{REST}", rule("all", &when.join(", "))));
    assert!(told.contains("This can never be met: `wish`"), "{told}");
    assert!(!told.contains("never decides"), "{told}");
}

#[test]
fn a_rule_that_another_always_forestalls_is_refused() {
    let before = rule("wanted", &wish(r#""yes", "later""#));
    let after = rule("later", &wish(r#""later""#));
    let told = refused(&format!("{before}\n{after}\n{REST}"));
    assert!(told.contains("The rule `later` never decides."), "{told}");
    assert!(told.contains("Move it up, or take it out."), "{told}");
}

#[test]
fn a_test_that_every_answer_meets_and_one_that_no_answer_can_are_refused() {
    let told = refused(&format!(
        "{}\n{REST}",
        rule("any", &wish(r#""yes", "no", "later""#))
    ));
    assert!(told.contains("it tests nothing"), "{told}");
    let told = refused(&format!("{}\n{REST}", rule("maybe", &wish(r#""maybe""#))));
    assert!(told.contains("maybe"), "{told}");
    let told = refused(&format!("{}\n{REST}", rule("none", &wish(""))));
    assert!(told.contains("mine.json:8:"), "{told}");
}
