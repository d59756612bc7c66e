//! Where a script differs from what it was, and the page from there on.

use super::{agreement, show_head, show_prompt, show_stage};
use crate::document::page::Page;
use crate::script::{Script, SessionKind, Stage, capitalized};

/// The first place at which a script was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Something that stands before the first stage, or that no stage holds.
    Head,
    /// A stage, in what there is to know of it: kind of session and stage, counted from 0.
    Stage(usize, usize),
    /// A prompt: kind of session, stage and prompt, counted from 0.
    Prompt(usize, usize, usize),
    /// What is agreed, and what comes afterwards.
    Agreement,
}

/// Finds the first place at which a script differs from what it was; nothing where it does not.
pub fn first_change(before: &Script, now: &Script) -> Option<Change> {
    for (index, session) in now.sessions.iter().enumerate() {
        let Some(old) = before.sessions.get(index) else {
            return Some(Change::Stage(index, 0));
        };
        if let Some(change) = in_session(old, session, index) {
            return Some(change);
        }
    }
    if before.agreement != now.agreement || before.follow_ups != now.follow_ups {
        return Some(Change::Agreement);
    }
    (before != now).then_some(Change::Head)
}

fn in_session(old: &SessionKind, now: &SessionKind, session: usize) -> Option<Change> {
    for (index, stage) in now.stages.iter().enumerate() {
        let Some(before) = old.stages.get(index) else {
            return Some(Change::Stage(session, index));
        };
        if before == stage {
            continue;
        }
        // Told apart by comparing the rest of the stage: without prompts, what is left is its head.
        let head = |stage: &Stage| Stage {
            prompts: Vec::new(),
            ..stage.clone()
        };
        if head(before) != head(stage) {
            return Some(Change::Stage(session, index));
        }
        let prompts = stage.prompts.iter().enumerate();
        let changed = prompts
            .filter(|(place, prompt)| before.prompts.get(*place) != Some(*prompt))
            .map(|(place, _)| place)
            .next();
        // Where prompts were only taken away from its end, the stage is what changed.
        return Some(match changed {
            Some(prompt) => Change::Prompt(session, index, prompt),
            None => Change::Stage(session, index),
        });
    }
    (old.stages.len() > now.stages.len()).then_some(Change::Stage(session, 0))
}

/// Writes a script as [`super::show`] does, from one place on to the end of that kind of session.
pub fn show_from(script: &Script, change: Change) -> String {
    let mut page = Page::default();
    match change {
        Change::Head => show_head(&mut page, script),
        Change::Agreement => agreement::show(&mut page, script),
        Change::Stage(session, stage) => rest_of(&mut page, script, session, stage, None),
        Change::Prompt(session, stage, prompt) => {
            rest_of(&mut page, script, session, stage, Some(prompt));
        }
    }
    page.text.trim_start_matches('\n').to_owned()
}

fn rest_of(page: &mut Page, script: &Script, session: usize, first: usize, prompt: Option<usize>) {
    let Some(session) = script.sessions.get(session) else {
        return;
    };
    for (index, stage) in session.stages.iter().enumerate().skip(first) {
        let skipped = prompt.filter(|_| index == first);
        match skipped {
            None => show_stage(page, script, session, index, stage),
            Some(prompt) => page.words(
                &format!(
                    "{}, {} of {}: {}; prompt {} of {}",
                    capitalized(&session.title),
                    index + 1,
                    session.stages.len(),
                    stage.title,
                    prompt + 1,
                    stage.prompts.len()
                ),
                0,
            ),
        }
        for prompt in stage.prompts.iter().skip(skipped.unwrap_or(0)) {
            page.line("");
            show_prompt(page, script, session, prompt);
        }
        page.line("");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script() -> Script {
        let text = include_str!("../../../tests/it/point_scripts/01-room-and-recording.json");
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn the_first_place_that_differs_is_found() {
        let before = script();
        assert_eq!(first_change(&before, &before), None);
        let mut title = before.clone();
        title.title.push('!');
        assert_eq!(first_change(&before, &title), Some(Change::Head));
        let mut agreement = before.clone();
        agreement.agreement.standing.push('!');
        assert_eq!(first_change(&before, &agreement), Some(Change::Agreement));
        let mut minutes = before.clone();
        minutes.sessions[0].stages[1].minutes.max += 1;
        assert_eq!(first_change(&before, &minutes), Some(Change::Stage(0, 1)));
        let mut cue = before.clone();
        cue.sessions[0].stages[1].prompts[0].cue[0].push('!');
        let change = first_change(&before, &cue).unwrap();
        assert_eq!(change, Change::Prompt(0, 1, 0));
        let page = show_from(&cue, change);
        assert!(page.lines().nth(3).unwrap().ends_with('!'), "{page}");
        let mut fewer = before.clone();
        fewer.sessions[0].stages.pop();
        assert_eq!(first_change(&before, &fewer), Some(Change::Stage(0, 0)));
        for change in [Change::Head, Change::Agreement, Change::Stage(0, 0)] {
            assert!(!show_from(&before, change).is_empty(), "{change:?}");
        }
    }
}
