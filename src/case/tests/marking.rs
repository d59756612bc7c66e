use crate::case::given::*;
use crate::case::*;
use crate::script::Outcome;

fn circle() -> Given {
    Given::conference()
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .here()
        .begun()
}

fn marked() -> (Given, MarkId) {
    let given = circle().after(mark(MarkKind::Question, None));
    let id = given.case.marks[0].id;
    (given, id)
}

#[test]
fn a_mark_is_one_event_with_the_turn_and_the_person_who_speaks() {
    circle()
        .on(1)
        .when(mark(MarkKind::KeyPoint, None))
        .then(Event::Marked {
            kind: MarkKind::KeyPoint,
            person: None,
            words: None,
        })
        .shows(|case| {
            assert_eq!(case.marks[0].turn.as_ref(), case.position());
            assert_eq!(case.marks[0].person, Some(p(1)));
        });
}

#[test]
fn a_mark_can_be_about_somebody_else_who_is_on_the_list() {
    let about = |id| Command::Mark {
        kind: MarkKind::KeyPoint,
        person: Some(p(id)),
        text: None,
    };
    circle()
        .on(1)
        .when(about(9))
        .then(Refusal::NoSuchPerson)
        .when(about(2))
        .then_shows(|case| assert_eq!(case.marks[0].person, Some(p(2))));
}

#[test]
fn marks_are_made_while_the_meeting_goes_on_also_in_a_break() {
    Given::conference()
        .when(mark(MarkKind::KeyPoint, None))
        .then(Refusal::NoSession);
    circle()
        .after(Command::StartBreak)
        .after(mark(MarkKind::KeyPoint, None))
        .after(Command::EndSession(Outcome::EndedEarly))
        .when(mark(MarkKind::KeyPoint, None))
        .then(Refusal::SessionOver);
}

#[test]
fn a_note_needs_words_and_not_too_many() {
    circle()
        .when(mark(MarkKind::Note, None))
        .then(Refusal::WordsEmpty)
        .when(mark(MarkKind::Note, Some(" ")))
        .then(Refusal::WordsEmpty)
        .when(mark(MarkKind::Note, Some(&"a".repeat(LONGEST_WORDS + 1))))
        .then(Refusal::WordsTooLong)
        .after(mark(MarkKind::Note, Some(&"a".repeat(LONGEST_WORDS))));
}

#[test]
fn no_word_of_a_note_is_in_the_journal() {
    let given = circle().after(mark(MarkKind::Note, Some("she cried")));
    assert!(!given.journal_holds("cried"));
}

#[test]
fn words_are_added_in_their_order_also_once_the_meeting_is_over() {
    let (given, id) = marked();
    let add = |text: &str| Command::AddWords(id, text.to_owned());
    given
        .when(add(" "))
        .then(Refusal::WordsEmpty)
        .after(add("who paid?"))
        .after(Command::EndSession(Outcome::EndedEarly))
        .after(add("asked later"))
        .shows(|case| {
            let words: Vec<&str> = case.marks[0].words.iter().filter_map(Words::text).collect();
            assert_eq!(words, ["who paid?", "asked later"]);
        });
}

#[test]
fn words_are_kept_and_set_back_to_working() {
    let (given, id) = marked();
    given
        .when(Command::Keep(id, false))
        .then_nothing()
        .after(Command::Keep(id, true))
        .shows(|case| assert!(case.marks[0].kept))
        .after(Command::Keep(id, false))
        .shows(|case| assert!(!case.marks[0].kept));
}

#[test]
fn only_a_question_is_come_back_to() {
    let (given, id) = marked();
    let given = given
        .after(Command::SettleQuestion(id))
        .shows(|case| assert!(case.marks[0].settled))
        .after(mark(MarkKind::Idea, None));
    let idea = given.case.marks[1].id;
    given
        .when(Command::SettleQuestion(idea))
        .then(Refusal::WrongMark);
}

#[test]
fn a_mark_that_was_struck_is_no_longer_there() {
    let (given, id) = marked();
    let commands = [
        Command::AddWords(id, "late".to_owned()),
        Command::Keep(id, true),
        Command::SettleQuestion(id),
        Command::Strike(id),
    ];
    let given = given.after(Command::Strike(id));
    commands.into_iter().fold(given, |given, command| {
        given.when(command).then(Refusal::NoSuchMark)
    });
}

#[test]
fn a_safety_mark_looks_like_any_other() {
    assert_eq!(MarkKind::Safety.title(), MarkKind::KeyPoint.title());
}

#[test]
fn a_stage_that_takes_marks_only_takes_no_words() {
    let given = Given::family()
        .people([("Mum", "family")])
        .here()
        .begun()
        .on(1)
        .when(mark(MarkKind::Note, Some("a fact")))
        .then(Refusal::NoWordsHere)
        .after(mark(MarkKind::KeyPoint, None));
    let id = given.case.marks[0].id;
    given
        .when(Command::AddWords(id, "a fact".to_owned()))
        .then(Refusal::NoWordsHere)
        .after(Command::EndSession(Outcome::EndedEarly))
        .after(Command::AddWords(id, "a fact".to_owned()));
}

#[test]
fn words_to_a_mark_of_another_stage_are_taken_where_marks_only_are_made() {
    let given = Given::family()
        .people([("Mum", "family")])
        .here()
        .begun()
        .after(mark(MarkKind::KeyPoint, None))
        .on(1)
        .after(mark(MarkKind::KeyPoint, None));
    let [earlier, here] = [0, 1].map(|place| given.case.marks[place].id);
    let said = |mark| Command::AddWords(mark, "a fact".to_owned());
    given
        .when(said(here))
        .then(Refusal::NoWordsHere)
        .after(said(earlier))
        .later(10)
        .after(Command::GoBack)
        .after(said(here));
}
