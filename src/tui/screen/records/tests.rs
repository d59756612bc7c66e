use std::sync::Arc;

use crate::case::{
    Amount, Answer, BottomLineId, Command, ItemDraft, ItemId, PersonId, PlanField, Progress, Words,
};
use crate::script::{FollowUp, ItemKind, Outcome, RecordKind};
use crate::tui::effect::{OverlayRequest, PreparingPanel, ScreenRequest};
use crate::tui::testing::{World, script};

fn record(world: World, kind: RecordKind) -> World {
    world.open(ScreenRequest::Record(kind))
}

#[test]
fn ground_rules_are_typed_one_after_the_other() {
    let world = World::conference()
        .press("space tab")
        .words("One at a time");
    let mut world = world.press("enter").words("Phones away");
    insta::assert_snapshot!("ground_rules_80x24", world.screen(80, 24));
    insta::assert_snapshot!("ground_rules_120x40", world.screen(120, 40));
    let world = world.press("enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.ground_rules, ["One at a time", "Phones away"]);
    let mut world = world.press("esc");
    insta::assert_snapshot!("ground_rules_read_80x24", world.screen(80, 24));
    insta::assert_snapshot!("ground_rules_read_120x40", world.screen(120, 40));
    let mut world = world.press("e");
    assert!(
        world
            .screen(80, 24)
            .contains("Undo takes the last one back.")
    );
    let world = world.press("u");
    assert_eq!(world.app.model().case().unwrap().ground_rules.len(), 1);
}

#[test]
fn half_typed_words_are_asked_about() {
    let mut world = World::conference()
        .press("space tab")
        .words("One")
        .press("esc");
    assert!(world.screen(80, 24).contains("Esc once more lets them go."));
    let world = world.press("esc esc");
    assert!(world.app.model().case().unwrap().ground_rules.is_empty());
}

fn bottom_lines() -> World {
    let world = record(World::family(), RecordKind::BottomLines);
    let world = world.words("Ada is at school every day.").press("enter");
    world
        .words("An adult is at home at night.")
        .press("enter esc")
}

#[test]
fn bottom_lines_are_reworded_and_taken_off() {
    let mut world = bottom_lines().press("e").words(" And on time.");
    insta::assert_snapshot!("bottom_lines_80x24", world.screen(80, 24));
    insta::assert_snapshot!("bottom_lines_120x40", world.screen(120, 40));
    let world = world.press("enter down delete");
    let case = world.app.model().case().unwrap();
    let lines: Vec<&str> = case.bottom_lines.values().map(String::as_str).collect();
    assert_eq!(lines, ["Ada is at school every day. And on time."]);
}

#[test]
fn words_that_were_not_changed_are_left_without_asking() {
    let mut world = bottom_lines().press("e esc");
    assert!(!world.screen(80, 24).contains("In other words"));
    assert!(!world.screen(80, 24).contains("Esc once more"));
}

#[test]
fn taking_back_what_was_taken_off_says_so() {
    let mut world = bottom_lines().press("delete u");
    let said = "Taken back: that the bottom line was taken off.";
    assert!(world.screen(80, 24).contains(said));
    let mut world = world.press("ctrl-r");
    let said = "Put back: that the bottom line was taken off.";
    assert!(world.screen(80, 24).contains(said));
}

#[test]
fn what_no_item_meets_stands_out_in_words() {
    let draft = ItemDraft::new(ItemKind::FamilyArrangement, "Joe drives Ada to school.");
    let command = Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    };
    let world = record(bottom_lines().execute(command), RecordKind::Coverage);
    let mut world = world.press("tab space");
    insta::assert_snapshot!("coverage_80x24", world.screen(80, 24));
    insta::assert_snapshot!("coverage_120x40", world.screen(120, 40));
    let case = world.app.model().case().unwrap();
    assert_eq!(case.items_meeting(BottomLineId(1)), [ItemId(1)]);
    let world = world.press("esc down");
    let mut world = world.execute(Command::AnswerItem(ItemId(1), PersonId(2), Answer::Yes));
    world = world.press("tab space");
    let case = world.app.model().case().unwrap();
    assert!(world.app.overlays().is_empty());
    assert_eq!(case.item(ItemId(1)).unwrap().answers.len(), 1);
    let mut world = world.execute(Command::Ratify {
        item: ItemId(1),
        by: PersonId(4),
        verdict: crate::case::Verdict::Agreed,
        reason: None,
        family_answer: None,
    });
    world = world.press("space");
    assert!(
        world
            .screen(80, 24)
            .contains("Ask for the decision on this step again?")
    );
    let decided = |world: &World| {
        let case = world.app.model().case().unwrap();
        case.item(ItemId(1)).unwrap().ratified.is_some()
    };
    let world = world.press("n");
    assert!(decided(&world));
    assert!(!decided(&world.press("space y")));
}

#[test]
fn the_plan_as_a_whole_is_kept_question_by_question() {
    let world = record(World::family(), RecordKind::Contingency);
    let mut world = world.words("We ring Aunt May.");
    insta::assert_snapshot!("plan_80x24", world.screen(80, 24));
    insta::assert_snapshot!("plan_120x40", world.screen(120, 40));
    let world = world.press("enter").words("Joe").press("enter enter");
    let mut world = world.words("in 12 weeks");
    insta::assert_snapshot!("plan_review_80x24", world.screen(80, 24));
    insta::assert_snapshot!("plan_review_120x40", world.screen(120, 40));
    let world = world.press("enter");
    let case = world.app.model().case().unwrap();
    let lead = case.agreement.settled.get(&PlanField::Lead);
    assert_eq!(lead.and_then(Words::text), Some("Joe"));
    let review = case.agreement.review.unwrap();
    assert_eq!(review.to_string(), "2027-02-15");
}

#[test]
fn a_childs_words_are_kept_as_they_are_and_shown_locked() {
    let world = record(World::family(), RecordKind::ChildWords);
    let world = world.words("i want my  cat").press("enter enter down");
    let mut world = world.press("right right enter");
    insta::assert_snapshot!("child_words_locked_80x24", world.screen(80, 24));
    insta::assert_snapshot!("child_words_locked_120x40", world.screen(120, 40));
    let world = world.press("enter");
    let taken = |world: &World| world.app.model().case().unwrap().child_words.len();
    assert_eq!(taken(&world), 0, "a hasty Enter locks nothing");
    let world = world.press("enter down enter");
    assert_eq!(taken(&world), 1);
    let mut world = record(world, RecordKind::ChildWords);
    insta::assert_snapshot!("child_words_80x24", world.screen(80, 24));
    insta::assert_snapshot!("child_words_120x40", world.screen(120, 40));
    let case = world.app.model().case().unwrap();
    assert_eq!(case.child_words[0].words, "i want my  cat");
    assert!(!case.child_words[0].read_out);
}

#[test]
fn an_opening_has_words_and_somebody_who_leads_it() {
    let world = record(World::family(), RecordKind::Opening);
    let mut world = world.words("A song").press("enter 3");
    insta::assert_snapshot!("opening_80x24", world.screen(80, 24));
    insta::assert_snapshot!("opening_120x40", world.screen(120, 40));
    let world = world.press("enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.opening, Some(("A song".to_owned(), Some(PersonId(2)))));
}

#[test]
fn no_size_is_too_small() {
    for kind in [
        RecordKind::GroundRules,
        RecordKind::Opening,
        RecordKind::BottomLines,
        RecordKind::AgreedQuestions,
        RecordKind::ChildWords,
        RecordKind::Coverage,
        RecordKind::Contingency,
        RecordKind::Review,
    ] {
        for (columns, rows) in [(1, 1), (2, 1), (10, 3), (40, 10), (60, 16), (300, 100)] {
            let mut world = record(bottom_lines(), kind).words("words");
            world.screen(columns, rows);
            world.press("tab").screen(columns, rows);
        }
    }
}

/// Something is to be paid, and somebody rings after two days and two weeks.
pub(super) fn agreed() -> World {
    agreed_to_pay("£60, in parts", None)
}

fn agreed_to_pay(amount: &str, repeat: Option<&str>) -> World {
    let mut with_days = (*script()).clone();
    with_days.follow_ups = [
        (2, "Ring everybody who was there."),
        (14, "Ring both sides."),
    ]
    .map(|(after_days, what)| FollowUp {
        after_days,
        what: what.to_owned(),
        each_time: false,
        unless_held: Vec::new(),
        each: Vec::new(),
    })
    .to_vec();
    let mut draft = ItemDraft::new(ItemKind::Action, "Tom pays for the gate");
    draft.amount = Some(amount.to_owned());
    draft.repeat = repeat.map(str::to_owned);
    let draft = Box::new(draft);
    let (item, from) = (None, None);
    let worded = Command::WordItem { item, draft, from };
    let world = World::conference_from(Arc::new(with_days)).execute(worded);
    let world = (1..=3).fold(world, |world, person| {
        let (item, person) = (ItemId(1), PersonId(person));
        world
            .execute(Command::AnswerItem(item, person, Answer::Yes))
            .execute(Command::AnswerReadBack(item, person, Answer::Yes))
    });
    let world = world
        .execute(Command::CloseAgreement)
        .execute(Command::EndSession(Outcome::Agreement))
        .wait(15 * 24 * 3_600_000);
    record(world, RecordKind::Progress)
}

#[test]
fn payments_add_up_and_whoever_got_in_touch_is_noted() {
    let mut world = agreed();
    let picture = world.screen(80, 24);
    assert!(picture.contains("1 day overdue"), "{picture}");
    let mut world = world.press("a");
    insta::assert_snapshot!("given_80x24", world.screen(80, 24));
    insta::assert_snapshot!("given_120x40", world.screen(120, 40));
    let mut world = world.words("many").press("ctrl-s");
    assert!(world.screen(80, 24).contains("Write it as a number"));
    let world = world.press("esc esc a").words("£20.50").press("ctrl-s");
    let mut world = world.press("a").words("20").press("ctrl-s");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Paid so far: 40.50 of 60"), "{picture}");
    assert!(picture.contains("gate      "), "{picture}");
    assert!(picture.contains("  40.50 of 60 paid"), "{picture}");
    let world = world.press("down enter");
    let mut world = world.press("right enter enter").words("she sleeps again");
    insta::assert_snapshot!("in_touch_80x24", world.screen(80, 24));
    insta::assert_snapshot!("in_touch_120x40", world.screen(120, 40));
    let mut world = world.press("enter");
    insta::assert_snapshot!("became_80x24", world.screen(80, 24));
    insta::assert_snapshot!("became_120x40", world.screen(120, 40));
    let case = world.app.model().case().unwrap();
    assert_eq!(case.following.given[&ItemId(1)].len(), 2);
    assert_eq!(case.following.given[&ItemId(1)][0].0, Amount(2_050));
    assert_eq!(case.following.made[&(1, 1)][0].person, Some(PersonId(1)));
    let mut world = world.press("t");
    assert!(
        world
            .screen(80, 24)
            .contains("Choose something that was agreed.")
    );
    let mut world = world.press("u");
    let case = world.app.model().case().unwrap();
    assert!(case.following.made.is_empty());
    assert!(world.screen(80, 24).contains("days overdue"));
    let mut world = world.press("c");
    assert!(world.screen(80, 24).contains("With whom?"));
}

#[test]
fn a_minus_sign_and_what_can_be_read_in_two_ways_are_refused_with_what_to_do() {
    for (typed, said) in [
        ("-5", "Nothing is taken off here"),
        ("-7.505", "undo there takes back"),
        ("7.505", "does not read as one amount"),
    ] {
        let mut world = agreed().press("a").words(typed).press("ctrl-s");
        let picture = world.screen(80, 24);
        assert!(picture.contains(said), "{picture}");
        let case = world.app.model().case().unwrap();
        assert!(case.following.given.is_empty());
    }
}

#[test]
fn the_key_for_how_it_stands_keeps_its_place_where_there_is_little_room() {
    let mut world = agreed();
    let picture = world.screen(80, 24);
    assert!(picture.contains("Enter how it stands"), "{picture}");
}

#[test]
fn a_number_chooses_who_says_so_and_a_day_that_has_been_is_said_as_people_say_it() {
    let world = agreed().press("a").words("20").press("enter");
    let world = world.press("backspace backspace backspace backspace backspace");
    let world = world.press("backspace backspace backspace backspace backspace");
    let mut world = world.words("last friday");
    assert!(world.screen(80, 24).contains("Friday 4 December 2026"));
    let world = world.press("enter").press("3");
    let mut asking = world.press("tab backtab");
    assert!(asking.screen(80, 24).contains("Tom"));
    let world = asking.press("ctrl-s");
    let case = world.app.model().case().unwrap();
    let (_, on) = case.following.given[&ItemId(1)][0];
    assert_eq!(on.to_string(), "2026-12-04");
}

#[test]
fn a_row_says_whom_it_stands_for_before_and_after() {
    let mut world = agreed().press("down enter");
    assert!(world.screen(80, 24).contains("settles the day"));
    let mut world = world.press("2 ctrl-s");
    let picture = world.screen(80, 24);
    assert!(picture.contains("got in touch: Rose"), "{picture}");
    assert!(
        picture.contains("is written down of: Tom and Ann."),
        "{picture}"
    );
    let mut world = world.press("enter ctrl-s");
    let picture = world.screen(80, 24);
    assert!(picture.contains("got in touch: everybody"), "{picture}");
    assert!(!picture.contains("is written down of"), "{picture}");
}

#[test]
fn what_is_due_has_its_row_in_what_became_of_it() {
    let world = agreed();
    let case = world.app.model().case().unwrap();
    let word = &case.script.vocabulary.item;
    let due = case.due();
    let places: Vec<_> = due
        .iter()
        .map(|due| super::became::place_of_due(case, due.on, &due.told(word)))
        .collect();
    assert_eq!(places, [Some(1), Some(2)]);
}

#[test]
fn where_something_else_was_agreed_it_is_said_where_that_is_written() {
    let changed = Progress::Changed;
    let ask = OverlayRequest::Preparing(PreparingPanel::Standing(ItemId(1), changed));
    let mut world = agreed().push(ask).press("tab");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("written by opening the agreement"),
        "{picture}"
    );
}

#[test]
fn what_is_paid_again_and_again_says_of_what() {
    let world = agreed_to_pay("120", Some("every month"));
    let mut world = world.press("a").words("25").press("ctrl-s");
    let picture = world.screen(80, 24);
    assert!(
        picture.contains("25 paid (of 120, every month)"),
        "{picture}"
    );
    assert!(picture.contains("Agreed: 120, every month"), "{picture}");
    let mut world = agreed_to_pay("120", None)
        .press("a")
        .words("25")
        .press("ctrl-s");
    let picture = world.screen(80, 24);
    assert!(picture.contains("25 of 120 paid"), "{picture}");
    let mut world = world.press("a").words("95").press("ctrl-s");
    let picture = world.screen(80, 24);
    let waits = "paid in full: say that it was kept";
    assert!(picture.contains(waits), "{picture}");
}

#[test]
fn where_nothing_has_to_be_met_one_key_leads_back() {
    let mut world = record(World::conference(), RecordKind::Coverage);
    let shown = world.screen(80, 24);
    assert!(shown.contains("No bottom lines or questions"), "{shown}");
    let mut world = world.press("tab enter down");
    assert_eq!(world.screen(80, 24), shown);
    assert_ne!(world.press("esc").screen(80, 24), shown);
}
