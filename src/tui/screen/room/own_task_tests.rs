//! What the facilitator does alone is for the facilitator alone to read.

use crate::tui::testing::World;

/// What stands above the facilitator's pane.
fn for_the_circle(picture: &str) -> String {
    let lines = picture.lines().take_while(|line| !line.contains(" yours "));
    lines.collect::<Vec<&str>>().join("\n")
}

#[test]
fn a_task_of_the_facilitators_own_is_not_for_the_circle_to_read() {
    let task = "Big room, second room";
    let mut world = World::family();
    insta::assert_snapshot!("own_task_80x24", world.screen(80, 24));
    insta::assert_snapshot!("own_task_120x40", world.screen(120, 40));
    insta::assert_snapshot!("own_task_60x16", world.screen(60, 16));
    for keys in ["", "f", "f down", "e", "n"] {
        let mut world = World::family().press(keys);
        for (columns, rows) in [(60, 16), (80, 24), (120, 40)] {
            let picture = world.screen(columns, rows);
            let circle = for_the_circle(&picture);
            assert!(!circle.contains("oom"), "{keys}: {picture}");
            assert!(
                circle.contains("A r r i v a l") || columns == 120,
                "{picture}"
            );
        }
    }
    assert!(world.screen(80, 24).contains(task));
    assert!(world.screen(40, 10).contains(task));
    let mut folded = World::family().press("v");
    for (columns, rows) in [(40, 10), (60, 16), (80, 24), (120, 40)] {
        let picture = folded.screen(columns, rows);
        assert!(!picture.contains("oom"), "{picture}");
    }
    assert!(folded.screen(80, 24).contains("v for you"));
    let mut drawn = World::family().press("c");
    assert!(!drawn.screen(80, 24).contains("oom"));
}

#[test]
fn a_task_of_the_facilitators_own_is_read_whole_with_the_full_words() {
    let mut world = World::family().press("f");
    let mut seen = world.screen(60, 16);
    for _ in 0..20 {
        world = world.press("down");
        seen.push_str(&world.screen(60, 16));
    }
    for words in ["Big room, second room", "Hint:", "Words:"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
}

#[test]
fn who_is_next_never_speaks_to_the_facilitator() {
    let mut world = World::family();
    let mut seen = Vec::new();
    for _ in 0..12 {
        let picture = world.screen(80, 24);
        assert!(!picture.contains("for you"), "{picture}");
        let case = world.app.model().case().unwrap();
        let next = case.next_turn().unwrap();
        let (_, prompt) = case.prompt_of(&next.key).unwrap();
        if prompt.is_own_task() {
            let said = picture.lines().map(str::trim);
            let said = said.filter(|line| line.starts_with("Next"));
            seen.push(said.collect::<Vec<&str>>().join(" "));
        }
        world = world.press("space");
    }
    assert_eq!(
        seen,
        ["Next: Check-in with the child"],
        "a second task of their own comes first"
    );
}
