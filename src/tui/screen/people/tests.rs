use std::sync::Arc;

use crate::case::{Attendance, Command, MethodStep, Person, PersonId, Presence, Willing};
use crate::script::{Outcome, Script, SessionKindId};
use crate::tui::effect::ScreenRequest;
use crate::tui::testing::{World, script};
use chrono::TimeDelta;

#[test]
fn shows_who_is_here_and_what_is_still_to_do() {
    insta::assert_snapshot!("people_80x24", World::prepared().screen(80, 24));
    insta::assert_snapshot!("people_120x40", World::prepared().screen(120, 40));
}

#[test]
fn whoever_takes_part_from_elsewhere_is_told_apart() {
    let mut world = World::prepared();
    for (person, attends) in [(1, Attendance::Video), (2, Attendance::Phone)] {
        let case = world.app.model().case().unwrap();
        let details = case.person(PersonId(person)).unwrap().details.clone();
        let details = crate::case::PersonDetails { attends, ..details };
        world = world.execute(Command::ChangePerson(PersonId(person), details));
    }
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("Rose, by video  Person harmed"),
        "{picture}"
    );
    assert!(picture.contains("Tom, by telephone  Person"), "{picture}");
    assert!(picture.contains("Ann  Supporter"), "{picture}");
}

#[test]
fn somebody_is_added_with_a_role_and_comes() {
    let mut world = World::home()
        .press("home enter enter enter a")
        .words("Siân")
        .press("tab space ctrl-s h");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Siân  Person harmed"), "{picture}");
    assert!(picture.contains("here"), "{picture}");
    assert!(picture.contains("Still to be added: Person responsible."));
    let mut world = world.press("e");
    insta::assert_snapshot!("person_form_80x24", world.screen(80, 24));
    insta::assert_snapshot!("person_form_120x40", world.screen(120, 40));
}

/// Five people whom everybody waits for.
fn expected() -> World {
    let mut world = World::home().press("home enter enter enter");
    for name in ["Siân", "Bartholomew", "Maximiliane", "Oluwaseun", "Kofi"] {
        world = world.press("a").words(name).press("tab space ctrl-s");
    }
    world.press("home")
}

fn here(world: &World) -> usize {
    let people = &world.app.model().case().unwrap().people;
    people.iter().filter(|person| person.is_here()).count()
}

#[test]
fn a_circle_arrives_with_one_key_each() {
    let mut world = expected();
    insta::assert_snapshot!("people_expected_60x16", world.screen(60, 16));
    assert!(world.screen(60, 16).contains("and 2 more."));
    let world = world.press("down h h h h h");
    assert_eq!(here(&world), 5, "from the end it goes on at the beginning");
}

#[test]
fn everybody_comes_after_one_question() {
    let mut world = expected().press("down h y");
    insta::assert_snapshot!("people_all_here_80x24", world.screen(80, 24));
    insta::assert_snapshot!("people_all_here_120x40", world.screen(120, 40));
    assert_eq!(here(&world), 1);
    let world = world.press("down enter");
    assert_eq!(here(&world), 5);
    let mut world = world.press("y");
    assert!(world.screen(80, 24).contains("Nobody is still expected."));
}

#[test]
fn whoever_took_part_stays_on_the_list_and_the_screen_says_why() {
    let mut world = World::prepared().press("x");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("took part, so they stay on the list"),
        "{picture}"
    );
}

#[test]
fn being_willing_is_asked_in_the_words_of_the_script() {
    let mut world = World::prepared().press("w");
    insta::assert_snapshot!("willing_80x24", world.screen(80, 24));
    insta::assert_snapshot!("willing_120x40", world.screen(120, 40));
    let mut world = world.press("down enter");
    assert!(world.screen(80, 24).contains("willing: no"));
}

#[test]
fn what_was_said_in_private_is_not_shown_in_the_room() {
    let mut world = World::prepared().press("b h");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Rose"), "{picture}");
    assert!(!picture.contains("willing:"), "{picture}");
}

#[test]
fn the_meeting_begins_with_one_key() {
    let mut world = World::prepared().press("b");
    assert!(world.screen(80, 24).contains("Welcome"));
    let mut world = world.press("h esc");
    assert!(world.screen(80, 24).contains("Welcome, and thank you"));
}

#[test]
fn beginning_with_nobody_here_asks_and_names_the_keys_that_answer() {
    let mut world = expected().press("b");
    insta::assert_snapshot!("people_begin_80x24", world.screen(80, 24));
    insta::assert_snapshot!("people_begin_120x40", world.screen(120, 40));
    insta::assert_snapshot!("people_begin_60x16", world.screen(60, 16));
    let world = world.press("n");
    assert!(world.app.model().case().unwrap().session.is_none());
    let world = world.press("b y");
    assert!(world.app.model().case().unwrap().session.is_some());
}

#[test]
fn beginning_with_somebody_unasked_asks_for_it() {
    let mut world = World::home().press("home enter enter enter");
    for name in ["Rose", "Tom"] {
        world = world.press("a").words(name).press("tab space ctrl-s");
    }
    let mut world = world.press("y y b");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Not asked in private"), "{picture}");
    assert!(!picture.contains("Nobody is recorded as here"), "{picture}");
}

#[test]
fn whether_everybody_is_here_is_answered_by_yes_or_no() {
    let world = expected().press("y n");
    assert_eq!(here(&world), 0);
    assert_eq!(here(&world.press("y y")), 5);
}

#[test]
fn a_meeting_put_off_asks_everybody_anew_before_it_goes_on() {
    let mut world = World::conference()
        .execute(Command::Adjourn(None))
        .open(ScreenRequest::People);
    let picture = world.screen(80, 24);
    assert!(picture.contains("willing: not asked"), "{picture}");
    assert!(!picture.contains("willing: yes"), "{picture}");
    assert!(picture.contains("not here yet"), "{picture}");
    let mut world = world.press("home h w enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("willing: yes"), "{picture}");
    let world = world.press("b y");
    let case = world.app.model().case().unwrap();
    assert!(case.running().is_ok());
    assert_eq!(
        case.people.iter().filter(|person| person.is_here()).count(),
        1
    );
}

#[test]
fn beginning_with_somebody_who_said_no_asks_and_names_them() {
    let mut world = World::prepared().press("home down w down enter b");
    insta::assert_snapshot!("people_begin_unwilling_80x24", world.screen(80, 24));
    insta::assert_snapshot!("people_begin_unwilling_120x40", world.screen(120, 40));
    assert!(world.app.model().case().unwrap().session.is_none());
    let picture = world.press("n").screen(80, 24);
    assert!(picture.contains("willing: no"), "{picture}");
}

#[test]
fn an_answer_about_being_willing_stays_with_whoever_gave_it() {
    let world = expected().press("home w down enter down w enter down w enter w esc");
    let case = world.app.model().case().unwrap();
    let said: Vec<Willing> = case.people.iter().map(Person::is_willing).collect();
    let [no, yes, not_asked] = [Willing::Withdrawn, Willing::Given, Willing::NotAsked];
    assert_eq!(said, [no, yes, yes, not_asked, not_asked]);
}

#[test]
fn a_question_about_being_willing_that_is_put_away_leads_nowhere() {
    let world = expected().press("home w esc w enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.people[0].is_willing(), Willing::Given);
}

#[test]
fn somebody_who_is_not_coming_is_not_waited_for_and_can_come_all_the_same() {
    let mut world = expected().press("home n");
    insta::assert_snapshot!("people_not_coming_80x24", world.screen(80, 24));
    insta::assert_snapshot!("people_not_coming_120x40", world.screen(120, 40));
    let mut world = world.press("y");
    let picture = world.screen(80, 24);
    let asked = picture.split_once("Is everybody here?").unwrap().1;
    assert!(!asked.contains("Siân,"), "{picture}");
    let world = world.press("y home h");
    assert_eq!(here(&world), 5);
    let mut world = world.press("n");
    let picture = world.screen(80, 24);
    assert!(picture.contains("This person came today."), "{picture}");
}

#[test]
fn the_same_key_waits_for_somebody_after_all() {
    let world = expected().press("home n n");
    let case = world.app.model().case().unwrap();
    let waited_for = |person: &Person| person.presence == Presence::Expected;
    assert!(case.people.iter().all(waited_for));
}

/// The test script with a second kind of meeting.
fn of_two_kinds() -> Arc<Script> {
    let mut two = (*script()).clone();
    let mut second = two.sessions[0].clone();
    second.id = SessionKindId::new("review");
    second.title = "A review".to_owned();
    two.sessions.push(second);
    Arc::new(two)
}

const NOBODY_ASKED: &str = "In practice everybody is here; nobody was asked in private: h, then w.";

#[test]
fn in_practice_everybody_is_here_at_once_and_it_is_said_that_nobody_was_asked() {
    let mut world = World::to_practise(script()).press("b");
    let picture = world.screen(80, 24);
    assert!(picture.contains(NOBODY_ASKED), "{picture}");
    assert_eq!(here(&world), 3);
    let mut world = world.press("h w");
    assert!(world.screen(80, 24).contains("asked in private"));
    let mut world = World::to_practise(script()).press("w enter b");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("not everybody was asked in private"),
        "{picture}"
    );
}

#[test]
fn in_practice_nothing_happens_before_a_kind_of_meeting_is_chosen() {
    let world = World::to_practise(of_two_kinds()).press("b");
    assert_eq!(here(&world), 0);
    let world = world.press("esc");
    assert_eq!(here(&world), 0);
    assert!(world.app.model().case().unwrap().session.is_none());
    let mut world = world.press("b down enter");
    assert_eq!(here(&world), 3);
    let case = world.app.model().case().unwrap();
    assert_eq!(
        case.session.as_ref().unwrap().kind,
        SessionKindId::new("review")
    );
    let picture = world.screen(80, 24);
    assert!(picture.contains(NOBODY_ASKED), "{picture}");
}

#[test]
fn in_practice_a_meeting_goes_on_another_day_with_everybody_at_once() {
    let mut world = World::practice()
        .execute(Command::Adjourn(None))
        .open(ScreenRequest::People)
        .press("b");
    let picture = world.screen(80, 24);
    assert!(picture.contains(NOBODY_ASKED), "{picture}");
    assert_eq!(here(&world), 4);
    assert!(world.app.model().case().unwrap().running().is_ok());
}

#[test]
fn nobody_waits_for_whoever_sends_word_and_in_practice_they_stay_at_home() {
    let world = World::to_practise(script());
    let rose = PersonId(1);
    let mut details = world
        .app
        .model()
        .case()
        .unwrap()
        .person(rose)
        .unwrap()
        .details
        .clone();
    details.attends = Attendance::Represented;
    let mut world = world.execute(Command::ChangePerson(rose, details));
    let picture = world.screen(80, 24);
    assert!(picture.contains("sends word"), "{picture}");
    assert!(picture.contains("Not here yet: Tom, Kofi."), "{picture}");
    let world = world.press("b");
    assert_eq!(here(&world), 2);
}

#[test]
fn nothing_is_hidden_only_because_no_key_was_pressed() {
    let mut world = World::conference().open(ScreenRequest::People);
    let before = world.screen(80, 24);
    assert!(before.contains("Rose"), "{before}");
    for _ in 0..20 {
        world = world.wait(60_000);
    }
    let picture = world.screen(80, 24);
    assert!(picture.contains("Rose"), "{picture}");
}

#[test]
fn the_next_kind_of_meeting_is_offered_first_and_held_ones_say_when() {
    let mut script = (*script()).clone();
    let mut second = script.sessions[0].clone();
    second.id = SessionKindId::new("second");
    second.title = "A second meeting".to_owned();
    script.sessions.push(second);
    let world = World::prepared_by(Arc::new(script));
    let first = world.app.model().case().unwrap().script.sessions[0]
        .id
        .clone();
    let mut world = world
        .execute(Command::StartSession(first))
        .execute(Command::EndSession(Outcome::NotReached))
        .push(crate::tui::effect::OverlayRequest::Begin(Vec::new(), None));
    let picture = world.screen(80, 24);
    assert!(picture.contains("(held 23 Nov)"), "{picture}");
    assert!(picture.contains("›  2  A second meeting"), "{picture}");
    let mut world = world.press("1");
    assert!(world.screen(80, 24).contains("›  1  "));
}

#[test]
fn a_spoken_date_counts_from_the_day_of_a_meeting_that_was_entered_later() {
    let world = World::prepared();
    let kind = world.app.model().case().unwrap().script.sessions[0]
        .id
        .clone();
    let began = world.app.model().now.wall - TimeDelta::days(1);
    let yesterday = began.date_naive();
    let mut world = world.execute(Command::StartSessionHeld(kind, began));
    assert_eq!(world.app.model().today(), yesterday);
    assert!(world.screen(80, 24).contains("Held 22 Nov 14:00"));
}

#[test]
fn in_practice_whoever_is_not_coming_stays_away_and_the_others_are_here() {
    let world = World::to_practise(script()).press("n b");
    let case = world.app.model().case().unwrap();
    let presence: Vec<Presence> = case.people.iter().map(|person| person.presence).collect();
    assert_eq!(
        presence,
        [Presence::Away, Presence::Here, Presence::Here],
        "{:?}",
        case.session.is_some()
    );
    assert!(case.session.is_some());
}

#[test]
fn whoever_comes_back_from_the_preparation_stands_where_they_stood() {
    let world = expected().press("home down down r esc h");
    let case = world.app.model().case().unwrap();
    let here: Vec<bool> = case.people.iter().map(Person::is_here).collect();
    assert_eq!(here, [false, false, true, false, false]);
}

#[test]
fn in_practice_everybody_comes_to_a_meeting_for_everybody_also_where_sides_are_met_apart() {
    let workplace = include_str!("../../../../scripts/workplace-conference.json");
    let script = Arc::new(serde_json::from_str(workplace).unwrap());
    let mut world = World::to_practise(script).press("b 5 enter");
    assert!(world.app.model().case().unwrap().running().is_ok());
    assert_eq!(here(&world), 3);
    let picture = world.screen(80, 24);
    assert!(picture.contains(NOBODY_ASKED), "{picture}");
}

#[test]
fn in_practice_an_earlier_no_keeps_nobody_else_from_the_next_meeting() {
    let ann = PersonId(3);
    let mut world = World::practice()
        .execute(Command::SayWilling(ann, Willing::Withdrawn))
        .execute(Command::AnswerWithdrawal(
            ann,
            MethodStep::GoOnWithout,
            None,
        ))
        .execute(Command::EndSession(Outcome::NoAgreementWanted))
        .open(ScreenRequest::People);
    assert!(!world.screen(80, 24).contains("outside"));
    let world = world.press("b");
    assert!(world.app.model().case().unwrap().running().is_ok());
    assert_eq!(here(&world), 3);
    let case = world.app.model().case().unwrap();
    assert!(!case.person(ann).unwrap().is_here());
}
