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
