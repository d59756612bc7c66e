use crate::case::given::*;
use crate::case::*;
use crate::script::{GateId, Keeping, Outcome};

fn circle() -> Given {
    Given::conference()
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
}

fn noted(kind: MarkKind, text: &str) -> Command {
    mark(kind, Some(text))
}

fn end() -> Command {
    Command::EndSession(Outcome::EndedEarly)
}

fn texts(given: &Given) -> Vec<&str> {
    let texts = given
        .notes()
        .into_iter()
        .filter_map(|content| match content {
            Content::Text(text) => Some(text.as_str()),
            Content::Item(_) | Content::Answer { .. } => None,
        });
    texts.collect()
}

#[test]
fn working_notes_are_erased_once_the_meeting_is_over() {
    circle()
        .after(noted(MarkKind::Note, "quiet today"))
        .when(Command::EraseWorkingNotes)
        .then(Refusal::SessionNotOver)
        .after(end())
        .when(Command::EraseWorkingNotes)
        .then(Event::WordsErased(Erasure {
            count: 1,
            rule: EraseRule::WorkingNotes,
            kinds: [(ErasedKind::Note, 1)].into(),
        }))
        .when(Command::EraseWorkingNotes)
        .then_nothing();
}

#[test]
fn kept_words_and_those_about_safety_stay() {
    let given = circle()
        .after(noted(MarkKind::Note, "working"))
        .after(noted(MarkKind::KeyPoint, "promoted"))
        .after(noted(MarkKind::Safety, "a bruise"))
        .after(noted(MarkKind::Idea, "unused idea"));
    let point = given.case.marks[1].id;
    let safety = given.case.marks[2].id;
    let given = given.after_all([
        Command::Keep(point, true),
        Command::AddWords(point, "more of it".to_owned()),
        end(),
        Command::FollowUpSafety(safety, "told the team".to_owned()),
        Command::EraseWorkingNotes,
    ]);
    assert_eq!(
        texts(&given),
        ["promoted", "a bruise", "more of it", "told the team"]
    );
    given.shows(|case| {
        assert!(case.marks[0].words[0].text().is_none());
        assert!(case.marks[3].words[0].text().is_none());
    });
}

fn passed_over(reason: &str) -> Command {
    Command::GoOnWithout {
        gate: GateId::new("ready"),
        by: "Kofi".to_owned(),
        reason: reason.to_owned(),
    }
}

#[test]
fn reasons_stand_in_the_notes_alone_and_go_with_the_working_notes() {
    let given = circle().after_all([
        passed_over("SECRET check"),
        Command::SkipBecause("SECRET turn".to_owned()),
    ]);
    assert_eq!(texts(&given), ["SECRET check", "SECRET turn"]);
    assert!(!given.journal_holds("SECRET"));
    let given = given
        .after_all([Command::Undo, end(), Command::EraseWorkingNotes])
        .shows(|case| {
            let session = case.session.as_ref().unwrap();
            assert_eq!(
                session.gates[&GateId::new("ready")],
                (false, Some(WordsId(1).into()))
            );
        });
    assert!(given.notes().is_empty());
}

#[test]
fn why_an_agreement_was_opened_again_is_forgotten_at_the_next_closing() {
    let given = circle()
        .after(word("Mend"))
        .after_all(agree(1, [1, 2]))
        .after_all([
            Command::CloseAgreement,
            Command::ReopenAgreement("SECRET doubt".to_owned()),
        ]);
    assert_eq!(texts(&given), ["SECRET doubt"]);
    assert!(!given.journal_holds("SECRET"));
    let given = given.after(Command::CloseAgreement).shows(|case| {
        assert_eq!(case.agreement.reopenings[0].1.text(), None);
    });
    assert!(given.notes().is_empty());
}

#[test]
fn where_differences_are_kept_why_an_agreement_was_opened_again_stays() {
    let mut script = script::conference();
    script.agreement.keeps = Keeping::WithDifferences;
    Given::of(script)
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
        .after(word("Mend"))
        .after_all(agree(1, [1, 2]))
        .after_all([
            Command::CloseAgreement,
            Command::ReopenAgreement("a wrong date".to_owned()),
            Command::CloseAgreement,
            Command::EndSession(Outcome::Agreement),
            Command::EraseWorkingNotes,
        ])
        .shows(|case| {
            let (_, reason) = &case.agreement.reopenings[0];
            assert_eq!(reason.text(), Some("a wrong date"));
        });
}

#[test]
fn the_journal_says_that_an_item_was_answered_and_neither_by_whom_nor_how() {
    let given = circle().after(word("Mend")).after_all(agree(1, [1, 2]));
    let answered = |number| Event::ItemAnswered {
        item: i(1),
        words: WordsId(number).into(),
    };
    let mut bodies = (2..4).map(|number| answered(number).to_json().unwrap());
    assert!(bodies.all(|body| given.journal_holds(&body)));
    given.without_notes().shows(|case| {
        let item = case.agreement.items.first().unwrap();
        assert!(item.answers.is_empty() && item.read_back.is_empty());
    });
}

#[test]
fn what_words_are_for_is_known_from_their_event() {
    let given = circle().after(mark(MarkKind::Safety, None));
    let safety = given.case.marks[0].id;
    given.after(noted(MarkKind::Note, "quiet")).shows(|case| {
        let added = |mark| Event::WordsAdded {
            mark,
            words: WordsId(9).into(),
        };
        let note = case.marks[1].id;
        assert_eq!(case.purpose_of(&added(note)), Some(Purpose::Mark));
        assert_eq!(case.purpose_of(&added(safety)), Some(Purpose::Safety));
        assert_eq!(case.purpose_of(&Event::BreakStarted), None);
    });
}

#[test]
fn notes_that_were_taken_back_are_erased_with_the_rest() {
    let given = circle()
        .after_all([
            noted(MarkKind::Note, "a slip"),
            Command::Undo,
            end(),
            Command::EraseWorkingNotes,
        ])
        .shows(|case| assert!(case.marks.is_empty()));
    assert!(given.notes().is_empty());
}

#[test]
fn the_board_of_a_meeting_without_agreement_is_erased_where_agreed_items_only_are_kept() {
    let given = circle().after_all([
        word("Move away"),
        says(1, 1, Answer::Yes),
        end(),
        Command::EraseWorkingNotes,
    ]);
    assert!(given.notes().is_empty());
}

#[test]
fn working_notes_are_not_erased_while_an_agreement_is_open_again() {
    circle()
        .after(word("Mend"))
        .after_all(agree(1, [1, 2]))
        .after_all([
            Command::CloseAgreement,
            Command::EndSession(Outcome::Agreement),
            Command::ReopenAgreement("a slip".to_owned()),
        ])
        .when(Command::EraseWorkingNotes)
        .then(Refusal::AgreementOpen);
}

#[test]
fn a_strike_forgets_every_word_of_its_mark_and_nothing_else() {
    let given = circle()
        .after(noted(MarkKind::Note, "a name"))
        .after(noted(MarkKind::Note, "fine"));
    let struck = given.case.marks[0].id;
    let given = given
        .after(Command::AddWords(struck, "an address".to_owned()))
        .when(Command::Strike(struck))
        .then_shows(|case| {
            assert_eq!(case.struck_words(), [WordsId(1), WordsId(3)]);
            assert_eq!(case.erased.len(), 2);
            assert_eq!(case.marks.len(), 1);
        });
    assert_eq!(texts(&given), ["fine"]);
}

#[test]
fn words_that_were_forgotten_are_not_in_memory_either() {
    let given = circle().after(noted(MarkKind::Note, "a name"));
    let mark = given.case.marks[0].id;
    given.after(Command::Strike(mark)).shows(|case| {
        let mut words = case
            .history
            .iter()
            .flat_map(|recorded| recorded.event.words());
        assert!(words.all(|words| words.content.is_none()));
    });
}

#[test]
fn numbers_of_words_are_never_given_again() {
    let given = circle().after(noted(MarkKind::Note, "a name"));
    let mark = given.case.marks[0].id;
    given
        .after_all([
            Command::Strike(mark),
            noted(MarkKind::Note, "fine"),
            Command::Undo,
        ])
        .after(noted(MarkKind::Note, "good"))
        .shows(|case| assert_eq!(case.marks[0].words[0].id, WordsId(3)));
}

#[test]
fn nothing_is_erased_by_closing_that_was_worded_after_it() {
    let given = circle()
        .after(word("Mend"))
        .after_all(agree(1, [1, 2]))
        .after_all([
            Command::CloseAgreement,
            Command::ReopenAgreement("more".to_owned()),
            word("Pay"),
        ])
        .shows(|case| {
            assert_eq!(case.words_to_erase(EraseRule::AgreedOnly).len(), 5);
            assert_eq!(case.item(i(2)).unwrap().draft().unwrap().text, "Pay");
        });
    assert_eq!(texts(&given), ["more"]);
    assert_eq!(given.notes().len(), 2);
}
