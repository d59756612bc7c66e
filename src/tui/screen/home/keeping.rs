//! What the home screen says of how the cases are kept: that they are not protected, who can read
//! them, and what is to be tried before it is needed.

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Door, Effect, Message, OverlayRequest};
use crate::tui::layer::Use;
use crate::tui::model::Model;
use crate::tui::office::RecoveryTry;
use crate::tui::theme::Role;
use crate::tui::widget::{fitted, wrapped};

const NOT_PROTECTED: &str = "NOT PROTECTED. What is written here can be read by anybody who can open this computer's files.";
const NO_KEY: &str = "No key of a service opens these cases. Your service can give you one: `talking-piece readers add KEY --recovery` lets it in.";

/// What is said behind a door, in lines, what matters most first: of what does not fit into so many
/// rows the last sentences wait.
pub(super) fn lines(door: Door, model: &Model, columns: usize, rows: usize) -> Vec<(String, Role)> {
    let mut lines: Vec<(String, Role)> = Vec::new();
    for (text, role) in sentences(door, model) {
        let wanted = wrapped(&model.theme.plain(&text), columns);
        if lines.is_empty() || lines.len() + wanted.len() <= rows {
            lines.extend(wanted.into_iter().map(|line| (line, role)));
        }
    }
    if lines.len() > rows {
        lines.truncate(rows);
        if let Some((last, _)) = lines.last_mut() {
            *last = fitted(&format!("{last} …"), columns);
        }
    }
    lines
}

fn sentences(door: Door, model: &Model) -> Vec<(String, Role)> {
    let mut said = Vec::new();
    if door != Door::Practise {
        if !model.protected {
            said.push((NOT_PROTECTED.to_owned(), Role::Warning));
        }
        let drive = model.keeping.drive_warning.clone();
        said.extend(drive.map(|warning| (warning, Role::Warning)));
        let left = model.keeping.left_behind.iter();
        said.extend(left.map(|told| (told.clone(), Role::Text)));
    }
    let Some(readership) = &model.keeping.readership else {
        return said;
    };
    if door != Door::Practise {
        let news = readership.news.iter();
        said.extend(news.map(|new| (new.clone(), Role::Strong)));
    }
    said.extend(reminder(door, readership.recovery, model).map(|text| (text, Role::Text)));
    if door != Door::Practise {
        said.push((readership.in_words(), Role::Quiet));
    }
    said
}

/// That it is to be tried whether the key of the service opens the cases.
fn reminder(door: Door, recovery: RecoveryTry, model: &Model) -> Option<String> {
    let last = match recovery {
        RecoveryTry::NoKey | RecoveryTry::Rests => return None,
        RecoveryTry::Due(last) => last,
    };
    let key = model.key(Action::TryRecovery, &[Context::Home]);
    let how = match door {
        Door::Practise => format!("{key} tries it."),
        Door::Run | Door::Review => {
            let practise = model.key(Action::Practise, &[Context::Home]);
            format!("{practise}, then {key}.")
        }
    };
    Some(match last {
        None => format!("Nobody has tried yet whether the service's key opens the cases: {how}"),
        Some(last) => format!(
            "Whether the service's key opens the cases was last tried on {}: {how}",
            last.format("%-d %B %Y")
        ),
    })
}

/// What the key that tries it can do behind a door.
pub(super) fn use_of_trial(door: Door, model: &Model) -> Use {
    match (door, &model.keeping.readership) {
        (Door::Practise, Some(readership)) if readership.recovery == RecoveryTry::NoKey => {
            Use::Idle(NO_KEY)
        }
        (Door::Practise, Some(_)) => Use::Live,
        (Door::Practise, None) | (Door::Run | Door::Review, _) => Use::Absent,
    }
}

/// Asks for the key of the service, to try it.
pub(super) fn try_it(door: Door, model: &Model) -> Vec<Effect> {
    match use_of_trial(door, model) {
        Use::Live => vec![Effect::Push(OverlayRequest::Recovery)],
        Use::Idle(why) => vec![Effect::Say(Message::refused(why))],
        Use::Called(_) | Use::Way(_) | Use::Absent => Vec::new(),
    }
}
