use crate::case::{
    CarriedKind, CarryingCommand, Command, Extent, MessageId, Party, Passing, PersonId, Presence,
};
use crate::script::{Outcome, SessionKindId};
use crate::tui::testing::World;

pub(super) const SHUTTLE: &str = include_str!("../../../../scripts/shuttle.json");
const LETTERS: &str = include_str!("../../../../scripts/letter-exchange.json");

pub(super) const ROSE: PersonId = PersonId(1);
pub(super) const TOM: PersonId = PersonId(2);
pub(super) const KOFI: PersonId = PersonId(3);

/// Somebody is visited, alone with Kofi.
pub(super) fn visit(world: World, who: PersonId, kind: &str) -> World {
    world
        .execute(Command::SetPresence(who, Presence::Here))
        .execute(Command::SetPresence(KOFI, Presence::Here))
        .execute(Command::StartSession(SessionKindId::new(kind)))
}

pub(super) fn over(world: World) -> World {
    world
        .execute(Command::EndSession(Outcome::NoAgreementWanted))
        .wait(60_000)
}

fn carry(world: World, command: CarryingCommand) -> World {
    world.execute(Command::Carrying(command))
}

fn offered(world: World, kind: CarriedKind, from: PersonId, to: PersonId, text: &str) -> World {
    let answers = (kind == CarriedKind::Letter).then_some(MessageId(1));
    let helped_by = (kind == CarriedKind::Letter).then_some(KOFI);
    let text = text.to_owned();
    let offer = CarryingCommand::Offer {
        kind,
        from,
        to,
        answers,
        item: None,
        text,
        helped_by,
    };
    carry(world, offer)
}

/// The sender agrees, says yes, and Kofi looks at it.
pub(super) fn made_ready(world: World, number: u16) -> World {
    let id = MessageId(number);
    let world = carry(world, CarryingCommand::AgreeWording(id));
    let world = carry(world, CarryingCommand::Consent(id, Extent::All, None));
    carry(
        world,
        CarryingCommand::Check {
            message: id,
            checked_by: Party::Person(KOFI),
            passed: true,
            wrong: None,
        },
    )
}

/// Tom's letter to Rose, checked by Ruth, while Kofi is with him.
fn letter() -> World {
    let world = visit(World::between(LETTERS), ROSE, "receiver-first");
    let wish = "Did he follow me before that evening?";
    let world = made_ready(offered(world, CarriedKind::Wish, ROSE, TOM, wish), 1);
    let world = visit(over(world), TOM, "writing");
    let delivered = CarryingCommand::Deliver {
        message: MessageId(1),
        how: Passing::ReadAloud,
        present: vec![TOM, KOFI],
        tell: true,
    };
    let world = carry(world, delivered);
    let text = "You asked whether I had followed you. I had not. I did not know you, \
                and it could have been anybody's door.";
    let world = offered(world, CarriedKind::Letter, TOM, ROSE, text);
    let id = MessageId(2);
    let world = carry(world, CarryingCommand::GoThroughList(id, vec![true; 9]));
    carry(
        world,
        CarryingCommand::Check {
            message: id,
            checked_by: Party::Other("Ruth".to_owned()),
            passed: true,
            wrong: None,
        },
    )
}

#[test]
fn before_a_visit_it_is_asked_who_is_in_the_room() {
    let mut world = World::between(SHUTTLE).press("b enter");
    insta::assert_snapshot!("who_is_here_80x24", world.screen(80, 24));
    insta::assert_snapshot!("who_is_here_120x40", world.screen(120, 40));
    let mut world = world.press("enter");
    assert!(
        world
            .screen(80, 24)
            .contains("Tick who of this side is in the room.")
    );
    let world = world.press("1 enter");
    let case = world.app.model().case().unwrap();
    assert!(case.is_one_sided());
    assert!(case.person(ROSE).unwrap().is_here());
}

#[test]
fn the_room_says_that_one_side_is_there_and_the_list_of_people_awaits_nobody_else() {
    let mut world = visit(World::between(SHUTTLE), ROSE, "first-harmed");
    insta::assert_snapshot!("one_side_80x24", world.screen(80, 24));
    insta::assert_snapshot!("one_side_120x40", world.screen(120, 40));
    let mut world = world.press("h");
    insta::assert_snapshot!("one_side_people_80x24", world.screen(80, 24));
    insta::assert_snapshot!("one_side_people_120x40", world.screen(120, 40));
}

#[test]
fn somebody_of_the_other_side_who_is_recorded_as_here_has_left_with_the_same_key() {
    let world = World::between(SHUTTLE).execute(Command::SetPresence(TOM, Presence::Here));
    let mut world = world.press("b enter");
    assert!(
        world
            .screen(80, 24)
            .contains("as having left with Enter: Tom")
    );
    let world = world.press("1 enter");
    assert!(world.app.model().case().unwrap().is_one_sided());
}

#[test]
fn what_somebody_offers_is_taken_down_and_led_on_one_question_after_the_other() {
    let world = visit(World::between(SHUTTLE), ROSE, "first-harmed").press("d");
    let mut world = world.press("a").words("Why did you run away?");
    insta::assert_snapshot!("offer_80x24", world.screen(80, 24));
    let mut world = world.press("enter");
    insta::assert_snapshot!("list_80x24", world.screen(80, 24));
    insta::assert_snapshot!("list_120x40", world.screen(120, 40));
    let mut world = world.press("enter");
    assert!(
        world
            .screen(80, 24)
            .contains("Rose, are these the right words?")
    );
    let mut world = world.press("enter 1 enter");
    insta::assert_snapshot!("consent_80x24", world.screen(80, 24));
    let mut world = world.press("enter");
    insta::assert_snapshot!("consent_form_80x24", world.screen(80, 24));
    let mut world = world.press("enter");
    assert!(world.screen(80, 24).contains("Nobody said that yet."));
    let mut world = world.press("1 enter enter enter");
    assert!(world.screen(80, 24).contains("Who looked at exactly this?"));
    let mut world = world.press("enter 1 enter enter");
    let screen = world.screen(80, 24);
    assert!(screen.contains("Nobody is named yet."), "{screen}");
    let mut world = world.press("1 enter enter enter");
    let screen = world.screen(80, 24);
    assert!(
        screen.contains("It waits until you are with the person responsible."),
        "{screen}"
    );
}

#[test]
fn its_sender_is_told_that_it_was_passed_on_and_not_who_else_was_there() {
    let world = visit(World::between(SHUTTLE), ROSE, "first-harmed");
    let world = made_ready(
        offered(world, CarriedKind::Message, ROSE, TOM, "Why did you run?"),
        1,
    );
    let delivered = CarryingCommand::Deliver {
        message: MessageId(1),
        how: Passing::ReadAloud,
        present: vec![TOM, KOFI],
        tell: true,
    };
    let world = carry(visit(over(world), TOM, "first-responsible"), delivered);
    let mut world = visit(over(world), ROSE, "visit-harmed").press("d tab");
    let screen = world.screen(80, 24);
    assert!(screen.contains("23 Nov: read aloud."), "{screen}");
    assert!(!screen.contains("with "), "{screen}");
}

#[test]
fn words_that_are_no_part_of_it_are_refused_where_a_part_is_meant() {
    let world = visit(World::between(SHUTTLE), ROSE, "first-harmed").press("d a");
    let world = world
        .words("Why did you run away?")
        .press("enter enter 1 enter");
    let mut world = world.press("enter 2 enter").words("1").press("enter");
    let screen = world.screen(80, 24);
    assert!(
        screen.contains("That is no part of what the sender said"),
        "{screen}"
    );
    assert!(screen.contains("in other words"), "{screen}");
}

#[test]
fn a_letter_has_a_page_with_its_wordings_its_list_its_checks_and_its_fingerprint() {
    let mut world = letter().press("d");
    insta::assert_snapshot!("letter_80x24", world.screen(80, 24));
    let mut world = world.press("tab");
    insta::assert_snapshot!("letter_page_80x24", world.screen(80, 24));
    insta::assert_snapshot!("letter_page_120x40", world.screen(120, 40));
    let mut world = world.press("tab l");
    insta::assert_snapshot!("letter_list_80x24", world.screen(80, 24));
    let world = world.press("esc c");
    let mut world = world.press("1 enter");
    let screen = world.screen(80, 24);
    assert!(screen.contains("ready to be passed on"), "{screen}");
}

#[test]
fn its_receiver_reads_the_letter_once_they_want_it_and_nothing_of_how_it_came_about() {
    let world = letter();
    let world = carry(
        world,
        CarryingCommand::Consent(MessageId(2), Extent::All, None),
    );
    let mut world = visit(over(world), ROSE, "offering").press("d tab");
    let hidden = "You asked whether I had followed you.";
    let screen = world.screen(120, 40);
    assert!(!screen.contains(hidden), "{screen}");
    assert!(
        screen.contains("A letter from the person responsible."),
        "{screen}"
    );
    let mut world = world.press("tab o");
    insta::assert_snapshot!("letter_offered_80x24", world.screen(80, 24));
    assert!(!world.screen(120, 40).contains(hidden));
    let mut world = world.press("1 enter 1 enter tab");
    let screen = world.screen(120, 40);
    assert!(screen.contains(hidden), "{screen}");
    for hidden in ["Ruth", "Version", "Gone through", "Kofi"] {
        assert!(!screen.contains(hidden), "{hidden}:\n{screen}");
    }
}

#[test]
fn words_half_typed_with_one_side_are_filed_there_and_wait_for_nobody_else() {
    let world = visit(World::between(SHUTTLE), ROSE, "first-harmed")
        .press("n")
        .words("CANARY half a note")
        .press("esc");
    let world = over(world);
    assert_eq!(world.app.model().note_draft, "");
    let mut world = visit(world, TOM, "first-responsible").press("n");
    assert!(!world.screen(120, 40).contains("CANARY"));
}

/// A note half-typed in a stage of marks only, where no note is filed.
fn half_typed_where_no_note_is_taken() -> World {
    let world = visit(World::between(SHUTTLE), ROSE, "first-harmed").press("n");
    world
        .words("CANARY")
        .press("esc")
        .execute(Command::GoToStage(crate::script::StageId::new("leaving")))
}

/// The same, once the visit was put off to another day.
fn half_a_note_waits() -> World {
    let world = half_typed_where_no_note_is_taken().execute(Command::Adjourn(None));
    world.press("b").wait(60_000)
}

#[test]
fn words_that_could_not_be_filed_are_asked_about_before_the_sitting_goes_on() {
    let here = Command::SetPresence(ROSE, Presence::Here);
    let mut world = half_a_note_waits()
        .execute(here)
        .execute(Command::ResumeSession);
    let screen = world.screen(80, 24);
    assert!(screen.contains("Let the unfinished note go?"), "{screen}");
    let mut world = world.press("down enter");
    assert!(!world.screen(120, 40).contains("CANARY"));
    assert!(world.app.model().case().unwrap().is_one_sided());
}

#[test]
fn words_that_no_sitting_could_take_are_gone_through_after_it_and_hidden_from_the_other_side() {
    let world = over(half_typed_where_no_note_is_taken());
    let marks = |world: &World| world.app.model().case().unwrap().marks.len();
    assert_eq!(
        (marks(&world), world.app.model().note_draft.as_str()),
        (1, "")
    );
    let mut world = visit(world, TOM, "first-responsible");
    assert_eq!(marks(&world), 0);
    assert!(!world.screen(120, 40).contains("CANARY"));
}

#[test]
fn they_are_asked_about_before_it_is_said_who_is_in_the_room_and_are_not_shown() {
    let mut world = half_a_note_waits().attempt(Command::ResumeSession);
    let screen = world.screen(80, 24);
    assert!(screen.contains("Let the unfinished note go?"), "{screen}");
    assert!(!screen.contains("CANARY"), "{screen}");
    assert!(!screen.contains("Who is in the room?"), "{screen}");
    let mut world = world.press("down down enter");
    let screen = world.screen(80, 24);
    assert!(screen.contains("CANARY"), "{screen}");
    let mut world = world.press("down enter");
    let screen = world.screen(80, 24);
    assert!(screen.contains("Who is in the room?"), "{screen}");
    assert!(!screen.contains("CANARY"), "{screen}");
    let world = world.press("1 enter");
    assert!(world.app.model().case().unwrap().is_one_sided());
}

#[test]
fn somebody_of_the_other_side_who_waits_next_door_has_left_with_the_same_key() {
    let world = World::between(SHUTTLE)
        .execute(Command::SetPresence(TOM, Presence::Here))
        .execute(Command::SetPresence(TOM, Presence::Out));
    let mut world = world.press("b enter");
    let screen = world.screen(80, 24);
    assert!(
        screen.contains("as having left with Enter: Tom"),
        "{screen}"
    );
    let world = world.press("1 enter");
    let case = world.app.model().case().unwrap();
    assert!(case.is_one_sided());
}

#[test]
fn words_typed_with_an_answer_that_does_not_need_them_are_asked_about() {
    let world = visit(World::between(SHUTTLE), ROSE, "first-harmed").press("d a");
    let world = world
        .words("Why did you run away?")
        .press("enter enter 1 enter");
    let world = world.press("enter 1 enter").words("Why did you run?");
    let mut world = world.press("enter");
    let screen = world.screen(80, 24);
    assert!(
        screen.contains("Something is written down of what may be passed on."),
        "{screen}"
    );
    let world = world
        .press("2 enter")
        .press("backspace")
        .words(" away?")
        .press("enter");
    let case = world.app.model().case().unwrap();
    let consent = case.carrying.messages[0].consents.last().unwrap();
    assert_eq!(consent.extent, Some(Extent::Part));
    let words = consent.words.as_ref().and_then(|words| words.text());
    assert_eq!(words, Some("Why did you run away?"));
}
