use crate::case::{Command, MarkKind, PersonId, Presence, Refusal, SessionStatus, Willing};
use crate::desk::{Desk, Draft, DraftFor};
use crate::script::{Outcome, RecordKind, StageId};
use crate::tui::effect::{Effect, OverlayRequest, PutOff, ScreenRequest};
use crate::tui::testing::World;

fn kept(world: &World) -> Draft {
    let kept = world.app.model().desk.as_ref().and_then(Desk::draft);
    Draft::read(kept.unwrap_or_default())
}

/// All half-typed words that are kept.
fn draft(world: &World) -> Option<String> {
    Some(kept(world).text()).filter(|text| !text.is_empty())
}

fn family(kind: RecordKind) -> World {
    World::family().open(ScreenRequest::Record(kind))
}

fn marked() -> World {
    World::conference().execute(Command::Mark {
        kind: MarkKind::Idea,
        person: None,
        text: None,
    })
}

fn words_to_the_mark(world: World) -> World {
    let mark = world.app.model().case().unwrap().marks[0].id;
    world.push(OverlayRequest::Words(mark))
}

#[test]
fn a_childs_half_typed_words_are_kept_as_the_note_is_and_go_once_they_are_filed() {
    let world = family(RecordKind::ChildWords).words("I want ").wait(5_000);
    assert_eq!(draft(&world).as_deref(), Some("I want "));
    let world = world.words("Gran.").press("enter enter 1 enter");
    assert_eq!(draft(&world).as_deref(), Some("I want Gran."));
    let world = world.press("down enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.child_words.len(), 1);
    assert_eq!(draft(&world), None);
}

#[test]
fn words_typed_without_a_pause_are_kept_after_five_seconds() {
    let letters = "Ada is at school every day, and she is there on time.";
    let world = family(RecordKind::BottomLines).words(letters).wait(1);
    assert!(draft(&world).is_some());
}

#[test]
fn an_unfinished_note_stays_above_the_words_of_a_form_and_outlives_them() {
    let world = marked().press("n").words("He said").press("esc");
    let world = words_to_the_mark(world).words("about the gate").wait(1_000);
    assert_eq!(draft(&world).as_deref(), Some("He said\nabout the gate"));
    let world = world.press("enter");
    assert_eq!(draft(&world).as_deref(), Some("He said"));
    assert_eq!(world.app.model().note_draft, "He said");
}

#[test]
fn words_that_are_let_go_are_kept_no_longer() {
    let world = words_to_the_mark(marked()).words("never mind").wait(1_000);
    assert_eq!(draft(&world).as_deref(), Some("never mind"));
    assert_eq!(draft(&world.press("esc esc")), None);
}

#[test]
fn what_was_filed_already_is_not_half_typed() {
    let world = World::conference()
        .open(ScreenRequest::Item(None, None))
        .words("Tom mends the gate")
        .wait(1_000);
    assert_eq!(draft(&world).as_deref(), Some("Tom mends the gate"));
    let world = world.press("tab").wait(1_000);
    assert_eq!(draft(&world), None);
}

#[test]
fn a_reason_half_typed_is_kept() {
    let world = World::conference()
        .push(OverlayRequest::Skip)
        .press("5 enter")
        .words("Too late")
        .wait(1_000);
    assert_eq!(draft(&world).as_deref(), Some("Too late"));
}

#[test]
fn leaving_a_half_filled_form_says_what_becomes_of_it_and_keeps_it() {
    let mut world = family(RecordKind::ChildWords)
        .words("I want Gran.")
        .press("ctrl-q down");
    let picture = world.screen(80, 24);
    assert!(picture.contains("What is half-typed is kept"), "{picture}");
    let world = world.press("enter enter");
    let case = world.app.model().case().unwrap();
    let status = case.session.as_ref().unwrap().status;
    assert_eq!(status, SessionStatus::Adjourned { until: None });
    assert_eq!(draft(&world).as_deref(), Some("I want Gran."));
    assert_eq!(world.app.model().note_draft, "");
    let mut world = world.open(ScreenRequest::Record(RecordKind::ChildWords));
    assert!(world.screen(80, 24).contains("I want Gran."));
    assert_eq!(draft(&world).as_deref(), Some("I want Gran."), "once");
    let world = world.words(" And").wait(5_000).press("esc esc");
    assert_eq!(draft(&world), None, "they were let go");
}

#[test]
fn closing_the_program_keeps_what_was_typed_a_moment_ago() {
    let world = words_to_the_mark(marked())
        .words("about the gate")
        .press("ctrl-q end enter");
    assert!(world.app.is_finished());
    assert_eq!(draft(&world).as_deref(), Some("about the gate"));
}

fn marked_as(kind: MarkKind) -> World {
    World::conference().execute(Command::Mark {
        kind,
        person: None,
        text: None,
    })
}

#[test]
fn half_typed_words_remember_what_they_were_meant_for() {
    let child = family(RecordKind::ChildWords);
    let item = World::conference().open(ScreenRequest::Item(None, None));
    let safety = words_to_the_mark(marked_as(MarkKind::Safety));
    let follow_up = marked_as(MarkKind::Safety).execute(Command::EndSession(Outcome::EndedEarly));
    let follow_up = follow_up.press("enter enter enter");
    assert_kept_for(child, DraftFor::ChildWords);
    assert_kept_for(item, DraftFor::Board);
    assert_kept_for(safety, DraftFor::Safety);
    assert_kept_for(follow_up, DraftFor::Safety);
    assert_kept_for(words_to_the_mark(marked()), DraftFor::Note);
}

/// Words typed here are kept for this, and for nothing else.
#[track_caller]
fn assert_kept_for(world: World, meant_for: DraftFor) {
    let world = world.words("rang the team").wait(5_000);
    let text = kept(&world).text_for(meant_for);
    assert!(text.contains("rang the team"), "{meant_for:?}: {text}");
    assert_eq!(kept(&world).parts.len(), 1, "{meant_for:?}");
}

#[test]
fn words_about_safety_are_never_put_to_the_note() {
    let world = words_to_the_mark(marked_as(MarkKind::Safety))
        .words("rang the team")
        .press("ctrl-q down enter enter");
    let session = world.app.model().case().unwrap().session.as_ref();
    assert_eq!(
        session.unwrap().status,
        SessionStatus::Adjourned { until: None }
    );
    assert_eq!(world.app.model().note_draft, "");
    assert!(kept(&world).is_empty());
    let mark = &world.app.model().case().unwrap().marks[1];
    assert_eq!(mark.kind, MarkKind::Safety);
    assert_eq!(mark.words[0].text(), Some("rang the team"));
    let mut world = gone_on(world).press("m");
    let picture = world.screen(80, 24);
    assert!(!picture.contains("rang the team"), "{picture}");
}

/// The next sitting, in the same run of the program.
fn gone_on(world: World) -> World {
    let people = world.app.model().case().unwrap().people.clone();
    let world = people.into_iter().fold(world, |world, person| {
        world
            .execute(Command::SetPresence(person.id, Presence::Here))
            .execute(Command::SayWilling(person.id, Willing::Given))
    });
    world.execute(Command::ResumeSession)
}

#[test]
fn words_for_the_board_wait_among_the_notes_when_the_same_run_goes_on() {
    let mut world = World::conference()
        .press("tab a")
        .words("Tom mends")
        .press("ctrl-q down enter enter");
    let picture = world.screen(80, 24);
    assert!(picture.contains("waits among the marks"), "{picture}");
    assert!(kept(&world).is_empty());
    assert!(world.app.model().put_away.is_empty());
    let mut world = gone_on(world).press("m");
    let picture = world.screen(80, 24);
    assert!(picture.contains("Tom mends"), "{picture}");
    let world = world.press("u").wait(5_000);
    assert_eq!(world.app.model().case().unwrap().marks.len(), 1);
}

#[test]
fn words_for_the_board_are_asked_about_when_the_meeting_is_ended_over_them() {
    let world = World::conference()
        .press("tab a")
        .words("Tom mends")
        .execute(Command::EndSession(Outcome::EndedEarly));
    let case = world.app.model().case().unwrap();
    let mark = &case.marks[0];
    assert!(case.is_of_board(mark.id));
    assert_eq!(mark.words[0].text(), Some("Tom mends"));
}

#[test]
fn an_unfinished_note_is_gone_through_with_the_others_once_the_meeting_is_over() {
    let end = Command::EndSession(Outcome::EndedEarly);
    let half = || World::conference().press("n").words("He sa").press("esc");
    let mut world = half().execute(end.clone());
    let picture = world.screen(120, 40);
    assert!(picture.contains("waits among the marks"), "{picture}");
    assert!(!picture.contains("He sa"), "the room is not empty yet");
    assert_eq!(world.app.model().note_draft, "");
    assert!(kept(&world).is_empty());
    let mut world = world.press("enter enter enter");
    let picture = world.screen(120, 40);
    assert!(
        picture.contains("He sa") && picture.contains("Y keep"),
        "{picture}"
    );
    let world = world.press("y").execute(Command::EraseWorkingNotes);
    let mark = &world.app.model().case().unwrap().marks[0];
    assert!(mark.kept && mark.words[0].text() == Some("He sa"));
}

#[test]
fn an_unfinished_note_that_waits_in_a_case_that_is_over_is_shown_when_it_is_opened() {
    let mut world = World::family_later(|desk| {
        desk.execute(Command::EndSession(Outcome::EndedEarly))
            .unwrap();
        desk.keep_draft("He sa");
    });
    assert!(kept(&world).is_empty());
    assert!(world.screen(120, 40).contains("waits among the marks"));
    let case = world.app.model().case().unwrap();
    assert_eq!(case.marks[0].words[0].text(), Some("He sa"));
}

#[test]
fn the_day_of_going_on_is_no_half_typed_note() {
    let world = World::conference()
        .press("ctrl-q down enter")
        .words("in two weeks")
        .press("enter");
    let session = world.app.model().case().unwrap().session.as_ref();
    assert!(matches!(
        session.unwrap().status,
        SessionStatus::Adjourned { until: Some(_) }
    ));
    assert_eq!(world.app.model().note_draft, "");
    assert_eq!(draft(&world), None);
}

#[test]
fn what_was_answered_about_a_childs_words_comes_back_with_them() {
    let keys = "ctrl-q down enter enter";
    let world = family(RecordKind::ChildWords).words("I want Gran.");
    let world = world
        .press("enter end")
        .words(", drawn")
        .press("enter 2")
        .press(keys);
    let spoken = kept(&world).spoken().cloned().unwrap();
    let child = world_person(&world);
    assert_eq!(spoken.child, Some(child));
    assert_eq!(spoken.given, "spoken, drawn");
    assert!(!spoken.read_out);
    let world = world.open(ScreenRequest::Record(RecordKind::ChildWords));
    let again = world.words(" And").wait(5_000);
    assert_eq!(kept(&again).spoken(), Some(&spoken));
}

#[test]
fn a_name_half_typed_is_kept_and_goes_with_its_form() {
    let world = World::conference()
        .push(OverlayRequest::Person(None))
        .words("Great-Aunt Marg")
        .wait(1_000);
    assert_eq!(draft(&world).as_deref(), Some("Great-Aunt Marg"));
    assert_eq!(draft(&world.press("esc")), None);
}

#[test]
fn a_name_that_was_known_before_is_not_half_typed() {
    let person = world_person(&World::conference());
    let world = World::conference()
        .push(OverlayRequest::Person(Some(person)))
        .wait(1_000);
    assert_eq!(draft(&world), None);
}

fn world_person(world: &World) -> PersonId {
    world.app.model().case().unwrap().people[0].id
}

#[test]
fn a_day_half_typed_is_kept() {
    let world = World::conference()
        .push(OverlayRequest::AnotherDay(PutOff::ByItself))
        .words("in two")
        .wait(1_000);
    assert_eq!(draft(&world).as_deref(), Some("in two"));
}

#[test]
fn a_day_that_was_accepted_is_half_typed_no_longer() {
    let world = World::conference()
        .press("ctrl-q down enter")
        .words("next tuesday")
        .wait(5_000)
        .press("enter");
    let session = world.app.model().case().unwrap().session.as_ref();
    let status = session.unwrap().status;
    assert!(matches!(
        status,
        SessionStatus::Adjourned { until: Some(_) }
    ));
    assert_eq!(world.app.model().note_draft, "");
    assert_eq!(draft(&world), None);
}

#[test]
fn the_letters_of_a_signature_are_never_kept() {
    let world = World::conference()
        .open(ScreenRequest::Closing)
        .press("t")
        .words("Rose")
        .wait(5_000);
    assert_eq!(draft(&world), None);
}

/// Leaves the family alone, whatever has to be checked before.
fn leave_alone(desk: &mut Desk) {
    let alone = Command::GoToStage(StageId::new("private-time"));
    while let Err(refusal) = desk.execute(alone.clone()) {
        let Refusal::GatesOpen(gates) = refusal else {
            panic!("{refusal}")
        };
        for gate in gates {
            let met = Command::AnswerGate {
                gate,
                met: true,
                reason: None,
            };
            desk.execute(met).expect("a check is answered");
        }
    }
}

#[test]
fn a_draft_that_was_filed_after_private_time_is_taken_in_as_it_stands_then() {
    let mut before = Draft::default();
    before.add(DraftFor::Note, &"a".repeat(15_000));
    before.add(DraftFor::Note, &"b".repeat(15_000));
    before.add(DraftFor::Safety, "rang the team");
    let world = World::family_later(|desk| {
        desk.keep_draft(&before.write());
        leave_alone(desk);
    });
    assert!(world.app.model().is_private());
    let mut world = world.execute(Command::EndPrivateTime);
    assert!(!world.app.model().is_private());
    let picture = world.screen(120, 40);
    assert!(picture.contains("waits among the marks"), "{picture}");
    let note = world.app.model().note_draft.clone();
    assert!(note.chars().count() <= 20_000);
    assert_eq!(kept(&world).text_for(DraftFor::Note), note);
    let more = Effect::KeepDraft(format!("{note}x"));
    world.app.perform_for_test(more);
    let world = world.wait(5_000);
    assert_eq!(draft(&world), Some(format!("{note}x")));
    let case = world.app.model().case().unwrap();
    let kinds: Vec<MarkKind> = case.marks.iter().map(|mark| mark.kind).collect();
    assert_eq!(kinds, [MarkKind::Safety, MarkKind::Note]);
}
