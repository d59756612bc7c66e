//! Days to get in touch, amounts that add up, and the closing of a case as a whole.

mod closing;
mod each_person;

use crate::case::given::{Given, agree, day, draft, i, p, script, word};
use crate::case::{
    Amount, Case, Command, DueWhat, FollowingCommand, ItemDraft, Presence, Progress, Refusal,
    SpokenDate, TypedRefusal, read_hours,
};
use crate::script::{FollowUp, ItemKind, Outcome, Script, SessionKindId};

fn following(command: FollowingCommand) -> Command {
    Command::Following(command)
}

fn get_in_touch(session: u16, place: u16, on: &str) -> Command {
    following(FollowingCommand::MakeFollowUp {
        session,
        place,
        person: Some(p(1)),
        on: day(on),
        words: "she sleeps again".to_owned(),
    })
}

fn stands(item: u16, progress: Progress) -> Command {
    following(FollowingCommand::SayProgress(
        i(item),
        progress,
        progress.is_by_agreement().then_some(p(1)),
        None,
    ))
}

/// A script by which somebody rings after two days and after two weeks.
fn with_days() -> Script {
    let mut script = script::conference();
    let after = |after_days, what: &str| FollowUp {
        after_days,
        what: what.to_owned(),
        each_time: false,
        unless_held: Vec::new(),
        each: Vec::new(),
    };
    script.follow_ups = vec![after(2, "Ring everybody."), after(14, "Ring both sides.")];
    script.agreement.review = script::family().agreement.review;
    if let Some(review) = &mut script.agreement.review {
        review.required = false;
    }
    script
}

fn paid(text: &str, amount: &str) -> Command {
    let mut draft = ItemDraft::new(ItemKind::Action, text);
    draft.amount = Some(amount.to_owned());
    draft.due = Some(SpokenDate {
        on: day("2026-11-30"),
        said: "in a week".to_owned(),
    });
    Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    }
}

/// Something was agreed on 22 November 2026, a Sunday, and the meeting is over.
fn agreed() -> Given {
    Given::of(with_days())
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .here()
        .begun()
        .after(paid("Jay pays for the gate", "£60, in parts"))
        .after(word("We nod when we meet"))
        .after_all(agree(1, [1, 2]))
        .after_all(agree(2, [1, 2]))
        .after(Command::CloseAgreement)
        .after(Command::EndSession(Outcome::Agreement))
}

/// The same with nothing left open.
fn all_done() -> Given {
    let told = |item| {
        let day = day("2026-11-22");
        following(FollowingCommand::TellHarmed(i(item), p(1), day))
    };
    agreed()
        .after(stands(1, Progress::Done))
        .after(stands(2, Progress::Done))
        .after_all([told(1), told(2)])
        .after(get_in_touch(1, 1, "2026-11-22"))
        .after(get_in_touch(1, 2, "2026-11-22"))
}

fn days_due(case: &Case) -> Vec<(String, DueWhat)> {
    let due = case.due().into_iter();
    due.map(|due| (due.on.to_string(), due.what)).collect()
}

#[test]
fn what_is_due_is_named_earliest_first_without_a_name_or_a_word_of_anybody() {
    agreed().shows(|case| {
        assert_eq!(
            days_due(case),
            [
                (
                    "2026-11-24".to_owned(),
                    DueWhat::FollowUp("Ring everybody.".to_owned())
                ),
                ("2026-11-30".to_owned(), DueWhat::Item(1)),
                (
                    "2026-12-06".to_owned(),
                    DueWhat::FollowUp("Ring both sides.".to_owned())
                ),
            ]
        );
        let told: Vec<String> = case.due().iter().map(|due| due.told("item")).collect();
        assert_eq!(told[1], "Item 1 is due.");
    });
}

#[test]
fn what_was_done_and_whoever_was_rung_is_due_no_more() {
    let given = agreed().after(get_in_touch(1, 1, "2026-11-22"));
    assert!(!given.journal_holds("sleeps"));
    given
        .after(stands(1, Progress::Changed))
        .shows(|case| assert_eq!(days_due(case).len(), 1))
        .after(Command::Undo)
        .after(Command::Undo)
        .shows(|case| assert_eq!(days_due(case).len(), 3));
}

#[test]
fn nobody_gets_in_touch_on_a_day_to_come_or_by_a_day_that_no_script_has() {
    agreed()
        .when(get_in_touch(1, 1, "2026-11-23"))
        .then(Refusal::Typed(TypedRefusal::TimeInTheFuture))
        .when(get_in_touch(1, 3, "2026-11-22"))
        .then(Refusal::NotInScript)
        .when(get_in_touch(2, 1, "2026-11-22"))
        .then(Refusal::NotInScript);
}

/// The clocks go forward in the night after the meeting, and back in the night before the day.
#[test]
fn a_change_of_the_clocks_moves_no_day() {
    let given = agreed();
    for (ended, due) in [
        ("2026-03-28T23:30:00+00:00", "2026-03-30"),
        ("2026-03-29T00:30:00+00:00", "2026-03-31"),
        ("2026-10-24T23:30:00+01:00", "2026-10-26"),
        ("2026-10-25T23:59:59+00:00", "2026-10-27"),
    ] {
        let mut case = given.case.clone();
        let session = case.session.as_mut().unwrap();
        session.ended.as_mut().unwrap().at.wall = ended.parse().unwrap();
        assert_eq!(case.follow_ups()[0].on, day(due), "{ended}");
    }
}

#[test]
fn a_later_meeting_has_its_own_days_and_those_before_it_that_were_missed_stay() {
    let week = 7 * 24 * 3_600;
    let review = Command::StartSession(SessionKindId::new("review"));
    agreed()
        .later(week)
        .after(review)
        .after(Command::EndSession(Outcome::NoAgreementWanted))
        .shows(|case| {
            let days: Vec<_> = case.follow_ups();
            let days: Vec<_> = days
                .iter()
                .map(|one| (one.session, one.on.to_string()))
                .collect();
            assert_eq!(
                days,
                [
                    (1, "2026-11-24".to_owned()),
                    (2, "2026-12-01".to_owned()),
                    (2, "2026-12-13".to_owned()),
                ]
            );
        });
}

#[test]
fn amounts_are_read_as_people_say_them() {
    for (said, amount) in [
        ("£60, in parts", Some(6_000)),
        ("1,250.50 pounds", Some(125_050)),
        ("12.5", Some(1_250)),
        ("twenty", None),
        ("1,250", Some(125_000)),
        ("1.250,50", Some(125_050)),
        ("7.505", None),
        ("-5", None),
        ("€ −5", None),
        ("0", Some(0)),
        ("99999999999999999999", None),
        ("", None),
    ] {
        assert_eq!(Amount::read(said), amount.map(Amount), "{said}");
    }
    assert_eq!(Amount(6_000).to_string(), "60");
    assert_eq!(Amount(1_205).to_string(), "12.05");
}

#[test]
fn an_amount_that_is_typed_is_a_number_alone_and_nothing_is_guessed() {
    for (said, money, hours) in [
        ("20", Some(2_000), Some(2_000)),
        (" £20.50 ", Some(2_050), None),
        ("1,250 pounds", Some(125_000), None),
        ("EUR 7,5", Some(750), None),
        ("1.5 hours", None, Some(150)),
        ("2h", None, Some(200)),
        ("-5", None, None),
        ("−5", None, None),
        ("-7.505", None, None),
        ("7.505", None, None),
        ("minus 5", None, None),
        ("20 and 30", None, None),
        ("50p", None, None),
        ("45 minutes", None, None),
        ("2 1/2", None, None),
        ("12.5.3", None, None),
        ("many", None, None),
        ("", None, None),
    ] {
        assert_eq!(Amount::typed(said, false), money.map(Amount), "{said}");
        assert_eq!(Amount::typed(said, true), hours.map(Amount), "{said}");
    }
}

#[test]
fn payments_add_up_to_what_was_agreed() {
    let give = |item, amount, on: &str| {
        following(FollowingCommand::Give(
            i(item),
            Amount(amount),
            day(on),
            Some(p(2)),
        ))
    };
    let so_far = |case: &Case| {
        let item = case.agreed_items()[0].clone();
        let so_far = case.given_so_far(&item).unwrap();
        (so_far.given, so_far.of, so_far.hours)
    };
    agreed()
        .shows(|case| assert!(case.given_so_far(&case.agreed_items()[1]).is_none()))
        .after(give(1, 2_000, "2026-11-22"))
        .after(give(1, 2_050, "2026-11-22"))
        .shows(|case| assert_eq!(so_far(case), (Amount(4_050), Some(Amount(6_000)), false)))
        .after(Command::Undo)
        .shows(|case| assert_eq!(so_far(case).0, Amount(2_000)))
        .when(give(1, 0, "2026-11-22"))
        .then(Refusal::NoAmount)
        .when(give(1, u64::MAX, "2026-11-22"))
        .then(Refusal::NoAmount)
        .when(give(7, 5, "2026-11-22"))
        .then(Refusal::NotInThePlan)
        .when(give(1, 5, "2026-11-24"))
        .then(Refusal::Typed(TypedRefusal::TimeInTheFuture));
}

#[test]
fn what_is_paid_in_full_is_due_no_more_and_stays_open_until_somebody_says_that_it_was_kept() {
    let give = |amount| FollowingCommand::Give(i(1), Amount(amount), day("2026-11-22"), None);
    let is_due = |case: &Case| {
        let mut due = case.due().into_iter();
        due.any(|due| due.what == DueWhat::Item(1))
    };
    agreed()
        .after(following(give(4_000)))
        .shows(|case| assert!(is_due(case)))
        .after(following(give(2_000)))
        .shows(|case| {
            assert!(!is_due(case));
            assert_eq!(case.open_items().count(), 2);
        })
        .after(Command::Undo)
        .shows(|case| assert!(is_due(case)));
}

#[test]
fn hours_add_up_to_those_of_every_month() {
    let mut draft = ItemDraft::new(ItemKind::Action, "Jay helps at the allotments");
    draft.hours = read_hours("March 6, April 8, 3 May 2.5");
    let word = Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    };
    let give = FollowingCommand::Give(i(1), Amount(150), day("2026-11-22"), None);
    Given::conference()
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .here()
        .begun()
        .after(word)
        .after_all(agree(1, [1, 2]))
        .after(Command::CloseAgreement)
        .after(following(give.clone()))
        .after(following(give))
        .shows(|case| {
            let so_far = case.given_so_far(&case.agreed_items()[0]).unwrap();
            assert_eq!(
                (so_far.given, so_far.of),
                (Amount(300), Some(Amount(1_650)))
            );
            assert!(so_far.hours);
        });
}

#[test]
fn what_is_paid_again_and_again_adds_up_to_no_whole_that_anybody_named() {
    let draft = ItemDraft {
        amount: Some("£60".to_owned()),
        repeat: Some("every month".to_owned()),
        ..draft("Jay pays sixty pounds a month until the timber is paid for")
    };
    let word = Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    };
    let give = FollowingCommand::Give(i(1), Amount(6_000), day("2026-11-22"), None);
    Given::conference()
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .here()
        .begun()
        .after(word)
        .after_all(agree(1, [1, 2]))
        .after(Command::CloseAgreement)
        .after(following(give))
        .shows(|case| {
            let so_far = case.given_so_far(&case.agreed_items()[0]).unwrap();
            assert_eq!((so_far.given, so_far.of), (Amount(6_000), None));
        });
}

#[test]
fn whoever_was_harmed_is_to_be_told_each_time_it_stands_otherwise_also_once_they_have_left() {
    use crate::case::Presence;
    let told = following(FollowingCommand::TellHarmed(i(1), p(1), day("2026-11-22")));
    let left = Command::SetPresence(p(1), Presence::Left);
    agreed()
        .attempt(left)
        .shows(|case| assert!(case.still_to_be_told(i(1)).is_empty()))
        .after(stands(1, Progress::Begun))
        .shows(|case| assert_eq!(case.still_to_be_told(i(1)), [p(1)]))
        .after(told)
        .shows(|case| assert!(case.still_to_be_told(i(1)).is_empty()))
        .later(3 * 24 * 3_600)
        .after(stands(1, Progress::Done))
        .shows(|case| assert_eq!(case.still_to_be_told(i(1)), [p(1)]));
}

#[test]
fn a_day_gives_way_to_a_meeting_that_leaves_nothing_of_it_to_be_done() {
    let mut script = with_days();
    let mut review = script.sessions[0].clone();
    review.id = SessionKindId::new("review");
    review.agrees = false;
    script.sessions.push(review);
    script.follow_ups[1].unless_held = vec![SessionKindId::new("review")];
    let both = |case: &Case| {
        let due = days_due(case).into_iter().map(|(_, what)| what);
        due.filter(|what| *what == DueWhat::FollowUp("Ring both sides.".to_owned()))
            .count()
    };
    let first = Given::of(script)
        .people([("Mira", "harmed"), ("Jay", "responsible")])
        .here()
        .begun()
        .after(Command::EndSession(Outcome::NoAgreementWanted))
        .shows(|case| assert_eq!(both(case), 1));
    let held = |outcome| {
        let review = SessionKindId::new("review");
        let here = Command::SetPresence(p(1), Presence::Here);
        let begun = first.clone().later(28 * 86_400).after(here);
        begun
            .after(Command::StartSession(review))
            .after(Command::EndSession(outcome))
    };
    held(Outcome::NoAgreementWanted).shows(|case| assert_eq!(both(case), 0));
    held(Outcome::EndedEarly).shows(|case| assert!(both(case) > 0));
}
