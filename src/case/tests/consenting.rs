//! Consents: a history, and what it means in the room.

mod standing;

use crate::case::given::*;
use crate::case::*;
use crate::script::{ConsentId, GateId, Outcome, RoleId, RoleKind, Script};

fn asking() -> Script {
    let mut script = script::conference();
    script.consents = vec![
        script::consent("take-part", &["harmed", "responsible"], true),
        script::consent("be-asked-later", &["harmed"], false),
    ];
    script
}

fn people() -> Given {
    Given::of(asking()).people([
        ("Mira", "harmed"),
        ("Tom", "responsible"),
        ("Ann", "supporter"),
        ("Kofi", "facilitator"),
    ])
}

fn said(how: HowSaid) -> Said {
    Said {
        how,
        on: day("2026-11-20"),
        by: "Kofi".to_owned(),
    }
}

fn gives(person: u16, consent: &str) -> Command {
    Command::Consent(ConsentCommand::Give {
        person: p(person),
        consent: ConsentId::new(consent),
        said: said(HowSaid::Paper),
        review: None,
    })
}

fn withdraws(person: u16, consent: &str) -> Command {
    Command::Consent(ConsentCommand::Withdraw {
        person: p(person),
        consent: ConsentId::new(consent),
        said: said(HowSaid::Voice),
    })
}

fn refused(refusal: ConsentRefusal) -> Refusal {
    Refusal::Consent(refusal)
}

fn gate(person: u16) -> GateId {
    GateId::new(format!("consent-take-part-P{person}"))
}

fn standing(case: &Case, person: u16) -> ConsentStanding {
    case.consent_standing(p(person), &ConsentId::new("take-part"))
}

/// A meeting to which both agreed beforehand.
fn agreed() -> Given {
    people()
        .after_all([gives(1, "take-part"), gives(2, "take-part")])
        .here()
        .begun()
}

#[test]
fn a_history_is_given_taken_back_and_given_again() {
    people()
        .after_all([
            gives(1, "take-part"),
            withdraws(1, "take-part"),
            gives(1, "take-part"),
        ])
        .shows(|case| {
            let consent = ConsentId::new("take-part");
            assert_eq!(case.consent_history(p(1), &consent).count(), 3);
            assert_eq!(standing(case, 1), ConsentStanding::Given);
            assert_eq!(standing(case, 2), ConsentStanding::NotAsked);
        });
}

#[test]
fn the_same_said_twice_is_recorded_once() {
    people()
        .after(gives(1, "take-part"))
        .when(gives(1, "take-part"))
        .then_nothing()
        .after(withdraws(1, "take-part"))
        .when(withdraws(1, "take-part"))
        .then_nothing();
}

#[test]
fn the_role_that_one_person_alone_can_hold_runs_the_meeting() {
    let mut panel = script::conference();
    panel.roles = ["member", "chair"]
        .map(|id| script::silent(id, RoleKind::Facilitator))
        .to_vec();
    panel.roles[1].at_most = Some(1);
    let people = [("Bea", "member"), ("Kofi", "chair")];
    Given::of(panel.clone())
        .people(people)
        .shows(|case| assert_eq!(case.name_of_who_runs_it(), "Kofi"));
    panel.roles[1].at_most = None;
    Given::of(panel)
        .people(people)
        .shows(|case| assert_eq!(case.name_of_who_runs_it(), "Bea"));
}

#[test]
fn only_whoever_is_asked_can_agree() {
    people()
        .when(gives(3, "take-part"))
        .then(refused(ConsentRefusal::NotAsked))
        .when(gives(1, "nothing"))
        .then(refused(ConsentRefusal::NotAsked))
        .when(gives(9, "take-part"))
        .then(Refusal::NoSuchPerson);
}

#[test]
fn it_is_said_who_asked_and_on_a_day_that_has_come() {
    let give = |said, review| {
        Command::Consent(ConsentCommand::Give {
            person: p(1),
            consent: ConsentId::new("take-part"),
            said,
            review,
        })
    };
    let by = |by: &str, on: &str| Said {
        how: HowSaid::Voice,
        on: day(on),
        by: by.to_owned(),
    };
    people()
        .when(give(by(" ", "2026-11-20"), None))
        .then(refused(ConsentRefusal::AskerMissing))
        .when(give(by("Kofi", "2026-11-23"), None))
        .then(refused(ConsentRefusal::DayInTheFuture))
        .when(give(by("Kofi", "2026-11-20"), Some(day("2026-11-20"))))
        .then(refused(ConsentRefusal::ReviewBefore))
        .after(give(by("Kofi", "2026-11-22"), Some(day("2027-02-22"))));
}

#[test]
fn whoever_said_something_stays_on_the_list() {
    people()
        .after(withdraws(1, "take-part"))
        .when(Command::RemovePerson(p(1)))
        .then(Refusal::IsRecorded(p(1)));
}

#[test]
fn a_required_one_that_is_missing_stands_before_the_first_stage() {
    people()
        .after(gives(1, "take-part"))
        .here()
        .begun()
        .shows(|case| {
            let gate = case.gate(&gate(2)).unwrap();
            assert_eq!(gate.check, "Tom has agreed to take-part.");
            assert_eq!(gate.hint, "Ask alone: Tom, do you agree?");
        })
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate(2)]));
}

#[test]
fn a_yes_before_the_stage_is_the_consent_given_by_voice() {
    people()
        .after(gives(1, "take-part"))
        .here()
        .begun()
        .when(Command::AnswerGate {
            gate: gate(2),
            met: true,
            reason: None,
        })
        .then(Event::Consent(ConsentEvent::Given {
            person: p(2),
            consent: ConsentId::new("take-part"),
            how: HowSaid::Voice,
            on: day("2026-11-22"),
            by: "Kofi".to_owned(),
            review: None,
            settles: Some(true),
        }))
        .after(Command::GoOn);
}

#[test]
fn a_no_before_the_stage_is_a_no_and_is_settled_first() {
    people()
        .after(gives(1, "take-part"))
        .here()
        .begun()
        .after(Command::AnswerGate {
            gate: gate(2),
            met: false,
            reason: Some("he does not want to".to_owned()),
        })
        .shows(|case| assert_eq!(standing(case, 2), ConsentStanding::Withdrawn))
        .when(Command::GoOn)
        .then(Refusal::WithdrawalOpen(p(2)));
}

#[test]
fn somebody_who_comes_later_is_asked_before_the_next_turn() {
    people()
        .after_all([gives(1, "take-part")])
        .after(Command::SetPresence(p(1), Presence::Here))
        .begun()
        .on(1)
        .after(Command::SetPresence(p(2), Presence::Here))
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate(2)]));
}

#[test]
fn one_that_is_not_required_stands_in_nobodys_way() {
    agreed().on(2).after(withdraws(1, "be-asked-later")).on(1);
}

#[test]
fn taken_back_in_the_room_it_stops_the_meeting_until_it_is_settled() {
    agreed()
        .on(2)
        .after(withdraws(2, "take-part"))
        .when(Command::GoOn)
        .then(Refusal::WithdrawalOpen(p(2)))
        .when(Command::AnswerWithdrawal(
            p(2),
            MethodStep::GoOnWithout,
            None,
        ))
        .then(Refusal::PrincipalWithdrew(p(2)))
        .after(Command::AnswerWithdrawal(p(2), MethodStep::End, None))
        .shows(|case| {
            let ended = case.session.as_ref().unwrap().ended.as_ref().unwrap();
            assert_eq!(ended.outcome, Outcome::EndedEarly);
        });
}

#[test]
fn given_again_the_meeting_goes_on() {
    agreed()
        .on(2)
        .after(withdraws(2, "take-part"))
        .after(gives(2, "take-part"))
        .shows(|case| assert_eq!(case.session.as_ref().unwrap().withdrawal, None))
        .on(1);
}

#[test]
fn being_willing_again_does_not_bring_a_consent_back() {
    agreed()
        .on(2)
        .after(withdraws(2, "take-part"))
        .after(Command::SayWilling(p(2), Willing::Given))
        .when(Command::GoOn)
        .then(Refusal::WithdrawalOpen(p(2)));
    agreed()
        .on(2)
        .after(withdraws(2, "take-part"))
        .after(Command::SayWilling(p(2), Willing::Withdrawn))
        .after(gives(2, "take-part"))
        .when(Command::GoOn)
        .then(Refusal::WithdrawalOpen(p(2)));
}

#[test]
fn whoever_said_no_beforehand_is_not_overruled() {
    people()
        .after_all([gives(1, "take-part"), withdraws(2, "take-part")])
        .here()
        .begun()
        .when(Command::GoOn)
        .then(refused(ConsentRefusal::TakenBack(p(2))))
        .when(Command::GoOnWithout {
            gate: gate(2),
            by: "Kofi".to_owned(),
            reason: "he is here".to_owned(),
        })
        .then(Refusal::NotInScript)
        .after(Command::SetPresence(p(2), Presence::Left))
        .on(1);
}

#[test]
fn taken_back_after_a_closed_agreement_it_leaves_what_was_agreed() {
    agreed()
        .after(word("Mend the gate"))
        .after_all(agree(1, [1, 2]))
        .after(Command::CloseAgreement)
        .after(withdraws(1, "take-part"))
        .shows(|case| {
            assert!(case.agreement.closed);
            assert_eq!(case.session.as_ref().unwrap().withdrawal, Some(p(1)));
        })
        .after(Command::AnswerWithdrawal(p(1), MethodStep::Stop, None))
        .shows(|case| assert!(case.agreement.closed));
}

#[test]
fn somebody_who_sent_a_letter_is_asked_too() {
    let mut details = person("Tom", "responsible");
    details.attends = Attendance::Message;
    people()
        .after(Command::ChangePerson(p(2), details))
        .after(gives(1, "take-part"))
        .after(Command::SetPresence(p(1), Presence::Here))
        .begun()
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate(2)]));
}

#[test]
fn a_consent_is_never_taken_back_by_undo() {
    people()
        .after(gives(1, "take-part"))
        .when(Command::Undo)
        .then(Refusal::NothingToUndo);
}

#[test]
fn taken_back_once_it_was_signed_everything_stands_and_the_next_meeting_asks_anew() {
    let signed = |person| Command::Sign(p(person), Signing::Paper);
    let given = agreed()
        .after(word("Mend the gate"))
        .after_all(agree(1, [1, 2]))
        .after(Command::CloseAgreement)
        .after_all([signed(1), signed(2)])
        .after(Command::EndSession(Outcome::Agreement))
        .after(withdraws(1, "take-part"));
    given
        .shows(|case| {
            assert!(case.agreement.closed);
            assert_eq!(case.agreement.signatures.len(), 2);
            let session = case.session.as_ref().unwrap();
            assert_eq!(
                session.withdrawal, None,
                "nobody is in the room to be asked"
            );
            assert_eq!(session.counts(false), Counted::Yes);
        })
        .here()
        .begun()
        .when(Command::GoOn)
        .then(refused(ConsentRefusal::TakenBack(p(1))));
}

#[test]
fn whoever_is_harmed_and_responsible_is_asked_for_each_thing_once() {
    let both = PersonDetails {
        roles: vec![RoleId::new("harmed"), RoleId::new("responsible")],
        ..person("Ingrid", "harmed")
    };
    Given::of(asking())
        .after(Command::AddPerson(both))
        .after(Command::AddPerson(person("Kwame", "responsible")))
        .here()
        .begun()
        .shows(|case| {
            let ingrid = case.person(p(1)).unwrap();
            let asked: Vec<&str> = case
                .consents_of(ingrid)
                .iter()
                .map(|c| c.id.as_str())
                .collect();
            assert_eq!(asked, ["take-part", "be-asked-later"]);
        })
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate(1), gate(2)]))
        .after(gives(1, "take-part"))
        .when(Command::GoOn)
        .then(Refusal::GatesOpen(vec![gate(2)]));
}
