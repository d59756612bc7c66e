use crate::case::gaps::{Gap, GapKind};
use crate::case::given::script;
use crate::case::given::*;
use crate::case::*;
use crate::script::{ItemField, ItemKind, ItemQuestion};

fn circle() -> Given {
    Given::conference()
        .people([
            ("Mira", "harmed"),
            ("Tom", "responsible"),
            ("Ann", "supporter"),
        ])
        .here()
        .begun()
}

fn family() -> Given {
    Given::family()
        .people([("Mum", "family"), ("Kit", "child"), ("Wes", "worker")])
        .here()
        .begun()
}

fn worded(draft: ItemDraft) -> Command {
    Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    }
}

/// An item of which nothing is left to ask, owned by somebody.
fn whole(owner: u16, text: &str) -> ItemDraft {
    ItemDraft {
        owner: vec![Party::Person(p(owner))],
        due: Some(SpokenDate {
            on: day("2026-12-06"),
            said: "in two weeks".to_owned(),
        }),
        checked_by: vec![Party::Person(p(3))],
        ..draft(text)
    }
}

fn kinds(gaps: Vec<Gap>) -> Vec<GapKind> {
    gaps.into_iter().map(|gap| gap.kind).collect()
}

#[track_caller]
fn gaps_of(given: Given, draft: ItemDraft, expected: &[GapKind]) {
    given
        .after(worded(draft))
        .shows(|case| assert_eq!(kinds(case.gaps(i(1))), expected));
}

#[test]
fn days_without_hours_leave_open_how_many_hours_it_is() {
    let mut script = script::conference();
    script.agreement.questions.push(ItemQuestion {
        field: ItemField::Hours,
        ask: "How many hours?".to_owned(),
        expected_for: vec![ItemKind::Action],
    });
    let people = [
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Ann", "supporter"),
    ];
    for (said, open) in [("two days", true), ("6 in March, June", false)] {
        let mut draft = whole(2, "Mend the fence");
        draft.hours = read_hours(said);
        let asked = GapKind::Unanswered(ItemField::Hours);
        let expected = if open { vec![asked] } else { Vec::new() };
        let given = Given::of(script.clone()).people(people).here().begun();
        gaps_of(given, draft, &expected);
    }
}

#[test]
fn an_item_with_every_answer_has_no_gap() {
    gaps_of(circle(), whole(2, "Mend the fence"), &[]);
}

#[test]
fn an_item_that_is_not_there_has_no_gap() {
    circle().shows(|case| assert!(case.gaps(i(7)).is_empty()));
}

#[test]
fn an_item_that_nobody_does_is_asked_about_but_a_statement_is_not() {
    let nobody = ItemDraft {
        owner: Vec::new(),
        ..whole(2, "Mend the fence")
    };
    gaps_of(circle(), nobody, &[GapKind::NoOwner]);
    gaps_of(
        circle(),
        ItemDraft::new(ItemKind::Statement, "Tom did it"),
        &[],
    );
}

#[test]
fn a_date_is_asked_for_where_the_script_expects_one() {
    let mut undated = whole(2, "Mend the fence");
    undated.due = None;
    gaps_of(
        circle(),
        undated.clone(),
        &[GapKind::Unanswered(ItemField::Due)],
    );
    undated.kind = ItemKind::Payment;
    undated.text = "Pay 20 pounds in cash".to_owned();
    gaps_of(circle(), undated, &[]);
}

#[test]
fn vague_words_are_asked_about_as_they_were_said() {
    let vague = |text: &str, words: &[&str]| {
        let expected: Vec<GapKind> = words
            .iter()
            .map(|word| GapKind::VagueWord((*word).to_owned()))
            .collect();
        gaps_of(circle(), whole(2, text), &expected);
    };
    vague("Try to behave better", &["try", "better"]);
    vague("Be nice, and be NICE again", &["be nice"]);
    vague("Help more at home", &["more"]);
    vague("As soon as possible", &["as soon as possible"]);
    vague("No more calls, not any more, no more than 3 texts", &[]);
    vague("Mend the country fence", &[]);
}

#[test]
fn an_owner_who_is_not_here_and_gave_no_answer_is_asked_about() {
    let absent = || circle().after(Command::SetPresence(p(2), Presence::Left));
    gaps_of(
        absent(),
        whole(2, "Mend the fence"),
        &[GapKind::OwnerAbsent(Party::Person(p(2)))],
    );
    absent()
        .after_all([worded(whole(2, "Mend the fence")), says(2, 1, Answer::Yes)])
        .shows(|case| assert!(case.gaps(i(1)).is_empty()));
    let agency = ItemDraft {
        owner: vec![Party::Other("The club".to_owned())],
        ..whole(2, "Lend the hall")
    };
    gaps_of(
        circle(),
        agency,
        &[GapKind::OwnerAbsent(Party::Other("The club".to_owned()))],
    );
}

#[test]
fn an_item_due_before_it_begins_is_asked_about_and_asked_again_before_closing() {
    let begins = |on: &str| ItemDraft {
        start: Some(SpokenDate {
            on: day(on),
            said: "then".to_owned(),
        }),
        ..whole(1, "Paint the room")
    };
    gaps_of(family(), begins("2026-12-07"), &[GapKind::DueBeforeStart]);
    gaps_of(family(), begins("2026-12-06"), &[]);
    family().after(worded(begins("2026-12-07"))).shows(|case| {
        assert_eq!(
            kinds(case.worth_asking_before_closing()),
            [GapKind::DueBeforeStart]
        );
    });
}

#[test]
fn an_item_due_after_the_review_is_asked_about_and_not_refused() {
    let given = family().after(Command::SetReview(Some(day("2026-12-01"))));
    gaps_of(
        given,
        whole(1, "Paint the room"),
        &[GapKind::DueAfterReview],
    );
    let given = family().after(Command::SetReview(Some(day("2026-12-06"))));
    gaps_of(given, whole(1, "Paint the room"), &[]);
}

#[test]
fn a_child_who_is_alone_with_an_item_is_asked_about() {
    let alone = whole(2, "Feed the dog");
    gaps_of(family(), alone.clone(), &[GapKind::ChildAlone(p(2))]);
    let helped = ItemDraft {
        helped_by: vec![Party::Person(p(1))],
        ..alone.clone()
    };
    gaps_of(family(), helped, &[]);
    let together = ItemDraft {
        owner: vec![Party::Person(p(2)), Party::Person(p(1))],
        ..alone
    };
    gaps_of(family(), together, &[]);
}

#[test]
fn money_is_asked_about_until_it_is_said_how_it_is_paid() {
    gaps_of(
        circle(),
        whole(2, "Pay £50"),
        &[GapKind::MoneyWithoutMethod],
    );
    gaps_of(circle(), whole(2, "Pay £50 by bank transfer"), &[]);
    let amount = ItemDraft {
        amount: Some("50 pounds".to_owned()),
        evidence: Some("Ann sees the receipt".to_owned()),
        ..whole(2, "For the glass")
    };
    gaps_of(circle(), amount, &[]);
    let hours = ItemDraft {
        amount: Some("20 hours".to_owned()),
        ..whole(2, "Mend the fence")
    };
    gaps_of(circle(), hours, &[]);
}

#[test]
fn contact_is_asked_about_until_it_is_said_how_and_staying_away_is_not() {
    gaps_of(
        circle(),
        whole(2, "Keep in touch every Friday"),
        &[GapKind::ContactWithoutMethod],
    );
    gaps_of(circle(), whole(2, "Keep in touch by letter"), &[]);
    gaps_of(circle(), whole(2, "No contact until May"), &[]);
    let rule = ItemDraft {
        kind: ItemKind::ContactRule,
        ..whole(2, "Greet each other")
    };
    gaps_of(circle(), rule, &[GapKind::ContactWithoutMethod]);
}

#[test]
fn an_item_that_nobody_checks_is_asked_about() {
    let unchecked = ItemDraft {
        checked_by: Vec::new(),
        ..whole(2, "Mend the fence")
    };
    gaps_of(circle(), unchecked, &[GapKind::NobodyChecks]);
}

#[test]
fn a_promise_of_somebody_who_was_harmed_is_asked_about() {
    gaps_of(
        circle(),
        whole(1, "Bring the wood"),
        &[GapKind::HarmedPromises(p(1))],
    );
    let mut both = person("Mira", "harmed");
    both.roles.push(crate::script::RoleId::new("responsible"));
    let given = circle().after(Command::ChangePerson(p(1), both));
    gaps_of(given, whole(1, "Bring the wood"), &[]);
}

#[test]
fn a_plan_of_more_than_seven_items_is_asked_about() {
    let fill = |given: Given, count| {
        given.after_all((0..count).map(|place| word(&format!("Step {place}"))))
    };
    fill(circle(), 7).shows(|case| assert!(case.plan_gaps().is_empty()));
    fill(circle(), 8)
        .shows(|case| assert_eq!(kinds(case.plan_gaps()), [GapKind::ManyItems(8)]))
        .after(Command::RemoveItem(i(8)))
        .shows(|case| assert!(case.plan_gaps().is_empty()));
}

#[test]
fn one_person_who_does_everything_is_asked_about() {
    let items = |owners: [u16; 3]| owners.map(|owner| worded(whole(owner, "Mend the fence")));
    circle()
        .after_all(items([2, 2, 2]))
        .shows(|case| assert_eq!(kinds(case.plan_gaps()), [GapKind::OneDoesAll(p(2))]));
    circle()
        .after_all(items([2, 2, 3]))
        .shows(|case| assert!(case.plan_gaps().is_empty()));
    circle()
        .after_all(items([2, 2, 2]).into_iter().take(2))
        .shows(|case| assert!(case.plan_gaps().is_empty()));
}

#[test]
fn bottom_lines_and_questions_without_an_item_stand_out() {
    let covering = ItemDraft {
        meets: vec![BottomLineId(1)],
        answers: vec![QuestionId(1)],
        ..draft("Stay with Gran")
    };
    let open = [
        GapKind::BottomLineOpen(BottomLineId(1)),
        GapKind::QuestionOpen(QuestionId(1)),
    ];
    let of_item = |case: &Case| -> Vec<GapKind> {
        let gaps = kinds(case.plan_gaps()).into_iter();
        gaps.filter(|kind| open.contains(kind)).collect()
    };
    family()
        .after(Command::SetBottomLine(None, "A bed".to_owned()))
        .after(Command::SetQuestion(
            None,
            "Where does Kit live?".to_owned(),
        ))
        .shows(|case| assert_eq!(of_item(case), open))
        .after(worded(covering))
        .shows(|case| {
            assert!(of_item(case).is_empty());
            assert_eq!(case.items_meeting(BottomLineId(1)), [i(1)]);
        })
        .after(Command::Ratify {
            item: i(1),
            by: p(3),
            verdict: Verdict::NotAgreed,
            reason: Some("no room".to_owned()),
            family_answer: None,
        })
        .shows(|case| assert_eq!(of_item(case), open));
}

#[test]
fn what_the_script_asks_of_the_plan_is_a_question_until_it_is_settled() {
    let settle = |field| Command::SetPlanField(field, Some("none".to_owned()));
    family()
        .shows(|case| {
            let expected = [
                GapKind::PlanOpen(PlanField::Contingency),
                GapKind::PlanOpen(PlanField::Lead),
                GapKind::NoReview,
            ];
            assert_eq!(kinds(case.plan_gaps()), expected);
        })
        .after_all([settle(PlanField::Contingency), settle(PlanField::Lead)])
        .after(Command::SetReview(Some(day("2027-02-01"))))
        .shows(|case| assert!(case.plan_gaps().is_empty()));
}

#[test]
fn questions_use_the_scripts_words_and_peoples_names() {
    circle()
        .after(worded(ItemDraft {
            owner: vec![Party::Person(p(1))],
            ..draft("Try")
        }))
        .after(Command::SetPresence(p(1), Presence::Left))
        .shows(|case| {
            let gaps = case.gaps(i(1));
            let questions: Vec<String> = gaps.iter().map(|gap| gap.question(case)).collect();
            assert_eq!(
                questions,
                [
                    "By when?",
                    "What would we see, if this happens? It says \"try\".",
                    "Mira is not here. Who will ask Mira, and by when?",
                    "Who checks?",
                    "Mira, is this something that you want to do yourself?",
                ]
            );
        });
}
