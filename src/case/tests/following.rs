//! What became of what was agreed, looked at in a later meeting.

use std::sync::Arc;

use crate::case::given::{Given, agree, day, i, p, person, reword, says, script, word};
use crate::case::{
    Answer, Command, Event, FollowingCommand, FollowingEvent, ItemDraft, Party, Progress, Refusal,
    SessionStatus, TypedRefusal,
};
use crate::script::{ItemKind, Outcome, RecordKind, Script, ScriptId, SessionKindId};

fn stands(item: u16, progress: Progress) -> Command {
    Command::Following(FollowingCommand::SayProgress(
        i(item),
        progress,
        progress.is_by_agreement().then_some(p(1)),
        None,
    ))
}

/// Another process, for a family.
fn looking_again() -> Arc<Script> {
    let mut other = script::family();
    other.id = ScriptId::new("looking-again");
    Arc::new(other)
}

/// An agreement of two items was closed, and the meeting is over.
pub(super) fn agreed() -> Given {
    Given::conference()
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .here()
        .begun()
        .after(word("Jay mends the gate"))
        .after(word("We nod when we meet"))
        .after_all(agree(1, [1, 2]))
        .after_all(agree(2, [1, 2]))
        .after(Command::CloseAgreement)
        .after(Command::EndSession(Outcome::Agreement))
}

/// A meeting, a conversation and a review, of which the review looks back.
pub(super) fn with_a_review() -> Script {
    let mut script = script::conference();
    let kind = |id: &str| {
        let mut kind = script.sessions[0].clone();
        kind.id = SessionKindId::new(id);
        kind
    };
    let mut review = kind("review");
    review.stages[0].prompts[0].record = Some(RecordKind::Progress);
    script.sessions = vec![kind("meeting"), kind("conversation"), review];
    script
}

#[test]
fn once_something_was_agreed_the_meeting_that_looks_back_on_it_is_next() {
    let next = |given: &Given| given.case.next_kind().unwrap().id.to_string();
    let meet = Command::StartSession(SessionKindId::new("meeting"));
    let met = Given::of(with_a_review())
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .here()
        .after(meet.clone());
    let not_agreed = met.after(Command::EndSession(Outcome::NoAgreementWanted));
    assert_eq!(next(&not_agreed), "conversation");
    let agreed = not_agreed
        .here()
        .after(meet)
        .after(word("Jay mends the gate"))
        .after_all(agree(1, [1, 2]))
        .after(Command::CloseAgreement)
        .after(Command::EndSession(Outcome::Agreement));
    assert_eq!(next(&agreed), "review");
}

#[test]
fn what_was_agreed_elsewhere_is_looked_at_from_the_first_meeting_on() {
    let gate = ItemDraft {
        owner: vec![Party::Person(p(2))],
        ..ItemDraft::new(ItemKind::Action, "Jay mends the gate")
    };
    let bring = Command::BringAgreement(vec![gate].into());
    let people = [("Mira", "harmed"), ("Jay", "responsible")];
    let before = Given::of(with_a_review()).people(people);
    let brought = before.after(bring.clone()).shows(|case| {
        assert!(case.agreement.closed);
        assert_eq!(case.open_items().count(), 1);
        assert!(case.board().all(|item| case.is_agreed(item)));
        let item = &case.agreed_items()[0];
        assert!(item.answers.is_empty() && item.read_back.is_empty());
        assert!(case.closing_session().is_none());
    });
    let brought = brought.when(bring.clone()).then(Refusal::AgreementClosed);
    let review = Command::StartSession(SessionKindId::new("review"));
    brought
        .here()
        .after(review.clone())
        .after(stands(1, Progress::Done))
        .shows(|case| {
            assert_eq!(case.open_items().count(), 0);
            assert!(case.closing_session().is_none(), "not agreed in the review");
        })
        .when(Command::EndSession(Outcome::Agreement))
        .then(Refusal::NothingNewAgreed);
    Given::of(with_a_review())
        .people(people)
        .here()
        .after(review)
        .when(bring)
        .then(Refusal::BroughtTooLate);
}

#[test]
fn what_was_brought_along_is_agreed_in_the_review_only_once_it_is_closed_there() {
    let draft = |text: &str| ItemDraft {
        owner: vec![Party::Person(p(2))],
        ..ItemDraft::new(ItemKind::Action, text)
    };
    let bring =
        Command::BringAgreement(vec![draft("Jay mends the gate"), draft("Jay nods")].into());
    let opened = Given::of(with_a_review())
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .after(bring)
        .here()
        .after(Command::StartSession(SessionKindId::new("review")))
        .after(Command::ReopenAgreement("more time".to_owned()))
        .shows(|case| assert!(case.board().all(|item| case.is_agreed(item))));
    // A word against it counts as anywhere, and a further wording needs everybody's yes.
    let opened = opened
        .after(says(2, 1, Answer::NotYet))
        .shows(|case| assert!(!case.is_agreed(case.item(i(1)).unwrap())))
        .after(reword(2, "Jay nods and waves"))
        .shows(|case| assert!(!case.is_agreed(case.item(i(2)).unwrap())));
    opened
        .after(says(2, 1, Answer::Yes))
        .after_all(agree(2, [1, 2]))
        .after(Command::CloseAgreement)
        .shows(|case| assert_eq!(case.closing_session().unwrap().number, 1))
        .after(Command::EndSession(Outcome::Agreement));
}

#[test]
fn opened_and_closed_again_before_anybody_met_it_is_what_was_brought_along() {
    let bring = Command::BringAgreement(vec![ItemDraft::new(ItemKind::Action, "We nod")].into());
    Given::of(with_a_review())
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .after(bring)
        .after(Command::ReopenAgreement("a wrong word".to_owned()))
        .after(Command::CloseAgreement)
        .here()
        .after(Command::StartSession(SessionKindId::new("review")))
        .shows(|case| assert!(case.closing_session().is_none()));
}

#[test]
fn it_was_agreed_in_the_meeting_before_the_closing_whatever_times_were_typed_since() {
    let began = "2026-11-22T14:05:00+00:00".parse().unwrap();
    agreed()
        .after(Command::StartSessionHeld(
            SessionKindId::new("meeting"),
            began,
        ))
        .shows(|case| {
            let (closed, _) = &case.agreement.closings[0];
            assert!(began < closed.wall);
            assert_eq!(case.closing_session().unwrap().number, 1);
        })
        .when(Command::EndSession(Outcome::Agreement))
        .then(Refusal::NothingNewAgreed);
}

#[test]
fn an_item_is_open_until_somebody_says_how_it_stands() {
    agreed()
        .shows(|case| assert_eq!(case.open_items().count(), 2))
        .after(stands(1, Progress::Done))
        .shows(|case| {
            assert_eq!(case.progress_of(i(1)), Progress::Done);
            assert_eq!(case.open_items().count(), 1);
        });
}

#[test]
fn a_later_word_on_an_item_leaves_the_earlier_one_in_its_story() {
    agreed()
        .after(stands(1, Progress::Begun))
        .after(stands(1, Progress::Partly))
        .when(stands(1, Progress::Partly))
        .then_nothing()
        .shows(|case| assert_eq!(case.following.said[&i(1)].len(), 2));
}

#[test]
fn the_words_about_an_item_stand_in_the_notes_alone() {
    let said = FollowingCommand::SayProgress(
        i(1),
        Progress::NotDone,
        Some(p(2)),
        Some("he had no paint".to_owned()),
    );
    let given = agreed().after(Command::Following(said));
    assert!(!given.journal_holds("paint"));
}

#[test]
fn what_people_changed_or_let_go_needs_somebody_who_said_so() {
    let mut agreed = agreed();
    for progress in [Progress::Changed, Progress::Dropped] {
        let said = FollowingCommand::SayProgress(i(1), progress, None, None);
        let refused = agreed.when(Command::Following(said));
        agreed = refused.then(Refusal::NobodySaidSo);
    }
    agreed
        .after(stands(1, Progress::Dropped))
        .shows(|case| assert_eq!(case.progress_of(i(1)), Progress::Dropped));
}

#[test]
fn only_what_was_agreed_can_be_kept_or_not_kept() {
    Given::conference()
        .people([("Mira", "harmed")])
        .when(stands(1, Progress::Done))
        .then(Refusal::NoClosedAgreement);
    agreed()
        .when(stands(7, Progress::Done))
        .then(Refusal::NotInThePlan);
}

#[test]
fn whoever_was_harmed_is_told_and_nobody_else() {
    let told = |person, on: &str| {
        Command::Following(FollowingCommand::TellHarmed(i(1), p(person), day(on)))
    };
    agreed()
        .when(told(2, "2026-11-22"))
        .then(Refusal::NotHarmed(p(2)))
        .when(told(1, "2031-01-01"))
        .then(Refusal::Typed(TypedRefusal::TimeInTheFuture))
        .when(told(1, "2026-11-22"))
        .then(Event::Following(FollowingEvent::HarmedTold {
            item: i(1),
            person: p(1),
            on: day("2026-11-22"),
        }));
}

#[test]
fn a_review_begins_from_what_the_last_meeting_left() {
    agreed()
        .after(Command::StartSession(SessionKindId::new("review")))
        .after(stands(2, Progress::Done))
        .shows(|case| {
            assert_eq!(case.open_items().count(), 1);
            assert_eq!(case.people.len(), 2);
        });
}

#[test]
fn a_review_that_closed_nothing_anew_comes_to_no_further_agreement() {
    let review = || agreed().after(Command::StartSession(SessionKindId::new("review")));
    review()
        .when(Command::EndSession(Outcome::Agreement))
        .then(Refusal::NothingNewAgreed);
    let ended = review()
        .after(Command::ReopenAgreement("more time".to_owned()))
        .after(Command::CloseAgreement)
        .after(Command::EndSession(Outcome::Agreement));
    ended.shows(|case| assert_eq!(case.agreement.closings.len(), 2));
}

#[test]
fn a_case_goes_over_to_another_process_and_keeps_its_history() {
    let given = agreed();
    let other = looking_again();
    let change = || Command::ChangeProcess(other.clone(), "00".to_owned());
    given
        .knowing_as(other.clone(), "00")
        .when(change())
        .then_shows(|case| {
            assert_eq!(case.script.id.as_str(), "looking-again");
            assert_eq!(case.agreed_items().len(), 2);
            let first = case.session.as_ref().unwrap();
            assert_eq!(first.status, SessionStatus::Ended);
            assert!(
                case.session_kind().is_some(),
                "its own script is known still"
            );
        })
        .when(change())
        .then_nothing();
}

#[test]
fn a_process_is_not_changed_while_people_meet() {
    let other = looking_again();
    Given::conference()
        .people([("Mira", "harmed")])
        .here()
        .begun()
        .when(Command::ChangeProcess(other, String::new()))
        .then(Refusal::SessionRunning);
}

#[test]
fn whoever_fitted_nowhere_is_again_what_they_were_where_a_process_knows_it() {
    let (family, back) = (looking_again(), script::conference());
    let mut back = (*Arc::new(back)).clone();
    back.id = ScriptId::new("a-conference-again");
    let back = Arc::new(back);
    let role = |case: &crate::case::Case| case.people[0].details.roles.clone();
    Given::conference()
        .knowing(family.clone())
        .knowing(back.clone())
        .after(Command::AddPerson(person("Mira", "harmed")))
        .after(Command::ChangeProcess(family, String::new()))
        .shows(|case| assert!(role(case).is_empty()))
        .after(Command::ChangeProcess(back, String::new()))
        .shows(|case| assert_eq!(role(case)[0].as_str(), "harmed"));
}

#[test]
fn people_keep_their_roles_by_name_or_else_by_kind() {
    let other = looking_again();
    Given::conference()
        .knowing(other.clone())
        .after(Command::AddPerson(person("Robin", "facilitator")))
        .after(Command::AddPerson(person("Mira", "harmed")))
        .after(Command::ChangeProcess(other, String::new()))
        .shows(|case| {
            assert_eq!(case.people[0].details.roles[0].as_str(), "facilitator");
            assert!(
                case.people[1].details.roles.is_empty(),
                "a family has no such role"
            );
        });
}
