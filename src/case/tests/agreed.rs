use crate::case::given::*;
use crate::case::*;

/// Mira was harmed, Tom is responsible, Ann supports, Ola looks on.
fn circle() -> Given {
    Given::conference()
        .people([
            ("Mira", "harmed"),
            ("Tom", "responsible"),
            ("Ann", "supporter"),
            ("Ola", "observer"),
        ])
        .here()
        .begun()
}

fn with_item() -> Given {
    circle().after(word("Mend the fence"))
}

#[test]
fn an_item_is_not_agreed_while_somebody_with_a_veto_has_not_said_yes() {
    let missing = |given: Given, people: &[PersonId]| {
        given.shows(|case| {
            assert_eq!(case.yes_missing_from(&case.agreement.items[0]), people);
        })
    };
    let given = missing(with_item(), &[p(1), p(2)]);
    let given = missing(given.after(says(1, 1, Answer::Yes)), &[p(2)]);
    let given = missing(given.after(says(2, 1, Answer::Change)), &[p(2)]);
    let given = missing(given.after(says(2, 1, Answer::NotYet)), &[p(2)]);
    let given = missing(given.after(says(2, 1, Answer::Abstains)), &[p(2)]);
    missing(given.after(says(2, 1, Answer::Yes)), &[]);
}

#[test]
fn beside_a_veto_the_answers_of_others_stand_in_nobodys_way() {
    with_item()
        .after_all([
            says(1, 1, Answer::Yes),
            says(2, 1, Answer::Yes),
            says(3, 1, Answer::NotYet),
        ])
        .shows(|case| assert!(case.is_agreed(&case.agreement.items[0])));
}

#[test]
fn nobody_agrees_behind_the_back_of_somebody_who_stepped_out() {
    with_item()
        .after(Command::SetPresence(p(1), Presence::Out))
        .after(says(2, 1, Answer::Yes))
        .shows(|case| {
            assert_eq!(case.yes_missing_from(&case.agreement.items[0]), [p(1)]);
        });
}

#[test]
fn somebody_who_left_without_an_answer_does_not_hold_up_the_others() {
    with_item()
        .after(Command::SetPresence(p(1), Presence::Left))
        .after(says(2, 1, Answer::Yes))
        .shows(|case| assert!(case.is_agreed(&case.agreement.items[0])));
}

#[test]
fn somebody_who_left_after_saying_not_yet_still_counts_until_a_further_wording() {
    with_item()
        .after(says(1, 1, Answer::NotYet))
        .after(Command::SetPresence(p(1), Presence::Left))
        .after(says(2, 1, Answer::Yes))
        .shows(|case| {
            assert_eq!(case.yes_missing_from(&case.agreement.items[0]), [p(1)]);
        })
        .after_all([reword(1, "Mend one post"), says(2, 1, Answer::Yes)])
        .shows(|case| assert!(case.is_agreed(&case.agreement.items[0])));
}

#[test]
fn without_a_veto_everybody_counts_and_abstaining_stands_in_nobodys_way() {
    Given::family()
        .people([("Mum", "family"), ("Dad", "family"), ("Kit", "child")])
        .here()
        .begun()
        .after_all([word("Mend"), says(1, 1, Answer::Yes)])
        .shows(|case| {
            assert_eq!(
                case.yes_missing_from(&case.agreement.items[0]),
                [p(2), p(3)]
            );
        })
        .after_all([says(2, 1, Answer::Abstains), says(3, 1, Answer::Yes)])
        .shows(|case| assert!(case.is_agreed(&case.agreement.items[0])));
}

#[test]
fn what_nobody_said_yes_to_is_not_agreed() {
    Given::family()
        .people([("Mum", "family"), ("Dad", "family")])
        .here()
        .begun()
        .after_all([
            word("Mend"),
            says(1, 1, Answer::Abstains),
            says(2, 1, Answer::Abstains),
        ])
        .shows(|case| assert!(!case.is_agreed(&case.agreement.items[0])));
    with_item()
        .after_all((1..=4).map(|id| Command::SetPresence(p(id), Presence::Left)))
        .shows(|case| assert!(!case.is_agreed(&case.agreement.items[0])));
}

#[test]
fn a_yes_that_is_taken_back_at_the_read_back_no_longer_counts() {
    with_item()
        .after_all(agree(1, [1, 2]))
        .after(Command::AnswerReadBack(i(1), p(2), Answer::Change))
        .shows(|case| {
            assert_eq!(case.yes_missing_from(&case.agreement.items[0]), [p(2)]);
        });
}

#[test]
fn of_what_somebody_says_to_a_wording_the_latest_answer_counts_wherever_it_was_given() {
    let reads = |answer| Command::AnswerReadBack(i(1), p(2), answer);
    let stands = |given: Given, answer: Answer| {
        given.shows(|case| {
            let item = &case.agreement.items[0];
            assert_eq!(item.answer_of(p(2)), Some(answer));
            assert_eq!(item.read_back_of(p(2)), Some(answer));
            assert_eq!(case.is_agreed(item), answer == Answer::Yes);
        })
    };
    let given = with_item().after_all(agree(1, [1, 2]));
    let given = stands(given.after(reads(Answer::NotYet)), Answer::NotYet);
    let given = stands(given.after(says(2, 1, Answer::Yes)), Answer::Yes);
    let given = stands(given.after(says(2, 1, Answer::Change)), Answer::Change);
    let given = stands(given.after(reads(Answer::Yes)), Answer::Yes);
    given
        .after(Command::CloseAgreement)
        .shows(|case| {
            let closed = &case.agreement.closings[0].1.items[0];
            assert_eq!(closed.answers, closed.read_back);
            assert_eq!(closed.answers.len(), 2);
        })
        .shows(|case| assert!(case.is_agreed(&case.agreement.items[0])));
}

#[test]
fn a_later_answer_that_is_taken_back_leaves_the_one_before() {
    with_item()
        .after_all(agree(1, [1, 2]))
        .after(says(2, 1, Answer::NotYet))
        .after(Command::Undo)
        .shows(|case| {
            let item = &case.agreement.items[0];
            assert_eq!(item.read_back_of(p(2)), Some(Answer::Yes));
            assert!(case.is_agreed(item));
        });
}

fn says_no_beside(case: &Case) -> Vec<(PersonId, Answer)> {
    case.heard_beside(&case.agreement.items[0])
}

/// An item with these people to do it and these to help.
fn done_by(owners: &[u16], helpers: &[u16]) -> Command {
    let named = |people: &[u16]| people.iter().map(|id| Party::Person(p(*id))).collect();
    let mut draft = draft("Drive Tom to the workshop");
    draft.owner = named(owners);
    draft.helped_by = named(helpers);
    Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    }
}

#[test]
fn whoever_is_to_do_it_has_to_say_yes_whatever_their_role() {
    let missing = |given: Given, people: &[PersonId]| {
        given.shows(|case| {
            assert_eq!(case.yes_missing_from(&case.agreement.items[0]), people);
        })
    };
    let given = circle().after_all([
        done_by(&[4], &[]),
        says(1, 1, Answer::Yes),
        says(2, 1, Answer::Yes),
    ]);
    let given = missing(given, &[p(4)]);
    let given = missing(given.after(says(4, 1, Answer::NotYet)), &[p(4)]);
    let given = missing(given.after(says(4, 1, Answer::Abstains)), &[p(4)]);
    let given = missing(given.after(says(4, 1, Answer::Yes)), &[]);
    given
        .after_all([nods(1, 1), nods(2, 1)])
        .when(Command::CloseAgreement)
        .then(Refusal::NotReadBack(vec![i(1)]))
        .after(nods(4, 1))
        .when(Command::CloseAgreement)
        .then_shows(|case| assert!(case.agreement.closed));
}

#[test]
fn without_a_veto_whoever_is_to_do_it_counts_beside_those_who_are_asked() {
    Given::family()
        .people([("Mum", "family"), ("Ada", "worker"), ("Kit", "child")])
        .here()
        .begun()
        .after_all([
            done_by(&[2], &[]),
            says(1, 1, Answer::Yes),
            says(3, 1, Answer::Abstains),
        ])
        .shows(|case| {
            assert_eq!(case.yes_missing_from(&case.agreement.items[0]), [p(2)]);
        })
        .after(says(2, 1, Answer::Abstains))
        .shows(|case| {
            assert_eq!(case.yes_missing_from(&case.agreement.items[0]), [p(2)]);
        })
        .after(says(2, 1, Answer::Yes))
        .shows(|case| assert!(case.is_agreed(&case.agreement.items[0])));
}

#[test]
fn whoever_is_to_do_it_and_is_not_there_holds_up_nobody_until_they_answer() {
    circle()
        .after(Command::SetPresence(p(4), Presence::Left))
        .after_all([done_by(&[4], &[])])
        .after_all(agree(1, [1, 2]))
        .shows(|case| assert!(case.is_agreed(&case.agreement.items[0])))
        .after(says(4, 1, Answer::Change))
        .shows(|case| {
            assert_eq!(case.yes_missing_from(&case.agreement.items[0]), [p(4)]);
        });
}

fn asked_before_closing(case: &Case) -> Vec<String> {
    let asked = case.worth_asking_before_closing();
    asked.iter().map(|gap| gap.question(case)).collect()
}

#[test]
fn an_item_never_closes_in_silence_without_whoever_is_to_do_it() {
    let asks = ["Ola is not here. Who will ask Ola, and by when?"];
    for presence in [Presence::Expected, Presence::Away, Presence::Left] {
        let people = [
            ("Mira", "harmed"),
            ("Tom", "responsible"),
            ("Ann", "supporter"),
        ];
        let given = Given::conference().people(people).here();
        let given = given.people([("Ola", "observer")]);
        let given = match presence {
            Presence::Expected => given.begun(),
            Presence::Here | Presence::Out | Presence::Left | Presence::Away => {
                given.begun().after(Command::SetPresence(p(4), presence))
            }
        };
        given
            .after(done_by(&[4], &[]))
            .after_all(agree(1, [1, 2]))
            .shows(|case| assert_eq!(asked_before_closing(case), asks, "{presence:?}"))
            .after(says(4, 1, Answer::Yes))
            .shows(|case| assert!(asked_before_closing(case).is_empty()));
    }
    let mut draft = draft("Lend the hall");
    draft.owner = vec![Party::Other("The club".to_owned())];
    let (item, draft, from) = (None, Box::new(draft), None);
    circle()
        .after(Command::WordItem { item, draft, from })
        .after_all(agree(1, [1, 2]))
        .shows(|case| {
            let asks = ["The club is not one of us here. Who will ask them, and by when?"];
            assert!(case.is_agreed(&case.agreement.items[0]));
            assert_eq!(asked_before_closing(case), asks);
        });
}

#[test]
fn a_yes_is_needed_of_those_alone_whose_answer_counts_now() {
    let needed = |case: &Case| case.yes_needed_from(&case.agreement.items[0]);
    circle()
        .after(done_by(&[4], &[3]))
        .shows(|case| assert_eq!(needed(case), [p(1), p(2), p(4)]))
        .after(Command::SetPresence(p(4), Presence::Left))
        .after(Command::SetPresence(p(1), Presence::Out))
        .shows(|case| assert_eq!(needed(case), [p(1), p(2)]))
        .after(says(4, 1, Answer::NotYet))
        .shows(|case| assert_eq!(needed(case), [p(1), p(2), p(4)]));
}

#[test]
fn a_helper_can_be_asked_and_is_heard_and_holds_up_nobody() {
    circle()
        .after_all([done_by(&[2], &[4])])
        .after_all(agree(1, [1, 2]))
        .after(says(4, 1, Answer::NotYet))
        .shows(|case| {
            assert!(case.is_agreed(&case.agreement.items[0]));
            assert_eq!(says_no_beside(case), [(p(4), Answer::NotYet)]);
        });
}

#[test]
fn what_somebody_says_beside_a_veto_is_not_passed_over() {
    let given = with_item().after_all([
        says(1, 1, Answer::Yes),
        says(2, 1, Answer::Yes),
        says(3, 1, Answer::NotYet),
    ]);
    let given = given.shows(|case| {
        assert_eq!(says_no_beside(case), [(p(3), Answer::NotYet)]);
        assert_eq!(
            asked_before_closing(case),
            ["Ann, you said \"not yet\". Is there something that we should hear?"]
        );
    });
    let given = given.after(says(3, 1, Answer::Yes));
    let given = given.shows(|case| assert!(says_no_beside(case).is_empty()));
    given
        .after(Command::AnswerReadBack(i(1), p(3), Answer::Change))
        .shows(|case| assert_eq!(says_no_beside(case), [(p(3), Answer::Change)]));
}

#[test]
fn answers_that_closing_forgot_are_not_asked_for_again() {
    Given::family()
        .people([("Mum", "family"), ("Dad", "family"), ("Ada", "worker")])
        .here()
        .begun()
        .after_all([word("Mend"), says(1, 1, Answer::Yes), nods(1, 1)])
        .after_all([
            says(2, 1, Answer::Abstains),
            Command::AnswerReadBack(i(1), p(2), Answer::Abstains),
        ])
        .after(Command::Ratify {
            item: i(1),
            by: p(3),
            verdict: Verdict::Agreed,
            reason: None,
            family_answer: None,
        })
        .after_all([
            Command::SetPlanField(PlanField::Contingency, Some("None".to_owned())),
            Command::SetReview(Some(day("2027-03-01"))),
            Command::CloseAgreement,
        ])
        .shows(|case| {
            let item = &case.agreement.items[0];
            assert!(item.others_forgotten && item.answer_of(p(2)).is_none());
        })
        .after(Command::ReopenAgreement("a new date".to_owned()))
        .shows(|case| {
            let item = &case.agreement.items[0];
            assert!(case.is_agreed(item));
            assert!(case.read_back_missing_for(item).is_empty());
        })
        .after(reword(1, "Mend it"))
        .shows(|case| {
            let item = &case.agreement.items[0];
            assert!(!item.others_forgotten);
            assert_eq!(case.yes_missing_from(item), [p(1), p(2)]);
        });
}
