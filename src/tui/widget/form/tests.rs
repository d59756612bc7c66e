use super::*;

fn form(input: Input) -> Form {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    Form::new(vec![Field::new("What?", "", input)], today)
}

#[test]
fn a_field_with_nothing_to_choose_from_takes_every_key() {
    for code in [Code::Left, Code::Right, Code::Char(' '), Code::Char('a')] {
        let mut one = form(Input::Choice {
            options: Vec::new(),
            chosen: None,
            typed: String::new(),
        });
        one.type_key(Key::plain(code));
        let mut several = form(Input::Several {
            options: Vec::new(),
            chosen: Vec::new(),
            cursor: 0,
        });
        several.type_key(Key::plain(code));
    }
}

#[test]
fn letters_narrow_by_the_whole_word_and_enter_goes_on() {
    let names = ["nobody", "Tom", "Kofi", "Tomasz"]
        .map(str::to_owned)
        .to_vec();
    let mut one = form(Input::Choice {
        options: names,
        chosen: Some(0),
        typed: String::new(),
    });
    let mut typed = |letters: &str| {
        for letter in letters.chars() {
            one.type_key(Key::char(letter));
        }
        one.fields[0].chosen()
    };
    assert_eq!(typed("tom"), Some(1));
    assert_eq!(typed("a"), Some(3));
    assert_eq!(typed("kof"), Some(2));
    assert_eq!(one.act(Action::NextOrDone), FormKey::Done);
}

#[test]
fn what_is_to_be_said_is_asked_for_and_never_assumed() {
    let mut one = form(Input::Choice {
        options: vec!["yes".to_owned(), "no".to_owned()],
        chosen: None,
        typed: String::new(),
    });
    assert_eq!(one.act(Action::NextOrDone), FormKey::StillToBeSaid);
    assert_eq!(one.act(Action::Accept), FormKey::StillToBeSaid);
    one.type_key(Key::char('n'));
    assert_eq!(one.fields[0].chosen(), Some(1));
    assert_eq!(one.act(Action::NextOrDone), FormKey::Done);
}

#[test]
fn a_spoken_date_is_shown_back_in_full() {
    let form = form(Input::Date(TextLine::new("in two weeks", 60)));
    let below = form.below(&form.fields[0], true);
    assert_eq!(below, "Sunday 6 December 2026");
}

#[test]
fn the_last_field_is_done_by_enter_and_not_by_moving_on() {
    let mut form = form(Input::Text(TextLine::new("", 9)));
    assert_eq!(form.act(Action::NextField), FormKey::Taken);
    assert_eq!(form.act(Action::NextOrDone), FormKey::Done);
}
