use proptest::prelude::*;

use super::carrying::*;
use super::one_side_prepared::{
    NOBODY, between_sittings, prepared, prepared_for, taken_back, tells_what_was_taken_back,
};
use crate::case::given::*;
use crate::case::*;
use crate::script::{Outcome, RoleId};

const MIRA: u16 = 1;
const TOM: u16 = 2;
const KOFI: u16 = 3;

fn here(person: u16) -> Command {
    Command::SetPresence(p(person), Presence::Here)
}

#[test]
fn a_visit_to_one_side_begins_once_it_is_said_who_of_it_is_in_the_room() {
    let kind = crate::script::SessionKindId::new("with-harmed");
    between_them()
        .when(start("with-harmed"))
        .then(Refusal::from(CarryingRefusal::WhoIsHere(kind.clone())))
        .after(here(KOFI))
        .when(start("with-harmed"))
        .then(Refusal::from(CarryingRefusal::WhoIsHere(kind)))
        .after(here(MIRA))
        .after(here(TOM))
        .when(start("with-harmed"))
        .then(Refusal::from(CarryingRefusal::OtherSideHere(p(TOM))))
        .after(Command::SetPresence(p(TOM), Presence::Left))
        .after(start("with-harmed"))
        .shows(|case| {
            assert!(case.is_one_sided());
            let speakers: Vec<PersonId> = case.speakers().iter().map(|who| who.id).collect();
            assert_eq!(speakers, [p(MIRA)]);
        });
}

#[test]
fn nothing_of_the_other_side_is_recorded_while_one_side_is_in_the_room() {
    let other = || Refusal::from(CarryingRefusal::NotOfThisSide(p(TOM)));
    visit(between_them(), MIRA)
        .after(word("Mend"))
        .when(here(TOM))
        .then(other())
        .when(Command::SayWilling(p(TOM), Willing::Given))
        .then(other())
        .when(says(TOM, 1, Answer::Yes))
        .then(other());
}

#[test]
fn who_supports_somebody_is_in_the_room_beside_them_alone() {
    let beside = |name: &str, supports: u16| PersonDetails {
        supports: Some(p(supports)),
        ..person(name, "supporter")
    };
    let given = between_them()
        .after(Command::AddPerson(beside("Ann", MIRA)))
        .after(Command::AddPerson(beside("Ben", TOM)))
        .after(here(4));
    visit(given, MIRA).shows(|case| {
        assert!(case.may_be_here(p(4)) && case.may_be_here(p(KOFI)));
        assert!(!case.may_be_here(p(5)));
    });
}

#[test]
fn a_visit_is_to_somebody_of_the_side_and_not_to_whoever_is_beside_them() {
    let beside = PersonDetails {
        supports: Some(p(MIRA)),
        ..person("Ann", "supporter")
    };
    let kind = crate::script::SessionKindId::new("with-harmed");
    between_them()
        .after(Command::AddPerson(beside))
        .after(here(4))
        .when(start("with-harmed"))
        .then(Refusal::from(CarryingRefusal::WhoIsHere(kind)))
        .after(here(MIRA))
        .after(start("with-harmed"));
}

#[test]
fn a_session_put_off_asks_again_who_is_in_the_room() {
    let kind = crate::script::SessionKindId::new("with-harmed");
    visit(between_them(), MIRA)
        .after(Command::Adjourn(None))
        .shows(|case| assert!(!case.is_one_sided()))
        .when(Command::ResumeSession)
        .then(Refusal::from(CarryingRefusal::WhoIsHere(kind)))
        .later(60)
        .after(here(MIRA))
        .after(Command::ResumeSession)
        .shows(|case| assert!(case.is_one_sided()));
}

#[test]
fn marks_notes_and_ideas_of_the_other_side_are_not_there_and_not_counted() {
    let given = visit(between_them(), MIRA)
        .after(mark(MarkKind::Note, Some("CANARY she cried")))
        .after(mark(MarkKind::Idea, Some("CANARY a new door")));
    let id = given.case.marks[0].id;
    let given = visit(over(given), TOM).after(mark(MarkKind::KeyPoint, None));
    let given = given
        .shows(|case| {
            let seen = case.seen();
            assert_eq!(seen.marks.len(), 1);
            assert_eq!(case.marks.len(), 3);
            assert!(seen.earlier_sessions.is_empty());
            assert_eq!(seen.session.as_ref().unwrap().number, 1);
        })
        .when(Command::AddWords(id, "more".to_owned()))
        .then(Refusal::NoSuchMark)
        .when(Command::Strike(id))
        .then(Refusal::NoSuchMark);
    visit(over(given), MIRA).shows(|case| assert_eq!(case.seen().marks.len(), 2));
}

#[test]
fn undo_never_reaches_into_a_sitting_with_the_other_side() {
    let given = visit(between_them(), MIRA).after(mark(MarkKind::Idea, Some("CANARY")));
    visit(over(given), TOM)
        .when(Command::Undo)
        .then(Refusal::NothingToUndo);
}

pub(super) fn carries_item(from: u16, to: u16, item: u16, text: &str) -> Command {
    carry(CarryingCommand::Offer {
        kind: CarriedKind::Message,
        from: p(from),
        to: p(to),
        answers: None,
        item: Some(i(item)),
        text: text.to_owned(),
        helped_by: None,
    })
}

pub(super) fn passed(given: Given, message: u16) -> Given {
    given
        .after(agrees(message))
        .after(consents(message, Extent::All, None))
        .after(looks(message, kofi(), None))
}

/// Mira proposes something and agrees to it.
fn proposed() -> Given {
    visit(between_them(), MIRA)
        .after(word("CANARY Tom mends the gate"))
        .after_all(agree(1, [MIRA]))
}

#[test]
fn what_one_side_puts_on_the_board_is_there_for_the_other_once_it_was_carried() {
    let given = proposed();
    visit(over(given.clone()), TOM)
        .shows(|case| assert_eq!(case.seen().board().count(), 0))
        .when(reword(1, "mine"))
        .then(Refusal::NoSuchItem)
        .after(word("Tom pays for the paint"))
        .shows(|case| {
            let ids: Vec<ItemId> = case.seen().board().map(|item| item.id).collect();
            assert_eq!(ids, [i(2)], "no number is given twice");
        });
    let given = given.after(carries_item(MIRA, TOM, 1, "Would you mend the gate?"));
    visit(over(passed(given, 1)), TOM)
        .shows(|case| assert_eq!(case.seen().board().count(), 0))
        .after(delivers(1))
        .shows(|case| {
            let seen = case.seen();
            let item = seen.item(i(1)).unwrap();
            assert_eq!(item.draft().unwrap().text, "CANARY Tom mends the gate");
            assert_eq!(item.answer_of(p(MIRA)), Some(Answer::Yes));
        })
        .when(reword(1, "Tom looks at the gate"))
        .then(Refusal::from(CarryingRefusal::TheirOffer))
        .when(Command::RemoveItem(i(1)))
        .then(Refusal::from(CarryingRefusal::TheirOffer))
        .after_all(agree(1, [TOM]));
}

#[test]
fn an_agreement_needs_the_yes_of_both_sides_carried_to_where_it_is_closed() {
    let given = proposed()
        .when(Command::CloseAgreement)
        .then(Refusal::NotAgreed(vec![(i(1), vec![p(TOM)])]))
        .after(carries_item(MIRA, TOM, 1, "Would you mend the gate?"));
    let given = visit(over(passed(given, 1)), TOM).after(delivers(1));
    let given = given.after_all(agree(1, [TOM]));
    visit(over(given.clone()), MIRA)
        .when(Command::CloseAgreement)
        .then(Refusal::NotAgreed(vec![(i(1), vec![p(TOM)])]));
    let given = passed(given.after(carries_item(TOM, MIRA, 1, "Yes, I will.")), 2);
    let given = visit(over(given), MIRA)
        .after(delivers(2))
        .after(Command::CloseAgreement)
        .after(Command::Sign(p(MIRA), Signing::Paper))
        .shows(|case| {
            let (_, closed) = &case.agreement.closings[0];
            assert_eq!(closed.items[0].answers.len(), 2);
        });
    let given = given
        .after(Command::EndSession(Outcome::Agreement))
        .later(3_600);
    visit(given, TOM)
        .shows(|case| assert_eq!(case.seen().agreement.closings.len(), 1))
        .after(Command::Sign(p(TOM), Signing::Voice));
}

#[test]
fn a_proposal_reworded_after_it_was_carried_is_hidden_until_it_is_carried_again() {
    let given = passed(
        proposed().after(carries_item(MIRA, TOM, 1, "Would you?")),
        1,
    );
    let given = given.after(reword(1, "CANARY Tom mends the gate by May"));
    visit(over(given), TOM).shows(|case| assert_eq!(case.seen().board().count(), 0));
}

#[test]
fn of_two_people_who_are_harmed_and_responsible_at_once_only_who_came_is_of_the_side() {
    let both = |name: &str| PersonDetails {
        roles: vec![RoleId::new("harmed"), RoleId::new("responsible")],
        ..person(name, "harmed")
    };
    let given = Given::of(script::shuttle())
        .after(Command::AddPerson(both("Mira")))
        .after(Command::AddPerson(both("Tom")))
        .after(Command::AddPerson(person("Kofi", "facilitator")));
    let given = given
        .clone()
        .after(here(MIRA))
        .after(here(TOM))
        .when(start("with-harmed"))
        .then(Refusal::from(CarryingRefusal::OtherSideHere(p(TOM))))
        .after(Command::SetPresence(p(TOM), Presence::Left));
    let given = given
        .after(start("with-harmed"))
        .after(offers(MIRA, TOM, "CANARY why?"))
        .after(mark(MarkKind::Note, Some("CANARY note")));
    visit(over(given), TOM).shows(|case| {
        let seen = case.seen();
        assert!(seen.carrying.messages.is_empty());
        assert!(seen.marks.is_empty());
    });
}

#[test]
fn between_sittings_everything_is_there_again() {
    let given = visit(between_them(), MIRA).after(mark(MarkKind::Note, Some("CANARY")));
    let given = visit(over(given), TOM);
    over(given).shows(|case| assert_eq!(case.seen().marks.len(), 1));
}

/// Words that nobody of the other side may see, made by whoever is in the room, or of whom they
/// are; of nobody, nobody may.
pub(super) fn canary(who: u16) -> String {
    format!("CANARY{who}")
}

pub(super) fn of_sitting(who: u16) -> impl Strategy<Value = Command> {
    let other = if who == MIRA { TOM } else { MIRA };
    let message = || 1..6_u16;
    let text = canary(who);
    let (a, b, c, d) = (text.clone(), text.clone(), text.clone(), text.clone());
    prop_oneof![
        2 => Just(mark(MarkKind::Note, Some(&text))),
        1 => Just(mark(MarkKind::Idea, Some(&text))),
        1 => Just(Command::SkipBecause(a)),
        1 => Just(Command::AgreeGroundRule(b)),
        1 => Just(Command::SetPlanField(PlanField::Purpose, Some(c))),
        2 => Just(word(&text)),
        2 => Just(offers(who, other, &text)),
        1 => (1..4_u16).prop_map(move |item| carries_item(who, other, item, &canary(who))),
        2 => message().prop_map(agrees),
        // Somebody lets pass on what they chose to say, and no canary.
        2 => message().prop_map(|message| consents(message, Extent::Paraphrase, Some("for them"))),
        2 => message().prop_map(|message| looks(message, kofi(), None)),
        2 => message().prop_map(delivers),
        1 => message().prop_map(move |message| carry(CarryingCommand::NoteReaction {
            message: m(message),
            text: d.clone(),
            agreed: true,
            tell: false,
        })),
        1 => message().prop_map(|message| carry(CarryingCommand::Withdraw(m(message)))),
        1 => taken_back(who, other),
        // Words that all may be passed on of, for there is no canary in them.
        1 => Just(offers(who, other, "for them, and more")),
        1 => message().prop_map(|message| words(message, "for them, and more")),
        2 => message().prop_map(|message| consents(message, Extent::All, None)),
        1 => Just(Command::GoOn),
        1 => Just(Command::Undo),
        1 => Just(Command::Redo),
        2 => prepared(who, who),
    ]
}

/// Whether a command would let all of words with a canary in them be passed on, as nobody does
/// here.
pub(super) fn lets_a_canary_go(case: &Case, command: &Command) -> bool {
    let Command::Carrying(CarryingCommand::Consent(id, Extent::All, _)) = command else {
        return false;
    };
    let message = case.carrying.message(*id);
    message.is_some_and(|message| {
        let told = message.text().is_some_and(|text| text.contains("CANARY"));
        told || message.about.is_some()
    })
}

/// Every word of a case that somebody could be shown, answers and moments left out.
pub(super) fn everything(case: &Case) -> String {
    let history = case.history.iter().map(|recorded| {
        let words: Vec<String> = recorded
            .event
            .words()
            .map(|words| format!("{:?}", words.content))
            .collect();
        format!("{:?} {}", recorded.event, words.join(" "))
    });
    let marks = case.marks.iter().flat_map(|mark| &mark.words);
    let items = case
        .agreement
        .items
        .iter()
        .flat_map(|item| item.versions.iter().map(|(_, words)| words));
    let settled = case.agreement.settled.values();
    let messages = case.carrying.messages.iter().flat_map(|message| {
        let wordings = message.wordings.iter().map(|wording| &wording.words);
        let passing = message
            .consents
            .iter()
            .filter_map(|consent| consent.words.as_ref());
        wordings
            .chain(passing)
            .chain(message.reaction.as_ref().map(|(words, _)| words))
    });
    let words = marks.chain(items).chain(settled).chain(messages);
    let words: Vec<String> = words.map(|words| format!("{:?}", words.content)).collect();
    let history: Vec<String> = history.collect();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {} {}",
        case.ground_rules,
        case.opening,
        case.preparing,
        case.consents,
        case.agreement.closings,
        words.join(" "),
        history.join("\n")
    )
}

proptest! {
    #[test]
    fn no_sequence_of_sittings_shows_one_side_what_the_other_did_not_have_carried(
        sittings in proptest::collection::vec(
            (
                any::<bool>(),
                proptest::collection::vec(between_sittings(), 0..8),
                proptest::collection::vec((of_sitting(MIRA), of_sitting(TOM)), 1..25),
            ),
            2..6,
        )
    ) {
        let mut given = prepared_for();
        for (with_mira, groundwork, commands) in sittings {
            let (who, other) = if with_mira { (MIRA, TOM) } else { (TOM, MIRA) };
            given = groundwork.into_iter().fold(given, Given::attempt);
            prop_assert!(matches!(given.case.seen(), std::borrow::Cow::Borrowed(_)));
            given = visit(given, who);
            let shown = everything(&given.case.seen());
            prop_assert!(!shown.contains(&canary(other)) && !shown.contains(&canary(NOBODY)), "{shown}");
            for (miras, toms) in commands {
                let command = if with_mira { miras } else { toms };
                if lets_a_canary_go(&given.case, &command) {
                    continue;
                }
                given = given.attempt(command);
                let seen = given.case.seen();
                let shown = everything(&seen);
                let theirs = shown.contains(&canary(other)) || shown.contains(&canary(NOBODY));
                prop_assert!(!theirs, "{shown}");
                prop_assert!(!tells_what_was_taken_back(&seen, other), "{shown}");
            }
            given = given.shows(|_| {}).after(Command::EndSession(Outcome::NoAgreementWanted)).later(3_600);
        }
    }
}
