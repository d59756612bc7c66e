use proptest::prelude::*;

use crate::case::closed::{LONGEST_AGREEMENT, json_length};
use crate::case::given::*;
use crate::case::*;
use crate::script::Keeping;

fn circle() -> Given {
    Given::conference()
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
}

/// As many people as there can be, and everything kept that can be kept.
fn crowd() -> Given {
    let mut script = script::conference();
    script.agreement.keeps = Keeping::WithDifferences;
    let given = Given::of(script).people([("Mira", "harmed"), ("Tom", "responsible")]);
    let others = (2..MOST_PEOPLE).map(|_| Command::AddPerson(person("Ann", "supporter")));
    given.after_all(others).here().begun()
}

/// A wording in which every part is as long as it may be, of letters that take many bytes.
fn longest(letter: char) -> ItemDraft {
    let words = || Some(letter.to_string().repeat(LONGEST_WORDS));
    let date = || SpokenDate {
        on: day("2027-01-01"),
        said: letter.to_string().repeat(LONGEST_NAME),
    };
    ItemDraft {
        repeat: words(),
        amount: words(),
        start: Some(date()),
        due: Some(date()),
        owner: vec![Party::Other(letter.to_string().repeat(LONGEST_NAME)); MOST_PEOPLE],
        ..draft(&words().unwrap())
    }
}

fn item(draft: ItemDraft) -> Command {
    Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    }
}

fn closed_length(case: &Case) -> usize {
    json_length(&case.agreement.closings.last().unwrap().1)
}

#[test]
fn words_that_a_closed_agreement_has_no_room_for_are_refused_at_once() {
    let long = || item(draft(&"\u{1f331}".repeat(LONGEST_WORDS)));
    let mut given = circle();
    for _ in 0..8 {
        given = given.after(long());
    }
    given
        .when(long())
        .then(Refusal::AgreementTooLong)
        .after(Command::RemoveItem(i(1)))
        .after(long())
        .after(reword(9, "Mend"))
        .after(long());
}

#[test]
fn a_wording_can_always_be_made_shorter() {
    let mut given = circle();
    let long = || item(longest('\u{1}'));
    while let Ok(further) = given.clone().try_it(long()) {
        given = further;
    }
    given.after(reword(1, "Mend"));
}

#[test]
fn how_a_date_was_said_and_who_is_named_have_their_limits() {
    let mut late = draft("Mend");
    late.due = Some(SpokenDate {
        on: day("2027-01-01"),
        said: "x".repeat(LONGEST_NAME + 1),
    });
    let named = ItemDraft {
        owner: vec![Party::Person(p(1)); 301],
        ..draft("Mend")
    };
    circle()
        .when(item(late))
        .then(Refusal::DateTooLong)
        .when(item(named))
        .then(Refusal::TooManyNamed);
}

#[test]
fn a_reason_has_its_limit() {
    let long = || "x".repeat(LONGEST_REASON + 1);
    circle()
        .when(Command::SkipBecause(long()))
        .then(Refusal::ReasonTooLong)
        .when(Command::AnswerGate {
            gate: crate::script::GateId::new("ready"),
            met: false,
            reason: Some(long()),
        })
        .then(Refusal::ReasonTooLong);
}

#[test]
fn how_a_name_is_said_is_no_longer_than_a_name() {
    let mut details = person("Ann", "supporter");
    details.said_as = Some("x".repeat(LONGEST_NAME + 1));
    circle()
        .when(Command::AddPerson(details))
        .then(Refusal::NameTooLong);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn whatever_was_accepted_can_be_closed_and_fits(
        wordings in proptest::collection::vec((any::<char>(), 1..7_usize), 30..60),
        control in any::<bool>(),
    ) {
        let everybody = 1..=u16::try_from(MOST_PEOPLE).unwrap();
        let mut given = crowd();
        for (letter, part) in wordings {
            let letter = if control { '\u{1}' } else { letter };
            let letter = if letter.is_whitespace() { 'x' } else { letter };
            let mut draft = longest(letter);
            draft.text = letter.to_string().repeat(LONGEST_WORDS / (part * part * part));
            draft.repeat = draft.repeat.filter(|_| part == 1);
            draft.amount = None;
            draft.owner.truncate(60 / part);
            given = given.attempt(item(draft));
        }
        let items: Vec<u16> = given.case.board().map(|item| item.id.0).collect();
        for number in items {
            for person in everybody.clone() {
                given = given.after(says(person, number, Answer::Abstains));
                given = given.after(nods(person, number));
            }
            given = given.after_all(agree(number, [1, 2]));
        }
        let given = given.after(Command::CloseAgreement);
        prop_assert!(closed_length(&given.case) <= LONGEST_AGREEMENT);
    }
}
