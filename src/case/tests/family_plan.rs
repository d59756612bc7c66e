use crate::case::given::script;
use crate::case::given::*;
use crate::case::*;
use crate::script::{ItemKind, Keeping};

fn latest(case: &Case) -> &ClosedAgreement {
    &case.agreement.closings.last().unwrap().1
}

fn family() -> Given {
    let text = |text: &str| Some(text.to_owned());
    Given::family()
        .people([("Mum", "family"), ("Wes", "worker")])
        .here()
        .begun()
        .after_all([word("Stay with Gran"), word("Sleep at Dad's")])
        .after_all(agree(1, [1]))
        .after_all(agree(2, [1]))
        .after(Command::SetPlanField(PlanField::Contingency, text("none")))
        .after(Command::SetReview(Some(day("2027-01-10"))))
}

fn decide_on(item: u16, verdict: Verdict) -> Command {
    Command::Ratify {
        item: i(item),
        by: p(2),
        verdict,
        reason: Some("nobody is home".to_owned()),
        family_answer: Some("Gran is".to_owned()),
    }
}

#[test]
fn every_item_needs_the_decision_of_whoever_ratifies() {
    family()
        .after(decide_on(1, Verdict::AgreedIf))
        .when(Command::CloseAgreement)
        .then(Refusal::NotRatified(vec![i(2)]))
        .after(decide_on(2, Verdict::Agreed))
        .when(Command::CloseAgreement)
        .then_shows(|case| {
            let ratified = latest(case).items[0].ratified.as_ref().unwrap();
            assert_eq!(ratified.verdict, Verdict::AgreedIf);
            assert_eq!(ratified.reason.as_deref(), Some("nobody is home"));
        });
}

#[test]
fn an_item_that_was_not_accepted_leaves_its_reason_but_no_words_and_no_answer_of_the_family() {
    let given = family()
        .after_all([
            decide_on(1, Verdict::Agreed),
            decide_on(2, Verdict::NotAgreed),
        ])
        .after(says(1, 2, Answer::NotYet))
        .when(Command::CloseAgreement)
        .then_shows(|case| {
            let closed = latest(case);
            assert_eq!(closed.items.len(), 1);
            assert_eq!(closed.refused[0].item, i(2));
            let ratified = &closed.refused[0].ratified;
            assert_eq!(ratified.reason.as_deref(), Some("nobody is home"));
            assert_eq!(ratified.family_answer, None);
            assert!(case.item(i(2)).is_none());
        });
    assert!(!given.journal_holds("Sleep at Dad"));
}

#[test]
fn where_differences_are_kept_an_item_that_was_not_accepted_keeps_its_words() {
    let mut script = script::family();
    script.agreement.keeps = Keeping::WithDifferences;
    script.agreement.contingency = None;
    script.agreement.review = None;
    Given::of(script)
        .people([("Mum", "family"), ("Wes", "worker")])
        .here()
        .begun()
        .after_all([word("Stay with Gran"), word("Sleep at Dad's")])
        .after_all(agree(1, [1]))
        .after_all([
            decide_on(1, Verdict::Agreed),
            decide_on(2, Verdict::NotAgreed),
        ])
        .when(Command::CloseAgreement)
        .then_shows(|case| assert_eq!(latest(case).not_agreed[0].draft.text, "Sleep at Dad's"));
}

#[test]
fn there_is_nothing_to_close_where_no_item_was_accepted() {
    family()
        .after_all([
            decide_on(1, Verdict::NotAgreed),
            decide_on(2, Verdict::NotAgreed),
        ])
        .when(Command::CloseAgreement)
        .then(Refusal::NothingAccepted);
}

#[test]
fn what_the_script_requires_of_the_plan_has_to_be_there() {
    let ratified = family().after_all([
        decide_on(1, Verdict::Agreed),
        decide_on(2, Verdict::Agreed),
        Command::SetPlanField(PlanField::Contingency, None),
        Command::SetReview(None),
    ]);
    ratified
        .when(Command::CloseAgreement)
        .then(Refusal::PlanIncomplete(
            "What if it does not work?".to_owned(),
        ))
        .after(Command::SetPlanField(
            PlanField::Contingency,
            Some("none".to_owned()),
        ))
        .when(Command::CloseAgreement)
        .then(Refusal::PlanIncomplete("When do we meet again?".to_owned()))
        .after(Command::SetReview(Some(day("2027-01-10"))))
        .after(Command::CloseAgreement);
}

#[test]
fn bottom_lines_are_closed_with_the_plan() {
    family()
        .after_all([
            Command::SetBottomLine(None, "A bed".to_owned()),
            decide_on(1, Verdict::Agreed),
            decide_on(2, Verdict::Agreed),
            Command::CloseAgreement,
        ])
        .when(Command::SetBottomLine(Some(BottomLineId(1)), String::new()))
        .then(Refusal::AgreementClosed)
        .when(Command::SetQuestion(None, "Who?".to_owned()))
        .then(Refusal::AgreementClosed)
        .when(Command::SetReview(None))
        .then(Refusal::AgreementClosed);
}

#[test]
fn what_no_item_meets_or_answers_is_worth_asking_before_closing() {
    Given::family()
        .people([("Mum", "family"), ("Wes", "worker")])
        .here()
        .begun()
        .after_all([
            word("Mend"),
            Command::SetBottomLine(None, "Somebody is home".to_owned()),
            Command::SetQuestion(None, "Who drives?".to_owned()),
        ])
        .shows(|case| {
            let asked = case.worth_asking_before_closing();
            let asked: Vec<String> = asked.iter().map(|gap| gap.question(case)).collect();
            assert_eq!(
                asked,
                [
                    "What in the plan makes sure of this: \"Somebody is home\"",
                    "What in the plan answers this: \"Who drives?\""
                ]
            );
        });
}

#[test]
fn a_number_is_nobodys_name() {
    let by = |name: &str| {
        let mut draft = ItemDraft::new(ItemKind::Action, "Paints the fence");
        draft.owner = vec![Party::Other(name.to_owned())];
        let (item, from) = (None, None);
        Command::WordItem {
            item,
            draft: Box::new(draft),
            from,
        }
    };
    for name in ["1", ",2", " 2, 4 "] {
        family().when(by(name)).then(Refusal::NamesNobody);
    }
    for name in ["Aunt Jo", "李", "🙂", "Unit 4"] {
        family()
            .when(by(name))
            .then_shows(|case| assert_eq!(case.board().count(), 3));
    }
}

#[test]
fn who_is_called_alike_in_the_same_role_is_told_apart_by_number() {
    let twins = Given::conference().people([
        ("Sam", "harmed"),
        ("Sam", "harmed"),
        ("Sam", "responsible"),
        ("Ann", "harmed"),
    ]);
    twins.shows(|case| {
        let called = [1, 2, 3, 4].map(|id| told_apart(case, p(id)));
        assert!(
            called[0].contains("P1") && called[1].contains("P2"),
            "{called:?}"
        );
        assert!(
            called[2].contains('(') && !called[2].contains("P3"),
            "{called:?}"
        );
        assert_eq!(called[3], "Ann");
    });
}
