//! That an evaluation form was handed in: who, and who typed it in; never what stood on it.

use crate::case::given::{Given, p, person, script};
use crate::case::{
    Command, Event, FollowingCommand, FollowingEvent, FormReceipt, PersonId, Refusal,
};
use crate::script::{EvaluationId, Outcome, Script};

fn asking() -> Script {
    let mut script = script::conference();
    script.evaluations = vec![EvaluationId::new("after-the-meeting")];
    script
}

fn form(person: Option<PersonId>, typed_by: &str) -> FormReceipt {
    FormReceipt {
        form: EvaluationId::new("after-the-meeting"),
        version: 1,
        person,
        typed_by: typed_by.to_owned(),
    }
}

fn hand_in(person: Option<PersonId>, typed_by: &str) -> Command {
    Command::Following(FollowingCommand::HandInForm(form(person, typed_by)))
}

fn meeting() -> Given {
    Given::of(asking())
        .people([
            ("Mira", "harmed"),
            ("Jay", "responsible"),
            ("Robin", "facilitator"),
        ])
        .here()
        .begun()
}

fn met() -> Given {
    meeting().after(Command::EndSession(Outcome::NoAgreementWanted))
}

#[test]
fn the_case_knows_who_handed_a_form_in_and_who_typed_it_in() {
    met()
        .when(hand_in(Some(p(1)), " Sam "))
        .then(Event::Following(FollowingEvent::FormHandedIn {
            form: EvaluationId::new("after-the-meeting"),
            version: 1,
            person: Some(p(1)),
            typed_by: "Sam".to_owned(),
        }))
        .shows(|case| {
            let id = EvaluationId::new("after-the-meeting");
            assert_eq!(case.following.forms, [form(Some(p(1)), "Sam")]);
            assert!(case.has_handed_in(&id, p(1)) && !case.has_handed_in(&id, p(2)));
            assert_eq!(case.forms_handed_in(&id), 1);
        });
}

#[test]
fn nobody_need_know_whose_form_it_is_and_such_forms_may_be_several() {
    met()
        .after(hand_in(None, "Sam"))
        .after(hand_in(None, "Sam"))
        .shows(|case| assert_eq!(case.following.forms.len(), 2));
}

#[test]
fn one_form_of_a_kind_is_taken_from_each_person() {
    met()
        .after(hand_in(Some(p(2)), "Sam"))
        .when(hand_in(Some(p(2)), "Sam"))
        .then(Refusal::FormHandedIn(p(2)))
        .after(Command::Undo)
        .after(hand_in(Some(p(2)), "Sam"));
}

#[test]
fn whoever_ran_the_meeting_types_in_nothing_that_others_say_of_it() {
    met()
        .when(hand_in(Some(p(1)), "robin"))
        .then(Refusal::TypedByFacilitator)
        .when(hand_in(Some(p(1)), "  "))
        .then(Refusal::TypistMissing)
        .when(hand_in(Some(p(1)), &"x".repeat(121)))
        .then(Refusal::NameTooLong);
}

#[test]
fn whoever_ran_the_meeting_is_known_however_they_write_their_name_and_whatever_they_are_now() {
    let met = || {
        Given::of(asking())
            .people([("Mira", "harmed"), ("Siân O'Mip  Tav", "facilitator")])
            .here()
            .begun()
            .after(Command::EndSession(Outcome::NoAgreementWanted))
    };
    for name in ["siân o'mip tav", "SIAN OMIP TAV", " Sian  O’Mip\tTav "] {
        met()
            .when(hand_in(Some(p(1)), name))
            .then(Refusal::TypedByFacilitator);
    }
    let supporter = person("Siân O'Mip Tav", "supporter");
    met()
        .after(Command::ChangePerson(p(2), supporter))
        .when(hand_in(Some(p(1)), "sian o'mip tav"))
        .then(Refusal::TypedByFacilitator)
        .after(hand_in(Some(p(1)), "Sian Mip"));
}

#[test]
fn only_forms_that_the_script_names_are_taken_and_only_once_a_meeting_ended() {
    meeting()
        .when(hand_in(Some(p(1)), "Sam"))
        .then(Refusal::NobodyMetYet);
    let mut other = form(None, "Sam");
    other.form = EvaluationId::new("children");
    met()
        .when(Command::Following(FollowingCommand::HandInForm(other)))
        .then(Refusal::NotInScript)
        .when(hand_in(Some(p(9)), "Sam"))
        .then(Refusal::NoSuchPerson);
}

#[test]
fn a_closed_case_still_takes_the_form_that_comes_months_later() {
    met()
        .after(Command::Following(FollowingCommand::CloseCase(Some(
            "done".to_owned(),
        ))))
        .after(hand_in(Some(p(1)), "Sam"))
        .shows(|case| assert_eq!(case.following.forms.len(), 1));
}
