//! The decision of whoever has to accept an item, with its reason and what the family answered.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::case::{Case, Command, ItemId, PersonId, Refusal, Verdict, Words};
use crate::desk::DraftFor;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::model::{Model, told_apart};
use crate::tui::theme::Role;
use crate::tui::widget::{Asked, Asking, Panel, Question, Reply, below};

const VERDICTS: [(Verdict, &str); 3] = [
    (Verdict::Agreed, "yes"),
    (Verdict::AgreedIf, "yes, on a condition"),
    (Verdict::NotAgreed, "no, for a reason"),
];

/// The decision of whoever ratifies, on one item.
#[derive(Debug)]
pub struct Ratification {
    item: ItemId,
    deciders: Vec<PersonId>,
    asking: Asking,
    /// Questions that a plain yes leaves out, with what was typed for them.
    left_out: Vec<Question>,
    warned: bool,
}

impl Ratification {
    /// Asks for the decision; nothing where the script has nobody decide.
    pub fn new(item: ItemId, model: &Model) -> Option<Self> {
        let case = model.case()?;
        let rules = case.script.agreement.ratification.as_ref()?;
        let deciders: Vec<PersonId> = case.holders(&rules.by).iter().map(|one| one.id).collect();
        let standing = case.item(item)?.ratified.as_ref();
        let explained = standing.filter(|decision| decision.verdict != Verdict::Agreed);
        let verdict = standing.map(|decision| decision.verdict);
        let text = |words: Option<&Words>| words.and_then(Words::text).unwrap_or("").to_owned();
        let reason = text(explained.and_then(|decision| decision.reason.as_ref()));
        let answer = text(explained.and_then(|decision| decision.family_answer.as_ref()));
        let place = |id: PersonId| deciders.iter().position(|known| *known == id);
        let options = VERDICTS.iter().map(|(_, name)| (*name).to_owned());
        let verdict = Reply::Choice {
            options: options.collect(),
            chosen: VERDICTS
                .iter()
                .position(|(known, _)| Some(*known) == verdict)
                .or(Some(0)),
        };
        let mut questions = vec![
            Question::new(case.fill(&rules.ask, None), verdict),
            Question::new(
                "On which condition, or for which reason?",
                Reply::words(&reason),
            ),
            Question::new("What did people answer to that?", Reply::words(&answer)),
        ];
        if deciders.len() > 1 {
            let names = deciders.iter().map(|id| told_apart(case, *id));
            let chosen = standing.and_then(|decision| place(decision.by));
            let by = Reply::Choice {
                options: names.collect(),
                chosen: Some(chosen.unwrap_or(0)),
            };
            questions.insert(0, Question::new("Who decides?", by));
        }
        let mut asked = Self {
            item,
            deciders,
            asking: Asking::new(questions, model.today()),
            left_out: Vec::new(),
            warned: false,
        };
        asked.fit();
        Some(asked)
    }

    /// Asks for the condition or the reason, and for the answer to it, only where there is one: a
    /// plain yes has nothing more to be asked, and shows nothing of a decision before it.
    fn fit(&mut self) {
        let decision = self.shift() + 1;
        if self.verdict() != Verdict::Agreed {
            self.asking.questions.append(&mut self.left_out);
        } else if self.asking.questions.len() > decision {
            self.left_out = self.asking.questions.split_off(decision);
        }
    }

    /// How many questions stand before the decision itself.
    fn shift(&self) -> usize {
        usize::from(self.deciders.len() > 1)
    }

    fn verdict(&self) -> Verdict {
        let chosen = self.asking.reply(self.shift()).map_or(0, Reply::chosen);
        VERDICTS
            .get(chosen)
            .map_or(Verdict::Agreed, |(known, _)| *known)
    }

    fn command(&self) -> Option<Command> {
        let chosen = match self.shift() {
            0 => 0,
            _ => self.asking.reply(0).map_or(0, Reply::chosen),
        };
        Some(Command::Ratify {
            item: self.item,
            by: *self.deciders.get(chosen)?,
            verdict: self.verdict(),
            reason: self.asking.reply(self.shift() + 1).and_then(Reply::said),
            family_answer: self.asking.reply(self.shift() + 2).and_then(Reply::said),
        })
    }

    fn done(&mut self, model: &Model) -> Vec<Effect> {
        let Some(command) = self.command() else {
            return vec![Effect::Refuse(Refusal::NoSuchPerson)];
        };
        match model.refusal_of(&command) {
            Some(refusal) => {
                if refusal == Refusal::ReasonMissing {
                    self.asking.focus = self.shift() + 1;
                }
                vec![Effect::Refuse(refusal)]
            }
            None => vec![Effect::Pop, Effect::Execute(command)],
        }
    }

    fn has_words(&self) -> bool {
        let mut replies = self.asking.questions.iter();
        replies.any(|question| question.reply.said().is_some())
    }
}

fn text(case: &Case, id: ItemId) -> String {
    let draft = case.item(id).and_then(|item| item.draft());
    draft.map_or_else(String::new, |draft| draft.text.clone())
}

fn titled(model: &Model) -> String {
    let item = model.case().map(|case| &case.script.vocabulary.item);
    format!(
        "The decision on this {}",
        item.map_or("one", String::as_str)
    )
}

impl Layer for Ratification {
    fn title(&self, model: &Model) -> String {
        titled(model)
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Form, Context::Overlay]
    }

    fn is_typing(&self) -> bool {
        self.asking.is_typing()
    }

    fn meant_for(&self, _model: &Model) -> DraftFor {
        DraftFor::Board
    }

    fn half_typed(&self) -> Option<String> {
        self.asking.half_typed()
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if action == Action::Close {
            if self.has_words() && !self.warned {
                self.warned = true;
                let warning = "Ctrl-S keeps these words. Esc once more lets them go.";
                return vec![Effect::Say(Message::done(warning))];
            }
            return vec![Effect::Pop];
        }
        self.warned = false;
        let simple = self.asking.focus == self.shift() && self.verdict() == Verdict::Agreed;
        if action == Action::NextOrDone && simple {
            return self.done(model);
        }
        let asked = self.asking.act(action);
        self.fit();
        match asked {
            Asked::Done => self.done(model),
            Asked::Refused(why) => vec![Effect::Say(Message::refused(why))],
            Asked::Taken | Asked::Other => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        self.warned = false;
        let asked = self.asking.type_key(key);
        self.fit();
        match asked {
            Asked::Refused(why) => vec![Effect::Say(Message::refused(why))],
            Asked::Taken | Asked::Done | Asked::Other => Vec::new(),
        }
    }

    fn room_for_paste(&self) -> usize {
        self.asking.room_for_paste()
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        self.warned = false;
        match self.asking.paste(text) {
            Asked::Refused(why) => vec![Effect::Say(Message::refused(why))],
            Asked::Taken | Asked::Done | Asked::Other => Vec::new(),
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(case) = model.case() else {
            return;
        };
        let panel = Panel {
            title: &titled(model),
            columns: 76,
            rows: 20,
        };
        let inside = panel.draw(model.theme, frame, area);
        let text = text(case, self.item);
        let above = Rect {
            height: inside.height / 3,
            ..inside
        };
        let rest = Panel::words(model.theme, Role::Quiet, &text, frame, above);
        let asking = below(inside, rest.y - inside.y + 1);
        self.asking.draw(model.theme, frame, asking);
    }
}
