//! Lines that are written down one after the other: ground rules, bottom lines, agreed questions.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{BottomLineId, Case, Command, LONGEST_WORDS, QuestionId, Refusal};
use crate::script::RecordKind;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::screen::board::{act_anywhere, carry_out};
use crate::tui::theme::Role;
use crate::tui::widget::{List, Panel, Row, TextArea, below, inset, rows_of};

/// Lines that are written down one after the other.
pub struct Lines {
    what: What,
    list: List,
    writing: Option<Writing>,
}

/// What the lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    GroundRules,
    BottomLines,
    Questions,
}

/// A line that is being written.
struct Writing {
    /// Its place in the list; none for a further line.
    place: Option<usize>,
    text: TextArea,
    warned: bool,
}

impl Writing {
    fn new(place: Option<usize>, text: &str) -> Self {
        Self {
            place,
            text: TextArea::new(text),
            warned: false,
        }
    }
}

impl Lines {
    /// The lines so far; where there are none, the first can be typed at once.
    pub fn new(kind: RecordKind, model: &Model) -> Option<Self> {
        let what = match kind {
            RecordKind::GroundRules => What::GroundRules,
            RecordKind::BottomLines => What::BottomLines,
            RecordKind::AgreedQuestions => What::Questions,
            _ => return None,
        };
        let empty = what.lines(model.case()?).is_empty();
        Some(Self {
            what,
            list: List::default(),
            writing: empty.then(|| Writing::new(None, "")),
        })
    }

    fn done(&mut self, model: &Model) -> Vec<Effect> {
        let (Some(writing), Some(case)) = (&self.writing, model.case()) else {
            return Vec::new();
        };
        let text = writing.text.text().trim().to_owned();
        if text.is_empty() {
            self.writing = None;
            return Vec::new();
        }
        let Some(command) = self.what.command(case, writing.place, text) else {
            return Vec::new();
        };
        if let Some(refusal) = model.refusal_of(&command) {
            return vec![Effect::Refuse(refusal)];
        }
        self.writing = match writing.place {
            Some(_) => None,
            None => Some(Writing::new(None, "")),
        };
        vec![Effect::Execute(command)]
    }

    fn put_away(&mut self, case: &Case) -> Vec<Effect> {
        match &mut self.writing {
            Some(writing) if writing.text.half_typed().is_some() && !writing.warned => {
                writing.warned = true;
                let warning = "Enter keeps these words. Esc once more lets them go.";
                vec![Effect::Say(Message::done(warning))]
            }
            Some(_) if !self.what.lines(case).is_empty() => {
                self.writing = None;
                Vec::new()
            }
            Some(_) | None => vec![Effect::Back],
        }
    }

    fn change(&mut self, case: &Case) -> Vec<Effect> {
        if self.what == What::GroundRules {
            let how = "A ground rule stays as it was agreed. Undo takes the last one back.";
            return vec![Effect::Say(Message::done(how))];
        }
        let place = self.list.selected;
        if let Some(text) = self.what.lines(case).get(place) {
            self.writing = Some(Writing::new(Some(place), text));
        }
        Vec::new()
    }

    fn take_off(&mut self, case: &Case, model: &Model) -> Vec<Effect> {
        if self.what == What::GroundRules {
            return self.change(case);
        }
        let command = self
            .what
            .command(case, Some(self.list.selected), String::new());
        command.map_or_else(Vec::new, |command| {
            carry_out(command, "Taken off. Undo puts it back.", model)
        })
    }
}

impl What {
    fn title(self) -> &'static str {
        match self {
            Self::GroundRules => "Ground rules",
            Self::BottomLines => "What a safe plan must contain",
            Self::Questions => "Questions that the plan answers",
        }
    }

    fn lines(self, case: &Case) -> Vec<String> {
        match self {
            Self::GroundRules => case.ground_rules.clone(),
            Self::BottomLines => case.bottom_lines.values().cloned().collect(),
            Self::Questions => case.questions.values().cloned().collect(),
        }
    }

    /// The command that writes a line: a further one, or another wording; empty takes it off.
    fn command(self, case: &Case, place: Option<usize>, text: String) -> Option<Command> {
        let line =
            |place: usize| -> Option<BottomLineId> { case.bottom_lines.keys().nth(place).copied() };
        let question =
            |place: usize| -> Option<QuestionId> { case.questions.keys().nth(place).copied() };
        match (self, place) {
            (Self::GroundRules, _) => Some(Command::AgreeGroundRule(text)),
            (Self::BottomLines, None) => Some(Command::SetBottomLine(None, text)),
            (Self::BottomLines, Some(place)) => {
                line(place).map(|id| Command::SetBottomLine(Some(id), text))
            }
            (Self::Questions, None) => Some(Command::SetQuestion(None, text)),
            (Self::Questions, Some(place)) => {
                question(place).map(|id| Command::SetQuestion(Some(id), text))
            }
        }
    }
}

impl Layer for Lines {
    fn title(&self, _model: &Model) -> String {
        self.what.title().to_owned()
    }

    fn contexts(&self) -> &'static [Context] {
        if self.writing.is_some() {
            &[Context::Text]
        } else {
            &[Context::Records, Context::List]
        }
    }

    fn is_typing(&self) -> bool {
        self.writing.is_some()
    }

    fn half_typed(&self) -> Option<String> {
        let writing = self.writing.as_ref();
        writing.and_then(|writing| writing.text.half_typed())
    }

    fn use_of(&self, action: Action, _model: &Model) -> Use {
        match action {
            Action::Change | Action::Remove | Action::Choose if self.what == What::GroundRules => {
                Use::Idle("A ground rule stays as it was agreed.")
            }
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        let Some(case) = model.case() else {
            return Vec::new();
        };
        if self.writing.is_none() && self.list.act(action, self.what.lines(case).len()) {
            return Vec::new();
        }
        match action {
            Action::Accept => self.done(model),
            Action::Close => self.put_away(case),
            Action::Add => {
                self.writing = Some(Writing::new(None, ""));
                Vec::new()
            }
            Action::Change | Action::Choose => self.change(case),
            Action::Remove => self.take_off(case, model),
            _ => act_anywhere(action, model),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        let Some(writing) = &mut self.writing else {
            return Vec::new();
        };
        writing.warned = false;
        let typed = key.typed().is_some() || key.is_enter();
        if !writing.text.type_key(key) && typed {
            return vec![Effect::Refuse(Refusal::WordsTooLong)];
        }
        Vec::new()
    }

    fn room_for_paste(&self) -> usize {
        let writing = self.writing.as_ref();
        writing.map_or(LONGEST_WORDS, |writing| writing.text.room())
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        let writing = self.writing.get_or_insert_with(|| Writing::new(None, ""));
        if writing.text.insert(text) {
            Vec::new()
        } else {
            vec![Effect::Refuse(Refusal::WordsTooLong)]
        }
    }

    fn refresh(&mut self, model: &Model) {
        let count = model.case().map_or(0, |case| self.what.lines(case).len());
        self.list.keep_within(count);
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let theme = model.theme;
        let inside = inset(area, 2);
        let lines = self.what.lines(case);
        let Some(writing) = &self.writing else {
            let rows: Vec<Row> = lines.iter().map(|line| Row::new(one_line(line))).collect();
            let height = rows_of(rows.len()).min(inside.height / 2);
            let list = Rect { height, ..inside };
            self.list.draw(theme, frame, list, &rows);
            let whole = lines.get(self.list.selected).map_or("", String::as_str);
            let rest = below(inside, height + 1);
            Panel::words(theme, Role::Strong, whole, frame, rest);
            return;
        };
        let wanted = writing.text.rows(inside.width.saturating_sub(2)).max(1);
        let field = wanted.min((inside.height / 2).max(1));
        let above = Rect {
            height: inside.height.saturating_sub(field + 3),
            ..inside
        };
        let fits = usize::from(above.height);
        let from = match writing.place {
            Some(place) => place.saturating_sub(fits / 2),
            None => lines.len().saturating_sub(fits),
        };
        let mut rest = above;
        for line in lines.iter().skip(from) {
            rest = Panel::words(theme, Role::Text, line, frame, rest);
        }
        let rest = below(inside, above.height - rest.height + 1);
        let head = match writing.place {
            Some(_) => "In other words:",
            None if lines.is_empty() => "Write down what people say, in their words:",
            None => "And another, or Esc:",
        };
        let rest = Panel::words(theme, Role::Quiet, head, frame, rest);
        let text = Rect {
            x: rest.x + rest.width.min(2),
            width: rest.width.saturating_sub(2),
            height: field.min(rest.height),
            ..rest
        };
        writing.text.draw(theme, frame, text, true);
        if let Some(counter) = writing.text.counter() {
            Panel::words(theme, Role::Quiet, &counter, frame, below(rest, field));
        }
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}
