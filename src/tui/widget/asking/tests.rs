use chrono::NaiveDate;

use super::{Asked, Asking, DateReply, Parties, Question, Reply};
use crate::case::{Party, PersonId};
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn asking() -> Asking {
    let people = vec![
        (PersonId(1), "Rose".to_owned()),
        (PersonId(2), "Tom Shah".to_owned()),
    ];
    let questions = vec![
        Question::new("Who?", Reply::Parties(Parties::new(people, Vec::new()))),
        Question::new("By when?", Reply::Date(DateReply::new(None))),
    ];
    Asking::new(questions, monday())
}

fn typed(asking: &mut Asking, text: &str) {
    for letter in text.chars() {
        asking.type_key(Key::char(letter));
    }
}

fn chosen(asking: &Asking) -> Vec<Party> {
    match asking.reply(0) {
        Some(Reply::Parties(parties)) => parties.chosen.clone(),
        _ => Vec::new(),
    }
}

#[test]
fn a_few_letters_and_enter_take_a_person_and_go_on() {
    let mut asking = asking();
    typed(&mut asking, "sha");
    assert_eq!(asking.act(Action::NextOrDone), Asked::Taken);
    assert_eq!(chosen(&asking), [Party::Person(PersonId(2))]);
    assert_eq!(asking.focus, 1);
}

#[test]
fn a_comma_takes_a_person_and_waits_for_another() {
    let mut asking = asking();
    typed(&mut asking, "sha,ro");
    asking.act(Action::NextOrDone);
    let both = [PersonId(2), PersonId(1)].map(Party::Person);
    assert_eq!(chosen(&asking), both);
    assert_eq!(asking.focus, 1);
}

#[test]
fn the_space_after_a_comma_chooses_nobody() {
    let mut asking = asking();
    typed(&mut asking, "sha, Callum");
    asking.act(Action::NextOrDone);
    let both = [Party::Person(PersonId(2)), Party::Other("Callum".into())];
    assert_eq!(chosen(&asking), both);
}

#[test]
fn a_second_space_after_a_comma_chooses_where_the_cursor_stands() {
    let mut asking = asking();
    typed(&mut asking, "sha,  ");
    let both = [PersonId(2), PersonId(1)].map(Party::Person);
    assert_eq!(chosen(&asking), both);
}

#[test]
fn numbers_follow_one_another_with_commas_as_names_do() {
    for keys in ["1,2", "1, 2", "1,2,"] {
        let mut asking = asking();
        typed(&mut asking, keys);
        asking.act(Action::NextOrDone);
        let both = [PersonId(1), PersonId(2)].map(Party::Person);
        assert_eq!(chosen(&asking), both, "{keys:?}");
    }
}

#[test]
fn names_that_are_pasted_are_taken_one_by_one() {
    for pasted in [
        "Shah, Callum",
        "tom shah,Callum",
        "Tom Shah\nCallum\n",
        "Shah\r\nCallum",
    ] {
        let mut asking = asking();
        asking.paste(pasted);
        asking.act(Action::NextOrDone);
        let both = [Party::Person(PersonId(2)), Party::Other("Callum".into())];
        assert_eq!(chosen(&asking), both, "{pasted:?}");
    }
}

#[test]
fn a_pasted_name_that_several_people_have_is_nobody_of_them_but_a_whole_one_is() {
    let people = ["Ann Shah", "Ann", "Tom Shah"].into_iter().zip(1..);
    let people = people.map(|(name, id)| (PersonId(id), name.to_owned()));
    let mut parties = Parties::new(people.collect(), Vec::new());
    assert!(parties.paste("ann, Shah, Tom,"));
    let taken = [
        Party::Person(PersonId(2)),
        Party::Other("Shah".into()),
        Party::Person(PersonId(3)),
    ];
    assert_eq!(parties.chosen, taken);
}

#[test]
fn a_pasted_name_is_nobody_else_and_all_of_them_fit_or_none_is_taken() {
    let mut asking = asking();
    asking.paste("To, Ann");
    asking.act(Action::NextOrDone);
    let both = ["To", "Ann"].map(|name| Party::Other(name.into()));
    assert_eq!(chosen(&asking), both);
    let mut asking = self::asking();
    asking.paste(&format!("Rose, {}", "a".repeat(200)));
    assert_eq!(chosen(&asking), []);
}

#[test]
fn where_one_person_alone_is_meant_a_second_takes_the_place_of_the_first() {
    let people = [(1, "Rose"), (2, "Tom Shah")];
    let people = people.map(|(id, name)| (PersonId(id), name.to_owned()));
    let who = Question::new("Who?", Reply::Parties(Parties::one_of(people.to_vec())));
    let mut asking = Asking::new(vec![who], monday());
    assert_eq!(chosen(&asking), []);
    typed(&mut asking, "12");
    assert_eq!(chosen(&asking), [Party::Person(PersonId(2))]);
    typed(&mut asking, "Ruth,");
    assert_eq!(chosen(&asking), [Party::Other("Ruth".to_owned())]);
}

#[test]
fn what_somebody_has_to_say_is_never_assumed() {
    let question = Question::new("May it go?", Reply::to_be_said(["yes", "no"]));
    let mut asking = Asking::new(vec![question], monday());
    let missing = Asked::Refused(super::STILL_TO_BE_SAID.to_owned());
    assert_eq!(asking.act(Action::NextOrDone), missing);
    typed(&mut asking, "2");
    assert_eq!(asking.act(Action::NextOrDone), Asked::Done);
    assert_eq!(asking.reply(0).map(Reply::chosen), Some(1));
}

#[test]
fn the_arrow_on_whose_side_an_answer_stands_says_it_and_no_clicker_does() {
    let after = |code| {
        let question = Question::new("May it go?", Reply::to_be_said(["yes", "no"]));
        let mut asking = Asking::new(vec![question], monday());
        asking.type_key(Key::plain(code));
        asking.type_key(Key::plain(code));
        asking
            .reply(0)
            .filter(|reply| !reply.is_still_to_be_said())
            .map(Reply::chosen)
    };
    assert_eq!(after(Code::Left), Some(0));
    assert_eq!(after(Code::Right), Some(1));
    assert_eq!(after(Code::Char(' ')), None);
}

#[test]
fn a_number_chooses_and_chooses_no_longer() {
    let mut asking = asking();
    typed(&mut asking, "12");
    assert_eq!(chosen(&asking).len(), 2);
    typed(&mut asking, "1");
    assert_eq!(chosen(&asking), [Party::Person(PersonId(2))]);
    typed(&mut asking, "9");
    assert_eq!(chosen(&asking).len(), 1);
}

#[test]
fn an_unknown_name_is_somebody_else_and_backspace_takes_it_off() {
    let mut asking = asking();
    typed(&mut asking, "City council");
    asking.act(Action::NextField);
    assert_eq!(asking.focus, 1);
    assert_eq!(chosen(&asking), [Party::Other("City council".to_owned())]);
    asking.act(Action::PreviousField);
    asking.type_key(Key::plain(Code::Backspace));
    assert!(chosen(&asking).is_empty());
}

#[test]
fn somebody_else_can_have_a_name_like_one_on_the_list() {
    let mut asking = asking();
    typed(&mut asking, "Ro");
    asking.type_key(Key::plain(Code::Right));
    asking.act(Action::NextOrDone);
    assert_eq!(chosen(&asking), [Party::Other("Ro".to_owned())]);
}

#[test]
fn a_day_that_does_not_exist_is_explained_and_not_taken() {
    let mut asking = asking();
    asking.act(Action::NextField);
    typed(&mut asking, "31 february");
    let Asked::Refused(why) = asking.act(Action::NextOrDone) else {
        panic!("taken");
    };
    assert!(why.contains("31 February"), "{why}");
    asking.act(Action::PreviousField);
    assert!(matches!(asking.act(Action::Accept), Asked::Refused(_)));
    assert_eq!(asking.focus, 1, "goes to what is wrong");
}

#[test]
fn a_date_is_shown_back_with_its_weekday() {
    let mut asking = asking();
    asking.act(Action::NextField);
    typed(&mut asking, "in two weeks");
    let reply = asking.reply(1).unwrap();
    assert_eq!(reply.in_short(monday()), "Monday 7 December 2026");
    assert_eq!(asking.act(Action::NextOrDone), Asked::Done);
}
