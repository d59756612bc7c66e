//! What the room shows and does, by keys and pictures.

use crate::case::{Command, MarkKind, SkipReason};
use crate::tui::effect::Curtain;
use crate::tui::testing::World;

fn marks(world: &World) -> Vec<MarkKind> {
    let case = world.app.model().case().unwrap();
    case.marks.iter().map(|mark| mark.kind).collect()
}

fn on_screen(world: &World) -> String {
    let case = world.app.model().case().unwrap();
    let turn = case.position().unwrap();
    let person = turn.person.map_or(String::new(), |id| case.name(id));
    format!("{} {person}", turn.prompt).trim().to_owned()
}

#[test]
fn shows_whose_turn_it_is_and_what_comes_next() {
    let mut world = World::conference().press("space space");
    insta::assert_snapshot!("room_80x24", world.screen(80, 24));
    insta::assert_snapshot!("room_120x40", world.screen(120, 40));
    insta::assert_snapshot!("room_60x16", world.screen(60, 16));
    insta::assert_snapshot!("room_40x10", world.screen(40, 10));
}

#[test]
fn practice_says_so_on_every_size() {
    let mut world = World::practice().press("space space k a");
    insta::assert_snapshot!("room_practice_80x24", world.screen(80, 24));
    insta::assert_snapshot!("room_practice_120x40", world.screen(120, 40));
    assert!(world.screen(40, 10).contains("PRACTICE"));
    assert!(world.press("b").screen(80, 24).contains("PRACTICE"));
}

#[test]
fn e14_long_arabic_and_wide_names_stay_whole() {
    let long = "Maximiliane-Theodora Featherstonehaugh-Cholmondeley of Upper Tregaron, called Maxi by her friends";
    let mut world = World::conference_of(&["فاطمة الزهراء", long, "山田花子"], false);
    world = world.press("space space");
    insta::assert_snapshot!("room_long_name_80x24", world.screen(80, 24));
    insta::assert_snapshot!("room_long_name_120x40", world.screen(120, 40));
    world = world.press("space space");
    insta::assert_snapshot!("room_arabic_80x24", world.screen(80, 24));
    insta::assert_snapshot!("room_arabic_120x40", world.screen(120, 40));
    world = World::conference_of(&["Rose", "山田花子", "Ann"], false).press("space space");
    insta::assert_snapshot!("room_wide_letters_80x24", world.screen(80, 24));
    insta::assert_snapshot!("room_wide_letters_120x40", world.screen(120, 40));
}

#[test]
fn one_silent_key_makes_each_mark_in_either_case() {
    let world = World::conference().press("space space k A q S");
    assert_eq!(
        marks(&world),
        [
            MarkKind::KeyPoint,
            MarkKind::Idea,
            MarkKind::Question,
            MarkKind::Safety
        ]
    );
    assert!(world.app.overlays().is_empty());
    assert!(world.app.model().message.is_none());
}

#[test]
fn a_safety_mark_looks_like_any_other() {
    let mut plain = World::conference().press("space space k");
    let mut safety = World::conference().press("space space s");
    assert_eq!(plain.screen(80, 24), safety.screen(80, 24));
}

#[test]
fn every_going_on_key_goes_on_and_back_cancels() {
    for key in ["space", "right", "pgdn", "enter"] {
        assert_eq!(on_screen(&World::conference().press(key)), "rules", "{key}");
    }
    let world = World::conference().press("space space backspace");
    assert_eq!(on_screen(&world), "rules");
    let case = world.app.model().case().unwrap();
    assert_eq!(
        case.session.as_ref().unwrap().moves.len(),
        2,
        "no false time stays"
    );
}

#[test]
fn a_held_key_is_one_key() {
    let mut world = World::conference();
    let space = crate::tui::key::Key::char(' ');
    world.clock.pass(1_000);
    world.app.press(space);
    world.clock.pass(500);
    for _ in 0..30 {
        world.app.press(space);
        world = world.wait(35);
    }
    world = world.wait(1_000);
    assert_eq!(on_screen(&world), "rules");
}

#[test]
fn looking_ahead_moves_nothing() {
    let mut world = World::conference().press("down down");
    assert_eq!(on_screen(&world), "hello");
    insta::assert_snapshot!("room_look_ahead_80x24", world.screen(80, 24));
    insta::assert_snapshot!("room_look_ahead_120x40", world.screen(120, 40));
    let mut world = world.press("up up");
    assert!(!world.screen(80, 24).contains("ahead"));
}

#[test]
fn a_note_is_filed_under_who_is_speaking_and_enter_rests_after_it() {
    let world = World::conference()
        .press("space space n")
        .words("He fixed it, k?");
    assert_eq!(on_screen(&world), "what Tom");
    let mut typing = World::conference()
        .press("space space n")
        .words("He fixed it");
    insta::assert_snapshot!("room_note_80x24", typing.screen(80, 24));
    insta::assert_snapshot!("room_note_120x40", typing.screen(120, 40));
    let mut world = world.press("enter");
    let enter = crate::tui::key::Key::plain(crate::tui::key::Code::Enter);
    world.clock.pass(300);
    world.app.press(enter);
    assert_eq!(
        on_screen(&world),
        "what Tom",
        "the second Enter did nothing"
    );
    let case = world.app.model().case().unwrap();
    let mark = case.marks.last().unwrap();
    assert_eq!(mark.words[0].text(), Some("He fixed it, k?"));
    assert_eq!(case.name(mark.person.unwrap()), "Tom");
    assert!(world.app.model().note_draft.is_empty());
}

#[test]
fn escape_keeps_a_half_typed_note() {
    let mut world = World::conference().press("n").words("half").press("esc");
    assert!(world.screen(80, 24).contains("An unfinished note waits"));
    let world = world.press("n").words(" done").press("enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.marks[0].words[0].text(), Some("half done"));
}

#[test]
fn a_paste_keeps_its_lines_and_nothing_in_it_acts() {
    let mut world = World::conference().press("n").paste("one\r\ntwo");
    let enter = crate::tui::key::Key::plain(crate::tui::key::Code::Enter);
    world.clock.pass(100);
    world.app.press(enter);
    assert!(
        marks(&world).is_empty(),
        "Enter right after a paste is the paste's"
    );
    let world = world.press("enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.marks[0].words[0].text(), Some("one\ntwo"));
}

#[test]
fn a_second_facilitator_types_while_the_clicker_moves() {
    let mut world = World::conference()
        .press("ctrl-n")
        .words("first")
        .press("enter");
    world = world.words("second").press("pgdn");
    assert_eq!(on_screen(&world), "rules");
    insta::assert_snapshot!("room_two_of_you_80x24", world.screen(80, 24));
    insta::assert_snapshot!("room_two_of_you_120x40", world.screen(120, 40));
    let world = world.press("ctrl-n");
    assert!(!world.app.top().is_typing());
}

#[test]
fn the_curtain_hides_everything_at_once_and_nothing_acts_behind_it() {
    let mut world = World::conference().press("space space n").words("secret");
    world = world.press("ctrl-l");
    assert_eq!(world.screen(80, 24).trim(), "Ctrl-L shows the screen again");
    let mut world = world.press("ctrl-l esc b space k");
    assert_eq!(world.app.model().curtain, Some(Curtain::Clock));
    insta::assert_snapshot!("curtain_80x24", world.screen(80, 24));
    insta::assert_snapshot!("curtain_120x40", world.screen(120, 40));
    assert!(marks(&world).is_empty());
    let world = world.press(".");
    assert_eq!(world.app.model().curtain, None);
}

#[test]
fn no_clock_runs_behind_a_blank_curtain() {
    let world = World::conference().press("ctrl-l");
    assert_eq!(world.app.next_tick(), None);
    let world = World::conference();
    assert!(world.app.next_tick().is_some_and(|wait| wait <= 1_000));
}

#[test]
fn easy_read_and_language_change_the_cue_alone() {
    let mut world = World::conference().press("e");
    assert!(
        world
            .screen(80, 24)
            .contains("Hello. Thank you for coming.")
    );
    let mut world = World::conference().press("w");
    assert!(world.screen(80, 24).contains("Croeso"));
    assert!(
        world
            .press("w")
            .screen(80, 24)
            .contains("Welcome, and thank you")
    );
}

#[test]
fn a_break_is_calm_and_ends_with_the_same_key() {
    let mut world = World::conference().press("p").wait(5 * 60_000);
    insta::assert_snapshot!("room_break_80x24", world.screen(80, 24));
    insta::assert_snapshot!("room_break_120x40", world.screen(120, 40));
    let mut refused = World::conference().press("p space");
    assert!(
        refused
            .screen(80, 24)
            .contains("There is a break. End the break first. Press p (break).")
    );
    assert!(world.press("p").screen(80, 24).contains("Welcome, and"));
}

#[test]
fn the_pane_folds_and_comes_back() {
    let mut world = World::conference().press("v");
    assert!(!world.screen(80, 24).contains("Words:"));
    assert!(world.press("v").screen(80, 24).contains("Words:"));
}

#[test]
fn help_gives_the_reason_of_a_key_that_can_do_nothing() {
    let mut world = World::conference().press("?");
    insta::assert_snapshot!("help_room_80x24", world.screen(80, 24));
    insta::assert_snapshot!("help_room_120x40", world.screen(120, 40));
    assert!(world.screen(120, 40).contains("Not now:"));
}

#[test]
fn leaving_asks_how() {
    let mut world = World::conference().press("ctrl-q");
    insta::assert_snapshot!("leave_80x24", world.screen(80, 24));
    insta::assert_snapshot!("leave_120x40", world.screen(120, 40));
    let world = world.press("enter");
    assert!(world.app.overlays().is_empty());
}

#[test]
fn a_turn_left_for_later_can_be_gone_to() {
    let world = World::conference()
        .press("space space")
        .execute(Command::Skip(SkipReason::Later));
    let mut world = world.press("g");
    insta::assert_snapshot!("go_to_80x24", world.screen(80, 24));
    insta::assert_snapshot!("go_to_120x40", world.screen(120, 40));
    let world = world.press("end enter");
    assert_eq!(on_screen(&world), "what Tom");
}

#[test]
fn undo_and_redo_say_what_they_did() {
    let world = World::conference().press("k u");
    assert!(marks(&world).is_empty());
    let world = world.press("ctrl-r");
    assert_eq!(marks(&world).len(), 1);
}

#[test]
fn no_size_is_too_small_to_draw() {
    for keys in ["", "n x y", "b", "?", "o", "g", "l", ": g o", "ctrl-q"] {
        let mut world = World::conference().press(keys);
        for (columns, rows) in [
            (1, 1),
            (3, 2),
            (10, 3),
            (20, 5),
            (59, 15),
            (60, 16),
            (70, 18),
            (250, 70),
        ] {
            world.screen(columns, rows);
        }
    }
}

#[test]
fn e14_two_people_of_one_name_are_told_apart() {
    let mut world = World::conference_of(&["Sam", "Sam", "Ann"], false).press("space space");
    assert!(
        world
            .screen(120, 24)
            .contains("P e r s o n   r e s p o n s i b l e")
    );
}

#[test]
fn somebody_who_steps_out_is_passed_over_and_comes_back() {
    let world = World::conference().press("l down enter enter");
    let case = world.app.model().case().unwrap();
    assert_eq!(case.next_turn().unwrap().key.prompt.as_str(), "rules");
    assert!(!case.people[1].is_here());
    let world = world.press("l down enter");
    assert!(world.app.model().case().unwrap().people[1].is_here());
}

#[test]
fn going_on_stays_in_the_footer_where_a_check_waits() {
    let mut world = World::conference().press("space space space space");
    assert_eq!(on_screen(&world), "affected Rose");
    assert!(world.screen(80, 24).contains("Space go on"));
}

#[test]
fn in_a_time_out_the_footer_offers_what_ends_it_and_not_to_go_on() {
    let mut world = World::conference().press("space t");
    let picture = world.screen(80, 24);
    let footer = picture.lines().last().unwrap();
    assert!(footer.contains("t how it ended"), "{picture}");
    assert!(!footer.contains("go on"), "{picture}");
    assert!(!footer.contains("back"), "{picture}");
    let mut world = world.press("space");
    let picture = world.screen(80, 24);
    assert!(picture.contains("How did the time-out end?"), "{picture}");
}

#[test]
fn a_draft_is_kept_after_a_pause_and_while_typing_goes_on() {
    let world = World::conference().press("n").words("half");
    assert!(world.app.next_tick().is_some_and(|wait| wait <= 1_000));
    let world = world.wait(1_000);
    assert_eq!(world.app.model().note_draft, "half");
}

#[test]
fn d03_colours_never_carry_meaning_alone() {
    use crate::tui::theme::{Palette, Role, Theme};
    let none = Theme {
        palette: Palette::None,
        plain_signs: false,
    };
    assert!(none.style(Role::Warning).fg.is_none());
    assert_ne!(none.style(Role::Selected), none.style(Role::Text));
}

#[test]
fn e01_a_note_of_spaces_alone_is_not_filed() {
    for words in ["", "   "] {
        let world = World::conference().press("n").words(words).press("enter");
        let model = world.app.model();
        assert!(model.case().unwrap().marks.is_empty());
        assert_eq!(model.note_draft.trim(), "");
    }
}

#[test]
fn e12_a_note_may_begin_with_any_sign() {
    for words in [
        "/quit",
        ":q!",
        "{\"t\":1}",
        "\"said\"",
        "\\n",
        "= 2 + 3",
        "-2+3",
    ] {
        let world = World::conference().press("n").words(words).press("enter");
        let case = world.app.model().case().unwrap();
        let mark = case.marks.last().unwrap();
        assert_eq!(mark.words[0].text(), Some(words));
    }
}

#[test]
fn a_key_that_no_help_names_does_nothing() {
    let mut world = World::conference();
    let before = world.screen(80, 24);
    assert_eq!(world.press("d").screen(80, 24), before);
}
