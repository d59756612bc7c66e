use crate::case::given::*;
use crate::case::*;

fn decided(verdict: Verdict, reason: Option<&str>, answer: Option<&str>) -> Command {
    Command::Ratify {
        item: i(1),
        by: p(2),
        verdict,
        reason: reason.map(str::to_owned),
        family_answer: answer.map(str::to_owned),
    }
}

fn plan_with_item() -> Given {
    Given::family()
        .people([("Mum", "family"), ("Wes", "worker")])
        .here()
        .begun()
        .after(word("Mend"))
}

#[test]
fn a_plain_yes_carries_no_reason_of_a_decision_before_it() {
    plan_with_item()
        .after(decided(
            Verdict::NotAgreed,
            Some("no car"),
            Some("Gran lends hers"),
        ))
        .when(decided(
            Verdict::Agreed,
            Some("no car"),
            Some("Gran lends hers"),
        ))
        .then_shows(|case| {
            let decision = case.agreement.items[0].ratified.clone().unwrap();
            assert_eq!(decision.verdict, Verdict::Agreed);
            assert!(decision.reason.is_none() && decision.family_answer.is_none());
        });
}

#[test]
fn ticking_what_an_item_meets_keeps_the_answers_and_asks_for_the_decision_anew() {
    let ticked = Command::WordItem {
        item: Some(i(1)),
        draft: Box::new(ItemDraft {
            meets: vec![BottomLineId(1)],
            ..draft("Mend")
        }),
        from: None,
    };
    plan_with_item()
        .after(Command::SetBottomLine(None, "Somebody is home".to_owned()))
        .after_all(agree(1, [1]))
        .after(decided(Verdict::Agreed, None, None))
        .when(ticked.clone())
        .then_shows(|case| {
            let item = &case.agreement.items[0];
            assert_eq!(case.items_meeting(BottomLineId(1)), [i(1)]);
            assert_eq!((item.answers.len(), item.read_back.len()), (1, 1));
            assert_eq!(item.versions.len(), 1);
            assert!(item.ratified.is_none());
        })
        .when(ticked)
        .then_nothing()
        .after(Command::Undo)
        .shows(|case| {
            assert!(case.items_meeting(BottomLineId(1)).is_empty());
            assert!(case.agreement.items[0].ratified.is_some());
        });
}
