use proptest::prelude::*;

use crate::case::given::*;
use crate::case::*;
use crate::script::{DecisionId, GateId, Outcome, OutcomeId, SessionKindId, StageId};

fn person_id() -> impl Strategy<Value = PersonId> {
    (1..5_u16).prop_map(PersonId)
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        4 => Just(Answer::Yes),
        1 => Just(Answer::Change),
        1 => Just(Answer::Abstains),
    ]
}

fn mark_id() -> impl Strategy<Value = MarkId> {
    (8..40_u64).prop_map(MarkId)
}

fn of_people() -> impl Strategy<Value = Command> {
    let presence = prop_oneof![
        3 => Just(Presence::Here),
        1 => Just(Presence::Out),
        1 => Just(Presence::Left),
    ];
    let willing = prop_oneof![3 => Just(Willing::Given), 1 => Just(Willing::Withdrawn)];
    let step = prop_oneof![
        Just(MethodStep::GoOnWithout),
        Just(MethodStep::Stop),
        Just(MethodStep::End)
    ];
    prop_oneof![
        (person_id(), presence).prop_map(|(id, presence)| Command::SetPresence(id, presence)),
        (person_id(), willing).prop_map(|(id, willing)| Command::SayWilling(id, willing)),
        (person_id(), step).prop_map(|(id, step)| Command::AnswerWithdrawal(id, step, None)),
        person_id().prop_map(Command::RemovePerson),
    ]
}

fn of_turns() -> impl Strategy<Value = Command> {
    let stage = prop_oneof![
        Just("opening"),
        Just("agreement"),
        Just("plan"),
        Just("facts")
    ];
    let outcome = prop_oneof![Just("on"), Just("again"), Just("swap"), Just("pause")];
    let gate = prop_oneof![Just("ready"), Just("out-of-room-family-time-1")];
    prop_oneof![
        6 => Just(Command::GoOn),
        1 => Just(Command::GoBack),
        1 => Just(Command::Skip(SkipReason::Later)),
        1 => Just(Command::SkipBecause("SECRET reason".to_owned())),
        1 => stage.prop_map(|id| Command::GoToStage(StageId::new(id))),
        1 => gate.prop_map(|id| Command::AnswerGate {
            gate: GateId::new(id),
            met: true,
            reason: Some("SECRET reason".to_owned()),
        }),
        2 => outcome.prop_map(|id| Command::Decide {
            decision: DecisionId::new("how-on"),
            outcome: OutcomeId::new(id),
            by: None,
            until: None,
        }),
        1 => Just(Command::StartBreak),
        1 => Just(Command::EndBreak),
        1 => Just(Command::EndTimeOut(TimeOutEnd::Continue, None)),
        1 => Just(Command::CallBackIn),
        2 => Just(Command::EndPrivateTime),
    ]
}

fn of_words() -> impl Strategy<Value = Command> {
    prop_oneof![
        Just(mark(MarkKind::Idea, Some("SECRET idea"))),
        Just(mark(MarkKind::Note, Some("SECRET note"))),
        mark_id().prop_map(|id| Command::AddWords(id, "SECRET words".to_owned())),
        (mark_id(), any::<bool>()).prop_map(|(id, kept)| Command::Keep(id, kept)),
        mark_id().prop_map(Command::Strike),
        Just(Command::AgreeGroundRule("listen".to_owned())),
        Just(Command::SetBottomLine(None, "a bed".to_owned())),
        Just(Command::SetPlanField(
            PlanField::Contingency,
            Some("none".to_owned())
        )),
        Just(Command::SetReview(Some(day("2027-01-10")))),
    ]
}

fn of_items() -> impl Strategy<Value = Command> {
    let item = || 1..3_u16;
    prop_oneof![
        1 => Just(word("Mend")),
        1 => item().prop_map(|item| reword(item, "Mend it")),
        1 => item().prop_map(|item| Command::RemoveItem(i(item))),
        4 => (item(), person_id(), answer())
            .prop_map(|(item, id, answer)| Command::AnswerItem(i(item), id, answer)),
        4 => (item(), person_id()).prop_map(|(item, id)| nods(id.0, item)),
        2 => item().prop_map(|item| Command::Ratify {
            item: i(item),
            by: p(3),
            verdict: Verdict::AgreedIf,
            reason: Some("if he wants".to_owned()),
            family_answer: None,
        }),
        3 => Just(Command::CloseAgreement),
        1 => Just(Command::ReopenAgreement("SECRET slip".to_owned())),
        1 => person_id().prop_map(|id| Command::Sign(id, Signing::Paper)),
    ]
}

fn of_ends() -> impl Strategy<Value = Command> {
    let outcome = prop_oneof![Just(Outcome::Agreement), Just(Outcome::EndedEarly)];
    prop_oneof![
        4 => Just(Command::Undo),
        3 => Just(Command::Redo),
        1 => Just(Command::Adjourn(None)),
        2 => Just(Command::ResumeSession),
        1 => outcome.prop_map(Command::EndSession),
        1 => Just(Command::EraseWorkingNotes),
        1 => Just(Command::StartSession(SessionKindId::new("review"))),
    ]
}

fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        2 => of_people(),
        5 => of_turns(),
        3 => of_words(),
        5 => of_items(),
        2 => of_ends(),
    ]
}

/// A conference at its beginning, one with an agreed item, one with a closed
/// agreement and notes, and a family meeting.
fn beginnings() -> [Given; 4] {
    let people =
        |names: [&'static str; 3]| [("Mira", names[0]), ("Tom", names[1]), ("Ann", names[2])];
    let circle = || {
        Given::conference()
            .people(people(["harmed", "responsible", "supporter"]))
            .here()
            .begun()
    };
    let agreed = || circle().after(word("Mend")).after_all(agree(1, [1, 2]));
    let noted = || agreed().after(mark(MarkKind::Idea, Some("SECRET idea")));
    [
        circle(),
        agreed(),
        noted().after(Command::CloseAgreement),
        Given::family()
            .people(people(["family", "child", "worker"]))
            .here()
            .begun(),
    ]
}

proptest! {
    #[test]
    fn the_turn_before_another_is_the_same_as_in_the_whole_itinerary(
        commands in proptest::collection::vec(any_command(), 1..60)
    ) {
        for beginning in beginnings() {
            let case = commands.iter().cloned().fold(beginning, Given::attempt).case;
            let turns = case.itinerary();
            let reached = case.session.iter().flat_map(|session| &session.moves);
            for (_, _, turn) in reached {
                let (Ok(place) | Err(place)) = case.place_of(&turns, turn);
                let before = turns[..place].iter().rev().find(|turn| turn.here);
                let found = case.turn_before(turn, |turn| turn.here);
                prop_assert_eq!(found.as_ref(), before);
            }
        }
    }

    #[test]
    fn whatever_happens_a_replay_gives_the_same_case(
        commands in proptest::collection::vec(any_command(), 1..60)
    ) {
        for beginning in beginnings() {
            let given = commands.iter().cloned().fold(beginning, Given::attempt);
            let secret = given.journal_holds("SECRET");
            let given = given.shows(|case| {
                let session = case.session.as_ref().unwrap();
                let over = session.status == SessionStatus::Ended;
                assert!(!over || (session.pause.is_none() && session.private.is_none()));
                assert!(session.position.is_some());
            });
            prop_assert!(!secret);
            let erased = given.case.erased.clone();
            prop_assert!(given.note_numbers().all(|id| !erased.contains(&id)));
        }
    }

    #[test]
    fn whatever_is_undone_is_the_same_again_when_it_is_put_back(
        commands in proptest::collection::vec(any_command(), 1..40)
    ) {
        for beginning in beginnings() {
            let given = commands.iter().cloned().fold(beginning, Given::attempt);
            let before = given.case.clone();
            let Ok(undone) = given.try_it(Command::Undo) else {
                continue;
            };
            let after = undone.after(Command::Redo).case;
            prop_assert_eq!(&before.agreement, &after.agreement);
            prop_assert_eq!(&before.marks, &after.marks);
            prop_assert_eq!(&before.session, &after.session);
            prop_assert_eq!(&before.people, &after.people);
            prop_assert_eq!(&before.ground_rules, &after.ground_rules);
        }
    }
}
