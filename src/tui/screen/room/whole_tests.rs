//! Of every prompt of every shipped script: what is to be said is never cut for what is only good
//! to know.

use crate::script::Prompt;
use crate::tui::testing::World;
use crate::tui::testing::scripts::every_meeting;
use crate::tui::widget::wrapped;

/// Lines of the pane at 80×24 for what is to be said: it has seven, with the one above it and the
/// counts below.
const LINES: usize = 5;
/// Columns of the cue and of the pane at 80 columns.
const CUE: usize = 72;
const PANE: usize = 76;

fn holds(picture: &str, lines: &[String]) -> bool {
    lines.iter().all(|line| picture.contains(line.trim()))
}

/// What is to be said, in lines as the pane has them.
fn words(world: &World, prompt: &Prompt) -> Vec<String> {
    let model = world.app.model();
    let person = model.addressed();
    let said = model.said(prompt, person);
    let words = said.words.map(|words| format!("Words: {words}"));
    wrapped(&words.unwrap_or_default(), PANE)
}

fn cue(world: &World, prompt: &Prompt, columns: usize) -> Vec<String> {
    let model = world.app.model();
    let said = model.said(prompt, model.addressed());
    let lines = said.cue.iter();
    lines.flat_map(|line| wrapped(line, columns)).collect()
}

#[test]
fn cues_are_whole_and_words_come_before_the_hint() {
    for (name, mut world) in every_meeting() {
        for (stage, prompt) in world.every_prompt() {
            world.stands_at(&stage, &prompt);
            let place = format!("{name}, {}, {}", stage.id, prompt.id);
            let picture = world.screen(80, 24);
            let own = prompt.is_own_task();
            let shown = cue(&world, &prompt, if own { PANE } else { CUE });
            assert!(holds(&picture, &shown), "{place}: {picture}");
            let words = words(&world, &prompt);
            if !own && words.len() <= LINES {
                assert!(holds(&picture, &words), "{place}: {picture}");
            }
            if !own {
                let picture = world.screen(60, 16);
                assert!(
                    holds(&picture, &cue(&world, &prompt, 52)),
                    "{place}: {picture}"
                );
            }
        }
    }
}

#[test]
fn where_a_line_of_the_words_would_be_lost_the_rule_tells_of_the_hint() {
    let mut script = (*crate::tui::testing::script()).clone();
    let prompt = &mut script.sessions[0].stages[0].prompts[0];
    prompt.words = Some(["A line of words that is to be said."; 9].join(" "));
    prompt.hint = Some("Look at each person in turn.".to_owned());
    let mut world = World::conference_from(std::sync::Arc::new(script));
    let picture = world.screen(80, 24);
    assert!(!picture.contains("f shows all"), "{picture}");
    assert!(picture.contains(" f shows the hint "), "{picture}");
    insta::assert_snapshot!("words_before_hint_80x24", picture);
}

#[test]
fn the_hint_below_the_full_words_is_read_to_its_end() {
    let mut script = (*crate::tui::testing::script()).clone();
    let prompt = &mut script.sessions[0].stages[0].prompts[0];
    prompt.words = Some(["Some words that are to be said."; 20].join(" "));
    let hint = ["A hint that goes on."; 40].join(" ");
    prompt.hint = Some(format!("{hint} Its end."));
    let mut world = World::conference_from(std::sync::Arc::new(script)).press("f");
    assert!(!world.screen(80, 24).contains("Its end."));
    for _ in 0..40 {
        world = world.press("down");
    }
    let picture = world.screen(80, 24);
    assert!(picture.contains("Its end."), "{picture}");
}

#[test]
fn at_80_columns_the_header_names_every_stage_whole() {
    for (name, mut world) in every_meeting() {
        let kind = world
            .app
            .model()
            .case()
            .and_then(|case| case.session_kind());
        let stages = kind.map_or_else(Vec::new, |kind| kind.stages.clone());
        for stage in stages.iter().filter(|stage| stage.private.is_none()) {
            let Some(prompt) = stage.prompts.first() else {
                continue;
            };
            world.stands_at(stage, prompt);
            let picture = world.screen(80, 24);
            let header = picture.lines().next().unwrap_or_default();
            assert!(header.contains(&stage.title), "{name}: {header}");
        }
    }
}

#[test]
fn in_practice_the_longest_title_is_whole_as_well() {
    let mut script = (*crate::tui::testing::script()).clone();
    let title = "Told by the person who was harmed.";
    assert_eq!(title.len(), 34);
    title.clone_into(&mut script.sessions[0].stages[0].title);
    let mut further = script.sessions[0].stages[0].clone();
    for number in 0..20 {
        further.id = crate::script::StageId::new(format!("further-{number}"));
        for (place, prompt) in further.prompts.iter_mut().enumerate() {
            prompt.id = crate::script::PromptId::new(format!("further-{number}-{place}"));
        }
        script.sessions[0].stages.push(further.clone());
    }
    let mut world = World::to_practise(std::sync::Arc::new(script)).press("b y");
    let picture = world.screen(80, 24);
    let header = picture.lines().next().unwrap_or_default();
    assert!(header.contains(title), "{header}");
}
