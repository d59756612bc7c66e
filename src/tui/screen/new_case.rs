//! A new case: which script, under which reference. Everything else can wait. The same list of
//! scripts is searched where a case goes over to another process.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::script::ScriptId;
use crate::store::Reference;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Door, Effect, Message, NewCaseRequest, ScreenRequest};
use crate::tui::key::{Code, Key};
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::office::ScriptSummary;
use crate::tui::theme::Role;
use crate::tui::widget::{Field, Form, FormKey, List, Panel, Row, TextLine, page, wrapped};

/// A new case.
pub struct NewCase {
    /// Words that the title or the summary of a script has to hold.
    wanted: TextLine,
    list: List,
    /// How many pages of what the script is for were turned.
    turned: usize,
    /// The second question, once the first is answered.
    reference: Form,
    at_reference: bool,
    /// Whether the reference was typed, if only the suggested one again.
    typed: bool,
    /// The script that the reference was last asked for.
    asked_for: Option<ScriptId>,
    /// Whether an open case goes over to what is chosen, so that nothing new begins.
    goes_over: bool,
}

impl NewCase {
    /// The questions, with a reference suggested.
    pub fn new(model: &Model) -> Self {
        Self {
            wanted: TextLine::new("", 60),
            list: List::default(),
            turned: 0,
            reference: suggested(model),
            at_reference: false,
            typed: false,
            asked_for: None,
            goes_over: false,
        }
    }

    /// Which process the open case goes over to.
    pub fn other_process(model: &Model) -> Self {
        // Its own stands above the first one to go over to.
        let own = model.scripts.iter().any(|script| is_own(script, model));
        Self {
            goes_over: true,
            list: List {
                selected: usize::from(own),
            },
            ..Self::new(model)
        }
    }

    /// The scripts that what was typed leaves to choose from.
    fn found<'a>(&self, model: &'a Model) -> Vec<&'a ScriptSummary> {
        let wanted = self.wanted.text().to_lowercase();
        let fits = |script: &&ScriptSummary| {
            let text = format!("{} {} {}", script.title, script.id, script.summary).to_lowercase();
            wanted.split_whitespace().all(|word| text.contains(word))
        };
        let scripts = model.scripts.iter().filter(fits);
        let own = |script: &&ScriptSummary| self.goes_over && is_own(script, model);
        let (own, others): (Vec<_>, Vec<_>) = scripts.partition(own);
        own.into_iter().chain(others).collect()
    }

    fn chosen<'a>(&self, model: &'a Model) -> Option<&'a ScriptSummary> {
        self.found(model).get(self.list.selected).copied()
    }

    /// Whether what is chosen is the open case's own process, so that it goes over to nothing.
    fn stays(&self, model: &Model) -> bool {
        self.chosen(model)
            .is_some_and(|script| is_own(script, model))
    }

    /// Does something at the reference, and remembers whether that changed it.
    fn change<T>(&mut self, change: impl FnOnce(&mut Form) -> T) -> T {
        let before = self.reference.fields[0].words().to_owned();
        let done = change(&mut self.reference);
        self.typed |= self.reference.fields[0].words() != before;
        done
    }

    fn begin(&self, model: &Model) -> Vec<Effect> {
        let reference = self.reference.fields[0].words().trim().to_owned();
        let Some(script) = self.chosen(model) else {
            return vec![none_chosen(model)];
        };
        if reference.is_empty() {
            let missing = "A reference is missing. Type one without any name in it.";
            return vec![Effect::Say(Message::refused(missing))];
        }
        // Before anything else is asked of them that they would answer for nothing.
        if let Err(problem) = Reference::new(&reference) {
            return vec![Effect::Say(Message::refused(problem))];
        }
        // What was suggested may be taken by now, by another window: then it is the one after. What
        // was typed is meant, and never exchanged for another.
        vec![Effect::CreateCase(NewCaseRequest::Real {
            reference: self.typed.then_some(reference),
            script: script.id.clone(),
        })]
    }

    fn choose(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if self.list.act(action, self.found(model).len()) {
            self.turned = 0;
            return Vec::new();
        }
        match action {
            Action::Choose if self.chosen(model).is_none() => vec![none_chosen(model)],
            Action::Choose if self.goes_over && self.stays(model) => {
                let key = model.key(Action::Begin, &[Context::People]);
                let stays = format!("The process stays. {key} begins one of its meetings.");
                vec![Effect::Back, Effect::Say(Message::done(stays))]
            }
            Action::Choose if self.goes_over => {
                let chosen = self.chosen(model).into_iter();
                chosen
                    .map(|script| Effect::AskProcess(script.id.clone()))
                    .collect()
            }
            Action::Close if self.goes_over => vec![Effect::Back],
            Action::Choose => {
                self.ask_reference(model);
                Vec::new()
            }
            Action::Close => vec![Effect::Open(ScreenRequest::Home(Door::Run))],
            _ => Vec::new(),
        }
    }

    /// Asks for the reference. What was typed for another kind of meeting stays only where a case can
    /// begin under it; half of one, or one that is taken, gives way to the one that is suggested.
    fn ask_reference(&mut self, model: &Model) {
        let script = self.chosen(model).map(|script| script.id.clone());
        let other = self.asked_for.is_some() && self.asked_for != script;
        if other && self.typed && !is_free(self.reference.fields[0].words(), model) {
            self.reference = suggested(model);
            self.typed = false;
        }
        self.asked_for = script;
        self.at_reference = true;
    }

    fn draw_scripts(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let theme = model.theme;
        let columns = usize::from(area.width);
        let asked = if self.goes_over {
            "Go on with which process? ↑ and ↓ choose, letters search, Enter asks."
        } else {
            "Which kind of meeting? ↑ and ↓ choose, letters search, Enter goes on."
        };
        let rest = Panel::words(theme, Role::Strong, &theme.plain(asked), frame, area);
        let line = Rect {
            height: rest.height.min(1),
            ..rest
        };
        self.wanted.draw(theme, frame, line, true);
        let rest = Rect {
            y: rest.y + line.height,
            height: rest.height - line.height,
            ..rest
        };
        let trouble = model.script_trouble.as_deref().unwrap_or_default();
        let rest = Panel::words(theme, Role::Warning, trouble, frame, rest);
        let found = self.found(model);
        let longest = found
            .iter()
            .map(|script| wrapped(&self.about(script, model), columns).len());
        // The list keeps its place, whichever script is selected.
        let below = longest.max().unwrap_or(1).min(usize::from(rest.height) / 2);
        let below = u16::try_from(below).unwrap_or(0);
        let list = Rect {
            y: rest.y + 1,
            height: rest.height.saturating_sub(below + 2),
            ..rest
        };
        if found.is_empty() {
            let nothing = "No script has these words in its title or summary.";
            Panel::words(theme, Role::Quiet, nothing, frame, list);
        }
        let rows = found.iter().map(|script| match script.own {
            _ if self.goes_over && is_own(script, model) => Row::new(&script.title).with("as now"),
            Some(_) => Row::new(&script.title).with("your own"),
            None => Row::new(&script.title),
        });
        let rows: Vec<Row> = rows.collect();
        self.list.draw_whole(theme, frame, list, &rows);
        let details = Rect {
            y: rest.bottom().saturating_sub(below),
            height: below,
            ..rest
        };
        if let Some(script) = self.chosen(model) {
            let page = page(
                &self.about(script, model),
                columns,
                usize::from(below),
                self.turned,
                "Tab",
            );
            Panel::words(theme, Role::Quiet, &page.join("\n"), frame, details);
        }
    }

    /// What is said of a script; of the open case's own, which meetings it has.
    fn about(&self, script: &ScriptSummary, model: &Model) -> String {
        if let Some(case) = model
            .case()
            .filter(|_| self.goes_over && is_own(script, model))
        {
            let kinds = case.script.sessions.iter();
            let kinds: Vec<&str> = kinds.map(|kind| kind.title.as_str()).collect();
            return format!(
                "The process of this case. Its meetings: {}.",
                kinds.join("; ")
            );
        }
        match &script.own {
            Some(own) => format!("{own}\n{}", script.summary),
            None => script.summary.clone(),
        }
    }

    fn draw_reference(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let title = self.chosen(model).map_or("", |script| &script.title);
        let rest = Panel::words(model.theme, Role::Strong, title, frame, area);
        let form = Rect {
            y: rest.y + 1,
            height: rest
                .height
                .saturating_sub(1)
                .min(self.reference.rows(rest.width)),
            ..rest
        };
        self.reference.draw(model.theme, frame, form);
    }
}

impl Layer for NewCase {
    fn title(&self, model: &Model) -> String {
        if self.goes_over {
            let reference = model.case().map_or("", |case| case.reference.as_str());
            return format!("{reference}{}Another process", model.theme.dot());
        }
        "A new case".to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        if self.at_reference {
            &[Context::Form]
        } else {
            &[Context::List]
        }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if !self.at_reference {
            return self.choose(action, model);
        }
        if matches!(action, Action::Close | Action::PreviousField) {
            self.at_reference = false;
            return Vec::new();
        }
        match self.change(|reference| reference.act(action)) {
            FormKey::Done => self.begin(model),
            FormKey::Taken | FormKey::StillToBeSaid | FormKey::Other => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        if self.at_reference && self.reference.refuses(key) {
            let full = format!("A reference has {LONGEST} letters at most.");
            return vec![Effect::Say(Message::refused(full))];
        }
        if self.at_reference {
            self.change(|reference| reference.type_key(key));
        } else if key.code == Code::Tab {
            self.turned += 1;
        } else if self.wanted.type_key(key) {
            self.list.selected = 0;
            self.turned = 0;
        }
        Vec::new()
    }

    fn room_for_paste(&self) -> usize {
        0
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        let taken = if self.at_reference {
            self.change(|reference| reference.paste(text))
        } else {
            self.list.selected = 0;
            self.wanted.paste(text)
        };
        if taken {
            return Vec::new();
        }
        let long = if self.at_reference {
            format!(
                "Nothing of what was pasted was taken: a reference has {LONGEST} letters at most."
            )
        } else {
            "What was pasted is too long for this line. Type a few letters of a title.".to_owned()
        };
        vec![Effect::Say(Message::refused(long))]
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let inside = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(1),
        };
        if self.at_reference {
            self.draw_reference(model, frame, inside);
        } else {
            self.draw_scripts(model, frame, inside);
        }
    }
}

/// The most letters of a reference.
const LONGEST: usize = 40;

/// The question for the reference, with one suggested.
fn suggested(model: &Model) -> Form {
    let field = Field::text(
        "Reference",
        "A pseudonym for the case: no names in it. Enter begins.",
        &model.suggested_reference,
        LONGEST,
    );
    Form::new(vec![field], model.now.wall.date_naive())
}

/// Whether a case can begin under what was typed: it can name a folder, it is not only the
/// beginning of the one that is suggested, and no case that is listed has it.
fn is_free(typed: &str, model: &Model) -> bool {
    let typed = typed.trim();
    let half = model.suggested_reference.starts_with(typed) && model.suggested_reference != typed;
    let cases = model.cases.iter().flat_map(|cases| &cases.list);
    let mut real = cases.filter(|case| !case.practice);
    let taken = real.any(|case| case.reference.eq_ignore_ascii_case(typed));
    !half && !taken && Reference::new(typed).is_ok()
}

fn none_chosen(model: &Model) -> Effect {
    let none = if model.scripts.is_empty() {
        "No script was found. `talking-piece script list` says where they are looked for."
    } else {
        "No script has these words. Delete some of them to see more."
    };
    Effect::Say(Message::refused(none))
}

/// Whether the open case is run from this script now.
fn is_own(script: &ScriptSummary, model: &Model) -> bool {
    let now = model.case().map(|case| &case.script.id);
    now == Some(&script.id)
}

#[cfg(test)]
mod tests;
