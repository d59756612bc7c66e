//! A set of rules, question by question; then what it comes to; then what a person decides.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{chosen, words};
use crate::case::{
    Case, Command, Decided, LONGEST_NAME, LONGEST_REASON, PreparingCommand, RuleDecision,
};
use crate::script::{
    Rule, RuleAnswers, RuleQuestion, RuleQuestionId, RuleResult, RuleSet, RuleSetId, Weighed,
};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Message};
use crate::tui::key::Key;
use crate::tui::layer::{Layer, Use};
use crate::tui::model::Model;
use crate::tui::overlay::asking::{Asking, Below};
use crate::tui::theme::Role;
use crate::tui::widget::{Field, Form, FormKey, Numbered, Panel, STILL_TO_BE_SAID, Way};

/// A set of rules that is gone through.
pub(super) struct Weigh {
    set: RuleSet,
    answers: RuleAnswers,
    /// The questions that were answered, in the order in which they were asked.
    asked: Vec<RuleQuestionId>,
    list: Numbered,
    /// What a person decides, once they have seen what the rules come to.
    form: Option<Form>,
    /// Whether it was said that Esc lets go what was typed.
    warned: bool,
}

impl Weigh {
    /// Begins with the first question; nothing where there is no such set.
    pub fn new(id: &RuleSetId, model: &Model) -> Option<Self> {
        let set = model.rule_sets.iter().find(|set| &set.id == id)?;
        Some(Self {
            set: set.clone(),
            answers: RuleAnswers::new(),
            asked: Vec::new(),
            list: Numbered::default(),
            form: None,
            warned: false,
        })
    }

    fn question(&self) -> Option<&RuleQuestion> {
        match self.set.weigh(&self.answers) {
            Weighed::Ask(question) => Some(question),
            Weighed::Decided(_) | Weighed::Undecided => None,
        }
    }

    fn rule(&self) -> Option<&Rule> {
        match self.set.weigh(&self.answers) {
            Weighed::Decided(rule) => Some(rule),
            Weighed::Ask(_) | Weighed::Undecided => None,
        }
    }

    fn ways(&self) -> usize {
        self.question().map_or(0, |question| question.answers.len())
    }

    fn choose(&mut self, model: &Model) -> Vec<Effect> {
        let chosen = self.question().and_then(|question| {
            let answer = question.answers.get(self.list.selected)?;
            Some((question.id.clone(), answer.id.clone()))
        });
        if let Some((question, answer)) = chosen {
            self.answers.insert(question.clone(), answer);
            self.asked.push(question);
            self.list = Numbered::default();
        } else if let Some(rule) = self.rule() {
            self.form = Some(self.judgement(rule, model));
        }
        Vec::new()
    }

    /// Takes back the last step; at the first question, closes.
    fn back(&mut self) -> Vec<Effect> {
        if let Some(form) = &self.form {
            if form.is_changed() && !self.warned {
                self.warned = true;
                let said = "Ctrl-S keeps this. Esc once more lets it go.";
                return vec![Effect::Say(Message::done(said))];
            }
            self.form = None;
            return Vec::new();
        }
        match self.asked.pop() {
            Some(question) => {
                self.answers.remove(&question);
                self.list = Numbered::default();
                Vec::new()
            }
            None => vec![Effect::Pop],
        }
    }

    fn judgement(&self, rule: &Rule, model: &Model) -> Form {
        let name = model
            .case()
            .map(Case::name_of_who_runs_it)
            .unwrap_or_default();
        let usual = match rule.result {
            RuleResult::Eligible => 0,
            RuleResult::NotEligible | RuleResult::Excluded => 1,
            RuleResult::ExceptionalApproval | RuleResult::ReferUp => 2,
        };
        let options = RuleDecision::ALL.map(|decision| decision.title().to_owned());
        let options = options.into_iter();
        let judgement = &self.set.judgement;
        let hint = judgement.hint.as_deref().unwrap_or_default();
        let asked = format!("{} What is decided?", judgement.ask);
        let approver = match &rule.approved_by {
            Some(who) => format!("{who}: the name of whoever did. Empty for nobody."),
            None => "Leave it empty where nobody had to.".to_owned(),
        };
        let fields = vec![
            Field::choice(&asked, hint, options.collect(), usual),
            Field::text(
                "Who decides this?",
                "A name or a post.",
                &name,
                LONGEST_NAME,
            ),
            Field::text("Who approved an exception?", &approver, "", LONGEST_NAME),
            Field::text(
                "Why, in a few words?",
                "Needed where it is decided otherwise than the rule says. Enter is done.",
                "",
                LONGEST_REASON,
            ),
        ];
        Form::new(fields, model.now.wall.date_naive())
    }

    fn done(&self, form: &Form, model: &Model) -> Vec<Effect> {
        let decision = RuleDecision::ALL.get(chosen(form, 0));
        let decided = Decided {
            decision: decision.copied().unwrap_or(RuleDecision::Wait),
            by: words(form, 1),
            approved_by: words(form, 2),
            why: words(form, 3),
        };
        let command = Command::Prepare(PreparingCommand::Weigh {
            set: Box::new(self.set.clone()),
            answers: self.answers.clone(),
            decided,
        });
        match model.refusal_of(&command) {
            Some(refusal) => vec![Effect::Refuse(refusal)],
            None => vec![Effect::Pop, Effect::Execute(command)],
        }
    }

    /// What the rules come to, and who may decide otherwise.
    fn result(&self, rule: &Rule) -> Vec<(String, Role)> {
        let mut about = vec![
            (
                format!("The rules come to: {}.", rule.result.in_words()),
                Role::Strong,
            ),
            (rule.because.clone(), Role::Text),
        ];
        if let Some(who) = &rule.approved_by {
            about.push((format!("Who may approve or decide: {who}."), Role::Text));
        }
        about.push((
            format!(
                "Rule {} of {}, version {}.",
                rule.id, self.set.id, self.set.version
            ),
            Role::Quiet,
        ));
        about
    }
}

impl Layer for Weigh {
    fn title(&self, _model: &Model) -> String {
        self.set.title.clone()
    }

    fn contexts(&self) -> &'static [Context] {
        if self.form.is_some() {
            &[Context::Form, Context::Overlay]
        } else {
            &[Context::List, Context::Overlay]
        }
    }

    fn is_typing(&self) -> bool {
        self.form.as_ref().is_some_and(Form::is_typing)
    }

    fn half_typed(&self) -> Option<String> {
        self.form.as_ref().and_then(Form::half_typed)
    }

    fn use_of(&self, action: Action, _model: &Model) -> Use {
        match action {
            Action::Choose if self.form.is_none() && self.rule().is_some() => Use::Called("decide"),
            _ => Use::Live,
        }
    }

    fn act(&mut self, action: Action, model: &Model) -> Vec<Effect> {
        if action == Action::Close {
            return self.back();
        }
        if let Some(form) = &mut self.form {
            self.warned = false;
            return match form.act(action) {
                FormKey::StillToBeSaid => {
                    vec![Effect::Say(Message::refused(STILL_TO_BE_SAID))]
                }
                FormKey::Done => {
                    let form = form.clone();
                    self.done(&form, model)
                }
                FormKey::Taken | FormKey::Other => Vec::new(),
            };
        }
        if self.list.act(action, self.ways()) {
            return Vec::new();
        }
        match action {
            Action::Choose => self.choose(model),
            _ => Vec::new(),
        }
    }

    fn type_key(&mut self, key: Key, _model: &Model) -> Vec<Effect> {
        self.warned = false;
        if let Some(form) = &mut self.form {
            form.type_key(key);
        } else {
            let ways = self.ways();
            self.list.take_number(key, ways);
        }
        Vec::new()
    }

    fn room_for_paste(&self) -> usize {
        0
    }

    fn paste(&mut self, text: &str, _model: &Model) -> Vec<Effect> {
        let fits = self.form.as_mut().is_none_or(|form| form.paste(text));
        if fits {
            Vec::new()
        } else {
            vec![Effect::Say(Message::refused("That is too long."))]
        }
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        if let Some(form) = &self.form {
            let panel = Panel {
                title: "A person decides",
                columns: 76,
                rows: form.rows(72).saturating_add(2),
            };
            let inside = panel.draw(model.theme, frame, area);
            form.draw(model.theme, frame, inside);
            return;
        }
        let mut ways = Vec::new();
        let about = match (self.question(), self.rule()) {
            (Some(question), _) => {
                let answers = question.answers.iter();
                ways.extend(answers.map(|answer| Way::new(&answer.label, "")));
                let hint = question.hint.clone().unwrap_or_default();
                vec![(question.ask.clone(), Role::Strong), (hint, Role::Quiet)]
            }
            (None, Some(rule)) => {
                let below = "The rules show; a person decides. Enter goes on to that.";
                let mut about = self.result(rule);
                about.push((below.to_owned(), Role::Quiet));
                about
            }
            (None, None) => vec![("These rules come to nothing.".to_owned(), Role::Text)],
        };
        let asking = Asking {
            title: &self.set.title,
            about,
            below: Below::Ways(&ways, self.list),
        };
        asking.draw(model.theme, frame, area);
    }
}
