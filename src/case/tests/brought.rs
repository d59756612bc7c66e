//! What came from elsewhere: a case of another copy of the program, and what another case agreed.

use super::following::{agreed, with_a_review};
use crate::case::given::Given;
use crate::case::{
    Brought, BroughtFrom, CaseBrought, Command, Event, ItemDraft, PlanField, Refusal, SpokenDate,
};
use crate::script::{ItemKind, SessionKindId};

#[test]
fn a_plan_of_another_case_comes_with_days_that_have_passed_and_says_where_it_is_from() {
    let gone: chrono::NaiveDate = "2020-02-01".parse().unwrap();
    let gate = ItemDraft {
        due: Some(SpokenDate {
            on: gone,
            said: "in february".to_owned(),
        }),
        ..ItemDraft::new(ItemKind::Action, "Jay mends the gate")
    };
    let from = BroughtFrom {
        reference: "RC-0412".to_owned(),
        version: 2,
        closed: "2020-01-20T11:00:00+00:00".parse().unwrap(),
        fingerprint: "7QK2M".to_owned(),
    };
    let bring = Command::BringAgreement(Brought {
        items: vec![gate],
        settled: [(PlanField::Purpose, "a gate that shuts".to_owned())].into(),
        review: Some(gone),
        from: Some(from.clone()),
    });
    let brought = Given::of(with_a_review())
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .after(bring)
        .shows(|case| {
            assert_eq!(case.agreement_brought_from(), Some(&from));
            assert_eq!(case.agreement.review, Some(gone));
            assert_eq!(case.agreed_items()[0].draft.due.as_ref().unwrap().on, gone);
        });
    // It is the agreement of this case once it is closed in a meeting of it.
    brought
        .here()
        .after(Command::StartSession(SessionKindId::new("review")))
        .after(Command::ReopenAgreement("more time".to_owned()))
        .shows(|case| assert_eq!(case.agreement_brought_from(), Some(&from)))
        .after(Command::CloseAgreement)
        .shows(|case| assert_eq!(case.agreement_brought_from(), None));
}

#[test]
fn a_case_that_was_brought_here_has_its_reference_of_here_and_nothing_before_is_taken_back() {
    let brought = Event::CaseBrought(CaseBrought {
        reference: "RC-0413".to_owned(),
    });
    agreed()
        .happened(vec![brought])
        .shows(|case| {
            assert_eq!(case.reference, "RC-0413");
            assert!(case.agreed_as().is_some());
        })
        .when(Command::Undo)
        .then(Refusal::NothingToUndo);
}
