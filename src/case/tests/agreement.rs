use crate::case::given::*;
use crate::case::*;
use crate::script::{ItemKind, Outcome};

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

fn worded(draft: ItemDraft) -> Command {
    Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    }
}

fn dated(start: Option<&str>, due: Option<&str>) -> ItemDraft {
    let date = |text: Option<&str>| {
        text.map(|text| SpokenDate {
            on: day(text),
            said: text.to_owned(),
        })
    };
    ItemDraft {
        start: date(start),
        due: date(due),
        ..draft("Mend the fence")
    }
}

#[test]
fn an_item_is_worded_under_the_next_number() {
    with_item()
        .after(word("Say sorry"))
        .shows(|case| {
            let texts: Vec<&str> = case
                .board()
                .map(|item| item.draft().unwrap().text.as_str())
                .collect();
            assert_eq!(texts, ["Mend the fence", "Say sorry"]);
        })
        .after(Command::RemoveItem(i(2)))
        .after(word("Write a letter"))
        .shows(|case| assert!(case.item(i(2)).is_none() && case.item(i(3)).is_some()));
}

#[test]
fn no_word_of_an_item_or_an_answer_is_in_the_journal() {
    let given = with_item().after(says(1, 1, Answer::NotYet));
    assert!(!given.journal_holds("fence") && !given.journal_holds("not_yet"));
}

#[test]
fn an_item_without_words_is_refused() {
    circle().when(word("  ")).then(Refusal::ItemEmpty);
}

#[test]
fn an_item_longer_than_a_note_can_be_is_refused() {
    circle()
        .when(word(&"a".repeat(LONGEST_WORDS + 1)))
        .then(Refusal::WordsTooLong);
    let long = Some("a".repeat(LONGEST_WORDS + 1));
    circle()
        .when(worded(ItemDraft {
            evidence: long,
            ..draft("Mend")
        }))
        .then(Refusal::WordsTooLong);
}

#[test]
fn an_item_of_a_kind_that_the_script_does_not_have_is_refused() {
    circle()
        .when(worded(ItemDraft::new(ItemKind::Schedule, "Every Monday")))
        .then(Refusal::NotInScript);
}

#[test]
fn everybody_named_in_an_item_has_to_be_on_the_list() {
    let stranger = ItemDraft {
        helped_by: vec![Party::Person(p(9))],
        ..draft("Mend")
    };
    circle().when(worded(stranger)).then(Refusal::NoSuchPerson);
    let nameless = ItemDraft {
        told_to: vec![Party::Other(" ".to_owned())],
        ..draft("Mend")
    };
    circle().when(worded(nameless)).then(Refusal::NameEmpty);
    let endless = ItemDraft {
        owner: vec![Party::Other("n".repeat(LONGEST_NAME + 1))],
        ..draft("Mend")
    };
    circle().when(worded(endless)).then(Refusal::NameTooLong);
}

#[test]
fn bottom_lines_and_questions_named_in_an_item_have_to_exist() {
    let meets = ItemDraft {
        meets: vec![BottomLineId(1)],
        ..draft("Mend")
    };
    circle().when(worded(meets)).then(Refusal::NotInScript);
    let answers = ItemDraft {
        answers: vec![QuestionId(1)],
        ..draft("Mend")
    };
    circle().when(worded(answers)).then(Refusal::NotInScript);
}

#[test]
fn a_date_that_has_passed_is_refused_and_today_is_not() {
    circle()
        .when(worded(dated(None, Some("2026-11-21"))))
        .then(Refusal::DateInThePast);
    circle()
        .when(worded(dated(Some("2026-11-21"), None)))
        .then(Refusal::DateInThePast);
    circle().after(worded(dated(Some("2026-11-22"), Some("2026-11-22"))));
}

#[test]
fn a_date_that_stood_there_before_it_passed_may_stay() {
    let mut further = dated(None, Some("2026-11-23"));
    further.evidence = Some("Ann looks".to_owned());
    circle()
        .after(worded(dated(None, Some("2026-11-23"))))
        .later(60 * 60 * 72)
        .after(Command::WordItem {
            item: Some(i(1)),
            draft: Box::new(further),
            from: None,
        });
}

#[test]
fn a_further_wording_takes_every_answer_with_it() {
    with_item()
        .after_all(agree(1, [1, 2]))
        .shows(|case| assert!(case.is_agreed(&case.agreement.items[0])))
        .when(reword(1, "Mend the fence by Friday"))
        .then_shows(|case| {
            let item = &case.agreement.items[0];
            assert_eq!(item.versions.len(), 2);
            assert!(item.answers.is_empty() && item.read_back.is_empty());
            assert!(!case.is_agreed(item));
        });
}

#[test]
fn the_same_wording_again_changes_nothing() {
    with_item()
        .after(says(1, 1, Answer::Yes))
        .when(reword(1, "Mend the fence"))
        .then_nothing();
}

#[test]
fn a_concern_outlasts_a_further_wording() {
    with_item()
        .after(Command::NoteConcern(i(1), "too much work".to_owned()))
        .after(reword(1, "Mend one post"))
        .shows(|case| assert!(case.agreement.items[0].concern.is_some()));
}

#[test]
fn an_idea_becomes_an_item_and_counts_as_used() {
    let given = circle().after(mark(MarkKind::Idea, None));
    let idea = given.case.marks[0].id;
    let from = |mark| Command::WordItem {
        item: None,
        draft: Box::new(draft("Mend")),
        from: Some(mark),
    };
    given
        .when(from(idea))
        .then_shows(|case| {
            assert!(case.marks[0].used);
            assert_eq!(case.agreement.items[0].parked_from, Some(idea));
        })
        .when(Command::Undo)
        .then_shows(|case| assert!(!case.marks[0].used))
        .when(from(MarkId(999)))
        .then(Refusal::NoSuchMark);
}

#[test]
fn only_an_idea_becomes_an_item() {
    let given = circle().after(mark(MarkKind::Safety, None));
    let safety = given.case.marks[0].id;
    given
        .when(Command::WordItem {
            item: None,
            draft: Box::new(draft("Mend")),
            from: Some(safety),
        })
        .then(Refusal::WrongMark);
}

#[test]
fn an_item_that_was_taken_off_is_no_longer_there() {
    let given = with_item().after(Command::RemoveItem(i(1)));
    let commands = [
        reword(1, "Mend it"),
        Command::RemoveItem(i(1)),
        says(1, 1, Answer::Yes),
        nods(1, 1),
        Command::NoteConcern(i(1), "fair?".to_owned()),
    ];
    commands.into_iter().fold(given, |given, command| {
        given.when(command).then(Refusal::NoSuchItem)
    });
}

#[test]
fn a_removed_item_comes_back_by_undo_with_its_answers() {
    with_item()
        .after(says(1, 1, Answer::Yes))
        .after(Command::RemoveItem(i(1)))
        .when(Command::Undo)
        .then_shows(|case| {
            let item = case.item(i(1)).unwrap();
            assert_eq!(item.answer_of(p(1)), Some(Answer::Yes));
        });
}

#[test]
fn items_are_made_while_the_meeting_goes_on() {
    let people = || Given::conference().people([("Mira", "harmed")]).here();
    people().when(word("Mend")).then(Refusal::NoSession);
    people()
        .begun()
        .after(Command::Adjourn(None))
        .when(word("Mend"))
        .then(Refusal::SessionAdjourned);
    people()
        .begun()
        .after(Command::EndSession(Outcome::EndedEarly))
        .when(word("Mend"))
        .then(Refusal::SessionOver);
}

#[test]
fn items_are_made_in_a_break_and_in_a_time_out() {
    circle().after(Command::StartBreak).after(word("Mend"));
    circle()
        .after(Command::StartTimeOut(Vec::new()))
        .after(word("Mend"));
}

#[test]
fn only_people_with_a_voice_are_asked() {
    with_item()
        .when(says(4, 1, Answer::Yes))
        .then(Refusal::NoVoice(p(4)))
        .when(Command::AnswerReadBack(i(1), p(4), Answer::Yes))
        .then(Refusal::NoVoice(p(4)))
        .when(says(9, 1, Answer::Yes))
        .then(Refusal::NoSuchPerson);
}

#[test]
fn where_the_script_names_who_answers_nobody_else_is_asked() {
    Given::family()
        .people([("Mum", "family"), ("Wes", "worker")])
        .here()
        .begun()
        .after(word("Mend"))
        .after(says(1, 1, Answer::Yes))
        .when(says(2, 1, Answer::Yes))
        .then(Refusal::NoVoice(p(2)));
}

#[test]
fn somebody_who_is_not_here_can_answer() {
    with_item()
        .after(Command::SetPresence(p(3), Presence::Left))
        .after(says(3, 1, Answer::Change))
        .shows(|case| {
            assert_eq!(
                case.agreement.items[0].answer_of(p(3)),
                Some(Answer::Change)
            );
        });
}

#[test]
fn the_same_answer_again_changes_nothing() {
    with_item()
        .after_all([says(1, 1, Answer::Yes), nods(1, 1)])
        .when(says(1, 1, Answer::Yes))
        .then_nothing()
        .when(nods(1, 1))
        .then_nothing();
}

#[test]
fn a_concern_needs_words() {
    with_item()
        .when(Command::NoteConcern(i(1), " ".to_owned()))
        .then(Refusal::WordsEmpty);
}

fn ratify(by: u16, verdict: Verdict, reason: Option<&str>, family: Option<&str>) -> Command {
    Command::Ratify {
        item: i(1),
        by: p(by),
        verdict,
        reason: reason.map(str::to_owned),
        family_answer: family.map(str::to_owned),
    }
}

fn family() -> Given {
    Given::family()
        .people([("Mum", "family"), ("Wes", "worker")])
        .here()
        .begun()
        .after(word("Stay with Gran"))
}

#[test]
fn only_a_script_with_ratification_asks_for_it() {
    with_item()
        .when(ratify(2, Verdict::Agreed, None, None))
        .then(Refusal::NotAskedByScript);
}

#[test]
fn only_somebody_of_the_role_that_ratifies_decides() {
    family()
        .when(ratify(1, Verdict::Agreed, None, None))
        .then(Refusal::NoVoice(p(1)))
        .when(ratify(9, Verdict::Agreed, None, None))
        .then(Refusal::NoSuchPerson);
}

#[test]
fn a_condition_or_a_no_needs_its_reason_at_once() {
    family()
        .when(ratify(2, Verdict::AgreedIf, None, None))
        .then(Refusal::ReasonMissing)
        .when(ratify(2, Verdict::NotAgreed, Some(" "), None))
        .then(Refusal::ReasonMissing)
        .when(ratify(2, Verdict::Agreed, None, None))
        .then(Event::ItemRatified(ItemRatified {
            item: i(1),
            decision: RatifierDecision {
                by: p(2),
                verdict: Verdict::Agreed,
                reason: None,
                family_answer: None,
            },
        }));
}

#[test]
fn reason_and_family_answer_are_kept_apart_in_the_notes() {
    let given = family().when(ratify(
        2,
        Verdict::NotAgreed,
        Some("no bed"),
        Some("we buy one"),
    ));
    let given = given.then_shows(|case| {
        let decision = case.agreement.items[0].ratified.as_ref().unwrap();
        let text = |words: &Option<Words>| words.as_ref().unwrap().text().unwrap().to_owned();
        assert_eq!(text(&decision.reason), "no bed");
        assert_eq!(text(&decision.family_answer), "we buy one");
    });
    assert!(!given.journal_holds("bed"));
}

#[test]
fn a_decision_belongs_to_exact_words_too() {
    family()
        .after(ratify(2, Verdict::Agreed, None, None))
        .after(reword(1, "Stay with Gran in term"))
        .shows(|case| assert!(case.agreement.items[0].ratified.is_none()));
}
