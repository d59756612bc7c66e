use super::carrying::*;
use super::one_side::{carries_item, passed};
use crate::case::given::*;
use crate::case::*;

const MIRA: u16 = 1;
const TOM: u16 = 2;

fn yes_of(case: &Case, who: u16) -> Option<Answer> {
    case.seen()
        .item(i(1))
        .and_then(|item| item.answer_of(p(who)))
}

#[test]
fn a_yes_said_after_the_message_may_go_is_carried_by_nothing_yet() {
    let given = visit(between_them(), MIRA).after(word("Tom mends the gate"));
    let given = passed(given.after(carries_item(MIRA, TOM, 1, "Would you?")), 1);
    let given = given.after_all(agree(1, [MIRA]));
    let again = given.clone();
    visit(over(given), TOM).after(delivers(1)).shows(|case| {
        assert!(case.seen().item(i(1)).is_some());
        assert_eq!(yes_of(case, MIRA), None);
    });
    // Asked once more, she has it carried with her yes.
    let again = again
        .after(consents(1, Extent::All, None))
        .after(looks(1, kofi(), None));
    visit(over(again), TOM)
        .after(delivers(1))
        .shows(|case| assert_eq!(yes_of(case, MIRA), Some(Answer::Yes)));
}

#[test]
fn a_carried_yes_counts_for_what_was_worded_more_than_once() {
    let given = visit(between_them(), MIRA)
        .after(word("Tom mends the gate"))
        .after(reword(1, "Tom mends the gate by May"))
        .after_all(agree(1, [MIRA]))
        .after(carries_item(MIRA, TOM, 1, "Would you?"));
    let given = visit(over(passed(given, 1)), TOM)
        .after(delivers(1))
        .after_all(agree(1, [TOM]))
        .after(carries_item(TOM, MIRA, 1, "Yes, I will."));
    visit(over(passed(given, 2)), MIRA)
        .shows(|case| assert_eq!(yes_of(case, TOM), None))
        .after(delivers(2))
        .shows(|case| assert_eq!(yes_of(case, TOM), Some(Answer::Yes)))
        .after(Command::CloseAgreement)
        .shows(|case| {
            let (_, closed) = &case.agreement.closings[0];
            assert_eq!(closed.items[0].answers.len(), 2);
        });
}
