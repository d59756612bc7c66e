use crate::case::given::script;
use crate::case::given::*;
use crate::case::*;
use crate::script::{Outcome, RoleId};

fn people() -> Given {
    Given::conference().people([
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Ann", "supporter"),
    ])
}

fn begun() -> Given {
    people().here().begun()
}

fn says_willing(person: u16, willing: Willing) -> Command {
    Command::SayWilling(p(person), willing)
}

fn goes(person: u16, presence: Presence) -> Command {
    Command::SetPresence(p(person), presence)
}

fn how_on(person: u16, step: MethodStep) -> Command {
    Command::AnswerWithdrawal(p(person), step, None)
}

#[test]
fn people_are_numbered_in_the_order_in_which_they_are_added() {
    people()
        .after(Command::RemovePerson(p(3)))
        .after(Command::AddPerson(person("Ola", "observer")))
        .shows(|case| {
            let ids: Vec<PersonId> = case.people.iter().map(|person| person.id).collect();
            assert_eq!(ids, [p(1), p(2), p(4)]);
        });
}

#[test]
fn a_person_needs_a_name_of_sensible_length() {
    people()
        .when(Command::AddPerson(person(" ", "harmed")))
        .then(Refusal::NameEmpty)
        .when(Command::AddPerson(person(
            &"n".repeat(LONGEST_NAME + 1),
            "harmed",
        )))
        .then(Refusal::NameTooLong)
        .after(Command::AddPerson(person(
            &"é".repeat(LONGEST_NAME),
            "harmed",
        )));
}

#[test]
fn a_person_needs_a_role_of_the_script() {
    let mut nobody = person("Ola", "observer");
    nobody.roles.clear();
    people()
        .when(Command::AddPerson(nobody))
        .then(Refusal::RoleMissing)
        .when(Command::AddPerson(person("Ola", "judge")))
        .then(Refusal::RoleMissing);
}

#[test]
fn a_role_takes_no_more_people_than_the_script_allows() {
    let mut script = script::conference();
    script.roles[0].at_most = Some(1);
    Given::of(script)
        .people([("Mira", "harmed"), ("Tom", "responsible")])
        .when(Command::AddPerson(person("Max", "harmed")))
        .then(Refusal::RoleFull)
        .when(Command::ChangePerson(p(2), person("Tom", "harmed")))
        .then(Refusal::RoleFull)
        .after(Command::ChangePerson(p(1), person("Miriam", "harmed")));
}

#[test]
fn a_case_has_at_most_sixty_people() {
    let add = || Command::AddPerson(person("Ola", "observer"));
    Given::conference()
        .after_all(std::iter::repeat_with(add).take(MOST_PEOPLE))
        .when(add())
        .then(Refusal::TooManyPeople);
}

#[test]
fn whom_somebody_supports_has_to_be_on_the_list() {
    let mut supporter = person("Bea", "supporter");
    supporter.supports = Some(p(9));
    people()
        .when(Command::AddPerson(supporter.clone()))
        .then(Refusal::NoSuchPerson);
    supporter.supports = Some(p(3));
    people()
        .after(Command::AddPerson(supporter))
        .after(Command::RemovePerson(p(3)))
        .shows(|case| assert_eq!(case.person(p(4)).unwrap().details.supports, None));
}

#[test]
fn a_correction_that_corrects_nothing_is_no_event() {
    people()
        .when(Command::ChangePerson(p(1), person("Mira", "harmed")))
        .then_nothing()
        .when(Command::ChangePerson(p(9), person("Mira", "harmed")))
        .then(Refusal::NoSuchPerson);
}

#[test]
fn somebody_who_took_part_stays_on_the_list() {
    people()
        .after(goes(1, Presence::Here))
        .when(Command::RemovePerson(p(1)))
        .then(Refusal::TookPart(p(1)));
    // Whoever never came did not take part.
    people()
        .after(says_willing(1, Willing::Given))
        .when(Command::RemovePerson(p(1)))
        .then(Refusal::IsRecorded(p(1)));
    people()
        .when(Command::RemovePerson(p(9)))
        .then(Refusal::NoSuchPerson)
        .after(Command::RemovePerson(p(1)));
}

#[test]
fn what_is_so_already_is_no_event() {
    people()
        .after_all([says_willing(1, Willing::Given), goes(1, Presence::Here)])
        .when(says_willing(1, Willing::Given))
        .then_nothing()
        .when(goes(1, Presence::Here))
        .then_nothing()
        .when(says_willing(9, Willing::Given))
        .then(Refusal::NoSuchPerson)
        .when(goes(9, Presence::Here))
        .then(Refusal::NoSuchPerson);
}

#[test]
fn a_change_of_mind_is_kept_with_what_was_said_before() {
    people()
        .after_all([
            says_willing(1, Willing::Given),
            says_willing(1, Willing::Withdrawn),
            says_willing(1, Willing::Given),
        ])
        .shows(|case| assert_eq!(case.person(p(1)).unwrap().willing.len(), 3));
}

#[test]
fn nothing_moves_until_it_is_settled_what_follows_from_a_withdrawal() {
    begun()
        .after(says_willing(3, Willing::Withdrawn))
        .when(Command::GoOn)
        .then(Refusal::WithdrawalOpen(p(3)))
        .after(how_on(3, MethodStep::GoOnWithout))
        .after(Command::GoOn);
}

#[test]
fn a_withdrawal_that_is_taken_back_is_settled() {
    begun()
        .after_all([
            says_willing(3, Willing::Withdrawn),
            says_willing(3, Willing::Given),
            Command::GoOn,
        ])
        .when(how_on(3, MethodStep::Stop))
        .then(Refusal::NobodyWithdrew);
}

#[test]
fn a_meeting_does_not_go_on_without_one_of_its_principals() {
    begun()
        .after(says_willing(1, Willing::Withdrawn))
        .when(how_on(1, MethodStep::GoOnWithout))
        .then(Refusal::PrincipalWithdrew(p(1)));
}

#[test]
fn a_withdrawal_can_stop_the_meeting_change_its_method_or_end_it() {
    let withdrawn = || begun().after(says_willing(1, Willing::Withdrawn));
    let answered = |step| Event::WithdrawalAnswered { person: p(1), step };
    withdrawn().when(how_on(1, MethodStep::Stop)).then(vec![
        answered(MethodStep::Stop),
        Event::SessionAdjourned { until: None },
    ]);
    for (step, change_method) in [(MethodStep::ChangeMethod, true), (MethodStep::End, false)] {
        withdrawn().when(how_on(1, step)).then(vec![
            answered(step),
            Event::SessionEnded {
                outcome: Outcome::EndedEarly,
                change_method,
                notes_wait: Some(false),
            },
        ]);
    }
}

#[test]
fn somebody_may_hold_several_roles_and_gain_one_during_the_meeting() {
    let mut both = person("Mira", "harmed");
    both.roles.push(RoleId::new("responsible"));
    begun()
        .after(Command::ChangePerson(p(1), both))
        .shows(|case| assert_eq!(case.holders(&RoleId::new("responsible")).len(), 2));
}

#[test]
fn a_withdrawal_that_stops_the_meeting_ends_a_break_first() {
    let on_break = || begun().after_all([Command::StartBreak, says_willing(1, Willing::Withdrawn)]);
    on_break()
        .after(how_on(1, MethodStep::Stop))
        .shows(|case| assert!(case.session.as_ref().unwrap().pause.is_none()));
    on_break()
        .after(how_on(1, MethodStep::End))
        .shows(|case| assert!(case.session.as_ref().unwrap().pause.is_none()));
}

#[test]
fn somebody_without_whom_it_goes_on_has_left() {
    let answered = Event::WithdrawalAnswered {
        person: p(3),
        step: MethodStep::GoOnWithout,
    };
    let left = Event::PresenceChanged {
        person: p(3),
        presence: Presence::Left,
    };
    for presence in [Presence::Here, Presence::Out] {
        begun()
            .after_all([goes(3, presence), says_willing(3, Willing::Withdrawn)])
            .when(how_on(3, MethodStep::GoOnWithout))
            .then(vec![answered.clone(), left.clone()]);
    }
}

#[test]
fn a_second_withdrawal_does_not_hide_the_first() {
    begun()
        .after_all([
            says_willing(3, Willing::Withdrawn),
            says_willing(1, Willing::Withdrawn),
        ])
        .when(Command::GoOn)
        .then(Refusal::WithdrawalOpen(p(3)))
        .after(how_on(3, MethodStep::GoOnWithout))
        .when(Command::GoOn)
        .then(Refusal::WithdrawalOpen(p(1)));
}

#[test]
fn nobody_is_led_through_a_meeting_who_said_beforehand_that_they_are_not_willing() {
    people()
        .after(says_willing(1, Willing::Withdrawn))
        .here()
        .begun()
        .when(Command::GoOn)
        .then(Refusal::NotWilling(p(1)))
        .after(goes(1, Presence::Left))
        .after(Command::GoOn);
}

#[test]
fn each_is_asked_anew_whether_they_are_willing_when_the_meeting_goes_on_another_day() {
    begun()
        .after_all([
            says_willing(1, Willing::Given),
            Command::Adjourn(None),
            Command::ResumeSession,
        ])
        .shows(|case| {
            assert_eq!(case.person(p(1)).unwrap().is_willing(), Willing::NotAsked);
            assert_eq!(case.person(p(1)).unwrap().willing[0].1, Willing::Given);
        })
        .when(says_willing(1, Willing::Given))
        .then(Event::WillingnessSaid {
            person: p(1),
            willing: Willing::Given,
        });
}

#[test]
fn at_a_further_meeting_nobody_is_here_from_the_last_one() {
    begun()
        .after_all([
            says_willing(1, Willing::Given),
            Command::EndSession(Outcome::NotReached),
            goes(2, Presence::Left),
        ])
        .later(60 * 60 * 24 * 30)
        .after_all([goes(3, Presence::Out), goes(3, Presence::Here)])
        .after(Command::StartSession(crate::script::SessionKindId::new(
            "review",
        )))
        .shows(|case| {
            let presence: Vec<Presence> =
                case.people.iter().map(|person| person.presence).collect();
            let [expected, here] = [Presence::Expected, Presence::Here];
            assert_eq!(presence, [expected, expected, here]);
            assert_eq!(case.person(p(1)).unwrap().is_willing(), Willing::NotAsked);
        });
}

#[test]
fn somebody_who_ratified_an_item_stays_on_the_list() {
    Given::family()
        .people([("Mum", "family"), ("Wes", "worker")])
        .after(goes(1, Presence::Here))
        .begun()
        .after(word("Mend"))
        .after(Command::Ratify {
            item: i(1),
            by: p(2),
            verdict: Verdict::Agreed,
            reason: None,
            family_answer: None,
        })
        .when(Command::RemovePerson(p(2)))
        .then(Refusal::IsRecorded(p(2)));
}

#[test]
fn somebody_whom_the_agreement_speaks_of_stays_on_the_list() {
    let given = || {
        begun()
            .after(Command::AddPerson(person("Bea", "supporter")))
            .after(word("Mend"))
    };
    let taken = |given: Given| {
        given
            .when(Command::RemovePerson(p(4)))
            .then(Refusal::IsRecorded(p(4)))
    };
    taken(given().after(says(4, 1, Answer::Yes)));
    taken(given().after(Command::SettleCopy(p(4), None)));
    taken(given().after(Command::ChooseOpening("A song".to_owned(), Some(p(4)))));
    let owned = ItemDraft {
        owner: vec![Party::Person(p(4))],
        ..draft("Drive")
    };
    taken(given().after(Command::WordItem {
        item: None,
        draft: Box::new(owned),
        from: None,
    }));
    taken(
        given()
            .after_all(agree(1, [1, 2]))
            .after_all([Command::CloseAgreement, Command::Sign(p(4), Signing::Voice)]),
    );
}

#[test]
fn somebody_who_is_not_coming_does_not_belong_to_the_meeting_until_they_come() {
    begun()
        .after(goes(3, Presence::Left))
        .after(Command::AddPerson(person("Bea", "supporter")))
        .after(goes(4, Presence::Away))
        .shows(|case| {
            let bea = case.person(p(4)).unwrap();
            assert!(!bea.is_in_the_meeting() && !bea.has_come());
        })
        .after(goes(4, Presence::Here))
        .when(goes(4, Presence::Away))
        .then(Refusal::CameToday(p(4)))
        .when(goes(3, Presence::Away))
        .then(Refusal::CameToday(p(3)));
}

#[test]
fn not_coming_is_said_of_one_day_alone() {
    begun()
        .after(Command::AddPerson(person("Bea", "supporter")))
        .after(goes(4, Presence::Away))
        .after(Command::Adjourn(None))
        .shows(|case| {
            let bea = case.person(p(4)).unwrap();
            assert_eq!(case.of_today(bea).0, Presence::Expected);
        })
        .later(60)
        .after(goes(4, Presence::Away))
        .after(Command::ResumeSession)
        .shows(|case| assert_eq!(case.person(p(4)).unwrap().presence, Presence::Away));
}

#[test]
fn somebody_who_was_only_said_not_to_come_took_no_part() {
    begun()
        .after(Command::AddPerson(person("Bea", "supporter")))
        .after(goes(4, Presence::Away))
        .when(Command::RemovePerson(p(4)))
        .then(Event::PersonRemoved { person: p(4) });
}
