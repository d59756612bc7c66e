//! Going over to another process: what it means is said and asked before anything is recorded.

use super::App;
use crate::case::Case;
use crate::script::{Script, ScriptId};
use crate::tui::effect::{Effect, Message, OverlayRequest, Question, ScreenRequest};
use crate::tui::widget::listed;

/// Columns of a line in the question.
const COLUMNS: usize = 54;

impl App {
    /// Asks whether the open case is to go over to a script.
    pub(super) fn ask_process(&mut self, id: &ScriptId) {
        let script = match self.office.script(id) {
            Ok(script) => script,
            Err(problem) => return self.say(Message::refused(problem)),
        };
        let Some(case) = self.model.case() else {
            return;
        };
        let question = Question {
            ask: format!("Go on as: {}?", script.title),
            about: what_it_means(case, &script),
            yes: "Go on with it".to_owned(),
            no: "Leave it as it is".to_owned(),
            then: vec![Effect::ChangeProcess(id.clone())],
            otherwise: Vec::new(),
        };
        self.perform(vec![Effect::Push(OverlayRequest::Confirm(Box::new(
            question,
        )))]);
    }

    /// Lets the open case go over to a script, and shows its people.
    pub(super) fn change_process(&mut self, script: &ScriptId) {
        let Some(desk) = &mut self.model.desk else {
            return;
        };
        match self.office.change_process(desk, script) {
            Ok(()) => {
                let title = desk.case().script.title.clone();
                self.open(&ScreenRequest::People);
                self.say(Message::done(format!("The case goes on as: {title}.")));
            }
            Err(problem) => self.say(Message::refused(problem)),
        }
    }
}

/// Who keeps which role, who needs one, and that it is no change to take back.
fn what_it_means(case: &Case, script: &Script) -> String {
    let (mut kept, mut other, mut none) = (Vec::new(), Vec::new(), Vec::new());
    for person in &case.people {
        let roles = case.roles_under(script, person.id);
        let name = person.details.name.clone();
        if roles.is_empty() {
            none.push(name);
        } else if roles == person.details.roles {
            kept.push(name);
        } else {
            let titles = roles.iter().filter_map(|role| script.role(role));
            let titles: Vec<&str> = titles.map(|role| role.name.as_str()).collect();
            other.push(format!("{name} ({})", titles.join(", ")));
        }
    }
    let lines = [
        ("As before:", kept),
        ("With another role:", other),
        ("Without a role; give each one with e:", none),
    ];
    let lines = lines.into_iter().filter(|(_, names)| !names.is_empty());
    let mut lines: Vec<String> = lines
        .map(|(before, names)| listed(before, &names, COLUMNS))
        .collect();
    lines.push(
        "Everything so far goes along. It stays in the record; to go back, choose the \
         process before in the same way."
            .to_owned(),
    );
    lines.join("\n")
}
