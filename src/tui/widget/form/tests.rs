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
            to_be_said: false,
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
        to_be_said: false,
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
        to_be_said: true,
    });
    assert_eq!(one.act(Action::NextOrDone), FormKey::StillToBeSaid);
    assert_eq!(one.act(Action::Accept), FormKey::StillToBeSaid);
    one.type_key(Key::char('n'));
    assert_eq!(one.fields[0].chosen(), Some(1));
    assert_eq!(one.act(Action::NextOrDone), FormKey::Done);
}

#[test]
fn what_is_said_is_chosen_as_the_picture_says_and_by_no_clicker() {
    let after = |keys: &[Key]| {
        let options = ["yes", "no, or not any more"].map(str::to_owned).to_vec();
        let field = Field::to_be_said("Do you agree?", "", options, None);
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let mut form = Form::new(vec![field], today);
        for key in keys {
            form.type_key(*key);
        }
        form.fields[0].chosen()
    };
    let (left, right) = (Key::plain(Code::Left), Key::plain(Code::Right));
    assert_eq!(after(&[left]), Some(0));
    assert_eq!(after(&[left, left]), Some(0));
    assert_eq!(after(&[right]), Some(1));
    assert_eq!(after(&[right, right]), Some(1));
    assert_eq!(after(&[Key::char('1')]), Some(0));
    assert_eq!(after(&[Key::char('2')]), Some(1));
    assert_eq!(after(&[Key::char('3')]), None);
    assert_eq!(after(&[Key::char(' ')]), None);
    assert_eq!(after(&[Key::char('2'), Key::char(' ')]), Some(1));
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
