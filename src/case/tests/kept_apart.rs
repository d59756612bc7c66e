//! What one side says, does or takes back never reaches the other on another way.

use super::carrying::*;
use super::from_afar::takes_back;
use crate::case::given::*;
use crate::case::*;
use crate::script::{ConsentId, RoleId, RoleKind, Script, SessionKindId};

const MIRA: u16 = 1;
const TOM: u16 = 2;
const KOFI: u16 = 3;

fn presence(person: u16, presence: Presence) -> Command {
    Command::SetPresence(p(person), presence)
}

/// Tom hears the first message, and Mira may not know.
fn heard_untold(given: Given) -> Given {
    over(visit(over(given), TOM).after(delivers_untold(1)))
}

fn texts(message: &Message) -> Vec<Option<&str>> {
    let wordings = message.wordings.iter();
    wordings.map(|wording| wording.words.text()).collect()
}

#[test]
fn a_wording_after_one_that_was_passed_on_unknown_to_its_sender_is_a_further_message() {
    let old = "SECRET Why my door?";
    let given = visit(heard_untold(ready(between_them())), MIRA)
        .shows(|case| {
            let seen = case.seen();
            assert_eq!(seen.next_step(&seen.carrying.messages[0]), NextStep::Wait);
        })
        .after(words(1, "DRAFT Whose idea was it?"))
        .shows(|case| {
            let seen = case.seen();
            let [message] = seen.carrying.messages.as_slice() else {
                panic!("to its sender it is one message");
            };
            assert_eq!(
                texts(message),
                [Some(old), Some("DRAFT Whose idea was it?")]
            );
            assert_eq!(seen.next_step(message), NextStep::AgreeWording);
        });
    let draft = given.clone();
    visit(over(draft), TOM).shows(|case| {
        let seen = case.seen();
        let [message] = seen.carrying.messages.as_slice() else {
            panic!("a draft is nobody's but its sender's");
        };
        assert_eq!(texts(message), [Some(old)]);
        assert_eq!(message.passed_on(), Some(old));
        assert!(message.delivery.is_some());
    });
    let given = given
        .after(agrees(2))
        .after(consents(2, Extent::All, None))
        .after(looks(2, kofi(), None));
    let given = visit(over(given), TOM)
        .shows(|case| {
            let seen = case.seen();
            let words: Vec<_> = seen.carrying.messages.iter().map(Message::text).collect();
            assert_eq!(words, [Some(old), Some("DRAFT Whose idea was it?")]);
        })
        .after(delivers(2));
    visit(over(given), MIRA).shows(|case| {
        let seen = case.seen();
        let [message] = seen.carrying.messages.as_slice() else {
            panic!("to its sender it is still one message");
        };
        assert!(message.delivery.is_some());
        assert_eq!(message.passed_on(), Some("DRAFT Whose idea was it?"));
    });
}

#[test]
fn a_further_wording_is_taken_back_and_put_back_like_any_other() {
    visit(heard_untold(ready(between_them())), MIRA)
        .after(words(1, "DRAFT"))
        .after(Command::Undo)
        .shows(|case| {
            let seen = case.seen();
            assert_eq!(seen.carrying.messages.len(), 1);
            assert_eq!(texts(&seen.carrying.messages[0]).len(), 1);
            assert_eq!(case.carrying.messages.len(), 1);
        })
        .after(Command::Redo)
        .shows(|case| {
            assert_eq!(case.carrying.messages.len(), 2);
            assert_eq!(case.seen().carrying.messages.len(), 1);
        });
}

#[test]
fn a_part_that_was_passed_on_stays_that_part_whatever_its_sender_says_later() {
    let part = "Why my door?";
    let given = visit(between_them(), MIRA)
        .after(offers(MIRA, TOM, "Why my door? I moved to my sister's."))
        .after(agrees(1))
        .after(consents(1, Extent::Part, Some(part)))
        .after(looks(1, kofi(), None));
    let given = visit(heard_untold(given), MIRA);
    let later = [
        carry(CarryingCommand::Withdraw(m(1))),
        consents(1, Extent::Nothing, None),
        consents(1, Extent::All, None),
        consents(1, Extent::Part, Some("I moved to my sister's.")),
    ];
    for said in later {
        visit(over(given.clone().after(said)), TOM).shows(|case| {
            let seen = case.seen();
            let message = &seen.carrying.messages[0];
            assert_eq!(texts(message), [Some(part)]);
            assert_eq!(message.passed_on(), Some(part));
            assert_eq!(message.consents.len(), 1);
            assert_eq!(message.consents[0].words, None);
        });
    }
}

#[test]
fn what_was_carried_from_the_board_stays_there_when_the_yes_is_taken_back_too_late() {
    let offer = carry(CarryingCommand::Offer {
        kind: CarriedKind::Message,
        from: p(MIRA),
        to: p(TOM),
        answers: None,
        item: Some(i(1)),
        text: "Would you mend the gate?".to_owned(),
        helped_by: None,
    });
    let given = visit(between_them(), MIRA)
        .after(word("Tom mends the gate"))
        .after(offer)
        .after(agrees(1))
        .after(consents(1, Extent::All, None))
        .after(looks(1, kofi(), None));
    let given = visit(heard_untold(given), MIRA).after(carry(CarryingCommand::Withdraw(m(1))));
    visit(over(given), TOM).shows(|case| assert_eq!(case.seen().board().count(), 1));
}

#[test]
fn whoever_waits_next_door_has_to_have_left_before_a_visit_to_the_other_side() {
    between_them()
        .after(presence(TOM, Presence::Here))
        .after(presence(TOM, Presence::Out))
        .after(presence(MIRA, Presence::Here))
        .when(start("with-harmed"))
        .then(Refusal::from(CarryingRefusal::OtherSideHere(p(TOM))))
        .after(presence(TOM, Presence::Left))
        .after(start("with-harmed"));
    // The same where there was a visit before.
    over(visit(between_them(), MIRA))
        .after(presence(TOM, Presence::Here))
        .after(presence(TOM, Presence::Out))
        .after(presence(MIRA, Presence::Here))
        .when(start("with-harmed"))
        .then(Refusal::from(CarryingRefusal::OtherSideHere(p(TOM))));
}

/// A case in which a visit to Mira began while Tom was recorded as having stepped out, as older
/// journals can hold it.
fn began_with_tom_next_door() -> Given {
    let given = between_them()
        .after(presence(TOM, Presence::Here))
        .after(presence(KOFI, Presence::Here))
        .after(presence(TOM, Presence::Out))
        .after(presence(MIRA, Presence::Here));
    given.happened(vec![Event::SessionStarted {
        number: 1,
        kind: SessionKindId::new("with-harmed"),
    }])
}

#[test]
fn whoever_stepped_out_before_a_sitting_was_not_in_it_and_whoever_did_so_in_it_was() {
    let given = began_with_tom_next_door().after(mark(MarkKind::Note, Some("CANARY")));
    let given = visit(over(given), TOM)
        .shows(|case| assert!(case.seen().marks.is_empty()))
        .after(presence(TOM, Presence::Out))
        .after(mark(MarkKind::Note, Some("his own")));
    visit(over(given), TOM).shows(|case| assert_eq!(case.seen().marks.len(), 1));
}

fn both(name: &str) -> PersonDetails {
    PersonDetails {
        roles: vec![RoleId::new("harmed"), RoleId::new("responsible")],
        ..person(name, "harmed")
    }
}

/// Mira and Tom, each harmed and responsible.
fn mutual() -> Given {
    Given::of(script::shuttle())
        .after(Command::AddPerson(both("Mira")))
        .after(Command::AddPerson(both("Tom")))
        .after(Command::AddPerson(person("Kofi", "facilitator")))
}

#[test]
fn of_two_people_of_both_sides_one_who_is_not_coming_is_not_of_the_side_in_the_room() {
    let given = visit(mutual(), TOM).after(mark(MarkKind::Note, Some("CANARY")));
    let given = over(given).after(presence(TOM, Presence::Away));
    visit(given, MIRA).shows(|case| {
        assert!(!case.may_be_here(p(TOM)));
        assert!(case.seen().marks.is_empty());
    });
}

#[test]
fn a_meeting_put_off_with_one_of_both_sides_begins_anew_for_the_other() {
    let begun = visit(mutual(), MIRA)
        .after(Command::GoOn)
        .after(Command::SkipBecause("CANARY too much".to_owned()))
        .after(Command::ChooseOrder(vec![p(MIRA)], Some(p(MIRA))));
    let put_off = begun.after(Command::Adjourn(None)).later(3_600);
    let with = |who| {
        put_off
            .clone()
            .after(presence(who, Presence::Here))
            .after(presence(KOFI, Presence::Here))
            .after(Command::ResumeSession)
    };
    let given = with(TOM).shows(|case| {
        let seen = case.seen();
        let session = seen.session.as_ref().unwrap();
        assert!(seen.is_one_sided() && session.status == SessionStatus::Running);
        assert!(session.skipped.is_empty() && session.order.is_empty());
        assert!(session.moves.is_empty() && session.reached.is_empty());
        assert!(!session.taking_part.contains_key(&p(MIRA)));
        assert_eq!(session.sitting, 2);
        assert!(seen.current().is_some(), "the room knows where it is");
        assert!(seen.earlier_sessions.is_empty());
    });
    given.after(Command::GoOn);
    with(MIRA).shows(|case| {
        let (seen, session) = (case.seen(), case.session.as_ref().unwrap());
        assert_eq!(seen.session.as_ref().unwrap(), session);
    });
}

fn with_guest() -> Script {
    let mut script = script::shuttle();
    script
        .roles
        .push(script::role("guest", RoleKind::Participant));
    script
}

#[test]
fn somebody_whose_role_the_new_process_lacks_is_of_no_side_and_there_for_no_work() {
    let mut other = script::shuttle();
    other.version = 2;
    let other = std::sync::Arc::new(other);
    let change = Command::ChangeProcess(other.clone(), String::new());
    let given = Given::of(with_guest())
        .knowing(other)
        .people([
            ("Mira", "harmed"),
            ("Tom", "responsible"),
            ("Kofi", "facilitator"),
            ("Ola", "guest"),
        ])
        .after(change);
    given
        .shows(|case| assert!(!case.works_here(case.person(p(4)).unwrap())))
        .after(presence(MIRA, Presence::Here))
        .when(start("with-harmed"))
        .then(Refusal::from(CarryingRefusal::NoRole(p(4))))
        .after(Command::ChangePerson(p(4), person("Ola", "supporter")))
        .after(start("with-harmed"))
        .shows(|case| assert!(!case.may_be_here(p(4))));
}

fn with_consents() -> Given {
    let mut script = script::shuttle();
    script.consents = vec![
        script::consent("take-part", &["harmed", "responsible"], true),
        script::consent("say-nothing", &["facilitator"], true),
    ];
    let by_letter = PersonDetails {
        attends: Attendance::Message,
        ..person("Mira", "harmed")
    };
    Given::of(script)
        .after(Command::AddPerson(by_letter))
        .after(Command::AddPerson(person("Tom", "responsible")))
        .after(Command::AddPerson(person("Kofi", "facilitator")))
}

fn agrees_to(person: u16, consent: &str) -> Command {
    Command::Consent(ConsentCommand::Give {
        person: p(person),
        consent: ConsentId::new(consent),
        said: Said {
            how: HowSaid::Voice,
            on: day("2026-11-22"),
            by: "Kofi".to_owned(),
        },
        review: None,
    })
}

#[test]
fn whoever_sends_word_takes_no_part_in_a_visit_to_the_other_side() {
    let given = visit(with_consents(), TOM).shows(|case| {
        let asked = case.required_consents(ConsentStanding::NotAsked);
        let asked: Vec<PersonId> = asked.into_iter().map(|(person, _)| person).collect();
        assert_eq!(asked, [p(TOM), p(KOFI)]);
    });
    let given = given
        .after(agrees_to(TOM, "take-part"))
        .after(agrees_to(KOFI, "say-nothing"))
        .after(Command::GoOn);
    over(given).shows(|case| {
        let session = case.session.as_ref().unwrap();
        assert!(!session.taking_part.contains_key(&p(MIRA)));
        assert_eq!(session.counts(false), Counted::Yes);
    });
}

#[test]
fn whoever_works_there_is_asked_once_for_all_visits() {
    let given = visit(with_consents(), TOM)
        .after(agrees_to(TOM, "take-part"))
        .after(agrees_to(KOFI, "say-nothing"));
    visit(over(given), MIRA).shows(|case| {
        let seen = case.seen();
        let asked = seen.required_consents(ConsentStanding::NotAsked);
        let asked: Vec<PersonId> = asked.into_iter().map(|(person, _)| person).collect();
        assert_eq!(asked, [p(MIRA)]);
    });
}

#[test]
fn nothing_of_any_kind_is_recorded_of_the_other_side_while_one_side_is_in_the_room() {
    let tom = p(TOM);
    let refused = [
        Command::ChangePerson(tom, person("Thomas", "responsible")),
        Command::RemovePerson(tom),
        Command::SayWilling(tom, Willing::Given),
        presence(TOM, Presence::Out),
        Command::AnswerWithdrawal(tom, MethodStep::Stop, None),
        Command::ChooseOrder(vec![p(MIRA)], Some(tom)),
        agrees_to(TOM, "take-part"),
        Command::Prepare(PreparingCommand::SayNeed(tom, Need::Food, "tea".to_owned())),
        Command::Prepare(PreparingCommand::SetSlot(tom, Slot::default())),
        Command::Prepare(PreparingCommand::Interpret(p(KOFI), vec![tom])),
        Command::Prepare(PreparingCommand::Contact {
            corrects: None,
            person: Some(tom),
            on: day("2026-11-22"),
            how: ContactHow::Phone,
            words: String::new(),
        }),
        Command::StartTimeOut(vec![tom]),
        Command::Mark {
            kind: MarkKind::KeyPoint,
            person: Some(tom),
            text: None,
        },
        Command::ChooseOpening("a song".to_owned(), Some(tom)),
        Command::TakeChildWords {
            child: tom,
            words: "I miss him".to_owned(),
            given: "spoken".to_owned(),
            read_out: true,
        },
        says(TOM, 1, Answer::Yes),
        Command::AskForChange(i(1), tom, "by May".to_owned()),
        nods(TOM, 1),
        Command::Sign(tom, Signing::Voice),
        Command::SettleCopy(tom, None),
        Command::Following(FollowingCommand::TellHarmed(i(1), tom, day("2026-11-22"))),
        Command::Programme(ProgrammeCommand::CatchUp(tom, 1)),
        offers(TOM, MIRA, "from somebody who is not here"),
        carry(CarryingCommand::Talk(m(1), tom)),
    ];
    let given = visit(between_them(), MIRA)
        .after(word("Mend"))
        .after(offers(MIRA, TOM, "Why?"));
    let other = || Refusal::from(CarryingRefusal::NotOfThisSide(tom));
    refused
        .into_iter()
        .fold(given, |given, command| given.when(command).then(other()))
        // What he takes back is answered by its own rules, wherever he is.
        .when(takes_back(TOM, "take-part"))
        .then(Refusal::Consent(ConsentRefusal::NotAsked));
    visit(with_consents(), MIRA)
        .after(takes_back(TOM, "take-part"))
        .shows(|case| assert!(case.seen().consents.is_empty()));
}
